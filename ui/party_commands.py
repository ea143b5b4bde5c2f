"""What the attorney does to parties: correct, merge, split, retype, add from selected words.

Every one is one step of undo. Decisions go to the case as jobs.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from casefile.party_records import MergeProposal, PartyCard
from casefile.records import PartyRow, Pin, RefType
from extraction.findings import PartyKind
from importers.source_text import Span
from reports.cites import pin_cite
from ui import messages
from ui.desk import Desk
from ui.enum_words import enum_word
from ui.language import tr
from ui.models.rows import AnyRow

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["PartyCommands", "roles_of"]

_USUAL_ROLES = (
    "plaintiff",
    "defendant",
    "petitioner",
    "respondent",
    "appellant",
    "appellee",
    "intervenor",
    tr("third-party defendant"),
    "counsel",
    "judge",
    "witness",
    "author",
    "employer",
)
_TAKES_BACK = tr("Ctrl+Z takes it back")


class PartyCommands(QObject):
    """Signals: ``said(str)`` for what a command did or why it did nothing."""

    said = Signal(str)

    def __init__(self, desk: Desk, current: Callable[[], AnyRow | None], window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._current = current
        self._window = window

    # -- correcting

    def edit(self, row: PartyRow) -> None:
        """Open the form for a party; for all parties among the chips if it is one of them."""
        self._with_chips(row, self.edit_rows)

    def edit_rows(self, rows: Sequence[PartyRow]) -> None:
        """Open the form for a party, or for several at once; roles complete from those of the case."""
        opened = self._edit_one if len(rows) == 1 else self._edit_several
        self._desk.ask(lambda case: roles_of(case.view().parties), lambda all_: opened(rows, all_))

    def _edit_one(self, rows: Sequence[PartyRow], roles: Sequence[str]) -> None:
        from ui.dialogs.forms import PartyForm

        row = rows[0]
        form = PartyForm(row, roles, self._window)

        def save(changes: dict[str, Any]) -> None:
            if changes:
                self._change(
                    lambda case: case.edit_party(row.id, **changes),
                    tr("Edited {name}", name=row.name),
                )

        form.chosen.connect(save)
        form.open()

    def _edit_several(self, rows: Sequence[PartyRow], roles: Sequence[str]) -> None:
        from ui.dialogs.parties import PartiesForm

        form = PartiesForm(rows, roles, self._window)
        numbers = tuple(row.id for row in rows)

        def save(changes: dict[str, Any]) -> None:
            if changes:
                self._change(
                    lambda case: case.edit_parties(numbers, **changes),
                    tr("Edited {named}. {takes_back}", named=_named(rows), takes_back=_TAKES_BACK),
                )

        form.chosen.connect(save)
        form.single_wanted.connect(lambda: self._edit_one(rows, roles))
        form.open()

    def choose_kind(self) -> None:
        """Offer the kinds of party for the current one, or all among the chips if it is one of them."""
        row = self._party(tr("Shift+T says what kind of party it is."))
        if row is not None:
            self._with_chips(row, self.offer_kinds)

    def offer_kinds(self, rows: Sequence[PartyRow], at: QPoint | None = None) -> QMenu:
        """Show a menu of kinds, by default at the pointer, and give the chosen one to the parties."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = {row.kind for row in rows}
        for kind in PartyKind:
            action = menu.addAction(f"&{enum_word(kind).capitalize()}")
            action.setCheckable(True)
            action.setChecked(kinds == {kind})
            action.triggered.connect(lambda _=False, kind=kind: self._set_kind(rows, kind))
        menu.popup(at or QCursor.pos())
        return menu

    def _set_kind(self, rows: Sequence[PartyRow], kind: PartyKind) -> None:
        other = tuple(row.id for row in rows if row.kind is not kind)
        if other:
            self._change(
                lambda case: case.edit_parties(other, kind=kind),
                f"{_named(rows)}: {enum_word(kind)}. {_TAKES_BACK}",
            )

    def accept(self, rows: Sequence[PartyRow]) -> None:
        """Accept parties."""
        refs = tuple(row.ref for row in rows)
        self._change(lambda case: case.accept(refs), tr("Accepted {named}", named=_named(rows)))

    def reject(self, rows: Sequence[PartyRow]) -> None:
        """Reject parties."""
        refs = tuple(row.ref for row in rows)
        self._change(
            lambda case: case.reject(refs),
            tr("Rejected {named}. {takes_back}", named=_named(rows), takes_back=_TAKES_BACK),
        )

    # -- merging and splitting

    def merge(self) -> None:
        """Merge the current party with the others among the chips, or with one that is chosen."""
        row = self._party(tr("M merges it with another one."))
        if row is None:
            return
        self._with_chips(row, self.merge_rows, also_beside=True)

    def merge_rows(self, rows: Sequence[PartyRow]) -> None:
        """Ask which of several parties is kept, or with which other one a single one is merged."""
        if len(rows) > 1:
            self._open_merge(rows, (), ())
            return

        def question(case: "Case") -> tuple[tuple[PartyRow, ...], tuple[MergeProposal, ...]]:
            return tuple(case.view().parties), case.merge_proposals(rows[0].id)

        self._desk.ask(question, lambda found: self._open_merge(rows, *found))

    def _open_merge(
        self,
        rows: Sequence[PartyRow],
        parties: Sequence[PartyRow],
        proposals: Sequence[MergeProposal],
    ) -> None:
        from ui.dialogs.merge import MergeForm

        form = MergeForm(rows, parties, _reasons(rows[0], proposals), self._window)
        form.chosen.connect(self.merge_now)
        form.open()

    def merge_now(self, keep: int, gone: Sequence[int]) -> None:
        """Merge parties without asking."""

        def work(case: "Case") -> str:
            names = [case.party(number).name for number in gone]
            case.merge_parties(keep, *gone)
            told = ", ".join(f"“{name}”" for name in names[:3])
            return tr(
                "Merged {told} into “{name}”. {takes_back}",
                told=told,
                name=case.party(keep).name,
                takes_back=_TAKES_BACK,
            )

        self._desk.change(work)

    def accept_proposal(self, proposal: MergeProposal) -> None:
        """Merge two parties that the case proposed."""
        self._change(
            lambda case: case.accept_proposal(proposal),
            tr(
                "Merged “{name}” into “{name2}”. {takes_back}",
                name=proposal.other.name,
                name2=proposal.keep.name,
                takes_back=_TAKES_BACK,
            ),
        )

    def refuse_proposal(self, proposal: MergeProposal) -> None:
        """Remember that two parties are different."""
        keep, other = proposal.keep, proposal.other
        self._change(
            lambda case: case.not_the_same(keep.id, other.id),
            tr(
                "“{name}” is not “{name2}”. {takes_back}",
                name=other.name,
                name2=keep.name,
                takes_back=_TAKES_BACK,
            ),
        )

    def split(self) -> None:
        """Take names or papers out of the current party."""
        row = self._party(tr("Shift+M takes out of it what was joined wrongly."))
        if row is None:
            return

        def question(case: "Case") -> tuple[PartyCard, tuple[PartyRow, ...]]:
            return case.party_card(row.id), tuple(case.view().parties)

        self._desk.ask(question, lambda found: self._open_split(*found))

    def _open_split(self, card: PartyCard, parties: Sequence[PartyRow]) -> None:
        from ui.dialogs.split import SplitForm

        if len(card.names) + len(card.documents) < 3:
            self.said.emit(
                tr("“{name}” has one name in one paper: nothing to take out", name=card.party.name)
            )
            return
        others = [row for row in parties if row.id != card.party.id]
        form = SplitForm(card, others, self._window)

        def save(documents: tuple[int, ...], names: tuple[str, ...], to: int | None) -> None:
            def work(case: "Case") -> str:
                now = case.split_party(card.party.id, documents=documents, names=names, to=to)
                return tr(
                    "Split: “{name}” stands by itself. {takes_back}",
                    name=case.party(now).name,
                    takes_back=_TAKES_BACK,
                )

            self._desk.change(work)

        form.chosen.connect(save)
        form.open()

    # -- adding by hand

    def add(self, place: Pin | None) -> None:
        """Ask which party selected words name."""
        if place is None:
            self.said.emit(tr("Select words in the reader first: Shift+P adds them as a party"))
            return

        def question(case: "Case") -> tuple[Span, str, tuple[PartyRow, ...]]:
            span = _trimmed(case.source(place.document).text, place.span)
            words = " ".join(span.of(case.source(place.document).text).split())
            return span, words, tuple(case.view().parties)

        self._desk.ask(question, lambda found: self._open_add(place, *found))

    def _open_add(self, place: Pin, span: Span, words: str, parties: Sequence[PartyRow]) -> None:
        from ui.dialogs.add_party import AddPartyForm

        if not words:
            self.said.emit(tr("Select the words that name the party first"))
            return
        form = AddPartyForm(words, pin_cite(place), parties, roles_of(parties), self._window)

        def add_party(name: str, kind: PartyKind, role: str | None) -> None:
            def work(case: "Case") -> str:
                case.add_party(place.document, span, kind, role, name=name)
                return tr("Added {name}. {takes_back}", name=name, takes_back=_TAKES_BACK)

            self._desk.change(work)

        def add_mention(party: int) -> None:
            def work(case: "Case") -> str:
                case.add_mention(party, place.document, span)
                return tr(
                    "“{words}” names {name} here. {takes_back}",
                    words=words,
                    name=case.party(party).name,
                    takes_back=_TAKES_BACK,
                )

            self._desk.change(work)

        form.new_wanted.connect(add_party)
        form.mention_wanted.connect(add_mention)
        form.open()

    def remove_mention(self, document: int, span: Span) -> None:
        """Remember that some words name no party."""
        self._change(
            lambda case: case.remove_mention(document, span),
            tr("These words name no party here. {takes_back}", takes_back=_TAKES_BACK),
        )

    # -- inside

    def _party(self, what: str) -> PartyRow | None:
        row = self._current()
        if not isinstance(row, PartyRow):
            self.said.emit(tr("Select a party first: {what}", what=what))
            return None
        return row

    def _with_chips(
        self,
        row: PartyRow,
        then: Callable[[tuple[PartyRow, ...]], object],
        *,
        also_beside: bool = False,
    ) -> None:
        """Do something with a party, and with the others among the chips if it is one of them.

        ``also_beside`` takes the chips' parties in any case.
        """
        chips = [ref.id for ref in self._desk.narrowing.refs if ref.type is RefType.PARTY]
        others = [number for number in chips if number != row.id]

        def question(case: "Case") -> tuple[PartyRow, ...]:
            return tuple(case.party(number) for number in others)

        if others and (also_beside or row.id in chips):
            self._desk.ask(question, lambda found: then((row, *found)))
        else:
            then((row,))

    def _change(self, act: Callable[["Case"], Any], sentence: str) -> None:
        def work(case: "Case") -> str:
            act(case)
            return sentence

        self._desk.change(work)


def roles_of(parties: Sequence[PartyRow]) -> tuple[str, ...]:
    """Return the roles to choose from: those of the case, the most used first, then the usual ones."""
    used: dict[str, int] = {}
    for row in parties:
        if row.role:
            used[row.role] = used.get(row.role, 0) + 1
    ordered = sorted(used, key=lambda role: (-used[role], role))
    return tuple(dict.fromkeys((*ordered, *_USUAL_ROLES)))


def _reasons(row: PartyRow, proposals: Sequence[MergeProposal]) -> Mapping[int, str]:
    """Return why other parties may be this one, by their numbers, the likeliest first."""
    return {
        (each.other.id if each.keep.id == row.id else each.keep.id): each.reason
        for each in proposals
    }


def _named(rows: Sequence[PartyRow]) -> str:
    return rows[0].name if len(rows) == 1 else messages.count(len(rows), tr("party"), tr("parties"))


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))

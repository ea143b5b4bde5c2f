"""What stands beside the column of parties: a party's card, and possible duplicates."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from casefile.errors import NoSuchFinding
from casefile.party_records import MergeProposal
from casefile.records import HitRow, PartyRow, Pin, Ref, RefType
from ui.columns_answered import Answered
from ui.desk import Desk
from ui.language import tr
from ui.models.rows import AnyRow
from ui.navigator import Navigator
from ui.panels.linked_banner import PartyBanner
from ui.panels.linked_view import LinkedViewPanel
from ui.panels.party_card import PartyCardPanel
from ui.panels.party_duplicates import DuplicatesPanel
from ui.party_commands import PartyCommands
from ui.party_lines import CardView, Line
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["PartyViews"]

_PROPOSALS_PAUSE_MS = 400

Beside: TypeAlias = PartyCardPanel | DuplicatesPanel


class PartyViews(QObject):
    """Opens, follows and closes them. Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        columns: LinkedViewPanel,
        navigator: Navigator,
        commands: PartyCommands,
        actions: Mapping[str, QAction],
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns = columns
        self._navigator = navigator
        self._commands = commands
        self.card = PartyCardPanel(actions, theme)
        self.duplicates = DuplicatesPanel(theme)
        for panel in (self.card, self.duplicates):
            panel.setParent(columns)  # so that they go with the window, shown once or never
            panel.hide()
        self.banner = PartyBanner()
        columns.parties.add_banner(self.banner)
        self.up: Beside | None = None
        self._constraints: tuple[Ref, ...] = ()
        self._proposals: tuple[MergeProposal, ...] = ()
        self._ask_proposals = QTimer(self, singleShot=True, interval=_PROPOSALS_PAUSE_MS)
        self._ask_proposals.timeout.connect(self._look_for_duplicates)
        self._connect()

    def _connect(self) -> None:
        desk, columns, commands = self._desk, self._columns, self._commands
        desk.case_hidden.connect(self._forget)
        desk.documents_read.connect(lambda _: self._ask_proposals.start())
        desk.columns_read.connect(self._refresh)
        columns.row_clicked.connect(lambda row, _add: self._follow(row))
        columns.row_visited.connect(self._follow)
        columns.parties.list.merge_dropped.connect(self._dropped)
        self.banner.duplicates_wanted.connect(self.open_duplicates)
        for panel in (self.card, self.duplicates):
            panel.close_wanted.connect(self.close)
        self.card.place_wanted.connect(self._navigator.show_mention)
        self.card.line_opened.connect(self._open_line)
        self.card.contexts_wanted.connect(self._ask_contexts)
        self.card.evidence_wanted.connect(self._ask_evidence)
        self.duplicates.same_wanted.connect(commands.accept_proposal)
        self.duplicates.different_wanted.connect(commands.refuse_proposal)
        self.duplicates.party_wanted.connect(self._navigator.pass_by)

    # -- opening and closing

    def toggle_card(self) -> None:
        """Open the card of the current party, or of the party that a card's line is about; or close it."""
        line = self.card.current() if self._has_keyboard(self.card) else None
        if line is not None and line.party is not None:
            self.open_card(line.party)
        elif self.up is self.card:
            self.close()
        else:
            row = self._columns.current_row()
            if isinstance(row, PartyRow):
                self.open_card(row.id)
            else:
                self.said.emit(tr("Select a party first: P opens its card"))

    def open_card(self, party: int) -> None:
        """Show the card of a party."""
        self._navigator.show_columns()
        self._columns.go_to(Ref(RefType.PARTY, party))
        self._ask_card(party)

    def open_duplicates(self) -> None:
        """Show the parties that may be one."""
        if self._desk.case is not None:
            self._navigator.show_columns()
            self._show(self.duplicates)
            self.duplicates.show_proposals(self._proposals)
            self.duplicates.list.setFocus()

    def close(self) -> bool:
        """Show quotes and dates again; tell whether something was in their place."""
        if self.banner.is_asking:
            self.banner.drop_question()
            self._columns.focus_last()
            return True
        if self.up is None:
            return False
        had_keyboard = self._has_keyboard(self.up)
        self.up = None
        self._columns.leave_beside()
        if had_keyboard:
            self._columns.focus_last()
        return True

    def _forget(self) -> None:
        self.banner.drop_question()
        self.close()
        self.card.forget()
        self._proposals = ()
        self._ask_proposals.stop()
        self.banner.show_duplicates(0)

    def _show(self, panel: Beside) -> None:
        self.up = panel
        self._constraints = self._desk.narrowing.refs
        self._columns.show_beside(panel)

    # -- what the window asks

    def current_row(self) -> PartyRow | None:
        """Return the party that commands apply to, while its card is up."""
        return self.card.party if self.up is self.card else None

    def current_place(self) -> Pin | None:
        """Return the place of the line that has the keyboard, if it has one."""
        if self.up is self.card and self._has_keyboard(self.card):
            line = self.card.current()
            return line.pin if line else None
        return None

    def step(self, by: int) -> bool:
        """Go to the next or previous line, if the keyboard is here; tell whether it is."""
        if self.up is None or not self._has_keyboard(self.up):
            return False
        self.up.step(by)
        return True

    # -- following

    def _refresh(self, answered: Answered) -> None:
        """Show what has changed; make room for quotes and dates when the view is narrowed to one."""
        self._ask_proposals.start()
        constraints = answered.narrowing.refs
        is_new, self._constraints = constraints != self._constraints, constraints
        if is_new and constraints and constraints[-1].type in (RefType.QUOTE, RefType.DATE):
            self.close()
        elif self.up is self.card and self.card.party is not None:
            self._ask_card(self.card.party.id)

    def _follow(self, row: AnyRow) -> None:
        if self.up is self.card and isinstance(row, PartyRow):
            self._ask_card(row.id)

    def follow_ref(self, ref: Ref) -> None:
        """A marked place was clicked in the reader: an open card follows to its party."""
        if self.up is self.card and ref.type is RefType.PARTY:
            self._ask_card(ref.id)

    # -- asking the case

    def _ask_card(self, party: int) -> None:
        self._desk.ask(lambda case: _card(case, party), self._card_arrived, "card")

    def _card_arrived(self, view: CardView | None) -> None:
        if view is None:
            if self.up is self.card:
                self.close()
            return
        was_up = self.up is self.card
        had_keyboard = self._columns.parties.list.hasFocus()
        if not was_up:
            self._show(self.card)
        before, party = self.card.party, view.card.party
        self.card.show_card(view)
        is_other = before is None or before.id != party.id
        if is_other and self._navigator.shown != party.ref:
            self._navigator.pass_by(party)
        if not was_up and not had_keyboard:
            self.card.list.setFocus()

    def _ask_contexts(self, pins: Sequence[Pin]) -> None:
        wanted = tuple(pins)
        self._desk.ask(lambda case: case.in_context(wanted), self.card.add_contexts)

    def _ask_evidence(self, other: int) -> None:
        party = self.card.party
        if party is None:
            return

        def question(case: "Case") -> tuple[HitRow, ...]:
            return case.in_context(case.together(party.id, other))

        def tell(rows: tuple[HitRow, ...]) -> None:
            if self.card.party is not None and self.card.party.id == party.id:
                self.card.add_evidence(other, rows)

        self._desk.ask(question, tell)

    def _look_for_duplicates(self) -> None:
        if self._desk.importing:  # every paper that comes in changes the answer
            self._ask_proposals.start()
            return
        self._desk.ask(
            lambda case: case.merge_proposals(),
            self._proposals_arrived,
            "proposals",
            lane=self._desk.patient_lane,
        )

    def _proposals_arrived(self, proposals: tuple[MergeProposal, ...]) -> None:
        self._proposals = proposals
        self.banner.show_duplicates(len(proposals))
        if self.up is self.duplicates:
            self.duplicates.show_proposals(proposals)

    # -- acting

    def _dropped(self, dragged: PartyRow, target: PartyRow) -> None:
        from ui.dialogs.merge import merge_sentence

        sentence = merge_sentence(target, (dragged,))
        self.banner.ask(sentence, lambda: self._merge_dropped(dragged, target))

    def _merge_dropped(self, dragged: PartyRow, target: PartyRow) -> None:
        self._commands.merge_now(target.id, (dragged.id,))
        self._columns.focus_last()

    def _open_line(self, line: Line) -> None:
        if line.proposal is not None:
            proposal = line.proposal
            self._commands.merge_rows((proposal.keep, proposal.other))
        elif line.party is not None:
            self.open_card(line.party)
        elif line.pin is not None:
            self._navigator.show_mention(line.pin, line.ref)
            self._navigator.focus_reader()

    def _has_keyboard(self, panel: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is panel or panel.isAncestorOf(focus))


def _card(case: "Case", party: int) -> CardView | None:
    try:
        return CardView.of(case.party_card(party))
    except NoSuchFinding:  # merged away, or its only paper was read anew
        return None

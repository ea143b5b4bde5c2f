"""The review in the middle of the window: asks the case ahead, so that the next suggestion is up at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casefile.errors import NoSuchFinding
from casefile.questions import Question
from casefile.records import DateRow, HitRow, PartyRow, QuoteRow, Ref, RefType
from casefile.review_records import (
    Alike,
    Finding,
    PaperProgress,
    ReviewFilter,
    ReviewItem,
    ReviewQueue,
)
from ui.desk import Desk
from ui.language import tr
from ui.middle_views import MiddleView
from ui.models.rows import AnyRow
from ui.navigator import Navigator
from ui.panels.review import ReviewPanel
from ui.party_lines import CardView, Line, wanted_contexts
from ui.review_words import alike_words, decided_words, item_lines
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ReviewView"]

_SHOWN = 200  # of the queue; more are asked for when few are left
_FEW = 20
_AHEAD = 4
_FIRST_LINES = 20

Evidence: TypeAlias = tuple[ReviewItem, CardView | None, tuple[HitRow, ...]]
"""A suggestion, the card of a party, and the sentences of the places that are shown first."""


class ReviewView(MiddleView):
    """Goes through suggestions.

    Signals, for what forms do: ``parties_wanted(tuple[PartyRow, ...])`` to correct some, ``roles_wanted``,
    ``kinds_wanted`` and ``merge_wanted`` of the same; ``speaker_wanted(tuple[QuoteRow, ...])``,
    ``again_wanted()`` for the speaker chosen last; ``date_wanted(int)``; ``switch_wanted()``;
    ``tags_wanted()``.
    """

    parties_wanted = Signal(object)
    roles_wanted = Signal(object)
    kinds_wanted = Signal(object)
    merge_wanted = Signal(object)
    speaker_wanted = Signal(object)
    again_wanted = Signal()
    date_wanted = Signal(int)
    switch_wanted = Signal()
    tags_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        theme: Theme,
        paper_shown: Callable[[], int | None],
        window: QWidget,
    ) -> None:
        """Make the view; ``paper_shown`` tells which paper the reader shows."""
        self.panel = panel = ReviewPanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._paper_shown = paper_shown
        self._items: dict[Ref, tuple[int, Evidence]] = {}
        self._version = 0
        self._own = 0
        self._seen: dict[Ref, None] = {}
        self._later: dict[Ref, None] = {}
        self._anew = False
        panel.wanted.connect(self._do)
        panel.row_shown.connect(self._show_row)
        panel.filters.changed.connect(self._begin)
        evidence = panel.evidence
        evidence.place_wanted.connect(navigator.show_mention)
        evidence.opened.connect(self._open_line)
        evidence.contexts_wanted.connect(self._ask_contexts)
        desk.changed.connect(lambda _sentence: self._changed())
        desk.failed.connect(lambda _error: self._failed())
        desk.import_ended.connect(lambda _outcomes: self.refresh())
        desk.case_hidden.connect(self._forget)

    # -- coming and going

    def open(self) -> None:
        """Begin a review: of what the columns are narrowed to, else of everything that is suggested."""
        if self._desk.case is not None:
            narrowed = self._desk.narrowing.question != Question()
            self.open_with(ReviewFilter(), narrowed=narrowed)

    def open_paper(self, document: int) -> None:
        """Begin a review of what stands in one paper."""
        self.open_with(ReviewFilter(document=document))

    def open_next_paper(self, progress: dict[int, PaperProgress], papers: Sequence[int]) -> None:
        """Begin a review of the next paper in the list with something unreviewed, after the one shown."""
        shown = self.panel.filters.asked.document if self.is_shown else self._paper_shown()
        at = papers.index(shown) + 1 if shown in papers else 0
        for number in (*papers[at:], *papers[:at]):
            each = progress.get(number)
            if each is not None and each.decided < each.total and number != shown:
                self.open_paper(number)
                return
        self.said.emit(tr("No other paper has anything unreviewed"))

    def open_with(self, asked: ReviewFilter, *, narrowed: bool = False) -> None:
        """Begin a review of what a filter leaves; ``narrowed`` leaves only what the columns show."""
        self.show()
        names = {row.id: row.short_name or row.name for row in self._desk.documents}
        self.panel.filters.take_papers(names, self._paper_shown())
        self.panel.filters.ask(asked, narrowed=narrowed)
        self._begin()
        self.panel.take_keyboard()

    def _begin(self) -> None:
        self._seen.clear()
        self._later.clear()
        self.panel.tell("")
        self.panel.say_empty(tr("Looking for what is to be reviewed…"))
        self._anew = True
        self.refresh()

    def _forget(self) -> None:
        self._items.clear()
        self._seen.clear()
        self._later.clear()
        self._own = 0
        self.panel.forget()

    # -- asking

    def refresh(self) -> None:
        """Ask for the queue again, if the review is shown."""
        if not self.is_shown:
            return
        filters = self.panel.filters
        asked, narrowed = filters.asked, filters.narrowed
        question, limit = self._desk.narrowing.question, _SHOWN + len(self._later)

        def ask(case: "Case") -> ReviewQueue:
            only = None
            if narrowed:
                view = case.view(question, include_rejected=True)
                columns: tuple[Sequence[Finding], ...] = (view.parties, view.quotes, view.dates)
                only = frozenset(row.ref for rows in columns for row in rows)
            return case.review_queue(asked, only, limit)

        self._desk.ask(ask, self._arrived, "review queue")

    def _arrived(self, queue: ReviewQueue) -> None:
        rows = queue.rows
        first = [row for row in rows if row.ref not in self._later]
        put_off = {row.ref: row for row in rows if row.ref in self._later}
        ordered = (*first, *(put_off[ref] for ref in self._later if ref in put_off))
        known = {row.ref for row in self.panel.list.findings.rows}
        back = [row.ref for row in ordered if row.ref in self._seen and row.ref not in known]
        self._seen.update(dict.fromkeys(row.ref for row in ordered))
        if self._anew:
            back = [row.ref for row in ordered[:1]]
        self._anew = False
        if not ordered:
            words = self.panel.filters.words()
            self.panel.say_empty(_nothing(words) if self._desk.documents else _NO_PAPERS)
        self.panel.show_queue(replace(queue, rows=ordered), back[0] if back else None)

    def _show_row(self, row: Finding) -> None:
        """A suggestion is up: its page in the reader, its evidence as soon as it is known."""
        self.navigator.pass_by(row)
        kept = self._items.get(row.ref)
        if kept is not None:
            self.panel.show_item(*kept[1])
        if kept is not None and kept[0] == self._version:
            self._look_ahead()
        else:
            self._desk.ask(
                lambda case: _items(case, (row.ref,)), self._items_arrived, "review item"
            )

    def _items_arrived(self, items: dict[Ref, Evidence]) -> None:
        self._keep(items)
        current = self.panel.current()
        if current is not None and current.ref in items:
            self.panel.show_item(*items[current.ref])
            self._look_ahead()

    def _look_ahead(self) -> None:
        wanted = tuple(
            ref
            for ref in self.panel.ahead(_AHEAD)
            if ref not in self._items or self._items[ref][0] != self._version
        )
        if wanted:
            self._desk.ask(lambda case: _items(case, wanted), self._keep, "review ahead")

    def _keep(self, items: dict[Ref, Evidence]) -> None:
        for ref, evidence in items.items():
            self._items[ref] = self._version, evidence
        while len(self._items) > 10 * _AHEAD:
            del self._items[next(iter(self._items))]

    def _ask_contexts(self, pins: object) -> None:
        wanted = tuple(pins) if isinstance(pins, tuple) else ()
        self._desk.ask(lambda case: case.in_context(wanted), self.panel.evidence.add_contexts)

    # -- deciding

    def decide(self, *, accept: bool) -> None:
        """Accept or reject what is up, or all that is selected; the next one is up at once."""
        rows = self.panel.list.chosen()
        if rows:
            self._decide(rows[0], tuple(row.ref for row in rows), accept=accept)
        else:
            self.said.emit(tr("Nothing is up for review"))

    def _decide(self, row: Finding, refs: tuple[Ref, ...], *, accept: bool) -> None:
        sentence = decided_words(row, len(refs), accept=accept)

        def work(case: "Case") -> str:
            if accept:
                case.accept(refs)
            else:
                case.reject(refs)
            return sentence

        shown = frozenset(each.ref for each in self.panel.list.findings.rows)
        leaves = self.panel.filters.asked.state is not None
        if leaves:
            self._own += shown.issuperset(refs)  # else the queue is asked for again
            for ref in refs:
                self._later.pop(ref, None)
            self.panel.take_out([ref for ref in refs if ref in shown])
        else:
            self.panel.step(1)
        self.panel.tell(sentence)
        self._desk.change(work)

    def _changed(self) -> None:
        """Something was decided: what was decided here is out of the list already."""
        self._version += 1
        if self._own:
            self._own -= 1
            if len(self.panel.list.findings.rows) >= _FEW or self._own:
                return
        self.refresh()

    def _failed(self) -> None:
        if self._own:
            self._own = 0
            self.refresh()

    def _ask_alike(self, *, accept: bool) -> None:
        """Ask what is like the suggestion that is up, and offer to decide on all of it."""
        row = self.panel.current()
        if row is not None:
            self._desk.ask(
                lambda case: _alike(case, row.ref),
                lambda alike: self._offer_alike(row, alike, accept=accept),
                "review alike",
            )

    def _offer_alike(self, row: Finding, alike: Sequence[Alike], *, accept: bool) -> None:
        if not alike or self.panel.current() != row:
            self.said.emit(tr("Nothing else is like it"))
            return
        menu = QMenu(self.panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in alike:
            action = menu.addAction(alike_words(each, row, accept=accept).replace("&", "&&"))
            refs = each.refs
            action.triggered.connect(
                lambda _=False, refs=refs: self._decide(row, refs, accept=accept)
            )
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.panel.mapToGlobal(self.panel.evidence.geometry().topLeft()))

    def undo(self) -> None:
        """Take the last decision back; what comes back is up."""

        def work(case: "Case") -> str:
            told = case.undo()
            return tr("Undone: {what}", what=told) if told else tr("Nothing to undo")

        self.panel.tell("")
        self._desk.change(work)

    def _put_off(self) -> None:
        row = self.panel.current()
        if row is not None:
            self._later.pop(row.ref, None)
            self._later[row.ref] = None
            self.panel.put_last(row.ref)

    def _do(self, what: str) -> None:
        """Do what a key or a button of the panel asks for."""
        acts: dict[str, Callable[[], object]] = {
            "accept": lambda: self.decide(accept=True),
            "reject": lambda: self.decide(accept=False),
            "accept alike": lambda: self._ask_alike(accept=True),
            "reject alike": lambda: self._ask_alike(accept=False),
            "edit": self._edit,
            "speaker": self._edit_speaker,
            "again": self.again_wanted.emit,
            "role": self._edit_role,
            "kind": lambda: self._tell_parties(self.kinds_wanted),
            "date": self._edit_date,
            "switch": self.switch_wanted.emit,
            "merge": lambda: self._tell_parties(self.merge_wanted),
            "later": self._put_off,
            "undo": self.undo,
            "page": lambda: self.step_place(1),
            "leave": self.leave,
        }
        acts[what]()

    def _edit(self) -> None:
        row = self.panel.current()
        if isinstance(row, PartyRow):
            self.parties_wanted.emit(self._chosen_parties())
        elif isinstance(row, QuoteRow):
            self._edit_speaker()
        elif row is not None:
            self._edit_date()

    def _edit_speaker(self) -> None:
        quotes = tuple(row for row in self.panel.list.chosen() if isinstance(row, QuoteRow))
        if quotes:
            self.speaker_wanted.emit(quotes)
        else:
            self.said.emit(tr("Only a quote has a speaker"))

    def _edit_role(self) -> None:
        parties = self._chosen_parties()
        if parties:
            self.roles_wanted.emit(parties)
        else:
            self.tags_wanted.emit()  # T means the tags of anything else

    def _edit_date(self) -> None:
        row = self.panel.current()
        if isinstance(row, DateRow):
            self.date_wanted.emit(row.id)
        else:
            self.said.emit(tr("Only a date has a day"))

    def _tell_parties(self, signal: SignalInstance) -> None:
        parties = self._chosen_parties()
        if parties:
            signal.emit(parties)
        else:
            self.said.emit(tr("That is for parties only"))

    def _chosen_parties(self) -> tuple[PartyRow, ...]:
        return tuple(row for row in self.panel.list.chosen() if isinstance(row, PartyRow))

    def _open_line(self, line: Line) -> None:
        if line.proposal is not None:
            self.merge_wanted.emit((line.proposal.keep, line.proposal.other))
        elif line.pin is not None:
            self.navigator.show_mention(line.pin, line.ref)
            self.source_shown.emit()

    # -- what keys of the window do

    @override
    def step(self, by: int) -> None:
        if self.panel.evidence.hasFocus():
            self.panel.evidence.step(by)
        else:
            self.panel.step(by)

    @override
    def step_place(self, by: int) -> None:
        self.navigator.step_place(by)

    @override
    def step_back(self) -> None:
        if self.panel.evidence.hasFocus():
            self.panel.take_keyboard()
        else:
            self.leave()

    @override
    def open_source(self) -> None:
        row = self.panel.current()
        if row is not None:
            self.navigator.show_row(row)
            self.source_shown.emit()

    @override
    def current_row(self) -> AnyRow | None:
        return self.panel.current()

    @override
    def selected(self) -> tuple[Ref, ...]:
        return tuple(row.ref for row in self.panel.list.chosen())

    @override
    def follow(self, ref: Ref) -> bool:
        """Have a finding that was clicked in the reader be up, whether or not it is in the queue."""
        if ref.type is RefType.DOCUMENT:
            return False

        def put_up(found: dict[Ref, Evidence]) -> None:
            self._keep(found)
            for item, *_ in found.values():
                self.panel.put_up(item.row)

        self._desk.ask(lambda case: _items(case, (ref,)), put_up, "review follow")
        return True


def _items(case: "Case", refs: Sequence[Ref]) -> dict[Ref, Evidence]:
    """Return what helps to decide on findings; those that are gone are left out."""
    found: dict[Ref, Evidence] = {}
    for ref in refs:
        try:
            item = case.review_item(ref)
        except NoSuchFinding:  # merged away meanwhile, or its paper was read anew
            continue
        view = CardView.of(item.card) if item.card is not None else None
        lines = tuple(islice(item_lines(item, view), _FIRST_LINES))
        found[ref] = item, view, case.in_context(wanted_contexts(lines))
    return found


def _alike(case: "Case", ref: Ref) -> tuple[Alike, ...]:
    try:
        return case.alike_to(ref)
    except NoSuchFinding:  # merged away meanwhile
        return ()


_NO_PAPERS = tr("No papers yet. What is found in those you import is reviewed here.")


def _nothing(words: str) -> str:
    if words:
        return tr(
            "Nothing is left to review here ({words}). “All suggestions” shows the rest; Esc goes back "
            "to the columns.",
            words=words,
        )
    return tr("Everything has been reviewed. Esc goes back to the columns.")

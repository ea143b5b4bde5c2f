"""Keeps the strip of dates filled: worked out and laid out off the window's thread, after the columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from casefile.records import DateRow, DocumentRow, RefType
from casefile.stretches import Stretches, stretches_of
from ui.columns_answered import Answered
from ui.desk import Desk
from ui.narrowing import Narrowing, plain_rows
from ui.panels.timeline import TimelineStrip
from ui.timeline_entries import TimelineBook, book_of
from ui.timeline_shown import Laid, Stand, lay_out_strip

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["TimelineFilling"]

_PAUSE_MS = 40

_Rows = Sequence[DateRow]


@dataclass(frozen=True)
class _Made:
    """A timeline, and what it was made of; ``rows`` is ``None`` where these are all dates of the case."""

    rows: _Rows | None = ()
    documents: Sequence[DocumentRow] = ()
    stretches: Stretches = field(default_factory=Stretches)
    book: TimelineBook = field(default_factory=TimelineBook)

    def renewed(
        self, case: "Case", rows: _Rows | None, documents: Sequence[DocumentRow]
    ) -> "_Made":
        """Return the timeline of other rows; the very same book where nothing of it changed."""
        if rows is None:
            stretches = case.stretches()
        else:
            stretches = self.stretches if rows is self.rows else stretches_of(rows)
        same = stretches.stretches is self.stretches.stretches and documents == self.documents
        book = self.book if same else book_of(stretches, documents, self.book)
        return _Made(rows, documents, stretches, book)


class TimelineFilling(QObject):
    """Has the strip show the dates of the columns and the papers of the case, while it is on screen."""

    def __init__(self, desk: Desk, strip: TimelineStrip) -> None:
        super().__init__(desk)
        self._desk = desk
        self._strip = strip
        self._rows: _Rows | None = ()
        self._narrowing = Narrowing()
        self._made = _Made()
        """The timeline on screen."""
        # A moment after the columns: both at once would be one long step.
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._ask)
        desk.columns_read.connect(self._take)
        desk.documents_read.connect(lambda _rows: self._due.start())
        desk.case_hidden.connect(self._forget)
        strip.came_back.connect(self._due.start)

    def _take(self, answered: Answered) -> None:
        self._narrowing = answered.narrowing
        count = len(answered.arranged[RefType.DATE].rows)
        shown = plain_rows(answered.columns.dates, count)
        is_whole = _shows_all_dates(answered.narrowing) and not answered.is_beginning
        self._rows = None if is_whole else shown
        self._due.start()

    def _ask(self) -> None:
        strip, before = self._strip, self._made
        if strip.isHidden():  # it asks when it comes back
            return
        rows, documents, narrowing = self._rows, self._desk.documents, self._narrowing
        refs, whole = frozenset(narrowing.refs), narrowing.question.is_everything
        stand, room, was = strip.stand, strip.room, strip.laid

        def work(case: "Case") -> tuple[_Made, Stand, Laid]:
            made = before.renewed(case, rows, documents)
            shown = stand.showing(made.book, whole=whole)
            wanted = made.book, shown.window, room, refs
            return made, shown, was if was.holds(*wanted) else lay_out_strip(*wanted)

        def show(told: tuple[_Made, Stand, Laid]) -> None:
            self._made, shown, laid = told
            if (strip.stand, strip.room) == (stand, room):
                strip.show_laid(laid, shown)
            else:  # zoomed meanwhile, or of another size
                strip.show_timeline(self._made.book, whole=whole, refs=refs)

        self._desk.ask(work, show, "timeline", lane=self._desk.patient_lane)

    def _forget(self) -> None:
        self._due.stop()
        self._rows, self._made, self._narrowing = (), _Made(), Narrowing()
        self._strip.forget()


def _shows_all_dates(narrowing: Narrowing) -> bool:
    """Tell whether the column of dates answers what leaves nothing out, also where it holds still."""
    asked = narrowing.base if narrowing.held is RefType.DATE else narrowing.question
    return asked.is_everything

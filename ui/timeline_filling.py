"""Keeps the strip of dates filled: worked out off the window's thread, a moment after the columns."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from casefile.records import DateRow, DocumentRow, RefType
from ui.desk import Answered, Desk
from ui.jobs import Lane
from ui.narrowing import plain_rows
from ui.panels.timeline import TimelineStrip
from ui.timeline_entries import TimelineBook, make_timeline

__all__ = ["TimelineFilling"]

_PAUSE_MS = 40


class TimelineFilling(QObject):
    """Has the strip show the dates of the columns and the papers of the case."""

    def __init__(self, desk: Desk, strip: TimelineStrip) -> None:
        super().__init__(desk)
        self._desk = desk
        self._strip = strip
        self._dates: Sequence[DateRow] = ()
        self._made: tuple[Sequence[DateRow], Sequence[DocumentRow], TimelineBook] = (
            (),
            (),
            TimelineBook(),
        )
        """The timeline on screen, and what it was made of."""
        # A moment after the columns: both at once would be one long step.
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._ask)
        desk.columns_read.connect(self._take)
        desk.documents_read.connect(lambda _rows: self._due.start())
        desk.case_closed.connect(self._forget)

    def _take(self, answered: Answered) -> None:
        self._dates = plain_rows(answered.columns.dates, len(answered.arranged[RefType.DATE].rows))
        self._due.start()

    def _ask(self) -> None:
        dates, documents, narrowing = self._dates, self._desk.documents, self._desk.narrowing
        marked = frozenset(narrowing.refs)

        def show(book: TimelineBook) -> None:
            self._made = dates, documents, book
            self._strip.show_timeline(book, whole=narrowing.question.is_everything)
            self._strip.mark(marked)

        if self._made[0] is dates and self._made[1] is documents:
            show(self._made[2])
            return
        self._desk.ask(
            lambda _case: make_timeline(dates, documents), show, "timeline", lane=Lane.WHOLE
        )

    def _forget(self) -> None:
        self._due.stop()
        self._dates, self._made = (), ((), (), TimelineBook())
        self._strip.show_timeline(TimelineBook(), whole=True)

"""How far the review of each paper is: asked whenever something was decided, for the list of papers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.records import DocumentRow
from casefile.review_records import PaperProgress
from ui.desk import Desk
from ui.jobs import Lane
from ui.language import tr
from ui.paper_list import grouped

if TYPE_CHECKING:
    from ui.review_view import ReviewView

__all__ = ["ReviewProgress"]

_PAUSE_MS = 250


class ReviewProgress(QObject):
    """Signal: ``progress_read(dict[int, PaperProgress])`` by the papers' numbers."""

    progress_read = Signal(object)

    def __init__(self, desk: Desk, view: Callable[[], "ReviewView"]) -> None:
        """Make it; ``view`` is asked for the review only when one is to begin."""
        super().__init__(desk)
        self._desk = desk
        self._view = view
        self._known: dict[int, PaperProgress] = {}
        # A moment later: ten decisions in a second are told of once.
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._ask)
        desk.documents_read.connect(lambda _rows: self._due.start())
        desk.case_hidden.connect(self._forget)

    def open_next(self) -> None:
        """Begin a review of the next paper with something unreviewed."""
        papers = [row.id for group in grouped(self._desk.documents) for row in group.rows]
        self._view().open_next_paper(self._known, papers)

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what a paper's menu offers."""
        each = self._known.get(row.id)
        if each is None or not each.total:
            return ()
        left = f"{each.total - each.decided:,}"
        words = tr("Review this paper ({left} to go)", left=left)
        return ((words, lambda: self._view().open_paper(row.id)),)

    def _ask(self) -> None:
        if self._desk.importing:  # every paper that comes in changes the answer
            self._due.start()
            return
        self._desk.ask(
            lambda case: case.review_progress(),
            self._arrived,
            "review progress",
            lane=Lane.WHOLE,
        )

    def _arrived(self, found: dict[int, PaperProgress]) -> None:
        if found != self._known:
            self._known = found
            self.progress_read.emit(found)

    def _forget(self) -> None:
        self._due.stop()
        self._known = {}

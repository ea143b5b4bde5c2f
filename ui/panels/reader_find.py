"""The hits that the reader marks: those of its find bar, or those of the case's search in the open paper.

Asks the case off the window's thread; the reader draws what stands here.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from importers.source_text import Span
from ui.jobs import Jobs
from ui.language import tr
from ui.panels.reader_find_bar import FindBar, place_words

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.find_records import FoundInDocument

__all__ = ["ReaderFind"]

_SLOW_MS = 300  # after this it is said that an answer takes its time


class ReaderFind(QObject):
    """What is marked in one document, and which hit is the current one.

    Signals: ``changed()`` when other hits are to be marked; ``reached()`` when the current one is to be
    brought into view; ``left()`` when the bar was closed; ``trouble(Exception)``.
    """

    changed = Signal()
    reached = Signal()
    left = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self.bar = jobs, bar
        self._job = f"reader-find-{id(self)}"
        self._case: Case | None = None
        self._document: int | None = None
        self.asked: tuple[str, bool] = ("", False)
        """The query that was asked last, and whether its last word stands for its beginning."""
        self._found: FoundInDocument | None = None
        self._at = -1
        self._listed: tuple[Span, ...] = ()
        self._anchor: int | None = 0
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(bar.show_waiting)
        bar.hide()
        bar.field.query_changed.connect(self._typed)
        bar.step_wanted.connect(self._step_from_bar)
        bar.closed.connect(self.close)

    # -- what is marked

    @property
    def is_open(self) -> bool:
        """Tell whether the bar is there."""
        return not self.bar.isHidden()

    @property
    def is_answered(self) -> bool:
        """Tell whether all hits of the document are known."""
        return self._found is not None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all hits, in order."""
        if self._found is None:
            return self._listed
        return tuple(span for hit in self._found.hits for span in hit)

    @property
    def current(self) -> tuple[Span, ...]:
        """The words of the hit that the reader stands on."""
        return self._found.hits[self._at] if self._found is not None and self._at >= 0 else ()

    @property
    def words(self) -> str:
        """What is said of the hits where the bar is not there to say it: "hit 7 of 43"."""
        if self._found is None or self._at < 0 or self.is_open:
            return ""
        return tr("hit {place_words}", place_words=place_words(self._found, self._at))

    # -- what the reader tells

    def set_case(self, case: "Case | None") -> None:
        """Ask this case from now on."""
        self._case = case
        self.bar.hide()
        self._forget()
        self._document, self.asked = None, ("", False)
        self.bar.field.show_query("", typing=False)

    def open(self, document: int, words: str, anchor: int) -> None:
        """Show the bar and give it the keyboard; with ``words``, look for them.

        Otherwise what was asked for last stands there. The hit at ``anchor`` (an offset), or the next one,
        becomes the current one.
        """
        was_open = self.is_open
        self._document, self._anchor = document, anchor
        self.bar.take_keyboard()
        if words:
            self.bar.field.ask_at_once(words)
        elif not was_open:
            query, typing = self.asked
            self.bar.field.show_query(query, typing=typing)
            self._show_bar()
            if query and self._found is None:
                self._ask(go=False)
        self.bar.field.selectAll()

    def reopen(self, document: int, query: str, typing: bool, anchor: int) -> None:
        """Show the bar as it was left in a document, without the keyboard."""
        self._forget()
        self._document, self._anchor, self.asked = document, anchor, (query, typing)
        self.bar.show()
        self.bar.field.show_query(query, typing=typing)
        self._show_bar()
        self._ask(go=False)
        self.changed.emit()

    def close(self) -> bool:
        """Put the bar and its marks away; tell whether it was there."""
        if not self.is_open:
            return False
        self.bar.hide()
        self._forget()
        self.changed.emit()
        self.left.emit()
        return True

    def take(
        self,
        document: int,
        query: str,
        spans: tuple[Span, ...],
        at: Span | None,
        *,
        typing: bool = False,
        from_end: bool = False,
    ) -> None:
        """Mark the hits of a search of the case, which stands at ``at``; else at the first or last hit.

        ``spans`` are marked until all of the document's hits are known; without a query they are all.
        """
        asked = (query, typing)
        if self._found is None or self._document != document or asked != self.asked:
            self._forget()
        self._document, self.asked, self._listed = document, asked, spans
        self._anchor = at.start if at is not None else None if from_end else 0
        if self.is_open:
            self.bar.field.show_query(query, typing=typing)
        if self._found is not None:
            self._settle(self._found, go=at is None)
        elif query:
            self._ask(go=at is None)
        self.changed.emit()

    def show(self, document: int, anchor: int = 0) -> None:
        """Another document, or another place, is shown: the bar asks the same of it, other marks go."""
        same = document == self._document and self._found is not None
        self._document = document
        if not self.is_open:
            self._forget()
        elif not same:
            self._found, self._at, self._listed, self._anchor = None, -1, (), anchor
            self._ask(go=False)
        self.changed.emit()

    def again(self) -> None:
        """Ask once more: the document has another text, or is searchable by now."""
        if self._found is not None and self._document is not None:
            self._anchor = self.current[0].start if self.current else 0
            self._found, self._at, self._listed = None, -1, ()
            self._ask(go=False)
            self.changed.emit()

    @property
    def is_waiting_for_index(self) -> bool:
        """Tell whether the document could not be searched when it was asked for."""
        return self._found is not None and not self._found.searchable

    def step(self, by: int, *, around: bool = False) -> bool:
        """Go to the next or previous hit; ``around`` goes on at the other end. Tell whether there was one."""
        hits = self._found.hits if self._found is not None else ()
        if not hits:
            return False
        at = self._at + by
        if not 0 <= at < len(hits):
            if not around:
                return False
            at %= len(hits)
        self._at = at
        self._tell()
        self.changed.emit()
        self.reached.emit()
        return True

    # -- asking

    def _typed(self, query: str, typing: bool) -> None:
        self.asked = (query, typing)
        if self.current:
            self._anchor = self.current[0].start
        self._listed = ()
        if query:
            self._ask(go=True)
        else:
            self._found, self._at = None, -1
            self._jobs.drop(self._job)
            self._slow.stop()
            self.bar.show_nothing()
            self.changed.emit()

    def _step_from_bar(self, by: int) -> None:
        field = self.bar.field
        if field.text().strip() != self.asked[0]:
            field.tell(typing=True)  # Return came before the pause, or after two letters
        else:
            self.step(by, around=True)

    def _ask(self, *, go: bool) -> None:
        case, document = self._case, self._document
        query, typing = self.asked
        if case is None or document is None or not query:
            return
        self._slow.start()
        self._jobs.latest(
            self._job,
            lambda: case.find_in(document, query, typing=typing),
            partial(self._answered, go=go),
            on_error=self._failed,
        )

    def _answered(self, found: "FoundInDocument", *, go: bool) -> None:
        self._slow.stop()
        if found.document == self._document:
            self._settle(found, go=go)
            self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._slow.stop()
        self.trouble.emit(error)

    def _settle(self, found: "FoundInDocument", *, go: bool) -> None:
        """Take an answer over, with the hit at the anchor, or the next one, as the current one."""
        self._found = found
        anchor = self._anchor
        if anchor is None:
            self._at = len(found.hits) - 1
        else:
            ends = (at for at, hit in enumerate(found.hits) if hit[-1].end > anchor)
            self._at = next(ends, 0 if found.hits else -1)
        self._tell()
        if go and self.current:
            self.reached.emit()

    def _tell(self) -> None:
        if self.is_open:
            self._show_bar()

    def _show_bar(self) -> None:
        if self._found is None:
            self.bar.show_nothing()
        else:
            self.bar.show_answer(self._found, self._at)

    def _forget(self) -> None:
        self._jobs.drop(self._job)
        self._slow.stop()
        self._found, self._at, self._listed = None, -1, ()

"""Selecting words on drawn pages with the mouse: press and drag, also over pages; double-click for a word.

The selection is a stretch of the document's text. Where the letters of a page stand is asked of the
drawing process when the pointer first comes there, at about 12 ms a page.
"""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from typing_extensions import override

from importers.source_text import Span
from ui.jobs import Job, Jobs, Lane
from ui.page_letters import PageLetters, letters_of, word_at
from ui.panels.reader_source import PageSource

__all__ = ["PageSelection"]

_PAGES_KEPT = 12
_SCROLL_EVERY_MS = 30

PlaceAt = Callable[[QPoint], tuple[int, QPointF] | None]
"""Tells which 1-based page a place of the viewport is on or nearest to, and where there in PDF points."""


class PageSelection(QObject):
    """The words selected in a view of pages.

    Signals: ``changed()`` when other words are selected, or letters became known; ``letters_known(int)``
    with the page whose letters those are; ``copy_wanted()`` for Ctrl+C; ``trouble(Exception)`` when a page's
    letters could not be had.
    """

    changed = Signal()
    letters_known = Signal(int)
    copy_wanted = Signal()
    trouble = Signal(object)

    def __init__(self, view: QAbstractScrollArea, place_at: PlaceAt, jobs: Jobs) -> None:
        super().__init__(view)
        self._view, self._place_at, self._jobs = view, place_at, jobs
        self._source: PageSource | None = None
        self._text = ""
        self._page_spans: tuple[Span, ...] = ()
        self._letters: OrderedDict[int, PageLetters] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._pressed: tuple[int, QPointF] | None = None
        self._pressed_at = self._held_at = QPoint()
        self._pointer: tuple[int, QPointF] | None = None
        self._clicked: tuple[int, QPointF] | None = None
        self._from: int | None = None
        self._to: int | None = None
        self.beginning: Callable[[], Span | None] = lambda: None
        """Tells which words Shift with an arrow begins to select where none are selected."""
        self.is_dragging = False
        """Whether the press that is going on, or was last, became a drag."""
        self._scroller = QTimer(self, interval=_SCROLL_EVERY_MS)
        self._scroller.timeout.connect(self._scroll)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def set_document(
        self, source: PageSource | None, text: str, page_spans: tuple[Span, ...]
    ) -> None:
        """Select in another document, or in another text of it; nothing is selected at first."""
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()
        self._letters.clear()
        self._source, self._text, self._page_spans = source, text, page_spans
        self._pressed = self._pointer = self._clicked = None
        self._scroller.stop()
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        had, self._from, self._to = self.span, None, None
        if had is not None:
            self.changed.emit()

    @property
    def span(self) -> Span | None:
        """The selected stretch of the text without white space at its ends, ``None`` for no words."""
        if self._from is None or self._to is None:
            return None
        start, end = min(self._from, self._to), max(self._from, self._to)
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return Span(start, end) if start < end else None

    def boxes(self, page: int) -> list[QRectF]:
        """Return the rectangles of the selection on a 1-based page, in PDF points from its top left."""
        span = self.span
        if span is None or not self._is_near(page, span):
            return []
        letters = self._letters.get(page)
        if letters is None:
            self._ask(page)
            return []
        return list(letters.boxes(span))

    def is_over_words(self, at: QPoint) -> bool:
        """Tell whether a place of the viewport is on a printed line, as far as that is known yet."""
        place = self._place_at(at)
        if place is None:
            return False
        page, point = place
        if page not in self._letters:
            self._ask(page)
        return self._letters.get(page, PageLetters()).is_over(point)

    def offset_at(self, page: int, point: QPointF) -> int | None:
        """Return the place in the text that a point of a page means; ``None`` until its letters are known."""
        return self._offset((page, point))

    def line_of(self, page: int, span: Span) -> QRectF | None:
        """Return the first printed line of a span on a page, as far as the page's letters are known yet."""
        letters = self._letters.get(page)
        if letters is None:
            self._ask(page)
            return None
        return next(iter(letters.boxes(span)), None)

    def select(self, span: Span) -> None:
        """Select a stretch of the text; its end is the one that keys move."""
        self._from, self._to = span.start, span.end
        self._pressed = self._pointer = self._clicked = None
        self.changed.emit()

    # -- mouse and keys

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the pages; take Esc, Ctrl+C, Shift with arrows while words are selected."""
        if isinstance(event, QKeyEvent) and watched is self._view:
            return self._key(event)
        if isinstance(event, QMouseEvent) and watched is not self._view:
            self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> None:
        at, kind = event.position().toPoint(), event.type()
        is_left = event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonPress and is_left:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._press(at, extend=extend)
        elif kind is QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(at)
        elif kind is QEvent.Type.MouseButtonRelease and is_left:
            self._scroller.stop()
            if not self.is_dragging:  # else the letters it began at may still be on their way
                self._pressed = None
        elif kind is QEvent.Type.MouseButtonDblClick and is_left:
            self._clicked, self._pressed = self._place_at(at), None
            self.is_dragging = True  # the release that follows opens nothing
            self._take_word()

    def _press(self, at: QPoint, *, extend: bool) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed_at, self.is_dragging = at, False
        place = self._place_at(at)
        if extend and self._from is not None:
            self.is_dragging = True
            self._pointer = place
            self._follow()
            return
        self.clear()
        self._pressed, self._pointer, self._clicked = place, None, None
        if place is not None:
            self._ask(place[0])

    def _drag(self, at: QPoint) -> None:
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._source is None or not (far or self.is_dragging):
            return
        self.is_dragging = True
        self._held_at = at
        self._pointer = self._place_at(at)
        self._follow()
        if self._over_edge() == 0:
            self._scroller.stop()
        elif not self._scroller.isActive():
            self._scroller.start()

    def _follow(self) -> None:
        """Select up to the pointer, as far as the letters are known; the rest follows when they come."""
        before = (self._from, self._to)
        if self._pressed is not None:
            first = self._offset(self._pressed)
            if first is not None:
                self._from, self._pressed = first, None
        if self._from is not None and self._pointer is not None:
            last = self._offset(self._pointer)
            if last is not None:
                self._to, self._pointer = last, None
        if before != (self._from, self._to):
            self.changed.emit()

    def _offset(self, place: tuple[int, QPointF]) -> int | None:
        page, point = place
        letters = self._letters.get(page)
        if letters is None:
            self._ask(page)
            return None
        return letters.place(point)

    def _over_edge(self) -> int:
        """Return by how many pixels the button is held above the view (less than 0) or below it."""
        area = self._view.viewport().rect()
        return min(0, self._held_at.y() - area.top()) + max(0, self._held_at.y() - area.bottom())

    def _scroll(self) -> None:
        """Go on over the view's edge while the button is held there, the faster the farther."""
        over = self._over_edge()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (over // 2 or over))
        self._pointer = self._place_at(self._held_at - QPoint(0, over))
        self._follow()

    def _take_word(self) -> None:
        """Select the word that was double-clicked, as soon as its page's letters are known."""
        offset = self._offset(self._clicked) if self._clicked is not None else None
        if offset is None:
            return
        self._clicked = None
        word = word_at(self._text, offset)
        if word is not None:
            self._from, self._to = word.start, word.end
            self.changed.emit()

    def _key(self, event: QKeyEvent) -> bool:
        act = self._act_of(event) if self.span is not None else self._begin_by(event)
        if act is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            act()
            return True
        return False

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_wanted.emit
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            return self.clear
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return None
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return lambda: self._extend(by, whole_words=whole)

    def _begin_by(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what Shift with an arrow does where nothing is selected: it takes the words shown."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        words = self.beginning() if event.key() in keys else None
        if words is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return None
        return lambda: self.select(words)

    def _extend(self, by: int, *, whole_words: bool) -> None:
        """Move the end that was set last by a letter, or to the next border of a word."""
        text, at = self._text, self._to
        if at is None:
            return
        at += by
        while 0 < at < len(text) and (
            text[at - 1 if by > 0 else at].isspace() or (whole_words and not _is_border(text, at))
        ):
            at += by
        self._to = max(0, min(len(text), at))
        self.changed.emit()

    # -- letters from the drawing process

    def _is_near(self, page: int, span: Span) -> bool:
        return page <= len(self._page_spans) and self._page_spans[page - 1].overlaps(span)

    def _ask(self, page: int) -> None:
        source, text = self._source, self._text
        known = page in self._letters or page in self._asked
        if known or source is None or not 1 <= page <= len(self._page_spans):
            return
        area = self._page_spans[page - 1]

        def look() -> PageLetters:
            spans = [Span(at, at + 1) for at in range(area.start, area.end)]
            return letters_of(text, area.start, source.boxes(page, spans))

        def arrived(letters: PageLetters) -> None:
            del self._asked[page]
            self._letters[page] = letters
            while len(self._letters) > _PAGES_KEPT:
                self._letters.popitem(last=False)
            self._take_word()
            if self.is_dragging:
                self._follow()
            self.changed.emit()
            self.letters_known.emit(page)

        # A page that fails stays listed, so that it is not asked for again and again.
        self._asked[page] = self._jobs.run(
            look, arrived, on_error=self.trouble.emit, lane=Lane.PICTURE
        )


def _is_border(text: str, at: int) -> bool:
    return text[at - 1].isalnum() != text[at].isalnum()

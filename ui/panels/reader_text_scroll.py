"""A text in a view that scrolls by place and is set larger or smaller; what is marked is for ``reader_text``.

The text comes in pieces, beginning with the place that is looked at, and only once the view is on screen.
"""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from typing_extensions import override

from importers.source_text import Span
from ui.panels.reader_text_pieces import TextPieces
from ui.panels.reader_ticks import TickedScrollBar
from ui.theme import Theme, reading_font

__all__ = ["TextScroll"]

_TO_WINDOW = 1.28
"""How large the text comes, beside the words of the window."""
_LEAST_POINTS, _MOST_POINTS = 6.0, 46.0


class TextScroll(QPlainTextEdit):
    """A read-only text. Signal: ``zoomed()`` when it is set in another size."""

    zoomed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self._usual = QApplication.font().pointSizeF() * _TO_WINDOW
        self.setFont(reading_font(self._usual))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(18)
        self.viewport().setMouseTracking(True)
        self._pieces = TextPieces(self)
        self._top_wanted: int | None = None
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self._marker = QTimer(self, singleShot=True, interval=20)

    # -- scrolling

    def scroll_to(self, offset: int) -> None:
        """Show the text from an offset on, emphasising nothing."""
        self._top_wanted = offset
        if not self._has(offset):
            return
        block = self.document().findBlock(self._cursor(Span(offset, offset)).position())
        self._bar.setValue(block.firstLineNumber())
        self._marker.start()

    def offset_at(self, y: int) -> int:
        """Return the offset of the line that is ``y`` pixels down the view."""
        return self._pieces.from_qt(self.cursorForPosition(QPoint(0, y)).position())

    def bring(self, offset: int, y: int) -> None:
        """Scroll so that the line of an offset is about ``y`` pixels down the view, emphasising nothing."""
        self._top_wanted = offset
        if not self._has(offset):
            return
        cursor = self._cursor(Span(offset, offset))
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        above = y // self.fontMetrics().lineSpacing()
        self._bar.setValue(cursor.block().firstLineNumber() + max(0, line) - above)

    def _has(self, offset: int) -> bool:
        """Tell whether a place can be gone to; where it is missing yet, the text comes in from there."""
        if self._pieces.holds(offset):
            return True
        if not self.isVisible():
            return False
        self._pieces.begin(offset)
        return True

    @property
    def top_offset(self) -> int:
        """The offset of the first visible character; before the text is shown, that of the place wanted."""
        if self._pieces.is_begun:
            return self._visible().start
        return self._wanted()

    def _wanted(self) -> int:
        """Return where the text is to begin to come in."""
        return self._top_wanted or 0

    def _visible(self) -> Span:
        area = self.viewport().rect()
        first = self.cursorForPosition(QPoint(0, 0)).position()
        last = self.cursorForPosition(area.bottomRight()).position()
        start = self._pieces.from_qt(first)
        return Span(start, max(start, self._pieces.from_qt(last)) + 1)

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._pieces.to_qt(span.start))
        cursor.setPosition(self._pieces.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- zoom

    def set_points(self, points: float) -> None:
        """Set the text so many points large; the line on top stays on top."""
        top = self.top_offset
        font = self.font()
        font.setPointSizeF(min(_MOST_POINTS, max(_LEAST_POINTS, points)))
        self.setFont(font)
        self.scroll_to(top)
        self.zoomed.emit()

    @property
    def percent(self) -> int:
        """How large the text is; 100 is as it comes."""
        return round(self.font().pointSizeF() / self._usual * 100)

    def set_percent(self, percent: int) -> None:
        """Set the text larger or smaller than it comes."""
        self.set_points(self._usual * percent / 100)

    def zoom_in(self) -> None:
        """Set the text a point larger."""
        self.set_points(self.font().pointSizeF() + 1)

    def zoom_out(self) -> None:
        """Set the text a point smaller."""
        self.set_points(self.font().pointSizeF() - 1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.set_points(self.font().pointSizeF() + (turned > 0) - (turned < 0))
            event.accept()
        else:
            super().wheelEvent(event)

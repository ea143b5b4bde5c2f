"""Fills a text view piece by piece, beginning where it is looked at, so that a long text opens at once.

First comes a piece around the place that is wanted, then what follows it, then what stands before; what is
on screen stays where it is meanwhile.
"""

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.reading_direction import direct
from ui.text_positions import TextPositions

__all__ = ["TextPieces"]

_PIECE = 60_000
"""Characters that are set in one step; 60,000 take under 20 ms."""
_BEFORE = 12_000
"""Characters before the place that is wanted: more than a screen of them."""


class TextPieces(QObject):
    """What of a text stands in a view's document so far.

    Signals: ``grown()`` when more has come in; ``completed()`` when all has.
    """

    grown = Signal()
    completed = Signal()

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._positions = TextPositions("")
        self._first = self._end = 0
        self._before = 0
        """Qt's positions of what is missing at the front."""
        self.is_begun = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._load)

    def set_text(self, positions: TextPositions) -> None:
        """Have another text; nothing of it is loaded yet."""
        self._timer.stop()
        self._positions = positions
        self._first = self._end = self._before = 0
        self.is_begun = False
        self._view.clear()
        direct(self._view.document(), positions.shown)

    def begin(self, offset: int) -> None:
        """Load the text from about an offset on at once, the rest bit by bit."""
        shown, wanted = self._positions.shown, self._positions.to_qt(offset)
        self._view.clear()
        start = shown.rfind("\n", 0, max(0, wanted - _BEFORE)) + 1
        before = _units(shown[:start])
        if before > wanted:  # a text of very many characters that take two positions
            start = before = 0
        self._first = self._end = start
        self._before = before
        self.is_begun = True
        self._append()
        if self.is_complete:
            self.completed.emit()
        else:
            self._timer.start()

    @property
    def is_complete(self) -> bool:
        """Tell whether the whole text stands in the document."""
        return self.is_begun and self._first == 0 and self._end >= len(self._positions.shown)

    def holds(self, offset: int) -> bool:
        """Tell whether the character at an offset stands in the document."""
        at = self._positions.to_qt(offset) - self._before
        last = self._view.document().characterCount() - 1
        return self.is_begun and (self.is_complete or 0 <= at < last)

    def to_qt(self, offset: int) -> int:
        """Return the document's position of the character at an offset, or the nearest there is."""
        last = max(0, self._view.document().characterCount() - 1)
        return min(last, max(0, self._positions.to_qt(offset) - self._before))

    def from_qt(self, position: int) -> int:
        """Return the offset of the character at a position of the document."""
        return self._positions.from_qt(position + self._before)

    @Slot()
    def _load(self) -> None:
        if self._end < len(self._positions.shown):
            self._append()
        elif self._first > 0:
            self._prepend()
        self.grown.emit()
        if self.is_complete:
            self._timer.stop()
            self.completed.emit()

    def _append(self) -> None:
        shown = self._positions.shown
        end = min(len(shown), self._end + _PIECE)
        if end < len(shown):
            # Qt lays out block by block: a piece should end where a block does.
            end = shown.find("\n", end) + 1 or len(shown)
        cursor = QTextCursor(self._view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(shown[self._end : end])
        self._end = end

    def _prepend(self) -> None:
        """Put a piece before what is there; the line on top stays on top."""
        shown, document = self._positions.shown, self._view.document()
        start = shown.rfind("\n", 0, max(0, self._first - _PIECE)) + 1
        piece = shown[start : self._first]
        top = self._view.cursorForPosition(QPoint(0, 0))
        cursor = QTextCursor(document)
        cursor.insertText(piece)
        self._first = start
        self._before -= _units(piece)
        block = top.block()  # cursors move with their text
        line = block.layout().lineForTextPosition(top.positionInBlock()).lineNumber()
        self._view.verticalScrollBar().setValue(block.firstLineNumber() + max(0, line))


def _units(text: str) -> int:
    """Return how many positions Qt counts in a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

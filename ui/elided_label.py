"""A label that shortens its words where they do not fit: it leaves out whole parts, or ends in "…"."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.shortening import fitting_parts

__all__ = ["ElidedLabel"]

_LEAST_LETTERS = 6


class ElidedLabel(QLabel):
    """One line of plain text that gives way to its neighbours instead of being cut off."""

    def __init__(
        self, parent: QWidget | None = None, *, least: int = _LEAST_LETTERS, end: str = " …"
    ) -> None:
        """Make an empty label that keeps room for ``least`` letters; ``end`` says that parts are left out."""
        super().__init__(parent)
        self._least, self._end = least, end
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def shown_text(self) -> str:
        """Return the words as they are painted at the present width."""
        width, metrics = self.contentsRect().width(), self.fontMetrics()
        shown = fitting_parts(
            self.text(), lambda words: metrics.horizontalAdvance(words) <= width, self._end
        )
        return metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)

    @override
    def sizeHint(self) -> QSize:
        # One pixel more than the words take: their width is rounded down in places.
        width = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(width if self.text() else 0, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * self._least
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(
            self.contentsRect(),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.shown_text(),
        )
        painter.end()

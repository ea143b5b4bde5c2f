"""A scroll bar that shows where in a document the hits of a search stand."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget
from typing_extensions import override

from ui.theme import Theme

__all__ = ["TickedScrollBar"]

_HIGH = 2.0
_CURRENT_HIGH = 4.0


class TickedScrollBar(QScrollBar):
    """A vertical scroll bar with a short line for each place; places are parts of the whole, 0.0 to 1.0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.places: tuple[float, ...] = ()
        self.current: float | None = None

    def show_places(self, places: Iterable[float], current: float | None) -> None:
        """Show these places, the ``current`` one stronger."""
        self.places, self.current = tuple(places), current
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.places:
            return
        palette = self._theme.palette
        painter = QPainter(self)
        color = palette.color("hit_ink")
        color.setAlpha(150)
        # Places that fall on one row of pixels are one line.
        for row in {round(place * (self.height() - _HIGH)) for place in self.places}:
            painter.fillRect(QRectF(1, row, self.width() - 2, _HIGH), color)
        if self.current is not None:
            top = self.current * (self.height() - _HIGH) - (_CURRENT_HIGH - _HIGH) / 2
            painter.fillRect(QRectF(0, top, self.width(), _CURRENT_HIGH), palette.color("hit_ink"))
        painter.end()

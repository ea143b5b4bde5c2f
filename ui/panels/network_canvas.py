"""What the two pictures of the parties share: a scrolled canvas with a keyboard, tooltips and an export."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget
from typing_extensions import override

from ui.network_order import Shown
from ui.panels.network_paint import fonts
from ui.theme import Palette, Theme

__all__ = ["NetworkCanvas"]


class NetworkCanvas(QAbstractScrollArea):
    """A picture that can be larger than its room.

    Signals: ``pair_wanted(int, int)`` for the evidence of two parties; ``party_wanted(int)`` for one party's
    surroundings; ``told(str)`` with what the keyboard or pointer stands on, in words.
    """

    pair_wanted = Signal(int, int)
    party_wanted = Signal(int)
    told = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown = Shown()
        self.faces = fonts()
        self._name = name
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    # -- what a picture fills in

    def content(self) -> QSizeF:
        """Return how large the whole picture is."""
        raise NotImplementedError

    def paint(self, painter: QPainter, palette: Palette, seen: QRectF) -> None:
        """Paint what lies in ``seen``, in the picture's own coordinates."""
        raise NotImplementedError

    def whole(self) -> QSizeF:
        """Return how large the picture is as it is saved."""
        return self.content()

    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        """Paint all of it as it is saved, without what only the pointer or the keyboard marks."""
        raise NotImplementedError

    def words_at(self, place: QPointF) -> str:
        """Return what is at a point of the picture, in words; "" for nothing."""
        raise NotImplementedError

    # -- scrolling and painting

    @property
    def offset(self) -> QPointF:
        """Return which point of the picture is in the corner of the viewport."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def settle(self) -> None:
        """Fit the scroll bars to the picture."""
        size, room = self.content(), self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(0, round(whole - part)))
            bar.setPageStep(part)
            bar.setSingleStep(24)
        self.viewport().update()

    def show_rect(self, rect: QRectF, corner: QPointF | None = None) -> None:
        """Scroll so that a rectangle can be seen; ``corner`` is what sticks at the top and the left."""
        kept = corner or QPointF()
        offset, room = self.offset, QSizeF(self.viewport().size())
        for bar, low, high, here, part in (
            (
                self.horizontalScrollBar(),
                rect.left() - kept.x(),
                rect.right(),
                offset.x(),
                room.width(),
            ),
            (
                self.verticalScrollBar(),
                rect.top() - kept.y(),
                rect.bottom(),
                offset.y(),
                room.height(),
            ),
        ):
            if low - 8 < here:
                bar.setValue(int(low - 8))
            elif high + 8 > here + part:
                bar.setValue(int(high + 8 - part))

    def tell(self, words: str) -> None:
        """Say what the keyboard stands on, to the eye and to a screen reader."""
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)
        # Qt's own lists tell of a new current row; a painted one has to.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.told.emit(words)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 420)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.theme.palette.color("background"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.offset
        painter.translate(-offset)
        seen = QRectF(self.viewport().rect()).translated(offset)
        self.paint(painter, self.theme.palette, seen)
        painter.end()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(self.place(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def place(self, point: QPointF) -> QPointF:
        """Return the point of the picture that lies under a point of the viewport."""
        return point + self.offset

"""A row of widgets that goes on in a second row where the window is narrow."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

__all__ = ["FlowRow"]

_GAP = 4
_PAD_X, _PAD_Y = 8, 4


class FlowRow(QWidget):
    """Places its widgets from left to right at the size that each asks for."""

    def __init__(self, widgets: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.place)
        for widget in self._widgets:
            widget.setParent(self)
        self.place()  # else the row asks for Qt's 480 pixels, and the window with it, until it is shown

    def show_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Place other widgets; those that are no longer among them are deleted."""
        fresh = tuple(widgets)
        for old in set(self._widgets) - set(fresh):
            old.hide()
            old.deleteLater()
        for new in set(fresh) - set(self._widgets):
            new.setParent(self)
            new.show()
        self._widgets = fresh
        self.place()

    def place(self) -> None:
        """Place the widgets anew, as one has another size, and take the height that they need."""
        left, top, row_height, room = _PAD_X, _PAD_Y, 0, self.width() - _PAD_X
        row: list[QWidget] = []
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            size.setWidth(min(size.width(), widget.maximumWidth(), max(room - _PAD_X, 20)))
            if left > _PAD_X and left + size.width() > room:
                _center(row, top, row_height)
                left, top, row_height, row = _PAD_X, top + row_height + 2, 0, []
            widget.setGeometry(left, top, size.width(), size.height())
            row.append(widget)
            left += size.width() + _GAP
            row_height = max(row_height, size.height())
        _center(row, top, row_height)
        self.setFixedHeight(top + row_height + _PAD_Y)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.LayoutRequest
        ):  # a widget has other words, or was shown or hidden
            self._again.start()
        return super().event(event)


def _center(row: Iterable[QWidget], top: int, height: int) -> None:
    """Have the widgets of a row stand on one middle line."""
    for widget in row:
        widget.move(widget.x(), top + (height - widget.height()) // 2)

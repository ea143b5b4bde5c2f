"""The two side buttons of a mouse go back and forward, wherever in the window it points."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

__all__ = ["BackForward"]


class BackForward(QObject):
    """Listens at the window's own events, which come before those of the widgets in it."""

    def __init__(
        self, window: QWidget, back: Callable[[], object], forward: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._acts = {Qt.MouseButton.BackButton: back, Qt.MouseButton.ForwardButton: forward}
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            handle = self._window.window().windowHandle()
            if kind is QEvent.Type.Show and handle is not None:
                handle.installEventFilter(self)
            return False
        if isinstance(event, QMouseEvent) and event.button() in self._acts:
            if kind is QEvent.Type.MouseButtonPress:
                self._acts[event.button()]()
            return kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
        return False

"""Tells when the window has not been used for a while: no key, no mouse, in none of the program's windows."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

__all__ = ["IdleWatch"]

_LOOK_EVERY_MS = 10_000
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Signal: ``idle()`` once, when nothing was used for as many seconds as ``limit`` tells; 0 is never.

    A computer that slept was not used: one clock stands still meanwhile, so that two are looked at.
    """

    idle = Signal()

    def __init__(
        self,
        limit: Callable[[], float],
        parent: QObject | None = None,
        clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time),
    ) -> None:
        super().__init__(parent)
        self._limit, self._clocks = limit, clocks
        self._last: tuple[float, ...] = ()
        self._is_on = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """Begin to look, from now on."""
        self._is_on = True
        self._last = self._now()
        self._watch(None)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._is_on = False
        self._timer.stop()

    def look(self) -> None:
        """Tell if it has been too long."""
        limit = self._limit()
        if not self._is_on or not limit:
            return
        passed = max(now - then for now, then in zip(self._now(), self._last, strict=True))
        if passed >= limit:
            self.stop()
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_on and event.type() in _USE:
            self.look()  # the first use after a sleep comes too late
            self._last = self._now()
        return False

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)

    def _watch(self, _window: QWindow | None) -> None:
        """Be told by every window of the program: a key reaches it before any widget."""
        if self._is_on:
            for window in QGuiApplication.topLevelWindows():
                window.installEventFilter(self)  # once more is the same as once

"""How long the lists of the window may paint new rows before its thread goes on with something else."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

__all__ = ["PaintingTurn"]

_SECONDS = 0.008
"""With what else is painted a step of the window's thread stays short, though other threads run beside it."""


class PaintingTurn(QObject):
    """One turn of the event loop, shared by all that paints rows.

    Signals: ``over()`` when it has ended. It begins with the first row that is painted; ``clock`` tells
    seconds.
    """

    over = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.perf_counter,
        seconds: float = _SECONDS,
    ) -> None:
        super().__init__(parent)
        self._clock, self._seconds = clock, seconds
        self._until: float | None = None
        self._refused = False
        self._end = QTimer(self, singleShot=True, interval=0)
        self._end.timeout.connect(self._is_over)

    def has_time(self) -> bool:
        """Tell whether one more row may be painted now; of each turn the first always may."""
        now = self._clock()
        if self._until is None:
            self._until = now + self._seconds
            self._end.start()
            return True
        self._refused = self._refused or now >= self._until
        return now < self._until

    @property
    def left_rows(self) -> bool:
        """Whether a row that was asked about in this turn has to wait for the next."""
        return self._refused

    def _is_over(self) -> None:
        self._until, self._refused = None, False
        self.over.emit()

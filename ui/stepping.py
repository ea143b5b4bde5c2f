"""Has the threads of jobs rest while the window's is in a step: a paint, a key, a timer, an answer."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from typing_extensions import override

from casefile.turns import Turns

__all__ = ["Stepping"]


class Stepping(QObject):
    """Takes the turn when a step begins, and gives it back when the step is over."""

    _begun = Signal()

    def __init__(self, turns: Turns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._begun.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def watch(self, application: QObject) -> None:
        """Begin a step with every event that the window's thread is told of."""
        application.installEventFilter(self)

    def begin(self) -> None:
        """Have the others rest until the window's thread is done with what it was told by now."""
        if not self._turns.is_taken:
            self._turns.take()
            # Not by a timer: one of no time comes last of all, behind whatever happens meanwhile.
            self._begun.emit()

    @Slot()
    def _end(self) -> None:
        self._turns.give()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self:  # or a step would follow the end of each
            self.begin()
        return False

"""Python's collector of cycles in the hands of the window's thread: when it looks, at what, and where.

Left to itself it starts in whichever thread makes the next object, and stops all others meanwhile. Two things
are wrong with that here. What it finds may be a closed dialogue, whose Qt objects must not be destroyed on
another thread. And a job that reads a case makes a million rows, which have no cycles and stay: to go over
them takes up to two seconds, again and again, in which no key is answered.

So it is turned off, and the window looks instead at what it has made itself: a few thousand objects, in a
millisecond. It does so while no job is under way, and at the moment when one begins; what there is when the
last job ends is set aside unseen, which costs nothing. (To look while jobs are at work was tried: how many
objects they have made is not to be known, and 50 to 120 ms went in one step.) What was set aside is looked
through when the case is closed, most of it gone by then.
"""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.desk import Desk

__all__ = ["Collecting", "take_over"]

_EVERY_MS = 1_000
_FEW = 2_000
"""New objects, below which it is not worth looking."""
_OLDER = 8
"""Rounds after which what survived the ones before is looked at once more."""
_LEFT_AFTER_MS = 3_000


def take_over() -> None:
    """Turn the collector off for this process; ``Collecting`` does its work from then on."""
    gc.disable()


class Collecting(QObject):
    """Collects on the window's thread, as long as nothing else does."""

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = desk.jobs
        self._rounds = 0
        self._round = QTimer(self, interval=_EVERY_MS)
        self._round.timeout.connect(self._at_rest)
        self._round.start()
        desk.jobs.busy_changed.connect(self._turned)
        self._left = QTimer(self, singleShot=True, interval=_LEFT_AFTER_MS)
        self._left.timeout.connect(self.look_through)
        desk.case_closed.connect(self._left.start)
        desk.case_opened.connect(lambda *_: self._left.stop())

    def _at_rest(self) -> None:
        if not self._jobs.busy and gc.get_count()[0] >= _FEW:
            self.look()

    def _turned(self, busy: bool) -> None:
        if busy:
            self.look()
        elif not gc.isenabled():
            gc.freeze()

    def look(self) -> None:
        """Look at what the window has made since the last job ended."""
        if not gc.isenabled():
            self._rounds += 1
            gc.collect(1 if self._rounds % _OLDER == 0 else 0)

    def look_through(self) -> None:
        """Look at everything, set aside or not; for the moment after a case was closed."""
        if not gc.isenabled():
            gc.unfreeze()
            gc.collect()

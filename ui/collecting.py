"""Python's collector of cycles in the hands of the window's thread: when it looks, at what, and where.

Left to itself it starts in whichever thread makes the next object, and stops all others meanwhile. Two things
are wrong with that here. What it finds may be a closed dialogue, whose Qt objects must not be destroyed on
another thread. And a job that reads a case makes a million rows, which have no cycles and stay: to go over
them takes up to two seconds, again and again, in which no key is answered.

So it is turned off, and a timer of the window looks instead: at what is young, which takes a few
milliseconds; when a job has made much at once, that is set aside unseen, which costs nothing. What was set
aside is looked through when the case is closed, most of it gone by then.
"""

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.desk import Desk

__all__ = ["Collecting", "take_over"]

_EVERY_MS = 250
_FEW = 2_000
"""New objects, below which it is not worth looking."""
_MANY = 10_000
"""New objects that are rows of a case; so many take some two milliseconds to go over."""
_OLDER = 8
"""Rounds after which what survived the ones before is looked at once more."""
_LONG_SECONDS = 0.005
_STAYS_AFTER_MS = 2_000
_LEFT_AFTER_MS = 3_000


def take_over() -> None:
    """Turn the collector off for this process; ``Collecting`` does its work from then on."""
    gc.disable()


class Collecting(QObject):
    """Collects on the window's thread, as long as nothing else does."""

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._round = QTimer(self, interval=_EVERY_MS)
        self._round.timeout.connect(self.look)
        self._round.start()
        # What was read by then is the case as it stays.
        self._stays = QTimer(self, singleShot=True, interval=_STAYS_AFTER_MS)
        self._stays.timeout.connect(gc.freeze)
        for moment in (desk.case_opened, desk.import_ended, desk.index.mended):
            moment.connect(lambda *_: self._stays.start())
        self._left = QTimer(self, singleShot=True, interval=_LEFT_AFTER_MS)
        self._left.timeout.connect(self.look_through)
        desk.case_closed.connect(self._left.start)
        desk.case_opened.connect(lambda *_: self._left.stop())

    def look(self) -> None:
        """Look at what is young, or set it aside where it is much."""
        young = gc.get_count()[0]
        if gc.isenabled() or young < _FEW:
            return
        if young > _MANY:
            gc.freeze()
            return
        self._rounds += 1
        begun = time.perf_counter()
        gc.collect(1 if self._rounds % _OLDER == 0 else 0)
        if (
            time.perf_counter() - begun > _LONG_SECONDS
        ):  # as many went as came: they were not counted
            gc.freeze()

    def look_through(self) -> None:
        """Look at everything, set aside or not; for the moment after a case was closed."""
        if not gc.isenabled():
            gc.unfreeze()
            gc.collect()

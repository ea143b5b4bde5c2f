"""Has originals read whole again now and then while nothing else is done, and tells of one that was damaged.

A few at a time, with rests between them. What was found is kept in the case: a paper whose original is
damaged says so wherever it is shown. Knows no widgets.
"""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.import_records import Progress
from ui.desk import Desk
from ui.jobs import Job, Lane

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["OriginalCare"]

_AT_ONCE = 8
_FIRST_MS = 60_000  # after a case was opened, and while something else is done
_PAUSE_MS = 15_000
_NOTHING_DUE_MS = 3_600_000


class OriginalCare(QObject):
    """The care of the open case's originals.

    Signal: ``damaged(int, str)`` with a document and what is wrong with its original, once for each.
    """

    damaged = Signal(int, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._waiting = 0
        self.rests_for = 0
        """For how many milliseconds it rests before it looks again; 0 while it does not."""
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)
        desk.case_opened.connect(lambda _case: self._rest(_FIRST_MS))
        desk.case_closed.connect(self._stop)

    @property
    def busy(self) -> bool:
        """Tell whether originals are being looked at."""
        return self._job is not None

    def look(self) -> None:
        """Look at a few originals that are due, unless something else is being done."""
        case = self._desk.case
        if case is None or self._job is not None:
            return
        if self._desk.jobs.busy:
            self._rest(_FIRST_MS)
            return
        self._waiting = 0
        today = dt.datetime.now().astimezone().date()
        self._job = self._desk.jobs.steps(
            lambda: case.look_at_originals(today, _AT_ONCE),
            lambda step: self._step(case, step),
            on_error=lambda error: self._failed(case, error),
            lane=Lane.LONG,
        )
        self._job.ended.connect(self._over)

    def _step(self, case: "Case", step: Progress) -> None:
        self._waiting = step.total - step.done - 1
        if step.document is not None and self._desk.case is case:
            self._desk.refresh()
            self.damaged.emit(step.document, step.message)

    def _failed(self, case: "Case", error: Exception) -> None:
        if self._desk.case is case:
            self._desk.failed.emit(error)

    def _over(self) -> None:
        self._job = None
        if self._desk.case is not None:
            self._rest(_PAUSE_MS if self._waiting > 0 else _NOTHING_DUE_MS)

    def _rest(self, milliseconds: int) -> None:
        self.rests_for = milliseconds
        self.timer.start(milliseconds)

    def _stop(self) -> None:
        self.rests_for = 0
        self.timer.stop()
        if self._job is not None:
            self._job.cancel()

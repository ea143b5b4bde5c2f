"""Keeps what the window shows up with papers that come in: how often, and what is asked for again.

The list of papers is asked for by itself. What was found is asked for when the case has taken in what came,
which a job of its own has it do: no question of the attorney waits for that. Knows no widgets.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.import_records import Progress
from ui.import_runner import ImportRunner
from ui.jobs import Jobs, Lane
from ui.pace import Pace

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["KeepingUp"]

_KEY = "taking in"
_AGAIN_MS = 3_000
"""After so long a case that did not want to be disturbed is asked again."""


class KeepingUp(QObject):
    """Says what is to be asked for again.

    Signals: ``papers_came()``, ``findings_came()``; ``failed(Exception)``.
    """

    papers_came = Signal()
    findings_came = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, imports: ImportRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._imports = imports
        self._case: Case | None = None
        self.pace = Pace(self)
        self.pace.due.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._take_in)
        imports.progressed.connect(self.note)

    def set_case(self, case: "Case | None") -> None:
        """Keep up with this case from now on."""
        self._case = case
        self.pace.clear()
        self._again.stop()
        self._jobs.drop(_KEY)

    def note(self, step: Progress) -> None:
        """Note a step of an import, or of the reading of scans."""
        if step.document is not None or step.outcome is not None:
            self.pace.wish()

    def _look(self) -> None:
        self.papers_came.emit()
        self._take_in()

    def _take_in(self) -> None:
        case = self._case
        if case is None:
            return
        self.pace.begin(_KEY)
        self._jobs.latest(_KEY, case.take_in, self._taken_in, on_error=self._fail, lane=Lane.WHOLE)

    def _taken_in(self, there_was: bool) -> None:
        self.pace.end(_KEY)
        if there_was:
            self.findings_came.emit()
        elif self._imports.busy:  # when it ends, everything is asked for
            self._again.start()

    def _fail(self, error: Exception) -> None:
        self.pace.end(_KEY)
        self.failed.emit(error)

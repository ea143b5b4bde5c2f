"""Has scans read by machine in the background, behind everything else. Knows no widgets.

It starts by itself when pages wait. To wait is to stop: the case keeps every page that was read, and a
reading that merely stood still could hold up an import. So it stops while papers come in, when the
attorney says so and when the case is closed, and goes on from there afterwards.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.import_runner import ImportRunner
from ui.jobs import Job, Jobs, Lane

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ScanReading"]

_QUESTION = "pages-to-read"


class ScanReading(QObject):
    """The machine reading of the open case.

    Signals: ``progressed(Progress)``; ``changed()`` when it starts, stops or is paused; ``at_rest()`` when
    it has stopped; ``failed(Exception)``.
    """

    progressed = Signal(object)
    changed = Signal()
    at_rest = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, imports: ImportRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._imports = imports
        self._case: Case | None = None
        self._engine: str | None = None
        self._job: Job | None = None
        self._left_last_time = 0
        self.is_paused = False
        self.pages_left = 0
        imports.queued.connect(self._make_way)
        imports.idle.connect(self.look)

    @property
    def busy(self) -> bool:
        """Tell whether scans are being read, or the last page in hand is still being left."""
        return self._job is not None

    def set_case(self, case: "Case | None") -> None:
        """Read the scans of this case from now on."""
        self._case = case
        self.is_paused = False
        self.pages_left = self._left_last_time = 0
        self._jobs.drop(_QUESTION)

    def set_engine(self, engine: str | None) -> None:
        """Read with this engine from the next page on; ``None`` stops reading."""
        if engine != self._engine:
            self._engine = engine
            self._stop()
            self.look()
            self.changed.emit()

    def pause(self, wanted: bool) -> None:
        """Have it wait, or go on."""
        self.is_paused = wanted
        self._stop()
        self.look()
        self.changed.emit()

    def drop(self) -> None:
        """Stop, as when the case is closed."""
        self.set_case(None)
        self._stop()

    def look(self) -> None:
        """Start reading if pages wait."""
        self._left_last_time = 0
        self._ask()

    def _make_way(self) -> None:
        self._jobs.drop(_QUESTION)
        self._stop()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ask(self) -> None:
        case = self._case
        if case is not None and self._engine is not None and not self.busy:
            self._jobs.latest(
                _QUESTION, case.pages_to_read, self._counted, on_error=self.failed.emit
            )

    def _counted(self, pages: int) -> None:
        case, engine = self._case, self._engine
        self.pages_left = pages
        self.changed.emit()
        if case is None or engine is None or self.busy or self.is_paused or self._imports.busy:
            return
        # What the last round left untouched would be left again: no round follows it.
        if pages in (0, self._left_last_time):
            return
        self._left_last_time = pages
        self._run(case, engine, retry=False)

    def again(self) -> bool:
        """Try pages again that could not be read; tell whether that could be begun."""
        case, engine = self._case, self._engine
        if case is None or engine is None or self.busy or self._imports.busy:
            return False
        self.is_paused = False
        self._run(case, engine, retry=True)
        self.changed.emit()
        return True

    def _run(self, case: "Case", engine: str, *, retry: bool) -> None:
        self._job = self._jobs.steps(
            lambda: case.read_scans(engine, retry=retry),
            self.progressed.emit,
            on_error=self.failed.emit,
            lane=Lane.SCAN,
        )
        self._job.ended.connect(self._over)

    def _over(self) -> None:
        self._job = None
        self.at_rest.emit()
        self.changed.emit()
        self._ask()

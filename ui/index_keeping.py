"""Keeps the search index whole in the background: on opening, after imports, and when a search asks.

Nothing waits for it: searches answer meanwhile from what the index holds, and say what it lacks. It stops
when the case is closed and goes on from there at the next opening. Knows no widgets.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.import_records import Progress
from ui.import_runner import ImportRunner
from ui.jobs import Job, Jobs, Lane

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["IndexKeeping"]

_PAUSE_MS = 1500  # the case that was opened, or the papers that came in, are shown first


class IndexKeeping(QObject):
    """The care of the open case's index.

    Signals: ``changed()`` at every step and at the end; ``mended()`` when papers have become searchable;
    ``at_rest()`` when it has stopped; ``failed(Exception)``.
    """

    changed = Signal()
    mended = Signal()
    at_rest = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, imports: ImportRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._imports = imports
        self._case: Case | None = None
        self._job: Job | None = None
        self._again = False
        self.step: Progress | None = None
        """What is being done, while something is."""
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        imports.queued.connect(self._soon.stop)
        imports.idle.connect(self.look_soon)

    @property
    def busy(self) -> bool:
        """Tell whether the index is being looked after."""
        return self._job is not None

    def set_case(self, case: "Case | None") -> None:
        """Look after the index of this case from now on."""
        self._case = case
        self._again = False
        if case is not None:
            self.look_soon()

    def drop(self) -> None:
        """Stop, as when the case is closed."""
        self._soon.stop()
        self.set_case(None)
        if self._job is not None:
            self._job.cancel()

    def look_soon(self) -> None:
        """Look the index over when nothing more urgent is done."""
        if self._case is not None:
            self._soon.start()

    def look_if_wanted(self) -> None:
        """Look the index over if a search has found it wanting."""
        if self._case is not None and self._case.index_wanting:
            self.look()

    def look(self) -> None:
        """Look the index over now, or once more when that has been done."""
        case = self._case
        if case is None:
            return
        if self._job is not None:
            self._again = True
            return
        self._again = False
        self._job = self._jobs.steps(
            case.keep_index, self._stepped, on_error=self.failed.emit, lane=Lane.INDEX
        )
        self._job.ended.connect(self._over)

    def _stepped(self, step: Progress) -> None:
        self.step = step
        self.changed.emit()

    def _over(self) -> None:
        did_something, self.step, self._job = self.step is not None, None, None
        self.at_rest.emit()
        if did_something:
            self.changed.emit()
            if self._case is not None:
                self.mended.emit()
        if self._again:
            self.look()

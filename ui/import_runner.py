"""Runs imports one after the other: lined up, paused, stopped, gone on with. Knows no widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casefile.import_records import FileOutcome, Progress
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["Batch", "ImportRunner"]


@dataclass(frozen=True)
class Batch:
    """One import to be run: the files it is about, how it is started, and whom to tell how it ended.

    One that ``gives_way`` finishes or renews what lies in the case: papers that are brought go before it,
    since after an update of the program it may take hours. It is stopped for them and run again after them.
    """

    paths: tuple[Path, ...]
    start: Callable[["Case"], Iterator[Progress]]
    tell: Callable[[list[FileOutcome]], object] | None = None
    gives_way: bool = False


class ImportRunner(QObject):
    """The imports of the open case.

    Signals: ``began_anew()`` before papers come in that have nothing to do with the ones before;
    ``queued(tuple[Path, ...])`` when a batch was lined up; ``progressed(Progress)``;
    ``ended(list[FileOutcome])`` after each batch; ``paused(bool)``; ``stopped()`` after a cancel; ``idle()``
    when nothing is left to do; ``failed(Exception)``.
    """

    began_anew = Signal()
    queued = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    paused = Signal(bool)
    stopped = Signal()
    idle = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._case: Case | None = None
        self._job: Job | None = None
        self._current: Batch | None = None
        self._waiting: list[Batch] = []
        self._left: list[Batch] = []
        self._stopping = False
        self._outcomes: list[FileOutcome] = []

    @property
    def busy(self) -> bool:
        """Tell whether an import is under way, paused or not."""
        return self._job is not None

    @property
    def is_paused(self) -> bool:
        """Tell whether the import under way was asked to wait."""
        return self._job is not None and self._job.paused

    def set_case(self, case: "Case | None") -> None:
        """Import into this case from now on; what waits and what was left belongs to the one before."""
        self._case = case
        self._waiting, self._left, self._stopping = [], [], False

    def add(self, batch: Batch, *, anew: bool = True) -> None:
        """Run a batch after those that are lined up; ``anew`` is false where it goes on with the last one.

        Nothing is begun in a case that is being closed.
        """
        if self._case is None:
            return
        if anew and not self.busy:
            self.began_anew.emit()
        ahead = self._waiting
        if not batch.gives_way:
            ahead = [each for each in self._waiting if not each.gives_way]
        self._waiting.insert(len(ahead), batch)
        self.queued.emit(batch.paths)
        if not self.busy:
            self._next()
        elif not batch.gives_way:
            self._make_way()

    def _make_way(self) -> None:
        """Stop what gives way, to be run again at the end."""
        current, job = self._current, self._job
        if current is None or job is None or not current.gives_way or job.cancelled:
            return
        was_paused = job.paused
        self._waiting.append(current)
        job.cancel()
        if was_paused:
            self.paused.emit(False)

    def pause(self, wanted: bool) -> None:
        """Have the import wait after what it has in hand, or go on."""
        if self._job is None or self._job.paused == wanted:
            return
        (self._job.pause if wanted else self._job.go_on)()
        self.paused.emit(wanted)

    def cancel(self) -> None:
        """Stop after the step that is under way; ``go_on_with_rest`` takes up what is left."""
        if self._job is None or self._stopping:
            return
        self._stopping = True
        waits_again = any(each is self._current for each in self._waiting)
        first = [self._current] if self._current and not waits_again else []
        self._left = [*first, *self._waiting]
        self._waiting = []
        self._job.cancel()

    def drop(self) -> None:
        """Stop, and begin nothing more: the case is being closed."""
        self.set_case(None)
        if self._job is not None:
            self._job.cancel()

    def go_on_with_rest(self) -> bool:
        """Run what a cancel left; tell whether there was something."""
        if self.busy or not self._left:
            return False
        left, self._left = self._left, []
        for batch in left:
            self.add(batch, anew=False)
        return True

    def _next(self) -> None:
        case = self._case
        if case is None or not self._waiting:
            self.idle.emit()
            return
        batch = self._waiting.pop(0)
        self._current, self._outcomes = batch, []
        self._job = self._jobs.steps(
            lambda: batch.start(case), self._step, on_error=self.failed.emit
        )
        self._job.ended.connect(self._over)

    def _step(self, step: Progress) -> None:
        if step.outcome is not None:
            self._outcomes.append(step.outcome)
        self.progressed.emit(step)

    def _over(self) -> None:
        was_paused, batch = self.is_paused, self._current
        self._job, self._current = None, None
        if was_paused:
            self.paused.emit(False)
        if any(each is batch for each in self._waiting):  # it made way, and is not at its end
            self._next()
            return
        self.ended.emit(list(self._outcomes))
        if batch is not None and batch.tell is not None and self._case is not None:
            batch.tell(list(self._outcomes))
        if self._stopping:
            self._stopping = False
            self.stopped.emit()
        if self._job is None:
            self._next()

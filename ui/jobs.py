"""Background work: the only threading code of the window.

Work runs on a few named lanes of threads; what it returns, yields or raises arrives on the window's
thread, by a queued signal. Long work is a Qt-free generator of ``Progress``, cancelled between two
yields, and paused there. Python's own thread pools stand behind the lanes, so that no Qt object has to
be destroyed on a foreign thread; any thread may ask the case, whose database connections are pooled.
"""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import fields, is_dataclass
from enum import StrEnum
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from casefile.import_records import Progress
from casefile.letting_go import is_worth_it, take_apart
from casefile.turns import Questions, Turns
from ui.lock_order import stand_back
from ui.stepping import Stepping

__all__ = ["Job", "Jobs", "Lane"]

T = TypeVar("T")


class Lane(StrEnum):
    """Which threads do a piece of work, so that quick questions never wait behind slow ones."""

    READ = "read"
    """Questions to the case: views, highlights, searches."""
    WHOLE = "whole"
    """Questions to the whole of a case, which may take seconds: quote bank, chronology, network, strip."""
    WRITE = "write"
    """Review and other changes; one thread, so they happen in the order they were asked for."""
    PICTURE = "picture"
    """Page pictures and the boxes of spans."""
    LONG = "long"
    """Imports, reports, backups, checks."""
    SCAN = "scan"
    """Reading scans by machine, for minutes or hours."""
    INDEX = "index"
    """Keeping the search index whole."""
    REST = "rest"
    """Letting go of what is no longer needed."""


_THREADS = {
    Lane.READ: 3,
    Lane.WHOLE: 2,
    Lane.WRITE: 1,
    Lane.PICTURE: 2,
    Lane.LONG: 2,
    Lane.SCAN: 1,
    Lane.INDEX: 1,
    Lane.REST: 1,
}

_ASKED = frozenset({Lane.READ, Lane.WRITE})
"""What the attorney waits for: long work rests meanwhile."""
_FIRST = _ASKED | {Lane.PICTURE}
"""Those who rest for nobody but the window."""

_LET_GO_MS = 250
"""After so long nobody on the window's thread is still about to drop what was handed over."""
_TRIES = 240
"""So often is looked whether what was handed over is still shown; a view may keep it till it is filled."""
_FEW_PARTS = 8
_OURS = 2  # references to a value that only waits to go: its name, and the call that counts


class _What(StrEnum):
    """What a worker thread reports to the window's thread."""

    PROGRESS = "progress"
    RESULT = "result"
    ERROR = "error"
    STOPPED = "stopped"


class Job(QObject):
    """One piece of work under way.

    Signals, all on the window's thread: ``progressed(Progress)``, ``finished(result)``,
    ``failed(Exception)``; ``ended()`` comes last in every case, cancelled or not. A cancelled job
    reports neither result nor error, but ``unwanted(result)`` for whoever has to let go of it.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()
    unwanted = Signal(object)
    _reported = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._free = Event()
        self._free.set()
        self.over = False
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def cancelled(self) -> bool:
        """Tell whether the job was asked to stop; long work may look at it from any thread."""
        return self._stop.is_set()

    @property
    def paused(self) -> bool:
        """Tell whether the job was asked to wait."""
        return not self._free.is_set()

    def pause(self) -> None:
        """Ask the work to wait at its next yield; what it has under way elsewhere goes on."""
        self._free.clear()

    def go_on(self) -> None:
        """Let paused work go on."""
        self._free.set()

    def wait_while_paused(self) -> None:
        """Wait until the job may go on or is cancelled; called on the worker's thread only."""
        self._free.wait()

    def cancel(self) -> None:
        """Ask the work to stop at its next yield, and drop whatever it still reports."""
        self._stop.set()
        self._free.set()

    def report(self, what: str, value: object) -> None:
        """Send a report to the window's thread; called on the worker's thread only."""
        self._reported.emit(what, value)

    @Slot(str, object)
    def _deliver(self, what: str, value: object) -> None:
        if what == _What.PROGRESS:
            if not self.cancelled:
                self.progressed.emit(value)
            return
        self.over = True
        if self.cancelled:
            self.unwanted.emit(value)
        else:
            if what == _What.RESULT:
                self.finished.emit(value)
            elif what == _What.ERROR:
                self.failed.emit(value)
        self.ended.emit()


class Jobs(QObject):
    """Runs work off the window's thread.

    Signals: ``error_unhandled(Exception)`` for failures of work that was started without an error
    handler; ``busy_changed(bool)`` when the first job starts or the last one ends.
    """

    error_unhandled = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns = Turns()
        """Kept by the loops of all jobs, which rest while the window's thread is in a step."""
        self.stepping = Stepping(self.turns, self)
        self._questions = Questions(self.turns)
        """Kept by long work, which rests while the attorney waits for an answer, too."""
        self._pools = {
            lane: ThreadPoolExecutor(
                count,
                f"pincite-{lane}",
                initializer=_begin,
                initargs=(self.turns if lane in _FIRST else self._questions,),
            )
            for lane, count in _THREADS.items()
        }
        self._live: dict[Job, Future[None]] = {}
        self._newest: dict[str, Job] = {}
        self._closed = False
        self._left: dict[int, tuple[object, int]] = {}
        self._leaving = QTimer(self, singleShot=True, interval=_LET_GO_MS)
        self._leaving.timeout.connect(self._let_go)

    @property
    def busy(self) -> bool:
        """Tell whether any job is under way or has a report still to be delivered."""
        return bool(self._live)

    def run(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], object] | None = None,
        *,
        on_error: Callable[[Exception], object] | None = None,
        lane: Lane = Lane.READ,
    ) -> Job:
        """Call ``work`` on a thread of ``lane``; its result or exception comes back by callback."""
        return self._start(lambda job: _call(work, job), on_result, on_error, lane)

    def steps(
        self,
        make: Callable[[], Iterator[Progress]],
        on_progress: Callable[[Progress], object] | None = None,
        on_end: Callable[[None], object] | None = None,
        *,
        on_error: Callable[[Exception], object] | None = None,
        lane: Lane = Lane.LONG,
    ) -> Job:
        """Run the generator that ``make`` returns to its end, or to the first yield after a cancel.

        ``on_end`` is called with ``None`` when the generator ran to its end.
        """
        return self._start(lambda job: _iterate(make, job), on_end, on_error, lane, on_progress)

    def latest(
        self,
        key: str,
        work: Callable[[], T],
        on_result: Callable[[T], object],
        *,
        on_error: Callable[[Exception], object] | None = None,
        lane: Lane = Lane.READ,
    ) -> Job:
        """Run like ``run``, but only the newest question under ``key`` is ever answered."""
        self.drop(key)
        job = self.run(work, on_result, on_error=on_error, lane=lane)
        self._newest[key] = job
        return job

    def drop(self, key: str) -> None:
        """Forget the question that is open under ``key``, if any: its answer will not be delivered."""
        job = self._newest.pop(key, None)
        if job is not None:
            self._abandon(job)

    def let_go(self, *values: object) -> None:
        """Take over answers that are no longer shown, or not for long: their end comes on another thread.

        For values without a Qt object in them: else that would be destroyed where it does not belong.
        """
        for value in filter(is_worth_it, _apart(values)):
            self._left[id(value)] = value, _TRIES  # once: two would each take the other for a view
        if self._left and not self._closed and not self._leaving.isActive():
            self._leaving.start()

    def _let_go(self) -> None:
        """Hand over what nobody else has; what is still shown is held on to, to be looked at again."""
        if self._closed:
            self._left.clear()
            return
        left, self._left = self._left, {}
        free: list[object] = []
        value: object = None
        while left:
            _, (value, tries) = left.popitem()
            if sys.getrefcount(value) <= _OURS:
                free.append(value)
            elif tries:
                self._left[id(value)] = value, tries - 1
        value = None  # else it would come to its end here after all
        if self._left:
            self._leaving.start()
        if free:
            self._pools[Lane.REST].submit(take_apart, free)

    def close(self) -> None:
        """Cancel everything and take no more work. Does not wait: a stopped worker process ends it."""
        self._closed = True
        for job in list(self._live):
            self._abandon(job)
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def join(self, seconds: float) -> bool:
        """Wait until the work under way has ended, at most ``seconds``; tell whether it has.

        For the last moment before the program leaves, when no window is left to freeze.
        """
        # A pool that was shut down never tells those who wait of the work that it dropped.
        running = [future for future in self._live.values() if not future.cancelled()]
        return not wait(running, timeout=seconds).not_done

    def _start(
        self,
        act: Callable[[Job], None],
        on_result: Callable[[Any], object] | None,
        on_error: Callable[[Exception], object] | None,
        lane: Lane,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Job:
        job = Job(self)
        if on_progress is not None:
            job.progressed.connect(on_progress)
        if on_result is not None:
            job.finished.connect(on_result)
        job.failed.connect(on_error or self.error_unhandled.emit)
        if lane is not Lane.PICTURE:
            job.finished.connect(self.let_go)
            job.unwanted.connect(self.let_go)
        job.ended.connect(lambda: self._forget(job))
        if self._closed:
            job.cancel()
            return job
        was_busy = self.busy
        do = self._asked if lane in _ASKED else _do
        self._live[job] = self._pools[lane].submit(do, [act], job)
        if not was_busy:
            self.busy_changed.emit(True)
        return job

    def _asked(self, acts: list[Callable[[Job], None]], job: Job) -> None:
        with self._questions.asking():
            acts[0](job)
        take_apart(acts)

    def _abandon(self, job: Job) -> None:
        job.cancel()
        future = self._live.get(job)
        if future is not None and future.cancel():
            job.report(_What.STOPPED, None)

    def _forget(self, job: Job) -> None:
        self._live.pop(job, None)
        for key in [key for key, newest in self._newest.items() if newest is job]:
            del self._newest[key]
        job.deleteLater()
        if not self._live:
            self.busy_changed.emit(False)


def _apart(values: Iterable[object]) -> Iterator[object]:
    """Yield answers with their parts: a view may keep one of them for longer than the others."""
    for value in values:
        if isinstance(value, tuple) and len(value) <= _FEW_PARTS:
            yield from _apart(value)
            continue
        if is_dataclass(value):
            yield from (getattr(value, each.name) for each in fields(value))
        yield value


def _begin(turns: Turns | Questions) -> None:
    """Have a new thread go behind the window's."""
    stand_back()
    turns.follow()


def _do(acts: list[Callable[[Job], None]], job: Job) -> None:
    """Do what the list holds, then let go of it, and of what it was the last to know, in pieces."""
    acts[0](job)
    take_apart(acts)


def _call(work: Callable[[], object], job: Job) -> None:
    """Run a plain call on the worker's thread and report how it ended."""
    if job.cancelled:
        job.report(_What.STOPPED, None)
        return
    try:
        results = [work()]
    except Exception as error:
        job.report(_What.ERROR, error)
    else:
        _answer(job, results)


def _answer(job: Job, results: list[object]) -> None:
    if job.cancelled:  # what nobody waits for any more goes here
        job.report(_What.STOPPED, None)
        take_apart(results)
    else:
        job.report(_What.RESULT, results.pop())


def _iterate(make: Callable[[], Iterator[Progress]], job: Job) -> None:
    """Drain a generator on the worker's thread, reporting each step and looking for a pause or cancel."""
    try:
        steps = make()
        try:
            for step in steps:
                job.report(_What.PROGRESS, step)
                job.wait_while_paused()
                if job.cancelled:
                    break
        finally:
            if isinstance(steps, Generator):
                steps.close()
    except Exception as error:
        job.report(_What.ERROR, error)
    else:
        job.report(_What.STOPPED if job.cancelled else _What.RESULT, None)

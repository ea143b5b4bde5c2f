"""One kind of work in a spawned process of its own, with limits on time and memory.

A process that hangs, crashes or grows too large is killed and replaced. Method calls are thread-safe; calls
of one process wait for one another.
"""

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from casefile import worker_tasks
from casefile.frozen import keep_main_apart
from casefile.sealed import Permits
from casefile.worker_answers import WorkersClosed, WorkerStopped, understood, value_of
from importers import limits

__all__ = ["WorkerProcess"]

_P = ParamSpec("_P")
_R = TypeVar("_R")

_LOOK_EVERY = 0.1  # seconds between two looks at a busy worker
_LEAST = 0.1
"""The part of a look that counts of a worker that could run and had no processor: others go first."""
_CALLS_PER_PROCESS = 400  # then it is replaced, so that a library's leaks do not add up
_READS_ONLY = Permits()
_LARGEST_ANSWER = 1024**3  # bytes; a picture of the largest page has 160 MB


@dataclass(frozen=True, slots=True)
class _Look:
    """A worker as it is: seconds of processor that it has used, whether it would use more, bytes it holds."""

    used: float = 0.0
    could_run: bool = False
    resident: int = 0

    def counts(self, since: float) -> float:
        """Return what part of a look counts; ``since`` are the seconds used after the look before.

        All of it, where the worker waits for nobody's processor: then it hangs, or waits for a disk.
        """
        return min(1.0, max(_LEAST, since / _LOOK_EVERY)) if self.could_run else 1.0


class WorkerProcess:
    """One kind of work: a process that runs one task at a time and is replaced when it fails."""

    def __init__(
        self,
        name: str,
        memory: int = limits.MEMORY_PER_FILE,
        *,
        yields: bool = True,
        permits: Permits = _READS_ONLY,
    ) -> None:
        self.name = name
        self._permits = permits
        self._memory = memory
        self._yields = yields
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._calls = 0
        self._closed = False

    def call(self, seconds: float, task: Callable[_P, _R], *args: _P.args, **_: _P.kwargs) -> _R:
        """Run ``task(*args)`` in the process and return its value; ``task`` must be importable by name.

        Raises:
            ImportFailure: if the task refused its file.
            WorkerStopped: if the task took longer than ``seconds``, crashed, or grew too large. Time for
                which other programs had the processor counts a tenth: a paper must not lose what stands in
                it because the computer was busy.
        """
        with self._lock:
            if self._closed:
                raise WorkersClosed
            try:
                answer = self._answer(self._asked((task, args)), seconds)
            except (EOFError, OSError) as gone:
                code = self._kill()
                if self._closed:
                    raise WorkersClosed from gone
                stopped = WorkerStopped("the process that did it ended unexpectedly")
                stopped.add_note(f"exit code {code}")
                raise stopped from gone
            except BaseException:
                self._kill()
                raise
            self._calls += 1
            if self._calls >= _CALLS_PER_PROCESS:
                self._end()
        value: _R = value_of(answer)
        return value

    @property
    def number(self) -> int | None:
        """Return the process's number, ``None`` while there is none."""
        process = self._process
        try:
            return None if process is None else process.pid
        except ValueError:  # it was closed meanwhile
            return None

    def let_go(self) -> None:
        """End the process, whose memory may hold something of a case; the next call starts another one.

        One that is busy ends with what it does.
        """
        if self._lock.acquire(blocking=False):
            try:
                self._kill()
            finally:
                self._lock.release()
        else:
            self._calls = _CALLS_PER_PROCESS

    def close(self) -> None:
        """End the process; later calls fail."""
        self._closed = True
        if self._lock.acquire(timeout=0.5):
            try:
                self._end()
            finally:
                self._lock.release()
        else:  # it is busy with work that nobody waits for any more
            process = self._process
            if process is not None:
                process.kill()

    def _asked(self, request: tuple[object, ...]) -> Connection:
        """Send a request; an idle process that has died meanwhile is replaced."""
        connection = self._started()
        try:
            connection.send(request)
        except OSError:
            self._kill()
            connection = self._started()
            connection.send(request)
        return connection

    def _started(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        keep_main_apart()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker_tasks.serve,
            args=(theirs, self._memory, self._yields, self._permits),
            name=f"pincite-{self.name}",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._connection, self._calls = process, ours, 0
        return ours

    def _answer(self, connection: Connection, seconds: float) -> tuple[Any, ...]:
        # Looks are counted, not the clock: while the computer sleeps, nobody works.
        left = seconds / _LOOK_EVERY
        used = 0.0
        while not connection.poll(_LOOK_EVERY):
            look = self._looked()
            left -= look.counts(look.used - used)
            used = look.used
            if left < 0:
                raise WorkerStopped(f"it took longer than {seconds:.0f} seconds")
            if look.resident > self._memory:
                raise WorkerStopped(f"it needed more than {self._memory // 1024**2:,} MB of memory")
        return understood(connection.recv_bytes(_LARGEST_ANSWER))

    def _looked(self) -> "_Look":
        import psutil

        number = self.number
        if number is None:
            return _Look()
        try:
            process = psutil.Process(number)
            with process.oneshot():
                times = process.cpu_times()
                could_run = process.status() == psutil.STATUS_RUNNING
                return _Look(times.user + times.system, could_run, int(process.memory_info().rss))
        except psutil.Error:  # it has just ended; the pipe will say so
            return _Look()

    def _end(self) -> None:
        if self._connection is not None and self._process is not None:
            try:
                self._connection.send(None)
                self._process.join(1.0)
            except OSError:
                pass  # it is gone already
        self._kill()

    def _kill(self) -> int | None:
        """Make sure that no process is left, and return the exit code of the one that was."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is None:
            return None
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
        return code

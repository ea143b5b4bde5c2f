"""Who kept the window's process from running: threads that held Python's lock, and collections of cycles.

A thread that samples every few milliseconds comes late where another holds the lock for the whole length of
one call. It then notes at once where all threads stand, and asks the system which of them have used the
processor meanwhile: such a call lies before the place that is told. Where no thread of the process has,
or where the sampling thread could have run and had no processor, the machine was busy otherwise.
"""

import faulthandler
import gc
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

__all__ = ["Collection", "Held", "Hold", "calls_of", "dumped", "queued_seconds"]

_LATE = 0.02
"""Seconds late from which somebody is asked for."""
_CALLS = 5
"""Calls of a stack that are told."""
_LOOKED_EVERY = 0.04
"""Seconds between two notes of what every thread has used."""
_HALF = 0.5  # of the time must be a thread's own, to say that it held the others up
_TASKS = Path("/proc/self/task")
_FRAME = re.compile(r'  File "([^"]+)", line (\d+) in (\S+)')
_ROOT = str(Path(__file__).resolve().parents[1]) + "/"
_NOT_OURS = re.compile(
    r"[\\/](benchmarks|site-packages)[\\/]|[\\/]casefile[\\/](turns|pieces)[.]py$"
)
"""Nor where a thread rests after its call: the loop that rests tells more."""


@dataclass(frozen=True)
class Hold:
    """One time that nothing else ran: seconds, which thread did, where it stood, and what was being done."""

    seconds: float
    thread: str
    where: str
    during: str


@dataclass(frozen=True)
class Collection:
    """One run of the collector of cycles."""

    generation: int
    seconds: float
    thread: str
    during: str


@dataclass
class Held:
    """All holds and collections; ``look`` is called by the sampling thread whenever it runs."""

    holds: list[Hold] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)
    during: str = ""
    _last: float = 0.0
    _noted: float = 0.0
    _used: Mapping[int, float] = field(default_factory=dict)
    _began: float = 0.0
    _queued: Callable[[], float] | None = None
    _had_queued: float = 0.0

    def clear(self) -> None:
        """Forget what was measured."""
        self.holds.clear()
        self.collections.clear()

    def look(self, expected: float, file: IO[bytes]) -> None:
        """Note a hold if the thread comes later than ``expected`` seconds after its last look."""
        now = time.perf_counter()
        late = now - self._last - expected if self._last else 0.0
        queued = self._queued_since_last()
        if late > _LATE:
            told = dumped(file)  # before anything that lets them go on
            used = _processor_seconds()
            worked = {each: used[each] - self._used.get(each, 0.0) for each in used}
            some = [each for each, own in worked.items() if own >= _HALF * late > queued]
            if some:
                for each in some:
                    name, ident = _named(each)
                    name = name if len(some) == 1 else f"{name}, of {len(some)}"
                    calls = calls_of(told, ident)[:_CALLS]
                    self.holds.append(Hold(late, name, " < ".join(calls), self.during))
            else:
                self.holds.append(Hold(late, "the machine", "", self.during))
            self._used, self._noted = used, now
        elif now - self._noted > _LOOKED_EVERY:
            self._used, self._noted = _processor_seconds(), now
        self._last = time.perf_counter()

    def _queued_since_last(self) -> float:
        """Return for how long the sampling thread waited for a processor since it last asked."""
        if self._queued is None:
            self._queued = queued_seconds()
        before, self._had_queued = self._had_queued, self._queued()
        return self._had_queued - before

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Note every collection of cycles meanwhile."""
        gc.callbacks.append(self._collected)
        try:
            yield
        finally:
            gc.callbacks.remove(self._collected)

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
            return
        seconds = time.perf_counter() - self._began
        name = threading.current_thread().name
        self.collections.append(Collection(info["generation"], seconds, name, self.during))


def queued_seconds() -> Callable[[], float]:
    """Return what tells for how many seconds this thread has waited for a processor; 0 where nobody knows."""
    try:
        file = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        return lambda: 0.0
    return lambda: int(os.pread(file, 80, 0).split()[1]) / 1e9


def dumped(file: IO[bytes]) -> str:
    """Return where all threads stand.

    Not by Python's frames: whoever holds one may be the last to have a Qt object of the window's thread. Its
    end waits for Python's lock with one of Qt's own, while the window waits for Qt's with Python's.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file)
    file.seek(0)
    return file.read().decode("ascii", "replace")


def calls_of(told: str, thread: int) -> tuple[str, ...]:
    """Return the project's own calls of a thread's stack, innermost first: not where it rests."""
    lines = told.partition(f"hread {thread:#018x}")[2].partition("\n\n")[0].splitlines()
    calls = []
    for line in lines:
        found = _FRAME.match(line)
        if found and found[1].startswith(_ROOT) and not _NOT_OURS.search(found[1]):
            calls.append(f"{found[1].removeprefix(_ROOT)}:{found[2]} {found[3]}")
    return tuple(calls)


def _processor_seconds() -> dict[int, float]:
    """Return what each thread of the process but this one has used; empty where the system does not tell."""
    own, found = threading.get_native_id(), {}
    try:
        for task in _TASKS.iterdir():
            number = int(task.name)
            if number != own:
                found[number] = int((task / "schedstat").read_text().split()[0]) / 1e9
    except OSError:  # a thread has just ended, or this is no Linux
        pass
    return found


def _named(native: int) -> tuple[str, int]:
    """Return a thread's name and Python's number of it."""
    for thread in threading.enumerate():
        if thread.native_id == native:
            name = "the window" if thread is threading.main_thread() else thread.name
            return name, thread.ident or 0
    return "a thread that is not Python's", 0

"""Who kept the window's process from running: threads that held Python's lock, and collections of cycles.

A thread that samples every few milliseconds comes late where another holds the lock for the whole length of
one call. It then asks the system which threads have used the processor meanwhile, and tells where each stood
when it was looked at last, and where it stands now: the call lies between. Where no thread of the process
has, or where the sampling thread could have run and had no processor, the machine was busy otherwise.
"""

import faulthandler
import gc
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

__all__ = ["Collection", "Held", "Hold", "calls_of", "dumped", "queued_seconds"]

_LATE = 0.02
"""Seconds late from which somebody is asked for."""
_CALLS = 3
"""Calls of a stack that are told, before and after."""
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
    """One time that nothing else ran: seconds, which thread did, where it stood, and what was being done.

    ``where`` is the stack before and the one after, innermost call first; "" for the window's own thread.
    """

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
    _stood: Mapping[int, str] = field(default_factory=dict)
    _began: float = 0.0
    _queued: Callable[[], float] | None = None
    _had_queued: float = 0.0

    def clear(self) -> None:
        """Forget what was measured."""
        self.holds.clear()
        self.collections.clear()

    def look(self, expected: float) -> None:
        """Note a hold if the thread comes later than ``expected`` seconds after its last look."""
        now = time.perf_counter()
        late = now - self._last - expected if self._last else 0.0
        queued = self._queued_since_last()
        stood, self._stood = self._stood, _standing()
        if late > _LATE:
            used = _processor_seconds()
            worked = {each: used[each] - self._used.get(each, 0.0) for each in used}
            some = [each for each, own in worked.items() if own >= _HALF * late > queued]
            if some:
                for each in some:
                    name, ident = _named(each)
                    name = name if len(some) == 1 else f"{name}, of {len(some)}"
                    places = filter(None, (stood.get(ident), self._stood.get(ident)))
                    self.holds.append(Hold(late, name, "; then ".join(places), self.during))
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

    Not by Python's frames: to hold one keeps Qt's event of a step from being let go.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file)
    file.seek(0)
    return file.read().decode("ascii", "replace")


def _standing() -> dict[int, str]:
    """Return where the threads of jobs stand, as words: a frame that is held keeps all that it works with."""
    window, found = threading.main_thread().ident, {}
    for ident, frame in sys._current_frames().items():  # noqa: SLF001 - nothing else tells of all threads
        if ident == window:
            continue
        calls: list[str] = []
        at: FrameType | None = frame
        while at is not None and len(calls) < _CALLS:
            name = at.f_code.co_filename
            if name.startswith(_ROOT) and not _NOT_OURS.search(name):
                calls.append(f"{name.removeprefix(_ROOT)}:{at.f_lineno} {at.f_code.co_name}")
            at = at.f_back
        found[ident] = " < ".join(calls)
    return found


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

"""Who must not wait goes first: long work in other threads of the process rests meanwhile.

Threads of one process take turns at Python's lock. Where the window's thread paints, each call into Qt gives
the lock away, and with four threads at work it has a fifth of the time: 80 ms become 400. So the window says
when it is in the midst of something, and loops over many things look before each of them: ``for paper in
in_turns(papers)``. In a process or thread where nobody must not wait they are plain loops.

Which turns a thread keeps belongs to the thread, as its transactions do; nobody in between has to know.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["Questions", "Turns", "in_turns", "keeping"]

T = TypeVar("T")

_LONGEST = 0.5
"""Seconds that others wait at the most: whoever goes first may have to wait for them."""

_ANSWERED_WITHIN = 0.5
"""Seconds that long work rests for questions: one may wait for what the work has under way."""

_kept = threading.local()


class _Gate:
    """Holds threads up, and never those who shut and open it.

    An event of ``threading`` has a lock, and a thread that has it may have to wait for Python's own lock
    behind all others, and whoever sets the event behind that thread: 100 ms for a step of a tenth of one.
    """

    def __init__(self) -> None:
        self.is_shut = False
        self._held_up: deque[threading.Lock] = deque()

    def shut(self) -> None:
        """Hold up whoever comes."""
        self.is_shut = True

    def open(self) -> None:
        """Let all go on."""
        self.is_shut = False
        while self._held_up:
            try:
                self._held_up.popleft().release()
            except IndexError:  # somebody else has opened it, too
                return

    def wait(self, seconds: float) -> bool:
        """Wait until it is open, for so long at most; tell whether it is."""
        own = threading.Lock()
        own.acquire()
        self._held_up.append(own)
        # It may have been opened just before this thread was among those who are told.
        return not self.is_shut or own.acquire(timeout=seconds)


class _Followed:
    """What loops of a thread may be told to keep."""

    def follow(self) -> None:
        """Have the loops of this thread keep these turns."""
        _kept.turns = self


class Turns(_Followed):
    """Between whoever goes first and the threads that ``follow``. Thread-safe."""

    def __init__(self) -> None:
        self.is_taken = False
        """Whether somebody is at work that must not wait."""
        self._gate = _Gate()

    def take(self) -> None:
        """Have the others rest, for half a second at most."""
        self.is_taken = True
        self._gate.shut()

    def give(self) -> None:
        """Let the others go on."""
        self.is_taken = False
        self._gate.open()

    def wait(self) -> None:
        """Rest while the turn is taken; one that was forgotten is given back."""
        if self.is_taken and not self._gate.wait(_LONGEST):
            self.give()


class Questions(_Followed):
    """Turns of long work, which rests for the window as others do, and for questions that are under way.

    A question that takes longer than half a second is not waited for any more. After each rest the work goes
    on for as long as it rested, so that it comes to its end however much is asked. Thread-safe.
    """

    def __init__(self, window: Turns) -> None:
        self._window = window
        self._asked = 0
        self._until = 0.0
        self._rested_until = 0.0
        self._noting = threading.Lock()
        self._unanswered = _Gate()

    @property
    def is_taken(self) -> bool:
        """Whether the window is at work, or a question was asked a moment ago and is not answered."""
        return self._window.is_taken or (
            self._asked > 0 and self._rested_until < time.monotonic() < self._until
        )

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Have long work rest while a question is answered."""
        with self._noting:
            self._until = time.monotonic() + _ANSWERED_WITHIN
            self._unanswered.shut()
            self._asked += 1
        try:
            yield
        finally:
            with self._noting:
                self._asked -= 1
                if not self._asked:
                    self._unanswered.open()

    def wait(self) -> None:
        """Rest for the window and for questions."""
        if self._window.is_taken:
            self._window.wait()
        began = time.monotonic()
        if self._asked and self._rested_until < began < self._until:
            self._unanswered.wait(self._until - began)
            now = time.monotonic()
            self._rested_until = now + (now - began)


def in_turns(items: Iterable[T]) -> Iterator[T]:
    """Return the items one by one, resting before each while somebody else goes first."""
    turns = _turns()
    return iter(items) if turns is None else _resting(items, turns)


def keeping() -> Callable[[], None] | None:
    """Return what has another thread keep the turns that this one does; ``None`` where it keeps none."""
    turns = _turns()
    return None if turns is None else turns.follow


def _turns() -> Turns | Questions | None:
    found: Turns | Questions | None = getattr(_kept, "turns", None)
    return found


def _resting(items: Iterable[T], turns: Turns | Questions) -> Iterator[T]:
    for item in items:
        if turns.is_taken:
            turns.wait()
        yield item

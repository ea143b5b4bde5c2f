"""Readers of the full-text index, one for each thread that asks at the same time.

A reader has one read position, and what it found last at hand: no two threads may use one at once. A
long question so holds up nobody else, and keeps the files of its generation open until it is answered.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.home import Home
    from index.searcher import Searcher

__all__ = ["Readers"]

_MOST = 3  # as many threads as the window asks with; further ones wait
_CLOSING_SECONDS = 10.0


class Readers:
    """The readers of one index. Thread-safe."""

    def __init__(self, home: "Home") -> None:
        self._home = home
        self._free: list[Searcher] = []
        self._lent = 0
        self._changed = threading.Condition()

    @contextmanager
    def borrowed(self) -> "Iterator[Searcher]":
        """Lend a reader that nobody else uses; the one that was used last comes first."""
        from index.searcher import Searcher

        with self._changed:
            self._changed.wait_for(lambda: self._lent < _MOST)
            self._lent += 1
            reader = self._free.pop() if self._free else Searcher(self._home)
        try:
            yield reader
        finally:
            with self._changed:
                self._free.append(reader)
                self._lent -= 1
                self._changed.notify_all()

    def renew(self) -> None:
        """Open the index's newest generation now rather than for the next question.

        The other readers' files are closed: on some systems an open file keeps its room on the disk.

        Raises:
            IndexMissing: if there is no index, or it is damaged.
        """
        with self.borrowed() as reader:
            with self._changed:
                others, self._free = self._free, []
            for other in others:
                other.close()
            reader.renew()

    def close(self) -> None:
        """Close the index's files once the questions under way are answered; the next question opens them."""
        with self._changed:
            self._changed.wait_for(lambda: not self._lent, timeout=_CLOSING_SECONDS)
            while self._free:
                self._free.pop().close()

"""How every part of the one door takes a decision: written at once, noted in the history, followed up."""

import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence

from casefile import ingest, marked, review
from casefile.errors import NoSuchFinding
from casefile.history import Patch
from casefile.import_records import Progress
from casefile.links import Image
from casefile.store import Store

__all__ = ["Deciding"]

_Work = Callable[[sqlite3.Connection, Image], tuple[Patch, ...]]


class Deciding:
    """What the parts of ``Case`` that are told of decisions have in common."""

    _store: Store

    def _review(self, work: _Work) -> None:
        """Take a decision and bring what depends on it up to date."""
        with self._store.database.write() as connection:
            patches = work(connection, self._store.memory.image(now=True))
            review.settle(connection, patches)
        self._follow(patches)

    def _review_in_steps(
        self,
        work: Callable[[sqlite3.Connection, Image], Generator[Progress, None, tuple[Patch, ...]]],
    ) -> Iterator[Progress]:
        """Take a decision that is long in the making; given up between two steps, nothing of it is kept."""
        with self._store.database.write() as connection:
            patches = yield from work(connection, self._store.memory.image(now=True))
            review.settle(connection, patches)
        self._follow(patches)

    def _say_of(self, work: _Work) -> None:
        """Take a decision about findings that are on screen, without waiting for what an import brings."""
        image = self._store.memory.image()
        try:
            with self._store.database.write() as connection:
                patches = work(connection, image)
                review.settle(connection, patches)
        except NoSuchFinding:  # unless it came a moment ago, or its paper was read anew meanwhile
            self._review(work)
        else:
            self._follow(patches)

    def _made(
        self, work: Callable[[sqlite3.Connection, Image], tuple[tuple[Patch, ...], int]]
    ) -> int:
        """Take a decision that makes something, and return its number."""
        numbers: list[int] = []

        def decide(connection: sqlite3.Connection, image: Image) -> tuple[Patch, ...]:
            patches, number = work(connection, image)
            numbers.append(number)
            return patches

        self._review(decide)
        return numbers[0]

    def _follow(self, patches: Sequence[Patch]) -> None:
        """Bring what depends on patched columns up to date."""
        with self._store.database.read() as connection:
            changed, to_extract = review.concerned(connection, patches)
        if changed or any(each.table not in marked.QUIET for each in patches):
            self._store.memory.changed(changed, [(each.table, each.id) for each in patches])
        for document in sorted(to_extract):
            ingest.extract_again(self._store, document)
        if to_extract:
            self._store.memory.changed(to_extract)

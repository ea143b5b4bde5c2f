"""Several segments become one, a few words at a time: memory does not grow with the index."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.numbers import changes
from index.postings import Packed, Postings, pack_postings, unpack_postings
from index.segments import Chapter, Documents, Lists
from index.spans import POSITION, SHIFT, Flags
from index.tables import Row

__all__ = ["Part", "merged_chapters", "merged_rows"]


@dataclass(frozen=True, eq=False)
class Part:
    """A segment that is to be merged: its lists, its documents, and which of these are still alive."""

    lists: Lists
    documents: Documents
    alive: Flags


def merged_rows(parts: Sequence[Part]) -> Iterator[Row]:
    """Yield the documents of all parts that are alive, in order."""
    for part in parts:
        yield from map(part.documents.row, np.flatnonzero(part.alive).tolist())


def merged_chapters(parts: Sequence[Part]) -> Iterator[Chapter]:
    """Yield the words of all parts with their lists, in order; documents count as in ``merged_rows``.

    Raises:
        Damaged, zlib.error, struct.error: if a part is damaged.
    """
    counts = [int(part.alive.sum()) for part in parts]
    books = [_Book(part, sum(counts[:at])) for at, part in enumerate(parts)]
    while pages := [book.page for book in books if book.page is not None]:
        last = min(page.words[-1] for page in pages)
        found = [read for book in books if (read := book.read(last))[0]]
        words = sorted(set().union(*(words for words, _ in found)))
        merged = found[0][1] if len(found) == 1 else _merged(words, found)
        is_new = changes(merged.words)
        held = merged.words[is_new].tolist()  # not those that stood in removed documents alone
        if held:
            ranked = Postings(np.cumsum(is_new) - 1, merged.places)
            yield Chapter([words[number] for number in held], pack_postings(ranked, len(held)))


def _merged(words: list[str], found: Sequence[tuple[list[str], Postings]]) -> Postings:
    """Return the places of all parts as one, words as their ranks."""
    places = np.concatenate([postings.places for _, postings in found])
    if len(words) == 1:
        return Postings(np.broadcast_to(np.int64(0), len(places)), places)
    numbers = {word: number for number, word in enumerate(words)}
    ranked = np.concatenate(
        [
            np.fromiter(map(numbers.__getitem__, own), np.int64, len(own))[postings.words]
            for own, postings in found
        ]
    )
    order = np.argsort(ranked, kind="stable")  # documents of each part come after those before it
    return Postings(ranked[order], places[order])


class _Book:
    """One part's chapters, read from the front; ``page`` is what is left of the one that is open."""

    def __init__(self, part: Part, base: int) -> None:
        self._alive = part.alive
        self._moved = np.cumsum(part.alive) - 1 + base
        self._base = base
        self._chapters = part.lists.chapters()
        self.page = next(self._chapters, None)

    def read(self, last: str) -> tuple[list[str], Postings]:
        """Return the next words up to ``last`` with their places in documents alive, counted anew."""
        empty = np.empty(0, np.int64)
        count = bisect_right(self.page.words, last) if self.page else 0
        if self.page is None or not count:
            return [], Postings(empty, empty)
        words, lists = self.page.words, self.page.lists
        size = int(lists.lengths[:count].sum())
        if count == len(words):
            self.page = next(self._chapters, None)
        else:
            rest = Packed(lists.body[size:], lists.lengths[count:], lists.holding[count:])
            self.page = Chapter(words[count:], rest)
        read = Packed(lists.body[:size], lists.lengths[:count], lists.holding[:count])
        found = unpack_postings(read)
        if self._alive.all():
            return words[:count], Postings(found.words, found.places + (self._base << SHIFT))
        documents = found.places >> SHIFT
        kept = self._alive[documents]
        places = self._moved[documents] << SHIFT | found.places & POSITION
        return words[:count], Postings(found.words[kept], places[kept])

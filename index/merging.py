"""Several segments become one, a few words at a time: memory does not grow with the index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.postings import Postings, pack_postings
from index.segments import Chapter, Documents, Lists
from index.spans import POSITION, SHIFT, Flags, Integers
from index.tables import Row

__all__ = ["Part", "merged_chapters", "merged_rows"]

_CHAPTER_BYTES = (
    1 << 19
)  # of packed lists that are merged at once; each takes some 60 bytes of memory


@dataclass(frozen=True, eq=False)
class Part:
    """A segment that is to be merged: its lists, its documents, and which of these are still alive."""

    lists: Lists
    documents: Documents
    alive: Flags


def merged_rows(parts: Sequence[Part]) -> list[Row]:
    """Return the documents of all parts that are alive, in order."""
    return [
        part.documents.row(row) for part in parts for row in np.flatnonzero(part.alive).tolist()
    ]


def merged_chapters(parts: Sequence[Part]) -> Iterator[Chapter]:
    """Yield the words of all parts with their lists, in order; documents count as in ``merged_rows``.

    Raises:
        ValueError: if a list is damaged.
    """
    words = sorted(set().union(*(part.lists.table.words for part in parts)))
    numbers = {word: number for number, word in enumerate(words)}
    rows = [
        np.fromiter(map(numbers.__getitem__, part.lists.table.words), np.int64) for part in parts
    ]
    size = np.zeros(len(words), np.int64)
    for part, own in zip(parts, rows, strict=True):
        size[own] += part.lists.table.lengths
    counts = [int(part.alive.sum()) for part in parts]
    bases = [sum(counts[:at]) for at in range(len(counts))]
    for first, last in _chapters(size):
        found = [
            _alive(part, own, first, last, base)
            for part, own, base in zip(parts, rows, bases, strict=True)
        ]
        yield from _chapter(words, first, last, found)


def _chapters(size: Integers) -> Iterator[tuple[int, int]]:
    """Yield the first and one past the last word of each chapter."""
    ends = np.cumsum(size)
    first = 0
    while first < len(size):
        start = int(ends[first] - size[first])
        last = max(first + 1, int(np.searchsorted(ends, start + _CHAPTER_BYTES, "right")))
        yield first, last
        first = last


def _alive(part: Part, own: Integers, first: int, last: int, base: int) -> Postings:
    """Return a part's places of some of all words, in documents that are alive, counted anew."""
    begin, end = np.searchsorted(own, (first, last)).tolist()
    if begin == end:
        return Postings(np.empty(0, np.int64), np.empty(0, np.int64))
    found = part.lists.unpacked(begin, end - 1)
    documents = found.places >> SHIFT
    kept = part.alive[documents]
    moved = np.cumsum(part.alive) - 1 + base
    places = moved[documents] << SHIFT | found.places & POSITION
    return Postings(own[begin + found.words[kept]], places[kept])


def _chapter(words: list[str], first: int, last: int, found: list[Postings]) -> Iterator[Chapter]:
    numbers = np.concatenate([each.words for each in found])
    places = np.concatenate([each.places for each in found])
    order = np.argsort(
        numbers, kind="stable"
    )  # each part's documents come after those of the one before
    # Words that stood in removed documents alone are left out.
    held, ranked = np.unique(numbers[order], return_inverse=True)
    if len(held):
        lists = pack_postings(Postings(ranked, places[order]), len(held))
        yield Chapter([words[number] for number in held.tolist()], lists)

"""One generation of the index, opened for reading: postings, word list, and the words' places.

Not thread-safe: Whoosh's files have one read position.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterator
from functools import cached_property

import numpy as np

from importers.source_text import Span
from index.durable import DurableStorage, alive, files_of, segments_of
from index.home import Home
from index.lexicon import Lexicon
from index.numbers import changes
from index.places import unpack_places
from index.segments import Documents, Lists
from index.spans import POSITION, SHIFT, Flags, Integers
from index.storage import IndexMissing, Manifest
from index.tables import DocumentTable, WordTable
from index.tokens import MARGIN_GAP

__all__ = ["Snapshot"]

_CACHE_BYTES = 64 * 1024 * 1024


class _Cache:
    """Arrays by key, the least recently used dropped beyond a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[object, tuple[Integers, ...]] = OrderedDict()

    def get(self, key: object) -> tuple[Integers, ...] | None:
        found = self._entries.get(key)
        if found is not None:
            self._entries.move_to_end(key)
        return found

    def put(self, key: object, arrays: tuple[Integers, ...]) -> None:
        self._entries[key] = arrays
        self._size += sum(array.nbytes for array in arrays)
        while self._size > self._limit and len(self._entries) > 1:
            _, dropped = self._entries.popitem(last=False)
            self._size -= sum(array.nbytes for array in dropped)


class Snapshot:
    """A generation's words. Documents are counted from 0 over all segments; ``numbers`` are the case's."""

    def __init__(self, home: Home, manifest: Manifest, before: Snapshot | None = None) -> None:
        """Open a generation; the tables of segments that ``before`` has read are taken over."""
        self.manifest = manifest
        known = before._tables if before else {}  # noqa: SLF001
        storage = DurableStorage(home, readonly=True)
        segments = segments_of(storage, manifest.generation)
        self._files = [files_of(storage, segment) for segment in segments]
        self._tables: dict[str, tuple[WordTable, DocumentTable]] = {}
        self._lists: list[Lists] = []
        self._documents: list[Documents] = []
        for segment, files in zip(segments, self._files, strict=True):
            words, documents = known.get(segment.segment_id(), (None, None))
            self._lists.append(Lists(files, segment, words))
            self._documents.append(Documents(files, segment, documents))
            self._tables[segment.segment_id()] = (self._lists[-1].table, self._documents[-1].table)
        tables = [each.table for each in self._documents]
        counts = [len(table.numbers) for table in tables]
        self._bases = [sum(counts[:at]) for at in range(len(counts))]
        self._cache = _Cache(_CACHE_BYTES)
        empty = np.empty(0, np.int64)
        self.numbers = np.concatenate([empty, *(table.numbers for table in tables)])
        self.characters = np.concatenate([empty, *(table.characters for table in tables)])
        self.own_words = np.concatenate([empty, *(table.own_words for table in tables)])
        self.alive = np.concatenate([np.empty(0, np.bool_), *map(alive, segments)])
        self.documents: Integers = np.flatnonzero(self.alive)
        self.by_number = {int(self.numbers[at]): int(at) for at in self.documents}
        if self.by_number.keys() != manifest.documents.keys():
            self.close()
            raise IndexMissing("the index's documents are not those of its manifest")

    def close(self) -> None:
        """Close the files; on Windows they could not be removed otherwise."""
        for opened in (*self._documents, *self._lists, *self._files):
            opened.close()
        self._documents, self._lists, self._files = [], [], []

    def keys(self, term: str) -> Integers:
        """Return every place of a term, ascending; empty for an unknown one."""
        cached = self._cache.get(term)
        if cached is not None:
            return cached[0]
        parts: list[Integers] = []
        for lists, base in zip(self._lists, self._bases, strict=True):
            row = lists.table.find(term)
            if row >= 0:
                parts.append(lists.unpacked(row, row).places + (base << SHIFT))
        places = self._alive(np.concatenate(parts) if parts else np.empty(0, np.int64))
        self._cache.put(term, (places,))
        return places

    def _alive(self, places: Integers) -> Integers:
        if not len(places) or len(self.documents) == len(self.alive):
            return places
        kept: Integers = places[self.alive[places >> SHIFT]]
        return kept

    def holding(self, term: str) -> int:
        """Return how many documents hold a term; ones that were replaced may still be counted."""
        count = 0
        for lists in self._lists:
            row = lists.table.find(term)
            count += int(lists.table.holding[row]) if row >= 0 else 0
        return count

    def union(self, terms: list[str]) -> Integers:
        """Return every place of any of the terms, which ascend, ascending, each once."""
        if len(terms) < 2:
            return self.keys(terms[0]) if terms else np.empty(0, np.int64)
        parts: list[Integers] = []
        for lists, base in zip(self._lists, self._bases, strict=True):
            rows = [row for row in map(lists.table.find, terms) if row >= 0]
            # Words that begin alike are neighbours: their lists are read in one go.
            for first, last in _runs(rows):
                parts.append(lists.unpacked(first, last).places + (base << SHIFT))
        if not parts:
            return np.empty(0, np.int64)
        places = np.concatenate(parts)
        places.sort()
        return self._alive(places[changes(places)])

    def in_margins(self, places: Integers) -> Flags:
        """Flag the places that are in page furniture."""
        found: Flags = places & POSITION >= self.own_words[places >> SHIFT]
        return found

    def span(self, first: int, last: int) -> Span:
        """Return the span, in code points, from one word of a document to another; places as in ``keys``."""
        document = first >> SHIFT
        starts, ends, margin_starts, margin_ends = self._words(document)
        if first & POSITION < len(starts):
            return Span(int(starts[first & POSITION]), int(ends[last & POSITION]))
        skipped = len(starts) + MARGIN_GAP
        return Span(
            int(margin_starts[(first & POSITION) - skipped]),
            int(margin_ends[(last & POSITION) - skipped]),
        )

    def last_beside(self, place: int) -> int:
        """Return the last place of the paper's own words, or of its page furniture, as ``place`` is."""
        document, position = place >> SHIFT, place & POSITION
        starts, _, margin_starts, _ = self._words(document)
        last = len(starts) - 1
        if position > last:
            last += MARGIN_GAP + len(margin_starts)
        return document << SHIFT | last

    def _words(self, document: int) -> tuple[Integers, Integers, Integers, Integers]:
        cached = self._cache.get(document)
        if cached is None:
            at = bisect_right(self._bases, document) - 1
            cached = unpack_places(self._documents[at].places(document - self._bases[at]))
            self._cache.put(document, cached)
        starts, ends, margin_starts, margin_ends = cached
        return starts, ends, margin_starts, margin_ends

    @cached_property
    def mean_characters(self) -> float:
        """How long the documents are on average, in code points."""
        return float(self.characters[self.documents].mean()) if len(self.documents) else 0.0

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every word of the index; marks and signs left out. Built on first use."""
        lists = [each.table.words for each in self._lists]
        words = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        return Lexicon([word for word in words if word[0].isalnum()])

    def known(self, words: Collection[str]) -> list[str]:
        """Return those of the words that occur, ascending."""
        return self.lexicon.known(words)

    def beginning_with(self, stem: str) -> list[str]:
        """Return the words that begin with ``stem``."""
        return self.lexicon.beginning_with(stem)

    def of_form(self, pattern: str) -> list[str]:
        """Return the words that a pattern of ``*`` and ``?`` admits."""
        return self.lexicon.of_form(pattern)

    def spelled_like(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits (letters changed, added, lost, neighbours swapped)."""
        return self.lexicon.near(word, edits)

    def stretch(self, document: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last place of the words inside ``[start, end)``; ``None`` if there is none."""
        starts, ends, _, _ = self._words(document)
        first = int(np.searchsorted(starts, start, "left"))
        last = int(np.searchsorted(ends, end, "right")) - 1
        if last < first:
            return None
        return document << SHIFT | first, document << SHIFT | last


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of numbers that follow one another."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[first], rows[at - 1]
            first = at

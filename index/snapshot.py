"""One generation of the index, opened for reading: postings, word list, and the words' places.

Not thread-safe: Whoosh's files have one read position.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Collection
from heapq import merge
from itertools import groupby
from pathlib import Path

import numpy as np
from whoosh.reading import SegmentReader, TermNotFound

from importers.source_text import Span
from index import lexicon
from index.durable import open_segments
from index.postings import read_postings, unpack_places
from index.schema import CHARACTERS, NUMBER, OWN_WORDS, PLACES, TEXT
from index.spans import POSITION, SHIFT, Flags, Integers
from index.storage import IndexMissing, Manifest
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

    def __init__(self, folder: Path, manifest: Manifest, before: Snapshot | None = None) -> None:
        """Open a generation; word lists of segments that ``before`` has read are taken over."""
        self.manifest = manifest
        self._readers = open_segments(folder, manifest.generation)
        self._postings = [
            reader.storage().open_file(reader.segment().make_filename(".pst"))
            for reader in self._readers
        ]
        counts = [reader.doc_count_all() for reader in self._readers]
        self._bases = [sum(counts[:at]) for at in range(len(counts))]
        self._cache = _Cache(_CACHE_BYTES)
        known = {reader.segment().segment_id() for reader in self._readers}
        self._segment_words: dict[str, list[str]] = {
            name: words
            for name, words in (before._segment_words if before else {}).items()  # noqa: SLF001
            if name in known
        }
        self._lexicon: list[str] | None = None
        self._places = [reader.column_reader(PLACES) for reader in self._readers]
        self.numbers = self._column(NUMBER)
        self.characters = self._column(CHARACTERS)
        self.own_words = self._column(OWN_WORDS)
        self.alive = np.ones(len(self.numbers), dtype=np.bool_)
        for reader, base in zip(self._readers, self._bases, strict=True):
            for document in reader.deleted_docs_set:
                self.alive[base + document] = False
        self.documents: Integers = np.flatnonzero(self.alive)
        self.by_number = {int(self.numbers[at]): int(at) for at in self.documents}
        if self.by_number.keys() != manifest.documents.keys():
            self.close()
            raise IndexMissing("the index's documents are not those of its manifest")

    def close(self) -> None:
        """Close the files; on Windows they could not be removed otherwise."""
        self._places.clear()
        for file in self._postings:
            file.close()
        for reader in self._readers:
            reader.close()
        self._postings, self._readers = [], []

    def _column(self, name: str) -> Integers:
        values: list[int] = []
        for reader in self._readers:
            column = reader.column_reader(name)
            values += [column[at] for at in range(reader.doc_count_all())]
        return np.array(values, dtype=np.int64)

    def keys(self, term: str) -> Integers:
        """Return every place of a term, ascending; empty for an unknown one."""
        cached = self._cache.get(term)
        if cached is not None:
            return cached[0]
        parts: list[Integers] = []
        for reader, file, base in zip(self._readers, self._postings, self._bases, strict=True):
            try:
                offset, _ = reader.term_info(TEXT, term).extent()
            except TermNotFound:
                continue
            for documents, counts, positions in read_postings(file, offset):
                parts.append(np.repeat(documents + base, counts) << SHIFT | positions)
        places = np.concatenate(parts) if parts else np.empty(0, np.int64)
        if len(places) and not self.alive.all():
            places = places[self.alive[places >> SHIFT]]
        self._cache.put(term, (places,))
        return places

    def holding(self, term: str) -> int:
        """Return how many documents hold a term; ones that were replaced may still be counted."""
        count = 0
        for reader in self._readers:
            try:
                count += int(reader.term_info(TEXT, term).doc_frequency())
            except TermNotFound:
                continue
        return count

    def union(self, terms: list[str]) -> Integers:
        """Return every place of any of the terms, ascending, each once."""
        parts = [places for term in terms if len(places := self.keys(term))]
        if len(parts) < 2:
            return parts[0] if parts else np.empty(0, np.int64)
        return np.unique(np.concatenate(parts))

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
            cached = unpack_places(self._places[at][document - self._bases[at]])
            self._cache.put(document, cached)
        starts, ends, margin_starts, margin_ends = cached
        return starts, ends, margin_starts, margin_ends

    @property
    def lexicon(self) -> list[str]:
        """Every word of the index, ascending; marks and signs left out. Built on first use."""
        if self._lexicon is None:
            lists = [self._words_of(reader) for reader in self._readers]
            self._lexicon = [term for term, _ in groupby(merge(*lists)) if term[0].isalnum()]
        return self._lexicon

    def _words_of(self, reader: SegmentReader) -> list[str]:
        name = reader.segment().segment_id()
        words = self._segment_words.get(name)
        if words is None:
            words = self._segment_words[name] = [term.decode() for term in reader.lexicon(TEXT)]
        return words

    def known(self, words: Collection[str]) -> list[str]:
        """Return those of the words that occur, ascending."""
        every = self.lexicon
        found = []
        for word in sorted(words):
            at = bisect_left(every, word)
            if at < len(every) and every[at] == word:
                found.append(word)
        return found

    def beginning_with(self, stem: str) -> list[str]:
        """Return the words that begin with ``stem``."""
        return lexicon.beginning_with(self.lexicon, stem)

    def of_form(self, pattern: str) -> list[str]:
        """Return the words that a pattern of ``*`` and ``?`` admits."""
        return lexicon.admitted(self.lexicon, pattern)

    def spelled_like(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits (letters changed, added, lost, neighbours swapped)."""
        return lexicon.near(self.lexicon, word, edits)

    def stretch(self, document: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last place of the words inside ``[start, end)``; ``None`` if there is none."""
        starts, ends, _, _ = self._words(document)
        first = int(np.searchsorted(starts, start, "left"))
        last = int(np.searchsorted(ends, end, "right")) - 1
        if last < first:
            return None
        return document << SHIFT | first, document << SHIFT | last

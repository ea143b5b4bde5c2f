"""Short texts in memory, read by the same evaluator as the index: quotations, names, notes.

Each text is a document of its own, so that words match within one of them. Texts come in sections, one
scanned at a time; a section that did not change is used again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from importers.source_text import Span, disjoint
from index import ranking
from index.evaluate import Evaluation
from index.lexicon import Lexicon
from index.scanning import scan
from index.spans import POSITION, SHIFT, Flags, Integers, is_in

__all__ = ["Section", "ShortTexts", "best_first", "marks", "section"]

_BETWEEN = "\n|\n"  # holds no word, and nothing that joins the words around it
_SIGNS_AT_END = re.compile(r"[§¶\s]+\Z")


@dataclass(frozen=True)
class Section:
    """Scanned texts: each term's places, a text counted from 0, and each word's span in its own text."""

    places: Mapping[str, Integers]
    starts: Integers
    ends: Integers
    first_words: Integers
    """The first word of each text in ``starts`` and ``ends``, and one past the last word of all."""


def section(texts: Sequence[str]) -> Section:
    """Scan texts."""
    spans: list[Span] = []
    parts: list[str] = []
    at = 0
    for text in texts:
        text = _SIGNS_AT_END.sub("", text)  # a sign belongs to the word after it
        parts.append(text)
        spans.append(Span(at, at + len(text)))
        at += len(text) + len(_BETWEEN)
    found = scan(_BETWEEN.join(parts), paragraphs=[span for span in spans if len(span)])
    starts = found.starts
    edges = np.array([span.start for span in spans], dtype=np.int64)
    first_words = np.append(np.searchsorted(starts, edges), len(starts))
    owner = np.searchsorted(edges, starts, "right") - 1
    place = owner << SHIFT | np.arange(len(starts)) - first_words[owner]
    return Section(
        {term: place[positions] for term, positions in found.positions().items()},
        starts - edges[owner],
        found.ends - edges[owner],
        first_words,
    )


class ShortTexts:
    """Sections as one row of texts, counted from 0 over all of them; see ``index.readable``."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        counts = [len(each.first_words) - 1 for each in sections]
        self._bases = [sum_ - count for sum_, count in zip(_sums(counts), counts, strict=True)]
        self.documents: Integers = np.arange(sum(counts), dtype=np.int64)
        self.numbers = self.documents

    @cached_property
    def by_number(self) -> Mapping[int, int]:
        """The texts by their places in the row."""
        return {number: number for number in range(len(self.documents))}

    @cached_property
    def lengths(self) -> Integers:
        """How many words each text has."""
        parts = [np.diff(each.first_words) for each in self._sections]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    @cached_property
    def _holding(self) -> Mapping[str, list[int]]:
        """The sections that hold each term, ascending."""
        found: dict[str, list[int]] = {}
        for at, each in enumerate(self._sections):
            for term in each.places:
                known = found.get(term)
                if known is None:
                    found[term] = [at]
                else:
                    known.append(at)
        return found

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every word; marks and signs left out."""
        return Lexicon(sorted(term for term in self._holding if term[0].isalnum()))

    def keys(self, term: str) -> Integers:
        """Return every place of a term, ascending; empty for an unknown one."""
        parts = [
            self._sections[at].places[term] + (self._bases[at] << SHIFT)
            for at in self._holding.get(term, ())
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def union(self, terms: list[str]) -> Integers:
        """Return every place of any of the terms, ascending, each once."""
        if len(terms) == 1:
            return self.keys(terms[0])
        parts: dict[int, list[Integers]] = {}
        for term in terms:
            for at in self._holding.get(term, ()):
                parts.setdefault(at, []).append(self._sections[at].places[term])
        if not parts:
            return np.empty(0, np.int64)
        places = np.concatenate(
            [np.concatenate(found) + (self._bases[at] << SHIFT) for at, found in parts.items()]
        )
        places.sort()
        each_once: Integers = places[np.append(True, places[1:] != places[:-1])]
        return each_once

    def known(self, words: Collection[str]) -> list[str]:
        """Return those of the words that occur, ascending."""
        return self.lexicon.known(words)

    def of_form(self, pattern: str) -> list[str]:
        """Return the words that a pattern of ``*`` and ``?`` admits."""
        return self.lexicon.of_form(pattern)

    def spelled_like(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits."""
        return self.lexicon.near(word, edits)

    def in_margins(self, places: Integers) -> Flags:
        """Flag nothing: short texts have no page furniture."""
        return np.zeros(len(places), dtype=np.bool_)

    def stretch(self, document: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last place of the words inside ``[start, end)``; ``None`` if there is none."""
        starts, ends = self._spans(document)
        first = int(np.searchsorted(starts, start, "left"))
        last = int(np.searchsorted(ends, end, "right")) - 1
        return None if last < first else (document << SHIFT | first, document << SHIFT | last)

    def span(self, first: int, last: int) -> Span:
        """Return the span in a text from one place to another."""
        starts, ends = self._spans(first >> SHIFT)
        return Span(int(starts[first & POSITION]), int(ends[last & POSITION]))

    def _spans(self, document: int) -> tuple[Integers, Integers]:
        at = bisect_right(self._bases, document) - 1
        own = self._sections[at]
        first, last = own.first_words[document - self._bases[at] :][:2]
        return own.starts[first:last], own.ends[first:last]


def best_first(texts: ShortTexts, found: Evaluation) -> Integers:
    """Return the texts that match, the best first: of rare words many, in few words; then as they come.

    Where words were asked for, only texts that hold one: not those that match by what they lack.
    """
    documents = found.documents
    if found.leaves:
        documents = documents[is_in(documents, found.hits.documents)]
    if not len(documents):
        return documents
    lengths = texts.lengths
    scores = ranking.scores(
        found.leaves, documents, lengths[documents], float(lengths.mean()), len(lengths)
    )
    order: Integers = documents[np.lexsort((documents, -scores))]
    return order


def marks(texts: ShortTexts, found: Evaluation, document: int) -> tuple[Span, ...]:
    """Return the words of a text that matched, in code points of it."""
    starts, ends = found.hits.parts
    first = int(np.searchsorted(starts, document << SHIFT, "left"))
    last = int(np.searchsorted(starts, (document + 1) << SHIFT, "left"))
    return tuple(disjoint(texts.span(int(starts[at]), int(ends[at])) for at in range(first, last)))


def _sums(counts: Sequence[int]) -> list[int]:
    total, sums = 0, []
    for count in counts:
        total += count
        sums.append(total)
    return sums

"""Documents' words turned round: from documents that hold words to words that stand in documents."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from index.numbers import changes
from index.postings import Postings, pack_postings
from index.scanning import Scan
from index.segments import Chapter
from index.spans import POSITION, SHIFT, Integers
from index.tokens import variants

__all__ = ["Inverter"]


class Inverter:
    """Collects documents, in order, and gives back their words with posting lists."""

    def __init__(self) -> None:
        self.places = 0
        """How many places have been collected; each takes some 60 bytes until they are given back."""
        self.documents = 0
        self._terms: dict[str, int] = {}
        self._first: dict[str, int] = {}  # of each word as printed, the number of its first term
        self._more: dict[
            str, tuple[int, ...]
        ] = {}  # and those of its other terms, where it has any
        self._parts: list[tuple[npt.NDArray[np.int32], Integers]] = []

    def add(self, words: Scan) -> None:
        """Take in the words of the next document."""
        for word in words.words:
            if word not in self._first:
                self._learn(word)
        first = np.fromiter(map(self._first.__getitem__, words.words), np.int64, len(words.words))
        codes, places = [first[words.codes]], [words.at]
        others = [
            (code, self._more[word]) for code, word in enumerate(words.words) if word in self._more
        ]
        for nth in range(max((len(terms) for _, terms in others), default=0)):
            coded = np.full(len(words.words), -1)
            for code, terms in others:
                coded[code] = terms[nth] if nth < len(terms) else -1
            found = coded[words.codes]
            codes.append(found[found >= 0])
            places.append(words.at[found >= 0])
        for mark, at in words.marks:
            if len(at):
                codes.append(np.full(len(at), self._number(mark)))
                places.append(at)
        keys = np.concatenate(codes) << SHIFT | np.concatenate(places)
        keys.sort()
        keys = keys[changes(keys)]
        document = np.int64(self.documents) << SHIFT
        self._parts.append(((keys >> SHIFT).astype(np.int32), (keys & POSITION) | document))
        self.places += len(keys)
        self.documents += 1

    def _learn(self, word: str) -> None:
        first, *more = (self._number(term) for term in variants(word))
        self._first[word] = first
        if more:
            self._more[word] = tuple(more)

    def _number(self, term: str) -> int:
        return self._terms.setdefault(term, len(self._terms))

    def chapters(self) -> Iterator[Chapter]:
        """Give back all words with their lists, and forget them."""
        words = sorted(self._terms)
        if words:
            ranks = np.empty(len(words), np.int32)
            ranks[[self._terms[word] for word in words]] = np.arange(len(words), dtype=np.int32)
            ranked = ranks[np.concatenate([codes for codes, _ in self._parts])]
            places = np.concatenate([places for _, places in self._parts])
            self._parts.clear()
            order = np.argsort(ranked, kind="stable")  # documents and positions stay in order
            yield Chapter(words, pack_postings(Postings(ranked[order], places[order]), len(words)))

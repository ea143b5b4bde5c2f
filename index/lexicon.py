"""An ascending list of words that can be asked which begin so, fit a pattern, or are spelled alike."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.spans import Integers

__all__ = ["Lexicon"]

_CHUNK = 65_536  # words whose letters are looked at in one go
_NEWLINE = ord("\n")
_OTHER = 63  # the one bit for all letters beyond ASCII


class Lexicon:
    """Words in ascending order, each once; none holds a line end."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def known(self, words: Collection[str]) -> list[str]:
        """Return those of some words that are here, ascending."""
        found = []
        for word in sorted(set(words)):
            at = bisect_left(self.words, word)
            if at < len(self.words) and self.words[at] == word:
                found.append(word)
        return found

    def beginning_with(self, stem: str) -> list[str]:
        """Return the words that begin with ``stem``."""
        first = bisect_left(self.words, stem)
        return list(self.words[first : bisect_left(self.words, stem + "\U0010ffff")])

    def of_form(self, pattern: str) -> list[str]:
        """Return the words that a pattern of ``*`` and ``?`` admits."""
        stem = re.split(r"[*?]", pattern, maxsplit=1)[0]
        if pattern == stem + "*":
            return self.beginning_with(stem)
        text = "\n".join(self.beginning_with(stem)) if stem else self._text
        wild = {"*": "[^\n]*", "?": "[^\n]"}
        form = "".join(wild.get(letter) or re.escape(letter) for letter in pattern)
        return re.findall(f"(?m)^{form}$", text) if text else []

    def near(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits (letters changed, added, lost, neighbours swapped)."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        # An edit changes the length by one at most, and the set of letters by two.
        lengths, letters = self._shapes
        different = np.bitwise_count(letters ^ _letters([word])[0])
        may_be = (different <= 2 * edits) & (np.abs(lengths - len(word)) <= edits)
        candidates = [self.words[at] for at in np.flatnonzero(may_be).tolist()]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None, processor=None
        )
        return sorted(match[0] for match in found)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.words)

    @cached_property
    def _shapes(self) -> tuple[Integers, npt.NDArray[np.uint64]]:
        """Each word's length, and its letters as bits."""
        lengths = np.fromiter(map(len, self.words), np.int64, len(self.words))
        chunks = [
            _letters(self.words[at : at + _CHUNK]) for at in range(0, len(self.words), _CHUNK)
        ]
        return lengths, np.concatenate([np.empty(0, np.uint64), *chunks])


def _letters(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return for each word a number with a bit for every letter in it; some letters share one."""
    text = np.frombuffer(("\n" + "\n".join(words)).encode(), np.uint8)
    letters = np.where(text < 128, text & 63, _OTHER).astype(np.uint64)
    bits = np.where(text == _NEWLINE, np.uint64(0), np.uint64(1) << letters)
    return np.bitwise_or.reduceat(bits, np.flatnonzero(text == _NEWLINE))

"""Asked of an ascending list of words: which begin so, which a pattern admits, which are spelled alike."""

import fnmatch
import re
from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["admitted", "beginning_with", "near"]


def beginning_with(lexicon: Sequence[str], stem: str) -> list[str]:
    """Return the words that begin with ``stem``."""
    first = bisect_left(lexicon, stem)
    return list(lexicon[first : bisect_left(lexicon, stem + "\U0010ffff")])


def admitted(lexicon: Sequence[str], pattern: str) -> list[str]:
    """Return the words that a pattern of ``*`` and ``?`` admits."""
    found = re.match(r"[^*?]*", pattern)
    stem = found[0] if found else ""
    words = beginning_with(lexicon, stem)
    if pattern == stem + "*":
        return words
    admits = re.compile(fnmatch.translate(pattern.replace("[", "[[]"))).match
    return [word for word in words if admits(word)]


def near(lexicon: Sequence[str], word: str, edits: int) -> list[str]:
    """Return the words within so many edits (letters changed, added, lost, neighbours swapped)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word, lexicon, scorer=OSA.distance, score_cutoff=edits, limit=None, processor=None
    )
    return sorted(match[0] for match in found)

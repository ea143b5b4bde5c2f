"""Finds the names that hold typed words, those that begin with them first, without looking at each name.

All names stand in one long text that is searched for the words; so of ten thousand names a letter takes a
part of a millisecond, where it is in many names, and little more where it is in none. Knows no Qt.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

__all__ = ["Names"]


class Names:
    """Names in their order, made ready to be searched."""

    def __init__(self, names: Sequence[str]) -> None:
        self._folded = [" ".join(name.casefold().split()) for name in names]
        self._text = "".join(f"\n{name}" for name in self._folded)
        self._starts = list(accumulate((len(name) + 1 for name in self._folded), initial=0))

    def __len__(self) -> int:
        return len(self._folded)

    def best(self, typed: str, limit: int) -> list[int]:
        """Return the places of names that hold every typed word: at most ``limit``.

        Those come first that begin with the first word, then those of which a word begins with it; of equal
        ones the first.
        """
        words = typed.casefold().split()
        if not words:
            return list(range(min(limit, len(self))))
        first, *others = words
        found: dict[int, None] = {}
        for pattern in (f"\n{first}", f" {first}", first):
            fitting = (
                place
                for place in self._holding(pattern)
                if place not in found and all(word in self._folded[place] for word in others)
            )
            # Told whole before the next pattern asks what was found.
            found.update(dict.fromkeys(list(islice(fitting, limit - len(found)))))
            if len(found) >= limit:
                break
        return list(found)

    def _holding(self, pattern: str) -> Iterator[int]:
        """Yield the places of the names that hold a pattern, each once; a line's end stands before each."""
        at = self._text.find(pattern)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(pattern, self._starts[place + 1])

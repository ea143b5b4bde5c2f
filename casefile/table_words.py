"""How the words of a table's cells are taken apart and compared."""

import re

from casefile.records import ReviewState

__all__ = ["listed", "review_of", "same_words_key"]

_REVIEWS = {state.value: state for state in ReviewState}


def same_words_key(words: str) -> str:
    """Return words as they are compared: small letters and figures, single spaces."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def listed(cell: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the entries of a cell, parted by line ends, semicolons and, where none of these is, commas."""
    parts = re.split(r"[\n;|]", cell)
    if len(parts) == 1 and commas:
        parts = cell.split(",")
    tidied = (" ".join(part.split()) for part in parts)
    kept = [part for part in tidied if any(map(str.isalnum, part))]
    return tuple({part.casefold(): part for part in kept}.values())


def review_of(cell: str) -> ReviewState | None:
    """Return the attorney's word that a cell tells, ``None`` where it tells none."""
    return _REVIEWS.get(cell.strip().casefold())

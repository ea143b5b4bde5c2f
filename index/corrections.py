"""Words of a query that stand nowhere, what they were likely meant to be, and the query put right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Correction", "put_right"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that does not occur, as ``index.tokens`` folds it, and the likeliest one that does."""

    wrong: str
    right: str


def put_right(query: str, corrections: Iterable[Correction]) -> str:
    """Return the query with its wrong words replaced; it stays as it is where they stand otherwise in it.

    A word behind the colon of a field is a name or a value, not a word that was looked for.
    """
    for each in corrections:
        wrong = re.compile(rf"(?<![\w:]){re.escape(each.wrong)}(?![\w:*?~])", re.IGNORECASE)
        query = wrong.sub(each.right, query)
    return query

"""How well documents fit what was asked for: Okapi BM25 (Robertson & Zaragoza 2009)."""

import math
from collections.abc import Iterable

import numpy as np

from index.spans import SHIFT, Integers, Scores, Spans

__all__ = ["counts", "scores"]

_K1, _B = 1.2, 0.75


def counts(places: Integers, documents: Integers) -> Integers:
    """Return how many of some ascending places are in each of the ascending documents."""
    holding = places >> SHIFT
    return holding.searchsorted(documents, "right") - holding.searchsorted(documents, "left")


def scores(
    leaves: Iterable[Spans], documents: Integers, lengths: Integers, mean: float, total: int
) -> Scores:
    """Return each document's score; ``lengths`` are theirs, ``mean`` that of all ``total`` documents."""
    norm = _K1 * (1 - _B + _B * lengths.astype(float) / max(1.0, mean))
    found = np.zeros(len(documents))
    for leaf in leaves:
        holding = len(leaf.documents)
        rarity = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        often = counts(leaf.starts, documents)
        found += rarity * often * (_K1 + 1) / (often + norm)
    return found

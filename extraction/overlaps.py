"""Choosing among stretches of a text that overlap."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TypeVar

__all__ = ["without_overlaps"]

T = TypeVar("T")


def without_overlaps(ranked: Iterable[T], span: Callable[[T], tuple[int, int]]) -> list[T]:
    """Return the items that overlap none before them in ``ranked``, in that order.

    ``span`` tells an item's half-open stretch. O(n log n) comparisons.
    """
    starts: list[int] = []
    ends: list[int] = []
    kept: list[T] = []
    for item in ranked:
        start, end = span(item)
        at = bisect_left(starts, end)
        if at > 0 and ends[at - 1] > start:
            continue
        if start == end:
            continue
        where = bisect_left(starts, start)
        starts.insert(where, start)
        ends.insert(where, end)
        kept.append(item)
    return kept

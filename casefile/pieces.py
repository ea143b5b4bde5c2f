"""Loops over many rows in pieces, between which whoever must not wait has its turn."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice, repeat
from operator import is_
from typing import Any, TypeVar

from casefile.turns import in_turns

__all__ = ["copied", "each_of", "in_common", "in_order", "in_pieces", "sorted_by"]

K = TypeVar("K")
T = TypeVar("T")

_AT_ONCE = 500
"""So many rows take less than a millisecond in one call that no other thread can interrupt."""
_SORTED_AT_ONCE = 6_000


def in_pieces(rows: Sequence[T], at_once: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield stretches of rows, for calls that take a whole one."""
    for at in in_turns(range(0, len(rows), at_once)):
        yield rows[at : at + at_once]


def each_of(rows: Sequence[T]) -> Iterator[T]:
    """Yield rows one by one: as a plain loop, where looking at the turns before each would cost as much."""
    for some in in_pieces(rows):
        yield from some


def copied(values: Mapping[K, T]) -> dict[K, T]:
    """Return another dictionary with the same values, in their order; nobody may change them meanwhile."""
    found: dict[K, T] = {}
    left = iter(values.items())
    for _ in in_turns(range(0, len(values), _AT_ONCE)):
        found.update(islice(left, _AT_ONCE))
    return found


def in_order(numbers: Iterable[int]) -> list[int]:
    """Sort numbers in pieces; the last call has nothing left to do but to merge them."""
    found: list[int] = []
    left = iter(numbers)
    for _ in in_turns(repeat(None)):
        some = sorted(islice(left, _SORTED_AT_ONCE))
        found += some
        if len(some) < _SORTED_AT_ONCE:
            break
    found.sort()
    return found


def sorted_by(rows: Sequence[T], key: Callable[[T], Any]) -> list[T]:
    """Sort rows in pieces, and merge them step by step; rows with the same key stay in their order."""
    pieces = []
    for start in in_turns(range(0, len(rows), _SORTED_AT_ONCE)):
        some = rows[start : start + _SORTED_AT_ONCE]
        pieces.append(sorted((key(row), at) for at, row in enumerate(some, start)))
    found = pieces[0] if len(pieces) == 1 else merge(*map(_drained, pieces))
    return [rows[at] for _, at in in_turns(found)]


def in_common(one: Sequence[object], other: Sequence[object], here: int = 0, there: int = 0) -> int:
    """Return how many rows are the very same from a place of each on."""
    shorter = min(len(one) - here, len(other) - there)
    for at in in_turns(range(0, shorter, _AT_ONCE)):
        end = min(at + _AT_ONCE, shorter)
        same = [*map(is_, one[here + at : here + end], other[there + at : there + end])]
        if not all(same):
            return at + same.index(False)
    return shorter


def _drained(rows: list[T]) -> Iterator[T]:
    """Yield rows and let go of each: all at once, at the end, would be a long call, too."""
    rows.reverse()
    while rows:
        yield rows.pop()

"""Loops over many rows in pieces, between which whoever must not wait has its turn."""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import Any, TypeVar

from casefile.turns import in_turns

__all__ = ["each_of", "in_pieces", "sorted_by"]

T = TypeVar("T")

_AT_ONCE = 2_000
"""So many rows take a millisecond or two in one call that no other thread can interrupt."""
_SORTED_AT_ONCE = 6_000


def in_pieces(rows: Sequence[T], at_once: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield stretches of rows, for calls that take a whole one."""
    for at in in_turns(range(0, len(rows), at_once)):
        yield rows[at : at + at_once]


def each_of(rows: Sequence[T]) -> Iterator[T]:
    """Yield rows one by one: as a plain loop, where looking at the turns before each would cost as much."""
    for some in in_pieces(rows):
        yield from some


def sorted_by(rows: Sequence[T], key: Callable[[T], Any]) -> list[T]:
    """Sort rows in pieces, and merge them step by step; rows with the same key stay in their order."""
    keyed = [(key(row), at) for at, row in enumerate(each_of(rows))]
    pieces = [sorted(some) for some in in_pieces(keyed, _SORTED_AT_ONCE)]
    found = pieces[0] if len(pieces) == 1 else each_of(list(merge(*pieces)))
    return [rows[at] for _, at in found]

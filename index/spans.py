"""Arithmetic on places in the index: sorted numpy arrays, no Python object per word.

A place is ``document << 32 | position``, with the document in the snapshot's own count. ``Spans`` are
stretches between two places of one document, both included, in order of their starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

__all__ = [
    "POSITION",
    "SHIFT",
    "Flags",
    "Integers",
    "Spans",
    "has_after",
    "has_before",
    "is_in",
    "is_inside",
    "joined",
    "merged",
    "none",
    "overlaps",
    "pairs",
    "unique_documents",
]

SHIFT = 32
POSITION = (1 << SHIFT) - 1
Integers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Spans:
    """Stretches of words. Each has ``parts``: the words or phrases in it that matched.

    ``parts`` lists (starts, ends) of all parts of all stretches; which belong where shows in their places.
    """

    starts: Integers
    ends: Integers
    inner: tuple[Integers, Integers] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def parts(self) -> tuple[Integers, Integers]:
        """The places of the matched words; the stretches themselves unless they hold several."""
        return self.inner if self.inner is not None else (self.starts, self.ends)

    @cached_property
    def documents(self) -> Integers:
        """The documents with at least one stretch, ascending."""
        return unique_documents(self.starts)

    def where(self, keep: Flags) -> Spans:
        """Return the stretches so flagged, with their parts."""
        starts, ends = self.starts[keep], self.ends[keep]
        if self.inner is None:
            return Spans(starts, ends)
        inside = is_inside(*self.inner, starts, ends)
        return Spans(starts, ends, (self.inner[0][inside], self.inner[1][inside]))

    def in_documents(self, documents: Integers) -> Spans:
        """Return the stretches within these documents."""
        return self.where(is_in(self.starts >> SHIFT, documents))


def none() -> Spans:
    """Return no stretches."""
    empty = np.empty(0, np.int64)
    return Spans(empty, empty)


def is_in(values: Integers, among: Integers) -> Flags:
    """Flag the values that stand in the ascending ``among``."""
    if not len(among):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.searchsorted(among, values)
    at[at == len(among)] = 0
    found: Flags = among[at] == values
    return found


def unique_documents(places: Integers) -> Integers:
    """Return the documents of ascending places, each once."""
    documents = places >> SHIFT
    if not len(documents):
        return documents
    first = np.empty(len(documents), dtype=np.bool_)
    first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    return documents[first]


def is_inside(
    starts: Integers, ends: Integers, outer_starts: Integers, outer_ends: Integers
) -> Flags:
    """Flag the spans that lie wholly in one of the outer ones, which may overlap."""
    inside: Flags = _reach(outer_starts, outer_ends, starts) >= ends
    return inside


def overlaps(
    starts: Integers, ends: Integers, other_starts: Integers, other_ends: Integers
) -> Flags:
    """Flag the spans that share a word with one of the others."""
    shared: Flags = _reach(other_starts, other_ends, ends) >= starts
    return shared


def _reach(starts: Integers, ends: Integers, places: Integers) -> Integers:
    """Return how far the spans reach that begin at or before each place; -1 where none does."""
    if not len(starts):
        return np.full(len(places), -1, np.int64)
    order = np.argsort(starts, kind="stable")
    furthest = np.maximum.accumulate(ends[order])
    before = np.searchsorted(starts[order], places, "right") - 1
    return np.where(before >= 0, furthest[np.maximum(before, 0)], -1)


def joined(several: list[Spans]) -> Spans:
    """Return the stretches of all; those that share a word become one."""
    several = [spans for spans in several if len(spans)]
    if not several:
        return none()
    if len(several) == 1 and not _has_overlap(several[0]):
        return several[0]
    starts = np.concatenate([spans.starts for spans in several])
    ends = np.concatenate([spans.ends for spans in several])
    part_starts = np.concatenate([spans.parts[0] for spans in several])
    part_ends = np.concatenate([spans.parts[1] for spans in several])
    starts, ends = merged(starts, ends)
    order = np.lexsort((part_ends, part_starts))
    return Spans(starts, ends, (part_starts[order], part_ends[order]))


def _has_overlap(spans: Spans) -> bool:
    return bool(len(spans) > 1 and (spans.starts[1:] <= spans.ends[:-1]).any())


def merged(starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """Return the spans with those that share a word made one; there must be at least one."""
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    first = np.empty(len(starts), dtype=np.bool_)
    first[0] = True
    np.greater(starts[1:], ends[:-1], out=first[1:])
    last = np.append(np.flatnonzero(first)[1:] - 1, len(starts) - 1)
    return starts[first], ends[last]


def pairs(left: Spans, right: Spans, distance: int, *, ordered: bool) -> tuple[Integers, Integers]:
    """Return which left and right spans (by index) are each other's nearest within ``distance`` words.

    Every span that has a partner within the distance is in at least one pair, with its nearest
    before or after. The distance counts from one's last word to the other's first: 1 for neighbours.
    Spans that share a word are no pair.
    """
    after = _followers(left, right, distance)
    found = [after, _predecessors(left, right, distance)]
    if not ordered:
        back = _followers(right, left, distance)
        more = _predecessors(right, left, distance)
        found += [(back[1], back[0]), (more[1], more[0])]
    both = np.unique(
        np.concatenate([np.stack(pair, axis=1) for pair in found]).reshape(-1, 2), axis=0
    )
    return both[:, 0], both[:, 1]


def _followers(first: Spans, second: Spans, distance: int) -> tuple[Integers, Integers]:
    """Pair each of ``first`` with the nearest of ``second`` that begins after it."""
    at = np.searchsorted(second.starts, first.ends, "right")
    candidates = np.flatnonzero(at < len(second))
    near = second.starts[at[candidates]] <= first.ends[candidates] + distance
    kept = candidates[near]
    return kept, at[kept]


def _predecessors(first: Spans, second: Spans, distance: int) -> tuple[Integers, Integers]:
    """Pair each of ``second`` with the nearest of ``first`` that ends before it."""
    order = np.argsort(first.ends, kind="stable")
    by_end = first.ends[order]
    at = np.searchsorted(by_end, second.starts, "left") - 1
    candidates = np.flatnonzero(at >= 0)
    near = by_end[at[candidates]] >= second.starts[candidates] - distance
    kept = candidates[near]
    return order[at[kept]], kept


def has_after(spans: Spans, others: Spans, marks: Integers) -> Flags:
    """Flag the spans after which one of the others begins in the same unit, which begin at ``marks``."""
    at = np.searchsorted(others.starts, spans.ends, "right")
    found = at < len(others)
    found[found] = _same_unit(spans.ends[found], others.starts[at[found]], marks)
    return found


def has_before(spans: Spans, others: Spans, marks: Integers) -> Flags:
    """Flag the spans before which one of the others ends in the same unit."""
    by_end = np.sort(others.ends)
    at = np.searchsorted(by_end, spans.starts, "left") - 1
    found = at >= 0
    found[found] = _same_unit(by_end[at[found]], spans.starts[found], marks)
    return found


def _same_unit(one: Integers, other: Integers, marks: Integers) -> Flags:
    units = np.searchsorted(marks, one, "right"), np.searchsorted(marks, other, "right")
    same: Flags = (units[0] == units[1]) & (one >> SHIFT == other >> SHIFT)
    return same

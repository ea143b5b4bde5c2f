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
    "distinct",
    "is_in",
    "is_inside",
    "joined",
    "merged",
    "none",
    "overlaps",
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
    return Spans(starts, ends, distinct(part_starts, part_ends))


def distinct(starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """Return spans in order, each once."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return starts[is_new], ends[is_new]


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

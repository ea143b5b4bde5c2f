"""Words close together: within so many words, in one sentence or paragraph, in an order or in none.

Distance is counted between matched words and phrases, not between whole stretches: in "breach of contract
damages" the stretch of ``breach w/5 damages`` has "contract" inside, and ``breach w/5 damages w/5 contract``
must find it.
"""

from __future__ import annotations

import numpy as np

from index.spans import SHIFT, Flags, Integers, Spans, distinct, merged, none

__all__ = ["in_unit", "pairs", "within"]

_Pairs = tuple[Integers, Integers]


def within(left: Spans, right: Spans, distance: int, *, ordered: bool, negated: bool) -> Spans:
    """Return the stretches from a left part to its nearest right one at most ``distance`` words away.

    ``negated``: the left stretches none of whose parts has a right one so near. The stretches of either
    side must share no word with one another, unless each is its own only part.
    """
    left_parts, right_parts = Spans(*left.parts), Spans(*right.parts)
    at_left, at_right = pairs(left_parts, right_parts, distance, ordered=ordered)
    left_at = _holding(left, left_parts.starts, at_left)
    if negated:
        return left.where(~_flagged(len(left), left_at))
    if not len(at_left):
        return none()
    right_at = _holding(right, right_parts.starts, at_right)
    starts, ends = merged(
        np.minimum(left.starts[left_at], right.starts[right_at]),
        np.maximum(left.ends[left_at], right.ends[right_at]),
    )
    return _with_parts(
        starts,
        ends,
        left.where(_flagged(len(left), left_at)),
        right.where(_flagged(len(right), right_at)),
    )


def in_unit(left: Spans, right: Spans, marks: Integers, *, ordered: bool, negated: bool) -> Spans:
    """Return one stretch for each sentence or paragraph with a left and a right part that share no word.

    Units begin at ``marks``. ``negated``: the left stretches without a right part in their unit.
    """
    left_parts, right_parts = Spans(*left.parts), Spans(*right.parts)
    found = [
        (0, left_parts, _has_after(left_parts, right_parts, marks), left_parts.ends),
        (1, right_parts, _has_before(right_parts, left_parts, marks), right_parts.starts),
    ]
    if not ordered:
        found += [
            (0, left_parts, _has_before(left_parts, right_parts, marks), left_parts.starts),
            (1, right_parts, _has_after(right_parts, left_parts, marks), right_parts.ends),
        ]
    if negated:
        beside = found[0][2] if ordered else found[0][2] | found[2][2]
        return left.where(
            ~_flagged(len(left), _holding(left, left_parts.starts, beside.nonzero()[0]))
        )
    columns: list[tuple[Integers, Integers, Integers, Integers]] = []
    sides = (left, right)
    taken: tuple[list[Integers], list[Integers]] = ([], [])
    for which, parts, has, shared in found:
        side = sides[which]
        at = np.flatnonzero(has)
        held = _holding(side, parts.starts, at)
        taken[which].append(held)
        units = np.searchsorted(marks, shared[at], "right")
        columns.append((shared[at] >> SHIFT, units, side.starts[held], side.ends[held]))
    documents, units, starts, ends = (
        np.concatenate(column) for column in zip(*columns, strict=True)
    )
    if not len(starts):
        return none()
    order = np.lexsort((units, documents))
    documents, units, starts, ends = documents[order], units[order], starts[order], ends[order]
    is_first = np.ones(len(starts), dtype=np.bool_)
    is_first[1:] = (np.diff(units) != 0) | (np.diff(documents) != 0)
    first = np.flatnonzero(is_first)
    starts, ends = merged(np.minimum.reduceat(starts, first), np.maximum.reduceat(ends, first))
    return _with_parts(
        starts,
        ends,
        left.where(_flagged(len(left), np.concatenate(taken[0]))),
        right.where(_flagged(len(right), np.concatenate(taken[1]))),
    )


def pairs(left: Spans, right: Spans, distance: int, *, ordered: bool) -> _Pairs:
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
    at_left, at_right = (np.concatenate(side) for side in zip(*found, strict=True))
    both = np.unique(at_left * max(1, len(right)) + at_right)
    return np.divmod(both, max(1, len(right)))


def _followers(first: Spans, second: Spans, distance: int) -> _Pairs:
    """Pair each of ``first`` with the nearest of ``second`` that begins after it."""
    at = np.searchsorted(second.starts, first.ends, "right")
    candidates = np.flatnonzero(at < len(second))
    near = second.starts[at[candidates]] <= first.ends[candidates] + distance
    kept = candidates[near]
    return kept, at[kept]


def _predecessors(first: Spans, second: Spans, distance: int) -> _Pairs:
    """Pair each of ``second`` with the nearest of ``first`` that ends before it."""
    order = np.argsort(first.ends, kind="stable")
    by_end = first.ends[order]
    at = np.searchsorted(by_end, second.starts, "left") - 1
    candidates = np.flatnonzero(at >= 0)
    near = by_end[at[candidates]] >= second.starts[candidates] - distance
    kept = candidates[near]
    return order[at[kept]], kept


def _has_after(spans: Spans, others: Spans, marks: Integers) -> Flags:
    """Flag the spans after which one of the others begins in the same unit."""
    at = np.searchsorted(others.starts, spans.ends, "right")
    found = at < len(others)
    found[found] = _same_unit(spans.ends[found], others.starts[at[found]], marks)
    return found


def _has_before(spans: Spans, others: Spans, marks: Integers) -> Flags:
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


def _holding(spans: Spans, part_starts: Integers, parts: Integers) -> Integers:
    """Return which stretches hold the parts that are given by index."""
    if spans.inner is None:
        return parts
    return np.searchsorted(spans.starts, part_starts[parts], "right") - 1


def _flagged(count: int, at: Integers) -> Flags:
    flags = np.zeros(count, dtype=np.bool_)
    flags[at] = True
    return flags


def _with_parts(starts: Integers, ends: Integers, left: Spans, right: Spans) -> Spans:
    part_starts = np.concatenate([left.parts[0], right.parts[0]])
    part_ends = np.concatenate([left.parts[1], right.parts[1]])
    return Spans(starts, ends, distinct(part_starts, part_ends))

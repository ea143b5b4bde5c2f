"""What came and went between two lists of papers under one heading, as few stretches. Knows no Qt."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from casefile.records import DocumentRow

__all__ = ["RowChanges", "Step", "changed_rows"]


@dataclass(frozen=True, slots=True)
class Step:
    """The stretch ``[start, end)`` is taken out, or ``come`` is put in so that it stands there."""

    start: int
    end: int
    come: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Steps to be made one after the other."""

    steps: tuple[Step, ...] = ()


def changed_rows(before: Sequence[DocumentRow], after: Sequence[DocumentRow]) -> RowChanges:
    """Return what makes of the papers before those after, each told by its number.

    A paper that stands elsewhere than before goes and comes.
    """
    old, new = [row.id for row in before], [row.id for row in after]
    if old == new:
        return RowChanges()
    staying = _in_order(old, new)
    gone = [at for at, number in enumerate(old) if number not in staying]
    come = [at for at, number in enumerate(new) if number not in staying]
    return RowChanges(
        (
            *(Step(start, end) for start, end in reversed(tuple(_stretches(gone)))),
            *(Step(start, end, tuple(after[start:end])) for start, end in _stretches(come)),
        )
    )


def _in_order(old: Sequence[int], new: Sequence[int]) -> Collection[int]:
    """Return the numbers in both that need not move: of those that changed places, a stretch moves whole."""
    shared = set(old) & set(new)
    one = [number for number in old if number in shared]
    two = [number for number in new if number in shared]
    if one == two:
        return shared
    start = next(at for at, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1])
    pairs = zip(reversed(one), reversed(two), strict=True)
    end = len(one) - next(at for at, pair in enumerate(pairs) if pair[0] != pair[1])
    # One paper that moved: taking it out leaves the others as they are.
    for moved in {one[start], two[start]}:
        if [each for each in one[start:end] if each != moved] == [
            each for each in two[start:end] if each != moved
        ]:
            return shared - {moved}
    return shared - set(one[start:end])


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ascending places as half-open stretches."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1] + 1
            start = at

"""What stands in the lanes of the large timeline, in the order of its days: a stretch is found by halving.

Knows no Qt. Made once for a picture, off the window's thread; a step of the zoom looks at what it shows.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, nextafter
from typing import Protocol

from casefile.letting_go import take_apart
from casefile.turns import in_turns
from ui.timeline_layout import Window

__all__ = ["LaneItem", "LaneOrder", "Stretch", "in_lanes"]

_SHORT = 31
"""Days: what is longer is looked at one by one."""
_BLOCK = 128
_BEST = 16
"""The first items of so many places in turn are known: of a long piece nobody looks at all."""


class LaneItem(Protocol):
    """Something to be shown in a lane, from its first to its last day, with its label."""

    @property
    def lane(self) -> int:
        """Which lane, from the top."""
        ...

    @property
    def first(self) -> int:
        """The first day."""
        ...

    @property
    def last(self) -> int:
        """The last day, inclusive."""
        ...

    @property
    def label(self) -> str:
        """What stands after the mark."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """What of a lane touches a window: the places of those that lie inside, and the numbers of others."""

    inside: range
    apart: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.inside) + len(self.apart)


@dataclass(frozen=True, slots=True)
class LaneOrder:
    """Items of one lane in the order of their middles: those of one day, or those of up to a month.

    ``middles`` are days, ``sums`` those of all before each place, ``numbers`` the items'. None reaches
    farther from its middle than ``reach``, except ``long`` ones, which have no place in the order. ``best``
    are the first items of each block of places.
    """

    items: Sequence[LaneItem]
    reach: float
    middles: Sequence[float]
    sums: Sequence[float]
    numbers: Sequence[int]
    long: tuple[int, ...] = ()
    best: Sequence[Sequence[int]] = ()

    def first_in(self, piece: range, most: int) -> Sequence[int]:
        """Return the first items in some places, in order: ``most`` of them, but no more than are known."""
        numbers, most = self.numbers, min(most, _BEST)
        low, high = -(-piece.start // _BLOCK), piece.stop // _BLOCK
        if low >= high:
            return sorted(numbers[piece.start : piece.stop])[:most]
        found = [*numbers[piece.start : low * _BLOCK], *numbers[high * _BLOCK : piece.stop]]
        for block in self.best[low:high]:
            found += block
        return sorted(found)[:most]

    def touching(self, window: Window) -> Stretch:
        """Return what touches a window; only what lies at its edges is looked at one by one."""
        begin, end = window.first, window.first + window.days
        middles, reach = self.middles, self.reach
        low, high = bisect_left(middles, begin - reach), bisect_right(middles, end + reach)
        first = bisect_left(middles, begin + reach, low, high)
        last = bisect_right(middles, end - reach, low, high)
        if first >= last:
            first = last = high
        edges = (*self.numbers[low:first], *self.numbers[last:high], *self.long)
        apart = (
            number
            for number in edges
            if (item := self.items[number]).first < end and item.last + 1 > begin
        )
        return Stretch(range(first, last), tuple(apart))

    def pieces(self, inside: range, days: float, start: float) -> Iterator[range]:
        """Yield the places inside piece by piece, each so many days wide, counted from a day."""
        at, middles = inside.start, self.middles
        while at < inside.stop:
            border = start + (int((middles[at] - start) / days) + 1) * days
            # Rounded, it may be the very middle: what has one middle stays in one piece.
            border = max(border, nextafter(middles[at], inf))
            after = bisect_left(middles, border, at + 1, inside.stop)
            yield range(at, after)
            at = after

    def place(self, number: int) -> int | None:
        """Return the first place with the middle of an item; ``None`` for what stands in another order."""
        item = self.items[number]
        length = item.last - item.first
        if length >= _SHORT or (length > 0) != (self.reach > 1):
            return None
        return bisect_left(self.middles, _middle(item))


def in_lanes(items: Sequence[LaneItem], lanes: int) -> tuple[tuple[LaneOrder, LaneOrder], ...]:
    """Put items into lanes, single days and longer ones; of one middle the first of the items come first."""
    days: list[defaultdict[float, list[int]]] = [defaultdict(list) for _ in range(lanes)]
    spans: list[defaultdict[float, list[int]]] = [defaultdict(list) for _ in range(lanes)]
    long: list[list[int]] = [[] for _ in range(lanes)]
    for number, item in enumerate(in_turns(items)):
        length = item.last - item.first
        if length >= _SHORT:
            long[item.lane].append(number)
        else:
            (spans if length else days)[item.lane][_middle(item)].append(number)
    found = tuple(
        (_ordered(items, 0.5, days[lane]), _ordered(items, _SHORT / 2, spans[lane], long[lane]))
        for lane in range(lanes)
    )
    done = [days, spans]
    del days, spans
    take_apart(done)
    return found


def _ordered(
    items: Sequence[LaneItem],
    reach: float,
    days: dict[float, list[int]],
    long: Sequence[int] = (),
) -> LaneOrder:
    middles: list[float] = []
    numbers: list[int] = []
    for day in sorted(days):
        numbers += days[day]
        middles += [day] * len(days[day])
    sums = list(accumulate(middles, initial=0.0))
    blocks = in_turns(range(0, len(numbers), _BLOCK))
    best = [sorted(numbers[at : at + _BLOCK])[:_BEST] for at in blocks]
    return LaneOrder(items, reach, middles, sums, numbers, tuple(long), best)


def _middle(item: LaneItem) -> float:
    return (item.first + item.last + 1) / 2

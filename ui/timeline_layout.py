"""Where the marks and labels of the timeline go: pure arithmetic in days and pixels. Knows no Qt."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from casefile.pieces import in_order
from casefile.records import RefType
from casefile.turns import in_turns
from ui.language import tr

__all__ = [
    "ON_AXIS",
    "Alike",
    "Drawing",
    "Item",
    "Placed",
    "Tick",
    "Window",
    "drawing_of",
    "lay_out",
    "narrowed_window",
    "opening_window",
    "ticks",
]

ON_AXIS = -1
"""The lane of marks that find no room above the axis."""

_GAP = 10.0
_MARK = 11.0
_LABEL_OFFSET = 5.0
_LEAST_BAR = 11.5
"""Pixels: what is not longer is drawn as a mark."""
_APART = 2.0
"""Pixels: of bars whose ends differ by less, one is drawn; of marks one for a pixel."""
_DEEP = 12
"""Bars on one another that darken each other; more would make no difference."""
_CROWDED = 4
"""A narrowed view that takes less than this part of the whole stretch is shown at its own scale."""
_LEAST_NARROWED = 62.0
"""Days that are shown around a single one."""


class Item(Protocol):
    """A date or document to be shown. Days are proleptic ordinals, ``last`` inclusive.

    Items of higher ``weight`` get their labels first.
    """

    @property
    def first(self) -> int:
        """The first day."""
        ...

    @property
    def last(self) -> int:
        """The last day, inclusive."""
        ...

    @property
    def weight(self) -> float:
        """Whose label comes first."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time on screen: first day and number of days, both may be fractions."""

    first: float
    days: float

    def x(self, day: float, width: float) -> float:
        """Return the pixel of a day's beginning."""
        return (day - self.first) / self.days * width

    def zoomed(self, factor: float, at: float) -> "Window":
        """Return the window with ``factor`` times the days; the day ``at`` stays where it is."""
        days = min(max(self.days * factor, 7.0), 365.25 * 400)
        return Window(at - (at - self.first) * days / self.days, days)

    def moved(self, days: float) -> "Window":
        """Return the window moved by a number of days."""
        return Window(self.first + days, self.days)


class Placed(NamedTuple):
    """Where one item goes: pixels from the left, its lane from the bottom, and whether its label fits.

    ``before`` tells that the label stands before the mark, having no room after it.
    """

    item: int
    left: float
    right: float
    lane: int
    labelled: bool
    before: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Bars or marks that are drawn at once: alike but for their places, the last on the right first."""

    kind: RefType
    chosen: bool
    places: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, in this order; what stands on the axis and what above it are not alike as marks."""

    bars: tuple[Alike, ...] = ()
    marks: tuple[Alike, ...] = ()
    labels: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its label."""

    day: int
    label: str


def opening_window(spans: Sequence[tuple[int, int]]) -> Window | None:
    """Return the window that shows what the case is about.

    Long periods and far outliers (the year of a statute, the founding of a company) must not squeeze
    everything else. So the window covers the days known to the month that lie within two interquartile
    ranges of the middle half, with a margin.
    """
    precise = in_order(first for first, last in spans if last - first <= 31)
    days = precise or in_order(first for first, _ in spans)
    if not days:
        return None
    low, high = days[len(days) // 4], days[(len(days) * 3) // 4]
    reach = max(2 * (high - low), 45)
    near = [day for day in days if low - reach <= day <= high + reach]
    first, last = near[0], near[-1]
    margin = max((last - first) * 0.06, 4.0)
    return Window(first - margin, (last - first) + 1 + 2 * margin)


def narrowed_window(spans: Sequence[tuple[int, int]], home: Window) -> Window | None:
    """Return the window of a narrowed view's days where these would stand on one another in the whole.

    ``None`` where they have room in ``home``, so that marks stay where they were.
    """
    near = opening_window(spans)
    if near is None:
        return None
    if near.days < _LEAST_NARROWED:
        near = Window(near.first - (_LEAST_NARROWED - near.days) / 2, _LEAST_NARROWED)
    return near if near.days * _CROWDED < home.days else None


def lay_out(
    items: Sequence[Item],
    window: Window,
    width: float,
    lanes: int,
    label_width: Callable[[int], float],
) -> list[Placed]:
    """Place every item that touches the window in one of ``lanes`` lanes.

    Labels never overlap a mark or label of their lane; those that find no room are left out. Marks that
    find no room either lie on the axis: nothing is hidden. ``label_width`` is in pixels, of an item by its
    place; it is asked where a mark has found room.
    """
    shown = [
        (number, item)
        for number, item in enumerate(items)
        if item.last + 1 > window.first and item.first < window.first + window.days
    ]
    taken = [_Lane() for _ in range(lanes)]
    placed: list[Placed] = []
    for number, item in in_turns(sorted(shown, key=_heaviest_first)):
        left, right = _mark(item, window, width)
        room = _free_lane(taken, left, right)
        if room is None:  # nor would its label find any
            placed.append(Placed(number, left, right, ON_AXIS, labelled=False))
            continue
        long = _LABEL_OFFSET + label_width(number)
        is_before = right + long > width  # at the right edge a label stands before its mark
        start, end = (left - long, right) if is_before else (left, right + long)
        fits = not is_before or start >= min(left, 0)
        lane = _free_lane(taken, start, end, room) if fits else None
        if lane is None:
            taken[room].take(left, right)
            placed.append(Placed(number, left, right, room, labelled=False))
        else:
            taken[lane].take(start, end)
            placed.append(Placed(number, left, right, lane, labelled=True, before=is_before))
    return sorted(placed)


def _heaviest_first(numbered: tuple[int, Item]) -> tuple[float, int]:
    return -numbered[1].weight, numbered[1].first


def _mark(item: Item, window: Window, width: float) -> tuple[float, float]:
    """Return the pixels a mark covers: a diamond around the middle of its day, or a bar."""
    first, last, scale = item.first, item.last, width / window.days
    left, right = (first - window.first) * scale, (last + 1 - window.first) * scale
    if first == last or right - left < _MARK:
        middle = (left + right) / 2
        left, right = middle - _MARK / 2, middle + _MARK / 2
    return max(left, -_MARK), min(right, width + _MARK)


class _Lane:
    """Stretches of a lane that are taken, in order; none comes closer to another than the gap."""

    def __init__(self, gap: float = _GAP) -> None:
        self._gap = gap
        self._starts: list[float] = []
        self._ends: list[float] = []

    def is_free(self, left: float, right: float) -> bool:
        """Tell whether a stretch keeps its distance from the others."""
        at = bisect_right(self._starts, left)
        before = at == 0 or self._ends[at - 1] + self._gap <= left
        return before and (at == len(self._starts) or right + self._gap <= self._starts[at])

    def take(self, left: float, right: float) -> None:
        """Take a stretch that is free."""
        at = bisect_right(self._starts, left)
        self._starts.insert(at, left)
        self._ends.insert(at, right)


def _free_lane(taken: Sequence[_Lane], left: float, right: float, first: int = 0) -> int | None:
    for lane in range(first, len(taken)):
        if taken[lane].is_free(left, right):
            return lane
    return None


def drawing_of(
    placed: Sequence[Placed],
    items: Sequence[Item],
    kinds: Sequence[RefType],
    chosen: Collection[int],
) -> Drawing:
    """Return what is drawn of what was placed: where several would cover the same pixels, one.

    Papers lie over dates and what is ``chosen`` over the others, so that neither is hidden.
    """
    bars: defaultdict[tuple[bool, RefType], list[Placed]] = defaultdict(list)
    marks: defaultdict[tuple[bool, RefType, bool], list[Placed]] = defaultdict(list)
    seen: set[object] = set()
    for place in placed:
        item, kind, stands_out = items[place.item], kinds[place.item], place.item in chosen
        left, right = place.left, place.right
        is_bar = item.first != item.last and right - left > _LEAST_BAR
        if not is_bar:
            left = right = round((left + right) / 2) * _APART
        key = place.lane, kind, stands_out, is_bar, left // _APART, right // _APART
        if key in seen and not place.labelled:
            continue
        seen.add(key)
        if is_bar:
            bars[stands_out, kind].append(place)
        else:
            marks[stands_out, kind, place.lane == ON_AXIS].append(place)
    return Drawing(
        tuple(
            Alike(kind, stands_out, _from_the_right(layer))
            for (stands_out, kind), found in sorted(bars.items(), key=_bottom_first)
            for layer in _layers(found)
        ),
        tuple(
            Alike(kind, stands_out, _from_the_right(found))
            for (stands_out, kind, _), found in sorted(marks.items(), key=_bottom_first)
        ),
        tuple(place for place in placed if place.labelled),
    )


def _from_the_right(places: Sequence[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(places, key=lambda place: -place.left))


def _bottom_first(
    group: tuple[tuple[bool, RefType, *tuple[bool, ...]], object],
) -> tuple[bool, bool]:
    stands_out, kind, *_ = group[0]
    return stands_out, kind is RefType.DOCUMENT


def _layers(bars: Sequence[Placed]) -> list[list[Placed]]:
    """Share out bars so that those of one layer do not overlap; only in the last, the deepest, they may."""
    made: list[list[Placed]] = []
    taken: list[defaultdict[int, _Lane]] = []
    for bar in sorted(bars, key=lambda bar: bar.left - bar.right):
        free = (
            depth
            for depth, lanes in enumerate(taken)
            if lanes[bar.lane].is_free(bar.left, bar.right)
        )
        depth = next(free, len(taken))
        if depth == _DEEP:
            made[-1].append(bar)
            continue
        if depth == len(taken):
            made.append([])
            taken.append(defaultdict(lambda: _Lane(0.0)))
        made[depth].append(bar)
        taken[depth][bar.lane].take(bar.left, bar.right)
    return made


def ticks(window: Window, width: float) -> list[Tick]:
    """Return the axis's lines: days, months, quarters or years, about every 90 pixels."""
    wanted = max(window.days / max(width / 90.0, 1.0), 1.0)
    first, last = int(window.first), int(window.first + window.days) + 1
    if wanted <= 16:
        step = next(size for size in (1, 2, 7, 14, 16) if size >= wanted or size == 16)
        days = range(max(first - first % step, 1), min(last, dt.date.max.toordinal()), step)
        return _with_years([_day_tick(number) for number in days if number >= first])
    if wanted <= 300:
        step = next(size for size in (1, 2, 3, 6, 12) if size * 30.4 >= wanted or size == 12)
        return _with_years(_month_ticks(first, last, step))
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if size * 365 >= wanted or size == 100)
    return _month_ticks(first, last, step * 12)


def _with_years(made: list[Tick]) -> list[Tick]:
    """Name the year at the first tick and wherever it changes."""
    named: list[Tick] = []
    before = 0
    for tick in made:
        year = dt.date.fromordinal(tick.day).year
        fresh = year != before and not tick.label.endswith(str(year))
        named.append(Tick(tick.day, f"{tick.label} {year}") if fresh else tick)
        before = year
    return named


_SHORT_MONTHS = [
    tr("Jan"),
    tr("Feb"),
    tr("Mar"),
    tr("Apr"),
    tr("May"),
    tr("Jun"),
    tr("Jul"),
    tr("Aug"),
    tr("Sep"),
    tr("Oct"),
    tr("Nov"),
    tr("Dec"),
]


def _day_tick(number: int) -> Tick:
    day = dt.date.fromordinal(number)
    return Tick(number, f"{_SHORT_MONTHS[day.month - 1]} {day.day}")


def _month_ticks(first: int, last: int, step: int) -> list[Tick]:
    """Return ticks on the first of every ``step``-th month; with whole years, the year is the label."""
    start = dt.date.fromordinal(min(max(first, 1), dt.date.max.toordinal()))
    month = (start.year * 12 + start.month - 1) // step * step
    made: list[Tick] = []
    while month // 12 < dt.MAXYEAR:
        year, index = divmod(month, 12)
        month += step
        if year < dt.MINYEAR:
            continue
        number = dt.date(year, index + 1, 1).toordinal()
        if number > last:
            break
        if number >= first:
            made.append(Tick(number, _SHORT_MONTHS[index] if step % 12 else str(year)))
    return made

"""Where marks, labels and counts of the large timeline go: lanes above one another. Knows no Qt.

Days are proleptic ordinals, everything else is in pixels. What a step of the zoom costs hangs on the lanes
and the pixels, not on how many items lie in one place.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import overload

from typing_extensions import override

from ui.timeline_layout import Window
from ui.timeline_order import LaneItem, LaneOrder, Stretch

__all__ = ["LaneMarks", "LanePlan", "Lanes", "PlacedMark", "lay_out_lanes"]

MARK = 11.0
ROW = 19.0
_PAD = 5.0
_GAP = 9.0
_LABEL_OFFSET = 6.0
_TRIED_FOR_A_ROW = 6
"""How many labels are tried for each row of a lane; of those after them hardly one finds room."""
_TRIED_EVERY = 30.0
"""Of more items than are tried, the first of each so many pixels are."""
_COUNT = 26.0
"""How wide a mark with a number on it is."""
_ONE_PLACE = 10.0
"""What lies so close together is counted without being looked at."""


_Piece = tuple[LaneOrder, range]


class Several(Sequence[int]):
    """The numbers that a count stands for, gathered when somebody looks at them: there may be thousands."""

    def __init__(
        self, count: int, pieces: Sequence["_Piece"], out: Collection[int], apart: Sequence[int]
    ) -> None:
        self._count, self._pieces, self._out, self._apart = count, pieces, out, apart

    @override
    def __len__(self) -> int:
        return self._count

    @override
    def __iter__(self) -> Iterator[int]:
        for order, each in self._pieces:
            for number in order.numbers[each.start : each.stop]:
                if number not in self._out:
                    yield number
        yield from self._apart

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    @override
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        return tuple(self)[at]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedMark:
    """Where one item stands, or a count of several that would stand in each other's place.

    ``items`` are their numbers in the order given. ``row`` counts from the top of the lane.
    """

    items: Sequence[int]
    lane: int
    row: int
    left: float
    right: float
    labelled: bool

    @property
    def middle(self) -> float:
        """Return the pixel it is centred on."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class LanePlan:
    """A lane's upper edge and height, and how many rows it has; none where nothing of it is on screen."""

    top: float
    height: float
    rows: int
    row: float = ROW
    """How high a row is."""

    def middle(self, row: int) -> float:
        """Return the height at which a row's marks are centred."""
        return self.top + _PAD + (row + 0.5) * self.row


class LaneMarks:
    """The marks of one lane, placed when somebody looks at it.

    A lane of more items than labels are tried has all its rows; of others the labels say how many it needs.
    """

    def __init__(self, there: "_Lane", most_rows: int, label_width: Callable[[str], float]) -> None:
        self._there = there
        self._most_rows = most_rows
        self._label_width = label_width

    @cached_property
    def rows(self) -> int:
        """How many rows it has, the one of what has no label too."""
        number = self._there.number
        return self._label_rows + (number > self._most_tried or number > len(self._labelled))

    @property
    def _most_tried(self) -> int:
        return self._most_rows * _TRIED_FOR_A_ROW

    @property
    def _label_rows(self) -> int:
        if self._there.number > self._most_tried:
            return self._most_rows
        return max((mark.row + 1 for mark in self._labelled), default=0)

    @cached_property
    def marks(self) -> Sequence[PlacedMark]:
        """All marks of the lane."""
        return (*self._labelled, *(mark for _, mark in self._counted))

    @cached_property
    def _labelled(self) -> Sequence[PlacedMark]:
        return self._there.with_labels(self._most_rows, self._label_width)

    @cached_property
    def _counted(self) -> Sequence[tuple["_Group", PlacedMark]]:
        if self._there.number == len(self._labelled):
            return ()
        placed = frozenset(mark.items[0] for mark in self._labelled)
        return tuple(self._there.counts(placed, self._label_rows))

    @cached_property
    def _by_number(self) -> Mapping[int, PlacedMark]:
        """The marks of what was looked at by itself."""
        found = {number: mark for group, mark in self._counted for number in group.apart}
        return found | {mark.items[0]: mark for mark in self._labelled}

    def of(self, number: int) -> PlacedMark | None:
        """Return the mark that shows an item of this lane; ``None`` for one that is not on screen."""
        found = self._by_number.get(number)
        if found is not None:
            return found
        for order, stretch in self._there.parts:
            place = order.place(number)
            if place is not None and place in stretch.inside:
                return next(
                    mark
                    for group, mark in self._counted
                    if any(of is order and place in piece for of, piece in group.pieces)
                )
        return None


@dataclass(frozen=True)
class Lanes:
    """The lanes with their marks, and the height of all together."""

    lanes: tuple[LaneMarks, ...] = ()
    plans: tuple[LanePlan, ...] = ()
    height: float = 0.0
    row: float = ROW

    @property
    def marks(self) -> tuple[PlacedMark, ...]:
        """All marks."""
        return tuple(mark for lane in self.lanes for mark in lane.marks)

    def between(self, top: float, bottom: float) -> Iterator[PlacedMark]:
        """Yield the marks whose rows reach into some heights."""
        for lane, plan in zip(self.lanes, self.plans, strict=True):
            if plan.rows and plan.top <= bottom and plan.top + plan.height >= top:
                for mark in lane.marks:
                    if top - self.row <= plan.middle(mark.row) <= bottom + self.row:
                        yield mark


def lay_out_lanes(
    orders: Sequence[Sequence[LaneOrder]],
    window: Window,
    width: float,
    most_rows: Sequence[int],
    label_width: Callable[[str], float],
    row_height: float = ROW,
) -> Lanes:
    """Place every item that touches the window; ``most_rows`` is how many rows of labels each lane may have.

    In a lane's rows stand marks with their labels, which overlap nothing; the first of the items find their
    places first, where there are very many the first of each stretch. What finds none stands in one more row
    below, without a label; marks that would lie on each other there become one with their number.
    """
    plans: list[LanePlan] = []
    lanes: list[LaneMarks] = []
    top = 0.0
    for lane, own in enumerate(orders):
        there = _Lane([(order, order.touching(window)) for order in own], lane, window, width)
        marks = LaneMarks(there, most_rows[lane], label_width)
        lanes.append(marks)
        rows = marks.rows
        height = rows * row_height + 2 * _PAD if rows else 0.0
        plans.append(LanePlan(top, height, rows, row_height))
        top += height
    return Lanes(tuple(lanes), tuple(plans), top, row_height)


@dataclass
class _Group:
    """What lies on each other: the sum of its pixels, how many, and where they stand in the lane's orders."""

    total: float
    count: int
    pieces: list[_Piece] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.total / self.count

    def take(self, other: "_Group") -> None:
        self.total += other.total
        self.count += other.count
        self.pieces += other.pieces
        self.apart += other.apart


@dataclass(frozen=True, slots=True)
class _Lane:
    """What of a lane is on screen, and where its marks go."""

    parts: Sequence[tuple[LaneOrder, Stretch]]
    lane: int
    window: Window
    width: float

    @property
    def number(self) -> int:
        """How many items are on screen."""
        return sum(len(stretch) for _, stretch in self.parts)

    @property
    def _items(self) -> Sequence[LaneItem]:
        return self.parts[0][0].items

    def with_labels(self, most_rows: int, label_width: Callable[[str], float]) -> list[PlacedMark]:
        """Return the marks that find room for their labels."""
        taken: list[list[float]] = [[] for _ in range(most_rows)]
        placed: list[PlacedMark] = []
        items, room = self._items, self.width
        for number in self._tried(most_rows * _TRIED_FOR_A_ROW):
            left, right = self._extent(number)
            end = right + _LABEL_OFFSET + label_width(items[number].label)
            row = _free_row(taken, left, end) if end <= room else None
            if row is not None:
                insort(taken[row], left - _GAP)
                insort(taken[row], end)
                placed.append(PlacedMark((number,), self.lane, row, left, right, labelled=True))
        return placed

    def _tried(self, most: int) -> Sequence[int]:
        """Return the numbers whose labels are tried, the first ones first."""
        apart = [number for _, stretch in self.parts for number in stretch.apart]
        if self.number <= most:
            for order, stretch in self.parts:
                apart += order.numbers[stretch.inside.start : stretch.inside.stop]
            return sorted(apart)
        days = self.window.days * _TRIED_EVERY / self.width
        each = max(1, round(most * _TRIED_EVERY / self.width))
        found = sorted(apart)[: most // 2]
        for order, stretch in self.parts:
            for piece in order.pieces(stretch.inside, days, self.window.first):
                found += order.first_in(piece, each)
        return sorted(found)

    def _extent(self, number: int) -> tuple[float, float]:
        """Return what a mark covers: a sign around the middle of its day, or a bar within the window."""
        item = self._items[number]
        left = self.window.x(item.first, self.width)
        right = self.window.x(item.last + 1, self.width)
        if item.first == item.last or right - left < MARK:
            middle = (left + right) / 2
            return middle - MARK / 2, middle + MARK / 2
        return max(left, 0.0), min(right, self.width)

    def counts(self, placed: Collection[int], row: int) -> Iterator[tuple[_Group, PlacedMark]]:
        """Yield what has no label: alone where it stands free, else counted with its neighbours.

        A long bar counts at the middle of what is seen of it.
        """
        groups: list[_Group] = []
        for one in sorted(self._close_together(placed), key=_middle_of):
            if groups and one.middle - groups[-1].middle < _COUNT + 4:
                groups[-1].take(one)
            else:
                groups.append(one)
                continue  # it stands free of those before
            while len(groups) > 1 and groups[-1].middle - groups[-2].middle < _COUNT + 4:
                last = groups.pop()
                groups[-1].take(last)
        for place, group in enumerate(groups):
            items = self._members(group, placed)
            half = _COUNT / 2 if group.count > 1 else MARK / 2
            left, right = group.middle - half, group.middle + half
            if group.count == 1:
                extent = self._extent(items[0])
                left, right = extent if _stands_free(groups, place, extent) else (left, right)
            yield group, PlacedMark(items, self.lane, row, left, right, labelled=False)

    def _close_together(self, placed: Collection[int]) -> Iterator[_Group]:
        """Yield what lies within some pixels as one, less what has its place already."""
        begin, scale = self.window.first, self.width / self.window.days
        for order, stretch in self.parts:
            own = (order.place(number) for number in placed if number not in stretch.apart)
            places = sorted((place for place in own if place is not None), reverse=True)
            for piece in order.pieces(stretch.inside, _ONE_PLACE / scale, begin):
                count = len(piece)
                total = order.sums[piece.stop] - order.sums[piece.start]
                while places and places[-1] < piece.stop:
                    at = places.pop()
                    if at >= piece.start:
                        count -= 1
                        total -= order.middles[at]
                if count:
                    yield _Group((total - count * begin) * scale, count, [(order, piece)])
            for number in stretch.apart:
                if number not in placed:
                    left, right = self._extent(number)
                    point = min(max((left + right) / 2, 0.0), self.width)
                    yield _Group(point, 1, [], [number])

    @staticmethod
    def _members(group: _Group, placed: Collection[int]) -> Sequence[int]:
        found = Several(group.count, group.pieces, placed, group.apart)
        return tuple(found) if group.count == 1 else found


_middle_of = attrgetter("middle")


def _free_row(taken: Sequence[Sequence[float]], left: float, right: float) -> int | None:
    """Return the first row where nothing stands in the way.

    A row holds the ends of what stands in it, in order: where an even number of them lies before both ends
    of a stretch, and the same number before each, nothing does.
    """
    for row, ends in enumerate(taken):
        before = bisect_right(ends, left - _GAP)
        if before % 2 == 0 and before == bisect_left(ends, right):
            return row
    return None


def _stands_free(groups: Sequence[_Group], place: int, span: tuple[float, float]) -> bool:
    """Tell whether a bar can be drawn at its length without touching its neighbours."""
    room = _COUNT / 2 + 2
    before = groups[place - 1].middle + room if place else float("-inf")
    after = groups[place + 1].middle - room if place + 1 < len(groups) else float("inf")
    return before <= span[0] and span[1] <= after

"""Where marks, labels and counts of the large timeline go: lanes above one another. Knows no Qt.

Days are proleptic ordinals, everything else is in pixels.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ui.timeline_layout import Window

__all__ = ["LaneItem", "LanePlan", "Lanes", "PlacedMark", "lay_out_lanes"]

MARK = 11.0
ROW = 19.0
_PAD = 5.0
_GAP = 9.0
_LABEL_OFFSET = 6.0
_TRIED_FOR_A_ROW = 40
"""How many labels are tried for each row of a lane; of those after them hardly one finds room."""
_COUNT = 26.0
"""How wide a mark with a number on it is."""


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
class PlacedMark:
    """Where one item stands, or a count of several that would stand in each other's place.

    ``items`` are their numbers in the order given. ``row`` counts from the top of the lane.
    """

    items: tuple[int, ...]
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


@dataclass(frozen=True)
class Lanes:
    """All marks of the lanes, the lanes, and the height of all together."""

    marks: tuple[PlacedMark, ...] = ()
    plans: tuple[LanePlan, ...] = ()
    height: float = 0.0
    row: float = ROW


def lay_out_lanes(
    items: Sequence[LaneItem],
    window: Window,
    width: float,
    most_rows: Sequence[int],
    label_width: Callable[[str], float],
    row_height: float = ROW,
) -> Lanes:
    """Place every item that touches the window; ``most_rows`` is how many rows of labels each lane may have.

    In a lane's rows stand marks with their labels, which overlap nothing; the first of the ``items`` find
    their places first. What finds none stands in one more row below, without a label; marks that would lie
    on each other there become one with their number.
    """
    of_lane: list[list[int]] = [[] for _ in most_rows]
    end = window.first + window.days
    for number, item in enumerate(items):
        if item.first < end and item.last + 1 > window.first:
            of_lane[item.lane].append(number)
    marks: list[PlacedMark] = []
    plans: list[LanePlan] = []
    top = 0.0
    for lane, numbers in enumerate(of_lane):
        tried = most_rows[lane] * _TRIED_FOR_A_ROW
        placed, rest = _with_labels(
            items, lane, numbers[:tried], window, width, most_rows[lane], label_width
        )
        rest += [(number, *_extent(items[number], window, width)) for number in numbers[tried:]]
        rows = max((mark.row + 1 for mark in placed), default=0)
        marks += placed
        if rest:
            marks += _counts(rest, lane, rows, width)
            rows += 1
        height = rows * row_height + 2 * _PAD if rows else 0.0
        plans.append(LanePlan(top, height, rows, row_height))
        top += height
    return Lanes(tuple(marks), tuple(plans), top, row_height)


def _with_labels(
    items: Sequence[LaneItem],
    lane: int,
    numbers: Sequence[int],
    window: Window,
    width: float,
    most_rows: int,
    label_width: Callable[[str], float],
) -> tuple[list[PlacedMark], list[tuple[int, float, float]]]:
    """Return the marks that find room for their labels, and the others with their left and right ends."""
    taken: list[list[float]] = [[] for _ in range(most_rows)]
    placed: list[PlacedMark] = []
    rest: list[tuple[int, float, float]] = []
    for number in numbers:
        item = items[number]
        left, right = _extent(item, window, width)
        end = right + _LABEL_OFFSET + label_width(item.label)
        row = _free_row(taken, left, end) if end <= width else None
        if row is None:
            rest.append((number, left, right))
        else:
            insort(taken[row], left - _GAP)
            insort(taken[row], end)
            placed.append(PlacedMark((number,), lane, row, left, right, labelled=True))
    return placed, rest


def _extent(item: LaneItem, window: Window, width: float) -> tuple[float, float]:
    """Return what a mark covers: a sign around the middle of its day, or a bar within the window."""
    left = window.x(item.first, width)
    right = window.x(item.last + 1, width)
    if item.first == item.last or right - left < MARK:
        middle = (left + right) / 2
        return middle - MARK / 2, middle + MARK / 2
    return max(left, 0.0), min(right, width)


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


def _counts(
    rest: list[tuple[int, float, float]], lane: int, row: int, width: float
) -> list[PlacedMark]:
    """Return what has no label: alone where it stands free, else counted with its neighbours.

    A long bar counts at the middle of what is seen of it.
    """
    spans = {number: (left, right) for number, left, right in rest}
    groups: list[_Group] = []
    for point, number in sorted(
        (min(max((left + right) / 2, 0.0), width), number) for number, left, right in rest
    ):
        if groups and point - groups[-1].middle < _COUNT + 4:
            groups[-1].take(point, number)
        else:
            groups.append(_Group(point, [number]))
        while len(groups) > 1 and groups[-1].middle - groups[-2].middle < _COUNT + 4:
            last = groups.pop()
            groups[-1] = _Group(groups[-1].total + last.total, groups[-1].numbers + last.numbers)
    made: list[PlacedMark] = []
    for place, group in enumerate(groups):
        middle, numbers = group.middle, tuple(group.numbers)
        half = _COUNT / 2 if len(numbers) > 1 else MARK / 2
        left, right = middle - half, middle + half
        if len(numbers) == 1 and _stands_free(groups, place, spans[numbers[0]]):
            left, right = spans[numbers[0]]
        made.append(PlacedMark(numbers, lane, row, left, right, labelled=False))
    return made


@dataclass
class _Group:
    """Marks that lie on each other: the sum of their places, and their numbers."""

    total: float
    numbers: list[int]

    @property
    def middle(self) -> float:
        return self.total / len(self.numbers)

    def take(self, point: float, number: int) -> None:
        self.total += point
        self.numbers.append(number)


def _stands_free(groups: Sequence[_Group], place: int, span: tuple[float, float]) -> bool:
    """Tell whether a bar can be drawn at its length without touching its neighbours."""
    room = _COUNT / 2 + 2
    before = groups[place - 1].middle + room if place else float("-inf")
    after = groups[place + 1].middle - room if place + 1 < len(groups) else float("inf")
    return before <= span[0] and span[1] <= after

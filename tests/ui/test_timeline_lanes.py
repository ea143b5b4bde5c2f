"""The large timeline's arithmetic: labels never collide, nothing is hidden, counts open on zoom."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import steps_of
from ui.timeline_lanes import lay_out_lanes
from ui.timeline_layout import Window
from ui.timeline_order import in_lanes

DAY = dt.date(2026, 3, 1).toordinal()
WINDOW = Window(DAY, 90)


@dataclass(frozen=True)
class Item:
    lane: int
    first: int
    last: int
    label: str = "x"


def width(label):
    return 7.0 * len(label)


items = st.lists(
    st.builds(
        lambda lane, first, length, letters: Item(
            lane, DAY + first, DAY + first + length, "x" * letters
        ),
        st.integers(0, 2),
        st.integers(-60, 150),
        st.sampled_from([0, 0, 0, 0, 3, 30, 365]),
        st.integers(0, 40),
    ),
    max_size=120,
)


@settings(max_examples=60)
@given(items, st.integers(1, 5), st.floats(60, 1500))
def test_everything_on_screen_is_there_once_and_in_its_lane(rows, most, room):
    lanes = lay_out_lanes(in_lanes(rows, 3), WINDOW, room, (most,) * 3, width)
    shown = [n for n, row in enumerate(rows) if row.last + 1 > DAY and row.first < DAY + 90]
    assert Counter(n for mark in lanes.marks for n in mark.items) == Counter(shown)
    for mark in lanes.marks:
        assert {rows[n].lane for n in mark.items} == {mark.lane}
        assert 0 <= mark.row < lanes.plans[mark.lane].rows <= most + 1
        assert not mark.labelled or len(mark.items) == 1
        assert len(mark.items) == len(tuple(mark.items))
    assert lanes.height == pytest.approx(sum(plan.height for plan in lanes.plans))
    for above, below in pairwise(lanes.plans):
        assert below.top == pytest.approx(above.top + above.height)
    of = {number: mark for mark in lanes.marks for number in mark.items}
    assert [lanes.lanes[row.lane].of(n) for n, row in enumerate(rows)] == [
        of.get(n) for n in range(len(rows))
    ]
    for lane, plan in enumerate(lanes.plans):
        assert (plan.rows == 0) == (not any(rows[n].lane == lane for n in shown))


@settings(max_examples=60)
@given(items, st.integers(1, 5), st.floats(60, 1500))
def test_no_label_and_no_count_lies_on_anything(rows, most, room):
    lanes = lay_out_lanes(in_lanes(rows, 3), WINDOW, room, (most,) * 3, width)
    ends = []
    for mark in lanes.marks:
        label = width(rows[mark.items[0]].label) if mark.labelled else 0
        ends.append((mark.lane, mark.row, mark.left, mark.right + label))
    ends.sort()
    for one, other in pairwise(ends):
        assert one[:2] != other[:2] or one[3] <= other[2] + 1e-6


def test_bars_of_the_same_days_are_counted_together_where_a_border_falls_on_their_middle():
    rows = [Item(0, DAY, DAY, "")] * 3 + [Item(0, DAY + 37, DAY + 40, "")] * 2
    lanes = lay_out_lanes(in_lanes(rows, 1), WINDOW, 1499.9999999999998, (2,), width)
    assert Counter(n for mark in lanes.marks for n in mark.items) == Counter(range(5))


def test_the_first_find_their_labels_first():
    rows = [Item(0, DAY + 9, DAY + 9, "x" * 30), Item(0, DAY + 10, DAY + 10, "x" * 30)]
    lanes = lay_out_lanes(in_lanes(rows, 1), WINDOW, 600, (1,), width)
    assert [mark.labelled for mark in sorted(lanes.marks, key=lambda mark: mark.items)] == [
        True,
        False,
    ]


def test_a_count_opens_on_zoom():
    rows = [Item(0, DAY + day // 6, DAY + day // 6, "x" * 60) for day in range(60)]
    far = lay_out_lanes(in_lanes(rows, 1), WINDOW, 300, (2,), width)
    assert max(len(mark.items) for mark in far.marks) > 20
    near = lay_out_lanes(in_lanes(rows, 1), Window(DAY, 10), 300, (2,), width)
    assert max(len(mark.items) for mark in near.marks) <= 6


def only(row):
    return lay_out_lanes(in_lanes([row], 1), WINDOW, 900, (2,), width).marks


def test_a_bar_reaches_over_its_days_and_no_further_than_the_window():
    (bar,) = only(Item(0, DAY - 400, DAY + 44))
    assert (bar.left, bar.right) == (0, pytest.approx(450))
    (day,) = only(Item(0, DAY + 44, DAY + 44))
    assert day.middle == pytest.approx(445)
    assert day.right - day.left == 11


def test_what_a_step_costs_hangs_on_the_pixels_and_not_on_the_items():
    def steps(number):
        rows = [Item(n % 3, DAY + n % 89, DAY + n % 89, "x" * 60) for n in range(number)]
        orders = in_lanes(rows, 3)
        return steps_of(lambda: lay_out_lanes(orders, WINDOW, 900, (4, 4, 4), width).marks)

    assert steps(20_000) < 1.2 * steps(5_000)


@given(st.integers(0, 2000), st.data())
def test_the_first_of_a_piece_are_those_of_all_that_stand_there(many, data):
    days = data.draw(st.randoms(use_true_random=False))
    rows = [Item(0, day := DAY + days.randrange(400), day) for _ in range(many)]
    ((order, _),) = in_lanes(rows, 1)
    start = data.draw(st.integers(0, many))
    piece = range(start, data.draw(st.integers(start, many)))
    most = data.draw(st.integers(1, 16))
    assert order.first_in(piece, most) == sorted(order.numbers[start : piece.stop])[:most]

"""The timeline's arithmetic: labels never collide, nothing is hidden, ticks are dates."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.records import RefType
from ui.timeline_layout import (
    ON_AXIS,
    Window,
    drawing_of,
    lay_out,
    opening_window,
    ticks,
)

DAY = dt.date(2026, 3, 1).toordinal()


@dataclass(frozen=True)
class Item:
    """Something on the strip with a label of so many pixels."""

    first: int
    last: int
    label_width: float
    weight: float = 0.0


def label_widths(rows):
    return lambda at: rows[at].label_width


items = st.lists(
    st.builds(
        lambda first, length, label, weight: Item(DAY + first, DAY + first + length, label, weight),
        st.integers(-400, 800),
        st.sampled_from([0, 0, 0, 3, 30, 365]),
        st.floats(0, 250),
        st.floats(0, 4),
    ),
    max_size=40,
)


@given(items, st.integers(1, 6), st.floats(100, 2000))
def test_labels_never_touch_and_nothing_on_screen_is_hidden(rows, lanes, width):
    window = Window(DAY, 90)
    placed = lay_out(rows, window, width, lanes, label_widths(rows))
    shown = {n for n, row in enumerate(rows) if row.last + 1 > DAY and row.first < DAY + 90}
    assert {place.item for place in placed} == shown
    for place in placed:
        assert ON_AXIS <= place.lane < lanes
        assert place.lane >= 0 or not place.labelled
    labelled = [place for place in placed if place.labelled]
    for number, one in enumerate(labelled):
        for other in labelled[number + 1 :]:
            if one.lane == other.lane:
                left, right = sorted((one, other), key=lambda place: place.left)
                assert left.right + rows[left.item].label_width <= right.left
    for one in labelled:
        end = one.right + rows[one.item].label_width
        others = [place for place in placed if place.lane == one.lane and place is not one]
        assert not any(place.left < end and one.left < place.right for place in others)


@given(items, st.sets(st.integers(0, 39)), st.floats(100, 2000))
def test_whatever_is_placed_is_drawn_or_lies_under_its_like(rows, chosen, width):
    kinds = [RefType.DOCUMENT if n % 3 == 0 else RefType.DATE for n in range(len(rows))]
    placed = lay_out(rows, Window(DAY, 90), width, 2, label_widths(rows))
    drawing = drawing_of(placed, rows, kinds, chosen)
    groups = (*drawing.bars, *drawing.marks)
    drawn = [(group, place) for group in groups for place in group.places]
    assert len({place.item for _, place in drawn}) == len(drawn)
    assert drawing.labels == tuple(place for place in placed if place.labelled)
    assert {place.item for place in drawing.labels} <= {place.item for _, place in drawn}
    for place in placed:
        alike = [
            (one, group in drawing.bars)
            for group, one in drawn
            if (group.kind, group.chosen) == (kinds[place.item], place.item in chosen)
            and one.lane == place.lane
        ]
        assert any(
            abs(one.left + one.right - place.left - place.right) < (4 if is_bar else 2.01)
            and (not is_bar or abs(one.left - place.left) < 2)
            for one, is_bar in alike
        )


def test_days_that_share_their_pixels_are_drawn_once():
    rows = [Item(DAY + n // 10, DAY + n // 10, 0.0) for n in range(5_000)]
    placed = lay_out(rows, Window(DAY, 500), 120, 1, label_widths(rows))
    (above, axis) = sorted(
        drawing_of(placed, rows, [RefType.DATE] * len(rows), ()).marks, key=lambda g: len(g.places)
    )
    assert len(above.places) < 7
    assert 100 < len(axis.places) <= 122
    middles = [place.left for place in axis.places]
    assert middles == sorted(middles, reverse=True)


def test_bars_on_one_another_darken_each_other_down_to_the_deepest():
    rows = [Item(DAY + n, DAY + 89 - n, 10.0, 40 - n) for n in range(3, 40)]
    rows.append(Item(DAY, DAY + 1, 500.0, 50))
    placed = lay_out(rows, Window(DAY, 90), 900, 1, label_widths(rows))
    bars = drawing_of(placed, rows, [RefType.DATE] * len(rows), ()).bars
    assert len(bars) == 12
    assert [len(group.places) for group in bars[1:-1]] == [1] * 10
    assert sum(len(group.places) for group in bars) == len(rows)


def test_important_items_get_their_labels_first():
    rows = [Item(DAY, DAY, 100, 0.5), Item(DAY, DAY, 100, 3.0)]
    placed = lay_out(rows, Window(DAY - 5, 60), 800, 1, label_widths(rows))
    assert [place.labelled for place in placed] == [False, True]


def test_one_old_statute_does_not_squeeze_the_case():
    old = dt.date(1930, 1, 1).toordinal()
    spans = [(old, old + 364), *((DAY + step, DAY + step) for step in range(30))]
    window = opening_window(spans)
    assert window is not None
    assert window.first > DAY - 60
    assert window.days < 60


def test_no_dates_no_window():
    assert opening_window([]) is None


@pytest.mark.parametrize("days", [7, 20, 60, 200, 700, 4000, 40000])
def test_ticks_stand_in_the_window_and_do_not_crowd(days):
    window, width = Window(DAY, days), 1000.0
    found = ticks(window, width)
    assert 2 <= len(found) <= 16
    places = [window.x(tick.day, width) for tick in found]
    assert all(later - earlier >= 45 for earlier, later in pairwise(places))
    assert all(tick.label for tick in found)


def test_month_ticks_name_a_year():
    labels = [tick.label for tick in ticks(Window(DAY, 120), 900)]
    assert any("2026" in label for label in labels)


@given(st.floats(-800_000, 800_000), st.floats(1, 200_000), st.floats(50, 3000))
def test_ticks_survive_any_zoom(first, days, width):
    for tick in ticks(Window(first, days), width):
        assert tick.label


def test_zoom_keeps_the_day_under_the_pointer():
    window = Window(DAY, 100)
    zoomed = window.zoomed(0.5, DAY + 30)
    assert zoomed.x(DAY + 30, 1000) == pytest.approx(window.x(DAY + 30, 1000))
    assert zoomed.days == 50

"""Days as cells of a table tell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.date_values import bounds
from extraction.date_wording import value_words
from extraction.table_days import day_first, is_two_days, table_day

READ = [
    ("2026-03-07", "2026-03-07"),
    ("2026-03-07 14:30", "2026-03-07T14:30"),
    ("03/07/2026", "2026-03-07"),
    ("3/7/26", "2026-03-07"),
    ("13.4.2026", "2026-04-13"),
    ("03/07/2026 2:30 PM", "2026-03-07T14:30"),
    ("03/??/2026", "2026-03"),
    ("??/??/2026", "2026"),
    ("03/07/2026 - 03/09/2026", "2026-03-07/2026-03-09"),
    ("03/??/2026 - 05/??/2026", "2026-03/2026-05"),
    ("Mar. 7, 2026 – Mar. 9, 2026", "2026-03-07/2026-03-09"),
    ("Tuesday, March 7, 2026", "2026-03-07"),
    ("Spring 2026", "2026-21"),
    ("Q1 2026", "2026-33"),
    ("c. 2015", "2015~"),
    ("about March 2026", "2026-03~"),
    ("before Mar. 2, 2026", "../2026-03-02"),
    ("since March 2026", "2026-03/.."),
    ("Mar. 7, 2026 (or July 3, 2026?)", "2026-03-07"),
    ("201X", "201X"),
    ("20260307", "2026-03-07"),
    ("2026-03~", "2026-03~"),
]  # fmt: skip
UNREAD = [
    "TBD",
    "no date: Thursday ← the closing",
    "March 7",
    "Mar. 7 and Mar. 9, 2026",
    "the day after the hearing of March 7, 2026",
    "99/99/2026",
    "42",
    "sometime",
]


@pytest.mark.parametrize(("cell", "value"), READ)
def test_a_day_is_read(cell, value):
    assert table_day(cell).value == value


@pytest.mark.parametrize("cell", UNREAD)
def test_what_is_no_day_says_so(cell):
    day = table_day(cell)
    assert day.value is None
    assert day.reason.startswith(f"“{cell}”")


def test_an_empty_cell_says_nothing():
    assert (table_day("").value, table_day("").reason) == (None, "")


@pytest.mark.parametrize(
    ("time", "value", "reason"),
    [
        ("2:30 PM", "2026-03-07T14:30", False),
        ("14:30:00", "2026-03-07T14:30", False),
        ("12 a.m.", "2026-03-07T00:00", False),
        ("noonish", "2026-03-07", True),
        ("3", "2026-03-07", True),
    ],
)
def test_a_time_stands_beside_a_day(time, value, reason):
    day = table_day("3/7/2026", time)
    assert (day.value, bool(day.reason)) == (value, reason)


def test_days_in_figures_are_read_in_the_order_of_the_column():
    assert table_day("03/07/2026", day_before_month=True).value == "2026-07-03"
    assert table_day("03/07/2026 2:30 PM", day_before_month=True).value == "2026-07-03T14:30"
    assert table_day("13/07/2026").value == "2026-07-13"
    assert day_first(["13/4/2026", "1/2/2026"]) is True
    assert day_first(["4/13/2026", "1/2/2026"]) is False
    assert day_first(["1/2/2026", "March 13"]) is None
    assert day_first(["13/4/2026", "4/13/2026"]) is None


def test_figures_that_are_two_days_are_told():
    assert is_two_days("3/4/2026") and is_two_days("from 3/4/2026")
    assert not any(map(is_two_days, ("3/3/2026", "3/14/2026", "2026-03-04", "March 4, 2026", "")))


@given(st.dates(), st.sampled_from(["{0:%Y-%m-%d}", "{0:%m/%d/%Y}", "{0:%Y-%m}"]))
def test_what_reports_print_is_read_back(day, form):
    value = {"{0:%Y-%m}": f"{day:%Y-%m}"}.get(form, day.isoformat())
    if day.year < 1000:
        return
    assert table_day(form.format(day) if form != "{0:%Y-%m}" else value_words(value)).value == value
    assert bounds(value)

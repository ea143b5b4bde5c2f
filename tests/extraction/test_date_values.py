"""EDTF values: bounds, parsing, calendar arithmetic."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import date_values as values


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-12", "2017-12-01", "2017-12-31"),
        ("2017-04-07", "2017-04-07", "2017-04-07"),
        ("2017-04-07~", "2017-04-07", "2017-04-07"),
        ("2017-04?", "2017-04-01", "2017-04-30"),
        ("2017-04-07T15:30", "2017-04-07", "2017-04-07"),
        ("2017-04-07T15:30:00Z", "2017-04-07", "2017-04-07"),
        ("2017-04-07T15:30:00-05:00", "2017-04-07", "2017-04-07"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2017-21", "2017-03-01", "2017-05-31"),
        ("2017-22", "2017-06-01", "2017-08-31"),
        ("2017-23", "2017-09-01", "2017-11-30"),
        ("2017-24", "2017-12-01", "2018-02-28"),
        ("2017-33", "2017-01-01", "2017-03-31"),
        ("2017-36", "2017-10-01", "2017-12-31"),
        ("2017-40", "2017-01-01", "2017-06-30"),
        ("2017-41", "2017-07-01", "2017-12-31"),
        ("2016-11/2017-03", "2016-11-01", "2017-03-31"),
        ("1999~/2004", "1999-01-01", "2004-12-31"),
        ("2017-04-03/2017-04-09", "2017-04-03", "2017-04-09"),
    ],
)
def test_bounds(edtf, earliest, latest):
    assert values.bounds(edtf) == (dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest))


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "..",
        "2014/..",
        "../2014",
        "2017-13",
        "2017-02-30",
        "2017-42",
        "0000",
        "tomorrow",
        "7 April",
        "2017-04-07T25:00",
        "2017-05/2017-04",
        "17",
        "2017-4-7",
        "2017/2018/2019",
        "P3D",
    ],
)
def test_bounds_of_what_names_no_calendar_time(edtf):
    assert values.bounds(edtf) is None


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("2017-04-07", "2017-04-07"),
        (" 2017 ", "2017"),
        ("2017-4-7", "2017-04-07"),
        ("2017/4/7", "2017-04-07"),
        ("199x", "199X"),
        ("19xx", "19XX"),
        ("2017-04-07~", "2017-04-07~"),
        ("2016-11 / 2017-03", "2016-11/2017-03"),
        ("2014/..", "2014/.."),
        ("../2014", "../2014"),
        ("2014/", "2014/.."),
        ("2017-36", "2017-36"),
    ],
)
def test_parse_value(typed, tidy):
    assert values.parse_value(typed) == tidy


@pytest.mark.parametrize(
    "typed", ["", "..", "../..", "April 7", "2017-02-30", "07.04.2017", "2017-13", "/"]
)
def test_parse_value_tells_what_to_write(typed):
    with pytest.raises(ValueError, match="2017-04-07"):
        values.parse_value(typed)


def test_parse_value_tells_a_range_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="swap"):
        values.parse_value("2017-05/2016-05")


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2016, "2016-03-27"),
        ("easter", 2018, "2018-04-01"),
        ("good friday", 2017, "2017-04-14"),
        ("thanksgiving", 2015, "2015-11-26"),
        ("black friday", 2010, "2010-11-26"),
        ("memorial day", 2017, "2017-05-29"),
        ("labor day", 2021, "2021-09-06"),
        ("election day", 2016, "2016-11-08"),
        ("christmas eve", 2016, "2016-12-24"),
        ("new year's day", 2017, "2017-01-01"),
    ],
)
def test_holiday(name, year, day):
    assert values.holiday(name, year) == dt.date.fromisoformat(day)


def test_holiday_that_nobody_knows():
    assert values.holiday("groundhog monday", 2017) is None


def test_fifth_weekday_that_a_month_lacks():
    assert values.nth_weekday(2017, 2, 0, 5) is None
    assert values.nth_weekday(2017, 2, 0, -1) == dt.date(2017, 2, 27)


@given(st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_inside_every_value_around_it(day):
    for value in (
        day.isoformat(),
        values.month(day.year, day.month),
        values.year(day.year),
        values.quarter(day.year, (day.month + 2) // 3),
        values.half(day.year, (day.month + 5) // 6),
        values.decade(day.year),
        values.week(day),
    ):
        found = values.bounds(value)
        assert found is not None
        assert found[0] <= day <= found[1]
        assert values.parse_value(value) == value


@given(st.dates(dt.date(1600, 1, 1), dt.date(2090, 12, 31)), st.integers(-400, 400))
def test_add_months_keeps_the_day_or_ends_the_month(day, months):
    moved = values.add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(1)).day == 1)


@given(st.text(alphabet="0123456789-/X~?.T:", max_size=24))
def test_bounds_never_raises_and_is_in_order(text):
    found = values.bounds(text)
    assert found is None or found[0] <= found[1]

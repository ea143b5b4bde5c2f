"""What an attorney types into a form for a date."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.date_values import bounds
from extraction.date_wording import value_words
from extraction.typed_dates import parse_typed, typed_day


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("March 2, 2026", "2026-03-02"),
        ("  march 2nd 2026. ", "2026-03-02"),
        ("Sept. 9, 2026", "2026-09-09"),
        ("2 March 2026", "2026-03-02"),
        ("3/2/2026", "2026-03-02"),
        ("03-02-26", "2026-03-02"),
        ("12/31/99", "1999-12-31"),
        ("13/2/2026", "2026-02-13"),
        ("Mar. 2026", "2026-03"),
        ("March of 2026", "2026-03"),
        ("3/2026", "2026-03"),
        ("2026-3", "2026-03"),
        ("2026-03", "2026-03"),
        ("Fall 2025", "2025-23"),
        ("about May 2026", "2026-05~"),
        ("ca. 2016", "2016~"),
        ("March 2, 2026 at 2:05 p.m.", "2026-03-02T14:05"),
        ("March 2, 2026, 12 am", "2026-03-02T00:00"),
        ("3/2/2026 18:30", "2026-03-02T18:30"),
        ("March 2–9, 2026", "2026-03-02/2026-03-09"),
        ("March 2 to April 9, 2026", "2026-03-02/2026-04-09"),
        ("between May 1, 2025 and June 2026", "2025-05-01/2026-06"),
        ("2016 - 2018", "2016/2018"),
        ("from May 2026", "2026-05/.."),
        ("until 3/2/2026", "../2026-03-02"),
        ("2017-36", "2017-36"),
        ("2014/..", "2014/.."),
        ("199x", "199X"),
    ],
)
def test_dates_in_words_and_figures(typed, value):
    assert parse_typed(typed) == value


@pytest.mark.parametrize(
    "typed",
    ["", "April 7", "Janet 2, 2026", "2/30/2026", "14/14/2026", "13/2026", "07.04.2017", "3/2-2026",
     "soon", "March 2, 2026, 25:00", "to 2026", "/", "March 2, 2026 or later"],
)  # fmt: skip
def test_what_is_no_date_in_words(typed):
    with pytest.raises(ValueError, match="Write a day as"):
        parse_typed(typed)


def test_a_span_that_ends_before_it_begins_is_told():
    with pytest.raises(ValueError, match="swap"):
        parse_typed("May 2026 – March 2026")


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)).map(dt.date.isoformat)
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2099, 12, 31)).map(
    lambda moment: moment.isoformat()[:16]
)
PLAIN = st.one_of(DAYS, MOMENTS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
VALUES = st.one_of(
    PLAIN,
    PLAIN.map(lambda value: f"{value}~"),
    PLAIN.map(lambda value: f"{value}/.."),
    PLAIN.map(lambda value: f"../{value}"),
    st.tuples(DAYS, DAYS).map(lambda ends: "/".join(sorted(ends))),
    st.tuples(st.integers(1900, 2099), st.integers(21, 24)).map(lambda at: f"{at[0]}-{at[1]}"),
)


@given(VALUES)
def test_what_the_program_prints_may_be_typed(value):
    shown = value_words(value)
    assert shown is not None
    assert parse_typed(shown) == value


@given(st.text(alphabet="0123456789/-–., marchdfotusin", max_size=24))
def test_whatever_is_typed_gives_a_value_or_is_refused(typed):
    try:
        value = parse_typed(typed)
    except ValueError:
        return
    assert bounds(value) or ".." in value


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("March 2, 2026", dt.date(2026, 3, 2)),
        ("2026-03-02", dt.date(2026, 3, 2)),
        ("March 2026", None),
        ("May 1 – June 3, 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_one_day_is_taken_and_nothing_longer(typed: str, day: dt.date | None) -> None:
    assert typed_day(typed) == day

"""Dates of reports and news: quarters of a year ago, tense, what counts from the paper's own day."""

import datetime as dt

import pytest

from extraction.date_values import years_on
from tests.extraction.dating import DAY, values_in

NEWS: list[tuple[str, list[tuple[str, str | None]]]] = [
    # a quarter is compared with itself
    (
        "In the third quarter of 2016 Lund earned $3 million, against $2 million a year earlier.",
        [("the third quarter of 2016", "2016-35"), ("a year earlier", "2015-35")],
    ),
    (
        "In the third quarter of 2016 it lost $2 million; the year-ago quarter had a profit.",
        [("the third quarter of 2016", "2016-35"), ("the year-ago quarter", "2015-35")],
    ),
    (
        "Sales rose in the third quarter of 2016. The latest quarter was its best.",
        [("the third quarter of 2016", "2016-35"), ("The latest quarter", "2016-35")],
    ),
    ("Lund earned less a year earlier.", [("a year earlier", "2016")]),
    ("the year-earlier third quarter", [("the year-earlier third quarter", "2016-35")]),
    (
        "Sales rose 3 % in February compared with the same period last year.",
        [("February", "2017-02"), ("the same period last year", "2016-02")],
    ),
    ("He left at the same time.", []),
    ("The latest quarter was its best.", []),
    ("the last two quarters", [("the last two quarters", "2016-10-01/2017-03-31")]),
    # within the day or year of the paper
    ("She called earlier today.", [("earlier today", "2017-04-07")]),
    ("It closed for a second consecutive day.", [("a second consecutive day", "2017-04-07")]),
    ("It met later in the year.", [("later in the year", "2017")]),
    ("He took the rest of the week off.", [("the rest of the week", "2017-04-07/2017-04-09")]),
    # the words before a date tell the tense first
    ("They closed at their lowest on Monday, amid fears that it will last.", [("Monday", "2017-04-03")]),
    ("It said that it wants to leave by early June.", [("early June", "2017-06")]),
    ("The sale should be completed in October.", [("October", "2017-10")]),
    # from a day, and up to one
    (
        "She was ill for three days starting April 3.",
        [("three days starting April 3", "2017-04-03/2017-04-05")],
    ),
    ("It is open from now until May 1.", [("from now until May 1", "2017-04-07/2017-05-01")]),
    ("You must answer in two weeks.", [("in two weeks", "2017-04-21")]),
    ("the next fortnight", [("the next fortnight", "2017-04-17/2017-04-30")]),
    ("It is due this working week.", [("this working week", "2017-04-03/2017-04-07")]),
    # last and next
    ("He came last June 5.", [("last June 5", "2016-06-05")]),
    ("The rent is due next 6/5.", [("next 6/5", "2017-06-05")]),
    ("It will sail this Monday (April 10).", [("this Monday (April 10)", "2017-04-10")]),
    ("Lund was away last Thanksgiving weekend.", [("last Thanksgiving weekend", "2016-11-24/2016-11-27")]),
    ("Labor Day 2015 weekend", [("Labor Day 2015 weekend", "2015-09-05/2015-09-07")]),
    # what has happened cannot lie after the paper's own day
    ("It sank the day before.", [("the day before", "2017-04-06")]),
    ("It sank two days later.", [("two days later", None)]),
    # as others write
    ("twenty five January nineteen eighty-six", [("twenty five January nineteen eighty-six", "1986-01-25")]),
    ("10:35 a.m. (0735 GMT) Friday", [("10:35 a.m. (0735 GMT) Friday", "2017-04-07T10:35")]),
    ("the ninth month of 2016", [("the ninth month of 2016", "2016-09")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values_in(text, DAY) == expected


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (dt.date(2017, 4, 3), "2017-04-14"),  # on a Monday, the Friday of the same week is "Friday"
        (dt.date(2017, 4, 7), "2017-04-14"),
        (dt.date(2017, 4, 8), "2017-04-14"),
    ],
)
def test_next_friday(day: dt.date, value: str) -> None:
    assert values_in("They meet next Friday.", day) == [("next Friday", value)]


@pytest.mark.parametrize(
    ("value", "count", "expected"),
    [
        ("2016-35", -1, "2015-35"),
        ("2016-02-29", -1, "2015-02-28"),
        ("2012-02-29", 4, "2016-02-29"),
        ("2016-05-01/2016-06-03", 1, "2017-05-01/2017-06-03"),
        ("..", 1, ".."),
    ],
)
def test_years_on(value: str, count: int, expected: str) -> None:
    assert years_on(value, count) == expected

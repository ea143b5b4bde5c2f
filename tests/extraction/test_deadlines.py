"""Deadlines against days worked out by hand from FRCP 6(a) and printed calendars."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.deadlines import deadline_after, deadline_before

_AFTER = [
    # No weekend and no holiday at the end.
    ("2017-04-06", 21, "2017-04-27"),
    ("2017-04-07", 14, "2017-04-21"),
    ("2024-02-08", 21, "2024-02-29"),  # the leap day is a day like any other
    ("2023-02-08", 21, "2023-03-01"),
    ("2024-03-01", 60, "2024-04-30"),  # the United States answers within 60 days
    ("2023-11-10", 90, "2024-02-08"),
    ("2023-07-04", 365, "2024-07-03"),
    # Weekends inside the period count, at its end they do not.
    ("2017-04-08", 14, "2017-04-24"),
    ("2017-04-09", 14, "2017-04-24"),
    ("2024-03-15", 1, "2024-03-18"),
    # Every legal holiday of the rule.
    ("2024-01-01", 14, "2024-01-16"),  # Martin Luther King Jr.
    ("2024-01-29", 21, "2024-02-20"),  # Washington
    ("2024-05-06", 21, "2024-05-28"),  # Memorial Day
    ("2024-05-29", 21, "2024-06-20"),  # Juneteenth
    ("2019-05-29", 21, "2019-06-19"),  # which was none before 2021
    ("2023-06-13", 21, "2023-07-05"),
    ("2024-08-12", 21, "2024-09-03"),  # Labor Day
    ("2024-09-23", 21, "2024-10-15"),  # Columbus Day
    ("2024-10-21", 21, "2024-11-12"),  # Veterans Day
    ("2020-11-05", 21, "2020-11-27"),  # Thanksgiving
    ("2024-11-22", 7, "2024-11-29"),  # the day after it is no federal holiday
    ("2017-12-04", 21, "2017-12-26"),  # Christmas
    # Holidays kept on a Friday or Monday, 5 U.S.C. 6103(b) and Executive Order 11582.
    ("2021-05-28", 21, "2021-06-21"),
    ("2021-06-14", 21, "2021-07-06"),
    ("2026-06-12", 21, "2026-07-06"),
    ("2017-10-20", 21, "2017-11-13"),
    ("2016-12-11", 14, "2016-12-27"),
    ("2021-12-10", 14, "2021-12-27"),
    ("2021-12-17", 14, "2022-01-03"),  # a New Year's Day kept in the old year
    ("2022-12-18", 14, "2023-01-03"),
    # A Sunday, then a holiday.
    ("2017-12-03", 21, "2017-12-26"),
    # A day of mourning that closed offices is no legal holiday of the rule.
    ("2018-11-14", 21, "2018-12-05"),
]

_BEFORE = [
    ("2024-03-15", 14, "2024-03-01"),
    ("2024-03-16", 14, "2024-03-01"),  # Saturday: back to Friday
    ("2024-07-11", 7, "2024-07-03"),
    ("2024-09-09", 7, "2024-08-30"),  # Labor Day, Sunday, Saturday
]


@pytest.mark.parametrize(("event", "days", "expected"), _AFTER)
def test_the_last_day_of_a_period_after_an_event(event, days, expected):
    found = deadline_after(dt.date.fromisoformat(event), days)
    assert found.day.isoformat() == expected
    assert found.days == days


@pytest.mark.parametrize(("event", "days", "expected"), _BEFORE)
def test_the_last_day_before_an_event(event, days, expected):
    assert deadline_before(dt.date.fromisoformat(event), days).day.isoformat() == expected


def test_every_step_is_told_with_its_rule():
    found = deadline_after(dt.date(2017, 12, 3), 21)
    assert found.steps == (
        "Dec. 3, 2017 itself is not counted; day 1 is Monday, Dec. 4, 2017 (FRCP 6(a)(1)(A)).",
        "Every day counts; day 21 is Sunday, Dec. 24, 2017 (FRCP 6(a)(1)(B)).",
        "Dec. 24, 2017 is a Sunday: the period runs to Monday, Dec. 25, 2017 (FRCP 6(a)(1)(C)).",
        "Dec. 25, 2017 is Christmas Day, a legal holiday (FRCP 6(a)(6)): the period runs to Tuesday, "
        "Dec. 26, 2017 (FRCP 6(a)(1)(C)).",
    )
    assert found.cautions[-1].startswith("Verify")


def test_a_holiday_of_the_state_is_told_and_the_earlier_day_given():
    found = deadline_after(dt.date(2026, 3, 10), 21, "CA")
    assert found.day == dt.date(2026, 3, 31)
    assert "Cesar Chavez Day in CA" in found.cautions[0]
    assert "Wednesday, Apr. 1, 2026" in found.cautions[0]
    assert deadline_after(dt.date(2026, 3, 10), 21, "NY").cautions == found.cautions[1:]


def test_a_state_that_is_none_changes_nothing():
    known = deadline_after(dt.date(2026, 3, 10), 21)
    assert deadline_after(dt.date(2026, 3, 10), 21, "XX") == known


@pytest.mark.parametrize(("days", "told"), [(10, True), (11, False)])
def test_the_older_rule_for_short_periods_is_told(days, told):
    found = deadline_after(dt.date(2008, 3, 3), days)
    assert any("December 1, 2009" in caution for caution in found.cautions) == told


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_impossible_periods_are_refused(days):
    with pytest.raises(ValueError, match=r"days|calendar"):
        deadline_after(dt.date(2017, 4, 6), days)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 400))
def test_a_deadline_is_a_working_day_soon_after_the_count(event, days):
    after, before = deadline_after(event, days).day, deadline_before(event, days).day
    assert after.weekday() < 5
    assert before.weekday() < 5
    assert 0 <= (after - event).days - days <= 4
    assert 0 <= (event - before).days - days <= 4

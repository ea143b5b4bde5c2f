"""Expressions counted from another day: the paper's own, or the one that the story has reached."""

import pytest

from tests.extraction.dating import DAY, REACHED, STORY, dates_in, values_in

# What is found, its value counted from DAY, and its value counted from a story's May 2, 2016, a Monday.
# ``None``: what it is counted from is not known.
COUNTED = [
    ("She called the same day.", "the same day", None, "2016-05-02"),
    ("It was the day before yesterday.", "the day before yesterday", "2017-04-05", "2017-04-05"),
    ("It starts the day after tomorrow.", "the day after tomorrow", "2017-04-09", "2017-04-09"),
    ("She left at 3 p.m.", "3 p.m.", "2017-04-07T15:00", "2016-05-02T15:00"),
    ("She left at noon.", "noon", "2017-04-07T12:00", "2016-05-02T12:00"),
    (
        "over the last three weeks",
        "the last three weeks",
        "2017-03-17/2017-04-06",
        "2017-03-17/2017-04-06",
    ),
    (
        "for the next two months",
        "the next two months",
        "2017-04-08/2017-06-07",
        "2017-04-08/2017-06-07",
    ),
    ("in the previous ten days", "the previous ten days", None, None),
    ("He left two and a half years ago.", "two and a half years ago", "2014-10", "2014-10"),
    (
        "He left one year and two months ago.",
        "one year and two months ago",
        "2016-02-07",
        "2016-02-07",
    ),
    ("He left two decades ago.", "two decades ago", "1997", "1997"),
    (
        "It fell the week before last.",
        "the week before last",
        "2017-03-20/2017-03-26",
        "2017-03-20/2017-03-26",
    ),
    ("It opens the month after next.", "the month after next", "2017-06", "2017-06"),
    ("A year earlier it rose.", "A year earlier", "2016", "2015"),
    ("by the end of the month", "the end of the month", "2017-04", "2016-05"),
    ("It closed on Tuesday of last week.", "Tuesday of last week", "2017-03-28", "2017-03-28"),
    ("It opens Friday next week.", "Friday next week", "2017-04-14", "2017-04-14"),
    ("It met on the following Monday.", "the following Monday", "2017-04-10", "2016-05-09"),
    ("It met that Monday.", "that Monday", None, "2016-05-02"),
    ("It closed on Friday the 13th.", "Friday the 13th", "2017-01-13", "2016-05-13"),
    ("due on the 3rd of next month", "the 3rd of next month", "2017-05-03", "2016-06-03"),
    ("paid on the 5th of last month", "the 5th of last month", "2017-03-05", "2016-04-05"),
    ("It burned last night.", "last night", "2017-04-06", "2017-04-06"),
    ("It burned that evening.", "that evening", None, "2016-05-02"),
    ("It sailed the next morning.", "the next morning", None, "2016-05-03"),
    ("below the same month a year ago", "the same month a year ago", "2016-04", "2015-05"),
    (
        "It opens three weeks from now.",
        "three weeks from now",
        "2017-04-24/2017-04-30",
        "2017-04-24/2017-04-30",
    ),
    ("It closed last Christmas.", "last Christmas", "2016-12-25", "2015-12-25"),
    ("It opens next Easter.", "next Easter", "2017-04-16", "2017-04-16"),
]

OPEN = [
    (
        "five business days after service",
        "five business days after",
        "business days are not counted: holidays and local rules decide",
    ),
    (
        "12 days after the hearing",
        "12 days after",
        "counted from an event whose date is not stated with it",
    ),
    ("It meets on Mondays.", "Mondays", "names no calendar time"),
    ("finished in two weeks", "in two weeks", "names no calendar time"),
]


@pytest.mark.parametrize(("text", "words", "value", "_"), COUNTED)
def test_news_counts_from_its_own_day(text, words, value, _):
    assert values_in(text, DAY) == [(words, value)]


@pytest.mark.parametrize(("text", "words", "_", "value"), COUNTED)
def test_a_story_counts_from_the_date_it_named_last(text, words, _, value):
    told = values_in(f"{STORY}{text}", DAY, narrative=True)
    assert told == [REACHED, (words, value)]


@pytest.mark.parametrize(("text", "words", "_", "__"), COUNTED)
def test_without_a_day_to_count_from_the_value_stays_open(text, words, _, __):
    (date,) = dates_in(text, None)
    assert (date.text, date.value) == (words, None)
    assert date.reason


@pytest.mark.parametrize(("text", "words", "reason"), OPEN)
def test_what_cannot_be_counted_says_why(text, words, reason):
    assert [(date.text, date.value, date.reason) for date in dates_in(text, DAY)] == [
        (words, None, reason)
    ]

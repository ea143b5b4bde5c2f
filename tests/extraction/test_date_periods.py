"""Periods: seasons, quarters, and the weeks, weekends and days of a month or year."""

import pytest

from tests.extraction.dating import DAY, REACHED, STORY, values_in

# What is found, its value counted from DAY, and its value counted from a story's May 2, 2016.
COUNTED = [
    ("Sales fell last spring.", "last spring", "2016-21", "2015-21"),
    ("Sales fell in the spring of last year.", "the spring of last year", "2016-21", "2015-21"),
    ("It will open this summer.", "this summer", "2017-22", "2016-22"),
    ("It opens next winter.", "next winter", "2017-24", "2016-24"),
    ("Sales fell last fall.", "last fall", "2016-23", "2015-23"),
    ("Sales fell in the third quarter.", "the third quarter", "2016-35", "2015-35"),
    ("Sales fell last quarter.", "last quarter", "2017-33", "2016-33"),
    ("in the final quarter of last year", "the final quarter of last year", "2016-36", "2015-36"),
    ("in May of last year", "May of last year", "2016-05", "2015-05"),
    ("It closed last May.", "last May", "2016-05", "2015-05"),
    ("It opens next May.", "next May", "2017-05", "2017-05"),
    ("It opens next March.", "next March", "2018-03", "2017-03"),
    (
        "the first week of last month",
        "the first week of last month",
        "2017-02-27/2017-03-05",
        "2016-04-04/2016-04-10",
    ),
    (
        "the second week of this year",
        "the second week of this year",
        "2017-01-09/2017-01-15",
        "2016-01-11/2016-01-17",
    ),
]

STATED = [
    ("the first week of May 2016", "2016-05-02/2016-05-08"),
    ("the last weekend of June 2016", "2016-06-25/2016-06-26"),
    ("the first weekend of May 2016", "2016-05-07/2016-05-08"),
    ("the first weekend of October 2016", "2016-10-01/2016-10-02"),
    ("the first three days of March 2016", "2016-03-01/2016-03-03"),
    ("the opening day of June 2016", "2016-06-01"),
    ("the last two weeks of 2016", "2016-12-19/2017-01-01"),
    ("week 14 of 2017", "2017-04-03/2017-04-09"),
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
    assert values_in(text, None) == [(words, None)]


@pytest.mark.parametrize(("text", "value"), STATED)
def test_what_names_its_year_needs_no_other_day(text, value):
    assert values_in(f"It ran in {text}.", None) == [(text, value)]

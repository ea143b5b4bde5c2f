import datetime as dt

import pytest

from extraction.event_offsets import days_from, is_filing_of_the_suit

DAY = dt.date(2020, 2, 28)

OFFSETS = [
    ("a day after", "2020-02-29"),
    ("the day after", "2020-02-29"),
    ("just a day after", "2020-02-29"),
    ("the day before", "2020-02-27"),
    ("the night before", "2020-02-27"),
    ("two weeks\nafter", "2020-03-13"),
    ("Twenty-one days after", "2020-03-20"),
    ("21 days from", "2020-03-20"),
    ("fourteen (14) days after", "2020-03-13"),
    ("one month prior to", "2020-01-28"),
    ("about two weeks after", "2020-03-13~"),
    ("nearly a year before", "2019-02-28~"),
    ("the same day", "2020-02-28"),
    ("the very day", "2020-02-28"),
    ("several days after", None),
    ("a few days after", None),
    ("ten business days after", None),
    ("Friday", None),
    ("soon after", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "value"), OFFSETS)
def test_days_are_counted_from_an_event(words, value):
    assert days_from(words, DAY) == value


EVENTS = [
    ("filing of the suit", True),
    ("the filing of this action", True),
    ("the filing of the Complaint", True),
    ("commencement of this lawsuit", True),
    ("Plaintiffs filed their complaint", True),
    ("the lawsuit was filed", True),
    ("this action was commenced", True),
    ("the filing of the original complaint", True),
    ("the filing of the First Amended Complaint", False),
    ("the filing of the 1974 lawsuit", False),
    ("he filed an administrative complaint", False),
    ("the filing of an action in Ohio", False),
    ("service", False),
    ("the hearing", False),
    ("the complaint was served", False),
    ("filing of a motion in this case", False),
]


@pytest.mark.parametrize(("words", "filing"), EVENTS)
def test_the_filing_of_the_suit_is_known_by_its_words(words, filing):
    assert is_filing_of_the_suit(words) is filing

"""The order of characters on paper, against lines worked out by hand after UAX #9."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.visual_order import has_right_to_left, runs_from_right, visual_order


def shown(text: str) -> str:
    return "".join(each for _, each in visual_order(text, from_right=runs_from_right(text)))


# Hebrew letters stand for themselves: אבג is written from the right, so that ג comes first on paper.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain (words) 12", "plain (words) 12"),
        ("אבג", "גבא"),
        ("say אבג now", "say גבא now"),
        ("say אבג דה now", "say הד גבא now"),
        ("אבג word דה", "הד word גבא"),
        ("אבג 12", "12 גבא"),
        ("אבג 12 דה", "הד 12 גבא"),
        ("say אבג 12 דה now", "say הד 12 גבא now"),
        ("אב (גד) ה", "ה (דג) בא"),
        ("", ""),
    ],
)
def test_lines_stand_as_they_are_written(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text(alphabet="ab אב12().,", max_size=30), st.booleans())
def test_no_character_is_lost_or_doubled(text: str, from_right: bool) -> None:
    order = [at for at, _ in visual_order(text, from_right=from_right)]
    assert sorted(order) == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "there", "base"),
    [
        ("abc", False, False),
        ("12 אב c", True, True),
        ("c אב", True, False),
        ("אב, he said", True, False),
        ("אבגד c", True, True),
        ("12", False, False),
    ],
)
def test_which_texts_run_from_the_right(text: str, there: bool, base: bool) -> None:
    assert has_right_to_left(text) is there
    assert runs_from_right(text) is base

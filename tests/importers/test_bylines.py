"""Headlines, bylines and date lines, with rows that look like them and are none."""

from datetime import date

import pytest

from importers.bylines import article_head, date_on, is_date_line, is_headline, is_name
from importers.plain_paragraphs import split_paragraphs

DATES = [
    ("April 7, 2017", date(2017, 4, 7)),
    ("7 April 2017", date(2017, 4, 7)),
    ("Fri., Sept. 5th, 2025 — 3 min read", date(2025, 9, 5)),
    ("the 5th of May 2026", date(2026, 5, 5)),
    ("2026-03-07", date(2026, 3, 7)),
    ("25/04/2026", date(2026, 4, 25)),
    ("04/25/2026", date(2026, 4, 25)),
    ("05/05/2026", date(2026, 5, 5)),
    ("03/07/2026", None),
    ("31 February 2026", None),
    ("in May of that year", None),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_date_on(words, expected):
    found = date_on(words)
    assert (found[0] if found else None) == expected


DATE_LINES = [
    ("April 7, 2017", True),
    ("Friday, April 7, 2017, 3:15 p.m. EDT", True),
    ("Published: 7 April 2017 | Updated 9:00 GMT", True),
    ("Last updated on 2026-03-07", True),
    ("07/04/2017", True),
    ("07/04/2017: the pilots push back against the board", False),
    ("On April 7, 2017 the board met.", False),
]


@pytest.mark.parametrize(("words", "expected"), DATE_LINES)
def test_date_lines(words, expected):
    assert is_date_line(words) is expected


NAMES = [
    ("Osk Palmgren", True),
    ("Ludwig van der Meer", True),
    ("Mary-Ann O’Dell Jr.", True),
    ("J. Q. Vesk", True),
    ("Most Popular", False),
    ("City Council", False),
    ("March Winds", False),
    ("Palmgren", False),
    ("Osk Palmgren said no", False),
]


@pytest.mark.parametrize(("words", "expected"), NAMES)
def test_names(words, expected):
    assert is_name(words) is expected


HEADLINES = [
    ("Board stops the night ferry over crew hours", True),
    ("“Nobody asked us”: pilots angry at board", True),
    ("The board met on Monday.", False),
    ("Home", False),
    ("and then it went on without them", False),
]


@pytest.mark.parametrize(("words", "expected"), HEADLINES)
def test_headlines(words, expected):
    assert is_headline(words) is expected


BODY = "\n\nThe ferry board on Friday stopped every night run between the islands, saying crews were tired.\n"
HEADS = [
    ("Board stops the night ferry\n\nIda Tveit\nApril 7, 2026", ("Ida Tveit", "2026-04-07")),
    (
        "Board stops the night ferry\n\nBy IDA TVEIT, Staff Writer\nMarch 7, 2026",
        ("IDA TVEIT", "2026-03-07"),
    ),
    ("Board stops the night ferry\n\nIda Tveit | March 7, 2026", ("Ida Tveit", "2026-03-07")),
    ("Board stops the night ferry\n\nMarch 7, 2026 by Ida Tveit", ("Ida Tveit", "2026-03-07")),
    ("Harbour Post\n\nBoard stops the night ferry\n\nBy Ida Tveit | TARN", ("Ida Tveit", None)),
    (
        "March 7, 2026\n\nBoard stops the night ferry\n\nIda Tveit in Tarn",
        ("Ida Tveit", "2026-03-07"),
    ),
    (
        "Board stops the night ferry\n\nAuthor: Ida Tveit\nDate: 7 March 2026",
        ("Ida Tveit", "2026-03-07"),
    ),
    ("Board stops the night ferry\n\nIda Tveit, Harbour Press", ("Ida Tveit", None)),
    (
        "Board stops the night ferry\nBy Ida Tveit - The Harbour Post - Saturday, March 7, 2026",
        ("Ida Tveit", "2026-03-07"),
    ),
    (
        "Board stops the night ferry\nEdited time: 8 Mar, 2026 10:00\nPublished time: 7 Mar, 2026 09:45",
        (None, "2026-03-07"),
    ),
    ("Board stops the night ferry\n\nPolitics\n03/07/2026", (None, None)),
    (
        "Board stops the night ferry\n\nLocal News\nPilots want answers from the board of piers",
        (None, None),
    ),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_heads(head, expected):
    text = head + BODY
    values = {value.field: value for value in article_head(text, split_paragraphs(text))}
    assert values["title"].value == "Board stops the night ferry"
    assert (
        tuple(values[key].value if key in values else None for key in ("author", "published"))
        == expected
    )
    for value in values.values():
        if value.field in ("title", "author"):
            assert value.span.of(text) == value.value


def test_dates_below_the_first_sentence_are_not_the_articles():
    text = "Board stops the night ferry" + BODY + "\nApril 7, 2026\n"
    assert [value.field for value in article_head(text, split_paragraphs(text))] == ["title"]

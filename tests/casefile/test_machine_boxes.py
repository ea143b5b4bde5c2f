"""Boxes of machine-read words: parts of words, lines, columns, pages that lie on their side or head."""

import pytest

from casefile.machine_boxes import boxes_of
from casefile.records import Box
from importers.machine_page import PlacedWord
from importers.source_text import Span

TEXT = "Marrow Ferry\nsailed no more"


def boxes(text, words, span):
    (found,) = boxes_of(text, words, [span])
    return found


def placed(text, boxes):
    """Give the words of a text their boxes, in order."""
    at, words = 0, []
    for word, box in zip(text.split(), boxes, strict=True):
        start = text.index(word, at)
        at = start + len(word)
        words.append(PlacedWord(Span(start, at), box, 0.9))
    return tuple(words)


UPRIGHT = placed(
    TEXT,
    [
        (100, 50, 160, 62),  # Marrow
        (166, 51, 216, 63),  # Ferry
        (100, 74, 160, 86),  # sailed
        (166, 74, 186, 86),  # no
        (192, 74, 232, 86),  # more
    ],
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Marrow", [(100, 50, 160, 62)]),
        ("Marrow Ferry", [(100, 50, 216, 63)]),
        ("row", [(130, 50, 160, 62)]),
        ("arrow Fer", [(110, 50, 196, 63)]),
        ("Ferry\nsailed no", [(166, 51, 216, 63), (100, 74, 186, 86)]),
        (" ", []),
        ("\n", []),
        ("e", [(192 + 30, 74, 232, 86)]),
    ],
)
def test_boxes_of_words_and_their_parts(words, expected):
    start = TEXT.rindex(words) if words == "e" else TEXT.index(words)
    found = boxes(TEXT, UPRIGHT, Span(start, start + len(words)))
    assert found == tuple(Box(*map(float, box)) for box in expected)


@pytest.mark.parametrize(
    ("words", "left", "right"),
    [
        ("Ferry", 100, 150),
        ("Ferry,”", 100, 160),
        ("erry,", 110, 155),
        (",", 150, 155),
        ("”", 155, 160),
    ],
)
def test_marks_are_narrower_than_letters(words, left, right):
    text = "Ferry,”"
    start = text.index(words)
    (box,) = boxes(text, placed(text, [(100, 50, 160, 62)]), Span(start, start + len(words)))
    assert box == Box(left, 50, right, 62)


def test_a_stretch_over_two_columns_of_a_caption_leaves_the_gap_between_them_free():
    text = "MARROW FERRY Case No. 26-7"
    words = placed(
        text,
        [
            (72, 50, 120, 62),
            (126, 50, 170, 62),
            (320, 49, 350, 61),
            (356, 50, 376, 62),
            (382, 50, 410, 62),
        ],
    )
    assert boxes(text, words, Span(0, len(text))) == (
        Box(72, 50, 170, 62),
        Box(320, 49, 410, 62),
    )


def test_on_a_page_that_lies_on_its_side_whole_words_are_marked():
    words = placed(
        TEXT,
        [
            (500, 100, 512, 160),
            (500, 166, 512, 216),
            (476, 100, 488, 160),
            (476, 166, 488, 186),
            (476, 192, 488, 232),
        ],
    )
    assert boxes(TEXT, words, Span(2, 9)) == (Box(500, 100, 512, 216),)
    assert boxes(TEXT, words, Span(9, 15)) == (Box(500, 166, 512, 216), Box(476, 100, 488, 160))


def test_on_a_page_that_stands_on_its_head_whole_words_are_marked():
    words = placed(
        TEXT,
        [
            (452, 700, 512, 712),
            (396, 700, 446, 712),
            (452, 676, 512, 688),
            (426, 676, 446, 688),
            (380, 676, 420, 688),
        ],
    )
    assert boxes(TEXT, words, Span(0, 3)) == (Box(452, 700, 512, 712),)
    assert boxes(TEXT, words, Span(0, 9)) == (Box(396, 700, 512, 712),)


def test_no_words_no_boxes():
    assert boxes("", (), Span(0, 0)) == ()
    assert boxes(TEXT, UPRIGHT[:1], Span(0, 3)) == (Box(100, 50, 130, 62),)


def test_each_span_has_its_own_boxes_and_none_has_none():
    spans = [Span(0, 6), None, Span(7, 12), Span(6, 7)]
    whole = boxes_of(TEXT, UPRIGHT, spans)
    assert whole == (boxes(TEXT, UPRIGHT, spans[0]), (), boxes(TEXT, UPRIGHT, spans[2]), ())

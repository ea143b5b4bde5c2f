"""Which place in the text a point on a page means, for lines, columns, margins and pages on their side."""

import pytest
from PySide6.QtCore import QPointF

from casefile.records import Box
from importers.source_text import Span
from ui.page_letters import PageLetters, letters_of, word_at


def typed(rows, start=0, size=10.0, wide=6.0):
    """Set rows of (left, top, words) in a typewriter's letters; return the text and each character's boxes.

    Marks are as small and as high or low as in print.
    """
    parts: list[str] = []
    boxes: list[tuple[Box, ...]] = []
    for left, top, words in rows:
        for at, character in enumerate(words):
            x = left + at * wide
            box = Box(x + 0.5, top + 2, x + wide - 0.5, top + size)
            if character in "“”’":
                box = Box(x + 1, top, x + 3, top + 2)
            elif character in ".,":
                box = Box(x + 1, top + size - 1, x + 2, top + size + 1)
            boxes.append(() if character.isspace() else (box,))
        parts.append(words)
        boxes.append(())
    return "\n".join(parts) + "\n", boxes


PAGE = [
    (50, 50, "“Nobody asked us.”"),
    (50, 64, "So the ferry stayed"),
    (50, 78, "in."),
    (50, 120, "A paragraph below."),
]
TEXT, BOXES = typed(PAGE)
ONE = letters_of(TEXT, 0, BOXES)


def x(column, left=50):
    """Return where a column's letter begins."""
    return left + 6.0 * column


@pytest.mark.parametrize(
    ("point", "before"),
    [
        ((x(1) + 1, 56), "Nobody asked"),
        ((x(1) + 5, 56), "obody asked"),
        ((0, 56), "“Nobody"),
        ((x(0) + 1, 50), "“Nobody"),
        ((590, 56), "\nSo the"),  # right of the line: its end
        ((590, 83), "\nA para"),  # right of a short line, below a long one
        ((x(2), 100), ".\nA para"),  # in the gap, nearer the line above
        ((x(2), 116), "paragraph below"),
        ((x(7), 0), "asked us"),  # above the page's words
        ((x(8), 700), "aph below"),  # below them
        ((x(16) + 4, 56), "”\nSo"),
    ],
)
def test_a_point_means_the_place_a_reader_would_say(point, before):
    place = ONE.place(QPointF(*point))
    assert TEXT[place : place + len(before)] == before


def test_columns_are_not_mixed_up():
    rows = [(50, 50 + 14 * row, f"left {row} word") for row in range(3)]
    rows += [(300, 50 + 14 * row, f"right {row} word") for row in range(6)]
    text, boxes = typed(rows)
    letters = letters_of(text, 0, boxes)
    place = letters.place(QPointF(60, 130))  # below the left column, beside the right one
    assert text[place:].startswith("ft 2")
    place = letters.place(QPointF(290, 64))
    assert text[place:].startswith("right 1")
    place = letters.place(QPointF(140, 64))
    assert text[:place].endswith("left 1 word")


def test_two_cells_of_one_line_are_two_stretches():
    text, boxes = typed([(50, 50, "PRESS")])
    right, more = typed([(300, 50, "No. 26")])
    text, boxes = text.replace("\n", "  ") + right, [*boxes, (), *more]
    letters = letters_of(text, 0, boxes)
    assert len(list(letters.boxes(Span(0, len(text))))) == 2
    place = letters.place(QPointF(120, 55))
    assert text[:place] == "PRESS"


def test_boxes_of_a_span_are_one_a_line_as_high_as_the_line():
    start = TEXT.index("asked")
    found = list(ONE.boxes(Span(start, TEXT.index("the ferry") + 3)))
    assert [(round(box.left()), round(box.right())) for box in found] == [(98, 155), (50, 86)]
    assert found[0].top() == 50 and found[0].bottom() == 61
    assert list(ONE.boxes(Span(start, start))) == []


def test_a_page_deep_in_the_text_counts_from_its_start():
    head = "x" * 1000
    letters = letters_of(head + TEXT, 1000, BOXES)
    place = letters.place(QPointF(x(1) + 1, 56))
    assert (head + TEXT)[place:].startswith("Nobody")


def test_a_line_that_runs_up_the_page():
    words = "DRAFT ONLY"
    boxes = [
        () if character == " " else (Box(20, 300 - 8 * at - 7, 30, 300 - 8 * at),)
        for at, character in enumerate(words)
    ]
    letters = letters_of(words, 0, boxes)
    assert letters.place(QPointF(25, 310)) == 0
    assert letters.place(QPointF(25, 300 - 8 * 6)) == 6
    assert letters.place(QPointF(25, 100)) == len(words)
    (box,) = letters.boxes(Span(0, 5))
    assert (box.left(), box.right()) == (20, 30) and box.bottom() == 300


def test_a_page_without_letters_has_no_places():
    assert letters_of("  \n", 0, [(), (), ()]).place(QPointF(5, 5)) is None
    assert not PageLetters().is_over(QPointF(5, 5))
    assert list(PageLetters().boxes(Span(0, 10))) == []


def test_is_over_words_and_beside_them():
    assert ONE.is_over(QPointF(60, 56))
    assert not ONE.is_over(QPointF(60, 105))
    assert not ONE.is_over(QPointF(400, 83))


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("the O’Neil-Hart firm", 6, "O’Neil-Hart"),
        ("post by @quay_watch.", 10, "@quay_watch"),
        ("so (Larkspur)", 4, "Larkspur"),
        ("so (Larkspur)", 12, "Larkspur"),
        ("a, b", 2, None),
        ("", 0, None),
        ("inter\ufffevention", 3, "inter\ufffevention"),
    ],
)
def test_the_word_at_a_place(text, place, word):
    span = word_at(text, place)
    assert (span.of(text) if span else None) == word

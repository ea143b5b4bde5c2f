"""Pieces of writing become printed lines: rows, columns, captions, skew and margins, each word once."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from importers.machine_lines import Piece, printed_lines, slope_of, turn_of, turned
from importers.machine_page import MachineWord

HEIGHT = 12.0
LETTER = 6.0


def piece(text: str, left: float, top: float, slope: float = 0.0) -> Piece:
    """Return words of letters six wide, one letter apart, that fall by ``slope`` on their way right."""
    words, at = [], left
    for word in text.split():
        width = LETTER * len(word)
        y = top + slope * (at + width / 2)
        words.append(MachineWord(word, (at, y, at + width, y + HEIGHT), 0.99))
        at += width + LETTER
    return Piece(tuple(words))


def texts(*pieces: Piece) -> list[str]:
    return [" ".join(word.text for word in line) for line in printed_lines(pieces)]


def test_pieces_of_one_height_are_one_line():
    assert texts(
        piece("12", 300, 100),
        piece("Order of submission", 72, 101),
        piece("7", 400, 98),
        piece("Opinion", 72, 120),
    ) == ["Order of submission 12 7", "Opinion"]


def test_skewed_lines_are_not_mixed():
    slope = math.tan(math.radians(1.5))
    rows = [
        (
            piece(f"left{n} words that go on here", 72, 100 + 14 * n, slope),
            piece(f"right{n} end", 430, 100 + 14 * n, slope),
        )
        for n in range(8)
    ]
    assert abs(slope_of([one for row in rows for one in row]) - slope) < 0.003
    assert texts(*(one for row in rows for one in reversed(row))) == [
        f"left{n} words that go on here right{n} end" for n in range(8)
    ]


def test_columns_of_prose_are_read_one_after_the_other():
    left = [piece(f"l{n} the harbor master has a boat", 72, 100 + 14 * n) for n in range(14)]
    right = [piece(f"r{n} the east gate of the old bay", 312, 104 + 14 * n) for n in range(14)]
    head = piece("REPORT OF THE HARBOR COMMISSION IN THE MATTER", 150, 60)
    number = piece("282", 72, 60)
    foot = piece("The whole width of the page is taken by a line such as this one is", 72, 320)
    got = texts(*right, *left, foot, head, number)
    assert got[0] == "282 REPORT OF THE HARBOR COMMISSION IN THE MATTER"
    assert [line.split()[0] for line in got[1:-1]] == [
        *(f"l{n}" for n in range(14)),
        *(f"r{n}" for n in range(14)),
    ]
    assert got[-1].startswith("The whole width")


def test_a_line_read_on_over_the_gutter_is_parted():
    left = [piece(f"l{n} the harbor master has a boat", 72, 100 + 14 * n) for n in range(14)]
    right = [piece(f"r{n} the east gate of the old bay", 312, 100 + 14 * n) for n in range(14)]
    merged = Piece((*left[0].words, *right[0].words))
    got = texts(merged, *left[1:], *right[1:])
    assert [line.split()[0] for line in got] == [
        *(f"l{n}" for n in range(14)),
        *(f"r{n}" for n in range(14)),
    ]


CAPTION = [
    piece("IN THE CIRCUIT COURT OF THE COUNTY OF LARCH", 150, 60),
    piece("NORA QUILL, as trustee,", 72, 100),
    piece("Plaintiff,", 150, 114),
    piece("v.", 110, 128),
    piece("ORLOV FREIGHT, INC. and", 72, 142),
    piece("DOES 1 to 5,", 72, 156),
    piece("Defendants.", 150, 170),
]
BODY = piece(
    "The plaintiff says that the boat was sold to somebody else before the summer came", 72, 200
)


def test_a_captions_sides_are_not_mixed():
    beside = [piece("Case No. 12-345", 340, 114), piece("COMPLAINT", 362, 142)]
    got = texts(*beside, *CAPTION, BODY)
    assert got == [
        "IN THE CIRCUIT COURT OF THE COUNTY OF LARCH",
        "NORA QUILL, as trustee,",
        "Plaintiff,",
        "v.",
        "ORLOV FREIGHT, INC. and",
        "DOES 1 to 5,",
        "Defendants.",
        "Case No. 12-345",
        "COMPLAINT",
        " ".join(word.text for word in BODY.words),
    ]


def test_what_stands_beside_without_a_versus_stays_in_its_row():
    assert texts(piece("Dated: 3 May 2021", 72, 100), piece("Nora Quill", 340, 100)) == [
        "Dated: 3 May 2021 Nora Quill"
    ]
    assert len(texts(*CAPTION, BODY)) == 8


def test_writing_up_the_margin_comes_last():
    box = (20.0, 100.0, 32.0, 260.0)
    margin = Piece((MachineWord("QUILL & LARCH LLP", box, 0.9),))
    got = texts(margin, *(piece(f"{n} a line of the body", 72, 100 + 24 * n) for n in range(6)))
    assert got[-1] == "QUILL & LARCH LLP"
    assert got[0] == "0 a line of the body"


def test_turning_is_undone_by_turning_on():
    box = (10.0, 20.0, 40.0, 30.0)
    for quarters in range(4):
        there = turned(box, quarters, 200.0, 300.0)
        width, height = (300.0, 200.0) if quarters % 2 else (200.0, 300.0)
        assert turned(there, (4 - quarters) % 4, width, height) == box


def test_a_page_is_turned_by_the_way_its_words_go():
    lines = [one.words for one in (piece("one two three", 72, 100), piece("four five", 72, 120))]
    assert turn_of(lines) == 0
    for quarters in (1, 2, 3):
        shown = [
            [MachineWord(word.text, turned(word.box, 4 - quarters, 300, 200), 1.0) for word in line]
            for line in lines
        ]
        assert turn_of(shown) == quarters
    assert turn_of([]) == 0


places = st.tuples(
    st.floats(0, 550), st.floats(0, 750), st.floats(3, 300), st.floats(4, 40), st.integers(1, 5)
)


@settings(max_examples=40)
@given(st.lists(places, max_size=30))
def test_every_word_stands_in_exactly_one_line(boxes):
    pieces = []
    for at, (left, top, width, height, count) in enumerate(boxes):
        step = width / count
        pieces.append(
            Piece(
                tuple(
                    MachineWord(
                        f"{at}.{n}",
                        (left + n * step, top, left + (n + 0.9) * step, top + height),
                        1.0,
                    )
                    for n in range(count)
                )
            )
        )
    lines = printed_lines(pieces)
    assert sorted(word.text for line in lines for word in line) == sorted(
        word.text for piece in pieces for word in piece.words
    )
    assert all(lines)


def test_no_pieces_no_lines():
    assert printed_lines([]) == ()
    assert printed_lines([Piece(())]) == ()

"""What is typed to go somewhere in an open paper, and what a paper says it has."""

import pytest

from importers.source_text import NumberedLine, Page, Paragraph, SourceText, Span, Zone
from reports.typed_places import kinds_of_places, places_typed

FIRST = "1. The tide rose.\n2. The pier held.\n"
SECOND = "3. The ferry left.\nA footnote.\n"
TEXT = FIRST + SECOND
PAPER = SourceText(
    TEXT,
    (Page(1, "iv", Span(0, len(FIRST))), Page(2, "12", Span(len(FIRST), len(TEXT)))),
    (
        Paragraph(Span(0, 17), "1"),
        Paragraph(Span(18, 35), "2"),
        Paragraph(Span(36, 54), "3"),
        Paragraph(Span(55, 66), None, Zone.FOOTNOTE),
    ),
    (),
    (NumberedLine(7, Span(0, 17)), NumberedLine(8, Span(18, 35))),
)


def words(typed, source=PAPER):
    return [span.of(source.text) for span in places_typed(typed, source)]


@pytest.mark.parametrize("typed", ["iv", "p. iv", "page iv", "at iv", " P. IV. ", "p iv", "pg. iv"])
def test_a_page_is_named_as_it_is_printed(typed):
    assert words(typed) == [FIRST]


@pytest.mark.parametrize(
    "typed", ["pdf 2", "ecf p. 2", "ECF No. 12-1 at 2", "page 2 of 2", "dkt. 2", "docket page 2"]
)
def test_a_page_is_named_as_the_court_stamped_it(typed):
    assert words(typed) == [SECOND]


@pytest.mark.parametrize("typed", ["¶ 2", "¶2", "para 2", "par. 2", "paragraph 2", "No. 2"])
def test_a_paragraph_is_named(typed):
    assert words(typed) == ["2. The pier held."]


def test_lines_ranges_and_footnotes_are_named():
    assert words("iv:8") == words("at iv:8") == ["2. The pier held."]
    assert words("iv:7-8") == ["1. The tide rose.\n2. The pier held."]
    assert words("¶¶ 2-3") == ["2. The pier held.\n3. The ferry left."]
    assert words("note 1") == words("fn") == ["A footnote."]


def test_a_bare_number_is_a_printed_page_then_one_of_the_file_then_a_paragraph():
    assert words("12") == [SECOND]
    assert words("1") == [FIRST]
    assert words("3") == ["3. The ferry left."]


@pytest.mark.parametrize("typed", ["", " ", "99", "¶ 40", "iv:99", "nowhere", "p.", "¶"])
def test_what_is_not_there_is_no_place(typed):
    assert words(typed) == []


def test_a_number_that_stands_twice_gives_both_places():
    text = "1. One.\n1. Again.\n"
    twice = SourceText(text, (), (Paragraph(Span(0, 7), "1"), Paragraph(Span(8, 17), "1")))
    assert words("¶ 1", twice) == ["1. One.", "1. Again."]
    assert kinds_of_places(twice) == "¶ 1, counted anew in places"


def test_a_paper_tells_what_places_it_has():
    assert kinds_of_places(PAPER) == "pages iv–12 (2 in the file), ¶¶ 1–3, lines 7–8 on its pages"
    assert kinds_of_places(SourceText("x", (Page(1, "1", Span(0, 1)),))) == "page 1"
    plain = SourceText("One.\nTwo.\n", (), (Paragraph(Span(0, 4)), Paragraph(Span(5, 9))))
    assert kinds_of_places(plain) == "paragraphs 1–2"
    assert words("2", plain) == words("para 2", plain) == ["Two."]
    assert kinds_of_places(SourceText("x")) == ""

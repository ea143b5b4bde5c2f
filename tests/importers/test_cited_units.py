"""The units that lawyers cite, and the passages that they name."""

import pytest

from importers.source_text import (
    NumberedLine,
    Page,
    Paragraph,
    Repeated,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
)

# Eight stretches of ten characters; a block quotation behind ¶ 2, furniture between its two halves.
ZONES = (
    (None, Zone.CAPTION),
    (None, Zone.CAPTION),
    ("1", Zone.BODY),
    ("2", Zone.BODY),
    (None, Zone.PAGE_FURNITURE),
    (None, Zone.BLOCK_QUOTE),
    (None, Zone.BODY),
    ("2", Zone.BODY),
)
PAPER = SourceText(
    "x" * 80,
    (Page(1, "i", Span(0, 40)), Page(2, "I", Span(40, 60)), Page(3, "2", Span(60, 80))),
    tuple(
        Paragraph(Span(10 * at, 10 * at + 10), number, zone)
        for at, (number, zone) in enumerate(ZONES)
    ),
    (ZoneSpan(Span(62, 66), Zone.FOOTNOTE, "a note in the line"),),
    (NumberedLine(1, Span(0, 5)), NumberedLine(1, Span(5, 10)), NumberedLine(2, Span(10, 15))),
)


def test_a_block_quotation_has_the_number_of_its_paragraph() -> None:
    place = PAPER.locate(Span(52, 55))
    assert (place.first_paragraph, place.last_paragraph) == ("2", "2")
    assert PAPER.units.numbered("2") == (Span(30, 60), Span(70, 80))
    assert PAPER.locate(Span(68, 69)).first_paragraph is None


@pytest.mark.parametrize(
    ("span", "repeated"),
    [
        (Span(22, 25), {Repeated.LABEL}),  # i and I are one label to a reader
        (Span(32, 35), {Repeated.LABEL, Repeated.NUMBER}),
        (Span(72, 75), {Repeated.NUMBER}),
        (Span(1, 3), {Repeated.LABEL, Repeated.LINE}),
        (Span(11, 13), {Repeated.LABEL}),
    ],
)
def test_units_that_stand_for_two_places(span: Span, repeated: set[Repeated]) -> None:
    assert PAPER.locate(span).repeated == repeated


def test_a_number_that_stands_twice_on_a_page_or_in_a_paper_without_pages() -> None:
    twice = tuple(Paragraph(Span(10 * at, 10 * at + 10), "7") for at in range(2))
    both = {Repeated.NUMBER, Repeated.NUMBER_ON_PAGE}
    assert SourceText("x" * 20, (), twice).locate(Span(1, 2)).repeated == both
    page = (Page(1, "1", Span(0, 20)),)
    assert SourceText("x" * 20, page, twice).locate(Span(1, 2)).repeated == both


def test_parts_and_counted_paragraphs_lead_back() -> None:
    units = PAPER.units
    caption = PAPER.locate(Span(2, 14))
    assert (caption.part, caption.first_ordinal) == (Zone.CAPTION, None)
    assert units.part(Zone.CAPTION, None) == (Span(0, 20),)
    assert PAPER.locate(Span(63, 65)).part is Zone.FOOTNOTE
    assert units.part(Zone.FOOTNOTE, 2) == ()
    running = PAPER.locate(Span(52, 75))
    assert (running.first_ordinal, running.last_ordinal) == (3, 5)
    assert (
        units.counted(3) == Span(50, 60) and units.counted(6) is None and units.counted(0) is None
    )


def test_pages_and_lines_lead_back() -> None:
    units = PAPER.units
    assert [page.number for page in units.labelled("I")] == [1, 2]
    assert units.page(3) == PAPER.pages[2] and units.page(4) is None and units.page(0) is None
    assert units.line(PAPER.pages[0], 1) == (Span(0, 5), Span(5, 10))
    assert units.line(PAPER.pages[1], 1) == ()

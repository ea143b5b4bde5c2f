"""Lines without furniture and without printed numbers."""

from extraction.printed_lines import printed_lines
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan


def words(source: SourceText) -> list[str]:
    return [line.text for line in printed_lines(source)]


def test_lines_are_trimmed_and_blank_ones_left_out():
    text = "  One.  \n\n \fTwo   three. "
    lines = printed_lines(SourceText(text))
    assert [line.text for line in lines] == ["One.", "Two three."]
    assert [text[line.start : line.end] for line in lines] == ["One.", "Two   three."]


def test_furniture_is_no_part_of_a_line():
    text = "7 The roof [stamp] leaked.\nPage 4\nIt fell."
    stamp = Span(text.index("[stamp]"), text.index(" leaked"))
    page = Span(text.index("Page 4"), text.index("It fell"))
    source = SourceText(
        text,
        (),
        (Paragraph(Span(2, 26)), Paragraph(page, zone=Zone.PAGE_FURNITURE)),
        (
            ZoneSpan(Span(0, 2), Zone.PAGE_FURNITURE, "line number"),
            ZoneSpan(stamp, Zone.PAGE_FURNITURE, "stamp"),
        ),
    )
    lines = printed_lines(source)
    assert [line.text for line in lines] == ["The roof leaked.", "It fell."]
    assert [piece.of(text) for piece in lines[0].pieces] == ["The roof", "leaked."]
    assert lines[0].begins_paragraph


def test_printed_numbers_go_where_every_line_has_one():
    page = "\n".join(f"{n:>2}   line {n} of it" for n in range(1, 26))
    assert words(SourceText(page + "\f" + page))[:2] == ["line 1 of it", "line 2 of it"]
    assert len(words(SourceText(page + "\f" + page))) == 50


def test_numbers_of_a_list_stay():
    text = "We ask:\n1 Who signed?\n2 When?\nNobody knows.\n3 Where?"
    assert words(SourceText(text))[1] == "1 Who signed?"
    years = "\n".join(f"{n} was a good year" for n in (12, 14, 13, 20, 9, 31, 2, 5, 7))
    assert words(SourceText(years))[0] == "12 was a good year"

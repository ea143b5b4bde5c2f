"""The text layer's own rules: spans, places, and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.source_text import (
    COVERED,
    NumberedLine,
    Page,
    Paragraph,
    Place,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
    disjoint,
)

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(*sorted(ends)))


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) is other.overlaps(one)
    if len(one) and len(other):
        assert one.overlaps(other) is bool(shared)
        assert one.contains(other) is (len(shared) == len(other))


@given(SPANS, st.text(min_size=30))
def test_a_spans_words_are_as_long_as_it(span: Span, text: str):
    assert len(span.of(text)) == len(span)


@given(st.lists(SPANS))
def test_disjoint_spans_cover_the_same_characters_in_order(spans: list[Span]):
    made = disjoint(spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert sorted(at for span in made for at in range(span.start, span.end)) == sorted(covered)
    assert made == sorted(made) and all(map(len, made))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2)])
def test_no_span_runs_backwards(start: int, end: int):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def layer() -> SourceText:
    text = "12. The ferry \x0c7\nsank at noon.\nTail"
    return SourceText(
        text,
        (Page(1, "iv", Span(0, 15)), Page(2, "v", Span(15, len(text)))),
        (Paragraph(Span(0, 30), "12"), Paragraph(Span(31, 35), None, Zone.SIGNATURE)),
        (ZoneSpan(Span(15, 16), Zone.PAGE_FURNITURE, "page number"),),
        (NumberedLine(3, Span(4, 14)), NumberedLine(4, Span(17, 30))),
    )


def test_places_are_told_in_the_units_lawyers_cite():
    source = layer()
    source.validate()
    first, second = source.pages
    assert source.locate(Span(4, 25)) == Place(first, second, "12", "12", 3, 4, 1, 1)
    assert source.locate(Span(31, 35)) == Place(
        second, second, None, None, None, None, part=Zone.SIGNATURE
    )
    assert source.locate(Span(0, 0)).first_page == first
    assert source.page_at(14).label == "iv"
    assert source.page_at(15).label == "v"
    assert source.line_at(15) is None
    assert source.paragraph_at(30) is None


def test_a_marked_stretch_wins_over_its_paragraph():
    source = layer()
    assert source.zone_at(14) is Zone.BODY
    assert source.zone_at(15) is Zone.PAGE_FURNITURE
    assert source.zone_at(16) is Zone.BODY
    assert source.zone_at(32) is Zone.SIGNATURE
    assert [zone.is_furniture for zone in (Zone.PAGE_FURNITURE, Zone.UNRELATED, Zone.FOOTNOTE)] == [
        True,
        True,
        False,
    ]


def test_a_source_without_pages_has_no_page_places():
    source = SourceText("Words.")
    source.validate()
    assert source.locate(Span(0, 5)) == Place(None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (SourceText("abc", (Page(1, "1", Span(0, 2)),)), "cover the text"),
        (SourceText("abc", (Page(1, "1", Span(0, 2)), Page(2, "2", Span(1, 3)))), "cover"),
        (SourceText("abc", (Page(1, "1", Span(1, 3)),)), "cover the text"),
        (SourceText("abc", (), (Paragraph(Span(0, 2)), Paragraph(Span(1, 3)))), "overlap"),
        (SourceText("abc", (), (Paragraph(Span(2, 3)), Paragraph(Span(0, 1)))), "out of order"),
        (SourceText("abc", (), (Paragraph(Span(0, 4)),)), "past the text"),
        (SourceText("abc", lines=(NumberedLine(1, Span(2, 9)),)), "past the text"),
        (
            SourceText("abc", zones=(ZoneSpan(Span(0, 9), Zone.FOOTNOTE, "x"),)),
            "past the text",
        ),
    ],
)
def test_broken_layers_are_refused(source: SourceText, complaint: str):
    with pytest.raises(ValueError, match=complaint):
        source.validate()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_every_character_has_its_page(lengths: list[int], data: st.DataObject):
    pages, at = [], 0
    for number, length in enumerate(lengths, 1):
        pages.append(Page(number, str(number), Span(at, at + length)))
        at += length
    source = SourceText("x" * at, tuple(pages))
    source.validate()
    offset = data.draw(st.integers(0, at - 1))
    page = source.page_at(offset)
    assert page is not None
    assert page.span.start <= offset < page.span.end


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_what_is_shown_has_the_same_places_and_no_redacted_word(text: str, edges: list[int]):
    ends = sorted({min(edge, len(text)) for edge in edges})
    redactions = tuple(Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))
    source = SourceText(text, redactions=redactions)
    source.validate()
    shown = source.as_shown()
    assert len(shown.text) == len(text)
    assert shown.as_shown() == shown
    inside = {at for span in redactions for at in range(span.start, span.end)}
    for at, (before, after) in enumerate(zip(text, shown.text, strict=True)):
        kept = at not in inside or before in "\r\n\f"
        assert after == (before if kept else COVERED)

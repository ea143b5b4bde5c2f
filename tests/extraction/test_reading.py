"""The reading copy: unwrapped, furniture lifted out, every character with its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading import PASSAGE_BREAK, read
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan


def passages(source: SourceText) -> list[tuple[str, str]]:
    reading = read(source)
    return [(item.zone.value, item.span.of(reading.text)) for item in reading.passages]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("The ferry\nsank.", "The ferry sank."),
        ("The ferry \nsank.", "The ferry sank."),
        ("The ferry\r\n\r\n  sank.", "The ferry sank."),
        ("The har\ufffebor log", "The harbor log"),
        ("The har\u00ad\nbor log", "The harbor log"),
        ("well-\nknown", "well-known"),
        ("a suspended pre-\nand post-trial", "a suspended pre- and post-trial"),
        ("pages 283-\n288", "pages 283-288"),
        ("a dash -\nso", "a dash - so"),
        ("the de-\nfendant, a defendant", "the defendant, a defendant"),
        ("Defendant-in\ufffeinterpleader", "Defendant-in-interpleader"),
        ("co\ufffedefendant and co-defendant", "co-defendant and co-defendant"),
        ("20\u00adcv\u00ad1234", "20-cv-1234"),
        ("at Doc. 50-\r\n 1", "at Doc. 50-1"),
        ("Two  blanks\tstay", "Two  blanks\tstay"),
        ("end of page\fnext", "end of page next"),
        ("🚢\nboat", "🚢 boat"),
    ],
)
def test_lines_are_unwrapped(text: str, read_as: str):
    assert passages(SourceText(text)) == [("body", read_as)]


def test_furniture_inside_a_sentence_is_lifted_out():
    text = "He went\n7\nhome.\nNext."
    source = SourceText(
        text,
        (),
        (Paragraph(Span(0, 15), "3"), Paragraph(Span(16, 21))),
        (ZoneSpan(Span(8, 9), Zone.PAGE_FURNITURE, "page number"),),
    )
    assert passages(source) == [
        ("body", "He went home."),
        ("page furniture", "7"),
        ("body", "Next."),
    ]
    reading = read(source)
    sentence = reading.passages[0]
    assert sentence.number == "3"
    assert reading.to_source(sentence.span.start, sentence.span.end) == Span(0, 15)
    start = reading.text.index("home")
    assert reading.to_source(start, start + 4).of(text) == "home"


def test_a_word_broken_by_a_page_is_joined_over_its_furniture():
    text = "the har\ufffe\f9\nbor log"
    source = SourceText(
        text,
        (),
        (Paragraph(Span(0, len(text))),),
        (ZoneSpan(Span(9, 10), Zone.PAGE_FURNITURE, "page number"),),
    )
    assert passages(source)[0] == ("body", "the harbor log")


def test_furniture_between_and_after_paragraphs_stands_apart():
    source = SourceText(
        "1\nBody.\n2",
        (),
        (Paragraph(Span(2, 7)),),
        (
            ZoneSpan(Span(0, 1), Zone.PAGE_FURNITURE, "line number"),
            ZoneSpan(Span(8, 9), Zone.PAGE_FURNITURE, "page number"),
        ),
    )
    assert passages(source) == [("page furniture", "1"), ("body", "Body."), ("page furniture", "2")]
    assert read(source).text == PASSAGE_BREAK.join(["1", "Body.", "2"])


def test_furniture_over_several_paragraphs_is_no_body():
    source = SourceText(
        "Ad one.\nAd two.\nStory.",
        (),
        (Paragraph(Span(0, 7)), Paragraph(Span(8, 15)), Paragraph(Span(16, 22))),
        (ZoneSpan(Span(0, 15), Zone.SITE_FURNITURE, "advertisement"),),
    )
    assert passages(source) == [("site furniture", "Ad one. Ad two."), ("body", "Story.")]


def test_nothing_gives_nothing():
    for text in ("", " \n\f", "\u00ad\n\ufffe"):
        reading = read(SourceText(text))
        assert reading.text == ""
        assert reading.passages == ()


@st.composite
def layers(draw: st.DrawFn) -> SourceText:
    """Draw texts with paragraphs and marked stretches anywhere."""
    text = draw(st.text("abc1 .-\n\r\f\u00a0\u00ad\ufffe🚢", max_size=60))
    edges = st.integers(0, len(text))
    cuts = sorted(draw(st.lists(edges, max_size=8, unique=True)))
    paragraphs = tuple(
        Paragraph(Span(start, end)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    cuts = sorted(draw(st.lists(edges, max_size=8, unique=True)))
    zones = tuple(
        ZoneSpan(Span(start, end), Zone.PAGE_FURNITURE, "drawn")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    source = SourceText(text, (), paragraphs, zones)
    source.validate()
    return source


@given(layers())
def test_every_visible_character_maps_to_itself(source: SourceText):
    reading = read(source)
    for at, char in enumerate(reading.text):
        if not char.isspace():
            stood = reading.to_source(at, at + 1).of(source.text)
            assert stood == char or (char == "-" and stood.strip()[0] in "-\u00ad\ufffe")


@given(layers())
def test_passages_are_apart_and_parted_by_blank_lines(source: SourceText):
    reading = read(source)
    words = [passage.span.of(reading.text) for passage in reading.passages]
    assert PASSAGE_BREAK.join(words) == reading.text
    assert all(word.strip() for word in words)


@given(layers())
def test_no_word_of_a_paragraph_is_lost(source: SourceText):
    reading = read(source)
    marked = {at for zone in source.zones for at in range(zone.span.start, zone.span.end)}
    body = "".join(
        char
        for paragraph in source.paragraphs
        for at, char in enumerate(paragraph.span.of(source.text), paragraph.span.start)
        if at not in marked and not char.isspace() and char not in "-\ufffe\u00ad"
    )
    read_body = "".join(
        char
        for passage in reading.passages
        if passage.zone is Zone.BODY
        for char in passage.span.of(reading.text)
        if not char.isspace() and char not in "-\ufffe\u00ad"
    )
    if source.paragraphs:
        assert read_body == body

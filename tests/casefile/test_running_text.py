import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.running_text import omits_citations, paragraphs_at, streams, words_at
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

TEXT = "They sold the\nold\n12\n1 See Ex. A.\npier in one of the har-\nbors.\nSponsored"
NUMBER, NOTE, OTHER = (TEXT.index(words) for words in ("12", "1 See", "Sponsored"))
PAPER = SourceText(
    TEXT,
    paragraphs=(
        Paragraph(Span(0, NUMBER - 1), None),
        Paragraph(Span(NOTE, NOTE + 12), None, Zone.FOOTNOTE),
        Paragraph(Span(NOTE + 13, OTHER - 1), None),
        Paragraph(Span(OTHER, len(TEXT)), None, Zone.UNRELATED),
    ),
    zones=(ZoneSpan(Span(NUMBER, NUMBER + 2), Zone.PAGE_FURNITURE, "a page's number"),),
)


def test_the_body_runs_on_over_a_page_end_and_its_footnotes():
    running, apart = streams(PAPER)
    assert " ".join(running.split()) == "They sold the old pier in one of the har- bors."
    assert apart.split() == ["1", "See", "Ex.", "A.", "Sponsored"]
    assert len(running) == len(apart) == len(TEXT)
    assert running.index("pier") == TEXT.index("pier")


def test_a_paper_without_furniture_is_its_own_running_text():
    assert streams(SourceText("They sold it.")) == ("They sold it.",)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(0, len(TEXT) - 10), "They sold the old pier in one of the har-\nbors."),
        (Span(NOTE, NOTE + 12), "1 See Ex. A."),
        (Span(5, 9), "sold"),
        (Span(NUMBER, NUMBER + 2), ""),
    ],
)
def test_the_words_of_a_stretch(span, words):
    assert words_at(PAPER, span) == words


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4)
)
def test_every_character_keeps_its_place(text, marks):
    spans = [Span(min(at, len(text)), min(at + length, len(text))) for at, length in marks]
    zones = (Zone.PAGE_FURNITURE, Zone.FOOTNOTE)
    paper = SourceText(
        text,
        paragraphs=tuple(
            Paragraph(span, None, zones[at % 2]) for at, span in enumerate(sorted(spans))
        ),
    )
    for part in streams(paper):
        assert len(part) == len(text)
        assert all(here in (there, " ") for here, there in zip(part, text, strict=True))


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("” (citations omitted).", True),
        (".” Twombly, 550 U.S. at 570 (citation omitted).", True),
        ("” Id. at 4 (internal quotation marks and citations omitted).", True),
        ("’ (cleaned up)", True),
        ('" (cleaned up)', True),
        ("” Id. at 4 (emphasis added).", False),
        ("” he said. “No.” (cleaned up)", False),
        ("” he said.", False),
        ("", False),
        (f"” {'x ' * 200}(cleaned up)", False),
    ],
)
def test_a_remark_tells_of_citations_left_out(behind, told):
    assert omits_citations(SourceText(f"It said “no{behind}"), Span(9, 11)) is told


def test_what_is_copied_has_a_line_for_each_paragraph_of_the_body():
    assert paragraphs_at(PAPER, Span(0, OTHER - 1)) == words_at(PAPER, Span(0, OTHER - 1)), (
        "words between two paragraphs are not lost"
    )
    text = "One line\nof two.\nSecond.\nA note.\nThird"
    starts = [text.index(word) for word in ("One", "Second", "A note", "Third")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    zones = (Zone.BODY, Zone.BODY, Zone.FOOTNOTE, Zone.BODY)
    paper = SourceText(
        text,
        paragraphs=tuple(
            Paragraph(Span(start, end), None, zone)
            for start, end, zone in zip(starts, ends, zones, strict=True)
        ),
    )
    assert paragraphs_at(paper, Span(4, len(text))) == "line of two.\nSecond.\nThird"
    assert paragraphs_at(paper, Span(starts[2], len(text))) == "A note.\nThird"
    assert paragraphs_at(SourceText("some\nwords"), Span(0, 10)) == "some words"

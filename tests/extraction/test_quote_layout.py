"""Quotations over printed lines, page breaks and footnotes: exact spans, and readings without furniture."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from extraction.findings import Quote
from extraction.quotations import find_quotations
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.document import ImportContext
from importers.registry import read_content
from importers.source_text import Page, Paragraph, SourceText, Span, Zone, ZoneSpan

WORDS = ("roof", "leaked", "tenants", "rent", "May", "of", "the", "(a)", "ware-house", "it,")
MARKS = (("“", "”"), ('"', '"'), ("''", "''"), ("«", "»"), ("”", "”"), ("“", '"'))


class Paper:
    """A text layer in the making, with what its importer would have marked in it."""

    def __init__(self) -> None:
        self.text = ""
        self.paragraphs: list[Paragraph] = []
        self.zones: list[ZoneSpan] = []
        self.begun = 0

    def write(self, words: str) -> None:
        self.text += words

    def page_break(self, foot: str) -> None:
        """Break the page inside the paragraph."""
        start = len(self.text) + 1
        self.text += f"\n{foot}\n\f"
        span = Span(start, len(self.text))
        self.zones.append(ZoneSpan(span, Zone.PAGE_FURNITURE, "page foot"))

    def end_paragraph(self, zone: Zone = Zone.BODY) -> None:
        self.paragraphs.append(Paragraph(Span(self.begun, len(self.text)), None, zone))
        self.text += "\n"
        self.begun = len(self.text)

    def source(self) -> SourceText:
        pages = (Page(1, "1", Span(0, len(self.text))),)
        source = SourceText(self.text, pages, tuple(self.paragraphs), tuple(self.zones))
        source.validate()
        return source


GAPS = st.sampled_from([" ", "\n", " \n  ", "\r\n", "PAGE"])
FEET = st.sampled_from(["- 4 -", "Case 3:21-cv-4 Document 5 Page 6 of 7", "12"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(WORDS), GAPS), min_size=5, max_size=14),
    st.sampled_from(MARKS),
    FEET,
)
def test_a_quotation_over_lines_and_pages_of_one_paragraph(said, marks, foot):
    paper = Paper()
    paper.write(f"Ana Ruiz said: {marks[0]}We")
    for word, gap in said:
        if gap == "PAGE":
            paper.page_break(foot)
        else:
            paper.write(gap)
        paper.write(word)
    paper.write(f" fell.{marks[1]} Nobody answered.")
    paper.end_paragraph()
    source = paper.source()
    (quote,) = find_quotes(read(source), ())
    assert quote.text == quote.span.of(source.text)
    assert quote.text.startswith("We")
    assert quote.text.endswith("fell.")
    assert quote.reading == " ".join(["We", *(word for word, _ in said), "fell."])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=8),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    st.lists(st.sampled_from(["furniture", "number", "note", "quoting note"]), max_size=3),
)
def test_a_quotation_whose_paragraph_the_page_break_splits(first, rest, between):
    paper = Paper()
    paper.write(f"Ana Ruiz said: “We {' '.join(first)} and")
    paper.end_paragraph()
    for what in between:
        if what == "furniture":
            paper.write("Case 3:21-cv-4 Page 6")
            paper.end_paragraph(Zone.PAGE_FURNITURE)
        elif what == "number":
            paper.write("15 ")
            paper.end_paragraph(Zone.HEADING)
        else:
            paper.write("2 Poole wrote “no thanks to them” twice." if "quot" in what else "3 Id.")
            paper.end_paragraph(Zone.FOOTNOTE)
    paper.write(f"{' '.join(rest)} fell.” Nobody answered.")
    paper.end_paragraph()
    source = paper.source()
    quotes = find_quotes(read(source), ())
    assert all(quote.text == quote.span.of(source.text) for quote in quotes)
    whole = next(quote for quote in quotes if quote.text.startswith("We"))
    assert whole.text.endswith("fell.")
    assert whole.reading == " ".join(["We", *first, "and", *rest, "fell."])
    assert len(quotes) == 1 + between.count("quoting note")


@given(st.lists(st.sampled_from([*WORDS, "“", "”", "’", "\n\n", "\n"]), max_size=40))
def test_readings_have_no_line_ends_and_lie_in_order(pieces):
    text = " ".join(pieces)
    at, paragraphs = 0, []
    for words in text.split("\n\n"):
        if words.strip():
            paragraphs.append(Paragraph(Span(at, at + len(words))))
        at += len(words) + 2
    reading = read(SourceText(text, (), tuple(paragraphs)))
    for quotation in find_quotations(reading):
        words = quotation.words(reading.text)
        assert "\n" not in words
        assert words.strip()
        source = reading.to_source(quotation.span.start, quotation.span.end).of(text)
        assert source.split()[0] == words.split()[0]
        assert source.split()[-1] == words.split()[-1]


FIRST = [
    "Ruiz wrote to Poole in May of 2018, and the letter was read at the hearing.",
    "She did not ask for a new roof. She said, “we have lived with buckets in the",
    "hall for a year, and nobody from your office has come up the stairs to look at",
    "the beams over the old ware-",
]
SECOND = [
    "house, which will fall before the winter is out.” Poole never answered her.",
    "The board then met in June.1 It voted to close the shop, and the tenants left.",
    "Nobody mended anything after that.",
]
NOTE = "1 The minutes call the roof “an old friend of the board” and say no more."


def printed() -> bytes:
    """Draw two pages with a running head, page numbers, and a footnote under the second."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER)
    for number, lines in enumerate((FIRST, SECOND), 1):
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 760, "Case 3:21-cv-00417-ELM   Document 12   Filed 05/04/21")
        baseline = 700 if number == 2 else 72 + 24 * len(lines) + 8
        for line in lines:
            canvas.drawString(72, baseline, line)
            baseline -= 24
        if number == 2:
            canvas.line(72, 130, 200, 130)
            canvas.setFont("Times-Roman", 9)
            canvas.drawString(72, 115, NOTE)
        canvas.setFont("Times-Roman", 12)
        canvas.drawCentredString(306, 40, str(number))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(scope="module")
def drawn() -> tuple[str, tuple[Quote, ...]]:
    source = read_content(printed(), ImportContext("Order.pdf")).source
    return source.text, find_quotes(read(source), ())


def test_a_quotation_over_a_printed_page_break(drawn):
    text, quotes = drawn
    quote = next(each for each in quotes if each.text.startswith("we have lived"))
    assert quote.span.of(text) == quote.text
    assert quote.text.endswith("winter is out.")
    assert "Case 3:21" not in quote.reading
    assert quote.reading.startswith("we have lived with buckets in the hall for a year, and nobody")
    assert "stairs to look at the beams over the old warehouse, which will" in quote.reading


def test_a_quotation_in_a_footnote(drawn):
    text, quotes = drawn
    quote = next(each for each in quotes if each.text.startswith("an old friend"))
    assert quote.span.of(text) == quote.text == "an old friend of the board"
    assert len(quotes) == 2

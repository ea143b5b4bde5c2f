"""Pin cites in the words lawyers use."""

import pytest

from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import (
    NumberedLine,
    Page,
    PageSource,
    Paragraph,
    SourceText,
    Span,
    Zone,
)
from reports.cite_quoting import quoted_with_cite, quoted_with_cite_html, with_cite_html
from reports.cites import bare_cite, pin_cite

PAGES = (Page(1, "i", Span(0, 40)), Page(2, "2", Span(40, 100)))
PARAGRAPHS = (
    Paragraph(Span(0, 20), "38"),
    Paragraph(Span(20, 60), "39"),
    Paragraph(Span(60, 100)),
)
LINES = (
    NumberedLine(17, Span(0, 10)),
    NumberedLine(18, Span(10, 30)),
    NumberedLine(1, Span(40, 60)),
)


def make_pin(
    start: int,
    end: int,
    kind: DocumentKind = DocumentKind.COMPLAINT,
    *,
    pages: bool = True,
    paragraphs: bool = True,
    lines: bool = False,
    **flags: bool,
) -> Pin:
    source = SourceText(
        "x" * 100,
        PAGES if pages else (),
        PARAGRAPHS if paragraphs else (),
        (),
        LINES if lines else (),
    )
    span = Span(start, end)
    return Pin(1, "Compl.", kind, span, source.locate(span), **flags)


@pytest.mark.parametrize(
    ("pin", "cite"),
    [
        (make_pin(2, 9), "Compl. ¶ 38"),
        (make_pin(2, 30), "Compl. ¶¶ 38–39"),
        (make_pin(70, 80), "Compl. at 2"),
        (make_pin(50, 80), "Compl. at 2"),
        (make_pin(2, 9, DocumentKind.ORDER), "Compl. at i"),
        (make_pin(2, 9, DocumentKind.ORDER, lines=True), "Compl. at i:17"),
        (make_pin(2, 25, DocumentKind.ORDER, lines=True), "Compl. at i:17–18"),
        (make_pin(2, 50, DocumentKind.ORDER, lines=True), "Compl. at i:17–2:1"),
        (make_pin(35, 50, DocumentKind.ORDER), "Compl. at i–2"),
        (make_pin(2, 9, DocumentKind.MOTION, pages=False), "Compl. ¶ 38"),
        (make_pin(2, 9, DocumentKind.ARTICLE, pages=False, paragraphs=False), "Compl."),
        (make_pin(70, 80, DocumentKind.ORDER, pages=False), "Compl. para. 3"),
        (make_pin(70, 80, pages=False), "Compl. para. 3"),
        (make_pin(2, 9, machine_read=True), "Compl. ¶ 38 (machine-read)"),
        (make_pin(2, 9, lost=True), "Compl. (place lost, look it up)"),
    ],
)
def test_pin_cite(pin: Pin, cite: str) -> None:
    assert pin_cite(pin) == cite


def test_repaired_text_says_so() -> None:
    page = Page(1, "i", Span(0, 40), PageSource.REPAIRED)
    source = SourceText("x" * 40, (page,))
    pin = Pin(1, "Order", DocumentKind.ORDER, Span(3, 9), source.locate(Span(3, 9)))
    assert pin_cite(pin) == "Order at i (repaired text)"
    assert bare_cite(pin) == "Order at i"


def test_what_stands_outside_the_running_text_is_cited_by_its_part() -> None:
    source = SourceText("x" * 40, (), (Paragraph(Span(0, 40), None, Zone.FOOTNOTE),))
    pin = Pin(1, "Order", DocumentKind.ORDER, Span(3, 9), source.locate(Span(3, 9)))
    assert pin_cite(pin) == "Order (footnote)"


def test_quoted_with_cite_keeps_the_words() -> None:
    assert quoted_with_cite("a$3 ll records", make_pin(2, 9)) == "“a$3 ll records” (Compl. ¶ 38)"


def test_rich_text_says_the_same_and_interprets_nothing() -> None:
    rich = quoted_with_cite_html("<b>5 < 7 & 9</b>\nboxes", make_pin(2, 9))
    cite = "Compl. ¶ 38".replace(" ", "\N{NO-BREAK SPACE}")
    assert rich == f"<p>“&lt;b&gt;5 &lt; 7 &amp; 9&lt;/b&gt;<br>boxes” ({cite})</p>"
    assert with_cite_html("Port & Sons", make_pin(2, 9)).startswith("<p>Port &amp; Sons (Compl.")

"""The forms of cites that the Bluebook's table BT1 and the plain style ask for, row by row, and back."""

import datetime as dt

import pytest

from casefile.cite_form import CiteStyle
from casefile.records import DocumentRow
from casefile.short_names import named
from extraction.findings import DocumentKind
from importers.source_text import NumberedLine, Page, Paragraph, SourceText, Span
from reports.cite_reading import passages
from reports.cites import cites_in_order, joined_cite
from tests.casefile.rows import document_row

DAY = dt.date(2017, 4, 7)
KIND = DocumentKind
# Forty paragraphs of ten characters, numbered from 30, with 38a behind 38; ten pages of forty.
NUMBERS = [str(number) for number in range(30, 39)] + ["38a"] + [str(n) for n in range(39, 69)]
TEXT = "x" * 400
PARAGRAPHS = tuple(
    Paragraph(Span(10 * at, 10 * at + 10), number) for at, number in enumerate(NUMBERS)
)
PAGES = tuple(Page(n, str(n), Span(40 * n - 40, 40 * n)) for n in range(1, 11))
LINES = tuple(NumberedLine(at % 20 + 1, Span(2 * at, 2 * at + 2)) for at in range(200))
PLEADED = SourceText(TEXT, PAGES, PARAGRAPHS)
PAGED = SourceText(TEXT, PAGES, tuple(Paragraph(each.span) for each in PARAGRAPHS))
LINED = SourceText(TEXT, PAGES, tuple(Paragraph(each.span) for each in PARAGRAPHS), (), LINES)
WEB = SourceText(TEXT, (), tuple(Paragraph(each.span) for each in PARAGRAPHS))


def row(number: int, kind: DocumentKind, name: str = "x.pdf", **more: object) -> DocumentRow:
    return document_row(number, name=name, short_name="", kind=kind, **more)


TITLE = "Twitter refuses USA order to unmask a user"
PAPERS = {
    "complaint": (row(1, KIND.COMPLAINT), PLEADED),
    "answer": (row(2, KIND.ANSWER), PLEADED),
    "summons": (row(3, KIND.SUMMONS), PAGED),
    "order": (row(4, KIND.ORDER, date=dt.date(2026, 3, 20)), LINED),
    "exhibit": (row(5, KIND.EXHIBIT, "Exhibit C.pdf"), PAGED),
    "inner": (row(6, KIND.EXHIBIT, "Ex. C-1.pdf"), PAGED),
    "nested": (row(7, KIND.EXHIBIT, "Exhibit 2 to Exhibit C.pdf"), PAGED),
    "article": (row(8, KIND.ARTICLE, title=TITLE, author="Lindsey Duncan", date=DAY), WEB),
    "first": (row(9, KIND.MOTION, date=dt.date(2026, 1, 5)), PAGED),
    "second": (row(10, KIND.MOTION, date=dt.date(2026, 2, 6)), PAGED),
}
SOURCES = {paper.id: text for paper, text in PAPERS.values()}
ARTICLE = "Duncan, Twitter refuses USA…, Apr. 7, 2017"


def places(*numbers: int, to: int = 0) -> tuple[Span, ...]:
    """Return a place in each of these paragraphs, counted from 0; or one from the first to ``to``."""
    if to:
        return (Span(10 * numbers[0] + 1, 10 * to + 9),)
    return tuple(Span(10 * at + 1, 10 * at + 9) for at in numbers)


def lines(first: int, last: int) -> tuple[Span, ...]:
    """Return a place from one line to another, counted from 0 through the paper."""
    return (Span(2 * first, 2 * last + 2),)


@pytest.mark.parametrize(
    ("key", "spans", "bluebook", "plain"),
    [
        ("complaint", places(8), "Compl. ¶ 38", "Complaint, paragraph 38"),
        ("answer", places(0), "Answer ¶ 30", "Answer, paragraph 30"),
        ("summons", places(0), "Summons at 1", "Summons, page 1"),
        ("order", lines(76, 79), "Order at 4:17–20", "Order, page 4, lines 17–20"),
        ("exhibit", places(8), "Ex. C at 3", "Exhibit C, page 3"),
        ("article", places(2), f"{ARTICLE}, para. 3", f"{ARTICLE}, paragraph 3 (counted)"),
        # ranges: joined, apart, lettered
        ("complaint", places(10, 11, 12, 13), "Compl. ¶¶ 39–42", "Complaint, paragraphs 39–42"),
        ("complaint", places(10, to=13), "Compl. ¶¶ 39–42", "Complaint, paragraphs 39–42"),
        (
            "complaint",
            places(2, 10, 11, 12, 30),
            "Compl. ¶¶ 32, 39–41, 59",
            "Complaint, paragraphs 32, 39–41, 59",
        ),
        ("complaint", places(2, 4), "Compl. ¶¶ 32, 34", "Complaint, paragraphs 32, 34"),
        ("complaint", places(9), "Compl. ¶ 38a", "Complaint, paragraph 38a"),
        ("complaint", places(8, 9), "Compl. ¶¶ 38, 38a", "Complaint, paragraphs 38, 38a"),
        ("complaint", places(8, to=10), "Compl. ¶¶ 38–39", "Complaint, paragraphs 38–39"),
        (
            "article",
            places(2, 3, 9),
            f"{ARTICLE}, paras. 3–4, 10",
            f"{ARTICLE}, paragraphs 3–4, 10 (counted)",
        ),
        # pages and lines, over the end of a page too
        ("summons", places(3, to=8), "Summons at 1–3", "Summons, pages 1–3"),
        ("summons", places(0, 39), "Summons at 1, 10", "Summons, pages 1, 10"),
        ("order", lines(60, 60), "Order at 4:1", "Order, page 4, line 1"),
        (
            "order",
            lines(76, 82),
            "Order at 4:17–5:3",
            "Order, page 4, line 17 to page 5, line 3",
        ),
        (
            "order",
            lines(76, 77) + lines(78, 79) + lines(100, 100),
            "Order at 4:17–20, 6:1",
            "Order, page 4, lines 17–20, page 6, line 1",
        ),
        # exhibits of exhibits
        ("inner", places(8), "Ex. C-1 at 3", "Exhibit C-1, page 3"),
        ("nested", places(8), "Ex. 2 to Ex. C at 3", "Exhibit 2 to Exhibit C, page 3"),
        # one kind twice: told apart by the day, behind which a comma stands
        ("first", places(0), "Mot., Jan. 5, 2026, at 1", "Motion, Jan. 5, 2026, page 1"),
        ("second", places(0), "Mot., Feb. 6, 2026, at 1", "Motion, Feb. 6, 2026, page 1"),
    ],
)  # fmt: skip
def test_every_form_and_back(key: str, spans: tuple[Span, ...], bluebook: str, plain: str) -> None:
    paper, text = PAPERS[key]
    for style, cite in ((CiteStyle.BLUEBOOK, bluebook), (CiteStyle.PLAIN, plain)):
        rows = named([each for each, _ in PAPERS.values()], style)
        called = next(each for each in rows if each.id == paper.id)
        pins = [called.pin(span, text.locate(span)) for span in spans]
        assert joined_cite(pins) == cite
        found = passages(cite, rows, SOURCES.__getitem__)
        assert {each.document.id for each in found} == {paper.id}
        assert all(any(each.span.contains(span) for each in found) for span in spans)


def test_id_in_every_unit() -> None:
    rows = {
        each.id: each for each in named([each for each, _ in PAPERS.values()], CiteStyle.BLUEBOOK)
    }

    def pin(key: str, span: Span) -> object:
        paper, text = PAPERS[key]
        return rows[paper.id].pin(span, text.locate(span))

    keys = (
        "complaint",
        "complaint",
        "order",
        "order",
        "order",
        "article",
        "article",
        "inner",
        "exhibit",
    )
    spans = (*places(8, 9), *lines(76, 79), *lines(76, 79), *lines(76, 82), *places(2, 3, 8, 8))
    told = cites_in_order([[pin(*each)] for each in zip(keys, spans, strict=True)], with_id=True)  # type: ignore[list-item]
    assert told == (
        "Compl. ¶ 38",
        "Id. ¶ 38a",
        "Order at 4:17–20",
        "Id.",
        "Id. at 4:17–5:3",
        f"{ARTICLE}, para. 3",
        "Id. para. 4",
        "Ex. C-1 at 3",
        "Ex. C at 3",
    )

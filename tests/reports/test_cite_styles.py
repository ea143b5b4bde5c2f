"""Cites of several places, in every style, and what is read back of what lawyers type."""

import pytest

from casefile.cite_form import CitedBy, CiteForm, CiteStyle
from casefile.records import DocumentRow, Pin
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
from reports.cite_quoting import (
    bound,
    is_block,
    nested,
    quoted_with_cite,
    quoted_with_cite_html,
    unbroken,
)
from reports.cite_reading import begins_with_paper, passages
from reports.cites import bare_cite, cite_parts, cites_in_order, joined_cite, pin_cite
from tests.casefile.rows import document_row

# Ten stretches of ten characters each; pages hold twenty. ¶ 3 begins twice on different pages, ¶ 5 twice on
# one page; two pages are called "1".
TEXT = "x" * 100
PAGES = tuple(
    Page(number, label, Span(20 * number - 20, 20 * number))
    for number, label in enumerate(("i", "1", "2", "1", "A-7"), 1)
)
NUMBERS = ("1", "2", "3", "4", "5", "5", None, "3", "9", "12a")
PARAGRAPHS = tuple(
    Paragraph(Span(10 * at, 10 * at + 10), number, Zone.BODY if number else Zone.BLOCK_QUOTE)
    for at, number in enumerate(NUMBERS)
)
LINES = tuple(NumberedLine(at % 4 + 1, Span(5 * at, 5 * at + 5)) for at in range(20))

PLAIN, DOCKET = CiteStyle.PLAIN, CiteStyle.DOCKET


def paper(
    number: int = 1,
    kind: DocumentKind = DocumentKind.COMPLAINT,
    style: CiteStyle = CiteStyle.BLUEBOOK,
    by: CitedBy | None = None,
    short: str = "Compl.",
    name: str = "",
) -> DocumentRow:
    form = CiteForm(style, by, name)
    return document_row(number, short_name=short, kind=kind, cite=form)


def source(*, paged: bool = True, numbered: bool = True, lined: bool = False) -> SourceText:
    return SourceText(
        TEXT,
        PAGES if paged else (),
        PARAGRAPHS if numbered else tuple(Paragraph(each.span) for each in PARAGRAPHS),
        (),
        LINES if lined else (),
    )


TWICE = SourceText(
    TEXT,
    (Page(1, "v", Span(0, 50)), Page(2, "vi", Span(50, 100))),
    tuple(each for each in PARAGRAPHS if each.number in ("1", "3")),
)
FULL, UNPAGED, LINED = source(), source(paged=False, numbered=False), source(lined=True)


def pin(start: int, end: int, row: DocumentRow | None = None, text: SourceText = FULL) -> Pin:
    span = Span(start, end)
    return (row or paper()).pin(span, text.locate(span))


ORDER = paper(2, DocumentKind.ORDER, short="Order")
DEPOSITION = paper(3, DocumentKind.OTHER, by=CitedBy.TRANSCRIPT, short="Voss Dep.")
DATED = paper(4, DocumentKind.ORDER, short="Order, Mar. 3, 2026")


@pytest.mark.parametrize(
    ("one", "cite"),
    [
        (pin(2, 4), "Compl. ¶ 1"),
        (pin(2, 14), "Compl. ¶¶ 1–2"),
        (pin(22, 24, text=TWICE), "Compl. at v, ¶ 3"),  # a number used twice is told by its page
        (pin(2, 24, text=TWICE), "Compl. at v, ¶¶ 1–3"),
        (pin(22, 24), "Compl. at PDF p. 2"),  # where that has another page's label, by the file's
        (pin(42, 44), "Compl. at 2"),  # twice on one page
        (pin(62, 64), "Compl. at PDF p. 4"),  # in a block quotation of the second ¶ 5
        (pin(92, 94), "Compl. ¶ 12a"),
        (pin(2, 4, ORDER), "Order at i"),
        (pin(42, 44, ORDER), "Order at 2"),
        (pin(22, 24, ORDER), "Order at PDF p. 2"),  # two pages are called 1
        (pin(22, 44, ORDER), "Order at PDF pp. 2–3"),
        (pin(82, 84, ORDER), "Order at A-7"),
        (pin(2, 9, ORDER, LINED), "Order at i:1–2"),
        (pin(2, 4, DEPOSITION, LINED), "Voss Dep. i:1"),
        (pin(2, 4, DATED), "Order, Mar. 3, 2026, at i"),
        (pin(22, 24, ORDER, UNPAGED), "Order para. 3"),
    ],
)
def test_one_place(one: Pin, cite: str) -> None:
    assert pin_cite(one) == cite


@pytest.mark.parametrize(
    ("one", "cite"),
    [
        (pin(2, 4, paper(style=PLAIN, name="Complaint")), "Complaint, paragraph 1"),
        (pin(2, 14, paper(style=PLAIN, name="Complaint")), "Complaint, paragraphs 1–2"),
        (pin(22, 24, paper(style=PLAIN), TWICE), "Compl., page v, paragraph 3"),
        (pin(42, 44, paper(2, DocumentKind.ORDER, PLAIN, short="Order")), "Order, page 2"),
        (
            pin(2, 9, paper(2, DocumentKind.ORDER, PLAIN, short="Order"), LINED),
            "Order, page i, lines 1–2",
        ),
        (
            pin(82, 99, paper(2, DocumentKind.ORDER, PLAIN, short="Order"), LINED),
            "Order, page A-7, lines 1–4",
        ),
        (
            pin(22, 24, paper(2, DocumentKind.ORDER, PLAIN, short="Order"), UNPAGED),
            "Order, paragraph 3 (counted)",
        ),
        (pin(2, 4, paper(style=DOCKET, name="ECF No. 12-1")), "ECF No. 12-1 ¶ 1"),
        (
            pin(42, 44, paper(2, DocumentKind.ORDER, DOCKET, name="ECF No. 12-1")),
            "ECF No. 12-1 at 2",
        ),
    ],
)
def test_one_place_in_other_styles(one: Pin, cite: str) -> None:
    assert pin_cite(one) == cite


def test_places_of_one_paper_are_joined_and_neighbours_made_one() -> None:
    assert joined_cite([pin(2, 4), pin(12, 14)]) == "Compl. ¶¶ 1–2"
    assert joined_cite([pin(82, 84), pin(2, 4), pin(82, 83)]) == "Compl. ¶¶ 1, 9"
    assert joined_cite([pin(2, 4), pin(42, 44)]) == "Compl. ¶ 1; Compl. at 2"
    lines = [pin(2, 4, ORDER, LINED), pin(7, 9, ORDER, LINED), pin(42, 44, ORDER, LINED)]
    assert joined_cite(lines) == "Order at i:1–2, 2:1"
    assert joined_cite([]) == ""


def test_papers_stand_in_the_order_of_the_case_with_a_place_for_each_link() -> None:
    parts = cite_parts([pin(42, 44, ORDER), pin(2, 4), pin(12, 14)])
    assert [(part.text, part.pin.span.start) for part in parts] == [
        ("Compl. ¶¶ 1–2", 2),
        ("Order at 2", 42),
    ]
    assert joined_cite(part.pin for part in parts) == "Compl. ¶ 1; Order at 2"


def test_page_ranges_drop_digits_that_repeat() -> None:
    pages = tuple(Page(n, str(1022 + n), Span(10 * n - 10, 10 * n)) for n in range(1, 11))
    text = SourceText(TEXT, pages)
    cited = [pin(2, 14, ORDER, text), pin(92, 94, ORDER, text)]
    assert joined_cite(cited) == "Order at 1023–24, 1032"
    found = passages(joined_cite(cited), [ORDER], lambda number: text)
    assert [each.span for each in found] == [Span(0, 20), Span(90, 100)]


def test_id_for_lists_that_are_read_in_order() -> None:
    first, second, order = pin(2, 4), pin(12, 14), pin(42, 44, ORDER)
    lost = paper().pin(Span(1, 2), FULL.locate(Span(1, 2)), lost=True)
    groups = [
        [first],
        [first],
        [second],
        [order],
        [pin(2, 4, ORDER)],
        [first, order],
        [first],
        [],
        [first],
        [lost],
        [first],
    ]
    assert cites_in_order(groups, with_id=True) == (
        "Compl. ¶ 1",
        "Id.",
        "Id. ¶ 2",
        "Order at 2",
        "Id. at i",
        "Compl. ¶ 1; Order at 2",
        "Compl. ¶ 1",
        "",
        "Compl. ¶ 1",
        "Compl. (place lost, look it up)",
        "Compl. ¶ 1",
    )
    assert cites_in_order(groups)[1] == "Compl. ¶ 1"


def test_machine_read_and_repaired_places_say_so_when_joined() -> None:
    page = Page(1, "1", Span(0, 100), PageSource.OCR)
    read = SourceText(TEXT, (page,), PARAGRAPHS)
    assert joined_cite([pin(2, 4, text=read), pin(12, 14, text=read)]) == (
        "Compl. ¶¶ 1–2 (machine-read)"
    )
    assert bare_cite(pin(2, 4, text=read)) == "Compl. ¶ 1"


ROWS = (paper(), ORDER, DEPOSITION, DATED, paper(5, short="Def.’s Mot. Dismiss"))
TEXTS = {1: FULL, 2: LINED, 3: LINED, 4: FULL, 5: FULL}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Compl. ¶ 2", [(1, Span(10, 20))]),
        ("compl ¶2", [(1, Span(10, 20))]),
        ("(Compl. ¶\N{NO-BREAK SPACE}2).", [(1, Span(10, 20))]),
        ("Compl. ¶¶ 1-2, 9", [(1, Span(0, 20)), (1, Span(80, 90))]),
        ("Compl. paragraphs 1 and 2", [(1, Span(0, 10)), (1, Span(10, 20))]),
        ("Compl. ¶ 3", [(1, Span(20, 30)), (1, Span(70, 80))]),
        ("Compl. at 1, ¶ 3", [(1, Span(20, 30)), (1, Span(70, 80))]),
        ("Compl. ¶ 12A", [(1, Span(90, 100))]),
        ("Compl. p. 2", [(1, Span(40, 60))]),
        ("Compl. PDF p. 2", [(1, Span(20, 40))]),
        ("Compl.", [(1, Span(0, 100))]),
        ("Order at 2:1-3", [(2, Span(40, 55))]),
        ("Order at 2:4–A-7:1", [(2, Span(55, 85))]),
        ("Order, page 2, lines 1–3", [(2, Span(40, 55))]),
        ("Order, page i, line 2 to page 2, line 1", [(2, Span(5, 45))]),
        ("Voss Dep. 2:1", [(3, Span(40, 45))]),
        ("Order, Mar. 3, 2026, at A-7", [(4, Span(80, 100))]),
        ("Def.'s Mot. Dismiss ¶ 9", [(5, Span(80, 90))]),
        ("Compl. ¶ 1; Order at 2:1", [(1, Span(0, 10)), (2, Span(40, 45))]),
        ("Compl. ¶ 99", []),
        ("Compl. at 99", []),
        ("Compl. ¶ 1; Nobody ¶ 2", []),
        ("Complement ¶ 1", []),
        ("", []),
    ],
)
def test_what_lawyers_type_is_read(typed: str, found: list[tuple[int, Span]]) -> None:
    read = passages(typed, ROWS, TEXTS.__getitem__)
    assert [(each.document.id, each.span) for each in read] == found


def test_bluebook_is_read_in_plain_style_too() -> None:
    form = CiteForm(PLAIN, also="Compl.")
    row = document_row(1, short_name="Complaint", cite=form)
    for typed in ("Compl. ¶ 2", "Complaint, paragraph 2", "Complaint ¶ 2"):
        (found,) = passages(typed, [row], lambda number: FULL)
        assert found.span == Span(10, 20)


def test_a_cite_begins_with_a_paper_and_goes_on() -> None:
    assert begins_with_paper("Compl. ¶", ROWS)
    assert begins_with_paper("order at 2", ROWS)
    assert not begins_with_paper("Compl.", ROWS)
    assert not begins_with_paper("Complete", ROWS)


def test_parts_are_counted_where_there_are_several() -> None:
    zones = (Zone.HEADING, Zone.BODY, Zone.HEADING, Zone.BODY, Zone.CAPTION, Zone.CAPTION)
    text = SourceText(
        TEXT,
        (),
        tuple(Paragraph(Span(10 * at, 10 * at + 10), None, zone) for at, zone in enumerate(zones)),
    )
    assert pin_cite(pin(22, 24, ORDER, text)) == "Order (heading 2)"
    assert pin_cite(pin(42, 59, ORDER, text)) == "Order (caption)"
    assert pin_cite(pin(2, 14, ORDER, text)) == "Order"  # no paragraph before it to count from
    assert pin_cite(pin(12, 34, ORDER, text)) == "Order paras. 1–2"
    mail = paper(9, DocumentKind.EMAIL, short="E-mail from Ida Voss")
    assert pin_cite(pin(22, 24, mail, text)) == "E-mail from Ida Voss"


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("he said “no” twice", "he said ‘no’ twice"),
        ('he said "no" twice', "he said ‘no’ twice"),
        ("“Never”", "‘Never’"),
        ("[T]he berth … was closed", "[T]he berth … was closed"),
        ("the ship’s log", "the ship’s log"),
        ('("no")', "(‘no’)"),
    ],
)
def test_double_marks_within_a_quotation_become_single(words: str, inner: str) -> None:
    assert nested(words) == inner
    assert quoted_with_cite(words, pin(2, 4)) == f"“{inner}” (Compl. ¶ 1)"


def test_fifty_words_make_a_block() -> None:
    long = 'He said "no" ' + "word " * 46 + "end"
    assert is_block(long) and not is_block(long.removesuffix(" end"))
    assert quoted_with_cite(long, pin(2, 4)) == f"{long}\nCompl. ¶ 1"
    rich = quoted_with_cite_html(long, pin(2, 4))
    assert rich.startswith(f"<blockquote>{long}</blockquote>") and "¶\N{NO-BREAK SPACE}1" in rich


def test_no_line_ends_between_a_unit_and_its_number() -> None:
    assert " " not in unbroken("Compl. ¶ 38")
    long = "Quill, The tide turns again and again, Mar. 4, 2026, at 12"
    assert unbroken(long).replace("\N{NO-BREAK SPACE}", "_") == (
        "Quill, The tide turns again and again, Mar._4, 2026, at_12"
    )
    assert bound("ECF No. 12-1 ¶ 38").replace("\N{NO-BREAK SPACE}", "_") == "ECF_No._12-1 ¶_38"

"""Id. in reports: for the paper cited just before, and for nothing that could be another."""

import datetime as dt

from casefile.records import DocumentRow
from extraction.findings import DocumentKind
from importers.source_text import Paragraph, SourceText, Span
from reports.cells import cited, words
from reports.cite_ids import with_ids
from reports.formats import written
from reports.report import Cell, ColumnSort, Layout, Origin, Report, ReportColumn, Section
from tests.casefile.rows import document_row

TEXT = SourceText(
    "x" * 60, (), tuple(Paragraph(Span(10 * n, 10 * n + 10), str(n + 1)) for n in range(6))
)
COMPLAINT = document_row(1, short_name="Compl.")
ANSWER = document_row(2, short_name="Answer", kind=DocumentKind.ANSWER)
COLUMNS = (
    ReportColumn("Event", ColumnSort.TEXT, 60),
    ReportColumn("Source", ColumnSort.CITE, 40),
)


def place(number: int, row: DocumentRow = COMPLAINT) -> Cell:
    span = Span(10 * number - 9, 10 * number - 5)
    return cited([row.pin(span, TEXT.locate(span))])


def sources(*rows: tuple[str, Cell], columns: tuple[ReportColumn, ...] = COLUMNS) -> list[str]:
    section = Section("", columns, tuple((words(told), cell) for told, cell in rows))
    (made,) = with_ids(Report("Events", (section,))).sections
    return [row[-1].text for row in made.rows]


def test_the_paper_of_the_entry_before_is_told_as_id() -> None:
    assert sources(("a", place(1)), ("b", place(1)), ("c", place(2)), ("d", place(2, ANSWER))) == [
        "Compl. ¶ 1",
        "Id.",
        "Id. ¶ 2",
        "Answer ¶ 2",
    ]


def test_the_cell_still_opens_its_place() -> None:
    section = Section("", COLUMNS, ((words("a"), place(1)), (words("b"), place(2))))
    (made,) = with_ids(Report("Events", (section,))).sections
    cell = made.rows[1][1]
    assert cell.pins == place(2).pins and cell.pieces[0].pin == place(2).pins[0]


def test_another_paper_named_in_between_keeps_the_whole_cite() -> None:
    told = ("admitted in Answer, which", place(2))
    assert sources(("a", place(1)), told, ("c", place(3)), ("d", place(1, ANSWER))) == [
        "Compl. ¶ 1",
        "Compl. ¶ 2",
        "Compl. ¶ 3",
        "Answer ¶ 1",
    ]
    assert sources(("a", place(1)), ("see ¶ 5", place(1)))[1] == "Compl. ¶ 1"
    assert sources(("a", place(1)), ("b", Cell("")), ("c", place(1)))[2] == "Compl. ¶ 1"
    both = cited([*place(1).pins, *place(1, ANSWER).pins])
    assert sources(("a", both), ("b", place(1)))[1] == "Compl. ¶ 1"


def test_sections_and_several_columns_of_cites_begin_anew() -> None:
    section = Section("", COLUMNS, ((words("a"), place(1)),))
    made = with_ids(Report("Events", (section, section)))
    assert [each.rows[0][1].text for each in made.sections] == ["Compl. ¶ 1"] * 2
    two = (ReportColumn("Where", ColumnSort.CITE, 10), COLUMNS[1])
    assert sources(("", place(1)), ("", place(1)), columns=two) == ["Compl. ¶ 1", "Compl. ¶ 1"]


def test_only_formats_that_are_read_in_order_have_it() -> None:
    section = Section("", COLUMNS, ((words("a"), place(1)), (words("b"), place(2))))
    report, layout = Report("Events", (section,)), Layout(ids=True)
    origin = Origin("Marrow", dt.date(2026, 3, 4))
    assert "<i>Id.</i> ¶ 2" in written(report, origin, layout, ".html").decode()
    assert "Id." not in written(report, origin, Layout(), ".html").decode()
    assert "Id." not in written(report, origin, layout, ".csv").decode("utf-8-sig")

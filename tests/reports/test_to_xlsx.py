"""Excel files, read back by another library."""

import datetime as dt
import io
import warnings

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reports import to_xlsx as module
from reports.report import Cell, ColumnSort, Layout, Report, ReportColumn, Section
from reports.to_xlsx import LONGEST_CELL, to_xlsx

from .odd_report import ORIGIN, long_report, odd_report, one_row


def opened(data: bytes, *, rich: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # the reader's word on parts that it leaves out
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=rich)


def test_every_section_is_a_sheet_with_typed_cells() -> None:
    book = opened(to_xlsx(odd_report(), ORIGIN))
    assert book.sheetnames == ["Events 2026", "Events 2026 2", "About this report"]
    days = book["Events 2026"]
    read = [[cell.value for cell in row] for row in days.iter_rows()]
    assert read[0] == [
        "Date: first day",
        "Date",
        "What the paper says",
        "Remark",
        "Source",
        "Review",
    ]
    assert read[1] == [
        dt.datetime(2026, 3, 7),
        "March 7, 2026",
        "“The ferry left at 9:15 a.m. — with 212 passengers.”",
        '=HYPERLINK("x";"y")',
        "Compl. ¶ 38",
        "accepted",
    ]
    assert read[3][0] is None
    assert read[4][:3] == ["1899-01-01", "1899", "no boats  today"]
    numbers = book["Events 2026 2"]
    assert [cell.value for cell in numbers["B"]] == ["Named", 7, 1234]
    assert numbers["B3"].number_format == '#,##0"×"'
    assert days["A2"].is_date


def test_nothing_is_a_formula() -> None:
    rows = tuple(
        (Cell(text),) for text in ("=1+1", "+1", "-1", "@sum", "{=1}", "\t=1", "http://x.y")
    )
    report = Report("R", (Section("", (ReportColumn("A", ColumnSort.TEXT, 1),), rows),))
    sheet = opened(to_xlsx(report, ORIGIN)).worksheets[0]
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * 8
    assert [cell.value for cell in sheet["A"]][1:] == [row[0].text for row in rows]
    assert not any(cell.hyperlink for cell in sheet["A"])


def test_headings_are_frozen_and_filtered_and_printed_on_every_page() -> None:
    sheet = opened(to_xlsx(odd_report(), ORIGIN)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F5"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["C2"].alignment.wrap_text
    assert "Voss v. Harbor Board" in sheet.oddFooter.left.text
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["F"].width


def test_marks_of_words_stay() -> None:
    cell = opened(to_xlsx(odd_report(), ORIGIN), rich=True).worksheets[0]["C3"].value
    assert str(cell) == "new for old words, found"
    assert [
        (each.text, each.font.b) for each in cell if not isinstance(each, str) and each.font.b
    ] == [
        ("for", True),
        ("found", True),
    ]


def test_cites_are_links() -> None:
    sheet = opened(to_xlsx(odd_report(), ORIGIN)).worksheets[0]
    place = "pincite://0123456789abcdef0123456789abcdef/1?start=0&end=9"
    assert sheet["E2"].hyperlink.target == place
    assert sheet["E3"].value == "Compl. ¶ 38; Answer ¶ 12"
    assert sheet["E4"].hyperlink is None
    unlinked = opened(to_xlsx(odd_report(), ORIGIN, Layout(links=False))).worksheets[0]
    assert unlinked["E2"].hyperlink is None


def test_a_cell_too_long_for_excel_is_cut_and_told() -> None:
    book = opened(
        to_xlsx(one_row(Cell("x" * (LONGEST_CELL + 1)), Cell("y" * LONGEST_CELL)), ORIGIN)
    )
    sheet, about = book.worksheets
    assert len(sheet["A2"].value) == LONGEST_CELL
    assert sheet["A2"].value.endswith("holds no more]")
    assert sheet["B2"].value == "y" * LONGEST_CELL
    told = [row[0].value for row in about.iter_rows()]
    assert told[0] == "One row"
    assert told[-1].startswith("One row: 1 cell")


def test_links_that_a_sheet_cannot_hold_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_LINKS", 2)
    sheet, about = opened(to_xlsx(long_report(5), ORIGIN)).worksheets
    assert [bool(cell.hyperlink) for cell in sheet["E"]] == [False, True, True, False, False, False]
    assert sheet["E6"].value == "Compl. ¶ 5"
    assert "3 cites" in list(about.iter_rows())[-1][0].value


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["a/b:c"], ["a b c"]),
        (["History", "history"], ["History 2", "history 3"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
        (["'quoted'", "", "[]"], ["quoted", "Sheet", "Sheet 2"]),
    ],
)
def test_sheets_have_names_that_excel_takes(titles: list[str], expected: list[str]) -> None:
    column = ReportColumn("A", ColumnSort.TEXT, 1)
    report = Report("", tuple(Section(title, (column,), ((Cell("x"),),)) for title in titles))
    assert opened(to_xlsx(report, ORIGIN)).sheetnames[:-1] == expected


def test_the_last_sheet_says_what_the_report_is() -> None:
    about = opened(to_xlsx(odd_report(), ORIGIN))["About this report"]
    assert [row[0].value for row in about.iter_rows()] == [
        "Chronology",
        "Voss v. Harbor Board, March 9, 2026",
        "12 suggestions not reviewed yet are left out.",
        "Events [2026]: Four rows.",
        "What is left: Nothing & no one.",
    ]


def test_the_file_names_nobody() -> None:
    properties = opened(to_xlsx(odd_report(), ORIGIN)).properties
    assert properties.title == "Chronology, Voss v. Harbor Board"
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_a_report_without_a_table_is_its_last_sheet() -> None:
    assert opened(to_xlsx(Report("Empty", ()), ORIGIN)).sheetnames == ["About this report"]


def test_what_progress_raises_ends_the_writing() -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        to_xlsx(long_report(5), ORIGIN, Layout(), stop)

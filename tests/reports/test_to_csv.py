"""CSV as spreadsheets and other programs read it."""

import csv
import datetime as dt
import io

import pytest

from reports.report import Cell, ColumnSort, Layout, Report, ReportColumn, Section
from reports.to_csv import casemap_day, to_csv

from .odd_report import ORIGIN, odd_report, one_row


def read(report: Report, layout: Layout | None = None) -> list[list[str]]:
    data = to_csv(report, ORIGIN, layout)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_sections_are_told_and_share_their_columns() -> None:
    header, first, *_, last = read(odd_report())
    assert header == [
        "Section",
        "Date: first day",
        "Date",
        "What the paper says",
        "Remark",
        "Source",
        "Review",
        "Name",
        "Named",
    ]
    assert first[:3] == ["Events [2026]", "2026-03-07", "March 7, 2026"]
    assert last == ["Events: 2026?", "", "", "", "", "", "", "Harbor Board", "1,234×"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1 (555) 010-0000", "'+1 (555) 010-0000"),
        ("-2+3", "'-2+3"),
        ("@account", "'@account"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-12.5", "-12.5"),
        ("+7", "+7"),
        ("– said", "– said"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ('he "said"\r\nso, then', 'he "said"\r\nso, then'),
        ("one\x0ctwo\x0bthree", "one two three"),
        ("nul\x00 and \ud800 bell\x07", "nul and  bell"),
        ("Петров 漢字 😀 שלום", "Петров 漢字 😀 שלום"),
    ],
)
def test_cells_are_text_and_never_formulas(cell: str, expected: str) -> None:
    assert read(one_row(Cell(cell), Cell("x")))[1] == [expected, "x"]


def test_two_columns_of_one_title_are_two() -> None:
    column = ReportColumn("Name", ColumnSort.TEXT, 1)
    report = Report("", (Section("", (column, column), ((Cell("a"), Cell("b")),)),))
    assert read(report) == [["Name", "Name 2"], ["a", "b"]]


def test_casemap_gets_its_names_and_days() -> None:
    header, first, second, *_ = read(odd_report(), Layout(casemap=True))
    assert header[:6] == ["Section", "Date & Time", "Date", "Fact Text", "Remark", "Source(s)"]
    assert first[1] == "03/07/2026"
    assert second[1] == "03/??/2026"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ""),
        (dt.date(2026, 3, 7), None, "03/07/2026"),
        (dt.date(2026, 3, 7), dt.date(2026, 3, 7), "03/07/2026"),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "02/??/2024"),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 28), "02/01/2024 - 02/28/2024"),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 31), "12/??/2026"),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), "??/??/2026"),
        (dt.date(2026, 1, 1), dt.date(2026, 3, 31), "01/01/2026 - 03/31/2026"),
        (dt.date(2025, 1, 1), dt.date(2026, 12, 31), "01/01/2025 - 12/31/2026"),
        (dt.date(9999, 12, 1), dt.date.max, "12/01/9999 - 12/31/9999"),
    ],
)
def test_days_as_casemap_writes_them(
    first: dt.date | None, last: dt.date | None, expected: str
) -> None:
    assert casemap_day(Cell("", day=first, until=last)) == expected


def test_a_report_without_a_table_is_an_empty_line() -> None:
    assert to_csv(Report("Empty", ()), ORIGIN) == b"\xef\xbb\xbf\r\n"

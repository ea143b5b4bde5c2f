"""Workbooks and separated values as text layers: exact, by rows, with nothing run and nothing fetched."""

import datetime as dt
import io
import zipfile

import pytest
from xlsxwriter import Workbook

from importers import limits
from importers.document import DamagedFile, EmptyFile, ImportContext, TooLargeFile
from importers.registry import read_content
from importers.sniff import CSV, XLSX
from importers.spreadsheet import delimiter_of
from importers.tables import sheets_of


def book(*sheets, hidden=()):
    """Return a workbook of named sheets, each a list of rows of values."""
    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True})
    day = made.add_format({"num_format": "mm/dd/yyyy"})
    for name, rows in sheets:
        sheet = made.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(at, column, value, day)
                elif value is not None:
                    sheet.write(at, column, value)
    made.close()
    return out.getvalue()


def read(content, name="Chronology.xlsx"):
    return read_content(content, ImportContext(name))


def altered(content, change):
    """Return a workbook whose parts went through ``change(name, bytes)``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def test_a_workbook_s_rows_are_paragraphs_with_their_numbers():
    content = book(
        ("Facts", [["Date", "Event"], [dt.datetime(2026, 3, 7), "Closed"], [], [3.0, "two\nlines"]])
    )
    found = read(content)
    assert found.media_type == XLSX
    assert found.source.text == "Date\tEvent\n2026-03-07\tClosed\n3\ttwo\u2028lines\n"
    assert [each.number for each in found.source.paragraphs] == ["1", "2", "4"]
    assert found.source.pages == ()


def test_several_sheets_are_pages():
    content = book(("Key facts", [["a"]]), ("Blank", []), ("Two", [["b"]]), hidden=["Two"])
    found = read(content)
    assert [(page.label, page.span.of(found.source.text)) for page in found.source.pages] == [
        ("Key-facts", "a\n"),
        ("Two", "b\n"),
    ]
    assert [notice.code for notice in found.notices] == ["hidden-sheets"]


def test_cells_are_told_with_their_places():
    found = read(
        book(("Facts", [["Date", "Event"], [dt.datetime(2026, 3, 7, 14, 30), "two\nlines"]]))
    )
    (sheet,) = sheets_of(found.source, found.media_type)
    cells = sheet.rows[1].cells
    assert [cell.text for cell in cells] == ["2026-03-07 14:30", "two\nlines"]
    assert [cell.span.of(found.source.text) for cell in cells] == [
        "2026-03-07 14:30",
        "two\u2028lines",
    ]


def test_a_formula_stands_for_the_result_that_the_file_keeps():
    def change(name, part):
        if name != "xl/worksheets/sheet1.xml":
            return part
        return part.replace(b"<f>1+1</f><v>0</v>", b"<f>1+1</f>")

    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet("A")
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.write_formula(1, 0, "=1+1")
    sheet.write(2, 0, "end")
    made.close()
    found = read(altered(out.getvalue(), change))
    assert found.source.text == "2\nend\n"
    assert [notice.code for notice in found.notices] == ["formulas-without-results"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Date,Event\r\n2026,\"a \"\"b\"\", c\"\r\n", [["Date", "Event"], ["2026", 'a "b", c']]),
        ("Date;Event\n1,5;x\n", [["Date", "Event"], ["1,5", "x"]]),
        ("Date\tEvent\n2026\tone, two\n", [["Date", "Event"], ["2026", "one, two"]]),
        ('a,"two\r\nlines"\r\n\r\nb,c', [["a", "two\r\nlines"], ["b", "c"]]),
        ("a,'=1+1\nb,'tis\n", [["a", "=1+1"], ["b", "'tis"]]),
    ],
)  # fmt: skip
def test_separated_values_keep_their_text(text, rows):
    found = read(text.encode(), "Chronology.csv")
    assert (found.media_type, found.source.text) == (CSV, text)
    (sheet,) = sheets_of(found.source, found.media_type)
    assert [[cell.text for cell in row.cells] for row in sheet.rows] == rows
    for row, paragraph in zip(sheet.rows, found.source.paragraphs, strict=True):
        assert row.span == paragraph.span


def test_values_in_windows_letters_are_read_with_a_notice():
    found = read("Name,Rôle\n".encode("cp1252"), "Cast.csv")
    assert found.source.text == "Name,Rôle\n"
    assert [notice.code for notice in found.notices] == ["guessed-encoding"]


def test_the_delimiter_is_the_one_that_most_rows_agree_on():
    assert delimiter_of("a;b;c\n1,2;3;4\n5;6,7;8\n") == ";"
    assert delimiter_of("one line only") == ","


@pytest.mark.parametrize("declared", [b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", b"<!ENTITY a 'b'>"])
def test_a_part_with_definitions_is_refused(declared):
    def change(name, part):
        return part.replace(b"?>", b"?>" + declared, 1) if name == "xl/workbook.xml" else part

    with pytest.raises(DamagedFile):
        read(altered(book(("A", [["a"]])), change))


def test_a_sheet_that_claims_more_cells_than_it_holds_is_read_by_what_it_holds():
    def change(name, part):
        claimed = b'<dimension ref="A1:XFD1048576"/>'
        return part.replace(b'<dimension ref="A1"/>', claimed)

    assert read(altered(book(("A", [["a"]])), change)).source.text == "a\n"


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TABLE_CELLS", 5)
    for content, name in ((book(("A", [["a"] * 9])), "A.xlsx"), (b"a,b,c\nd,e,f\n", "A.csv")):
        with pytest.raises(TooLargeFile):
            read(content, name)


@pytest.mark.parametrize(
    "broken",
    ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"],
)
def test_a_broken_workbook_is_refused_with_the_next_step(broken):
    content = book(("A", [["a", 1, "b"]]))
    content = altered(content, lambda name, part: b"<x" if name == broken else part)
    with pytest.raises(DamagedFile, match="save it again and import that"):
        read(content)


@pytest.mark.parametrize(("content", "name"), [(book(("A", [])), "A.xlsx"), (b" ,\n,\n", "A.csv")])
def test_an_empty_table_says_so(content, name):
    with pytest.raises(EmptyFile):
        read(content, name)

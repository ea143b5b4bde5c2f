"""Report files: what Word and spreadsheets find in them, and that they appear whole or not at all."""

import csv
import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from reports import content
from reports.export import ReportFailure, write_whole
from reports.to_csv import to_csv
from reports.to_word import to_word

from . import rows

DAY = dt.date(2026, 3, 9)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_round_trip_with_quotes_and_line_breaks() -> None:
    table = content.quotes([rows.quote('he said "no",\nthen left')])
    header, row = read_csv(to_csv(table))
    assert header == [column.title for column in table.columns]
    assert row == list(table.rows[0])


def test_csv_cells_are_never_formulas() -> None:
    table = content.parties([rows.party("@harbor_alt", None, 1), rows.party("=1+1", None, 2)])
    names = [row[0] for row in read_csv(to_csv(table))[1:]]
    assert names == ["'=1+1", "'@harbor_alt"]


def test_word_table_repeats_its_heading_and_keeps_every_cell() -> None:
    table = content.quotes([rows.quote("no boats\x0c\x01 today"), rows.quote("none")])
    document = docx.Document(io.BytesIO(to_word(table, "Tern v. Harbor Board", DAY)))
    assert document.paragraphs[0].text == "Quote bank"
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.paragraphs[1].text == "Tern v. Harbor Board, March 9, 2026"
    (grid,) = document.tables
    cells = [tuple(cell.text for cell in row.cells) for row in grid.rows]
    assert cells[0] == tuple(column.title for column in table.columns)
    assert cells[1][0] == "“no boats today”"
    assert cells[2] == table.rows[1]
    assert "tblHeader" in grid.rows[0]._tr.xml
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Tern v. Harbor Board · Quote bank · 2026-03-09")
    assert "PAGE" in footer._p.xml


def test_a_report_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportFailure, match="choose another folder"):
        write_whole(tmp_path / "absent" / "report.csv", b"new")


def test_a_name_that_is_a_folder_gets_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.mkdir()
    with pytest.raises(ReportFailure, match="choose another name"):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]

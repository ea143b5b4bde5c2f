"""Excel workbooks and files of separated values: their cells as text, a row a paragraph, a sheet a page.

Of a workbook a row's cells are parted by tabs, line breaks inside a cell are U+2028, days are written as ISO
8601 has them. Formulas stand for the result that the file keeps; nothing is ever worked out or fetched. The
text of separated values is the file's own.
"""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from importers import limits, zip_damage, zip_guard
from importers.document import (
    DamagedFile,
    EmptyFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
    TooLargeFile,
    UnreadDocument,
)
from importers.plain import decode
from importers.sniff import CSV, XLSX
from importers.source_text import Page, Paragraph, SourceText, Span

__all__ = ["LINE_BREAK", "SpreadsheetImporter", "delimiter_of", "records", "values_of"]

LINE_BREAK: Final = "\u2028"
"""Stands for a line break inside a cell of a workbook."""

_DAMAGED: Final = (
    "This Excel workbook is damaged. Open it in Excel, which may mend it, save it again and import "
    "that."
)
_BINARY: Final = (
    "This is an Excel workbook in the binary format (.xlsb), which Pincite cannot read. Save it as .xlsx "
    "in Excel and import that."
)
_TOO_MANY: Final = (
    f"This table has more than {limits.MAX_TABLE_CELLS // 1_000_000} million cells, more than a paper of a "
    "case ever does. Save the rows that matter as a file of their own and import that."
)
_BREAKS: Final = re.compile(r"\r\n|[\r\n\v\f\x85\u2029]")
_UNPRINTED: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 64 * 1024  # characters by which the delimiter is told


class SpreadsheetImporter:
    """Reads .xlsx, .csv and .tsv files."""

    name = "spreadsheet 1"
    media_types: tuple[str, ...] = (XLSX, CSV)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a table.

        Raises:
            DamagedFile: if a workbook cannot be parsed.
            EmptyFile: if no cell holds anything.
            SealedFile: if a part needs a password.
            TooLargeFile: if it holds, or unpacks to, more than the limits allow.
        """
        if content.startswith(b"PK"):
            return _workbook(content, self.name)
        text, notices = decode(content)
        rows = [
            Paragraph(span, str(number))
            for number, (span, cells) in enumerate(records(text), 1)
            if any(cell.strip() for cell in cells)
        ]
        if not rows:
            raise EmptyFile("This table is empty. Ask for it again from where you got it.")
        return ImportedDocument(SourceText(text, (), tuple(rows)), CSV, self.name, notices=notices)


def delimiter_of(text: str) -> str:
    """Return what parts the values of a text: the mark that gives most rows an equal number of several."""
    lines = text[:_SAMPLE].splitlines(keepends=True)
    best, most = ",", 0
    for mark in _DELIMITERS:
        widths = [len(row) for row in _parsed(lines, mark) if len(row) > 1]
        usual = max(widths.count(width) * width for width in set(widths)) if widths else 0
        if usual > most:
            best, most = mark, usual
    return best


def records(text: str) -> Iterator[tuple[Span, list[str]]]:
    """Yield the rows of separated values, each with its span without the line end, and its values.

    Raises:
        TooLargeFile: if there are more cells than any real table has.
    """
    mark = delimiter_of(text)
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=mark, strict=False)
    at = start = cells = 0
    for row in _all(reader):
        end = start + sum(map(len, lines[at : reader.line_num]))
        at = reader.line_num
        cells += len(row)
        if cells > limits.MAX_TABLE_CELLS:
            raise TooLargeFile(_TOO_MANY)
        yield Span(start, start + len(text[start:end].rstrip("\r\n"))), row
        start = end


def values_of(row: str, mark: str) -> list[str]:
    """Return the values of one row of ``records``."""
    return next(iter(_parsed(list(io.StringIO(row, newline="")), mark)), [])


def _parsed(lines: Sequence[str], mark: str) -> list[list[str]]:
    return list(_all(csv.reader(lines, delimiter=mark, strict=False)))


def _all(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the rows of a reader, whatever the length of a value."""
    before = csv.field_size_limit(limits.MAX_TEXT_LENGTH)
    try:
        yield from reader
    finally:
        csv.field_size_limit(before)


def _workbook(content: bytes, reader: str) -> ImportedDocument:
    zip_guard.check(content, "Excel workbook")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "xl/workbook.xml" not in package.namelist():
            raise UnreadDocument(_BINARY)
    _look_for_definitions(content)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are no text
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            sheets = []
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a sheet says of its size may be wrong
                rows = list(_rows(sheet.iter_rows()))
                sheets.append((sheet.title, sheet.sheet_state != "visible", rows))
        author = book.properties.creator
        day = book.properties.created
    except (
        InvalidFileException,
        KeyError,
        AttributeError,
        TypeError,
        IndexError,
        SyntaxError,  # what the standard library's parser raises is one
        *zip_damage.DAMAGE,
    ) as error:
        raise DamagedFile(_DAMAGED) from error
    source = _laid_out([(title, rows) for title, _, rows in sheets if rows])
    values = []
    if author:
        values.append(MetadataValue("author", str(author), "workbook properties"))
    if isinstance(day, dt.datetime):
        values.append(MetadataValue("created", day.date().isoformat(), "workbook properties"))
    hidden = [title for title, is_hidden, rows in sheets if is_hidden and rows]
    return ImportedDocument(
        source, XLSX, reader, Metadata(tuple(values)), tuple(_notices(content, hidden))
    )


def _look_for_definitions(content: bytes) -> None:
    """Refuse parts with definitions of their own, which Excel never writes: they may unfold without end."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for member in package.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            try:
                part = package.read(member)
            except zip_damage.DAMAGE as error:
                raise DamagedFile(_DAMAGED) from error
            head = part[:4]
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in head:
                raise DamagedFile(_DAMAGED)


def _rows(rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, by the number that Excel shows beside them."""
    count = 0
    for number, row in enumerate(rows, 1):
        count += len(row) + 1
        if count > limits.MAX_TABLE_CELLS:
            raise TooLargeFile(_TOO_MANY)
        cells = [_words(getattr(cell, "value", None)) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _words(value: object) -> str:
    """Return a cell as text; days and times as ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = _BREAKS.sub(LINE_BREAK, str(value)).replace("\t", " ")
    return _UNPRINTED.sub("\ufffd", text).strip()


def _laid_out(sheets: Sequence[tuple[str, Sequence[tuple[int, list[str]]]]]) -> SourceText:
    """Put sheets below each other: pages where there are several, a row a paragraph with its number."""
    if not sheets:
        raise EmptyFile("This workbook is empty. Ask for it again from where you got it.")
    parts: list[str] = []
    rows: list[Paragraph] = []
    pages: list[Page] = []
    at = 0
    for number, (title, cells) in enumerate(sheets, 1):
        start = at
        for row, values in cells:
            line = "\t".join(values)
            rows.append(Paragraph(Span(at, at + len(line)), str(row)))
            parts.append(f"{line}\n")
            at += len(line) + 1
        pages.append(Page(number, _label(title, number, pages), Span(start, at)))
    return SourceText("".join(parts), tuple(pages) if len(pages) > 1 else (), tuple(rows))


def _label(title: str, number: int, before: Sequence[Page]) -> str:
    """Return a sheet's name in a form that a cite can hold, another one for each sheet."""
    label = re.sub(r"[^\w.\-]+", "-", title).strip("-._") or str(number)
    taken = {page.label.casefold() for page in before}
    return f"{label}-{number}" if label.casefold() in taken else label


def _notices(content: bytes, hidden: Sequence[str]) -> Iterator[Notice]:
    if hidden:
        named = ", ".join(f"“{title}”" for title in hidden)
        yield Notice(
            "hidden-sheets",
            f"Hidden in this workbook, and read all the same: {named}.",
        )
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        if any(name.startswith("xl/externalLinks/") for name in names):
            yield Notice(
                "linked-workbook",
                "This workbook takes values from other files. It was read as it was last saved; nothing was "
                "fetched.",
            )
        if any(name.startswith(("xl/drawings/", "xl/charts/", "xl/media/")) for name in names):
            yield Notice(
                "pictures-left-out",
                "Charts, pictures and shapes of this workbook were not read. Open the original to see them.",
            )
        if any(name.startswith("xl/comments") for name in names):
            yield Notice(
                "comments-left-out",
                "Comments on cells of this workbook were not read. Open the original to see them.",
            )
        if _lacks_results(package):
            yield Notice(
                "formulas-without-results",
                "Some cells hold formulas whose results the file does not keep, and are empty here. Open it "
                "in Excel, save it and import that.",
            )


# A cell with a formula and no kept result: its element ends right behind the formula.
_NO_RESULT: Final = re.compile(
    rb"</(?:\w+:)?f>(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def _lacks_results(package: zipfile.ZipFile) -> bool:
    return any(
        _NO_RESULT.search(package.read(name))
        for name in package.namelist()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    )

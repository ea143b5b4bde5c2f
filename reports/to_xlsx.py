"""A report as an Excel workbook: a sheet for every section, days as days, numbers as numbers, nothing run.

The last sheet says what the report is, and what had to be cut or could not be linked.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extraction.date_wording import day_words
from reports.links import SCHEME, link_to
from reports.report import (
    Cell,
    ColumnSort,
    Layout,
    Mark,
    Origin,
    Report,
    ReportColumn,
    Section,
    Step,
    clean,
    day_line,
    no_step,
)
from reports.to_csv import first_day_title
from reports.widths import section_widths

__all__ = ["LONGEST_CELL", "to_xlsx"]

LONGEST_CELL = 32_767
"""Characters that a cell can hold (Excel's specifications and limits)."""
_MOST_LINKS = 65_530  # links of one sheet, from the same list
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_FIGURES = re.compile(r"^[-0-9.,\s]+")
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel takes 1900 for a leap year: days before are told wrongly
_WIDTH = 150  # characters that a sheet's columns share
_UNDER_ROWS = {"bottom": 1, "bottom_color": "#C9CED6"}  # a thin line, on paper too
_LETTER = 5.0  # points that a character takes on average
_LEAST_WIDTH = 7
_DAY_WIDTH = 15
_LINE_HEIGHT, _MOST_HEIGHT = 15.0, 409.0  # points; the latter is Excel's own limit
_CUT = " … [cut: a cell of a spreadsheet holds no more]"
_ABOUT = "About this report"


@dataclass
class _Sheet:
    """A worksheet under way."""

    section: Section
    sheet: Any
    widths: Sequence[float]
    links: int = 0
    cut: int = 0
    unlinked: int = 0


@dataclass
class _Book:
    """What the sheets of a workbook share."""

    book: Any
    origin: Origin
    layout: Layout
    formats: dict[str, Any] = field(default_factory=dict)

    def look(self, name: str, **properties: object) -> Any:  # noqa: ANN401 - the library has no types
        """Return a cell's format; all are wrapped, begin at the top and have a line below."""
        if name not in self.formats:
            self.formats[name] = self.book.add_format(
                {"text_wrap": True, "valign": "top", **_UNDER_ROWS, **properties}
            )
        return self.formats[name]


def to_xlsx(
    report: Report, origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report as the bytes of an ``.xlsx`` file.

    A column of days has its first day before it, as a real date, to sort and filter by. Text is never taken
    for a formula or a link.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    made = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book = _Book(made, origin, layout or Layout())
    made.set_properties(
        {
            "title": clean(f"{report.title}, {origin.case}")[:255],
            "created": dt.datetime.combine(origin.day, dt.time()),
        }
    )
    sections = [section for section in report.sections if section.columns]
    names = _sheet_names([section.heading or report.title for section in sections])
    total = sum(len(section.rows) for section in sections)
    done = 0
    sheets = []
    wide = section_widths(replace(report, sections=tuple(sections)), _WIDTH * _LETTER)
    for section, name, widths in zip(sections, names, wide, strict=True):
        in_letters = [max(width / _LETTER, _LEAST_WIDTH) for width in widths]
        sheet = _Sheet(section, made.add_worksheet(name), in_letters)
        sheets.append(sheet)
        for _ in _fill(sheet, report, book):
            done += 1
            step(done, total)
    _tell(report, book, sheets, names)
    made.close()
    return out.getvalue()


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Return names that Excel allows, none twice; "History" is its own."""
    names: list[str] = []
    taken = {_ABOUT.casefold(), "history"}
    for title in titles:
        plain = " ".join(_NOT_IN_SHEET_NAME.sub(" ", clean(title)).split()).strip("' ") or "Sheet"
        name, number = plain[:_LONGEST_SHEET_NAME].strip("' "), 2
        while name.casefold() in taken:
            ending = f" {number}"
            name = plain[: _LONGEST_SHEET_NAME - len(ending)].strip("' ") + ending
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _fill(made: _Sheet, report: Report, book: _Book) -> Iterator[None]:
    sheet, section = made.sheet, made.section
    titles = list(_titles(section.columns))
    heading = book.look("heading", bold=True, bg_color="#EEF1F5", bottom_color="#4B5563")
    wide = dict(zip(section.columns, made.widths, strict=True))
    for at, (title, column, is_first_day) in enumerate(titles):
        if section.has_titles:
            sheet.write_string(0, at, clean(title), heading)
        sheet.set_column(at, at, _DAY_WIDTH if is_first_day else wide[column])
    for number, row in enumerate(section.rows, start=int(section.has_titles)):
        at = 0
        for column, cell in zip(section.columns, row, strict=True):
            if column.sort is ColumnSort.DAY:
                _write_day(sheet, number, at, cell, book)
                at += 1
            _write(made, number, at, column, cell, book)
            at += 1
        sheet.set_row(number, _height(row, made.widths))
        yield
    if section.has_titles:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(section.rows), 1), max(len(titles) - 1, 0))
        sheet.repeat_rows(0)
    _set_page(made, report, book)


def _set_page(made: _Sheet, report: Report, book: _Book) -> None:
    """Say how a sheet is printed: as wide as a page, with what it is above and below."""
    sheet, section = made.sheet, made.section
    sheet.set_paper(1)  # letter
    if book.layout.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    head = report.title if section.heading in ("", report.title) else section.heading
    words = f"{book.origin.case} · {report.title} · {day_words(book.origin.day)}"
    sheet.set_header(f"&L&B{_in_margin(head)}")
    sheet.set_footer(f"&L&8{_in_margin(words)}&R&8&P of &N")


def _in_margin(words: str) -> str:
    """Return words for a header or footer, which takes "&" for a command, and at most 255 characters."""
    return clean(words)[:120].replace("&", "&&")


def _height(row: tuple[Cell, ...], widths: Sequence[float]) -> float:
    """Return the points that a row's lines take; not every program works that out on opening a file."""
    lines = max(
        sum(1 + int(len(line) / width) for line in cell.text.split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(lines * _LINE_HEIGHT, _MOST_HEIGHT)


def _titles(columns: Sequence[ReportColumn]) -> Iterator[tuple[str, ReportColumn, bool]]:
    for column in columns:
        if column.sort is ColumnSort.DAY:
            yield first_day_title(column.title), column, True
        yield column.title, column, False


def _write_day(sheet: Any, row: int, at: int, cell: Cell, book: _Book) -> None:  # noqa: ANN401
    """Write the first day as a date; one that Excel cannot count, as ISO 8601."""
    if cell.day is None:
        sheet.write_blank(row, at, None, book.look("text"))
    elif cell.day < _FIRST_DAY:
        sheet.write_string(row, at, cell.day.isoformat(), book.look("text"))
    else:
        sheet.write_datetime(
            row, at, cell.day, book.look("day", num_format="yyyy-mm-dd", align="left")
        )


def _write(made: _Sheet, row: int, at: int, column: ReportColumn, cell: Cell, book: _Book) -> None:
    sheet = made.sheet
    reading = column.sort is ColumnSort.QUOTATION
    look = book.look("reading", font_name="Times New Roman") if reading else book.look("text")
    if cell.number is not None and column.sort is ColumnSort.NUMBER:
        unit = _FIGURES.sub("", cell.text)
        pattern = f'#,##0.###"{unit}"' if cell.number % 1 else f'#,##0"{unit}"'
        plain = '"' in unit or len(unit) > 20
        look = (
            book.look("number", num_format="#,##0", align="right", indent=1)
            if plain
            else book.look(f"number {pattern}", num_format=pattern, align="right", indent=1)
        )
        sheet.write_number(row, at, cell.number, look)
        return
    text = clean(cell.text)
    if len(text) > LONGEST_CELL:
        made.cut += 1
        text = text[: LONGEST_CELL - len(_CUT)] + _CUT
    elif any(run.mark for run in cell.runs):
        sheet.write_rich_string(row, at, *_rich(cell, book, reading=reading), look)
        return
    pin = next((run.pin for run in cell.pieces if run.pin is not None), None)
    if pin is not None and book.layout.links and book.origin.case_id and text:
        if made.links < _MOST_LINKS and len(text) < 2_000:
            made.links += 1
            linked = book.look("link", font_color="#1D4E89")
            # The library knows schemes of others by their slashes alone; read_link takes both forms.
            link = link_to(book.origin.case_id, pin).replace(SCHEME, f"{SCHEME}//")
            sheet.write_url(row, at, link, linked, text)
            return
        made.unlinked += 1
    sheet.write_string(row, at, text, look)


def _rich(cell: Cell, book: _Book, *, reading: bool) -> Iterator[object]:
    """Yield formats and words by turns, as the library wants them; it takes no empty words."""
    face = {"font_name": "Times New Roman"} if reading else {}
    marks: dict[Mark, dict[str, object]] = {
        Mark.CHANGED: {"bold": True, "underline": 1},
        Mark.TOLD: {"italic": True},
        Mark.SLIGHT: {"underline": 1},
        Mark.FOUND: {"bold": True},
        Mark.ID: {"italic": True},
    }
    for run in cell.runs:
        words = clean(run.text)
        if words:
            look = marks[run.mark] if run.mark else {}
            name = f"run {run.mark} {reading}"
            yield book.look(name, **face, **look)
            yield words


def _tell(report: Report, book: _Book, sheets: Sequence[_Sheet], names: Sequence[str]) -> None:
    """Write the last sheet: title, case, day, every note, and what the sheets could not hold."""
    sheet = book.book.add_worksheet(_ABOUT)
    sheet.set_column(0, 0, 110)
    lines = [report.title, day_line(book.origin), report.note]
    lines += [f"{each.heading}: {each.note}" for each in report.sections if each.note]
    for made, name in zip(sheets, names, strict=True):
        if made.cut:
            lines.append(
                f"{name}: {made.cut:,} cells are cut, since a cell holds no more than {LONGEST_CELL:,} "
                "characters; the other formats have them whole."
            )
        if made.unlinked:
            lines.append(
                f"{name}: {made.unlinked:,} cites are not linked, since a sheet holds no more than "
                f"{_MOST_LINKS:,} links."
            )
    for number, line in enumerate(line for line in lines if line):
        look = book.look("title", bold=True, font_size=14) if number == 0 else book.look("text")
        sheet.write_string(number, 0, clean(line)[:LONGEST_CELL], look)

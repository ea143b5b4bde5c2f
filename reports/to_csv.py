"""A report as comma-separated values, for spreadsheets and for those who move to other programs."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

from reports.report import Cell, ColumnSort, Layout, Origin, Report, Section, Step, clean, no_step

__all__ = ["casemap_day", "first_day_title", "to_csv"]

# A spreadsheet would run a cell that begins like a formula; an account name such as @someone does. The wide
# forms count too, since some spreadsheets take them for the narrow ones (OWASP, CSV injection).
_FORMULA_START = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")

_SECTION = "Section"
_CASEMAP_DATE = "Date & Time"
_CASEMAP_TEXT = "Fact Text"
_CASEMAP_SOURCE = "Source(s)"


def to_csv(
    report: Report, _origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which spreadsheets need to see accents.

    A column of days has its first day before it, as ISO 8601, to sort by. Where there are several sections,
    the first column says which, and columns with one title are one. A cell that a spreadsheet would take for
    a formula gets a leading apostrophe, the one mark that readers of such files take off again.

    ``layout.casemap``: the field names of CaseMap's facts, and days as it writes them.
    """
    layout = layout or Layout()
    sections = [section for section in report.sections if section.columns]
    rows = [dict(_titled(section, row, layout)) for section in sections for row in section.rows]
    titles = list(dict.fromkeys(title for each in sections for title in _titles(each, layout)))
    named = [each.heading for each in sections for _ in each.rows] if len(sections) > 1 else None
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(([_SECTION] if named else []) + titles)
    for number, row in enumerate(rows):
        lead = [_safe(named[number])] if named else []
        writer.writerow(lead + [_safe(row.get(title, "")) for title in titles])
        step(number + 1, len(rows))
    return out.getvalue().encode("utf-8-sig")


def first_day_title(title: str) -> str:
    """Return the heading of the column that a column of days is sorted by."""
    return f"{title}: first day" if title else "First day"


def casemap_day(cell: Cell) -> str:
    """Return a day as CaseMap writes it: 03/07/2026, 03/??/2026 for a month, a range with a hyphen.

    What no such form can say (a quarter, "about") is told by its first and last day.
    """
    if cell.day is None:
        return ""
    first, last = cell.day, cell.until or cell.day
    if first == last:
        return _casemap_words(first)
    after = last + dt.timedelta(1) if last < dt.date.max else None
    if first.day == 1 and after is not None and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.month:02}/??/{first.year:04}"
        if first.month == 1 and (after.month, after.year) == (1, first.year + 1):
            return f"??/??/{first.year:04}"
    return f"{_casemap_words(first)} - {_casemap_words(last)}"


def _casemap_words(day: dt.date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def _titles(section: Section, layout: Layout) -> Iterator[str]:
    """Yield a section's headings, each once, whatever a report calls its columns."""
    seen: dict[str, int] = {}
    for title in _given_titles(section, layout):
        seen[title] = seen.get(title, 0) + 1
        yield title if seen[title] == 1 else f"{title} {seen[title]}"


def _given_titles(section: Section, layout: Layout) -> Iterator[str]:
    main = section.main_column
    for at, column in enumerate(section.columns):
        if layout.casemap:
            if column.sort is ColumnSort.DAY:
                yield _CASEMAP_DATE
                yield column.title
            elif at == main:
                yield _CASEMAP_TEXT
            else:
                yield _CASEMAP_SOURCE if column.sort is ColumnSort.CITE else column.title
            continue
        if column.sort is ColumnSort.DAY:
            yield first_day_title(column.title)
        yield column.title


def _titled(section: Section, row: tuple[Cell, ...], layout: Layout) -> Iterator[tuple[str, str]]:
    titles = _titles(section, layout)
    for column, cell in zip(section.columns, row, strict=True):
        if column.sort is ColumnSort.DAY:
            first = cell.day.isoformat() if cell.day else ""
            yield next(titles), casemap_day(cell) if layout.casemap else first
        yield next(titles), cell.text


def _safe(cell: str) -> str:
    cell = clean(cell)
    if _FORMULA_START.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell

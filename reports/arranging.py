"""From lines of cells to sections: the columns wanted, in the order and the groups that are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reports.options import Narrowed, ReportOptions
from reports.report import Cell, ColumnSort, Report, ReportColumn, ReportFailure, Section

__all__ = [
    "Column",
    "Line",
    "arranged",
    "filled",
    "first_rows",
    "left_out",
    "noted",
    "picked",
    "section",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a report can have; ``usual`` ones are there unless others are asked for.

    A ``spare`` one among them is left out where nothing would stand in it.
    """

    key: str
    title: str
    sort: ColumnSort
    share: int
    usual: bool = True
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row before columns are chosen.

    ``groups`` says for each grouping under which heading it stands, ``orders`` for each order but the
    report's own what it is sorted by.
    """

    cells: Mapping[str, Cell]
    groups: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, Any] = field(default_factory=dict)


def picked(columns: Sequence[Column], keys: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of these keys in their order; without any the usual ones.

    Raises:
        ReportFailure: if there is no such column.
    """
    if not keys:
        return tuple(column for column in columns if column.usual)
    known = {column.key: column for column in columns}
    for key in keys:
        if key not in known:
            raise ReportFailure(
                f"This report has no column “{key}”: choose among {', '.join(known)}."
            )
    return tuple(known[key] for key in dict.fromkeys(keys))


def filled(columns: Iterable[Column], lines: Sequence[Line]) -> tuple[Column, ...]:
    """Return the columns without the spare ones that nothing stands in."""
    return tuple(column for column in columns if not _is_empty(column, lines))


def section(
    heading: str,
    columns: Sequence[Column],
    lines: Iterable[Line],
    *,
    note: str = "",
    level: int = 1,
) -> Section:
    """Return lines as a section with these columns."""
    return Section(
        heading,
        tuple(ReportColumn(column.title, column.sort, column.share) for column in columns),
        tuple(tuple(line.cells[column.key] for column in columns) for line in lines),
        note,
        level,
    )


def arranged(
    columns: Sequence[Column],
    lines: Sequence[Line],
    options: ReportOptions,
    *,
    heading: str = "",
    level: int = 1,
) -> tuple[Section, ...]:
    """Return lines as one section, or as one for each group in the order in which the groups appear.

    Raises:
        ReportFailure: for a column, grouping or order that the report does not have.
    """
    shown = picked(columns, options.columns)
    if not options.columns:
        shown = filled(shown, lines)
    for choice, have in ((options.grouping, "groups"), (options.order, "orders")):
        if choice and lines and choice not in getattr(lines[0], have):
            offered = ", ".join(getattr(lines[0], have)) or "none"
            raise ReportFailure(f"This report cannot be put in “{choice}”: choose among {offered}.")
    if options.order and lines:
        lines = sorted(lines, key=lambda line: line.orders[options.order])
    if not options.grouping or not lines:
        return (section(heading, shown, lines, level=level),)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.groups[options.grouping], []).append(line)
    return tuple(section(name, shown, some, level=level) for name, some in groups.items())


def left_out(narrowed: Narrowed, one: str, many: str) -> tuple[str, ...]:
    """Return what the reader has to know of rows that are missing, a sentence each."""
    said = []
    if narrowed.filtered:
        number = narrowed.filtered
        said.append(f"{number:,} {one if number == 1 else many} left out by what was chosen.")
    if narrowed.unreviewed:
        number = narrowed.unreviewed
        told = (
            "suggestion not reviewed yet is" if number == 1 else "suggestions not reviewed yet are"
        )
        said.append(f"{number:,} {told} left out.")
    return tuple(said)


def noted(*sentences: str) -> str:
    """Return sentences as one note, empty ones left out."""
    return " ".join(sentence for sentence in sentences if sentence)


def _is_empty(column: Column, lines: Sequence[Line]) -> bool:
    return column.spare and not any(line.cells[column.key].text for line in lines)


def first_rows(report: Report, most: int) -> tuple[Report, int]:
    """Return a report with its first rows alone, and how many rows it has in all."""
    left = most
    sections = []
    for part in report.sections:
        if left > 0 or not part.rows:
            sections.append(replace(part, rows=part.rows[:left]))
        left = max(0, left - len(part.rows))
    total = sum(len(part.rows) for part in report.sections)
    return replace(report, sections=tuple(sections)), total

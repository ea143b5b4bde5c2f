"""A report in which a cite to the paper cited just before is "Id." (Bluebook B4, rule 4.1).

Only where nobody can take it for another paper: within one section, in its one column of cites, and with
nothing else in the row, or the one before, that cites or names a paper.
"""

from dataclasses import replace

from casefile.records import Pin
from reports.cite_wording import name_in_cite
from reports.cites import ID, CitePart, cite_parts, id_cite
from reports.report import Cell, ColumnSort, Mark, Report, Run, Section

__all__ = ["with_ids"]


def with_ids(report: Report) -> Report:
    """Return the report with repeated cites shortened."""
    return replace(report, sections=tuple(map(_shortened, report.sections)))


def _shortened(section: Section) -> Section:
    columns = [at for at, each in enumerate(section.columns) if each.sort is ColumnSort.CITE]
    if len(columns) != 1:
        return section
    (at,) = columns
    names = {name_in_cite(pin) for row in section.rows for pin in row[at].pins}
    rows: list[tuple[Cell, ...]] = []
    before: tuple[CitePart, ...] = ()
    for row in section.rows:
        parts = () if _names_papers(row, at, names) else _parts(row[at])
        short = id_cite(parts, before)
        if short is not None:
            shorter = replace(row[at], text=short, runs=_id_runs(short, parts[0].pin))
            row = (*row[:at], shorter, *row[at + 1 :])
        rows.append(row)
        before = parts
    return replace(section, rows=tuple(rows))


def _id_runs(short: str, pin: Pin) -> tuple[Run, ...]:
    place = short.removeprefix(ID)
    return (Run(ID, Mark.ID, pin), *([Run(place, None, pin)] if place else []))


def _names_papers(row: tuple[Cell, ...], at: int, names: set[str]) -> bool:
    others = [cell for place, cell in enumerate(row) if place != at]
    return any(
        cell.pins or "¶" in cell.text or any(name in cell.text for name in names) for cell in others
    )


def _parts(cell: Cell) -> tuple[CitePart, ...]:
    """Return the cites of a cell; () for one that says anything else."""
    parts = cite_parts(cell.pins)
    told = {run.text for run in cell.pieces if run.pin is not None}
    return parts if told == {part.text for part in parts} else ()

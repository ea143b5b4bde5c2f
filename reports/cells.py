"""How the cells of every report are made, so that a day, a cite or a review reads the same in all of them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casefile.records import DateRow, Pin, ReviewState
from importers.source_text import Span
from reports.cites import pin_cite
from reports.content import date_words
from reports.report import Cell, Mark, Run

__all__ = ["Frame", "cited", "date_cell", "day_cell", "marked", "number", "review", "words"]


def _plain_cites(pins: Sequence[Pin]) -> str:
    return "; ".join(dict.fromkeys(map(pin_cite, pins)))


@dataclass(frozen=True)
class Frame:
    """What all reports of a case share: its id, which calendars tell its entries by, and how it cites."""

    case_id: str = ""
    cite: Callable[[Sequence[Pin]], str] = _plain_cites


def words(text: str) -> Cell:
    """Return a cell of plain text."""
    return Cell(text)


def number(value: int, unit: str = "") -> Cell:
    """Return a cell with a count: "9×" where the unit is "×"."""
    return Cell(f"{value:,}{unit}", number=value)


def day_cell(told: str, day: dt.date | None) -> Cell:
    """Return a cell with a day as it is told, and as what it is sorted by."""
    return Cell(told, day=day)


def date_cell(row: DateRow) -> Cell:
    """Return a date expression's cell: every reading of an ambiguous one, sorted by its earliest day."""
    until = row.latest if row.latest != row.earliest else None
    return Cell(date_words(row), day=row.earliest, until=until)


def cited(frame: Frame, pins: Iterable[Pin | None]) -> Cell:
    """Return the cites of places, each once, in their order."""
    there = tuple(dict.fromkeys(pin for pin in pins if pin is not None))
    return Cell(frame.cite(there) if there else "", pins=there)


def review(state: ReviewState) -> Cell:
    """Return the attorney's word on a finding."""
    return Cell(state.value)


def marked(text: str, marks: Sequence[Span]) -> Cell:
    """Return a text in which what a search found stands out; ``marks`` in its code points, in order."""
    runs: list[Run] = []
    at = 0
    for mark in marks:
        if mark.start < at:
            continue
        runs.append(Run(text[at : mark.start], None))
        runs.append(Run(mark.of(text), Mark.FOUND))
        at = mark.end
    runs.append(Run(text[at:], None))
    return Cell(text, tuple(run for run in runs if run.text) if marks else ())

"""How the cells of every report are made, so that a day, a cite or a review reads the same in all of them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from casefile.records import DateRow, Pin, ReviewState
from importers.source_text import Span
from reports.cites import cite_parts
from reports.content import date_words
from reports.report import BETWEEN_CITES, Cell, Mark, Run

__all__ = ["cited", "date_cell", "day_cell", "marked", "number", "review", "told", "words"]


_SPACES = str.maketrans("\t\n\v\f\r\u2028\u2029", " " * 7)  # one for one, so that marks hold


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


def cited(pins: Iterable[Pin | None]) -> Cell:
    """Return the cites of places, those of one paper joined, the papers in the order given."""
    places = [pin for pin in pins if pin is not None]
    papers = {
        pin.document: [each for each in places if each.document == pin.document] for pin in places
    }
    runs: list[Run] = []
    for part in (part for own in papers.values() for part in cite_parts(own)):
        runs += [Run(BETWEEN_CITES, None)] if runs else []
        runs.append(Run(part.text, None, part.pin))
    return Cell("".join(run.text for run in runs), tuple(runs), pins=tuple(dict.fromkeys(places)))


def told(runs: Iterable[Run]) -> Cell:
    """Return a cell of runs, some of which cite."""
    made = tuple(run for run in runs if run.text)
    pins = (run.pin for run in made if run.pin is not None)
    return Cell("".join(run.text for run in made), made, pins=tuple(dict.fromkeys(pins)))


def review(state: ReviewState) -> Cell:
    """Return the attorney's word on a finding."""
    return Cell(state.value)


def marked(text: str, marks: Sequence[Span]) -> Cell:
    """Return a text in which what a search found stands out; ``marks`` in its code points, in order."""
    text = text.translate(_SPACES)
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

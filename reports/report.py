"""A report before any file format: sections of typed cells, so that every format makes the best of them.

A spreadsheet wants days as days, a Word file its cites as footnotes, a web page its links; none of them
should have to read words for that.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum

from casefile.records import Pin

__all__ = [
    "BETWEEN_CITES",
    "Cell",
    "ColumnSort",
    "Entry",
    "Layout",
    "Mark",
    "Origin",
    "Report",
    "ReportColumn",
    "ReportFailure",
    "Run",
    "Section",
    "Step",
    "clean",
    "day_line",
    "no_step",
]

BETWEEN_CITES = "; "

# XML 1.0 allows no other control characters; a text layer may hold some, and half a surrogate pair.
_PARTING = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x1f", " "))
_NOT_XML = re.compile(r"[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")

Step = Callable[[int, int], None]
"""Told how many rows of how many are written; what it raises ends the writing."""


def no_step(done: int, total: int) -> None:
    """Take no notice of how far the writing is."""


class ReportFailure(Exception):  # noqa: N818 - the user's word for it
    """A report could not be written; the message says why and what to do."""


class Mark(Enum):
    """Why a run of a cell's text stands out."""

    CHANGED = "changed"
    TOLD = "told"
    """Changed, and the text says so."""
    SLIGHT = "slight"
    """A capital or a punctuation mark."""
    FOUND = "found"
    """What a search found."""
    ID = "id"
    """The “Id.” of a repeated cite, which stands in italics or underlined (Bluebook B2)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text, marked or not; one that cites opens its ``pin``."""

    text: str
    mark: Mark | None
    pin: Pin | None = None


class ColumnSort(StrEnum):
    """What a column holds, which decides its look, and its type in a spreadsheet."""

    TEXT = "text"
    QUOTATION = "quotation"
    """Somebody's words, verbatim, in the reading face."""
    DAY = "day"
    NUMBER = "number"
    CITE = "cite"
    """Pin cites; a layout with footnotes puts them below the page, at the row's main text."""
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: its heading, what it holds, and its share of the page's width."""

    title: str
    sort: ColumnSort
    share: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` is what is read; everything else says more of it to formats that can use it.

    ``runs`` are the same text in stretches, where some of it is marked or cites. ``day`` is the first day of
    what the text tells, for sorting and for spreadsheets, and ``until`` the last one where that is another;
    ``pins`` are the places that it cites, which can be opened.
    """

    text: str
    runs: tuple[Run, ...] = ()
    day: dt.date | None = None
    until: dt.date | None = None
    number: float | None = None
    pins: tuple[Pin, ...] = ()

    @property
    def pieces(self) -> tuple[Run, ...]:
        """The text as runs: as given; else each cite with its own place, or all of them with the first."""
        if self.runs:
            return self.runs
        cites = self.text.split(BETWEEN_CITES)
        if not 1 < len(self.pins) == len(cites):
            return (Run(self.text, None, self.pins[0] if self.pins else None),)
        linked = [Run(words, None, pin) for words, pin in zip(cites, self.pins, strict=True)]
        between = Run(BETWEEN_CITES, None)
        return tuple(run for each in linked for run in (between, each))[1:]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of some level (1 for the first below the title), a note, and a table that may be empty."""

    heading: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    level: int = 1

    @property
    def main_column(self) -> int | None:
        """Which column is the row's main text: the words of a paper; else the widest column of text."""
        for sort in (ColumnSort.QUOTATION, ColumnSort.TEXT):
            found = [at for at, column in enumerate(self.columns) if column.sort is sort]
            if found:
                return max(found, key=lambda at: self.columns[at].share)
        return None

    def shown_columns(self, *, footnotes: bool) -> list[int]:
        """Return which columns stand in a table; with footnotes, cites stand below the page instead."""
        notes = footnotes and self.main_column is not None
        return [
            at
            for at, column in enumerate(self.columns)
            if not (notes and column.sort is ColumnSort.CITE)
        ]

    def footnote_of(self, row: tuple[Cell, ...]) -> tuple[Run, ...]:
        """Return the words of the footnote that holds a row's cites; () where it has none."""
        runs: list[Run] = []
        for column, cell in zip(self.columns, row, strict=True):
            if column.sort is ColumnSort.CITE and cell.text and self.main_column is not None:
                runs += [Run(BETWEEN_CITES, None)] if runs else []
                runs += cell.pieces
        if not runs or runs[-1].text.endswith("."):  # "Id." has its stop
            return tuple(runs)
        return (*runs, Run(".", None))

    @property
    def has_titles(self) -> bool:
        """Tell whether the columns have headings."""
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry for a calendar: whole days, the last one included; ``uid`` is the same in every export."""

    uid: str
    first: dt.date
    last: dt.date
    title: str
    told: str
    is_deadline: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what was chosen and left out (``note``), sections, and what a calendar can take of it."""

    title: str
    sections: tuple[Section, ...]
    note: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is laid out: what belongs to the page, not to the content."""

    landscape: bool = True
    footnotes: bool = False
    links: bool = True
    """Cites open the passage in Pincite (``pincite:`` links), in formats that have links."""
    casemap: bool = False
    """Comma-separated values take the field names and the dates that CaseMap's import knows."""
    ids: bool = False
    """A cite to the paper that the entry before cites is "Id.", in formats that are read in order."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from: the case, the day it was made, and the case's own number for links."""

    case: str
    day: dt.date
    case_id: str = ""


def day_line(origin: Origin) -> str:
    """Return the line below a report's title: the case, and the day the report was made."""
    return f"{origin.case}, {origin.day:%B} {origin.day.day}, {origin.day.year}"


def clean(text: str) -> str:
    """Return a text without the control characters that no XML file, and no reader, can take.

    Those that part lines or pages become a space, so that no two words become one.
    """
    return _NOT_XML.sub("", text.translate(_PARTING))

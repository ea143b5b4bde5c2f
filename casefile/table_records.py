"""A table that comes into a case as its chronology or cast: what its columns say, what each row would do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.event_records import Leaning, Standing
from casefile.records import Pin, ReviewState
from extraction.findings import EventKind, PartyKind
from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from importers.tables import TableRow, TableSheet

__all__ = [
    "EVENT_FIELDS",
    "PARTY_FIELDS",
    "Change",
    "CitedSources",
    "EventWish",
    "Field",
    "FindSources",
    "PartyWish",
    "ReadTable",
    "RowPlan",
    "RowState",
    "SourcePlace",
    "TablePlan",
    "TableSort",
]


class TableSort(StrEnum):
    """What the rows of a table are."""

    CHRONOLOGY = "chronology"
    CAST = "cast"


class Field(StrEnum):
    """What a column says of an event or a party."""

    DATE = "date"
    TIME = "time"
    UNTIL = "until"
    """The last day of a range whose first day stands in the column of dates."""
    WORDS = "event"
    SOURCE = "source"
    KIND = "kind"
    STANDING = "disputed"
    LEANING = "leaning"
    NAME = "name"
    ROLE = "role"
    ALIASES = "aliases"
    TAGS = "tags"
    ISSUES = "issues"
    NOTE = "note"
    REVIEW = "review"


EVENT_FIELDS = (
    Field.DATE,
    Field.TIME,
    Field.UNTIL,
    Field.WORDS,
    Field.SOURCE,
    Field.KIND,
    Field.STANDING,
    Field.LEANING,
    Field.TAGS,
    Field.ISSUES,
    Field.NOTE,
    Field.REVIEW,
)
PARTY_FIELDS = (
    Field.NAME,
    Field.ROLE,
    Field.KIND,
    Field.ALIASES,
    Field.TAGS,
    Field.ISSUES,
    Field.NOTE,
    Field.REVIEW,
)


class RowState(StrEnum):
    """What a row would do to the case."""

    NEW = "new"
    SAME = "same"
    CHANGES = "changes"
    LEFT_OUT = "left out"
    """It says nothing that can come in; its remarks say why."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row says otherwise than the case does, both in words; ``before`` is "" where nothing is said."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """What a cite in a table names: ``passage`` is all of it, ``pin`` where an event is pinned there.

    ``pin`` is ``None`` where the cite names a whole paper, which is no place for an event.
    """

    document: int
    passage: Span
    pin: Pin | None


@dataclass(frozen=True, slots=True)
class CitedSources:
    """What a cell of cites leads to.

    ``unresolved`` are those of its words that name no place of the case, ``whole`` those that name a whole
    paper.
    """

    places: tuple[SourcePlace, ...] = ()
    unresolved: str = ""
    whole: str = ""


FindSources = Callable[[str, str], CitedSources]
"""Reads the cites of a cell; the second argument are the words of its event, which say where on a page."""


@dataclass(frozen=True, slots=True)
class EventWish:
    """What a row says of an event; ``None`` and () where it says nothing. ``value`` is EDTF."""

    value: str | None
    words: str
    sources: CitedSources
    at: Span
    """The row's own place for the event, where no paper of the case has one."""
    kind: EventKind | None = None
    standing: Standing | None = None
    leaning: Leaning | None = None
    tags: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    note: str = ""
    review: ReviewState | None = None
    day: str = ""
    """The cell of the date as it stands."""


@dataclass(frozen=True, slots=True)
class PartyWish:
    """What a row says of a party; ``at`` and ``aliases`` are where its names stand in the table."""

    name: str
    at: Span
    kind: PartyKind | None = None
    role: str | None = None
    aliases: tuple[tuple[str, Span], ...] = ()
    tags: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    note: str = ""
    review: ReviewState | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What one row would do: ``target`` is the event or party that it is about, ``None`` for a new one.

    ``remarks`` are sentences about what could not be read or found.
    """

    row: "TableRow"
    state: RowState
    wish: EventWish | PartyWish | None = None
    target: int | None = None
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def in_table(self) -> bool:
        """Tell whether what comes in is pinned to the row itself, so that the table has to be in the case."""
        if isinstance(self.wish, PartyWish):
            new_alias = any(change.field is Field.ALIASES for change in self.changes)
            return self.state is RowState.NEW or new_alias
        if self.wish is None or self.state is not RowState.NEW:
            return False
        return self.wish.value is None or not any(place.pin for place in self.wish.sources.places)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A file of rows as it was read; nothing of it is in the case yet."""

    path: Path
    source: SourceText
    media_type: str
    sheets: "tuple[TableSheet, ...]"
    password: str | None = None
    document: int | None = None
    """The paper whose original it is; ``path`` then only names it."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What every row of a sheet would do to the case as it stands."""

    sort: TableSort
    table: ReadTable
    rows: tuple[RowPlan, ...]
    columns: Mapping[Field, int]
    order_open: bool = False
    """Whether it has days in figures, and does not tell which figure is the day."""

    def count(self, state: RowState) -> int:
        """Return how many rows would do one thing."""
        return sum(row.state is state for row in self.rows)

"""Rows of the chronology: dates with the sentence they govern, and what the parties say of it.

Snapshots like the rows of ``casefile.records``: they do not change when the case does.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casefile.records import DateRow, Pin, ReviewState
from extraction.findings import EventKind
from extraction.responses import Response

__all__ = [
    "Chronology",
    "Conflict",
    "EventRow",
    "Leaning",
    "Response",
    "ResponseRow",
    "Responses",
    "Standing",
]


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One paragraph of a complaint with what an answer says to it.

    ``complaint`` and ``answer`` pin both paragraphs, ``number`` is the complaint's. ``reason`` says in words
    how the response was read ("“Denied.”", "“except as expressly admitted”, ¶ 1").
    """

    number: str
    response: Response
    complaint: Pin
    answer: Pin
    text: str
    reason: str


Responses = Mapping[int, Mapping[str, tuple[ResponseRow, ...]]]
"""What answers say, by the complaint and the number of its paragraph, in the complaint's order."""


class Standing(StrEnum):
    """Whether what an event says is in dispute."""

    OPEN = "open"
    ADMITTED = "admitted"
    UNDISPUTED = "undisputed"
    DISPUTED = "disputed"


class Leaning(StrEnum):
    """Whom an event helps, in the attorney's word."""

    NONE = ""
    HELPS = "helps"
    HURTS = "hurts"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the chronology; ``id`` is its date's.

    ``text`` is the sentence verbatim with its lines unwrapped, ``short`` the attorney's own words for it.
    ``kind`` and ``standing`` are proposals unless they are given. ``responses`` are what answers say to the
    paragraph that the event stands in. ``parties`` and ``quotes`` stand in the sentence. ``group`` is the
    lowest ``id`` among events that tell the same thing, its own if it stands alone. ``conflicts`` are events
    that look the same and have another day. ``order`` is the attorney's place within the day, lowest first.
    """

    date: DateRow
    kind: EventKind
    kind_given: bool
    text: str
    short: str | None
    parties: tuple[int, ...]
    quotes: tuple[int, ...]
    standing: Standing
    standing_given: bool
    responses: tuple[ResponseRow, ...]
    leaning: Leaning
    tags: tuple[str, ...]
    group: int
    conflicts: tuple[int, ...] = ()
    order: int | None = None

    @property
    def id(self) -> int:
        """Return the number of the event's date."""
        return self.date.id

    @property
    def pin(self) -> Pin:
        """Return where the date stands."""
        return self.date.pin

    @property
    def state(self) -> ReviewState:
        """Return the attorney's word on the date, which is that on the event."""
        return self.date.state

    @property
    def earliest(self) -> dt.date | None:
        """Return the first day it can have been."""
        return self.date.earliest

    @property
    def words(self) -> str:
        """Return what the chronology shows: the attorney's own words, else the paper's."""
        return self.short or self.text


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two events that look like one and have different days; ``reason`` says why they look like one."""

    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in the order of their days; ``undated`` are those whose date could not be put on a calendar.

    Furniture is left out of both, and so is what was rejected unless it was asked for.
    """

    rows: tuple[EventRow, ...]
    undated: tuple[EventRow, ...]
    conflicts: tuple[Conflict, ...]

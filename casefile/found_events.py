"""What the store holds of one date as an event: extraction's kind, and the attorney's words on it."""

import sqlite3
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from casefile.event_records import Leaning, Standing
from extraction.findings import EventKind

__all__ = ["FoundEvent", "found_event"]

_given = itemgetter(
    "kind_event_given",
    "short_given",
    "standing_given",
    "leaning_given",
    "order_given",
    "group_given",
)
_NOTHING = (None,) * 6


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A date's event as it is stored. ``standing`` is the attorney's, ``None`` while he gave none.

    ``group`` is equal among events that he said are one, 0 for one that he said is like no other.
    ``kept`` tells that he gave it any word, so that it stays in the chronology whatever extraction says.
    """

    kind: EventKind
    kind_given: bool = False
    short: str | None = None
    standing: Standing | None = None
    leaning: Leaning = Leaning.NONE
    tags: tuple[str, ...] = ()
    order: int | None = None
    group: int | None = None
    kept: bool = False


def found_event(row: sqlite3.Row, tags: tuple[str, ...] = ()) -> FoundEvent | None:
    """Return the event of a row of dates; ``None`` for a date that is none, such as one in a caption.

    ``tags`` are the date's.
    """
    given = row["kind_event_given"]
    kept = bool(tags) or _given(row) != _NOTHING
    kind = given or row["event_kind"]
    if kind is None:
        if not kept and row["origin"] != "given":
            return None
        kind = EventKind.EVENT
    if not kept:
        return _proposed(kind)
    return FoundEvent(
        EventKind(kind),
        given is not None,
        row["short_given"],
        Standing(row["standing_given"]) if row["standing_given"] is not None else None,
        Leaning(row["leaning_given"] or ""),
        tags,
        row["order_given"],
        row["group_given"],
        kept=True,
    )


@cache
def _proposed(kind: str) -> FoundEvent:
    """Return the event of which the attorney said nothing: one for all dates of a kind."""
    return FoundEvent(EventKind(kind))

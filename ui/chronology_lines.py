"""The chronology's list as lines: years and months, events, and the other papers that tell the same.

Knows no Qt.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from casefile.event_records import EventRow
from casefile.records import DocumentRow, ReviewState
from extraction.findings import EventKind
from ui.chronology_book import EventBook
from ui.chronology_filter import EventFilter
from ui.language import tr

__all__ = ["UNDATED", "EventLine", "Look", "due_lines", "event_lines"]

UNDATED = "undated"
"""The key of the heading above the events without a day."""
_DAYS_OF_A_MONTH = 31
_FEW = 3
"""Up to how many events a year has that stands under one heading with its neighbours."""
_MONTHS_NAMED_FROM = 8
"""How many events a year must have for its months to be named."""
_MONTHS = (
    tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
    tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
)  # fmt: skip


class Look(Enum):
    """How a line is painted."""

    HEADING = auto()
    EVENT = auto()
    DUE = auto()
    """A day to act by that was counted from a paper or is named by its form, and stands in no sentence."""
    MEMBER = auto()
    """Another paper that tells the event above it."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line. ``key`` tells it from the others.

    A heading has ``words`` and how many events stand under it. An event has its ``members``, all that tell
    the same and are shown, itself among them, in how many ``papers``, whether they are unfolded, and whether
    another account ``differs`` from one of them. A ``day`` to act by has its ``document``.
    """

    look: Look
    key: str
    words: str = ""
    count: int = 0
    event: EventRow | None = None
    members: tuple[EventRow, ...] = ()
    papers: int = 0
    opened: bool = False
    differs: bool = False
    document: int | None = None
    day: dt.date | None = None

    @property
    def folds(self) -> bool:
        """Tell whether other papers stand behind this line."""
        return self.look is Look.EVENT and len(self.members) > 1


def due_lines(documents: Iterable[DocumentRow], wanted: EventFilter) -> tuple[EventLine, ...]:
    """Return what the papers ask for by a day, under a heading of its own; () where a filter leaves it out.

    They stand in no sentence: a filter by party, words, standing, tag or review hides them.
    """
    plain = replace(wanted, document=None, days=None, hidden=frozenset())
    if plain != EventFilter(hidden=frozenset()) or EventKind.DEADLINE in wanted.hidden:
        return ()
    found = [
        (due.day, row, due)
        for row in documents
        if wanted.document in (None, row.id)
        for due in row.due
        if wanted.days is None or wanted.days[0] <= due.day <= wanted.days[1]
    ]
    found.sort(key=lambda each: (each[0], each[1].id))
    lines = [
        EventLine(
            Look.DUE, f"due{row.id}:{number}",
            f"{due.act} · {row.short_name or row.name}"
            f" ({tr('named by the paper') if due.stated else tr('counted, to be verified')})",
            document=row.id, day=day,
        )
        for number, (day, row, due) in enumerate(found)
    ]  # fmt: skip
    heading = EventLine(Look.HEADING, "due", tr("Deadlines of the papers"), len(lines))
    return (heading, *lines) if lines else ()


def event_lines(
    book: EventBook, shown: Collection[int], opened: Collection[int] = ()
) -> tuple[EventLine, ...]:
    """Return the lines of the events that are ``shown``; groups in ``opened`` are unfolded."""
    heads = {_head(members).id: members for members in _groups(book, shown)}
    dated = sorted((row for row in book.rows if row.id in heads), key=lambda row: _day(row).year)
    lines: list[EventLine] = []
    for rows in _stretches(dated):
        lines += _years(rows, heads, opened)
    undated = [row for row in book.undated if row.id in heads]
    if undated:
        lines.append(EventLine(Look.HEADING, UNDATED, tr("Without a day"), len(undated)))
        for row in undated:
            lines += _event(row, heads[row.id], opened)
    return tuple(lines)


def _groups(book: EventBook, shown: Collection[int]) -> Iterator[tuple[EventRow, ...]]:
    for rows in book.groups.values():
        members = rows
        if len(rows) > 1 or rows[0].date.id not in shown:  # most stand alone
            members = tuple(row for row in rows if row.date.id in shown)
        if members:
            yield members


def _head(members: Sequence[EventRow]) -> EventRow:
    """Return the event that stands for its group: reviewed, else exact, else the first."""
    if len(members) == 1:
        return members[0]
    return min(members, key=lambda row: (row.state is ReviewState.SUGGESTED, _length(row)))


def _length(row: EventRow) -> int:
    first, last = row.date.earliest, row.date.latest
    return (last - first).days if first is not None and last is not None else 1_000_000


def _day(row: EventRow) -> dt.date:
    return row.date.earliest or row.date.latest or dt.date.max


def _stretches(dated: Sequence[EventRow]) -> Iterator[tuple[EventRow, ...]]:
    """Yield the events of each year; neighbouring years that have few events go together."""
    few: list[EventRow] = []
    for _, each in groupby(dated, key=lambda row: _day(row).year):
        rows = tuple(each)
        if len(rows) <= _FEW:
            few += rows
            continue
        if few:
            yield tuple(few)
            few = []
        yield rows
    if few:
        yield tuple(few)


def _years(
    rows: Sequence[EventRow],
    heads: Mapping[int, tuple[EventRow, ...]],
    opened: Collection[int],
) -> Iterator[EventLine]:
    """Yield a year or several: what is only known to the year or season first, then the months."""
    first, last = _day(rows[0]).year, _day(rows[-1]).year
    words = f"{first}" if first == last else f"{first} – {last}"
    yield EventLine(Look.HEADING, words, words, len(rows))
    if first != last or len(rows) < _MONTHS_NAMED_FROM:
        for row in rows:
            yield from _event(row, heads[row.id], opened)
        return
    # Stable: within a month the case's own order holds.
    for month, some in groupby(sorted(rows, key=_month), key=_month):
        inside = tuple(some)
        if month:
            words = f"{_MONTHS[month - 1]} {first}"
            yield EventLine(Look.HEADING, f"{first}-{month:02}", words, len(inside))
        for row in inside:
            yield from _event(row, heads[row.id], opened)


def _month(row: EventRow) -> int:
    """Return the month of an event; 0 for one whose span is longer than that."""
    return _day(row).month if _length(row) < _DAYS_OF_A_MONTH else 0


def _event(
    row: EventRow, members: tuple[EventRow, ...], opened: Collection[int]
) -> Iterator[EventLine]:
    if len(members) == 1:
        differs = bool(row.conflicts)
        yield EventLine(Look.EVENT, f"e{row.id}", "", 0, row, members, 1, differs=differs)
        return
    is_open = row.group in opened
    papers = len({member.pin.document for member in members})
    differs = any(member.conflicts for member in members)
    key = f"e{row.id}"
    yield EventLine(Look.EVENT, key, "", 0, row, members, papers, opened=is_open, differs=differs)
    if is_open:
        for other in members:
            if other is not row:
                differs = bool(other.conflicts)
                yield EventLine(
                    Look.MEMBER, f"e{other.id}", "", 0, other, (other,), 1, differs=differs
                )

"""The chronology's list as lines: years and months, events, and the other papers that tell the same.

Knows no Qt.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import overload

from typing_extensions import override

from casefile.event_records import EventRow
from casefile.records import DocumentRow, ReviewState
from casefile.turns import in_turns
from extraction.findings import EventKind
from ui.chronology_book import EventBook
from ui.chronology_filter import EventFilter
from ui.language import tr

__all__ = ["UNDATED", "EventLine", "EventLines", "Look", "due_lines", "event_lines"]

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


class EventLines(Sequence[EventLine]):
    """The lines of a list, made when they are looked at: most are one event by itself, and not on screen.

    ``items`` has an event for such a line and the line for any other. ``events`` is how many events it has,
    members of others left out.
    """

    def __init__(self, items: Sequence[EventRow | EventLine] = (), events: int = 0) -> None:
        self.items = items
        self.events = events
        self._places: dict[int | str, int] = {}
        for place, item in enumerate(items):
            if isinstance(item, EventRow):
                self._places[item.date.id] = place
            elif item.event is not None:
                self._places[item.event.date.id] = place
            else:
                self._places[item.key] = place

    def place(self, key: str) -> int | None:
        """Return where the line with a key stands."""
        number = key[1:]
        return self._places.get(int(number) if key[:1] == "e" and number.isdigit() else key)

    def is_event(self, place: int) -> bool:
        """Tell whether a line is that of an event."""
        item = self.items[place]
        return isinstance(item, EventRow) or item.event is not None

    @override
    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> EventLine: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[EventLine, ...]: ...
    @override
    def __getitem__(self, at: int | slice) -> EventLine | tuple[EventLine, ...]:
        if isinstance(at, slice):
            return tuple(map(_line, self.items[at]))
        return _line(self.items[at])

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, EventLines) and self.items == other.items

    @override
    def __hash__(self) -> int:
        return id(self)


def _line(item: EventRow | EventLine) -> EventLine:
    if isinstance(item, EventLine):
        return item
    key, differs = f"e{item.date.id}", bool(item.conflicts)
    return EventLine(Look.EVENT, key, "", 0, item, (item,), 1, differs=differs)


def event_lines(
    book: EventBook,
    shown: Collection[int],
    opened: Collection[int] = (),
    above: Iterable[EventLine] = (),
) -> EventLines:
    """Return the lines of the events that are ``shown``; groups in ``opened`` are unfolded.

    ``above`` are lines that stand before them.
    """
    heads: dict[int, tuple[EventRow, ...]] = {}
    behind: set[int] = set()
    for rows in book.groups.values():
        members = tuple(row for row in rows if row.date.id in shown)
        if len(members) > 1:
            head = _head(members).date.id
            heads[head] = members
            behind.update(row.date.id for row in members if row.date.id != head)
    by_year: dict[int, list[EventRow]] = {}
    for row in book.rows:
        number = row.date.id
        if number in shown and number not in behind:
            by_year.setdefault(_day(row).year, []).append(row)
    undated = [row for row in book.undated if row.date.id in shown and row.date.id not in behind]
    items: list[EventRow | EventLine] = list(above)
    for some in _stretches(by_year):
        items += _years(some, heads, opened)
    if undated:
        items.append(EventLine(Look.HEADING, UNDATED, tr("Without a day"), len(undated)))
        items += _told(undated, heads, opened)
    return EventLines(items, sum(map(len, by_year.values())) + len(undated))


def _head(members: Sequence[EventRow]) -> EventRow:
    """Return the event that stands for its group: reviewed, else exact, else the first."""
    if len(members) == 1:
        return members[0]
    return min(members, key=lambda row: (row.state is ReviewState.SUGGESTED, _length(row)))


def _length(row: EventRow) -> int:
    first, last = row.date.earliest, row.date.latest
    if first is last and first is not None:  # most are a single day
        return 0
    return (last - first).days if first is not None and last is not None else 1_000_000


def _day(row: EventRow) -> dt.date:
    return row.date.earliest or row.date.latest or dt.date.max


def _stretches(by_year: Mapping[int, list[EventRow]]) -> Iterator[list[EventRow]]:
    """Yield the events of each year; neighbouring years that have few events go together."""
    few: list[EventRow] = []
    for year in sorted(by_year):
        rows = by_year[year]
        if len(rows) <= _FEW:
            few += rows
            continue
        if few:
            yield few
            few = []
        yield rows
    if few:
        yield few


def _years(
    rows: Sequence[EventRow],
    heads: Mapping[int, tuple[EventRow, ...]],
    opened: Collection[int],
) -> Iterator[EventRow | EventLine]:
    """Yield a year or several: what is only known to the year or season first, then the months."""
    first, last = _day(rows[0]).year, _day(rows[-1]).year
    words = f"{first}" if first == last else f"{first} – {last}"
    yield EventLine(Look.HEADING, words, words, len(rows))
    if first != last or len(rows) < _MONTHS_NAMED_FROM:
        yield from _told(rows, heads, opened)
        return
    by_month: dict[int, list[EventRow]] = {}
    for row in in_turns(rows):  # within a month the case's own order holds
        by_month.setdefault(_month(row), []).append(row)
    for month in sorted(by_month):
        inside = by_month[month]
        if month:
            words = f"{_MONTHS[month - 1]} {first}"
            yield EventLine(Look.HEADING, f"{first}-{month:02}", words, len(inside))
        yield from _told(inside, heads, opened)


def _month(row: EventRow) -> int:
    """Return the month of an event; 0 for one whose span is longer than that."""
    return _day(row).month if _length(row) < _DAYS_OF_A_MONTH else 0


def _told(
    rows: Sequence[EventRow],
    heads: Mapping[int, tuple[EventRow, ...]],
    opened: Collection[int],
) -> Iterator[EventRow | EventLine]:
    """Yield events, those that others tell as well with what is unfolded of these."""
    if not heads:
        yield from rows
        return
    for row in rows:
        members = heads.get(row.date.id)
        if members is None:
            yield row
        else:
            yield from _group(row, members, row.group in opened)


def _group(head: EventRow, members: tuple[EventRow, ...], is_open: bool) -> Iterator[EventLine]:
    papers = len({member.pin.document for member in members})
    differs = any(member.conflicts for member in members)
    key = f"e{head.id}"
    yield EventLine(Look.EVENT, key, "", 0, head, members, papers, opened=is_open, differs=differs)
    for other in members if is_open else ():
        if other is not head:
            differs = bool(other.conflicts)
            yield EventLine(Look.MEMBER, f"e{other.id}", "", 0, other, (other,), 1, differs=differs)

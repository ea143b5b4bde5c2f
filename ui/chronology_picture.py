"""What stands on the large timeline: events in the lanes of their parties or papers, papers, deadlines.

Knows no Qt.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from casefile.event_records import EventRow
from casefile.pieces import in_order, sorted_by
from casefile.records import DocumentRow, ReviewState
from casefile.turns import in_turns
from extraction.date_wording import day_words
from extraction.findings import EventKind
from ui import chronology_words as wording
from ui import messages
from ui.chronology_book import EventBook
from ui.language import tr
from ui.timeline_layout import Window, opening_window
from ui.timeline_order import LaneOrder, in_lanes

__all__ = ["Drawn", "LanesBy", "Picture", "make_picture"]

_LETTERS_IN_LABEL = 46
_MOST_LANES = 40


class LanesBy(StrEnum):
    """What each lane stands for."""

    TOGETHER = tr("one lane")
    PARTY = tr("by party")
    DOCUMENT = tr("by paper")


class Drawn(NamedTuple):
    """One mark: an event, a paper's own day, or a deadline counted from one.

    ``key`` is the same for an event in several lanes. Days are ordinals, ``last`` inclusive. ``name`` and
    ``words`` are those of papers and deadlines; an event's are made when they are asked for.
    """

    key: str
    lane: int
    first: int
    last: int
    kind: EventKind
    name: str = ""
    words: str = ""
    event: EventRow | None = None
    document: int | None = None

    @property
    def label(self) -> str:
        """What stands after the mark."""
        return _label(wording.event_sentence(self.event)) if self.event is not None else self.name


@dataclass(frozen=True)
class Picture:
    """The marks, those first whose labels matter most, and the names of the lanes from top to bottom."""

    lanes: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    order: tuple[int, ...] = ()
    """The events in the order of their days."""
    conflicts: tuple[tuple[str, str], ...] = ()
    """The keys of accounts that differ, each pair once."""
    home: Window | None = None
    """The days that it opens with."""
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Where each thing stands among the marks, by its key, lane by lane."""
    orders: Sequence[Sequence[LaneOrder]] = ()
    """The marks of each lane in the order of their days."""
    firsts: Sequence[int] = ()
    """The first days of all things, in order, each thing once; and the last ones."""
    lasts: Sequence[int] = ()

    def thing(self, key: str) -> Drawn | None:
        """Return what has a key, as it stands in its first lane."""
        there = self.numbers.get(key)
        return self.drawn[there[0]] if there else None

    def beyond(self, window: Window) -> tuple[int, int]:
        """Return how many things lie before and after a stretch of time."""
        before = bisect_right(self.lasts, window.first - 1)
        after = len(self.firsts) - bisect_left(self.firsts, window.first + window.days)
        return before, after


def make_picture(
    book: EventBook, shown: Collection[int], by: LanesBy, paper: int | None = None
) -> Picture:
    """Return what is drawn of the events that are ``shown``, told once for each group.

    Of the papers' own days and deadlines all are drawn, or those of one ``paper``.
    """
    told = in_turns(_told_once(book, shown, by))
    rows = [row for row in told if row.date.earliest and row.date.latest]
    told_by = [_told_by(book, row, by) for row in in_turns(rows)]
    lanes = _lanes(book, told_by, by)
    place = {lane: number for number, (_, lane) in enumerate(lanes)}
    by_weight: defaultdict[float, list[Drawn]] = defaultdict(list)
    for weight, one in _papers(row for row in book.documents.values() if paper in (None, row.id)):
        by_weight[weight].append(one)
    for row, keys in zip(in_turns(rows), told_by, strict=True):
        by_weight[_weight(row)] += _marks(row, _places(keys, place))
    drawn: list[Drawn] = []
    for weight in sorted(by_weight, reverse=True):
        drawn += sorted_by(by_weight.pop(weight), _first)
    numbers = _numbers(drawn)
    things = [drawn[each[0]] for each in numbers.values()]
    events = [one for one in things if one.event is not None]
    return Picture(
        tuple(name for name, _ in lanes),
        tuple(drawn),
        tuple(row.date.id for row in rows),
        tuple(_conflicts(book, rows)),
        opening_window([(one.first, one.last) for one in events or things]),
        numbers,
        in_lanes(drawn, len(lanes)),
        in_order(map(_first, things)),
        in_order(map(_last, things)),
    )


def _numbers(drawn: Sequence[Drawn]) -> Mapping[str, Sequence[int]]:
    """Return where each thing stands among the marks, lane by lane."""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(in_turns(drawn)):
        numbers[one.key] = (*numbers[one.key], number) if one.key in numbers else (number,)
    for key, several in numbers.items():
        if len(several) > 1:
            numbers[key] = tuple(sorted(several, key=lambda number: drawn[number].lane))
    return numbers


_first, _last = attrgetter("first"), attrgetter("last")


def _conflicts(book: EventBook, rows: Sequence[EventRow]) -> Iterator[tuple[str, str]]:
    """Yield the keys of accounts that differ, each by what is drawn of its group."""
    concerned = _concerned(book)
    if not concerned:
        return
    some = [row for row in in_turns(rows) if row.group in concerned]
    drawn = {row.group: row.date.id for row in reversed(some)}
    drawn |= {row.date.id: row.date.id for row in some}
    told: set[tuple[int, int]] = set()
    for row in some:
        members = book.groups.get(row.group, (row,)) if drawn[row.group] == row.id else (row,)
        for other in book.conflicts(members):
            there = drawn.get(other.id, drawn.get(other.group))
            if there is None or there == row.id:
                continue
            pair = (min(row.id, there), max(row.id, there))
            if pair not in told:
                told.add(pair)
                yield f"e{pair[0]}", f"e{pair[1]}"


def _concerned(book: EventBook) -> set[int]:
    """Return the groups of events that conflict with others, and those of the others."""
    found: set[int] = set()
    for row in in_turns(book.events.values()):
        if row.conflicts:
            others = (book.events[number] for number in row.conflicts if number in book.events)
            found.update((row.group, *(other.group for other in others)))
    return found


def _told_once(book: EventBook, shown: Collection[int], by: LanesBy) -> Iterator[EventRow]:
    """Yield the events once for each group; where lanes are papers, once in each paper that tells them."""
    seen: set[tuple[int, int]] = set()
    for row in book.rows:
        if row.date.id not in shown:
            continue
        if row.group in book.groups:
            telling = (row.group, row.date.pin.document if by is LanesBy.DOCUMENT else 0)
            if telling in seen:
                continue
            seen.add(telling)
        yield row


_PAPERS = -1
_NOBODY = -2


def _lanes(book: EventBook, told_by: Sequence[Sequence[int]], by: LanesBy) -> list[tuple[str, int]]:
    """Return the lanes' names with what they are found by, the papers' own first."""
    made = [(tr("Papers and deadlines"), _PAPERS)]
    if by is LanesBy.TOGETHER:
        return [*made, (tr("Events"), _NOBODY)]
    counts: Counter[int] = Counter()
    for keys in in_turns(told_by):
        for key in keys:
            counts[key] += 1
    kept = [number for number, _ in counts.most_common(_MOST_LANES)]
    if by is LanesBy.DOCUMENT:
        papers = book.documents
        return made + [
            (wording.paper_words(papers[number]), number) for number in kept if number in papers
        ]
    made += [(book.parties[number].name, number) for number in kept]
    return made if all(told_by) else [*made, (tr("No party named"), _NOBODY)]


def _told_by(book: EventBook, row: EventRow, by: LanesBy) -> Sequence[int]:
    """Return what decides on the lanes of an event: its parties, or its paper."""
    if by is LanesBy.DOCUMENT:
        return (row.date.pin.document,)
    return _parties(book, row) if by is LanesBy.PARTY else ()


def _places(keys: Sequence[int], place: Mapping[int, int]) -> Sequence[int]:
    """Return the lanes of an event: of what has none that of nobody, if there is one."""
    found = [place[key] for key in keys if key in place]
    return found or ([place[_NOBODY]] if _NOBODY in place else ())


def _parties(book: EventBook, row: EventRow) -> Sequence[int]:
    """Return the parties that one of the papers names that tell an event."""
    members = book.groups.get(row.group)
    named: Iterable[int] = row.parties
    if members is not None:
        named = dict.fromkeys(party for member in members for party in member.parties)
    return [party for party in named if party in book.parties]


def _weight(row: EventRow) -> float:
    """Return how much an event's label matters."""
    date = row.date
    sure = date.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    weight = 2.0 * sure + 1.5 * bool(row.conflicts) + (date.earliest == date.latest)
    return weight + date.confidence + 0.5 * (row.kind is EventKind.DEADLINE)


def _marks(row: EventRow, lanes: Sequence[int]) -> Sequence[Drawn]:
    """Return the marks of an event, one in each of its lanes."""
    date = row.date
    first, last = date.earliest, date.latest
    if first is None or last is None:
        raise ValueError("an event without a day has no place on the timeline")
    key, days = f"e{date.id}", (first.toordinal(), last.toordinal())
    return [Drawn(key, lane, *days, row.kind, event=row) for lane in lanes]


def _papers(documents: Iterable[DocumentRow]) -> Iterator[tuple[float, Drawn]]:
    for row in documents:
        name = row.short_name or row.name
        if row.date is not None:
            day = row.date.toordinal()
            words = f"{name}, {day_words(row.date)}"
            key = f"d{row.id}"
            yield 1.0, Drawn(key, 0, day, day, EventKind.FILING, name, words, None, row.id)
        for number, due in enumerate(row.due):
            day = due.day.toordinal()
            words = f"{messages.due_words(due)}\n{name}"
            label = tr("Due: {act}", act=due.act) + ("" if due.stated else tr(" (verify)"))
            key = f"due{row.id}:{number}"
            yield 5.0, Drawn(key, 0, day, day, EventKind.DEADLINE, label, words, None, row.id)


def _label(words: str) -> str:
    if len(words) <= _LETTERS_IN_LABEL:
        return words
    return words[:_LETTERS_IN_LABEL].rpartition(" ")[0].rstrip(" ,;:") + "…"

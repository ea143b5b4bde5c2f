"""The chronology as the window keeps it: events, and the names, quotes and papers that they point to.

Knows no Qt.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casefile.event_records import Chronology, EventRow
from casefile.letting_go import take_apart
from casefile.pieces import each_of
from casefile.records import DocumentRow, PartyRow, QuoteRow, RefType
from casefile.turns import in_turns
from importers.source_text import Span
from ui.chronology_words import Measure, counted, measure

__all__ = ["EventBook", "Mark", "make_book", "marks_in"]

_SHORTEST_NAME = 2
_SHORTEST_QUOTE = 4
_LONG = 20_000
_KEPT = 3
"""Answers that are kept; one of 100,000 events takes some 15 MB."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a sentence that are a party's name, a quote or the date; ``span`` in code points."""

    span: Span
    kind: RefType


@dataclass(frozen=True, slots=True)
class Known:
    """What was worked out of events, by their numbers; filled as it is asked for.

    ``arranged`` are the last answers, by what was asked: whoever takes a filter away or comes back from the
    timeline sees what was there before.
    """

    haystacks: dict[int, str] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    arranged: dict[Hashable, Any] = field(default_factory=dict)

    def keep(self, asked: Hashable, answer: object) -> None:
        """Keep an answer, the oldest goes."""
        self.arranged[asked] = answer
        take_apart([self.arranged.pop(old, None) for old in list(self.arranged)[:-_KEPT]])


@dataclass(frozen=True)
class EventBook:
    """A chronology with what its rows name by number.

    ``groups`` holds the events that tell the same thing, in their order, under the number of the group;
    those that stand alone are in none.
    ``reasons`` says why two events conflict, under both numbers in either order. ``places`` is where each
    event stands in the order, ``tags`` every tag of the case. ``known`` is what was worked out of events so
    far: what typed words are looked for in, and how many letters their parts have. ``is_beginning`` tells
    that these are the first events only, while all are compared. ``made_of`` is what it was put together
    from.
    """

    rows: tuple[EventRow, ...] = ()
    undated: tuple[EventRow, ...] = ()
    parties: Mapping[int, PartyRow] = field(default_factory=dict)
    quotes: Mapping[int, QuoteRow] = field(default_factory=dict)
    documents: Mapping[int, DocumentRow] = field(default_factory=dict)
    events: Mapping[int, EventRow] = field(default_factory=dict)
    groups: Mapping[int, tuple[EventRow, ...]] = field(default_factory=dict)
    reasons: Mapping[tuple[int, int], str] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)
    is_beginning: bool = False
    made_of: tuple[object, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_long(self) -> bool:
        """Tell whether there are more events than can be put into words one by one while somebody waits."""
        return len(self.events) > _LONG

    def haystack(self, row: EventRow) -> str:
        """Return what typed words are looked for in, of an event."""
        found = self.known.haystacks.get(row.id)
        if found is None:
            found = self.known.haystacks[row.id] = _haystack(row, self.parties)
        return found

    def measure(self, row: EventRow) -> Measure:
        """Return how many letters the parts of an event's row have."""
        found = self.known.measures.get(row.id)
        if found is None:
            found = counted(row) if self.is_long else measure(row)
            self.known.measures[row.id] = found
        return found

    def conflicts(self, members: Sequence[EventRow]) -> tuple[EventRow, ...]:
        """Return the events of another day that look like one of these, in the order of their days."""
        found = {number for row in members for number in row.conflicts if number in self.events}
        found.difference_update(row.id for row in members)
        return tuple(self.events[number] for number in sorted(found, key=self.places.__getitem__))

    def marks(self, row: EventRow, words: str) -> tuple[Mark, ...]:
        """Return which of an event's ``words`` are parties, quotes or its date."""
        names = [
            name
            for number in row.parties
            if (party := self.parties.get(number)) is not None
            for name in (party.name, *party.aliases)
        ]
        quotes = [
            quote.reading or quote.text for quote in map(self.quotes.get, row.quotes) if quote
        ]
        return marks_in(words, names, quotes, row.date.text)


def make_book(
    chronology: Chronology,
    parties: Iterable[PartyRow],
    quotes: Iterable[QuoteRow],
    documents: Iterable[DocumentRow],
    before: EventBook | None = None,
) -> EventBook:
    """Put a chronology together with the rows that its events name; long, so that it runs as a job.

    What the book ``before`` knows of events that are still the same is kept; where the case has told the very
    same again it is that book.
    """
    made_of = chronology, parties, quotes, documents
    if before is not None and _are_those(made_of, before.made_of):
        return before
    every = (*chronology.rows, *chronology.undated)
    names = {party.id: party for party in parties}
    events = {row.date.id: row for row in each_of(every)}
    groups: dict[int, list[EventRow]] = {
        row.group: [] for row in each_of(every) if row.group != row.date.id
    }
    if groups:
        for row in each_of(every):
            if row.group in groups:
                groups[row.group].append(row)
    return EventBook(
        chronology.rows,
        chronology.undated,
        names,
        {quote.id: quote for quote in in_turns(quotes)},
        {document.id: document for document in documents},
        events,
        {group: tuple(rows) for group, rows in groups.items()},
        _reasons(chronology),
        {row.date.id: at for at, row in enumerate(each_of(every))},
        tuple(sorted({tag for row in each_of(every) for tag in row.tags})),
        _still_known(before, events, names) if before is not None else Known(),
        made_of=made_of,
    )


def _are_those(told: Sequence[object], before: Sequence[object]) -> bool:
    """Tell whether the case told what it told before; its papers are listed anew for each who asks."""
    if not before:
        return False
    same = all(one is other for one, other in zip(told[:-1], before[:-1], strict=True))
    return same and told[-1] == before[-1]


def _still_known(
    before: EventBook, events: Mapping[int, EventRow], names: Mapping[int, PartyRow]
) -> Known:
    """Return what is known of events that did not change."""
    if before.is_long != (len(events) > _LONG):
        return Known()
    was, haystacks, measures = before.events, before.known.haystacks, before.known.measures
    other = [at for at, row in events.items() if was.get(at) is not row and was.get(at) != row]
    gone = [at for at in measures.keys() | haystacks.keys() if at not in events]
    kept = Known({}, dict(measures))
    if {at: row.name for at, row in before.parties.items()} == {
        at: row.name for at, row in names.items()
    }:
        kept = Known(dict(haystacks), kept.measures)
    for at in (*other, *gone):
        kept.measures.pop(at, None)
        kept.haystacks.pop(at, None)
    return kept


def _reasons(chronology: Chronology) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for conflict in chronology.conflicts:
        found[conflict.one, conflict.other] = conflict.reason
        found[conflict.other, conflict.one] = conflict.reason
    return found


def _haystack(row: EventRow, parties: Mapping[int, PartyRow]) -> str:
    names = [parties[number].name for number in row.parties if number in parties]
    words = (row.short or "", row.text, row.date.text, row.pin.short_name, *names, *row.tags)
    return " ".join(words).casefold()


def marks_in(text: str, names: Iterable[str], quotes: Iterable[str], date: str) -> tuple[Mark, ...]:
    """Return where names, quotes and the date stand in a sentence, in order, none within another's end.

    Of words that overlap the longer ones win, except that a name within a quote is marked as well: the
    quote is then marked around it.
    """
    found = [Mark(span, RefType.PARTY) for name in names for span in _places(text, name)]
    found += [Mark(span, RefType.DATE) for span in _places(text, " ".join(date.split()))[:1]]
    kept = _without_overlaps(found)
    for quote in quotes:
        words = " ".join(quote.split())
        if len(words) >= _SHORTEST_QUOTE and (at := text.find(words)) >= 0:
            kept += _around(Span(at, at + len(words)), kept)
    return tuple(sorted(kept, key=lambda mark: mark.span.start))


def _places(text: str, words: str) -> list[Span]:
    """Return where words stand whole in a text."""
    if len(words) < _SHORTEST_NAME:
        return []
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [Span(*found.span()) for found in re.finditer(pattern, text)]


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.span.start - mark.span.end):
        if not any(_overlap(mark.span, other.span) for other in kept):
            kept.append(mark)
    return kept


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _around(quote: Span, marks: Sequence[Mark]) -> list[Mark]:
    """Return a quote as marks that leave out what is marked within it."""
    inner = sorted(mark.span for mark in marks if _overlap(mark.span, quote))
    made: list[Mark] = []
    start = quote.start
    for span in inner:
        if start < span.start:
            made.append(Mark(Span(start, span.start), RefType.QUOTE))
        start = max(start, span.end)
    if start < quote.end:
        made.append(Mark(Span(start, quote.end), RefType.QUOTE))
    return made

"""Which events the chronology shows, and how many there are of each kind, party, paper. Knows no Qt."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from operator import attrgetter

from casefile.event_records import EventRow, Standing
from casefile.pieces import each_of, in_pieces
from casefile.records import ReviewState
from extraction.date_wording import day_words
from extraction.findings import EventKind
from ui.chronology_book import EventBook
from ui.enum_words import enum_word
from ui.language import tr

__all__ = ["EventFilter", "Facet", "Picked", "Review", "filter_words", "pick"]


class Review(StrEnum):
    """What the attorney has said of an event."""

    ACCEPTED = "accepted"
    UNREVIEWED = "unreviewed"
    REJECTED = "rejected"

    @staticmethod
    def of(state: ReviewState) -> "Review":
        """Return what a review state comes to: what was edited is accepted."""
        if state is ReviewState.SUGGESTED:
            return Review.UNREVIEWED
        return Review.REJECTED if state is ReviewState.REJECTED else Review.ACCEPTED


class Facet(StrEnum):
    """A way in which events are told apart; each has a control of its own."""

    PARTY = "party"
    DOCUMENT = "paper"
    KIND = "kind"
    STANDING = "standing"
    REVIEW = "review"
    TAG = "tag"
    CONFLICT = "conflict"
    TEXT = "text"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is shown. ``None`` and "" stand for everything; ``days`` are a first and a last day.

    Dates in cited authority are no part of what happened, so that they are hidden at first.
    """

    hidden: frozenset[EventKind] = frozenset({EventKind.AUTHORITY})
    party: int | None = None
    document: int | None = None
    standing: Standing | None = None
    review: Review | None = None
    tag: str | None = None
    conflicts: bool = False
    text: str = ""
    days: tuple[dt.date, dt.date] | None = None

    @property
    def is_set(self) -> bool:
        """Tell whether it hides anything beside what is hidden at first."""
        return self != EventFilter()

    def words(self) -> tuple[str, ...]:
        """Return the typed words, each of which must stand in an event."""
        return tuple(self.text.casefold().split())

    def cleared(self) -> "EventFilter":
        """Return the filter with which the chronology is opened."""
        return EventFilter()

    def with_kind(self, kind: EventKind, shown: bool) -> "EventFilter":
        """Return the filter with a kind shown or hidden."""
        return replace(self, hidden=self.hidden - {kind} if shown else self.hidden | {kind})


@dataclass(frozen=True)
class Picked:
    """The events that a filter leaves, by number, and what each control would leave.

    ``counts`` has for every facet the number of events of each of its values that all the other controls
    leave; under ``None`` all of them.
    """

    shown: AbstractSet[int] = frozenset()
    counts: dict[Facet, Counter[Hashable]] = field(default_factory=dict)

    def count(self, facet: Facet, value: Hashable) -> int:
        """Return how many events a value of a facet has among those the other controls leave."""
        return self.counts.get(facet, Counter())[value]


def _of_review(rows: Sequence[EventRow]) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter()
    for state, number in _of_each("date.state")(rows).items():
        if isinstance(state, ReviewState):
            found[Review.of(state)] += number
    return found


def _of_each(name: str) -> Callable[[Sequence[EventRow]], Counter[Hashable]]:
    return _counting(lambda rows: map(attrgetter(name), rows))


def _of_all(name: str) -> Callable[[Sequence[EventRow]], Counter[Hashable]]:
    return _counting(lambda rows: chain.from_iterable(map(attrgetter(name), rows)))


def _counting(
    values: Callable[[Sequence[EventRow]], Iterable[Hashable]],
) -> Callable[[Sequence[EventRow]], Counter[Hashable]]:
    def counted(rows: Sequence[EventRow]) -> Counter[Hashable]:
        found: Counter[Hashable] = Counter()
        for some in in_pieces(rows):
            found.update(values(some))
        return found

    return counted


_COUNTED: dict[Facet, Callable[[Sequence[EventRow]], Counter[Hashable]]] = {
    Facet.PARTY: _of_all("parties"),
    Facet.DOCUMENT: _of_each("date.pin.document"),
    Facet.KIND: _of_each("kind"),
    Facet.STANDING: _of_each("standing"),
    Facet.REVIEW: _of_review,
    Facet.TAG: _of_all("tags"),
    Facet.CONFLICT: lambda rows: Counter({True: sum(1 for row in each_of(rows) if row.conflicts)}),
}


def pick(book: EventBook, wanted: EventFilter) -> Picked:
    """Return what a filter leaves of a chronology."""
    left: Sequence[EventRow] = (*book.rows, *book.undated)
    # Those that a single test hides, by the facet of that test; a second one takes them away.
    hidden: dict[Facet, list[EventRow]] = {}
    for facet, passes in _tests(book, wanted):
        hidden = {other: list(filter(passes, each_of(rows))) for other, rows in hidden.items()}
        kept: list[EventRow] = []
        failed: list[EventRow] = []
        for row in each_of(left):
            (kept if passes(row) else failed).append(row)
        left = kept
        hidden[facet] = failed
    counts: dict[Facet, Counter[Hashable]] = {}
    of_left = {facet: counted(left) for facet, counted in _COUNTED.items()}
    for facet, counted in _COUNTED.items():
        more = hidden.get(facet, [])
        counts[facet] = of_left[facet] + counted(more) if more else of_left[facet]
        counts[facet][None] = len(left) + len(more)
    shown: set[int] = set()
    for some in in_pieces(left):
        shown.update(map(attrgetter("date.id"), some))
    return Picked(shown, counts)


def _tests(book: EventBook, wanted: EventFilter) -> list[tuple[Facet, Callable[[EventRow], bool]]]:
    tests: list[tuple[Facet, Callable[[EventRow], bool]]] = [
        (Facet.KIND, lambda row: row.kind not in wanted.hidden)
    ]
    if wanted.party is not None:
        tests.append((Facet.PARTY, lambda row: wanted.party in row.parties))
    if wanted.document is not None:
        tests.append((Facet.DOCUMENT, lambda row: row.pin.document == wanted.document))
    if wanted.standing is not None:
        tests.append((Facet.STANDING, lambda row: row.standing is wanted.standing))
    if wanted.review is not None:
        tests.append((Facet.REVIEW, lambda row: Review.of(row.state) is wanted.review))
    if wanted.tag is not None:
        tests.append((Facet.TAG, lambda row: wanted.tag in row.tags))
    if wanted.conflicts:
        tests.append((Facet.CONFLICT, lambda row: bool(row.conflicts)))
    if words := wanted.words():
        tests.append((Facet.TEXT, lambda row: _has_words(book, row, words)))
    if (days := wanted.days) is not None:
        tests.append((Facet.DAYS, lambda row: _within(row, days)))
    return tests


def _has_words(book: EventBook, row: EventRow, words: tuple[str, ...]) -> bool:
    haystack = book.known.haystacks.get(row.date.id) or book.haystack(row)
    return all(word in haystack for word in words)


def _within(row: EventRow, days: tuple[dt.date, dt.date]) -> bool:
    first = row.date.earliest or row.date.latest
    last = row.date.latest or row.date.earliest
    return first is not None and last is not None and first <= days[1] and last >= days[0]


def filter_words(wanted: EventFilter, book: EventBook) -> str:
    """Return what a filter asks for: "Ida Voss, disputed, 2 kinds hidden"."""
    told: list[str] = []
    if wanted.party is not None and wanted.party in book.parties:
        told.append(book.parties[wanted.party].name)
    if wanted.document is not None and wanted.document in book.documents:
        told.append(book.documents[wanted.document].short_name)
    told += [enum_word(value) for value in (wanted.standing, wanted.review) if value is not None]
    if wanted.tag is not None:
        told.append(tr("tag “{tag}”", tag=wanted.tag))
    if wanted.conflicts:
        told.append(tr("accounts that differ"))
    if wanted.text.strip():
        told.append(f"“{' '.join(wanted.text.split())}”")
    if wanted.days is not None:
        told.append(f"{day_words(wanted.days[0])} – {day_words(wanted.days[1])}")
    told += [
        tr("no {value}", value=enum_word(kind))
        for kind in sorted(wanted.hidden - {EventKind.AUTHORITY})
    ]
    return ", ".join(told)

"""The events of one paper by themselves: kept with the image as long as nothing that they show changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casefile.event_anchors import resolved
from casefile.event_records import EventRow, Standing
from casefile.found_rows import DocumentImage, FoundDate
from casefile.records import QuoteRow, ReviewState
from importers.source_text import Span

__all__ = ["PaperEvents", "Spot", "paper_events"]


@dataclass(frozen=True, slots=True)
class Spot:
    """An event whose date stands in a quotation, and where the same words stand in another paper.

    ``words`` are the date's.
    """

    event: int
    words: str
    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class PaperEvents:
    """The events of a paper in their order, as it tells them alone.

    ``given`` is the attorney's word on those that were joined or separated, ``filed`` the day of the suit
    from which some may be counted. ``waiting`` tells that another day of the suit would change one of them.
    """

    rows: tuple[EventRow, ...]
    given: Mapping[int, int]
    spots: tuple[Spot, ...]
    filed: dt.date | None
    waiting: bool
    undated: tuple[EventRow, ...] = ()
    """The events whose date could not be put on a calendar."""
    rejected: bool = False
    """Whether one of them was rejected."""


@dataclass(frozen=True, slots=True)
class EventsBefore:
    """The events of each paper as another image tells them, and the papers that tell others by now.

    ``events`` may still be added to: they are looked at when that image has been told.
    """

    events: Mapping[int, PaperEvents]
    changed: frozenset[int]

    def kept(self) -> dict[int, PaperEvents]:
        """Return those that stand as they did."""
        return {number: each for number, each in self.events.items() if number not in self.changed}


def paper_events(
    paper: DocumentImage,
    live: Mapping[int, int],
    quotes: Mapping[int, QuoteRow],
    filed: dt.date | None,
) -> PaperEvents:
    """Return the events of a paper.

    ``live`` names for every attached party, rejected ones left out, the one it lives on in.
    """
    rows: list[EventRow] = []
    given: dict[int, int] = {}
    spots: list[Spot] = []
    waiting = False
    dates = [found for found in paper.dates if found.event is not None]
    near = _Near(paper, live, dates)
    for found in dates:
        event, at = found.event, found.units.first_sentence
        if event is None:
            continue
        date = found.row
        if event.group is not None:
            given[date.id] = event.group
        row = EventRow(
            date,
            event.kind,
            event.kind_given,
            date.sentence,
            event.short,
            near.parties(at),
            near.quotes(at),
            event.standing or Standing.OPEN,
            event.standing is not None,
            (),
            event.leaning,
            event.tags,
            date.id,
            (),
            event.order,
        )
        if date.value is None and date.anchor:
            waiting = True
            row = resolved(row, filed)
        rows.append(row)
        if row.quotes:
            spots += _spots(row, quotes)
    undated = tuple(row for row in rows if row.date.earliest is None)
    dead = any(row.date.state is ReviewState.REJECTED for row in rows)
    return PaperEvents(tuple(rows), given, tuple(spots), filed, waiting, undated, dead)


def _spots(row: EventRow, quotes: Mapping[int, QuoteRow]) -> Iterator[Spot]:
    words = " ".join(row.date.text.split())
    for quote in map(quotes.__getitem__, row.quotes):
        if quote.same_words and quote.pin.span.contains(row.pin.span):
            for same in quote.same_words:
                yield Spot(row.id, words, same.pin.document, same.pin.span)


class _Near:
    """What stands in the sentences of some dates, each in the order of its first place."""

    def __init__(
        self, paper: DocumentImage, live: Mapping[int, int], dates: list[FoundDate]
    ) -> None:
        wanted = {found.units.first_sentence for found in dates} - {-1}
        self._parties: defaultdict[int, dict[int, None]] = defaultdict(dict)
        self._quotes: defaultdict[int, list[int]] = defaultdict(list)
        for mention in paper.mentions:
            at = mention.units.first_sentence
            if at in wanted and not mention.furniture and mention.party in live:
                self._parties[at][live[mention.party]] = None
        for quote in paper.quotes:
            units = quote.units
            first, last = units.first_sentence, units.last_sentence
            if not quote.shown or quote.row.state is ReviewState.REJECTED:
                continue
            if last > first or first in wanted:
                for sentence in range(first, last + 1):
                    self._quotes[sentence].append(quote.row.id)

    def parties(self, sentence: int) -> tuple[int, ...]:
        return tuple(self._parties.get(sentence, ())) if sentence >= 0 else ()

    def quotes(self, sentence: int) -> tuple[int, ...]:
        return tuple(self._quotes.get(sentence, ())) if sentence >= 0 else ()

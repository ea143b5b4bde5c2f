"""The chronology: every event of the case in the order of its days, with what the parties say of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from casefile.admissions import Responses, of_sentence, responses
from casefile.event_anchors import filing_day, resolved
from casefile.event_groups import Story, propose, tell_apart
from casefile.event_records import Chronology, EventRow, Response, ResponseRow, Standing
from casefile.event_words import name_words
from casefile.links import Image
from casefile.paper_links import PaperLinks
from casefile.records import ReviewState
from casefile.snapshot import FoundDate
from importers.source_text import SourceText

__all__ = ["chronology", "event_rows", "proposed_standing", "same_day"]

_DENIALS = frozenset({Response.DENIED, Response.NO_KNOWLEDGE})


def chronology(
    image: Image,
    source: Callable[[int], SourceText],
    documents: Collection[int] | None = None,
    *,
    include_rejected: bool = False,
) -> Chronology:
    """Return the events of all papers or of some; kept with the image once they were asked for.

    ``source`` gives a document's text with its places.
    """
    whole = image.chronology
    if whole is None:
        whole = image.chronology = _whole(image, source)
    if documents is None and include_rejected:
        return whole
    wanted = None if documents is None else frozenset(documents)
    known = image.chronologies.get((wanted, include_rejected))
    if known is None:
        known = image.chronologies[wanted, include_rejected] = _part(
            whole, wanted, include_rejected
        )
    return known


def same_day(one: EventRow, other: EventRow) -> bool:
    """Tell whether two events stand at the same place of the calendar, so that their order may be chosen."""
    return (one.earliest, one.date.latest) == (other.earliest, other.date.latest)


def _part(whole: Chronology, documents: frozenset[int] | None, rejected: bool) -> Chronology:
    def wanted(row: EventRow) -> bool:
        if documents is not None and row.pin.document not in documents:
            return False
        return rejected or row.state is not ReviewState.REJECTED

    rows = tuple(filter(wanted, whole.rows))
    undated = tuple(filter(wanted, whole.undated))
    shown = {row.id for row in rows}
    conflicts = tuple(each for each in whole.conflicts if each.one in shown and each.other in shown)
    return Chronology(rows, undated, conflicts)


def _whole(image: Image, source: Callable[[int], SourceText]) -> Chronology:
    rows, given = event_rows(image)
    filed = filing_day(paper.document for paper in image.documents.values())
    rows = [resolved(row, filed) for row in rows]
    names = cache(lambda party: name_words((image.party(party).name, *image.party(party).aliases)))
    image.proposals = propose(rows, names, _quoted_alike(image, rows), image.proposals)
    story = tell_apart(rows, given, image.proposals)
    conflicting = story.conflicting
    said = _said(rows, story, responses(image, source), source)
    told = [
        _with_others(row, story, conflicting.get(row.id, ()), said.get(row.id, ())) for row in rows
    ]
    dated = sorted((row for row in told if row.earliest is not None), key=_order)
    undated = [row for row in told if row.earliest is None]
    return Chronology(tuple(dated), tuple(undated), story.conflicts)


def _said(
    rows: Sequence[EventRow],
    story: Story,
    responses: Responses,
    source: Callable[[int], SourceText],
) -> dict[int, tuple[ResponseRow, ...]]:
    """Return what answers say of events: of an event's own sentence, else of one that tells the same."""
    own = {
        row.id: of_sentence(said, row.pin.span, source)
        for row in rows
        if (said := _said_of(row, responses))
    }
    of_group: defaultdict[int, dict[ResponseRow, None]] = defaultdict(dict)
    for number, said in own.items():
        if number in story.groups:
            of_group[story.groups[number]].update(dict.fromkeys(said))
    inherited = {
        number: tuple(of_group[group])
        for number, group in story.groups.items()
        if number not in own and group in of_group
    }
    return own | inherited


def event_rows(image: Image) -> tuple[list[EventRow], dict[int, int]]:
    """Return all events in the order of the papers, and of those that were joined or separated the word.

    Those of a paper are kept with the image as long as nothing that they show changes.
    """
    rows: list[EventRow] = []
    given: dict[int, int] = {}
    for number, paper in image.papers.items():
        known = image.events.get(number)
        if known is None:
            known = image.events[number] = _events_of(image, paper)
        rows += known[0]
        given |= known[1]
    return rows, given


def _events_of(image: Image, paper: PaperLinks) -> tuple[list[EventRow], dict[int, int]]:
    rows: list[EventRow] = []
    given: dict[int, int] = {}
    near = _Near(image, paper)
    for found in paper.document.dates:
        event = found.event
        if event is None:
            continue
        if event.group is not None:
            given[found.row.id] = event.group
        rows.append(
            EventRow(
                date=found.row,
                kind=event.kind,
                kind_given=event.kind_given,
                text=found.row.sentence,
                short=event.short,
                parties=near.parties(found),
                quotes=near.quotes(found),
                standing=event.standing or Standing.OPEN,
                standing_given=event.standing is not None,
                responses=(),
                leaning=event.leaning,
                tags=event.tags,
                group=found.row.id,
                order=event.order,
            )
        )
    return rows, given


def _quoted_alike(image: Image, rows: Sequence[EventRow]) -> list[tuple[int, int]]:
    """Return the pairs of events whose dates stand in the same words, quoted in one paper at least."""
    by_paper: defaultdict[int, list[EventRow]] = defaultdict(list)
    for row in rows:
        by_paper[row.pin.document].append(row)
    found: list[tuple[int, int]] = []
    for row in rows:
        if not row.quotes:
            continue
        words = " ".join(row.date.text.split())
        for quote in map(image.quote, row.quotes):
            if not quote.pin.span.contains(row.pin.span):
                continue
            for same in quote.same_words:
                found += [
                    (row.id, other.id)
                    for other in by_paper.get(same.pin.document, ())
                    if same.pin.span.contains(other.pin.span)
                    and " ".join(other.date.text.split()) == words
                ]
    return found


class _Near:
    """What stands in the sentences of one paper, each in the order of its first place."""

    def __init__(self, image: Image, paper: PaperLinks) -> None:
        self._parties: defaultdict[int, dict[int, None]] = defaultdict(dict)
        self._quotes: defaultdict[int, list[int]] = defaultdict(list)
        for mention in paper.document.mentions:
            party = image.parties.get(image.roots.get(mention.party, mention.party))
            if mention.furniture or party is None or party.state is ReviewState.REJECTED:
                continue
            self._parties[mention.units.first_sentence][party.id] = None
        for quote in paper.document.quotes:
            if quote.shown and quote.row.state is not ReviewState.REJECTED:
                units = quote.units
                for sentence in range(units.first_sentence, units.last_sentence + 1):
                    self._quotes[sentence].append(quote.row.id)

    def parties(self, date: FoundDate) -> tuple[int, ...]:
        at = date.units.first_sentence
        return tuple(self._parties.get(at, ())) if at >= 0 else ()

    def quotes(self, date: FoundDate) -> tuple[int, ...]:
        at = date.units.first_sentence
        return tuple(self._quotes.get(at, ())) if at >= 0 else ()


def _with_others(
    row: EventRow, story: Story, conflicts: tuple[int, ...], said: tuple[ResponseRow, ...]
) -> EventRow:
    standing = row.standing if row.standing_given else proposed_standing(said)
    group = story.groups.get(row.id, row.id)
    if (standing, group, conflicts, said) == (row.standing, row.group, (), ()):
        return row
    return replace(row, standing=standing, group=group, conflicts=conflicts, responses=said)


def proposed_standing(said: Sequence[ResponseRow]) -> Standing:
    """Return what answers make of an event: disputed if one denies it, admitted if all admit it."""
    words = {each.response for each in said}
    if words & _DENIALS:
        return Standing.DISPUTED
    return Standing.ADMITTED if words == {Response.ADMITTED} else Standing.OPEN


def _said_of(row: EventRow, responses: Responses) -> tuple[ResponseRow, ...]:
    """Return what answers say to the paragraph that an event stands in."""
    number = row.pin.place.first_paragraph
    said = responses.get(row.pin.document)
    return said.get(number, ()) if said and number and not row.pin.lost else ()


def _order(row: EventRow) -> tuple[dt.date, dt.date, float, str, int, int]:
    earliest = row.earliest or dt.date.max
    value = row.date.value or ""
    return (
        earliest,
        row.date.latest or earliest,
        float("inf") if row.order is None else row.order,
        value.partition("T")[2],  # the time of day, where one is known
        row.pin.document,
        row.pin.span.start,
    )

"""The chronology: every event of the case in the order of its days, with what the parties say of it."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casefile.admissions import of_sentence, responses
from casefile.event_anchors import filing_day
from casefile.event_groups import Proposals, Story, tell_apart
from casefile.event_records import (
    Chronology,
    EventRow,
    Response,
    ResponseRow,
    Responses,
    Standing,
)
from casefile.found_rows import DocumentImage
from casefile.links import Image
from casefile.paper_events import PaperEvents, paper_events
from casefile.pieces import copied
from casefile.records import PartyRow, ReviewState
from casefile.told_events import Beside, Told
from casefile.turns import in_turns
from extraction.findings import DocumentKind
from importers.source_text import SourceText

__all__ = [
    "chronology",
    "event_papers",
    "in_order",
    "live_parties",
    "proposed_standing",
    "same_day",
]

Source = Callable[[int], SourceText]

_DENIALS = frozenset({Response.DENIED, Response.NO_KNOWLEDGE})
_FEW = 5000
"""Events whose places are looked up; for more all are put in order anew."""


def chronology(
    image: Image,
    source: Source,
    documents: Collection[int] | None = None,
    *,
    include_rejected: bool = False,
) -> Chronology:
    """Return the events of all papers or of some; kept with the image once they were asked for.

    ``source`` gives a document's text with its places.
    """
    told = image.told or _told_of(image, source)
    wanted = None if documents is None else frozenset(documents)
    known = image.chronologies.get((wanted, include_rejected))
    if known is None:
        known = _part(told, wanted, include_rejected)
        image.chronologies[wanted, include_rejected] = known
    return known


def same_day(one: EventRow, other: EventRow) -> bool:
    """Tell whether two events stand at the same place of the calendar, so that their order may be chosen."""
    return (one.earliest, one.date.latest) == (other.earliest, other.date.latest)


def _part(told: Told, documents: frozenset[int] | None, rejected: bool) -> Chronology:
    def wanted(row: EventRow) -> bool:
        if documents is not None and row.date.pin.document not in documents:
            return False
        return rejected or row.date.state is not ReviewState.REJECTED

    whole = told.chronology
    if documents is None:
        if rejected or not any(paper.rejected for paper in told.papers.values()):
            return whole
        rows = told.live
    else:
        rows = tuple([row for row in whole.rows if wanted(row)])
    undated = tuple(filter(wanted, whole.undated))
    conflicts = tuple(
        each
        for each in whole.conflicts
        if wanted(told.rows[each.one]) and wanted(told.rows[each.other])
    )
    return Chronology(rows, undated, conflicts)


# ------------------------------------------------------------------------------- paper by paper


def event_papers(image: Image) -> dict[int, PaperEvents]:
    """Return the events of each paper by themselves, in the order of the papers.

    They are kept with the image as long as nothing that they show changes, and those of the image before are
    taken over where nothing did.
    """
    if image.events_before is not None:
        image.events.update(image.events_before.kept())
        image.events_before = None
    filed = filing_day(paper.document for paper in image.documents.values())
    live: Mapping[int, int] = {}
    for number, paper in in_turns(image.documents.items()):
        known = image.events.get(number)
        if known is None or (known.waiting and known.filed != filed):
            live = live or live_parties(image.roots, image.parties)
            image.events[number] = paper_events(paper, live, image.quotes, filed)
    events = image.events
    return {number: events[number] for number in image.documents}


def live_parties(roots: Mapping[int, int], parties: Mapping[int, PartyRow]) -> dict[int, int]:
    """Return for every attached party the one it lives on in; without those that were rejected."""
    rejected = ReviewState.REJECTED
    return {
        number: root
        for number, root in roots.items()
        if (row := parties.get(root)) is not None and row.state is not rejected
    }


# ------------------------------------------------------------------------------- all together


def _told_of(image: Image, source: Source) -> Told:
    def tell(before: Told) -> Told:
        image.told = _told(image, source, before)
        return image.told

    return image.telling.tell(lambda: image.told, tell)


def _told(image: Image, source: Source, before: Told) -> Told:
    """Work out what all papers tell together; what did not change since ``before`` is kept."""
    papers = event_papers(image)
    changed = {number for number, each in papers.items() if before.papers.get(number) is not each}
    changed |= before.papers.keys() - papers.keys()
    rows = copied(before.rows)
    touched: set[int] = set()
    for number in in_turns(sorted(changed)):
        old = {
            row.id: row for row in (before.papers[number].rows if number in before.papers else ())
        }
        new = {row.id: row for row in (papers[number].rows if number in papers else ())}
        for each in old.keys() - new.keys():
            del rows[each]
            touched.add(each)
        for each, row in new.items():
            if old.get(each) != row:
                rows[each] = row
                touched.add(each)
    quoted = _quoted_alike(papers, rows)
    proposals = before.accounts.proposals(papers, image.parties, quoted)
    story = _story(papers, rows, proposals, before, changed)
    pleadings, said = _responses(image, source, before)
    own = _own(papers, before, said, source)
    beside = _beside(story, own)
    touched |= {
        number
        for number in in_turns(beside.keys() | before.beside.keys())
        if beside.get(number) != before.beside.get(number)
    }
    _tell(papers, rows, beside, touched & rows.keys())
    gone = [before.rows[number] for number in touched if number in before.rows]
    come = [rows[number] for number in touched if number in rows]
    ordered = _ordered(before.chronology.rows, gone, come, rows.values())
    live = filter(_is_live, rows.values())
    left = _ordered(before.live, filter(_is_live, gone), filter(_is_live, come), live)
    undated = tuple(
        rows[row.date.id] for paper in in_turns(papers.values()) for row in paper.undated
    )
    told = Chronology(ordered, undated, story.conflicts)
    return Told(
        papers, before.accounts, proposals, story, pleadings, said, own, beside, rows, told, left
    )


def _quoted_alike(
    papers: Mapping[int, PaperEvents], rows: Mapping[int, EventRow]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of events whose dates stand in the same words, quoted in one paper at least."""
    for paper in in_turns(papers.values()):
        for spot in paper.spots:
            there = papers.get(spot.document)
            for other in there.rows if there is not None else ():
                date = other.date
                if spot.span.contains(date.pin.span) and " ".join(date.text.split()) == spot.words:
                    yield spot.event, date.id


def _story(
    papers: Mapping[int, PaperEvents],
    rows: Mapping[int, EventRow],
    proposals: Proposals,
    before: Told,
    changed: Collection[int],
) -> Story:
    """Return which events are one, as before where nothing changed that tells it.

    Only those that may be one with another are looked at.
    """
    if proposals is before.proposals and all(
        _groups_alike(before.papers.get(number), papers.get(number)) for number in changed
    ):
        return before.story
    given = {number: group for paper in papers.values() for number, group in paper.given.items()}
    among = {number for pair in proposals.same for number in pair} | given.keys()
    among |= {number for each in proposals.conflicts for number in (each.one, each.other)}
    several = [row for number in among if (row := rows.get(number)) is not None]
    return tell_apart(sorted(several, key=_in_papers), given, proposals)


def _groups_alike(one: PaperEvents | None, other: PaperEvents | None) -> bool:
    """Tell whether a paper's events are joined and rejected as they were."""
    if one is None or other is None:
        return False
    return one.given == other.given and _rejected(one) == _rejected(other)


def _rejected(paper: PaperEvents) -> set[int]:
    return {row.id for row in paper.rows if not _is_live(row)} if paper.rejected else set()


def _in_papers(row: EventRow) -> tuple[object, ...]:
    pin = row.pin
    return pin.document, pin.span, row.id


def _responses(
    image: Image, source: Source, before: Told
) -> tuple[Mapping[int, DocumentImage], Responses]:
    """Return what answers say, with the pleadings that this was read from."""
    pleadings = {
        number: paper
        for number, paper in image.documents.items()
        if paper.answer is not None or paper.document.kind is DocumentKind.COMPLAINT
    }
    if (
        image.responses is None
        and pleadings.keys() == before.pleadings.keys()
        and all(_as_read(before.pleadings[number], paper) for number, paper in pleadings.items())
    ):
        image.responses = before.responses
    return pleadings, responses(image, source)


def _as_read(before: DocumentImage, now: DocumentImage) -> bool:
    """Tell whether a pleading says what it said: only decisions on its findings came since."""
    if before is now:
        return True
    read_again = before.appearances is not now.appearances or not now.appearances
    return not read_again and before.answer is now.answer and before.document == now.document


def _own(
    papers: Mapping[int, PaperEvents], before: Told, said: Responses, source: Source
) -> dict[int, Mapping[int, tuple[ResponseRow, ...]]]:
    """Return what answers say to the sentences of each complaint's events."""
    own: dict[int, Mapping[int, tuple[ResponseRow, ...]]] = {}
    for number in papers.keys() & said.keys():
        paper = papers[number]
        if said is before.responses and before.papers.get(number) is paper:
            own[number] = before.own[number]
            continue
        own[number] = {
            row.id: of_sentence(answered, row.pin.span, source)
            for row in paper.rows
            if (answered := _said_of(row, said))
        }
    return own


def _beside(
    story: Story, own: Mapping[int, Mapping[int, tuple[ResponseRow, ...]]]
) -> dict[int, Beside]:
    """Return the group, conflicts and answers of the events that have any.

    Answers speak to an event's own sentence, else to one that tells the same.
    """
    said = {number: told for paper in own.values() for number, told in paper.items()}
    of_group: defaultdict[int, dict[ResponseRow, None]] = defaultdict(dict)
    for number, told in said.items():
        if number in story.groups:
            of_group[story.groups[number]].update(dict.fromkeys(told))
    inherited = {
        number: tuple(of_group[group])
        for number, group in story.groups.items()
        if number not in said and group in of_group
    }
    said |= inherited
    conflicting = story.conflicting
    return {
        number: (
            story.groups.get(number, number),
            conflicting.get(number, ()),
            said.get(number, ()),
        )
        for number in story.groups.keys() | conflicting.keys() | said.keys()
    }


def _tell(
    papers: Mapping[int, PaperEvents],
    rows: dict[int, EventRow],
    beside: Mapping[int, Beside],
    touched: Iterable[int],
) -> None:
    """Tell some events with what others make of them, or without where these make nothing of them."""
    by_paper: defaultdict[int, set[int]] = defaultdict(set)
    for number in touched:
        by_paper[rows[number].date.pin.document].add(number)
    for document, numbers in in_turns(by_paper.items()):
        for row in papers[document].rows:
            number = row.date.id
            if number in numbers:
                rows[number] = _with_others(row, beside.get(number, (number, (), ())))


def _with_others(row: EventRow, beside: Beside) -> EventRow:
    group, conflicts, said = beside
    standing = row.standing if row.standing_given else proposed_standing(said)
    if (standing, group, conflicts, said) == (row.standing, row.date.id, (), ()):
        return row
    return replace(row, standing=standing, group=group, conflicts=conflicts, responses=said)


def _is_live(row: EventRow) -> bool:
    return row.date.state is not ReviewState.REJECTED


def _ordered(
    before: Sequence[EventRow],
    gone: Iterable[EventRow],
    come: Iterable[EventRow],
    every: Iterable[EventRow],
) -> tuple[EventRow, ...]:
    """Put events in order: those of before without some and with others, or all anew where these are many."""
    out = [row for row in gone if row.date.earliest is not None]
    into = [row for row in come if row.date.earliest is not None]
    if len(out) + len(into) > _FEW:
        return tuple(in_order(every))
    gone_at = frozenset(_places(before, out))
    come_in = sorted(into, key=_order)
    come_at = [bisect_right(before, _order(row), key=_order) for row in come_in]
    return tuple(_spliced(before, gone_at, zip(come_at, come_in, strict=True)))


def _spliced(
    before: Sequence[EventRow], gone: Collection[int], come: Iterable[tuple[int, EventRow]]
) -> Iterator[EventRow]:
    """Yield the rows of before, but those at some places, and others each before one of the places.

    One by one: a copy of a hundred thousand rows is a call in which no other thread can run.
    """
    begun = 0
    for end, row in come:
        yield from _without(before, gone, begun, end)
        yield row
        begun = end
    yield from _without(before, gone, begun, len(before))


def _without(
    rows: Sequence[EventRow], gone: Collection[int], begun: int, end: int
) -> Iterator[EventRow]:
    for at in in_turns(range(begun, end)):
        if at not in gone:
            yield rows[at]


def _places(ordered: Sequence[EventRow], rows: Iterable[EventRow]) -> Iterator[int]:
    """Yield where each of some rows stands in order."""
    for row in rows:
        at = bisect_left(ordered, _order(row), key=_order)
        while ordered[at] is not row:
            at += 1
        yield at


def in_order(rows: Iterable[EventRow]) -> list[EventRow]:
    """Return the events that have a day in their order; day by day, so that no thread waits for it."""
    by_day: defaultdict[dt.date, list[EventRow]] = defaultdict(list)
    for row in rows:
        if row.date.earliest is not None:
            by_day[row.date.earliest].append(row)
    found: list[EventRow] = []
    for day in in_turns(sorted(by_day)):
        found += sorted(by_day[day], key=_order)
    return found


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
    date = row.date
    earliest = date.earliest or dt.date.max
    return (
        earliest,
        date.latest or earliest,
        float("inf") if row.order is None else row.order,
        (date.value or "").partition("T")[2],  # the time of day, where one is known
        date.pin.document,
        date.pin.span.start,
    )

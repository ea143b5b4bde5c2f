"""What stands on the large timeline: events in the lanes of their parties or papers, papers, deadlines.

Knows no Qt.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefile.event_records import EventRow
from casefile.records import DocumentRow, ReviewState
from extraction.date_wording import day_words
from extraction.findings import EventKind
from ui import chronology_words as wording
from ui import messages
from ui.chronology_book import EventBook
from ui.language import tr

__all__ = ["Drawn", "LanesBy", "Picture", "make_picture"]

_LETTERS_IN_LABEL = 46
_MOST_LANES = 40


class LanesBy(StrEnum):
    """What each lane stands for."""

    TOGETHER = tr("one lane")
    PARTY = tr("by party")
    DOCUMENT = tr("by paper")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark: an event, a paper's own day, or a deadline counted from one.

    ``key`` is the same for an event in several lanes. Days are ordinals, ``last`` inclusive. ``words`` are
    those of papers and deadlines; an event's are made when they are asked for.
    """

    key: str
    lane: int
    first: int
    last: int
    kind: EventKind
    label: str
    words: str
    weight: float
    event: EventRow | None = None
    document: int | None = None


@dataclass(frozen=True)
class Picture:
    """The marks, those first whose labels matter most, and the names of the lanes from top to bottom."""

    lanes: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    order: tuple[int, ...] = ()
    """The events in the order of their days."""
    conflicts: tuple[tuple[str, str], ...] = ()
    """The keys of accounts that differ, each pair once."""


def make_picture(
    book: EventBook, shown: Collection[int], by: LanesBy, paper: int | None = None
) -> Picture:
    """Return what is drawn of the events that are ``shown``, told once for each group.

    Of the papers' own days and deadlines all are drawn, or those of one ``paper``.
    """
    rows = [row for row in _told_once(book, shown, by) if row.date.earliest and row.date.latest]
    lanes = _lanes(book, rows, by)
    names = [name for name, _ in lanes]
    place = {key: number for number, (_, key) in enumerate(lanes)}
    drawn: list[Drawn] = list(
        _papers(row for row in book.documents.values() if paper in (None, row.id))
    )
    for row in rows:
        drawn += [_event(row, place[key]) for key in _keys(book, row, place, by)]
    drawn.sort(key=lambda one: (-one.weight, one.first))
    return Picture(
        tuple(names), tuple(drawn), tuple(row.id for row in rows), tuple(_conflicts(book, rows))
    )


def _conflicts(book: EventBook, rows: Sequence[EventRow]) -> Iterator[tuple[str, str]]:
    """Yield the keys of accounts that differ, each by what is drawn of its group."""
    drawn = {row.group: row.id for row in reversed(rows)} | {row.id: row.id for row in rows}
    told: set[tuple[int, int]] = set()
    for row in rows:
        members = book.groups.get(row.group, (row,)) if drawn[row.group] == row.id else (row,)
        for other in book.conflicts(members):
            there = drawn.get(other.id, drawn.get(other.group))
            if there is None or there == row.id:
                continue
            pair = (min(row.id, there), max(row.id, there))
            if pair not in told:
                told.add(pair)
                yield f"e{pair[0]}", f"e{pair[1]}"


def _told_once(book: EventBook, shown: Collection[int], by: LanesBy) -> Iterator[EventRow]:
    """Yield the events once for each group; where lanes are papers, once in each paper that tells them."""
    seen: set[tuple[int, int]] = set()
    for row in book.rows:
        telling = (row.group, row.pin.document if by is LanesBy.DOCUMENT else 0)
        if row.id in shown and telling not in seen:
            seen.add(telling)
            yield row


_PAPERS = -1
_NOBODY = -2


def _lanes(book: EventBook, rows: Iterable[EventRow], by: LanesBy) -> list[tuple[str, int]]:
    """Return the lanes' names with what they are found by, the papers' own first."""
    made = [(tr("Papers and deadlines"), _PAPERS)]
    if by is LanesBy.TOGETHER:
        return [*made, (tr("Events"), _NOBODY)]
    counts: Counter[int] = Counter()
    alone = 0
    for row in rows:
        if by is LanesBy.DOCUMENT:
            counts[row.pin.document] += 1
        else:
            known = _parties(book, row)
            counts.update(known)
            alone += not known
    kept = [number for number, _ in counts.most_common(_MOST_LANES)]
    if by is LanesBy.DOCUMENT:
        papers = book.documents
        made += [
            (wording.paper_words(papers[number]), number) for number in kept if number in papers
        ]
    else:
        made += [(book.parties[number].name, number) for number in kept]
    return [*made, (tr("No party named"), _NOBODY)] if alone else made


def _parties(book: EventBook, row: EventRow) -> list[int]:
    """Return the parties that one of the papers names that tell an event."""
    members = book.groups.get(row.group, (row,))
    named = dict.fromkeys(party for member in members for party in member.parties)
    return [party for party in named if party in book.parties]


def _keys(book: EventBook, row: EventRow, place: dict[int, int], by: LanesBy) -> list[int]:
    if by is LanesBy.TOGETHER:
        return [_NOBODY]
    if by is LanesBy.DOCUMENT:
        return [row.pin.document] if row.pin.document in place else []
    found = [party for party in _parties(book, row) if party in place]
    return found or ([_NOBODY] if _NOBODY in place else [])


def _event(row: EventRow, lane: int) -> Drawn:
    first, last = row.date.earliest, row.date.latest
    if first is None or last is None:
        raise ValueError("an event without a day has no place on the timeline")
    sure = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    weight = 2.0 * sure + 1.5 * bool(row.conflicts) + (first == last) + row.date.confidence
    return Drawn(
        f"e{row.id}",
        lane,
        first.toordinal(),
        last.toordinal(),
        row.kind,
        _label(wording.event_sentence(row)),
        "",
        weight + 0.5 * (row.kind is EventKind.DEADLINE),
        event=row,
    )


def _papers(documents: Iterable[DocumentRow]) -> Iterator[Drawn]:
    for row in documents:
        name = row.short_name or row.name
        if row.date is not None:
            day = row.date.toordinal()
            words = f"{name}, {day_words(row.date)}"
            yield Drawn(
                f"d{row.id}", 0, day, day, EventKind.FILING, name, words, 1.0, document=row.id
            )
        for number, due in enumerate(row.due):
            day = due.day.toordinal()
            words = f"{messages.due_words(due)}\n{name}"
            label = tr("Due: {act}", act=due.act) + ("" if due.stated else tr(" (verify)"))
            key = f"due{row.id}:{number}"
            yield Drawn(key, 0, day, day, EventKind.DEADLINE, label, words, 5.0, document=row.id)


def _label(words: str) -> str:
    if len(words) <= _LETTERS_IN_LABEL:
        return words
    return words[:_LETTERS_IN_LABEL].rpartition(" ")[0].rstrip(" ,;:") + "…"

"""What stands on the timeline: one entry for each stretch of time, however many dates name it.

Knows no Qt.
"""

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from casefile.records import DateRow, DocumentRow, Due, Ref, RefType, ReviewState
from extraction.date_wording import day_words
from ui.language import tr
from ui.messages import count, date_title, due_words, sentence_words, source_words

__all__ = ["Entry", "TimelineBook", "make_timeline", "timeline_entries"]

_WORDS_IN_LABEL = 6
_LETTERS_IN_LABEL = 38
_NAMED = 5
"""Papers of one day that are named."""
_PLACES = 20  # bits of an entry's place
_AT_ONCE = 5_000
_MOST_ENTRIES = 4000
"""More stretches of time than this are not drawn, however far one zooms: a case has so many in ten years."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark: what a click selects, its days (ordinals, ``last`` inclusive), label and hover words.

    ``weight`` says whose label comes first.
    """

    ref: Ref
    first: int
    last: int
    label: str
    words: str
    weight: float


@dataclass(frozen=True)
class TimelineBook:
    """Entries in order of time, and which of them stands for which date.

    ``dates`` are the dates' numbers in their order, ``owners`` the places of their entries.
    """

    entries: tuple[Entry, ...] = ()
    dates: Sequence[int] = ()
    owners: Sequence[int] = ()

    def place_of(self, ref: Ref) -> int | None:
        """Return the place of the entry that stands for a date or paper."""
        if ref.type is RefType.DATE:
            at = bisect_left(self.dates, ref.id)
            known = at < len(self.dates) and self.dates[at] == ref.id
            return self.owners[at] if known else None
        if ref.type is not RefType.DOCUMENT:
            return None
        found = (place for place, entry in enumerate(self.entries) if entry.ref == ref)
        return next(found, None)


def make_timeline(dates: Sequence[DateRow], documents: Sequence[DocumentRow]) -> TimelineBook:
    """Return the entries of dates and papers; long, so that it runs as a job."""
    made = sorted(
        (*_date_entries(dates), *_paper_entries(documents)),
        key=lambda pair: (pair[0].first, pair[0].last),
    )
    # A place in the lower bits. In pieces: one sort of all would keep every other thread waiting.
    owned = [number << _PLACES | place for place, (_, ids) in enumerate(made) for number in ids]
    pieces = [sorted(owned[at : at + _AT_ONCE]) for at in range(0, len(owned), _AT_ONCE)]
    ordered = array("q", merge(*pieces))
    return TimelineBook(
        tuple(entry for entry, _ in made),
        array("q", (both >> _PLACES for both in ordered)),
        array("q", (both & ((1 << _PLACES) - 1) for both in ordered)),
    )


def timeline_entries(
    dates: Sequence[DateRow], documents: Sequence[DocumentRow]
) -> tuple[Entry, ...]:
    """Return the entries in order of time; dates of one stretch are one entry, named by the surest."""
    return make_timeline(dates, documents).entries


def _date_entries(dates: Sequence[DateRow]) -> Iterator[tuple[Entry, Sequence[int]]]:
    """Yield an entry for each stretch of time, with the numbers of its dates."""
    stretches: dict[tuple[dt.date, dt.date], list[DateRow]] = {}
    for row in dates:
        if row.earliest is None or row.latest is None or row.state is ReviewState.REJECTED:
            continue
        stretches.setdefault((row.earliest, row.latest), []).append(row)
    best = [(max(rows, key=_weight), rows) for rows in stretches.values()]
    if len(best) > _MOST_ENTRIES:
        best.sort(key=lambda pair: -_weight(pair[0]) - min(len(pair[1]), 20) / 20)
    for row, rows in best[:_MOST_ENTRIES]:
        yield _date_entry(row, rows), [each.id for each in rows]


def _paper_entries(documents: Sequence[DocumentRow]) -> Iterator[tuple[Entry, Sequence[int]]]:
    """Yield an entry for each day that papers are of, and one for each deadline that a paper sets."""
    days: dict[dt.date, list[DocumentRow]] = {}
    for row in documents:
        if row.date is not None:
            days.setdefault(row.date, []).append(row)
    for date, rows in days.items():
        yield _document_entry(rows, date), ()
    for row in documents:
        for due in row.due:
            yield _due_entry(row, due), ()


def _weight(row: DateRow) -> float:
    sure = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    return (2.0 if sure else 0.0) + (1.0 if row.earliest == row.latest else 0.0) + row.confidence


def _date_entry(row: DateRow, rows: Sequence[DateRow]) -> Entry:
    first, last = row.earliest, row.latest
    if first is None or last is None:
        raise ValueError("a date without calendar time has no place on the timeline")
    sentence = sentence_words(row)[:200]
    others = f" (+{len(rows) - 1:,})" if len(rows) > 1 else ""
    more = (
        tr("\nand {rows}", rows=count(len(rows) - 1, tr("more mention"))) if len(rows) > 1 else ""
    )
    return Entry(
        row.ref,
        first.toordinal(),
        last.toordinal(),
        (_label(sentence) or row.text) + others,
        "\n".join(filter(None, (f"{date_title(row)}: {sentence}{more}", source_words(row.pin)))),
        _weight(row) + min(len(rows), 20) / 20,
    )


def _document_entry(rows: Sequence[DocumentRow], date: dt.date) -> Entry:
    """Return the mark of a day's papers, named by the first of them."""
    row, number = rows[0], date.toordinal()
    name = row.short_name or row.name
    others = f" (+{len(rows) - 1:,})" if len(rows) > 1 else ""
    names = ", ".join(each.short_name or each.name for each in rows[:_NAMED])
    more = (
        tr(" and {rows}", rows=count(len(rows) - _NAMED, tr("more paper")))
        if len(rows) > _NAMED
        else ""
    )
    return Entry(row.ref, number, number, name + others, f"{names}{more}, {day_words(date)}", 1.5)


def _due_entry(row: DocumentRow, due: Due) -> Entry:
    """A deadline: marked as one to verify, and first among its neighbours' labels."""
    number = due.day.toordinal()
    mark = "" if due.stated else tr(" (verify)")
    words = f"{due_words(due)}\n{row.short_name or row.name}"
    return Entry(
        row.ref, number, number, tr("Due: {act}{mark}", act=due.act, mark=mark), words, 4.0
    )


def _label(sentence: str) -> str:
    words = sentence.split()
    label = " ".join(words[:_WORDS_IN_LABEL])[:_LETTERS_IN_LABEL].rstrip(" ,;:")
    return label if len(label) == len(sentence) else f"{label}…"

"""What stands on the timeline: one entry for each stretch of time, however many dates name it.

Knows no Qt. Its words are made for what is shown.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from casefile.records import DateRow, DocumentRow, Due, Ref, RefType, ReviewState
from casefile.stretches import Stretch, Stretches, stretches_of, sureness
from casefile.turns import in_turns
from extraction.date_wording import day_words
from ui.language import tr
from ui.messages import count, date_title, due_words, sentence_words, source_words
from ui.timeline_layout import Window, narrowed_window, opening_window

__all__ = ["Entry", "TimelineBook", "book_of", "make_timeline"]

_WORDS_IN_LABEL = 6
_LETTERS_IN_LABEL = 38
_NAMED = 5
"""Papers of one day that are named."""
_MOST_ENTRIES = 4000
"""More stretches of time than this are not drawn, however far one zooms: a case has so many in ten years."""
_MOST_COUNTED = 20
"""A stretch that more dates name matters no more than one of so many."""
_PAPERS_WEIGHT, _DUE_WEIGHT = 1.5, 4.0

_weight_of = attrgetter("weight")
_first_of = attrgetter("first")
_days_of = attrgetter("first", "last")


class Entry(NamedTuple):
    """One mark: what a click selects, and its days (ordinals, ``last`` inclusive).

    ``weight`` says whose label comes first. ``told`` is what it stands for: the dates of a stretch, the
    papers of a day, or a paper with a deadline.
    """

    ref: Ref
    first: int
    last: int
    weight: float
    told: Stretch | list[DocumentRow] | tuple[DocumentRow, Due]

    @property
    def label(self) -> str:
        """What stands after the mark."""
        return _words(self)[0]

    @property
    def words(self) -> str:
        """What is said when the pointer rests on it."""
        return _words(self)[1]

    def stands_for(self, document: int) -> bool:
        """Tell whether it is the mark of a paper's own day, or of its deadline."""
        if isinstance(self.told, list):
            return any(row.id == document for row in self.told)
        return self.ref == Ref(RefType.DOCUMENT, document)


@dataclass(frozen=True)
class TimelineBook:
    """Entries in order of time; ``dates`` are what they stand for, by their numbers.

    ``of_stretches`` are those of dates, by the identities of their stretches, and ``of_papers`` the others,
    with the papers: what stands is used again.
    """

    entries: Sequence[Entry] = ()
    dates: Mapping[int, DateRow] = field(default_factory=dict)
    of_stretches: Mapping[int, Entry] = field(default_factory=dict, repr=False)
    of_papers: tuple[Sequence[DocumentRow], Sequence[Entry]] = field(default=((), ()), repr=False)

    def place_of(self, ref: Ref) -> int | None:
        """Return the place of the entry that stands for a date or paper."""
        if ref.type is RefType.DATE:
            return self._place_of_date(self.dates.get(ref.id))
        if ref.type is not RefType.DOCUMENT:
            return None
        found = (at for at, entry in enumerate(self.entries) if entry.stands_for(ref.id))
        return next(found, None)

    def _place_of_date(self, row: DateRow | None) -> int | None:
        if row is None or row.state is ReviewState.REJECTED:
            return None
        if row.earliest is None or row.latest is None:
            return None
        days = row.earliest.toordinal(), row.latest.toordinal()
        for place in range(bisect_left(self.entries, days, key=_days_of), len(self.entries)):
            entry = self.entries[place]
            if (entry.first, entry.last) != days:
                return None
            if entry.ref.type is RefType.DATE:
                return place
        return None

    @cached_property
    def whole(self) -> Window | None:
        """The stretch of time that shows what the case is about."""
        return opening_window([(entry.first, entry.last) for entry in self.entries])

    def near(self, home: Window) -> Window | None:
        """Return the stretch of a narrowed view's dates where they would stand on one another in ``home``."""
        spans = [(e.first, e.last) for e in self.entries if e.ref.type is RefType.DATE]
        return narrowed_window(spans, home)

    def seen(self, window: Window) -> tuple[Sequence[Entry], tuple[int, int]]:
        """Return the entries that touch a stretch of time, and how many lie before and after it."""
        end = bisect_left(self.entries, window.first + window.days, key=_first_of)
        first = window.first - 1
        inside = [entry for entry in self.entries[:end] if entry.last > first]
        return inside, (end - len(inside), len(self.entries) - end)


def book_of(
    stretches: Stretches, documents: Sequence[DocumentRow], before: TimelineBook | None = None
) -> TimelineBook:
    """Return the entries of dates and papers in order of time; those of ``before`` that stand are kept."""
    before = before or TimelineBook()
    known = before.of_stretches
    of_stretches = {
        id(each): known.get(id(each)) or _date_entry(each) for each in in_turns(stretches.stretches)
    }
    of_papers = before.of_papers
    if of_papers[0] != documents:
        of_papers = documents, list(_paper_entries(documents))
    shown = list(of_stretches.values())
    if len(shown) > _MOST_ENTRIES:
        shown = sorted(shown, key=_weight_of, reverse=True)[:_MOST_ENTRIES]
    made = sorted([*shown, *of_papers[1]], key=_days_of)
    return TimelineBook(made, stretches.dates, of_stretches, of_papers)


def make_timeline(dates: Sequence[DateRow], documents: Sequence[DocumentRow]) -> TimelineBook:
    """Return the entries of some rows, as those of a narrowed view; long, so that it runs as a job."""
    return book_of(stretches_of(dates), documents)


def _date_entry(stretch: Stretch) -> Entry:
    """Return the entry of a stretch of time, named by the surest of its dates."""
    row = stretch.row
    first, last = stretch.first.toordinal(), stretch.last.toordinal()
    weight = sureness(row) + min(stretch.count, _MOST_COUNTED) / _MOST_COUNTED
    return Entry(row.ref, first, last, weight, stretch)


def _paper_entries(documents: Sequence[DocumentRow]) -> Iterator[Entry]:
    """Yield an entry for each day that papers are of, and one for each deadline that a paper sets."""
    days: dict[dt.date, list[DocumentRow]] = {}
    for row in in_turns(documents):
        if row.date is not None:
            days.setdefault(row.date, []).append(row)
    for date, rows in days.items():
        number = date.toordinal()
        yield Entry(rows[0].ref, number, number, _PAPERS_WEIGHT, rows)
    for row in documents:
        for due in row.due:
            number = due.day.toordinal()
            yield Entry(row.ref, number, number, _DUE_WEIGHT, (row, due))


def _words(entry: Entry) -> tuple[str, str]:
    """Return an entry's label and hover words."""
    told = entry.told
    if isinstance(told, Stretch):
        return _date_words(told.row, told.count)
    if isinstance(told, tuple):
        return _due_words(*told)
    return _paper_words(told, dt.date.fromordinal(entry.first))


def _date_words(row: DateRow, naming: int) -> tuple[str, str]:
    sentence = sentence_words(row)[:200]
    others = f" (+{naming - 1:,})" if naming > 1 else ""
    more = tr("\nand {rows}", rows=count(naming - 1, tr("more mention"))) if naming > 1 else ""
    return (
        (_label(sentence) or row.text) + others,
        "\n".join(filter(None, (f"{date_title(row)}: {sentence}{more}", source_words(row.pin)))),
    )


def _paper_words(rows: Sequence[DocumentRow], date: dt.date) -> tuple[str, str]:
    """Return the words of a day's papers, named by the first of them."""
    row = rows[0]
    name = row.short_name or row.name
    others = f" (+{len(rows) - 1:,})" if len(rows) > 1 else ""
    names = ", ".join(each.short_name or each.name for each in rows[:_NAMED])
    more = (
        tr(" and {rows}", rows=count(len(rows) - _NAMED, tr("more paper")))
        if len(rows) > _NAMED
        else ""
    )
    return name + others, f"{names}{more}, {day_words(date)}"


def _due_words(row: DocumentRow, due: Due) -> tuple[str, str]:
    """Return the words of a deadline, marked as one to verify."""
    mark = "" if due.stated else tr(" (verify)")
    words = f"{due_words(due)}\n{row.short_name or row.name}"
    return tr("Due: {act}{mark}", act=due.act, mark=mark), words


def _label(sentence: str) -> str:
    words = sentence.split()
    label = " ".join(words[:_WORDS_IN_LABEL])[:_LETTERS_IN_LABEL].rstrip(" ,;:")
    return label if len(label) == len(sentence) else f"{label}…"

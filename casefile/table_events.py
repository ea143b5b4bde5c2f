"""What the rows of a chronology would do to the case: which are new, which stand there, which say otherwise.

A row and an event are the same where their days are, and the event stands in the passage that the row
cites or has its words. One that a table brought in before is known by its words alone: its day can change.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from casefile.event_records import Chronology, EventRow, Leaning, Standing
from casefile.records import ReviewState
from casefile.table_records import (
    Change,
    CitedSources,
    EventWish,
    Field,
    FindSources,
    RowPlan,
    RowState,
    SourcePlace,
)
from casefile.table_words import listed, review_of, same_words_key
from extraction.date_values import bounds
from extraction.date_wording import expression_words, value_words
from extraction.findings import EventKind
from extraction.table_days import day_first, is_two_days, table_day
from importers.source_text import Span
from importers.tables import TableRow

__all__ = ["Known", "event_plans", "has_figures", "ordered_days"]

_Word = TypeVar("_Word")
_Days = tuple[dt.date | None, dt.date | None]

_LONG_PASSAGE = (
    1_500  # characters from which on a day alone does not tell which event of a passage is meant
)
_FEW_WORDS = 4
_ALIKE = 0.5  # share of a row's words that an event has, of several of one day in one passage
_OWN_DEADLINE = "verify"  # what our own chronology says of a deadline that it counted

_NO_DATE = re.compile(r"^no date: ")
_STANDINGS = (
    (Standing.UNDISPUTED, r"undisputed|stipulated|agreed"),
    (Standing.ADMITTED, r"admitted"),
    (Standing.DISPUTED, r"disputed|denied|contested"),
    (Standing.OPEN, r"open|unsure|unknown|prospective"),
)
_LEANINGS = (
    (Leaning.HURTS, r"hurts?|(?:heavily |strongly )?against us|bad|unfavou?rable|harmful|[-−–]+"),
    (Leaning.HELPS, r"helps?|(?:heavily |strongly )?for us|good|favou?rable|helpful|\++"),
)
_KINDS = {
    **{kind.value: kind for kind in EventKind},
    "filing": EventKind.FILING,
    "publication": EventKind.FILING,
    "fact": EventKind.EVENT,
}


@dataclass(frozen=True)
class Known:
    """What the case has that rows are held against; notes and titles of issues by the event's number."""

    chronology: Chronology
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    issues: Mapping[int, Sequence[str]] = field(default_factory=dict)


def ordered_days(rows: Iterable[TableRow], columns: Mapping[Field, int]) -> bool | None:
    """Tell whether a sheet writes days in figures with the day first; ``None`` where it leaves that open."""
    return day_first(_days_told(rows, columns))


def has_figures(rows: Iterable[TableRow], columns: Mapping[Field, int]) -> bool:
    """Tell whether a sheet writes a day in figures that can be read in two orders."""
    return any(map(is_two_days, _days_told(rows, columns)))


def _days_told(rows: Iterable[TableRow], columns: Mapping[Field, int]) -> Iterator[str]:
    places = [columns[each] for each in (Field.DATE, Field.UNTIL) if each in columns]
    return (row.text(column) for row in rows for column in places)


def event_plans(
    rows: Sequence[TableRow],
    columns: Mapping[Field, int],
    known: Known,
    sources: FindSources,
    *,
    day_before_month: bool,
) -> Iterator[RowPlan]:
    """Yield what each row would do; ``rows`` are those below the headings."""
    standing = _Standing(known)
    seen: dict[tuple[_Days, str, str, str], int] = {}
    for row in rows:
        wish, remarks = _wish(row, columns, sources, day_before_month=day_before_month)
        if wish is None:
            yield RowPlan(row, RowState.LEFT_OUT, remarks=tuple(remarks))
            continue
        cites = " ".join(row.text(columns.get(Field.SOURCE)).split())
        key = (days_of(wish.value), wish.day, same_words_key(wish.words), cites)
        if key in seen:
            remarks.append(f"It says the same as row {seen[key]}.")
            yield RowPlan(row, RowState.LEFT_OUT, remarks=tuple(remarks))
            continue
        seen[key] = row.number
        yield _planned(row, wish, remarks, standing)


def days_of(value: str | None) -> _Days:
    """Return the first and last day of a value; of an open span its one end."""
    found = bounds(value.removesuffix("/..").removeprefix("../")) if value else None
    return found or (None, None)


def _wish(
    row: TableRow, columns: Mapping[Field, int], sources: FindSources, *, day_before_month: bool
) -> tuple[EventWish | None, list[str]]:
    told = {each: row.text(column) for each, column in columns.items()}
    words = " ".join(told.get(Field.WORDS, "").split())
    review = told.get(Field.REVIEW, "").strip().casefold()
    if not words:
        return None, ["It has no words for an event."]
    if review == _OWN_DEADLINE and told.get(Field.KIND, "").strip() == EventKind.DEADLINE.value:
        return None, ["It is a deadline that Pincite counts itself."]
    remarks: list[str] = []
    cell = " ".join(told.get(Field.DATE, "").split())
    day = table_day(cell, told.get(Field.TIME, ""), day_before_month=day_before_month)
    value = day.value
    if day.reason and value:
        remarks.append(day.reason)
    value = _until(value, told.get(Field.UNTIL, ""), remarks, day_before_month=day_before_month)
    found = (
        sources(told.get(Field.SOURCE, ""), words) if Field.SOURCE in columns else CitedSources()
    )
    if found.unresolved:
        remarks.append(f"“{found.unresolved}” names no one place in the papers of the case.")
    note = told.get(Field.NOTE, "").strip()
    if found.unresolved:
        note = _with_source(note, found.unresolved)
    kind = told.get(Field.KIND, "").strip().casefold()
    if kind and kind not in _KINDS:
        remarks.append(f"“{told[Field.KIND].strip()}” is no kind of event that Pincite has.")
    return (
        EventWish(
            value,
            words,
            found,
            _place(row, columns),
            _KINDS.get(kind),
            _told(told.get(Field.STANDING, ""), _STANDINGS),
            _told(told.get(Field.LEANING, ""), _LEANINGS),
            listed(told.get(Field.TAGS, "")),
            listed(told.get(Field.ISSUES, ""), commas=False),
            note,
            review_of(review),
            cell,
        ),
        remarks,
    )


def _until(
    value: str | None, cell: str, remarks: list[str], *, day_before_month: bool
) -> str | None:
    """Return a range, where another column gives its last day."""
    last = table_day(cell, day_before_month=day_before_month)
    if value is None or "/" in value or last.value is None or "/" in last.value:
        return value
    first = value.partition("T")[0]
    if last.value == first:
        return value
    if bounds(both := f"{first}/{last.value}"):
        return both
    remarks.append(f"The range to “{' '.join(cell.split())}” ends before it begins.")
    return value


def _place(row: TableRow, columns: Mapping[Field, int]) -> Span:
    """Return where an event stands in its row: its date, else its words."""
    for each in (Field.DATE, Field.WORDS):
        column = columns.get(each)
        if column is not None and column < len(row.cells):
            span = row.cells[column].span
            if span is not None and any(map(str.isalnum, row.cells[column].text)):
                return span
    return row.span


def _told(cell: str, words: Iterable[tuple[_Word, str]]) -> _Word | None:
    """Return what a cell begins with; ``None`` for what our own reports tell as a proposal."""
    plain = " ".join(cell.casefold().split())
    if "proposed:" in plain or " in " in plain:
        return None
    return next((word for word, form in words if re.match(rf"(?:{form})(?!\w)", plain)), None)


class _Standing:
    """The events that stand, each taken by one row at most."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._by_days: defaultdict[_Days, list[EventRow]] = defaultdict(list)
        self._by_words: defaultdict[str, list[EventRow]] = defaultdict(list)
        self.groups: defaultdict[int, list[EventRow]] = defaultdict(list)
        self._taken: set[int] = set()
        for row in (*known.chronology.rows, *known.chronology.undated):
            self._by_days[row.date.earliest, row.date.latest].append(row)
            self.groups[row.group].append(row)
            for key in _keys(row):
                self._by_words[key].append(row)

    def take(self, wish: EventWish) -> tuple[EventRow | None, bool]:
        """Return the event that a row is about and whether their days are one; it stands for no other row."""
        found, same_day = self._of_day(wish), True
        if found is None:
            found, same_day = self._of_words(wish), False
        if found is not None:
            members = self.groups[found.group]
            self._taken |= {row.id for row in members if _days(row) == _days(found)}
        return found, same_day

    def _of_day(self, wish: EventWish) -> EventRow | None:
        days = days_of(wish.value)
        free = [row for row in self._by_days.get(days, ()) if row.id not in self._taken]
        key = same_words_key(wish.words)
        if wish.value is None and wish.day:
            told = _by_wording(self._by_words.get(key, ()), wish.day)
            if told is not None and told.id not in self._taken:
                return told
        for place in wish.sources.places:
            there = [row for row in free if _stands_in(row, place)]
            if found := _likeliest(there, place, key, wish.words):
                return found
        equal = [row for row in free if key in _keys(row)]
        if days == (None, None) and len(key.split()) < _FEW_WORDS:
            return None
        cited = {place.document for place in wish.sources.places}
        here = [row for row in equal if row.pin.document in cited]
        return next(iter(here or ([] if cited and days == (None, None) else equal)), None)

    def _of_words(self, wish: EventWish) -> EventRow | None:
        """Return the one event of the attorney's own that has a row's words and another day."""
        key = same_words_key(wish.words)
        found = [row for row in self._by_words.get(key, ()) if row.id not in self._taken]
        own = [row for row in found if row.date.added]
        long_enough = len(key.split()) >= _FEW_WORDS and wish.value is not None
        return own[0] if long_enough and len({row.group for row in own}) == 1 == len(own) else None


def _by_wording(rows: Iterable[EventRow], day: str) -> EventRow | None:
    """Return the event whose date is printed as a row prints its own, where that could not be read."""
    day = same_words_key(_NO_DATE.sub("", day))
    for row in rows:
        date = row.date
        words = expression_words(date.text, date.value, date.operator)
        printed = {date.text, words, f"{date.text} ← {date.anchor}"}
        if day in map(same_words_key, printed):
            return row
    return None


def _days(row: EventRow) -> _Days:
    return row.date.earliest, row.date.latest


def _stands_in(row: EventRow, place: SourcePlace) -> bool:
    pin = row.pin
    return not pin.lost and pin.document == place.document and place.passage.overlaps(pin.span)


def _likeliest(
    rows: Sequence[EventRow], place: SourcePlace, key: str, words: str
) -> EventRow | None:
    """Return which event of one day in a cited passage a row is about."""
    equal = next((row for row in rows if key in _keys(row)), None)
    if equal is not None or not rows:
        return equal
    shared = sorted(((_shared(words, row), row) for row in rows), key=lambda pair: -pair[0])
    groups = {row.group for row in rows}
    if len(groups) == 1 and len(place.passage) <= _LONG_PASSAGE and place.pin is not None:
        return shared[0][1]
    return shared[0][1] if shared[0][0] >= _ALIKE else None


def _shared(words: str, row: EventRow) -> float:
    own = set(same_words_key(words).split())
    best = max(len(own & set(key.split())) for key in _keys(row))
    return best / max(1, len(own))


def _keys(row: EventRow) -> tuple[str, ...]:
    """Return an event's words as they are compared: its paper's, with and without number, and its own."""
    number = row.pin.place.first_paragraph
    told = [row.text, row.short or row.text]
    if number:
        told.append(row.text.removeprefix(f"{number}. "))
    return tuple(dict.fromkeys(same_words_key(each) for each in told))


def _planned(row: TableRow, wish: EventWish, remarks: list[str], standing: _Standing) -> RowPlan:
    event, same_day = standing.take(wish)
    if event is None:
        if wish.review is ReviewState.REJECTED:
            remarks.append("It was rejected.")
            return RowPlan(row, RowState.LEFT_OUT, wish, remarks=tuple(remarks))
        return RowPlan(row, RowState.NEW, *_made_new(wish, remarks))
    changes = tuple(_changes(wish, event, standing, same_day=same_day))
    state = RowState.CHANGES if changes else RowState.SAME
    return RowPlan(row, state, wish, event.id, changes, tuple(remarks))


def _made_new(
    wish: EventWish, remarks: list[str]
) -> tuple[EventWish, None, tuple[Change, ...], tuple[str, ...]]:
    """Return what a new event will be, with what has to be said of it."""
    lacks_place = not any(place.pin for place in wish.sources.places)
    note = wish.note
    if wish.value is None and wish.day:
        remarks.append(
            f"“{wish.day}” could not be read as a date: the event comes in without a day."
        )
    if wish.value is None and wish.sources.places:
        lacks_place = True
    if wish.sources.whole and lacks_place:
        remarks.append(f"“{wish.sources.whole}” names a whole paper, and no place in it.")
        note = _with_source(note, wish.sources.whole)
    review = None if wish.review is ReviewState.SUGGESTED else wish.review
    return replace(wish, review=review, note=note), None, (), tuple(remarks)


def _with_source(note: str, words: str) -> str:
    return "\n".join(part for part in (note, f"Source as given: {words}") if part)


def _changes(
    wish: EventWish, event: EventRow, standing: _Standing, *, same_day: bool
) -> Iterator[Change]:
    value = event.date.value or ""
    if not same_day or ("T" in (wish.value or "") and "T" not in value):
        yield Change(
            Field.DATE,
            value_words(value) or value or event.date.text,
            value_words(wish.value or "") or "",
        )
    members = standing.groups[event.group]
    key = same_words_key(wish.words)
    if not any(key == each or _cut_from(each, key) for row in members for each in _keys(row)):
        yield Change(Field.WORDS, event.words, wish.words)
    if wish.kind is not None and wish.kind not in {row.kind for row in members}:
        yield Change(Field.KIND, event.kind.value, wish.kind.value)
    if wish.standing is not None and wish.standing is not event.standing:
        yield Change(Field.STANDING, event.standing.value, wish.standing.value)
    if wish.leaning is not None and wish.leaning not in {row.leaning for row in members}:
        yield Change(Field.LEANING, event.leaning.value, wish.leaning.value)
    tags = {tag.casefold(): tag for row in members for tag in row.tags}
    yield from added(Field.TAGS, tuple(tags.values()), wish.tags)
    yield from added(Field.ISSUES, standing.known.issues.get(event.id, ()), wish.issues)
    notes = standing.known.notes.get(event.id, ())
    if wish.note and same_words_key(wish.note) not in map(same_words_key, notes):
        yield Change(Field.NOTE, "", wish.note)
    yield from reviewed(event.state, wish.review)


def _cut_from(whole: str, words: str) -> bool:
    """Tell whether words are a long sentence's beginning, as our own rows show it."""
    return len(words) > 400 and (whole.startswith(words) or words.startswith(whole))


def added(field_: Field, before: Sequence[str], wanted: Sequence[str]) -> Iterator[Change]:
    """Yield the change by which what is not there yet is added; nothing is ever taken away."""
    there = {each.casefold() for each in before}
    new = [each for each in wanted if each.casefold() not in there]
    if new:
        yield Change(field_, ", ".join(before), ", ".join((*before, *new)))


def reviewed(before: ReviewState, wanted: ReviewState | None) -> Iterator[Change]:
    """Yield the change of what was decided; a row that does not say was taken for true."""
    after = wanted or ReviewState.ACCEPTED
    decided = (ReviewState.ACCEPTED, ReviewState.EDITED)
    if (
        after is before
        or after is ReviewState.SUGGESTED
        or (after in decided and before in decided)
    ):
        return
    yield Change(Field.REVIEW, before.value, after.value)

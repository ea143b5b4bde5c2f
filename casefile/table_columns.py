"""Which column of a table says what: by headings of CaseMap, TimeMap, our own reports and others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.table_records import EVENT_FIELDS, PARTY_FIELDS, Field, TableSort
from extraction.table_days import table_day

if TYPE_CHECKING:
    from importers.tables import TableRow, TableSheet

__all__ = [
    "Columns",
    "Guess",
    "fields_of",
    "guess_of",
    "guessed",
    "headings",
    "letter_of",
    "sort_of",
]

_LOOKED_AT = 15  # rows in which headings are looked for: reports may have a title above
_LONGEST_DAY = 40  # characters
_SAMPLE = 60  # rows by which a column without a telling heading is told

# Headings as they are compared: small letters and figures, single spaces. Earlier ones are more telling.
_EVENT_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.DATE: (
        "date time", "date and time", "date", "event date", "start date", "fact date", "date text",
        "begin date", "start", "day", "when", "date first day", "first day",
    ),
    Field.TIME: ("time", "start time", "time of day", "event time"),
    Field.UNTIL: ("end date", "until", "date end", "to date", "end", "date to"),
    Field.WORDS: (
        "fact text", "what the papers say", "event", "fact", "event text", "event description",
        "what happened", "text", "events", "facts", "description of event", "title", "summary",
        "description", "entry",
    ),
    Field.SOURCE: (
        "source s", "sources", "source", "cite", "citation", "cites", "record cite", "pin cite",
        "source cite", "evidence", "reference", "references", "bates", "exhibit", "document",
        "authority",
    ),
    Field.KIND: ("kind", "event type", "type", "fact type", "category"),
    Field.STANDING: ("disputed", "status", "disputed status", "standing", "undisputed", "admitted"),
    Field.LEANING: ("helps or hurts", "evaluation", "leaning", "good or bad", "helps hurts", "impact"),
    Field.TAGS: ("tags", "tag", "keywords", "labels", "key words"),
    Field.ISSUES: ("linked issues", "issues", "issue", "issue s", "claims", "elements", "linked issue"),
    Field.NOTE: ("notes", "note", "comments", "comment", "remarks", "description", "details"),
    Field.REVIEW: ("review",),
}  # fmt: skip
_PARTY_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: (
        "full name", "name", "party", "person", "character", "party name", "who", "witness",
        "organization", "names",
    ),
    Field.ROLE: ("role", "role in case", "role s", "position", "side", "party role", "relationship"),
    Field.KIND: ("kind", "type", "object type", "party type", "category"),
    Field.ALIASES: (
        "also called", "aliases", "alias", "also known as", "aka", "a k a", "short name", "other names",
        "nickname", "nicknames",
    ),
    Field.TAGS: ("tags", "tag", "keywords", "labels"),
    Field.ISSUES: ("linked issues", "issues", "issue"),
    Field.NOTE: (
        "notes", "note", "description", "comments", "comment", "background", "details", "remarks",
        "significance",
    ),
    Field.REVIEW: ("review",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet's headings stand, ``None`` where it has none, and which column says what, from 0."""

    heading: int | None
    fields: Mapping[Field, int]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet most likely is, and for each thing that it can be, which column says what."""

    sort: TableSort
    columns: Mapping[TableSort, Columns]


def guess_of(sheet: "TableSheet") -> Guess:
    """Return all that can be told of a sheet by itself."""
    return Guess(sort_of(sheet), {sort: guessed(sheet, sort) for sort in TableSort})


def headings(sheet: "TableSheet", at: int | None) -> tuple[str, ...]:
    """Return what the columns are called: the heading's words, else a letter as in a spreadsheet."""
    row = sheet.rows[at] if at is not None else None
    width = max((len(each.cells) for each in sheet.rows), default=0)
    return tuple(
        " ".join(row.text(column).split()) if row and row.text(column) else letter_of(column)
        for column in range(width)
    )


def sort_of(sheet: "TableSheet") -> TableSort:
    """Return what the rows of a sheet most likely are."""
    events, people = guessed(sheet, TableSort.CHRONOLOGY), guessed(sheet, TableSort.CAST)
    if events.heading is None and people.heading is None:
        return TableSort.CHRONOLOGY if Field.DATE in events.fields else TableSort.CAST
    has_story = {Field.DATE, Field.WORDS} <= events.fields.keys()
    return TableSort.CHRONOLOGY if has_story or Field.NAME not in people.fields else TableSort.CAST


def guessed(sheet: "TableSheet", sort: TableSort) -> Columns:
    """Return which column of a sheet says what, each at most once."""
    known = _EVENT_HEADINGS if sort is TableSort.CHRONOLOGY else _PARTY_HEADINGS
    best: tuple[int, int | None, dict[Field, int]] = (0, None, {})
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        found = _named(row, known)
        needed = len(found) > 1 or (len(found) == 1 and len(row.cells) == 1)
        if needed and len(found) > best[0]:
            best = len(found), at, found
    _, heading, fields = best
    if heading is None:
        fields = _by_content(sheet.rows, sort)
        date = fields.get(Field.DATE)
        if date is not None and not _is_day(sheet.rows[0].text(date)):
            heading = 0  # words of their own above the days
    return Columns(heading, fields)


def _named(row: "TableRow", known: Mapping[Field, tuple[str, ...]]) -> dict[Field, int]:
    """Return the fields that the cells of a row name, the most telling heading of each."""
    words = [_folded(cell.text) for cell in row.cells]
    claims = sorted(
        (names.index(word), column, field)
        for field, names in known.items()
        for column, word in enumerate(words)
        if word in names
    )
    found: dict[Field, int] = {}
    for _, column, field in claims:
        if field not in found and column not in found.values():
            found[field] = column
    return {field: found[field] for field in known if field in found}


def _by_content(rows: "Sequence[TableRow]", sort: TableSort) -> dict[Field, int]:
    """Tell the columns of a sheet without headings by what stands in them: days, and the longest words."""
    sample = rows[:_SAMPLE]
    width = max((len(row.cells) for row in sample), default=0)
    lengths = {column: sum(len(row.text(column)) for row in sample) for column in range(width)}
    if sort is TableSort.CAST:
        names = [column for column in range(width) if lengths[column]]
        return {Field.NAME: names[0]} if names else {}
    days = {column: sum(_is_day(row.text(column)) for row in sample) for column in range(width)}
    found: dict[Field, int] = {}
    date = max(days, key=lambda column: days[column], default=None)
    if date is not None and days[date] and 2 * days[date] >= len(sample) - 1:
        found[Field.DATE] = date
    rest = [column for column in lengths if column != found.get(Field.DATE)]
    if rest:
        found[Field.WORDS] = max(rest, key=lambda column: lengths[column])
    return found


def _is_day(cell: str) -> bool:
    return len(cell) <= _LONGEST_DAY and table_day(cell).value is not None


def fields_of(sort: TableSort) -> tuple[Field, ...]:
    """Return what the columns of a table can say."""
    return EVENT_FIELDS if sort is TableSort.CHRONOLOGY else PARTY_FIELDS


def _folded(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def letter_of(column: int) -> str:
    """Return the letters that a spreadsheet shows above a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

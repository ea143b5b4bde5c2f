"""The chronology as it can be filed: what happened when, who disputes it, and where each paper says so.

Events that are one are one row with all their sources. What helps or hurts, and the tags, are the
attorney's own and stand only in columns that are asked for. Dates of the law that is cited are left out
unless a view shows them, and the note says how many.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casefile.deadlines import DeadlineRow
from casefile.event_records import EventRow, Standing
from casefile.records import ReviewState
from extraction.findings import EventKind
from reports import cells, deadlines
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.cites import pin_cite
from reports.content import SECONDARY, date_words, how_read, sentence_words
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.report import BETWEEN_CITES, Cell, ColumnSort, Entry, Report, Run

__all__ = ["COLUMNS", "GROUPINGS", "Story", "chronology", "event_lines", "event_rows"]

_Told = tuple[EventRow, ...]

_LONGEST_TITLE = 90  # characters of an event's words in a calendar
UNDATED = "Without a day"

COLUMNS = (
    Column("date", "Date", ColumnSort.DAY, 14),
    Column("event", "What the papers say", ColumnSort.TEXT, 37),
    Column("kind", "Kind", ColumnSort.TEXT, 11),
    Column("disputed", "Disputed?", ColumnSort.TEXT, 13, spare=True),
    Column("accounts", "Other accounts", ColumnSort.TEXT, 13, spare=True),
    Column("read", "How the date was read", ColumnSort.TEXT, 13),
    Column("parties", "Parties", ColumnSort.TEXT, 14, usual=False),
    Column("tags", "Tags", ColumnSort.TEXT, 9, usual=False),
    Column("leaning", "Helps or hurts", ColumnSort.TEXT, 7, usual=False),
    Column("source", "Source", ColumnSort.CITE, 13),
    Column("review", "Review", ColumnSort.REVIEW, 10),
)
GROUPINGS = ("year", "month", "kind", "paper", "disputed", "tag")


@dataclass(frozen=True)
class Story:
    """Events with and without a day, the deadlines to take in, and what its parties are called."""

    rows: Sequence[EventRow]
    undated: Sequence[EventRow] = ()
    deadlines: Sequence[DeadlineRow] = ()
    names: Mapping[int, str] = field(default_factory=dict)


def chronology(
    story: Story,
    options: ReportOptions = EVERYTHING,
) -> Report:
    """Return events in their order, undated ones last with what they are counted from.

    Deadlines stand among them, unless something narrows the events that they cannot meet. Dates of cited
    authority are taken in on request, and where a view shows them.

    Raises:
        ReportFailure: for a column or grouping that there is not.
    """
    every = [*story.rows, *story.undated]
    wanted = [row for row in every if _is_wanted(row, options)]
    narrowed = narrow([_facts(row, story) for row in wanted], options)
    told = event_rows(story, [row for row in wanted if row.id in narrowed.kept])
    due = _due(story, options)
    if not options.grouping:
        told = [*told, *_due_lines(due)]
    dated = sorted((each for each in told if each.day), key=lambda each: each.day or dt.date.max)
    open_ended = [each for each in told if not each.day]
    sections = arranged(COLUMNS, [each.line for each in (*dated, *open_ended)], options)
    if options.grouping and due:
        lines = [each.line for each in _due_lines(due)]
        plain = ReportOptions(columns=options.columns)
        sections = (*sections, *arranged(COLUMNS, lines, plain, heading="Deadlines"))
    return Report(
        options.title or "Chronology",
        sections,
        noted(
            *left_out(narrowed, "date was", "dates were"),
            _authorities(len(every) - len(wanted)),
            deadlines.VERIFY if due else "",
        ),
        (*_entries(dated), *deadlines.entries(due)),
    )


def event_lines(rows: Iterable[EventRow], undated: Iterable[EventRow]) -> list[str]:
    """Return events for a terminal, one a line: day, kind, standing, words and cite."""
    return [
        "  |  ".join(
            (
                date_words(row.date) if row.earliest else _open(row),
                row.kind.value,
                _standing(row).text,
                " ".join(_words(row).split()),
                pin_cite(row.pin),
            )
        )
        for row in (*rows, *undated)
    ]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event or a deadline as a line, with the day it stands at, and what a calendar takes of it."""

    day: dt.date | None
    line: Line
    entry: Entry | None = None


def event_rows(story: Story, rows: Sequence[EventRow]) -> list[EventLine]:
    """Return some events of a story as lines, those that are one on one line, in their order."""
    known = {row.id: row for row in (*story.rows, *story.undated)}
    return [_line(group, known, story) for group in _folded(rows)]


def _line(group: _Told, known: Mapping[int, EventRow], story: Story) -> EventLine:
    """Return an event's line; the words are the attorney's where he gave some, else the first paper's."""
    row = next((each for each in group if each.short), group[0])
    standing = _standing(next((each for each in group if each.standing_given), row))
    tags = sorted({tag for each in group for tag in each.tags})
    day = group[0].earliest
    made: dict[str, Cell] = {
        "date": cells.date_cell(group[0].date) if day else cells.words(_open(group[0])),
        "event": cells.words(_words(row)),
        "kind": cells.words(row.kind.value),
        "disputed": standing,
        "accounts": _accounts(group, known),
        "read": cells.words(how_read(row.date)),
        "parties": cells.words("; ".join(_names(group, story))),
        "tags": cells.words(", ".join(tags)),
        "leaning": cells.words(
            ", ".join(dict.fromkeys(e.leaning.value for e in group if e.leaning.value))
        ),
        "source": cells.cited([each.pin for each in group]),
        "review": cells.review(_review(group)),
    }
    groups = {
        "year": f"{day.year}" if day else UNDATED,
        "month": f"{day:%B %Y}" if day else UNDATED,
        "kind": row.kind.value.capitalize(),
        "paper": group[0].pin.short_name,
        "disputed": _standing_heading(group),
        "tag": ", ".join(tags) or "No tag",
    }
    return EventLine(day, Line(made, groups), _entry(group, row, made) if day else None)


def _is_wanted(row: EventRow, options: ReportOptions) -> bool:
    shown = options.authority or options.only is not None
    return shown or row.kind is not EventKind.AUTHORITY


def _due(story: Story, options: ReportOptions) -> Sequence[DeadlineRow]:
    """Return the deadlines to take in: a deadline stands in no sentence, names no party and has no tag."""
    narrows = (options.parties, options.kinds, options.tags, options.text, options.accepted_only)
    if options.only is not None or options.linked is not None or any(narrows):
        return ()
    return deadlines.kept(story.deadlines, options)[0]


def _due_lines(rows: Sequence[DeadlineRow]) -> list[EventLine]:
    """Return the deadlines that have a day in the chronology's columns."""
    return [
        EventLine(
            row.day,
            Line(
                {
                    "date": deadlines.day(row),
                    "event": cells.words(deadlines.what(row)),
                    "kind": cells.words(EventKind.DEADLINE.value),
                    "disputed": Cell(""),
                    "accounts": Cell(""),
                    "read": cells.words(deadlines.how_counted(row)),
                    "parties": cells.words("; ".join(row.to)),
                    "tags": Cell(""),
                    "leaning": Cell(""),
                    "source": deadlines.source(row),
                    "review": cells.words("verify"),
                }
            ),
        )
        for row in rows
        if row.day is not None
    ]


def _facts(row: EventRow, story: Story) -> Facts:
    first = row.date.earliest or row.date.latest
    last = row.date.latest or row.date.earliest
    names = (story.names.get(number, "") for number in row.parties)
    return Facts(
        row.id,
        " ".join((row.text, row.short or "", row.date.text, *names, *row.tags, pin_cite(row.pin))),
        row.state,
        frozenset({row.pin.document}),
        row.pin.kind,
        frozenset(row.parties),
        frozenset(row.tags),
        (first, last) if first and last else None,
        has_days=True,
    )


def _entry(group: _Told, row: EventRow, made: Mapping[str, Cell]) -> Entry:
    first = group[0].date.earliest or dt.date.min
    title = " ".join(_words(row).split())
    shown = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    told = (made["date"].text, title, made["accounts"].text, made["source"].text)
    return Entry(
        f"date/{min(each.id for each in group)}",
        first,
        max(first, group[0].date.latest or first),
        shown,
        "\n".join(part for part in told if part),
    )


def _entries(lines: Iterable[EventLine]) -> Iterable[Entry]:
    return (each.entry for each in lines if each.entry is not None)


def _open(row: EventRow) -> str:
    """Return the words of a date without a day, with what it is counted from."""
    words = " ".join(row.date.text.split())
    if not row.date.anchor:
        return f"no date: {words}"
    anchor = " ".join(row.date.anchor.split())
    return f"no date: {words}, counted from “{anchor}”"


def _folded(rows: Iterable[EventRow]) -> list[_Told]:
    """Return the rows with those beside each that tell the same event of the same days, in their order.

    Pleadings and exhibits stand before articles and mails, since one cites those first.
    """
    groups: dict[object, list[EventRow]] = {}
    for row in rows:
        groups.setdefault((row.group, row.earliest, row.date.latest), []).append(row)
    return [
        tuple(sorted(group, key=lambda row: row.pin.kind in SECONDARY)) for group in groups.values()
    ]


def _words(row: EventRow) -> str:
    return row.short or sentence_words(row.text, row.pin)


def _names(group: _Told, story: Story) -> Iterable[str]:
    numbers = dict.fromkeys(number for row in group for number in row.parties)
    return (story.names[number] for number in numbers if number in story.names)


def _standing(row: EventRow) -> Cell:
    """Return the attorney's word on an event; else what answers say, told as a proposal."""
    if row.standing_given:
        return cells.words(row.standing.value)
    proposed = "" if row.standing is Standing.OPEN else f"{row.standing.value}, proposed: "
    runs = [Run(proposed, None)]
    said = {(each.response, pin_cite(each.answer)): each.answer for each in row.responses}
    for number, ((response, cite), pin) in enumerate(said.items()):
        runs += [Run(f"{', ' if number else ''}{response.value} in ", None), Run(cite, None, pin)]
    return cells.told(runs)


def _standing_heading(group: _Told) -> str:
    given = next((row for row in group if row.standing_given), None)
    standing = (given or group[0]).standing
    return standing.value.capitalize() + (
        "" if given or standing is Standing.OPEN else ", proposed"
    )


def _accounts(group: _Told, known: Mapping[int, EventRow]) -> Cell:
    """Return the other days that papers give for what looks like this event, with their cites."""
    numbers = dict.fromkeys(number for row in group for number in row.conflicts)
    others = [known[number] for number in numbers if number in known]
    runs: list[Run] = []
    for row in others:
        between = BETWEEN_CITES if runs else ""
        runs.append(Run(f"{between}{date_words(row.date)}, in ", None))
        runs.append(Run(pin_cite(row.pin), None, row.pin))
    return cells.told(runs)


def _review(group: _Told) -> ReviewState:
    """Return the attorney's word on the dates of an event: suggested while one of them is."""
    states = [row.state for row in group]
    return ReviewState.SUGGESTED if ReviewState.SUGGESTED in states else states[0]


def _authorities(number: int) -> str:
    if not number:
        return ""
    return f"{number} {'date' if number == 1 else 'dates'} of cited authority left out."

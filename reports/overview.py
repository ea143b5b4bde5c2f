"""The state of a case on two pages: numbers, cast, key dates, deadlines, what is to be done."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.deadlines import DeadlineRow
from casefile.event_records import EventRow, Leaning
from casefile.quote_records import BankRow
from casefile.records import DocumentRow, DocumentState, ReviewState, Verdict
from extraction.findings import EventKind
from reports import cells, chronology, deadlines, documents, whos_who
from reports.arranging import Column, Line, filled, noted, picked, section
from reports.options import EVERYTHING, ReportOptions
from reports.report import ColumnSort, Report, Section
from reports.whos_who import Person

__all__ = ["State", "overview"]

_NUMBERS = (
    Column("what", "", ColumnSort.TEXT, 50),
    Column("number", "", ColumnSort.NUMBER, 15),
    Column("told", "", ColumnSort.TEXT, 60),
)
_REVIEW = (
    Column("what", "What", ColumnSort.TEXT, 30),
    Column("suggested", "Not reviewed", ColumnSort.NUMBER, 15),
    Column("accepted", "Accepted", ColumnSort.NUMBER, 15),
    Column("edited", "Corrected", ColumnSort.NUMBER, 15),
)
_UNREAD = (
    Column("paper", "Paper", ColumnSort.TEXT, 30),
    Column("why", "What is the matter", ColumnSort.TEXT, 80),
)
_CAST = ("name", "role", "office", "counsel", "named", "first", "review")
_DATES = ("date", "event", "disputed", "accounts", "source", "review")
_MOST_DATES = 25
_MOST_PEOPLE = 40


@dataclass(frozen=True)
class State:
    """All that a case holds, as the overview needs it; ``today`` tells which deadlines are past."""

    documents: Sequence[DocumentRow]
    people: Sequence[Person]
    bank: Sequence[BankRow]
    story: chronology.Story
    today: dt.date


def overview(state: State, options: ReportOptions = EVERYTHING) -> Report:
    """Return the overview of a case; ``accepted_only`` keeps suggestions out of the cast and the dates."""
    cast, more_cast = _cast(state, options)
    dates, told = _key_dates(state.story, options)
    lines = [each.line for each in chronology.event_rows(state.story, dates)]
    return Report(
        options.title or "Overview of the case",
        (
            section("In numbers", _NUMBERS, _numbers(state)),
            section("Cast", picked(whos_who.COLUMNS, _CAST), cast, note=more_cast),
            section(
                "Key dates", filled(picked(chronology.COLUMNS, _DATES), lines), lines, note=told
            ),
            _deadlines(state.story.deadlines, state.today),
            section("Review", _REVIEW, _review(state)),
            _unread(state.documents),
        ),
        noted(_warning(state)),
        deadlines.entries(state.story.deadlines),
    )


def _numbers(state: State) -> list[Line]:
    kinds = Counter(row.kind.value for row in state.documents)
    events = [row for row in state.story.rows if row.kind is not EventKind.AUTHORITY]
    conflicts = sum(bool(row.conflicts) for row in (*state.story.rows, *state.story.undated))
    verdicts = Counter(row.verdict for row in state.bank)
    speaking = len({row.quote.speaker for row in state.bank if row.quote.speaker is not None})
    rows = (
        ("Papers", len(state.documents), _listed(kinds)),
        ("Pages", sum(row.pages for row in state.documents), ""),
        ("Parties", len(state.people), _listed(Counter(p.row.kind.value for p in state.people))),
        ("Quotations", len(state.bank), _speakers(speaking)),
        (
            "Quotations that differ from the paper they stand in",
            verdicts[Verdict.ALTERED],
            "see the report of quotations checked" if verdicts[Verdict.ALTERED] else "",
        ),
        ("Dated events", len(events), _span(events)),
        ("Events with another day elsewhere", conflicts, ""),
    )
    return [
        Line({"what": cells.words(what), "number": cells.number(number), "told": cells.words(told)})
        for what, number, told in rows
    ]


def _speakers(number: int) -> str:
    if not number:
        return ""
    return f"{number} {'speaker is' if number == 1 else 'speakers are'} known"


def _listed(count: Counter[str]) -> str:
    return ", ".join(
        f"{number} {name if number == 1 else _plural(name)}" for name, number in count.most_common()
    )


def _plural(name: str) -> str:
    if name == "other":
        return name
    if name.endswith("y"):
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith("s") else f"{name}s"


def _span(events: Sequence[EventRow]) -> str:
    days = [row.earliest for row in events if row.earliest]
    if not days:
        return ""
    first, last = min(days).year, max(days).year
    return f"in {first}" if first == last else f"from {first} to {last}"


def _cast(state: State, options: ReportOptions) -> tuple[list[Line], str]:
    """Return those with a role, the most named first, and what the reader must know of the others."""
    known = [
        person
        for person in state.people
        if person.row.role
        and not (options.accepted_only and person.row.state is ReviewState.SUGGESTED)
    ]
    lines = whos_who.lines(known)
    more = len(state.people) - min(len(lines), _MOST_PEOPLE)
    parties = "party" if more == 1 else "parties"
    note = f"{more:,} more {parties}: see the report Who’s who." if more else ""
    return lines[:_MOST_PEOPLE], note


def _key_dates(story: chronology.Story, options: ReportOptions) -> tuple[list[EventRow], str]:
    """Return what the attorney marked; else what several papers tell, with a note that says which."""
    events = [row for row in story.rows if row.kind is not EventKind.AUTHORITY]
    told = "What was accepted, tagged, worded or ruled upon in the chronology."
    chosen = [row for row in events if _is_marked(row)]
    if not chosen and not options.accepted_only:
        told = "Nothing is reviewed yet: these are the events that several papers tell."
        papers: dict[int, set[int]] = {}
        for row in events:
            papers.setdefault(row.group, set()).add(row.pin.document)
        chosen = [row for row in events if len(papers[row.group]) > 1]
    groups = dict.fromkeys(row.group for row in chosen)
    if len(groups) > _MOST_DATES:
        told += f" The first {_MOST_DATES} of {len(groups)}: see the report Chronology."
    kept = set(list(groups)[:_MOST_DATES])
    shown = [row for row in chosen if row.group in kept]
    return shown, told if shown else "No key date yet: accept or tag events in the chronology."


def _is_marked(row: EventRow) -> bool:
    return (
        row.state is not ReviewState.SUGGESTED
        or bool(row.tags)
        or row.short is not None
        or row.standing_given
        or row.leaning is not Leaning.NONE
    )


def _deadlines(rows: Sequence[DeadlineRow], today: dt.date) -> Section:
    """Return every deadline: one that is past may have been missed, so that it is told, not left out."""
    past = sum(row.day is not None and row.day < today for row in rows)
    note = noted(
        deadlines.VERIFY if rows else "No deadline is known from the papers.",
        f"{past} of them {'is' if past == 1 else 'are'} past." if past else "",
    )
    lines = deadlines.lines(rows)
    return section("Deadlines", filled(deadlines.COLUMNS, lines), lines, note=note)


def _review(state: State) -> list[Line]:
    counted = (
        ("Parties", Counter(person.row.state for person in state.people)),
        ("Quotations", Counter(row.quote.state for row in state.bank)),
        ("Events", Counter(row.state for row in (*state.story.rows, *state.story.undated))),
    )
    return [
        Line(
            {
                "what": cells.words(what),
                "suggested": cells.number(count[ReviewState.SUGGESTED]),
                "accepted": cells.number(count[ReviewState.ACCEPTED]),
                "edited": cells.number(count[ReviewState.EDITED]),
            }
        )
        for what, count in counted
    ]


def _unread(rows: Iterable[DocumentRow]) -> Section:
    lines = [
        Line({"paper": cells.words(row.name), "why": cells.words(why)})
        for row in rows
        for why in _matters(row)
    ]
    note = "" if lines else "Every paper was read without a remark."
    return section("What could not be read, or not wholly", _UNREAD, lines, note=note)


def _matters(row: DocumentRow) -> list[str]:
    told = documents.how_it_was_read(row)
    first = [told] if row.failure or row.pages_waiting or row.machine_read or row.repaired else []
    return [*first, *(notice.sentence for notice in row.notices)]


def _warning(state: State) -> str:
    failed = sum(row.state is DocumentState.FAILED for row in state.documents)
    waiting = sum(row.pages_waiting for row in state.documents)
    told = []
    if failed:
        told.append(f"{failed} {'paper' if failed == 1 else 'papers'}")
    if waiting:
        told.append(f"{waiting:,} {'page' if waiting == 1 else 'pages'}")
    return f"Not read, and so in none of the numbers: {' and '.join(told)}." if told else ""

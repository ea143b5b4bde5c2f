"""The chronology as it can be filed: what happened when, who disputes it, and where each paper says so.

Events that are one are one row with all their sources. What helps or hurts, and the tags, are the
attorney's own and stay out. Dates of the law that is cited are left out, and the note says how many.
"""

from collections.abc import Iterable, Mapping, Sequence

from casefile.event_records import EventRow, Standing
from casefile.records import ReviewState
from extraction.findings import DocumentKind, EventKind
from reports.cites import pin_cite
from reports.content import Column, Table, date_words, how_read, in_order

__all__ = ["chronology", "event_lines"]

_Told = tuple[EventRow, ...]

_SECONDARY = (DocumentKind.ARTICLE, DocumentKind.EMAIL)


def chronology(
    rows: Sequence[EventRow],
    undated: Sequence[EventRow] = (),
    deadlines: Sequence[tuple[str, tuple[str, ...]]] = (),
    *,
    authority: bool = False,
) -> Table:
    """Return events in their order, undated ones last with what they are counted from.

    ``deadlines`` are rows to take in, each with its day as ISO 8601; see ``reports.deadlines``. Dates of
    cited ``authority`` are taken in on request.
    """
    known = {row.id: row for row in (*rows, *undated)}
    told = [row for row in rows if authority or row.kind is not EventKind.AUTHORITY]
    open_ended = [row for row in undated if authority or row.kind is not EventKind.AUTHORITY]
    dated = [
        (_day(group[0]), _cells(group, date_words(group[0].date), known)) for group in _folded(told)
    ]
    return Table(
        "Chronology",
        (
            Column("Date", 15),
            Column("What the papers say", 39),
            Column("Kind", 9),
            Column("Disputed?", 14),
            Column("How the date was read", 14),
            Column("Source", 13),
            Column("Review", 8),
        ),
        (
            *in_order(dated, [(day, _deadline(cells)) for day, cells in deadlines]),
            *(_cells(group, _open(group[0]), known) for group in _folded(open_ended)),
        ),
        _note(len(rows) + len(undated) - len(told) - len(open_ended)),
    )


def event_lines(rows: Iterable[EventRow], undated: Iterable[EventRow]) -> list[str]:
    """Return events for a terminal, one a line: day, kind, standing, words and cite."""
    return [
        "  |  ".join(
            (
                date_words(row.date) if row.earliest else _open(row),
                row.kind.value,
                _standing(row),
                " ".join(_words(row).split()),
                pin_cite(row.pin),
            )
        )
        for row in (*rows, *undated)
    ]


def _day(row: EventRow) -> str:
    return row.earliest.isoformat() if row.earliest else ""


def _open(row: EventRow) -> str:
    """Return the words of a date without a day, with what it is counted from."""
    words = " ".join(row.date.text.split())
    return f"no date: {words} ← {row.date.anchor}" if row.date.anchor else f"no date: {words}"


def _folded(rows: Iterable[EventRow]) -> list[_Told]:
    """Return the rows with those beside each that tell the same event of the same days, in their order.

    Pleadings and exhibits stand before articles and mails, since one cites those first.
    """
    groups: dict[object, list[EventRow]] = {}
    for row in rows:
        groups.setdefault((row.group, row.earliest, row.date.latest), []).append(row)
    return [
        tuple(sorted(group, key=lambda row: row.pin.kind in _SECONDARY))
        for group in groups.values()
    ]


def _words(row: EventRow) -> str:
    """Return what stands for an event, without its paragraph's number: the cite beside it has that."""
    number = row.pin.place.first_paragraph
    return row.short or (row.text.removeprefix(f"{number}. ") if number else row.text)


def _cells(group: _Told, day: str, known: Mapping[int, EventRow]) -> tuple[str, ...]:
    """Return an event's row; the words are the attorney's where he gave some, else the first paper's."""
    row = next((each for each in group if each.short), group[0])
    return (
        day,
        _words(row),
        row.kind.value,
        _standing(next((each for each in group if each.standing_given), row)),
        "; ".join([how_read(row.date), *_conflicts(group, known)]),
        "; ".join(dict.fromkeys(pin_cite(each.pin) for each in group)),
        _review(group),
    )


def _standing(row: EventRow) -> str:
    """Return the attorney's word on an event; else what answers say, told as a proposal."""
    if row.standing_given:
        return row.standing.value
    said = ", ".join(
        dict.fromkeys(f"{each.response.value} in {pin_cite(each.answer)}" for each in row.responses)
    )
    if row.standing is Standing.OPEN:
        return said
    return f"{row.standing.value}, proposed: {said}"


def _conflicts(group: _Told, known: Mapping[int, EventRow]) -> list[str]:
    others = dict.fromkeys(number for row in group for number in row.conflicts)
    return [
        f"another day, {date_words(known[number].date)}, in {pin_cite(known[number].pin)}"
        for number in others
        if number in known
    ]


def _review(group: _Told) -> str:
    """Return the attorney's word on the dates of an event: suggested while one of them is."""
    states = [row.state for row in group]
    return (ReviewState.SUGGESTED if ReviewState.SUGGESTED in states else states[0]).value


def _deadline(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a deadline's row (day, what, how counted, source, review) in the chronology's columns."""
    day, what, counted, source, review = cells
    return (day, what, EventKind.DEADLINE.value, "", counted, source, review)


def _note(authorities: int) -> str:
    if not authorities:
        return ""
    return f"{authorities} {'date' if authorities == 1 else 'dates'} of cited authority left out."

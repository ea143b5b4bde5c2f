"""What the reports contain: titled tables of plain text, before any file format.

Every row that states a fact carries its pin cite and the attorney's word on it, so that a suggestion
is never mistaken for a checked fact.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casefile.records import (
    DateRow,
    PartyRow,
    QuoteRow,
    ReviewState,
    SameWords,
    SearchResults,
    Verdict,
)
from extraction.date_wording import day_words, expression_words, value_words
from extraction.findings import Basis, Certainty
from reports.cites import pin_cite
from reports.report import Run

__all__ = [
    "Column",
    "Table",
    "chronology",
    "date_words",
    "hits",
    "how_read",
    "in_order",
    "parties",
    "quotes",
    "verdict_words",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the page's width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """One report: a title, columns, and rows with one text per column.

    ``runs`` are the same text for cells, by row and column, of which some words are marked; a format that
    knows no marks goes without.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    runs: Mapping[tuple[int, int], tuple[Run, ...]] = field(default_factory=dict)


def chronology(
    dates: Sequence[DateRow], deadlines: Sequence[tuple[str, tuple[str, ...]]] = ()
) -> Table:
    """Return the dates that name calendar time, in order of their earliest day.

    ``deadlines`` are rows to take in, each with its day as ISO 8601; see ``reports.deadlines``.
    """
    dated = [row for row in dates if row.earliest and row.latest]
    dated.sort(key=lambda row: (row.earliest or dt.date.max, row.latest or dt.date.max, row.id))
    left_out = len(dates) - len(dated)
    return Table(
        "Chronology",
        (
            Column("Date", 16),
            Column("What the paper says", 46),
            Column("How the date was read", 18),
            Column("Source", 14),
            Column("Review", 8),
        ),
        in_order(
            [
                (
                    row.earliest.isoformat() if row.earliest else "",
                    (
                        date_words(row),
                        row.sentence,
                        how_read(row),
                        pin_cite(row.pin),
                        row.state.value,
                    ),
                )
                for row in dated
            ],
            deadlines,
        ),
        _left_out(left_out),
    )


def in_order(
    rows: Sequence[tuple[str, tuple[str, ...]]], more: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[tuple[str, ...], ...]:
    """Return two lists of rows as one, in the order of the days (ISO 8601) that stand with them."""
    return tuple(row for _, row in sorted((*rows, *more), key=lambda each: each[0]))


def parties(rows: Sequence[PartyRow]) -> Table:
    """Return who is who: parties with a role first, then by how often they are named."""
    ordered = sorted(rows, key=lambda row: (row.role is None, -row.mentions, row.name.casefold()))
    return Table(
        "Who’s who",
        (
            Column("Name", 26),
            Column("Role", 16),
            Column("Kind", 11),
            Column("Also called", 22),
            Column("Named", 7),
            Column("First named", 12),
            Column("Review", 8),
        ),
        tuple(
            (
                row.name if not row.capacity else f"{row.name}, {row.capacity}",
                row.role or "",
                row.kind.value,
                "; ".join(row.aliases),
                f"{row.mentions}×",
                pin_cite(row.first) if row.first else "",
                row.state.value,
            )
            for row in ordered
        ),
    )


def quotes(rows: Sequence[QuoteRow]) -> Table:
    """Return the quote bank, in the order of the papers."""
    return Table(
        "Quote bank",
        (
            Column("Quotation", 47),
            Column("Speaker", 19),
            Column("Day", 12),
            Column("Source", 14),
            Column("Review", 8),
        ),
        tuple(
            (
                f"“{row.reading or row.text}”",
                _certainty_words(row),
                _quote_day(row),
                pin_cite(row.pin),
                row.state.value,
            )
            for row in rows
        ),
    )


def hits(results: SearchResults) -> Table:
    """Return the hits of a search, by document."""
    rows = [
        (found.document.name, hit.snippet, pin_cite(hit.pin))
        for found in results.documents
        for hit in found.hits
    ]
    shown = f"{len(rows)} of {results.total} hits" if len(rows) < results.total else ""
    note = "; ".join(part for part in (results.understood, shown, *results.warnings) if part)
    return Table(
        f"Search: {results.query}",
        (Column("Document", 22), Column("Passage", 60), Column("Source", 18)),
        tuple(rows),
        note,
    )


def date_words(row: DateRow) -> str:
    """Return a date's value for a reader, every reading of an ambiguous one included."""
    words = expression_words(row.text, row.value, row.operator)
    if row.basis is Basis.AMBIGUOUS and row.alternatives and row.state is not ReviewState.EDITED:
        words += f" (or {', '.join(value_words(each) or each for each in row.alternatives)}?)"
    return words


def _quote_day(row: QuoteRow) -> str:
    """Return the day that a quote's own sentence gives; else its paper's day, told as such."""
    if row.said is not None:
        return date_words(row.said)
    return f"paper of {day_words(row.date)}" if row.date else ""


def _left_out(number: int) -> str:
    if not number:
        return ""
    expressions = "expression" if number == 1 else "expressions"
    return f"{number} {expressions} without a calendar date left out."


def how_read(row: DateRow) -> str:
    """Return the paper's words for a date, and what they were counted from or why they are uncertain."""
    words = " ".join(row.text.split())
    if row.basis is Basis.RELATIVE and row.anchor:
        return f"“{words}”, counted from {value_words(row.anchor) or row.anchor}"
    if row.basis is Basis.AMBIGUOUS:
        return f"“{words}”, ambiguous" + (f": {row.reason}" if row.reason else "")
    return f"“{words}”"


def _certainty_words(row: QuoteRow) -> str:
    """Return a quote's speaker with how he is known; where the text does not say who, neither does this."""
    name = row.speaker_name or row.speaker_words
    if not name or row.certainty is Certainty.UNATTRIBUTED:
        return "unattributed"
    return f"{name} ({row.certainty.value})"


def verdict_words(best: SameWords | None) -> str:
    """Return a comparison's outcome in words."""
    if best is None:
        return Verdict.NOT_FOUND.value
    if best.verdict is Verdict.ALTERED and best.words_changed:
        one = best.words_changed == 1
        return f"{best.verdict.value}: {best.words_changed} {'word differs' if one else 'words differ'}"
    return best.verdict.value

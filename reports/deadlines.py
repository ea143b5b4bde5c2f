"""Deadlines as a table and as lines: what to do by when, how it was counted, and what to verify."""

from collections.abc import Iterator, Sequence

from casefile.deadlines import DeadlineRow
from extraction.date_wording import day_words
from reports.cites import pin_cite
from reports.content import Column, Table

__all__ = ["deadline_entries", "deadline_lines", "deadlines"]

_NOTE = (
    "Every day here is a proposal: verify it against the rules, local rules and orders of the court before "
    "relying on it."
)


def deadlines(rows: Sequence[DeadlineRow]) -> Table:
    """Return the deadlines in order of their days, those that lack a day of service last."""
    return Table(
        "Deadlines",
        (
            Column("Last day", 15),
            Column("What", 20),
            Column("Rule", 15),
            Column("How it was counted", 36),
            Column("Source", 14),
        ),
        tuple(
            (
                _day(row),
                what(row),
                row.rule,
                " ".join((*row.steps, *row.cautions)),
                _source(row),
            )
            for row in rows
        ),
        _NOTE if rows else "",
    )


def deadline_entries(rows: Sequence[DeadlineRow]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the rows that a chronology takes in, each with its day as ISO 8601 for the order."""
    return [
        (
            row.day.isoformat(),
            (
                _day(row),
                what(row),
                "deadline, named by the paper: verify"
                if row.stated
                else f"deadline, counted from {_served(row)} ({row.rule}): verify",
                _source(row),
                "verify",
            ),
        )
        for row in rows
        if row.day is not None
    ]


def deadline_lines(rows: Sequence[DeadlineRow]) -> Iterator[str]:
    """Yield the deadlines for a terminal, each with its steps and cautions under it."""
    for row in rows:
        yield f"{_day(row)}  {what(row)}" + (f"  ({row.rule})" if row.rule else "")
        for sentence in (*row.steps, *row.cautions):
            yield f"    {sentence}"
    if not rows:
        yield "No paper of this case is a summons, subpoena or request to waive service that could be read."


def what(row: DeadlineRow) -> str:
    """Return what has to be done and by whom: "Answer or Rule 12 motion: Halyard Press LLC"."""
    who = ", ".join(row.to)
    return f"{row.act}: {who}" if who else f"{row.act} ({row.short_name})"


def _day(row: DeadlineRow) -> str:
    if row.day is None:
        return "no day yet"
    words = f"{row.day:%a}, {day_words(row.day)}"
    return f"{words}, {row.time}" if row.time else words


def _served(row: DeadlineRow) -> str:
    return f"service on {day_words(row.served)}" if row.served else "service"


def _source(row: DeadlineRow) -> str:
    return pin_cite(row.pin) if row.pin else row.short_name

"""Deadlines as a report and as lines: what to do by when, how it was counted, and what to verify."""

from collections.abc import Iterator, Sequence

from casefile.deadlines import DeadlineRow
from extraction.date_wording import day_words
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.options import EVERYTHING, Facts, Narrowed, ReportOptions, narrow
from reports.report import Cell, ColumnSort, Entry, Report

__all__ = [
    "COLUMNS",
    "GROUPINGS",
    "VERIFY",
    "day",
    "deadline_lines",
    "deadlines",
    "entries",
    "how_counted",
    "kept",
    "lines",
    "source",
    "what",
]

VERIFY = (
    "Every deadline here is a proposal: verify it against the rules, local rules and orders of the court "
    "before relying on it."
)
COLUMNS = (
    Column("day", "Last day", ColumnSort.DAY, 15),
    Column("what", "What", ColumnSort.TEXT, 20),
    Column("rule", "Rule", ColumnSort.TEXT, 15, spare=True),
    Column("counted", "How it was counted", ColumnSort.TEXT, 36),
    Column("source", "Source", ColumnSort.CITE, 14),
)
GROUPINGS = ("paper",)


def deadlines(
    rows: Sequence[DeadlineRow],
    options: ReportOptions = EVERYTHING,
) -> Report:
    """Return the deadlines in order of their days, those that lack a day of service last.

    Raises:
        ReportFailure: for a column or grouping that there is not.
    """
    some, narrowed = kept(rows, options)
    return Report(
        options.title or "Deadlines",
        arranged(COLUMNS, lines(some), options),
        noted(*left_out(narrowed, "deadline was", "deadlines were"), VERIFY if some else ""),
        entries(some),
    )


def lines(rows: Sequence[DeadlineRow]) -> list[Line]:
    """Return deadlines as lines, in their order."""
    return [
        Line(
            {
                "day": day(row),
                "what": cells.words(what(row)),
                "rule": cells.words(row.rule),
                "counted": cells.words(" ".join((*row.steps, *row.cautions))),
                "source": source(row),
            },
            {"paper": row.short_name},
        )
        for row in rows
    ]


def kept(
    rows: Sequence[DeadlineRow], options: ReportOptions
) -> tuple[tuple[DeadlineRow, ...], Narrowed]:
    """Return the deadlines that the options leave, and how many they leave out."""
    narrowed = narrow([_facts(at, row) for at, row in enumerate(rows)], options)
    return tuple(row for at, row in enumerate(rows) if at in narrowed.kept), narrowed


def entries(rows: Sequence[DeadlineRow]) -> tuple[Entry, ...]:
    """Return what a calendar takes of the deadlines: those that have a day."""
    return tuple(
        Entry(
            f"deadline/{row.document}/{row.act}/{', '.join(row.to)}",
            row.day,
            row.day,
            what(row),
            " ".join((how_counted(row) + ".", *row.steps, *row.cautions, VERIFY)),
            is_deadline=True,
        )
        for row in rows
        if row.day is not None
    )


def deadline_lines(rows: Sequence[DeadlineRow]) -> Iterator[str]:
    """Yield the deadlines for a terminal, each with its steps and cautions under it."""
    for row in rows:
        yield f"{day(row).text}  {what(row)}" + (f"  ({row.rule})" if row.rule else "")
        for sentence in (*row.steps, *row.cautions):
            yield f"    {sentence}"
    if not rows:
        yield "No paper of this case is a summons, subpoena or request to waive service that could be read."


def what(row: DeadlineRow) -> str:
    """Return what has to be done and by whom: "Answer or Rule 12 motion: Halyard Press LLC"."""
    who = ", ".join(row.to)
    return f"{row.act}: {who}" if who else f"{row.act} ({row.short_name})"


def how_counted(row: DeadlineRow) -> str:
    """Return in a line where a deadline's day comes from, and that it is to be verified."""
    if row.stated:
        return "deadline, named by the paper: verify"
    return f"deadline, counted from {_served(row)} ({row.rule}): verify"


def day(row: DeadlineRow) -> Cell:
    """Return the last day with its weekday and hour."""
    if row.day is None:
        return Cell("no day yet")
    told = f"{row.day:%a}, {day_words(row.day)}"
    return cells.day_cell(f"{told}, {row.time}" if row.time else told, row.day)


def source(row: DeadlineRow) -> Cell:
    """Return where the paper gives the time, else the paper."""
    return cells.cited([row.pin]) if row.pin else cells.words(row.short_name)


def _facts(at: int, row: DeadlineRow) -> Facts:
    return Facts(
        at,
        " ".join((what(row), row.rule, row.short_name, *row.steps)),
        documents=frozenset({row.document}),
        days=(row.day, row.day) if row.day else None,
        has_days=True,
    )


def _served(row: DeadlineRow) -> str:
    return f"service on {day_words(row.served)}" if row.served else "service"

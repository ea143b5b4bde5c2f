"""Quotations held against the papers of the case, as a report and as lines: the last look before filing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casefile.quote_records import BankRow, StepKind, WordStep
from casefile.records import CheckedQuote, SameWords, Verdict
from casefile.same_words import is_compared
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.content import verdict_words
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.report import Cell, ColumnSort, Mark, Report, Run

__all__ = [
    "COLUMNS",
    "GROUPINGS",
    "ORDERS",
    "Checked",
    "checked_quotes",
    "difference_words",
    "lines",
    "of_bank",
    "worst_first",
]

Checked = tuple[CheckedQuote, Sequence[WordStep]]
"""A quotation with what became of each of its words in the best place, () without one."""

_MARKS = {
    StepKind.REPLACED: Mark.CHANGED,
    StepKind.PUT_IN: Mark.CHANGED,
    StepKind.LEFT_OUT: Mark.CHANGED,
    StepKind.BRACKETED: Mark.TOLD,
    StepKind.ELLIPSIS: Mark.TOLD,
    StepKind.CASE: Mark.SLIGHT,
    StepKind.PUNCTUATION: Mark.SLIGHT,
}
_WORST_FIRST = (
    Verdict.ALTERED,
    Verdict.SHORTER,
    Verdict.BRACKETS,
    Verdict.RESPELLED,
    Verdict.NOT_FOUND,
    Verdict.VERBATIM,
    None,
)
_LONGEST = 80  # characters of a paper's words in a sentence about a difference


COLUMNS = (
    Column("quote", "Quotation", ColumnSort.QUOTATION, 28),
    Column("where", "Where", ColumnSort.CITE, 12),
    Column("verdict", "Verdict", ColumnSort.TEXT, 11),
    Column("differs", "What differs", ColumnSort.TEXT, 17, spare=True),
    Column("theirs", "The paper’s words", ColumnSort.QUOTATION, 22, spare=True),
    Column("source", "Source", ColumnSort.CITE, 10),
)
GROUPINGS = ("verdict", "source")
ORDERS = ("place",)


def checked_quotes(rows: Sequence[Checked], options: ReportOptions = EVERYTHING) -> Report:
    """Return quotations compared with the papers of the case; words that differ are marked in both.

    Raises:
        ReportFailure: for a column or grouping that there is not.
    """
    narrowed = narrow([_facts(at, *row) for at, row in enumerate(rows)], options)
    kept = [row for at, row in enumerate(rows) if at in narrowed.kept]
    return Report(
        options.title or "Quotations checked against the papers",
        arranged(COLUMNS, [_line(*row) for row in kept], options),
        noted(_note(kept), *left_out(narrowed, "quotation was", "quotations were")),
    )


def worst_first(rows: Iterable[BankRow]) -> list[BankRow]:
    """Return rows of the bank with those first that ask for a look."""
    return sorted(rows, key=lambda row: _WORST_FIRST.index(row.verdict))


def of_bank(row: BankRow) -> CheckedQuote:
    """Return a row of the bank as this report takes it."""
    quote = row.quote
    same = (row.source,) if row.source is not None else ()
    return CheckedQuote(quote.text, quote.reading, quote.pin.span, "", same, quote.pin)


def lines(rows: Sequence[Checked]) -> Iterator[str]:
    """Yield the quotations as lines of text, each with its place and what it was held against."""
    for checked, steps in rows:
        row = _line(checked, steps).cells
        yield f"{row['verdict'].text}: {row['quote'].text} ({row['where'].text})"
        if row["source"].text:
            differs = row["differs"].text
            yield f"    {row['source'].text}" + (f": {differs}" if differs else "")


def difference_words(steps: Sequence[WordStep]) -> str:
    """Return in words what differs: "“new” for “old”; leaves out “any”; adds “very”"."""
    told = []
    for step in steps:
        ours, theirs = _short(step.ours), _short(step.theirs)
        if step.kind is StepKind.SAME:
            continue
        if step.kind is StepKind.PUNCTUATION and not any(map(str.isalnum, ours + theirs)):
            told.append(f"“{ours}” for “{theirs}”" if ours and theirs else _mark(ours, theirs))
        elif step.kind is StepKind.PUT_IN or not theirs:
            told.append(f"adds “{ours}”")
        elif step.kind is StepKind.LEFT_OUT or not ours:
            told.append(f"leaves out “{theirs}”")
        else:
            told.append(f"“{ours}” for “{theirs}”")
    return "; ".join(told)


def _mark(ours: str, theirs: str) -> str:
    return f"a mark more: {ours}" if ours else f"a mark less: {theirs}"


def _short(words: str) -> str:
    words = " ".join(words.split()).strip(",;: ") or words.strip()
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _line(checked: CheckedQuote, steps: Sequence[WordStep]) -> Line:
    best = checked.same_words[0] if checked.same_words else None
    differs = _shows_theirs(checked)
    theirs = " ".join("".join(step.theirs for step in steps).split()) if differs else ""
    verdict = _verdict(checked)
    return Line(
        {
            "quote": Cell(
                f"“{' '.join(checked.reading.split())}”",
                _runs([(step.kind, step.ours) for step in steps]) if differs else (),
            ),
            "where": cells.cited([checked.pin]) if checked.pin else Cell(checked.cite),
            "verdict": cells.words(verdict_words(best) if best else verdict),
            "differs": cells.words(difference_words(steps)),
            "theirs": Cell(
                f"“{theirs}”" if theirs else "",
                _runs([(step.kind, step.theirs) for step in steps]) if theirs else (),
            ),
            "source": _source(best),
        },
        {
            "verdict": verdict.capitalize(),
            "source": best.pin.short_name if best else "In no paper of the case",
        },
        {"place": _place(checked)},
    )


def _place(checked: CheckedQuote) -> tuple[int, int]:
    """Return where a quotation stands: in the order of the papers, else in its brief."""
    return (checked.pin.document if checked.pin else 0, checked.span.start)


def _source(best: SameWords | None) -> Cell:
    return cells.cited([best.pin if best else None])


def _facts(at: int, checked: CheckedQuote, steps: Sequence[WordStep]) -> Facts:
    pin = checked.pin
    row = _line(checked, steps).cells
    return Facts(
        at,
        " ".join(row[key].text for key in ("quote", "where", "theirs", "source")),
        documents=frozenset({pin.document}) if pin else None,
        kind=pin.kind if pin else None,
    )


def _verdict(checked: CheckedQuote) -> str:
    if checked.same_words:
        return checked.same_words[0].verdict.value
    return Verdict.NOT_FOUND.value if is_compared(checked.reading) else "too short to compare"


def _shows_theirs(checked: CheckedQuote) -> bool:
    return bool(checked.same_words) and checked.same_words[0].verdict is not Verdict.VERBATIM


def _runs(parts: Sequence[tuple[StepKind, str]]) -> tuple[Run, ...]:
    """Return a text in quotation marks with what differs marked; lines are unwrapped."""
    runs = [Run(re.sub(r"\s+", " ", text), _MARKS.get(kind)) for kind, text in parts]
    return (Run("“", None), *(run for run in runs if run.text), Run("”", None))


def _note(rows: Sequence[Checked]) -> str:
    verdicts = Counter(_verdict(checked) for checked, _ in rows)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    key = (
        "Words that differ are bold and underlined; what brackets or an ellipsis tell of is in italics; a "
        "changed capital or mark is underlined."
    )
    return f"{len(rows)} quotations: {told}. {key}" if rows else "No quotation was found."

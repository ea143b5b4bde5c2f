"""Quotations held against the papers of the case, as a report and as lines: the last look before filing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.quote_records import StepKind, WordStep
from casefile.records import CheckedQuote, Verdict
from casefile.same_words import is_compared
from reports.cites import pin_cite
from reports.content import Column, Table, verdict_words
from reports.report import Mark, Run

__all__ = ["Checked", "checked_quotes", "difference_words", "lines"]

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
_LONGEST = 80  # characters of a paper's words in a sentence about a difference


@dataclass(frozen=True, slots=True)
class _Line:
    """One quotation in words: what it says, where, how it compares, in what it differs, from what place."""

    words: str
    where: str
    verdict: str
    differs: str
    theirs: str
    source: str


def checked_quotes(rows: Sequence[Checked]) -> Table:
    """Return quotations compared with the papers of the case; words that differ are marked in both."""
    found = [_line(checked, steps) for checked, steps in rows]
    runs = {}
    for at, (checked, steps) in enumerate(rows):
        if _shows_theirs(checked):
            runs[at, 0] = _runs([(step.kind, step.ours) for step in steps])
            runs[at, 4] = _runs([(step.kind, step.theirs) for step in steps])
    return Table(
        "Quotations checked against the papers",
        (
            Column("Quotation", 28),
            Column("Where", 12),
            Column("Verdict", 11),
            Column("What differs", 17),
            Column("The paper’s words", 22),
            Column("Source", 10),
        ),
        tuple(
            (row.words, row.where, row.verdict, row.differs, row.theirs, row.source)
            for row in found
        ),
        _note(rows),
        runs,
    )


def lines(rows: Sequence[Checked]) -> Iterator[str]:
    """Yield the quotations as lines of text, each with its place and what it was held against."""
    for checked, steps in rows:
        row = _line(checked, steps)
        yield f"{row.verdict}: {row.words} ({row.where})"
        if row.source:
            yield f"    {row.source}" + (f": {row.differs}" if row.differs else "")


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


def _line(checked: CheckedQuote, steps: Sequence[WordStep]) -> _Line:
    best = checked.same_words[0] if checked.same_words else None
    theirs = "".join(step.theirs for step in steps) if _shows_theirs(checked) else ""
    source = pin_cite(best.pin) if best else ""
    if best and best.pin.machine_read:
        source += " (read by machine)"
    return _Line(
        f"“{' '.join(checked.reading.split())}”",
        pin_cite(checked.pin) if checked.pin else checked.cite,
        verdict_words(best) if best else _verdict(checked),
        difference_words(steps),
        f"“{' '.join(theirs.split())}”" if theirs else "",
        source,
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

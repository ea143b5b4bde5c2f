"""The outline of issues with the evidence for and against each, and what has none yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.records import ReviewState
from reports import cells
from reports.arranging import Column, Line, left_out, noted, section
from reports.cites import pin_cite
from reports.options import EVERYTHING, Narrowed, ReportOptions
from reports.report import Cell, ColumnSort, Report, Section

__all__ = ["Proof", "outline"]

_GLANCE = (
    Column("number", "No.", ColumnSort.TEXT, 8),
    Column("title", "Issue or element", ColumnSort.TEXT, 44),
    Column("law", "Rests on", ColumnSort.TEXT, 22),
    Column("for", "For", ColumnSort.NUMBER, 8),
    Column("against", "Against", ColumnSort.NUMBER, 9),
    Column("neutral", "Neutral", ColumnSort.NUMBER, 9),
)
_EVIDENCE = (
    Column("side", "Side", ColumnSort.TEXT, 10),
    Column("words", "Evidence", ColumnSort.TEXT, 56),
    Column("source", "Source", ColumnSort.CITE, 22),
    Column("review", "Review", ColumnSort.REVIEW, 10),
)
_DEEPEST = 3
_NONE = "No evidence yet"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a piece of evidence says, and the attorney's word on it: none is needed for his own words."""

    words: str
    state: ReviewState | None = None


def outline(
    rows: Sequence[IssueRow],
    options: ReportOptions = EVERYTHING,
    proof: Callable[[EvidenceRow], Proof] = lambda row: Proof(row.words),
) -> Report:
    """Return the issues in their order, at a glance and one by one; ``proof`` words a piece of evidence.

    What was rejected proves nothing and is left out; with ``accepted_only`` suggestions are, too.
    """
    proofs = {each.id: proof(each) for row in rows for each in row.evidence}
    kept = {
        row.id: [each for each in row.evidence if _counts(each, proofs[each.id], options)]
        for row in rows
    }
    every = [each for row in rows for each in row.evidence]
    rejected = sum(each.rejected for each in every)
    unreviewed = len(every) - rejected - sum(map(len, kept.values()))
    bare = [row.number for row in rows if row.is_bare]
    return Report(
        options.title or "Issues and evidence",
        (
            *(() if not rows else (_at_a_glance(rows, kept),)),
            *(_issue(row, kept[row.id], proofs) for row in rows),
        ),
        noted(
            "" if rows else "The case has no issue yet.",
            f"{_NONE}: {', '.join(bare)}." if bare else "",
            _rejected(rejected),
            *left_out(Narrowed(frozenset(), unreviewed=unreviewed), "", ""),
        ),
    )


def _at_a_glance(rows: Sequence[IssueRow], kept: Mapping[int, Sequence[EvidenceRow]]) -> Section:
    return section("At a glance", _GLANCE, [_glance(row, kept[row.id]) for row in rows])


def _counts(row: EvidenceRow, proof: Proof, options: ReportOptions) -> bool:
    suggested = options.accepted_only and proof.state is ReviewState.SUGGESTED
    return not row.rejected and not suggested


def _glance(row: IssueRow, evidence: Sequence[EvidenceRow]) -> Line:
    made: dict[str, Cell] = {
        "number": cells.words(row.number),
        "title": cells.words(row.title),
        "law": cells.words(row.law or ""),
    }
    for side in Side:
        made[side.value] = cells.number(sum(each.side is side for each in evidence))
    return Line(made)


def _issue(row: IssueRow, evidence: Sequence[EvidenceRow], proofs: dict[int, Proof]) -> Section:
    sides = list(Side)
    ordered = sorted(evidence, key=lambda each: sides.index(each.side))
    told = noted(
        f"Rests on {row.law}." if row.law and row.law not in row.title else "",
        f"Pleaded in {pin_cite(row.source)}." if row.source else "",
        row.note,
        f"{_NONE}." if row.is_bare else "",
    )
    return section(
        f"{row.number} {row.title}",
        _EVIDENCE,
        [_line(each, proofs[each.id]) for each in ordered],
        note=told,
        level=min(row.depth + 1, _DEEPEST),
    )


def _line(row: EvidenceRow, proof: Proof) -> Line:
    return Line(
        {
            "side": cells.words(row.side.value),
            "words": cells.words(proof.words),
            "source": cells.cited([row.pin]),
            "review": cells.review(proof.state) if proof.state else cells.words("your own"),
        }
    )


def _rejected(number: int) -> str:
    if not number:
        return ""
    told = "piece of evidence was" if number == 1 else "pieces of evidence were"
    return f"{number:,} {told} left out, since what was rejected proves nothing."

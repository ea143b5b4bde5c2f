"""The hits of a search: what was understood, how many each paper has, and every passage with its cite."""

from collections.abc import Callable, Sequence

from casefile.records import DocumentHits, HitRow, Pin, SearchResults
from extraction.date_wording import day_words
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted, picked, section
from reports.cites import pin_cite
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.report import ColumnSort, Report, Section

__all__ = ["COLUMNS", "GROUPINGS", "hits"]

COLUMNS = (
    Column("document", "Paper", ColumnSort.TEXT, 20),
    Column("day", "Day", ColumnSort.DAY, 10, usual=False),
    Column("kind", "Kind", ColumnSort.TEXT, 9, usual=False),
    Column("before", "Sentence before", ColumnSort.QUOTATION, 30, usual=False),
    Column("passage", "Passage", ColumnSort.QUOTATION, 62),
    Column("after", "Sentence after", ColumnSort.QUOTATION, 30, usual=False),
    Column("source", "Source", ColumnSort.CITE, 18),
)
_COUNTS = (
    Column("document", "Paper", ColumnSort.TEXT, 50),
    Column("kind", "Kind", ColumnSort.TEXT, 15),
    Column("day", "Day", ColumnSort.DAY, 15),
    Column("count", "Hits", ColumnSort.NUMBER, 10),
)
_NOTES = (
    Column("note", "Note", ColumnSort.TEXT, 70),
    Column("source", "Source", ColumnSort.CITE, 20),
    Column("who", "Written by", ColumnSort.TEXT, 15),
)
GROUPINGS = ("paper",)
_AROUND = frozenset({"before", "after"})


def hits(
    results: SearchResults,
    options: ReportOptions = EVERYTHING,
    beside: Callable[[Sequence[Pin]], Sequence[tuple[str, str]]] | None = None,
) -> Report:
    """Return the hits of a search, by document in the order of the answer.

    ``beside`` tells the sentences before and after places; it is asked where a column wants them.

    Raises:
        ReportFailure: for a column or grouping that there is not.
    """
    wanted = {column.key for column in picked(COLUMNS, options.columns)}
    facts = [_facts(at, found) for at, found in enumerate(results.documents)]
    narrowed = narrow(facts, options)
    kept = [found for at, found in enumerate(results.documents) if at in narrowed.kept]
    told = [(found, hit) for found in kept for hit in _told(found, options)][: options.most]
    around: Sequence[tuple[str, str]] = [("", "")] * len(told)
    if beside is not None and not wanted.isdisjoint(_AROUND):
        around = beside([hit.pin for _, hit in told])
    lines = [_line(*each, *two) for each, two in zip(told, around, strict=True)]
    total = sum(found.count for found in kept)
    shown = f"{len(lines):,} of {total:,} hits are told." if len(lines) < total else ""
    passages = arranged(COLUMNS, lines, options, heading="Passages")
    understood = f"Understood as: {results.understood}." if results.understood else ""
    return Report(
        options.title or f"Search: {results.query}",
        (_counted(kept), *passages, *_notes(results)),
        noted(
            understood,
            shown,
            *results.warnings,
            *left_out(narrowed, "paper with hits was", "papers with hits were"),
        ),
    )


def _told(found: DocumentHits, options: ReportOptions) -> list[HitRow]:
    """Return a paper's hits; words asked for by ``text`` must stand in the passage itself."""
    asked = options.text.casefold().split()
    return [
        hit
        for hit in found.hits
        if all(word in f"{hit.snippet} {pin_cite(hit.pin)}".casefold() for word in asked)
    ]


def _line(found: DocumentHits, hit: HitRow, before: str, after: str) -> Line:
    paper = found.document
    day = cells.day_cell(day_words(paper.date), paper.date) if paper.date else cells.words("")
    return Line(
        {
            "document": cells.words(paper.name),
            "day": day,
            "kind": cells.words(paper.kind.value),
            "before": cells.words(before),
            "passage": cells.marked(hit.snippet, hit.marks),
            "after": cells.words(after),
            "source": cells.cited([hit.pin]),
        },
        {"paper": paper.name},
    )


def _counted(kept: Sequence[DocumentHits]) -> Section:
    lines = [
        Line(
            {
                "document": cells.words(found.document.name),
                "kind": cells.words(found.document.kind.value),
                "day": cells.day_cell(
                    day_words(found.document.date) if found.document.date else "",
                    found.document.date,
                ),
                "count": cells.number(found.count),
            }
        )
        for found in kept
    ]
    total = sum(found.count for found in kept)
    papers = "paper" if len(kept) == 1 else "papers"
    note = f"{total:,} {'hit' if total == 1 else 'hits'} in {len(kept):,} {papers}."
    return section("Hits by paper", _COUNTS, lines, note=note)


def _notes(results: SearchResults) -> tuple[Section, ...]:
    if not results.notes:
        return ()
    lines = [
        Line(
            {
                "note": cells.marked(hit.note.text, hit.marks),
                "source": cells.cited([hit.note.pin]),
                "who": cells.words(hit.note.who),
            }
        )
        for hit in results.notes
    ]
    return (section("Notes", _NOTES, lines),)


def _facts(at: int, found: DocumentHits) -> Facts:
    paper = found.document
    return Facts(
        at,
        " ".join([paper.name, *(f"{hit.snippet} {pin_cite(hit.pin)}" for hit in found.hits)]),
        documents=frozenset({paper.id}),
        kind=paper.kind,
        days=(paper.date, paper.date) if paper.date else None,
        has_days=True,
    )

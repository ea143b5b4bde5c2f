"""The index of a binder: what came in where, under which numbers, which passages, and what was left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casefile.records import DocumentRow, Pin
from extraction.date_wording import day_words
from importers.source_text import Place, Span
from reports.report import Cell, ColumnSort, Report, ReportColumn, Section

__all__ = ["BoundPaper", "LeftOut", "Listed", "index_report", "place_of"]

_LISTED = 1000  # passages in the index
_NOWHERE = Place(None, None, None, None, None, None)
_WHOLE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class BoundPaper:
    """A paper that came in: its pages in the binder, counted from 0, what they are called, and how."""

    row: DocumentRow
    first: int
    count: int
    labels: tuple[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paper that did not come in, and the sentence why."""

    row: DocumentRow
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A chosen passage: what it is called, and where it stands in the binder."""

    title: str
    row: DocumentRow
    span: Span
    page: int


def place_of(row: DocumentRow, span: Span = _WHOLE) -> Pin:
    """Return what an entry of the index links by; without a span the whole paper."""
    return row.pin(span, _NOWHERE)


def index_report(
    papers: Sequence[BoundPaper],
    listed: Sequence[Listed],
    left_out: Sequence[LeftOut],
    label: Callable[[int], str],
    called: str,
) -> Report:
    """Return the index; ``label`` is what a page of the papers, counted from 0, is ``called``."""
    columns = (
        ReportColumn("No.", ColumnSort.NUMBER, 6),
        ReportColumn("Paper", ColumnSort.TEXT, 40),
        ReportColumn("Date", ColumnSort.DAY, 16),
        ReportColumn(called, ColumnSort.TEXT, 24),
        ReportColumn("Pages", ColumnSort.NUMBER, 9),
        ReportColumn("Note", ColumnSort.TEXT, 26),
    )
    rows = tuple(_line(at, paper) for at, paper in enumerate(papers, 1))
    sections = [Section("Papers", columns, rows)]
    if listed:
        sections.append(_passages(listed, label, called))
    if left_out:
        why = (
            ReportColumn("Paper", ColumnSort.TEXT, 40),
            ReportColumn("Why", ColumnSort.TEXT, 60),
        )
        out = tuple((Cell(each.row.name), Cell(each.reason)) for each in left_out)
        sections.append(Section("Left out", why, out))
    return Report("Index", tuple(sections))


def _line(at: int, paper: BoundPaper) -> tuple[Cell, ...]:
    row = paper.row
    first, last = paper.labels
    return (
        Cell(str(at), number=at),
        Cell(row.name, pins=(place_of(row),)),
        Cell(day_words(row.date) if row.date else "", day=row.date),
        Cell(first if first == last else f"{first} – {last}"),
        Cell(str(paper.count), number=paper.count),
        Cell(paper.note),
    )


def _passages(listed: Sequence[Listed], label: Callable[[int], str], called: str) -> Section:
    columns = (
        ReportColumn("Passage", ColumnSort.TEXT, 80),
        ReportColumn(called, ColumnSort.TEXT, 20),
    )
    shown = listed[:_LISTED]
    rows = tuple(
        (Cell(each.title, pins=(place_of(each.row, each.span),)), Cell(label(each.page)))
        for each in shown
    )
    more = len(listed) - len(shown)
    note = f"{more:,} more stand among the bookmarks." if more else ""
    return Section("Passages", columns, rows, note)

"""The rows of a PDF's pages and the measures of its type: what paragraphs and footnotes are told by."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from importers.page_lines import PageLayout, PageLine
from importers.source_text import Span

__all__ = [
    "FOOTNOTE_MARK",
    "INDENT",
    "Block",
    "Measure",
    "Row",
    "block_edges",
    "measure_pages",
    "openings",
    "rows_of",
]

INDENT = 9.0
"""Points by which a line stands in to count as indented: an eighth of an inch, the least in use."""

# "1 All references…", "* Pursuant to…", "12 See id."
FOOTNOTE_MARK = re.compile(r"\s*(?P<mark>\d{1,3}|[*†‡§]{1,3})\s*(?=[^\s\d.,)])")
_MARK_ALONE = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


Block = tuple[int, int]
"""A page's number, and 1 for the right one of two columns, otherwise 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one height of a column: one or more lines; ``mark`` is a raised number before it."""

    block: Block
    span: Span
    left: float
    right: float
    baseline: float
    size: float
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A page's column, and the paper's type size and line pitch, in points."""

    left: float
    right: float
    size: float
    pitch: float

    @property
    def width(self) -> float:
        """Return the column's width in points."""
        return max(self.right - self.left, 1.0)

    def is_centred(self, row: Row) -> bool:
        """Tell a line set in the middle of the column, clear of both its edges."""
        before, after, width = row.left - self.left, self.right - row.right, self.width
        return (
            before > 0.08 * width < after
            and abs(before - after) < 0.05 * width
            and row.right - row.left < 0.8 * width
        )

    def is_block(self, rows: "Sequence[Row]") -> bool:
        """Tell lines set in from both edges, one under the other: a block quote."""
        lefts = [row.left for row in rows[1:]] or [rows[0].left]
        return (
            min(lefts) > self.left + 1.5 * INDENT
            and max(lefts) - min(lefts) < INDENT
            and max(row.right for row in rows) < self.right - INDENT
            and (
                len(rows) > 2 or (len(rows) == 2 and rows[0].right - rows[0].left > self.width / 2)
            )
        )


def rows_of(text: str, page: PageLayout, marked: set[Span]) -> list[Row]:
    """Join the lines of a page that stand on one height and follow each other."""
    rows: list[list[PageLine]] = []
    for line in page.lines:
        if line.span in marked:
            continue
        if rows and line.upright and _follows(text, rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    middle = page.width / 2 if _has_two_columns(page, rows) else page.width
    return [
        _row(text, (page.number, int(lines[0].left > middle - INDENT)), lines) for lines in rows
    ]


def _has_two_columns(page: PageLayout, rows: Sequence[Sequence[PageLine]]) -> bool:
    """Tell a page set in two columns: many lines on either side of its middle, hardly any across."""
    middle = page.width / 2
    right = [lines for lines in rows if lines[0].left > middle - INDENT]
    across = sum(
        lines[0].left < middle - 4 * INDENT and lines[-1].right > middle + 4 * INDENT
        for lines in rows
    )
    left = len(rows) - len(right) - across
    full = sum(lines[-1].right - lines[0].left > 0.25 * page.width for lines in right)
    return min(left, len(right)) > 0.3 * len(rows) and full >= 10 and across < 0.2 * len(rows)


def _follows(text: str, last: PageLine, line: PageLine) -> bool:
    """Tell whether a line goes on at the same height; a raised footnote mark stands a little higher."""
    drop = line.baseline - last.baseline
    if line.left < last.right - 0.5 * last.size:
        return False
    if abs(drop) < 0.5 * max(line.size, last.size):
        return True
    mark = last.span.of(text).strip()
    return (
        0 < drop < 0.9 * line.size
        and last.size < 0.85 * line.size
        and line.left < last.right + 2 * line.size
        and bool(_MARK_ALONE.fullmatch(mark))
    )


def _row(text: str, block: Block, lines: Sequence[PageLine]) -> Row:
    if len(lines) == 1:
        line = lines[0]
        return Row(block, line.span, line.left, line.right, line.baseline, line.size)
    longest = max(lines, key=lambda line: len(line.span))
    first = lines[0].span.of(text).strip()
    raised = lines[0].size < 0.8 * longest.size and len(first) <= 3
    return Row(
        block,
        Span(lines[0].span.start, lines[-1].span.end),
        lines[0].left,
        max(line.right for line in lines),
        longest.baseline,
        longest.size,
        first if raised and FOOTNOTE_MARK.match(first + " x") else None,
    )


def measure_pages(pages: Sequence[PageLayout], rows: Sequence[Row]) -> dict[Block, Measure]:
    """Measure each column, falling back on the whole paper's where it has few full lines."""
    widths = {page.number: page.width for page in pages}
    size = _usual([row.size for row in rows for _ in range(1 + len(row.span) // 20)], 0.5)
    gaps = [
        after.baseline - before.baseline
        for before, after in pairwise(rows)
        if before.block == after.block and 0.8 * size < after.baseline - before.baseline < 4 * size
    ]
    pitch = _usual(gaps, 1.0) if gaps else 1.2 * size
    divided = {page for page, column in (row.block for row in rows) if column}
    full = {page: (0.25 if page in divided else 0.5) * width for page, width in widths.items()}
    long_rows = [row for row in rows if row.right - row.left > full[row.block[0]]]
    blocks: dict[Block, list[Row]] = {row.block: [] for row in rows}
    for row in long_rows or rows:
        blocks[row.block].append(row)
    wholes = {
        column: _column(alike)
        for column in (0, 1)
        if (alike := [row for row in long_rows if row.block[1] == column])
    }
    measures = {}
    for block, own in blocks.items():
        left, right = wholes.get(block[1]) or _column(own or rows)
        if len(own) >= 6:
            usual_left = left
            left, right = _column(own)
            # A page of short paragraphs has more indented lines than others; the paper knows its edge.
            if any(abs(row.left - usual_left) < 3.0 for row in own):
                left = min(left, usual_left)
        if not long_rows:  # short lines only: as much margin on the right as on the left
            right = max(right, widths[block[0]] - left)
        measures[block] = Measure(left, right, size, pitch)
    return measures


def _column(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the left edge that a good part of the rows share, the leftmost of them, and the right edge."""
    lefts = [row.left for row in rows]
    counts = Counter(round(left / 3.0) for left in lefts)
    shared = [step for step, count in counts.items() if count >= 0.2 * len(lefts)]
    step = min(shared) if shared else counts.most_common(1)[0][0]
    left = median(value for value in lefts if round(value / 3.0) == step)
    rights = sorted(row.right for row in rows if row.left < left + 60)
    return left, rights[int(0.9 * (len(rights) - 1))] if rights else left + 1.0


def _usual(values: Sequence[float], grain: float) -> float:
    """Return the most frequent value; values nearer than ``grain`` count as one."""
    counts = Counter(round(value / grain) for value in values)
    top = max(counts, key=lambda step: counts[step - 1] + 2 * counts[step] + counts[step + 1])
    return median(value for value in values if abs(value / grain - top) <= 0.5)


def block_edges(rows: Sequence[Row], measures: dict[Block, Measure]) -> dict[Span, float]:
    """Return the right edge of the rows that fill an indented block: a block quote's own edge.

    Lines under each other at an indent that end anywhere, as an address or a signature has, are none.
    """
    edges: dict[Span, float] = {}
    runs: list[list[Row]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last and row.block == last.block and abs(row.left - last.left) < 2.0:
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        left, edge = run[0].left, max(row.right for row in run)
        full = sum(row.right > edge - 0.15 * (edge - left) for row in run[:-1])
        indented = left > measures[run[0].block].left + 1.5 * INDENT
        if len(run) > 1 and indented and full >= 0.7 * (len(run) - 1):
            edges.update({row.span: edge for row in run})
    return edges


def openings(rows: Sequence[Row]) -> list[int]:
    """Return the first row of each page, at which a paper of its own may begin."""
    pages = [row.block[0] for row in rows]
    return [at for at, page in enumerate(pages) if at == 0 or page != pages[at - 1]]

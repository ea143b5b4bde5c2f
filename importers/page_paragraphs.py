"""Where a PDF's paragraphs begin and end, by the geometry of its lines.

A typesetter's rules run backwards: a paragraph begins at an indent, after a wider gap, after a line
on which the next word would have found room, at a change of type size, or at a centred line. Double
spacing is learned from the paper, so that a double-spaced complaint does not break at each line.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from importers.page_lines import PageLayout, PageLine
from importers.paragraphs import (
    captions,
    ends_sentence,
    is_heading,
    is_numbered,
    mark_signatures,
    number_paragraphs,
)
from importers.source_text import Paragraph, Span, Zone, ZoneSpan

__all__ = ["page_paragraphs"]

_INDENT = 9.0
"""Points by which a line stands in to count as indented: an eighth of an inch, the least in use."""

# "1 All references…", "* Pursuant to…", "12 See id."
_FOOTNOTE_MARK = re.compile(r"\s*(?P<mark>\d{1,3}|[*†‡§]{1,3})\s*(?=[^\s\d.,)])")
_MARK_ALONE = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_LIST_MARK = re.compile(r"\s*(?:\(?[A-Za-z0-9]{1,4}[.)]|[•●▪–—-]|¶+\s*\d+)\s")
_DEEPEST_HANG = 90.0
"""Points between a list mark and the text that hangs beside it, at the most."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands on one height of a page: one or more lines; ``mark`` is a raised number before it."""

    page: int
    span: Span
    left: float
    right: float
    baseline: float
    size: float
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
    """A page's column, and the paper's type size and line pitch, in points."""

    left: float
    right: float
    size: float
    pitch: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)

    def is_centred(self, row: _Row) -> bool:
        """Tell a line set in the middle of the column, clear of both its edges."""
        before, after = row.left - self.left, self.right - row.right
        return (
            min(before, after) > 0.08 * self.width
            and abs(before - after) < 0.05 * self.width
            and row.right - row.left < 0.8 * self.width
        )

    def is_block(self, rows: "Sequence[_Row]") -> bool:
        """Tell lines set in from both edges, one under the other: a block quote."""
        lefts = [row.left for row in rows[1:]] or [rows[0].left]
        return (
            min(lefts) > self.left + 1.5 * _INDENT
            and max(lefts) - min(lefts) < _INDENT
            and max(row.right for row in rows) < self.right - _INDENT
            and (
                len(rows) > 2 or (len(rows) == 2 and rows[0].right - rows[0].left > self.width / 2)
            )
        )


@dataclass
class _Group:
    """The rows of a paragraph in the making."""

    rows: list[_Row]
    zone: Zone = Zone.BODY

    @property
    def span(self) -> Span:
        return Span(self.rows[0].span.start, self.rows[-1].span.end)


def page_paragraphs(
    text: str, pages: Sequence[PageLayout], furniture: Sequence[ZoneSpan]
) -> tuple[tuple[Paragraph, ...], tuple[ZoneSpan, ...]]:
    """Return a paper's paragraphs in order, and the footnotes that stand inside one of them."""
    marked = {zone.span for zone in furniture}
    rows = [row for page in pages for row in _rows(text, page, marked)]
    if not rows:
        return (), ()
    measures = _measures(pages, rows)
    notes = _footnote_rows(text, pages, rows, measures)
    openings = _openings(rows)
    caption_rows = {
        at: number
        for number, caption in enumerate(captions(text, [row.span for row in rows], openings))
        for at in caption
    }
    groups: list[_Group] = []
    note_groups: list[_Group] = []
    for at, row in enumerate(rows):
        measure = measures[row.page]
        if at in notes:
            if notes[at] or not note_groups or note_groups[-1].rows[-1].page != row.page:
                note_groups.append(_Group([row], Zone.FOOTNOTE))
            else:
                note_groups[-1].rows.append(row)
        elif at in caption_rows:
            current = groups[-1] if groups and groups[-1].zone is Zone.CAPTION else None
            if (
                current
                and caption_rows.get(at - 1) == caption_rows[at]
                and _joins_caption(current, row)
            ):
                current.rows.append(row)
            else:
                groups.append(_Group([row], Zone.CAPTION))
        elif groups and not _starts(text, groups[-1], row, measure):
            groups[-1].rows.append(row)
        else:
            groups.append(_Group([row]))
    for group in groups:
        if group.zone is Zone.BODY:
            group.zone = _zone(text, group, measures[group.rows[0].page])
    return _finished(text, groups, note_groups)


def _finished(
    text: str, groups: Sequence[_Group], note_groups: Sequence[_Group]
) -> tuple[tuple[Paragraph, ...], tuple[ZoneSpan, ...]]:
    """Turn groups into paragraphs; a footnote inside a paragraph's span becomes a zone in it."""
    _mark_side_headings(text, groups)
    paragraphs = [Paragraph(group.span, None, group.zone) for group in groups]
    zones = []
    starts = [paragraph.span.start for paragraph in paragraphs]
    for group in note_groups:
        at = bisect_right(starts, group.span.start) - 1
        if at >= 0 and group.span.start < paragraphs[at].span.end:
            zones.append(ZoneSpan(group.span, Zone.FOOTNOTE, "small type at the page's foot"))
        else:
            paragraphs.append(Paragraph(group.span, None, Zone.FOOTNOTE))
    paragraphs.sort(key=lambda paragraph: paragraph.span)
    return mark_signatures(text, number_paragraphs(text, paragraphs)), tuple(zones)


def _mark_side_headings(text: str, groups: Sequence[_Group]) -> None:
    """Mark short lines of their own that end no sentence and stand before a paragraph as headings."""
    for before, group, after in zip(groups, groups[1:], groups[2:], strict=False):
        words = group.span.of(text).strip()
        if (
            group.zone is Zone.BODY
            and len(group.rows) == 1
            and 2 < len(words) < 90
            and (words[-1].isalpha() or (before.zone is Zone.HEADING and words[-1] == ")"))
            and (words[0].isupper() or words[0] == "(")
            and not re.search(r"[\d@:/]", words)
            and (before.zone is Zone.HEADING or ends_sentence(before.span.of(text)))
            and len(after.rows) > 1
            and after.zone is Zone.BODY
        ):
            group.zone = Zone.HEADING


# -- rows and measures -------------------------------------------------------------------------


def _rows(text: str, page: PageLayout, marked: set[Span]) -> list[_Row]:
    """Join the lines of a page that stand on one height and follow each other."""
    rows: list[list[PageLine]] = []
    for line in page.lines:
        if line.span in marked:
            continue
        if rows and line.upright and _follows(text, rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(text, page.number, lines) for lines in rows]


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


def _row(text: str, page: int, lines: Sequence[PageLine]) -> _Row:
    longest = max(lines, key=lambda line: len(line.span))
    first = lines[0].span.of(text).strip()
    raised = len(lines) > 1 and lines[0].size < 0.8 * longest.size and len(first) <= 3
    return _Row(
        page,
        Span(lines[0].span.start, lines[-1].span.end),
        lines[0].left,
        max(line.right for line in lines),
        longest.baseline,
        longest.size,
        first if raised and _FOOTNOTE_MARK.match(first + " x") else None,
    )


def _measures(pages: Sequence[PageLayout], rows: Sequence[_Row]) -> dict[int, _Measure]:
    """Measure each page's column, falling back on the whole paper's where a page has few full lines."""
    widths = {page.number: page.width for page in pages}
    size = _usual([row.size for row in rows for _ in range(1 + len(row.span) // 20)], 0.5)
    gaps = [
        after.baseline - before.baseline
        for before, after in pairwise(rows)
        if before.page == after.page and 0.8 * size < after.baseline - before.baseline < 4 * size
    ]
    pitch = _usual(gaps, 1.0) if gaps else 1.2 * size
    long_rows = [row for row in rows if row.right - row.left > 0.5 * widths[row.page]]
    whole = _column(long_rows or list(rows))
    measures = {}
    for page in pages:
        own = [row for row in long_rows if row.page == page.number]
        left, right = _column(own) if len(own) >= 6 else whole
        measures[page.number] = _Measure(left, right, size, pitch)
    return measures


def _column(rows: Sequence[_Row]) -> tuple[float, float]:
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


def _openings(rows: Sequence[_Row]) -> list[int]:
    pages = [row.page for row in rows]
    return [at for at, page in enumerate(pages) if at == 0 or page != pages[at - 1]]


# -- footnotes ---------------------------------------------------------------------------------


def _footnote_rows(
    text: str, pages: Sequence[PageLayout], rows: Sequence[_Row], measures: dict[int, _Measure]
) -> dict[int, bool]:
    """Return the rows that are footnotes; true for those that begin one."""
    heights = {page.number: page.height for page in pages}
    found: dict[int, bool] = {}
    last_number = 0
    runs_on = False
    for page in pages:
        own = [at for at, row in enumerate(rows) if row.page == page.number]
        first = next(
            (
                at
                for at in own
                if rows[at].baseline > 0.3 * heights[page.number]
                and _begins_notes(text, rows, own, at, measures[page.number], last_number)
            ),
            None,
        )
        if first is None and runs_on:
            first = _small_tail(rows, own, measures[page.number].size)
        runs_on = first is not None
        if first is None:
            continue
        for at in own:
            if at < first or rows[at].baseline < rows[first].baseline - 1:
                continue
            number = _note_number(text, rows[at], measures[page.number].size)
            begins = number is not None and (number == 0 or last_number < number <= last_number + 9)
            found[at] = begins
            last_number = number if begins and number else last_number
    return found


def _note_number(text: str, row: _Row, body_size: float) -> int | None:
    """Return the number of the footnote that a row begins, 0 for an asterisk, None for no footnote."""
    if row.mark is None and row.size > 0.97 * body_size:
        return None
    match = _FOOTNOTE_MARK.match(row.span.of(text) if row.mark is None else row.mark + " x")
    if not match:
        return None
    return int(match["mark"]) if match["mark"].isdecimal() else 0


def _begins_notes(
    text: str, rows: Sequence[_Row], own: Sequence[int], at: int, measure: _Measure, last: int
) -> bool:
    number = _note_number(text, rows[at], measure.size)
    certain = rows[at].mark is not None and rows[at].size < 0.95 * measure.size
    if number is None or (number and not certain and not last < number <= last + 3):
        return False
    below = [rows[other] for other in own if other > at]
    if any(row.baseline < rows[at].baseline - 1 for row in below):
        return False  # text that comes later stands higher: no foot of a page
    return all(row.size <= 1.03 * rows[at].size for row in below)


def _small_tail(rows: Sequence[_Row], own: Sequence[int], body_size: float) -> int | None:
    """Return the first row of the small type that ends a page, where a footnote may run on."""
    first = None
    for at in reversed(own):
        if rows[at].size > 0.95 * body_size:
            break
        first = at
    return first if first is not None and first > own[0] else None


# -- paragraph starts --------------------------------------------------------------------------


def _joins_caption(group: _Group, row: _Row) -> bool:
    """Tell whether a caption's line belongs with those above it: close under them, at the same edge."""
    last = group.rows[-1]
    gap = row.baseline - last.baseline
    return (
        row.page == last.page
        and 0 < gap < 1.35 * max(row.size, last.size)
        and abs(row.left - group.rows[0].left) < 1.5 * _INDENT
    )


def _starts(text: str, group: _Group, row: _Row, measure: _Measure) -> bool:
    """Tell whether a row begins a new paragraph after the rows of ``group``."""
    last = group.rows[-1]
    if group.zone is Zone.CAPTION or not 0.85 < row.size / max(last.size, 0.1) < 1.18:
        return True
    words, before = row.span.of(text), last.span.of(text)
    if row.page != last.page:
        return _starts_page(group, row, words, before, measure)
    if row.baseline < last.baseline - 1 or _stands_apart(group, row, measure):
        return True
    if measure.is_centred(row) != measure.is_centred(last) and not _is_inner(group, row):
        return True
    if measure.is_centred(row) and measure.is_centred(last):
        return False
    if is_numbered(words) and (ends_sentence(before) or row.left > measure.left + _INDENT):
        return not _is_inner(group, row) or ends_sentence(before)
    return _indent_changes(group, row, before) or _had_room(group, row, words, measure)


def _is_inner(group: _Group, row: _Row) -> bool:
    """Tell whether a row stands exactly under the one before, as inside a block."""
    return len(group.rows) > 1 and abs(row.left - group.rows[-1].left) < 2.0


def _stands_apart(group: _Group, row: _Row, measure: _Measure) -> bool:
    """Tell a gap wider than the lines of this paragraph, or of the paper, have between them."""
    gaps = [
        after.baseline - before.baseline
        for before, after in pairwise(group.rows)
        if after.page == before.page
    ]
    usual = median(gaps) if gaps else max(measure.pitch, 1.1 * row.size)
    return row.baseline - group.rows[-1].baseline > 1.3 * usual


def _indent_changes(group: _Group, row: _Row, before: str) -> bool:
    last = group.rows[-1]
    step = row.left - last.left
    if abs(step) <= _INDENT:
        return False
    if len(group.rows) > 1:
        return True
    if step < 0:
        return False  # the second line of a paragraph with an indented first one
    # Further in than the first line: a list entry's hanging indent, or else a new paragraph.
    return not (_LIST_MARK.match(before) and step < _DEEPEST_HANG)


def _had_room(group: _Group, row: _Row, words: str, measure: _Measure) -> bool:
    """Tell whether the row's first word would have fitted on the line before: then the break is meant."""
    last = group.rows[-1]
    edge = measure.right
    if measure.is_block([*group.rows, row]) and len(group.rows) > 1:
        edge = max(other.right for other in group.rows)
    first = words.split(maxsplit=1)[0]
    letters = max(len(last.span), 1)
    char_width = (last.right - last.left) / letters
    needed = (len(first) + 1.5) * char_width
    return edge - last.right > max(needed, 0.08 * measure.width) + 0.04 * measure.width


def _starts_page(group: _Group, row: _Row, words: str, before: str, measure: _Measure) -> bool:
    """Tell whether the first row of a page begins a paragraph or carries one on."""
    last = group.rows[-1]
    if measure.is_centred(row) or measure.is_centred(last):
        return True
    indented = row.left > measure.left + _INDENT
    block = len(group.rows) > 1 and abs(row.left - last.left) <= _INDENT
    if indented and not block:
        return True
    if is_numbered(words) and ends_sentence(before):
        return True
    return ends_sentence(before) and _had_room(group, row, words, measure)


def _zone(text: str, group: _Group, measure: _Measure) -> Zone:
    words = group.span.of(text)
    rows = group.rows
    centred = all(measure.is_centred(row) for row in rows)
    short = len(words) <= 220 and len(rows) <= 4
    if centred and short and _may_be_heading(words.strip()):
        return Zone.HEADING
    if short and is_heading(words) and not _numbered_sentence(words):
        return Zone.HEADING
    return Zone.BLOCK_QUOTE if measure.is_block(rows) else Zone.BODY


def _may_be_heading(words: str) -> bool:
    """Tell whether a centred line may be a heading: it begins like one and ends no clause."""
    if words[0].islower() or words[-1] in ",;":
        return False
    return words[-1] != "." or words.isupper() or len(words.split()) < 3


def _numbered_sentence(words: str) -> bool:
    return is_numbered(words) and ends_sentence(words)

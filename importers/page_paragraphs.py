"""Where a PDF's paragraphs begin and end, by the geometry of its lines.

A typesetter's rules run backwards: a paragraph begins at an indent, after a wider gap, after a line
on which the next word would have found room, at a change of type size, or at a centred line. Double
spacing is learned from the paper, so that a double-spaced complaint does not break at each line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from importers.footnotes import footnote_rows
from importers.page_lines import PageLayout, gaps
from importers.page_rows import (
    INDENT,
    Block,
    Measure,
    Row,
    block_edges,
    measure_pages,
    openings,
    rows_of,
)
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

_LIST_MARK = re.compile(r"\s*(?:\(?[A-Za-z0-9]{1,4}[.)]|[•●▪–—-]|¶+\s*\d+)\s")
_LONG_WAY_UP = 150.0
"""Points up the page by which text that comes later shows that it is no part of what came before."""

# A transcript's turns: "Q.  Did you…", "A.  I did.", "THE WITNESS:  Yes.", "MR. QUILL:  Objection."
_TURN = re.compile(r"\s*[QA][.:]?\s+\S")
_SPEAKER = re.compile(r"\s*(?:THE [A-Z]+|(?:BY )?(?:MR|MS|MRS|DR|JUDGE)\.? [A-Z][A-Z'’-]+):")
_DEEPEST_HANG = 90.0
"""Points between a list mark and the text that hangs beside it, at the most."""

_ONE_EDGE = 2.0
"""Points within which two lines begin at the same edge."""


@dataclass
class _Group:
    """The rows of a paragraph in the making."""

    rows: list[Row]
    zone: Zone = Zone.BODY

    @property
    def span(self) -> Span:
        return Span(self.rows[0].span.start, self.rows[-1].span.end)


def page_paragraphs(
    text: str, pages: Sequence[PageLayout], furniture: Sequence[ZoneSpan]
) -> tuple[tuple[Paragraph, ...], tuple[ZoneSpan, ...]]:
    """Return a paper's paragraphs in order, and the footnotes that stand inside one of them."""
    marked = {zone.span for zone in furniture}
    rows = [row for page in pages for row in rows_of(text, page, marked)]
    if not rows:
        return (), ()
    measures = measure_pages(pages, rows)
    edges = block_edges(rows, measures)
    notes = footnote_rows(text, pages, rows, measures)
    caption_rows = {
        at: number
        for number, caption in enumerate(captions(text, [row.span for row in rows], openings(rows)))
        for at in caption
    }
    groups: list[_Group] = []
    note_groups: list[_Group] = []
    for at, row in enumerate(rows):
        if at in notes:
            if notes[at] or not note_groups or note_groups[-1].rows[-1].block != row.block:
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
        elif groups and not _starts(text, groups[-1], row, measures, edges):
            groups[-1].rows.append(row)
        else:
            groups.append(_Group([row]))
    for group in groups:
        if group.zone is Zone.BODY:
            group.zone = _zone(text, group, measures[group.rows[0].block], edges)
    return _finished(text, groups, note_groups, [zone.span for zone in furniture])


def _finished(
    text: str,
    groups: Sequence[_Group],
    note_groups: Sequence[_Group],
    furniture: Sequence[Span],
) -> tuple[tuple[Paragraph, ...], tuple[ZoneSpan, ...]]:
    """Turn groups into paragraphs; a footnote inside a paragraph's span becomes a zone in it."""
    _mark_side_headings(text, groups)
    paragraphs = [Paragraph(group.span, None, group.zone) for group in groups]
    zones: list[ZoneSpan] = []
    starts = [paragraph.span.start for paragraph in paragraphs]
    for group in note_groups:
        at = bisect_right(starts, group.span.start) - 1
        if at >= 0 and group.span.start < paragraphs[at].span.end:
            holes = [span for span in furniture if span.overlaps(group.span)]
            zones.extend(
                ZoneSpan(piece, Zone.FOOTNOTE, "small type at the page's foot")
                for piece in gaps(group.span, holes)
                if piece.of(text).strip()
            )
        else:
            paragraphs.append(Paragraph(group.span, None, Zone.FOOTNOTE))
    paragraphs.sort(key=lambda paragraph: paragraph.span)
    higher = {
        after.span.start
        for before, after in pairwise(groups)
        if before.rows[-1].baseline - after.rows[0].baseline > _LONG_WAY_UP
        and before.rows[-1].block[0] == after.rows[0].block[0]
    }
    elsewhere = {at for at, item in enumerate(paragraphs) if item.span.start in higher}
    numbered = number_paragraphs(text, paragraphs)
    return mark_signatures(text, numbered, elsewhere), tuple(zones)


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


# -- paragraph starts --------------------------------------------------------------------------


def _joins_caption(group: _Group, row: Row) -> bool:
    """Tell whether a caption's line belongs with those above it: close under them, at the same edge."""
    last = group.rows[-1]
    gap = row.baseline - last.baseline
    return (
        row.block == last.block
        and 0 < gap < 1.35 * max(row.size, last.size)
        and abs(row.left - group.rows[0].left) < 1.5 * INDENT
    )


def _starts(
    text: str,
    group: _Group,
    row: Row,
    measures: dict[Block, Measure],
    edges: dict[Span, float],
) -> bool:
    """Tell whether a row begins a new paragraph after the rows of ``group``."""
    last = group.rows[-1]
    measure = measures[row.block]
    edge = edges.get(last.span, measures[last.block].right)
    if group.zone is Zone.CAPTION or not 0.85 < row.size / max(last.size, 0.1) < 1.18:
        return True
    if row.block != last.block:
        if measures[last.block].is_centred(last):
            return True
        return _starts_block(group, row, text, measure, edge)
    if row.baseline < last.baseline - 1 or _stands_apart(group, row, measure):
        return True
    words, before = row.span.of(text), last.span.of(text)
    if _SPEAKER.match(words) or (_TURN.match(words) and ends_sentence(before)):
        return True
    if _hangs(group, row, before) and not _had_room(last, words, measure, edge):
        return False
    if is_numbered(words) and ends_sentence(before):
        return True
    # The full lines of a block quote look centred, its last line does not; all begin at one edge.
    one_edge = abs(row.left - last.left) < _ONE_EDGE
    centred, was_centred = measure.is_centred(row), measure.is_centred(last)
    if centred != was_centred and not one_edge:
        return True
    if centred and was_centred:
        return False
    if is_numbered(words) and row.left > measure.left + INDENT and not _is_inner(group, row):
        return True
    return _indent_changes(group, row) or _had_room(last, words, measure, edge)


def _is_inner(group: _Group, row: Row) -> bool:
    """Tell whether a row stands exactly under the one before, as inside a block."""
    return len(group.rows) > 1 and abs(row.left - group.rows[-1].left) < _ONE_EDGE


def _stands_apart(group: _Group, row: Row, measure: Measure) -> bool:
    """Tell a gap wider than the lines of this paragraph, or of the paper, have between them."""
    gaps = [
        after.baseline - before.baseline
        for before, after in pairwise(group.rows)
        if after.block == before.block
    ]
    usual = median(gaps) if gaps else max(measure.pitch, 1.1 * row.size)
    return row.baseline - group.rows[-1].baseline > 1.3 * usual


def _hangs(group: _Group, row: Row, before: str) -> bool:
    """Tell the second line of a list entry, which stands further in than the mark of the first."""
    step = row.left - group.rows[-1].left
    return len(group.rows) == 1 and INDENT < step < _DEEPEST_HANG and bool(_LIST_MARK.match(before))


def _indent_changes(group: _Group, row: Row) -> bool:
    step = row.left - group.rows[-1].left
    # A step out after one line is a paragraph whose first line stood in.
    return abs(step) > INDENT and (step > 0 or len(group.rows) > 1)


def _had_room(last: Row, words: str, measure: Measure, edge: float) -> bool:
    """Tell whether the next line's first word would have fitted on the last: then the break is meant."""
    first = words.split(maxsplit=1)[0]
    char_width = (last.right - last.left) / max(len(last.span), 1)
    needed = max((len(first) + 1.5) * char_width, 0.08 * measure.width)
    return edge - last.right > needed + 0.04 * measure.width


def _starts_block(group: _Group, row: Row, text: str, measure: Measure, edge: float) -> bool:
    """Tell whether the first row of a page or column begins a paragraph or carries one on."""
    last = group.rows[-1]
    words, before = row.span.of(text), last.span.of(text)
    if measure.is_centred(row):
        return True
    indented = row.left > measure.left + INDENT
    goes_on = len(group.rows) > 1 and abs(row.left - last.left) <= INDENT
    if indented and not goes_on:
        return True
    if is_numbered(words) and ends_sentence(before):
        return True
    return ends_sentence(before) and _had_room(last, words, measure, edge)


def _zone(text: str, group: _Group, measure: Measure, edges: dict[Span, float]) -> Zone:
    words = group.span.of(text)
    rows = group.rows
    centred = all(measure.is_centred(row) and row.span not in edges for row in rows)
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

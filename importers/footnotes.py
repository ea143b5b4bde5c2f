"""Footnotes of a PDF's pages: small type, or a raised mark, that ends a page."""

from collections import defaultdict
from collections.abc import Sequence

from importers.page_lines import PageLayout
from importers.page_rows import FOOTNOTE_MARK, Block, Measure, Row

__all__ = ["footnote_rows"]


def footnote_rows(
    text: str, pages: Sequence[PageLayout], rows: Sequence[Row], measures: dict[Block, Measure]
) -> dict[int, bool]:
    """Return the rows that are footnotes; true for those that begin one."""
    heights = {page.number: page.height for page in pages}
    found: dict[int, bool] = {}
    last_number = 0
    runs_on = False
    by_block: dict[Block, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        by_block[row.block].append(at)
    for block, own in by_block.items():
        first = next(
            (
                at
                for at in own
                if rows[at].baseline > 0.3 * heights[block[0]]
                and _begins_notes(text, rows, own, at, measures[block], last_number)
            ),
            None,
        )
        if first is None and runs_on:
            first = _small_tail(rows, own, measures[block].size)
        runs_on = first is not None
        if first is None:
            continue
        for at in own:
            if at < first or rows[at].baseline < rows[first].baseline - 1:
                continue
            number = _note_number(text, rows[at], measures[block].size)
            begins = number is not None and (number == 0 or last_number < number <= last_number + 9)
            found[at] = begins
            last_number = number if begins and number else last_number
    return found


def _note_number(text: str, row: Row, body_size: float) -> int | None:
    """Return the number of the footnote that a row begins, 0 for an asterisk, None for no footnote."""
    if row.mark is None and row.size > 0.97 * body_size:
        return None
    match = FOOTNOTE_MARK.match(row.span.of(text) if row.mark is None else row.mark + " x")
    if not match:
        return None
    return int(match["mark"]) if match["mark"].isdecimal() else 0


def _begins_notes(
    text: str, rows: Sequence[Row], own: Sequence[int], at: int, measure: Measure, last: int
) -> bool:
    number = _note_number(text, rows[at], measure.size)
    certain = rows[at].mark is not None and rows[at].size < 0.95 * measure.size
    if number is None or (number and not certain and not last < number <= last + 3):
        return False
    below = [rows[other] for other in own if other > at]
    if any(row.baseline < rows[at].baseline - 1 for row in below):
        return False  # text that comes later stands higher: no foot of a page
    return all(row.size <= 1.03 * rows[at].size for row in below)


def _small_tail(rows: Sequence[Row], own: Sequence[int], body_size: float) -> int | None:
    """Return the first row of the small type that ends a page, where a footnote may run on."""
    first = None
    for at in reversed(own):
        if rows[at].size > 0.95 * body_size:
            break
        first = at
    return first if first is not None and first > own[0] else None

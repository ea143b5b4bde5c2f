"""The sheets of the strip beside a paper: its pages, or pieces of a page's length of a text without any.

Plain data, no widgets. Where a mark stands on a sheet is told by how far into the sheet's text it is.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.source_text import SourceText, Span

__all__ = ["LETTERS", "ROWS", "Sheet", "line_lengths", "page_sheets", "sheet_at", "text_sheets"]

LETTERS, ROWS = 92, 48
"""How many letters a line and lines a sheet the small drawing of a text has."""

_PAPER = (612.0, 792.0)
_LENGTH = 2_600
"""Characters of a sheet of a text without pages; about as many stand on a page of a pleading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what is printed below it, its stretch of the text, its size in PDF points."""

    label: str
    span: Span
    size: tuple[float, float]


def page_sheets(source: SourceText, sizes: Sequence[tuple[float, float]]) -> tuple[Sheet, ...]:
    """Return the sheets of pages that have pictures."""
    end = len(source.text)
    pages = source.pages
    return tuple(
        Sheet(pages[at].label, pages[at].span, size)
        if at < len(pages)
        else Sheet(str(at + 1), Span(end, end), size)
        for at, size in enumerate(sizes)
    )


def text_sheets(source: SourceText) -> tuple[Sheet, ...]:
    """Return the sheets of a text: its own pages, or pieces that end between two paragraphs.

    A piece is named by its first numbered paragraph, or by how far into the text it begins: a number
    alone would look like that of a page, which could be cited.
    """
    if len(source.pages) > 1:
        return tuple(Sheet(page.label, page.span, _PAPER) for page in source.pages)
    length = len(source.text)
    if not length:
        return ()
    starts = [paragraph.span.start for paragraph in source.paragraphs]
    borders = [0]
    while borders[-1] + _LENGTH * 1.3 < length:
        wanted = borders[-1] + _LENGTH
        at = bisect_right(starts, wanted) - 1
        near = starts[at] if at >= 0 and starts[at] > borders[-1] + _LENGTH // 2 else wanted
        borders.append(near)
    spans = [Span(*each) for each in zip(borders, [*borders[1:], length], strict=True)]
    numbered = [each for each in source.paragraphs if each.number]
    firsts = [each.span.start for each in numbered]
    sheets = []
    for span in spans:
        at = bisect_right(firsts, span.start - 1)
        has_number = at < len(firsts) and firsts[at] < span.end
        label = f"¶ {numbered[at].number}" if has_number else f"{100 * span.start // length}%"
        sheets.append(Sheet(label, span, _PAPER))
    return tuple(sheets)


def sheet_at(sheets: Sequence[Sheet], offset: int) -> int:
    """Return the 1-based sheet that an offset of the text stands on; 0 where there is none."""
    return bisect_right(sheets, offset, key=lambda sheet: sheet.span.start)


def line_lengths(words: str) -> Iterator[float]:
    """Yield how long the lines of a sheet are, 0.0 to 1.0, as they would be set; not more than fit."""
    given = 0
    for line in words.splitlines():
        left = len(line.rstrip())
        while given < ROWS:
            yield min(1.0, left / LETTERS)
            given += 1
            left -= LETTERS
            if left <= 0:
                break
        if given >= ROWS:
            return

"""The rows and cells of a table's text layer, each with its place in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.sniff import XLSX
from importers.source_text import Paragraph, SourceText, Span
from importers.spreadsheet import LINE_BREAK, delimiter_of, values_of

__all__ = ["TableCell", "TableRow", "TableSheet", "sheets_of"]

# What writers of separated values put before a cell that a spreadsheet would take for a formula.
_SHIELDED = re.compile(r"'(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words, lines as lines, and where they stand; ``span`` is ``None`` for an empty cell."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row by the number that a spreadsheet shows beside it."""

    number: int
    span: Span
    cells: tuple[TableCell, ...]

    def text(self, column: int | None) -> str:
        """Return a cell's words; "" for one that the row does not have."""
        return self.cells[column].text if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet; ``name`` is its page's label, "" where there is one sheet only."""

    name: str
    rows: tuple[TableRow, ...]


def sheets_of(source: SourceText, media_type: str) -> tuple[TableSheet, ...]:
    """Return the sheets of a table's text layer, with the rows that hold anything."""
    mark = "\t" if media_type == XLSX else delimiter_of(source.text)
    rows = [_row(source.text, paragraph, mark, media_type) for paragraph in source.paragraphs]
    if not source.pages:
        return (TableSheet("", tuple(rows)),)
    return tuple(
        TableSheet(page.label, tuple(row for row in rows if page.span.contains(row.span)))
        for page in source.pages
    )


def _unshielded(words: str) -> str:
    return words[1:] if _SHIELDED.match(words) else words


def _row(text: str, paragraph: Paragraph, mark: str, media_type: str) -> TableRow:
    words = paragraph.span.of(text)
    values = words.split(mark) if media_type == XLSX else values_of(words, mark)
    cells = tuple(_placed(text, paragraph.span, values))
    return TableRow(int(paragraph.number or 0), paragraph.span, cells)


def _placed(text: str, row: Span, values: Sequence[str]) -> Iterator[TableCell]:
    """Yield cells with their places; of one whose quotation marks are doubled in the file, the row's."""
    at = row.start
    for value in values:
        plain = value.strip()
        found = text.find(plain, at, row.end) if plain else -1
        span = Span(found, found + len(plain)) if found >= 0 else row if plain else None
        at = found + len(plain) if found >= 0 else at
        yield TableCell(_unshielded(plain).replace(LINE_BREAK, "\n"), span)

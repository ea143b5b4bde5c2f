"""The lines of a paper as printed, without page furniture and without printed line numbers.

What is set line by line (a transcript, a caption in plain text) tells more by where a line begins than
by its paragraph. Offsets count code points of the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.source_text import SourceText, Span, Zone, disjoint

__all__ = ["PrintedLine", "printed_lines"]

_LINE = re.compile(r"[^\n\f]+")
_NUMBER = re.compile(r"[ \t]*(\d{1,2})(?=\s|$)[ \t]*")

# Transcript paper numbers every line of a page; fewer are a list.
_FEWEST_NUMBERED = 8


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line: its visible stretches in order, without blank edges, never empty.

    ``begins_paragraph`` says that a paragraph of the paper begins with it.
    """

    pieces: tuple[Span, ...]
    text: str
    begins_paragraph: bool

    @property
    def start(self) -> int:
        """Where its first visible character stands in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last visible character ends in the source."""
        return self.pieces[-1].end


def printed_lines(source: SourceText) -> list[PrintedLine]:
    """Return the lines of a paper that are its own text."""
    rows = list(_own(source))
    numbered = _is_numbered(source.text, rows)
    starts = sorted(paragraph.span.start for paragraph in source.paragraphs)
    made: list[PrintedLine] = []
    at = 0
    for row in rows:
        pieces = list(row)
        if numbered and (number := _NUMBER.match(source.text, pieces[0].start, pieces[0].end)):
            pieces[0] = Span(number.end(), pieces[0].end)
        pieces = [piece for piece in (_trimmed(source.text, p) for p in pieces) if len(piece)]
        begins = at < len(starts) and starts[at] < row[-1].end
        while at < len(starts) and starts[at] < row[-1].end:
            at += 1
        if pieces:
            words = " ".join(" ".join(piece.of(source.text).split()) for piece in pieces)
            made.append(PrintedLine(tuple(pieces), words, begins))
    return made


def _own(source: SourceText) -> Iterator[tuple[Span, ...]]:
    """Yield each line's stretches that are no page furniture."""
    furniture = [zone.span for zone in source.zones if zone.zone is Zone.PAGE_FURNITURE]
    furniture += [p.span for p in source.paragraphs if p.zone is Zone.PAGE_FURNITURE]
    holes = disjoint(furniture)
    at = 0
    for line in _LINE.finditer(source.text):
        while at < len(holes) and holes[at].end <= line.start():
            at += 1
        pieces: list[Span] = []
        start, n = line.start(), at
        while n < len(holes) and holes[n].start < line.end():
            if holes[n].start > start:
                pieces.append(Span(start, holes[n].start))
            start = max(start, holes[n].end)
            n += 1
        if start < line.end():
            pieces.append(Span(start, line.end()))
        visible = tuple(piece for piece in pieces if piece.of(source.text).strip())
        if visible:
            yield visible


def _is_numbered(text: str, rows: Sequence[tuple[Span, ...]]) -> bool:
    """Tell whether lines carry their printed numbers in the text, as in a transcript in plain text."""
    found = [_NUMBER.match(text, row[0].start, row[0].end) for row in rows]
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) < max(_FEWEST_NUMBERED, 0.8 * len(rows)):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    return sum(step == 1 for step in steps) >= 0.8 * len(steps)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))

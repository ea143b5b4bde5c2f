"""The lines of a page as they are printed: which characters, and where on the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.source_text import Span

__all__ = ["PageLayout", "PageLine", "gaps"]


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line, or the part of it that the PDF draws in one go; blank lines are left out.

    ``span`` leaves out the line's end. Lengths are PDF points from the page's top left corner as
    displayed; ``left`` and ``right`` leave out blanks at the ends. ``size`` is the height of the
    font's box, which is good for comparing lines, not the type size. ``upright`` is false for text
    that runs up or down the margin.
    """

    span: Span
    left: float
    right: float
    baseline: float
    size: float
    upright: bool = True

    def moved(self, offset: int) -> "PageLine":
        """Return the same line with its span moved by ``offset`` code points."""
        span = Span(self.span.start + offset, self.span.end + offset)
        return PageLine(span, self.left, self.right, self.baseline, self.size, self.upright)


@dataclass(frozen=True)
class PageLayout:
    """One page's lines in the order of the text layer; spans count the whole document's characters."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...]


def gaps(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """Yield what the holes, in order, leave of a span."""
    start = span.start
    for hole in holes:
        if hole.start > start:
            yield Span(start, min(hole.start, span.end))
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)

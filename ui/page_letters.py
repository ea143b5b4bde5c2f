"""Where the letters of a page stand, and which place in the text a point on the page means.

Plain geometry in PDF points from the page's top left, no widgets. Letters follow the text's own order:
printed lines are runs of letters that stand close together, blocks are lines below each other, so that
a point beside a short line or between two columns means the place that a reader would say it means.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import copysign
from statistics import median

from PySide6.QtCore import QPointF, QRectF

from casefile.records import Box
from importers.source_text import Span

__all__ = ["PageLetters", "letters_of", "word_at"]

_WIDEST_GAP = 4.0
"""Heights of a letter between two of one printed line: wider gaps stand between columns of a table."""
_HIGHEST_STEP = 3.0
"""Sizes of a letter that a mark may stand above or below the one before it: a quotation mark, a full stop."""
_LEAST_SIZE = 2.0
"""Points: a page of mere dots and rules still has letters of some size."""


@dataclass(frozen=True)
class _Line:
    """Letters that stand in one row; ``offsets`` count the document's text, ``boxes`` belong to them."""

    offsets: tuple[int, ...]
    boxes: tuple[QRectF, ...]

    @cached_property
    def rect(self) -> QRectF:
        """The rectangle around all letters."""
        return _around(self.boxes)

    @cached_property
    def way(self) -> QPointF:
        """Which way the line is read: one step to the right, or on a page on its side up or down."""
        way = self.boxes[-1].center() - self.boxes[0].center()
        if abs(way.y()) > abs(way.x()):
            return QPointF(0.0, copysign(1.0, way.y()))
        return QPointF(copysign(1.0, way.x()), 0.0)

    @property
    def is_sideways(self) -> bool:
        """Tell whether the line runs up or down the page."""
        return self.way.x() == 0.0

    def off(self, point: QPointF) -> tuple[float, float]:
        """Return how far a point is from the line, first across it, then along it."""
        across, down = _beyond(self.rect, point)
        return (across, down) if self.is_sideways else (down, across)

    def place(self, point: QPointF) -> int:
        """Return the place in the text that a point means: before or behind the nearest letter."""
        at = QPointF.dotProduct(point, self.way)
        for offset, box in zip(self.offsets, self.boxes, strict=True):
            if at < QPointF.dotProduct(box.center(), self.way):
                return offset
        return self.offsets[-1] + 1

    def part(self, span: Span) -> QRectF | None:
        """Return the rectangle around those letters that lie in a span, as high as the line."""
        first = bisect_left(self.offsets, span.start)
        last = bisect_left(self.offsets, span.end)
        if first >= last:
            return None
        part = _around(self.boxes[first:last])
        if self.is_sideways:
            return QRectF(self.rect.left(), part.top(), self.rect.width(), part.height())
        return QRectF(part.left(), self.rect.top(), part.width(), self.rect.height())


@dataclass(frozen=True)
class _Block:
    lines: tuple[_Line, ...]

    @cached_property
    def rect(self) -> QRectF:
        return _around([line.rect for line in self.lines])


@dataclass(frozen=True)
class PageLetters:
    """The letters of one page that can be seen."""

    blocks: tuple[_Block, ...] = ()

    def place(self, point: QPointF) -> int | None:
        """Return the place in the document's text that a point means, ``None`` on a page without letters."""
        if not self.blocks:
            return None
        block = min(self.blocks, key=lambda block: (_distance(block.rect, point), _area(block)))
        return min(block.lines, key=lambda line: line.off(point)).place(point)

    def is_over(self, point: QPointF) -> bool:
        """Tell whether a point is on a printed line."""
        return any(
            line.rect.adjusted(-2, -2, 2, 2).contains(point)
            for block in self.blocks
            if block.rect.adjusted(-2, -2, 2, 2).contains(point)
            for line in block.lines
        )

    def boxes(self, span: Span) -> Iterator[QRectF]:
        """Yield the rectangles of a span, one for each printed line."""
        for block in self.blocks:
            for line in block.lines:
                part = line.part(span)
                if part is not None:
                    yield part


def letters_of(text: str, start: int, boxes: Sequence[Sequence[Box]]) -> PageLetters:
    """Return a page's letters from the boxes of its characters, which begin at ``start`` in ``text``."""
    placed = [
        (offset, _around([_rect(box) for box in row]))
        for offset, row in enumerate(boxes, start)
        if row and not text[offset : offset + 1].isspace()
    ]
    if not placed:
        return PageLetters()
    size = max(_LEAST_SIZE, median(min(box.width(), box.height()) for _, box in placed))
    lines: list[_Line] = []
    run: list[tuple[int, QRectF]] = []
    for offset, box in placed:
        if run and not _goes_on(text, run, offset, box, size):
            lines.append(_line(run))
            run = []
        run.append((offset, box))
    lines.append(_line(run))
    return PageLetters(tuple(_blocks(lines)))


def word_at(text: str, place: int) -> Span | None:
    """Return the word that a place in a text stands in or at, ``None`` between other characters."""
    start = end = place
    while start > 0 and _is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_word(text[end]):
        end += 1
    return Span(start, end) if start < end else None


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in "_@’'-\ufffe"


def _goes_on(
    text: str, run: list[tuple[int, QRectF]], offset: int, box: QRectF, size: float
) -> bool:
    """Tell whether a letter stands in one row with those before it."""
    before, last = run[-1]
    if "\n" in text[before:offset] or "\r" in text[before:offset]:
        return False
    across, down = _gap(last, box)
    return across <= _WIDEST_GAP * size and down <= _HIGHEST_STEP * size


def _line(run: list[tuple[int, QRectF]]) -> _Line:
    return _Line(tuple(offset for offset, _ in run), tuple(box for _, box in run))


def _blocks(lines: Sequence[_Line]) -> Iterator[_Block]:
    block: list[_Line] = []
    for line in lines:
        if block and not _is_below(block[-1], line):
            yield _Block(tuple(block))
            block = []
        block.append(line)
    yield _Block(tuple(block))


def _is_below(line: _Line, other: _Line) -> bool:
    """Tell whether a line follows another one in the same block."""
    if line.is_sideways or other.is_sideways:
        return line.is_sideways and other.is_sideways and _gap(line.rect, other.rect)[1] == 0
    beside = _gap(line.rect, other.rect)[0] > 0
    return not beside and other.rect.center().y() > line.rect.center().y()


def _rect(box: Box) -> QRectF:
    return QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))


def _around(boxes: Sequence[QRectF]) -> QRectF:
    left, top = min(box.left() for box in boxes), min(box.top() for box in boxes)
    right, bottom = max(box.right() for box in boxes), max(box.bottom() for box in boxes)
    return QRectF(left, top, right - left, bottom - top)


def _gap(one: QRectF, other: QRectF) -> tuple[float, float]:
    """Return how far two rectangles are apart, across and down; 0 where they overlap."""
    across = max(one.left() - other.right(), other.left() - one.right(), 0.0)
    down = max(one.top() - other.bottom(), other.top() - one.bottom(), 0.0)
    return across, down


def _beyond(rect: QRectF, point: QPointF) -> tuple[float, float]:
    across = max(rect.left() - point.x(), point.x() - rect.right(), 0.0)
    down = max(rect.top() - point.y(), point.y() - rect.bottom(), 0.0)
    return across, down


def _distance(rect: QRectF, point: QPointF) -> float:
    across, down = _beyond(rect, point)
    return float(across * across + down * down)


def _area(block: _Block) -> float:
    return float(block.rect.width() * block.rect.height())

"""Pieces of writing that an engine found on a picture, joined to printed lines in reading order.

An engine finds a line in pieces where it has wide gaps: a caption's halves, the dots of a table of
contents, a line number and its line. Pieces of one height are one printed line; of a page that is set
in two columns the left one is read before the right one. Lengths are in any unit, from the top left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from importers.machine_page import MachineWord, Rectangle

__all__ = ["Piece", "printed_lines", "slope_of"]

_LEVEL = 0.1
"""Slopes beyond this are no skew of a sheet on the glass: 5.7 degrees."""
_ROWS_OF_A_COLUMN = 6


@dataclass(frozen=True)
class Piece:
    """Words that an engine read in one go, from left to right, all on one printed line."""

    words: tuple[MachineWord, ...]

    @cached_property
    def box(self) -> Rectangle:
        """Return the rectangle around the words."""
        boxes = [word.box for word in self.words]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Return the middle of the words' own boxes: a skewed line's frame is higher than its words."""
        left, _, right, _ = self.box
        heights = [(word.box[1] + word.box[3]) / 2 for word in self.words]
        return (left + right) / 2, sum(heights) / len(heights)

    @cached_property
    def height(self) -> float:
        """Return the height of its usual word."""
        return median(word.box[3] - word.box[1] for word in self.words)


def slope_of(pieces: Sequence[Piece]) -> float:
    """Return how far a page's lines fall on their way to the right, as a part of the way."""
    slopes = []
    for piece in pieces:
        first, last = piece.words[0].box, piece.words[-1].box
        way = (last[0] + last[2] - first[0] - first[2]) / 2
        if way > 10 * piece.height:
            slopes.append((last[1] + last[3] - first[1] - first[3]) / 2 / way)
    slope = median(slopes) if len(slopes) >= 3 else 0.0
    return slope if abs(slope) < _LEVEL else 0.0


def printed_lines(pieces: Sequence[Piece]) -> tuple[tuple[MachineWord, ...], ...]:
    """Return the printed lines in reading order, each from left to right."""
    pieces = [piece for piece in pieces if piece.words]
    slope = slope_of(pieces)
    lines: list[tuple[MachineWord, ...]] = []
    for block in _blocks(pieces, slope):
        rows = _rows(block, slope)
        lines.extend(tuple(word for piece in row for word in piece.words) for row in rows)
    return tuple(lines)


def _level(piece: Piece, slope: float) -> float:
    """Return the height at which a piece would stand if the page lay straight."""
    x, y = piece.middle
    return y - slope * x


def _rows(pieces: Sequence[Piece], slope: float) -> Iterator[list[Piece]]:
    """Yield what stands on one height, from top to bottom; a row's pieces from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: _level(piece, slope)):
        row = next((row for row in reversed(rows[-3:]) if _belongs(piece, row, slope)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    for row in rows:
        yield sorted(row, key=lambda piece: piece.box[0])


def _belongs(piece: Piece, row: Sequence[Piece], slope: float) -> bool:
    """Tell whether a piece stands beside the nearest of a row's pieces, at its height."""
    left, _, right, _ = piece.box
    nearest = min(row, key=lambda other: max(other.box[0] - right, left - other.box[2]))
    apart = abs(_level(piece, slope) - _level(nearest, slope))
    if apart > 0.5 * min(piece.height, nearest.height):
        return False
    return all(
        min(right, other.box[2]) - max(left, other.box[0])
        < 0.3 * min(right - left, other.box[2] - other.box[0])
        for other in row
    )


# -- columns -----------------------------------------------------------------------------------


def _blocks(pieces: Sequence[Piece], slope: float) -> Iterator[Sequence[Piece]]:
    """Yield the pieces in the blocks in which they are read: of two columns the left before the right."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield pieces
        return
    across = [piece for piece in pieces if piece.box[0] < gutter < piece.box[2]]
    edges = sorted(_level(piece, slope) for piece in across)
    bands: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for piece in pieces:
        if piece not in across:
            level = _level(piece, slope)
            bands[sum(edge < level for edge in edges)].append(piece)
    for at, band in enumerate(bands):
        left = [piece for piece in band if piece.box[2] <= gutter]
        right = [piece for piece in band if piece.box[0] >= gutter]
        if min(len(left), len(right)) >= _ROWS_OF_A_COLUMN or not band:
            yield left
            yield right
        else:
            yield band
        if at < len(edges):
            yield [piece for piece in across if _level(piece, slope) == edges[at]]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where the white between two columns of prose runs down the page, if it does."""
    if len(pieces) < 4 * _ROWS_OF_A_COLUMN:
        return None
    left = min(piece.box[0] for piece in pieces)
    right = max(piece.box[2] for piece in pieces)
    places = [left + (right - left) * part / 100 for part in range(35, 66)]
    crossed = [sum(piece.box[0] < x < piece.box[2] for piece in pieces) for x in places]
    fewest = min(crossed)
    best = [x for x, count in zip(places, crossed, strict=True) if count == fewest]
    gutter = best[len(best) // 2]
    sides = (
        [piece for piece in pieces if piece.box[2] <= gutter],
        [piece for piece in pieces if piece.box[0] >= gutter],
    )
    prose = all(_is_prose(side, (right - left) / 2) for side in sides)
    return gutter if prose and fewest <= 0.15 * len(pieces) else None


def _is_prose(pieces: Sequence[Piece], width: float) -> bool:
    """Tell lines that mostly fill their column, as prose does and a caption's halves do not."""
    full = sum(piece.box[2] - piece.box[0] > 0.7 * width for piece in pieces)
    return full >= _ROWS_OF_A_COLUMN and full >= 0.5 * len(pieces)

"""Pieces of writing that an engine found on a picture, joined to printed lines in reading order.

An engine finds a line in pieces where it has wide gaps: a caption's halves, the dots of a table of
contents, a line number and its line. Pieces of one height are one printed line; of a page that is set
in two columns the left one is read before the right one. Lengths are in any unit, from the top left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from importers.machine_page import MachineWord, Rectangle

__all__ = ["Piece", "is_sideways", "printed_lines", "slope_of", "turn_of", "turned", "usual_height"]

_LEVEL = 0.1
"""Slopes beyond this are no skew of a sheet on the glass: 5.7 degrees."""
_ROWS_OF_A_COLUMN = 6
_ROWS_OF_A_CAPTION = 30
"""Rows around the "v." in which the sides of a caption are looked for."""
# "v.", "VS.", "-against-", and what engines make of them.
_VERSUS = re.compile(r"[-–—\s]*(?:vv?|vs|versus|against|[uw]s(?=\.))[-–—.,:;\s]*", re.IGNORECASE)


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


def turned(box: Rectangle, quarters: int, width: float, height: float) -> Rectangle:
    """Return where a box lies once its page of ``width`` and ``height`` is turned left by quarters."""
    left, top, right, bottom = box
    if quarters == 1:
        return top, width - right, bottom, width - left
    if quarters == 2:
        return width - right, height - bottom, width - left, height - top
    if quarters == 3:
        return height - bottom, left, height - top, right
    return box


def turn_of(lines: Sequence[Sequence[MachineWord]]) -> int:
    """Return by how many quarters to turn a page left so that most of its lines run from left to right."""
    ways = [0.0, 0.0, 0.0, 0.0]
    for line in lines:
        first, last = line[0].box, line[-1].box
        across = (last[0] + last[2] - first[0] - first[2]) / 2
        down = (last[1] + last[3] - first[1] - first[3]) / 2
        if abs(across) >= abs(down):
            ways[0 if across >= 0 else 2] += abs(across)
        else:
            ways[1 if down > 0 else 3] += abs(down)
    return max(range(4), key=lambda turn: (ways[turn], -turn))


def is_sideways(piece: Piece, usual: float) -> bool:
    """Tell writing that runs up or down a margin; ``usual`` is the height of the page's usual line."""
    left, top, right, bottom = piece.box
    return bottom - top > 1.5 * (right - left) and bottom - top > 2 * usual


def printed_lines(pieces: Sequence[Piece]) -> tuple[tuple[MachineWord, ...], ...]:
    """Return the printed lines in reading order, each from left to right, then what runs up the margins."""
    pieces = [piece for piece in pieces if piece.words]
    if not pieces:
        return ()
    usual = usual_height(pieces)
    upright = [piece for piece in pieces if not is_sideways(piece, usual)]
    slope = slope_of(upright)
    lines: list[tuple[MachineWord, ...]] = []
    for block in _blocks(upright, slope):
        rows = list(_rows(block, slope))
        for part in _caption_columns(rows):
            lines.extend(tuple(word for piece in row for word in piece.words) for row in part)
    sideways = sorted((piece for piece in pieces if is_sideways(piece, usual)), key=_left)
    return (*lines, *(piece.words for piece in sideways))


def usual_height(pieces: Sequence[Piece]) -> float:
    """Return the height of the usual line, long ones counting for more."""
    return median(piece.height for piece in pieces for _ in range(1 + len(piece.words) // 2))


def _left(piece: Piece) -> float:
    return piece.box[0]


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
        yield sorted(row, key=_left)


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
    gutter = _gutter(pieces, slope)
    if gutter is None:
        yield pieces
        return
    band: list[Piece] = []
    parted = [part for piece in pieces for part in _parted(piece, gutter - slope * piece.middle[1])]
    for row in _rows(parted, slope):
        if any(_crosses(piece, gutter, slope) for piece in row):
            yield from _columns(band, gutter, slope)
            band = []
            yield row
        else:
            band.extend(row)
    yield from _columns(band, gutter, slope)


def _parted(piece: Piece, gutter: float) -> Iterator[Piece]:
    """Yield a piece in two where the engine has read on over a gutter."""
    for at, (before, after) in enumerate(pairwise(piece.words), 1):
        white = after.box[0] - before.box[2]
        middle = (after.box[0] + before.box[2]) / 2
        if white > 0.7 * piece.height and abs(middle - gutter) < piece.height:
            yield Piece(piece.words[:at])
            yield Piece(piece.words[at:])
            return
    yield piece


def _columns(band: Sequence[Piece], gutter: float, slope: float) -> Iterator[Sequence[Piece]]:
    """Yield what stands left and right of a gutter, or both as one where that is too little for columns."""
    left = [piece for piece in band if _lean(piece, slope) < gutter]
    right = [piece for piece in band if _lean(piece, slope) >= gutter]
    if min(len(left), len(right)) >= _ROWS_OF_A_COLUMN:
        yield left
        yield right
    else:
        yield band


def _lean(piece: Piece, slope: float) -> float:
    """Return where the middle of a piece would stand if the page lay straight."""
    x, y = piece.middle
    return x + slope * y


def _edges(piece: Piece, slope: float) -> tuple[float, float]:
    """Return where a piece would begin and end if the page lay straight."""
    shift = slope * piece.middle[1]
    return piece.box[0] + shift, piece.box[2] + shift


def _crosses(piece: Piece, gutter: float, slope: float) -> bool:
    """Tell a piece that stands on both sides of a gutter by more than a measure may waver."""
    left, right = _edges(piece, slope)
    return left < gutter - piece.height / 2 and right > gutter + piece.height / 2


def _gutter(pieces: Sequence[Piece], slope: float) -> float | None:
    """Return where the white between two columns of prose runs down the page, if it does."""
    if len(pieces) < 4 * _ROWS_OF_A_COLUMN:
        return None
    edges = [_edges(piece, slope) for piece in pieces]
    left = min(start for start, _ in edges)
    right = max(end for _, end in edges)
    places = [left + (right - left) * part / 200 for part in range(70, 131)]
    crossed = [sum(start < x < end for start, end in edges) for x in places]
    fewest = min(crossed)
    best = [x for x, count in zip(places, crossed, strict=True) if count == fewest]
    gutter = best[len(best) // 2]
    across = [piece for piece in pieces if _crosses(piece, gutter, slope)]
    beside = [piece for piece in pieces if piece not in across]
    sides = (
        [piece for piece in beside if _lean(piece, slope) < gutter],
        [piece for piece in beside if _lean(piece, slope) >= gutter],
    )
    prose = all(_is_prose(side, (right - left) / 2) for side in sides)
    return gutter if prose and len(across) <= 0.15 * len(pieces) else None


def _is_prose(pieces: Sequence[Piece], width: float) -> bool:
    """Tell lines that mostly fill their column, as prose does and a caption's halves do not."""
    full = sum(piece.box[2] - piece.box[0] > 0.7 * width for piece in pieces)
    return full >= _ROWS_OF_A_COLUMN and full >= 0.5 * len(pieces)


def _caption_columns(rows: Sequence[list[Piece]]) -> Iterator[Sequence[list[Piece]]]:
    """Yield rows in parts: of a caption the parties' side first, then the side of number and title.

    A caption is told by its "v." or "against", and by white between its sides.
    """
    versus = next((at for at, row in enumerate(rows) if _says_versus(row)), None)
    found = None if versus is None else _caption(rows, versus)
    if found is None:
        yield rows
        return
    start, end, gutter = found
    sides: tuple[list[list[Piece]], list[list[Piece]]] = ([], [])
    for row in rows[start:end]:
        for side, part in zip(sides, _sides(row, gutter), strict=True):
            if part:
                side.append(part)
    yield rows[:start]
    yield from sides
    yield rows[end:]


def _says_versus(row: Sequence[Piece]) -> bool:
    return any(_VERSUS.fullmatch(" ".join(word.text for word in piece.words)) for piece in row)


def _caption(rows: Sequence[list[Piece]], versus: int) -> tuple[int, int, float] | None:
    """Return a caption's rows and where its right side begins, if it has one beside the parties."""
    left = min(piece.box[0] for row in rows for piece in row)
    right = max(piece.box[2] for row in rows for piece in row)
    middle = left + 0.42 * (right - left)
    near = rows[max(0, versus - _ROWS_OF_A_CAPTION) : versus + _ROWS_OF_A_CAPTION]
    beside = sorted(
        piece.box[0]
        for row in near
        for before, piece in pairwise(row)
        if piece.box[0] > middle and piece.box[0] - before.box[2] > piece.height
    )
    found = None
    for edge in beside:
        gutter = edge - 0.1
        start, end = versus, versus + 1
        while start > 0 and _leaves_free(rows[start - 1], gutter):
            start -= 1
        while end < len(rows) and _leaves_free(rows[end], gutter):
            end += 1
        sides = [_sides(row, gutter) for row in rows[start:end]]
        if not _leaves_free(rows[versus], gutter) or not any(one and two for one, two in sides):
            continue
        if found is None or end - start > found[1] - found[0]:
            found = start, end, gutter
    return found


def _leaves_free(row: Sequence[Piece], gutter: float) -> bool:
    return not any(piece.box[0] < gutter < piece.box[2] for piece in row)


def _sides(row: Sequence[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    return (
        [piece for piece in row if piece.box[0] < gutter],
        [piece for piece in row if piece.box[0] >= gutter],
    )

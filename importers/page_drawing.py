"""What a PDF page draws, in order: the texts, and everything with an area that could cover them.

Coordinates are PDF points, origin at the bottom left of the page as it is stored.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from importers.pdfium_calls import address, pdfium_calls

__all__ = [
    "PALE",
    "Box",
    "Cover",
    "Drawing",
    "DrawnText",
    "Grid",
    "Handle",
    "area",
    "bounds",
    "colour_of",
    "drawing_of",
    "overlap",
    "shared",
    "words_of",
]

_T = TypeVar("_T")

Handle: TypeAlias = Any  # pypdfium2 declares no types

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""
_Matrix = tuple[float, float, float, float, float, float]

_SMALLEST = 3.0
"""Points; what is thinner is a rule, an underline or a strike-through."""
_MOST_OBJECTS = 200_000
_DEEPEST = 6
_OPAQUE = 250
"""Of 255; what is less lets the text shine through."""
_DARK = 110
_BRIGHT = 60
"""Of 255; from here on a blended fill is a highlighter, not a cover."""
PALE = 235
"""Of 255; what is as bright in all its colours hardly shows on paper."""
_FEW_SEGMENTS = 6
"""Of a path that can be no more than one rectangle; what has more may be a table's grid."""
_CELL = 36.0
"""Points; a grid's squares."""
_FARTHEST = 400
"""Squares from the origin; what lies beyond counts to the edge. PDF's largest page has 400."""
_UNCHANGED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Cover:
    """Something with an area; ``order`` is its place in the drawing list."""

    order: int
    box: Box
    colour: Colour | None = None
    is_picture: bool = False
    is_rectangle: bool = False

    @property
    def is_dark(self) -> bool:
        """Tell whether it could have been meant to black out text."""
        return self.colour is not None and max(self.colour) <= _DARK

    @property
    def is_pale(self) -> bool:
        """Tell whether it is as good as white."""
        return self.colour is not None and min(self.colour) >= PALE

    @property
    def is_marker(self) -> bool:
        """Tell whether text may have been printed on it in its own colour, as with a black marker pen."""
        return self.is_dark and self.is_rectangle


class DrawnText(NamedTuple):
    """A piece of text that the page draws in one go; ``at`` is PDFium's address of it."""

    order: int
    at: int | None
    matrix: _Matrix

    @property
    def handle(self) -> Handle:
        """What pypdfium2's functions take for it."""
        return _handle(self.at)

    @property
    def box(self) -> Box | None:
        """Where it stands; ``None`` where PDFium does not know."""
        return bounds(self.handle, self.matrix)


@dataclass
class Drawing:
    """A page's drawing list, forms unfolded; ``pictures`` are the places of all pictures, thin ones too."""

    covers: list[Cover] = field(default_factory=list)
    texts: list[DrawnText] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    count: int = 0


def drawing_of(page: Handle) -> Drawing:
    """Return what a page draws."""
    from pypdfium2 import raw

    drawn = Drawing()
    objects = partial(pdfium_calls().object_at, address(page.raw))
    count = raw.FPDFPage_CountObjects(page.raw)
    _collect(drawn, map(objects, range(count)), _UNCHANGED, 0)
    return drawn


def _collect(drawn: Drawing, objects: Iterator[int | None], matrix: _Matrix, depth: int) -> None:
    from pypdfium2 import raw

    calls, text, form = pdfium_calls(), raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
    kind_of, add_text = calls.kind_of, drawn.texts.append
    for at in objects:
        drawn.count += 1
        if drawn.count > _MOST_OBJECTS:
            return
        kind = kind_of(at)
        if kind == text:
            add_text(DrawnText(drawn.count, at, matrix))
            continue
        handle = _handle(at)
        if kind == form:
            if depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(handle)
                inner = map(partial(calls.form_object_at, at or 0), range(count))
                _collect(drawn, inner, _times(_matrix(handle), matrix), depth + 1)
        else:
            _add_cover(drawn, handle, kind, matrix)


def _handle(at: int | None) -> Handle:
    """Return the pointer that pypdfium2's functions take for an address."""
    from pypdfium2 import raw

    return ctypes.cast(at or 0, raw.FPDF_PAGEOBJECT)


def _add_cover(drawn: Drawing, handle: Handle, kind: int, matrix: _Matrix) -> None:
    from pypdfium2 import raw

    is_path = kind == raw.FPDF_PAGEOBJ_PATH
    if is_path and not _has_area(handle):
        return
    box = bounds(handle, matrix)
    if box is None:
        return
    is_picture = kind == raw.FPDF_PAGEOBJ_IMAGE
    if is_picture:
        drawn.pictures.append(box)
    if min(box[2] - box[0], box[3] - box[1]) < _SMALLEST:
        return
    colour: Colour | None = None
    if is_path:
        red, green, blue, alpha = colour_of(handle) or (0, 0, 0, 255)
        colour = red, green, blue
        if alpha < _OPAQUE or (max(colour) > _BRIGHT and raw.FPDFPageObj_HasTransparency(handle)):
            return
    is_rectangle = is_path and raw.FPDFPath_CountSegments(handle) <= _FEW_SEGMENTS
    drawn.covers.append(Cover(drawn.count, box, colour, is_picture, is_rectangle))


def _has_area(handle: Handle) -> bool:
    """Tell whether a path is filled, or drawn with a pen as broad as a line of text."""
    from pypdfium2 import raw

    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    if not raw.FPDFPath_GetDrawMode(handle, fill, stroke):
        return False
    if fill.value:
        return True
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    return bool(stroke.value) and width.value >= _SMALLEST


def colour_of(handle: Handle) -> tuple[int, int, int, int] | None:
    """Return the colour that a path or a text is filled with; of a path only drawn, its line's."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(1), ctypes.c_int()
    if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_PATH:
        raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    read = raw.FPDFPageObj_GetFillColor if fill.value else raw.FPDFPageObj_GetStrokeColor
    parts = [ctypes.c_uint() for _ in range(4)]
    if not read(handle, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def bounds(handle: Handle, matrix: _Matrix) -> Box | None:
    """Return the box around an object; ``matrix`` leads from its form to the page."""
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(handle, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _matrix(handle: Handle) -> _Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return _UNCHANGED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def words_of(text: DrawnText, text_page: Handle) -> str:
    """Return the words of a piece of text."""
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(text.handle, text_page, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(text.handle, text_page, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", errors="replace")


def area(box: Box) -> float:
    """Return a box's area, 0 for one turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def shared(one: Box, other: Box) -> Box:
    """Return the box that two boxes share, turned inside out where they share none."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    return area(shared(one, other))


class Grid(Generic[_T]):
    """Things with boxes, found again by where they are."""

    def __init__(self) -> None:
        self._items: list[tuple[_T, Box]] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def __iter__(self) -> Iterator[tuple[_T, Box]]:
        return iter(self._items)

    def add(self, item: _T, box: Box) -> None:
        """Put a thing in its place."""
        for cell in _cells(box):
            self._cells[cell].append(len(self._items))
        self._items.append((item, box))

    def touching(self, box: Box) -> Iterator[tuple[_T, Box]]:
        """Yield what shares area with a box, in the order in which it was added."""
        near = {at for cell in _cells(box) for at in self._cells.get(cell, ())}
        for at in sorted(near):
            if overlap(self._items[at][1], box) > 0:
                yield self._items[at]


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = (int(min(max(edge / _CELL, -_FARTHEST), _FARTHEST)) for edge in box)
    for across in range(left, right + 1):
        for up in range(bottom, top + 1):
            yield across, up

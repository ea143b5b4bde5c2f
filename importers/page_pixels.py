"""A page's picture, asked what can be seen in a box."""

import math
from collections import Counter
from collections.abc import Callable

from importers.page_drawing import Box, Handle

__all__ = ["PagePixels"]

_SCALE = 2.0
"""144 dots per inch: a letter in small type is some ten pixels high."""
_MOST_PIXELS = 10_000_000
_PLAIN = 0.9
_SAMPLES = 4000


class PagePixels:
    """A page's picture, four bytes a pixel."""

    def __init__(self, page: Handle, to_page: Callable[..., Box]) -> None:
        """Draw an open page.

        ``to_page`` turns a box into left, top, right, bottom from the displayed page's top left corner.
        """
        width, height = page.get_size()
        self._scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        self._to_page = to_page
        bitmap = page.render(scale=self._scale, prefer_bgrx=True)
        try:
            self._width, self._height = bitmap.width, bitmap.height
            self._stride, self.pixels = bitmap.stride, bytes(bitmap.buffer)
        finally:
            bitmap.close()

    def changed(self, other: "PagePixels", box: Box) -> float:
        """Return the part of a box's pixels that differ between two pictures of one page."""
        total = differing = 0
        left, top, right, bottom = self._frame(box)
        for y in range(top, bottom):
            row = slice(y * self._stride + 4 * left, y * self._stride + 4 * right)
            total += right - left
            mine, its = self.pixels[row], other.pixels[row]
            if mine != its:
                differing += sum(
                    mine[at : at + 3] != its[at : at + 3] for at in range(0, len(mine), 4)
                )
        return differing / max(total, 1)

    def is_plain(self, box: Box) -> bool:
        """Tell whether a box shows one colour; of a large one, some thousand pixels are looked at."""
        left, top, right, bottom = self._frame(box)
        step = 1 + int(((bottom - top) * (right - left) / _SAMPLES) ** 0.5)
        seen = Counter(
            bytes(value & 0xF0 for value in self.pixels[at : at + 3])
            for y in range(top, bottom, step)
            for at in range(y * self._stride + 4 * left, y * self._stride + 4 * right, 4 * step)
        )
        return bool(seen) and seen.most_common(1)[0][1] >= _PLAIN * seen.total()

    def _frame(self, box: Box) -> tuple[int, int, int, int]:
        """Return a box in pixels, its edges left out where it has more than edges."""
        edges = [edge * self._scale for edge in self._to_page(*box)]
        left, right = _within(edges[0], edges[2], self._width)
        top, bottom = _within(edges[1], edges[3], self._height)
        return left, top, right, bottom


def _within(start: float, end: float, limit: int) -> tuple[int, int]:
    first, last = math.ceil(start), math.floor(end)
    if last - first < 1:
        first = int((start + end) / 2)
        last = first + 1
    return max(0, min(first, limit - 1)), max(1, min(last, limit))

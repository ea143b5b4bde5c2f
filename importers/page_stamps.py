"""Where a number can be stamped on a page: never where words stand if a corner is free."""

from dataclasses import dataclass
from enum import StrEnum

from importers.pdf_pages import Picture, Rectangle

__all__ = ["Corner", "PageStamp", "free_place"]

_AWAY = (
    14.0,
    26.0,
)  # points from the page's edge: printers reach so far, and so near is seldom text
_PAD = 2.0
_INK = 160  # a pixel darker than this is ink; the noise of a scan's ground is lighter


class Corner(StrEnum):
    """Where on the page a number goes."""

    BOTTOM_RIGHT = "bottom-right"
    BOTTOM_CENTER = "bottom-center"
    BOTTOM_LEFT = "bottom-left"
    TOP_RIGHT = "top-right"
    TOP_CENTER = "top-center"
    TOP_LEFT = "top-left"


@dataclass(frozen=True, slots=True)
class PageStamp:
    """A line of ASCII characters to be stamped, with its width and the size of its letters in points."""

    text: str
    width: float
    size: float
    corner: Corner = Corner.BOTTOM_RIGHT

    @property
    def box(self) -> tuple[float, float]:
        """The width and height of the white ground behind it."""
        return self.width + 2 * _PAD, self.size + 2 * _PAD

    @property
    def pad(self) -> float:
        """The white ground beside its letters."""
        return _PAD


def free_place(stamp: PageStamp, size: tuple[float, float], picture: Picture) -> Rectangle:
    """Return where a stamp goes on a page as displayed: its corner, else the nearest free one.

    Where none is free it goes into its corner all the same, on its white ground. ``picture`` is the page
    in any scale.
    """
    usual = _place(stamp, stamp.corner, _AWAY[0], size)
    for corner in _by_nearness(stamp.corner):
        for away in _AWAY:
            place = _place(stamp, corner, away, size)
            if _is_free(place, size, picture):
                return place
    return usual


def _by_nearness(corner: Corner) -> list[Corner]:
    """Return all corners, those at the same edge of the page first."""
    edge = corner.split("-")[0]
    return sorted(Corner, key=lambda each: (each is not corner, not each.startswith(edge)))


def _place(stamp: PageStamp, corner: Corner, away: float, size: tuple[float, float]) -> Rectangle:
    wide, tall = stamp.box
    edge, side = corner.split("-")
    left = {"left": away, "center": (size[0] - wide) / 2, "right": size[0] - away - wide}[side]
    top = away if edge == "top" else size[1] - away - tall
    return left, top, left + wide, top + tall


def _is_free(place: Rectangle, size: tuple[float, float], picture: Picture) -> bool:
    across, down = picture.width / max(size[0], 1.0), picture.height / max(size[1], 1.0)
    left, right = max(int(place[0] * across) - 1, 0), min(int(place[2] * across) + 2, picture.width)
    top, bottom = max(int(place[1] * down) - 1, 0), min(int(place[3] * down) + 2, picture.height)
    if left >= right or top >= bottom:
        return False
    for row in range(top, bottom):
        start = row * picture.stride
        pixels = picture.pixels[start + left * 4 : start + right * 4]
        # Green alone: a colour is ink where it is dark there.
        if min(pixels[1::4], default=255) < _INK:
            return False
    return True

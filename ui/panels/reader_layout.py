"""Where the pages of a document stand in one long strip; plain arithmetic, no widgets."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from importers.source_text import Span

__all__ = [
    "FULL",
    "HEAD",
    "LARGEST",
    "PAGE_GAP",
    "SMALLEST",
    "Fit",
    "PageStrip",
    "Zoom",
    "fitting",
    "layout",
]

FULL = 96 / 72
"""Pixels a PDF point at 100 %: as Qt counts pixels, 96 make an inch."""

SMALLEST, LARGEST = 0.5 * FULL, 4.0 * FULL
"""Pixels a PDF point; what fits a small window may be smaller."""

PAGE_GAP = 14
"""Free pixels above, below and between pages, and at both sides."""

HEAD = 22
"""Pixels above a page for what is to be said of it."""


class Fit(Enum):
    """How large pages are drawn that are to fit the view."""

    WIDTH = "width"
    PAGE = "page"


Zoom: TypeAlias = float | Fit
"""Pixels a PDF point, or what is to fit the view."""


@dataclass(frozen=True)
class PageStrip:
    """Pages laid out one below the other; all figures in pixels but ``zoom`` (pixels a PDF point)."""

    zoom: float
    width: int
    tops: tuple[int, ...]
    lefts: tuple[int, ...]
    sizes: tuple[tuple[int, int], ...]

    @property
    def height(self) -> int:
        """The strip's whole height."""
        return self.tops[-1] + self.sizes[-1][1] + PAGE_GAP if self.tops else 0

    def page_at(self, y: int) -> int:
        """Return the 1-based page whose stretch of the strip holds ``y`` (the gap below it included)."""
        return max(1, bisect_right(self.tops, y)) if self.tops else 0

    def visible(self, top: int, height: int) -> range:
        """Return the 1-based pages that show between ``top`` and ``top + height``."""
        if not self.tops:
            return range(1, 1)
        return range(self.page_at(top), self.page_at(top + max(0, height - 1)) + 1)

    def places(self, pages: Sequence[Span], spans: Iterable[Span]) -> tuple[float, ...]:
        """Return how far down the strip spans of the text stand, 0.0 to 1.0; as far down a page as into it.

        ``pages`` are the pages' own spans, in order.
        """
        made = []
        for span in spans:
            at = bisect_right(pages, span.start, key=lambda page: page.start) - 1
            if 0 <= at < len(self.tops):
                into = (span.start - pages[at].start) / max(1, len(pages[at]))
                made.append((self.tops[at] + into * self.sizes[at][1]) / max(1, self.height))
        return tuple(made)


def layout(
    sizes: tuple[tuple[float, float], ...],
    view: tuple[int, int],
    zoom: Zoom = Fit.WIDTH,
    headed: Container[int] = (),
) -> PageStrip:
    """Lay out pages of the given sizes in PDF points for a ``view`` of so many pixels.

    The widest and the highest page are those that fit. The 1-based pages in ``headed`` have ``HEAD`` pixels
    above them.
    """
    if isinstance(zoom, Fit):
        zoom = fitting(sizes, view, zoom)
    pixels = tuple((max(1, round(w * zoom)), max(1, round(h * zoom))) for w, h in sizes)
    strip_width = max(view[0], max((w for w, _ in pixels), default=0) + 2 * PAGE_GAP)
    tops: list[int] = []
    y = PAGE_GAP
    for number, (_, height) in enumerate(pixels, start=1):
        if number in headed:
            y += HEAD
        tops.append(y)
        y += height + PAGE_GAP
    lefts = tuple((strip_width - width) // 2 for width, _ in pixels)
    return PageStrip(zoom, strip_width, tuple(tops), lefts, pixels)


def fitting(sizes: Sequence[tuple[float, float]], view: tuple[int, int], fit: Fit) -> float:
    """Return the pixels a PDF point at which the widest page, or the widest and the highest, fit a view."""
    widest = max((width for width, _ in sizes), default=1.0)
    zoom = (view[0] - 2 * PAGE_GAP) / widest
    if fit is Fit.PAGE:
        highest = max((height for _, height in sizes), default=1.0)
        zoom = min(zoom, (view[1] - 2 * PAGE_GAP) / highest)
    return max(0.1, zoom)

"""What is asked for when pages are copied for another PDF, and what comes of it: plain values."""

from dataclasses import dataclass

from importers.page_stamps import PageStamp
from importers.pdf_pages import Rectangle

__all__ = ["CopiedPages", "PageMark", "PageOrder"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """A highlight: its rectangles on the page as displayed, its colour (0 to 1), and what it says."""

    boxes: tuple[Rectangle, ...]
    colour: tuple[float, float, float]
    words: str


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A 1-based page to be copied, with what is put on the copy."""

    page: int
    marks: tuple[PageMark, ...] = ()
    stamp: PageStamp | None = None


@dataclass(frozen=True, slots=True)
class CopiedPages:
    """Objects to be written into a file: ``content``, where each begins in it, and which are the pages."""

    content: bytes
    starts: tuple[int, ...]
    pages: tuple[int, ...]

"""What the page view and its selection ask of a document, and its pictures as Qt's own."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QImage

from casefile.records import Box, PageImage
from importers.source_text import Span

__all__ = ["PageSource", "as_image"]


class PageSource(Protocol):
    """A document's pages; both calls are slow and made on other threads."""

    def page_image(self, page: int, scale: float) -> PageImage:
        """Return a 1-based page as a picture; ``scale`` 1.0 is 72 pixels an inch."""
        ...

    def boxes(self, page: int, spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
        """Return the rectangles of each span on a page, in PDF points from its top left."""
        ...


def as_image(picture: PageImage) -> QImage:
    """Return a picture as Qt's own; the copy outlives the bytes. Runs off the window's thread."""
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return image.copy()

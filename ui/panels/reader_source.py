"""What the page view and its selection ask of a document, and its pictures as Qt's own."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from casefile.records import Box, PageImage
from importers.source_text import Span

__all__ = ["PageSource", "as_image", "drawn"]


class PageSource(Protocol):
    """A document's pages; both calls are slow and made on other threads."""

    def page_image(self, page: int, scale: float, area: Box | None = None) -> PageImage:
        """Return a 1-based page, or an ``area`` of it in PDF points from its top left, as a picture.

        ``scale`` 1.0 is 72 pixels an inch.
        """
        ...

    def boxes(self, page: int, spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
        """Return the rectangles of each span on a page, in PDF points from its top left."""
        ...


def as_image(picture: PageImage, paper: QColor) -> QImage:
    """Return a picture as Qt's own, its white in the paper's tone. Runs off the window's thread."""
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(paper)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawImage(0, 0, image)
    painter.end()
    return made


def drawn(
    source: PageSource, page: int, scale: float, paper: QColor, area: QRectF | None = None
) -> QImage:
    """Return a page, or an area of it, as an image. Runs off the window's thread."""
    if area is None:
        return as_image(source.page_image(page, scale), paper)
    box = Box(area.left(), area.top(), area.right(), area.bottom())
    return as_image(source.page_image(page, scale, box), paper)

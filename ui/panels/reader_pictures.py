"""The pictures of pages that were drawn last: so many bytes of them, however long the document is."""

from collections import OrderedDict
from collections.abc import Container
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

__all__ = ["PagePicture", "PagePictures", "paint_picture"]


@dataclass(frozen=True)
class PagePicture:
    """A page drawn at ``scale`` pixels a PDF point; or a part of it, ``area`` in points from its top left."""

    scale: float
    image: QImage
    area: QRectF | None = None


class PagePictures:
    """Pictures of whole pages and of parts of them, one of each for a page, up to ``most`` bytes together.

    Pages in view keep theirs in any case.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, bool], PagePicture] = OrderedDict()
        self.bytes = 0
        """What all pictures take together."""

    def whole(self, page: int) -> PagePicture | None:
        """Return the picture of a whole 1-based page."""
        return self._kept.get((page, False))

    def part(self, page: int) -> PagePicture | None:
        """Return the picture of a part of a page."""
        return self._kept.get((page, True))

    def keep(self, page: int, picture: PagePicture, visible: Container[int]) -> None:
        """Take a picture in; the oldest that are not in view give way."""
        key = (page, picture.area is not None)
        self._drop(key)
        self._kept[key] = picture
        self.bytes += picture.image.sizeInBytes()
        for old in list(self._kept):
            if self.bytes <= self._most:
                break
            if old[0] not in visible:
                self._drop(old)

    def used(self, page: int) -> None:
        """Note that a page is looked at again."""
        if (page, False) in self._kept:
            self._kept.move_to_end((page, False))

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.clear()
        self.bytes = 0

    def _drop(self, key: tuple[int, bool]) -> None:
        old = self._kept.pop(key, None)
        if old is not None:
            self.bytes -= old.image.sizeInBytes()


def paint_picture(
    painter: QPainter, picture: PagePicture | None, page: QRect, zoom: float, ratio: float
) -> None:
    """Paint what is kept of a page where the page is; a picture of another scale is stretched.

    ``zoom`` is pixels a PDF point, ``ratio`` pixels of the screen a pixel.
    """
    if picture is None:
        return
    is_sharp = picture.scale == round(zoom * ratio, 3)
    if is_sharp:
        corner = QPointF(page.topLeft())
        if picture.area is not None:
            corner += picture.area.topLeft() * zoom
        # On a whole pixel of the screen: half a pixel beside it, every letter would blur.
        corner = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
        picture.image.setDevicePixelRatio(ratio)
        painter.drawImage(corner, picture.image)
    elif picture.area is None:
        painter.drawImage(page, picture.image)

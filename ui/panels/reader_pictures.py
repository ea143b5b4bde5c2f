"""The pictures of pages that were drawn last; a dozen, however long the document is."""

from collections import OrderedDict
from collections.abc import Container
from dataclasses import dataclass

from PySide6.QtGui import QImage

__all__ = ["PagePicture", "PagePictures"]

_KEPT = 12


@dataclass(frozen=True)
class PagePicture:
    """A page drawn at ``scale`` pixels a PDF point."""

    scale: float
    image: QImage


class PagePictures(OrderedDict[int, PagePicture]):
    """Pictures by their 1-based page, the oldest first."""

    def keep(self, page: int, picture: PagePicture, visible: Container[int]) -> None:
        """Take a picture in; the oldest that are not in view give way."""
        self[page] = picture
        self.move_to_end(page)
        for old in list(self):
            if len(self) <= _KEPT:
                break
            if old not in visible:
                del self[old]

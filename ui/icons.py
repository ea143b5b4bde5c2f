"""Icons: our own line drawings, in the colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

__all__ = ["application_icon", "icon"]

_SIZE = 16
_SCALE = 3


@lru_cache(maxsize=64)
def icon(name: str, color: str) -> QIcon:
    """Return the drawing ``icons/<name>.svg`` with its lines in ``color`` (``#rrggbb``)."""
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", color)
    return QIcon(_picture(drawing, _SIZE, _SCALE))


@lru_cache(maxsize=1)
def application_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(_picture(resources.text("icons/pincite.svg"), 128, 2))


def _picture(drawing: str, size: int, scale: int) -> QPixmap:
    picture = QPixmap(size * scale, size * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture

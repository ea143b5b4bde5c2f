"""Writes a picture of the case to a file: SVG to be printed at any size, or PNG."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from reports.whole_file import write_whole
from ui.theme import LIGHT, Palette

__all__ = ["Drawable", "draw_picture"]

_MARGIN = 16
_SHARPNESS = 2.0
_MOST_PIXELS = 12_000_000
"""What a PNG may have; a larger picture is written less sharp."""


class Drawable(Protocol):
    """A picture that can be saved whole, however much of it the window shows."""

    def whole(self) -> QSizeF:
        """Return how large the picture is as it is saved."""
        ...

    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        """Paint all of it, without what only the pointer or the keyboard marks."""
        ...


def draw_picture(canvas: Drawable, path: Path, title: str) -> Callable[[], None]:
    """Draw all of a picture, on a light ground whatever the window's colours are.

    What is returned writes it to ``path``; it may take a second and may run on any thread. It raises
    ``reports.export.ReportFailure`` if the file cannot be written.
    """
    content = canvas.whole()
    size = QSize(round(content.width()) + 2 * _MARGIN, round(content.height()) + 2 * _MARGIN)
    if path.suffix.lower() == ".svg":
        drawing = _draw_svg(canvas, size, title)
        return lambda: write_whole(path, drawing)
    image = _draw_image(canvas, size)
    return lambda: write_whole(path, _png(image))


def _draw_svg(canvas: Drawable, size: QSize, title: str) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(title)
    painter = QPainter(made)
    _paint(canvas, painter, size)
    painter.end()
    return bytes(buffer.data().data())


def _draw_image(canvas: Drawable, size: QSize) -> QImage:
    scale = min(_SHARPNESS, (_MOST_PIXELS / max(size.width() * size.height(), 1)) ** 0.5)
    image = QImage(
        round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32
    )
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(canvas, painter, size)
    painter.end()
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _paint(canvas: Drawable, painter: QPainter, size: QSize) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), LIGHT.color("background"))
    painter.translate(_MARGIN, _MARGIN)
    canvas.paint_whole(painter, LIGHT)

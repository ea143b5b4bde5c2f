"""Writes the picture of the parties to a file: SVG to be printed at any size, or PNG."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from reports.export import ReportFailure
from ui.panels.network_canvas import NetworkCanvas
from ui.theme import LIGHT

__all__ = ["write_picture"]

_MARGIN = 16
_SHARPNESS = 2.0
_MOST_PIXELS = 40_000_000
"""What a PNG may have; a larger picture is written less sharp."""


def write_picture(canvas: NetworkCanvas, path: Path, title: str) -> None:
    """Write all of a picture, on a light ground whatever the window's colours are.

    Raises:
        ReportFailure: if the file cannot be written.
    """
    content = canvas.content()
    size = QSize(round(content.width()) + 2 * _MARGIN, round(content.height()) + 2 * _MARGIN)
    written = (
        _write_svg(canvas, path, size, title)
        if path.suffix.lower() == ".svg"
        else _write_png(canvas, path, size)
    )
    if not written:
        raise ReportFailure(
            f"“{path}” could not be written. Close it where it is open, or choose another folder."
        )


def _write_svg(canvas: NetworkCanvas, path: Path, size: QSize, title: str) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    made = QSvgGenerator()
    made.setFileName(str(path))
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(title)
    painter = QPainter()
    if not painter.begin(made):
        return False
    _paint(canvas, painter, size)
    return painter.end()


def _write_png(canvas: NetworkCanvas, path: Path, size: QSize) -> bool:
    area = max(size.width() * size.height(), 1)
    scale = min(_SHARPNESS, (_MOST_PIXELS / area) ** 0.5)
    image = QImage(
        round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(canvas, painter, size)
    painter.end()
    return image.save(str(path))


def _paint(canvas: NetworkCanvas, painter: QPainter, size: QSize) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), LIGHT.color("background"))
    painter.translate(_MARGIN, _MARGIN)
    canvas.paint_whole(painter, LIGHT)

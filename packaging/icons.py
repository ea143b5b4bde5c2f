"""Draws the icons that systems want, from the program's own drawings, into a folder: PNG, ICO and ICNS."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

__all__ = ["SIZES", "draw_icons"]

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Pixels of the pictures; what Linux, Windows and macOS ask for."""

_DRAWINGS = {"pincite": "pincite.svg", "pincite-case": "case.svg"}


def draw_icons(root: Path, to: Path) -> None:
    """Write ``<name>-<size>.png``, ``<name>.ico`` and ``<name>.icns`` of each drawing of a checkout."""
    from PIL import Image

    to.mkdir(parents=True, exist_ok=True)
    for name, drawing in _DRAWINGS.items():
        _draw((root / "resources" / "icons" / drawing).read_bytes(), name, to)
        with ExitStack() as opened:
            pictures = [
                opened.enter_context(Image.open(to / f"{name}-{size}.png")) for size in SIZES
            ]
            largest = pictures[-1]
            largest.save(to / f"{name}.ico", sizes=[(size, size) for size in SIZES if size <= 256])
            largest.save(to / f"{name}.icns", append_images=pictures)


def _draw(drawing: bytes, name: str, to: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(drawing))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        if not picture.save(str(to / f"{name}-{size}.png")):
            raise OSError(f"{name}-{size}.png could not be written")


if __name__ == "__main__":
    draw_icons(Path(__file__).resolve().parents[1], Path(sys.argv[1]))

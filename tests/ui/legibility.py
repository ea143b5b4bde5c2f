"""How well words stand out from their ground, measured from the pixels of widgets as they are painted.

Everything is painted at twice its size, so that the stems of letters are wide enough to show their ink.
"""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from casefile.records import RefType
from ui.painting import draw_mark

SCALE = 2
_DIFFERS = 24
_GAP = 7
"""Columns of ground between two words."""


def picture(window: QWidget) -> np.ndarray:
    """Return the pixels of a window as rows of red, green, blue, at twice its size."""
    image = QImage(window.size() * SCALE, QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(SCALE)
    window.render(image, QPoint())
    whole = np.frombuffer(bytes(image.constBits()), np.uint8)
    rows = whole.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3)


def part(
    pixels: np.ndarray, widget: QWidget, rect: QRect | None = None, inset: int = 6
) -> np.ndarray:
    """Return what a window's picture shows of a widget, or of a rectangle of it, without its edge."""
    area = rect if rect is not None else widget.rect()
    corner = widget.mapTo(widget.window(), area.topLeft()) * SCALE
    top, left = corner.y() + inset, corner.x() + inset
    return pixels[
        top : top + area.height() * SCALE - 2 * inset,
        left : left + area.width() * SCALE - 2 * inset,
    ]


def luminance(colors: np.ndarray) -> np.ndarray:
    """Return the relative luminance of colours as WCAG 2 defines it."""
    parts = colors.astype(float) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the contrast of colours, from 1 to 21."""
    a, b = luminance(one), luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def ground(pixels: np.ndarray) -> np.ndarray:
    """Return the colour that most of the pixels have."""
    packed = pixels.reshape(-1, 3).astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    values, counts = np.unique(packed, return_counts=True)
    most = int(values[counts.argmax()])
    return np.array([most >> 16, most >> 8 & 255, most & 255], np.uint8)


def runs(marked: np.ndarray, gap: int = 1) -> list[tuple[int, int]]:
    """Return the half-open stretches of a row of marks; stretches closer than ``gap`` are one."""
    places = np.flatnonzero(marked)
    if not places.size:
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = np.r_[places[0], places[breaks + 1]]
    ends = np.r_[places[breaks], places[-1]] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def words(pixels: np.ndarray, deep: int = 3) -> list[tuple[QRect, float, int]]:
    """Return what stands on a ground: where (in pixels), its contrast, and how many pixels are its ink's.

    What is a ground of its own (a badge, a chip) is looked into.
    """
    under = ground(pixels)
    marks = np.abs(pixels.astype(int) - under).max(axis=2) > _DIFFERS
    found = []
    for top, bottom in runs(marks.any(axis=1)):
        for left, right in runs(marks[top:bottom].any(axis=0), _GAP):
            piece = pixels[top:bottom, left:right]
            inside = ground(piece)
            height, width = piece.shape[:2]
            full = marks[top:bottom, left:right].mean()
            filled = full > 0.8 and np.abs(inside.astype(int) - under).max() > _DIFFERS
            framed = not filled and height > 24 and _is_frame(marks[top:bottom, left:right])
            if (filled or framed) and deep and height > 20 and width > 20:
                for rect, value, size in words(piece[5:-5, 5:-5], deep - 1):
                    found.append((rect.translated(left + 5, top + 5), value, size))
                continue
            values = contrast(piece.reshape(-1, 3), under)
            best = float(values.max())
            found.append((QRect(left, top, width, height), best, int((values > best * 0.9).sum())))
    return found


def _is_frame(marks: np.ndarray) -> bool:
    """Tell whether what differs from the ground is a line around something."""
    edge = np.r_[marks[:2].max(axis=0), marks[-2:].max(axis=0), marks[:, :2].max(axis=1)]
    return bool(edge.mean() > 0.75)


def faint(pixels: np.ndarray, least: float, smallest: tuple[int, int] = (10, 8)) -> list[str]:
    """Return what stands out less than ``least``: words of at least that width and height."""
    wide, high = smallest
    return [
        f"{value:.2f} at {rect.x() // SCALE},{rect.y() // SCALE} "
        f"({rect.width() // SCALE}×{rect.height() // SCALE})"
        for rect, value, _ in words(pixels)
        if value < least and rect.width() >= wide and rect.height() >= high
    ]


def shape_of(kind: RefType) -> np.ndarray:
    """Return where the mark of a kind has ink."""
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_mark(painter, kind, QPointF(20, 20), 24, QColor("black"))
    painter.end()
    return np.frombuffer(bytes(image.constBits()), np.uint8) < 128

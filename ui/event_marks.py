"""A shape for each kind of event, and sentences with their parties, quotes and dates marked."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
)

from casefile.records import RefType
from extraction.findings import EventKind
from ui.chronology_book import Mark
from ui.painting import draw_mark
from ui.reading_direction import breaking
from ui.snippets import one_line
from ui.theme import Palette

__all__ = ["draw_event_mark", "draw_sentence"]

# Corners around the middle, 1 being half the shape's size; y grows downwards.
_FLAG = ((-0.75, -1.1), (1.1, -0.55), (-0.75, 0.05))
_PAGE = ((-0.8, -1.05), (0.3, -1.05), (0.85, -0.5), (0.85, 1.05), (-0.8, 1.05))


def draw_event_mark(
    painter: QPainter, kind: EventKind, center: QPointF, size: float, color: QColor
) -> None:
    """Paint a kind's shape, about ``size`` pixels across.

    An event is a diamond, a filing or publication a page, a deadline a flag, a date in a cited authority a
    section sign.
    """
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if kind is EventKind.EVENT:
        draw_mark(painter, RefType.DATE, center, size * 0.85, color)
    elif kind is EventKind.FILING:
        painter.drawPolygon(QPolygonF([center + QPointF(x * half, y * half) for x, y in _PAGE]))
    elif kind is EventKind.DEADLINE:
        painter.drawPolygon(QPolygonF([center + QPointF(x * half, y * half) for x, y in _FLAG]))
        painter.setPen(QPen(color, max(1.2, size * 0.14)))
        left = center.x() - 0.75 * half
        painter.drawLine(
            QPointF(left, center.y() - 1.1 * half), QPointF(left, center.y() + 1.2 * half)
        )
    else:
        font = painter.font()
        font.setPixelSize(max(round(size * 1.35), 6))
        painter.setFont(font)
        painter.setPen(color)
        box = QRectF(center.x() - size, center.y() - size, 2 * size, 2 * size)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "§")
    painter.restore()


def draw_sentence(
    painter: QPainter,
    box: QRectF,
    words: str,
    marks: Iterable[Mark],
    font: QFont,
    ink: QColor,
    palette: Palette,
    most: int,
) -> int:
    """Paint at most ``most`` lines of a sentence with its marks; return how many lines there are.

    A party is in its colour and underlined, a quote boxed, the date in its colour with dashes below: as
    everywhere, shape doubles colour.
    """
    text = one_line(words)
    layout = QTextLayout(text, font)
    layout.setTextOption(breaking(text))
    layout.setFormats([_format(text, mark, palette) for mark in marks])
    height = QFontMetricsF(font).lineSpacing()
    painter.setPen(ink)
    layout.beginLayout()
    number = 0
    while number <= most:  # one more than there is room for tells whether the text goes on
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, number * height))
        number += 1
    layout.endLayout()
    if number > most:
        _draw_cut(painter, box, layout, font, most)
        return most
    layout.draw(painter, box.topLeft())
    return number


def _draw_cut(painter: QPainter, box: QRectF, layout: QTextLayout, font: QFont, most: int) -> None:
    """Paint the lines there is room for, and "…" where the text goes on."""
    dots = QFontMetricsF(font).horizontalAdvance(" …")
    last = layout.lineAt(most - 1)
    end = box.left() + min(last.naturalTextWidth(), box.width() - dots)
    painter.save()
    height = QFontMetricsF(font).lineSpacing()
    above = QRectF(box.left(), box.top(), box.width(), (most - 1) * height)
    below = QRectF(box.left(), above.bottom(), end - box.left(), height)
    for part in (above, below):
        painter.save()
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        layout.draw(painter, box.topLeft())
        painter.restore()
    painter.setFont(font)
    painter.drawText(QPointF(end, below.top() + QFontMetricsF(font).ascent()), " …")
    painter.restore()


def _format(text: str, mark: Mark, palette: Palette) -> QTextLayout.FormatRange:
    """Return a mark's look over a span of code points; Qt wants UTF-16 units."""
    made = QTextLayout.FormatRange()
    made.start = _units(text[: mark.span.start])
    made.length = _units(text[mark.span.start : mark.span.end])
    made.format = _look(mark.kind, palette)
    return made


@lru_cache(maxsize=16)
def _look(kind: RefType, palette: Palette) -> QTextCharFormat:
    look = QTextCharFormat()
    ink = palette.ink(kind)
    if kind is RefType.QUOTE:
        look.setBackground(QBrush(palette.wash(RefType.QUOTE)))
    else:
        look.setForeground(QBrush(ink))
        dashed = kind is RefType.DATE
        look.setUnderlineStyle(
            QTextCharFormat.UnderlineStyle.DashUnderline
            if dashed
            else QTextCharFormat.UnderlineStyle.SingleUnderline
        )
        faint = QColor(ink)
        faint.setAlphaF(0.45)
        look.setUnderlineColor(faint)
    return look


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

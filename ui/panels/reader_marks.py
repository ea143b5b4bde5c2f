"""How findings and hits are drawn on a page: one shape and one colour for each kind.

A party is underlined, a quote boxed, a date underlined with dashes; a thin line is a suggestion, a
bold one the attorney's word. Washes multiply into the picture, so that ink stays as dark as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from casefile.records import Highlight, RefType, ReviewState
from ui.theme import Palette

__all__ = ["Mark", "mark_at", "paint_marks", "paint_selection"]

# Wide shapes first, so that the names and days inside a quotation are drawn on top of it.
_ORDER = (RefType.QUOTE, RefType.PARTY, RefType.DATE)


@dataclass(frozen=True)
class Mark:
    """One finding on one page, or one search hit (``highlight`` is ``None``), with its rectangles.

    Rectangles are in PDF points from the page's top left.
    """

    highlight: Highlight | None
    boxes: tuple[QRectF, ...]
    current: bool = False


def paint_marks(
    painter: QPainter, marks: Iterable[Mark], origin: QPointF, zoom: float, palette: Palette
) -> None:
    """Paint marks over a page whose top left stands at ``origin``; ``zoom`` is pixels a point."""
    ordered = sorted(marks, key=_rank)
    for mark in ordered:
        for box in mark.boxes:
            rect = _placed(box, origin, zoom)
            if mark.highlight is None:
                _wash(painter, rect, palette.color("current_hit" if mark.current else "hit"))
            else:
                _paint_finding(painter, rect, mark.highlight, palette)
        if mark.current and mark.highlight is not None:
            around = [_placed(box, origin, zoom) for box in mark.boxes]
            _paint_outline(painter, around, palette.ink(mark.highlight.ref.type))


def paint_selection(
    painter: QPainter, boxes: Iterable[QRectF], origin: QPointF, zoom: float, palette: Palette
) -> None:
    """Paint the words that the mouse selected, over the marks and under the ink."""
    area = QRegion()  # lines that overlap are not to be twice as dark
    for box in boxes:
        area = area.united(_placed(box, origin, zoom).adjusted(-1, -1, 1, 1).toAlignedRect())
    if area.isEmpty():
        return
    painter.save()
    painter.setClipRegion(area, Qt.ClipOperation.IntersectClip)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(area.boundingRect(), palette.color("selected_words"))
    painter.restore()


def mark_at(marks: Iterable[Mark], point: QPointF) -> Mark | None:
    """Return the finding under a point (in PDF points); the smallest where several overlap."""
    under = [
        (sum(box.width() * box.height() for box in mark.boxes), at, mark)
        for at, mark in enumerate(marks)
        if mark.highlight and any(box.adjusted(-1, -1, 1, 2).contains(point) for box in mark.boxes)
    ]
    return min(under)[2] if under else None


def _rank(mark: Mark) -> tuple[bool, int]:
    if mark.highlight is None:
        return (True, len(_ORDER))
    return (mark.current, _ORDER.index(mark.highlight.ref.type))


def _placed(box: QRectF, origin: QPointF, zoom: float) -> QRectF:
    return QRectF(
        origin.x() + box.x() * zoom,
        origin.y() + box.y() * zoom,
        box.width() * zoom,
        box.height() * zoom,
    )


def _wash(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(rect.adjusted(-1, -1, 1, 1), color)
    painter.restore()


def _paint_finding(painter: QPainter, rect: QRectF, highlight: Highlight, palette: Palette) -> None:
    kind = highlight.ref.type
    ink = palette.ink(kind)
    _wash(painter, rect, palette.wash(kind))
    suggested = highlight.state is ReviewState.SUGGESTED
    if kind is RefType.QUOTE:
        if suggested:
            ink.setAlpha(130)
        painter.setPen(QPen(ink, 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        return
    pen = QPen(ink, 1.1 if suggested else 2.0)
    if kind is RefType.DATE:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    y = rect.bottom() + 1
    painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def _paint_outline(painter: QPainter, rects: Iterable[QRectF], ink: QColor) -> None:
    """Draw one line around all of a finding, clear of its letters; lines of text that touch join."""
    around = QPainterPath()
    for rect in rects:
        one = QPainterPath()
        one.addRect(rect.adjusted(-3, -2.5, 3, 3.5))
        around = around.united(one)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(around)
    painter.restore()

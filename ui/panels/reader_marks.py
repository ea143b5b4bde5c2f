"""How findings and hits are drawn on a page: one shape and one colour for each kind.

A party is underlined, a quote boxed, a date underlined with dashes, a passage of the attorney's with a
wave; what he wrote about has a small sheet in the margin. A thin line is a suggestion, a
bold one the attorney's word. The hit of a search has a line over it, the current one a line around it.
Washes multiply into the picture, so that ink stays as dark as it was.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Span
from ui.own_marks import OwnMark
from ui.painting import draw_said
from ui.panels.reader_layout import HEAD
from ui.theme import Palette

__all__ = [
    "Mark",
    "mark_at",
    "marks_of",
    "no_cite",
    "paint_head",
    "paint_marks",
    "paint_selection",
    "within",
]

# Wide shapes first, so that the names and days inside a quotation are drawn on top of it.
_ORDER = (RefType.DOCUMENT, RefType.QUOTE, RefType.PARTY, RefType.DATE)

_WAVE, _SHEET = 4.0, 13.0
"""Pixels: half a wave, and how high the sheet in the margin is."""


@dataclass(frozen=True)
class Mark:
    """One finding on one page, or one search hit (``highlight`` is ``None``), with its rectangles.

    Rectangles are in PDF points from the page's top left.
    """

    highlight: Highlight | None
    boxes: tuple[QRectF, ...]
    current: bool = False


def no_cite(_span: Span) -> str:
    """Return no pin cite: there is no document yet."""
    return ""


def within(spans: Sequence[Span], area: Span) -> Sequence[Span]:
    """Return those of the spans that lie in an area or reach into it; they are in order and apart."""
    first = bisect_right(spans, area.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, area.end, key=lambda span: span.start)]


def marks_of(
    highlights: Iterable[Highlight],
    hits: Iterable[Span],
    current: Collection[Span],
    target: tuple[Span, Ref | None] | None,
    known: Mapping[Span, tuple[QRectF, ...]],
) -> list[Mark]:
    """Return the marks of one page whose rectangles are known.

    ``current`` are the words of the hit that the reader stands on, ``target`` what it was asked to show.
    """
    marks = [
        Mark(highlight, known[highlight.span], (highlight.span, highlight.ref) == target)
        for highlight in highlights
        if known.get(highlight.span)
    ]
    marks += [Mark(None, known[span], span in current) for span in hits if known.get(span)]
    is_marked = any(mark.current for mark in marks)
    if target and not is_marked and known.get(target[0]):
        marks.append(Mark(None, known[target[0]], current=True))
    return marks


def paint_marks(
    painter: QPainter, marks: Iterable[Mark], origin: QPointF, zoom: float, palette: Palette
) -> None:
    """Paint marks over a page whose top left stands at ``origin``; ``zoom`` is pixels a point."""
    ordered, noted = sorted(marks, key=_rank), set[Ref]()
    for mark in ordered:
        for box in mark.boxes:
            rect = _placed(box, origin, zoom)
            if mark.highlight is None:
                _paint_hit(painter, rect, palette, current=mark.current)
            else:
                _paint_finding(painter, rect, mark.highlight, palette)
        if isinstance(mark.highlight, OwnMark) and mark.boxes:
            line = _placed(mark.boxes[0], origin, zoom)
            draw_said(painter, line.topRight() + QPointF(2, -2), palette.color("own_ink"))
            # A party's note stands beside the first place of a page that names it, not at each line.
            if mark.highlight.ref.type is not RefType.PARTY or mark.highlight.ref not in noted:
                _paint_sheet(painter, origin.x(), line, palette)
            noted.add(mark.highlight.ref)
        if mark.current:
            kind = mark.highlight.ref.type if mark.highlight is not None else None
            ink = palette.color("hit_ink") if kind is None else palette.ink(kind)
            ink = palette.color("own_ink") if kind is RefType.DOCUMENT else ink
            _paint_outline(painter, [_placed(box, origin, zoom) for box in mark.boxes], ink)


def paint_head(painter: QPainter, page: QRect, words: str, palette: Palette) -> None:
    """Paint the line above a page; ``page`` is where the page is painted."""
    head = QRect(page.left(), page.top() - HEAD, page.width(), HEAD - 4)
    painter.fillRect(head, palette.color("badge"))
    painter.setPen(palette.color("quote_ink"))
    room = head.adjusted(8, 0, -8, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


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
    place = len(_ORDER) if mark.highlight is None else _ORDER.index(mark.highlight.ref.type)
    return (mark.current, place)


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


def _paint_hit(painter: QPainter, rect: QRectF, palette: Palette, *, current: bool) -> None:
    _wash(painter, rect, palette.color("current_hit" if current else "hit"))
    painter.setPen(QPen(palette.color("hit_ink"), 1.1))
    y = rect.top() - 1
    painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def _paint_finding(painter: QPainter, rect: QRectF, highlight: Highlight, palette: Palette) -> None:
    kind = highlight.ref.type
    if kind is RefType.DOCUMENT:
        _wash(painter, rect, palette.color("own_wash"))
        _paint_wave(painter, rect, palette.color("own_ink"))
        return
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


def _paint_wave(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Draw a wavy line under words that are no finding, but carry something of the attorney's."""
    path, y, x = QPainterPath(), rect.bottom() + 1.5, rect.left()
    path.moveTo(x, y)
    side = -1
    while x < rect.right():
        path.quadTo(x + _WAVE / 2, y + side * _WAVE / 2, x + _WAVE, y)
        x, side = x + _WAVE, -side
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def _paint_sheet(painter: QPainter, left: float, line: QRectF, palette: Palette) -> None:
    """Draw a sheet with a folded corner in the page's margin, beside the first line of a mark."""
    top, x = line.center().y() - _SHEET / 2, left + _SHEET / 2
    fold = _SHEET * 0.36
    path = QPainterPath(QPointF(x, top))
    path.lineTo(x + _SHEET * 0.8 - fold, top)
    path.lineTo(x + _SHEET * 0.8, top + fold)
    path.lineTo(x + _SHEET * 0.8, top + _SHEET)
    path.lineTo(x, top + _SHEET)
    path.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color("own_ink"), 1.2))
    painter.setBrush(palette.color("own_wash"))
    painter.drawPath(path)
    painter.restore()


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

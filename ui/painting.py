"""What the lists and the timeline paint with: a kind's mark, badges, lines of text that end in "…".

Sizes are in device-independent pixels. A kind has a shape as well as a colour: party a dot, quote a
square, date a diamond, document a small page.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
)

from casefile.records import RefType
from ui.reading_direction import breaking
from ui.shortening import fitting_cite, fitting_note, fitting_parts

__all__ = [
    "badge_width",
    "cite_within",
    "draw_badge",
    "draw_bars",
    "draw_lines",
    "draw_mark",
    "draw_marks",
    "draw_said",
    "draw_versions",
    "font_key",
    "kept_together",
    "parts_within",
    "right_within",
    "wrapped",
]

_BADGE_PADDING = 6.0


def draw_mark(
    painter: QPainter, kind: RefType, center: QPointF, size: float, color: QColor
) -> None:
    """Paint a kind's shape, filled."""
    draw_marks(painter, kind, (center,), size, color)


def draw_marks(
    painter: QPainter, kind: RefType, centers: Sequence[QPointF], size: float, color: QColor
) -> None:
    """Paint a kind's shape, filled, in many places at once, in the order from right to left.

    Qt looks for a shape's place in a line of pixels from its left end: hundreds in the other order would each
    pass all before.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is RefType.DOCUMENT:
        half = size / 2
        painter.setPen(QPen(color, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(
            [QRectF(at.x() - half * 0.8, at.y() - half, size * 0.8, size) for at in centers]
        )
    else:
        shape = _mark_shape(kind, size)
        painter.fillPath(_together([shape.translated(at) for at in centers]), color)
    painter.restore()


def draw_bars(painter: QPainter, bars: Sequence[QRectF], color: QColor, opacity: float) -> None:
    """Paint bars with round ends at once, from right to left; where they overlap they are no darker."""
    made = []
    for bar in bars:
        half = bar.height() / 2
        path = QPainterPath()
        path.addRoundedRect(bar, half, half)
        made.append(path)
    ink = QColor(color)
    ink.setAlphaF(opacity)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_together(made), ink)
    painter.restore()


@lru_cache(maxsize=64)
def _mark_shape(kind: RefType, size: float) -> QPainterPath:
    """Return a party's, quote's or date's shape around the origin."""
    path = QPainterPath()
    half = size / 2
    if kind is RefType.PARTY:
        path.addEllipse(QPointF(0, 0), half, half)
    elif kind is RefType.QUOTE:
        path.addRoundedRect(QRectF(-half, -half, size, size), 1.5, 1.5)
    else:
        reach = half * 1.3
        corners = [(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    return path


def _together(paths: Sequence[QPainterPath]) -> QPainterPath:
    """Return one path of many."""
    if len(paths) == 1:
        return paths[0]
    made = QPainterPath()
    made.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        made.addPath(path)
    return made


def draw_versions(painter: QPainter, center: QPointF, color: QColor) -> None:
    """Paint two small pages, one over the other: there is another version of a paper."""
    painter.save()
    painter.setPen(QPen(color, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top = round(center.x()) - 4.5, round(center.y()) - 4.5
    painter.drawRect(QRectF(left, top + 2, 6, 8))
    painter.drawPolyline(
        [QPointF(left + 3, top - 0.5), QPointF(left + 9, top - 0.5), QPointF(left + 9, top + 7.5)]
    )
    painter.restore()


def draw_said(painter: QPainter, corner: QPointF, color: QColor) -> None:
    """Paint a folded corner at a row's top right: there is a note, a tag or evidence on it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF([corner + QPointF(-9, 1), corner + QPointF(-1, 1), corner + QPointF(-1, 9)])
    )
    painter.restore()


def badge_width(text: str, font: QFont) -> float:
    """Return how wide a badge with this text is."""
    return QFontMetricsF(font).horizontalAdvance(text) + 2 * _BADGE_PADDING


def draw_badge(
    painter: QPainter,
    left_top: QPointF,
    text: str,
    font: QFont,
    ink: QColor,
    fill: QColor | None,
    outline: QColor | None = None,
) -> QRectF:
    """Paint a small rounded badge and return the rectangle it fills."""
    metrics = QFontMetricsF(font)
    rect = QRectF(
        left_top.x(), left_top.y(), metrics.horizontalAdvance(text) + 2 * _BADGE_PADDING,
        metrics.height() + 2,
    )  # fmt: skip
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline, 1.0) if outline is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return rect


def font_key(font: QFont) -> str:
    """Return a font as words, with the faces that stand in for a missing one: ``toString()`` forgets them."""
    return _key_of(QFont(font))  # the caller may go on changing its own


@lru_cache(maxsize=256)
def _key_of(font: QFont) -> str:
    return "\n".join((font.toString(), *font.families()))


@lru_cache(maxsize=256)
def _font_of(key: str) -> QFont:
    described, *families = key.split("\n")
    font = QFont()
    font.fromString(described)
    if families:
        font.setFamilies(families)
    return font


_TOGETHER = re.compile(
    r"(?<=[¶§←]) (?=\S)|(?<=\bsame) (?=¶)|(?<=\bpara\.) (?=\d)|(?<=\bat) (?=\d)"
    r"|(?<=[a-z.]) (?=\d{1,2}, \d{4}\b)|(?<=\d,) (?=\d{4}\b)| (?=· )"
)
"""Blanks at which a line is not broken: in a place or a day ("¶ 38", "Mar. 9, 2026"), and before a dot."""


def kept_together(text: str) -> str:
    """Return a text that is broken into lines at none of these blanks; as long as before."""
    return _TOGETHER.sub("\u00a0", text)


@lru_cache(maxsize=4096)
def wrapped(text: str, font_key: str, width: int, most: int) -> tuple[tuple[str, ...], float]:
    """Return the text broken into at most ``most`` lines, and the last line's width.

    Text that does not fit ends in "…". ``font_key`` is ``font_key()`` of its font, so that answers can
    be kept.
    """
    font = _font_of(font_key)
    metrics = QFontMetricsF(font)
    if most == 1 and text:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width).rstrip()
        return (shown,), metrics.horizontalAdvance(shown)
    layout = QTextLayout(kept_together(text), font)
    layout.setTextOption(breaking(text))
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start, length = line.textStart(), line.textLength()
        piece = _utf16_slice(text, start, length)
        if len(lines) == most - 1:
            rest = _utf16_slice(text, start, None)
            piece = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines.append(piece.rstrip())
    layout.endLayout()
    return tuple(lines), metrics.horizontalAdvance(lines[-1]) if lines else 0.0


@lru_cache(maxsize=4096)
def parts_within(note: str, font_key: str, width: int, most: int, cite: str = "") -> str:
    """Return as many parts of a note, which stand between "·", as ``most`` lines have room for.

    A ``cite`` that is one of them is shortened before it is left out.
    """

    def fits(words: str) -> bool:
        lines, _ = wrapped(words, font_key, width, most)
        return not lines or not lines[-1].endswith("…") or words.endswith("…")

    return fitting_note(note, cite, fits) if cite else fitting_parts(note, fits)


@lru_cache(maxsize=4096)
def cite_within(cite: str, font_key: str, width: int) -> str:
    """Return a pin cite, shortened where a line has no room for it; its place is kept whole."""
    metrics = QFontMetricsF(_font_of(font_key))
    return fitting_cite(cite, lambda words: metrics.horizontalAdvance(words) <= width)


def right_within(words: str, font_key: str, width: int) -> str:
    """Return small words that stand at the end of a line: a cite is shortened, else their end is cut off.

    A paper's name may have an ellipsis of its own, behind which nothing stands then: there is only one.
    """
    metrics = QFontMetricsF(_font_of(font_key))
    shown = cite_within(words, font_key, width)
    if metrics.horizontalAdvance(shown) > width and "…" in shown:
        shown = shown[: shown.index("…") + 1]
    return metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)


def _utf16_slice(text: str, start: int, length: int | None) -> str:
    """Return the part of a text that Qt counts in UTF-16 units."""
    units = text.encode("utf-16-le")
    end = None if length is None else (start + length) * 2
    return units[start * 2 : end].decode("utf-16-le")


def draw_lines(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    most: int,
    dotted: QColor | None = None,
    spare: int = 0,
) -> tuple[float, float]:
    """Paint wrapped text and return the end of its last line: x, and y of the line's top.

    ``dotted`` draws a dotted line under the words, the sign of a suggestion; ``spare`` keeps that many
    pixels free at the end of the last line, for a badge.
    """
    width = int(rect.width())
    key = font_key(font)
    lines, last_width = wrapped(text, key, width, most)
    if spare and last_width + spare > width and len(lines) == most:
        head = lines[:-1]
        tail, last_width = wrapped(lines[-1], key, max(width - spare, 20), 1)
        lines = (*head, *tail)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setFont(font)
    top = rect.top()
    for number, line in enumerate(lines):
        top = rect.top() + number * metrics.lineSpacing()
        baseline = top + metrics.ascent()
        painter.setPen(color)
        painter.drawText(QPointF(rect.left(), baseline), line)
        if dotted is not None:
            painter.setPen(QPen(dotted, 1.0, Qt.PenStyle.DotLine))
            under = round(baseline + 2.5) + 0.5
            end = rect.left() + metrics.horizontalAdvance(line)
            painter.drawLine(QPointF(rect.left(), under), QPointF(end, under))
    painter.restore()
    return rect.left() + last_width, top

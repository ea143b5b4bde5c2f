"""What both pictures of the parties are painted with: cards, lines.

All parties have the parties' colour; what kind of party one is its shape says.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from casefile.records import PartyRow, RefType, ReviewState
from ui.network_layout import Curve, Rect
from ui.party_kinds import draw_kind
from ui.theme import Palette

__all__ = ["Fonts", "draw_card", "draw_curve", "fonts", "qt_rect"]

_PAD = 8.0
_MARK = 10.0


@dataclass(frozen=True)
class Fonts:
    """The faces of a picture: names, names of what is accepted, and small words."""

    name: QFont
    bold: QFont
    small: QFont
    small_bold: QFont


def fonts() -> Fonts:
    """Return the faces, made from the application's."""
    name = QFont(QApplication.font())
    bold, small = QFont(name), QFont(name)
    bold.setBold(True)
    small.setPointSizeF(name.pointSizeF() * 0.86)
    small_bold = QFont(small)
    small_bold.setBold(True)
    return Fonts(name, bold, small, small_bold)


def qt_rect(rect: Rect) -> QRectF:
    """Return a rectangle as Qt wants it."""
    return QRectF(rect.left, rect.top, rect.width, rect.height)


def draw_card(
    painter: QPainter,
    rect: QRectF,
    row: PartyRow,
    number: str,
    palette: Palette,
    faces: Fonts,
    *,
    chosen: bool = False,
    warm: bool = False,
) -> None:
    """Paint a party's card: kind, name, and a number at its end; ``warm`` is under the pointer."""
    ink = palette.ink(RefType.PARTY)
    painter.setPen(QPen(ink, 1.8) if chosen else QPen(ink if warm else palette.color("line"), 1.0))
    painter.setBrush(palette.wash(RefType.PARTY) if chosen else palette.color("panel"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    inner = rect.adjusted(_PAD, 0, -_PAD, 0)
    draw_kind(painter, row.kind, QPointF(inner.left() + _MARK / 2, inner.center().y()), _MARK, ink)
    used = 0.0
    painter.setFont(faces.small)
    if number:
        used = QFontMetricsF(faces.small).horizontalAdvance(number) + 6
        painter.setPen(palette.color("text" if chosen else "secondary"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
    accepted = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    face = faces.bold if accepted else faces.name
    room = inner.adjusted(_MARK + 7, 0, -used, 0)
    name = QFontMetricsF(face).elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(face)
    painter.setPen(palette.color("text"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


def draw_curve(painter: QPainter, curve: Curve, color: QColor, *, dashed: bool) -> None:
    """Paint a line between two cards; ``dashed`` where only captions set the two against each other."""
    start, first, second, end = (QPointF(x, y) for x, y in curve.points)
    path = QPainterPath(start)
    path.cubicTo(first, second, end)
    pen = QPen(color, curve.thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([5 / curve.thickness, 4 / curve.thickness])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)

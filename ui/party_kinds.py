"""A shape for each kind of party, in the colour of parties."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from extraction.findings import PartyKind

__all__ = ["draw_kind"]

# Corners around the middle, 1 being half the shape's size; y grows downwards.
_TRIANGLE = ((0, -1.1), (1.1, 0.9), (-1.1, 0.9))
_ROOF = ((-1.15, -0.15), (0, -1.15), (1.15, -0.15))
_HOUSE = (*_ROOF, (0.8, -0.15), (0.8, 1), (-0.8, 1), (-0.8, -0.15))


def draw_kind(
    painter: QPainter, kind: PartyKind, center: QPointF, size: float, color: QColor
) -> None:
    """Paint a kind's shape, about ``size`` pixels across.

    A person is a dot, an organization a block, an agency a triangle, a court a house, an account a ring,
    anything else a bar.
    """
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if kind is PartyKind.PERSON:
        painter.drawEllipse(center, half, half)
    elif kind is PartyKind.ORGANIZATION:
        reach = half * 0.9
        painter.drawRect(QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach))
    elif kind in (PartyKind.AGENCY, PartyKind.COURT):
        corners = _TRIANGLE if kind is PartyKind.AGENCY else _HOUSE
        painter.drawPolygon(QPolygonF([center + QPointF(x * half, y * half) for x, y in corners]))
    elif kind is PartyKind.ACCOUNT:
        painter.setPen(QPen(color, size * 0.22))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, half * 0.8, half * 0.8)
    else:
        painter.drawRect(QRectF(center.x() - half, center.y() - half * 0.4, size, size * 0.4))
    painter.restore()

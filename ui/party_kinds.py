"""A shape for each kind of party, in the colour of parties, and the words for it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from extraction.findings import PartyKind

__all__ = ["draw_kind", "kind_words"]

# Corners on a circle of radius 1 around the middle, y downwards.
_AGENCY = ((0, -1), (0.95, -0.3), (0.8, 0.85), (-0.8, 0.85), (-0.95, -0.3))
_COURT = ((-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0))


def kind_words(kind: PartyKind) -> str:
    """Return what a kind is called on screen."""
    return "other" if kind is PartyKind.OTHER else kind.value


def draw_kind(
    painter: QPainter, kind: PartyKind, center: QPointF, size: float, color: QColor
) -> None:
    """Paint a kind's shape, ``size`` pixels across.

    A person is a dot, an organization a rounded square, an agency a house with a gable, a court a
    hexagon, an account a ring with a dot in it, anything else a ring.
    """
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if kind is PartyKind.PERSON:
        painter.drawEllipse(center, half, half)
    elif kind is PartyKind.ORGANIZATION:
        side = size * 0.88
        painter.drawRoundedRect(
            QRectF(center.x() - side / 2, center.y() - side / 2, side, side), size / 6, size / 6
        )
    elif kind in (PartyKind.AGENCY, PartyKind.COURT):
        corners = _AGENCY if kind is PartyKind.AGENCY else _COURT
        painter.drawPolygon(QPolygonF([center + QPointF(x * half, y * half) for x, y in corners]))
    else:
        width = max(1.2, size / 7)
        if kind is PartyKind.ACCOUNT:
            painter.drawEllipse(center, half * 0.36, half * 0.36)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, width))
        painter.drawEllipse(center, half - width / 2, half - width / 2)
    painter.restore()

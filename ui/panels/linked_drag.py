"""Dragging one party onto another: what is carried, and the picture under the pointer."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListView

from casefile.records import PartyRow

__all__ = ["PARTY_MIME", "carried", "start_drag"]

PARTY_MIME = "application/x-pincite-party"
_WIDEST = 260


def carried(mime: QMimeData) -> int | None:
    """Return the number of the party that is carried, or ``None`` where it is something else."""
    if not mime.hasFormat(PARTY_MIME):
        return None
    typed = bytes(mime.data(PARTY_MIME).data())
    return int(typed) if typed.isdigit() else None


def start_drag(view: QListView, row: PartyRow) -> None:
    """Carry a party until it is let go."""
    mime = QMimeData()
    mime.setData(PARTY_MIME, str(row.id).encode("ascii"))
    drag = QDrag(view)
    drag.setMimeData(mime)
    drag.setPixmap(_picture(view, row.name))
    drag.setHotSpot(QPoint(12, 12))
    drag.exec(Qt.DropAction.MoveAction)


def _picture(view: QListView, name: str) -> QPixmap:
    metrics = QFontMetrics(view.font())
    words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
    ratio = view.devicePixelRatioF()
    size = QRect(0, 0, metrics.horizontalAdvance(words) + 24, metrics.height() + 12)
    made = QPixmap(size.size() * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = view.palette()
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.setPen(palette.color(QPalette.ColorRole.Accent))
    painter.drawRoundedRect(size.adjusted(0, 0, -1, -1), 6, 6)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(size, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return made

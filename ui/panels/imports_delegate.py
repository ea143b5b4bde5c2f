"""Paints the files of an import: a sign for how far each is, its name, the word, and one line more."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.enum_words import enum_word
from ui.import_queue import QueueRow, Standing
from ui.models.roles import ROW_ROLE
from ui.row_pictures import HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme

__all__ = ["QueueDelegate"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 14.0, 6.0
_SIGN = 22.0
_COLORS = {
    Standing.COPYING: "party_ink",
    Standing.READING: "party_ink",
    Standing.FAILED: "danger",
    Standing.LOCKED: "quote_ink",
    Standing.STOPPED: "quote_ink",
    Standing.DOUBTFUL: "quote_ink",
    Standing.READY: "date_ink",
    Standing.FINDING: "date_ink",
}
_HOLLOW = frozenset({Standing.WAITING, Standing.COPIED, Standing.READ, Standing.FINDING})


class _Face(NamedTuple):
    """What a row shows."""

    key: str
    row: QueueRow
    state: int


class QueueDelegate(PicturedDelegate[_Face]):
    """All rows are equally tall, so that a list of thousands is laid out at once."""

    looks = SELECTED | HOVERED

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        base = QApplication.font()
        self._title, self._small = QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._title_height = QFontMetricsF(self._title).lineSpacing()
        self._small_height = QFontMetricsF(self._small).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, round(self._title_height + 2 + self._small_height + 2 * _PAD_Y + 1))

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        row: QueueRow | None = index.data(ROW_ROLE)
        return _Face(row.path, row, state) if row is not None else None

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        palette, row = self.theme.palette, face.row
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, palette.color("line"))
        color = palette.color(_COLORS.get(row.standing, "secondary"))
        middle = QPointF(rect.left() + _PAD_X + 5, rect.top() + _PAD_Y + self._title_height / 2)
        _draw_sign(painter, row.standing, middle, color)
        box = rect.adjusted(_PAD_X + _SIGN, _PAD_Y, -_PAD_X, -_PAD_Y)
        self._paint_words(painter, row, box, color)

    def _paint_words(self, painter: QPainter, row: QueueRow, box: QRectF, color: QColor) -> None:
        palette = self.theme.palette
        small, title = QFontMetricsF(self._small), QFontMetricsF(self._title)
        word = enum_word(row.standing)
        taken = small.horizontalAdvance(word) + 10
        head = QRectF(box.left(), box.top(), box.width(), self._title_height)
        painter.setFont(self._small)
        painter.setPen(color)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, word)
        painter.setFont(self._title)
        waits = row.standing in (Standing.WAITING, Standing.LEFT_OUT)
        painter.setPen(palette.color("secondary" if waits else "text"))
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(head, middle, title.elidedText(row.name, elide, head.width() - taken))
        foot = QRectF(box.left(), head.bottom() + 2, box.width(), self._small_height)
        painter.setFont(self._small)
        told = row.needs_you or row.standing is Standing.DOUBTFUL
        painter.setPen(palette.color("text" if told else "secondary"))
        end = Qt.TextElideMode.ElideRight if row.sentence else Qt.TextElideMode.ElideMiddle
        painter.drawText(foot, middle, small.elidedText(row.note, end, foot.width()))


def _draw_sign(painter: QPainter, standing: Standing, center: QPointF, color: QColor) -> None:
    """Paint a shape for each kind of standing, since colour alone tells not everybody apart."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = center.x(), center.y()
    if standing is Standing.READY:
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 4)])
    elif standing is Standing.LOCKED:
        painter.drawArc(QRectF(x - 2.5, y - 5, 5, 7), 0, 180 * 16)
        painter.fillRect(QRectF(x - 4.5, y - 1, 9, 6), color)
    elif standing is Standing.DOUBTFUL:
        painter.drawPolygon([QPointF(x - 5, y + 4), QPointF(x, y - 5), QPointF(x + 5, y + 4)])
        painter.drawLine(QPointF(x, y - 1), QPointF(x, y + 1))
    elif standing is Standing.FAILED:
        painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 1))
        painter.drawPoint(QPointF(x, y + 4.5))
    elif standing in _HOLLOW:
        painter.drawEllipse(center, 3.5, 3.5)
    elif standing in (Standing.COPYING, Standing.READING):
        painter.setBrush(color)
        painter.drawEllipse(center, 4.0, 4.0)
    else:
        painter.drawLine(QPointF(x - 3.5, y), QPointF(x + 3.5, y))

"""What the signs in the pictures of the parties mean, drawn small."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.records import RefType
from ui.language import tr
from ui.painting import draw_mark
from ui.panels.network_paint import fonts
from ui.theme import Theme

__all__ = ["NetworkLegend"]

_LINES = (tr("in one sentence"), tr("speaks of the other"), tr("opposite sides only"))
_TABLE = (tr("in one sentence"), tr("row speaks of column"), tr("opposite sides only"))
_SAMPLE, _GAP = 26.0, 16.0


class NetworkLegend(QWidget):
    """One line of samples with their words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = fonts().small
        self._table = False
        self.setAccessibleName(", ".join(_LINES))
        self.setFixedHeight(round(QFontMetricsF(self._face).height()) + 4)
        theme.changed.connect(self.update)

    def explain(self, *, table: bool) -> None:
        """Explain the signs of the table, or those of the lines."""
        self._table = table
        self.setAccessibleName(", ".join(_TABLE if table else _LINES))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face)
        metrics = QFontMetricsF(self._face)
        x, middle = 0.0, self.height() / 2
        for number, words in enumerate(_TABLE if self._table else _LINES):
            self._sample(painter, number, QRectF(x, middle - 5, _SAMPLE - 8, 10))
            painter.setPen(self._theme.palette.color("secondary"))
            painter.drawText(QPointF(x + _SAMPLE, middle + metrics.ascent() / 2 - 1), words)
            x += _SAMPLE + metrics.horizontalAdvance(words) + _GAP
        painter.end()

    def _sample(self, painter: QPainter, number: int, rect: QRectF) -> None:
        palette = self._theme.palette
        ink = QColor(palette.ink(RefType.PARTY))
        if number == 1:
            draw_mark(painter, RefType.QUOTE, rect.center(), 7, palette.ink(RefType.QUOTE))
            return
        box = QRectF(rect.center().x() - 5, rect.top(), 10, 10)
        pale = QColor(ink)
        pale.setAlphaF(0.75)
        if self._table and number == 0:
            painter.fillRect(box, pale)
            return
        style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashLine
        if self._table:
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            return
        painter.setPen(QPen(pale, 3.0 if number == 0 else 1.4, style))
        middle = rect.center().y()
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))

"""Paints search hits and other evidence: a paper's heading, and sentences with their words marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from casefile.records import HitRow
from ui.beside_paint import BesidePaint
from ui.language import tr
from ui.messages import marked_cite
from ui.models.beside import SectionLine
from ui.models.hits import HitLine, Line
from ui.models.roles import ROW_ROLE
from ui.snippets import draw_snippet, snippet_lines
from ui.theme import Theme, reading_font

__all__ = ["HitDelegate"]

_PAD_X, _PAD_Y = 14.0, 6.0
_SNIPPET_LINES = 3

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """A document's heading; a hit's sentence with the found words marked, and its pin cite."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        base = QApplication.font()
        self._heading, self._small = QFont(base), QFont(base)
        self._heading.setBold(True)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._reading = reading_font(base.pointSizeF() * 1.05)
        self._beside = BesidePaint(theme)
        self._line = QFontMetricsF(self._reading).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        if not isinstance(line, HitLine):
            return QSize(width, self._beside.height(line))
        if line.hit is None:
            return QSize(width, round(QFontMetricsF(self._heading).height() + 16))
        lines = self._lines(line.hit, width - 2 * _PAD_X)
        return QSize(width, round(lines * self._line + self._small_line + 2 * _PAD_Y + 1))

    def _lines(self, hit: HitRow, width: float) -> int:
        """Return how many lines a snippet takes; a list of hits is short, so it is simply broken."""
        return snippet_lines(hit.snippet, self._reading, width, _SNIPPET_LINES)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        if isinstance(line, HitLine) and line.hit is None:
            self._paint_heading(painter, rect, line)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_ground(painter, rect, line, selected=selected, hovered=hovered)
            if isinstance(line, HitLine) and line.hit is not None:
                self._paint_hit(painter, rect, line.hit)
            elif not isinstance(line, HitLine):
                self._beside.paint(painter, rect, line)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, line: Line, *, selected: bool, hovered: bool
    ) -> None:
        palette = self._theme.palette
        if selected:
            painter.fillRect(rect, palette.color("selection"))
        elif hovered or isinstance(line, SectionLine):
            painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: HitRow) -> None:
        palette = self._theme.palette
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        lines = self._lines(hit, box.width())
        draw_snippet(
            painter, box, hit.snippet, hit.marks, self._reading,
            palette.color("text"), palette.color("hit"), lines,
        )  # fmt: skip
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(
            QRectF(box.left(), box.top() + lines * self._line, box.width(), self._small_line),
            Qt.AlignmentFlag.AlignVCenter,
            marked_cite(hit.pin),
        )

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: HitLine) -> None:
        palette = self._theme.palette
        painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        box = rect.adjusted(_PAD_X, 4, -_PAD_X, 0)
        found = line.found
        shown = len(found.hits)
        words = (
            tr("{shown} of {count:,}", shown=shown, count=found.count)
            if shown < found.count
            else f"{found.count:,}"
        )
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(self._heading)
        painter.setPen(palette.color("text"))
        name = QFontMetricsF(self._heading).elidedText(
            found.document.short_name or found.document.name,
            Qt.TextElideMode.ElideRight,
            box.width() - 80,
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

"""Paints a paragraph of a comparison: both papers' words side by side, what differs marked.

What was taken out is struck through, what was put in underlined, each on a colour of its own, so that the
mark is seen without colours too. A paragraph that one paper lacks has a bar at its side instead.
"""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from casefile.compared import ComparedParagraph, ComparedSide, DifferenceKind
from ui.models.roles import ROW_ROLE
from ui.reading_direction import breaking
from ui.text_positions import TextPositions
from ui.theme import Palette, Theme, reading_font
from ui.version_words import kind_words, side_place

__all__ = ["DifferenceDelegate", "sides"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 18.0, 9.0
_GUTTER = 40.0
_BAR = 3.0
_KEPT = 160  # texts laid out and kept: several screens full

_MACHINE_READ = "machine-read"
_SIGNS = {
    DifferenceKind.CHANGED: "≠",
    DifferenceKind.ADDED: "+",
    DifferenceKind.REMOVED: "\N{MINUS SIGN}",
    DifferenceKind.MOVED: "↕",
    DifferenceKind.RENUMBERED: "#",
}
_INKS = {
    DifferenceKind.ADDED: "added_ink",
    DifferenceKind.REMOVED: "removed_ink",
    DifferenceKind.CHANGED: "text",
    DifferenceKind.MOVED: "text",
}


def sides(width: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return left edge and width of both columns in a list that is ``width`` pixels wide."""
    column = max((width - 2 * _PAD_X - _GUTTER) / 2, 40.0)
    return (_PAD_X, column), (_PAD_X + column + _GUTTER, column)


class _Shown(NamedTuple):
    """A side's text, laid out; the text layout keeps nothing of its positions alive."""

    layout: QTextLayout
    height: float


class DifferenceDelegate(QStyledItemDelegate):
    """Rows of a ``DifferencesModel``."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        base = QApplication.font()
        self._small, self._strong = QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._strong.setBold(True)
        self._reading = reading_font(base.pointSizeF() * 1.05)
        self._small_line = QFontMetricsF(self._small).lineSpacing()
        self._kept: OrderedDict[tuple[int, bool, int], _Shown] = OrderedDict()
        self._heights: dict[tuple[int, int], int] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop what was laid out, as other rows or colours are shown."""
        self._kept.clear()
        self._heights.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 800
        row: ComparedParagraph = index.data(ROW_ROLE)
        key = id(row), width
        height = self._heights.get(key)
        if height is None:
            (_, column), _ = sides(width)
            tallest = max(
                self._shown(row, second, round(column)).height
                for second in (False, True)
                if (row.second if second else row.first) is not None
            )
            height = round(tallest + self._small_line + 2 * _PAD_Y + 3)
            self._heights[key] = height
        return QSize(width, height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ComparedParagraph = index.data(ROW_ROLE)
        palette = self._theme.palette
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color("background"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, palette.color("line"))
        left, right = sides(rect.width())
        self._paint_side(painter, rect, row, left, second=False)
        self._paint_side(painter, rect, row, right, second=True)
        self._paint_gutter(painter, rect, row, left[0] + left[1])
        painter.restore()

    def _paint_side(
        self,
        painter: QPainter,
        rect: QRectF,
        row: ComparedParagraph,
        column: tuple[float, float],
        *,
        second: bool,
    ) -> None:
        side = row.second if second else row.first
        if side is None:
            return
        palette = self._theme.palette
        edge, width = rect.left() + column[0], column[1]
        top = rect.top() + _PAD_Y
        alone = row.first is None or row.second is None
        if alone:
            ink, wash = _colours(palette, second=second)
            block = QRectF(edge - 10, rect.top() + 4, width + 20, rect.height() - 9)
            painter.fillRect(block, wash)
            painter.fillRect(QRectF(block.left(), block.top(), _BAR, block.height()), ink)
        painter.setFont(self._small)
        head = QRectF(edge, top, width, self._small_line)
        painter.setPen(palette.color("text" if alone else "secondary"))
        place = side_place(row, second=second)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, place)
        if side.pin.machine_read:
            painter.setPen(palette.color("quote_ink"))
            after = QFontMetricsF(self._small).horizontalAdvance(f"{place} " if place else "")
            painter.drawText(
                head.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, _MACHINE_READ
            )
        words = kind_words(row) if second or alone else ""
        if words:
            painter.setPen(palette.color(_INKS.get(row.kind, "secondary")))
            painter.drawText(head, Qt.AlignmentFlag.AlignRight, words)
        painter.setPen(palette.color("text"))
        shown = self._shown(row, second, round(width))
        shown.layout.draw(painter, QPointF(edge, top + self._small_line + 3))

    def _paint_gutter(
        self, painter: QPainter, rect: QRectF, row: ComparedParagraph, edge: float
    ) -> None:
        sign = _SIGNS.get(row.kind)
        if sign is None:
            return
        painter.setFont(self._strong)
        painter.setPen(self._theme.palette.color(_INKS.get(row.kind, "secondary")))
        box = QRectF(rect.left() + edge, rect.top() + _PAD_Y, _GUTTER, self._small_line + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _shown(self, row: ComparedParagraph, second: bool, width: int) -> _Shown:
        key = id(row), second, width
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        side = row.second if second else row.first
        shown = self._laid_out(row, side, second, width) if side else _Shown(QTextLayout(), 0)
        self._kept[key] = shown
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return shown

    def _laid_out(
        self, row: ComparedParagraph, side: ComparedSide, second: bool, width: int
    ) -> _Shown:
        positions = TextPositions(side.text)
        # Paragraphs that were split or joined stand one below the other; a line feed would not break.
        layout = QTextLayout(
            positions.shown.replace("\n", "\u2028").replace("\t", " "), self._reading
        )
        layout.setTextOption(breaking(side.text))
        if row.first is not None and row.second is not None:
            look = _look(self._theme.palette, second=second)
            layout.setFormats(
                [
                    _range(positions.to_qt(span.start), positions.to_qt(span.end), look)
                    for span in row.marks(second=second)
                ]
            )
        height = 0.0
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return _Shown(layout, height)


def _colours(palette: Palette, *, second: bool) -> tuple[QBrush, QBrush]:
    """Return ink and wash of what one of the papers has alone."""
    name = "added" if second else "removed"
    return QBrush(palette.color(f"{name}_ink")), QBrush(palette.color(f"{name}_wash"))


def _look(palette: Palette, *, second: bool) -> QTextCharFormat:
    ink, wash = _colours(palette, second=second)
    look = QTextCharFormat()
    look.setForeground(ink)
    look.setBackground(wash)
    if second:
        look.setFontUnderline(True)
    else:
        look.setFontStrikeOut(True)
    return look


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made

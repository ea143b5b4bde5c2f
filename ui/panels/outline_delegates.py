"""Painters of the outline: issues that nothing proves stand out; evidence has a sign for its side."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casefile.issue_records import EvidenceRow, IssueRow
from ui.issue_words import INKS, SIGNS, where
from ui.models.roles import ROW_ROLE
from ui.painting import draw_lines
from ui.row_pictures import FOCUSED, HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme, reading_font

__all__ = ["EvidenceDelegate", "IssueDelegate"]

Index = QModelIndex | QPersistentModelIndex
_PAD_X, _PAD_Y, _GUTTER = 12.0, 6.0, 24.0
_WORDS_LINES = 2
_REJECTED = 0.55


class IssueDelegate(QStyledItemDelegate):
    """Issues at the top are bold; those without evidence say so in the colour of doubt."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, IssueRow):
            return
        if index.column() == 0 and row.depth == 0:
            option.font.setBold(True)
        elif index.column():
            ink = self._theme.palette.color("quote_ink" if row.is_bare else "secondary")
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 10)


class _Face(NamedTuple):
    """What a row of evidence shows."""

    key: int
    row: EvidenceRow
    state: int


class EvidenceDelegate(PicturedDelegate[_Face]):
    """The sign of its side, the words in the reading face, and the pin cite below."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        base = QApplication.font()
        self._small = QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._reading = reading_font(base.pointSizeF() * 1.05)
        self._words_line = QFontMetricsF(self._reading).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = _WORDS_LINES * self._words_line + self._small_line + 2 * _PAD_Y + 3
        return QSize(200, round(height))

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        row: EvidenceRow | None = index.data(ROW_ROLE)
        return _Face(row.id, row, state) if row is not None else None

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        palette, row = self.theme.palette, face.row
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, palette.color("line"))
        if row.rejected:
            painter.setOpacity(_REJECTED)
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        painter.setFont(self._small)
        painter.setPen(palette.color(INKS[row.side]))
        baseline = box.top() + QFontMetricsF(self._reading).ascent()
        painter.drawText(QPointF(box.left(), baseline), SIGNS[row.side])
        box = box.adjusted(_GUTTER, 0, 0, 0)
        words = " ".join(row.words.split())[:500]
        _, top = draw_lines(painter, box, words, self._reading, palette.color("text"), _WORDS_LINES)
        below = QRectF(box.left(), top + self._words_line + 2, box.width(), self._small_line)
        draw_lines(painter, below, where(row), self._small, palette.color("secondary"), 1)
        if face.state & FOCUSED:
            painter.setOpacity(1.0)
            painter.setPen(palette.color("party_ink"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))

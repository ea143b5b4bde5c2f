"""Paints search hits and other evidence: a paper's heading, and sentences with their words marked."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casefile.records import HitRow
from ui.beside_paint import BesidePaint
from ui.language import tr
from ui.messages import marked_cite
from ui.models.beside import SectionLine
from ui.models.hits import HitLine, Line
from ui.models.roles import ROW_ROLE
from ui.row_pictures import HOVERED, SELECTED, PicturedDelegate
from ui.snippets import draw_snippet, snippet_lines
from ui.theme import Theme, reading_font

__all__ = ["HitDelegate"]

_PAD_X, _PAD_Y = 14.0, 6.0
_SNIPPET_LINES = 3

Index = QModelIndex | QPersistentModelIndex


class _Face(NamedTuple):
    """What a line shows: a hit, or any other line."""

    key: object
    shown: HitRow | Line
    state: int


class HitDelegate(PicturedDelegate[_Face]):
    """A document's heading; a hit's sentence with the found words marked, and its pin cite."""

    looks = SELECTED | HOVERED

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
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
    def face(self, index: Index, state: int) -> _Face:
        line: Line = index.data(ROW_ROLE)
        if not isinstance(line, HitLine):
            return _Face(line, line, state)
        paper = line.found.document.id
        if line.hit is None:
            return _Face(paper, line, 0)
        return _Face((paper, line.hit.spans), line.hit, state)

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        shown = face.shown
        if isinstance(shown, HitLine):
            self._paint_heading(painter, rect, shown)
            return
        self._paint_ground(painter, rect, face)
        if isinstance(shown, HitRow):
            self._paint_hit(painter, rect, shown)
        else:
            self._beside.paint(painter, rect, shown)

    def _paint_ground(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        palette = self.theme.palette
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif face.state & HOVERED or isinstance(face.shown, SectionLine):
            painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: HitRow) -> None:
        palette = self.theme.palette
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
        palette = self.theme.palette
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

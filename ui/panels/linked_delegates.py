"""Painter of the columns' lines: what all rows share, and the headings over groups of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem
from typing_extensions import override

from casefile.evidence_records import RowEvidence
from casefile.records import Ref, RefType, ReviewState
from ui.column_lines import AnyRow, Heading, unpacked
from ui.models.roles import ROW_ROLE
from ui.models.rows import HEADING_LETTERS, RowsModel
from ui.painting import draw_said
from ui.panels.linked_paint import Brush, DatePaint, PartyPaint, QuotePaint, RowFonts, RowPaint
from ui.row_pictures import FOCUSED, HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme

__all__ = ["RowDelegate", "narrow_mark"]

_PAD_X = 14.0
_PAD_Y = 7.0
_HEIGHTS_KEPT = 3
"""Of all rows, of the question before, of that on screen."""
_DRAWN_FOR = 14.0
"""The height of a line of small words that the marks of headings are drawn for."""

Index = QModelIndex | QPersistentModelIndex


class _Face(NamedTuple):
    """What a row shows; ``is_target`` where another party is held over it, ``folded`` is a heading's."""

    key: Ref | str
    line: AnyRow | Heading
    state: int
    evidence: RowEvidence | None = None
    unlinked: bool = False
    has_words: bool = False
    constrained: bool = False
    is_target: bool = False
    folded: bool = False


class RowDelegate(PicturedDelegate[_Face]):
    """Rows of any kind: ground, selection bar, hairline, dimming; and headings that fold."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.constraints: frozenset[Ref] = frozenset()
        self.target: Ref | None = None
        """The party that another one is held over."""
        paints: tuple[RowPaint[Any], ...] = (PartyPaint(), QuotePaint(), DatePaint())
        self._paints = {each.kind: each for each in paints}
        self.take_font(QApplication.font())

    def take_font(self, font: QFont) -> None:
        """Paint with other sizes from now on."""
        self.fonts = RowFonts(font)
        self.pictures.renew()
        self._counted: dict[int, int] = {}
        self._counted_for = -1
        self._laid_out: list[tuple[Sequence[int], int, list[int]]] = []

    # -- heights

    @property
    def heading_height(self) -> int:
        """How tall a heading is."""
        return round(self.fonts.small_height + 13)

    def height(self, line: AnyRow | Heading, width: float) -> int:
        """Return a line's height, its texts broken into lines."""
        if isinstance(line, Heading):
            return self.heading_height
        paint = self._paints[line.ref.type]
        return _padded(paint.height(line, width - 2 * _PAD_X, self.fonts))

    def counted_heights(self, letters: Sequence[int], width: int) -> list[int]:
        """Return the heights of many lines from what their rows say; few of these numbers differ.

        Of the very numbers that were asked for before the heights are known.
        """
        for known_letters, known_width, heights in self._laid_out:
            if known_letters is letters and known_width == width:
                return heights
        if width != self._counted_for:
            self._counted_for, self._counted = width, {}
        known = self._counted
        for each in set(letters) - known.keys():
            known[each] = self._counted_height(each, width)
        heights = list(map(known.__getitem__, letters))
        self._laid_out = [(letters, width, heights), *self._laid_out[: _HEIGHTS_KEPT - 1]]
        return heights

    def _counted_height(self, letters: int, width: int) -> int:
        if letters == HEADING_LETTERS:
            return self.heading_height
        said = unpacked(letters)
        paint = self._paints[said.kind]
        return _padded(paint.counted_height(said, width - 2 * _PAD_X, self.fonts))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 300
        return QSize(width, 40 if line is None else self.height(line, width))

    # -- painting

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        model = index.model()
        if not isinstance(model, RowsModel) or (line := model.line_at(index)) is None:
            return None
        if isinstance(line, Heading):
            return _Face(line.key, line, state, folded=model.is_folded(line))
        evidence, unlinked, words = model.said_of(line)
        ref = line.ref
        is_target, constrained = ref == self.target, ref in self.constraints
        return _Face(ref, line, state, evidence, unlinked, bool(words), constrained, is_target)

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        if isinstance(face.line, Heading):
            self._paint_heading(painter, rect, face, face.line)
        else:
            self._paint_row(painter, rect, face, face.line)

    def _paint_row(self, painter: QPainter, rect: QRectF, face: _Face, row: AnyRow) -> None:
        palette, kind = self.theme.palette, row.ref.type
        if face.constrained or face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        if face.constrained:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), palette.ink(kind))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, palette.color("line"))
        if face.unlinked or row.state is ReviewState.REJECTED:
            palette = palette.muted()
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y - 1)
        self._paints[kind].paint(row, Brush(painter, box, self.fonts, palette, face.evidence))
        if face.has_words:
            draw_said(painter, rect.topRight(), palette.color("own_ink"))
        if face.is_target or (face.state & FOCUSED and not face.constrained):
            # The keyboard has one colour everywhere; what is held over a row that row's own.
            self._paint_focus(painter, rect, palette.ink(kind if face.is_target else RefType.PARTY))

    def _paint_focus(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))

    def _paint_heading(
        self, painter: QPainter, rect: QRectF, face: _Face, heading: Heading
    ) -> None:
        palette, fonts = self.theme.palette, self.fonts
        over, chosen = bool(face.state & HOVERED), bool(face.state & SELECTED)
        painter.fillRect(rect, palette.color("selection" if chosen else "background"))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, palette.color("line"))
        secondary, text = palette.color("secondary"), palette.color("text")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = rect.center().y() - 0.5
        scale = fonts.small_height / _DRAWN_FOR
        left, right = rect.left() + _PAD_X, rect.right() - _PAD_X
        _draw_chevron(painter, QPointF(left + 3, middle), secondary, scale, folded=face.folded)
        left += 14 * scale
        if heading.narrows is not None:
            ink = text if over or chosen else secondary
            _draw_funnel(painter, QPointF(right - 4 * scale, middle), ink, scale)
            right -= 18 * scale
        count = f"{heading.count:,}"
        painter.setFont(fonts.small)
        painter.setPen(secondary)
        room = QRectF(left, rect.top(), right - left, rect.height() - 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        used = QFontMetricsF(fonts.small).horizontalAdvance(count) + 10
        bold = QFont(fonts.small)
        bold.setBold(True)
        words = QFontMetricsF(bold).elidedText(
            heading.words, Qt.TextElideMode.ElideRight, max(room.width() - used, 20)
        )
        painter.setFont(bold)
        painter.setPen(text)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if face.state & FOCUSED:
            self._paint_focus(painter, rect, palette.ink(RefType.PARTY))


def narrow_mark(rect: QRect) -> QRect:
    """Return where in a heading its mark stands, a little larger than it is drawn."""
    width = round(rect.height() * 1.1)
    return QRect(rect.right() - width, rect.top(), width + 1, rect.height())


def _padded(height: float) -> int:
    return round(height + 2 * _PAD_Y + 1)


def _draw_chevron(
    painter: QPainter, center: QPointF, ink: QColor, scale: float, *, folded: bool
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    flat = ((-2.0, -4.0), (-2.0, 4.0), (3.0, 0.0))
    points = flat if folded else [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    painter.drawPolygon(QPolygonF([center + QPointF(x, y) * scale for x, y in points]))


def _draw_funnel(painter: QPainter, center: QPointF, ink: QColor, scale: float) -> None:
    """Paint what narrows the view: a funnel."""
    painter.setPen(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((-5.0, -4.0), (5.0, -4.0), (1.2, 0.6), (1.2, 4.6), (-1.2, 3.2), (-1.2, 0.6))
    painter.drawPolygon(QPolygonF([center + QPointF(x, y) * scale for x, y in points]))

"""Paints the lines of the quote bank: the words in the reading face, who and where, how they compare.

How tall a line is, is worked out from the number of its letters, so that thousands of them take a few
milliseconds; only what is on screen is broken into lines. A short line may so have a little room to spare.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casefile.records import RefType, ReviewState, Verdict
from ui.models.roles import ROW_ROLE
from ui.painting import draw_lines, font_key, wrapped
from ui.quote_lines import LineForm, QuoteLine
from ui.quote_verdicts import SIGNS, inks
from ui.theme import Theme, reading_font

__all__ = ["QuoteLineDelegate"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 12.0, 6.0
_GUTTER = 32.0
_INDENT = 22.0
_MOST_LINES = 3
_HEADING = 30
_SPARE = 1.06
"""Line ends are ragged, and a text may have wider letters than most."""
_SAMPLE = "The Commission said that no notice critical of the quay shall be posted on its property; we will"
_REJECTED = 0.55

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QuoteLineDelegate(QStyledItemDelegate):
    """Rows of a ``QuoteLinesModel``; the model gives their sizes, ``height_of`` works them out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        base = QApplication.font()
        self._small, self._strong = QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._strong.setBold(True)
        self._sign = QFont(self._small)
        self._sign.setBold(True)
        size = base.pointSizeF() * 1.05
        self._reading, self._reading_bold = reading_font(size), reading_font(size, bold=True)
        self._words_line = QFontMetricsF(self._reading).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()
        self._letter = {
            False: QFontMetricsF(self._reading).horizontalAdvance(_SAMPLE) / len(_SAMPLE),
            True: QFontMetricsF(self._reading_bold).horizontalAdvance(_SAMPLE) / len(_SAMPLE),
        }
        self._small_letter = QFontMetricsF(self._small).horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    # -- sizes

    def height_of(self, line: QuoteLine, width: int) -> int:
        """Return how tall a line is in a list of a width."""
        if line.form is LineForm.HEADING:
            return _HEADING
        room = self._room(line, width)
        words = self._words_lines(line, room) * self._words_line
        return round(words + 3 + self._note_lines(line, room) * self._small_line + 2 * _PAD_Y + 1)

    def _room(self, line: QuoteLine, width: float) -> float:
        indent = _INDENT if line.is_indented else 0.0
        return max(width - 2 * _PAD_X - _GUTTER - indent, 60.0)

    def _words_lines(self, line: QuoteLine, room: float) -> int:
        taken = len(line.words) * self._letter[_is_bold(line)] * _SPARE
        return min(_MOST_LINES, int(taken / room) + 1)

    def _note_lines(self, line: QuoteLine, room: float) -> int:
        both = (len(line.note) + len(line.told) + 3) * self._small_letter * _SPARE
        return 2 if line.note and line.told and both > room else 1

    # -- painting

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: QuoteLine | None = index.data(ROW_ROLE)
        if line is None:
            return
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setClipRect(rect)
        if line.form is LineForm.HEADING:
            self._paint_heading(painter, rect, line)
        else:
            self._paint_ground(painter, rect, state, first=line.form is LineForm.SOURCE)
            if line.quote is not None and line.quote.state is ReviewState.REJECTED:
                painter.setOpacity(_REJECTED)
            self._paint_line(painter, rect, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: QuoteLine) -> None:
        palette = self._theme.palette
        painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        inside = rect.adjusted(_PAD_X, 2, -_PAD_X, 0)
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(inside, _RIGHT, line.note)
        used = QFontMetricsF(self._small).horizontalAdvance(line.note) + 12
        painter.setFont(self._strong)
        painter.setPen(palette.color("text"))
        room = max(inside.width() - used, 20)
        words = QFontMetricsF(self._strong).elidedText(
            line.words, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inside, _LEFT, words)

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, first: bool
    ) -> None:
        palette = self._theme.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color("background"))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, palette.color("line"))
        if first:  # of a group: a stronger line above it
            above = QRectF(rect.left(), rect.top(), rect.width(), 1)
            painter.fillRect(above, _faint(palette.color("secondary")))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.ink(RefType.QUOTE))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))

    def _paint_line(self, painter: QPainter, rect: QRectF, line: QuoteLine) -> None:
        palette = self._theme.palette
        room = self._room(line, rect.width())
        left, top = rect.right() - _PAD_X - room + 1, rect.top() + _PAD_Y
        self._paint_sign(painter, QPointF(left - _GUTTER, top), line)
        lines = self._words_lines(line, room)
        bold = _is_bold(line)
        font = self._reading_bold if bold else self._reading
        suggested = line.quote is not None and line.quote.state is ReviewState.SUGGESTED
        draw_lines(
            painter, QRectF(left, top, room, lines * self._words_line), line.words, font,
            palette.color("text"), lines, palette.color("line") if suggested else None,
        )  # fmt: skip
        shown, _ = wrapped(line.words, font_key(font), int(room), lines)
        note_top = top + len(shown) * self._words_line + 3
        notes = QRectF(left, note_top, room, self._small_line)
        self._paint_notes(painter, notes, line)

    def _paint_notes(self, painter: QPainter, rect: QRectF, line: QuoteLine) -> None:
        """Paint who says it and where, and behind or below that how its words compare."""
        palette = self._theme.palette
        ink = palette.color(inks(line.verdict)[0])
        end, _ = draw_lines(painter, rect, line.note, self._small, palette.color("secondary"), 1)
        if not line.told:
            return
        if self._note_lines(line, rect.width()) > 1:
            rest, told = rect.translated(0, self._small_line), line.told
        else:
            told = f" · {line.told}" if line.note else line.told
            rest = QRectF(end, rect.top(), rect.right() - end + 2, rect.height())
        draw_lines(painter, rest, told, self._small, ink, 1)

    def _paint_sign(self, painter: QPainter, at: QPointF, line: QuoteLine) -> None:
        """Paint the verdict's badge into the gutter; of a group's source a filled square."""
        palette = self._theme.palette
        box = QRectF(at.x(), at.y() + 1, _GUTTER - 8, self._small_line + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.form is LineForm.SOURCE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.ink(RefType.QUOTE))
            middle = box.center()
            painter.drawRoundedRect(QRectF(middle.x() - 4.5, middle.y() - 4.5, 9, 9), 1.5, 1.5)
            return
        ink, wash = (palette.color(name) for name in inks(line.verdict))
        if line.verdict is None:
            wash.setAlpha(0)
        outlined = line.verdict in (Verdict.RESPELLED, Verdict.NOT_FOUND)
        painter.setPen(QPen(_faint(ink), 1.0) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.setFont(self._sign)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[line.verdict])


def _is_bold(line: QuoteLine) -> bool:
    states = (ReviewState.ACCEPTED, ReviewState.EDITED)
    return line.quote is not None and line.quote.state in states


def _faint(ink: QColor) -> QColor:
    made = QColor(ink)
    made.setAlphaF(0.5)
    return made

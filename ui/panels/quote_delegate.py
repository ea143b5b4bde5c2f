"""Paints the lines of the quote bank: the words in the reading face, who and where, how they compare.

How tall a line is, ``ui.quote_sizes`` works out from the number of its letters.
"""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from casefile.records import RefType, ReviewState, Verdict
from ui.language import tr
from ui.models.roles import OWN_ROLE, ROW_ROLE
from ui.painting import draw_lines, draw_said, font_key, wrapped
from ui.quote_lines import LineForm, QuoteLine, line_letters
from ui.quote_sizes import LineSizes
from ui.quote_verdicts import SIGNS, inks
from ui.row_pictures import FOCUSED, HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme, reading_font

__all__ = ["QuoteLineDelegate"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 12.0, 6.0
_GUTTER = 32.0
_HEADING = 30
_SAMPLE = tr(
    "The Commission said that no notice critical of the quay shall be posted on its property; we will"
)
_REJECTED = 0.55

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Face(NamedTuple):
    """What a line shows."""

    key: str
    line: QuoteLine
    state: int
    has_words: bool


class QuoteLineDelegate(PicturedDelegate[_Face]):
    """Rows of a ``QuoteLinesModel``; ``sizes`` are the measures of its faces."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
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
        self.sizes = LineSizes(
            _letter(self._reading),
            _letter(self._reading_bold),
            _letter(self._small),
            self._words_line,
            self._small_line,
            max(_HEADING, round(QFontMetricsF(self._strong).lineSpacing()) + 12),
        )

    # -- painting

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        line: QuoteLine | None = index.data(ROW_ROLE)
        if line is None:
            return None
        if line.form is LineForm.HEADING:
            return _Face(line.key, line, 0, has_words=False)
        return _Face(line.key, line, state, bool(index.data(OWN_ROLE)))

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        line = face.line
        if line.form is LineForm.HEADING:
            self._paint_heading(painter, rect, line)
            return
        self._paint_ground(painter, rect, face.state, first=line.form is LineForm.SOURCE)
        if line.quote is not None and line.quote.state is ReviewState.REJECTED:
            painter.setOpacity(_REJECTED)
        self._paint_line(painter, rect, line)
        if face.has_words:
            painter.setOpacity(1.0)
            draw_said(painter, rect.topRight(), self.theme.palette.color("own_ink"))

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: QuoteLine) -> None:
        palette = self.theme.palette
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

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: int, *, first: bool) -> None:
        palette = self.theme.palette
        if state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, palette.color("line"))
        if first:  # of a group: a stronger line above it
            above = QRectF(rect.left(), rect.top(), rect.width(), 1)
            painter.fillRect(above, _faint(palette.color("secondary")))
        if state & FOCUSED:
            painter.setPen(palette.ink(RefType.PARTY))  # the keyboard's colour everywhere
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))

    def _paint_line(self, painter: QPainter, rect: QRectF, line: QuoteLine) -> None:
        palette = self.theme.palette
        sizes, letters = self.sizes, line_letters(line)
        room = sizes.room(rect.width(), indented=line.is_indented)
        left, top = rect.right() - _PAD_X - room + 1, rect.top() + _PAD_Y
        self._paint_sign(painter, QPointF(left - _GUTTER, top), line)
        lines = sizes.words_lines(letters, room) if letters is not None else 1
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
        palette = self.theme.palette
        ink = palette.color(inks(line.verdict)[0])
        end, _ = draw_lines(painter, rect, line.note, self._small, palette.color("secondary"), 1)
        if not line.told:
            return
        letters = line_letters(line)
        if letters is not None and self.sizes.note_lines(letters, rect.width()) > 1:
            rest, told = rect.translated(0, self._small_line), line.told
        else:
            told = f" · {line.told}" if line.note else line.told
            rest = QRectF(end, rect.top(), rect.right() - end + 2, rect.height())
        draw_lines(painter, rest, told, self._small, ink, 1)

    def _paint_sign(self, painter: QPainter, at: QPointF, line: QuoteLine) -> None:
        """Paint the verdict's badge into the gutter; of a group's source a filled square."""
        palette = self.theme.palette
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


def _letter(font: QFont) -> float:
    """Return how wide a usual letter is, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


def _is_bold(line: QuoteLine) -> bool:
    states = (ReviewState.ACCEPTED, ReviewState.EDITED)
    return line.quote is not None and line.quote.state in states


def _faint(ink: QColor) -> QColor:
    made = QColor(ink)
    made.setAlphaF(0.5)
    return made

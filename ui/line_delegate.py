"""Painter of the lines of a party's card, of possible duplicates and of the review."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem
from typing_extensions import override

from casefile.records import RefType
from ui.models.roles import ROW_ROLE
from ui.painting import draw_lines, draw_mark, font_key, right_within, wrapped
from ui.party_kinds import draw_kind
from ui.party_lines import Line, Look
from ui.row_pictures import ACTIVE, HOVERED, SELECTED, PicturedDelegate
from ui.snippets import draw_snippet, one_line
from ui.theme import Theme, reading_font

__all__ = ["LineDelegate"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 14.0, 5.0
_INDENT = 18.0
_MARK_ROOM = 17.0
_GAP = 10.0
_MOST_LINES = 3


class _Face(NamedTuple):
    """What a line shows; the first of a list has no rule above it."""

    key: str
    line: Line
    state: int
    is_first: bool


class LineDelegate(PicturedDelegate[_Face]):
    """Headings in small capitals, lines with a reason below, sentences with the name marked."""

    looks = SELECTED | HOVERED | ACTIVE

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        base = QApplication.font()
        self._title, self._small, self._head = QFont(base), QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._head.setPointSizeF(base.pointSizeF() * 0.82)
        self._head.setBold(True)
        self._head.setCapitalization(QFont.Capitalization.AllUppercase)
        self._reading = reading_font(base.pointSizeF() * 1.02)
        # Asking a font for its key takes longer than finding a text that was broken before.
        self._small_key, self._reading_key = font_key(self._small), font_key(self._reading)
        self._title_key = font_key(self._title)
        self._title_line = QFontMetricsF(self._title).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()
        self._reading_line = QFontMetricsF(self._reading).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line | None = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 300
        if line is None:
            return QSize(width, 30)
        room = width - 2 * _PAD_X - (_INDENT if line.indent else 0)
        return QSize(width, round(self._height(line, room) + 2 * _PAD_Y + 1))

    def _height(self, line: Line, width: float) -> float:
        if line.look is Look.HEADING:
            return self._small_line * (1 + self._note_lines(line, width)) + 10
        if line.look is Look.MORE:
            return self._small_line
        notes = self._note_lines(line, width - (_MARK_ROOM if line.kind else 0))
        if line.look is Look.REASON:
            return self._reason_lines(line, width) * self._title_line
        if line.look is Look.PLAIN:
            return self._title_line + notes * self._small_line
        lines = self._sentence_lines(line, width)
        return lines * self._reading_line + notes * self._small_line + 1

    def _note_lines(self, line: Line, width: float) -> int:
        if not line.note:
            return 0
        return len(wrapped(line.note, self._small_key, int(width), _most(line))[0])

    def _reason_lines(self, line: Line, width: float) -> int:
        room = int(width - (_MARK_ROOM if line.sign else 0))
        return max(1, len(wrapped(line.words, self._title_key, room, _MOST_LINES)[0]))

    def _sentence_lines(self, line: Line, width: float) -> int:
        words = one_line(line.words)
        return max(1, len(wrapped(words, self._reading_key, int(width), _MOST_LINES)[0]))

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        line: Line | None = index.data(ROW_ROLE)
        if line is None:
            return None
        if not line.can_be_current:
            state = 0
        elif not state & SELECTED:  # only what is selected tells whether its window is in use
            state &= HOVERED
        return _Face(line.key, line, state, index.row() == 0)

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        palette, line = self.theme.palette, face.line
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
            if face.state & ACTIVE:
                painter.fillRect(
                    QRectF(rect.left(), rect.top(), 3, rect.height()), palette.color("party_ink")
                )
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        left = _PAD_X + (_INDENT if line.indent else 0)
        box = rect.adjusted(left, _PAD_Y, -_PAD_X, -_PAD_Y)
        if line.look is Look.HEADING:
            self._paint_heading(painter, box, line, ruled=not face.is_first)
        elif line.look is Look.MORE:
            painter.setFont(self._small)
            painter.setPen(palette.color("party_ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line.words)
        elif line.look is Look.REASON:
            self._paint_reason(painter, box, line)
        elif line.look is Look.PLAIN:
            self._paint_plain(painter, box, line)
        else:
            self._paint_sentence(painter, box, line)

    def _paint_heading(self, painter: QPainter, box: QRectF, line: Line, *, ruled: bool) -> None:
        palette = self.theme.palette
        if ruled:
            rule = QRectF(0, box.top() - _PAD_Y, box.right() + _PAD_X, 1)
            painter.fillRect(rule, palette.color("line"))
        top = box.adjusted(0, 8, 0, 0)
        used = self._right_words(painter, top, line.right, self._small_line)
        room = top.adjusted(0, 0, -used, 0)
        draw_lines(painter, room, line.words, self._head, palette.color("secondary"), 1)
        if line.note:
            below = top.adjusted(0, self._small_line, 0, 0)
            draw_lines(painter, below, line.note, self._small, palette.color("secondary"), 2)

    def _paint_reason(self, painter: QPainter, box: QRectF, line: Line) -> None:
        palette = self.theme.palette
        if line.sign:
            painter.setFont(self._head)
            painter.setPen(palette.color("quote_ink"))
            first = QRectF(box.left(), box.top(), _MARK_ROOM, self._title_line)
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, line.sign)
            box = box.adjusted(_MARK_ROOM, 0, 0, 0)
        draw_lines(painter, box, line.words, self._title, palette.color("text"), _MOST_LINES)

    def _paint_plain(self, painter: QPainter, box: QRectF, line: Line) -> None:
        palette = self.theme.palette
        if line.kind is not None:
            center = QPointF(box.left() + 5, box.top() + self._title_line / 2)
            draw_kind(painter, line.kind, center, 9, palette.ink(RefType.PARTY))
            box = box.adjusted(_MARK_ROOM, 0, 0, 0)
        elif line.ref is not None and line.ref.type is RefType.DATE:
            center = QPointF(box.left() + 5, box.top() + self._title_line / 2)
            draw_mark(painter, RefType.DATE, center, 7, palette.ink(RefType.DATE))
            box = box.adjusted(_MARK_ROOM, 0, 0, 0)
        used = self._right_words(painter, box, line.right, self._title_line)
        room = box.adjusted(0, 0, -used, 0)
        ink = palette.color("secondary" if line.is_faint else "text")
        draw_lines(painter, room, line.words, self._title, ink, 1)
        if line.note:
            below = box.adjusted(0, self._title_line, 0, 0)
            faint = palette.color("secondary")
            draw_lines(painter, below, line.note, self._small, faint, _most(line))

    def _paint_sentence(self, painter: QPainter, box: QRectF, line: Line) -> None:
        palette = self.theme.palette
        ink = palette.color("secondary" if line.is_faint else "text")
        most = self._sentence_lines(line, box.width())
        wash = palette.wash(line.ref.type if line.ref is not None else RefType.PARTY)
        draw_snippet(painter, box, line.words, line.marks, self._reading, ink, wash, most)
        below = box.adjusted(0, most * self._reading_line + 1, 0, 0)
        draw_lines(painter, below, line.note, self._small, palette.color("secondary"), 2)

    def _right_words(self, painter: QPainter, box: QRectF, words: str, height: float) -> float:
        """Paint small words at the end of the first line; return the room they take."""
        if not words:
            return 0.0
        shown = right_within(words, self._small_key, int(box.width() * 0.5))
        painter.setFont(self._small)
        painter.setPen(self.theme.palette.color("secondary"))
        rect = QRectF(box.left(), box.top(), box.width(), height)
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, aligned, shown)
        return QFontMetricsF(self._small).horizontalAdvance(shown) + _GAP


def _most(line: Line) -> int:
    """Return how many lines the note of a line may take: a question names two parties and a reason."""
    return 3 if line.proposal is not None else 2

"""Painters of the three columns' rows: parties, quotes, dates.

A row's height must be known before it is painted, for every row of the list. In a short list every
text is broken into lines; in a longer one heights come from one measured width per text and plain
arithmetic; in a very long one all rows are equally tall. Only rows on screen are broken into lines
then.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState
from ui import messages
from ui.models.roles import OWN_ROLE, ROW_ROLE, UNLINKED_ROLE
from ui.models.rows import AnyRow
from ui.painting import badge_width, draw_badge, draw_lines, draw_said, font_key, wrapped
from ui.quote_verdicts import inks
from ui.theme import Theme, reading_font

__all__ = ["DateDelegate", "PartyDelegate", "QuoteDelegate", "RowDelegate"]

_PAD_X = 14.0
_PAD_Y = 7.0
_BADGE_GAP = 6.0
_UNLINKED_OPACITY = 0.55

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Fonts:
    """The fonts of a row, derived from the application's."""

    title: QFont
    bold: QFont
    small: QFont
    reading: QFont
    reading_bold: QFont

    @staticmethod
    def of(base: QFont) -> "_Fonts":
        title, bold, small = QFont(base), QFont(base), QFont(base)
        bold.setBold(True)
        small.setPointSizeF(base.pointSizeF() * 0.86)
        size = base.pointSizeF() * 1.05
        return _Fonts(title, bold, small, reading_font(size), reading_font(size, bold=True))


@dataclass(frozen=True)
class _Brush:
    """Everything one row is painted with."""

    painter: QPainter
    box: QRectF
    fonts: _Fonts
    text: QColor
    secondary: QColor


class RowDelegate(QStyledItemDelegate):
    """What all rows share: ground, selection bar, hairline, dimming, and how tall lines are."""

    kind = RefType.PARTY

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.constraints: frozenset[Ref] = frozenset()
        self.target: Ref | None = None
        """The party that another one is held over."""
        self.exact = True
        self.uniform = False
        self.fonts = _Fonts.of(QApplication.font())
        self.small_height = QFontMetricsF(self.fonts.small).lineSpacing()
        self.title_height = QFontMetricsF(self.fonts.bold).lineSpacing()
        self.reading_height = QFontMetricsF(self.fonts.reading).lineSpacing()
        self._widths: dict[tuple[str, int], float] = {}

    def lines(self, text: str, font: QFont, width: float, most: int, extra: float = 0.0) -> int:
        """Return how many lines a text takes, with ``extra`` pixels after it; never more than ``most``.

        In a long list this is an estimate, a little generous; in a very long one it is always the same.
        """
        if self.uniform:
            return min(most, 2)
        if self.exact:
            lines, last = wrapped(text, font_key(font), int(width), most)
            return min(most, len(lines) + (1 if last + extra > width else 0))
        key = (text, id(font))
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) > 50_000:
                self._widths.clear()
            known = QFontMetricsF(font).horizontalAdvance(text[:600])
            self._widths[key] = known
        total = known + extra
        if total <= width:
            return 1
        # Ragged line ends cost up to a word a line.
        return min(most, int(total * 1.08 / max(width, 40.0)) + 1)

    def row_height(self, row: AnyRow, width: float) -> float:
        """Return a row's height without its padding."""
        raise NotImplementedError

    def paint_row(self, row: AnyRow, brush: _Brush) -> None:
        """Paint a row's content into ``brush.box``."""
        raise NotImplementedError

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 300
        if row is None:
            return QSize(width, 40)
        height = self.row_height(row, width - 2 * _PAD_X)
        return QSize(width, round(height + 2 * _PAD_Y + 1))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        palette = self.theme.palette
        rect = QRectF(option.rect)
        state = option.state
        constrained = row.ref in self.constraints
        painter.save()
        painter.setClipRect(rect)
        if constrained or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color("background"))
        if constrained:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), palette.ink(self.kind)
            )
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        if index.data(UNLINKED_ROLE) or row.state is ReviewState.REJECTED:
            painter.setOpacity(_UNLINKED_OPACITY)
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y - 1)
        brush = _Brush(painter, box, self.fonts, palette.color("text"), palette.color("secondary"))
        self.paint_row(row, brush)
        if index.data(OWN_ROLE):
            painter.setOpacity(1.0)
            draw_said(painter, rect.topRight(), palette.color("own_ink"))
        is_target = row.ref == self.target
        if is_target or (state & QStyle.StateFlag.State_HasFocus and not constrained):
            painter.setOpacity(1.0)
            painter.setPen(palette.ink(self.kind))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()

    def title_look(self, state: ReviewState, brush: _Brush) -> tuple[QFont, QColor | None]:
        """Return a title's font, and the colour of the dotted line that marks a suggestion."""
        if state is ReviewState.SUGGESTED:
            return brush.fonts.title, brush.secondary
        if state is ReviewState.REJECTED:
            struck = QFont(brush.fonts.title)
            struck.setStrikeOut(True)
            return struck, None
        return brush.fonts.bold, None

    def right_words(self, words: str, color: QColor, brush: _Brush, most: float) -> float:
        """Paint small words at the right of the first line; return the width they take."""
        metrics = QFontMetricsF(brush.fonts.small)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(shown)
        rect = QRectF(brush.box.right() - width - 1, brush.box.top(), width + 1, self.title_height)
        brush.painter.setFont(brush.fonts.small)
        brush.painter.setPen(color)
        brush.painter.drawText(
            rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
        )
        return width + 8


class PartyDelegate(RowDelegate):
    """Name and number of mentions; role badge, and the relation or what the party is."""

    kind = RefType.PARTY

    @override
    def row_height(self, row: PartyRow, width: float) -> float:
        return self.title_height + 4 + self.small_height

    @override
    def paint_row(self, row: PartyRow, brush: _Brush) -> None:
        used = self.right_words(f"{row.mentions:,}", brush.secondary, brush, 60)
        font, dotted = self.title_look(row.state, brush)
        box = brush.box.adjusted(0, 0, -used, 0)
        draw_lines(brush.painter, box, row.name, font, brush.text, 1, dotted)
        left, top = brush.box.left(), brush.box.top() + self.title_height + 3
        if row.role:
            metrics = QFontMetricsF(brush.fonts.small)
            role = metrics.elidedText(
                row.role, Qt.TextElideMode.ElideRight, brush.box.width() * 0.6
            )
            badge = draw_badge(
                brush.painter, QPointF(left, top - 1), role, brush.fonts.small,
                brush.secondary, None, self.theme.palette.color("line"),
            )  # fmt: skip
            left = badge.right() + _BADGE_GAP
        room = QRectF(left, top, brush.box.right() - left, self.small_height)
        if room.width() > 24:
            note = messages.party_note(row)
            draw_lines(brush.painter, room, note, brush.fonts.small, brush.secondary, 1)


class QuoteDelegate(RowDelegate):
    """The words in the reading face with their verdict; speaker, pin cite and what else is known."""

    kind = RefType.QUOTE

    @override
    def row_height(self, row: QuoteRow, width: float) -> float:
        badge = messages.verdict_badge(row)
        extra = badge_width(badge[0], self.fonts.small) + _BADGE_GAP if badge else 0.0
        words = self.lines(_quoted(row), self._font(row), width, 3, extra)
        note = self.lines(messages.quote_note(row), self.fonts.small, width, 2)
        return words * self.reading_height + 3 + note * self.small_height

    @override
    def paint_row(self, row: QuoteRow, brush: _Brush) -> None:
        palette = self.theme.palette
        badge = messages.verdict_badge(row)
        spare = round(badge_width(badge[0], brush.fonts.small) + _BADGE_GAP) if badge else 0
        font = self._font(row)
        most = self.lines(_quoted(row), font, brush.box.width(), 3, spare)
        suggested = row.state is ReviewState.SUGGESTED
        dotted = palette.color("line") if suggested else None
        end, top = draw_lines(
            brush.painter, brush.box, _quoted(row), font, brush.text, most, dotted, spare
        )
        if badge:
            ink, wash = (palette.color(name) for name in inks(badge[1]))
            at = QPointF(end + _BADGE_GAP, top + (self.reading_height - self.small_height) / 2 - 1)
            if end + spare > brush.box.right() + 1:
                at = QPointF(brush.box.left(), top + self.reading_height)
            draw_badge(brush.painter, at, badge[0], brush.fonts.small, ink, wash)
        note_top = brush.box.top() + most * self.reading_height + 3
        room = QRectF(brush.box.left(), note_top, brush.box.width(), brush.box.bottom() - note_top)
        draw_lines(
            brush.painter, room, messages.quote_note(row), brush.fonts.small, brush.secondary, 2
        )

    def _font(self, row: QuoteRow) -> QFont:
        accepted = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
        return self.fonts.reading_bold if accepted else self.fonts.reading


class DateDelegate(RowDelegate):
    """The day and how it was read; the sentence it governs, with its pin cite."""

    kind = RefType.DATE

    @override
    def row_height(self, row: DateRow, width: float) -> float:
        return self.title_height + 2 + self.small_height * self._note_lines(row, width)

    def _note_lines(self, row: DateRow, width: float) -> int:
        cite = QFontMetricsF(self.fonts.small).horizontalAdvance(self._cite(row, width))
        return self.lines(messages.sentence_words(row), self.fonts.small, width, 3, cite)

    def _cite(self, row: DateRow, width: float) -> str:
        """Return the pin cite as it follows the sentence, at most two thirds of a line."""
        metrics = QFontMetricsF(self.fonts.small)
        cite = f" · {messages.marked_cite(row.pin)}"
        return metrics.elidedText(cite, Qt.TextElideMode.ElideMiddle, round(width * 0.66))

    @override
    def paint_row(self, row: DateRow, brush: _Brush) -> None:
        basis, doubtful = messages.basis_words(row)
        palette = self.theme.palette
        color = palette.ink(RefType.QUOTE) if doubtful else brush.secondary
        if row.is_deadline:
            basis = "deadline" if basis == "stated" else f"deadline · {basis}"
            color = color if doubtful else palette.ink(RefType.DATE)
        font, dotted = self.title_look(row.state, brush)
        title = messages.date_title(row)
        left_over = brush.box.width() - QFontMetricsF(font).horizontalAdvance(title) - 12
        used = self.right_words(basis, color, brush, max(left_over, brush.box.width() * 0.25))
        box = brush.box.adjusted(0, 0, -used, 0)
        draw_lines(brush.painter, box, title, font, brush.text, 1, dotted)
        top = brush.box.top() + self.title_height + 2
        cite = self._cite(row, brush.box.width())
        most = self._note_lines(row, brush.box.width())
        room = QRectF(brush.box.left(), top, brush.box.width(), brush.box.bottom() - top)
        spare = round(QFontMetricsF(brush.fonts.small).horizontalAdvance(cite))
        end, line_top = draw_lines(
            brush.painter, room, messages.sentence_words(row), brush.fonts.small, brush.secondary,
            most, None, spare,
        )  # fmt: skip
        if end + spare > brush.box.right() + 2:
            end, line_top, cite = brush.box.left(), line_top + self.small_height, cite[3:]
        rest = QRectF(end, line_top, brush.box.right() - end + 2, self.small_height)
        draw_lines(brush.painter, rest, cite, brush.fonts.small, brush.secondary, 1)


def _quoted(row: QuoteRow) -> str:
    """Return a quote's words between marks, as many of them as a row can show."""
    words = " ".join((row.reading or row.text)[:700].split())
    return f"“{words}”"

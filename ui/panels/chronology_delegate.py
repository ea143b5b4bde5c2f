"""Painter of the chronology's rows: the day, the sentence, the cite and what the parties say of it."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casefile.event_records import EventRow, Leaning, Standing
from casefile.records import RefType, ReviewState
from extraction.date_wording import day_words
from extraction.findings import EventKind
from ui import chronology_words as wording
from ui import messages
from ui.chronology_book import EventBook, Mark
from ui.chronology_lines import EventLine, Look
from ui.chronology_sizes import (
    BELOW_DAY,
    GAP,
    INDENT,
    MARK_ROOM,
    PAD_X,
    PAD_Y,
    WIDE,
    EventSizes,
    fold_words,
    is_month,
)
from ui.enum_words import enum_word
from ui.event_marks import draw_event_mark, draw_sentence
from ui.language import tr
from ui.models.roles import OWN_ROLE, ROW_ROLE
from ui.painting import badge_width, draw_badge, draw_lines, draw_said
from ui.row_pictures import ACTIVE, FOCUSED, HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme, reading_font

__all__ = ["EventDelegate"]

Index = QModelIndex | QPersistentModelIndex

_SAMPLE = tr(
    "On or about the sixth day of April the agency served a summons, which it later withdrew."
)


@dataclass(frozen=True)
class _Badge:
    """A small word in a box; without ``wash`` it is only outlined, the sign of a proposal."""

    words: str
    ink: QColor
    wash: QColor | None


class _Face(NamedTuple):
    """What a line shows, with the book that it is of."""

    key: str
    line: EventLine
    state: int
    has_words: bool


class EventDelegate(PicturedDelegate[_Face]):
    """In a wide list the day stands in a column of its own, in a narrow one above the sentence."""

    looks = SELECTED | HOVERED | FOCUSED | ACTIVE

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.book = EventBook()
        base = QApplication.font()
        self._day, self._bold, self._small, self._head = (QFont(base) for _ in range(4))
        self._bold.setBold(True)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._head.setPointSizeF(base.pointSizeF() * 0.9)
        self._head.setBold(True)
        size = base.pointSizeF() * 1.05
        self._reading, self._own = reading_font(size), QFont(base)
        self._day_line = QFontMetricsF(self._bold).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()
        self._reading_line = QFontMetricsF(self._reading).lineSpacing()
        self.exact = EventSizes(
            self._day_line,
            self._small_line,
            self._reading_line,
            _letter(self._reading),
            _letter(self._small),
            _letter(self._bold),
            self._width_of,
            lambda words: badge_width(words, self._small),
        )
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._widths: dict[int, float] = {}

    def show_book(self, book: EventBook) -> None:
        """Take the rows that numbers in events stand for."""
        self.book = book
        self._marks.clear()
        self._widths.clear()
        self.pictures.renew()

    # -- how tall

    @property
    def sizes(self) -> EventSizes:
        """The measures that rows are laid out by: of a long list letters are only counted."""
        return self.exact.counted() if self.book.is_long else self.exact

    def height(self, line: EventLine, width: int) -> float:
        """Return a line's height in pixels; from its letters alone, since it is asked for every row."""
        return self.sizes.height(line, self.book, width)

    def _width_of(self, row: EventRow) -> float:
        """Return how wide an event's words are on one line; asked of those that may just fit."""
        known = self._widths.get(row.id)
        if known is None:
            font = self._own if row.short else self._reading
            words = wording.event_sentence(row)
            known = self._widths[row.id] = QFontMetricsF(font).horizontalAdvance(words)
        return known

    def fold_rect(self, rect: QRectF, line: EventLine) -> QRectF:
        """Return where a click unfolds the other papers of a row."""
        width = self.sizes.fold_width(line)
        return QRectF(rect.right() - PAD_X - width, rect.top() + PAD_Y - 2, width, 20)

    # -- painting

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: EventLine | None = index.data(ROW_ROLE)
        width = _rect(option).width()
        return QSize(width, round(self.height(line, width)) if line is not None else 30)

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        line: EventLine | None = index.data(ROW_ROLE)
        if line is None:
            return None
        if line.event is None:
            return _Face(line.key, line, 0, has_words=False)
        if not state & FOCUSED:
            state &= ~ACTIVE  # only the current one tells whether keys come here
        return _Face(line.key, line, state, bool(index.data(OWN_ROLE)))

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        line = face.line
        if line.look is Look.DUE:
            self._paint_due(painter, rect, line)
        elif line.event is None:
            self._paint_heading(painter, rect, line)
        else:
            self._paint_ground(painter, rect, face.state)
            if line.event.state is ReviewState.REJECTED:
                painter.setOpacity(0.55)
            self._paint_event(painter, rect, line, line.event)
            if face.has_words:
                painter.setOpacity(1.0)
                draw_said(painter, rect.topRight(), self.theme.palette.color("own_ink"))

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: EventLine) -> None:
        palette = self.theme.palette
        painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        of_month = is_month(line)
        painter.setFont(self._small if of_month else self._head)
        painter.setPen(palette.color("secondary" if of_month else "text"))
        box = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line.words
        )
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, aligned, f"{line.count:,}")

    def _paint_due(self, painter: QPainter, rect: QRectF, line: EventLine) -> None:
        palette = self.theme.palette
        width = round(rect.width())
        top, left = rect.top() + PAD_Y, rect.left() + PAD_X
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        ink = palette.color("quote_ink")
        center = QPointF(left + 5, top + self._day_line / 2)
        draw_event_mark(painter, EventKind.DEADLINE, center, 10, ink)
        day = f"{line.day:%a}, {day_words(line.day)}" if line.day else ""
        box = QRectF(left + MARK_ROOM, top, rect.right() - left - MARK_ROOM - PAD_X, 20)
        draw_lines(painter, box, day, self._bold, palette.color("text"), 1)
        text = QRectF(
            rect.left() + self.sizes.text_left(line, width),
            top,
            self.sizes.text_width(line, width),
            20,
        )
        if width < WIDE:
            text.translate(0, self._day_line)
        draw_lines(painter, text, line.words, self._day, palette.color("text"), 1)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: int) -> None:
        palette = self.theme.palette
        if state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        if state & FOCUSED:
            ink = palette.ink(RefType.DATE)
            if not state & ACTIVE:
                ink.setAlphaF(0.45)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), ink)

    def _paint_event(self, painter: QPainter, rect: QRectF, line: EventLine, row: EventRow) -> None:
        width = round(rect.width())
        top = rect.top() + PAD_Y
        indent = INDENT if line.look is Look.MEMBER else 0.0
        left = rect.left() + PAD_X + indent
        palette = self.theme.palette
        ink = palette.color("secondary") if line.look is Look.MEMBER else palette.ink(RefType.DATE)
        draw_event_mark(painter, row.kind, QPointF(left + 5, top + self._day_line / 2), 10, ink)
        day = QRectF(left + MARK_ROOM, top, self.sizes.day_width(width) - MARK_ROOM - 8, 60)
        if width < WIDE:
            day.setRight(rect.right() - PAD_X)
            self._paint_day_across(painter, day, row)
            top += self._day_line + 2
        else:
            self._paint_day(painter, day, row)
        text = QRectF(
            rect.left() + self.sizes.text_left(line, width),
            top,
            self.sizes.text_width(line, width),
            0,
        )
        if line.folds:
            self._paint_fold(painter, rect, line)
        self._paint_text(painter, text, line, row)

    def _paint_day(self, painter: QPainter, box: QRectF, row: EventRow) -> None:
        font, dotted = self._day_look(row)
        title = wording.day_title(row)
        color = self.theme.palette.color("text")
        _, last = draw_lines(painter, box, title, font, color, 2, dotted)
        words, ink = self._basis(row)
        if words:
            below = QRectF(box.left(), last + self._day_line + BELOW_DAY, box.width(), 40)
            draw_lines(painter, below, words, self._small, ink, 2)

    def _paint_day_across(self, painter: QPainter, box: QRectF, row: EventRow) -> None:
        """Paint the day and how it is known on one line."""
        font, dotted = self._day_look(row)
        title = wording.day_title(row)
        color = self.theme.palette.color("text")
        end, _ = draw_lines(painter, box, title, font, color, 1, dotted)
        words, ink = self._basis(row)
        room = QRectF(end + 10, box.top() + 1, box.right() - end - 10, 20)
        if words and room.width() > 40:
            draw_lines(painter, room, words, self._small, ink, 1)

    def _day_look(self, row: EventRow) -> tuple[QFont, QColor | None]:
        if row.state is ReviewState.SUGGESTED:
            return self._day, self.theme.palette.color("secondary")
        if row.state is ReviewState.REJECTED:
            struck = QFont(self._day)
            struck.setStrikeOut(True)
            return struck, None
        return self._bold, None

    def _basis(self, row: EventRow) -> tuple[str, QColor]:
        words, doubtful = wording.basis_words(row)
        palette = self.theme.palette
        return words, palette.ink(RefType.QUOTE) if doubtful else palette.color("secondary")

    def _paint_fold(self, painter: QPainter, rect: QRectF, line: EventLine) -> None:
        palette = self.theme.palette
        place = self.fold_rect(rect, line).topLeft() + QPointF(GAP, 0)
        ink = palette.color("secondary")
        draw_badge(painter, place, fold_words(line), self._small, ink, palette.color("badge"))

    def _paint_text(self, painter: QPainter, text: QRectF, line: EventLine, row: EventRow) -> None:
        palette = self.theme.palette
        words = wording.event_sentence(row)
        font = self._own if row.short else self._reading
        room = text.adjusted(0, 0, -(self.sizes.fold_width(line) if line.folds else 0), 0)
        most = self.sizes.lines(self.book.measure(row), line, text.width())
        ink = palette.color("secondary" if line.look is Look.MEMBER else "text")
        lines = draw_sentence(
            painter, room, words, self._marks_of(row, words), font, ink, palette, most
        )
        top = text.top() + lines * self._reading_line + 2
        note = QRectF(text.left(), top, text.width(), self._small_line)
        top = self._paint_note(painter, note, line, row)
        others = self.book.conflicts(line.members)
        if others:
            below = QRectF(text.left(), top, text.width(), self._small_line)
            danger = palette.color("danger")
            draw_lines(painter, below, wording.conflict_words(others), self._small, danger, 1)

    def _marks_of(self, row: EventRow, words: str) -> tuple[Mark, ...]:
        known = self._marks.get(row.id)
        if known is None:
            if len(self._marks) > 2000:
                self._marks.clear()
            known = self._marks[row.id] = self.book.marks(row, words)
        return known

    def _paint_note(self, painter: QPainter, box: QRectF, line: EventLine, row: EventRow) -> float:
        """Paint cite, standing, leaning and tags; return where the next line begins."""
        palette = self.theme.palette
        secondary = palette.color("secondary")
        badges = self._badges(row)
        two = self.sizes.note_lines(self.book.measure(row), box.width()) == 2
        cite = messages.marked_cite(row.pin)
        spare = 0.0 if two else sum(badge_width(b.words, self._small) + GAP for b in badges)
        source = wording.standing_source(row)
        if not badges and source:
            cite, source = f"{cite} · {source}", ""
        most = max(box.width() - spare, 60)
        end, _ = draw_lines(
            painter, QRectF(box.left(), box.top(), most, 20), cite, self._small, secondary, 1
        )
        x, y = end + 10, box.top()
        if two:
            x, y = box.left(), box.top() + self._small_line
        for number, badge in enumerate(badges):
            if x > box.left() and x + badge_width(badge.words, self._small) > box.right():
                break
            outline = None if badge.wash else palette.color("line")
            place = QPointF(x, y - 1)
            drawn = draw_badge(
                painter, place, badge.words, self._small, badge.ink, badge.wash, outline
            )
            x = drawn.right() + GAP
            if number == 0 and source and row.standing is not Standing.OPEN:
                rest = QRectF(x, y, max(box.right() - x, 0), 20)
                x, _ = draw_lines(painter, rest, source, self._small, secondary, 1)
                x, source = x + 10, ""
        return y + self._small_line

    def _badges(self, row: EventRow) -> list[_Badge]:
        palette = self.theme.palette
        made: list[_Badge] = []
        looks = {
            Standing.ADMITTED: ("added_ink", "added_wash"),
            Standing.UNDISPUTED: ("added_ink", "added_wash"),
            Standing.DISPUTED: ("removed_ink", "removed_wash"),
            Standing.OPEN: ("secondary", "badge"),
        }
        if row.standing is not Standing.OPEN or row.standing_given:
            ink, wash = (palette.color(name) for name in looks[row.standing])
            made.append(_Badge(enum_word(row.standing), ink, wash if row.standing_given else None))
        if row.leaning is not Leaning.NONE:
            ink = palette.color("added_ink" if row.leaning is Leaning.HELPS else "removed_ink")
            made.append(_Badge(wording.leaning_words(row.leaning), ink, None))
        made += [
            _Badge(tag, palette.ink(RefType.PARTY), palette.wash(RefType.PARTY)) for tag in row.tags
        ]
        return made

    # -- the attorney's own words, typed over the row's

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setAccessibleName(tr("Your words for this event"))
        field.setPlaceholderText(tr("Empty: the paper’s own words"))
        field.setToolTip(tr("Return keeps them, Esc does not; empty shows the paper’s own words"))
        return field

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, " ".join(editor.text().split()), Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line: EventLine | None = index.data(ROW_ROLE)
        rect = _rect(option)
        if line is None:
            return
        left = round(rect.left() + self.sizes.text_left(line, rect.width())) - 8
        top = rect.top() + (0 if rect.width() >= WIDE else round(self._day_line + PAD_Y))
        height = max(editor.sizeHint().height(), 28)
        editor.setGeometry(left, top + 2, rect.right() - left - 6, height)


def _letter(font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect

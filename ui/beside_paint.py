"""Paints what a search found beside the papers' words: sections, and parties, quotes and notes in them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from casefile.records import NoteHit, PartyRow, QuoteRow, RefType
from reports.cites import pin_cite
from ui.enum_words import enum_word
from ui.language import tr
from ui.messages import count, marked_cite
from ui.models.beside import BesideLine, BesideRow, Section, SectionLine
from ui.painting import draw_mark
from ui.snippets import draw_snippet, one_line
from ui.theme import Theme, reading_font

__all__ = ["BesidePaint"]

_PAD_X, _PAD_Y = 14.0, 5.0
_MARK = 9.0
_INDENT = 18.0
_KINDS = {Section.PARTIES: RefType.PARTY, Section.QUOTES: RefType.QUOTE}


class BesidePaint:
    """Draws the lines and tells how high they are, in pixels."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        base = QApplication.font()
        self._bold, self._plain, self._small = QFont(base), QFont(base), QFont(base)
        self._bold.setBold(True)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._reading = reading_font(base.pointSizeF() * 1.05)

    def height(self, line: SectionLine | BesideLine) -> int:
        """Return how high a line is."""
        if isinstance(line, SectionLine):
            return round(QFontMetricsF(self._bold).height() + 16)
        first = QFontMetricsF(self._plain if isinstance(line.row, PartyRow) else self._reading)
        second = 0.0 if isinstance(line.row, PartyRow) else QFontMetricsF(self._small).lineSpacing()
        return round(first.lineSpacing() + second + 2 * _PAD_Y + 1)

    def paint(self, painter: QPainter, rect: QRectF, line: SectionLine | BesideLine) -> None:
        """Draw a line; its ground is there already."""
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        if isinstance(line, SectionLine):
            self._section(painter, box, line)
        else:
            self._row(painter, box.adjusted(_INDENT, 0, 0, 0), line.row)

    def _section(self, painter: QPainter, box: QRectF, line: SectionLine) -> None:
        palette = self._theme.palette
        kind = _KINDS.get(line.section)
        ink = palette.ink(kind) if kind is not None else palette.color("secondary")
        center = QPointF(box.left() + _MARK / 2, box.center().y())
        draw_mark(painter, kind or RefType.DOCUMENT, center, _MARK, ink)
        painter.setFont(self._bold)
        painter.setPen(palette.color("text"))
        words = box.adjusted(_INDENT, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, line.title)
        if line.folds:
            painter.setPen(palette.color("secondary"))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side, "▾" if line.is_open else "▸")

    def _row(self, painter: QPainter, box: QRectF, row: BesideRow) -> None:
        if isinstance(row, PartyRow):
            self._party(painter, box, row)
        elif isinstance(row, QuoteRow):
            speaker = row.speaker_name or tr("speaker not named")
            self._lines(painter, box, row.reading, f"{speaker} · {marked_cite(row.pin)}")
        else:
            self._note(painter, box, row)

    def _party(self, painter: QPainter, box: QRectF, row: PartyRow) -> None:
        palette = self._theme.palette
        named = count(row.mentions, tr("mention"))
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, side, named)
        room = box.width() - QFontMetricsF(self._small).horizontalAdvance(named) - 12
        metrics = QFontMetricsF(self._plain)
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._plain)
        painter.setPen(palette.ink(RefType.PARTY))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        used = metrics.horizontalAdvance(name) + 10
        role = QFontMetricsF(self._small).elidedText(
            row.role or enum_word(row.kind), Qt.TextElideMode.ElideRight, max(0.0, room - used)
        )
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(box.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, role)

    def _note(self, painter: QPainter, box: QRectF, row: NoteHit) -> None:
        note, palette = row.note, self._theme.palette
        top = QRectF(box.left(), box.top(), box.width(), QFontMetricsF(self._reading).lineSpacing())
        painter.save()
        painter.setClipRect(top)
        draw_snippet(
            painter, top, note.text, row.marks, self._reading,
            palette.color("text"), palette.color("hit"), 1,
        )  # fmt: skip
        painter.restore()
        place = (pin_cite(note.pin),) if note.pin is not None else ()
        tags = tuple(f"#{tag}" for tag in note.tags)
        self._second(painter, box, " · ".join((note.who, *place, *tags)))

    def _lines(self, painter: QPainter, box: QRectF, words: str, told: str) -> None:
        metrics = QFontMetricsF(self._reading)
        top = QRectF(box.left(), box.top(), box.width(), metrics.lineSpacing())
        shown = metrics.elidedText(f"“{one_line(words)}”", Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self._reading)
        painter.setPen(self._theme.palette.color("text"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, shown)
        self._second(painter, box, told)

    def _second(self, painter: QPainter, box: QRectF, words: str) -> None:
        metrics = QFontMetricsF(self._small)
        below = box.top() + QFontMetricsF(self._reading).lineSpacing()
        line = QRectF(box.left(), below, box.width(), metrics.lineSpacing())
        painter.setFont(self._small)
        painter.setPen(self._theme.palette.color("secondary"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

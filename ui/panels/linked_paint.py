"""Paint what stands in the rows of the columns: parties, quotes, dates, each with its evidence.

A row's height must be known before it is painted, for every row of the list. In a short list every text is
broken into lines; in a longer one heights are counted from letters, and only rows on screen are broken.
The room for evidence is kept free before it is known: rows do not jump when it comes.
"""

from dataclasses import dataclass
from math import ceil
from typing import Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from casefile.evidence_records import RowEvidence
from casefile.records import DateRow, PartyRow, QuoteRow, RefType, ReviewState
from ui import messages
from ui.column_lines import Letters, shows_evidence
from ui.evidence_paint import draw_evidence
from ui.language import tr
from ui.painting import (
    badge_width,
    cite_within,
    draw_badge,
    draw_lines,
    font_key,
    parts_within,
    wrapped,
)
from ui.quote_verdicts import inks
from ui.theme import Palette, reading_font

__all__ = ["Brush", "DatePaint", "PartyPaint", "QuotePaint", "RowFonts", "RowPaint"]

R = TypeVar("R", contravariant=True)

_BADGE_GAP = 6.0
_ROLES_LEAST, _ROLES_MOST = 0.3, 0.6
"""What share of a row a role takes."""
_EVIDENCE_LINES = 2
_MOST_LINES = 3
_ROOM_FOR_CITE = 26
"""As many letters a line must have for a cite behind two lines of evidence."""
_BEFORE_CITE = " · "
_CITES_SHARE = 0.6
"""Of the last of two lines a cite takes no more than this; of three lines it has one to itself."""
_MARKS, _MARKS_AND_BADGE = 2, 14
"""Letters that a quote's marks take, and its badge."""
_SPARE = 1.06
"""Line ends are ragged, and a text may have wider letters than most."""
_SAMPLE = tr(
    "The Commission said that no notice critical of the quay shall be posted on its property; we will"
)


class RowFonts:
    """The fonts of rows, derived from the application's, and how much room they take, in pixels.

    ``exact`` tells that texts are broken into lines to count them; else letters are counted.
    """

    def __init__(self, base: QFont) -> None:
        self.title, self.bold, self.small = QFont(base), QFont(base), QFont(base)
        self.bold.setBold(True)
        self.small.setPointSizeF(base.pointSizeF() * 0.86)
        size = base.pointSizeF() * 1.05
        self.reading, self.reading_bold = reading_font(size), reading_font(size, bold=True)
        self.small_height = QFontMetricsF(self.small).lineSpacing()
        self.title_height = QFontMetricsF(self.bold).lineSpacing()
        self.reading_height = QFontMetricsF(self.reading).lineSpacing()
        self.small_letter = _letter(self.small)
        self.reading_letter = _letter(self.reading_bold)
        self.exact = True

    def lines(self, text: str, font: QFont, width: float, most: int, extra: float = 0.0) -> int:
        """Return how many lines a text takes, with ``extra`` pixels after it; never more than ``most``."""
        if self.exact:
            lines, last = wrapped(text, font_key(font), int(width), most)
            return min(most, len(lines) + (1 if last + extra > width else 0))
        letter = self.small_letter if font is self.small else self.reading_letter
        return self.counted(len(text), letter, width, most)

    def counted(self, letters: int, letter: float, width: float, most: int) -> int:
        """Return about how many lines some letters take."""
        return max(1, min(most, ceil(letters * letter * _SPARE / max(width, 40.0))))

    @property
    def evidence_height(self) -> float:
        """The room that evidence takes below a row's own words."""
        return _EVIDENCE_LINES * self.small_height + 3


def _letter(font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


@dataclass(frozen=True)
class Brush:
    """Everything one row is painted with."""

    painter: QPainter
    box: QRectF
    fonts: RowFonts
    palette: Palette
    evidence: RowEvidence | None = None

    @property
    def text(self) -> QColor:
        """The colour of words."""
        return self.palette.color("text")

    @property
    def secondary(self) -> QColor:
        """The colour of notes."""
        return self.palette.color("secondary")

    def title_look(self, state: ReviewState) -> tuple[QFont, QColor | None]:
        """Return a title's font, and the colour of the dotted line that marks a suggestion."""
        if state is ReviewState.SUGGESTED:
            return self.fonts.title, self.secondary
        if state is ReviewState.REJECTED:
            struck = QFont(self.fonts.title)
            struck.setStrikeOut(True)
            return struck, None
        return self.fonts.bold, None

    def right_words(self, words: str, color: QColor, most: float) -> float:
        """Paint small words at the right of the first line; return the width they take."""
        metrics = QFontMetricsF(self.fonts.small)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(shown)
        height = self.fonts.title_height
        rect = QRectF(self.box.right() - width - 1, self.box.top(), width + 1, height)
        self.painter.setFont(self.fonts.small)
        self.painter.setPen(color)
        self.painter.drawText(
            rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
        )
        return width + 8

    def draw_evidence(
        self, top: float, lines: int, cite: str, *, own_is_shown: bool = False
    ) -> None:
        """Paint the evidence's sentence from ``top`` on, with a cite after it."""
        if self.evidence is None:
            return
        fonts, box = self.fonts, self.box
        metrics = QFontMetricsF(fonts.small)
        narrow = box.width() < _ROOM_FOR_CITE * fonts.small_letter
        if lines <= _EVIDENCE_LINES and narrow:
            cite = ""  # in so narrow a column the words that link it matter more
        apart = bool(cite) and lines > _EVIDENCE_LINES
        tail = ""
        if cite and not apart:
            most = round(box.width() * _CITES_SHARE - metrics.horizontalAdvance(_BEFORE_CITE))
            tail = _BEFORE_CITE + cite_within(cite, font_key(fonts.small), most)
        spare = metrics.horizontalAdvance(tail)
        shown = lines - 1 if apart else lines
        room = QRectF(box.left(), top, box.width(), shown * fonts.small_height)
        end = draw_evidence(
            self.painter, room, self.evidence, fonts.small, self.secondary, self.palette, shown,
            spare=spare, own_is_shown=own_is_shown,
        )  # fmt: skip
        x, y = end.x(), end.y()
        if apart:
            tail = _BEFORE_CITE + cite
            spare = metrics.horizontalAdvance(tail)
        if not tail:
            return
        if x + spare > box.right() + 2:  # it has a line of its own
            x, y, tail = box.left(), y + fonts.small_height, tail.removeprefix(_BEFORE_CITE)
            tail = cite_within(tail, font_key(fonts.small), int(box.width()))
        rest = QRectF(x, y, box.right() - x + 2, fonts.small_height)
        draw_lines(self.painter, rest, tail, fonts.small, self.secondary, 1)


class RowPaint(Protocol[R]):
    """What paints the rows of one kind; heights are without padding, in pixels."""

    kind: RefType

    def height(self, row: R, width: float, fonts: RowFonts) -> float:
        """Return a row's height."""

    def counted_height(self, letters: Letters, width: float, fonts: RowFonts) -> float:
        """Return a row's height from what it says."""

    def paint(self, row: R, brush: Brush) -> None:
        """Paint a row into ``brush.box``."""


class PartyPaint:
    """Name and number of mentions; role badge, and the relation or what the party is; evidence."""

    kind = RefType.PARTY

    def height(self, row: PartyRow, width: float, fonts: RowFonts) -> float:
        """Return a row's height."""
        return self._height(fonts, with_evidence=shows_evidence(row))

    def counted_height(self, letters: Letters, width: float, fonts: RowFonts) -> float:
        """Return a row's height from what it says."""
        return self._height(fonts, with_evidence=letters.shows_evidence)

    def _height(self, fonts: RowFonts, *, with_evidence: bool) -> float:
        plain = fonts.title_height + 4 + fonts.small_height
        return plain + fonts.evidence_height if with_evidence else plain

    def paint(self, row: PartyRow, brush: Brush) -> None:
        """Paint a row."""
        fonts, painter = brush.fonts, brush.painter
        used = brush.right_words(f"{row.mentions:,}", brush.secondary, 60)
        font, dotted = brush.title_look(row.state)
        box = brush.box.adjusted(0, 0, -used, 0)
        draw_lines(painter, box, row.name, font, brush.text, 1, dotted)
        left, top = brush.box.left(), brush.box.top() + fonts.title_height + 3
        told = messages.party_note(row)
        if row.role:
            metrics, width = QFontMetricsF(fonts.small), brush.box.width()
            # The role gives way to what links the party, or to what it is.
            beside = badge_width(told.partition(" · ")[0], fonts.small) + _BADGE_GAP
            most = min(width * _ROLES_MOST, max(width * _ROLES_LEAST, width - beside))
            role = metrics.elidedText(row.role, Qt.TextElideMode.ElideRight, most)
            badge = draw_badge(
                painter, QPointF(left, top - 1), role, fonts.small,
                brush.secondary, None, brush.palette.color("line"),
            )  # fmt: skip
            left = badge.right() + _BADGE_GAP
        room = QRectF(left, top, brush.box.right() - left, fonts.small_height)
        if room.width() > 24:
            key = font_key(fonts.small)
            note = parts_within(told, key, int(room.width()), 1)
            draw_lines(painter, room, note, fonts.small, brush.secondary, 1)
        if brush.evidence is not None:
            cite = messages.marked_cite(brush.evidence.pin)
            brush.draw_evidence(top + fonts.small_height + 3, _EVIDENCE_LINES, cite)


class QuotePaint:
    """The words in the reading face with their verdict; speaker, pin cite, what else is known; evidence."""

    kind = RefType.QUOTE

    def height(self, row: QuoteRow, width: float, fonts: RowFonts) -> float:
        """Return a row's height."""
        badge = messages.verdict_badge(row)
        spare = badge_width(badge[0], fonts.small) + _BADGE_GAP if badge else 0.0
        words = fonts.lines(_quoted(row), _font(row, fonts), width, _MOST_LINES, spare)
        note = fonts.lines(messages.quote_note(row), fonts.small, width, 2)
        return self._height(words, note, fonts, with_evidence=shows_evidence(row))

    def counted_height(self, letters: Letters, width: float, fonts: RowFonts) -> float:
        """Return a row's height from what it says."""
        more = _MARKS_AND_BADGE if letters.has_badge else _MARKS
        words = fonts.counted(letters.words + more, fonts.reading_letter, width, _MOST_LINES)
        note = fonts.counted(letters.note, fonts.small_letter, width, 2)
        return self._height(words, note, fonts, with_evidence=letters.shows_evidence)

    def _height(self, words: int, note: int, fonts: RowFonts, *, with_evidence: bool) -> float:
        plain = words * fonts.reading_height + 3 + note * fonts.small_height
        return plain + fonts.evidence_height if with_evidence else plain

    def paint(self, row: QuoteRow, brush: Brush) -> None:
        """Paint a row."""
        fonts, palette, painter, box = brush.fonts, brush.palette, brush.painter, brush.box
        badge = messages.verdict_badge(row)
        spare = round(badge_width(badge[0], fonts.small) + _BADGE_GAP) if badge else 0
        font, words = _font(row, fonts), _quoted(row)
        shown, last = wrapped(words, font_key(font), int(box.width()), _MOST_LINES)
        most = min(_MOST_LINES, len(shown) + (1 if last + spare > box.width() else 0))
        kept = fonts.evidence_height if shows_evidence(row) else 0.0
        note_at = most * fonts.reading_height + 3
        # Not where the counted height has less room than the lines take.
        lines = max(1, min(2, int((box.height() + 2 - kept - note_at) / fonts.small_height)))
        whole, cite = messages.quote_note(row), messages.marked_cite(row.pin)
        note = parts_within(whole, font_key(fonts.small), int(box.width()), lines, cite)
        taken = len(wrapped(note, font_key(fonts.small), int(box.width()), lines)[0])
        box = _in_the_middle(box, note_at + taken * fonts.small_height + kept)
        suggested = row.state is ReviewState.SUGGESTED
        dotted = palette.color("line") if suggested else None
        end, top = draw_lines(painter, box, words, font, brush.text, most, dotted, spare)
        if badge:
            ink, wash = (palette.color(name) for name in inks(badge[1]))
            at = QPointF(
                end + _BADGE_GAP, top + (fonts.reading_height - fonts.small_height) / 2 - 1
            )
            if end + spare > box.right() + 1:
                at = QPointF(box.left(), top + fonts.reading_height)
            draw_badge(painter, at, badge[0], fonts.small, ink, wash)
        room = QRectF(box.left(), box.top() + note_at, box.width(), lines * fonts.small_height)
        _, bottom = draw_lines(painter, room, note, fonts.small, brush.secondary, lines)
        brush.draw_evidence(bottom + fonts.small_height + 3, _EVIDENCE_LINES, "", own_is_shown=True)


class DatePaint:
    """The day and how it was read; the sentence it governs or that links it, with its pin cite."""

    kind = RefType.DATE

    def height(self, row: DateRow, width: float, fonts: RowFonts) -> float:
        """Return a row's height."""
        cite = QFontMetricsF(fonts.small).horizontalAdvance(
            _BEFORE_CITE + messages.marked_cite(row.pin)
        )
        words = messages.sentence_words(row)
        lines = fonts.lines(words, fonts.small, width, _MOST_LINES, cite)
        return self._height(lines, fonts, with_evidence=shows_evidence(row))

    def counted_height(self, letters: Letters, width: float, fonts: RowFonts) -> float:
        """Return a row's height from what it says."""
        both = letters.words + letters.note
        lines = fonts.counted(both, fonts.small_letter, width, _MOST_LINES)
        return self._height(lines, fonts, with_evidence=letters.shows_evidence)

    def _height(self, lines: int, fonts: RowFonts, *, with_evidence: bool) -> float:
        # What links it may stand a sentence away: such evidence is longer than its own sentence.
        lines = _MOST_LINES if with_evidence else lines
        return fonts.title_height + 2 + fonts.small_height * lines

    def paint(self, row: DateRow, brush: Brush) -> None:
        """Paint a row."""
        fonts, box = brush.fonts, brush.box
        self._paint_title(row, brush)
        top = box.top() + fonts.title_height + 2
        lines = max(1, min(_MOST_LINES, int((box.bottom() + 2 - top) / fonts.small_height)))
        if brush.evidence is not None:
            brush.draw_evidence(top, lines, messages.marked_cite(row.pin))
            return
        cite = _BEFORE_CITE + messages.marked_cite(row.pin)
        small, key = fonts.small, font_key(fonts.small)
        spare = QFontMetricsF(small).horizontalAdvance(cite)
        words = messages.sentence_words(row)
        shown, last = wrapped(words, key, int(box.width()), lines)
        apart = last + spare > box.width() + 2
        room = QRectF(box.left(), top, box.width(), box.bottom() - top)
        of_words = max(1, min(len(shown), lines - 1)) if apart else lines
        painter, ink = brush.painter, brush.secondary
        end, line_top = draw_lines(painter, room, words, small, ink, of_words)
        if apart:
            if lines == 1:
                return
            end, line_top = box.left(), line_top + fonts.small_height
            cite = cite_within(cite.removeprefix(_BEFORE_CITE), key, int(box.width()))
        rest = QRectF(end, line_top, box.right() - end + 2, fonts.small_height)
        draw_lines(painter, rest, cite, small, ink, 1)

    def _paint_title(self, row: DateRow, brush: Brush) -> None:
        basis, doubtful = messages.basis_words(row)
        basis = " ".join(basis.split())  # words of the paper, which may stand on two of its lines
        color = brush.palette.ink(RefType.QUOTE) if doubtful else brush.secondary
        if row.is_deadline:
            basis = "deadline" if basis == "stated" else tr("deadline · {basis}", basis=basis)
            color = color if doubtful else brush.palette.ink(RefType.DATE)
        font, dotted = brush.title_look(row.state)
        title = messages.date_title(row)
        left_over = brush.box.width() - QFontMetricsF(font).horizontalAdvance(title) - 12
        least = brush.box.width() * 0.25
        # The day matters more than how it was read, unless there is doubt about it.
        gives_way = left_over < least and not doubtful and not row.is_deadline
        used = 0.0 if gives_way else brush.right_words(basis, color, max(left_over, least))
        box = brush.box.adjusted(0, 0, -used, 0)
        draw_lines(brush.painter, box, title, font, brush.text, 1, dotted)


def _in_the_middle(box: QRectF, taken: float) -> QRectF:
    """Return a box without the half above of what it has to spare: heights of long lists are counted."""
    return box.adjusted(0, max(0.0, round((box.height() - taken) / 2)), 0, 0)


def _font(row: QuoteRow, fonts: RowFonts) -> QFont:
    accepted = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    return fonts.reading_bold if accepted else fonts.reading


def _quoted(row: QuoteRow) -> str:
    """Return a quote's words between marks, as many of them as a row can show."""
    words = " ".join((row.reading or row.text)[:700].split())
    return f"“{words}”"

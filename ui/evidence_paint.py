"""Paints a row's evidence: as much of a sentence as has room, with the words that link it marked.

Each kind is marked as everywhere: a party's words underlined, a date's underlined with dashes, a quote's
in a box; the row's own words are bold.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)

from casefile.evidence_records import EvidenceMark, RowEvidence
from casefile.records import RefType
from importers.source_text import Span
from ui.reading_direction import breaking
from ui.snippets import one_line, units
from ui.theme import Palette

__all__ = ["draw_evidence", "fitted", "without_number"]

_ELLIPSIS = "…"
_LEAD = 24
"""As many letters stand before marked words at least, where there is room."""

_SHARES = (1.1, 1.0, 0.9, 0.8, 0.7, 0.6)
"""Letters differ in width: as many of a line's usual number are tried, the most first."""

_UNDERLINES = {
    RefType.PARTY: QTextCharFormat.UnderlineStyle.SingleUnderline,
    RefType.DATE: QTextCharFormat.UnderlineStyle.DashUnderline,
}

Marked = tuple[str, tuple[EvidenceMark, ...]]


def without_number(evidence: RowEvidence) -> Marked:
    """Return evidence on one line, without the number of its paragraph, which stands in its pin cite."""
    text = one_line(evidence.text)
    number = evidence.pin.place.first_paragraph
    lead = f"{number}. "
    if number and text.startswith(lead):
        return _piece(text, evidence.marks, len(lead), len(text))
    return text, evidence.marks


def fitted(
    text: str, marks: Sequence[EvidenceMark], letters: int, *, own_is_shown: bool = False
) -> Marked:
    """Return as much of a text as ``letters`` have room for: what stands around the marked words.

    Where these are too far from each other, two pieces with an ellipsis between. ``own_is_shown`` tells that
    the row shows its own words already, so that the others' are what matters.
    """
    if len(text) <= letters:
        return text, tuple(marks)
    wanted = [mark for mark in marks if not (own_is_shown and mark.own)] or list(marks)
    if not wanted:
        return _piece(text, marks, 0, _word_end(text, letters - 1))
    mine = next((mark for mark in wanted if mark.own), wanted[0])
    near = min(
        (mark for mark in wanted if mark is not mine),
        key=lambda mark: abs(mark.span.start - mine.span.start),
        default=mine,
    )
    first, second = sorted((mine, near), key=lambda mark: mark.span)
    lead = min(_LEAD, letters // 5)
    start = max(0, first.span.start - lead)
    if second.span.end - start <= letters - 2:
        room = letters - 2
        if len(text) - start < room:  # what is over at the end is shown before
            start = max(0, len(text) - room)
        start = _word_start(text, start, first.span.start)
        return _piece(text, marks, start, _word_end(text, start + room, second.span.end))
    half = max(letters // 2 - 3, 4)
    head = _around(text, first, half)
    tail = _around(text, second, half)
    if tail[0] <= head[1]:
        return _piece(text, marks, head[0], _word_end(text, head[0] + letters - 2))
    one, other = _piece(text, marks, *head), _piece(text, marks, *tail)
    head_words = one[0].removesuffix(_ELLIPSIS).rstrip(" …") + f" {_ELLIPSIS} "
    joined = head_words + other[0].removeprefix(_ELLIPSIS)
    by = len(joined) - len(other[0])
    return joined, (*one[1], *(_moved(mark, by) for mark in other[1]))


def _around(text: str, mark: EvidenceMark, room: int) -> tuple[int, int]:
    """Return a stretch of ``room`` letters with the beginning of some words in it."""
    lead = min(_LEAD, room // 3, max(0, room - len(mark.span)))
    start = _word_start(text, max(0, mark.span.start - lead), mark.span.start)
    end = max(start + room, min(mark.span.end, mark.span.start + room))
    least = mark.span.end if mark.span.end <= end else mark.span.start + 1
    return start, _word_end(text, end, least)


def _word_start(text: str, at: int, most: int) -> int:
    """Return the start of the next word; the place itself where that is beyond ``most``."""
    if at <= 0:
        return 0
    space = text.find(" ", at - 1, min(at + 18, most))
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int, least: int = 1) -> int:
    """Return the end of the last word before a place; the place itself where that is before ``least``."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(at - 18, 0), at + 1)
    return space if space >= least else at


def _piece(text: str, marks: Sequence[EvidenceMark], start: int, end: int) -> Marked:
    """Return a stretch of a text with the marks in it, ellipses where it does not begin or end there."""
    lead = _ELLIPSIS if start > 0 and not _is_number(text[:start]) else ""
    shown = lead + text[start:end] + (_ELLIPSIS if end < len(text) else "")
    by = len(lead) - start
    kept = tuple(
        EvidenceMark(
            Span(max(mark.span.start, start) + by, min(mark.span.end, end) + by),
            mark.kind,
            mark.own,
        )
        for mark in marks
        if mark.span.start < end and mark.span.end > start
    )
    return shown, kept


def _is_number(words: str) -> bool:
    return words.rstrip(". ").isalnum() and words.endswith(". ")


def _moved(mark: EvidenceMark, by: int) -> EvidenceMark:
    return EvidenceMark(Span(mark.span.start + by, mark.span.end + by), mark.kind, mark.own)


def draw_evidence(
    painter: QPainter,
    box: QRectF,
    evidence: RowEvidence,
    font: QFont,
    ink: QColor,
    palette: Palette,
    most: int,
    *,
    spare: float = 0.0,
    own_is_shown: bool = False,
) -> QPointF:
    """Paint at most ``most`` lines of evidence; return where its last line ends, and that line's top.

    ``spare`` pixels are kept free at the end of the last of them; ``own_is_shown`` as in ``fitted``.
    """
    text, marks = without_number(evidence)
    room = (box.width(), max(box.width() - spare, 1.0))
    metrics = QFontMetricsF(font)
    letter = metrics.averageCharWidth()
    letters = max(int((box.width() * most - spare) / letter), 12)
    widest = room[0] * (most - 1) + room[1] + most * letter  # a line's last space takes no room
    for share in _SHARES:
        shown, kept = fitted(text, marks, int(letters * share), own_is_shown=own_is_shown)
        is_last = share == _SHARES[-1]
        if not is_last and metrics.horizontalAdvance(shown) > widest:
            continue  # told at a fifth of what breaking it into lines costs
        layout, read = _laid_out(shown, kept, font, palette, room, most)
        if read >= units(shown):
            break
    painter.setPen(ink)
    layout.draw(painter, box.topLeft())
    last = layout.lineAt(layout.lineCount() - 1)
    return QPointF(box.left() + last.naturalTextWidth(), box.top() + last.y())


def _laid_out(
    text: str,
    marks: Sequence[EvidenceMark],
    font: QFont,
    palette: Palette,
    room: tuple[float, float],
    most: int,
) -> tuple[QTextLayout, int]:
    """Return a text broken into lines, and how much of it they show, in UTF-16 units.

    ``room`` is how wide all lines may be, and the last one of ``most``.
    """
    layout = QTextLayout(text, font)
    layout.setTextOption(breaking(text))
    layout.setFormats([_format(text, mark, palette) for mark in marks])
    height, read = QFontMetricsF(font).lineSpacing(), 0
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(room[number == most - 1], 1))
        line.setPosition(QPointF(0, number * height))
        read = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, read


def _format(text: str, mark: EvidenceMark, palette: Palette) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = units(text[: mark.span.start])
    made.length = units(mark.span.of(text))
    made.format = _look(mark.kind, palette, own=mark.own)
    return made


@lru_cache(maxsize=64)
def _look(kind: RefType, palette: Palette, *, own: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QBrush(palette.wash(kind)))
    look.setForeground(QBrush(palette.color("text")))
    if kind in _UNDERLINES:
        look.setUnderlineStyle(_UNDERLINES[kind])
        look.setUnderlineColor(palette.ink(kind))
    if own:
        look.setFontWeight(QFont.Weight.Bold)
    return look

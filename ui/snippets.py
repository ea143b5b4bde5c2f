"""Paints a sentence of a paper with some of its words marked."""

from collections.abc import Iterable

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

from importers.source_text import Span
from ui.painting import font_key, kept_together, wrapped
from ui.reading_direction import breaking

__all__ = ["draw_snippet", "one_line", "snippet_lines", "snippet_within", "units"]

_ELLIPSIS = "…"


def one_line(snippet: str) -> str:
    """Return a snippet without the page's line ends; one character stays one, for the marks."""
    return snippet.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def snippet_lines(snippet: str, font: QFont, width: float, most: int) -> int:
    """Return how many lines a snippet takes, at most ``most`` and at least one."""
    return max(1, len(wrapped(one_line(snippet), font_key(font), int(width), most)[0]))


def draw_snippet(
    painter: QPainter,
    box: QRectF,
    snippet: str,
    marks: Iterable[Span],
    font: QFont,
    ink: QColor,
    wash: QColor,
    most: int,
) -> None:
    """Paint at most ``most`` lines of a snippet; ``wash`` stands behind the spans ``marks`` of it.

    What has no room is left out, and an ellipsis says so.
    """
    text = snippet_within(one_line(snippet), font, int(box.width()), most)
    layout = QTextLayout(kept_together(text), font)
    layout.setTextOption(breaking(text))
    layout.setFormats([_marked(text, span, wash) for span in marks])
    height = QFontMetricsF(font).lineSpacing()
    layout.beginLayout()
    for number in range(most):
        made = layout.createLine()
        if not made.isValid():
            break
        made.setLineWidth(box.width())
        made.setPosition(QPointF(0, number * height))
    layout.endLayout()
    painter.setPen(ink)
    layout.draw(painter, box.topLeft())


def snippet_within(text: str, font: QFont, width: int, most: int) -> str:
    """Return the start of a text that has room in ``most`` lines, with an ellipsis if there is more of it."""
    lines, _ = wrapped(text, font_key(font), width, most)
    if len(lines) < most or not lines[-1].endswith(_ELLIPSIS) or text.endswith(lines[-1]):
        return text
    last = lines[-1].removesuffix(_ELLIPSIS)
    at = 0
    for line in lines[:-1]:
        at = text.index(line, at) + len(line)
    return text[: text.index(last, at) + len(last)].rstrip() + _ELLIPSIS


def _marked(text: str, span: Span, color: QColor) -> QTextLayout.FormatRange:
    """Return the mark behind a span of code points; Qt wants UTF-16 units."""
    made = QTextLayout.FormatRange()
    made.start = units(text[: span.start])
    made.length = units(text[span.start : span.end])
    look = QTextCharFormat()
    look.setBackground(QBrush(color))
    made.format = look
    return made


def units(text: str) -> int:
    """Return how long Qt takes a text for: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2

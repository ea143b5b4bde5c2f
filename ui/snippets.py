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
from ui.painting import font_key, wrapped
from ui.reading_direction import breaking

__all__ = ["draw_snippet", "one_line", "snippet_lines", "units"]


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
    """Paint at most ``most`` lines of a snippet; ``wash`` stands behind the spans ``marks`` of it."""
    text = one_line(snippet)
    layout = QTextLayout(text, font)
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

"""Draws the pages of a report that is laid out: text, rules, links, bookmarks, the line at the foot."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.date_wording import day_words
from reports.pdf_letters import Face, Letters, Line, Look
from reports.report import Origin, Report, Step, clean

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["FOOTNOTE_SIZE", "MARGIN", "RULE", "SPACING", "STRONG_RULE", "Page", "Placed", "drawn"]

MARGIN = 57.6  # points
SPACING = 1.25
"""Lines by the size of their letters."""
FOOTNOTE_SIZE = 8.0
RULE, STRONG_RULE = (0.79, 0.81, 0.84), (0.29, 0.33, 0.39)
_FOOT = 34.0  # the footer's base line above the page's lower edge
_SHADE = (0.933, 0.945, 0.96)
_COLOURS = {"text": (0.1, 0.12, 0.15), "quiet": (0.29, 0.33, 0.39), "link": (0.11, 0.31, 0.54)}
_CREATOR = "Pincite"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text with where it begins, from the page's lower left corner."""

    line: Line
    left: float
    base: float


@dataclass
class Page:
    """What is drawn on one page, in the order in which it is read."""

    lines: list[Placed] = field(default_factory=list)
    rules: list[tuple[float, tuple[float, float, float]]] = field(default_factory=list)
    shades: list[tuple[float, float]] = field(default_factory=list)
    marks: list[tuple[str, int, float]] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)


def drawn(
    pages: Sequence[Page],
    size: tuple[float, float],
    letters: Letters,
    report: Report,
    origin: Origin,
    step: Step,
) -> bytes:
    """Return pages of a size in points as the bytes of a PDF; ``step`` is told the work's second half."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        lang="en-US",
    )
    _describe(canvas, report, origin)
    foot = f"{origin.case} · {report.title} · {day_words(origin.day)}"
    levels: list[int] = []
    rows = sum(len(section.rows) for section in report.sections)
    for number, page in enumerate(pages, start=1):
        for title, level, top in page.marks:
            key = f"place{len(levels)}"
            canvas.bookmarkHorizontal(key, 0, top)
            levels.append(min(level, levels[-1] + 1) if levels else 0)
            canvas.addOutlineEntry(" ".join(clean(title).split()), key, levels[-1])
        _draw_page(canvas, size[0], page)
        _draw_foot(canvas, size[0], letters, (foot, f"{number} of {len(pages)}"))
        canvas.showPage()
        step(rows + rows * number // len(pages), 2 * rows)
    canvas.save()
    return out.getvalue()


def _describe(canvas: "Canvas", report: Report, origin: Origin) -> None:
    """Say what the file is, and nothing of who made it on which computer."""
    canvas.setTitle(clean(f"{report.title}, {origin.case}"))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    day = origin.day
    canvas.setDateFormatter(
        lambda *_: f"D:{dt.datetime(day.year, day.month, day.day):%Y%m%d%H%M%S}Z"
    )


def _draw_page(canvas: "Canvas", width: float, page: Page) -> None:
    left, right = MARGIN, width - MARGIN
    canvas.setFillColorRGB(*_SHADE)
    for bottom, height in page.shades:
        canvas.rect(left, bottom, right - left, height, stroke=0, fill=1)
    for at, grey in page.rules:
        canvas.setStrokeColorRGB(*grey)
        canvas.setLineWidth(0.8 if grey == STRONG_RULE else 0.4)
        canvas.line(left, at, right, at)
    placed = list(page.lines)
    if page.footnotes:
        size = FOOTNOTE_SIZE * SPACING
        top = MARGIN + len(page.footnotes) * size
        canvas.setStrokeColorRGB(*STRONG_RULE)
        canvas.line(left, top + 2, left + 110, top + 2)
        placed += [
            Placed(line, left, top - (number + 1) * size + 2)
            for number, line in enumerate(page.footnotes)
        ]
    _draw_lines(canvas, placed)


def _draw_foot(
    canvas: "Canvas", page_width: float, letters: Letters, told: tuple[str, str]
) -> None:
    words, number = told
    width = page_width - 2 * MARGIN
    look = Look(Face.PLAIN, FOOTNOTE_SIZE, "quiet")
    label = letters.one_line(number, look, width)
    line = letters.one_line(words, look, width - label.width - 20)
    _draw_lines(
        canvas,
        [
            Placed(line, MARGIN, _FOOT),
            Placed(label, page_width - MARGIN - label.width, _FOOT),
        ],
    )


def _draw_lines(canvas: "Canvas", placed: Sequence[Placed]) -> None:
    text = canvas.beginText()
    colour = ""
    for each in placed:
        text.setTextOrigin(each.left, each.base)
        for piece in each.line.pieces:
            look = piece.look
            if look.colour != colour:
                colour = look.colour
                text.setFillColorRGB(*_COLOURS[colour])
            text.setFont(piece.font, look.drawn_size)
            if look.raised:
                text.setRise(look.size * 0.35)
            text.textOut(piece.text)
            if look.raised:
                text.setRise(0)
    canvas.drawText(text)
    for each in placed:
        left = each.left
        for piece in each.line.pieces:
            end = left + piece.width
            if piece.look.underlined:
                canvas.setStrokeColorRGB(*_COLOURS["text"])
                canvas.setLineWidth(0.6)
                canvas.line(left, each.base - 1.4, end, each.base - 1.4)
            if piece.look.link:
                box = (left, each.base - 2, end, each.base + piece.look.size)
                canvas.linkURL(piece.look.link, box, relative=0, thickness=0)
            left = end

"""A report as sheets of paper, drawn as pictures off the window's thread: about how it will look.

The formats lay their pages out themselves, so that a page may end elsewhere in the file. Lengths are
PDF points; a picture is ``scale`` times as large.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)

import resources
from extraction.date_wording import day_words
from reports.report import (
    Cell,
    ColumnSort,
    Layout,
    Mark,
    Origin,
    Report,
    ReportColumn,
    Run,
    Section,
)
from reports.widths import section_widths
from ui.language import tr
from ui.reading_direction import breaking
from ui.text_positions import TextPositions

__all__ = ["Sheets", "draw_sheets", "face_at_hand"]

_LONG, _SHORT, _MARGIN = 792.0, 612.0, 54.0
_PAD = 4.0
_INK, _QUIET, _LINE, _HEAD = "#1f2328", "#656970", "#d9d5cc", "#f1efe9"
_CITE = "#2457a6"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_READING, _PLAIN = "serif", "sans-serif"


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pictures of the first sheets; ``rows`` of ``total`` rows are on them, ``whole`` if those are all.

    ``notes`` are how many footnotes the rows have: the sheets show their numbers, not their words.
    """

    pictures: tuple[QImage, ...]
    rows: int
    total: int
    whole: bool
    notes: int = 0


@dataclass(frozen=True)
class _Block:
    """Something of a height that is drawn at a height; ``heading`` keeps it with what follows."""

    height: float
    layouts: tuple[tuple[QTextLayout, float, float], ...]
    fill: str = ""
    line: bool = False
    heading: bool = False
    is_row: bool = False
    repeats: bool = False
    """The head of a table, which stands again on each new sheet."""


@cache
def face_at_hand() -> None:
    """Have the face at hand that columns are measured for; called on the window's thread.

    Another face may be wider than the widths of columns allow for, and words break in their midst.
    """
    for name in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/LiberationSans-{name}.ttf")))


def draw_sheets(
    report: Report, origin: Origin, layout: Layout, scale: float, most: int, total: int
) -> Sheets:
    """Draw at most so many sheets; ``total`` is how many rows the whole report has."""
    width, height = (_LONG, _SHORT) if layout.landscape else (_SHORT, _LONG)
    pictures: list[QImage] = []
    rows = notes = 0
    if layout.footnotes:
        report, notes = _with_footnotes(report)
    whole = True
    for blocks in _pages(report, origin, width, height):
        if len(pictures) == most:
            whole = False
            break
        words = tr(
            "{case} · {title} · {day} · page {pictures}",
            case=origin.case,
            title=report.title,
            day=day_words(origin.day),
            pictures=len(pictures) + 1,
        )
        pictures.append(_drawn(blocks, words, width, height, scale))
        rows += sum(block.is_row for block in blocks)
    return Sheets(tuple(pictures), rows, total, whole and rows == total, notes)


def _with_footnotes(report: Report) -> tuple[Report, int]:
    """Return a report whose cites have become the numbers of footnotes, and how many there are."""
    count = 0
    sections = []
    for section in report.sections:
        shown = section.shown_columns(footnotes=True)
        rows = []
        for row in section.rows:
            made = list(row)
            at = section.main_column
            if at is not None and section.footnote_of(row):
                count += 1
                mark = str(count).translate(_RAISED)
                runs = (*row[at].pieces, Run(mark, None))
                made[at] = replace(row[at], text=row[at].text + mark, runs=runs)
            rows.append(tuple(made[place] for place in shown))
        columns = tuple(section.columns[place] for place in shown)
        sections.append(replace(section, columns=columns, rows=tuple(rows)))
    return replace(report, sections=tuple(sections)), count


def _pages(report: Report, origin: Origin, width: float, height: float) -> Iterator[list[_Block]]:
    """Yield the blocks of each sheet; a heading is never the last one."""
    room = height - 2 * _MARGIN
    page: list[_Block] = []
    used = 0.0
    head: _Block | None = None
    waiting: list[_Block] = []
    for block in _blocks(report, origin, width - 2 * _MARGIN):
        if block.heading:
            waiting.append(block)
            head = (
                block if block.repeats else None if not block.repeats and not block.is_row else head
            )
            continue
        needed = block.height + sum(each.height for each in waiting)
        if page and used + needed > room:
            yield page
            page, used = [], 0.0
            if head is not None and head not in waiting:
                page, used = [head], head.height
        page += [*waiting, block]
        used += needed
        waiting = []
    page += waiting
    if page:
        yield page


def _blocks(report: Report, origin: Origin, width: float) -> Iterator[_Block]:
    yield _text(report.title, width, size=17, bold=True, after=3, heading=True)
    day = f"{origin.day:%B} {origin.day.day}, {origin.day.year}"
    yield _text(f"{origin.case}, {day}", width, ink=_QUIET, after=5)
    if report.note:
        yield _text(report.note, width, ink=_QUIET, after=8)
    for section, widths in zip(report.sections, section_widths(report, width), strict=True):
        if section.heading:
            size = 13 if section.level == 1 else 11
            yield _text(
                section.heading, width, size=size, bold=True, before=9, after=4, heading=True
            )
        if section.note:
            yield _text(section.note, width, ink=_QUIET, after=5)
        if section.rows:
            yield from _table(section, widths)


def _table(section: Section, widths: Sequence[float]) -> Iterator[_Block]:
    if section.has_titles:
        titles = [Cell(column.title) for column in section.columns]
        yield _row(titles, section.columns, widths, is_head=True)
    for row in section.rows:
        yield _row(row, section.columns, widths)


def _row(
    cells: Sequence[Cell],
    columns: Sequence[ReportColumn],
    widths: Sequence[float],
    *,
    is_head: bool = False,
) -> _Block:
    layouts = []
    left = height = 0.0
    for cell, column, width in zip(cells, columns, widths, strict=True):
        if cell.text:
            made, tall = _cell(cell, column.sort, width - 2 * _PAD, is_head=is_head)
            layouts.append((made, left + _PAD, _PAD))
            height = max(height, tall)
        left += width
    return _Block(
        height + 2 * _PAD,
        tuple(layouts),
        _HEAD if is_head else "",
        line=True,
        heading=is_head,
        is_row=not is_head,
        repeats=is_head,
    )


def _cell(
    cell: Cell, sort: ColumnSort, width: float, *, is_head: bool
) -> tuple[QTextLayout, float]:
    quiet = sort in (ColumnSort.REVIEW,) and not is_head
    face = _READING if sort is ColumnSort.QUOTATION and not is_head else _PLAIN
    font = _font(9 if face == _PLAIN else 10, bold=is_head, face=face)
    cites = bool(cell.pins) and not is_head
    spans = []
    positions = TextPositions(cell.text)
    at = 0
    for run in cell.pieces:
        form = _format(run.mark, cites=cites and run.pin is not None, quiet=quiet)
        if form is not None:
            start, end = positions.to_qt(at), positions.to_qt(at + len(run.text))
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, end - start, form
            spans.append(span)
        at += len(run.text)
    return _laid(positions.shown, font, width, spans, from_edge=sort is ColumnSort.NUMBER)


def _format(mark: Mark | None, *, cites: bool, quiet: bool) -> QTextCharFormat | None:
    """Return how a run stands out, ``None`` for one that does not."""
    if mark is None and not cites and not quiet:
        return None
    form = QTextCharFormat()
    if cites or quiet:
        form.setForeground(QColor(_CITE if cites else _QUIET))
    if mark in (Mark.CHANGED, Mark.FOUND):
        form.setFontWeight(QFont.Weight.Bold)
    form.setFontItalic(mark in (Mark.TOLD, Mark.ID))
    form.setFontUnderline(mark in (Mark.CHANGED, Mark.SLIGHT))
    return form


def _text(
    words: str,
    width: float,
    *,
    size: int = 9,
    bold: bool = False,
    ink: str = _INK,
    before: float = 0,
    after: float = 0,
    heading: bool = False,
) -> _Block:
    shown = TextPositions(words).shown
    span = QTextLayout.FormatRange()
    form = QTextCharFormat()
    form.setForeground(QColor(ink))
    span.start, span.length, span.format = 0, len(shown.encode("utf-16-le")) // 2, form
    made, height = _laid(shown, _font(size, bold=bold), width, [span])
    return _Block(before + height + after, ((made, 0.0, before),), heading=heading)


def _laid(
    words: str,
    font: QFont,
    width: float,
    spans: Sequence[QTextLayout.FormatRange],
    *,
    from_edge: bool = False,
) -> tuple[QTextLayout, float]:
    """Return words broken into lines, and their height; numbers end at the right ``from_edge``."""
    made = QTextLayout(words.replace("\n", "\u2028"), font)
    option = breaking(words)
    if from_edge:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setTextOption(option)
    made.setFormats(list(spans))
    made.beginLayout()
    height = 0.0
    while True:
        line = made.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    made.endLayout()
    return made, height


def _font(size: int, *, bold: bool = False, face: str = _PLAIN) -> QFont:
    font = QFont()
    hint = QFont.StyleHint.Serif if face == _READING else QFont.StyleHint.SansSerif
    font.setFamilies(
        ["Liberation Serif", "Georgia", "Times New Roman"]
        if face == _READING
        else ["Liberation Sans", "Calibri", "Arial", "Helvetica"]
    )
    font.setStyleHint(hint)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _drawn(
    blocks: Sequence[_Block], footer: str, width: float, height: float, scale: float
) -> QImage:
    picture = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    inner = width - 2 * _MARGIN
    painter.setClipRect(QRectF(_MARGIN, 0, inner, height - _MARGIN))
    top = _MARGIN
    for block in blocks:
        if block.fill:
            painter.fillRect(QRectF(_MARGIN, top, inner, block.height), QColor(block.fill))
        painter.setPen(QColor(_INK))
        for made, left, down in block.layouts:
            made.draw(painter, QPointF(_MARGIN + left, top + down))
        top += block.height
        if block.line:
            painter.setPen(QColor(_LINE))
            painter.drawLine(QPointF(_MARGIN, top), QPointF(width - _MARGIN, top))
    painter.setClipping(False)
    made, _ = _laid(footer, _font(8), inner, ())
    painter.setPen(QColor(_QUIET))
    made.draw(painter, QPointF(_MARGIN, height - _MARGIN * 0.7))
    painter.end()
    return picture

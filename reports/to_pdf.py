"""A report as a PDF: the same look as in Word, letters embedded, bookmarks, links, "3 of 12" on every page.

Pages are laid out here, row after row, so that time grows with the rows: the library's own tables are cut
anew at every page's end. A first pass fills pages, a second one draws them: a page says how many there are.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extraction.date_wording import day_words
from reports.links import link_to
from reports.pdf_letters import Face, Letters, Line, Look
from reports.report import (
    Cell,
    ColumnSort,
    Layout,
    Mark,
    Origin,
    Report,
    Run,
    Section,
    Step,
    clean,
    day_line,
    no_step,
)
from reports.widths import column_widths

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["to_pdf"]

_LONG_EDGE, _SHORT_EDGE, _MARGIN = 792.0, 612.0, 57.6  # letter size in points
_FOOT = 34.0  # the footer's base line above the page's lower edge
_PAD = 3.5  # beside and above the text of a cell
_SPACING = 1.25  # lines by the size of their letters
_PLAIN_SIZE, _NOTE_SIZE, _FOOTNOTE_SIZE = 9.0, 9.0, 8.0
_PLAIN, _READING = Look(Face.PLAIN, _PLAIN_SIZE), Look(Face.READING, 10.0)
_HEADING = Look(Face.BOLD, _PLAIN_SIZE)
_HEADINGS = {1: 13.0, 2: 11.0, 3: 10.0}
_COLOURS = {"text": (0.1, 0.12, 0.15), "quiet": (0.29, 0.33, 0.39), "link": (0.11, 0.31, 0.54)}
_RULE, _STRONG_RULE, _SHADE = (0.79, 0.81, 0.84), (0.29, 0.33, 0.39), (0.933, 0.945, 0.96)
_CREATOR = "Pincite"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of text with where it begins, from the page's lower left corner."""

    line: Line
    left: float
    base: float


@dataclass
class _Page:
    """What is drawn on one page, in the order in which it is read."""

    lines: list[_Placed] = field(default_factory=list)
    rules: list[tuple[float, tuple[float, float, float]]] = field(default_factory=list)
    shades: list[tuple[float, float]] = field(default_factory=list)
    marks: list[tuple[str, int, float]] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column of the table begins, how wide its text may be, and in what it is set."""

    at: int
    left: float
    width: float
    look: Look

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.look.size


def to_pdf(
    report: Report, origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report as the bytes of a PDF, letter size; the same report gives the same bytes."""
    layout = layout or Layout()
    setting = _Setting(report, origin, layout)
    total = 2 * sum(len(section.rows) for section in report.sections)
    for done in setting.fill():
        step(done, total)
    return _drawn(setting, report, origin, step, total)


class _Setting:
    """Fills pages: keeps the place where the next thing stands, and begins pages."""

    def __init__(self, report: Report, origin: Origin, layout: Layout) -> None:
        self.pages = [_Page()]
        self.width, self.height = (
            (_LONG_EDGE, _SHORT_EDGE) if layout.landscape else (_SHORT_EDGE, _LONG_EDGE)
        )
        self.letters = Letters()
        self._report, self._origin, self._layout = report, origin, layout
        self._at = self.height - _MARGIN  # falls from the top edge
        self._bottom = _MARGIN
        self._notes = 0

    @property
    def page(self) -> _Page:
        """The page that is being filled."""
        return self.pages[-1]

    def fill(self) -> Iterator[int]:
        """Lay the report out; yield how many rows stand on paper."""
        report = self._report
        self._mark(report.title, 0)
        self._text(report.title, Face.BOLD, 17, after=2)
        self._text(day_line(self._origin), Face.PLAIN, 10, after=4)
        self._text(report.note, Face.PLAIN, _NOTE_SIZE, "quiet", after=2)
        done = 0
        for section in report.sections:
            self._head(section)
            for _ in self._table(section):
                done += 1
                yield done
        self._tell_missing()

    def _head(self, section: Section) -> None:
        size = _HEADINGS[min(section.level, 3)]
        self._at -= 8
        if section.heading:
            # A heading stays with its note, the table's heading and a few lines.
            if self._at - self._bottom < size + 80:
                self._break()
            self._at -= 6
            self._mark(section.heading, section.level)
            self._text(section.heading, Face.BOLD, size, after=4)
        self._text(section.note, Face.PLAIN, _NOTE_SIZE, "quiet", after=4)

    def _tell_missing(self) -> None:
        """Say which characters no shipped face has, and what is drawn in their place."""
        missing = sorted(self.letters.missing)
        if not missing:
            return
        told = ", ".join(f"U+{ord(each):04X}" for each in missing[:12])
        more = f" and {len(missing) - 12} more" if len(missing) > 12 else ""
        self._at -= 8
        self._text(
            f"This PDF has no letters for some characters ({told}{more}): pictures are named in brackets, "
            "and □ stands for others. The Word and web formats have them as they are.",
            Face.PLAIN,
            _NOTE_SIZE,
            "quiet",
        )

    def _mark(self, title: str, level: int) -> None:
        self.page.marks.append((title, level, self._at + 4))

    def _text(
        self, text: str, face: Face, size: float, colour: str = "text", after: float = 0
    ) -> None:
        if not text:
            return
        for line in self.letters.broken(
            [(text, Look(face, size, colour))], self.width - 2 * _MARGIN
        ):
            if self._at - size * _SPACING < self._bottom:
                self._break()
            self._at -= size * _SPACING
            self._put(line, _MARGIN, self.width - 2 * _MARGIN, self._at + size * 0.25)
        self._at -= after

    def _put(self, line: Line, left: float, width: float, base: float) -> None:
        shift = width - line.width if line.from_right else 0.0
        self.page.lines.append(_Placed(line, left + shift, base))

    def _break(self) -> None:
        self.pages.append(_Page())
        self._at = self.height - _MARGIN
        self._bottom = _MARGIN

    # -- tables

    def _table(self, section: Section) -> Iterator[None]:
        if not section.rows:
            return
        columns = self._columns(section)
        heading = [
            self.letters.broken([(section.columns[column.at].title, _HEADING)], column.width)
            for column in columns
        ]
        heading = heading if section.has_titles else []
        self._heading(columns, heading)
        for row in section.rows:
            self._row(section, row, columns, heading)
            yield
        self.page.rules[-1] = (self.page.rules[-1][0], _STRONG_RULE)

    def _columns(self, section: Section) -> list[_Column]:
        shown = section.shown_columns(footnotes=self._layout.footnotes)
        widths = column_widths([section.columns[at] for at in shown], self.width - 2 * _MARGIN)
        left = _MARGIN
        made = []
        for at, width in zip(shown, widths, strict=True):
            reading = section.columns[at].sort is ColumnSort.QUOTATION
            look = _READING if reading else _PLAIN
            made.append(_Column(at, left + _PAD, width - 2 * _PAD, look))
            left += width
        return made

    def _heading(self, columns: Sequence[_Column], heading: Sequence[tuple[Line, ...]]) -> None:
        self.page.rules.append((self._at, _STRONG_RULE))
        if not heading:
            return
        height = max(map(len, heading)) * _PLAIN_SIZE * _SPACING + 2 * _PAD
        self.page.shades.append((self._at - height, height))
        for column, lines in zip(columns, heading, strict=True):
            self._cell(column, lines, _PLAIN_SIZE)
        self._at -= height
        self.page.rules.append((self._at, _STRONG_RULE))

    def _cell(self, column: _Column, lines: Sequence[Line], size: float) -> None:
        base = self._at - _PAD - size
        for number, line in enumerate(lines):
            self._put(line, column.left, column.width, base - number * size * _SPACING)

    def _row(
        self,
        section: Section,
        row: tuple[Cell, ...],
        columns: Sequence[_Column],
        heading: Sequence[tuple[Line, ...]],
    ) -> None:
        notes = self._footnote(section, row)
        cells = []
        for column in columns:
            pieces = [self._piece(run, column) for run in row[column.at].pieces]
            if notes and column.at == section.main_column:
                look = Look(Face.PLAIN, column.size, raised=True)
                pieces.append((str(self._notes), look))
            cells.append(list(self.letters.broken(pieces, column.width)))
        while True:
            if self._fits(columns, cells, notes, heading):
                break
            if not self._is_long(columns, cells, notes):
                self._begin_page(columns, heading)
                continue
            taken = self._slice(columns, cells, notes)
            if taken is None:
                self._begin_page(columns, heading)
                continue
            self._draw_row(columns, taken, notes)
            notes = ()
            self._begin_page(columns, heading)
        self._draw_row(columns, cells, notes)

    def _begin_page(self, columns: Sequence[_Column], heading: Sequence[tuple[Line, ...]]) -> None:
        self._break()
        self._heading(columns, heading)

    def _fits(
        self,
        columns: Sequence[_Column],
        cells: Sequence[Sequence[Line]],
        notes: Sequence[Line],
        heading: Sequence[tuple[Line, ...]],
    ) -> bool:
        return self._at - _row_height(columns, cells) >= self._bottom + self._notes_height(notes)

    def _is_long(
        self, columns: Sequence[_Column], cells: Sequence[Sequence[Line]], notes: Sequence[Line]
    ) -> bool:
        """Tell whether a row may be cut at a page's end: only where it takes much of a page."""
        room = self.height - 2 * _MARGIN
        return _row_height(columns, cells) + self._notes_height(notes) > room * 0.45

    def _slice(
        self, columns: Sequence[_Column], cells: list[list[Line]], notes: Sequence[Line]
    ) -> list[list[Line]] | None:
        """Take from the cells what still fits on the page; ``None`` where that is not worth it."""
        room = self._at - self._bottom - self._notes_height(notes) - 2 * _PAD
        counts = [int(room // (column.size * _SPACING)) for column in columns]
        if min(counts) < 3:
            return None
        taken = [lines[:count] for lines, count in zip(cells, counts, strict=True)]
        for lines, count in zip(cells, counts, strict=True):
            del lines[:count]
        return taken

    def _draw_row(
        self,
        columns: Sequence[_Column],
        cells: Sequence[Sequence[Line]],
        notes: Sequence[Line],
    ) -> None:
        for column, lines in zip(columns, cells, strict=True):
            self._cell(column, lines, column.size)
        self._at -= _row_height(columns, cells)
        self.page.rules.append((self._at, _RULE))
        self._bottom += self._notes_height(notes)
        self.page.footnotes += notes

    # -- what stands in cells

    def _piece(self, run: Run, column: _Column) -> tuple[str, Look]:
        if run.mark is None and run.pin is None:
            return run.text, column.look
        face = column.look.face
        if run.mark is Mark.TOLD:
            face = Face.READING_ITALIC
        elif run.mark in (Mark.CHANGED, Mark.FOUND):
            face = Face.READING_BOLD if face is Face.READING else Face.BOLD
        link = self._link(run)
        colour = "link" if link else "text"
        underlined = run.mark in (Mark.CHANGED, Mark.SLIGHT)
        return run.text, Look(face, column.size, colour, underlined, link=link)

    def _link(self, run: Run) -> str | None:
        if run.pin is None or not self._layout.links or not self._origin.case_id:
            return None
        return link_to(self._origin.case_id, run.pin)

    def _footnote(self, section: Section, row: tuple[Cell, ...]) -> tuple[Line, ...]:
        """Return the lines of the note that holds a row's cites; () where they stand in a column."""
        cites = section.footnote_of(row) if self._layout.footnotes else ()
        if not cites:
            return ()
        self._notes += 1
        plain = Look(Face.PLAIN, _FOOTNOTE_SIZE)
        pieces = [(str(self._notes), replace(plain, raised=True)), (" ", plain)]
        for run in cites:
            link = self._link(run)
            pieces.append((run.text, replace(plain, colour="link", link=link) if link else plain))
        return self.letters.broken(pieces, self.width - 2 * _MARGIN)

    def _notes_height(self, notes: Sequence[Line]) -> float:
        if not notes:
            return 0.0
        first = 0.0 if self.page.footnotes else 10.0
        return first + len(notes) * _FOOTNOTE_SIZE * _SPACING


def _row_height(columns: Sequence[_Column], cells: Sequence[Sequence[Line]]) -> float:
    heights = [
        len(lines) * column.size * _SPACING for column, lines in zip(columns, cells, strict=True)
    ]
    return max(heights) + 2 * _PAD


# -- drawing


def _drawn(setting: _Setting, report: Report, origin: Origin, step: Step, total: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(setting.width, setting.height),
        pageCompression=1,
        invariant=1,
        lang="en-US",
    )
    _describe(canvas, report, origin)
    foot = f"{origin.case} · {report.title} · {day_words(origin.day)}"
    levels: list[int] = []
    for number, page in enumerate(setting.pages, start=1):
        for title, level, top in page.marks:
            key = f"place{len(levels)}"
            canvas.bookmarkHorizontal(key, 0, top)
            levels.append(min(level, levels[-1] + 1) if levels else 0)
            canvas.addOutlineEntry(" ".join(clean(title).split()), key, levels[-1])
        _draw_page(canvas, setting, page)
        _draw_foot(canvas, setting, foot, f"{number} of {len(setting.pages)}")
        canvas.showPage()
        step(total // 2 + total // 2 * number // len(setting.pages), total)
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


def _draw_page(canvas: "Canvas", setting: _Setting, page: _Page) -> None:
    left, right = _MARGIN, setting.width - _MARGIN
    canvas.setFillColorRGB(*_SHADE)
    for bottom, height in page.shades:
        canvas.rect(left, bottom, right - left, height, stroke=0, fill=1)
    for at, grey in page.rules:
        canvas.setStrokeColorRGB(*grey)
        canvas.setLineWidth(0.8 if grey == _STRONG_RULE else 0.4)
        canvas.line(left, at, right, at)
    placed = list(page.lines)
    if page.footnotes:
        size = _FOOTNOTE_SIZE * _SPACING
        top = _MARGIN + len(page.footnotes) * size
        canvas.setStrokeColorRGB(*_STRONG_RULE)
        canvas.line(left, top + 2, left + 110, top + 2)
        placed += [
            _Placed(line, left, top - (number + 1) * size + 2)
            for number, line in enumerate(page.footnotes)
        ]
    _draw_lines(canvas, placed)


def _draw_foot(canvas: "Canvas", setting: _Setting, words: str, number: str) -> None:
    size = 8.0
    width = setting.width - 2 * _MARGIN
    look = Look(Face.PLAIN, size, "quiet")
    label = setting.letters.one_line(number, look, width)
    line = setting.letters.one_line(words, look, width - label.width - 20)
    _draw_lines(
        canvas,
        [
            _Placed(line, _MARGIN, _FOOT),
            _Placed(label, setting.width - _MARGIN - label.width, _FOOT),
        ],
    )


def _draw_lines(canvas: "Canvas", placed: Sequence[_Placed]) -> None:
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

"""A report as a PDF: the same look as in Word, letters embedded, bookmarks, links, "3 of 12" on every page.

Pages are laid out here, row after row, so that time grows with the rows: the library's own tables are cut
anew at every page's end. A first pass fills pages, a second one draws them: a page says how many there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.cite_quoting import bound
from reports.links import link_to
from reports.pdf_drawing import (
    FOOTNOTE_SIZE,
    MARGIN,
    RULE,
    SPACING,
    STRONG_RULE,
    Page,
    Placed,
    drawn,
)
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
    day_line,
    no_step,
)
from reports.widths import section_widths

__all__ = ["to_pdf"]

_LONG_EDGE, _SHORT_EDGE = 792.0, 612.0  # letter size in points
_PAD = 3.5  # beside and above the text of a cell
_PLAIN_SIZE, _NOTE_SIZE = 9.0, 9.0
_PLAIN, _READING = Look(Face.PLAIN, _PLAIN_SIZE), Look(Face.READING, 10.0)
_HEADING = Look(Face.BOLD, _PLAIN_SIZE)
_HEADINGS = {1: 13.0, 2: 11.0, 3: 10.0}


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column of the table begins, how wide its text may be, and in what it is set."""

    at: int
    left: float
    width: float
    look: Look
    is_number: bool = False
    """Its text ends at the right edge."""

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
    size = (setting.width, setting.height)
    return drawn(setting.pages, size, setting.letters, report, origin, step)


class _Setting:
    """Fills pages: keeps the place where the next thing stands, and begins pages."""

    def __init__(self, report: Report, origin: Origin, layout: Layout) -> None:
        self.pages = [Page()]
        self.width, self.height = (
            (_LONG_EDGE, _SHORT_EDGE) if layout.landscape else (_SHORT_EDGE, _LONG_EDGE)
        )
        self.letters = Letters()
        self._report, self._origin, self._layout = report, origin, layout
        self._at = self.height - MARGIN  # falls from the top edge
        self._bottom = MARGIN
        self._notes = 0

    @property
    def page(self) -> Page:
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
        widths = section_widths(report, self.width - 2 * MARGIN, footnotes=self._layout.footnotes)
        for section, wide in zip(report.sections, widths, strict=True):
            columns = self._columns(section, wide)
            heading = self._titles(section, columns)
            self._head(section, self._least_of_table(section, columns, heading))
            for _ in self._table(section, columns, heading):
                done += 1
                yield done
        self._tell_missing()

    def _head(self, section: Section, table: float) -> None:
        """Write a section's heading and note, on a page that ``table`` points of its table fit on, too."""
        size = _HEADINGS[min(section.level, 3)]
        self._at -= 8
        note = 4 * _NOTE_SIZE if section.note else 0.0
        if self._at - self._bottom < bool(section.heading) * (3 * size) + note + max(table, 40):
            self._break()
        if section.heading:
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
            [(text, Look(face, size, colour))], self.width - 2 * MARGIN
        ):
            if self._at - size * SPACING < self._bottom:
                self._break()
            self._at -= size * SPACING
            self._put(line, MARGIN, self.width - 2 * MARGIN, self._at + size * 0.25)
        self._at -= after

    def _put(self, line: Line, left: float, width: float, base: float) -> None:
        shift = width - line.width if line.from_right else 0.0
        self.page.lines.append(Placed(line, left + shift, base))

    def _break(self) -> None:
        self.pages.append(Page())
        self._at = self.height - MARGIN
        self._bottom = MARGIN

    # -- tables

    def _titles(self, section: Section, columns: Sequence[_Column]) -> list[tuple[Line, ...]]:
        if not section.has_titles:
            return []
        return [
            self.letters.broken([(section.columns[column.at].title, _HEADING)], column.width)
            for column in columns
        ]

    def _least_of_table(
        self, section: Section, columns: Sequence[_Column], heading: Sequence[tuple[Line, ...]]
    ) -> float:
        """Return the height of a table's heading and first row; of a row that may be cut, a few lines."""
        if not section.rows:
            return 0.0
        row = section.rows[0]
        cells = [
            self.letters.broken(
                [self._piece(run, column) for run in row[column.at].pieces], column.width
            )
            for column in columns
        ]
        least = 50.0 if self._is_long(columns, cells, ()) else _row_height(columns, cells)
        notes = 3 * FOOTNOTE_SIZE * SPACING if self._layout.footnotes else 0.0
        return _heading_height(heading) + least + notes

    def _table(
        self,
        section: Section,
        columns: Sequence[_Column],
        heading: Sequence[tuple[Line, ...]],
    ) -> Iterator[None]:
        if not section.rows:
            return
        self._heading(columns, heading)
        for row in section.rows:
            self._row(section, row, columns, heading)
            yield
        self.page.rules[-1] = (self.page.rules[-1][0], STRONG_RULE)

    def _columns(self, section: Section, widths: Sequence[float]) -> list[_Column]:
        shown = section.shown_columns(footnotes=self._layout.footnotes)
        left = MARGIN
        made = []
        for at, width in zip(shown, widths, strict=True):
            reading = section.columns[at].sort is ColumnSort.QUOTATION
            look = _READING if reading else _PLAIN
            is_number = section.columns[at].sort is ColumnSort.NUMBER
            made.append(_Column(at, left + _PAD, width - 2 * _PAD, look, is_number))
            left += width
        return made

    def _heading(self, columns: Sequence[_Column], heading: Sequence[tuple[Line, ...]]) -> None:
        self.page.rules.append((self._at, STRONG_RULE))
        if not heading:
            return
        height = _heading_height(heading)
        self.page.shades.append((self._at - height, height))
        for column, lines in zip(columns, heading, strict=True):
            self._cell(column, lines, _PLAIN_SIZE)
        self._at -= height
        self.page.rules.append((self._at, STRONG_RULE))

    def _cell(self, column: _Column, lines: Sequence[Line], size: float) -> None:
        base = self._at - _PAD - size
        for number, line in enumerate(lines):
            left, width = column.left, column.width
            if column.is_number and not line.from_right:
                left += width - line.width
            self._put(line, left, width, base - number * size * SPACING)

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
        room = self.height - 2 * MARGIN
        return _row_height(columns, cells) + self._notes_height(notes) > room * 0.45

    def _slice(
        self, columns: Sequence[_Column], cells: list[list[Line]], notes: Sequence[Line]
    ) -> list[list[Line]] | None:
        """Take from the cells what still fits on the page; ``None`` where that is not worth it."""
        room = self._at - self._bottom - self._notes_height(notes) - 2 * _PAD
        counts = [int(room // (column.size * SPACING)) for column in columns]
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
        self.page.rules.append((self._at, RULE))
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
        underlined = run.mark in (Mark.CHANGED, Mark.SLIGHT, Mark.ID)
        return bound(run.text) if run.pin else run.text, Look(
            face, column.size, colour, underlined, link=link
        )

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
        plain = Look(Face.PLAIN, FOOTNOTE_SIZE)
        pieces = [(str(self._notes), replace(plain, raised=True)), (" ", plain)]
        for run in cites:
            link = self._link(run)
            look = replace(plain, underlined=run.mark is Mark.ID)
            pieces.append(
                (bound(run.text), replace(look, colour="link", link=link) if link else look)
            )
        return self.letters.broken(pieces, self.width - 2 * MARGIN)

    def _notes_height(self, notes: Sequence[Line]) -> float:
        if not notes:
            return 0.0
        first = 0.0 if self.page.footnotes else 10.0
        return first + len(notes) * FOOTNOTE_SIZE * SPACING


def _heading_height(heading: Sequence[tuple[Line, ...]]) -> float:
    return max(map(len, heading)) * _PLAIN_SIZE * SPACING + 2 * _PAD if heading else 0.0


def _row_height(columns: Sequence[_Column], cells: Sequence[Sequence[Line]]) -> float:
    heights = [
        len(lines) * column.size * SPACING for column, lines in zip(columns, cells, strict=True)
    ]
    return max(heights) + 2 * _PAD

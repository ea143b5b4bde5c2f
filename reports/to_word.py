"""A report as a Word document: real styles, tables with repeated headings, case and page in the footer."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from extraction.date_wording import day_words
from reports.links import link_to
from reports.report import (
    Cell,
    ColumnSort,
    Layout,
    Origin,
    Report,
    Run,
    Section,
    Step,
    clean,
    day_line,
    no_step,
)
from reports.widths import section_widths
from reports.word_parts import (
    NAMESPACES,
    Footnotes,
    Linker,
    add_footer,
    add_footnotes,
    define_styles,
    paragraph,
    runs_xml,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["to_word"]

_LONG_EDGE, _SHORT_EDGE, _MARGIN = 15840, 12240, 1152  # letter size in twentieths of a point
# A row of more characters than this in one cell may be split by a page's end; it might not fit on one.
_LONG_CELL = 1_200
_BATCH = 100
# Bits of a table's look for programs that know no words for them: no banding, and the heading's own look.
_LOOK, _LOOK_WITH_HEADINGS = "0600", "0620"
_STYLES = {ColumnSort.QUOTATION: "PinciteQuotation"}


@dataclass(frozen=True)
class _Making:
    """What the rows of one document share."""

    origin: Origin
    layout: Layout
    linker: Linker
    footnotes: Footnotes | None
    width: int


def to_word(
    report: Report, origin: Origin, layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report as the bytes of a ``.docx`` file, letter size.

    Its time grows with the rows, not with their square. The file names no author.
    """
    from docx import Document
    from docx.oxml import parse_xml

    layout = layout or Layout()
    document = Document()
    define_styles(document)
    _set_page(document, layout)
    _set_properties(document, report, origin)
    footnotes = add_footnotes(document) if layout.footnotes else None
    width = (_LONG_EDGE if layout.landscape else _SHORT_EDGE) - 2 * _MARGIN
    making = _Making(origin, layout, Linker(document.part), footnotes, width)
    widths = section_widths(report, width / 20, footnotes=layout.footnotes)

    document.add_heading(clean(report.title), level=1)
    document.add_paragraph(clean(day_line(origin)))
    if report.note:
        document.add_paragraph(clean(report.note), style="Pincite Note")
    body = document.element.body
    total = sum(len(section.rows) for section in report.sections)
    done = 0
    for section, points in zip(report.sections, widths, strict=True):
        if section.heading:
            document.add_heading(clean(section.heading), level=min(section.level + 1, 3))
        if section.note:
            note = document.add_paragraph(clean(section.note), style="Pincite Note")
            note.paragraph_format.keep_with_next = bool(section.rows)
        if not section.rows:
            continue
        wide = [round(20 * each) for each in points]
        table = parse_xml(_table(report, section, making, wide))
        body.insert_element_before(table, "w:sectPr")
        for some in _batches(section.rows):
            rows = []
            for row in some:
                rows.append(_row(section, row, making, wide))
                done += 1
                step(done, total)
            table.extend(list(parse_xml(f"<w:tbl {NAMESPACES}>{''.join(rows)}</w:tbl>")))
        # Word joins two tables that nothing stands between.
        document.add_paragraph(style="Pincite Text")
    if footnotes is not None:
        footnotes.finish(document)
    add_footer(
        document.sections[0],
        f"{origin.case} · {report.title} · {day_words(origin.day)}",
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: "WordDocument", layout: Layout) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG_EDGE, _SHORT_EDGE) if layout.landscape else (_SHORT_EDGE, _LONG_EDGE)
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin = section.bottom_margin = Twips(_MARGIN)


def _set_properties(document: "WordDocument", report: Report, origin: Origin) -> None:
    """Say what the file is, and nothing of who made it on which computer."""
    properties = document.core_properties
    properties.title = clean(f"{report.title}, {origin.case}")[:255]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = "en-US"
    made = dt.datetime.combine(origin.day, dt.time(), dt.UTC)
    properties.created = properties.modified = made


def _batches(rows: Sequence[tuple[Cell, ...]]) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """Yield rows in batches: lxml takes the square of what is moved into a document at once."""
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _table(report: Report, section: Section, making: _Making, widths: Sequence[int]) -> str:
    """Return the table without its rows."""
    shown = [section.columns[at] for at in section.shown_columns(footnotes=making.layout.footnotes)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = ""
    if section.has_titles:
        cells = "".join(
            _cell(
                paragraph(
                    runs_xml(Run(column.title, None)),
                    "PinciteHeadings",
                    column.title,
                    from_edge=column.sort is ColumnSort.NUMBER,
                ),
                width,
            )
            for column, width in zip(shown, widths, strict=True)
        )
        header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    caption = quoteattr(clean(section.heading or report.title))
    return (
        f'<w:tbl {NAMESPACES}><w:tblPr><w:tblStyle w:val="PinciteTable"/>'
        f'<w:tblW w:w="{making.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_LOOK_WITH_HEADINGS if section.has_titles else _LOOK}" '
        f'w:firstRow="{int(section.has_titles)}" w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={caption}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{header}</w:tbl>"
    )


def _row(section: Section, row: tuple[Cell, ...], making: _Making, widths: Sequence[int]) -> str:
    shown = section.shown_columns(footnotes=making.layout.footnotes)
    cells = []
    for at, width in zip(shown, widths, strict=True):
        content = _content(row[at].pieces, making.linker, making)
        if at == section.main_column and making.footnotes is not None:
            content += _reference(section, row, making.footnotes, making)
        sort = section.columns[at].sort
        style = _STYLES.get(sort, "PinciteText")
        from_edge = sort is ColumnSort.NUMBER
        cells.append(_cell(paragraph(content, style, row[at].text, from_edge=from_edge), width))
    split = any(len(row[at].text) > _LONG_CELL for at in shown)
    properties = "" if split else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _content(runs: Iterable[Run], linker: Linker, making: _Making) -> str:
    made = []
    for run in runs:
        linked = run.pin is not None and making.layout.links and making.origin.case_id
        link = linker.id_of(link_to(making.origin.case_id, run.pin)) if run.pin and linked else None
        made.append(runs_xml(run, link))
    return "".join(made)


def _reference(
    section: Section, row: tuple[Cell, ...], footnotes: Footnotes, making: _Making
) -> str:
    """Return the mark of the footnote that holds the row's cites, if it has any."""
    cites = section.footnote_of(row)
    if not cites:
        return ""
    content = _content(cites, footnotes.linker, making)
    return footnotes.add(content, cites[0].text)

"""A report as a Word document: real styles, a table with repeated headings, case and page in the footer."""

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

from reports.content import Table
from reports.report import Mark, Run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

__all__ = ["add_footer", "clean", "to_word"]

# XML 1.0 allows no other control characters; a text layer may hold some.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARGIN_INCHES = 0.8


def to_word(table: Table, case_name: str, day: dt.date) -> bytes:
    """Return the table as the bytes of a ``.docx`` file, landscape, letter size."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11), Inches(8.5)
    section.left_margin = section.right_margin = Inches(_MARGIN_INCHES)
    section.top_margin = section.bottom_margin = Inches(_MARGIN_INCHES)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = clean(f"{table.title}, {case_name}")
    document.core_properties.author = ""

    document.add_heading(clean(table.title), level=1)
    document.add_paragraph(clean(f"{case_name}, {day:%B} {day.day}, {day.year}"))
    if table.note:
        document.add_paragraph(clean(table.note))
    _add_table(document, table, Inches(11 - 2 * _MARGIN_INCHES))
    add_footer(section, f"{case_name} · {table.title} · {day.isoformat()} · page ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: "WordDocument", table: Table, width: int) -> None:
    from docx.oxml import OxmlElement

    grid = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    grid.autofit = False
    shares = sum(column.share for column in table.columns)
    widths = [width * column.share // shares for column in table.columns]
    for column, cell, cell_width in zip(table.columns, grid.rows[0].cells, widths, strict=True):
        cell.text = column.title
        cell.width = cell_width
    header = OxmlElement("w:tblHeader")
    # python-docx has no public call for a repeated heading row, nor below for a page number field.
    grid.rows[0]._tr.get_or_add_trPr().append(header)  # noqa: SLF001
    for number, row in enumerate(table.rows):
        cells = grid.add_row().cells
        for at, (text, cell, cell_width) in enumerate(zip(row, cells, widths, strict=True)):
            cell.width = cell_width
            for run in table.runs.get((number, at), (Run(text, None),)):
                made = cell.paragraphs[0].add_run(clean(run.text))
                # The style's first column is bold throughout; here weight is kept for headings and marks.
                made.bold = run.mark is Mark.CHANGED
                made.italic = run.mark is Mark.TOLD or None
                made.underline = run.mark in (Mark.CHANGED, Mark.SLIGHT) or None


def add_footer(section: "Section", words: str) -> None:
    """Put words and the page's number below every page of a section."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(clean(words))
    run = paragraph.add_run()
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        if instruction:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = instruction
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001


def clean(text: str) -> str:
    """Return a text without the characters that no Word file may hold."""
    return _NOT_XML.sub("", text)

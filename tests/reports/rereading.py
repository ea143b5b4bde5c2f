"""Report files as text, each read back by a library that did not write it: what goldens are made of.

Every function returns what a reader of that format is shown, one thing a line, with what carries meaning
beside it: styles, links, types of cells, rows that repeat. It raises where a file breaks its format's rules.
"""

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import icalendar
import jsonschema
import lxml.html
import openpyxl
import pypdf
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock

__all__ = ["REREAD", "schema"]

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def schema(name: str) -> jsonschema.Draft202012Validator:
    """Return what holds a value against a published schema."""
    published = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published, format_checker=jsonschema.FormatChecker())


def word(data: bytes) -> str:
    """Return a Word file: paragraphs with their styles, tables row by row, footnotes, the footer."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    lines = [f"page {section.orientation.name.lower()}"]
    for block in document.element.body:
        if block.tag == qn("w:p"):
            style, words = _paragraph(block, document)
            if words:
                lines.append(f"{style}: {words}")
        elif block.tag == qn("w:tbl"):
            lines += _table(block, document)
    lines += _footnotes(document)
    for paragraph in section.footer.paragraphs:
        lines.append(f"footer: {paragraph.text!r}")
    return "\n".join(lines)


def _table(block: Any, document: Document) -> Iterator[str]:
    widths = [int(each.get(qn("w:w"))) for each in block.iter(qn("w:gridCol"))]
    caption = next(block.iter(qn("w:tblCaption"))).get(qn("w:val"))
    yield f"table {caption!r}, {len(widths)} columns"
    for row in block.iter(qn("w:tr")):
        cells = [[_paragraph(p, document) for p in cell] for cell in row.iter(qn("w:tc"))]
        told = [next(words for style, words in cell if style) for cell in cells]
        assert len(told) == len(widths)
        repeats = next(row.iter(qn("w:tblHeader")), None) is not None
        yield ("  head | " if repeats else "  | ") + " | ".join(told)


def _paragraph(block: Any, document: Document) -> tuple[str, str]:
    """Return a paragraph's style and its words with links as [words](target), marks in braces."""
    if block.tag != qn("w:p"):
        return "", ""
    named = block.find(f".//{qn('w:pStyle')}")
    key = "" if named is None else named.get(qn("w:val"))
    styles = {each.style_id: each.name for each in document.styles}
    rels = document.part.rels
    return styles[key] if key else "Normal", "".join(_inline(block, rels))


def _inline(block: Any, rels: Any) -> Iterator[str]:
    for part in block:
        if part.tag == qn("w:hyperlink"):
            yield f"[{''.join(_inline(part, rels))}]({rels[part.get(qn('r:id'))].target_ref})"
        elif part.tag == qn("w:r"):
            note = part.find(qn("w:footnoteReference"))
            if note is not None:
                yield f"^{note.get(qn('w:id'))}"
            text = "".join(_characters(part))
            looks = part.find(qn("w:rPr"))
            marked = looks is not None and any(
                looks.find(qn(each)) is not None for each in ("w:b", "w:i", "w:u")
            )
            yield f"{{{text}}}" if marked else text


def _characters(run: Any) -> Iterator[str]:
    for each in run:
        if each.tag == qn("w:t"):
            yield (each.text or "").replace("\N{NO-BREAK SPACE}", "~")
        elif each.tag in (qn("w:br"), qn("w:tab")):
            yield "↵" if each.tag == qn("w:br") else "⇥"


def _footnotes(document: Document) -> Iterator[str]:
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/footnotes"):
            part = rel.target_part
            for note in etree.fromstring(part.blob):
                number = int(note.get(qn("w:id")))
                if number > 0:
                    words = "".join(_inline(note.find(qn("w:p")), part.rels)).strip()
                    yield f"footnote {number}: {words}"


def pdf(data: bytes) -> str:
    """Return a PDF: bookmarks, and of each page its text and what its links open."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    lines = [f"title {reader.metadata.title!r}", *_bookmarks(reader, reader.outline)]
    for number, page in enumerate(reader.pages, 1):
        lines.append(f"-- page {number}, {page.mediabox.width:g} by {page.mediabox.height:g}")
        lines += [re.sub(r"\s+", " ", line).strip() for line in page.extract_text().splitlines()]
        links = [each.get_object()["/A"]["/URI"] for each in page.get("/Annots") or ()]
        lines += [f"link {target}" for target in dict.fromkeys(links)]
    return "\n".join(line for line in lines if line)


def _bookmarks(reader: pypdf.PdfReader, outline: Any, depth: int = 0) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from _bookmarks(reader, each, depth + 1)
        else:
            page = (reader.get_destination_page_number(each) or 0) + 1
            yield f"bookmark {'  ' * depth}{each.title} → {page}"


def xlsx(data: bytes) -> str:
    """Return a workbook: of each sheet its filter and rows, every cell that is no text with its type."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of parts that the library leaves out
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    lines = []
    for sheet in book:
        frozen, filtered = sheet.freeze_panes or "nothing", sheet.auto_filter.ref or "none"
        lines.append(f"sheet {sheet.title!r}, frozen above {frozen}, filter {filtered}")
        lines.append(f"  footer {sheet.oddFooter.left.text!r} {sheet.oddFooter.right.text!r}")
        lines += ["  | " + " | ".join(map(_sheet_cell, row)) for row in sheet.iter_rows()]
    return "\n".join(lines)


def _sheet_cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    assert cell.data_type != "f", "a formula"
    if isinstance(value, CellRichText):
        return "".join(
            f"{{{each.text}}}" if isinstance(each, TextBlock) and _stands_out(each) else str(each)
            for each in value
        )
    told = f"{value:%Y-%m-%d} (date)" if cell.is_date else str(value).replace("\n", "↵")
    if cell.data_type == "n" and not cell.is_date:
        told = f"{value} (number, {cell.number_format})"
    return f"[{told}]({cell.hyperlink.target})" if cell.hyperlink else told


def _stands_out(block: TextBlock) -> bool:
    font = block.font
    return bool(font.b or font.i or font.u)


def comma(data: bytes) -> str:
    """Return the rows of a CSV file as they are read, each with as many cells as the first."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff") and "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return "\n".join(" | ".join(cell.replace("\n", "↵") for cell in row) for row in rows)


def calendar(data: bytes) -> str:
    """Return a calendar's entries with all that they say."""
    read = icalendar.Calendar.from_ical(data)
    lines = [f"{name} {read[name]}" for name in ("PRODID", "VERSION", "X-WR-CALNAME")]
    for event in read.walk("VEVENT"):
        lines.append(f"-- {event['uid']}")
        days = [f"{event.decoded(key)}" for key in ("dtstart", "dtend") if key in event]
        told = event["description"].replace("\r", "").replace("\n", "↵")
        lines += [" to ".join(days), str(event["summary"]), told, f"{event['categories'].cats}"]
    return "\n".join(lines)


def page(data: bytes) -> str:
    """Return a web page's elements with their words; nothing in it may come from elsewhere or run."""
    root = lxml.html.fromstring(data.decode("utf-8"))
    for each in root.iter(etree.Element):
        assert each.tag not in ("script", "img", "link", "iframe", "object", "base"), each.tag
        assert not [name for name in each.attrib if name.startswith("on") or name == "src"]
        href = each.get("href")
        assert href is None or href.startswith("pincite:"), href
    assert not re.search(r"url\(|@import|https?:", data.decode("utf-8"))
    lines = [f"title: {root.findtext('.//title')}"]
    for each in root.body.iter("h1", "h2", "h3", "h4", "p", "caption", "tr", "footer"):
        if each.tag == "tr":
            head = "  head | " if each.getparent().tag == "thead" else "  | "
            lines.append(head + " | ".join(map(_html, each)))
        else:
            lines.append(f"{each.tag}: {_html(each)}")
    return "\n".join(lines)


def _html(element: Any) -> str:
    told = element.text or ""
    for each in element:
        inner = _html(each)
        if each.tag == "a":
            inner = f"[{inner}]({each.get('href')})"
        elif each.tag == "time":
            inner = f"{inner} <{each.get('datetime')}>"
        else:
            inner = f"{{{inner}}}"
        told += inner + (each.tail or "")
    return told.replace("\n", "↵")


def objects(data: bytes) -> str:
    """Return a JSON report as it is, a row a line, once it keeps to the published schema."""
    text = data.decode("utf-8")
    schema("report.schema.json").validate(json.loads(text))
    return text.rstrip("\n")


REREAD: dict[str, Callable[[bytes], str]] = {
    ".docx": word,
    ".pdf": pdf,
    ".xlsx": xlsx,
    ".csv": comma,
    ".ics": calendar,
    ".html": page,
    ".json": objects,
}
"""What reads the files of a format back, by the ending of their names."""

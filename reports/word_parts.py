"""The parts of our Word files that python-docx has no call for: styles, runs, links, footnotes, page numbers.

Content is put together as WordprocessingML (ECMA-376 part 1, section 17), because that library's tables take
the square of their rows in time; what it does well, the package around the text, stays its own.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reports.cite_quoting import bound
from reports.report import Mark, Run, clean
from reports.visual_order import has_right_to_left, runs_from_right

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.section import Section

__all__ = [
    "NAMESPACES",
    "Footnotes",
    "Linker",
    "add_footer",
    "add_footnotes",
    "define_styles",
    "paragraph",
    "runs_xml",
]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_SANS = "Arial"
_READING = "Times New Roman"

# Hebrew, Arabic and their presentation forms, with the spaces between two such words.
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u00a0]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_AROUND_SIGN = re.compile(r" (?=[¶§])|(?<=[¶§]) (?=[0-9])")
_BREAKS = re.compile(r"(\r\n|\r|\n|\t)")

_LOOKS = {
    Mark.CHANGED: '<w:b/><w:u w:val="single"/>',
    Mark.TOLD: "<w:i/>",
    Mark.SLIGHT: '<w:u w:val="single"/>',
    Mark.FOUND: "<w:b/>",
    Mark.ID: "<w:i/>",
}


@dataclass
class Linker:
    """Gives links of one part of the package their numbers: our own, so that none is searched for."""

    part: "Part"
    known: dict[str, str] = field(default_factory=dict)

    def id_of(self, link: str) -> str:
        """Return the number of a link, which is made on first use."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if link not in self.known:
            number = f"cite{len(self.known) + 1}"
            self.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, link, number, is_external=True
            )
            self.known[link] = number
        return self.known[link]


def paragraph(content: str, style: str, text: str = "", *, from_edge: bool = False) -> str:
    """Return a paragraph of runs; one whose ``text`` is read from the right is set so.

    ``from_edge``: a number, which ends at its cell's right edge.
    """
    from_right = "<w:bidi/>" if has_right_to_left(text) and runs_from_right(text) else ""
    edge = '<w:jc w:val="right"/>' if from_edge else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{from_right}{edge}</w:pPr>{content}</w:p>'


def runs_xml(run: Run, link_id: str | None = None) -> str:
    """Return a run of text, marked as it is, as a link where it has one."""
    look = _LOOKS[run.mark] if run.mark else ""
    text = bound(run.text) if run.pin else run.text
    if link_id is None:
        return _stretches(text, look)
    inner = _stretches(text, f'<w:rStyle w:val="Hyperlink"/>{look}')
    return f"<w:hyperlink r:id={quoteattr(link_id)}>{inner}</w:hyperlink>"


def _stretches(text: str, look: str) -> str:
    made = []
    at = 0
    text = _AROUND_SIGN.sub("\u00a0", clean(text))
    for found in _RIGHT_TO_LEFT.finditer(text):
        made += [_run(text[at : found.start()], look), _run(found[0], f"{look}<w:rtl/>")]
        at = found.end()
    made.append(_run(text[at:], look))
    return "".join(made)


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    parts = []
    for part in _BREAKS.split(text) if _BREAKS.search(text) else (text,):
        if part == "\t":
            parts.append("<w:tab/>")
        elif _BREAKS.fullmatch(part):
            parts.append("<w:br/>")
        elif part:
            parts.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{''.join(parts)}</w:r>"


def add_footer(section: "Section", words: str) -> None:
    """Put words below every page of a section, and at the right edge its number and how many there are."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.shared import Length, Pt

    footer = section.footer.paragraphs[0]
    footer.style.font.size = Pt(8)
    stops = footer.style.paragraph_format.tab_stops
    while len(stops):  # the template's own, for letters
        del stops[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    edge = Length((section.page_width or 0) - margins)
    footer.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{clean(words)}\tpage ")
    for instruction, between in (("PAGE", " of "), ("NUMPAGES", "")):
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            footer._p.append(parse_xml(f"<w:r {NAMESPACES}>{inner}</w:r>"))  # noqa: SLF001 - no call
        if between:
            footer.add_run(between)


def add_footnotes(document: "WordDocument") -> "Footnotes":
    """Return what collects a document's footnotes; ``finish`` writes them."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return Footnotes(part, Linker(part))


@dataclass
class Footnotes:
    """The footnotes of one document, numbered from 1; python-docx 1.2 knows none."""

    part: "Part"
    linker: Linker
    notes: list[str] = field(default_factory=list)

    def add(self, content: str, text: str) -> str:
        """Take in a note and return the run that refers to it."""
        number = len(self.notes) + 1
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        body = paragraph(f"{mark}{space}{content}", "FootnoteText", text)
        self.notes.append(f'<w:footnote w:id="{number}">{body}</w:footnote>')
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )

    def finish(self, document: "WordDocument") -> None:
        """Write the notes into the package, with the two lines that separate them from the text."""
        from docx.oxml import parse_xml

        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
            f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{inner}/></w:r></w:p></w:footnote>'
            for kind, number, inner in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        self.part._blob = (  # noqa: SLF001 - a plain part keeps its bytes there, and offers no other way
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {NAMESPACES}>{lines}{''.join(self.notes)}</w:footnotes>"
        ).encode()
        settings = document.settings.element
        told = parse_xml(
            f'<w:footnotePr {NAMESPACES}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        (compat,) = settings.xpath("w:compat")
        compat.addprevious(told)


def define_styles(document: "WordDocument") -> None:
    """Give the document our look as styles, so that its reader can change all of it in one place."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, size, before in (("Heading 1", 17, 0), ("Heading 2", 13, 16), ("Heading 3", 11, 12)):
        style = styles[name]
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x37)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)
        _set_face(style.element, _SANS)
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.0
    _set_face(normal.element, _SANS)
    for made in _STYLES:
        element = parse_xml(made.format(names=NAMESPACES, reading=_READING))
        for old in styles.element.findall(qn("w:style")):
            if old.get(qn("w:styleId")) == element.get(qn("w:styleId")):
                styles.element.remove(old)
        styles.element.append(element)


def _set_face(style: object, face: str) -> None:
    """Set a style's face for every script; the template's themes would win over a plain name."""
    from docx.oxml import parse_xml

    properties = style.get_or_add_rPr()  # type: ignore[attr-defined]
    for old in properties.xpath("w:rFonts"):
        properties.remove(old)
    properties.insert(
        0,
        parse_xml(
            f'<w:rFonts {NAMESPACES} w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}" w:eastAsia="{face}"/>'
        ),
    )


_STYLES = (
    """<w:style {names} w:type="paragraph" w:customStyle="1" w:styleId="PinciteText">
<w:name w:val="Pincite Text"/><w:basedOn w:val="Normal"/><w:qFormat/>
<w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>""",
    """<w:style {names} w:type="paragraph" w:customStyle="1" w:styleId="PinciteQuotation">
<w:name w:val="Pincite Quotation"/><w:basedOn w:val="PinciteText"/><w:qFormat/>
<w:rPr><w:rFonts w:ascii="{reading}" w:hAnsi="{reading}" w:cs="{reading}" w:eastAsia="{reading}"/>
<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>""",
    """<w:style {names} w:type="paragraph" w:customStyle="1" w:styleId="PinciteHeadings">
<w:name w:val="Pincite Column Headings"/><w:basedOn w:val="PinciteText"/><w:pPr><w:keepNext/></w:pPr>
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>""",
    """<w:style {names} w:type="paragraph" w:customStyle="1" w:styleId="PinciteNote">
<w:name w:val="Pincite Note"/><w:basedOn w:val="Normal"/><w:qFormat/>
<w:rPr><w:color w:val="4B5563"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>""",
    """<w:style {names} w:type="table" w:customStyle="1" w:styleId="PinciteTable">
<w:name w:val="Pincite Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="4B5563"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="4B5563"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CED6"/></w:tblBorders>
<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="4B5563"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/></w:tcPr></w:tblStylePr></w:style>""",
    """<w:style {names} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:uiPriority w:val="99"/><w:rPr><w:color w:val="1D4E89"/></w:rPr></w:style>""",
    """<w:style {names} w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>
<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr><w:spacing w:after="0"/></w:pPr>
<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>""",
    """<w:style {names} w:type="character" w:styleId="FootnoteReference">
<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>""",
)

"""Makes the PDF and Word papers of the sample case from the texts in ``source``.

Run by hand after a change of the texts: ``python resources/sample/make_sample.py``. The same texts
always make the same files, byte for byte, so that a change shows in version control. The case, its
people, companies and agencies are invented; only the court's name and the rules cited are real.
"""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).resolve().parent
_PAPERS: Final = _HERE / "papers"

_DOCKET: Final = "2:26-cv-00381-LMS"
_PLAINTIFFS: Final = ("SALTGRASS FERRY COMPANY, INC. and", "OTTILIE BRANKOVAN,")
_DEFENDANTS: Final = (
    "CITY OF TARROW HAVEN; TARROW HAVEN",
    "WATERFRONT LICENSING AUTHORITY; and",
    "DORRANCE PELLWICK, in his official",
    "capacity as Director of the Authority,",
)
_COUNSEL: Final = (
    "/s/ Thaddea Morrowick",
    "Thaddea Morrowick (Bar No. 009914)",
    "Emeric Lisle (Bar No. 010377)",
    "MORROWICK & LISLE LLP",
    "40 Sailmaker Lane, Tarrow Haven, Maine",
    "tmorrowick@morrowick-lisle.example",
    "Attorneys for Plaintiffs",
)
_SCANNED: Final = (
    "The last ferry left the landing at 11:40 p.m.",
    "on February 24, 2026, with nine people aboard.",
)
_PAGE: Final = (612.0, 792.0)
_MARGIN: Final = 72.0
_ROOM_FOR_HEADING: Final = 90.0
_SERIF, _SERIF_BOLD = "Times-Roman", "Times-Bold"
# What the files say about when they were made; the clock would make them differ each time.
_PDF_TIME: Final = datetime(2026, 3, 12, 15, 0, 0, tzinfo=UTC)
_FIXED_TIME: Final = (2026, 3, 20, 12, 0, 0)


def main() -> None:
    """Write the three made papers into ``papers``, and the small scan beside them."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(_PDF_TIME.timestamp()))
    _PAPERS.mkdir(exist_ok=True)
    (_PAPERS / "Complaint.pdf").write_bytes(complaint())
    (_PAPERS / "Summons - Authority.pdf").write_bytes(summons())
    (_PAPERS / "Order on TRO.docx").write_bytes(order())
    (_HERE / "scan.png").write_bytes(scan())


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a source text with their mark: "##", "--", ">", "*" or "" for none."""
    for line in (_HERE / "source" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        mark, space, words = line.partition(" ")
        yield (mark, words) if space and mark in ("##", "--", ">", "*") else ("", line)


# -- the complaint -------------------------------------------------------------------------------


def complaint() -> bytes:
    """Return the complaint: caption in two columns, numbered paragraphs, e-filing stamps."""
    pages = _count_pages(_built(_complaint_story(), _stamper(None)))
    return _built(_complaint_story(), _stamper(pages))


def _built(story: list[Any], stamp: Callable[[Any, Any], None]) -> bytes:
    from reportlab.platypus import SimpleDocTemplate

    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=_PAGE,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title="Complaint for Declaratory and Injunctive Relief",
        author="Morrowick & Lisle LLP",
        creator="Pincite sample case",
        invariant=1,
    )
    template.build(story, onFirstPage=stamp, onLaterPages=stamp)
    return buffer.getvalue()


def _count_pages(content: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages)


def _stamper(pages: int | None) -> Callable[[Any, Any], None]:
    """Return what draws the court's stamp at the head of a page, and the page number at its foot."""

    def stamp(canvas: Any, template: Any) -> None:  # noqa: ANN401 - reportlab is untyped
        canvas.saveState()
        canvas.setFont("Helvetica", 9)
        canvas.setFillColorRGB(0.1, 0.2, 0.7)
        canvas.drawCentredString(
            _PAGE[0] / 2,
            _PAGE[1] - 24,
            f"Case {_DOCKET}   Document 1   Filed 03/12/26   Page {template.page} of {pages}"
            f"    PageID #: {template.page}",
        )
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(_SERIF, 11)
        canvas.drawCentredString(_PAGE[0] / 2, 40, str(template.page))
        canvas.restoreState()

    return stamp


def _complaint_story() -> list[Any]:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer

    body = ParagraphStyle(
        "body", fontName=_SERIF, fontSize=12, leading=19, firstLineIndent=36, spaceAfter=6
    )
    heading = ParagraphStyle(
        "heading",
        fontName=_SERIF_BOLD,
        fontSize=12,
        leading=16,
        alignment=TA_CENTER,
        spaceBefore=8,
        spaceAfter=8,
    )
    quote = ParagraphStyle(
        "quote",
        parent=body,
        leading=14,
        firstLineIndent=0,
        leftIndent=60,
        rightIndent=60,
        spaceAfter=10,
    )
    plain = ParagraphStyle(
        "plain", parent=body, leading=15, firstLineIndent=0, leftIndent=252, spaceAfter=0
    )
    story: list[Any] = [*_caption_story(), Spacer(1, 14)]
    number = 0
    for mark, words in _lines("complaint"):
        if mark == "":
            number += 1
        if mark == "##":
            story.append(CondPageBreak(_ROOM_FOR_HEADING))
        style = {"##": heading, ">": quote}.get(mark, body)
        story.append(
            Paragraph(
                f"{number}.&nbsp;&nbsp;{escape(words)}" if mark == "" else escape(words), style
            )
        )
    signature = [
        Paragraph("Dated: March 12, 2026", ParagraphStyle("dated", parent=plain, leftIndent=0))
    ]
    signature += [Paragraph(escape(line), plain) for line in ("Respectfully submitted,", *_COUNSEL)]
    return [*story, Spacer(1, 12), KeepTogether(signature)]


def _caption_story() -> list[Any]:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

    centred = ParagraphStyle(
        "court", fontName=_SERIF_BOLD, fontSize=12, leading=15, alignment=TA_CENTER
    )
    left = (
        *_PLAINTIFFS,
        "",
        "                    Plaintiffs,",
        "",
        "          v.",
        "",
        *_DEFENDANTS,
        "",
        "                    Defendants.",
    )
    right = {4: f"Civil Action No. {_DOCKET}", 6: "JURY TRIAL DEMANDED"}
    rows = [[line, ")", right.get(at, "")] for at, line in enumerate(left)]
    table = Table(rows, colWidths=(256, 24, 188), rowHeights=15)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), _SERIF, 12),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("LINEBELOW", (0, -1), (0, -1), 0.6, (0, 0, 0)),
            ]
        )
    )
    return [
        Paragraph("UNITED STATES DISTRICT COURT", centred),
        Paragraph("DISTRICT OF MAINE", centred),
        Spacer(1, 14),
        table,
        Spacer(1, 14),
        Paragraph("COMPLAINT FOR DECLARATORY AND INJUNCTIVE RELIEF", centred),
    ]


# -- the summons ---------------------------------------------------------------------------------

# The form's fields: name, value, and left, top, width and height in points.
_FIELDS: Final = (
    ("District", "District of Maine", (226, 108, 160, 18)),
    ("Plaintiffs", "SALTGRASS FERRY COMPANY, INC., et al.", (72, 172, 222, 32)),
    ("Defendants", "CITY OF TARROW HAVEN, et al.", (72, 252, 222, 32)),
    ("Civil Action No", _DOCKET, (408, 223, 132, 18)),
    (
        "Defendant name and address",
        "Tarrow Haven Waterfront Licensing Authority\n3 Capstan Square\nTarrow Haven, Maine",
        (96, 370, 400, 56),
    ),
    (
        "Plaintiff attorney",
        "Thaddea Morrowick\nMorrowick & Lisle LLP\n40 Sailmaker Lane\nTarrow Haven, Maine",
        (96, 526, 400, 66),
    ),
    ("Date", "03/13/2026", (104, 692, 120, 18)),
    ("Clerk", "Isolde Farraday, Deputy Clerk", (320, 692, 220, 18)),
)


def summons() -> bytes:
    """Return a summons like the federal form, its blanks being filled form fields."""
    from reportlab.lib.colors import black, white
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_PAGE, invariant=1)
    canvas.setTitle("Summons in a Civil Action")
    canvas.setAuthor("Clerk of Court")
    canvas.setCreator("Pincite sample case")
    for _, line in _lines("summons"):
        left, top, font, size, printed = line.split(" ", 4)
        canvas.setFont(font, float(size))
        canvas.drawString(float(left), _PAGE[1] - float(top), printed)
    for name, value, (x, y, width, height) in _FIELDS:
        canvas.acroForm.textfield(
            name=name,
            tooltip=name,
            value=value,
            x=x,
            y=_PAGE[1] - y - height,
            width=width,
            height=height,
            fontName=_SERIF,
            fontSize=11,
            borderWidth=0,
            borderStyle="solid",
            fillColor=white,
            borderColor=None,
            textColor=black,
            forceBorder=False,
            fieldFlags="multiline" if height > 20 else "",
        )
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


# -- the order -----------------------------------------------------------------------------------


def order() -> bytes:
    """Return the order as a Word file with a caption table, a block quote and a footnote."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Inches, Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    _properties(document)
    for line in ("UNITED STATES DISTRICT COURT", "DISTRICT OF MAINE"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _caption_table(document)
    title = document.add_paragraph("ORDER ON MOTION FOR TEMPORARY RESTRAINING ORDER")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note = ""
    for mark, words in _lines("order"):
        if mark == "*":
            note = words
            continue
        paragraph = document.add_paragraph()
        before, called, after = words.partition("[*]")
        paragraph.add_run(before)
        if called:
            _footnote_call(paragraph)
            paragraph.add_run(after)
        if mark == "##":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
        elif mark == ">":
            paragraph.paragraph_format.left_indent = Inches(0.75)
            paragraph.paragraph_format.right_indent = Inches(0.75)
    _add_footnote(document, note)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _properties(document: Any) -> None:  # noqa: ANN401 - python-docx is untyped
    core = document.core_properties
    core.title = "Order on Motion for Temporary Restraining Order"
    core.author = "Chambers of Judge Strand"
    core.created = core.modified = datetime(*_FIXED_TIME, tzinfo=UTC).replace(tzinfo=None)
    core.comments = ""


def _caption_table(document: Any) -> None:  # noqa: ANN401
    left, rule, right = document.add_table(1, 3).rows[0].cells
    lines = (*_PLAINTIFFS, "\tPlaintiffs,", "v.", *_DEFENDANTS, "\tDefendants.")
    left.text = lines[0]
    rule.text = ")"
    for line in lines[1:]:
        left.add_paragraph(line)
        rule.add_paragraph(")")
    right.text = f"No. {_DOCKET}"


def _footnote_call(paragraph: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run._r.append(reference)  # noqa: SLF001 - python-docx has no footnotes of its own


def _add_footnote(document: Any, words: str) -> None:  # noqa: ANN401
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import nsdecls

    xml = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        f"<w:footnotes {nsdecls('w')}>"
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        "<w:footnote w:type='continuationSeparator' w:id='0'>"
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
        "<w:footnote w:id='1'><w:p>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteRef/></w:r>"
        f"<w:r><w:t xml:space='preserve'> {escape(words)}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        xml.encode("utf-8"),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _with_fixed_times(content: bytes) -> bytes:
    """Return the package with one time for all members, which python-docx would take from the clock."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, source.read(name))
    return buffer.getvalue()


def scan() -> bytes:
    """Return a small scan: what the self-check has read by machine."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1100, 300), 255)
    font = ImageFont.truetype(str(_HERE.parent / "fonts" / "LiberationSerif-Regular.ttf"), 40)
    draw = ImageDraw.Draw(picture)
    for line, words in enumerate(_SCANNED):
        draw.text((60, 60 + 70 * line), words, fill=20, font=font)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(200, 200), optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main()

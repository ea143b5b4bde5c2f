"""What real pages are worth, as a reader saw it: the verdicts must agree on every one.

The table was made by looking, before the program was asked: small pictures of all these pages, side by
side with the first and middle words of their text layer as PDFium gives it. Only pages looked at are
listed (285). Where kinds overlap, this was decided:

* A page is text when what it says in words is in its text layer; pictures among its words (a screenshot
  in a complaint, maps under "Exhibit A", a signature) do not change that.
* A running head, a stamp or a note of some words over a page whose own words are a picture: a scan with
  stamp, however small the picture is.
* A sheet with nothing on it is blank, also when it shows the pin of an attachment. A picture of an empty
  sheet is a scan: only reading the picture tells that there is nothing on it.
* One typed letter is text.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from importers.document import ImportContext
from importers.pdf import PdfImporter
from importers.pdf_pages import PdfPages
from importers.source_text import PageVerdict

TEXT, SCAN, STAMPED = PageVerdict.TEXT, PageVerdict.SCAN, PageVerdict.STAMPED_SCAN
GARBLED, LAYER, BLANK = PageVerdict.GARBLED, PageVerdict.OCR_LAYER, PageVerdict.BLANK

# Folder and file, the pages looked at, and what they are.
TABLE: tuple[tuple[str, str, PageVerdict], ...] = (
    ("courts/azd-mdl-order.pdf", "1-5", TEXT),
    ("courts/broken-mime.pdf", "1-23", TEXT),
    ("courts/ca1-opinion.pdf", "1-17", TEXT),
    ("courts/ca5-opinion.pdf", "1-10", TEXT),
    ("courts/cacd-order.pdf", "1-4", TEXT),
    ("courts/cand-two-stamps.pdf", "1-2", STAMPED),
    ("courts/image-only.pdf", "1-2", SCAN),
    ("courts/missouri-opinion.pdf", "1-5", TEXT),
    ("pdf/testAnnotations.pdf", "1", TEXT),
    ("pdf/testOCR.pdf", "1", SCAN),
    ("pdf/testOverlappingText.pdf", "1", TEXT),
    ("pdf/testPDFFileEmbInAnnotation.pdf", "1", TEXT),
    ("pdf/testPDFFileEmbInAnnotation_noContents.pdf", "1", BLANK),
    ("pdf/testPDF_JBIG2.pdf", "1", TEXT),
    ("pdf/testPDF_Version.10.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.11.x.PDFA-1b.pdf", "1", SCAN),
    ("pdf/testPDF_Version.4.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.5.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.6.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.7.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.8.x.pdf", "1", BLANK),
    ("pdf/testPDF_Version.9.x.pdf", "1", BLANK),
    ("pdf/testPDF_XFA_govdocs1_258578.pdf", "1", TEXT),
    ("pdf/testPDF_acroform3.pdf", "1", TEXT),
    ("pdf/testPDF_bookmarks.pdf", "1-2", TEXT),
    ("pdf/testPDF_deeplyEmbeddedAttachments.pdf", "1", TEXT),
    ("pdf/testPDF_malformedXFA.pdf", "1", BLANK),
    ("pdf/testPDF_multiFormatEmbFiles.pdf", "1", TEXT),
    ("pdf/testPDF_rotated.pdf", "1", TEXT),
    ("pdf/testPopupAnnotation.pdf", "1", BLANK),
    ("pleadings/ang-order.pdf", "1-11", TEXT),
    ("pleadings/damaged-slaven.pdf", "1-3", BLANK),
    ("pleadings/deutsch-interpleader-complaint.pdf", "1-14", TEXT),
    ("pleadings/exam-2016-complaint.pdf", "1-5", TEXT),
    ("pleadings/exam-2020-complaint.pdf", "1-3", TEXT),
    ("pleadings/frcp-forms.pdf", "1", TEXT),
    ("pleadings/frcp-forms.pdf", "2-37", STAMPED),
    ("pleadings/iqbal-first-amended-complaint.pdf", "1-3 18 27 36 52-53", TEXT),
    ("pleadings/iqbal-first-amended-complaint.pdf", "54", STAMPED),
    ("pleadings/iqbal-second-amended-complaint.pdf", "1-3 19 28 38 55-57", TEXT),
    ("pleadings/lawnmower-complaint.pdf", "1", TEXT),
    ("pleadings/mayo-scan.pdf", "1-2", SCAN),
    ("pleadings/mottley-complaint-1908-scan.pdf", "1-6", SCAN),
    ("pleadings/naacp-alamance-opinion.pdf", "1-16", TEXT),
    ("pleadings/sevier-motion-scan-with-stamp.pdf", "1-24", STAMPED),
    ("pleadings/sines-answer.pdf", "1-3 16 24 32 46-48", TEXT),
    ("pleadings/sines-motion-brief.pdf", "1-12", TEXT),
    ("pleadings/sines-second-amended-complaint.pdf", "1-3 10 46 75 87 92 94 106 110-111", GARBLED),
    ("pleadings/sines-second-amended-complaint.pdf", "93", STAMPED),
    ("pleadings/twombly-complaint.pdf", "1-14", TEXT),
    ("redactions/bad_cross_hatched_redactions.pdf", "1", TEXT),
    ("redactions/hidden_text_on_visible_text.pdf", "1", TEXT),
    ("redactions/multi_line_redaction_ok.pdf", "1", TEXT),
    ("redactions/no_bad_redactions.7.1.pdf", "1", TEXT),
    ("redactions/rectangles_no.pdf", "1", TEXT),
    ("redactions/rectangles_yes.pdf", "1", TEXT),
)


def numbers_of(pages: str) -> list[int]:
    found: list[int] = []
    for part in pages.split():
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def verdicts(content: bytes) -> dict[int, PageVerdict]:
    document = PdfImporter().read(content, ImportContext("paper.pdf"))
    return {page.number: page.verdict for page in document.source.pages}


def test_the_table_is_large_and_of_all_kinds():
    assert sum(len(numbers_of(pages)) for _, pages, _ in TABLE) >= 250
    assert {verdict for *_, verdict in TABLE} | {LAYER} == set(PageVerdict)


@pytest.mark.parametrize("path", sorted({path for path, *_ in TABLE}))
def test_verdicts_are_those_of_a_reader(shared: Path, path: str):
    seen = verdicts((shared / "documents" / path).read_bytes())
    wrong = {
        number: str(seen[number])
        for file, pages, verdict in TABLE
        if file == path
        for number in numbers_of(pages)
        if seen[number] is not verdict
    }
    assert wrong == {}


STAMP = "Case 1:26-cv-00123-AB Document 7 Filed 03/04/26 Page 2 of 9"
# What lies over a photographed page, what is typed over or under it, and what the page is then. No paper
# of the folder has the text of somebody's OCR under its pictures; these are made of its pages.
MADE: tuple[tuple[str, PageVerdict], ...] = (
    ("nothing", SCAN),
    ("stamp", STAMPED),
    ("page number", STAMPED),
    ("slip sheet", STAMPED),
    ("hidden words", LAYER),
    ("stamp and hidden words", LAYER),
)


@pytest.mark.parametrize(("kind", "verdict"), MADE)
def test_photographed_pages(
    shared: Path, drawn: Callable[..., bytes], kind: str, verdict: PageVerdict
):
    papers = (
        "pleadings/exam-2020-complaint.pdf",
        "courts/ca5-opinion.pdf",
        "pleadings/ang-order.pdf",
    )
    makers: list[Callable[[Canvas], None]] = []
    for paper in papers:
        with PdfPages(shared / "documents" / paper) as pages:
            makers += [photographed(pages, number, kind) for number in (1, 2, 3)]
    seen = verdicts(drawn(*makers))
    assert set(seen.values()) == {verdict}


def photographed(pages: PdfPages, number: int, kind: str) -> Callable[[Canvas], None]:
    """Return a function that draws a page as its picture, with what ``kind`` says over it."""
    drawing = pages.render(number, 0.7)
    size = (drawing.width, drawing.height)
    image = Image.frombytes("RGB", size, drawing.pixels, "raw", "BGRX", drawing.stride)
    file = BytesIO()
    image.save(file, "JPEG", quality=40)
    words = pages.text(number).split("\n")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(BytesIO(file.getvalue())), 0, 0, 612, 792)
        if "hidden" in kind:
            text = canvas.beginText(72, 700)
            text.setTextRenderMode(3)
            text.setFont("Times-Roman", 10)
            text.textLines([line.encode("latin-1", "replace").decode("latin-1") for line in words])
            canvas.drawText(text)
        canvas.setFont("Helvetica", 9)
        if "stamp" in kind:
            canvas.drawString(150, 778, STAMP)
        if kind == "page number":
            canvas.drawCentredString(306, 30, f"{number}")
        if kind == "slip sheet":
            canvas.drawCentredString(306, 400, "EXHIBIT A")

    return draw

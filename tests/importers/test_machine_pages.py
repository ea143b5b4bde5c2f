"""Scanned and garbled pages of a PDF take their text from their machine pages; everything else holds."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from importers import ocr
from importers.document import ImportContext, ImportedDocument
from importers.machine_page import MachinePage, MachineWord
from importers.machine_text import pages_to_recognize
from importers.page_layer import layer_of
from importers.pdf import PdfImporter
from importers.pdf_pages import PageReading, PdfPages
from importers.source_text import COVERED, PageSource, PageVerdict, Zone

STAMP = "Case 3:21-cv-00012-ABC Document 4 Filed 05/06/21 Page 2 of 3"


def words(text: str, left: float, top: float, confidence: float = 0.95) -> tuple[MachineWord, ...]:
    made, at = [], left
    for word in text.split():
        right = at + 5.5 * len(word)
        made.append(MachineWord(word, (at, top, right, top + 13), confidence))
        at = right + 4
    return tuple(made)


def machine_page(number: int, *texts: str, confidence: float = 0.95) -> MachinePage:
    rows = [
        words(text.strip(), 72 + 36 * text.startswith(" "), 140 + 24 * at, confidence)
        for at, text in enumerate(texts)
    ]
    return MachinePage(number, "engine 1", tuple(row for row in rows if row))


def scanned(stamp: str | None = None):
    """Return a page that is a picture, with a stamp if there is one."""
    grey = io.BytesIO()
    Image.new("L", (16, 16), 200).save(grey, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(grey.getvalue())), 0, 0, 612, 792)
        if stamp:
            canvas.setFont("Times-Roman", 11)
            canvas.drawString(120, 775, stamp)

    return draw


def read(content: bytes, *machine_pages: MachinePage) -> ImportedDocument:
    document = PdfImporter().read(content, ImportContext("a.pdf", machine_pages=machine_pages))
    document.source.validate()
    text = document.source.text
    for word in document.machine_words:
        assert word.span.of(text).strip()
        page = document.source.page_at(word.span.start)
        assert page.source is PageSource.OCR
        assert page.span.contains(word.span)
    return document


BEFORE = "The first page is digital and says that the ferry sank."
AFTER = "The third page is digital and names the pilot Orlov."
NUMBERED = [
    "COMPLAINT",
    " 1. The harbor master closed the east gate on 3 May",
    "2019 and told nobody of it, as the log of that day shows.",
    " 2. Nora Quill wrote to Orlov Freight that the gate was",
    "open, and the pilot set out.",
    " 3. The ferry sank at noon.",
]


@pytest.fixture(scope="module")
def paper(drawn, lines) -> bytes:
    return drawn(lines([BEFORE]), scanned(STAMP), lines([AFTER]))


def test_a_scan_waits_and_says_so(paper):
    document = read(paper)
    assert pages_to_recognize(document.source) == (2,)
    (notice,) = document.notices
    assert notice.code == "scan-pages"
    assert notice.sentence == (
        "Page 2 is a scan without readable text; until it is read by machine, nothing on it can be "
        "searched or found."
    )


def test_a_scan_takes_its_words_from_its_machine_page(paper):
    misread = "Case 3:2l-cv-OOO12-ABC Docurnent 4 Filed O5/O6/21"
    machine = machine_page(2, *NUMBERED)
    stamped = MachinePage(2, "engine 1", (words(misread, 120, 6), *machine.lines))
    document = read(paper, stamped)
    source = document.source
    page = source.pages[1]
    assert (page.source, page.verdict) == (PageSource.OCR, PageVerdict.STAMPED_SCAN)
    assert page.span.of(source.text).startswith(f"{STAMP}\nCOMPLAINT\n1. The harbor master")
    assert "Docurnent" not in source.text
    assert source.text.startswith(BEFORE)
    assert source.text.endswith(AFTER)
    assert [page.source for page in source.pages[::2]] == [PageSource.DIGITAL] * 2
    assert pages_to_recognize(source) == ()
    assert [notice.code for notice in document.notices] == ["machine-read"]
    assert document.notices[0].pages == (2,)
    # What the file itself holds is told as ever.
    assert document.metadata.first("docket_number").value == "3:21-cv-00012-ABC"
    assert document.metadata.first("filed").value == "2021-05-06"
    assert source.zone_at(source.text.index(STAMP)) is Zone.PAGE_FURNITURE


def test_a_scans_paragraphs_are_numbered_as_any(paper):
    source = read(paper, machine_page(2, *NUMBERED)).source
    numbered = {
        paragraph.number: paragraph.span.of(source.text)
        for paragraph in source.paragraphs
        if paragraph.number
    }
    assert list(numbered) == ["1", "2", "3"]
    assert numbered["1"].endswith("as the log of that day shows.")
    place = source.locate(source.paragraphs[-2].span)
    assert place.is_machine_read
    assert not source.locate(source.paragraphs[0].span).is_machine_read


def test_running_heads_of_scans_are_furniture(drawn):
    pages = [
        MachinePage(
            number,
            "engine 1",
            (
                words("QUILL v. ORLOV FREIGHT", 230, 30),
                *machine_page(number, said).lines,
                words(str(number), 300, 750),
            ),
        )
        for number, said in enumerate(("The gate was shut.", "Nobody knew why.", "Orlov did."), 1)
    ]
    source = read(drawn(*[scanned()] * 3), *pages).source
    furniture = [
        zone.span.of(source.text) for zone in source.zones if zone.zone is Zone.PAGE_FURNITURE
    ]
    assert furniture == [
        "QUILL v. ORLOV FREIGHT",
        "1",
        "QUILL v. ORLOV FREIGHT",
        "2",
        "QUILL v. ORLOV FREIGHT",
        "3",
    ]


def test_gibberish_is_replaced_by_what_was_read(drawn, lines):
    # Every letter is the third next one, as where a font does not say which letters it shows.
    garbled = lines(["Wkh jdwh zdv vkxw dw qrrq dqg wkh slorw ohiw."] * 6)
    content = drawn(lines([BEFORE]), garbled)
    before = read(content)
    assert before.source.pages[1].verdict is PageVerdict.GARBLED
    assert pages_to_recognize(before.source) == (2,)
    assert "until it is read by machine" in before.notices[-1].sentence
    document = read(content, machine_page(2, "The gate was shut."))
    page = document.source.pages[1]
    assert page.span.of(document.source.text) == "The gate was shut."
    assert (page.source, page.verdict) == (PageSource.OCR, PageVerdict.GARBLED)
    assert document.source.zone_at(page.span.start) is not Zone.PAGE_FURNITURE
    assert [notice.code for notice in document.notices] == ["machine-read"]


def test_machine_pages_of_readable_pages_are_not_needed(paper):
    document = read(paper, machine_page(1, "Something else."), machine_page(3, "Something else."))
    assert "Something else" not in document.source.text
    assert document.machine_words == ()


def test_what_was_hard_to_read_or_empty_says_so(drawn):
    document = read(
        drawn(*[scanned()] * 3),
        machine_page(1, "The gate was shut."),
        machine_page(2, "Tke gafe wos shul.", confidence=0.6),
        machine_page(3),
    )
    assert {notice.code: notice.pages for notice in document.notices} == {
        "machine-read": (1, 2),
        "machine-read-badly": (2,),
        "machine-read-empty": (3,),
    }


def test_words_in_a_place_marked_for_redaction_are_covered(drawn, changed):
    machine = machine_page(1, "The pilot was drunk that day and said so.")
    drunk = next(word for line in machine.lines for word in line if word.text == "drunk")
    left, top, right, bottom = drunk.box

    def mark(writer: PdfWriter) -> None:
        rectangle = (left - 1, 792 - bottom - 1, right + 1, 792 - top + 1)
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Redact"),
                NameObject("/Rect"): ArrayObject(map(FloatObject, rectangle)),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([annotation])

    document = read(changed(drawn(scanned()), mark), machine)
    assert f"The pilot was {COVERED * 5} that day" in document.source.as_shown().text
    assert "readable-redactions" in [notice.code for notice in document.notices]


def test_words_under_a_black_box_do_not_come_back(drawn):
    """What is read is the picture; the words under the box are not in it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 14)
        canvas.drawString(72, 100, "The pilot was drunk that day.")
        start = 72 + canvas.stringWidth("The pilot was ", "Times-Roman", 14)
        canvas.rect(start - 1, 95, canvas.stringWidth("drunk", "Times-Roman", 14) + 2, 17, fill=1)

    with PdfPages(drawn(draw, size=(400, 200))) as pages:
        scale = ocr.DOTS_PER_INCH / 72
        page = ocr.recognize(pages.render(1, scale), 1, scale, "rapidocr")
    got = " ".join(word.text for line in page.lines for word in line)
    assert "drunk" not in got
    assert got.startswith("The pilot was")
    assert got.endswith("that day.")


def recognized(path: Path, number: int) -> MachinePage:
    scale = ocr.DOTS_PER_INCH / 72
    with PdfPages(path) as pages:
        return ocr.recognize(pages.render(number, scale), number, scale, "rapidocr")


def test_a_real_scan_holds_its_names(shared):
    path = shared / "documents" / "pleadings" / "mottley-complaint-1908-scan.pdf"
    document = read(path.read_bytes(), recognized(path, 3))
    page = document.source.pages[2]
    text = " ".join(page.span.of(document.source.text).split())
    for phrase in (
        "Annie E. Mottley",
        "Louisville & Nashville Railroad Company",
        "October 8",
        "Bill of Complaint",
    ):
        assert phrase in text
    confidences = [word.confidence for word in document.machine_words]
    assert sum(confidences) / len(confidences) > 0.9


def test_a_printed_complaint_has_the_same_paragraphs_when_scanned(shared):
    """The page is drawn and read by machine; its numbers and its stamp must come out as from its own text."""
    path = shared / "documents" / "pleadings" / "iqbal-first-amended-complaint.pdf"
    number = 6
    machine = replace(recognized(path, number), number=1)
    with PdfPages(path) as pages:
        digital = pages.read(number)
    scan = PageReading("", digital.width, digital.height, (), 1.0)
    own, read_ = (layer_of([page], (), (machine,)) for page in (digital, scan))
    for layer in (own, read_):
        layer.source.validate()
    assert own.source.pages[0].source is PageSource.DIGITAL
    assert read_.source.pages[0].source is PageSource.OCR
    numbers = [
        [paragraph.number for paragraph in layer.source.paragraphs] for layer in (own, read_)
    ]
    assert numbers[0] == numbers[1]
    assert len(list(filter(None, numbers[0]))) == 4
    assert {zone.reason for zone in own.source.zones} == {
        zone.reason for zone in read_.source.zones
    }
    assert [(value.field, value.value) for value in own.metadata] == [
        (value.field, value.value) for value in read_.metadata
    ]

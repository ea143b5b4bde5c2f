"""Scans that somebody else's machine read badly: told, read anew, and replaced only when that is done."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from importers.document import ImportContext, ImportedDocument
from importers.machine_page import MachinePage, MachineWord
from importers.machine_text import pages_to_recognize
from importers.page_verdict import is_poorly_read
from importers.pdf import PdfImporter
from importers.source_text import PageSource, PageVerdict

GOOD = ["The ferry left the harbor at noon, and it was not the first time that it was late."] * 6
BAD = [
    "Thefenyleftthehaborat noon,anditw asnottheflrsttim ethatitw aslate. nem",
    "astersaidthatthecrew&wasnotto blam e;theow nerknewofit.(See14tl)",
] * 6
STAMP = "Case 1:26-cv-00123-AB Document 7 Filed 03/04/26 Page 2 of 9"


@pytest.mark.parametrize(
    ("text", "poor"),
    [
        (" ".join(BAD), True),
        (" ".join(GOOD), False),
        ("Thefenyleftthehabor at noon", False),  # too little to tell
        ("Ada Pell, Esq., 14 Harbor Street, apell@pellquill.example, (802) 555-0101 " * 8, False),
        ("Ferry 2:26-cv-00123 Gull 3/4/26 $1,200.50 Pier No. 7 Harbor A-12 " * 8, False),
        (
            "Il traghetto lasciava il porto a mezzogiorno quando nessuno guardava altrove " * 8,
            False,
        ),
        ("", False),
    ],
)
def test_poorly_read(text: str, poor: bool):
    assert is_poorly_read(text) is poor


@pytest.fixture(scope="module")
def layered(drawn: Callable[..., bytes]) -> bytes:
    def page(lines: list[str]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            picture = BytesIO()
            Image.new("RGB", (60, 80), "lightgray").save(picture, "PNG")
            canvas.drawImage(ImageReader(picture), 0, 0, 612, 792)
            text = canvas.beginText(72, 700)
            text.setTextRenderMode(3)
            text.setFont("Times-Roman", 10)
            text.textLines(lines)
            canvas.drawText(text)
            canvas.drawString(150, 778, STAMP)

        return draw

    return drawn(page(GOOD), page(BAD))


def read(content: bytes, *machine_pages: MachinePage) -> ImportedDocument:
    return PdfImporter().read(content, ImportContext("scan.pdf", None, machine_pages))


def machine_page(number: int, *words: str) -> MachinePage:
    line = tuple(
        MachineWord(word, (72 + 50 * at, 80, 115 + 50 * at, 92), 0.99)
        for at, word in enumerate(words)
    )
    return MachinePage(number, "engine 1", (line,) if line else ())


def test_it_is_told_and_waits_to_be_read_anew(layered: bytes):
    document = read(layered)
    assert [(page.verdict, page.source) for page in document.source.pages] == [
        (PageVerdict.OCR_LAYER, PageSource.OCR)
    ] * 2
    assert {notice.code: notice.pages for notice in document.notices} == {
        "ocr-pages": (1,),
        "poor-ocr-layer": (2,),
    }
    assert pages_to_recognize(document.source) == (2,)
    assert "Thefenyleft" in document.source.text


def test_a_machine_page_takes_its_place(layered: bytes):
    document = read(layered, machine_page(1, "never"), machine_page(2, "The", "ferry", "left"))
    first, second = (page.span.of(document.source.text) for page in document.source.pages)
    assert "The ferry left the harbor" in first
    assert "never" not in first
    assert second.strip() == "The ferry left"
    assert [page.verdict for page in document.source.pages] == [PageVerdict.OCR_LAYER] * 2
    assert {notice.code: notice.pages for notice in document.notices} == {
        "ocr-pages": (1,),
        "machine-read": (2,),
    }
    assert pages_to_recognize(document.source) == ()


def test_words_are_not_given_up_for_none(layered: bytes):
    document = read(layered, machine_page(2))
    assert "Thefenyleft" in document.source.text
    assert "poor-ocr-layer" in [notice.code for notice in document.notices]

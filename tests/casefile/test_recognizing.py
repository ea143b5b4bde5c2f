"""Pages read by machine and pictures shown, by way of the real worker processes."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from casefile.workers import Workers
from importers.document import DamagedFile, ImportContext, ImportFailure
from importers.machine_text import pages_to_recognize
from importers.source_text import PageSource, Span


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


def sheet(words: str) -> Image.Image:
    """Return a sheet of 4 by 2 inches at 200 dots per inch."""
    image = Image.new("L", (800, 400), 255)
    ImageDraw.Draw(image).text((80, 150), words, fill=0, font=ImageFont.load_default(44))
    return image


@pytest.fixture
def tiff(tmp_path: Path) -> Path:
    path = tmp_path / "0001 Exhibit A.tif"
    sheet("The east gate").save(
        path, save_all=True, append_images=[sheet("was shut")], dpi=(200, 200)
    )
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "0002 Scan.pdf"
    content = io.BytesIO()
    sheet("Nora Quill").save(content, "PNG")
    canvas = Canvas(str(path), pagesize=(288, 144))
    canvas.drawImage(ImageReader(io.BytesIO(content.getvalue())), 0, 0, 288, 144)
    canvas.save()
    return path


def test_pictures_are_read_shown_and_recognized(workers, tiff):
    waiting = workers.read(tiff, ImportContext(tiff.name))
    assert pages_to_recognize(waiting.source) == (1, 2)
    assert workers.page_sizes(tiff) == ((288.0, 144.0),) * 2
    picture = workers.page_image(tiff, 2, 0.5)
    assert (picture.width, picture.height) == (144, 72)
    assert len(picture.pixels) == picture.height * picture.stride
    assert workers.boxes(tiff, 1, [Span(0, 3)]) == ((),)

    pages = tuple(workers.recognize(tiff, page, "rapidocr") for page in (1, 2))
    document = workers.read(tiff, ImportContext(tiff.name, machine_pages=pages))
    assert document.source.text == "The east gate\fwas shut"
    assert {page.source for page in document.source.pages} == {PageSource.OCR}
    left, top, right, bottom = document.machine_words[-1].box
    assert 0 < left < right < 288
    assert 50 < top < bottom < 80


def test_scans_in_pdf_are_recognized(workers, scan):
    page = workers.recognize(scan, 1, "rapidocr")
    assert [[word.text for word in line] for line in page.lines] == [["Nora", "Quill"]]


def test_what_cannot_be_drawn_says_so(workers, tmp_path):
    path = tmp_path / "cut.png"
    content = io.BytesIO()
    Image.effect_noise((300, 300), 60).save(content, "PNG")
    path.write_bytes(content.getvalue()[:2000])
    for call in (
        lambda: workers.recognize(path, 1, "rapidocr"),
        lambda: workers.page_image(path, 1, 1.0),
    ):
        with pytest.raises(DamagedFile, match="fresh copy"):
            call()
    with pytest.raises(ImportFailure):
        workers.recognize(path, 1, "no such engine")

"""The engines themselves, on pictures drawn here: words, boxes on their ink, turned pages, no network."""

import io
import re
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from importers import ocr, ocr_rapid, ocr_tesseract
from importers.document import ImportFailure
from importers.machine_page import MachinePage
from importers.pdf_pages import PdfPages, Picture
from importers.picture_pages import PicturePages
from importers.pixels import pixels_of
from importers.source_text import Span

SCALE = ocr.DOTS_PER_INCH / 72
TEXT = [
    "1. The harbor master closed the east gate",
    "on 3 May 2019 at noon. Nobody was told.",
    "2. Nora Quill of Orlov Freight, Inc. wrote",
    "that “the gate was never open” (Ex. A at 4).",
]

needs_tesseract = pytest.mark.skipif(
    "tesseract" not in ocr.available(), reason="Tesseract is not installed"
)
engines = pytest.mark.parametrize(
    "engine", ["rapidocr", pytest.param("tesseract", marks=needs_tesseract)]
)


def words_of(page: MachinePage) -> list[str]:
    return [word.text for line in page.lines for word in line]


@pytest.fixture(scope="module")
def picture(drawn, lines) -> Picture:
    """Return a small page of four lines as an engine is given it."""
    with PdfPages(drawn(lines(TEXT, top=40, pitch=18), size=(360, 792))) as pages:
        whole = pages.render(1, SCALE)
    return upper_part(whole, 150)


def upper_part(picture: Picture, points: float) -> Picture:
    rows = round(points * SCALE)
    return Picture(picture.width, rows, picture.stride, picture.pixels[: rows * picture.stride])


def turned_left(picture: Picture, quarters: int) -> Picture:
    image = Image.frombytes(
        "RGBX", (picture.width, picture.height), picture.pixels, "raw", "RGBX", picture.stride
    ).rotate(90 * quarters, expand=True)
    return Picture(image.width, image.height, 4 * image.width, image.tobytes("raw", "RGBX"))


@engines
def test_words_come_in_lines_with_their_boxes(picture, engine):
    page = ocr.recognize(picture, 7, SCALE, engine)
    assert page.number == 7
    assert re.fullmatch(rf"{engine} \d+\.\d+.*", page.engine)
    got = [" ".join(word.text for word in line) for line in page.lines]
    assert [line.translate({ord("“"): '"', ord("”"): '"'}) for line in got] == [
        line.translate({ord("“"): '"', ord("”"): '"'}) for line in TEXT
    ]
    assert all(0.6 < word.confidence <= 1 for line in page.lines for word in line)
    for line in page.lines:
        for word in line:
            left, top, right, bottom = word.box
            assert 0 <= left < right <= 360
            assert 0 <= top < bottom <= 150
            assert ink(picture, word.box) > 0.05, f"no ink under {word.text}"
    assert ink(picture, (0, 0, 60, 150)) == 0, "and the margin has none"


def ink(picture: Picture, box: tuple[float, float, float, float]) -> float:
    """Return the part of a box, in points, that is dark."""
    left, top, right, bottom = (round(edge * SCALE) for edge in box)
    dark = total = 0
    for y in range(top, bottom):
        row = picture.pixels[y * picture.stride + 4 * left : y * picture.stride + 4 * right : 4]
        total += len(row)
        dark += sum(value < 128 for value in row)
    return dark / total


@engines
def test_boxes_end_where_their_words_end(picture, drawn, lines, engine):
    page = ocr.recognize(picture, 1, SCALE, engine)
    with PdfPages(drawn(lines(TEXT, top=40, pitch=18), size=(360, 792))) as pages:
        text = pages.text(1)
        at = 0
        for line in page.lines:
            for word in line:
                if not word.text.isalnum():
                    continue
                start = text.index(word.text, at)
                at = start + len(word.text)
                ((exact,),) = pages.boxes(1, [Span(start, at)])
                # A letter either way.
                assert abs(word.box[0] - exact[0]) < 6, word
                assert abs(word.box[2] - exact[2]) < 6, word


@engines
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_that_lie_sideways_or_upside_down_are_read(picture, engine, quarters):
    shown = turned_left(upper_part(picture, 70), quarters)
    page = ocr.recognize(shown, 1, SCALE, engine)
    assert len(page.lines) == 2
    assert " ".join(words_of(page)).startswith("1. The harbor master closed the east gate on 3 May")
    for line in page.lines:
        for word in line:
            assert ink(shown, word.box) > 0.05, f"no ink under {word.text}"


@engines
def test_an_empty_page_has_no_words(engine):
    white = Picture(600, 800, 2400, b"\xff" * (600 * 800 * 4))
    assert ocr.recognize(white, 1, SCALE, engine).lines == ()


def test_accents_are_kept_where_they_are_printed(drawn, lines):
    with PdfPages(drawn(lines(["José Peña met François Séguin."]), size=(360, 792))) as pages:
        page = ocr.recognize(pages.render(1, SCALE), 1, SCALE, "rapidocr")
    assert " ".join(words_of(page)) == "José Peña met François Séguin."


def test_accents_of_which_the_engine_is_not_sure_are_specks():
    confidences = [0.99] * 3 + [0.6] + [0.99] * 4
    assert ocr_rapid._without_doubtful_accents("PETÉRSON", confidences) == "PETERSON"
    assert ocr_rapid._without_doubtful_accents("PETÉRSON", [0.99] * 8) == "PETÉRSON"
    assert ocr_rapid._without_doubtful_accents("§ 12—ß", [0.1] * 6) == "§ 12—ß"


def test_a_photograph_of_white_on_black_writing_is_read():
    image = Image.new("RGB", (900, 300), (30, 30, 40))
    draw = ImageDraw.Draw(image)
    draw.text((60, 100), "Meet me at the gate", fill="white", font=ImageFont.load_default(48))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=60)
    with PicturePages(target.getvalue()) as pages:
        page = ocr.recognize(pages.render(1, SCALE), 1, SCALE, "rapidocr")
    assert words_of(page) == ["Meet", "me", "at", "the", "gate"]


def test_nothing_is_fetched_and_nothing_tries():
    """The engine works in a process that is sealed off; the look-up of any host would raise there."""
    program = (
        "from casefile.sealed import seal; seal()\n"
        "from importers import ocr; from importers.pdf_pages import Picture\n"
        "page = ocr.recognize(Picture(320, 200, 1280, b'\\xff' * 256000), 1, 1.0, 'rapidocr')\n"
        "print(page.engine, page.lines)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("rapidocr ")
    assert "()" in done.stdout
    assert done.stderr == ""


def test_engines_are_named_and_others_refused(picture, monkeypatch):
    assert ocr.available()[0] == "rapidocr"
    assert set(ocr.available()) <= set(ocr.ENGINES)
    with pytest.raises(ValueError, match="no engine"):
        ocr.recognize(picture, 1, SCALE, "abbyy")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert ocr.available() == ("rapidocr",)
    with pytest.raises(ImportFailure, match="not installed"):
        ocr.recognize(picture, 1, SCALE, "tesseract")


def test_a_tesseract_that_fails_or_hangs_says_so(picture, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: "tesseract")

    def fails(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(ImportFailure, match="other engine"):
        ocr_tesseract.read_picture(pixels_of(picture))

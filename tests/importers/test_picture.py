"""Pictures as documents: pages without text, what is said of them, and the text of their machine pages."""

import io

import pytest
from PIL import Image

from importers import registry
from importers.document import DamagedFile, EmptyFile, ImportContext
from importers.machine_page import MachinePage, MachineWord
from importers.machine_text import pages_to_recognize
from importers.picture import PictureImporter
from importers.source_text import PageSource, PageVerdict

CONTEXT = ImportContext("Exhibit A.tif")


def saved(*pages: Image.Image, kind: str = "TIFF") -> bytes:
    target = io.BytesIO()
    pages[0].save(target, kind, save_all=True, append_images=pages[1:], dpi=(100, 100))
    return target.getvalue()


def sheet() -> Image.Image:
    return Image.new("L", (850, 1100), 255)


def machine_page(number: int, *lines: str) -> MachinePage:
    """Return a page of lines 20 points apart, each letter 6 points wide."""
    made = []
    for row, line in enumerate(lines):
        words, at = [], 72.0
        for text in line.split():
            box = (at, 72.0 + 20 * row, at + 6 * len(text), 84.0 + 20 * row)
            words.append(MachineWord(text, box, 0.97))
            at = box[2] + 6
        made.append(tuple(words))
    return MachinePage(number, "engine 1", tuple(made))


def test_until_they_are_read_pictures_have_no_text():
    document = PictureImporter().read(saved(sheet(), sheet()), CONTEXT)
    source = document.source
    source.validate()
    assert source.text.strip() == ""
    assert [page.verdict for page in source.pages] == [PageVerdict.SCAN] * 2
    assert [page.source for page in source.pages] == [PageSource.DIGITAL] * 2
    assert pages_to_recognize(source) == (1, 2)
    assert document.media_type == "image/tiff"
    (notice,) = document.notices
    assert notice.code == "scan-pages"
    assert "until they are read by machine" in notice.sentence


def test_machine_pages_become_the_text():
    machine = machine_page(2, "The harbor master closed the east gate.", "Nobody was told.")
    context = ImportContext("a.tif", machine_pages=(machine,))
    document = PictureImporter().read(saved(sheet(), sheet()), context)
    source = document.source
    source.validate()
    assert source.pages[1].span.of(source.text) == (
        "The harbor master closed the east gate.\nNobody was told."
    )
    assert [word.span.of(source.text) for word in document.machine_words] == [
        word.text for line in machine.lines for word in line
    ]
    assert [page.source for page in source.pages] == [PageSource.DIGITAL, PageSource.OCR]
    assert pages_to_recognize(source) == (1,)
    assert {notice.code: notice.pages for notice in document.notices} == {
        "scan-pages": (1,),
        "machine-read": (2,),
    }


def test_a_damaged_page_costs_no_other_page():
    content = saved(sheet(), sheet(), sheet())
    second = Image.open(io.BytesIO(content))
    second.seek(1)
    # The second page's directory says that its first strip lies far behind the file's end.
    broken = bytearray(content)
    where = content.find(second.tag_v2[273][0].to_bytes(4, "little"), 8)
    at = where if where > 0 else 0
    broken[at : at + 4] = (2**31 - 1).to_bytes(4, "little")
    document = PictureImporter().read(bytes(broken), CONTEXT)
    assert [page.verdict for page in document.source.pages] == [
        PageVerdict.SCAN,
        PageVerdict.BLANK,
        PageVerdict.SCAN,
    ]
    assert document.notices[0].code == "damaged-pages"
    assert document.notices[0].sentence.startswith("Page 2 of this picture cannot be shown")


def test_what_cannot_be_read_says_so():
    with pytest.raises(EmptyFile):
        PictureImporter().read(b"", CONTEXT)
    with pytest.raises(DamagedFile, match="fresh copy"):
        PictureImporter().read(saved(sheet(), kind="PNG")[:60], CONTEXT)


def test_a_photograph_tells_its_day_as_the_cameras():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2021:03:04 10:11:12"
    target = io.BytesIO()
    sheet().save(target, "JPEG", exif=exif)
    document = registry.read_content(target.getvalue(), ImportContext("photo.jpg"))
    (created,) = document.metadata.values
    assert (created.field, created.value) == ("created", "2021-03-04")
    assert "camera" in created.origin


def test_moving_pictures_say_what_is_left_out():
    frames = [Image.new("L", (200, 200), shade) for shade in (0, 90, 250)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    document = registry.read_content(target.getvalue(), ImportContext("a.gif"))
    assert "2 are not" in document.notices[0].sentence


def test_pictures_under_other_names():
    png = saved(sheet(), kind="PNG")
    told = registry.read_content(png, ImportContext("scan.pdf")).notices
    assert told[0].code == "misnamed-file"
    assert "a picture" in told[0].sentence
    assert registry.read_content(png, ImportContext("scan.jpg")).notices[0].code == "scan-pages"
    assert "image/png" in registry.DRAWN

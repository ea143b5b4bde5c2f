"""The real worker processes at sealed files: the same answers as from plain ones, nothing written plain."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from casefile import sealed_files
from casefile.workers import Workers
from importers.copied_pages import PageOrder
from importers.document import DamagedFile, EncryptedFile, ImportContext
from importers.source_text import Span

KEY = bytes(range(32))
LETTER = (612.0, 792.0)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


def pdf(folder: Path, *, pages: int = 2, password: str | None = None) -> Path:
    path = folder / "Notice.pdf"
    canvas = Canvas(str(path), pagesize=LETTER, encrypt=password)
    for page in range(pages):
        canvas.drawString(72, 700, f"Notice number {page} to the pilots of the harbor")
        canvas.showPage()
    canvas.save()
    return path


def picture(folder: Path) -> Path:
    path = folder / "Chart.png"
    Image.new("RGB", (400, 200), (10, 200, 30)).save(path, dpi=(200, 200))
    return path


def sealed(path: Path) -> Path:
    target = path.with_name(f"{path.stem}.sealed")
    sealed_files.copied(path, None, target, KEY)
    return target


def test_a_pdf_is_read_drawn_measured_and_copied_as_the_plain_one(workers, tmp_path):
    plain = pdf(tmp_path)
    hidden = sealed(plain)
    context = ImportContext("Notice.pdf")
    before = sorted(file.name for file in tmp_path.iterdir())
    assert workers.read(hidden, context, KEY) == workers.read(plain, context)
    assert workers.page_sizes(hidden, None, KEY) == workers.page_sizes(plain) == (LETTER,) * 2
    for page in (2, 1, 2):
        assert workers.page_image(hidden, page, 0.5, key=KEY) == workers.page_image(
            plain, page, 0.5
        )
    spans = [Span(0, 6), Span(7, 13)]
    assert workers.boxes(hidden, 1, spans, None, KEY) == workers.boxes(plain, 1, spans)
    orders = [PageOrder(2)]
    assert workers.copy_pages(hidden, orders, 3, 2, key=KEY) == workers.copy_pages(
        plain, orders, 3, 2
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_a_locked_pdf_and_a_picture_are_drawn_too(workers, tmp_path):
    locked, chart = sealed(pdf(tmp_path, password="mizzen")), sealed(picture(tmp_path))
    assert workers.page_sizes(locked, "mizzen", KEY) == (LETTER,) * 2
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(EncryptedFile):
        workers.page_sizes(sealed(pdf(other, password="jib")), "mizzen", KEY)
    assert workers.page_sizes(chart, None, KEY) == workers.page_sizes(tmp_path / "Chart.png")
    drawn = workers.page_image(chart, 1, 1.0, key=KEY)
    assert drawn.pixels[:3] == bytes((30, 200, 10))


def test_what_is_damaged_or_of_another_key_is_told(workers, tmp_path):
    hidden = sealed(pdf(tmp_path))
    context = ImportContext("Notice.pdf")
    for ask in (
        lambda: workers.read(hidden, context, bytes(32)),
        lambda: workers.page_sizes(hidden, None, bytes(32)),
        lambda: workers.copy_pages(hidden, [PageOrder(1)], 3, 2, key=bytes(32)),
    ):
        with pytest.raises(DamagedFile, match="original in the case folder is damaged"):
            ask()
    content = bytearray(hidden.read_bytes())
    content[-1] ^= 1
    flipped = tmp_path / "flipped.sealed"
    flipped.write_bytes(content)
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(pdf(tmp_path).read_bytes()[:200])
    for file, told in (
        (flipped, "original in the case folder is damaged"),
        (sealed(cut), "Ask the sender"),
    ):
        with pytest.raises(DamagedFile, match=told):
            workers.page_sizes(file, None, KEY)
    with pytest.raises(OSError, match="No such file"):
        workers.read(tmp_path / "gone.sealed", context, KEY)


def test_an_archive_is_unpacked_sealed(workers, tmp_path):
    packed = tmp_path / "Papers.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "privileged words " * 5000)
        archive.writestr("b.txt", "short")
    targets = [tmp_path / "one", tmp_path / "two"]
    wanted = [("a.txt", targets[0]), ("b.txt", targets[1]), ("none.txt", tmp_path / "three")]
    refusals = workers.unpack(packed, (), wanted, 100_000, KEY)
    assert refusals[:2] == (None, None) and refusals[2]
    assert [sealed_files.content(target, KEY) for target in targets] == [
        b"privileged words " * 5000,
        b"short",
    ]
    assert b"privileged" not in targets[0].read_bytes() and not (tmp_path / "three").exists()
    workers.leave_archive()


def test_processes_that_let_go_are_started_again(workers, tmp_path):
    hidden = sealed(pdf(tmp_path))
    workers.page_sizes(hidden, None, KEY)
    drawing = dict(workers.processes())["draw"]
    workers.let_go()
    assert dict(workers.processes()) == {}
    assert workers.page_sizes(hidden, None, KEY) == (LETTER,) * 2
    assert dict(workers.processes())["draw"] != drawing


def test_a_large_file_is_drawn_without_lying_in_memory(workers, tmp_path):
    """An attachment makes the file large; pages are drawn in a process that holds a piece at a time."""
    import psutil
    from pypdf import PdfWriter

    plain = tmp_path / "Large.pdf"
    out = PdfWriter(clone_from=pdf(tmp_path))
    out.add_attachment("noise.bin", bytes(150 * 1024**2))
    content = io.BytesIO()
    out.write(content)
    plain.write_bytes(content.getvalue())
    assert plain.stat().st_size > 100 * 1024**2
    hidden = sealed(plain)
    workers.page_sizes(sealed(picture(tmp_path)), None, KEY)  # loads the libraries
    process = psutil.Process(dict(workers.processes())["draw"])
    before = process.memory_info().rss
    assert workers.page_sizes(hidden, None, KEY) == (LETTER,) * 2
    workers.page_image(hidden, 2, 1.0, key=KEY)
    assert process.memory_info().rss - before < 60 * 1024**2

"""Made-up papers with scanned pages, and workers that read real PDFs while a fake engine reads pictures."""

import threading
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from casefile import worker_tasks
from importers.document import ImportContext, ImportedDocument, ImportFailure
from importers.machine_page import MachinePage, MachineWord
from tests.casefile.helpers import FakeWorkers

WIDTH, HEIGHT = letter
SIZE = 12.0
DOTS = 150 / 72
LETTER = 5.0

FIRST = (
    "The harbor master of Tidewater closed the old berth",
    "on 2026-03-07. Odile Vantreese said “the berth was",
    "closed without any notice to the ferry at all” then.",
    "Copies went to the board and to both of its clerks.",
)
SCANNED = (
    "The Tidewater Port Commission met on 2026-02-01.",
    "Odile Vantreese said “nobody told the crew about",
    "it until the gangway was gone” to the commission.",
)
LAST = (
    "The ferry went back into service on 2026-03-07 again.",
    "Odile Vantreese said “we carried four hundred people",
    "on that first morning alone” in her letter of thanks.",
    "Nothing else was entered in the log of the harbor.",
)
Paper = tuple[tuple[str, ...] | bytes, ...]
"""Pages in order: lines of text, or a picture as PNG."""


def picture_of(lines: tuple[str, ...]) -> bytes:
    """Return a letter page with printed lines as a picture, the way a scanner makes it."""
    sheet = Image.new("L", (round(WIDTH * DOTS), round(HEIGHT * DOTS)), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(SIZE * DOTS)
    for at, line in enumerate(lines):
        pen.text((72 * DOTS, (72 + 24 * at) * DOTS), line, font=font, fill=0)
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def write_pdf(path: Path, pages: Paper, *, stamp: str = "") -> Path:
    """Write a PDF whose pages are text, or pictures that fill them, each with a court's stamp on top."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for page in pages:
        if isinstance(page, bytes):
            canvas.drawImage(ImageReader(BytesIO(page)), 0, 0, WIDTH, HEIGHT)
            canvas.setFont("Helvetica", SIZE)
            canvas.drawString(72, HEIGHT - 82, stamp)
        else:
            canvas.setFont("Helvetica", SIZE)
            for at, line in enumerate(page):
                canvas.drawString(72, HEIGHT - 72 - 24 * at, line)
        canvas.showPage()
    canvas.save()
    return path


def machine_page(number: int, lines: tuple[str, ...]) -> MachinePage:
    """Return lines as an engine would: each word 5 points a letter, lines 24 points apart."""
    rows = []
    for at, line in enumerate(lines):
        left, row = 72.0, []
        for word in line.split():
            right = left + LETTER * len(word)
            row.append(MachineWord(word, (left, 72.0 + 24 * at, right, 84.0 + 24 * at), 0.95))
            left = right + LETTER
        rows.append(tuple(row))
    return MachinePage(number, "fake 1", tuple(rows))


class ScanWorkers(FakeWorkers):
    """Reads PDFs as they are; the engine is a knob: page number to lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Callable[[Path, int], tuple[str, ...]] = lambda path, page: SCANNED
        self.on_recognize: Callable[[Path, int], None] = lambda path, page: None
        self.altered: Callable[[ImportedDocument], ImportedDocument] = lambda read: read
        self.recognized: list[tuple[str, int, str, str | None]] = []
        self.reads: list[ImportContext] = []
        self.failing: dict[int, ImportFailure] = {}
        self.going = threading.Lock()

    def read(
        self, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        self.reads.append(context)
        if not context.file_name.endswith(".pdf"):
            return super().read(path, context, key)
        return self.altered(worker_tasks.read(path, context, key))

    def recognize(
        self,
        path: Path,
        page: int,
        engine: str,
        password: str | None = None,
        key: bytes | None = None,
    ) -> MachinePage:
        with self.going:
            self.on_recognize(path, page)
            self.recognized.append((path.name, page, engine, password))
            if page in self.failing:
                raise self.failing[page]
            return machine_page(page, self.lines(path, page))


def with_text(read: ImportedDocument, before: str, after: str) -> ImportedDocument:
    """Return a document that was read otherwise: words of the same length in another's place."""
    assert len(before) == len(after) and before in read.source.text
    text = read.source.text.replace(before, after)
    return replace(read, source=replace(read.source, text=text))

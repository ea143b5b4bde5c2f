"""Small PDFs made on the spot: nothing of anybody's papers is kept with the tests."""

import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


@pytest.fixture(scope="session")
def drawn() -> Callable[..., bytes]:
    """Return a maker of PDFs: one drawing function a page, sizes in points, origin bottom left."""

    def make(*pages: Draw, size: tuple[float, float] = LETTER, **properties: str) -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=size, invariant=1)
        for name, value in properties.items():
            getattr(canvas, f"set{name.title()}")(value)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return make


@pytest.fixture(scope="session")
def changed() -> Callable[[bytes, Callable[[PdfWriter], None]], bytes]:
    """Return a function that passes a PDF through pypdf's writer."""

    def change(content: bytes, edit: Callable[[PdfWriter], None]) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
        edit(writer)
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()

    return change


@pytest.fixture(scope="session")
def lines() -> Callable[..., Draw]:
    """Return a maker of drawing functions: lines of text from the top, ``pitch`` points apart."""

    def make(
        texts: Sequence[str],
        *,
        left: float = 72,
        top: float = 72,
        pitch: float = 14,
        size: float = 12,
    ) -> Draw:
        def draw(canvas: Canvas) -> None:
            for at, text in enumerate(texts):
                canvas.setFont("Times-Roman", size)
                canvas.drawString(left, 792 - top - at * pitch, text)

        return draw

    return make

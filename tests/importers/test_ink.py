"""Highlights lie on the right ink: phrases picked by eye, their boxes against the page's pixels.

The text objects that hold a phrase are turned red and the page is drawn. Inside a phrase's boxes all
ink must be red and reach to the boxes' edges; just outside them there must be none. On made pages the
phrase alone is red from the start, so that every red pixel must be inside. Poppler, where it is
installed, must read the same words inside the boxes.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pypdf.generic import FloatObject, NameObject, RectangleObject
from reportlab.lib.colors import black, red
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from importers.pdf_pages import PdfPages, Rectangle
from importers.source_text import Span

SCALE = 4.0
MARGIN = 0.7  # points beside a box that must be free of ink: less than a blank of small type
BLUR = 0.4  # points by which the drawing of a letter may go over its outline
SLACK = 1.6  # points by which a box may be larger than the ink in it


@dataclass(frozen=True)
class Picked:
    """A phrase as it stands on a page by eye, and on how many printed lines."""

    paper: str
    page: int
    words: str
    lines: int = 1
    on_scan: bool = False


THREE_LINES = (
    "the last sentence of Paragraph 16 to the extent that they apply to they. Defendants lack sufficient "
    "information to admit or deny the remaining allegations of"
)
CORRECTED = 'Plaintiffs filed a "corrected" opposition brief after Defendants filed their'

PICKED = [
    # a stamp at the head, one at the foot, one on a scan
    Picked("pleadings/deutsch-interpleader-complaint.pdf", 1, "3:16-cv-05561-KLS Document 1 Filed 06/24/16"),
    Picked("pleadings/naacp-alamance-opinion.pdf", 2, "Filed 08/14/20 Page 2 of 16"),
    Picked("pleadings/sevier-motion-scan-with-stamp.pdf", 3, "Document 39 Filed 04/22/14", on_scan=True),
    # pleading paper: the caption's right column, its left one, a raised mark, a footnote
    Picked("pleadings/ang-order.pdf", 1, "ORDER GRANTING MOTION TO DISMISS", 2),
    Picked("pleadings/ang-order.pdf", 1, "FOODS COMPANY, WWF OPERATING COMPANY, and HORIZON", 2),
    Picked("pleadings/ang-order.pdf", 1, '("Reply"),1'),
    Picked("pleadings/ang-order.pdf", 1, CORRECTED, 2),
    Picked("courts/azd-mdl-order.pdf", 1, "No. MDL 15-02641-PHX-DGC SUGGESTION OF REMAND", 2),
    Picked("courts/cacd-order.pdf", 1, "PRELIMINARY INJUNCTION"),
    # over the line's end, with a hyphen of the typesetter's and with one of the word's own
    Picked("courts/ca1-opinion.pdf", 4, "Early on, in-person gatherings", 2),
    Picked("courts/ca5-opinion.pdf", 3, "bi-weekly paycheck", 2),
    Picked("pleadings/iqbal-second-amended-complaint.pdf", 1, "-and- KOOB & MAGOOLAGHAN", 2),
    # three printed lines of a numbered paragraph
    Picked("pleadings/sines-answer.pdf", 3, THREE_LINES, 3),
    # a footnote's mark set apart from its sentence
    Picked("courts/broken-mime.pdf", 9, "a myriad of procedural reasons,"),
    # a page that is turned, and forms: a printed label, values that somebody typed
    Picked("pdf/testPDF_rotated.pdf", 1, "structured text content from various documents", 2),
    Picked("pleadings/deutsch-interpleader-complaint.pdf", 13, "Incorporated and Principal Place"),
    Picked("pdf/testPDF_XFA_govdocs1_258578.pdf", 1, "my_teacher_name3"),
    Picked("pdf/testPDF_XFA_govdocs1_258578.pdf", 1, "RangeRs in the ClassRoom"),
    Picked("pdf/testPDF_acroform3.pdf", 1, "TIKA-1226"),
    Picked("redactions/rectangles_no.pdf", 1, "Filed 04/16/21 USDC Colorado"),
]  # fmt: skip


def found(text: str, words: str) -> Span:
    """Return where words stand once in a text, line ends and the hyphens at them aside."""
    parts = [re.escape(part).replace("\\-", "[-\ufffe]") for part in words.split()]
    (match,) = re.finditer(r"[\s\ufffe]*".join(parts), text)
    return Span(*match.span())


@contextmanager
def opened(pages: PdfPages, number: int) -> Iterator[tuple[Any, Any]]:
    """Open one page as ``PdfPages`` does, and let the test draw that very page."""
    with pages._text_page(number) as text_page:
        yield text_page, text_page._page


def turned_red(text_page: Any, span: Span) -> None:
    from pypdfium2 import raw

    for offset in range(span.start, span.end):
        char = text_page._char(offset)
        drawn = raw.FPDFText_GetTextObject(text_page._handle, char) if char >= 0 else None
        if drawn:
            raw.FPDFPageObj_SetFillColor(drawn, 255, 0, 0, 255)


def picture(page: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return a page's ink and its red ink, one truth value a pixel."""
    bitmap = page.render(scale=SCALE, prefer_bgrx=True)
    pixels = bitmap.to_numpy().astype(int)
    blue, green, reds = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    bitmap.close()
    ink = np.minimum(blue, green) < 150
    return ink, ink & (reds > 200) & (abs(blue - green) < 40)


def part(mask: np.ndarray, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    edges = [max(0, round(edge * SCALE)) for edge in (left, top, right, bottom)]
    return mask[edges[1] : edges[3], edges[0] : edges[2]]


def without(mask: np.ndarray, boxes: tuple[Rectangle, ...]) -> np.ndarray:
    """Return what is left of a mask when boxes, a little widened, are wiped out."""
    left_over = mask.copy()
    for left, top, right, bottom in boxes:
        part(left_over, left - BLUR, top - BLUR, right + BLUR, bottom + BLUR)[:] = False
    return left_over


def faults(
    ink: np.ndarray, reds: np.ndarray, boxes: tuple[Rectangle, ...], *, on_scan: bool = False
) -> list[str]:
    """Return what is wrong with the boxes of a phrase on a page on which the phrase is red."""
    wrong = []
    missed = without(reds, boxes)
    for left, top, right, bottom in boxes:
        inside = part(reds, left, top, right, bottom)
        if not inside.any():
            wrong.append("no ink of the phrase")
            continue
        across, down = np.flatnonzero(inside.any(0)), np.flatnonzero(inside.any(1))
        height, width = inside.shape
        blank = max(across[0], width - 1 - across[-1], down[0], height - 1 - down[-1])
        if blank > SLACK * SCALE:
            wrong.append("larger than the ink")
        if part(ink, left - BLUR - MARGIN, top, left - BLUR, bottom).any() and not on_scan:
            wrong.append("cuts ink on the left")
        if part(ink, right + BLUR, top, right + BLUR + MARGIN, bottom).any() and not on_scan:
            wrong.append("cuts ink on the right")
        if part(missed, left, top - 0.9, right, bottom + 0.9).any():
            wrong.append("cuts ink above or below")
        if (part(ink, left, top, right, bottom) & ~inside).any() and not on_scan:
            wrong.append("holds other ink")
    return wrong


def looked_up(
    path: Path | bytes, number: int, words: str, *, shift: int = 0, redden: bool = True
) -> tuple[tuple[Rectangle, ...], np.ndarray, np.ndarray]:
    with PdfPages(path) as pages:
        span = found(pages.text(number), words)
        span = Span(span.start + shift, span.end + shift)
        (boxes,) = pages.boxes(number, [span])
        with opened(pages, number) as (text_page, page):
            if redden:
                turned_red(text_page, span)
            ink, reds = picture(page)
    return boxes, ink, reds


@pytest.mark.parametrize(
    "picked", PICKED, ids=lambda picked: f"{Path(picked.paper).stem}-{picked.words[:20]}"
)
def test_picked_phrases_are_on_their_ink(shared: Path, picked: Picked):
    path = shared / "documents" / picked.paper
    boxes, ink, reds = looked_up(path, picked.page, picked.words)
    assert len(boxes) == picked.lines
    assert faults(ink, reds, boxes, on_scan=picked.on_scan) == []


@pytest.mark.parametrize("shift", [-1, 1])
def test_boxes_that_are_off_by_one_character_are_seen(shared: Path, shift: int):
    # Not a typewriter's letters, nor large ones: they stand so far apart that a box may end between.
    close = ("azd", "cacd", "ca5", "iqbal", "sines")
    missed = []
    for picked in PICKED:
        if not Path(picked.paper).stem.startswith(close):
            continue
        path = shared / "documents" / picked.paper
        boxes, ink, reds = looked_up(path, picked.page, picked.words, shift=shift)
        if not faults(ink, reds, boxes):
            missed.append(picked.words)
    assert missed == []


POPPLER_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


def read_by_poppler(path: Path, page: int) -> list[tuple[float, float, str]]:
    """Return the middles and the letters of a page's words, by another engine."""
    import html

    command = ["pdftotext", "-f", str(page), "-l", str(page), "-bbox", str(path), "-"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    found = []
    for match in POPPLER_WORD.finditer(answer):
        left, top, right, bottom = (float(match[at]) for at in range(1, 5))
        found.append(((left + right) / 2, (top + bottom) / 2, html.unescape(match[5])))
    return found


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is the oracle")
@pytest.mark.parametrize(
    "picked", PICKED, ids=lambda picked: f"{Path(picked.paper).stem}-{picked.words[:20]}"
)
def test_another_engine_reads_the_same_words_in_the_boxes(shared: Path, picked: Picked):
    path = shared / "documents" / picked.paper
    with PdfPages(path) as pages:
        (boxes,) = pages.boxes(picked.page, [found(pages.text(picked.page), picked.words)])
    words = [
        word
        for across, down, word in read_by_poppler(path, picked.page)
        if any(
            box[0] - 1 <= across <= box[2] + 1 and box[1] - 1 <= down <= box[3] + 1 for box in boxes
        )
    ]
    letters = [
        "".join(re.findall(r"\w", "".join(sorted(text)))) for text in ("".join(words), picked.words)
    ]
    assert letters[0] == letters[1]


# -- made pages: the phrase alone is red ---------------------------------------------------------

Draw = Callable[[Canvas], None]


def printed(
    *lines: tuple[str, str, str],
    left: float = 150,
    top: float = 500,
    font: str = "Times-Roman",
    size: float = 12,
    pitch: float = 16,
) -> Draw:
    """Return a drawing of lines, each with the words before, in and after the phrase."""

    def draw(canvas: Canvas) -> None:
        for at, (before, phrase, after) in enumerate(lines):
            writing = canvas.beginText(left, top - pitch * at)
            writing.setFont(font, size)
            for words, colour in ((before, black), (phrase, red), (after, black)):
                writing.setFillColor(colour)
                writing.textOut(words)
            canvas.drawText(writing)

    return draw


def turned(angle: int) -> Callable[[Any], None]:
    return lambda page: page.rotate(angle)


def cropped(page: Any) -> None:
    page.cropbox = RectangleObject((110, 380, 500, 640))


def shifted(page: Any) -> None:
    """Give the page's paper an origin of its own: its corner is not at 0, 0."""
    page.mediabox = RectangleObject((40, 60, 560, 700))
    page.cropbox = RectangleObject((60, 90, 540, 690))


def in_larger_units(page: Any) -> None:
    page[NameObject("/UserUnit")] = FloatObject(1.5)


def both(*edits: Callable[[Any], None]) -> Callable[[Any], None]:
    def edit(page: Any) -> None:
        for each in edits:
            each(page)

    return edit


TWO_LINES = printed(
    ("He said that the ", "ferry left the harbor", ""), ("", "at noon, well", " before dark.")
)
ONE_LINE = printed(
    ("He said that ", "the ferry sank", " after dark."), ("Nobody knew ", "", "why.")
)


def upright(turn: int) -> Draw:
    """Return a drawing that stands upright when its page is shown turned."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (612, 0), 180: (612, 792), 270: (0, 792)}[turn])
        canvas.rotate(turn)
        TWO_LINES(canvas)

    return draw


MADE = [
    ("as it is", TWO_LINES, None, "ferry left the harbor at noon, well", 2),
    ("turned by 90", TWO_LINES, turned(90), "ferry left the harbor at noon, well", 2),
    ("turned by 180", ONE_LINE, turned(180), "the ferry sank", 1),
    ("upright on a page turned by 90", upright(90), turned(90), "ferry left the harbor at noon, well", 2),
    ("upright on a page turned by 180", upright(180), turned(180), "ferry left the harbor at noon, well", 2),
    ("upright on a page turned by 270", upright(270), turned(270), "ferry left the harbor at noon, well", 2),
    ("turned by 270", ONE_LINE, turned(270), "the ferry sank", 1),
    ("cropped", ONE_LINE, cropped, "the ferry sank", 1),
    ("cropped and turned", TWO_LINES, both(cropped, turned(90)), "ferry left the harbor at noon, well", 2),
    ("an origin elsewhere", ONE_LINE, shifted, "the ferry sank", 1),
    ("an origin elsewhere, turned", ONE_LINE, both(shifted, turned(270)), "the ferry sank", 1),
    ("larger units", ONE_LINE, in_larger_units, "the ferry sank", 1),
    ("small type", printed(("1 See ", "Quill’s log § 4,", " passim."), size=7), None, "Quill’s log § 4,", 1),
    ("ligatures", printed(("It ", "ﬁled the ﬂags", " first."), font="Vera"), None, "filed the flags", 1),
    ("an accent", printed(("Señor ", "Peña–Núñez", ", of age"), font="Vera"), None, "Peña–Núñez", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def vera() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))


@pytest.mark.usefixtures("vera")
@pytest.mark.parametrize(
    ("name", "draw", "edit", "words", "lines"), MADE, ids=[made[0] for made in MADE]
)
def test_made_pages_have_all_of_the_phrase_and_nothing_else_in_the_boxes(
    drawn,
    changed,
    name: str,
    draw: Draw,
    edit: Callable[[Any], None] | None,
    words: str,
    lines: int,
):
    content = drawn(draw)
    if edit:
        content = changed(content, lambda writer: edit(writer.pages[0]))
    boxes, ink, reds = looked_up(content, 1, words, redden=False)
    assert len(boxes) == lines
    assert faults(ink, reds, boxes) == []
    assert reds.sum() > 200
    assert not without(reds, boxes).any()


def test_what_was_typed_into_a_field_is_on_its_ink_on_a_turned_page(drawn, changed):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 690, "Name of the defendant:")
        canvas.acroForm.textfield(
            name="a",
            value="Bramble Ferry",
            x=250,
            y=680,
            width=200,
            height=24,
            fontSize=12,
            textColor=red,
            borderWidth=0,
        )

    content = changed(drawn(draw), lambda writer: writer.pages[0].rotate(90))
    boxes, ink, reds = looked_up(content, 1, "Bramble Ferry", redden=False)
    assert len(boxes) == 1
    assert faults(ink, reds, boxes) == []

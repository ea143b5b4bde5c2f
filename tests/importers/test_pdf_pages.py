"""PDFium's text, boxes and pictures, on turned and cropped pages too."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from importers import pdf_pages
from importers.document import DamagedFile, EncryptedFile
from importers.pdf_pages import PdfPages, Picture, Rectangle
from importers.source_text import Span


def has_ink(picture: Picture, box: Rectangle, scale: float) -> bool:
    left, top, right, bottom = (round(edge * scale) for edge in box)
    for y in range(max(top, 0), min(bottom + 1, picture.height)):
        start = y * picture.stride
        row = picture.pixels[start + 4 * max(left, 0) : start + 4 * min(right + 1, picture.width)]
        if any(value < 128 for at, value in enumerate(row) if at % 4 != 3):
            return True
    return False


def test_the_text_has_line_feeds_and_nothing_else_changed(drawn, lines):
    content = drawn(lines(["First line,", "“second” — line §"]))
    with PdfPages(content) as pages:
        assert pages.text(1) == "First line,\n“second” — line §"


def test_boxes_stand_where_the_words_were_drawn(drawn):
    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 700, "alpha needle omega")
        canvas.drawString(100, 600, "below")

    with PdfPages(drawn(draw)) as pages:
        text = pages.text(1)
        needle = Span(text.index("needle"), text.index("needle") + 6)
        below = Span(text.index("below"), text.index("below") + 5)
        ((box,), (lower,)) = pages.boxes(1, [needle, below])
    assert box[0] == pytest.approx(100 + 27.5, abs=3)
    assert 792 - 700 - 10 < box[1] < box[3] < 792 - 700 + 4
    assert lower[0] == pytest.approx(100, abs=2)
    assert lower[3] == pytest.approx(792 - 600, abs=4)


def test_a_span_over_two_lines_has_a_box_for_each(drawn, lines):
    with PdfPages(drawn(lines(["one two", "three four", "five"]))) as pages:
        text = pages.text(1)
        (boxes,) = pages.boxes(1, [Span(text.index("two"), text.index("four") + 4)])
    assert len(boxes) == 2
    assert boxes[0][3] < boxes[1][3]


def test_blank_and_empty_spans_have_no_boxes(drawn, lines):
    with PdfPages(drawn(lines(["one two", "three"]))) as pages:
        assert pages.boxes(1, [Span(3, 4), Span(2, 2), Span(7, 8)]) == ((), (), ())


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 80, 500, 740)])
def test_every_word_has_ink_in_its_box_on_turned_and_cropped_pages(
    drawn, lines, changed, rotation, crop
):
    words = ["alpha beta gamma", "delta epsilon", "zeta eta theta iota"]

    def edit(writer: PdfWriter) -> None:
        writer.pages[0].rotate(rotation)
        if crop:
            writer.pages[0].cropbox = RectangleObject(crop)

    content = changed(drawn(lines(words, left=120, top=150, pitch=40)), edit)
    with PdfPages(content) as pages:
        width, height = pages.sizes()[0]
        wide, high = (crop[2] - crop[0], crop[3] - crop[1]) if crop else (612, 792)
        assert (width, height) == ((wide, high) if rotation in (0, 180) else (high, wide))
        text = pages.text(1)
        spans = [
            Span(text.index(word), text.index(word) + len(word))
            for line in words
            for word in line.split()
        ]
        picture = pages.render(1, 2.0)
        boxes = pages.boxes(1, spans)
        lines_read = pages.read(1).lines
    assert (picture.width, picture.height) == (round(width * 2), round(height * 2))
    for (box,) in boxes:
        assert has_ink(picture, box, 2.0)
        # The box is no larger than the word: ten times as much would reach into white paper.
        assert (box[2] - box[0]) * (box[3] - box[1]) < 1000
    assert [line.upright for line in lines_read] == [rotation in (0, 180)] * 3


def test_lines_know_their_place_and_size(drawn):
    def draw(canvas):
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(90, 700, "  Body of the paper")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(90, 100, "a footnote")

    with PdfPages(drawn(draw)) as pages:
        reading = pages.read(1)
    body, note = reading.lines
    assert body.span.of(reading.text).strip() == "Body of the paper"
    assert body.baseline == pytest.approx(92)
    assert body.left == pytest.approx(96, abs=1)
    assert note.left == pytest.approx(90, abs=1)
    assert note.size < 0.75 * body.size


def test_a_number_set_apart_is_a_line_of_its_own(drawn):
    def draw(canvas):
        canvas.setFont("Courier", 12)
        canvas.drawString(60, 700, "7")
        canvas.drawString(110, 700, "Q. Did you see the ferry?")

    with PdfPages(drawn(draw)) as pages:
        reading = pages.read(1)
    assert [line.span.of(reading.text).strip() for line in reading.lines] == [
        "7",
        "Q. Did you see the ferry?",
    ]


def emoji_pdf() -> bytes:
    """Return a PDF whose letter A stands for a character beyond the basic plane (a ferry)."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange "
        b"2 beginbfchar <41> <D83DDEA2> <42> <0042> endbfchar "
        b"1 beginbfrange <61> <7A> <0061> endbfrange endcmap end end"
    )
    stream = b"BT /F 20 Tf 100 500 Td (AAA boat) Tj 0 -40 Td (AB harbor) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 7\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_characters_beyond_the_basic_plane_count_as_one():
    with PdfPages(emoji_pdf()) as pages:
        text = pages.text(1)
        assert text.split() == ["🚢🚢🚢", "boat", "🚢B", "harbor"]
        start = text.index("harbor")
        ((box,),) = pages.boxes(1, [Span(start, start + 6)])
        (first,) = pages.boxes(1, [Span(0, 3)])
    assert box[0] == pytest.approx(100 + 13.3 * 2 + 5.6, abs=2)
    assert box[3] == pytest.approx(600 - 460, abs=6)
    assert first[0][0] == pytest.approx(100, abs=2)


def test_what_was_typed_into_a_form_is_text_with_a_place_and_is_drawn(drawn):
    def draw(canvas):
        canvas.drawString(72, 700, "Name of defendant:")
        canvas.acroForm.textfield(
            name="defendant", value="Bramble Ferry", x=200, y=690, width=200, height=24, fontSize=12
        )

    content = drawn(draw)
    with PdfPages(content) as pages:
        text = pages.text(1)
        assert "Bramble Ferry" in text
        wanted = [("Bramble  Ferry", (200, 690, 400, 714)), ("Bramble Ferry", (0, 0, 100, 100))]
        span, elsewhere, blank = pages.find(1, [*wanted, (" ", (0, 0, 612, 792))])
        assert span is not None
        assert span.of(text) == "Bramble Ferry"
        assert (elsewhere, blank) == (None, None)
        ((box,),) = pages.boxes(1, [span])
        assert 200 <= box[0] < box[2] <= 400
        assert has_ink(pages.render(1, 2.0), box, 2.0)


def test_a_picture_is_never_larger_than_the_limit(drawn, lines, monkeypatch):
    monkeypatch.setattr(pdf_pages, "MAX_PIXELS", 10_000)
    with PdfPages(drawn(lines(["x"]))) as pages:
        picture = pages.render(1, 5.0)
    assert picture.width * picture.height < 10_500
    assert len(picture.pixels) == picture.stride * picture.height


def test_no_such_page(drawn, lines):
    with PdfPages(drawn(lines(["x"]))) as pages:
        for page in (0, 2, -1):
            with pytest.raises(ValueError, match="no page"):
                pages.text(page)


def test_unusable_files_are_told_apart(drawn, lines, changed):
    with pytest.raises(DamagedFile):
        PdfPages(b"%PDF-1.7 nothing more")
    locked = changed(drawn(lines(["secret"])), lambda writer: writer.encrypt("harbor"))
    with pytest.raises(EncryptedFile):
        PdfPages(locked)
    with PdfPages(locked, "harbor") as pages:
        assert pages.text(1) == "secret"


def test_files_are_read_from_disk_as_from_memory(drawn, lines, tmp_path):
    path = tmp_path / "paper §.pdf"
    path.write_bytes(drawn(lines(["one"])))
    with PdfPages(path) as pages:
        assert pages.sizes() == ((612.0, 792.0),)
        ((box,),) = pages.boxes(1, [Span(0, 3)])
        assert has_ink(pages.render(1, 1.0), box, 1.0)
        assert len(pages) == 1


@pytest.mark.parametrize(
    "name",
    [
        "pleadings/deutsch-interpleader-complaint.pdf",
        "pleadings/sines-answer.pdf",
        "courts/azd-mdl-order.pdf",
        "pdf/testPDF_rotated.pdf",
        "pdf/testPDF_XFA_govdocs1_258578.pdf",
        "redactions/no_bad_redactions.7.1.pdf",
    ],
)
def test_words_of_real_papers_have_ink_in_their_boxes(shared: Path, name: str):
    import re

    chance = random.Random(name)
    with PdfPages(shared / "documents" / name) as pages:
        for page in chance.sample(range(1, len(pages) + 1), min(len(pages), 3)):
            text = pages.text(page)
            words = [Span(*match.span()) for match in re.finditer(r"\w{2,}", text)]
            spans = chance.sample(words, min(len(words), 25))
            picture = pages.render(page, 2.0)
            seen = [
                bool(found) and all(has_ink(picture, box, 2.0) for box in found)
                for found in pages.boxes(page, spans)
            ]
            # White text and text under pictures is text all the same; nearly all of it is black.
            assert sum(seen) >= 0.96 * len(seen)


def test_a_page_image_needs_no_typing(drawn: Callable[..., bytes], lines):
    with PdfPages(drawn(lines(["x"]))) as pages:
        assert pages.read(1).image_cover == 0.0


def test_a_part_of_a_page_is_drawn_as_it_stands_on_the_page(drawn: Callable[..., bytes], lines):
    with PdfPages(drawn(lines(["The ferry was late, the quay was closed."] * 30))) as pages:
        whole = pages.render(1, 2.0)
        part = pages.render(1, 2.0, (60.0, 100.0, 260.0, 200.0))
        assert (part.width, part.height) == (400, 200)
        differences = 0
        for row in range(part.height):
            start = (200 + row) * whole.stride + 120 * 4
            for column in range(0, 1600, 4):
                one, other = whole.pixels[start + column], part.pixels[row * part.stride + column]
                differences += abs(one - other) > 40
        # What is cut off is left out of the drawing, so that a few letters at the edge differ.
        assert differences < 0.01 * part.width * part.height
        assert min(part.pixels) < 60
        beyond = pages.render(1, 1.0, (500.0, -40.0, 900.0, 50.0))
        assert (beyond.width, beyond.height) == (112, 50)
        assert pages.render(1, 0.5, (900.0, 900.0, 950.0, 950.0)).width == 306

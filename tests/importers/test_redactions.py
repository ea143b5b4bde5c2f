"""Words that boxes only seem to remove: found where the page hides them, and nowhere else."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib.colors import Color, black, red, white, yellow
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from importers.document import ImportContext
from importers.pdf import PdfImporter
from importers.pdf_pages import PdfPages
from importers.source_text import Span

SENTENCE = "The harbor pilot was Maud Tregenza of Polwhele."
SECRET = "Maud Tregenza"
LEFT, BASELINE, SIZE = 72, 700, 12


def hidden(content: bytes, page: int = 1) -> list[str]:
    """Return the words that each box hides, the pieces of one joined by a bar."""
    with PdfPages(content) as pages:
        reading = pages.read(page)
    return [
        "|".join(span.of(reading.text) for span in redaction.spans)
        for redaction in reading.redactions
    ]


def place_of(words: str, sentence: str = SENTENCE) -> tuple[float, float, float, float]:
    """Return left, bottom, width and height of a box that just covers words of the sentence."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    before = sentence[: sentence.index(words)]
    left = LEFT + stringWidth(before, "Times-Roman", SIZE)
    return left, BASELINE - 3, stringWidth(words, "Times-Roman", SIZE), SIZE + 1


def write(canvas: Canvas, text: str = SENTENCE, color: Color = black, baseline: int = BASELINE):
    canvas.setFillColor(color)
    canvas.setFont("Times-Roman", SIZE)
    canvas.drawString(LEFT, baseline, text)


def box(canvas: Canvas, color: Color = black, words: str = SECRET):
    canvas.setFillColor(color)
    canvas.rect(*place_of(words), stroke=0, fill=1)


def covered_by(color: Color) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        box(canvas, color)

    return draw


def covered_by_pen(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, height = place_of(SECRET)
    canvas.setLineWidth(height)
    canvas.line(left, bottom + height / 2, left + width, bottom + height / 2)


def covered_by_two_strokes(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, height = place_of(SECRET)
    canvas.setLineWidth(height / 2 + 0.5)
    for part in (1, 3):
        canvas.line(left, bottom + height * part / 4, left + width, bottom + height * part / 4)


def covered_over_a_photograph(canvas: Canvas) -> None:
    under_a_photograph(canvas)
    box(canvas)


def covered_by_picture(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, height = place_of(SECRET)
    canvas.drawImage(ImageReader(_picture(lambda x, y: 0)), left, bottom, width, height)


def covered_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("part")
    write(canvas)
    box(canvas)
    canvas.endForm()
    canvas.translate(30, -40)
    canvas.scale(0.8, 0.9)
    canvas.doForm("part")


def hatched(canvas: Canvas) -> None:
    write(canvas)
    box(canvas)
    left, bottom, width, height = place_of(SECRET)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.4)
    for at in range(0, int(width - height), 4):
        canvas.line(left + at, bottom, left + at + height, bottom + height)


def black_on_black(canvas: Canvas) -> None:
    box(canvas)
    write(canvas)


def labelled(canvas: Canvas) -> None:
    covered_by(black)(canvas)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(place_of(SECRET)[0] + 10, BASELINE, "REDACTED")


def renamed(canvas: Canvas) -> None:
    covered_by(white)(canvas)
    canvas.setFillColor(black)
    canvas.drawString(place_of(SECRET)[0], BASELINE, "JANE DOE 7")


def scanned(canvas: Canvas) -> None:
    """A scan over its machine-read words, the way OCR programs write it, blacked out afterwards."""
    write(canvas)
    canvas.drawImage(ImageReader(_picture(lambda x, y: 255 * ((x + y) % 3 > 0))), 0, 0, 612, 792)
    box(canvas)


def unpainted(canvas: Canvas) -> None:
    """The same with the words in a mode that paints nothing, over the scan."""
    canvas.drawImage(ImageReader(_picture(lambda x, y: 255)), 0, 0, 612, 792)
    lines = canvas.beginText(LEFT, BASELINE)
    lines.setFont("Times-Roman", SIZE)
    lines.setTextRenderMode(3)
    lines.textOut(SENTENCE)
    canvas.drawText(lines)
    box(canvas)


@pytest.mark.parametrize(
    "draw",
    [
        covered_by(black),
        covered_by(white),
        covered_by(red),
        covered_by_pen,
        covered_by_two_strokes,
        covered_by_picture,
        covered_over_a_photograph,
        covered_in_a_form,
        hatched,
        black_on_black,
        labelled,
        renamed,
        scanned,
        unpainted,
    ],
)
def test_words_under_a_box_are_found(drawn, draw):
    assert hidden(drawn(draw)) == [SECRET]


def shading_first(canvas: Canvas) -> None:
    box(canvas, yellow)
    write(canvas)


def dark_cell_with_white_words(canvas: Canvas) -> None:
    box(canvas, black, SENTENCE)
    write(canvas, color=white)


def white_on_white(canvas: Canvas) -> None:
    write(canvas, color=white)


def white_under_white(canvas: Canvas) -> None:
    write(canvas, color=white)
    box(canvas, white)


def highlighted(canvas: Canvas) -> None:
    write(canvas)
    box(canvas, Color(1, 1, 0, alpha=0.4))


def underlined(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, _ = place_of(SECRET)
    canvas.rect(left, bottom, width, 1, stroke=0, fill=1)


def struck_through(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, height = place_of(SECRET)
    canvas.rect(left, bottom + height / 2, width, 1.5, stroke=0, fill=1)


def framed(canvas: Canvas) -> None:
    write(canvas)
    canvas.setLineWidth(4)
    left, bottom, width, height = place_of(SECRET)
    canvas.rect(left - 4, bottom - 4, width + 8, height + 8, stroke=1, fill=0)


def really_redacted(canvas: Canvas) -> None:
    write(canvas, SENTENCE.replace(SECRET, " " * 26))
    box(canvas)


def boxes_around(canvas: Canvas) -> None:
    """One path with two boxes: its bounds hold the line between them, its ink does not."""
    write(canvas)
    path = canvas.beginPath()
    path.rect(LEFT, BASELINE + 20, 300, 14)
    path.rect(LEFT, BASELINE - 30, 300, 14)
    canvas.drawPath(path, stroke=0, fill=1)


def under_a_scan(canvas: Canvas) -> None:
    write(canvas)
    canvas.drawImage(ImageReader(_picture(lambda x, y: 255 * (x > y))), 0, 0, 612, 792)


def under_a_photograph(canvas: Canvas) -> None:
    write(canvas)
    left, bottom, width, height = place_of(SECRET)
    picture = ImageReader(_picture(lambda x, y: x * y % 256))
    canvas.drawImage(picture, left, bottom, width, height)


def corrected(canvas: Canvas) -> None:
    write(canvas)
    box(canvas, white)
    canvas.setFillColor(black)
    canvas.drawString(place_of(SECRET)[0], BASELINE, "Maude Tregenza")


def blank_line_covered(canvas: Canvas) -> None:
    line = "Signed: ____________ (master)"
    write(canvas, line)
    left, bottom, width, height = place_of("____________", line)
    canvas.setFillColor(white)
    canvas.rect(left, bottom, width, height, stroke=0, fill=1)


def white_ground_last(canvas: Canvas) -> None:
    """Unpainted words under the page's white ground, as some scanners' programs write them."""
    lines = canvas.beginText(LEFT, BASELINE)
    lines.setFont("Times-Roman", SIZE)
    lines.setTextRenderMode(3)
    lines.textOut(SENTENCE)
    canvas.drawText(lines)
    canvas.setFillColor(white)
    canvas.rect(0, 0, 612, 792, stroke=0, fill=1)


@pytest.mark.parametrize(
    "draw",
    [
        shading_first,
        dark_cell_with_white_words,
        white_on_white,
        white_under_white,
        highlighted,
        underlined,
        struck_through,
        framed,
        really_redacted,
        boxes_around,
        under_a_scan,
        under_a_photograph,
        corrected,
        blank_line_covered,
        white_ground_last,
    ],
)
def test_what_covers_nothing_is_no_redaction(drawn, draw):
    assert hidden(drawn(draw)) == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_and_cropped_pages(drawn, changed, rotation):
    from pypdf.generic import RectangleObject

    def edit(writer: PdfWriter) -> None:
        writer.pages[0].rotate(rotation)
        writer.pages[0].cropbox = RectangleObject((40, 60, 560, 760))

    assert hidden(changed(drawn(covered_by(black)), edit)) == [SECRET]


def test_boxes_are_told_apart_and_lines_of_one_box_are_not(drawn):
    def draw(canvas: Canvas) -> None:
        write(canvas)
        write(canvas, "second line", baseline=680)
        write(canvas, "third line", baseline=666)
        box(canvas, words="pilot")
        box(canvas, words="Polwhele")
        canvas.rect(LEFT - 2, 660, 90, 32, stroke=0, fill=1)

    assert hidden(drawn(draw)) == ["pilot", "Polwhele", "second line\nthird line"]


def test_a_page_blacked_out_in_full(drawn):
    def draw(canvas: Canvas) -> None:
        write(canvas)
        canvas.rect(0, 0, 612, 792, stroke=0, fill=1)

    assert hidden(drawn(draw)) == [SENTENCE]


def _annotated(subtype: str, **entries: object) -> Callable[[PdfWriter], None]:
    def edit(writer: PdfWriter) -> None:
        left, bottom, width, height = place_of(SECRET)
        edges = (left, bottom, left + width, bottom + height)
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(subtype),
                NameObject("/Rect"): ArrayObject(map(FloatObject, edges)),
                NameObject("/C"): ArrayObject(map(FloatObject, (0, 0, 0))),
                NameObject("/F"): FloatObject(4),
                **{NameObject(f"/{name}"): value for name, value in entries.items()},
            }
        )
        writer.add_annotation(0, annotation)

    return edit


def test_a_mark_that_was_never_applied_counts(drawn, changed):
    left, bottom, width, height = place_of("pilot")
    right, top = left + width, bottom + height
    quads = ArrayObject(map(FloatObject, (left, top, right, top, left, bottom, right, bottom)))
    content = drawn(write)
    for edit, words in (
        (_annotated("/Redact"), SECRET),
        (_annotated("/Redact", QuadPoints=quads), "pilot"),
    ):
        source = PdfImporter().read(changed(content, edit), ImportContext("draft.pdf")).source
        assert [span.of(source.text) for span in source.redactions] == [words]


def test_a_black_square_set_as_a_comment_hides(drawn, changed):
    fill = ArrayObject(map(FloatObject, (0, 0, 0)))
    content = changed(drawn(write), _annotated("/Square", IC=fill))
    assert hidden(content) == [SECRET]


def test_a_yellow_highlight_hides_nothing(drawn, changed):
    left, bottom, width, height = place_of(SECRET)
    right, top = left + width, bottom + height
    content = changed(
        drawn(write),
        _annotated(
            "/Highlight",
            C=ArrayObject(map(FloatObject, (1, 1, 0))),
            QuadPoints=ArrayObject(
                map(FloatObject, (left, top, right, top, left, bottom, right, bottom))
            ),
        ),
    )
    assert hidden(content) == []


def test_the_document_keeps_the_words_marks_them_and_says_so(drawn):
    pages = [covered_by(black), write, covered_by(black)]
    document = PdfImporter().read(drawn(*pages), ImportContext("pilot.pdf"))
    source = document.source
    source.validate()
    assert [span.of(source.text) for span in source.redactions] == [SECRET] * 2
    assert source.text.count(SECRET) == 3
    shown = source.as_shown()
    assert len(shown.text) == len(source.text)
    assert shown.text.count(SECRET) == 1
    assert shown.text.startswith("The harbor pilot was █████████████ of Polwhele.")
    (notice,) = [notice for notice in document.notices if notice.code == "readable-redactions"]
    assert notice.pages == (1, 3)
    assert notice.sentence.startswith("Readable text under 2 redactions on pages 1 and 3: ")


def test_nothing_is_told_from_a_covered_stamp(drawn):
    stamp = "Case 1:21-cv-00417-ABC Document 9 Filed 03/04/21 Page 1 of 2"

    def draw(canvas: Canvas) -> None:
        write(canvas)
        canvas.drawString(LEFT, 770, stamp)
        canvas.rect(LEFT - 2, 765, 400, 18, stroke=0, fill=1)

    document = PdfImporter().read(drawn(draw), ImportContext("stamped.pdf"))
    assert [span.of(document.source.text) for span in document.source.redactions] == [stamp]
    assert document.metadata.first("docket_number") is None
    assert document.metadata.first("filed") is None


def test_a_covered_form_value_is_not_handed_on(drawn):
    def draw(canvas: Canvas) -> None:
        write(canvas)
        for at, value in enumerate(("Maud Tregenza", "Polwhele")):
            canvas.acroForm.textfield(
                name=f"field{at}", value=value, x=200, y=500 - 40 * at, width=200, height=24
            )

    def cover(writer: PdfWriter) -> None:
        edges = (190, 495, 410, 530)
        writer.add_annotation(
            0,
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject("/Square"),
                    NameObject("/Rect"): ArrayObject(map(FloatObject, edges)),
                    NameObject("/IC"): ArrayObject(map(FloatObject, (0, 0, 0))),
                    NameObject("/F"): FloatObject(4),
                }
            ),
        )

    writer = PdfWriter(clone_from=io.BytesIO(drawn(draw)))
    cover(writer)
    target = io.BytesIO()
    writer.write(target)
    document = PdfImporter().read(target.getvalue(), ImportContext("form.pdf"))
    assert [value.value for value in document.form_fields] == ["Polwhele"]


@pytest.mark.parametrize(
    ("name", "boxes", "first"),
    [
        ("rectangles_yes.pdf", 3, "“No”"),
        ("bad_cross_hatched_redactions.pdf", 17, "November 2019"),
        ("rectangles_no.pdf", 0, ""),
        ("no_bad_redactions.7.1.pdf", 0, ""),
        ("multi_line_redaction_ok.pdf", 0, ""),
        # A misspelt name, corrected by a white box with the right one on it.
        ("hidden_text_on_visible_text.pdf", 0, ""),
    ],
)
def test_known_answers(shared: Path, name: str, boxes: int, first: str):
    found = hidden((shared / "documents" / "redactions" / name).read_bytes())
    assert len(found) == boxes
    assert "".join(found[:1]) == first


@pytest.mark.parametrize("folder", ["courts", "pleadings", "pdf"])
def test_no_false_alarm_on_papers_without_redactions(shared: Path, folder: str):
    from importers.document import ImportFailure
    from importers.pdf_structure import quiet

    looked_at = 0
    for path in sorted((shared / "documents" / folder).glob("*.pdf")):
        try:
            with quiet(), PdfPages(path.read_bytes()) as pages:
                for number in range(1, min(len(pages), 30) + 1):
                    assert pages.read(number).redactions == (), f"{path.name}, page {number}"
                    looked_at += 1
        except ImportFailure:
            continue
    assert looked_at > 15


def _picture(shade: Callable[[int, int], int]) -> io.BytesIO:
    """Return a small grey picture as a portable graymap."""
    from PIL import Image

    picture = Image.new("L", (60, 60))
    picture.putdata([shade(at % 60, at // 60) for at in range(3600)])
    target = io.BytesIO()
    picture.save(target, "PNG")
    target.seek(0)
    return target


def test_spans_are_half_open_and_in_the_pages_own_text(drawn):
    with PdfPages(drawn(write, covered_by(black))) as pages:
        reading = pages.read(2)
    start = reading.text.index(SECRET)
    assert reading.redactions[0].spans == (Span(start, start + len(SECRET)),)

"""The PDF importer: a text layer with pages, labels, zones and notices, from made and from real papers."""

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from reportlab.lib.utils import ImageReader

from importers.document import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    TooLargeFile,
)
from importers.page_notices import page_range
from importers.pdf import PdfImporter
from importers.source_text import PageSource, PageVerdict, Span, Zone
from tests.importers.numbered_fonts import numbered_pdf


def read(content: bytes, password: str | None = None) -> ImportedDocument:
    document = PdfImporter().read(content, ImportContext("paper.pdf", password))
    document.source.validate()
    return document


def codes(document: ImportedDocument) -> list[str]:
    return [notice.code for notice in document.notices]


def picture(canvas, x=0, y=0, width=612, height=792):
    from PIL import Image

    grey = Image.new("L", (16, 16), 128)
    target = io.BytesIO()
    grey.save(target, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(target.getvalue())), x, y, width, height)


def test_pages_cover_the_text_and_end_in_form_feeds(drawn, lines):
    document = read(drawn(lines(["One harbor."]), lines([]), lines(["Three harbors."])))
    source = document.source
    assert source.text == "One harbor.\f\fThree harbors."
    assert [page.span for page in source.pages] == [Span(0, 12), Span(12, 13), Span(13, 27)]
    assert [page.verdict for page in source.pages] == [
        PageVerdict.TEXT,
        PageVerdict.BLANK,
        PageVerdict.TEXT,
    ]
    assert source.page_at(11).number == 1
    assert document.reader == "pdf 3"
    assert document.media_type == "application/pdf"


def test_labels_are_those_printed(drawn, lines, changed):
    content = drawn(*(lines([f"Page number {at} of the paper."]) for at in range(4)))

    def edit(writer: PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, prefix="A-", start=7)

    pages = read(changed(content, edit)).source.pages
    assert [page.label for page in pages] == ["i", "ii", "A-7", "A-8"]
    assert [page.label for page in read(content).source.pages] == ["1", "2", "3", "4"]


def test_properties_are_read_with_their_origin(drawn, lines):
    content = drawn(lines(["Text enough to read."]), title="Order", author="J. Pell")
    metadata = read(content).metadata
    assert metadata.first("title").value == "Order"
    assert metadata.first("author").value == "J. Pell"
    assert metadata.first("author").origin == "PDF properties"
    assert metadata.first("modified").value


def test_the_stamp_outranks_the_properties_as_a_source_of_dates(drawn, lines):
    stamp = "Case 2:26-cv-00123-ABC Document 1 Filed 03/04/26 Page 1 of 1"
    document = read(drawn(lines([stamp, "", "", "", "", "", "", "The ferry sank."], top=20)))
    filed = document.metadata.first("filed")
    assert filed.value == "2026-03-04"
    assert filed.span.of(document.source.text) == "03/04/26"
    assert document.metadata.first("docket_number").value == "2:26-cv-00123-ABC"
    assert document.source.zone_at(0) is Zone.PAGE_FURNITURE
    assert document.source.zone_at(document.source.text.index("ferry")) is Zone.BODY


def test_attached_files_come_along(drawn, lines, changed):
    def edit(writer: PdfWriter) -> None:
        writer.add_attachment("..\\dir/Exhibit A.txt", b"an exhibit")

    document = read(changed(drawn(lines(["See the attachment."])), edit))
    assert [(item.name, item.content) for item in document.attachments] == [
        ("Exhibit A.txt", b"an exhibit")
    ]


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch"])
def test_programs_are_told_and_not_run(drawn, lines, changed, kind: str):
    def edit(writer: PdfWriter) -> None:
        action = {NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("x()")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)

    content = drawn(lines(["Innocent words."]))
    assert "contains-program" in codes(read(changed(content, edit)))
    assert "contains-program" not in codes(read(content))


def test_a_locked_file_asks_for_its_password(drawn, lines, changed):
    locked = changed(drawn(lines(["secret words"])), lambda writer: writer.encrypt("harbor"))
    with pytest.raises(EncryptedFile, match="Enter its password"):
        read(locked)
    with pytest.raises(EncryptedFile, match="does not open"):
        read(locked, "wrong")
    assert read(locked, "harbor").source.text == "secret words"


def test_an_owner_password_alone_locks_nothing(drawn, lines, changed):
    content = changed(
        drawn(lines(["open words"])),
        lambda writer: writer.encrypt("", owner_password="x", algorithm="AES-256"),
    )
    assert read(content).source.text == "open words"


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7\n", DamagedFile),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, DamagedFile),
        (b"not a PDF at all", DamagedFile),
    ],
)
def test_unusable_files_fail_with_a_next_step(content: bytes, failure: type[ImportFailure]):
    with pytest.raises(failure, match=r"\. \w.+\."):
        read(content)


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(drawn, lines):
    content = drawn(*(lines([f"Line {at} on the page."] * 5) for at in range(3)))
    for part in (0.3, 0.6, 0.9, 0.99):
        try:
            document = read(content[: int(part * len(content))])
        except ImportFailure:
            continue
        assert document.notices or document.source.text


def test_too_many_pages_are_refused(drawn, lines, monkeypatch):
    from importers import limits

    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    with pytest.raises(TooLargeFile, match="3 pages"):
        read(drawn(*[lines(["x"])] * 3))


def test_a_decompression_bomb_is_refused(drawn, lines, changed):
    def edit(writer: PdfWriter) -> None:
        bomb = StreamObject()
        bomb._data = zlib.compress(b" " * 200_000_000, 9)
        bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb)

    with pytest.raises(TooLargeFile):
        read(changed(drawn(lines(["x"])), edit))


def test_scans_are_named(drawn, lines):
    prose = ["The ferry left the harbor and the clerk wrote the time in the log."] * 4

    def stamped(canvas):
        picture(canvas)
        lines(["Case 2:26-cv-00123-ABC Document 1 Filed 03/04/26 Page 4 of 6"], top=20)(canvas)

    def under(canvas):
        lines(prose)(canvas)
        picture(canvas)

    document = read(drawn(lines(prose), picture, picture, stamped, under))
    assert [page.verdict for page in document.source.pages] == [
        PageVerdict.TEXT,
        PageVerdict.SCAN,
        PageVerdict.SCAN,
        PageVerdict.STAMPED_SCAN,
        PageVerdict.OCR_LAYER,
    ]
    assert [page.source for page in document.source.pages][3:] == [
        PageSource.DIGITAL,
        PageSource.OCR,
    ]
    (scans,) = [notice for notice in document.notices if notice.code == "scan-pages"]
    assert scans.pages == (2, 3, 4)
    assert scans.sentence.startswith("Pages 2–4 are scans without readable text;")
    (machine,) = [notice for notice in document.notices if notice.code == "ocr-pages"]
    assert machine.sentence.startswith("Page 5 is a scan whose text was read by a machine;")


def test_a_paper_of_scans_alone_is_kept(drawn):
    document = read(drawn(picture, picture))
    assert document.source.text == "\f"
    assert document.source.paragraphs == ()
    assert codes(document) == ["scan-pages"]


def test_blank_pages_alone_are_told(drawn, lines):
    assert "no-text" in codes(read(drawn(lines([]))))


def test_form_values_are_text_and_fields(drawn):
    def draw(canvas):
        canvas.drawString(72, 700, "To (defendant's name and address):")
        canvas.acroForm.textfield(
            name="defendant", value="Bramble Ferry", x=300, y=690, width=200, height=24, fontSize=12
        )
        canvas.acroForm.textfield(name="unused", x=300, y=600, width=200, height=24)

    document = read(drawn(draw, lambda canvas: canvas.drawString(72, 700, "The second page.")))
    (field,) = document.form_fields
    assert (field.name, field.value, field.page) == ("defendant", "Bramble Ferry", 1)
    assert field.span.of(document.source.text) == "Bramble Ferry"


def test_what_pdfium_refuses_is_read_by_pypdf(drawn, lines, monkeypatch):
    from importers import pdf

    def refuse(content: bytes, password: str | None) -> None:
        raise DamagedFile("PDFium cannot open it.")

    monkeypatch.setattr(pdf, "PdfPages", refuse)
    document = read(drawn(lines(["The ferry sank."]), lines(["It was late."])))
    assert " ".join(document.source.text.split()) == "The ferry sank. It was late."
    assert document.source.text.count("\f") == 1
    assert codes(document) == ["no-page-pictures"]


def test_what_pypdf_refuses_is_read_by_pdfium(drawn, lines, monkeypatch):
    from importers import pdf
    from importers.pdf_structure import UnreadableStructure

    def refuse(content: bytes, password: str | None) -> None:
        raise UnreadableStructure("KeyError")

    monkeypatch.setattr(pdf, "read_structure", refuse)
    document = read(drawn(lines(["The ferry sank."]), title="Log"))
    assert document.source.text == "The ferry sank."
    assert codes(document) == ["damaged-structure"]
    assert document.metadata.first("title") is None


def test_a_page_that_cannot_be_drawn_is_named(drawn, lines, monkeypatch):
    from importers.pdf_pages import PdfPages

    whole = PdfPages.read

    def partly(pages: PdfPages, page: int, marks=()):
        if page == 2:
            raise DamagedFile("Page 2 is damaged.")
        return whole(pages, page, marks)

    monkeypatch.setattr(PdfPages, "read", partly)
    document = read(drawn(*(lines([f"Page {at} of the log."]) for at in (1, 2, 3))))
    pages = [page.span.of(document.source.text).strip() for page in document.source.pages]
    assert pages == ["Page 1 of the log.", "Page 2 of the log.", "Page 3 of the log."]
    (notice,) = document.notices
    assert (notice.code, notice.pages) == ("damaged-pages", (2,))


def test_gibberish_is_kept_out_of_the_findings():
    document = read(numbered_pdf([["The ferry left the harbor at noon."] * 20], shuffled=True))
    (page,) = document.source.pages
    assert page.verdict is PageVerdict.GARBLED
    assert document.source.paragraphs == ()
    assert sum(len(zone.span) for zone in document.source.zones) >= 0.9 * len(page.span)


@pytest.mark.parametrize("folder", ["pleadings", "courts", "redactions", "pdf"])
def test_every_real_paper_is_read_or_refused(shared: Path, folder: str):
    refused: dict[str, str] = {}
    for path in sorted((shared / "documents" / folder).glob("*.pdf")):
        try:
            document = read(path.read_bytes())
        except ImportFailure as failure:
            refused[path.name] = str(failure)
            continue
        source = document.source
        for paragraph in source.paragraphs:
            assert paragraph.span.of(source.text).strip()
        for line in source.lines:
            assert "\n" not in line.span.of(source.text)
        for item in document.form_fields:
            if item.span is not None:
                found = "".join(item.span.of(source.text).split())
                assert found == "".join(item.value.split())
    assert set(refused) <= {"unreadable-judiciary.pdf", "empty.pdf"}
    assert all(sentence.endswith(".") for sentence in refused.values())


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("twombly-complaint", 96),
        ("iqbal-second-amended-complaint", 284),
        ("iqbal-first-amended-complaint", 270),
        ("deutsch-interpleader-complaint", 32),
        ("exam-2020-complaint", 14),
        ("lawnmower-complaint", 3),
        ("sines-answer", 357),
    ],
)
def test_pleaded_numbers_of_real_papers_are_in_order(shared: Path, name: str, last: int):
    document = read((shared / f"documents/pleadings/{name}.pdf").read_bytes())
    numbers = [paragraph.number for paragraph in document.source.paragraphs if paragraph.number]
    seen = list(dict.fromkeys(numbers))
    assert seen == [str(number) for number in range(1, last + 1)]
    text = document.source.text
    for paragraph in document.source.paragraphs:
        if paragraph.number and paragraph.zone is Zone.BODY:
            first = paragraph.span.of(text).split()[0].strip(".,)")
            assert not first.isdecimal() or len(first) > 3 or first == paragraph.number


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("iqbal-second-amended-complaint", "UNITED STATES DISTRICT COURT", " X"),
        ("deutsch-interpleader-complaint", "UNITED STATES DISTRICT COURT", "INTERPLEADER"),
        ("ang-order", "IN THE UNITED STATES DISTRICT COURT", "DISMISS"),
        ("naacp-alamance-opinion", "IN THE UNITED STATES DISTRICT COURT", "OPINION AND ORDER"),
        ("exam-2020-complaint", "UNITED STATES DISTRICT COURT", "COMPLAINT"),
    ],
)
def test_captions_of_real_papers_run_from_court_to_title(
    shared: Path, name: str, first: str, last: str
):
    document = read((shared / f"documents/pleadings/{name}.pdf").read_bytes())
    caption = [item for item in document.source.paragraphs if item.zone is Zone.CAPTION]
    words = Span(caption[0].span.start, caption[-1].span.end).of(document.source.text)
    assert words.lstrip().startswith(first)
    assert words.rstrip().rstrip("-").endswith(last) or last in words[-400:]
    assert "alleges" not in words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([3], "Page 3"),
        ([3, 4], "Pages 3 and 4"),
        ([3, 5], "Pages 3 and 5"),
        ([3, 4, 5], "Pages 3–5"),
        ([3, 4, 5, 9], "Pages 3–5 and 9"),
        ([1, 2, 4, 6, 7, 8], "Pages 1, 2, 4 and 6–8"),
    ],
)
def test_pages_are_named_in_words(numbers: list[int], words: str):
    assert page_range(numbers) == words


@given(st.sets(st.integers(1, 60), min_size=1))
def test_every_page_is_named_once(numbers: set[int]):
    words = page_range(sorted(numbers)).split(maxsplit=1)[1].replace(" and ", ", ")
    named = []
    for part in words.split(", "):
        first, _, last = part.partition("–")
        named.extend(range(int(first), int(last or first) + 1))
    assert named == sorted(numbers)

"""Copies of pages: the same words in the same place, nothing that acts, highlights on their words."""

import io

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from importers.copied_pages import CopiedPages, PageMark, PageOrder
from importers.document import DamagedFile, EncryptedFile, HiddenLayers
from importers.page_stamps import Corner, PageStamp, free_place
from importers.pdf_copy import copy_pages
from importers.pdf_pages import PdfPages, Picture
from importers.source_text import Span

WORDS = "The lease began on March 3."
STAMP = PageStamp("HV000001", 45.0, 9.0)


def paper(pages: int = 1, rotation: int = 0, crop: tuple[float, ...] = ()) -> bytes:
    """Return a PDF with a sentence on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for page in range(1, pages + 1):
        canvas.drawString(100, 600, f"{WORDS} Page {page}.")
        canvas.showPage()
    canvas.save()
    if not rotation and not crop:
        return out.getvalue()
    return changed(out.getvalue(), lambda writer: turn(writer, rotation, crop))


def turn(writer: pypdf.PdfWriter, rotation: int, crop: tuple[float, ...]) -> None:
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(rotation)
        if crop:
            page[NameObject("/CropBox")] = ArrayObject(map(FloatObject, crop))


def changed(content: bytes, change) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def file_of(copied: CopiedPages, first: int = 3) -> bytes:
    """Return copied pages as a file."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    base = out.tell()
    out.write(copied.content)
    places = [out.tell()]
    out.write(b"1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n")
    places.append(out.tell())
    kids = b" ".join(b"%d 0 R" % page for page in copied.pages)
    out.write(
        b"2 0 obj\n<</Type /Pages /Count %d /Kids [%s]>>\nendobj\n" % (len(copied.pages), kids)
    )
    places += [base + start for start in copied.starts]
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d /Root 1 0 R>>\n" % (len(places) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    assert first == 3
    return out.getvalue()


def copied_file(content: bytes, *orders: PageOrder, password: str | None = None) -> bytes:
    return file_of(copy_pages(content, password, orders or (PageOrder(1),), 3, 2))


def read(content: bytes) -> list[str]:
    with PdfPages(content) as pages:
        return [pages.text(page) for page in range(1, len(pages) + 1)]


TURNS = [
    (0, ()),
    (90, ()),
    (180, ()),
    (270, ()),
    (90, (50, 80, 500, 700)),
    (270, (50, 80, 500, 700)),
]


def test_chosen_pages_come_in_the_order_asked_for() -> None:
    copy = copied_file(paper(3), PageOrder(3), PageOrder(1))
    assert read(copy) == [f"{WORDS} Page 3.", f"{WORDS} Page 1."]


@pytest.mark.parametrize(("rotation", "crop"), TURNS)
def test_size_rotation_and_words_stay(rotation: int, crop: tuple[float, ...]) -> None:
    content = paper(1, rotation, crop)
    copy = copied_file(content, PageOrder(1, stamp=STAMP))
    with PdfPages(content) as before, PdfPages(copy) as after:
        assert after.sizes() == before.sizes()
        assert after.text(1).replace(STAMP.text, "").strip() == before.text(1)
        whole = Span(0, len(before.text(1)))
        start = after.text(1).index(before.text(1))
        (old,), (new,) = (
            before.boxes(1, [whole]),
            after.boxes(1, [Span(start, start + len(whole))]),
        )
        assert old == new
    assert pypdf.PdfReader(io.BytesIO(copy)).pages[0].rotation == rotation


@pytest.mark.parametrize(("rotation", "crop"), TURNS)
def test_a_number_stands_upright_in_its_corner(rotation: int, crop: tuple[float, ...]) -> None:
    copy = copied_file(paper(1, rotation, crop), PageOrder(1, stamp=STAMP))
    with PdfPages(copy) as pages:
        start = pages.text(1).index(STAMP.text)
        ((box,),) = pages.boxes(1, [Span(start, start + len(STAMP.text))])
        wide, tall = pages.sizes()[0]
    assert wide - 70 < box[0] < box[2] < wide - 10
    assert tall - 35 < box[1] < box[3] < tall - 10
    assert box[2] - box[0] > box[3] - box[1]


@pytest.mark.parametrize(("rotation", "crop"), TURNS)
def test_a_highlight_lies_on_its_words(rotation: int, crop: tuple[float, ...]) -> None:
    content = paper(1, rotation, crop)
    with PdfPages(content) as pages:
        (boxes,) = pages.boxes(1, [Span(4, 9)])
        before = pages.render(1, 1.0)
    mark = PageMark(boxes, (1.0, 0.9, 0.5), "Compl. ¶ 3 – “lease”")
    copy = copied_file(content, PageOrder(1, (mark,)))
    (found,) = pypdf.PdfReader(io.BytesIO(copy)).pages[0].annotations or ()
    annotation = found.get_object()
    assert annotation["/Subtype"] == "/Highlight"
    assert annotation["/Contents"] == mark.words
    with PdfPages(copy) as pages:
        after = pages.render(1, 1.0)
    places = [
        (at // 4 % (after.stride // 4), at // after.stride)
        for at in range(0, len(after.pixels), 4)
        if after.pixels[at] + 60 < before.pixels[at]
    ]
    left, top, right, bottom = boxes[0]
    assert places
    assert all(left - 2 < x < right + 2 and top - 2 < y < bottom + 2 for x, y in places)


def test_nothing_that_acts_comes_along() -> None:
    def arm(writer: pypdf.PdfWriter) -> None:
        script = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('x')"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
        writer.add_attachment("notes.txt", b"privileged")
        page = writer.pages[0]
        launch = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc")}
        )
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
        for action in (launch, _uri("javascript:x"), _uri("https://court.example/1")):
            link = DictionaryObject(
                {
                    NameObject("/Subtype"): NameObject("/Link"),
                    NameObject("/Rect"): ArrayObject(map(FloatObject, (10, 10, 20, 20))),
                    NameObject("/A"): action,
                }
            )
            page.setdefault(NameObject("/Annots"), ArrayObject()).append(link)

    copy = copied_file(changed(paper(), arm))
    for word in (b"JavaScript", b"javascript", b"/Launch", b"privileged", b"/AA", b"/OpenAction"):
        assert word not in copy
    (link,) = pypdf.PdfReader(io.BytesIO(copy)).pages[0].annotations or ()
    assert link.get_object()["/A"]["/URI"] == "https://court.example/1"


def _uri(address: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
    )


def test_filled_fields_are_drawn_into_the_copy() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawString(100, 600, "Name:")
    canvas.acroForm.textfield(name="who", value="Ada Byrd", x=150, y=590, width=200, height=20)
    canvas.save()
    copy = copied_file(out.getvalue())
    assert "Ada Byrd" in read(copy)[0]
    assert not pypdf.PdfReader(io.BytesIO(copy)).pages[0].annotations


def test_a_locked_paper_needs_its_password() -> None:
    locked = changed(paper(), lambda writer: writer.encrypt("sesame", algorithm="AES-256"))
    assert read(copied_file(locked, password="sesame")) == [f"{WORDS} Page 1."]
    with pytest.raises(EncryptedFile):
        copied_file(locked)


def test_damage_is_told_or_mended() -> None:
    with pytest.raises(DamagedFile):
        copied_file(b"%PDF-1.4\nnothing")
    with pytest.raises(DamagedFile):
        copied_file(paper(), PageOrder(2))
    content = paper()
    cut = content[: content.rindex(b"xref")]  # PDFium rebuilds the table
    assert read(copied_file(cut)) == [f"{WORDS} Page 1."]


def test_layers_that_are_switched_off_are_refused() -> None:
    def hide(writer: pypdf.PdfWriter) -> None:
        layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
        usual = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): usual}
        )

    with pytest.raises(HiddenLayers):
        copied_file(changed(paper(), hide))


def picture(*dark: tuple[int, int]) -> Picture:
    """Return a white page of 100 by 100 pixels with dark squares at places."""
    pixels = bytearray(b"\xff" * 40_000)
    for left, top in dark:
        for row in range(top, top + 6):
            pixels[row * 400 + left * 4 : row * 400 + left * 4 + 24] = b"\x00" * 24
    return Picture(100, 100, 400, bytes(pixels))


@pytest.mark.parametrize(
    ("dark", "left", "top"),
    [
        ((), 70, 70),
        (((90, 92),), 70, 70),  # beside it
        (((82, 80),), 58, 58),  # in the way: a little further in
        (((82, 80), (66, 62)), 42.5, 70),  # there, too: the middle of the same edge
        (tuple((at, top) for at in range(0, 94, 8) for top in (62, 78)), 70, 14),  # the other edge
    ],
)
def test_a_stamp_goes_where_no_words_stand(dark, left: float, top: float) -> None:
    stamp = PageStamp("A1", 12.0, 12.0, Corner.BOTTOM_RIGHT)
    place = free_place(stamp, (100.0, 100.0), picture(*dark))
    assert place[:2] == pytest.approx((left, top), abs=0.6)


def test_a_full_page_is_stamped_in_its_corner_all_the_same() -> None:
    black = Picture(100, 100, 400, bytes(40_000))
    stamp = PageStamp("A1", 12.0, 12.0, Corner.TOP_LEFT)
    assert free_place(stamp, (100.0, 100.0), black)[:2] == (14.0, 14.0)

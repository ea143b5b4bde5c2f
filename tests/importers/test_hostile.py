"""Files made to do harm and files half lost: one sentence or a clean read, and nothing left out unsaid."""

import io
import zipfile
import zlib

import pytest

from benchmarks.attacks import ATTACKS, pdf, stream, word
from benchmarks.sound_files import sound_files
from importers import registry
from importers.archive import Archive
from importers.document import (
    DamagedFile,
    EmptyFile,
    ImportContext,
    ImportedDocument,
    TooLargeFile,
    UnreadDocument,
)
from importers.pdf_streams import cut_off
from importers.sniff import ZIP, sniff

WORDS = "The berth was closed."


def read(content: bytes, name: str) -> ImportedDocument:
    document = registry.read_content(content, ImportContext(name))
    document.source.validate()
    return document


def codes(document: ImportedDocument) -> set[str]:
    return {notice.code for notice in document.notices}


def sound(name: str) -> bytes:
    return next(file.content for file in sound_files() if file.name == name)


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("PDF: 1 GB in one stream", TooLargeFile),
        ("PDF: 1 GB packed twice", TooLargeFile),
        ("PDF: a hundred million pages", TooLargeFile),
        ("Word: 300 MB in one part", TooLargeFile),
        ("Word: a billion laughs", DamagedFile),
        ("Word: one long entity, often", DamagedFile),
        ("Word: a file of this computer", DamagedFile),
        ("Word: tables in tables", DamagedFile),
        ("OpenDocument: 300 MB in one part", TooLargeFile),
        ("OpenDocument: a billion laughs", DamagedFile),
        ("OpenDocument: lists in lists", DamagedFile),
        ("message: 3,000 parts in one another", TooLargeFile),
        ("message: 50,000 attachments", TooLargeFile),
        ("message: 500 messages in one another", TooLargeFile),
        ("mailbox: a million messages", TooLargeFile),
        ("Rich Text: a million groups", TooLargeFile),
        ("old Word: sectors in a ring", DamagedFile),
        ("Outlook: folders in a ring", EmptyFile),
        ("picture: 10^5 x 10^5", TooLargeFile),
        ("picture: 20,000 x 10,000", TooLargeFile),
    ],
)
def test_what_is_made_to_do_harm_is_refused_in_a_sentence(name, failure):
    attack = ATTACKS[name]
    with pytest.raises(failure, match=r"^This .*\. .*\.$"):
        read(attack.make(), attack.file_name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PDF: arrays in arrays", WORDS),
        ("PDF: dictionaries in dictionaries", WORDS),
        ("PDF: a table that goes on with itself", WORDS),
        ("PDF: a picture of 10^5 x 10^5", WORDS),
        ("PDF: a page of 10^9 points", WORDS),
        ("PDF: a table of 10^9 objects", WORDS),
        ("PDF: pages that hold themselves", ""),
        ("web page: 60,000 boxes in one another", "deep"),
        ("web page: a million attributes", "deep"),
        ("web page: tags that never close", WORDS),
        ("Rich Text: binary of 10^10 bytes", "Words."),
        ("picture: a TIFF page after itself", ""),
    ],
)
def test_the_words_around_an_attack_are_read(name, words):
    attack = ATTACKS[name]
    assert words in read(attack.make(), attack.file_name).source.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ZIP: names that lead out", "leads out of the archive"),
        ("ZIP: links", "link"),
        ("ZIP: sixty in one another", "too many deep"),
    ],
)
def test_members_made_to_do_harm_are_told_and_not_taken(name, words, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(ATTACKS[name].make())
    with Archive(path) as archive:
        refusals = [member.refusal for member in archive.members if member.refusal]
    assert refusals
    assert all(words in refusal for refusal in refusals)


def test_members_that_lie_over_one_another_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(ATTACKS["ZIP: 5 GB that lie over each other"].make())
    with pytest.raises(TooLargeFile, match="unpack many times"), Archive(path) as archive:
        assert archive.members


def test_one_lost_member_costs_no_other(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "First.")
        package.writestr("b.txt", "Second.")
    second = path.read_bytes().rindex(b"PK\x03\x04")
    content = bytearray(path.read_bytes())
    content[second + 1] = 0
    path.write_bytes(content)
    with Archive(path) as archive:
        archive.unpack("a.txt", tmp_path / "one")
        with pytest.raises(DamagedFile, match="damaged inside the archive"):
            archive.unpack("b.txt", tmp_path / "two")
    assert (tmp_path / "one").read_text(encoding="utf-8") == "First."
    assert not (tmp_path / "two").exists()


def test_a_package_whose_own_type_is_packed_wrongly_is_damaged():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    content = bytearray(made.getvalue())
    at = content.index(b"mimetype") + len(b"mimetype")
    content[at : at + 8] = b"\xff" * 8
    with pytest.raises(zlib.error), zipfile.ZipFile(io.BytesIO(content)) as package:
        package.read("mimetype")
    assert sniff(bytes(content), "a.odt") == ZIP


@pytest.mark.parametrize(
    "inside", ["before<!-- a remark -->after", "before<?a program?>after", "before<w:x/>after"]
)
def test_words_behind_a_remark_in_the_markup_of_word_are_read(inside):
    document = read(word(f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>"), "a.docx")
    assert document.source.text == "beforeafter\n"


@pytest.mark.parametrize(
    ("name", "stream_name"),
    [("Item.msg", "__substg1.0_1000001F"), ("Old.doc", "WordDocument"), ("Old.doc", "1Table")],
)
def test_a_compound_file_that_lacks_part_of_a_stream_says_so(name, stream_name):
    whole = sound(name)
    assert "damaged-in-part" not in codes(read(whole, name))
    entry = whole.index(stream_name.encode("utf-16-le"))
    size = int.from_bytes(whole[entry + 120 : entry + 124], "little")
    more = bytearray(whole)
    more[entry + 120 : entry + 124] = (size + 1_500).to_bytes(4, "little")
    assert "damaged-in-part" in codes(read(bytes(more), name))


@pytest.mark.parametrize("name", ["Item.msg", "Old.doc"])
def test_a_cut_compound_file_says_so_or_is_refused(name):
    whole = sound(name)
    text = read(whole, name).source.text
    for end in range(600, len(whole), 64):
        try:
            document = read(whole[:end], name)
        except (DamagedFile, EmptyFile, UnreadDocument):
            continue
        assert document.source.text == text or "damaged-in-part" in codes(document), end


def test_what_lies_too_deep_in_a_page_and_behind_it_is_kept():
    deep = "<div>" * 300 + "<p>deep</p>" + "</div>" * 300 + "<p>and behind</p>"
    page = f"<html><body>{'<p>Nobody was told of it, she said.</p>' * 40}{deep}</body></html>"
    head = "From: a@b.example\nTo: c@d.example\nContent-Type: text/html\n\n"
    for document in (read(page.encode(), "a.html"), read((head + page).encode(), "a.eml")):
        assert "deep" in document.source.text and "and behind" in document.source.text
        assert "layout-lost" in codes(document)


def test_a_cut_web_page_says_so():
    page = sound("Page.html")
    assert "cut-off" not in codes(read(page, "a.html"))
    assert "cut-off" in codes(read(page[:-200], "a.html"))
    fragment = b"<p>The berth was closed.</p><p>Nobody was told.</p>"
    assert "cut-off" not in codes(read(fragment, "a.html"))


def test_a_cut_pdf_says_so_or_is_refused():
    whole = sound("Open streams.pdf")
    text, own = read(whole, "a.pdf").source.text, codes(read(whole, "a.pdf"))
    for end in range(600, len(whole), 700):
        try:
            document = read(whole[:end], "a.pdf")
        except (DamagedFile, EmptyFile):
            continue
        assert len(document.source.text) == len(text) or codes(document) - own, end


@pytest.mark.parametrize("name", ["Message.eml", "Saved.mht"])
def test_a_message_cut_in_its_headers_says_so_or_is_refused(name):
    whole = sound(name)
    assert "cut-off" not in codes(read(whole, name))
    for end in range(60, whole.index(b"\n\n"), 16):
        try:
            document = read(whole[:end], name)
        except (DamagedFile, EmptyFile):
            continue
        assert document.media_type == "text/plain" or "cut-off" in codes(document), end


@pytest.mark.parametrize(
    "name", ["Page.html", "Rich.rtf", "Plain.txt", "Message.eml", "Saved.mht", "Box.mbox"]
)
@pytest.mark.parametrize("size", [80, 200])
def test_a_hole_in_a_copy_is_told(name, size):
    whole = sound(name)
    at = len(whole) // 4
    assert "damaged-in-part" not in codes(read(whole, name))
    try:
        told = [
            notice.sentence
            for notice in read(whole[:at] + bytes(size) + whole[at + size :], name).notices
        ]
    except DamagedFile as failure:
        told = [str(failure)]
    assert any("nothing but zero bytes" in sentence for sentence in told)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be"])
def test_wide_characters_are_no_hole(encoding):
    document = read("The berth was closed.\n".encode(encoding) * 9, "a.txt")
    assert "damaged-in-part" not in codes(document)


def test_a_copy_of_zero_bytes_is_empty():
    with pytest.raises(EmptyFile, match="nothing but zero bytes"):
        read(bytes(9_000), "a.pdf")


def in_ascii(packed: bytes) -> bytes:
    return packed.hex().encode() + b">"


@pytest.mark.parametrize(
    ("filters", "coding"),
    [(b"/FlateDecode", bytes), (b"[/FlateDecode]", bytes), (b"[/AHx /Fl]", in_ascii)],
)
@pytest.mark.parametrize(
    ("damage", "is_told"),
    [
        (lambda packed: packed, False),
        (lambda packed: packed[: len(packed) // 2], True),
        (lambda packed: packed[:40] + b"\x00" * 9 + packed[49:], True),
        (lambda packed: packed[:-4] + b"\x00\x00\x00\x01", True),
    ],
)
def test_a_page_whose_drawing_is_damaged_is_told(filters, coding, damage, is_told):
    lines = b"".join(b"BT /F1 12 Tf 72 %d Td (Line %d.) Tj ET " % (at, at) for at in range(99))
    content = stream(coding(damage(zlib.compress(lines))), b"/Filter " + filters)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>>>"
    )
    pages = b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"
    whole = stream(b"BT /F1 12 Tf 72 700 Td (Sound.) Tj ET")
    made = pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page % 5, page % 6, whole, content)
    document = read(made, "a.pdf")
    assert "Sound." in document.source.text
    told = [notice.pages for notice in document.notices if notice.code == "damaged-contents"]
    assert told == ([(2,)] if is_told else [])


@pytest.mark.parametrize("contents", [b"9 0 R", b"null", b"[9 0 R]", b"(words)"])
def test_a_page_whose_drawing_is_lost_is_told(contents):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %s>>" % contents
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    document = read(pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page), "a.pdf")
    assert "damaged-contents" in codes(document)


@pytest.mark.parametrize(
    ("more", "tail", "is_told"),
    [
        (b"", b"", False),
        (b"", bytes(900), False),
        (b"/Linearized 1/L 300", b"", False),
        (b"/Linearized 1/L 99999", b"", True),
        (b"/L 99999/Linearized 1", b"", True),
        (b"/L 99999", b"", False),
    ],
)
def test_a_pdf_that_was_longer_says_so(more, tail, is_told):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    document = read(pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % more, pages, page) + tail, "a.pdf")
    assert ("cut-off" in codes(document)) is is_told


def test_the_end_mark_of_a_pdf_is_looked_for_at_its_end():
    whole = pdf(b"<</Type/Catalog>>")
    assert not list(cut_off(whole))
    assert not list(cut_off(whole + bytes(9_000)))
    assert list(cut_off(whole[:-7]))
    assert list(cut_off(whole + b"another part" * 900))


def test_the_makers_make_sound_files():
    document = read(
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>>>",
            stream(b"BT /F1 12 Tf 72 700 Td (Sound.) Tj ET"),
        ),
        "a.pdf",
    )
    assert document.source.text == "Sound."
    assert read(word("<w:p><w:r><w:t>Sound.</w:t></w:r></w:p>"), "a.docx").source.text == "Sound.\n"

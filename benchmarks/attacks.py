"""Files made to do harm, each in a few lines: made when one is wanted, and never kept.

They are the attacks that are known of each format: little that unpacks to much, parts that hold
themselves, counts and sizes that lie, nesting without end, names that lead out of a folder.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from tests.importers.ole_files import ole_file

__all__ = ["ATTACKS", "Attack"]

_MEGABYTE: Final = 1024 * 1024
_WORD_SPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns"


@dataclass(frozen=True)
class Attack:
    """A file made to do harm: the name it comes under, its format, and how to make it."""

    file_name: str
    format: str
    make: Callable[[], bytes]


def zeros(megabytes: int) -> bytes:
    """Return a zlib stream that unpacks to so many megabytes of zero bytes, without packing them."""
    packer = zlib.compressobj(9)
    one = bytes(_MEGABYTE)
    head = packer.compress(one) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(one) + packer.flush(zlib.Z_FULL_FLUSH)
    size = megabytes * _MEGABYTE
    check = struct.pack(">I", (size % 65521) << 16 | 1)
    return head + again * (megabytes - 1) + b"\x03\x00" + check


# -- PDF -----------------------------------------------------------------------------------------


def pdf(*objects: bytes, size: int = 0) -> bytes:
    """Return a PDF of numbered objects; the first is the catalogue."""
    made, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    made_at = len(made)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size or count, made_at)
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a PDF stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more, len(content), content)


_CATALOGUE: Final = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES: Final = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT: Final = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>%s>>"


def _page(more: bytes = b"", box: bytes = b"0 0 612 792", resources: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources %s%s>>" % (
        box,
        _FONT % resources,
        more,
    )


_WORDS: Final = b"BT /F1 12 Tf 72 700 Td (The berth was closed.) Tj ET"


def _one_page(contents: bytes, *more: bytes, page: bytes = b"") -> bytes:
    return pdf(_CATALOGUE, _PAGES, page or _page(), contents, *more)


def _flate(megabytes: int, *, twice: bool = False) -> bytes:
    packed = zeros(megabytes)
    filters = b"/Filter[/FlateDecode/FlateDecode]" if twice else b"/Filter/FlateDecode"
    return _one_page(stream(zlib.compress(packed) if twice else packed, filters))


def _long_content() -> bytes:
    return _one_page(
        stream(zlib.compress(b"q 1 0 0 1 0 0 cm Q\n" * 2_600_000), b"/Filter/FlateDecode")
    )


def _many_pages() -> bytes:
    levels = [
        b"<</Type/Pages/Count 100000000/Kids[%s]>>" % (b"%d 0 R " % (number + 3) * 10)
        for number in range(8)
    ]
    return pdf(_CATALOGUE, *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def _nested_values(opening: bytes, closing: bytes) -> bytes:
    deep = opening * 100_000 + closing * 100_000
    return _one_page(stream(_WORDS), page=_page(b"/Deep " + deep))


def _forms(depth: int) -> bytes:
    """Forms that draw two copies of the next: doubled at each of ``depth`` steps; 0 draws itself."""
    draws = b"/X Do /X Do"
    made = []
    for number in range(max(depth, 1)):
        after = 5 if depth == 0 else number + 6
        inner = b"/XObject<</X %d 0 R>>" % after if number < depth - 1 or depth == 0 else b""
        content = draws if inner else b"0 0 m 9 9 l S"
        kind = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % inner
        made.append(stream(content, kind))
    page = _page(resources=b"/XObject<</X 5 0 R>>")
    return _one_page(stream(_WORDS + b" /X Do"), *made, page=page)


def _page_loop() -> bytes:
    return pdf(
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 2/Parent 3 0 R>>",
        b"<</Type/Pages/Kids[2 0 R]/Count 2/Parent 2 0 R>>",
    )


def _table_loop() -> bytes:
    made = _one_page(stream(_WORDS))
    at = made.rfind(b"xref\n0")
    return made.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % at)


def _picture_page(width: int, height: int) -> bytes:
    kind = (
        b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d"
        b"/Filter/FlateDecode" % (width, height)
    )
    page = _page(resources=b"/XObject<</X 5 0 R>>")
    content = stream(_WORDS + b" q 600 0 0 700 0 0 cm /X Do Q")
    return _one_page(content, stream(zeros(64), kind), page=page)


# -- zipped formats ------------------------------------------------------------------------------


def package(members: dict[str, bytes], mode: int = 0) -> bytes:
    """Return a ZIP file; ``mode`` is the kind of file that its members claim to be."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (mode | 0o644) << 16
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def word(body: str, *, doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file with this body and document type declaration."""
    kinds = "application/vnd.openxmlformats-"
    office = f"{kinds}officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{kinds}package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'<?xml version="1.0"?>{doctype}<w:document {_WORD_SPACE}><w:body>{body}</w:body></w:document>'
    return package(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relations.encode(),
            "word/document.xml": document.encode(),
            **(more or {}),
        }
    )


def _said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _laughs(levels: int = 10) -> str:
    rows = ['<!ENTITY a0 "ha">']
    rows += [f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, levels)]
    return f"<!DOCTYPE x [{''.join(rows)}]>"


def _open_text(body: str, doctype: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{doctype}<o:document-content xmlns:o="{_OFFICE}:office:1.0" '
        f'xmlns:t="{_OFFICE}:text:1.0"><o:body><o:text>{body}</o:text></o:body></o:document-content>'
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return package({"mimetype": kind, "content.xml": content.encode()})


def _overlapping() -> bytes:
    """One packed member of ten megabytes under five thousand names."""
    made = package({"a.txt": bytes(10 * _MEGABYTE)})
    at = made.index(b"PK\x01\x02")
    end = made.index(b"PK\x05\x06")
    entry, count = made[at:end], 5_000
    rows = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(count))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(rows), at, 0)
    return made[:at] + rows + tail


def _zip_in_zip(depth: int) -> bytes:
    made = package({"a.txt": b"The berth was closed."})
    for _ in range(depth):
        made = package({"inner.zip": made, "b.txt": b"Nobody was told."})
    return made


# -- mail, texts and the rest ----------------------------------------------------------------------

_HEAD: Final = b"From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b.example>\nMIME-Version: 1.0\n"


def _mime_depth(depth: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(depth)
    )
    return _HEAD + opening + b"Content-Type: text/plain\n\nThe berth was closed.\n"


def _mime_width(count: int) -> bytes:
    part = b"--b\nContent-Type: application/pdf; name=a.pdf\n\n%PDF-1.4\n"
    return _HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part * count + b"--b--\n"


def _messages_in_messages(depth: int) -> bytes:
    made = _HEAD + b"\nThe berth was closed.\n"
    for _ in range(depth):
        made = _HEAD + b"Content-Type: message/rfc822\n\n" + made
    return made


def _sector_loop() -> bytes:
    made = bytearray(ole_file({"WordDocument": bytes(9_000), "1Table": bytes(5_000)}))
    table_at = 512 * (1 + struct.unpack_from("<I", made, 0x4C)[0])
    for sector in range(20):
        struct.pack_into("<I", made, table_at + 4 * sector, (sector + 1) % 15)
    return bytes(made)


def _folder_loop() -> bytes:
    made = bytearray(ole_file({"__properties_version1.0": bytes(32), "b": bytes(8)}))
    directory = 512 * (1 + struct.unpack_from("<I", made, 0x30)[0])
    for entry in range(3):
        struct.pack_into("<III", made, directory + 128 * entry + 68, 1, 2, 1)
    return bytes(made)


def _picture_loop() -> bytes:
    """A TIFF file whose one page says that the next page is itself."""
    rows = (
        (256, 4, 8),
        (257, 4, 8),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (279, 4, 64),
    )
    made = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in rows)
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(rows)) + made + struct.pack("<I", 8)


def _huge_picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zeros(200)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _html(body: bytes) -> bytes:
    return b"<!DOCTYPE html><html><body><p>The berth was closed.</p>%s</body></html>" % body


def _repeated(head: bytes, part: bytes, count: int, tail: bytes = b"") -> bytes:
    return head + part * count + tail


def _line_of_mailbox() -> bytes:
    start = b"From a@b.example Sat Mar  7 10:15:00 2026\n"
    return start + _HEAD + b"\n" + b"x" * (30 * _MEGABYTE) + b"\n" + start + _HEAD + b"\nEnd.\n"


def _attacks() -> dict[str, Attack]:
    texts = b"Order.\n\n"
    return {
        "PDF: 1 GB in one stream": Attack("a.pdf", "pdf", partial(_flate, 1024)),
        "PDF: 1 GB packed twice": Attack("a.pdf", "pdf", partial(_flate, 1024, twice=True)),
        "PDF: 50 MB of drawing": Attack("a.pdf", "pdf", _long_content),
        "PDF: a hundred million pages": Attack("a.pdf", "pdf", _many_pages),
        "PDF: arrays in arrays": Attack("a.pdf", "pdf", partial(_nested_values, b"[", b"]")),
        "PDF: dictionaries in dictionaries": Attack(
            "a.pdf", "pdf", partial(_nested_values, b"<</A ", b">>")
        ),
        "PDF: a form that draws itself": Attack("a.pdf", "pdf", partial(_forms, 0)),
        "PDF: forms doubled thirty times": Attack("a.pdf", "pdf", partial(_forms, 30)),
        "PDF: pages that hold themselves": Attack("a.pdf", "pdf", _page_loop),
        "PDF: a table that goes on with itself": Attack("a.pdf", "pdf", _table_loop),
        "PDF: a picture of 10^5 x 10^5": Attack(
            "a.pdf", "pdf", partial(_picture_page, 100_000, 100_000)
        ),
        "PDF: a page of 10^9 points": Attack(
            "a.pdf",
            "pdf",
            partial(_one_page, stream(_WORDS), page=_page(box=b"0 0 1000000000 1000000000")),
        ),
        "PDF: a table of 10^9 objects": Attack(
            "a.pdf",
            "pdf",
            partial(pdf, _CATALOGUE, _PAGES, _page(), stream(_WORDS), size=1_000_000_000),
        ),
        "Word: 300 MB in one part": Attack(
            "a.docx", "docx", partial(word, "", more={"word/big.xml": bytes(300 * _MEGABYTE)})
        ),
        "Word: a billion laughs": Attack(
            "a.docx", "docx", partial(word, _said("&a9;"), doctype=_laughs())
        ),
        "Word: one long entity, often": Attack(
            "a.docx",
            "docx",
            partial(
                word,
                _said("&a;" * 20_000),
                doctype=f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>',
            ),
        ),
        "Word: a file of this computer": Attack(
            "a.docx",
            "docx",
            partial(
                word,
                _said("before &a; after"),
                doctype='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            ),
        ),
        "Word: tables in tables": Attack(
            "a.docx",
            "docx",
            partial(
                word,
                "<w:tbl><w:tr><w:tc>" * 5_000 + _said("deep") + "</w:tc></w:tr></w:tbl>" * 5_000,
            ),
        ),
        "OpenDocument: 300 MB in one part": Attack(
            "a.odt",
            "odt",
            lambda: package(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "content.xml": bytes(300 * _MEGABYTE),
                }
            ),
        ),
        "OpenDocument: a billion laughs": Attack(
            "a.odt", "odt", partial(_open_text, "<t:p>&a9;</t:p>", _laughs())
        ),
        "OpenDocument: lists in lists": Attack(
            "a.odt",
            "odt",
            partial(
                _open_text,
                "<t:list><t:list-item>" * 5_000
                + "<t:p>deep</t:p>"
                + "</t:list-item></t:list>" * 5_000,
            ),
        ),
        "ZIP: 5 GB that lie over each other": Attack("a.zip", "archive", _overlapping),
        "ZIP: sixty in one another": Attack("a.zip", "archive", partial(_zip_in_zip, 60)),
        "ZIP: names that lead out": Attack(
            "a.zip",
            "zip",
            partial(
                package,
                {
                    "../../../tmp/evil.txt": b"Out.",
                    "/tmp/evil.txt": b"Out.",
                    "C:\\evil.txt": b"Out.",
                    "a/../../evil.txt": b"Out.",
                },
            ),
        ),
        "ZIP: links": Attack(
            "a.zip", "archive", partial(package, {"link.txt": b"/etc/passwd"}, stat.S_IFLNK)
        ),
        "web page: 60,000 boxes in one another": Attack(
            "a.html", "html", lambda: _html(b"<div>" * 60_000 + b"deep" + b"</div>" * 60_000)
        ),
        "web page: 12 MB": Attack(
            "a.html",
            "html",
            lambda: _html(b"<p>Nobody was told of the closing of the berth.</p>" * 250_000),
        ),
        "web page: a million attributes": Attack(
            "a.html", "html", lambda: _html(b"<p " + b"a=b " * 1_000_000 + b">deep</p>")
        ),
        "web page: tags that never close": Attack(
            "a.html", "html", lambda: _html(b"<a <" * 500_000)
        ),
        "message: 3,000 parts in one another": Attack("a.eml", "eml", partial(_mime_depth, 3_000)),
        "message: 50,000 attachments": Attack("a.eml", "eml", partial(_mime_width, 50_000)),
        "message: 500 messages in one another": Attack(
            "a.eml", "eml", partial(_messages_in_messages, 500)
        ),
        "message: a header of 20 MB": Attack(
            "a.eml", "eml", lambda: _HEAD + b"Subject: " + b"x " * 10_000_000 + b"\n\nText.\n"
        ),
        "mailbox: a line of 30 MB": Attack("a.mbox", "mbox", _line_of_mailbox),
        "mailbox: a million messages": Attack(
            "a.mbox",
            "mbox",
            partial(_repeated, b"", b"From a@b.example Sat Mar  7 10:15:00 2026\n\n", 1_000_000),
        ),
        "Rich Text: a million groups": Attack(
            "a.rtf", "rtf", partial(_repeated, b"{\\rtf1 ", b"{", 1_000_000, b"Words.}")
        ),
        "Rich Text: a million groups side by side": Attack(
            "a.rtf", "rtf", partial(_repeated, b"{\\rtf1 ", b"{\\b a}", 1_000_000, b"}")
        ),
        "Rich Text: binary of 10^10 bytes": Attack(
            "a.rtf", "rtf", partial(_repeated, b"{\\rtf1 Words.", b"\\bin9999999999 x", 3, b"}")
        ),
        "old Word: sectors in a ring": Attack("a.doc", "doc", _sector_loop),
        "Outlook: folders in a ring": Attack("a.msg", "msg", _folder_loop),
        "picture: a TIFF page after itself": Attack("a.tif", "picture", _picture_loop),
        "picture: 10^5 x 10^5": Attack(
            "a.png", "picture", partial(_huge_picture, 100_000, 100_000)
        ),
        "picture: 20,000 x 10,000": Attack(
            "a.png", "picture", partial(_huge_picture, 20_000, 10_000)
        ),
        "text: one line of 60 MB": Attack(
            "a.txt", "txt", partial(_repeated, texts, b"x", 60_000_000)
        ),
        "text: 5 MB of stops": Attack("a.txt", "txt", partial(_repeated, texts, b"1. ", 1_700_000)),
        "text: 5 MB of line ends": Attack(
            "a.txt", "txt", partial(_repeated, texts, b"\n", 5_000_000)
        ),
    }


ATTACKS: Final = _attacks()
"""Every attack by the name under which it is reported."""

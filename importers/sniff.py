"""What a file is, told by its content first and by its name only where the content leaves it open.

Names lie: papers come as ``.pdf`` that are Word files, and ``.docx`` that are plain text. The
signatures are those of the formats' own specifications.
"""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Final

from importers import zip_damage

__all__ = [
    "ARCHIVE",
    "CSV",
    "DOC",
    "DOCX",
    "EMPTY",
    "ENCRYPTED_OFFICE",
    "EPUB",
    "EXECUTABLE",
    "HTML",
    "MAIL",
    "MAILBOX",
    "MSG",
    "ODT",
    "OLE",
    "OPEN_DOCUMENT",
    "PDF",
    "PPTX",
    "RTF",
    "SAFARI",
    "TABLES",
    "TEXT",
    "UNKNOWN",
    "WEB_ARCHIVE",
    "WPD",
    "XLSX",
    "ZIP",
    "looks_like_text",
    "sniff",
    "type_of_name",
]

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT: Final = "application/vnd.oasis.opendocument.text"
OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument"
EPUB: Final = "application/epub+zip"
ZIP: Final = "application/zip"
ARCHIVE: Final = "application/x-archive"
ENCRYPTED_OFFICE: Final = "application/x-encrypted-office"
DOC: Final = "application/msword"
MSG: Final = "application/vnd.ms-outlook"
OLE: Final = "application/x-ole-storage"
RTF: Final = "application/rtf"
HTML: Final = "text/html"
TEXT: Final = "text/plain"
MAIL: Final = "message/rfc822"
MAILBOX: Final = "application/mbox"
WEB_ARCHIVE: Final = "multipart/related"
SAFARI: Final = "application/x-webarchive"
WPD: Final = "application/vnd.wordperfect"
EXECUTABLE: Final = "application/x-executable"
TABLES: Final = frozenset((XLSX, CSV))
EMPTY: Final = "application/x-empty"
UNKNOWN: Final = "application/octet-stream"

# First bytes that settle the matter.
_SIGNATURES: Final = (
    (b"\xffWPC", WPD),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"\x1f\x8b\x08", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"\x7fELF", EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", EXECUTABLE),
    (b"\xce\xfa\xed\xfe", EXECUTABLE),
    (b"\xca\xfe\xba\xbe", EXECUTABLE),
)

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Names of streams in an OLE file's directory, which is UTF-16.
_OLE_STREAMS: Final = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("__properties_version1.0", MSG),
    ("WordDocument", DOC),
)

_NAMES: Final = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".doc": DOC,
    ".dot": DOC,
    ".rtf": RTF,
    ".odt": ODT,
    ".ott": ODT,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".wpd": WPD,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".csv": CSV,
    ".tsv": CSV,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
    ".eml": MAIL,
    ".mbox": MAILBOX,
    ".msg": MSG,
    ".mht": WEB_ARCHIVE,
    ".mhtml": WEB_ARCHIVE,
    ".zip": ZIP,
    ".tar": ARCHIVE,
    ".tgz": ARCHIVE,
    ".gz": ARCHIVE,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".jfif": "image/jpeg",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".heic": "image/heic",
}

# "<!DOCTYPE html", "<html lang=…", after white space, comments and an XML declaration.
_HTML_START: Final = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.I | re.S,
)
_HTML_TAG: Final = re.compile(rb"<(?:html|body|head|article|div|p|h1|a|table|span)[\s>]", re.I)

_HEADER_LINE: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:|[ \t]")
# Headers that mail programs write and people do not: "TO:" and "DATE:" also head a memorandum.
_MAIL_HEADER: Final = re.compile(
    rb"^(?:message-id|received|mime-version|return-path|delivered-to|content-type|x-[a-z-]+):",
    re.I | re.M,
)
_MAIL_COMMON: Final = re.compile(rb"^(?:from|to|cc|subject|date):", re.I | re.M)
# "From jane@roe.example Mon Sep  6 …", "From - Mon Sep  6 …" as Thunderbird writes it.
_MAILBOX_START: Final = re.compile(
    rb"From (?:\S+@\S+|-|MAILER[-_]DAEMON|\S+)\s+(?:mon|tue|wed|thu|fri|sat|sun) \w{3} +\d", re.I
)
_RELATED: Final = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
# What browsers write at the head of a saved page, and what only mail on its way carries: a message
# whose HTML shows pictures is made like a saved page.
_SAVED_PAGE: Final = re.compile(rb"^snapshot-content-location:|^from:\s*<?saved by ", re.I | re.M)
_LOCATED: Final = re.compile(rb"^content-location:", re.I | re.M)
_TRAVELLED: Final = re.compile(rb"^(?:message-id|received|delivered-to|to|cc):", re.I | re.M)

# Control characters that no text holds; tab, line feed, form feed, carriage return and escape may stand.
_BINARY: Final = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})


def sniff(content: bytes, name: str) -> str:
    """Return the media type of ``content``; ``name`` decides only where the content cannot."""
    if not content:
        return EMPTY
    return (
        _by_signature(content)
        or _by_container(content)
        or _by_text(content, type_of_name(name))
        or UNKNOWN
    )


def type_of_name(name: str) -> str | None:
    """Return the media type that a file's suffix claims, or ``None`` for one we do not know."""
    return _NAMES.get(PurePath(name).suffix.lower())


def looks_like_text(content: bytes) -> bool:
    """Tell whether the first 64 KB could be text in UTF-8, UTF-16 or an eight-bit code page."""
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if half > 1 and max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half:
        return True
    # A few stray control characters do not make a text a program.
    return len(head) - len(head.translate(None, _BINARY)) <= len(head) // 100


def _by_signature(content: bytes) -> str | None:
    for start, media_type in _SIGNATURES:
        if content.startswith(start):
            return media_type
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in (
        b"heic",
        b"heix",
        b"hevc",
        b"mif1",
        b"msf1",
        b"avif",
    ):
        return "image/heic"
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    if content.startswith(b"bplist00") and b"WebMainResource" in content[:4096]:
        return SAFARI
    if content[257:262] == b"ustar":
        return ARCHIVE
    # "MZ" could begin a text; a program holds zero bytes right after it.
    if content.startswith(b"MZ") and b"\x00" in content[:64]:
        return EXECUTABLE
    return None


def _by_container(content: bytes) -> str | None:
    if content.startswith(_ZIP_STARTS):
        return _zipped(content)
    if content.startswith(_OLE_START):
        for stream, media_type in _OLE_STREAMS:
            if stream.encode("utf-16-le") in content:
                return media_type
        return OLE
    # The specification lets other bytes stand before the header; readers look through the first 1,024.
    at = content.find(b"%PDF-", 0, 1024)
    if at == 0 or (at > 0 and not _reads_as_prose(content[:at])):
        return PDF
    return None


def _reads_as_prose(before: bytes) -> bool:
    """Tell whether what precedes "%PDF-" is words, as in a text about PDF files."""
    return len(re.findall(rb"[A-Za-z]{2,}", before)) > 3 and looks_like_text(before)


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            declared = _declared_type(package, names)
    except zip_damage.DAMAGE:
        # A cut-off package has lost its list of members; their names still stand before each of them.
        return DOCX if b"word/" in content or b"[Content_Types].xml" in content[:200] else ZIP
    if declared:
        return declared
    if any(name.startswith("word/") for name in names):
        return DOCX
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return XLSX
    if "ppt/presentation.xml" in names:
        return PPTX
    return ZIP


def _declared_type(package: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return what the package says of itself, as OpenDocument and EPUB files do."""
    if "mimetype" not in names or package.getinfo("mimetype").file_size > 200:
        return None
    declared = package.read("mimetype").decode("ascii", "replace").strip()
    if declared.startswith(ODT):
        return ODT
    if declared.startswith(OPEN_DOCUMENT):
        return OPEN_DOCUMENT
    return EPUB if declared == EPUB else None


def _by_text(content: bytes, named: str | None) -> str | None:
    if not looks_like_text(content):
        return None
    head = _eight_bit(content[:65536])
    if _HTML_START.match(head):
        return HTML
    if _MAILBOX_START.match(head):
        if named == WEB_ARCHIVE and _mail_type(head.partition(b"\n")[2], named) == WEB_ARCHIVE:
            return WEB_ARCHIVE  # a page that went through a mail program
        return MAIL if named == MAIL else MAILBOX
    mail = _mail_type(head, named)
    if mail:
        return mail
    if named == HTML and _HTML_TAG.search(head):
        return HTML
    return CSV if named == CSV else TEXT


def _eight_bit(head: bytes) -> bytes:
    """Return the head without byte-order marks, and UTF-16 without its zero bytes, for the patterns."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def _mail_type(head: bytes, named: str | None) -> str | None:
    lines = head.splitlines(keepends=True)
    block: list[bytes] = []
    for line in lines:
        if not _HEADER_LINE.match(line):
            break
        block.append(line)
    headers = b"".join(block)
    strong = len(_MAIL_HEADER.findall(headers))
    common = len(_MAIL_COMMON.findall(headers))
    if named in (MAIL, WEB_ARCHIVE):
        strong += 1
    if strong == 0 or strong + common < 2:
        return None
    if _RELATED.search(headers) and not _TRAVELLED.search(headers):
        return MAIL if named == MAIL and not _SAVED_PAGE.search(headers) else WEB_ARCHIVE
    is_located = (
        named == WEB_ARCHIVE and _LOCATED.search(headers) and not _TRAVELLED.search(headers)
    )
    return WEB_ARCHIVE if is_located or _SAVED_PAGE.search(headers) else MAIL

"""The importers, listed by hand, and the one call that a worker makes for a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from importers import limits, locked_office, sniff
from importers.article import ArticleImporter
from importers.attached_archive import ArchiveImporter
from importers.document import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    Importer,
    Notice,
    TooLargeFile,
    UnreadDocument,
    UnsupportedFormat,
)
from importers.legacy_word import LegacyWordImporter
from importers.mail import MailboxImporter, MailImporter
from importers.open_document import OpenDocumentImporter
from importers.outlook import OutlookImporter
from importers.pdf import PdfImporter
from importers.picture import PictureImporter
from importers.plain import PlainImporter
from importers.rich_text import RichTextImporter
from importers.spreadsheet import SpreadsheetImporter
from importers.web_archive import WebArchiveImporter
from importers.word import WordImporter

__all__ = ["DRAWN", "IMPORTERS", "choose", "read_content", "read_file"]

IMPORTERS: Final[tuple[Importer, ...]] = (
    PdfImporter(),
    WordImporter(),
    ArticleImporter(),
    WebArchiveImporter(),
    PlainImporter(),
    SpreadsheetImporter(),
    LegacyWordImporter(),
    RichTextImporter(),
    OpenDocumentImporter(),
    MailImporter(),
    MailboxImporter(),
    ArchiveImporter(),
    OutlookImporter(),
    PictureImporter(),
)
"""Every format that Pincite reads."""

DRAWN: Final[frozenset[str]] = frozenset((*PdfImporter.media_types, *PictureImporter.media_types))
"""Media types whose documents have page pictures."""

# Formats written in characters; those of UTF-32 hold three zero bytes in a row.
_WRITTEN: Final = frozenset(
    (sniff.TEXT, sniff.CSV, sniff.HTML, sniff.RTF, sniff.MAIL, sniff.MAILBOX, sniff.WEB_ARCHIVE)
)
_HOLE: Final = 64

_SAVE_AS_PDF: Final = "Open it, save it as PDF and import that."

# What a file is, and what to do about it: the two halves of the sentence that the user reads.
_UNREAD: Final = {
    sniff.OPEN_DOCUMENT: ("an OpenDocument file", _SAVE_AS_PDF),
    sniff.WPD: (
        "a WordPerfect file",
        "Open it in WordPerfect or LibreOffice, save it as PDF and import that.",
    ),
    sniff.SAFARI: (
        "a web archive of Safari’s",
        "Open it in Safari, export it as PDF and import that.",
    ),
    sniff.PPTX: ("a PowerPoint presentation", _SAVE_AS_PDF),
    sniff.EPUB: ("an electronic book", _SAVE_AS_PDF),
    sniff.OLE: ("an old Office file", _SAVE_AS_PDF),
    sniff.EXECUTABLE: ("a program", "Import papers only."),
    sniff.UNKNOWN: ("of a kind Pincite does not know", _SAVE_AS_PDF),
}

# Formats that papers of a case come in: the case keeps their originals.
_KEPT: Final = frozenset(
    (
        sniff.OPEN_DOCUMENT,
        sniff.WPD,
        sniff.SAFARI,
        sniff.PPTX,
        sniff.EPUB,
        sniff.OLE,
    )
)

# What a media type is called in a sentence; types that no paper is named for are missing.
_CALLED: Final = {
    sniff.PDF: "a PDF",
    sniff.DOCX: "a Word file",
    sniff.HTML: "a web page",
    sniff.TEXT: "plain text",
    sniff.XLSX: "an Excel workbook",
    sniff.CSV: "a table of separated values",
    sniff.DOC: "a Word file in the old .doc format",
    sniff.RTF: "a Rich Text file",
    sniff.ODT: "an OpenDocument text",
    sniff.MAIL: "an e-mail message",
    sniff.MAILBOX: "a mailbox",
    sniff.MSG: "an Outlook message",
    sniff.ZIP: "an archive",
    sniff.WEB_ARCHIVE: "a saved web page",
    **dict.fromkeys(PictureImporter.media_types, "a picture"),
}


def read_file(path: Path, context: ImportContext) -> ImportedDocument:
    """Read one file whole: the call that a worker makes.

    Raises:
        ImportFailure: if the file is unusable; the message tells the user the next step.
        OSError: if the file cannot be opened.
    """
    size = path.stat().st_size
    if size > limits.MAX_FILE_BYTES:
        raise TooLargeFile(
            f"This file has {size // limits.MEBIBYTE:,} MB; Pincite reads files up to "
            f"{limits.MAX_FILE_BYTES // limits.MEBIBYTE} MB. Split it and import the parts."
        )
    return read_content(path.read_bytes(), context)


def read_content(content: bytes, context: ImportContext) -> ImportedDocument:
    """Read a file's bytes, such as those of an attachment; the content's text layer is validated.

    Raises:
        ImportFailure: if the file is unusable; the message tells the user the next step.
    """
    if sniff.sniff(content, context.file_name) == sniff.ENCRYPTED_OFFICE:
        content = locked_office.unlocked(content, context.password)
    document = choose(content, context.file_name).read(content, context)
    if len(document.source.text) > limits.MAX_TEXT_LENGTH:
        raise TooLargeFile(
            f"This file holds more than {limits.MAX_TEXT_LENGTH // 1_000_000} million characters. "
            "Split it and import the parts."
        )
    document.source.validate()
    notices = (
        *_misnamed(document.media_type, context.file_name),
        *_hollow(document.media_type, content),
    )
    return replace(document, notices=(*notices, *document.notices)) if notices else document


def choose(content: bytes, name: str) -> Importer:
    """Return the importer for a file, by its content and then its name.

    Raises:
        DamagedFile: if it was a text before parts of it were lost.
        EmptyFile: if there are no bytes, or none but zero.
        EncryptedFile: if it is an Office file under a password.
        UnreadDocument: if no importer reads such papers.
        UnsupportedFormat: if such files are no papers, or no single ones.
    """
    media_type = sniff.sniff(content, name)
    for importer in IMPORTERS:
        if media_type in importer.media_types:
            return importer
    if media_type == sniff.EMPTY:
        raise EmptyFile("This file is empty. Ask for it again from where you got it.")
    if not content.strip(b"\x00"):
        raise EmptyFile(
            "This file holds nothing but zero bytes, as copies do that were broken off. Ask for it again "
            "from where you got it."
        )
    if media_type == sniff.ENCRYPTED_OFFICE:
        raise EncryptedFile(locked_office.LOCKED)
    if media_type.startswith("image/"):
        raise UnreadDocument(
            "This is a picture of a kind Pincite cannot read. Save it as JPEG or PDF and import that."
        )
    what, next_step = _UNREAD.get(media_type, _UNREAD[sniff.UNKNOWN])
    if media_type == sniff.UNKNOWN and _is_holed_text(content):
        raise DamagedFile(
            "Part of this file holds nothing but zero bytes, as copies do that were broken off. Ask for it "
            "again from where you got it."
        )
    if media_type == sniff.UNKNOWN:
        raise UnsupportedFormat(f"This file is {what}. {next_step}")
    failure = UnreadDocument if media_type in _KEPT else UnsupportedFormat
    raise failure(f"This is {what}, which Pincite cannot read. {next_step}")


def _misnamed(media_type: str, name: str) -> Iterator[Notice]:
    named = sniff.type_of_name(name)
    if named is None or named == media_type or media_type not in _CALLED:
        return
    if named.startswith("image/") and media_type.startswith("image/"):
        return  # every program shows a picture for what it is
    yield Notice(
        "misnamed-file",
        f"The name {name} says otherwise, but this file is {_CALLED[media_type]}; it was read as that. "
        "Ask for the original if its layout matters.",
    )


def _is_holed_text(content: bytes) -> bool:
    return bytes(_HOLE) in content and sniff.looks_like_text(content.replace(b"\x00", b""))


def _hollow(media_type: str, content: bytes) -> Iterator[Notice]:
    """Yield a notice if a file of text has a hole: broken copies keep their length, filled with zeros."""
    if media_type in _WRITTEN and bytes(_HOLE) in content:
        yield Notice(
            "damaged-in-part",
            "Part of this file holds nothing but zero bytes, as copies do that were broken off: words are "
            "missing there. Ask for it again from where you got it.",
        )

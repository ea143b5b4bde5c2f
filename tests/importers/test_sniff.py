"""Files are recognised by what they hold; names only settle what content leaves open."""

import io
import zipfile

import pytest

from importers import sniff


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        if mimetype is not None:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "<x/>")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

ROWS = [
    (b"", "a.pdf", sniff.EMPTY),
    (b"%PDF-1.7\n", "a.txt", sniff.PDF),
    (b"\r\n%PDF-1.5\r\n%\xb5\xb5", "a", sniff.PDF),
    (b"\x00\x01\x02" * 30 + b"%PDF-1.5", "a.pdf", sniff.PDF),
    (b"The header of such a file reads %PDF-1.7, the expert said.", "a.txt", sniff.TEXT),
    (zipped("[Content_Types].xml", "word/document.xml"), "a.pdf", sniff.DOCX),
    (zipped("word/document.xml")[:60], "a.docx", sniff.DOCX),
    (zipped("xl/workbook.xml"), "a.docx", sniff.XLSX),
    (zipped("ppt/presentation.xml"), "a", sniff.PPTX),
    (zipped("content.xml", mimetype=sniff.ODT), "a.docx", sniff.ODT),
    (
        zipped("content.xml", mimetype=sniff.OPEN_DOCUMENT + ".spreadsheet"),
        "a",
        sniff.OPEN_DOCUMENT,
    ),
    (zipped("x", mimetype=sniff.EPUB), "a", sniff.EPUB),
    (zipped("a.pdf", "b.docx"), "a.zip", sniff.ZIP),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", sniff.ENCRYPTED_OFFICE),
    (OLE + "WordDocument".encode("utf-16-le"), "a.doc", sniff.DOC),
    (OLE + "__properties_version1.0".encode("utf-16-le"), "a.doc", sniff.MSG),
    (OLE, "a.doc", sniff.OLE),
    (b"{\\rtf1\\ansi", "a.doc", sniff.RTF),
    (b"\xffWPC\x10\x00", "a.doc", sniff.WPD),
    (b"\x89PNG\r\n\x1a\n\x00", "a.pdf", "image/png"),
    (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
    (b"II*\x00\x08", "a", "image/tiff"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "image/webp"),
    (b"MZ\x90\x00\x03\x00", "brief.pdf", sniff.EXECUTABLE),
    (b"MZ Corp. answers the complaint as follows.", "a", sniff.TEXT),
    (b"\x7fELF\x02", "a", sniff.EXECUTABLE),
    (b"<!DOCTYPE html>\n<html><body>x", "a.txt", sniff.HTML),
    (b"\xef\xbb\xbf  <!-- saved -->\n<HTML lang='en'>", "a", sniff.HTML),
    ("<html><body>x</body></html>".encode("utf-16"), "a", sniff.HTML),
    (b"<p>only a piece</p>", "a.html", sniff.HTML),
    (b"<p>only a piece</p>", "a.txt", sniff.TEXT),
    (b"words without any tag", "a.html", sniff.TEXT),
    (b"Received: from x\nFrom: a@b.example\nSubject: hi\n\nbody", "a.txt", sniff.MAIL),
    (b"From: a@b.example\nSubject: hi\n\nbody", "a.eml", sniff.MAIL),
    # A memorandum is no mail, though it has a "From:".
    (b"TO: File\nFROM: O. Palmgren\nDATE: March 3, 2026\n\nThe witness said", "a.txt", sniff.TEXT),
    (b"From x@y.example Wed Jul 20 17:35:09 2016\nReceived: x\n", "a", sniff.MAILBOX),
    (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nSubject: y\n\n",
        "a.mht",
        sniff.WEB_ARCHIVE,
    ),
    # Mail whose HTML shows pictures is made like a saved page.
    (
        b"From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
        "a.dat",
        sniff.MAIL,
    ),
    (
        b"From: <Saved by a browser>\nSnapshot-Content-Location: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/related\nSubject: y\n\n",
        "a.eml",
        sniff.WEB_ARCHIVE,
    ),
    (b"From - Mon Sep  6 05:25:34 2010\nFrom: a@b.example\n", "Inbox", sniff.MAILBOX),
    (b"From one side of the harbor Sat Nov the other\n", "a.txt", sniff.TEXT),
    ("Dear court".encode("utf-16-le"), "a.txt", sniff.TEXT),
    ("ÄÖ§ – “q”".encode("cp1252"), "a", sniff.TEXT),
    (b"page one\fpage two", "a", sniff.TEXT),
    (bytes(range(256)) * 4, "a.txt", sniff.UNKNOWN),
]


@pytest.mark.parametrize(("content", "name", "expected"), ROWS)
def test_sniff(content, name, expected):
    assert sniff.sniff(content, name) == expected


def test_many_comments_take_no_long_time():
    assert sniff.sniff(b"<!---->" * 5000 + b"x", "a.txt") == sniff.TEXT


def test_type_of_name():
    assert sniff.type_of_name("Complaint (final).DOCX") == sniff.DOCX
    assert sniff.type_of_name("no suffix") is None

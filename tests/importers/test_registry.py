"""One call reads any file, or says in one sentence what to do instead."""

import io
import re
import zipfile

import pytest

from importers import limits, registry
from importers.document import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ImportContext,
    ImportFailure,
    TooLargeFile,
    UnreadDocument,
    UnsupportedFormat,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(name, "<x/>")
    return buffer.getvalue()


def context(name: str) -> ImportContext:
    return ImportContext(name)


REFUSED = [
    (b"", "a.pdf", EmptyFile, "empty"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", EncryptedFile, "password"),
    (OLE + "WordDocument".encode("utf-16-le"), "a.doc", DamagedFile, ".docx"),
    (OLE + "__properties_version1.0".encode("utf-16-le"), "a.msg", DamagedFile, "Outlook"),
    (b"\xffWPC\x10", "a.wpd", UnreadDocument, "WordPerfect"),
    (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "a.webarchive", UnreadDocument, "Safari"),
    (b"\x89PNG\r\n\x1a\n", "a.png", DamagedFile, "picture"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "a.heic", UnreadDocument, "JPEG"),
    (zipped("[Content_Types].xml"), "a.vsdx", UnreadDocument, "PDF"),
    (zipped("xl/workbook.xml"), "a.xlsx", DamagedFile, "Excel"),
    (zipped("xl/workbook.bin"), "a.xlsb", UnreadDocument, ".xlsx"),
    (b"MZ\x00\x00", "a.exe", UnsupportedFormat, "program"),
    (bytes(range(256)) * 9, "a.dat", UnsupportedFormat, "does not know"),
]


@pytest.mark.parametrize(("content", "name", "error", "word"), REFUSED)
def test_refusals_name_the_next_step(content, name, error, word):
    with pytest.raises(error) as caught:
        registry.read_content(content, context(name))
    sentence = str(caught.value)
    assert word in sentence
    assert sentence.endswith(".")
    assert re.search(r"\b(import|ask)\b", sentence, re.I), "there is always a next step"
    assert len(sentence) < 220


def test_misnamed_file_is_read_by_its_content():
    document = registry.read_content(b"The ferry left at nine.", context("ferry.pdf"))
    assert document.media_type == "text/plain"
    assert [notice.code for notice in document.notices] == ["misnamed-file"]
    assert "plain text" in document.notices[0].sentence


def test_rightly_named_file_has_no_notice():
    assert registry.read_content(b"The ferry left at nine.", context("ferry.txt")).notices == ()


def test_size_is_looked_at_before_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 10)
    paper = tmp_path / "long.txt"
    paper.write_bytes(b"more than ten bytes")
    with pytest.raises(TooLargeFile, match="Split it"):
        registry.read_file(paper, context(paper.name))


def test_reads_from_disk(tmp_path):
    paper = tmp_path / "a.txt"
    paper.write_bytes(b"one\r\ntwo")
    assert registry.read_file(paper, context("a.txt")).source.text == "one\r\ntwo"


def test_importers_say_what_they_read():
    types = [media_type for importer in registry.IMPORTERS for media_type in importer.media_types]
    assert len(types) == len(set(types))
    assert all(re.fullmatch(r"[a-z]+ \d+", importer.name) for importer in registry.IMPORTERS)


@pytest.mark.parametrize("folder", ["office", "mail", "courts", "seeds"])
def test_every_real_paper_is_read_or_refused_in_one_sentence(shared, folder):
    base = shared / folder if folder == "seeds" else shared / "documents" / folder
    papers = [path for path in sorted(base.iterdir()) if path.suffix != ".pdf"]
    assert papers
    sentences: dict[str, str] = {}
    for paper in papers:
        try:
            document = registry.read_file(paper, context(paper.name))
        except ImportFailure as failure:
            sentences[paper.name] = str(failure)
        else:
            assert document.source.text.strip(), paper.name
    assert [name for name, sentence in sentences.items() if not sentence.endswith(".")] == []

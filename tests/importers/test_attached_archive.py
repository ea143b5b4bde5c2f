"""An archive that came with a message is a list, and each paper in it a document of its own."""

import zipfile

import pytest

from importers import limits, registry, sniff
from importers.document import (
    DamagedFile,
    EncryptedFile,
    ImportContext,
    TooLargeFile,
    UnsupportedFormat,
)
from importers.source_text import Zone
from tests.importers.test_archive import locked, taped, zipped

WORDS = {"Vol 1/a.txt": b"first words", "b.txt": b"other words"}


def read(content: bytes, name: str = "papers.zip", password: str | None = None):
    document = registry.read_content(content, ImportContext(name, password))
    document.source.validate()
    return document


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (zipped(WORDS), "papers.zip", sniff.ZIP),
        (taped(WORDS, "w:gz"), "papers.tgz", sniff.ARCHIVE),
        (taped(WORDS), "papers.tar", sniff.ARCHIVE),
        (zipped(WORDS), "brief.docx", sniff.ZIP),
    ],
)
def test_each_paper_inside_becomes_a_document(content, name, media_type):
    document = read(content, name)
    assert document.media_type == media_type and document.reader == "archive 1"
    assert document.source.text == "Vol 1/a.txt\nb.txt\n"
    assert {zone.zone for zone in document.source.zones} == {Zone.PAGE_FURNITURE}
    assert [(each.name, each.content) for each in document.attachments] == [
        ("a.txt", b"first words"),
        ("b.txt", b"other words"),
    ]
    (notice,) = [notice for notice in document.notices if notice.code == "archive"]
    assert notice.sentence == "This archive holds 2 papers; each is a document of its own."


def test_what_is_left_out_is_named():
    content = bytearray(
        zipped({**WORDS, "empty.pdf": b"", "bad.txt": b"damaged!"}, zipfile.ZIP_STORED)
    )
    content[content.index(b"damaged!")] ^= 0xFF
    document = read(bytes(content))
    assert [each.name for each in document.attachments] == ["a.txt", "b.txt"]
    (notice,) = [notice for notice in document.notices if notice.code == "attachments-left-out"]
    assert "“empty.pdf”, “bad.txt”" in notice.sentence


def test_its_password():
    content = locked("a.txt", b"the terms", b"sesame")
    with pytest.raises(EncryptedFile, match="is locked with a password"):
        read(content)
    with pytest.raises(EncryptedFile, match="That password does not open this archive"):
        read(content, password="wrong")
    assert read(content, password="sesame").attachments[0].content == b"the terms"


def test_refusals(monkeypatch):
    with pytest.raises(UnsupportedFormat, match="Nothing in this archive"):
        read(zipped({"empty.txt": b""}))
    with pytest.raises(DamagedFile, match="damaged or was cut off"):
        read(b"PK\x03\x04 and then nothing")
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10)
    with pytest.raises(TooLargeFile, match="Save it to a folder"):
        read(zipped(WORDS))

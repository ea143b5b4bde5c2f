"""Files inside PDFs: in trees of names, on pages, associated; damaged, too large, in rings."""

import zlib

import pytest

from benchmarks.attacks import pdf, stream
from importers import limits, registry
from importers.document import ImportContext

PAGES = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>")


def file(name: bytes, number: int) -> bytes:
    return b"<</Type/Filespec/F(%s)/EF<</F %d 0 R>>>>" % (name, number)


def read(names: bytes, *objects: bytes, page: bytes = b""):
    catalogue = b"<</Type/Catalog/Pages 2 0 R%s>>" % names
    made = pdf(catalogue, PAGES[0], PAGES[1] % page, *objects)
    return registry.read_content(made, ImportContext("a.pdf"))


def attached(document) -> list[tuple[str, bytes]]:
    return [(each.name, each.content) for each in document.attachments]


def codes(document) -> set[str]:
    return {notice.code for notice in document.notices}


TREE = b"/Names<</EmbeddedFiles<</Kids[4 0 R 5 0 R]>>>>"


def test_branches_of_the_tree_of_names_are_followed_in_order():
    document = read(
        TREE,
        b"<</Kids[6 0 R]>>",
        b"<</Names[(b) %s]>>" % file(b"Vol 2/b.txt", 8),
        b"<</Names[(a) %s]>>" % file(b"a.txt", 7),
        stream(b"First."),
        stream(b"Second."),
    )
    assert attached(document) == [("a.txt", b"First."), ("b.txt", b"Second.")]


def test_a_tree_that_holds_itself_ends():
    document = read(
        TREE,
        b"<</Kids[4 0 R 5 0 R]>>",
        b"<</Kids[4 0 R]/Names[(a) %s]>>" % file(b"a.txt", 6),
        stream(b"First."),
    )
    assert attached(document) == [("a.txt", b"First.")]


@pytest.mark.parametrize(
    "page", [b"/AF[%s]", b"/AF %s", b"/Annots[<</Subtype/FileAttachment/Rect[0 0 1 1]/FS %s>>]"]
)
def test_files_of_pages_are_taken(page):
    document = read(b"", stream(b"First."), page=page % file(b"C:\\\\papers\\\\a.txt", 4))
    assert attached(document) == [("a.txt", b"First.")]


def test_a_file_named_twice_is_taken_once():
    names = b"/Names<</EmbeddedFiles<</Names[(a) %s (b) %s]>>>>"
    document = read(names % (file(b"a.txt", 4), file(b"a.txt", 4)), stream(b"First."))
    assert attached(document) == [("a.txt", b"First.")]


def test_another_file_for_another_system_is_taken_too():
    both = b"<</F(a.txt)/EF<</F 4 0 R/UF 4 0 R/Mac 5 0 R>>>>"
    names = b"/Names<</EmbeddedFiles<</Names[(a) %s]>>>>" % both
    document = read(names, stream(b"First."), stream(b"Second."))
    assert attached(document) == [("a.txt", b"First."), ("a.txt", b"Second.")]


@pytest.mark.parametrize("lost", [b"null", stream(b"?", b"/Filter/Unheard"), b"<</F 1>>"])
def test_a_damaged_file_is_told_and_the_others_are_taken(lost):
    names = b"/Names<</EmbeddedFiles<</Names[(a) %s (b) %s]>>>>"
    document = read(names % (file(b"a.txt", 4), file(b"b.txt", 5)), lost, stream(b"Second."))
    assert attached(document) == [("b.txt", b"Second.")]
    sentences = [row.sentence for row in document.notices if row.code == "attachments-damaged"]
    assert len(sentences) == 1
    assert "a.txt" in sentences[0]


def test_what_is_too_large_together_is_told(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 9)
    names = b"/Names<</EmbeddedFiles<</Names[(a) %s (b) %s]>>>>"
    document = read(
        names % (file(b"a.txt", 4), file(b"b.txt", 5)),
        stream(b"First."),
        stream(zlib.compress(b"Second."), b"/Filter/FlateDecode"),
    )
    assert attached(document) == [("a.txt", b"First.")]
    assert "attachments-left-out" in codes(document)


def test_a_real_portfolio(shared):
    path = shared / "documents" / "pdf" / "testPDF_deeplyEmbeddedAttachments.pdf"
    document = registry.read_content(path.read_bytes(), ImportContext(path.name))
    assert len(document.attachments) == 20

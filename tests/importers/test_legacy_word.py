"""Old Word files: pieces of text, notes, fields, what is deleted or hidden, and hostile files."""

import re
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from importers import registry
from importers.document import (
    DamagedFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    UnsupportedFormat,
)
from importers.legacy_word import LegacyWordImporter
from tests.importers.ole_files import ole_file

TEXT_AT = 0x800


def doc(
    *pieces: str | bytes,
    lengths: tuple[int, ...] | None = None,
    runs: list[tuple[int, bytes]] = (),
    endnotes: tuple[int, ...] = (),
    flags: int = 0x0200,
    version: int = 0x00C1,
    magic: int = 0xA5EC,
) -> bytes:
    """Return a file of pieces: a ``str`` in UTF-16, ``bytes`` in one byte each."""
    counts = [
        len(piece) if isinstance(piece, bytes) else len(piece.encode("utf-16-le")) // 2
        for piece in pieces
    ]
    lengths = (lengths or (sum(counts),)) + (0,) * (8 - len(lengths or (1,)))
    text, places = b"", []
    for piece in pieces:
        narrow = isinstance(piece, bytes)
        at = TEXT_AT + len(text)
        places.append(at * 2 | 0x40000000 if narrow else at)
        text += piece if narrow else piece.encode("utf-16-le")
    edges = [sum(counts[:at]) for at in range(len(counts) + 1)]
    plan = struct.pack(f"<{len(edges)}I", *edges)
    plan += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x01\x02\x00xx\x02" + struct.pack("<I", len(plan)) + plan
    page = runs_page(runs)
    bins = struct.pack("<III", TEXT_AT, TEXT_AT + len(text), 2) if runs else b""
    notes = struct.pack(f"<{len(endnotes) + 1}I", *endnotes, 0) + bytes(2 * len(endnotes))
    main = bytearray(TEXT_AT)
    struct.pack_into("<HH", main, 0, magic, version)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<8i", main, 0x4C, *lengths)
    struct.pack_into("<II", main, 0xFA, len(clx), len(bins))
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    struct.pack_into("<II", main, 0x020A, len(clx) + len(bins), len(notes))
    main[1024:1536] = page
    return ole_file({"WordDocument": bytes(main) + text, "1Table": clx + bins + notes})


def runs_page(runs: list[tuple[int, bytes]]) -> bytes:
    """Return a page of runs: where each begins, counted in bytes from the text, and its properties."""
    page = bytearray(512)
    starts = [TEXT_AT + start for start, _ in runs] + [TEXT_AT + 10_000]
    struct.pack_into(f"<{len(starts)}I", page, 0, *starts)
    at = 400
    for number, (_, properties) in enumerate(runs):
        if properties:
            page[4 * len(starts) + number] = at // 2
            page[at : at + 1 + len(properties)] = bytes([len(properties)]) + properties
            at += 20
    page[511] = len(runs)
    return bytes(page)


def read(content: bytes) -> ImportedDocument:
    return registry.read_content(content, ImportContext("a.doc"))


def zones(document: ImportedDocument) -> list[tuple[str, str]]:
    text = document.source.text
    return [(row.zone.value, row.span.of(text)) for row in document.source.paragraphs]


TEXTS = [
    (("The ferry\rleft.\r",), "The ferry\nleft.\n"),
    ((b"The \x93ferry\x94\r", "leftß.\r"), "The “ferry”\nleftß.\n"),
    (("One.\r", b"Two.\r", "Three."), "One.\nTwo.\nThree.\n"),
    (("one\x0btwo\x1ethree\x1f\x01\x08\x0cmore\r",), "one\ntwo\u2011three\u00ad\nmore\n"),
    (('See \x13 HYPERLINK "x" \x14the rule\x15 here\r',), "See the rule here\n"),
    (("\x13 IF \x13 PAGE \x141\x15 = 1 \x14yes\x15\r",), "yes\n"),
    (("a\x07b\x07\x07c\x07d\x07\x07after\r",), "a\tb\t\nc\td\t\nafter\n"),
    (("\U0001f60a and on\r",), "\U0001f60a and on\n"),
]


@pytest.mark.parametrize(("pieces", "text"), TEXTS)
def test_text(pieces, text):
    # The file counts units of UTF-16.
    units = sum(len(p) if isinstance(p, bytes) else len(p.encode("utf-16-le")) // 2 for p in pieces)
    document = read(doc(*pieces, lengths=(units,)))
    assert document.source.text == text
    assert [notice.code for notice in document.notices] == ["text-only"]


def test_notes_headers_and_comments_stand_behind_the_text():
    body, foot, head, note, end = (
        "Paid.\x02 Later.\x02\r",
        "\x02 Compl. 3.\r",
        "Draft\r",
        "Really?\r",
        "\x02 End.\r",
    )
    lengths = (len(body), len(foot), len(head), 0, len(note), len(end))
    document = read(doc(body + foot + head + note + end, lengths=lengths, endnotes=(13,)))
    assert zones(document) == [
        ("body", "Paid.[1] Later.[i]"),
        ("footnote", "[1] Compl. 3."),
        ("footnote", "[i] End."),
        ("unrelated", "Really?"),
        ("page furniture", "Draft"),
    ]


DELETED, INSERTED, HIDDEN = b"\x00\x08\x01", b"\x01\x08\x01", b"\x3c\x08\x01"


def test_deleted_and_hidden_text_is_marked():
    # Before "deleted" stand properties of other sizes, which are passed over.
    others = b"\x43\x4a\x18\x00" + b"\x15\xca\x02xx"
    runs = [
        (0, b""),
        (6, others + DELETED),
        (16, INSERTED),
        (22, HIDDEN),
        (32, b"\x3c\x08\x00"),
    ]
    document = read(doc("We shallmaynever pay.\r", runs=runs))
    text = document.source.text
    assert text == "We shallmaynever pay.\n"
    assert [(zone.reason, zone.span.of(text)) for zone in document.source.zones] == [
        ("tracked deletion", "shall"),
        ("hidden text", "never"),
    ]
    assert [notice.code for notice in document.notices] == [
        "text-only",
        "tracked-changes",
        "hidden-text",
    ]


def test_word_6_lies_in_one_piece():
    main = bytearray(TEXT_AT)
    struct.pack_into("<HH", main, 0, 0xA5DC, 101)
    text = b"The \x93ferry\x94 left.\r"
    struct.pack_into("<II", main, 0x18, TEXT_AT, TEXT_AT + len(text))
    struct.pack_into("<8i", main, 0x34, len(text), *[0] * 7)
    assert read(ole_file({"WordDocument": bytes(main) + text})).source.text == "The “ferry” left.\n"


REFUSED = [
    (doc("x", flags=0x0300), EncryptedFile, "password"),
    (doc("x", version=45), UnsupportedFormat, "older"),
    (doc("x", magic=1), DamagedFile, "mend"),
    (doc("x", flags=0), DamagedFile, "mend"),
    (doc("x", lengths=(-5,)), DamagedFile, "mend"),
    (doc("x", lengths=(2_000_000_000,)), DamagedFile, "mend"),
    (ole_file({"WordDocument": b"short"}), DamagedFile, "mend"),
]


@pytest.mark.parametrize(("content", "error", "word"), REFUSED)
def test_refusals(content, error, word):
    with pytest.raises(error, match=word):
        LegacyWordImporter().read(content, ImportContext("a.doc"))


SEED = doc(
    "Paid.\x02 \x13x\x14y\x15\r", b"a\x07b\x07\x07", "n\r", lengths=(20, 3), runs=[(0, DELETED)]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SEED) - 1), st.sampled_from([0, 1, 2, 0x40, 0x7F, 0xFF])),
        max_size=25,
    )
)
@example([(33, 1)])  # a sector shift beyond all bounds: OverflowError in olefile
def test_mutated_files_are_read_or_refused(changes):
    content = bytearray(SEED)
    for at, octet in changes:
        content[at] = octet
    try:
        document = LegacyWordImporter().read(bytes(content), ImportContext("a.doc"))
    except ImportFailure:
        return
    document.source.validate()
    document.source.text.encode("utf-8")


def test_a_real_opinion(shared):
    path = shared / "documents/courts/opinion.doc"
    document = registry.read_file(path, ImportContext(path.name))
    text = document.source.text
    assert "Indiana Supreme Court" in text
    assert len(re.findall(r"\w+", text)) > 900
    assert document.metadata.first("created").value == "2005-05-03"
    found = zones(document)
    assert found[-1][0] == "footnote"
    assert found[-1][1].startswith("[1]")
    assert text.count("[1]") == 2
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x13-\x15]", text)

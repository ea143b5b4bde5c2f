"""Outlook's files: messages, other items, attachments, compressed bodies, and hostile ones."""

import datetime as dt
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import limits, registry
from importers.document import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    TooLargeFile,
)
from importers.outlook import OutlookImporter
from importers.outlook_rtf import body_of_rtf, decompressed
from tests.importers.ole_files import ole_file

TABLE = "__properties_version1.0"


def ticks(moment: dt.datetime) -> bytes:
    since = moment - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
    return struct.pack("<Q", int(since.total_seconds()) * 10_000_000)


def folder(header: int, texts: dict[int, str], values: dict[int, bytes] | None = None, **more):
    """Return the streams of one message, recipient or attachment."""
    rows = b"".join(
        struct.pack("<HHI", 0x40, tag, 6) + value.ljust(8, b"\x00")
        for tag, value in (values or {}).items()
    )
    streams = {TABLE: bytes(header) + rows}
    streams |= {
        f"__substg1.0_{tag:04X}001F": text.encode("utf-16-le") for tag, text in texts.items()
    }
    return streams | more


def inside(path: str, streams: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{path}/{name}": content for name, content in streams.items()}


MAIL = {0x001A: "IPM.Note", 0x0037: "The ferry", 0x1000: "The ferry left at nine.\r\n\r\nIda"}
FROM = {0x0042: "Ida Moss", 0x5D02: "ida@moss.example"}
SENT = {0x0039: ticks(dt.datetime(2026, 3, 5, 16, 30, tzinfo=dt.UTC))}


def read(streams: dict[str, bytes]) -> ImportedDocument:
    return registry.read_content(ole_file(streams), ImportContext("a.msg"))


def codes(document: ImportedDocument) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_message():
    recipient = folder(8, {0x3001: "Ole Brandt", 0x39FE: "ole@brandt.example"}, {0x0C15: b"\x01"})
    copied = folder(8, {0x3001: "Una Reyes", 0x3003: "/O=ORG/CN=UNA"}, {0x0C15: b"\x02"})
    document = read(
        folder(32, MAIL | FROM, SENT)
        | inside("__recip_version1.0_#00000000", recipient)
        | inside("__recip_version1.0_#00000001", copied)
    )
    assert document.source.text == (
        "From: Ida Moss <ida@moss.example>\nTo: Ole Brandt <ole@brandt.example>\nCc: Una Reyes\n"
        "Date: Thu, 05 Mar 2026 16:30:00 +0000\nSubject: The ferry\n\nThe ferry left at nine.\n\nIda"
    )
    assert document.metadata.first("author").value == "Ida Moss"
    assert document.metadata.first("published").value == "2026-03-05"
    assert document.notices == ()


def test_the_day_of_the_senders_clock_where_the_headers_travelled_along():
    early = {0x0039: ticks(dt.datetime(2026, 3, 5, 2, 30, tzinfo=dt.UTC))}
    assert codes(read(folder(32, MAIL | FROM, early))) == ["universal-time"]
    headers = {0x007D: "From: x\r\nDate: Wed, 4 Mar 2026 21:30:00 -0500\r\nSubject: y\r\n"}
    document = read(folder(32, MAIL | FROM | headers, early))
    assert document.metadata.first("published").value == "2026-03-04"
    assert document.notices == ()


def test_eight_bit_characters_are_read_by_the_messages_code_page():
    streams = folder(32, {0x001A: "IPM.Note"}, {0x3FFD: struct.pack("<I", 1251)})
    streams["__substg1.0_1000001E"] = "Паром".encode("cp1251")
    assert read(streams).source.text == "Паром"
    streams[TABLE] = bytes(32)
    streams["__substg1.0_1000001E"] = "“no”".encode("cp1252")
    assert read(streams).source.text == "“no”"


def test_attachments_and_a_message_inside():
    inner = folder(24, {0x0037: "Café", 0x1000: "Zoë wrote this.", 0x0042: "Zoë"}, SENT)
    file = folder(8, {0x3707: "Permit 4/5.pdf"})
    file["__substg1.0_37010102"] = b"%PDF-1.4 x"
    linked = folder(8, {0x3707: "far.pdf"}, {0x3705: b"\x04"})
    document = read(
        folder(32, MAIL)
        | inside("__attach_version1.0_#00000000", file)
        | inside("__attach_version1.0_#00000001", folder(8, {}))
        | inside("__attach_version1.0_#00000001/__substg1.0_3701000D", inner)
        | inside("__attach_version1.0_#00000002", linked)
    )
    permit, message = document.attachments
    assert (permit.name, permit.content) == ("Permit 4 5.pdf", b"%PDF-1.4 x")
    assert message.name == "Café.eml"
    assert codes(document) == ["linked-attachment"]
    child = registry.read_content(message.content, ImportContext(message.name))
    assert child.source.text == (
        "From: Zoë\nDate: Thu, 05 Mar 2026 16:30:00 +0000\nSubject: Café\n\nZoë wrote this."
    )


def test_the_same_message_inside_gives_the_same_bytes():
    inner = folder(24, {0x0037: "x", 0x1000: "y"})
    streams = folder(32, MAIL) | inside(
        "__attach_version1.0_#00000000",
        folder(8, {}) | inside("__substg1.0_3701000D", inner),
    )
    assert read(streams).attachments == read(streams).attachments


def test_small_pictures_of_the_text_stay_in_it():
    logo = folder(8, {0x3707: "logo.png", 0x3712: "<1>"})
    logo["__substg1.0_37010102"] = b"\x89PNG\r\n\x1a\n"
    document = read(folder(32, MAIL) | inside("__attach_version1.0_#00000000", logo))
    assert codes(document) == ["small-pictures"]
    assert document.attachments == ()


def test_an_appointment():
    named = struct.pack("<IHH", 0x8208, 0, 0) + struct.pack("<IHH", 0x820D, 0, 1)
    streams = folder(
        32,
        {0x001A: "IPM.Appointment", 0x0037: "Deposition", 0x8000: "Room 4", 0x1000: "Bring it."},
        {0x8001: SENT[0x0039]},
    )
    streams["__nameid_version1.0/__substg1.0_00030102"] = named
    document = read(streams)
    assert document.source.text == (
        "Subject: Deposition\nLocation: Room 4\nStart: Thu, 05 Mar 2026 16:30:00 +0000\n\nBring it."
    )
    assert codes(document) == ["universal-time"]
    assert document.metadata.first("published") is None


SEALED = [("IPM.Note.SMIME", EncryptedFile), ("IPM.Nothing", EmptyFile)]


@pytest.mark.parametrize(("kind", "error"), SEALED)
def test_refusals(kind, error):
    with pytest.raises(error) as caught:
        read(folder(32, {0x001A: kind}))
    assert str(caught.value).endswith(".")


def test_a_signed_message_comes_out_as_it_travelled():
    part = folder(8, {0x3707: "smime.p7m"})
    part["__substg1.0_37010102"] = b"From: a@b.example\r\nX-A: b\r\n\r\nSigned words.\r\n"
    document = read(
        folder(32, {0x001A: "IPM.Note.SMIME.MultipartSigned", 0x0037: "x"})
        | inside("__attach_version1.0_#00000000", part)
    )
    assert codes(document) == ["signed"]
    (message,) = document.attachments
    assert (
        registry.read_content(message.content, ImportContext(message.name)).media_type
        == "message/rfc822"
    )


# -- compressed Rich Text ----------------------------------------------------------------------


def packed(raw: bytes, body: bytes, kind: bytes = b"LZFu") -> bytes:
    return struct.pack("<II4sI", len(body) + 12, len(raw), kind, 0) + body


def test_compressed_text_of_the_specification():
    """The example of MS-OXRTFCP, section 3.1, with its repeated "ABCDEF" made from the window."""
    plain = rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    body = bytes.fromhex("000d f0 e7 00 00".replace(" ", ""))
    assert decompressed(packed(b"", body)) == b""
    # Literals, then a reference that overlaps what it writes, then the end.
    literal = b"WXYZ"
    at = 207
    reference = struct.pack(">H", at << 4 | (16 - 2))
    end = struct.pack(">H", (at + 4 + 16) << 4)
    body = bytes([0b0011_0000]) + literal + reference + end
    assert decompressed(packed(literal * 5, body)) == literal * 5
    assert decompressed(packed(plain, plain, b"MELA")) == plain


@pytest.mark.parametrize("content", [b"", b"x" * 10, packed(b"x", b"y", b"none")])
def test_what_is_not_compressed_so_is_damaged(content):
    with pytest.raises(DamagedFile):
        decompressed(content)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=80))
def test_any_octets_are_unpacked_or_refused(body):
    assert len(decompressed(packed(b"x" * 5000, body))) <= 5000


HTML_INSIDE = (
    rb"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0\fcharset204 T;}}{\colortbl\red0;}"
    rb"{\*\htmltag64 <p title=\'22x\'22>}\htmlrtf {\f0 \htmlrtf0 \'cd\'e5\'f2 {\*\htmltag84 &nbsp;}"
    rb"\htmlrtf no\htmlrtf0 {\*\mhtmltag8 zzz}\u8221?\lquote x\htmlrtf }\htmlrtf0"
    rb"{\*\htmltag244 </p>}\par{\*\htmltag \par}}"
)


def test_html_inside_rich_text():
    assert body_of_rtf(HTML_INSIDE) == ("", '<p title="x">Нет &nbsp;”‘x</p>\n\n')


def test_rich_text_alone_becomes_text():
    assert body_of_rtf(rb"{\rtf1\ansi One.\par Two.}") == ("One.\nTwo.\n", "")
    assert body_of_rtf(rb"{\rtf1\ansi\fromtext One.\par Two.}") == ("One.\nTwo.", "")


def test_a_body_of_rich_text_alone():
    raw = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}The ferry left.{\*\htmltag </p>}}"
    streams = folder(32, {0x001A: "IPM.Note", 0x0037: "x"})
    streams["__substg1.0_10090102"] = packed(raw, raw, b"MELA")
    assert read(streams).source.text == "Subject: x\n\nThe ferry left."


# -- hostile files -----------------------------------------------------------------------------


def test_messages_nested_too_deeply():
    streams: dict[str, bytes] = {}
    path = ""
    for depth in range(limits.MAX_NESTED_MESSAGES + 3):
        streams |= inside(path, folder(24 if depth else 32, MAIL)) if path else folder(32, MAIL)
        path = f"{path}/__attach_version1.0_#00000000".lstrip("/")
        streams |= inside(path, folder(8, {}))
        path += "/__substg1.0_3701000D"
    with pytest.raises(TooLargeFile, match="messages inside messages"):
        read(streams)


def test_attachments_that_share_their_bytes_are_refused(monkeypatch):
    """One stream under many names multiplies a file."""
    part = folder(8, {0x3707: "a.bin"}) | {"__substg1.0_37010102": b"x" * 20_000}
    content = ole_file(folder(32, MAIL) | inside("__attach_version1.0_#00000000", part))
    monkeypatch.setattr("importers.outlook._BYTES_PER_BYTE", 0)
    with pytest.raises(DamagedFile):
        OutlookImporter().read(content, ImportContext("a.msg"))


def test_a_file_without_a_table_is_damaged():
    with pytest.raises(DamagedFile):
        OutlookImporter().read(ole_file({"x": b"y"}), ImportContext("a.msg"))
    with pytest.raises(DamagedFile):
        OutlookImporter().read(b"no such file", ImportContext("a.msg"))


SEED = ole_file(
    folder(32, MAIL | FROM, SENT) | inside("__recip_version1.0_#00000000", folder(8, {0x3001: "x"}))
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SEED) - 1),
            st.sampled_from([0, 1, 2, 0x1E, 0x1F, 0x7F, 0xFE, 0xFF]),
        ),
        max_size=20,
    ),
    st.integers(0, 3),
)
def test_mutated_files_are_read_or_refused(changes, cut):
    content = bytearray(SEED)
    for at, octet in changes:
        content[at] = octet
    try:
        document = OutlookImporter().read(
            bytes(content[: len(content) - 700 * cut]), ImportContext("a.msg")
        )
    except ImportFailure:
        return
    document.source.validate()
    document.source.text.encode("utf-8")


REAL = {
    "test-outlook.msg": ("Microsoft Outlook Express 6", 0),
    "test-outlook2003.msg": ("Welcome to Microsoft Office Outlook 2003", 11),
    "testMSG.msg": ("MIME registry use cases", 0),
    "testMSG_Appointment.msg": ("Quick brown fox", 0),
    "testMSG_Contact.msg": (None, 0),
    "testMSG_Post.msg": ("QuickBrownFox", 0),
    "testMSG_StickyNote.msg": ("This is a note about the quick brown fox", 0),
    "testMSG_Task.msg": ("Must jump over the lazy dog", 0),
    "testMSG_att_doc.msg": ("test pièce jointe 1", 2),
    "testMSG_att_msg.msg": ("test email", 2),
    "testMSG_chinese.msg": ("Alfresco MSG format testing ( MSG 格式測試 )", 0),
    "testMSG_forwarded.msg": ("FW: Testing", 0),
}


def test_real_files(shared):
    found = {}
    for path in (shared / "documents/mail").glob("*.msg"):
        document = registry.read_file(path, ImportContext(path.name))
        title = document.metadata.first("title")
        found[path.name] = (title.value if title else None, len(document.attachments))
    assert found == REAL


def test_every_real_message_has_a_body_of_compressed_text_that_reads_as_its_plain_one(shared):
    """The plain body is Outlook's own rendering: an oracle for the two ways of reading Rich Text."""
    import olefile

    from importers.message import Message, imported

    seen = 0
    for path in (shared / "documents/mail").glob("*.msg"):
        with olefile.OleFileIO(str(path)) as ole:
            if not ole.exists("__substg1.0_10090102"):
                continue
            plain, html = body_of_rtf(decompressed(ole.openstream("__substg1.0_10090102").read()))
            wide = ole.exists("__substg1.0_1000001F")
            raw = ole.openstream(f"__substg1.0_1000001{'F' if wide else 'E'}").read()
        read = imported(Message((), plain, html), "x", "y").source.text
        expected = set(raw.decode("utf-16-le" if wide else "cp1252", "replace").split())
        ascii_words = {word for word in expected if word.isascii() and word.isalpha()}
        assert len(ascii_words - set(read.split())) <= 0.1 * len(ascii_words), path.name
        seen += 1
    assert seen >= 8

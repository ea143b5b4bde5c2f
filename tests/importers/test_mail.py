"""E-mail as it travels: headers, body, quoted replies, attachments, mailboxes, and hostile ones."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
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
from importers.mail import MailboxImporter, MailImporter
from importers.source_text import Zone

HEAD = (
    b"From: Ida Moss <ida@moss.example>\nTo: Ole Brandt <ole@brandt.example>\n"
    b"Date: Mon, 6 Sep 2010 23:30:00 -0700\nSubject: The ferry\nMessage-ID: <1@moss.example>\n"
)


def read(content: bytes, name: str = "a.eml") -> ImportedDocument:
    document = registry.read_content(content, ImportContext(name))
    text = document.source.text
    for value in document.metadata.values:
        if value.span and value.field != "published":
            assert " ".join(value.span.of(text).split()) == value.value
    return document


def codes(document: ImportedDocument) -> list[str]:
    return [notice.code for notice in document.notices]


def zones(document: ImportedDocument) -> list[tuple[str, str]]:
    text = document.source.text
    return [(row.zone.value, row.span.of(text)) for row in document.source.paragraphs]


def built(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in (
        {"From": "Ida Moss <ida@moss.example>", "Subject": "The ferry"} | headers
    ).items():
        message[name] = value
    return message


def test_a_plain_message():
    document = read(HEAD + b"\nThe ferry left at nine.\n\nIda\n")
    assert document.source.text == (
        "From: Ida Moss <ida@moss.example>\nTo: Ole Brandt <ole@brandt.example>\n"
        "Date: Mon, 6 Sep 2010 23:30:00 -0700\nSubject: The ferry\n\nThe ferry left at nine.\n\nIda\n"
    )
    assert zones(document)[3:] == [
        ("heading", "Subject: The ferry"),
        ("body", "The ferry left at nine."),
        ("body", "Ida"),
    ]
    first = document.metadata.first
    assert first("author").value == "Ida Moss"
    # The day on the sender's clock, not the next day in Greenwich.
    assert first("published").value == "2010-09-06"
    assert first("title").value == "The ferry"
    assert document.notices == ()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"=?utf-8?B?Q2Fmw6k=?= Moss <a@b.example>", "Café Moss"),
        (b"=?iso-8859-1?Q?Jos=E9?= =?iso-8859-1?Q?_Ruiz?= <a@b.example>", "José Ruiz"),
        # One character cut in two, as some programs do.
        (b"=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?= <a@b.example>", "Café"),
        (b'"Moss, Ida" <a@b.example>', "Ida Moss"),
        (b"Moss, Ida B. (Legal) <a@b.example>", "Ida B. Moss"),
        (b'"Harbor Lines, Inc." <a@b.example>', "Harbor Lines, Inc."),
        (b"<a@b.example>", "a@b.example"),
        (b"a@b.example", "a@b.example"),
        ("Zoë Moss <a@b.example>".encode(), "Zoë Moss"),
        ("Zoë Moss <a@b.example>".encode("latin-1"), "Zoë Moss"),
        (b"=?no-such?Q?Ida?= <a@b.example>", "Ida"),
        (b"=?utf-8?B?!!!?= <a@b.example>", "!!!"),
    ],
)
def test_names_of_senders(header, expected):
    document = registry.read_content(b"From: " + header + b"\nX-A: b\n\nx", ImportContext("a.eml"))
    author = document.metadata.first("author").value
    assert author == expected or expected == "!!!"


@pytest.mark.parametrize(
    ("header", "persons"),
    [
        ("Ole Brandt <o@b.example>", ["Ole Brandt"]),
        ("Ole Brandt <o@b.example>, i@m.example", ["Ole Brandt", "i@m.example"]),
        ('"Moss, Ida" <i@m.example>, Ole <o@b.example>', ["Ida Moss", "Ole"]),
        ("Moss, Ida <i@m.example>, Ole <o@b.example>", ["Ida Moss", "Ole"]),
        ("Moss, Ida; Brandt, Ole", ["Ida Moss", "Ole Brandt"]),
        ("Moss, Ida", ["Ida Moss"]),
        ("undisclosed-recipients:;", []),
    ],
)
def test_those_a_message_was_sent_to(header, persons):
    document = registry.read_content(
        f"From: a@b.example\nTo: {header}\n\nx".encode(), ImportContext("a.eml")
    )
    assert [value.value for value in document.metadata.all("addressee")] == persons


def test_folded_headers_stand_on_one_line():
    content = b"From: a@b.example\nSubject: The\n  ferry\n\tand the permit\nX-A: b\n\nx"
    assert "Subject: The ferry and the permit\n" in read(content).source.text


@pytest.mark.parametrize("written", [b"Mon, 99 Sep 2010", b"soon", b"", b"Mon, 6 Sep 99999 1:1:1"])
def test_a_date_that_is_none_gives_no_day(written):
    document = read(b"From: a@b.example\nX-A: b\nDate: " + written + b"\n\nhello there")
    assert document.metadata.first("published") is None


def test_plain_is_preferred_and_html_read_where_it_stands_alone():
    message = built()
    message.set_content("The ferry left at nine.")
    message.add_alternative("<p>The <b>ferry</b> left at nine.</p>", subtype="html")
    assert zones(read(bytes(message)))[-1] == ("body", "The ferry left at nine.")
    alone = built()
    alone.set_content(
        "<style>p {}</style><p>The ferry<br>left.</p><blockquote>No boat leaves.</blockquote>"
        "<img src='https://nowhere.example/x.gif'>",
        subtype="html",
    )
    assert zones(read(bytes(alone)))[2:] == [
        ("body", "The ferry"),
        ("body", "left."),
        ("block quote", "No boat leaves."),
    ]


def test_a_plain_form_that_only_points_to_the_other_gives_way():
    message = built()
    message.set_content("Your program shows no HTML.")
    message.add_alternative("<p>" + "The ferry left at nine. " * 20 + "</p>", subtype="html")
    assert "The ferry left" in read(bytes(message)).source.text


def test_replies_are_marked_and_forwards_are_not():
    reply = HEAD + b"\nNo.\n\nOn Sun, 5 Sep 2010 at 10:02, Ole wrote:\n> Ten?\n>\n> Ole\n"
    document = read(reply)
    assert codes(document) == ["quoted-reply"]
    text = document.source.text
    assert document.source.zone_at(text.index("Ten?")) is Zone.UNRELATED
    assert document.source.zone_at(text.index("On Sun")) is Zone.BODY
    forward = HEAD.replace(b"The ferry", b"Fwd: The ferry") + (
        b"\nFYI\n\n---------- Forwarded message ---------\nFrom: Ole\nDate: Sun\nTo: Ida\n\nTen?\n"
    )
    document = read(forward)
    assert codes(document) == ["forwarded-message"]
    assert document.source.zone_at(document.source.text.index("Ten?")) is Zone.BODY


def test_replies_in_html():
    message = built()
    message.set_content(
        "<div>No.</div><div class='x'>On Sun, 5 Sep 2010 at 10:02, Ole Brandt wrote:<br>"
        "</div><blockquote><div>Ten?</div><div>Ole</div></blockquote><div>Ida</div>",
        subtype="html",
    )
    found = {words: zone for zone, words in zones(read(bytes(message)))}
    assert found["Ten?"] == found["Ole"] == "unrelated"
    assert found["No."] == found["Ida"] == "body"


def test_attachments_become_documents_and_small_pictures_do_not():
    message = built()
    message.set_content("See the permit.")
    message.add_attachment(b"%PDF-1.4 x", "application", "pdf", filename="Permit: §4/5.pdf")
    message.add_attachment("a note", filename="note.txt")
    message.add_attachment(b"GIF89a", "image", "gif", cid="<logo>", disposition="inline")
    document = read(bytes(message))
    assert [(a.name, a.content) for a in document.attachments] == [
        ("Permit §4 5.pdf", b"%PDF-1.4 x"),
        ("note.txt", b"a note\n"),
    ]
    assert codes(document) == ["small-pictures"]
    assert "Attachments: Permit §4 5.pdf, note.txt" in document.source.text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_attached_message_comes_out_byte_for_byte(newline):
    inner = (
        b"From:  Ole  Brandt <ole@brandt.example>\nSubject: a very long subject of the inner message "
        b"that nobody would fold in that place at all\nX-Odd:   two  spaces \n\tand a fold\n"
        b"X-Eight: \xe4\n\nFrom here on.\n"
    )
    inner = inner.replace(b"\n", newline.encode())
    outer = (
        HEAD.replace(b"\n", newline.encode())
        + (
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\n"
            "Content-Type: message/rfc822\n\n"
        )
        .replace("\n", newline)
        .encode()
        + inner
        + f"{newline}--b--{newline}".encode()
    )
    (attached,) = read(outer).attachments
    assert attached.content == inner
    assert attached.name.startswith("a very long subject")
    assert attached.name.endswith(".eml")


def test_parts_of_the_body_follow_one_another():
    content = HEAD + (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: text/html\n\n"
        b"<p>Two.</p>\n--b--\n"
    )
    assert [words for _, words in zones(read(content))][-2:] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("charset", "octets", "expected"),
    [
        ("us-ascii", "“no”".encode(), "“no”"),
        ("iso-8859-1", "“no”".encode("cp1252"), "“no”"),
        ("utf-8", "“no”".encode("cp1252"), "“no”"),
        ("windows-1251", "нет".encode("cp1251"), "нет"),
        ("x-unknown", b"plain", "plain"),
        ("unicode_escape", rb"\ud800", r"\ud800"),
        ("utf-7", b"+2AA-", "\ufffd"),
        ("big5", b"\xff\xff", "\ufffd\ufffd"),
    ],
)
def test_character_sets(charset, octets, expected):
    content = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + octets
    assert read(content).source.text.endswith(expected)


REFUSED = [
    (b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nxx", EncryptedFile, "unencrypted"),
    (
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n\n--b--",
        EncryptedFile,
        "unencrypted",
    ),
]


@pytest.mark.parametrize(("rest", "error", "words"), REFUSED)
def test_sealed_messages_say_what_to_do(rest, error, words):
    with pytest.raises(error, match=words):
        read(HEAD + rest)


def test_a_message_without_anything_is_empty():
    with pytest.raises(EmptyFile):
        MailImporter().read(b"X-Nothing: here\n\n  \n", ImportContext("a.eml"))


def test_a_message_cut_off_says_so():
    message = built()
    message.set_content("See the permit.")
    message.add_attachment(b"x" * 3000, "application", "pdf", filename="permit.pdf")
    document = read(bytes(message)[:900])
    assert "cut-off" in codes(document)
    assert "See the permit." in document.source.text


def test_a_signed_message_is_read():
    content = HEAD + (
        b"Content-Type: multipart/signed; boundary=b\n\n--b\n\nYes.\n--b\n"
        b"Content-Type: application/pgp-signature\n\nxyz\n--b--\n"
    )
    document = read(content)
    assert codes(document) == ["signed"]
    assert not document.attachments


def nested(depth: int) -> bytes:
    content = b"Subject: inner\n\nwords\n"
    for _ in range(depth):
        content = b"Subject: outer\nContent-Type: message/rfc822\n\n" + content
    return HEAD + b"Content-Type: message/rfc822\n\n" + content


@pytest.mark.parametrize("depth", [limits.MAX_NESTED_MESSAGES * 2, 3000])
def test_messages_nested_too_deeply_are_refused(depth):
    with pytest.raises(TooLargeFile, match="messages inside messages"):
        read(nested(depth))


def test_too_many_attachments_are_refused():
    part = b"--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
    content = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    content += part * (limits.MAX_ATTACHMENTS + 1)
    with pytest.raises(TooLargeFile, match="attachments"):
        read(content + b"--b--\n")


MAILBOX = (
    b"From - Mon Sep  6 05:25:34 2010\n" + HEAD + b"\nThe ferry.\n>From here on.\n\n"
    b"From ole@brandt.example Tue Sep  7 05:25:34 2010\nFrom: ole@brandt.example\nX-A: b\n\nYes.\n"
)


def test_a_mailbox_lists_its_messages():
    document = read(MAILBOX, "Inbox")
    assert document.source.text.splitlines() == [
        "1. Mon, 6 Sep 2010 23:30:00 -0700 | Ida Moss <ida@moss.example> | The ferry",
        "2. ole@brandt.example",
    ]
    assert {row.zone for row in document.source.paragraphs} == {Zone.PAGE_FURNITURE}
    first, second = document.attachments
    assert (first.name, second.name) == ("The ferry.eml", "message 2.eml")
    assert first.content == HEAD + b"\nThe ferry.\nFrom here on.\n\n"
    assert read(second.content, second.name).source.text.endswith("Yes.\n")


def test_mailboxes_without_messages_and_with_too_many(monkeypatch):
    with pytest.raises(DamagedFile):
        MailboxImporter().read(b"no message here", ImportContext("a.mbox"))
    monkeypatch.setattr(limits, "MAX_MESSAGES", 1)
    with pytest.raises(TooLargeFile, match="Export"):
        read(MAILBOX, "Inbox")
    monkeypatch.setattr(limits, "MAX_MAILBOX_BYTES", 10)
    with pytest.raises(TooLargeFile, match="MB"):
        read(MAILBOX, "Inbox")


SEED = (
    HEAD
    + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; "
    b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=E2=80=9Cno=E2=80=9D\n> old\n--b\n"
    b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    + base64.b64encode(b"<p>two<blockquote>x</blockquote>")
    + b"\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\nwords\n--b\n"
    b"Content-Disposition: attachment; filename*0*=utf-8''a%20; filename*1=b.txt\n\nx\n--b--\n"
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(
    st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), max_size=12),
    st.integers(0, len(SEED)),
)
def test_mutated_messages_are_read_or_refused(changes, cut):
    content = bytearray(SEED)
    for at, octet in changes:
        content[at] = octet
    for piece in (bytes(content), bytes(content[:cut])):
        try:
            document = MailImporter().read(piece, ImportContext("a.eml"))
        except ImportFailure:
            continue
        document.source.validate()
        document.source.text.encode("utf-8")


def test_real_messages(shared):
    base = shared / "documents/mail"
    texts = {
        path.name: registry.read_file(path, ImportContext(path.name)) for path in base.glob("*.eml")
    }
    assert len(texts) == 3
    pictured = texts["testEmailWithPNGAtt.eml"]
    assert [attachment.name for attachment in pictured.attachments] == ["testPNG.png"]
    assert pictured.metadata.first("published").value == "2016-07-20"
    quoted = texts["testRFC822_x-.eml"]
    assert codes(quoted) == ["quoted-reply"]

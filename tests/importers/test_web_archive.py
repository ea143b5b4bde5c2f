"""Web pages saved in one file come in like saved web pages, and nothing is dropped silently."""

import pytest

from importers import registry, sniff
from importers.document import DamagedFile, EmptyFile, ImportContext
from importers.source_text import Zone

BODY = """<h1>Ferry berth closed without notice</h1>
<p>By Odile Vantreese</p>
<p>The berth at the foot of Marrow Street was closed on Friday, and nobody who works there had been told.</p>
<p>“We came to work and found the gate chained,” said the captain, who has sailed from it since 1998.</p>
<p>The port commission said that the closing had been announced — in a letter of March 3.</p>"""
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry berth closed</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<link rel="stylesheet" href="cid:css@x"><img src="https://tracker.example/x.gif"></head>
<body>{BODY}</body></html>"""

CHROME = """From: <Saved by Blink>
Snapshot-Content-Location: https://paper.example/ferry?id=7
Subject: =?utf-8?Q?Ferry=20berth=20closed=20=E2=80=93=20The=20Paper?=
Date: Sat, 7 Mar 2026 10:11:12 -0500
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--abc----"

"""


def part(kind, content, *headers, boundary="----MultipartBoundary--abc----"):
    lines = [f"--{boundary}", f"Content-Type: {kind}", *headers, "", content]
    return "\r\n".join(lines) + "\r\n"


def chrome(*parts, head=CHROME, boundary="----MultipartBoundary--abc----"):
    return (head.replace("\n", "\r\n") + "".join(parts) + f"--{boundary}--\r\n").encode()


def quoted(text):
    from email.quoprimime import body_encode

    return body_encode(text.encode("utf-8").decode("latin-1"))


MAIN = part(
    "text/html",
    quoted(PAGE),
    "Content-ID: <frame-1@mhtml.blink>",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Location: https://paper.example/ferry?id=7",
)


def read(content, name="ferry.mht"):
    document = registry.read_content(content, ImportContext(name))
    document.source.validate()
    return document


def test_chrome_and_edge():
    document = read(
        chrome(MAIN, part("text/css", "p { color: red }", "Content-Location: cid:css@x"))
    )
    assert document.media_type == sniff.WEB_ARCHIVE and document.reader == "webarchive 1"
    assert "“We came to work and found the gate chained,” said the captain" in document.source.text
    assert "announced — in a letter" in document.source.text
    assert "color: red" not in document.source.text
    found = {value.field: value.value for value in document.metadata.values}
    assert found["address"] == "https://paper.example/ferry?id=7"
    assert found["saved"] == "2026-03-07"
    assert found["title"] == "Ferry berth closed"


def test_explorer_with_its_own_encoding():
    head = """From: <Saved by Windows Internet Explorer 8>
Subject: Ferry berth closed
Date: Fri, 6 Mar 2026 08:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----=_NextPart_000_0000_01"
X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.5512

This is a multi-part message in MIME format.

"""
    markup = PAGE.replace("charset=utf-8", "charset=iso-8859-1").replace("—", "=97")
    markup = markup.replace("“", "=93").replace("”", "=94").replace("<!DOCTYPE html>", "")
    markup = markup.replace('content="text', 'content=3D"text').replace('equiv="', 'equiv=3D"')
    boundary = "----=_NextPart_000_0000_01"
    main = part(
        'text/html;\r\n\tcharset="windows-1252"',
        markup,
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: http://paper.example/ferry.asp",
        boundary=boundary,
    )
    document = read(chrome(main, head=head, boundary=boundary), "Ferry berth closed.mht")
    assert "“We came to work and found the gate chained,”" in document.source.text
    assert "announced — in a letter" in document.source.text
    assert document.metadata.first("address").value == "http://paper.example/ferry.asp"
    assert document.metadata.first("saved").value == "2026-03-06"


def test_one_part_alone_as_explorer_saves_a_page_without_pictures():
    content = (
        "From: <Saved by Microsoft Internet Explorer 5>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: text/html;\r\n\tcharset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n'
        f"Content-Location: http://paper.example/\r\n\r\n{PAGE}"
    )
    document = read(content.encode())
    assert document.media_type == sniff.WEB_ARCHIVE
    assert "gate chained" in document.source.text
    assert document.metadata.first("address").value == "http://paper.example/"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("From - Sat Mar  7 10:00:00 2026\r\n", "ferry.mht"),
        ("From MAILER-DAEMON Sat Mar  7 10:00:00 2026\r\n", "ferry.mhtml"),
        ("", "ferry.eml"),
        ("", "ferry.html"),
        ("", "ferry"),
    ],
)
def test_archives_under_other_names_and_through_mail_programs(before, name):
    document = read(before.encode() + chrome(MAIN), name)
    assert document.media_type == sniff.WEB_ARCHIVE
    assert "gate chained" in document.source.text


def test_mail_with_pictures_stays_mail():
    content = chrome(MAIN).replace(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/ferry?id=7",
        b"From: ida@moss.example\r\nTo: odile@vantreese.example\r\nMessage-ID: <1@moss.example>",
    )
    assert read(content, "letter.eml").media_type == sniff.MAIL


def test_the_page_that_the_archive_begins_with_need_not_stand_first():
    head = CHROME.replace('type="text/html";', 'type="text/html"; start="<main@x>";')
    other = part("text/html", "<p>Subscribe now to The Paper</p>", "Content-ID: <ad@x>")
    main = MAIN.replace("<frame-1@mhtml.blink>", "<main@x>")
    document = read(chrome(other, main, head=head))
    assert document.source.text.index("gate chained") < document.source.text.index("Subscribe now")


def test_pages_inside_the_page_stand_behind_it_marked():
    post = "<html><body><p>@TidewaterPort: service continues as usual</p></body></html>"
    document = read(
        chrome(
            MAIN,
            part("text/html", post, "Content-ID: <frame-2@x>"),
            part("text/html", post, "Content-ID: <frame-3@x>"),
            part("text/html", "<html><body></body></html>", "Content-ID: <frame-4@x>"),
        )
    )
    text = document.source.text
    assert text.count("service continues as usual") == 1
    (zone,) = [zone for zone in document.source.zones if "inside this one" in zone.reason]
    assert zone.zone is Zone.SITE_FURNITURE
    assert zone.span.of(text) == "@TidewaterPort: service continues as usual"
    (notice,) = [notice for notice in document.notices if notice.code == "page-in-page"]
    assert "shows another page inside itself" in notice.sentence


def test_a_page_that_is_only_a_frame_around_others_gives_way_to_them():
    frameset = '<html><frameset cols="20%,*"><frame src="a"><frame src="b"></frameset></html>'
    document = read(
        chrome(part("text/html", frameset), part("text/html", f"<html><body>{BODY}</body></html>"))
    )
    assert "gate chained" in document.source.text
    assert not any("inside this one" in (zone.reason or "") for zone in document.source.zones)


def test_pictures_are_said_to_stay_in_the_original():
    import base64

    def picture(size):
        return part(
            "image/jpeg",
            base64.encodebytes(b"\xff\xd8\xff" + bytes(size)).decode(),
            "Content-Transfer-Encoding: base64",
        )

    document = read(chrome(MAIN, picture(20_000), picture(30_000), picture(100)))
    (notice,) = [notice for notice in document.notices if notice.code == "pictures-in-page"]
    assert notice.sentence.startswith(
        "2 pictures of this web page can be seen in the original only."
    )


def test_a_paper_shown_inside_the_page_becomes_a_document():
    import base64

    paper = part(
        "application/pdf",
        base64.encodebytes(b"%PDF-1.4 letter").decode(),
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://paper.example/files/Letter%20of%20March.pdf?x=1",
    )
    (attachment,) = read(chrome(MAIN, paper)).attachments
    assert attachment.name.endswith(".pdf") and attachment.content == b"%PDF-1.4 letter"


def test_a_cut_off_archive_is_read_as_far_as_it_goes_and_says_so():
    document = read(chrome(MAIN)[:-60])
    assert "gate chained" in document.source.text
    assert "cut-off" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(
    ("parts", "error", "words"),
    [
        ((part("image/png", "x"),), DamagedFile, "No page can be found in this web archive"),
        ((), DamagedFile, "No page can be found"),
        ((part("text/html", "<html><body><img src=x></body></html>"),), EmptyFile, "no words"),
    ],
)
def test_archives_without_a_page(parts, error, words):
    with pytest.raises(error, match=words):
        read(chrome(*parts))


def test_a_bottomless_archive_is_refused():
    from importers.document import TooLargeFile

    head = CHROME.replace("\n", "\r\n")
    content = head
    for depth in range(60):
        content += (
            "------MultipartBoundary--abc----\r\n" if depth == 0 else f"--b{depth - 1}\r\n"
        ) + f'Content-Type: multipart/related; boundary="b{depth}"\r\n\r\n'
    with pytest.raises(TooLargeFile, match="nested too deeply"):
        read(content.encode())

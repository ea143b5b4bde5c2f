"""What points to a paper, or holds it where Pincite cannot follow, is told at the door in one sentence."""

import pytest

from importers import door

REFUSED = [
    (
        "page.url",
        b"[InternetShortcut]\r\nURL=https://paper.example/\r\n",
        "Pincite never goes online",
    ),
    ("page", b"\xef\xbb\xbf[InternetShortcut]\r\nURL=x", "Pincite never goes online"),
    ("page.webloc", b"<?xml version='1.0'?><plist>", "Pincite never goes online"),
    ("page.webloc", b"bplist00\xd1\x01\x02", "Pincite never goes online"),
    ("Motion.lnk", b"L\x00\x00\x00\x01\x14\x02\x00", "only a shortcut"),
    ("motion", b"L\x00\x00\x00\x01\x14\x02\x00", "only a shortcut"),
    ("motion.desktop", b"[Desktop Entry]\nType=Link", "only a shortcut"),
    ("Brief.gdoc", b'{"url": "https://docs.example/1"}', "link to a Google document"),
    ("Brief.docx.cloud", b"x", "cloud service keeps online"),
    ("Mail.pst", b"!BDN\x00\x00", "mail store of Outlook"),
    ("backup", b"!BDN\x00\x00", "mail store of Outlook"),
    ("mail.ost", b"anything", "mail store of Outlook"),
    ("mail.olm", b"PK", "Outlook for Mac"),
    ("mail.nsf", b"\x1a\x00\x00\x04\x00\x00", "mail store of Lotus Notes"),
    ("vol.rar", b"Rar!\x1a\x07\x01\x00", "RAR archive"),
    ("vol", b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    ("vol.7z", b"anything", "7-Zip archive"),
    ("disk.iso", bytes(100), "image of a whole disk"),
    ("none.pdf", b"", "It is empty"),
]


@pytest.mark.parametrize(("name", "head", "words"), REFUSED)
def test_refused_with_the_next_step(name, head, words):
    sentence = door.refusal(head, name, len(head))
    assert sentence is not None and words in sentence
    assert sentence.endswith(".") and len(sentence) < 220
    assert any(step in sentence for step in ("import", "Import", "ask for it"))


@pytest.mark.parametrize(
    ("name", "head", "size"),
    [
        ("brief.pdf", b"%PDF-1.7", 9000),
        ("brief.url", b"%PDF-1.7", 9000),  # a paper under a link's name
        ("mail.pst", b"%PDF-1.7", 9000),
        ("list.cloud", b"a long list of words", 900_000),
        ("notes.txt", b"The [InternetShortcut] in this text is a word", 100),
        ("letter.docx", b"PK\x03\x04", 9000),
    ],
)
def test_papers_pass(name, head, size):
    assert door.refusal(head, name, size) is None


@pytest.mark.parametrize(
    ("windows", "mac", "elsewhere"),
    [
        (0x20, 0, False),
        (0x20 | 0x1000, 0, True),
        (0x400000 | 0x20, 0, True),
        (0x40000, 0, True),
        (0, 0x40000000, True),
        (0, 0x8000, False),
    ],
)
def test_files_that_a_cloud_service_would_have_to_fetch(windows, mac, elsewhere):
    assert door.is_online_only(windows, mac) is elsewhere


def test_a_hidden_file_that_stands_for_a_paper_in_icloud():
    assert "“Motion.pdf”" in (door.kept_elsewhere(".Motion.pdf.icloud") or "")
    assert door.kept_elsewhere(".DS_Store") is None
    assert door.kept_elsewhere("Motion.pdf") is None

"""What a page's text is worth, by its characters, its words and its pictures."""

import pytest

from importers.page_verdict import judge
from importers.source_text import PageVerdict

PROSE = "The ferry left the harbor at noon and it was not the first time that it was late. " * 4
STAMP = "Case 2:26-cv-00123-ABC Document 1 Filed 03/04/26 Page 4 of 6"
SHIFTED = "".join(chr(ord(char) - 29) if char.isalpha() else char for char in PROSE)
LATIN = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt " * 6
SCRAMBLED = " ".join("xkvt qrzp bnmw hgjt plfd"[at % 20 : at % 20 + 5] for at in range(80))


@pytest.mark.parametrize(
    ("text", "own", "cover", "verdict"),
    [
        (PROSE, PROSE, 0.0, PageVerdict.TEXT),
        (PROSE, PROSE, 0.4, PageVerdict.TEXT),
        (PROSE, PROSE, 0.97, PageVerdict.OCR_LAYER),
        ("", "", 0.0, PageVerdict.BLANK),
        (" \n\f ", " \n\f ", 0.02, PageVerdict.BLANK),
        ("", "", 0.9, PageVerdict.SCAN),
        ("", "", 0.3, PageVerdict.SCAN),
        (STAMP, "", 1.0, PageVerdict.STAMPED_SCAN),
        (STAMP + "\n2/2/26", "\n2/2/26", 1.0, PageVerdict.STAMPED_SCAN),
        (STAMP, "", 0.0, PageVerdict.BLANK),
        ("Exhibit A", "Exhibit A", 0.0, PageVerdict.TEXT),
        ("Exhibit A", "Exhibit A", 0.05, PageVerdict.TEXT),  # a slip sheet with a seal
        ("Exhibit A", "Exhibit A", 0.6, PageVerdict.STAMPED_SCAN),
        (
            "As amended March 26, eff. May 1",
            "As amended March 26, eff. May 1",
            0.1,
            PageVerdict.STAMPED_SCAN,
        ),
        (PROSE, PROSE, 0.1, PageVerdict.TEXT),
        ("\x03\x1a81,7('\x03" * 30, "\x03\x1a81,7('\x03" * 30, 0.0, PageVerdict.GARBLED),
        ("\ue001\ue002\ue003 abc" * 30, "\ue001\ue002\ue003 abc" * 30, 0.0, PageVerdict.GARBLED),
        ("\ufffd\ufffd words" * 30, "\ufffd\ufffd words" * 30, 0.0, PageVerdict.GARBLED),
        (SCRAMBLED, SCRAMBLED, 0.0, PageVerdict.GARBLED),
        (LATIN, LATIN, 0.0, PageVerdict.TEXT),
        ("a long\ufffehyphen " * 40, "a long\ufffehyphen " * 40, 0.0, PageVerdict.TEXT),
    ],
)
def test_verdicts(text: str, own: str, cover: float, verdict: PageVerdict):
    assert judge(text, own, cover) is verdict


def test_a_service_list_is_no_gibberish():
    addresses = (
        "Ada Pell, Esq.\nPell & Quill LLP\n14 Harbor Street, Suite 9\napell@pellquill.example\n"
    )
    assert judge(addresses * 8, addresses * 8, 0.0) is PageVerdict.TEXT

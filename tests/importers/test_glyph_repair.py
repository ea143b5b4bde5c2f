"""Fonts that give glyph numbers: their letters are found or stay unknown, and no place moves."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document import ImportContext, ImportedDocument
from importers.glyph_repair import UNKNOWN, NumberedGlyphs, letters_of_fonts
from importers.page_layer import layer_of
from importers.pdf import PdfImporter
from importers.pdf_pages import PageReading, PdfPages
from importers.source_text import PageSource, PageVerdict, Span
from tests.importers.numbered_fonts import numbered_pdf

PROSE = (
    "12. The ferry left the harbor at noon, and it was not the first time that it was late. "
    "The master had no log of it; the owner of the ferry (and his crew) knew of that & more. "
)
WINDOWS = {"§": 134, "•": 135, "¶": 136, "é": 112, "ñ": 120, "…": 171, "–": 177, "—": 178, "“": 179,
           "”": 180, "‘": 181, "’": 182, "●": 404}  # fmt: skip
MACINTOSH = WINDOWS | {"–": 178, "—": 179, "“": 180, "”": 181, "‘": 182, "’": 183}
LATIN_1 = {chr(code): code - 0xA0 + 98 for code in range(0xA1, 0x100)}

TIMES = "ABCDEF+TimesNewRomanPSMT"


def glyphs(
    text: str, signs: dict[str, int], font: str = TIMES, first: int = 3
) -> tuple[str, tuple]:
    """Return a page on which one font shows the text; its blanks come as such."""
    found = []
    for start, line in ((at, word) for at, word in words_of(text)):
        numbers = tuple(signs.get(char, ord(char) - 32 + first) for char in line)
        found.append(NumberedGlyphs(start, font, numbers))
    return "".join(char if char.isspace() else UNKNOWN for char in text), tuple(found)


def words_of(text: str):
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield at, word
        at += len(word)


def put_right(text: str, page: tuple[str, tuple]) -> str:
    found = letters_of_fonts([page])
    shown = list(page[0])
    for stretch in page[1]:
        for at, number in enumerate(stretch.numbers, stretch.start):
            shown[at] = found.get(stretch.font, {}).get(number, UNKNOWN)
    return "".join(shown)


QUOTED = "He said “the ‘late’ ferry” wasn’t his – nor hers—and José Muñoz agreed… See § 12, ¶ 7. "


@pytest.mark.parametrize(
    ("text", "signs", "first"),
    [
        (PROSE, {}, 3),
        (PROSE, {}, 1),
        (PROSE + QUOTED, WINDOWS, 3),
        (PROSE + QUOTED, MACINTOSH, 3),
        (PROSE.upper() + QUOTED, WINDOWS, 3),
        (PROSE + "\n• the first point\n• the second “point”", WINDOWS, 3),
        (PROSE + "\n● the first point\n● the second “point”", WINDOWS, 3),
        (PROSE + "\nit’s the owner’s", WINDOWS, 3),
        (PROSE + "\nit’s the owner’s", MACINTOSH, 3),
        (PROSE + "[$5,000 + 3% = ~#/*^_|{}<>?!@\\`'\"]", {}, 3),
    ],
)
def test_letters_are_found(text: str, signs: dict[str, int], first: int):
    assert put_right(text, glyphs(text, signs, first=first)) == text


@pytest.mark.parametrize(
    ("text", "signs", "unknown"),
    [
        # A font that goes on with Latin-1 after ASCII: § would be read as á, and stands as no letter does.
        (PROSE + "under § 12 and § 13 of the act", LATIN_1, "§"),
        # Signs that stand nowhere right, or that have no place of their own by which to tell them.
        (PROSE + "the sum was ± 12 of them", {"±": 147}, "±"),
        (PROSE + "it was ” not “ so", WINDOWS, "“”"),
        # The next order's dash: both orders read a dash here, a different one.
        (PROSE + "the ferry — and the harbor", WINDOWS, "—"),
        # Numbers far beyond every order.
        (PROSE + "ℵ ferry", {"ℵ": 3031}, "ℵ"),
    ],
)
def test_what_is_not_sure_stays_unknown(text: str, signs: dict[str, int], unknown: str):
    expected = "".join(UNKNOWN if char in unknown else char for char in text)
    assert put_right(text, glyphs(text, signs)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left the harbor",  # too few words to tell
        "xkvt qrzp bnmw hgjt plfd mnbv cxzl kjhg fdsa poiu ytre wqas dfgh jklz xcvb nmqw erty " * 3,
        "0123 4567 89.12 " * 20,
        "",
    ],
)
def test_no_language_no_letters(text: str):
    assert letters_of_fonts([glyphs(text, {})]) == {}


def test_numbers_by_first_use_are_not_believed():
    order: dict[str, int] = {}
    for char in PROSE:
        order.setdefault(char, len(order) + 1)
    assert letters_of_fonts([glyphs(PROSE * 4, order)]) == {}


def test_headings_follow_the_family_but_other_fonts_do_not():
    body = glyphs(PROSE + QUOTED, WINDOWS)
    heading = glyphs("III. The Defendants’ Acts", WINDOWS, "GHIJKL+TimesNewRomanPS-BoldMT")
    other = glyphs("Exhibit A", WINDOWS, "MNOPQR+Wingdings-Regular")
    found = letters_of_fonts([body, heading, other])
    assert set(found) == {TIMES, "GHIJKL+TimesNewRomanPS-BoldMT"}
    assert found["GHIJKL+TimesNewRomanPS-BoldMT"][182] == "’"


# Numbers as they come in papers set in Calibri: "jdoe@acme.com 2013".
CALIBRI = (361, 282, 381, 286, 923, 258, 272, 373, 286, 856, 272, 381, 373, 1006, 1004, 1005, 1007)


def test_calibri_has_an_order_of_its_own():
    page = (UNKNOWN * len(CALIBRI), (NumberedGlyphs(0, "ABCDEF+Calibri-Bold", CALIBRI),))
    letters = letters_of_fonts([page])["ABCDEF+Calibri-Bold"]
    assert "".join(letters[number] for number in CALIBRI) == "jdoe@acme.com2013"


def test_calibri_with_other_numbers_is_not_believed():
    page = (UNKNOWN * 20, (NumberedGlyphs(0, "ABCDEF+Calibri", tuple(range(5, 25))),))
    assert letters_of_fonts([page]) == {}


@given(st.text(st.sampled_from("the ferry of“’”–—§1 .,\n"), max_size=60))
def test_no_letter_is_wrong(text: str):
    """Whatever else a page holds: each place shows its own character or the mark of an unknown one."""
    page = glyphs(PROSE + text, WINDOWS)
    shown = put_right(PROSE + text, page)
    assert len(shown) == len(PROSE + text)
    ascii_right = [a == b for a, b in zip(shown, PROSE + text, strict=True) if b.isascii()]
    assert all(ascii_right)


# -- whole papers ------------------------------------------------------------------------------

LINES = [
    "12. The ferry “Gull” left the harbor at noon; it wasn’t the first time – nor the last.",
    "See 46 U.S.C. § 30701 and Compl. ¶ 12 (the master’s log, p. 7) & “the crew’s” own.",
    "The owner of the ferry had been told of it by the master and by all of the crew.",
] * 3


def read(content: bytes) -> ImportedDocument:
    return PdfImporter().read(content, ImportContext("paper.pdf"))


@pytest.fixture(scope="module")
def numbered() -> bytes:
    return numbered_pdf([LINES, ["A short page of its own."]])


def test_a_real_font_is_read(numbered: bytes):
    document = read(numbered)
    first, second = document.source.pages
    assert first.span.of(document.source.text).rstrip("\f").split("\n") == [
        *LINES,
        "Filed in a sound font",
    ]
    assert second.span.of(document.source.text).startswith("A short page of its own.")
    assert [(page.verdict, page.source) for page in (first, second)] == [
        (PageVerdict.GARBLED, PageSource.REPAIRED)
    ] * 2
    (notice,) = document.notices
    assert (notice.code, notice.pages) == ("repaired-pages", (1, 2))
    assert notice.sentence.startswith("Pages 1 and 2 hold gibberish that was put right by a rule")
    assert not any(zone.reason == "unreadable characters" for zone in document.source.zones)


def test_boxes_are_those_of_the_words(numbered: bytes):
    text = read(numbered).source.text
    with PdfPages(numbered) as pages:
        at = text.index("wasn’t")
        (box,), (sound,) = pages.boxes(
            1, [Span(at, at + 6), Span(text.index("Filed"), text.index("Filed") + 5)]
        )
        first, last = text.index("12."), text.index("last.") + 5
        (((left, top, right, _),),) = pages.boxes(1, [Span(first, last)])
    assert left == pytest.approx(73, abs=2)
    assert top == pytest.approx(792 - 730, abs=3)
    assert left < box[0] < box[2] < right
    # Half of the line's characters stand before the word, and its own take their part of the width.
    assert (box[0] - left) / (right - left) == pytest.approx(
        (at - first) / (last - first), abs=0.06
    )
    assert sound[1] > 740


def test_what_no_rule_reads_stays_gibberish():
    document = read(numbered_pdf([LINES], shuffled=True))
    (page,) = document.source.pages
    assert (page.verdict, page.source) == (PageVerdict.GARBLED, PageSource.DIGITAL)
    assert document.source.paragraphs == ()
    assert [notice.code for notice in document.notices] == ["garbled-pages"]


# Read by eye from the printed pages; the numbers of the pages are those of the file.
PASSAGES = [
    (5, "Plaintiff April Muñiz is a Mexican-American resident of the Commonwealth of \nVirginia."),
    (10, "Stürmer"),
    (33, "● “I’m ready to crack skulls.”"),
    (33, "3 in the front 3 in the rear \n5,999,994 in the ash tray.”"),
    (34, "no mistake – these two"),
    (87, "violent.”12  None of the Plaintiffs"),
    (101, "42 U.S.C. § 1985(3)"),
    (111, "wisaacson@bsfllp.com"),
]


def test_a_real_complaint_becomes_readable(shared: Path):
    document = read(
        (shared / "documents/pleadings/sines-second-amended-complaint.pdf").read_bytes()
    )
    source = document.source
    how = Counter((page.verdict, page.source) for page in source.pages)
    assert how == {
        (PageVerdict.GARBLED, PageSource.REPAIRED): 110,
        (PageVerdict.STAMPED_SCAN, PageSource.DIGITAL): 1,
    }
    assert UNKNOWN not in source.text
    for number, words in PASSAGES:
        assert words in source.pages[number - 1].span.of(source.text)
    numbers = [paragraph.number for paragraph in source.paragraphs if paragraph.number]
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, 378)]
    assert source.text.count("Charlottesville") > 140
    assert source.text.count("torches") > 20


def test_boxes_lie_on_the_printed_words(shared: Path):
    content = (shared / "documents/pleadings/sines-second-amended-complaint.pdf").read_bytes()
    with PdfPages(content) as pages:
        plain = pages.read(33)
        letters = letters_of_fonts([(plain.text, plain.glyphs)])
        repaired = pages.read(33, letters=letters)
        at = repaired.text.index("crack skulls")
        ((box,),) = pages.boxes(33, [Span(at, at + 12)])
    assert len(repaired.text) == len(plain.text)
    # Measured on the page as drawn, in points.
    assert box == pytest.approx((248, 541, 304, 550), abs=1.5)


SOUND = "It is the first page of the log of the ferry, and it was kept by the master. " * 4


@pytest.mark.parametrize(
    ("written", "letters", "cover", "verdict", "source", "text"),
    [
        # A scan with a page number in such a font is a scan all the same, and waits to be read.
        (UNKNOWN * 2, "93", 1.0, PageVerdict.STAMPED_SCAN, PageSource.DIGITAL, UNKNOWN * 2),
        # A sound page with a few such glyphs takes their letters, and says so.
        (SOUND + UNKNOWN, SOUND + "§", 0.0, PageVerdict.TEXT, PageSource.REPAIRED, SOUND + "§"),
        # Letters were found for some of it only: not enough to read it.
        (
            UNKNOWN * 90,
            "the log" + UNKNOWN * 83,
            0.0,
            PageVerdict.GARBLED,
            PageSource.DIGITAL,
            UNKNOWN * 90,
        ),
    ],
)
def test_which_pages_take_the_letters(
    written: str, letters: str, cover: float, verdict: PageVerdict, source: PageSource, text: str
):
    page = PageReading(written, 612, 792, (), cover)
    layer = layer_of([replace(page, repaired=replace(page, text=letters))], (), ())
    assert (layer.source.pages[0].verdict, layer.source.pages[0].source) == (verdict, source)
    assert layer.source.text == text

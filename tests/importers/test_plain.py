"""Text files: exact characters, pages, paragraphs, and what an article's head says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document import EmptyFile, ImportContext
from importers.plain import PlainImporter, decode, split_pages
from importers.source_text import Zone


def read(text: str):
    document = PlainImporter().read(text.encode("utf-8"), ImportContext("a.txt"))
    document.source.validate()
    return document


DECODED = [
    (b"caf\xc3\xa9 \xc2\xa7 5", "café § 5", []),
    (b"\xef\xbb\xbfcaf\xc3\xa9", "café", []),
    ("§ 5".encode("utf-16"), "§ 5", []),
    ("The § here".encode("utf-16-le"), "The § here", []),
    ("The § here".encode("utf-16-be"), "The § here", []),
    (b"\xa7 5 \x93rule\x94", "§ 5 “rule”", ["guessed-encoding"]),
    (b"odd \x81 byte \x93", "odd \x81 byte “", ["guessed-encoding"]),
    (b"\xff\xfea\x00\x00\xd8", "a\ufffd", ["damaged-characters"]),
]


@pytest.mark.parametrize(("content", "text", "codes"), DECODED)
def test_decode(content, text, codes):
    decoded, notices = decode(content)
    assert decoded == text
    assert [notice.code for notice in notices] == codes


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf_8_is_kept_to_the_character(text):
    assert decode(text.encode("utf-8"))[0] == text


@given(st.text(alphabet="ab .\r\n\f\u00a0§“”7", min_size=1, max_size=200))
def test_any_text_makes_a_valid_layer(text):
    if not text.strip():
        with pytest.raises(EmptyFile):
            read(text)
        return
    source = read(text).source
    assert source.text == text
    covered = set()
    for paragraph in source.paragraphs:
        covered.update(range(paragraph.span.start, paragraph.span.end))
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)


PAGES = [
    ("no feeds", []),
    ("ends with one\f\n", []),
    ("one\ftwo", ["one\f", "two"]),
    ("one\ftwo\f", ["one\f", "two\f"]),
    ("one\ftwo\f \n", ["one\f", "two\f \n"]),
    ("\fblank first", ["\f", "blank first"]),
]


@pytest.mark.parametrize(("text", "pages"), PAGES)
def test_split_pages(text, pages):
    assert [page.span.of(text) for page in split_pages(text)] == pages


def test_page_numbers_are_furniture():
    source = read("The ferry left at nine.\n\n- 1 -\fIt came back at ten.\n\n2\n").source
    assert [zone.span.of(source.text) for zone in source.zones] == ["- 1 -", "2"]
    assert {zone.zone for zone in source.zones} == {Zone.PAGE_FURNITURE}


COMPLAINT = """UNITED STATES DISTRICT COURT
DISTRICT OF NORTH TARN

HALDORA VESK,
     Plaintiff,
v.                                  Case No. 3:26-cv-00077
PORT AUTHORITY OF NORTH TARN,
     Defendant.

COMPLAINT

1. Plaintiff Haldora Vesk is a pilot who lives in Tarn, and has steered the night
ferry since 2009.

2. Defendant is a public body of this state that runs the harbour and every one of
the piers in it.

3. On March 3, 2026, defendant wrote that "night runs
are over."

4. Plaintiff asked for reasons.

5. None were given.

Respectfully submitted,

/s/ Odalys Brandt
Attorney for Plaintiff
"""


def test_complaint_saved_as_text_is_no_article():
    document = read(COMPLAINT)
    assert document.metadata.values == ()
    paragraphs = document.source.paragraphs
    assert [row.number for row in paragraphs if row.number] == ["1", "2", "3", "4", "5"]
    assert paragraphs[0].zone is Zone.CAPTION
    assert paragraphs[-1].zone is Zone.SIGNATURE
    third = next(row for row in paragraphs if row.number == "3")
    assert third.span.of(COMPLAINT).endswith('runs\nare over."')
    assert document.source.zones == ()


ARTICLE = """Board stops the night ferry over crew hours

By Osk Palmgren and Ida Tveit
Updated: March 9, 2026 at 4:10 p.m.
Sunday, March 8, 2026

The ferry board on Friday stopped every night run between the islands, saying that crews were tired.

People on the outer island said that nobody had warned them, and that they would sign a petition.
"""


def test_article_head():
    document = read(ARTICLE)
    values = {value.field: value.value for value in document.metadata.values}
    assert values == {
        "title": "Board stops the night ferry over crew hours",
        "author": "Osk Palmgren, Ida Tveit",
        "published": "2026-03-08",
        "modified": "2026-03-09",
    }
    for value in document.metadata.values:
        assert value.span is not None
    published = document.metadata.first("published")
    assert published.span.of(ARTICLE) == "March 8, 2026"
    assert published.origin == "date line"
    assert document.source.paragraphs[0].zone is Zone.HEADING


def test_letter_is_no_article():
    letter = (
        "March 3, 2026\n\nDear Ms. Vesk:\n\nWe have your letter of last week about the night runs and will "
        "look into the matter as soon as we can.\n\nPlease understand that nothing has been decided so "
        "far, whatever you may have read in the papers.\n\nSincerely,\n\nOrla Quist\n"
    )
    assert read(letter).metadata.values == ()


def test_article_filed_as_an_exhibit_keeps_its_head_and_its_stamp():
    stamp = "Case 2:26-cv-00077-ABC   Document 1-3   Filed 03/12/26   Page 1 of 2"
    document = read(f"{stamp}\n\n{ARTICLE}")
    assert document.metadata.first("title").value == "Board stops the night ferry over crew hours"
    assert document.metadata.first("docket_number").value == "2:26-cv-00077-ABC"
    assert document.metadata.first("filed").value == "2026-03-12"
    assert [zone.span.of(document.source.text) for zone in document.source.zones] == [stamp]
    assert document.source.paragraphs[0].zone is Zone.PAGE_FURNITURE

"""Rich Text: characters of every code page, notes, tables, tracked changes, and hostile files."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from importers import limits, registry
from importers.document import (
    DamagedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    TooLargeFile,
)
from importers.rich_text import RichTextImporter
from importers.source_text import Zone


def read(body: str, head: str = "\\ansi\\ansicpg1252") -> ImportedDocument:
    content = f"{{\\rtf1{head} {body}}}".encode("latin-1")
    return registry.read_content(content, ImportContext("a.rtf"))


def zones(document: ImportedDocument) -> list[tuple[str, str]]:
    text = document.source.text
    return [(row.zone.value, row.span.of(text)) for row in document.source.paragraphs]


FONTS = (
    "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset238 Times CE;}{\\f2\\fcharset2 Symbol;}"
    "{\\f3\\fcharset128 Mincho;}{\\f4\\fcharset1 Any;}}"
)

TEXTS = [
    ("The ferry\\par left.", "The ferry\nleft.\n"),
    ("a\\'e9b", "aéb\n"),
    ("\\ldblquote no\\rquote s\\rdblquote  \\emdash  \\bullet  \\~\\_\\-x", "“no’s” — • \xa0\u2011\xadx\n"),
    ("\\'93no\\'94", "“no”\n"),
    ("\\u8220?no\\u8221?", "“no”\n"),
    ("\\uc2\\u8220\\'93\\'93no", "“no\n"),
    ("\\uc0\\u8220 no", "“no\n"),
    ("{\\uc0\\u8220 no}\\u8221?x", "“no”x\n"),
    ("\\u-10179?\\u-8694?", "\U0001f60a\n"),
    ("\\u-10179?x", "\ufffdx\n"),
    (FONTS + "\\f1\\'c8l\\f0\\'c8", "ČlÈ\n"),
    (FONTS + "\\f1{\\f0\\'c8}\\'c8", "ÈČ\n"),
    (FONTS + "\\f2\\'b7\\f0 x", "•x\n"),
    # The second octet of a character may be written as a letter.
    (FONTS + "\\f3\\'83A\\'83\\'42", "アィ\n"),
    ("brace \\{x\\} \\\\", "brace {x} \\\n"),
    ("one\\line two\\tab three", "one\ntwo\tthree\n"),
    ("x{\\*\\unknown secret}y{\\pict\\wmetafile8 0105}z", "xyz\n"),
    ("x{\\pict\\bin5 }{}\\}y", "x\n"),
    ("{\\field{\\*\\fldinst HYPERLINK \"https://x.example\"}{\\fldrslt the rule}}", "the rule\n"),
    ("{\\listtext\\tab 12.\\tab}Denied.", "\t12.\tDenied.\n"),
    ("{\\upr{x?}{\\*\\ud{x\\u8221?}}}", "x”\n"),
    ("{\\shp{\\*\\shpinst{\\sp{\\sn a}}{\\shptxt In a box.\\par}}{\\shprslt{\\dptxbxtext In a box.}}}x\\par",
     "x\nIn a box.\n"),
    ("{\\object\\objemb{\\*\\objdata 0105}{\\result shown}}", "shown\n"),
    ("x\\par } after the end {", "x\n"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), TEXTS)
def test_text(body, text):
    if body.startswith("x{\\pict\\bin5"):  # binary data that looks like signs
        body = "x{\\pict\\bin5 }{}\\}}\\par"
    assert read(body).source.text == text


@pytest.mark.parametrize(
    ("head", "octet", "text"),
    [
        ("\\ansi\\ansicpg1251", "\\'d7", "Ч"),
        ("\\mac", "\\'8e", "é"),
        ("\\pc", "\\'82", "é"),
        ("\\ansi\\ansicpg99999", "\\'e9", "é"),
        ("\\ansi\\ansicpg65001", "\\'c3\\'a9", "é"),
        ("\\ansi\\ansicpg65001", "\\'c3x", "\ufffdx"),
    ],
)
def test_code_pages(head, octet, text):
    assert read(octet, head).source.text == text + "\n"


def test_notes_stand_behind_the_text_with_their_marks():
    document = read(
        "He paid.{\\super \\chftn}{\\footnote\\pard {\\super \\chftn} Compl. 3.\\par} More"
        "{\\super\\chftn {\\footnote\\ftnalt {\\super\\chftn} At the end.}}.*{\\footnote * By hand.}\\par"
    )
    assert zones(document) == [
        ("body", "He paid.[1] More[i].*"),
        ("footnote", "[1]  Compl. 3."),
        ("footnote", "[i]  At the end."),
        ("footnote", "* By hand."),
    ]
    marks = [zone.span.of(document.source.text) for zone in document.source.zones]
    assert marks == ["[1]", "[i]"]


def test_tables_keep_the_order_of_rows():
    row = "\\trowd\\pard\\intbl {a}\\cell b\\cell\\row"
    tall = "\\trowd\\pard\\intbl one\\par two\\cell three\\cell\\row"
    document = read(f"Before.\\par {row}{row}{tall}\\pard After.\\par")
    assert document.source.text == "Before.\na\tb\na\tb\none\ntwo\nthree\nAfter.\n"


def test_tracked_changes_and_hidden_text_are_marked():
    document = read("We {\\revised may}{\\deleted shall} pay{\\v never}.")
    text = document.source.text
    assert text == "We mayshall paynever.\n"
    assert [(zone.reason, zone.span.of(text)) for zone in document.source.zones] == [
        ("tracked deletion", "shall"),
        ("hidden text", "never"),
    ]
    assert [notice.code for notice in document.notices] == ["tracked-changes", "hidden-text"]


def test_comments_headers_and_properties():
    document = read(
        "{\\info{\\title The Ferry}{\\author Ida Moss}{\\creatim\\yr2026\\mo3\\dy4\\hr1}"
        "{\\revtim\\yr0\\mo0\\dy0}}{\\header Draft\\par}{\\headerf Draft\\par}{\\footer 1\\par}"
        "He paid.{\\*\\atnid OB}{\\*\\atnauthor Ole}\\chatn{\\*\\annotation Really?}"
    )
    assert zones(document) == [
        ("body", "He paid."),
        ("unrelated", "Really?"),
        ("page furniture", "Draft"),
        ("page furniture", "1"),
    ]
    assert document.source.zones[0].reason == "comment by Ole"
    assert [(value.field, value.value) for value in document.metadata.values] == [
        ("title", "The Ferry"),
        ("author", "Ida Moss"),
        ("created", "2026-03-04"),
    ]


def test_styles_and_indents_make_zones():
    words = "No ferry shall leave the harbor without the permit of the board."
    document = read(
        "{\\stylesheet{\\ql Normal;}{\\s1\\b heading 1;}{\\s2 Block Text;}}"
        f"\\pard\\s1 Facts\\par\\pard\\s2 {words}\\par\\pard\\li720\\ri720 {words}\\par"
        f"\\pard\\li720 {words}\\par\\pard\\outlinelevel0 More\\par"
    )
    assert [zone for zone, _ in zones(document)] == [
        "heading",
        "block quote",
        "block quote",
        "body",
        "heading",
    ]


def test_pleaded_numbers_are_told():
    body = "".join(
        f"{{\\listtext {at}.\\tab}}Defendant did thing {at}.\\par " for at in range(1, 8)
    )
    assert [row.number for row in read(body).source.paragraphs] == list("1234567")


def test_a_file_cut_off_says_so_and_an_empty_one_is_damaged():
    document = registry.read_content(b"{\\rtf1 The ferry left", ImportContext("a.rtf"))
    assert [notice.code for notice in document.notices] == ["cut-off"]
    with pytest.raises(DamagedFile):
        registry.read_content(b"{\\rtf1{\\fonttbl", ImportContext("a.rtf"))
    assert [notice.code for notice in read("{\\pict 00}").notices] == ["no-text"]


def test_nested_too_deeply():
    with pytest.raises(TooLargeFile, match="nested"):
        read("{" * (limits.MAX_NESTED_GROUPS + 5))


SEED = (
    b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 M;}}{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 A\\'e9\\par "
    b"\\trowd\\intbl a\\cell b\\cell\\row\\pard x\\chftn{\\footnote y}{\\*\\annotation z}\\u-10179?{\\v h}"
    b"{\\shp{\\*\\shpinst{\\shptxt b\\par}}}\\pict\\bin3 abc}"
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SEED) - 1), st.sampled_from(b"{}\\*'; 0aufv-\x00\xff\r\n")),
        max_size=15,
    )
)
def test_mutated_files_are_read_or_refused(changes):
    content = bytearray(SEED)
    for at, octet in changes:
        content[at] = octet
    try:
        document = RichTextImporter().read(bytes(content), ImportContext("a.rtf"))
    except ImportFailure:
        return
    document.source.validate()
    document.source.text.encode("utf-8")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_real_files_hold_all_that_another_reader_finds(shared):
    for path in sorted((shared / "documents/office").glob("*.rtf")):
        document = registry.read_file(path, ImportContext(path.name))
        other = set(words(rtf_to_text(path.read_text("latin-1"), errors="replace")))
        own = set(words(document.source.text))
        assert len(other - own) <= 0.02 * len(other), (path.name, other - own)


def test_a_real_file_with_everything(shared):
    path = shared / "documents/office/testRTFVarious.rtf"
    document = registry.read_file(path, ImportContext(path.name))
    found = zones(document)
    assert ("footnote", "[1]  This is a footnote.") in found
    assert ("page furniture", "This is the header text.") in found
    assert [words for _, words in found].count("Here is a text box") == 1
    assert "ゾルゲと尾崎、淡々と最期" in document.source.text
    assert "3)\tNumber bullet 3" in document.source.text
    assert Zone.FOOTNOTE in {row.zone for row in document.source.paragraphs}

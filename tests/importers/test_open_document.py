"""OpenDocument texts: lists as printed, notes, tracked changes, tables, and hostile packages."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import limits, registry
from importers.document import (
    DamagedFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    TooLargeFile,
)
from importers.open_document import OpenDocumentImporter
from importers.sniff import ODT

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
    )
)
SPACES = _SPACES + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def package(body: str, automatic: str = "", named: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    files = {
        "mimetype": ODT,
        "content.xml": content,
        "styles.xml": f"<office:document-styles {SPACES}>{named}</office:document-styles>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, words in (files | parts).items():
            target.writestr(name, words)
    return buffer.getvalue()


def read(body: str, automatic: str = "", named: str = "", **parts: str) -> ImportedDocument:
    return registry.read_content(package(body, automatic, named, **parts), ImportContext("a.odt"))


def zones(document: ImportedDocument) -> list[tuple[str, str]]:
    text = document.source.text
    return [(row.zone.value, row.span.of(text)) for row in document.source.paragraphs]


CELL = "<table:table-cell>{}</table:table-cell>"
ROW = "<table:table-row>{}</table:table-row>"
P = "<text:p>{}</text:p>"


def row(*cells: str) -> str:
    return ROW.format("".join(CELL.format(cell) for cell in cells))


BOX = f"<draw:frame><draw:text-box>{P.format('box')}</draw:text-box><svg:title>t</svg:title></draw:frame>"
RUBY = "<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>"
TABLE = (
    "<table:table><table:table-header-rows>"
    + row(P.format("a"), P.format("b"))
    + "</table:table-header-rows>"
    + row(P.format("c") + P.format("d"), P.format("e"))
    + "</table:table>"
)
INDEX = "<text:table-of-content><text:index-body><text:p>Facts 1</text:p></text:index-body>"
INDEX += "</text:table-of-content>"

TEXTS = [
    (P.format("The ferry") + P.format("left."), "The ferry\nleft.\n"),
    (P.format("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"), "a   b\tc\nd\n"),
    (P.format("a\nb<text:span>c<text:a>d</text:a></text:span>e"), "a bcde\n"),
    (P.format("x" + RUBY), "xa\n"),
    (P.format(f"one{BOX}two"), "onetwo\nbox\n"),
    (f"<text:section>{P.format('in')}</text:section>{INDEX}", "in\nFacts 1\n"),
    (TABLE, "a\tb\nc\nd\ne\n"),
    (P.format("<text:page-number>3</text:page-number>"), "3\n"),
    (BOX, "box\n"),
]


@pytest.mark.parametrize(("body", "text"), TEXTS)
def test_text(body, text):
    assert read(body).source.text == text


LIST_STYLE = (
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' "
    "style:num-suffix='.'/><text:list-level-style-number text:level='2' style:num-format='a' "
    "style:num-prefix='(' style:num-suffix=')'/><text:list-level-style-number text:level='3' "
    "style:num-format='1' text:display-levels='3' text:start-value='5'/></text:list-style>"
    "<text:list-style style:name='B'><text:list-level-style-bullet text:level='1' "
    "text:bullet-char='•'/></text:list-style>"
    "<text:list-style style:name='R'><text:list-level-style-number text:level='1' style:num-format='I'/>"
    "</text:list-style>"
)


def item(words: str, more: str = "", **attributes: str) -> str:
    written = " ".join(f"text:{name.replace('_', '-')}='{v}'" for name, v in attributes.items())
    return f"<text:list-item {written}><text:p>{words}</text:p>{more}</text:list-item>"


def listed(*items: str, style: str = "L", more: str = "") -> str:
    name = f"text:style-name='{style}'" if style else ""
    return f"<text:list {name} {more}>{''.join(items)}</text:list>"


def labels(body: str, automatic: str = LIST_STYLE) -> list[str]:
    return [words for _, words in zones(read(body, automatic))]


LISTS = [
    (listed(item("x"), item("y")), ["1.\tx", "2.\ty"]),
    (listed(item("x")) + listed(item("y")), ["1.\tx", "1.\ty"]),
    (
        listed(item("x")) + "<text:p>p</text:p>" + listed(item("y"), more="text:continue-numbering='true'"),
        ["1.\tx", "p", "2.\ty"],
    ),
    (
        listed(item("x"), more="xml:id='a'") + listed(item("z"), style="R")
        + listed(item("y"), more="text:continue-list='a'"),
        ["1.\tx", "I\tz", "2.\ty"],
    ),
    (
        listed(item("x", listed(item("a"), item("b"), style="")), item("y", listed(item("c"), style=""))),
        ["1.\tx", "(a)\ta", "(b)\tb", "2.\ty", "(a)\tc"],
    ),
    (
        listed(item("x", listed(item("y", listed(item("z"), style="")), style=""))),
        ["1.\tx", "(a)\ty", "1.a.5\tz"],
    ),
    (listed(item("x"), item("y", start_value="7"), item("z")), ["1.\tx", "7.\ty", "8.\tz"]),
    (listed(item("x<text:line-break/>y"), style="B"), ["•\tx\ny"]),
    (listed("<text:list-header><text:p>head</text:p></text:list-header>", item("x")), ["head", "1.\tx"]),
    (
        listed("<text:list-item><text:p>x</text:p><text:p>more</text:p></text:list-item>"),
        ["1.\tx", "more"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), LISTS)
def test_lists_are_numbered_as_printed(body, expected):
    assert labels(body) == expected


def test_headings_are_numbered_by_the_outline():
    outline = (
        "<text:outline-style><text:outline-level-style text:level='1' style:num-format='A' "
        "style:num-suffix='.'/></text:outline-style>"
    )
    body = (
        "<text:h text:outline-level='1'>Facts</text:h><text:h text:outline-level='2'>More</text:h>"
    )
    assert zones(read(body, outline)) == [("heading", "A.\tFacts"), ("heading", "More")]


def test_pleaded_numbers_are_told():
    document = read(listed(*(item(f"Defendant did thing {at}.") for at in range(1, 8))), LIST_STYLE)
    assert [row.number for row in document.source.paragraphs] == list("1234567")


def test_notes_comments_and_headers():
    body = (
        "<text:p>Paid.<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Compl. 3.</text:p></text:note-body></text:note> Later.<office:annotation>"
        "<dc:creator>Ole</dc:creator><text:p>Really?</text:p></office:annotation></text:p>"
    )
    named = (
        "<style:master-page><style:header><text:p>Draft</text:p></style:header>"
        "<style:header-left><text:p>Draft</text:p></style:header-left></style:master-page>"
    )
    document = read(body, named=named)
    assert zones(document) == [
        ("body", "Paid.[1] Later."),
        ("footnote", "[1] Compl. 3."),
        ("unrelated", "Really?"),
        ("page furniture", "Draft"),
    ]
    assert [zone.reason for zone in document.source.zones] == [
        "footnote mark",
        "comment by Ole",
        "header",
    ]


def test_tracked_changes_and_hidden_text_are_marked():
    body = (
        "<text:tracked-changes><text:changed-region text:id='d'><text:deletion><text:p>shall</text:p>"
        "</text:deletion></text:changed-region><text:changed-region text:id='i'><text:insertion/>"
        "</text:changed-region></text:tracked-changes><text:p>We <text:change text:change-id='d'/>"
        "<text:change-start text:change-id='i'/>may<text:change-end text:change-id='i'/> pay"
        "<text:span text:style-name='H'>never</text:span>.</text:p>"
        "<text:section text:display='none'><text:p>Secret.</text:p></text:section>"
    )
    hidden = (
        "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/>"
        "</style:style>"
    )
    document = read(body, hidden)
    text = document.source.text
    assert text == "We shallmay paynever.\nSecret.\n"
    assert [(zone.reason, zone.span.of(text)) for zone in document.source.zones] == [
        ("tracked deletion", "shall"),
        ("hidden text", "never"),
        ("hidden text", "Secret."),
    ]
    assert [notice.code for notice in document.notices] == ["tracked-changes", "hidden-text"]


def test_styles_and_indents_make_zones():
    words = "No ferry shall leave the harbor without the permit of the board."
    styles = (
        "<style:style style:name='Quotations' style:family='paragraph'/>"
        "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Quotations'/>"
        "<style:style style:name='P2' style:family='paragraph'><style:paragraph-properties "
        "fo:margin-left='1.27cm' fo:margin-right='0.5in'/></style:style>"
        "<style:style style:name='P3' style:family='paragraph' style:parent-style-name='P2'>"
        "<style:paragraph-properties fo:margin-right='0in'/></style:style>"
        "<style:style style:name='Circle' style:family='paragraph' style:parent-style-name='Circle'/>"
        "<style:style style:name='Title' style:family='paragraph'/>"
    )
    body = "".join(
        f"<text:p text:style-name='{name}'>{words}</text:p>"
        for name in ("P1", "P2", "P3", "Circle", "Title")
    )
    assert [zone for zone, _ in zones(read(body, styles))] == [
        "block quote",
        "block quote",
        "body",
        "body",
        "heading",
    ]


def test_properties():
    meta = (
        f"<office:document-meta {SPACES}><office:meta><dc:title>The Ferry</dc:title><meta:initial-creator>"
        "Ida Moss</meta:initial-creator><meta:creation-date>2026-03-04T10:00:00</meta:creation-date>"
        "<dc:date>soon</dc:date></office:meta></office:document-meta>"
    )
    values = read("<text:p>x</text:p>", **{"meta.xml": meta}).metadata.values
    assert [(value.field, value.value) for value in values] == [
        ("title", "The Ferry"),
        ("author", "Ida Moss"),
        ("created", "2026-03-04"),
    ]


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    f"<office:document-content {SPACES}><office:body><office:text><text:p>&b;</text:p></office:text>"
    "</office:body></office:document-content>"
)
NESTED = "<table:table><table:table-row><table:table-cell><text:p>x</text:p>" * 64 + (
    "</table:table-cell></table:table-row></table:table>" * 64
)
REFUSED = [
    (package("", **{"META-INF/manifest.xml": "<x><encryption-data/></x>"}), EncryptedFile, "password"),
    (package("", **{"content.xml": BOMB}), DamagedFile, "mend"),
    (package("", **{"content.xml": "<x"}), DamagedFile, "mend"),
    (package("", **{"content.xml": "<x/>"}), DamagedFile, "mend"),
    (package(NESTED), (TooLargeFile, DamagedFile), "import"),
    (package("<text:p>x</text:p>")[:200], DamagedFile, "damaged"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("content", "error", "word"), REFUSED)
def test_refusals(content, error, word):
    with pytest.raises(error, match=word):
        OpenDocumentImporter().read(content, ImportContext("a.odt"))


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_XML_PART_BYTES", 1000)
    with pytest.raises(TooLargeFile):
        read("<text:p>" + "x" * 2000 + "</text:p>")


def test_a_text_without_words_says_so():
    assert [notice.code for notice in read("<text:p/>").notices] == ["no-text"]


SEED = listed(item("x", listed(item("a"), style=""))) + "<text:p>y<text:s text:c='2'/></text:p>"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.sampled_from("<>/:'\" 0az&;")), max_size=4)
)
def test_mutated_files_are_read_or_refused(changes):
    body = list(SEED)
    for at, sign in changes:
        body[at] = sign
    try:
        document = OpenDocumentImporter().read(
            package("".join(body), LIST_STYLE), ImportContext("a.odt")
        )
    except ImportFailure:
        return
    document.source.validate()


def test_real_files(shared):
    base = shared / "documents/office"
    path = base / "testFooter.odt"
    document = registry.read_file(path, ImportContext(path.name))
    assert zones(document)[0] == ("body", "Here is some text...")
    assert zones(document)[-1] == ("page furniture", "Here is footer text")
    locked = base / "testODTEncrypted.odt"
    with pytest.raises(EncryptedFile):
        registry.read_file(locked, ImportContext(locked.name))

"""Word files are read whole: what python-docx drops is there, and marked for what it is."""

import io
import random
import zipfile
from copy import deepcopy

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches

from importers import limits
from importers.document import DamagedFile, ImportContext, ImportFailure, TooLargeFile
from importers.source_text import Zone
from importers.word import WordImporter


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document):
    content = document if isinstance(document, bytes) else saved(document)
    found = WordImporter().read(content, ImportContext("a.docx"))
    found.source.validate()
    return found


def with_part(content: bytes, name: str, xml: str, kind: str) -> bytes:
    """Return a package with one more part that the main part refers to."""
    source, buffer = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    with zipfile.ZipFile(buffer, "w") as made:
        for item in source.namelist():
            data = source.read(item)
            if item == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="rX{kind}" Type="{base}/{kind}" Target="{name}"/></Relationships>'
                data = data.replace(b"</Relationships>", added.encode())
            if item == "[Content_Types].xml":
                added = f'<Override PartName="/word/{name}" ContentType="{media}"/></Types>'
                data = data.replace(b"</Types>", added.encode())
            made.writestr(item, data)
        made.writestr(f"word/{name}", xml)
    return buffer.getvalue()


def raw(document, xml: str):
    """Append a paragraph written as XML."""
    element = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


def test_body_order_with_tables():
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("after")
    assert read(document).source.text == "before\nleft\tright\nafter\n"


def test_caption_columns_stand_whole():
    document = docx.Document()
    document.add_paragraph("UNITED STATES DISTRICT COURT")
    table = document.add_table(1, 3)
    left, rule, right = table.rows[0].cells
    left.text = "HALDORA VESK,"
    left.add_paragraph("Plaintiff,")
    left.add_paragraph("v.")
    left.add_paragraph("BOARD OF PIERS,")
    left.add_paragraph("Defendant.")
    rule.text = ")"
    right.text = "Case No. 3:26-cv-00077"
    document.add_paragraph("ORDER")
    document.add_paragraph(
        "The motion is denied for the reasons that the court gave at the hearing in May."
    )
    source = read(document).source
    caption = [p.span.of(source.text) for p in source.paragraphs if p.zone is Zone.CAPTION]
    assert caption[:6] == [
        "UNITED STATES DISTRICT COURT",
        "HALDORA VESK,",
        "Plaintiff,",
        "v.",
        "BOARD OF PIERS,",
        "Defendant.",
    ]
    assert "Case No. 3:26-cv-00077" in caption


def test_tracked_changes_and_hidden_text():
    document = docx.Document()
    raw(
        document,
        '<w:r><w:t xml:space="preserve">The board </w:t></w:r>'
        '<w:ins w:author="O"><w:r><w:t xml:space="preserve">never </w:t></w:r></w:ins>'
        '<w:del w:author="O"><w:r><w:delText xml:space="preserve">always </w:delText></w:r>'
        "<w:r><w:delText>once </w:delText></w:r></w:del>"
        "<w:r><w:t>asked.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
    )
    found = read(document)
    text = found.source.text
    assert text == "The board never always once asked.secret\n"
    assert [(zone.span.of(text), zone.zone, zone.reason) for zone in found.source.zones] == [
        ("always once ", Zone.UNRELATED, "tracked deletion"),
        ("secret", Zone.UNRELATED, "hidden text"),
    ]
    notices = {notice.code: notice.sentence for notice in found.notices}
    assert "1 insertion and 2 deletions" in notices["tracked-changes"]
    assert "hidden-text" in notices


def test_content_controls_breaks_and_symbols():
    document = docx.Document()
    raw(
        document,
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>filled in</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:br/><w:t>next</w:t><w:tab/><w:t>tab</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
        "<w:r><w:sym w:font='Symbol' w:char='F0A7'/><w:sym w:font='Odd' w:char='F001'/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    assert read(document).source.text == "filled in\nnext\ttab\u2011\u00ad§\ufffd\n"


def test_text_box_is_read_once():
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent>"
    compat = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    raw(
        document,
        f"<w:r><w:t>around</w:t></w:r><w:r><mc:AlternateContent {compat}>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert read(document).source.text == "around\nin the box\n"


NOTES = (
    "<?xml version='1.0' encoding='UTF-8'?><w:footnotes {ns}>"
    "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>"
    "<w:footnote w:id='7'><w:p><w:r><w:footnoteRef/><w:t>See the logbook.</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>"
)


def test_footnotes_are_counted_as_printed():
    document = docx.Document()
    raw(
        document,
        "<w:r><w:t>Crews were tired.</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r>",
    )
    content = with_part(
        saved(document), "footnotes.xml", NOTES.format(ns=nsdecls("w")), "footnotes"
    )
    source = read(content).source
    assert source.text == "Crews were tired.[1]\n[1] See the logbook.\n"
    assert source.paragraphs[1].zone is Zone.FOOTNOTE
    assert [(zone.span.of(source.text), zone.zone) for zone in source.zones] == [
        ("[1]", Zone.PAGE_FURNITURE)
    ]


def test_comments_stand_after_the_text():
    xml = (
        f"<w:comments {nsdecls('w')}><w:comment w:id='1' w:author='Orla Quist'>"
        "<w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    document = docx.Document()
    document.add_paragraph("Crews were tired.")
    content = saved(document)
    if b"comments.xml" in content:
        pytest.skip("this python-docx writes a comments part of its own")
    found = read(with_part(content, "comments.xml", xml, "comments"))
    assert found.source.text == "Crews were tired.\nReally?\n"
    assert found.source.zones[0].reason == "comment by Orla Quist"
    assert found.source.paragraphs[1].zone is Zone.UNRELATED
    assert [notice.code for notice in found.notices] == ["comments"]


def test_headers_are_page_furniture_and_stand_last():
    document = docx.Document()
    document.add_paragraph("body")
    document.sections[0].header.paragraphs[0].text = "Case 3:26-cv-00077"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    source = read(document).source
    assert source.text == "body\nCase 3:26-cv-00077\nPage 1\n"
    assert [zone.zone for zone in source.zones] == [Zone.PAGE_FURNITURE] * 2


def test_numbers_that_word_prints():
    document = docx.Document()
    for words in ("The first", "The second", "The third"):
        document.add_paragraph(words, style="List Number")
    source = read(document).source
    assert source.text == "1.\tThe first\n2.\tThe second\n3.\tThe third\n"
    assert [paragraph.number for paragraph in source.paragraphs] == ["1", "2", "3"]


def test_block_quotes_by_indent_and_style_and_headings():
    document = docx.Document()
    document.add_heading("What the board wrote", 1)
    quoted = document.add_paragraph(
        "Night runs are over, and no reasons will be given to anybody at all."
    )
    quoted.paragraph_format.left_indent = quoted.paragraph_format.right_indent = Inches(0.5)
    document.add_paragraph("Night runs are over.", style="Quote")
    document.add_paragraph("The pilots answered on the next day.")
    zones = [paragraph.zone for paragraph in read(document).source.paragraphs]
    assert zones == [Zone.HEADING, Zone.BLOCK_QUOTE, Zone.BLOCK_QUOTE, Zone.BODY]


def test_properties():
    document = docx.Document()
    document.add_paragraph("body")
    document.core_properties.title = "Order  on motion"
    document.core_properties.author = "Odalys Brandt"
    values = {value.field: value.value for value in read(document).metadata.values}
    assert values["title"] == "Order on motion"
    assert values["author"] == "Odalys Brandt"
    assert {value.origin for value in read(document).metadata.values} == {"Word properties"}


def test_damaged_packages():
    whole = saved(docx.Document())
    for content in (whole[: len(whole) // 2], with_broken_body(whole)):
        with pytest.raises(DamagedFile, match="damaged"):
            read(content)


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_gives_one_sentence(seed):
    document = docx.Document()
    document.add_paragraph("The board never asked.", style="List Number")
    content, chance = bytearray(saved(document)), random.Random(seed)
    for _ in range(4):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        found = WordImporter().read(bytes(content), ImportContext("a.docx"))
    except ImportFailure as failure:
        sentence = str(failure)
    else:
        sentence = "."
        found.source.validate()
    assert sentence.endswith(".")


def with_broken_body(content: bytes) -> bytes:
    source, buffer = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for item in source.namelist():
            made.writestr(
                item, b"<w:document" if item == "word/document.xml" else source.read(item)
            )
    return buffer.getvalue()


def test_bomb_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (limits.MAX_XML_PART_BYTES + 1))
    with pytest.raises(TooLargeFile, match="unpacks to 64 MB"):
        read(buffer.getvalue())


def test_tables_in_tables_in_tables(monkeypatch):
    monkeypatch.setattr(limits, "MAX_NESTED_TABLES", 3)
    document = docx.Document()
    inner = document.add_table(1, 1)._tbl
    for _ in range(5):
        outer = deepcopy(inner)
        outer.find(f".//{qn('w:tc')}").insert(1, inner)
        inner = outer
    document.element.body.insert(0, inner)
    with pytest.raises(TooLargeFile, match="nested too deeply"):
        read(document)


def test_external_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("private words", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("MARK")
    content, buffer = zipfile.ZipFile(io.BytesIO(saved(document))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for item in content.namelist():
            data = content.read(item)
            if item == "word/document.xml":
                head, body = data.split(b"?>", 1)
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                data = head + b"?>" + entity + body.replace(b"MARK", b"a&e;b")
            made.writestr(item, data)
    with pytest.raises(DamagedFile):
        read(buffer.getvalue())


def test_real_papers(shared):
    folder = shared / "documents"
    read_ = {
        p.name: read(p.read_bytes()) for p in (folder / "office").glob("*WORD*.docx") if readable(p)
    }
    assert "This text is inside of a text box" in read_["testWORD_text_box.docx"].source.text
    assert read_["testWORD_embeded.docx"].attachments
    labels = read_["testWORD_override_list_numbering.docx"].source.text
    assert "2.18.ii\t2.18.ii" in labels
    assert "2nd.2.2someOtherText.1\t" in labels
    form = read((folder / "pleadings" / "complaint-form.docx").read_bytes()).source
    numbers = [p.number for p in form.paragraphs if p.number]
    assert list(dict.fromkeys(numbers)) == [str(n) for n in range(1, 11)]


def readable(path) -> bool:
    return path.name not in ("testWORD_protected_passtika.docx", "testWORD_truncated.docx")

"""Word files: what python-docx and LibreOffice find in them."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from reports.report import Cell, Layout, Origin, clean
from reports.to_word import to_word

from .odd_report import ORIGIN, long_report, odd_report, one_row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = shutil.which("soffice")


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def test_the_file_reads_back_as_the_report() -> None:
    report = odd_report()
    document = docx.Document(io.BytesIO(to_word(report, ORIGIN)))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Chronology"),
        ("Heading 2", "Events [2026]"),
        ("Heading 2", "Events: 2026?"),
        ("Heading 3", "What is left"),
    ]
    assert document.paragraphs[1].text == "Voss v. Harbor Board, March 9, 2026"
    assert document.paragraphs[2].text == report.note
    days, numbers = document.tables
    cells = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in days.rows]
    assert cells[0] == [column.title for column in report.sections[0].columns]
    for read, row in zip(cells[1:], report.sections[0].rows, strict=True):
        assert read == [clean(cell.text) for cell in row]
    assert [cell.text for cell in numbers.rows[2].cells] == ["Harbor Board", "1,234×"]


def test_rows_and_headings_are_told_to_readers_and_printers() -> None:
    body = part(to_word(odd_report(), ORIGIN), "word/document.xml")
    table = next(body.iter(f"{W}tbl"))
    first, *rest = table.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rest)
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Events [2026]"
    styles = {each.get(f"{W}val") for each in table.iter(f"{W}pStyle")}
    assert styles == {"PinciteHeadings", "PinciteText", "PinciteQuotation"}


def test_a_long_row_may_be_split_by_the_end_of_a_page() -> None:
    body = part(to_word(one_row(Cell("long " * 500), Cell("short")), ORIGIN), "word/document.xml")
    _, row = body.iter(f"{W}tr")
    assert row.find(f"{W}trPr") is None


def test_words_from_the_right_are_told() -> None:
    body = part(to_word(one_row(Cell("שלום and"), Cell("no שלום")), ORIGIN), "word/document.xml")
    _, row = body.iter(f"{W}tr")
    right, left = row.iter(f"{W}p")
    assert right.find(f"{W}pPr/{W}bidi") is not None
    assert left.find(f"{W}pPr/{W}bidi") is None
    turned = [run for run in left.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert [words(run) for run in turned] == ["שלום"]


def links(data: bytes, rels: str) -> dict[str, str]:
    return {
        each.get("Id", ""): each.get("Target", "")
        for each in part(data, rels)
        if each.get("TargetMode") == "External"
    }


def test_cites_open_their_passages() -> None:
    data = to_word(odd_report(), ORIGIN)
    targets = links(data, "word/_rels/document.xml.rels")
    body = part(data, "word/document.xml")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    linked = [(words(each), targets[each.get(relation)]) for each in body.iter(f"{W}hyperlink")]
    case = "pincite:0123456789abcdef0123456789abcdef"
    assert linked == [
        ("Compl.\xa0¶\xa038", f"{case}/1?start=0&end=9"),
        ("Compl.\xa0¶\xa038", f"{case}/1?start=0&end=9"),
        ("Answer\xa0¶\xa012", f"{case}/1?start=0&end=9"),
        ("Order (place lost, look it up)", f"{case}/2"),
    ]


@pytest.mark.parametrize(
    ("layout", "origin"),
    [(Layout(links=False), ORIGIN), (Layout(), Origin(ORIGIN.case, ORIGIN.day))],
)
def test_no_links_where_none_are_wanted_or_possible(layout: Layout, origin: Origin) -> None:
    assert not links(to_word(odd_report(), origin, layout), "word/_rels/document.xml.rels")


def test_footnotes_hold_the_cites_and_the_table_lacks_them() -> None:
    data = to_word(odd_report(), ORIGIN, Layout(footnotes=True))
    document = docx.Document(io.BytesIO(data))
    titles = [cell.text for cell in document.tables[0].rows[0].cells]
    assert titles == ["Date", "What the paper says", "Remark", "Review"]
    notes = part(data, "word/footnotes.xml")
    told = {each.get(f"{W}id"): words(each).strip() for each in notes.iter(f"{W}footnote")}
    assert list(told.values())[2:] == [
        "Compl.\xa0¶\xa038.",
        "Compl.\xa0¶\xa038; Answer\xa0¶\xa012.",
        "Order (place lost, look it up).",
    ]
    body = part(data, "word/document.xml")
    referred = [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")]
    assert referred == list(told)[2:]
    assert len(links(data, "word/_rels/footnotes.xml.rels")) == 2


def test_a_reader_finds_the_file_whole_only_with_its_separators_told() -> None:
    settings = part(to_word(odd_report(), ORIGIN, Layout(footnotes=True)), "word/settings.xml")
    told = [each.get(f"{W}id") for each in settings.find(f"{W}footnotePr")]
    assert told == ["-1", "0"]
    names = [each.tag for each in settings]
    assert names.index(f"{W}footnotePr") < names.index(f"{W}compat")


def test_the_footer_counts_pages_and_the_file_names_nobody() -> None:
    document = docx.Document(io.BytesIO(to_word(odd_report(), ORIGIN)))
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Voss v. Harbor Board · Chronology · Mar. 9, 2026\tpage ")
    told = [each.text.strip() for each in footer._p.iter(f"{W}instrText")]
    assert told == ["PAGE", "NUMPAGES"]
    properties = document.core_properties
    assert properties.title == "Chronology, Voss v. Harbor Board"
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert properties.language == "en-US"


@pytest.mark.parametrize("landscape", [True, False])
def test_the_page_lies_or_stands(landscape: bool) -> None:
    section = docx.Document(
        io.BytesIO(to_word(odd_report(), ORIGIN, Layout(landscape=landscape)))
    ).sections[0]
    assert (section.page_width > section.page_height) is landscape


def test_progress_is_told_and_what_it_raises_ends_the_writing() -> None:
    told: list[tuple[int, int]] = []
    to_word(long_report(5), ORIGIN, Layout(), lambda done, total: told.append((done, total)))
    assert told == [(at, 5) for at in range(1, 6)]

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        to_word(long_report(5), ORIGIN, Layout(), stop)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is the oracle here")
def test_libreoffice_shows_every_word_and_note(tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "report.docx").write_bytes(
        to_word(odd_report(), ORIGIN, Layout(landscape=False, footnotes=True))
    )
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "report.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=50,
    )
    pdf = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    shown = "".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
    pdf.close()
    squeezed = re.sub(r"\s", "", shown)
    for told in (
        "Chronology",
        "“The ferry left at 9:15 a.m. — with 212 passengers.”1",
        "1 Compl. ¶ 38.",
        "2 Compl. ¶ 38; Answer ¶ 12.",
        "Петров, Ωmega, José Muñoz",
        "1,234×",
        "page 1 of 1",
        "Nothing & no one.",
    ):
        assert re.sub(r"\s", "", told) in squeezed

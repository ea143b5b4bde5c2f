"""The sample case: each paper is read, and the facts that the linked view shows off are in them."""

import io
import runpy
import zipfile
from pathlib import Path

import pytest

import resources
from importers.document import ImportContext, ImportedDocument
from importers.registry import read_file
from importers.source_text import Zone

RULE = (
    "No licensee shall distribute, post or display aboard any vessel or at any landing printed matter "
    "that disparages the Authority or its officers."
)
DOCKET = "2:26-cv-00381-LMS"


def papers() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resources.path("sample/papers").iterdir())}


def read(stem: str) -> ImportedDocument:
    path = papers()[stem]
    return read_file(path, ImportContext(path.name))


def words(document: ImportedDocument) -> str:
    """Return the text with its line ends as spaces."""
    return " ".join(document.source.text.split())


@pytest.mark.parametrize("stem", papers())
def test_every_paper_is_read_without_a_warning(stem):
    document = read(stem)
    assert document.source.text.strip()
    assert document.notices == ()


def test_complaint():
    document = read("Complaint")
    source = document.source
    assert len(source.pages) == 7
    numbers = [p.number for p in source.paragraphs if p.number]
    assert list(dict.fromkeys(numbers)) == [str(n) for n in range(1, 54)]
    assert document.metadata.first("docket_number").value == DOCKET
    assert document.metadata.first("filed").value == "2026-03-12"
    stamps = [zone for zone in source.zones if zone.zone is Zone.PAGE_FURNITURE]
    assert len(stamps) >= 7
    caption = " ".join(p.span.of(source.text) for p in source.paragraphs if p.zone is Zone.CAPTION)
    for line in (
        "DISTRICT OF MAINE",
        "OTTILIE BRANKOVAN",
        "Plaintiffs",
        "CITY OF TARROW HAVEN",
        DOCKET,
    ):
        assert line in caption
    quoted = [p.span.of(source.text) for p in source.paragraphs if p.zone is Zone.BLOCK_QUOTE]
    assert [" ".join(block.split()) for block in quoted] == [RULE]
    assert "/s/ Thaddea Morrowick" in source.text


def test_some_paragraph_of_the_complaint_runs_over_a_page():
    source = read("Complaint").source
    places = [source.locate(p.span) for p in source.paragraphs if p.number]
    assert any(place.first_page != place.last_page for place in places)


def test_summons_fields_are_in_the_text_and_listed():
    document = read("Summons - Authority")
    values = {field.name: field.value for field in document.form_fields}
    assert values["Civil Action No"] == DOCKET
    assert values["Date"] == "03/13/2026"
    for value in ("District of Maine", "3 Capstan Square", "Morrowick & Lisle LLP", DOCKET):
        assert value in document.source.text


def test_order():
    source = read("Order on TRO").source
    zones = {p.zone: p.span.of(source.text) for p in source.paragraphs}
    assert zones[Zone.BLOCK_QUOTE] == RULE
    assert "Oakshade’s declaration" in zones[Zone.FOOTNOTE]
    assert [p.number for p in source.paragraphs if p.number] == ["1", "2", "3", "4", "5"]
    assert "no later than April 3, 2026" in source.text


ARTICLES = [
    ("2026-03-06 Dispatch - Ferry quarrel", "2026-03-06", "Corwin Maddox-Eyre", "Madrake Valley"),
    (
        "2026-03-14 Courier - Ferry sues city",
        "2026-03-14",
        "Linnet Ashgrove-Tull",
        "Chowder supper",
    ),
]


@pytest.mark.parametrize(("stem", "published", "author", "foreign"), ARTICLES)
def test_articles(stem, published, author, foreign):
    document = read(stem)
    assert document.metadata.first("published").value == published
    assert document.metadata.first("author").value == author
    source = document.source
    own = " ".join(p.span.of(source.text) for p in source.paragraphs if not p.zone.is_furniture)
    aside = " ".join(p.span.of(source.text) for p in source.paragraphs if p.zone.is_furniture)
    assert foreign in aside
    assert "Advertisement" in aside
    assert "Pellwick" not in aside
    assert "disparages the Authority" in own or "criticizes the Authority" in own
    assert RULE not in own, "the articles print the rule differently"


SHARED = [
    ("a courtesy, not a right", 4),
    ("Take the racks out before the Saturday boat", 1),
    ("[t]ake the racks out before the Saturday boat", 1),
    ("erries are for passengers, not pamphlets", 3),
    ("people and what people have to say", 3),
    ("The next day, Director", 2),
    ("n or about February 20", 3),
    ("03/07/2026", 2),
]


@pytest.mark.parametrize(("phrase", "count"), SHARED)
def test_same_words_in_several_papers(phrase, count):
    assert sum(phrase in words(read(stem)) for stem in papers()) == count


def test_papers_are_those_that_the_script_makes():
    pytest.importorskip("reportlab")
    made = runpy.run_path(str(resources.path("sample/make_sample.py")))["order"]()
    kept = papers()["Order on TRO"].read_bytes()
    assert members(made) == members(kept), "run resources/sample/make_sample.py again"


def members(content: bytes) -> dict[str, bytes]:
    """Return a package's parts unpacked: packed bytes may differ between versions of the packer."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}

"""Pleaded numbers of real papers: all of them, in order, none invented, each on the words it numbers."""

import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from importers.document import ImportContext
from importers.pdf import PdfImporter
from importers.source_text import SourceText, Zone

# As read in the papers: the last number of each pleading in the file, one after the other.
LAST = {
    "twombly-complaint": [96],
    "iqbal-first-amended-complaint": [270],
    "iqbal-second-amended-complaint": [284],
    "deutsch-interpleader-complaint": [32],
    "exam-2016-complaint": [17, 17],
    "exam-2020-complaint": [14],
    "lawnmower-complaint": [3],
    "sines-answer": [357],
}

# Papers in which nothing is pleaded by numbers, however many lists and dates they hold.
WITHOUT = [
    "pleadings/sines-motion-brief",
    "pleadings/naacp-alamance-opinion",
    "pleadings/ang-order",
    "pleadings/frcp-forms",
    "courts/ca1-opinion",
    "courts/ca5-opinion",
    "courts/azd-mdl-order",
    "courts/missouri-opinion",
]


@cache
def source_of(path: Path) -> SourceText:
    return PdfImporter().read(path.read_bytes(), ImportContext(path.name)).source


def numbers(source: SourceText) -> list[str]:
    """Return the numbers in the order of the text, a run of the same number once."""
    found = (paragraph.number for paragraph in source.paragraphs if paragraph.number)
    return [number for number, _ in groupby(found)]


@pytest.mark.parametrize("name", LAST)
def test_every_number_is_there_in_order(shared: Path, name: str):
    source = source_of(shared / f"documents/pleadings/{name}.pdf")
    wanted = [str(number) for last in LAST[name] for number in range(1, last + 1)]
    assert numbers(source) == wanted


@pytest.mark.parametrize("name", LAST)
def test_every_number_is_printed_where_its_paragraph_begins(shared: Path, name: str):
    source = source_of(shared / f"documents/pleadings/{name}.pdf")
    numbered = [paragraph for paragraph in source.paragraphs if paragraph.number]
    for number, group in groupby(numbered, key=lambda paragraph: paragraph.number):
        first = next(group)
        words = first.span.of(source.text)
        assert re.match(rf"\s*(?:¶\s*)?{number}(?!\d)", words), words[:40]
        assert first.zone is Zone.BODY


@pytest.mark.parametrize("name", WITHOUT)
def test_no_number_is_invented(shared: Path, name: str):
    assert numbers(source_of(shared / f"documents/{name}.pdf")) == []


# Paragraphs over a page's end, by eye: paper, number, the pages of beginning and end, the last words.
OVER_PAGES = [
    ("twombly-complaint", "47", (7, 8), "members of the Class;"),
    ("iqbal-second-amended-complaint", "1", (2, 3), "Special Housing Unit (“SHU”)."),
    ("iqbal-second-amended-complaint", "16", (5, 6), "under which Plaintiffs were detained."),
    ("deutsch-interpleader-complaint", "13", (4, 5), "copy of the art professional’s remarks."),
    ("sines-answer", "23", (3, 4), "strict proof thereof."),
]


@pytest.mark.parametrize(("name", "number", "pages", "last"), OVER_PAGES)
def test_a_paragraph_goes_on_over_a_pages_end(
    shared: Path, name: str, number: str, pages: tuple[int, int], last: str
):
    source = source_of(shared / f"documents/pleadings/{name}.pdf")
    own = [paragraph for paragraph in source.paragraphs if paragraph.number == number]
    across = [item for item in own if item.zone is Zone.BODY]
    places = [source.locate(paragraph.span) for paragraph in across]
    found = [(place.first_page, place.last_page) for place in places]
    assert pages in [(first.number, end.number) for first, end in found if first and end]
    assert any(item.span.of(source.text).rstrip().endswith(last) for item in across)

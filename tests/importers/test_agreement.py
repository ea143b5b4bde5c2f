"""The text of readable pages agrees with Poppler's, an engine of other making; no word is split.

Poppler is an oracle only: these tests are skipped where its ``pdftotext`` is not installed.
"""

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from importers.document import ImportContext, ImportFailure
from importers.pdf import PdfImporter
from importers.pdf_structure import quiet
from importers.source_text import PageVerdict

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is the oracle")

# A hyphen at a line's end, as either engine leaves it: it is taken off, whatever it stood for.
_AT_LINE_END = re.compile(r"(?<=\w)(?:[-\u00ad]\n+|\ufffe\s*)(?=\w)")


@dataclass(frozen=True)
class ComparedPage:
    """One page's words, counted, as each engine reads them."""

    paper: str
    number: int
    ours: Counter[str]
    poppler: Counter[str]

    @property
    def shared(self) -> int:
        return (self.ours & self.poppler).total()

    @property
    def size(self) -> int:
        return self.ours.total() + self.poppler.total()


def words(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", _AT_LINE_END.sub("", text.replace("\f", "\n")))
    return Counter(plain.lower().replace("\ufffe", "-").split())


def compared(path: Path) -> Iterator[ComparedPage]:
    try:
        source = PdfImporter().read(path.read_bytes(), ImportContext(path.name)).source
    except ImportFailure:
        return
    if all(page.verdict is not PageVerdict.TEXT for page in source.pages):
        return
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    theirs = answer.decode("utf-8", "replace").split("\f")
    for page in source.pages:
        if page.verdict is PageVerdict.TEXT:
            ours = page.span.of(source.text)
            yield ComparedPage(path.name, page.number, words(ours), words(theirs[page.number - 1]))


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[ComparedPage]:
    folders = (shared / "documents" / "pleadings", shared / "documents" / "courts")
    papers = [path for folder in folders for path in sorted(folder.glob("*.pdf"))]
    papers = [
        path for path in papers if path.name != "sines-second-amended-complaint.pdf"
    ]  # gibberish
    return [page for path in papers for page in compared(path)]


def test_the_bag_of_words_agrees(pages: list[ComparedPage]):
    assert len(pages) > 280
    assert sum(page.poppler.total() for page in pages) > 80_000
    weighted = 2 * sum(page.shared for page in pages) / sum(page.size for page in pages)
    assert weighted >= 0.999
    for page in pages:
        assert 2 * page.shared >= 0.97 * page.size, (page.paper, page.number)


def parts_of(word: str, pieces: Counter[str]) -> list[str]:
    """Return the two or three pieces that make up a word, if there are such."""
    for at in range(1, len(word)):
        if word[:at] in pieces and word[at:] in pieces:
            return [word[:at], word[at:]]
    return []


def split_words(page: ComparedPage) -> list[str]:
    """Return the words that Poppler has whole and we in two parts of letters."""
    ours, theirs = page.ours - page.poppler, page.poppler - page.ours
    return [word for word in theirs if word.isalpha() and parts_of(word, ours)]


def test_no_word_is_split(pages: list[ComparedPage]):
    split = {(page.paper, page.number): found for page in pages if (found := split_words(page))}
    assert split == {}


# The papers, and their pages, on which pypdf takes words apart; found by running it on all of them.
SPLIT_BY_PYPDF = {
    "courts/ca1-opinion.pdf": [15],
    "courts/ca5-opinion.pdf": [2, 3, 4, 5, 6, 7, 8, 9],
    "courts/missouri-opinion.pdf": [1, 2, 3, 4, 5],
    "pleadings/sines-motion-brief.pdf": [9],
}


def test_words_that_pypdf_splits_are_whole(shared: Path, pages: list[ComparedPage]):
    by_place = {(page.paper, page.number): page for page in pages}
    broken = 0
    for name, numbers in SPLIT_BY_PYPDF.items():
        path = shared / "documents" / name
        with quiet():
            reader = PdfReader(io.BytesIO(path.read_bytes()))
            for number in numbers:
                page = by_place[path.name, number]
                theirs = words(reader.pages[number - 1].extract_text())
                found = split_words(replace(page, ours=theirs))
                assert found, (name, number)
                assert all(page.ours[word] >= page.poppler[word] for word in found), (name, number)
                broken += len(found)
    assert broken >= 40

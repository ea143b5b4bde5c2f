"""How long it takes to hold 3,000 quotations against the papers of a case, and how that grows with the text.

The papers are made up: their words follow Zipf's law, with the small words of English at their usual share,
so that "of the court" stands on every page as it does in real ones. Half of the quotations are a paper's
words, a third are these with a word changed, left out or in brackets, the rest stand nowhere. Reading and
finding quotations are left out: what is measured is comparing, everything folded and aligned anew.

Run from the project's root: ``python -m benchmarks.aligning [PAGES...]``.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from benchmarks.timing import show
from casefile.case import Case
from casefile.records import Verdict
from casefile.workers import Workers
from extraction.extract import EXTRACTOR
from extraction.findings import Certainty, DocumentFacts, DocumentKind, Findings, Quote, QuoteKind
from extraction.options import ExtractionContext
from importers.document import ArchiveMember, ImportContext, ImportedDocument
from importers.source_text import Page, Paragraph, SourceText, Span
from index.writer import IndexDocument

PAGES = (500, 1000, 2000, 4000)
QUOTES = 3000
_PAGES_A_PAPER = 10
_WORDS_A_PAGE = 320
_SMALL = (
    "the of and to a in that is was for it as with on be by not he this are or his from at which but have an"
    " had they their has were been its who would there any other no all such if when shall may under court"
)
_SYLLABLES = (
    "con",
    "ter",
    "pla",
    "mi",
    "ve",
    "ro",
    "da",
    "lin",
    "su",
    "per",
    "tor",
    "ness",
    "al",
    "ex",
    "be",
    "qui",
)


@dataclass(frozen=True)
class Figures:
    """Seconds of one core to hold all quotations against a case, and how many were found in its papers."""

    pages: int
    quotes: int
    seconds: float
    found: int


@dataclass(frozen=True)
class Bank:
    """Seconds of one core for a case whose papers quote each other: import, the bank at first, and again."""

    imported: float
    first: float
    again: float
    groups: int


class _Reading(Workers):
    """Workers that read plain text in this process, and find what stands between curly marks."""

    def read(
        self, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        return _document(path.read_text(encoding="utf-8"))

    def extract(self, document: ImportedDocument, context: ExtractionContext) -> Findings:
        return Findings(
            DocumentFacts(DocumentKind.OTHER),
            quotes=tuple(_quotes(document.source)),
            extractor=EXTRACTOR,
        )

    def index(self, folder: Path, documents: Sequence[IndexDocument]) -> int:
        return 0

    def archive_members(
        self, path: Path, passwords: Sequence[str] = ()
    ) -> tuple[tuple[ArchiveMember, ...], str | None] | None:
        return None


def _document(text: str) -> ImportedDocument:
    edges = [0, *accumulate(len(page) + 1 for page in text.split("\f"))]
    spans = [Span(start, min(end, len(text))) for start, end in pairwise(edges)]
    pages = tuple(Page(number, str(number), span) for number, span in enumerate(spans, 1))
    return ImportedDocument(
        SourceText(text, pages, tuple(Paragraph(span, None) for span in spans)),
        "text/plain",
        "made up",
    )


def _quotes(source: SourceText) -> Iterator[Quote]:
    start = source.text.find("“")
    while start >= 0:
        end = source.text.index("”", start)
        span = Span(start + 1, end)
        words = span.of(source.text)
        yield Quote(span, words, QuoteKind.DIRECT, Certainty.UNATTRIBUTED, reading=words)
        start = source.text.find("“", end)


class _Writer:
    """Writes papers and quotations, the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._dice = random.Random(seed)
        made = {
            "".join(self._dice.choices(_SYLLABLES, k=self._dice.randint(2, 4)))
            for _ in range(12_000)
        }
        self._words = [*_SMALL.split(), *sorted(made)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def words(self, count: int) -> list[str]:
        """Return so many words of running text."""
        return self._dice.choices(self._words, cum_weights=self._weights, k=count)

    def paper(self, quotes: Iterable[str] = ()) -> str:
        """Return a paper of ten pages, each quotation in marks somewhere in it."""
        pages = [self.words(_WORDS_A_PAGE) for _ in range(_PAGES_A_PAPER)]
        for quote in quotes:
            page = self._dice.choice(pages)
            page.insert(self._dice.randrange(len(page)), f"“{quote}”")
        return "\f".join(" ".join(page) for page in pages)

    def quotes(self, papers: Sequence[str], count: int) -> list[str]:
        """Return quotations of the papers, some of them changed and some from nowhere."""
        return [self._quote(self._dice.choice(papers)) for _ in range(count)]

    def _quote(self, paper: str) -> str:
        kind, length = self._dice.random(), self._dice.randint(5, 40)
        if kind > 0.83:
            return " ".join(self.words(length))
        page = self._dice.choice(paper.split("\f")).split(" ")
        at = self._dice.randrange(len(page) - length)
        words = [word.strip("“”") for word in page[at : at + length]]
        if kind > 0.5:
            place = self._dice.randrange(1, length - 1)
            words[place] = self._dice.choice(("otherwise", "", f"[{words[place]}]"))
        return " ".join(word for word in words if word)


def run(pages: int, quotes: int = QUOTES) -> Figures:
    """Time the check of a brief with so many quotations against a case of so many pages."""
    writer = _Writer()
    papers = [writer.paper() for _ in range(max(1, pages // _PAGES_A_PAPER))]
    brief = _document(" ".join(f"“{quote}”" for quote in writer.quotes(papers, quotes)))
    with _case(papers) as (case, _):
        start = time.process_time()
        checked = case.check_quotes(brief)
        seconds = time.process_time() - start
    found = sum(
        bool(row.same_words) and row.same_words[0].verdict is not Verdict.NOT_FOUND
        for row in checked
    )
    return Figures(len(papers) * _PAGES_A_PAPER, len(checked), seconds, found)


def run_bank(pages: int, quotes: int = QUOTES) -> Bank:
    """Time a case whose papers quote each other: its import, and the quote bank."""
    writer = _Writer(2)
    count = max(2, pages // _PAGES_A_PAPER)
    plain = [writer.paper() for _ in range(count // 2)]
    share = quotes // (count - count // 2)
    quoting = [writer.paper(writer.quotes(plain, share)) for _ in range(count - count // 2)]
    with _case([*plain, *quoting]) as (case, imported):
        start = time.process_time()
        bank = case.quote_bank()
        first = time.process_time() - start
        start = time.process_time()
        case.quote_bank()
        again = time.process_time() - start
        return Bank(imported, first, again, len(bank.groups))


@contextmanager
def _case(papers: Sequence[str]) -> Iterator[tuple[Case, float]]:
    """Make a scratch case with papers in it; the second is the seconds of their import."""
    workers = _Reading()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "papers").mkdir()
        for number, text in enumerate(papers, 1):
            (folder / "papers" / f"{number:04}.txt").write_text(text, encoding="utf-8")
        with Case.create(folder / "Benchmark", workers, local=folder / "local") as case:
            start = time.process_time()
            for _ in case.ingest([folder / "papers"]):
                pass
            yield case, time.process_time() - start
    workers.close()


def _main(sizes: Sequence[int]) -> None:
    for pages in sizes:
        figures = run(pages)
        show(
            [
                (
                    f"{figures.quotes:,} quotations held against {figures.pages:,} pages",
                    f"{figures.seconds:.1f} s, {1000 * figures.seconds / figures.pages:.2f} ms a page, "
                    f"{figures.found:,} found",
                )
            ]
        )
    bank = run_bank(2000)
    show(
        [
            (
                "2,000 pages that quote each other 3,000 times: import and all links",
                f"{bank.imported:.1f} s",
            ),
            (f"their quote bank at first ({bank.groups:,} groups)", f"{1000 * bank.first:.0f} ms"),
            ("their quote bank again", f"{1000 * bank.again:.2f} ms"),
        ]
    )


if __name__ == "__main__":
    _main([int(each) for each in sys.argv[1:]] or PAGES)

"""How fast PDFs are read, beside the bare text extraction of the two libraries that read them.

PDFium's and pypdf's bare extraction give a string a page and nothing else; our reader gives text with
places, furniture, paragraphs, redactions, labels and properties; the import also copies, stores and
sends the paper between processes. All take turns over the same papers in one run.

Run from the project's root: ``python -m benchmarks.reading [FILE...]``. Without files it takes the
readable pleadings beside the project, or else the sample papers.
"""

import io
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.timing import SAMPLE, SHARED, in_turns, scratch_case, show
from casefile.case import Case
from casefile.import_records import Stage
from importers.document import ImportContext
from importers.pdf import PdfImporter
from importers.pdf_structure import quiet
from importers.source_text import PageVerdict

_MOST_UNREADABLE = 0.1
"""Of a paper's pages; a paper with more scans or gibberish is no measure of reading text."""


@dataclass(frozen=True)
class Figures:
    """Median seconds for all papers, workers warm; ``stored`` ends before the index is fed.

    ``stored`` and ``searchable`` add up imports of one paper each; ``at_once`` is one import of all.
    """

    pages: int
    pdfium: float
    pypdf: float
    read: float
    stored: float
    searchable: float
    at_once: float


def default_papers() -> list[Path]:
    """Return the readable PDFs among the pleadings, or the sample's."""
    pleadings = sorted((SHARED / "documents" / "pleadings").glob("*.pdf"))
    return [path for path in pleadings if _is_readable(path)] or sorted(SAMPLE.glob("*.pdf"))


def _is_readable(path: Path) -> bool:
    from importers.document import ImportFailure

    try:
        pages = PdfImporter().read(path.read_bytes(), ImportContext(path.name)).source.pages
    except ImportFailure:
        return False
    unreadable = sum(page.verdict is not PageVerdict.TEXT for page in pages)
    return unreadable <= _MOST_UNREADABLE * len(pages)


def run(papers: Sequence[Path], runs: int = 3) -> Figures:
    """Read the papers by each way, import them one by one and all at once into new cases, in turns."""
    contents = [path.read_bytes() for path in papers]
    pages = sum(map(_by_pdfium, contents))  # also loads the library
    imports: list[tuple[float, float]] = []
    at_once: list[float] = []
    pdfium, pypdf, read, _, _ = in_turns(
        runs,
        lambda: sum(map(_by_pdfium, contents)),
        lambda: sum(map(_by_pypdf, contents)),
        lambda: [PdfImporter().read(content, ImportContext("paper.pdf")) for content in contents],
        lambda: imports.append(_imported(papers)),
        lambda: at_once.append(_imported_at_once(papers)),
    )
    stored = median(stored for stored, _ in imports)
    searchable = median(searchable for _, searchable in imports)
    return Figures(pages, pdfium, pypdf, read, stored, searchable, median(at_once))


def _by_pdfium(content: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def _by_pypdf(content: bytes) -> int:
    from pypdf import PdfReader

    with quiet():
        pages = PdfReader(io.BytesIO(content)).pages
        for page in pages:
            page.extract_text()
        return len(pages)


def _imported(papers: Sequence[Path]) -> tuple[float, float]:
    """Return the seconds until each paper's text was stored, and until it was searchable, added up."""
    with scratch_case() as (case, _):
        others = [path for path in sorted(SAMPLE.glob("*.pdf")) if path not in papers]
        _import(case, (others or sorted(SAMPLE.glob("*.txt")))[0])  # warms the workers up
        taken = [_import(case, paper) for paper in papers]
    return sum(stored for stored, _ in taken), sum(searchable for _, searchable in taken)


def _imported_at_once(papers: Sequence[Path]) -> float:
    """Return the seconds from one drop of all papers until the last of them was searchable."""
    with scratch_case() as (case, _):
        others = [path for path in sorted(SAMPLE.iterdir()) if path not in papers]
        list(case.ingest(others))  # warms the workers up, both readers too
        start, last = time.perf_counter(), 0.0
        for step in case.ingest(papers):
            if step.stage is Stage.FINDING:
                last = time.perf_counter() - start
        return last


def _import(case: Case, paper: Path) -> tuple[float, float]:
    at: dict[Stage | None, float] = {}
    start = time.perf_counter()
    for step in case.ingest([paper]):
        at.setdefault(step.stage, time.perf_counter() - start)
    return at[Stage.READ], at[Stage.FINDING]


if __name__ == "__main__":
    papers = [Path(name) for name in sys.argv[1:]] or default_papers()
    figures = run(papers)
    bare = figures.pdfium
    indexing = figures.searchable - figures.stored
    show(
        [
            ("papers", f"{len(papers)} with {figures.pages} pages"),
            ("bare PDFium", f"{figures.pages / bare:.0f} pages a second"),
            ("pypdf’s extraction, to bare PDFium", f"{figures.pypdf / bare:.2f}×"),
            ("our reading, to bare PDFium", f"{figures.read / bare:.2f}×"),
            ("our reading, to pypdf’s extraction", f"{figures.read / figures.pypdf:.2f}×"),
            ("read and stored in the case, to bare PDFium", f"{figures.stored / bare:.2f}×"),
            ("feeding the index, to bare PDFium", f"{indexing / bare:.2f}×"),
            ("searchable, to bare PDFium", f"{figures.searchable / bare:.2f}×"),
            ("searchable, to pypdf’s extraction", f"{figures.searchable / figures.pypdf:.2f}×"),
            ("all dropped at once, searchable, to bare PDFium", f"{figures.at_once / bare:.2f}×"),
        ]
    )

"""How long a long complaint takes to be searchable and to be fully extracted, as a ratio.

The yardstick is spaCy's full pipeline over the same text in the same run, paragraph by paragraph, with
the model loaded: what a program would pay that simply ran a language model over the paper.

Run from the project's root: ``python -m benchmarks.importing [FILE]``. Without a file it takes the
57-page complaint beside the project, or else the sample complaint.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import SAMPLE, SHARED, scratch_case, show
from casefile.records import DocumentState


@dataclass(frozen=True)
class Figures:
    """Seconds of one run, workers warm."""

    pages: int
    characters: int
    searchable: float
    extracted: float
    spacy: float


def default_paper() -> Path:
    """Return the paper to measure on."""
    long = SHARED / "documents" / "pleadings" / "iqbal-second-amended-complaint.pdf"
    return long if long.exists() else sorted(SAMPLE.glob("*.pdf"))[0]


def run(paper: Path) -> Figures:
    """Import one paper into a case whose workers are warm, then run spaCy over its text."""
    with scratch_case() as (case, _):
        for _step in case.ingest([sorted(SAMPLE.glob("*.txt"))[0]]):
            pass
        start = time.perf_counter()
        searchable = 0.0
        for step in case.ingest([paper]):
            at = time.perf_counter() - start
            if step.document and not searchable:
                state = case.document(step.document).state
                if state in (DocumentState.SEARCHABLE, DocumentState.READY):
                    searchable = at
        extracted = time.perf_counter() - start
        document = case.documents()[-1]
        source = case.source(document.id)
    return Figures(document.pages, len(source.text), searchable, extracted, _spacy(source.text))


def _spacy(text: str) -> float:
    from extraction.language import pipeline

    nlp = pipeline()
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    list(nlp.pipe(paragraphs[:2]))
    start = time.perf_counter()
    for _doc in nlp.pipe(paragraphs):
        pass
    return time.perf_counter() - start


if __name__ == "__main__":
    paper = Path(sys.argv[1]) if len(sys.argv) > 1 else default_paper()
    figures = run(paper)
    show(
        [
            ("paper", f"{figures.pages} pages, {figures.characters} characters"),
            ("searchable, to spaCy’s full pipeline", f"{figures.searchable / figures.spacy:.2f}×"),
            (
                "fully extracted, to spaCy’s full pipeline",
                f"{figures.extracted / figures.spacy:.2f}×",
            ),
            ("spaCy’s full pipeline itself", f"{figures.spacy:.1f} s"),
        ]
    )

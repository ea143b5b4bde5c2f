"""How long finding a paper's parties takes, beside the language model's own pass for names.

Both read the same passages of the same paper in one process and take turns, so that a noisy moment hits
both alike; the pass for names is part of finding the parties, so the ratio is never below one.

Run from the project's root: ``python -m benchmarks.naming [FILE]``. Without a file it takes the longest
complaint beside the project, or else the sample's.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import SAMPLE, SHARED, in_turns, show
from extraction import language
from extraction.captions import read_caption
from extraction.citations import find_citations
from extraction.kinds import recognise_kind
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import ImportContext
from importers.registry import read_content

LONG_COMPLAINT = SHARED / "documents" / "pleadings" / "iqbal-second-amended-complaint.pdf"


@dataclass(frozen=True)
class Figures:
    """Median seconds, the model loaded; ``parties`` counts what was found."""

    pages: int
    names: float
    finding: float
    parties: int


def run(paper: Path, runs: int = 5) -> Figures:
    """Time both on one paper; text, caption and citations are read beforehand."""
    document = read_content(paper.read_bytes(), ImportContext(paper.name))
    reading = read(document.source)
    kind, _ = recognise_kind(document)
    caption = read_caption(document.source, document.metadata)
    citations = find_citations(reading)
    passages = [
        reading.text[p.span.start : p.span.end]
        for p in reading.passages
        if not p.zone.is_furniture and any(c.isupper() for c in p.span.of(reading.text))
    ]
    found = find_parties(document, reading, kind, caption, citations)  # also loads the model
    names, finding = in_turns(
        runs,
        lambda: language.entities(passages),
        lambda: find_parties(document, reading, kind, caption, citations),
    )
    return Figures(len(document.source.pages), names, finding, len(found))


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]] or [LONG_COMPLAINT, SAMPLE / "Complaint.pdf"]
    figures = run(next(path for path in chosen if path.exists()))
    show(
        [
            ("pages", str(figures.pages)),
            ("parties found", str(figures.parties)),
            ("the model's pass for names", f"{figures.names:.2f} s"),
            ("finding the parties, that pass included", f"{figures.finding:.2f} s"),
            ("ratio (aim: at most 1.3)", f"{figures.finding / figures.names:.2f}"),
        ]
    )

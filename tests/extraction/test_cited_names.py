"""The names of cited cases, and that they make no parties."""

import re

import pytest

from extraction.captions import read_caption
from extraction.citations import find_citations
from extraction.cited_names import cited_names
from extraction.findings import Citation, CitationKind, DocumentKind
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import ImportedDocument
from importers.source_text import SourceText, Span

CITE = re.compile(r"\d+ (?:F\.\dd|F\.4th|U\.S\.) \d+")


@pytest.mark.parametrize(
    ("text", "spans", "sides"),
    [
        (
            "He fell. See Rowe v. Halyard Press, Inc., 931 F.2d 980.",
            ["See Rowe v. Halyard Press, Inc., "],
            [{"rowe"}, {"halyard", "press"}],
        ),
        (
            "It is so, 931 F.2d 980. In re Quist Fares, 12 F.3d 4 (so too).",
            ["In re Quist Fares, "],
            [{"quist", "fares"}],
        ),
        (
            "the rule; Alder Cnty. v. Holm Ass’n of St. Paul, 5 U.S. 6.",
            ["Alder Cnty. v. Holm Ass’n of St. Paul, "],
            [{"alder", "cnty"}, {"holm", "assn", "of", "st", "paul"}],
        ),
        ("as in Marsh, 7 F.4th 8, it was", ["Marsh, "], [{"marsh"}]),
        ("nothing stands before 7 F.4th 8", [], []),
        ("", [], []),
    ],
)
def test_names_before_citations(text: str, spans: list[str], sides: list[set[str]]) -> None:
    citations = [
        Citation(Span(m.start(), m.end()), m.group(), CitationKind.CASE)
        for m in CITE.finditer(text)
    ]
    cited = cited_names(text, citations)
    assert [span.of(text) for span in cited.spans] == spans
    assert [set(side) for side in cited.sides] == sides


def test_a_short_name_is_counted_with_its_case() -> None:
    text = "See Rowe v. Halyard Press, Inc., 931 F.2d 980."
    at = text.index("931")
    cited = cited_names(text, [Citation(Span(at, at + 12), "931 F.2d 980.", CitationKind.CASE)])
    assert cited.times("Halyard") == 1
    assert cited.times("Quist") == 0
    assert cited.covers(Span(5, 8))
    assert not cited.covers(Span(at, at + 3))


def test_cases_papers_and_streets_are_no_parties() -> None:
    text = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON
NORA QUIST,
Plaintiff,
v.
HALYARD PRESS LLC,
Defendant.
Case No. 3:24-cv-00117
ORDER
The plaintiff relies on Ocean Oil Corp. v. Alder Cnty., 847 F.2d 1458, 1464 (10th Cir. 1988), and on
Tidewater Hardware Co. v. Berge, 458 U.S. 886 (1982). In Tidewater Hardware, the Court held otherwise.
Abel Rowe, a resident of Salem, wrote to Halyard Press about the Amended Motion for Review. The
office stands on Lexington Ave near Harbor Park. The Ninth Circuit agrees.
"""
    document = ImportedDocument(SourceText(text), "text/plain", "t")
    reading = read(document.source)
    found = find_parties(
        document,
        reading,
        DocumentKind.ORDER,
        read_caption(document.source, document.metadata),
        find_citations(reading),
    )
    listed = {party.name for party in found}
    assert {"Nora Quist", "Halyard Press LLC", "Abel Rowe"} <= listed
    assert not [n for n in listed if re.search(r"Ocean|Tidewater|Alder|Berge|Motion|Ave|Park", n)]

"""Every cite leads back to the passage that it was made for, and to one paper only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import resources
from casefile.cite_form import CiteStyle
from casefile.layers import place_from_json, place_to_json
from casefile.records import DocumentRow
from casefile.short_names import named
from extraction.findings import DocumentKind, Findings
from importers.document import ImportContext
from importers.source_text import SourceText, Span
from reports.cite_reading import passages
from reports.cites import joined_cite, pin_cite
from tests.casefile.rows import document_row

# Papers whose findings are looked for; of the others any words serve, which is quicker.
EXTRACTED = (
    "ang-order.pdf",
    "deutsch-interpleader-complaint.pdf",
    "exam-2016-complaint.pdf",
    "exam-2020-complaint.pdf",
    "complaint-form.docx",
    "sines-motion-brief.pdf",
)
READ = (
    "iqbal-first-amended-complaint.pdf",
    "iqbal-second-amended-complaint.pdf",
    "naacp-alamance-opinion.pdf",
    "sines-answer.pdf",
    "twombly-complaint.pdf",
    "frcp-forms.pdf",
    "lawnmower-complaint.pdf",
)


@dataclass(frozen=True)
class Paper:
    row: DocumentRow
    source: SourceText
    spans: tuple[Span, ...]


def finding_spans(findings: Findings) -> Iterator[Span]:
    for party in findings.parties:
        yield from (mention.span for mention in party.mentions)
    yield from (quote.span for quote in findings.quotes)
    yield from (date.span for date in findings.dates)
    yield from findings.sentences


def word_spans(source: SourceText) -> Iterator[Span]:
    """Yield runs of words of several lengths from all over a text, across every border there is."""
    words = [match.span() for match in re.finditer(r"\S+", source.text)]
    for length in (1, 9, 60, 400):
        for at in range(0, len(words) - length, max(5, length // 2)):
            yield Span(words[at][0], words[at + length - 1][1])


@cache
def paper(path: Path, number: int, *, extracted: bool) -> Paper:
    from extraction.extract import extract
    from extraction.options import ExtractionContext
    from importers.registry import read_file

    read = read_file(path, ImportContext(path.name))
    kind, facts = DocumentKind.COMPLAINT if "complaint" in path.name else DocumentKind.OTHER, {}
    spans = set(word_spans(read.source))
    if extracted:
        findings = extract(read, ExtractionContext())
        spans |= set(finding_spans(findings))
        kind = findings.facts.kind
        facts = {
            name: getattr(findings.facts, name)
            for name in ("title", "author", "docket_number", "docket_entry", "date")
        }
    row = document_row(number, name=path.name, short_name="", kind=kind, **facts)
    return Paper(row, read.source, tuple(sorted(spans)))


def named_papers(papers: Sequence[Paper], style: CiteStyle) -> dict[int, DocumentRow]:
    return {row.id: row for row in named([each.row for each in papers], style)}


def check(papers: Sequence[Paper], style: CiteStyle) -> None:
    rows = named_papers(papers, style)
    sources = {each.row.id: each.source for each in papers}
    known = cache(lambda cite: passages(cite, tuple(rows.values()), sources.__getitem__))
    for each in papers:
        for span in each.spans:
            stored = place_to_json(each.source, span)
            pin = rows[each.row.id].pin(span, place_from_json(stored, each.source.pages))
            cite = pin_cite(pin)
            found = known(cite)
            assert len(found) == 1, (cite, span, found)
            assert found[0].document.id == each.row.id, (cite, found[0].document.name)
            assert found[0].span.contains(span), (cite, span, found[0].span)


@pytest.fixture(scope="module")
def sample() -> tuple[Paper, ...]:
    folder = resources.path("sample/papers")
    return tuple(
        paper(path, at, extracted=True) for at, path in enumerate(sorted(folder.iterdir()), 1)
    )


@pytest.fixture(scope="module")
def pleadings(shared: Path) -> tuple[Paper, ...]:
    folder = shared / "documents" / "pleadings"
    return tuple(
        paper(folder / name, at, extracted=name in EXTRACTED)
        for at, name in enumerate((*EXTRACTED, *READ), 1)
    )


@pytest.mark.parametrize("style", CiteStyle)
def test_every_cite_of_the_sample_case_leads_back(
    sample: tuple[Paper, ...], style: CiteStyle
) -> None:
    check(sample, style)


@pytest.mark.parametrize("style", CiteStyle)
def test_every_cite_of_real_pleadings_leads_back(
    pleadings: tuple[Paper, ...], style: CiteStyle
) -> None:
    check(pleadings, style)


@pytest.mark.parametrize("style", CiteStyle)
def test_joined_cites_lead_back_to_every_place(sample: tuple[Paper, ...], style: CiteStyle) -> None:
    rows = named_papers(sample, style)
    sources = {each.row.id: each.source for each in sample}
    pins = [
        rows[each.row.id].pin(span, each.source.locate(span))
        for each in sample
        for span in each.spans[::17]
    ]
    for at in range(len(pins) - 7):
        some = pins[at : at + 7 : 1 + at % 3] + pins[at // 2 : at // 2 + 2]
        cite = joined_cite(some)
        found = passages(cite, tuple(rows.values()), sources.__getitem__)
        for pin in some:
            held = [each for each in found if each.document.id == pin.document]
            assert any(each.span.contains(pin.span) for each in held), (cite, pin)

"""The whole of extraction over one paper."""

import datetime as dt

import pytest

from extraction.extract import EXTRACTOR, ExtractionContext, extract
from extraction.findings import Certainty, DocumentKind, Findings
from importers.document import ImportedDocument
from importers.source_text import Paragraph, SourceText, Span, Zone

PARAGRAPHS = (
    ("Tenants sue over leaking roof", Zone.HEADING),
    (
        "Orchard Pipe Inc. filed a lawsuit against Elm Street Holdings LLC on March 4, 2019.",
        Zone.BODY,
    ),
    (
        '"The roof has leaked since May 2018," Orchard Pipe said. The landlord, Ana Ruiz, denied it.',
        Zone.BODY,
    ),
    ('The complaint said the landlord "knew of the damp and did nothing about it".', Zone.BODY),
    ("See Hill v. Dale, 410 U.S. 12 (1999).", Zone.BODY),
    ("Sign up for our letter", Zone.SITE_FURNITURE),
)


def paper() -> ImportedDocument:
    text, found = "", []
    for words, zone in PARAGRAPHS:
        found.append(Paragraph(Span(len(text), len(text) + len(words)), zone=zone))
        text += words + "\n\n"
    return ImportedDocument(SourceText(text, (), tuple(found)), "text/plain", "test 1")


@pytest.fixture(scope="module")
def findings() -> Findings:
    return extract(paper(), ExtractionContext(DocumentKind.ARTICLE, dt.date(2019, 3, 5)))


def test_every_finding_holds_the_text_at_its_span(findings):
    text = paper().source.text
    mentions = [mention for party in findings.parties for mention in party.mentions]
    found = [*mentions, *findings.quotes, *findings.dates, *findings.citations]
    assert len(found) >= 8
    assert all(finding.span.of(text) == finding.text for finding in found)


def test_what_the_attorney_said_of_the_paper_holds(findings):
    assert findings.facts.kind is DocumentKind.ARTICLE
    assert findings.facts.date == dt.date(2019, 3, 5)
    assert findings.facts.kind_reason


def test_quotes_have_their_parties(findings):
    names = {party.id: party.name for party in findings.parties}
    said, pleaded = findings.quotes
    assert said.speaker is not None
    assert pleaded.speaker is not None
    assert "Orchard Pipe" in names[said.speaker.party]
    assert said.speaker.party == pleaded.speaker.party
    assert said.certainty is Certainty.STATED


def test_events_index_dates_and_lie_in_sentences(findings):
    assert findings.events
    for event in findings.events:
        assert event.sentence in findings.sentences
        assert event.sentence.contains(findings.dates[event.date].span)


def test_numbers_in_citations_are_no_dates(findings):
    assert [citation.kind.value for citation in findings.citations] == ["case"]
    assert not any(date.text == "1999" for date in findings.dates)


def test_the_extractor_names_its_version(findings):
    assert findings.extractor == EXTRACTOR


def test_a_paper_of_nothing_has_no_findings():
    empty = extract(
        ImportedDocument(SourceText(" \n"), "text/plain", "test 1"), ExtractionContext()
    )
    assert (empty.quotes, empty.dates, empty.parties, empty.sentences) == ((), (), (), ())

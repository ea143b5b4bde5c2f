"""The object that ``extract --json`` prints."""

import datetime as dt
import json

from extraction.findings import (
    Basis,
    DateExpression,
    DocumentFacts,
    DocumentKind,
    Findings,
    Party,
    PartyKind,
    PartySource,
    Quote,
    QuoteKind,
)
from extraction.responses import Answer, Response, Said
from importers.document import ImportedDocument
from importers.source_text import COVERED, Paragraph, SourceText, Span
from reports.to_json import extraction_json

TEXT = "Teague wrote: “Quill met us on May 9, 2020 at noon.”"
MAY_9 = dt.date(2020, 5, 9)
NAME = Span(TEXT.index("Quill"), TEXT.index("Quill") + 5)


def test_redacted_words_are_covered_and_their_places_told():
    source = SourceText(TEXT, paragraphs=(Paragraph(Span(0, len(TEXT))),), redactions=(NAME,))
    said = Span(NAME.start, len(TEXT) - 1)
    day = Span(TEXT.index("May"), TEXT.index(" at noon"))
    shown = source.as_shown().text
    printed = extraction_json(
        "letter.pdf",
        "0",
        ImportedDocument(source, "application/pdf", "pdf 2"),
        Findings(
            facts=DocumentFacts(DocumentKind.OTHER),
            quotes=(Quote(said, said.of(shown), QuoteKind.DIRECT),),
            dates=(DateExpression(day, day.of(shown), "2020-05-09", MAY_9, MAY_9, Basis.STATED),),
        ),
    )
    assert printed["text"] == shown
    assert "Quill" not in json.dumps(printed)
    assert [row for row in printed["paragraphs"] if row["zone"] == "redacted"] == [
        {
            "start": NAME.start,
            "end": NAME.end,
            "number": None,
            "zone": "redacted",
            "reason": "readable text under a redaction",
        }
    ]
    for row in (*printed["quotes"], *printed["dates"]):
        assert row["text"] == shown[row["start"] : row["end"]]
    assert COVERED in printed["text"]


def test_a_quotations_citation_is_printed_with_what_it_repeats():
    text = "It “was shut.” Id. at 4. See Ex. C."
    source = SourceText(text, paragraphs=(Paragraph(Span(0, len(text))),))
    words, same, whole = Span(4, 13), Span(15, 23), Span(29, 34)
    quote = Quote(words, words.of(text), QuoteKind.DIRECT, citation=same, authority=whole)
    printed = extraction_json(
        "letter.txt",
        "0",
        ImportedDocument(source, "text/plain", "text 1"),
        Findings(facts=DocumentFacts(DocumentKind.OTHER), quotes=(quote,)),
    )
    (row,) = printed["quotes"]
    assert row["citation"] == {"start": 15, "end": 23, "text": "Id. at 4"}
    assert row["authority"] == {"start": 29, "end": 34, "text": "Ex. C"}


def test_what_an_answer_says_is_printed():
    text = "1. Denied. All else is denied."
    source = SourceText(text, paragraphs=(Paragraph(Span(0, len(text)), "1"),))
    said = Said(("1", "2"), Response.DENIED, Span(0, 10), "“Denied.”")
    general = Said((), Response.DENIED, Span(11, len(text)), "“All else is denied.”")
    findings = Findings(DocumentFacts(DocumentKind.ANSWER), answer=Answer((said,), general))
    document = ImportedDocument(source, "text/plain", "plain 1")
    assert extraction_json("a.txt", "0", document, findings)["responses"] == [
        {"numbers": ["1", "2"], "response": "denied", "start": 0, "end": 10},
        {"numbers": [], "response": "denied", "start": 11, "end": len(text)},
    ]
    assert extraction_json("a.txt", "0", document, Findings(DocumentFacts()))["responses"] == []


def test_a_party_is_printed_with_the_reasons_for_its_names():
    party = Party(
        "p1", "Quill & Co.", PartyKind.ORGANIZATION, None, PartySource.BODY, ("Quill",),
        reasons=(("Quill", "defined in ¶ 2"),),
    )  # fmt: skip
    printed = extraction_json(
        "letter.pdf",
        "0",
        ImportedDocument(SourceText(TEXT), "application/pdf", "pdf 2"),
        Findings(facts=DocumentFacts(DocumentKind.OTHER), parties=(party,)),
    )
    (row,) = printed["parties"]
    assert row["aliases"] == ["Quill"]
    assert row["reasons"] == [{"name": "Quill", "why": "defined in ¶ 2"}]

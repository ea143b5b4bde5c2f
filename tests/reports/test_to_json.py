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

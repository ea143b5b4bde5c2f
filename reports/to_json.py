"""What the command line prints as JSON: one extraction per file, rows of a case, search results.

The extraction object is a published contract (docs/command-line.md); keys may be added, never changed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from casefile.records import DateRow, PartyRow, Pin, QuoteRow
from extraction.damage import mended
from extraction.findings import (
    Citation,
    DateExpression,
    DocumentFacts,
    Findings,
    Mention,
    Party,
    Quote,
)
from extraction.responses import Answer
from importers.document import ImportedDocument
from importers.source_text import SourceText, Span
from reports.cites import pin_cite
from reports.process_json import process_json

__all__ = ["extraction_json", "row_json"]

Json = dict[str, Any]


def extraction_json(file: str, sha256: str, document: ImportedDocument, findings: Findings) -> Json:
    """Return the object that ``extract --json`` prints for one file.

    Words under a redaction are covered, here as everywhere; the places are told among the paragraphs with
    the zone "redacted". The covered text is as long as the exact one, so that every position holds.
    """
    text = document.source.as_shown().text
    return {
        "file": file,
        "sha256": sha256,
        "text": text,
        "document": _facts(findings.facts),
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                **_span(page.span),
                "source": page.source.value,
                "verdict": page.verdict.value,
            }
            for page in document.source.pages
        ],
        "paragraphs": _paragraphs(document.source),
        "parties": [_party(party, text) for party in findings.parties],
        "quotes": [_quote(quote, text) for quote in findings.quotes],
        "dates": [_date(date, text) for date in findings.dates],
        "citations": [_citation(citation, text) for citation in findings.citations],
        "events": [
            {"date": event.date, **_span(event.sentence), "kind": event.kind.value}
            for event in findings.events
        ],
        "process": process_json(findings.process),
        "responses": _responses(findings.answer),
        "warnings": [notice.sentence for notice in document.notices],
    }


def _responses(answer: Answer | None) -> list[Json]:
    """Return what an answer says to the complaint; ``numbers`` is empty for a general denial."""
    if answer is None:
        return []
    said = (*answer.said, *((answer.general,) if answer.general else ()))
    return [
        {
            "numbers": list(each.numbers),
            "response": each.response.value if each.response else None,
            **_span(each.span),
        }
        for each in said
    ]


def row_json(row: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return any row of ``casefile.records`` as plain JSON values; pins gain their cite in words."""
    if isinstance(row, Pin):
        return {
            "document": row.document,
            **_span(row.span),
            "cite": pin_cite(row),
            "page": row.place.first_page.number if row.place.first_page else None,
            "paragraph": row.place.first_paragraph,
            "line": row.place.first_line,
            "machine_read": row.machine_read,
        }
    if isinstance(row, Enum):
        return row.value
    if isinstance(row, dt.date | dt.datetime):
        return row.isoformat()
    if is_dataclass(row) and not isinstance(row, type):
        plain = {field.name: row_json(getattr(row, field.name)) for field in fields(row)}
        if isinstance(row, PartyRow | QuoteRow | DateRow):
            del plain["relation"]
        return plain
    if isinstance(row, Mapping):
        return {str(key): row_json(value) for key, value in row.items()}
    if isinstance(row, tuple | list):
        return [row_json(value) for value in row]
    return row


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _facts(facts: DocumentFacts) -> Json:
    return {
        "kind": facts.kind.value,
        "kind_reason": facts.kind_reason,
        "title": facts.title,
        "author": facts.author,
        "published": _day(facts.published),
        "court": facts.court,
        "docket_number": facts.docket_number,
        "docket_numbers": list(facts.docket_numbers),
        "judge": facts.judge,
        "jury_demand": facts.jury_demand,
        "filed": _day(facts.filed),
        "date": _day(facts.date),
        "date_reason": facts.date_reason,
    }


def _paragraphs(source: SourceText) -> list[Json]:
    rows = [
        {**_span(paragraph.span), "number": paragraph.number, "zone": paragraph.zone.value}
        for paragraph in source.paragraphs
    ]
    rows += [
        {**_span(marked.span), "number": None, "zone": marked.zone.value, "reason": marked.reason}
        for marked in source.zones
    ]
    reason = "readable text under a redaction"
    rows += [
        {**_span(span), "number": None, "zone": "redacted", "reason": reason}
        for span in source.redactions
    ]
    return sorted(rows, key=lambda row: (row["start"], -row["end"]))


def _mention(mention: Mention, text: str) -> Json:
    return {
        **_span(mention.span),
        "text": mention.span.of(text),
        "zone": mention.zone.value,
        "pronoun": mention.pronoun,
    }


def _party(party: Party, text: str) -> Json:
    return {
        "id": party.id,
        "name": party.name,
        "kind": party.kind.value,
        "role": party.role,
        "capacity": party.capacity,
        "post": {"words": party.post, "why": party.post_reason} if party.post else None,
        "part_of": {
            "name": party.part_of.name,
            "party": party.part_of.party,
            "why": party.part_of.reason,
        }
        if party.part_of
        else None,
        "source": party.source.value,
        "aliases": list(party.aliases),
        "reasons": [{"name": name, "why": why} for name, why in party.reasons],
        "confidence": party.confidence,
        "mentions": [_mention(mention, text) for mention in party.mentions],
    }


def _quote(quote: Quote, text: str) -> Json:
    speaker = None
    if quote.speaker:
        place = quote.speaker.span
        speaker = {
            "start": place.start if place else None,
            "end": place.end if place else None,
            "party": quote.speaker.party,
        }
    return {
        **_span(quote.span),
        "text": quote.span.of(text),
        "reading": quote.reading,
        "mended": mended(quote.reading),
        "kind": quote.kind.value,
        "cue": _span(quote.cue) if quote.cue else None,
        "speaker": speaker,
        "certainty": quote.certainty.value,
        "evidence": quote.evidence,
        "zone": quote.zone.value,
        "parts": [_span(part) for part in quote.parts],
        "citation": _cited(quote.citation, text),
        "authority": _cited(quote.authority, text),
    }


def _cited(span: Span | None, text: str) -> Json | None:
    return None if span is None else {**_span(span), "text": span.of(text)}


def _date(date: DateExpression, text: str) -> Json:
    return {
        **_span(date.span),
        "text": date.span.of(text),
        "value": date.value,
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "basis": date.basis.value,
        "anchor": date.anchor,
        "alternatives": list(date.alternatives),
        "operator": date.operator,
        "reason": date.reason,
        "zone": date.zone.value,
    }


def _citation(citation: Citation, text: str) -> Json:
    return {**_span(citation.span), "text": citation.span.of(text), "kind": citation.kind.value}

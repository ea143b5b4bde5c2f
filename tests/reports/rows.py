"""Rows of an invented case for the report tests."""

import datetime as dt
from dataclasses import replace

from casefile.deadlines import DeadlineRow
from casefile.event_records import EventRow, Leaning, Standing
from casefile.quote_records import BankRow, WordStep
from casefile.records import (
    CheckedQuote,
    DateRow,
    DocumentRow,
    DocumentState,
    PartyRow,
    Pin,
    QuoteRow,
    ReviewState,
    SameWords,
    Verdict,
)
from casefile.word_steps import word_steps
from extraction.findings import Basis, Certainty, DocumentKind, EventKind, PartyKind, QuoteKind
from extraction.process import ProcessKind
from importers.source_text import Page, Place, Span, Zone
from reports.report import Report

PAGE = Page(9, "9", Span(0, 100))


def pin(paragraph: str | None = "38", name: str = "Compl.") -> Pin:
    place = Place(PAGE, PAGE, paragraph, paragraph, None, None)
    return Pin(1, name, DocumentKind.COMPLAINT, Span(0, 9), place)


def party(name: str, role: str | None, mentions: int, **more: object) -> PartyRow:
    values: dict[str, object] = {
        "id": mentions,
        "name": name,
        "kind": PartyKind.ORGANIZATION,
        "role": role,
        "capacity": None,
        "aliases": (),
        "state": ReviewState.SUGGESTED,
        "mentions": mentions,
        "documents": 1,
        "confidence": 0.9,
        "first": pin(),
    }
    return PartyRow(**{**values, **more})  # type: ignore[arg-type]


def date(text: str, value: str | None, day: dt.date | None, **more: object) -> DateRow:
    values: dict[str, object] = {
        "id": 1,
        "text": text,
        "value": value,
        "earliest": day,
        "latest": day,
        "basis": Basis.STATED,
        "anchor": None,
        "alternatives": (),
        "operator": None,
        "reason": "",
        "zone": Zone.BODY,
        "sentence": f"The ferry left on {text}.",
        "state": ReviewState.ACCEPTED,
        "confidence": 0.9,
        "pin": pin(),
    }
    return DateRow(**{**values, **more})  # type: ignore[arg-type]


def quote(text: str, **more: object) -> QuoteRow:
    values: dict[str, object] = {
        "id": 1,
        "text": text,
        "reading": text.replace("\n", " "),
        "kind": QuoteKind.DIRECT,
        "zone": Zone.BODY,
        "certainty": Certainty.STATED,
        "speaker": 1,
        "speaker_name": "Tern Island Ferry Co.",
        "speaker_words": "the company",
        "date": None,
        "evidence": "",
        "state": ReviewState.SUGGESTED,
        "confidence": 0.9,
        "pin": pin(),
    }
    return QuoteRow(**{**values, **more})  # type: ignore[arg-type]


def banked(text: str, **more: object) -> BankRow:
    """Return a quotation as a row of the bank."""
    row = quote(text, **more)
    return BankRow(row, None, None)


def event(number: int, text: str, day: dt.date | None, **more: object) -> EventRow:
    """Return an event; ``date`` is what is otherwise with its date."""
    value = day.isoformat() if day else None
    said = date(str(more.pop("said", "March 7")), value, day, id=number)
    said = replace(said, **more.pop("date", {}))  # type: ignore[arg-type]
    values: dict[str, object] = {
        "date": said,
        "kind": EventKind.EVENT,
        "kind_given": False,
        "text": text,
        "short": None,
        "parties": (),
        "quotes": (),
        "standing": Standing.OPEN,
        "standing_given": False,
        "responses": (),
        "leaning": Leaning.NONE,
        "tags": (),
        "group": number,
    }
    return EventRow(**{**values, **more})  # type: ignore[arg-type]


def document(number: int, name: str, **more: object) -> DocumentRow:
    values: dict[str, object] = {
        "id": number,
        "name": f"{name}.pdf",
        "short_name": name,
        "stored_name": f"{number:04} {name}.pdf",
        "original_path": f"inbox/{name}.pdf",
        "sha256": f"{number}" * 64,
        "media_type": "application/pdf",
        "kind": DocumentKind.COMPLAINT,
        "kind_reason": "",
        "kind_confirmed": False,
        "state": DocumentState.READY,
        "failure": None,
        "pages": 9,
        "characters": 100,
        "title": None,
        "author": None,
        "court": None,
        "docket_number": None,
        "filed": None,
        "date": dt.date(2026, 3, 9),
        "date_reason": "",
        "machine_read": False,
    }
    return DocumentRow(**{**values, **more})  # type: ignore[arg-type]


def deadline(**more: object) -> DeadlineRow:
    values: dict[str, object] = {
        "document": 1,
        "short_name": "Summons",
        "kind": ProcessKind.SUMMONS,
        "act": "Answer or Rule 12 motion",
        "to": ("Harbor Board",),
        "day": dt.date(2026, 3, 30),
        "time": None,
        "rule": "Fed. R. Civ. P. 12(a)(1)(A)(i)",
        "steps": ("Served on Mar. 9, 2026.", "21 days later."),
        "cautions": ("A waiver changes this.",),
        "stated": False,
        "served": dt.date(2026, 3, 9),
        "manner": None,
        "pin": pin(None, "Summons"),
    }
    return DeadlineRow(**{**values, **more})  # type: ignore[arg-type]


def same_words(verdict: Verdict, changed: int = 0, text: str = "no boats") -> SameWords:
    return SameWords(pin("12", "Answer"), verdict, changed, text)


def checked(words: str, *places: SameWords) -> tuple[CheckedQuote, tuple[WordStep, ...]]:
    """Return a quotation of a brief with how its words differ from the first place."""
    steps = word_steps(words, places[0].text) if places else ()
    return CheckedQuote(words, words, Span(0, len(words)), "p. 3", places), steps


def texts(report: Report) -> list[tuple[str, ...]]:
    """Return what a reader sees in all rows of a report, in order."""
    return [tuple(cell.text for cell in row) for part in report.sections for row in part.rows]


def column(report: Report, title: str) -> list[str]:
    """Return what stands in a column of the first section."""
    (first, *_) = report.sections
    at = [each.title for each in first.columns].index(title)
    return [row[at].text for row in first.rows]

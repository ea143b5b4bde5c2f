"""Rows of an invented case for the report tests."""

import datetime as dt

from casefile.deadlines import DeadlineRow
from casefile.quote_records import BankRow, WordStep
from casefile.records import (
    CheckedQuote,
    DateRow,
    PartyRow,
    Pin,
    QuoteRow,
    ReviewState,
    SameWords,
    Verdict,
)
from casefile.word_steps import word_steps
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind, QuoteKind
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

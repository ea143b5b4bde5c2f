"""Rows of an invented case for the report tests."""

import datetime as dt

from casefile.quote_records import WordStep
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
from importers.source_text import Page, Place, Span, Zone

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


def same_words(verdict: Verdict, changed: int = 0, text: str = "no boats") -> SameWords:
    return SameWords(pin("12", "Answer"), verdict, changed, text)


def checked(words: str, *places: SameWords) -> tuple[CheckedQuote, tuple[WordStep, ...]]:
    """Return a quotation of a brief with how its words differ from the first place."""
    steps = word_steps(words, places[0].text) if places else ()
    return CheckedQuote(words, words, Span(0, len(words)), "p. 3", places), steps

"""A summons’s or subpoena’s record as JSON, as the case keeps it, and the word on its service."""

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from extraction.process import (
    Addressee,
    AnswerPeriod,
    Attorney,
    Counting,
    Process,
    ProcessKind,
    Written,
)
from extraction.response_deadlines import Manner, Service
from importers.source_text import Span

__all__ = ["process_from_json", "process_to_json", "service_of"]

Json = dict[str, Any]


def process_to_json(process: Process | None) -> str | None:
    """Return the record as JSON text."""
    return None if process is None else json.dumps(asdict(process), ensure_ascii=False)


def process_from_json(text: str | None) -> Process | None:
    """Return the record that ``process_to_json`` wrote."""
    if text is None:
        return None
    stored: Json = json.loads(text)
    attorney: Json | None = stored["attorney"]
    return Process(
        kind=ProcessKind(stored["kind"]),
        form=stored["form"],
        to=tuple(
            Addressee(_words(each["name"]), _written(each["address"])) for each in stored["to"]
        ),
        court=_written(stored["court"]),
        court_name=stored["court_name"],
        docket_number=_written(stored["docket_number"]),
        issuer=_written(stored["issuer"]),
        issuer_title=_written(stored["issuer_title"]),
        issued=_written(stored["issued"]),
        answer=tuple(
            AnswerPeriod(
                each["days"], _words(each["written"]), each["who"], Counting(each["counting"])
            )
            for each in stored["answer"]
        ),
        plaintiffs=tuple(_words(each) for each in stored["plaintiffs"]),
        attorney=_attorney(attorney) if attorney else None,
        demanded=_written(stored["demanded"]),
        place=tuple(_words(each) for each in stored["place"]),
        when=_written(stored["when"]),
        authority=_written(stored["authority"]),
    )


def service_of(day: str | None, manner: str | None, days: int | None) -> Service | None:
    """Return the attorney's word on service from the columns that keep it."""
    if day is None:
        return None
    return Service(dt.date.fromisoformat(day), Manner(manner or Manner.IN_PERSON), days)


def _attorney(stored: Json) -> Attorney:
    return Attorney(
        name=_words(stored["name"]),
        firm=_written(stored["firm"]),
        address=_written(stored["address"]),
        telephone=_written(stored["telephone"]),
        email=_written(stored["email"]),
        bar_number=_written(stored["bar_number"]),
    )


def _words(stored: Json) -> Written:
    span = stored["span"]
    return Written(stored["text"], Span(span["start"], span["end"]) if span else None)


def _written(stored: Json | None) -> Written | None:
    return _words(stored) if stored else None

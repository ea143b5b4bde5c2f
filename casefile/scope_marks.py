"""The search field that means the attorney's tags: what carries one, as papers, stretches and parties."""

import sqlite3
from dataclasses import dataclass, field

from casefile import notes, tags
from casefile.links import Image
from casefile.marks import Places
from casefile.note_records import About
from casefile.records import Pin, Ref, RefType, ReviewState
from importers.source_text import Span

__all__ = ["NOTES", "Carrying", "carrying"]

NOTES = ("note", "notes")
"""What may stand after ``in:`` for the attorney's notes, which stand in no paper."""


@dataclass
class Carrying:
    """What carries a tag: whole documents, stretches and sentences of documents, parties.

    Sentences are ordinals within their documents. A note stands for what it is on.
    """

    documents: set[int] = field(default_factory=set)
    spans: dict[int, list[Span]] = field(default_factory=dict)
    sentences: dict[int, set[int]] = field(default_factory=dict)
    parties: set[int] = field(default_factory=set)


def carrying(connection: sqlite3.Connection, image: Image, name: str) -> Carrying | None:
    """Return what carries a tag, ``None`` if there is no such tag; what was rejected or lost is left out."""
    things = tags.things_tagged(connection, image, name)
    if not things:
        return None
    found = Carrying()
    places = Places(connection, image)
    for thing in things:
        carrier = notes.target(connection, thing.number) if thing.about is About.NOTE else thing
        ref, pin = places.of(carrier) or (None, None)
        if ref is not None and ref.type is RefType.DOCUMENT:
            found.documents.add(ref.id)
        elif ref is not None and ref.type is RefType.PARTY:
            found.parties.add(ref.id)
        elif pin is not None and not pin.lost and not _is_rejected(image, ref):
            _add(found, image, ref, pin)
    return found


def _add(found: Carrying, image: Image, ref: Ref | None, pin: Pin) -> None:
    """Add a place; what is tagged at a date is the sentence that it governs."""
    sentence = -1
    if ref is not None and ref.type is RefType.DATE:
        dates = image.documents[pin.document].dates
        sentence = next(date.units.first_sentence for date in dates if date.row.id == ref.id)
    if sentence >= 0:
        found.sentences.setdefault(pin.document, set()).add(sentence)
    else:
        found.spans.setdefault(pin.document, []).append(pin.span)


def _is_rejected(image: Image, ref: Ref | None) -> bool:
    if ref is None:
        return False
    row = image.quotes[ref.id] if ref.type is RefType.QUOTE else image.dates[ref.id]
    return row.state is ReviewState.REJECTED

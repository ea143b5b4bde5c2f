"""What carries notes, tags and evidence: a party, quote, date or document, a passage of a paper, a note.

A passage is a stretch of a text layer that the attorney selected; it is kept with an anchor as findings
are. Whatever was marked once stays in the case: extraction removes no finding that is ``touched``.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from casefile import layers, snapshot
from casefile.adding import selected
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.findings import anchored, insert
from casefile.links import Image
from casefile.note_records import About, Thing
from casefile.records import DateRow, Note, Pin, QuoteRow, Ref, RefType
from casefile.review import label, shortened
from importers.source_text import Page, Span

__all__ = ["TABLES", "Carrier", "Places", "called", "thing", "things", "touch"]

Carrier = Ref | Pin | Note
"""What can carry a tag or be evidence; notes are written on all of these but notes."""

_FINDINGS = {About.PARTY: "party", About.QUOTE: "quote", About.DATE: "date_expression"}

TABLES: Mapping[About, str] = {
    **_FINDINGS,
    About.DOCUMENT: "document",
    About.PASSAGE: "passage",
    About.NOTE: "note",
}
"""Where each kind of thing is kept."""


def things(connection: sqlite3.Connection, image: Image, on: Carrier) -> tuple[Thing, ...]:
    """Return what is marked where something was put on ``on``, the one to be marked next at the front.

    A party stands for those that were merged into it, too. () for a passage that carries nothing yet.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    if isinstance(on, Note):
        return (Thing(About.NOTE, on.id),)
    if isinstance(on, Pin):
        number = _passage(connection, on)
        return () if number is None else (Thing(About.PASSAGE, number),)
    if on.type is RefType.PARTY:
        root = image.roots.get(on.id)
        if root is None:
            raise NoSuchFinding("That party is no longer in the case.")
        members = (root, *(each for each in image.members.get(root, ()) if each != root))
        return tuple(Thing(About.PARTY, each) for each in members)
    label(image, on)
    return (Thing(About(on.type), on.id),)


def thing(connection: sqlite3.Connection, image: Image, on: Carrier) -> Thing:
    """Return what is to be marked; a passage is made where it carries nothing yet.

    Raises:
        CaseFailure: if a passage holds no words, or cannot be found in the paper any more.
        NoSuchFinding: if it is no longer in the case.
    """
    known = things(connection, image, on)
    if not known:
        if not isinstance(on, Pin):
            raise NoSuchFinding("That is no longer in the case.")
        return Thing(About.PASSAGE, _new_passage(connection, on))
    touch(connection, known[0])
    return known[0]


def touch(connection: sqlite3.Connection, thing: Thing) -> None:
    """See to it that extraction removes a finding no more."""
    table = _FINDINGS.get(thing.about)
    if table is not None:
        connection.execute(
            f"UPDATE {table} SET touched = 1 WHERE id = ?",  # noqa: S608 - our own names
            (thing.number,),
        )


def called(image: Image, on: Carrier) -> str:
    """Return the words for something in a sentence of history."""
    if isinstance(on, Note):
        return f"the note “{shortened(on.text)}”"
    if isinstance(on, Pin):
        paper = image.documents.get(on.document)
        name = paper.document.short_name if paper else on.short_name
        paragraph = on.place.first_paragraph
        page = on.place.first_page
        where = (
            f" ¶ {paragraph}" if paragraph else f" at {page.label or page.number}" if page else ""
        )
        return f"a passage of {name}{where}"
    if on.type is RefType.PARTY and on.id in image.roots:
        return _party_name(image, on.id)
    return label(image, on)


def _party_name(image: Image, number: int) -> str:
    row = image.parties.get(image.roots[number])
    return row.name if row else image.given_names.get(number, "a party")


def _passage(connection: sqlite3.Connection, pin: Pin) -> int | None:
    """Return the passage at a pin; of a lost one its place in the layer that it was lost from."""
    rows = connection.execute(
        "SELECT passage.id FROM passage JOIN document ON document.id = passage.document"
        ' WHERE document.id = ? AND "start" = ? AND "end" = ? AND lost = ?'
        " AND (lost = 1 OR passage.layer = document.layer) ORDER BY passage.id",
        (pin.document, pin.span.start, pin.span.end, pin.lost),
    ).fetchall()
    return int(rows[0]["id"]) if rows else None


def _new_passage(connection: sqlite3.Connection, pin: Pin) -> int:
    if pin.lost:
        raise CaseFailure("These words are no longer in the paper. Select others, then try again.")
    paper, span = selected(connection, pin.document, pin.span)
    known = _passage(connection, replace(pin, span=span))
    if known is not None:
        return known
    columns = anchored(paper, span, paper.source.zone_at(span.start), 1.0)
    return insert(
        connection, "passage", {**columns, "document": paper.document, "proposed": 0, "touched": 1}
    )


@dataclass
class Places:
    """Where the things of a case stand, as far as the attorney marked them."""

    connection: sqlite3.Connection
    image: Image
    _pages: dict[int, tuple[Page, ...]] = field(default_factory=dict)

    def of(self, thing: Thing) -> tuple[Ref | None, Pin | None] | None:
        """Return a thing's reference and its place in the papers, ``None`` if it is no longer there.

        Parties and whole documents have no place, passages no reference.
        """
        number, image = thing.number, self.image
        if thing.about is About.PARTY:
            root = image.roots.get(number)
            return None if root is None else (Ref(RefType.PARTY, root), None)
        if thing.about is About.DOCUMENT:
            return (Ref(RefType.DOCUMENT, number), None) if number in image.documents else None
        if thing.about is About.PASSAGE:
            pin = self._passage(number)
            return None if pin is None else (None, pin)
        rows: Mapping[int, QuoteRow | DateRow] = (
            image.quotes if thing.about is About.QUOTE else image.dates
        )
        row = rows.get(number)
        return None if row is None else (row.ref, row.pin)

    @cached_property
    def _passages(self) -> dict[int, sqlite3.Row]:
        rows = self.connection.execute(
            'SELECT id, document, "start", "end", text, place, lost FROM passage'
        )
        return {row["id"]: row for row in rows}

    def _passage(self, number: int) -> Pin | None:
        row = self._passages.get(number)
        paper = self.image.documents.get(row["document"]) if row else None
        if row is None or paper is None:
            return None
        document = row["document"]
        if document not in self._pages:
            self._pages |= snapshot.document_pages(self.connection, (document,))
        place = layers.place_from_json(row["place"], self._pages[document])
        span = Span(row["start"], row["end"])
        return paper.document.pin(span, place, lost=bool(row["lost"]))

    def words(self, thing: Thing) -> str:
        """Return a passage's words on one line, a finding's name in a chip; "" for a note."""
        if thing.about is About.PASSAGE:
            row = self._passages.get(thing.number)
            return "" if row is None else " ".join(row["text"].split())
        if thing.about is About.NOTE:
            return ""
        return called(self.image, Ref(RefType(thing.about), thing.number))

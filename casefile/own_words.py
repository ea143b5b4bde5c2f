"""All that the attorney said of the things of a case, each thing once: its tags, its notes, its issues."""

import sqlite3
from collections.abc import Iterable

from casefile import issues, notes
from casefile.links import Image
from casefile.marks import Places
from casefile.note_records import About, OwnWords, Side, Thing
from casefile.records import Note, Pin, Ref, RefType
from casefile.tags import standing_uses

__all__ = ["is_anything_said", "own_words"]

_SAID = """
    SELECT EXISTS (SELECT 1 FROM tagged WHERE tagged_given > 0)
        OR EXISTS (SELECT 1 FROM note WHERE words_given IS NOT NULL)
        OR EXISTS (SELECT 1 FROM evidence WHERE side_given IS NOT NULL)
"""


def is_anything_said(connection: sqlite3.Connection) -> bool:
    """Tell whether the attorney said anything at all, without a look at the findings."""
    return bool(connection.execute(_SAID).fetchone()[0])


def own_words(
    connection: sqlite3.Connection, image: Image, document: int | None = None
) -> tuple[OwnWords, ...]:
    """Return what was said, of all things or of a document, its findings, passages and who is named in it.

    Parties come first, then documents, each before what stands in it in the order of its spans. Tags of notes
    and notes as evidence are told with the notes and the issues.
    """
    places = Places(connection, image)
    tags: dict[Thing, dict[str, None]] = {}
    names = dict(connection.execute("SELECT id, name_given FROM tag").fetchall())
    for tag, thing in standing_uses(connection, image):
        tags.setdefault(thing, {})[names[tag]] = None
    written: dict[Thing, list[Note]] = {}
    for note in notes.rows(connection, image):
        written.setdefault(_one(image, notes.target(connection, note.id)), []).append(note)
    linked: dict[Thing, dict[int, Side]] = {}
    for issue, thing, side in issues.links(connection):
        linked.setdefault(_one(image, thing), {}).setdefault(issue, side)
    found: list[OwnWords] = []
    for thing in _in_order(places, {*tags, *written, *linked}, document):
        ref, pin = places.of(thing) or (None, None)
        found.append(
            OwnWords(
                ref,
                pin,
                places.words(thing),
                tuple(tags.get(thing, ())),
                tuple(written.get(thing, ())),
                tuple(linked.get(thing, {}).items()),
            )
        )
    return tuple(found)


def _one(image: Image, thing: Thing) -> Thing:
    """Return the thing that stands for a party that was merged into another."""
    if thing.about is not About.PARTY:
        return thing
    return Thing(About.PARTY, image.roots.get(thing.number, thing.number))


def _in_order(places: Places, among: Iterable[Thing], document: int | None) -> list[Thing]:
    placed: list[tuple[tuple[int, int, int, Thing], Thing]] = []
    named = _named_in(places.image, document)
    for thing in among:
        where = None if thing.about is About.NOTE else places.of(thing)
        if where is None:
            continue
        number, start, end = _where(*where)
        is_named = where[0] is not None and where[0].type is RefType.PARTY and where[0].id in named
        if document is None or number == document or is_named:
            placed.append(((number, start, -end, thing), thing))
    return [thing for _, thing in sorted(placed)]


def _named_in(image: Image, document: int | None) -> frozenset[int]:
    """Return the parties that a document names; none for no document."""
    found = image.documents.get(document) if document is not None else None
    mentions = found.mentions if found is not None else ()
    return frozenset(image.roots[mention.party] for mention in mentions)


def _where(ref: Ref | None, pin: Pin | None) -> tuple[int, int, int]:
    if pin is not None:
        return pin.document, pin.span.start, pin.span.end
    is_document = ref is not None and ref.type is RefType.DOCUMENT
    return (ref.id if ref and is_document else 0), -1, 0

"""The attorney's notes: written on a party, quote, date, document or passage, changed, taken away."""

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable

from casefile import history, tags
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.history import Patch, Value
from casefile.links import Image
from casefile.marks import Carrier, Places, called, thing, things, touch
from casefile.note_records import About, Thing
from casefile.person import author
from casefile.records import Note, Pin, Ref, RefType
from casefile.review import recorded, shortened

__all__ = ["add", "edit", "noted", "of", "remove", "rows", "target", "write"]


def add(
    connection: sqlite3.Connection, image: Image, on: Ref | Pin, text: str
) -> tuple[tuple[Patch, ...], int]:
    """Write a note; returns its number beside the patches.

    Raises:
        CaseFailure: if the note, or the passage that it is on, holds no words.
        NoSuchFinding: if what it is on is no longer in the case.
    """
    words = _words(text)
    target = thing(connection, image, on)
    number = connection.execute(
        "INSERT INTO note (about, number) VALUES (?, ?)", (target.about, target.number)
    ).lastrowid
    patch = history.patch(connection, "note", int(number or 0), _written(connection, words))
    told = f"Note on {called(image, on)}: “{shortened(words)}”"
    return recorded(connection, told, [patch]), int(number or 0)


def noted(connection: sqlite3.Connection, target: Thing, text: str) -> Patch | None:
    """Return the patch by which a thing gets a note, for a decision that says more.

    Raises:
        CaseFailure: if the note holds no words.
    """
    words = _words(text)
    touch(connection, target)
    number = connection.execute(
        "INSERT INTO note (about, number) VALUES (?, ?)", (target.about, target.number)
    ).lastrowid
    return history.patch(connection, "note", int(number or 0), _written(connection, words))


def edit(connection: sqlite3.Connection, number: int, text: str) -> tuple[Patch, ...]:
    """Write a note's words anew; the same words change nothing.

    Raises:
        CaseFailure: if there are no words.
        NoSuchFinding: if there is no such note.
    """
    words = _words(text)
    if _standing(connection, number) == words:
        return ()
    patch = history.patch(connection, "note", number, _written(connection, words))
    return recorded(connection, f"Changed a note to “{shortened(words)}”", [patch])


def remove(connection: sqlite3.Connection, numbers: Collection[int]) -> tuple[Patch, ...]:
    """Take notes away, as one decision.

    Raises:
        NoSuchFinding: if there is no such note.
    """
    words = {number: _standing(connection, number) for number in numbers}
    if not words:
        return ()
    patches = [history.patch(connection, "note", each, {"words_given": None}) for each in words]
    what = (
        f"the note “{shortened(next(iter(words.values())))}”"
        if len(words) == 1
        else f"{len(words)} notes"
    )
    return recorded(connection, f"Removed {what}", patches)


def write(
    connection: sqlite3.Connection,
    image: Image,
    on: Carrier,
    number: int | None,
    text: str | None,
    put: Iterable[str] = (),
    off: Iterable[str] = (),
) -> tuple[Patch, ...]:
    """Write a note and change the tags of what it is on, as one decision.

    ``number`` is a note that is there, ``None`` a new one. ``text`` is ``None`` where no words are written,
    empty where the note is taken away.

    Raises:
        CaseFailure: if a tag has no letters, or a passage no words.
        NoSuchFinding: if there is no such note, or what it is on is gone.
    """
    told: list[str] = []
    patches: list[Patch | None] = []
    if text is not None and text.strip():
        words = _words(text)
        if number is None and not isinstance(on, Note):
            target = thing(connection, image, on)
            made = connection.execute(
                "INSERT INTO note (about, number) VALUES (?, ?)", (target.about, target.number)
            ).lastrowid
            number = int(made or 0)
            told.append(f"Note on {called(image, on)}: “{shortened(words)}”")
        elif number is not None and _standing(connection, number) != words:
            told.append(f"Changed a note to “{shortened(words)}”")
        if told:
            patches.append(
                history.patch(connection, "note", number or 0, _written(connection, words))
            )
    elif text is not None and number is not None:
        told.append(f"Removed the note “{shortened(_standing(connection, number))}”")
        patches.append(history.patch(connection, "note", number, {"words_given": None}))
    more, tagging = tags.retagged(connection, image, (on,), put, off)
    return recorded(connection, "; ".join([*told, *more]), [*patches, *tagging])


def rows(
    connection: sqlite3.Connection, image: Image, numbers: Collection[int] | None = None
) -> tuple[Note, ...]:
    """Return all notes, or some, in the order in which they were first written."""
    places = Places(connection, image)
    own_tags = tags.of_notes(connection)
    found: list[Note] = []
    some = "" if numbers is None else " AND id IN (SELECT value FROM json_each (?))"
    for row in connection.execute(
        f"SELECT * FROM note WHERE words_given IS NOT NULL{some} ORDER BY id",  # noqa: S608 - our own words
        () if numbers is None else (json.dumps(sorted(numbers)),),
    ).fetchall():
        place = places.of(Thing(About(row["about"]), row["number"]))
        if place is not None:
            at = dt.datetime.fromisoformat(row["at_given"])
            own = own_tags.get(row["id"], ())
            found.append(Note(row["id"], row["words_given"], *place, own, row["who_given"], at))
    return tuple(found)


def target(connection: sqlite3.Connection, number: int) -> Thing:
    """Return what a note is on.

    Raises:
        NoSuchFinding: if there is no such note.
    """
    row = connection.execute("SELECT about, number FROM note WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NoSuchFinding("That note is no longer in the case.")
    return Thing(About(row["about"]), row["number"])


def of(
    connection: sqlite3.Connection,
    image: Image,
    on: Carrier | None = None,
    document: int | None = None,
) -> tuple[Note, ...]:
    """Return the notes on one thing, or all on a document, its findings and its passages, or both.

    Raises:
        NoSuchFinding: if what they are on is no longer in the case.
    """
    found = rows(connection, image)
    if on is not None:
        known = set(things(connection, image, on))
        carrying = {
            row["id"]
            for row in connection.execute("SELECT id, about, number FROM note")
            if Thing(About(row["about"]), row["number"]) in known
        }
        found = tuple(note for note in found if note.id in carrying)
    if document is not None:
        found = tuple(note for note in found if document in _documents(note))
    return found


def _documents(note: Note) -> tuple[int, ...]:
    if note.pin is not None:
        return (note.pin.document,)
    return (note.ref.id,) if note.ref is not None and note.ref.type is RefType.DOCUMENT else ()


def _words(text: str) -> str:
    """Return a note's words as they are kept: as typed, but for blanks around them and at line ends."""
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not words:
        raise CaseFailure("The note is empty. Write something, or remove the note.")
    return words


def _written(connection: sqlite3.Connection, words: str) -> dict[str, Value]:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {"words_given": words, "who_given": author(connection), "at_given": now}


def _standing(connection: sqlite3.Connection, number: int) -> str:
    row = connection.execute("SELECT words_given FROM note WHERE id = ?", (number,)).fetchone()
    if row is None or row["words_given"] is None:
        raise NoSuchFinding("That note is no longer in the case.")
    return str(row["words_given"])

"""What carries a tag or a note, or is evidence on an issue: what the linked view narrows to by these."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile import issues, notes, tags
from casefile.errors import NoSuchFinding
from casefile.links import Image
from casefile.questions import Mark, Noted, Tagged
from casefile.records import Pin, Ref

__all__ = ["Carried", "carried"]


@dataclass(frozen=True, slots=True)
class Carried:
    """Findings and documents, and passages of papers; those that were lost are left out."""

    refs: frozenset[Ref] = frozenset()
    passages: tuple[Pin, ...] = ()


def carried(
    connection: sqlite3.Connection, image: Image, marks: Iterable[Mark]
) -> Mapping[Mark, Carried]:
    """Return what carries each tag or a note, or is evidence on each issue; nothing for what is no more.

    What is put on a note is the note's alone: it says nothing of what the note is on.
    """
    found: dict[Mark, Carried] = {}
    for mark in dict.fromkeys(marks):
        if isinstance(mark, Tagged):
            some = _tagged(connection, image, mark.tag)
        elif isinstance(mark, Noted):
            some = _split((note.ref, note.pin) for note in notes.rows(connection, image))
        else:
            some = _evidence(connection, image, mark.issue)
        if some is not None:
            found[mark] = some
    return found


def _tagged(connection: sqlite3.Connection, image: Image, name: str) -> Carried | None:
    try:
        things = tags.carriers(connection, image, name, ())
    except NoSuchFinding:
        return None
    return _split((each.ref, each.pin) for each in things if each.note is None)


def _evidence(connection: sqlite3.Connection, image: Image, number: int) -> Carried | None:
    outline = issues.rows(connection, image)
    below = {number}
    for issue in outline:  # from top to bottom: what is above stands before
        if issue.parent in below:
            below.add(issue.id)
    if all(issue.id != number for issue in outline):
        return None
    return _split(
        (each.ref, each.pin)
        for issue in outline
        if issue.id in below
        for each in issue.evidence
        if each.note is None and not each.rejected
    )


def _split(things: Iterable[tuple[Ref | None, Pin | None]]) -> Carried:
    """Tell findings and documents from passages, which have a place and no reference."""
    pairs = list(things)
    return Carried(
        frozenset(ref for ref, _ in pairs if ref is not None),
        tuple(pin for ref, pin in pairs if ref is None and pin is not None and not pin.lost),
    )

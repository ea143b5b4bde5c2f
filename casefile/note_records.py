"""Rows about what the attorney says of the papers: what carries a word of his, and his tags."""

from dataclasses import dataclass
from enum import StrEnum

from casefile.records import Note, Pin, Ref

__all__ = ["About", "Tag", "Tagged", "Thing"]


class About(StrEnum):
    """The kinds of things that carry notes, tags or evidence, as their tables name them."""

    PARTY = "party"
    QUOTE = "quote"
    DATE = "date"
    DOCUMENT = "document"
    PASSAGE = "passage"
    NOTE = "note"


@dataclass(frozen=True, order=True, slots=True)
class Thing:
    """One thing that carries something, by its number among those of its kind."""

    about: About
    number: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the case, and how many things carry it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """One thing that carries a tag: a finding or document (``ref``), a passage (``pin`` alone), or a note.

    A ``note`` comes with the place of what it is on. ``words`` are a passage's or a note's own, else what the
    thing is called.
    """

    ref: Ref | None
    pin: Pin | None
    note: Note | None
    words: str

"""Rows about what the attorney says of the papers: what carries a word of his, and his tags."""

from dataclasses import dataclass
from enum import StrEnum

from casefile.records import Note, Pin, Ref

__all__ = ["About", "OwnWords", "Side", "Tag", "Tagged", "Thing"]


class About(StrEnum):
    """The kinds of things that carry notes, tags or evidence, as their tables name them."""

    PARTY = "party"
    QUOTE = "quote"
    DATE = "date"
    DOCUMENT = "document"
    PASSAGE = "passage"
    NOTE = "note"


class Side(StrEnum):
    """What a piece of evidence does for an issue, from the attorney's side."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


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


@dataclass(frozen=True, slots=True)
class OwnWords:
    """All that the attorney said of one thing: a finding or document (``ref``), or a passage (``pin`` alone).

    ``issues`` are those that it is linked to, each with its side. ``words`` are a passage's own, else what
    the thing is called.
    """

    ref: Ref | None
    pin: Pin | None
    words: str
    tags: tuple[str, ...]
    notes: tuple[Note, ...]
    issues: tuple[tuple[int, Side], ...]

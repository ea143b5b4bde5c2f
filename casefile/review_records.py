"""Rows of the review: the queue of suggestions, one suggestion with its evidence, and what was decided.

Snapshots like the rows of ``casefile.records``: they do not change when the case does.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from casefile.party_records import PartyCard
from casefile.records import (
    DateRow,
    HitRow,
    PartyRow,
    Pin,
    QuoteRow,
    Ref,
    RefType,
    ReviewState,
)

__all__ = [
    "Alike",
    "AlikeBy",
    "Change",
    "ChangeFilter",
    "Doubt",
    "Finding",
    "PaperProgress",
    "Person",
    "ReviewFilter",
    "ReviewItem",
    "ReviewQueue",
    "Steps",
]

Finding = PartyRow | QuoteRow | DateRow


class Doubt(StrEnum):
    """Why a finding deserves a look before it is relied on."""

    SEVERAL_READINGS = "several readings"
    COUNTED = "counted from another day"
    NO_DAY = "no day"
    WORDS_ALTERED = "words altered"
    SPEAKER_INFERRED = "speaker inferred"
    NO_SPEAKER = "no speaker"
    MAY_BE_TWO = "may be another party"
    MACHINE_READ = "machine-read"
    LOST = "lost"
    UNSURE = "unsure"
    """The extractor itself trusts it little."""


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which findings are gone through; as it stands, all that nobody has decided on.

    ``kind`` and ``document`` leave one kind, one paper; ``state`` is ``None`` for every state. ``doubtful``
    leaves those with a doubt, ``below`` those whose confidence is less.
    """

    kind: RefType | None = None
    document: int | None = None
    state: ReviewState | None = ReviewState.SUGGESTED
    doubtful: bool = False
    below: float | None = None


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The findings that a filter leaves, the most useful first, as many as were asked for.

    ``left`` counts all of them. ``total`` counts what the filter would leave whatever its state, and
    ``decided`` those of them that the attorney has decided on.
    """

    rows: tuple[Finding, ...]
    left: int
    total: int
    decided: int


class AlikeBy(StrEnum):
    """In what some suggestions are like the one that is up."""

    WORDS = "the same words"
    SPEAKER = "the same speaker"
    FORM_IN_PAPER = "written alike in the same paper"
    FORM = "written alike"
    ROLE = "the same role"
    PASSING = "named in passing, of the same kind"


@dataclass(frozen=True, slots=True)
class Alike:
    """Suggestions that may be decided on together with one, itself among them."""

    by: AlikeBy
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One finding with what helps to decide on it.

    ``context`` is its sentence, marked; of a party none, its mentions stand in ``card``. ``before`` are
    findings of the same words in other papers that the attorney decided on. ``linked`` are what stands in
    its sentence, else in its paragraph.
    """

    row: Finding
    doubts: tuple[Doubt, ...]
    context: HitRow | None
    card: PartyCard | None
    linked: tuple[Finding, ...]
    before: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperProgress:
    """How many findings of a paper the attorney has decided on, of how many."""

    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the case's history, newest first in lists. ``sentence`` says it to the user.

    ``ref`` is the finding or paper that it is about, the first of several; ``pin`` a passage where it is
    about one. ``things`` counts what it changed.
    """

    id: int
    at: dt.datetime
    who: str
    sentence: str
    undone: bool
    ref: Ref | None = None
    pin: Pin | None = None
    things: int = 1


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which entries of the history are wanted; days are those of this computer's clock, both included.

    ``about`` names what they are about: "party", "quote", "date", "document", "own words", "issues", "other".
    """

    who: str | None = None
    about: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The sentences of what undo would take back and redo would do again, ``None`` for nothing."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """What history calls this user: ``name``, which is his ``account`` until he said otherwise."""

    name: str
    account: str

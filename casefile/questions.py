"""What can be asked of the linked view: its constraints, how they are joined, and by which relations."""

import datetime as dt
from dataclasses import dataclass

from casefile.records import Ref, RelationKind
from extraction.findings import DocumentKind

__all__ = ["Constraint", "Days", "PaperKind", "Question", "Tagged"]


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days such as a month, both ends included: a row is linked to a date in it or is one."""

    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document: a row stands in a paper of this kind."""

    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag: a row, or the paper it stands in, carries it."""

    tag: str


Constraint = Ref | Days | PaperKind | Tagged
"""One chip. Among several of ``Days`` or of ``PaperKind`` any one is enough: no row stands in two papers."""


@dataclass(frozen=True, slots=True)
class Question:
    """What rows must be linked to; with no constraints, everything.

    ``either`` tells that any one of the findings and documents among the constraints is enough, instead of
    all of them; days, kinds and tags hold in any case. ``relations`` are those that count; none named,
    all do.
    ``unreviewed`` leaves only what nobody has decided on.
    """

    constraints: tuple[Constraint, ...] = ()
    either: bool = False
    relations: frozenset[RelationKind] = frozenset()
    unreviewed: bool = False

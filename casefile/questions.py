"""What can be asked of the linked view (constraints, how they are joined, relations), and its answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, RelationKind, Totals
from extraction.findings import DocumentKind

__all__ = [
    "USUAL_RELATIONS",
    "Constraint",
    "Days",
    "LinkedView",
    "Mark",
    "Noted",
    "OnIssue",
    "PaperKind",
    "Question",
    "Tagged",
    "as_question",
]


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days such as a month, both ends included: a row is linked to a date in it or is one.

    A date that reaches beyond the stretch, such as a whole year, is in it, too.
    """

    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document: a row stands, and is linked, in a paper of this kind."""

    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag, whatever its capitals: a row, a passage that it stands in, or its paper carries it."""

    tag: str


@dataclass(frozen=True, slots=True)
class OnIssue:
    """An issue of the outline: a row, a passage that it stands in, or its paper is evidence on it.

    Evidence on what is below the issue counts, too.
    """

    issue: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Any note: a row, a passage that it stands in, or its paper has one."""


Mark = Tagged | OnIssue | Noted
"""What the attorney put on things himself."""

Constraint = Ref | Days | PaperKind | Mark
"""One chip. Among several of ``Days`` or of ``PaperKind`` any one is enough: no row stands in two papers."""

USUAL_RELATIONS = frozenset(RelationKind) - {RelationKind.IN_DOCUMENT}
"""By what a finding is linked to another where no relation is named: not by being in one paper alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What rows must be linked to; with no constraints, everything.

    ``either`` tells that any one of the findings and documents among the constraints is enough, instead of
    all of them; days, kinds, tags, issues and notes hold in any case. ``relations`` are those to a finding
    that count, to days where no finding is asked for; none named, the usual ones do. Findings asked for
    together with papers are linked in these papers. ``unreviewed`` leaves only what nobody has decided on.

    What is asked for itself is always among the rows, whatever else holds of it.
    """

    constraints: tuple[Constraint, ...] = ()
    either: bool = False
    relations: frozenset[RelationKind] = frozenset()
    unreviewed: bool = False

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.constraints and not self.unreviewed

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The findings and documents among the constraints."""
        return tuple(each for each in self.constraints if isinstance(each, Ref))

    @property
    def findings(self) -> tuple[Ref, ...]:
        """The parties, quotes and dates among the constraints."""
        return tuple(ref for ref in self.refs if ref.type is not RefType.DOCUMENT)

    @property
    def documents(self) -> tuple[int, ...]:
        """The documents among the constraints."""
        return tuple(ref.id for ref in self.refs if ref.type is RefType.DOCUMENT)

    @property
    def days(self) -> tuple[Days, ...]:
        """The stretches of days among the constraints."""
        return tuple(each for each in self.constraints if isinstance(each, Days))

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """The kinds of document among the constraints."""
        return tuple(each.kind for each in self.constraints if isinstance(each, PaperKind))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The tags, issues and notes among the constraints."""
        return tuple(each for each in self.constraints if isinstance(each, Mark))


def as_question(asked: Question | Sequence[Constraint]) -> Question:
    """Return a question as it is; of bare constraints the one that asks for all of them."""
    return asked if isinstance(asked, Question) else Question(tuple(asked))


@dataclass(frozen=True, slots=True)
class LinkedView:
    """The answer to a question: what is linked to what was asked for, each row with its strongest relation.

    ``papers`` are those that hold what was asked for or a row of the answer, each with the number of quotes
    and dates of the answer in it; ``None`` stands for all. ``lost`` are constraints that name something that
    is no longer in the case: nothing is linked to them.
    """

    question: Question
    parties: Sequence[PartyRow]
    quotes: Sequence[QuoteRow]
    dates: Sequence[DateRow]
    totals: Totals
    papers: Mapping[int, int] | None = None
    lost: tuple[Constraint, ...] = field(default=())
    has_more: bool = False
    """Only the first of the papers that it concerns were read yet: more rows follow."""

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The question's constraints."""
        return self.question.constraints

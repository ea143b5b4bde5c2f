"""What the linked view is narrowed to, and how a click, Esc or Back changes it. Knows no Qt.

A plain click narrows the view to one thing. The column that was clicked holds still, so that the row
stays under the pointer and the next one can be clicked in turn: it keeps answering the question that
was in force before (``base``), and only the other columns follow.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, Protocol, TypeVar, overload

from casefile.linked_rows import LinkedRows
from casefile.pieces import each_of
from casefile.questions import Constraint, LinkedView, Question
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, RelationKind

__all__ = [
    "Columns",
    "Held",
    "Narrowing",
    "Trail",
    "Unlinked",
    "answer",
    "early_answer",
    "plain_rows",
]

T = TypeVar("T")

_EVERYTHING = Question()


class _Row(Protocol):
    """What the three kinds of row have in common."""

    @property
    def id(self) -> int: ...

    @property
    def ref(self) -> Ref: ...


Row = TypeVar("Row", bound=_Row)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The question of the chips, and the column that holds still with the question it answers."""

    question: Question = _EVERYTHING
    held: RefType | None = None
    base: Question = _EVERYTHING

    @classmethod
    def to(cls, *constraints: Constraint) -> "Narrowing":
        """Return the narrowing to these alone."""
        return cls(Question(constraints))

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All chips."""
        return self.question.constraints

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The findings and documents among the chips."""
        return self.question.refs

    def clicked(self, ref: Ref) -> "Narrowing":
        """Narrow to ``ref`` alone among findings and documents; its column holds still.

        Months, kinds, tags and the other chips that say where to look stay. Relations stay as long as the
        same column is clicked: another kind of finding has others.
        """
        now, where = self.question, (each for each in self.constraints if not isinstance(each, Ref))
        relations = now.relations if ref.type is self.held else frozenset[RelationKind]()
        question = Question((*where, ref), relations=relations, unreviewed=now.unreviewed)
        return Narrowing(question, *self._hold(ref))

    def toggled(self, constraint: Constraint) -> "Narrowing":
        """Add a constraint to the chips, or take it away if it is there."""
        if constraint in self.constraints:
            return self.without(constraint)
        return self.with_constraint(constraint)

    def with_constraint(self, constraint: Constraint) -> "Narrowing":
        """Add a constraint to the chips; one that is there stays where it is."""
        if constraint in self.constraints:
            return self
        question = replace(self.question, constraints=(*self.constraints, constraint))
        if isinstance(constraint, Ref):
            return Narrowing(question, *self._hold(constraint))
        return Narrowing(question)

    def without(self, constraint: Constraint) -> "Narrowing":
        """Take one chip away."""
        left = _without(self.question, constraint)
        if not left.constraints:
            return Narrowing(Question(unreviewed=left.unreviewed))
        return Narrowing(left, self.held, _without(self.base, constraint))

    def asked(
        self,
        *,
        either: bool | None = None,
        relations: frozenset[RelationKind] | None = None,
        unreviewed: bool | None = None,
    ) -> "Narrowing":
        """Ask otherwise for the same chips; ``None`` leaves a part of the question as it is.

        The column that holds still goes on doing so, but for what is reviewed.
        """
        now = self.question
        question = replace(
            now,
            either=now.either if either is None else either,
            relations=now.relations if relations is None else relations,
            unreviewed=now.unreviewed if unreviewed is None else unreviewed,
        )
        base = replace(self.base, unreviewed=question.unreviewed)
        return Narrowing(question, self.held, base if self.held is not None else _EVERYTHING)

    def loosened(self) -> "Narrowing":
        """Take the last chip away; of a clicked one, go back to what was asked before it."""
        if not self.constraints:
            return Narrowing()
        if self.held is not None and self.base != self.question and len(self.refs) < 2:
            return Narrowing(self.base)
        left = self.without(self.constraints[-1])
        return replace(left, held=self.held, base=self.base) if left.constraints else left

    def _hold(self, ref: Ref) -> tuple[RefType | None, Question]:
        if ref.type is RefType.DOCUMENT:
            return None, _EVERYTHING
        if ref.type is self.held:
            return self.held, self.base
        return ref.type, self.question


def _without(question: Question, constraint: Constraint) -> Question:
    left = tuple(kept for kept in question.constraints if kept != constraint)
    refs = sum(isinstance(each, Ref) for each in left)
    return replace(question, constraints=left, either=question.either and refs > 1)


class Held(Sequence[Row], Generic[Row]):
    """The rows of a column that holds still: those of the question before, the linked ones as linked.

    Linked rows that were not among them come last.
    """

    def __init__(self, base: Sequence[Row], linked: Sequence[Row]) -> None:
        self.base = base
        self.linked: Mapping[int, Row] = {row.id: row for row in each_of(linked)}
        """What is linked, by its number."""

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        fresh = dict(self.linked)
        kept = [fresh.pop(row.id, row) for row in self.base]
        return (*kept, *fresh.values())

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._rows[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


def plain_rows(rows: Sequence[DateRow], count: int) -> Sequence[DateRow]:
    """Return the ``count`` rows of a column without what links them.

    In a column that holds still these are the rows of before, if none was put behind them.
    """
    if isinstance(rows, Held):
        return rows.base if len(rows.base) == count else rows
    return rows.plain if isinstance(rows, LinkedRows) else rows


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Tells which rows of the column that holds still are not linked."""

    kind: RefType | None = None
    linked: Collection[int] = ()

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, Ref) and ref.type is self.kind and ref.id not in self.linked


@dataclass(frozen=True, slots=True)
class Columns:
    """What the three columns show: the linked view, and rows of a held column that are not linked.

    ``lost`` are chips, those of the question before among them, that name what is no longer in the case.
    """

    view: LinkedView
    parties: Sequence[PartyRow]
    quotes: Sequence[QuoteRow]
    dates: Sequence[DateRow]
    unlinked: Unlinked = Unlinked()
    lost: tuple[Constraint, ...] = ()


def answer(narrowing: Narrowing, ask: Callable[[Question], LinkedView]) -> Columns:
    """Ask the case what a narrowing asks for; ``ask`` may be slow, so this runs as a job."""
    view = ask(narrowing.question)
    if narrowing.held is None or narrowing.base == narrowing.question:
        return Columns(view, view.parties, view.quotes, view.dates, lost=view.lost)
    base = ask(narrowing.base)
    columns = Columns(view, view.parties, view.quotes, view.dates, lost=view.lost + base.lost)
    if narrowing.held is RefType.PARTY:
        parties = Held(base.parties, view.parties)
        return replace(columns, parties=parties, unlinked=Unlinked(narrowing.held, parties.linked))
    if narrowing.held is RefType.QUOTE:
        quotes = Held(base.quotes, view.quotes)
        return replace(columns, quotes=quotes, unlinked=Unlinked(narrowing.held, quotes.linked))
    dates = Held(base.dates, view.dates)
    return replace(columns, dates=dates, unlinked=Unlinked(narrowing.held, dates.linked))


def early_answer(
    narrowing: Narrowing, ask: Callable[[Question], LinkedView | None]
) -> Columns | None:
    """Return what a case answers before it has been read; ``None`` if a part of it has to be waited for.

    Where all rows are held still, these are the first of them.
    """
    asked = {narrowing.question, *([narrowing.base] if narrowing.held is not None else ())}
    told = {question: view for question in asked if (view := ask(question)) is not None}
    return answer(narrowing, told.__getitem__) if len(told) == len(asked) else None


class Trail(Generic[T]):
    """Where the user has been, for Back and Forward; at most ``limit`` places are kept."""

    def __init__(self, start: T, limit: int = 200) -> None:
        self._places = [start]
        self._at = 0
        self._limit = limit

    @property
    def here(self) -> T:
        """The current place."""
        return self._places[self._at]

    def visit(self, place: T) -> None:
        """Go to a new place; what lay ahead is forgotten."""
        if place == self.here:
            return
        self._places = [*self._places[: self._at + 1], place][-self._limit :]
        self._at = len(self._places) - 1

    def replace(self, place: T) -> None:
        """Be at another place instead of this one; Back goes where it would have gone from here."""
        self._places[self._at] = place

    def amend(self, change: Callable[[T], T]) -> None:
        """Change every place, as when something in the case has moved."""
        self._places = [change(place) for place in self._places]

    def back(self) -> T:
        """Go one place back, if there is one, and return the place."""
        self._at = max(0, self._at - 1)
        return self.here

    def forward(self) -> T:
        """Go one place forward, if there is one, and return the place."""
        self._at = min(len(self._places) - 1, self._at + 1)
        return self.here

"""What the linked view is narrowed to, and how a click, Esc or Back changes it. Knows no Qt.

A plain click narrows the view to one thing. The column that was clicked holds still, so that the row
stays under the pointer and the next one can be clicked in turn: it keeps answering the question that
was in force before (``base``), and only the other columns follow.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from casefile.records import DateRow, LinkedView, PartyRow, QuoteRow, Ref, RefType

__all__ = ["Columns", "Narrowing", "Trail", "answer"]

T = TypeVar("T")


class _Row(Protocol):
    """What the three kinds of row have in common."""

    @property
    def id(self) -> int: ...

    @property
    def ref(self) -> Ref: ...


Row = TypeVar("Row", bound=_Row)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The chips (``constraints``), and the column that holds still with the question it answers."""

    constraints: tuple[Ref, ...] = ()
    held: RefType | None = None
    base: tuple[Ref, ...] = ()

    def clicked(self, ref: Ref) -> "Narrowing":
        """Narrow to ``ref`` alone; its column holds still."""
        return Narrowing((ref,), *self._hold(ref))

    def toggled(self, ref: Ref) -> "Narrowing":
        """Add ``ref`` to the chips, or take it away if it is there."""
        if ref in self.constraints:
            return self.without(ref)
        return Narrowing((*self.constraints, ref), *self._hold(ref))

    def without(self, ref: Ref) -> "Narrowing":
        """Take one chip away."""
        left = tuple(kept for kept in self.constraints if kept != ref)
        base = tuple(kept for kept in self.base if kept != ref)
        return Narrowing(left, self.held, base) if left else Narrowing()

    def loosened(self) -> "Narrowing":
        """Take the last chip away; of a single one, go back to what was asked before it."""
        if len(self.constraints) > 1:
            return replace(self, constraints=self.constraints[:-1])
        return Narrowing(self.base) if self.base != self.constraints else Narrowing()

    def _hold(self, ref: Ref) -> tuple[RefType | None, tuple[Ref, ...]]:
        if ref.type is RefType.DOCUMENT:
            return None, ()
        if ref.type is self.held:
            return self.held, self.base
        return ref.type, self.constraints


@dataclass(frozen=True, slots=True)
class Columns:
    """What the three columns show: the linked view, and rows of a held column that are not linked."""

    view: LinkedView
    parties: tuple[PartyRow, ...]
    quotes: tuple[QuoteRow, ...]
    dates: tuple[DateRow, ...]
    unlinked: frozenset[Ref] = frozenset()


def answer(narrowing: Narrowing, ask: Callable[[tuple[Ref, ...]], LinkedView]) -> Columns:
    """Ask the case what a narrowing asks for; ``ask`` may be slow, so this runs as a job."""
    view = ask(narrowing.constraints)
    parties, quotes, dates = view.parties, view.quotes, view.dates
    unlinked: frozenset[Ref] = frozenset()
    if narrowing.held is not None and narrowing.base != narrowing.constraints:
        base = ask(narrowing.base)
        if narrowing.held is RefType.PARTY:
            parties, unlinked = _hold_still(base.parties, parties)
        elif narrowing.held is RefType.QUOTE:
            quotes, unlinked = _hold_still(base.quotes, quotes)
        else:
            dates, unlinked = _hold_still(base.dates, dates)
    return Columns(view, parties, quotes, dates, unlinked)


def _hold_still(
    base: tuple[Row, ...], linked: tuple[Row, ...]
) -> tuple[tuple[Row, ...], frozenset[Ref]]:
    """Return the base rows in their order, then linked rows that are new; and which are not linked."""
    fresh: dict[int, Row] = {row.id: row for row in linked}
    kept: tuple[Row, ...] = tuple(fresh.pop(row.id, row) for row in base)
    linked_ids = {row.id for row in linked}
    unlinked = frozenset(row.ref for row in base if row.id not in linked_ids)
    return (*kept, *fresh.values()), unlinked


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

"""What the columns show for a narrowing: asked of the case and put in order by a job. Knows no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.questions import Constraint
from casefile.records import RefType
from ui.arranging import Arranger
from ui.column_lines import Arranged
from ui.column_order import Orders
from ui.narrowing import Columns, Narrowing, answer, early_answer

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["Answered", "Asked", "answer_columns"]


@dataclass(frozen=True)
class Asked:
    """A question for the columns: narrowed to what, in which order, with what was ``rejected`` or without.

    ``names`` are words of chips that the case may no longer know. ``early`` tells that the case may not have
    been read whole yet.
    """

    narrowing: Narrowing
    orders: Orders
    rejected: bool
    names: Mapping[Constraint, str]
    early: bool


@dataclass(frozen=True)
class Answered:
    """What the columns show and in which order, for which narrowing, and the words of its chips."""

    narrowing: Narrowing
    columns: Columns
    labels: Mapping[Constraint, str]
    arranged: Mapping[RefType, Arranged]
    is_beginning: bool = False
    """These are the first rows of each column; all of them follow once a large case has been read."""


def answer_columns(case: "Case", asked: Asked, arranger: Arranger) -> Answered | None:
    """Ask the case, and arrange what it answers; ``None`` for what waits until a large case has been read."""
    narrowing, orders, rejected = asked.narrowing, asked.orders, asked.rejected
    begins = asked.early and not case.has_been_read()
    columns: Columns | None
    if begins:
        usual = not rejected and orders == Orders()
        columns = early_answer(narrowing, case.first_view) if usual else None
    else:
        columns = answer(narrowing, lambda each: case.view(each, include_rejected=rejected))
    if columns is None:
        return None
    chips = (*narrowing.base.constraints, *narrowing.constraints)
    arranged = arranger.columns(columns, orders, case.same_word_groups)
    names = {**asked.names, **case.constraint_names(chips)} if chips else asked.names
    return Answered(narrowing, columns, names, arranged, begins)

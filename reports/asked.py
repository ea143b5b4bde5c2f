"""The question of the linked view in a report: which rows it leaves, and how it is told above them."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from casefile.case import Case
from casefile.questions import Constraint, Days, Mark, Noted, Question, Tagged
from casefile.records import DateRow, PartyRow, QuoteRow, RefType, RelationKind
from extraction.date_wording import day_words, value_words

__all__ = ["linked", "question_words"]


def linked(case: Case, question: Question, rows: RefType) -> frozenset[int] | None:
    """Return the numbers of the rows of a kind that are linked to what is asked for, ``None`` for all."""
    if question.is_everything:
        return None
    view = case.view(question)
    if rows is RefType.DOCUMENT:
        return None if view.papers is None else frozenset(view.papers)
    found: dict[RefType, Sequence[PartyRow | QuoteRow | DateRow]] = {
        RefType.PARTY: view.parties,
        RefType.QUOTE: view.quotes,
        RefType.DATE: view.dates,
    }
    return frozenset(row.id for row in found[rows])


def question_words(question: Question, names: Mapping[Constraint, str]) -> str:
    """Return in sentences what a question leaves.

    ``names`` are the words of what it names: "Only what is linked to Ida Voss and Harbor Board by speaks."
    """
    told = []
    if question.refs:
        joined = (" or " if question.either else " and ").join(
            names.get(ref, "something that is no longer in the case") for ref in question.refs
        )
        if question.either and len(question.refs) > 1:
            joined = f"any one of {joined}"
        told.append(f"Only what is linked to {joined}{_by(question)}".removesuffix(".") + ".")
    if question.days:
        by = "" if question.refs else _by(question)
        told.append(f"Only what is linked to {' or '.join(map(_days, question.days))}{by}.")
    if question.kinds:
        told.append(f"Only in papers of the kind {' or '.join(map(str, question.kinds))}.")
    told += [f"Only {_mark(mark, names)}." for mark in question.marks]
    if question.unreviewed:
        told.append("Only what nobody has reviewed.")
    return " ".join(told)


def _by(question: Question) -> str:
    named = [kind.value for kind in RelationKind if kind in question.relations]
    return f" by “{'” or “'.join(named)}”" if named else ""


def _mark(mark: Mark, names: Mapping[Constraint, str]) -> str:
    if isinstance(mark, Tagged):
        return f"with the tag {names.get(mark, mark.tag)}"
    if isinstance(mark, Noted):
        return "with a note of yours"
    return f"with evidence on the issue “{names.get(mark, 'no longer in the case')}”"


def _days(days: Days) -> str:
    first, last = days.earliest, days.latest
    if first == last:
        return day_words(first)
    if (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
        return f"{first.year}"
    month_ends = dt.date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    if first.day == 1 and last == month_ends:
        return value_words(f"{first.year:04}-{first.month:02}") or day_words(first)
    return f"{day_words(first)} to {day_words(last)}"

"""What the linked view can be narrowed by, for the list that is typed into. Knows no widgets.

Made off the window's thread: months and kinds are counted in what is on screen.
"""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casefile.questions import (
    Constraint,
    Days,
    LinkedView,
    Noted,
    OnIssue,
    PaperKind,
    Question,
    Tagged,
)
from extraction.date_values import bounds, parse_value
from extraction.findings import DocumentKind
from ui.enum_words import enum_word
from ui.language import tr
from ui.messages import count
from ui.question_words import days_words, kind_words

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ConstraintChoice", "choices", "month_of", "typed_days", "year_of"]

_MOST_MONTHS = 600
_LONGEST_DATE = 62  # days; one that may be any day of a year counts for its year alone


@dataclass(frozen=True, slots=True)
class ConstraintChoice:
    """A chip to add in words; ``told`` says what it is or how much it would leave."""

    words: str
    told: str
    constraint: Constraint


def choices(case: "Case", question: Question) -> tuple[ConstraintChoice, ...]:
    """Return what can be added to a question, kinds and time first: these are few."""
    documents = case.documents()
    papers = case.view(_without(question, PaperKind)).papers  # one more kind adds its papers
    kinds = Counter(row.kind for row in documents if papers is None or row.id in papers)
    found = [
        ConstraintChoice(kind_words(kind), count(kinds[kind], tr("paper")), PaperKind(kind))
        for kind in DocumentKind
        if kinds[kind]
    ]
    found += _times(case.view(_without(question, Days)))
    found += [
        ConstraintChoice(
            tr("Tag {name}", name=tag.name),
            tr("{number} marked", number=tag.count),
            Tagged(tag.name),
        )
        for tag in case.tags()
    ]
    if notes := case.notes():
        found.append(ConstraintChoice(tr("With a note"), count(len(notes), tr("note")), Noted()))
    found += [
        ConstraintChoice(
            tr("Issue {number} {title}", number=issue.number, title=issue.title),
            tr("{number} on it", number=len(issue.evidence)),
            OnIssue(issue.id),
        )
        for issue in case.issues()
    ]
    everybody = case.view().parties
    found += [
        ConstraintChoice(row.name, row.role or enum_word(row.kind), row.ref) for row in everybody
    ]
    found += [
        ConstraintChoice(row.short_name or row.name, enum_word(row.kind), row.ref)
        for row in documents
    ]
    return tuple(each for each in found if each.constraint not in question.constraints)


def _without(question: Question, kind: type[PaperKind | Days]) -> Question:
    left = tuple(each for each in question.constraints if not isinstance(each, kind))
    return replace(question, constraints=left)


def _times(view: LinkedView) -> Iterator[ConstraintChoice]:
    months, years = Counter[dt.date](), Counter[int]()
    for row in view.dates:
        first, last = row.earliest or row.latest, row.latest or row.earliest
        if first is None or last is None:
            continue
        years.update(range(first.year, min(last.year, first.year + 5) + 1))
        if (last - first).days <= _LONGEST_DATE:
            months.update({first.replace(day=1), last.replace(day=1)})
    for year in sorted(years):
        yield ConstraintChoice(str(year), count(years[year], tr("date")), year_of(year))
    for month in sorted(months)[:_MOST_MONTHS]:
        words = f"{calendar.month_name[month.month]} {month.year}"
        yield ConstraintChoice(words, count(months[month], tr("date")), month_of(month))


def month_of(day: dt.date) -> Days:
    """Return the month that a day is in."""
    return Days(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def year_of(year: int) -> Days:
    """Return a year's days."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))


def typed_days(typed: str) -> ConstraintChoice | None:
    """Return the days that were typed as "2017-04", "2017-04-06" or "2017-04-06/2017-05-01"."""
    try:
        found = bounds(parse_value(typed.strip()))
    except ValueError:
        return None
    if found is None:
        return None
    days = Days(*found)
    return ConstraintChoice(days_words(days), tr("these days"), days)

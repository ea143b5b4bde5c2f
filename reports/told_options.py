"""What was chosen of a report, in words: a reader must see what he does not see."""

import datetime as dt

from casefile.case import Case
from extraction.date_wording import day_words
from reports.asked import question_words
from reports.options import ReportOptions

__all__ = ["told_options"]


def told_options(case: Case, options: ReportOptions) -> str:
    """Return in sentences what narrows a report; "" where nothing does."""
    told: list[str] = []
    if options.question is not None and not options.question.is_everything:
        names = case.constraint_names(options.question.constraints)
        told.append(question_words(options.question, names))
    if options.only is not None:
        told.append(f"Only what is shown on the screen{_as(options.shown_by)}.")
    if options.parties:
        parties = sorted(case.party(number).name for number in options.parties)
        told.append(f"Only with {' or '.join(parties)}.")
    if options.documents:
        papers = [case.document(number).short_name for number in sorted(options.documents)]
        told.append(f"Only from {', '.join(papers)}.")
    if options.kinds:
        told.append(f"Only papers of the kind {' or '.join(sorted(options.kinds))}.")
    if options.tags:
        told.append(f"Only with the tag {' or '.join(sorted(options.tags))}.")
    if options.days:
        told.append(f"Only {_days(*options.days)}.")
    if options.text.strip():
        told.append(f"Only with the words “{' '.join(options.text.split())}”.")
    if options.accepted_only:
        told.append("Only what was accepted.")
    return " ".join(told)


def _days(first: dt.date, last: dt.date) -> str:
    """Return a span of days in words; the calendar's own first and last day leave that end open."""
    parts = []
    if first != dt.date.min:
        parts.append(f"from {day_words(first)}")
    if last != dt.date.max:
        parts.append(f"to {day_words(last)}")
    return " ".join(parts) or "with a day"


def _as(shown_by: str) -> str:
    return f": {shown_by}" if shown_by else ""

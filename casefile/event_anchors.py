"""Dates that are counted from the filing of the suit, where the case knows that day from its complaint."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from casefile.admissions import version_of
from casefile.event_records import EventRow
from casefile.records import DocumentRow
from extraction.date_values import bounds
from extraction.date_wording import day_words
from extraction.event_offsets import days_from, is_filing_of_the_suit
from extraction.findings import DocumentKind

__all__ = ["filing_day", "resolved"]


def filing_day(documents: Iterable[DocumentRow]) -> dt.date | None:
    """Return the day on which the suit was filed, ``None`` unless the complaints of the case name one."""
    days = {
        document.filed
        for document in documents
        if document.kind is DocumentKind.COMPLAINT and not version_of(document.title)
    }
    return days.pop() if len(days) == 1 else None


def resolved(row: EventRow, filed: dt.date | None) -> EventRow:
    """Return an event with its day, if it lacks one and is counted from the filing of the suit.

    Its anchor stays in words; the reason names the day. All others come back as they are.
    """
    date = row.date
    if filed is None or date.value is not None or not date.anchor:
        return row
    if not is_filing_of_the_suit(date.anchor):
        return row
    value = days_from(date.text, filed)
    days = bounds(value) if value else None
    if days is None:
        return row
    reason = f"counted from the filing of the suit, {day_words(filed)}"
    return replace(
        row, date=replace(date, value=value, earliest=days[0], latest=days[1], reason=reason)
    )

"""A single calendar day in a form field or a stamp ("June 24, 2016", "06/24/16"), in the order of US courts.

Dates in running text are the business of ``extraction.dates``; this reads one that is known to be one.
"""

import datetime as dt
import re

__all__ = ["first_day"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = re.compile(
    r"(?i)\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
)
_FORMAL = re.compile(
    r"(?i)\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+day\s+of\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?\s+(?P<year>\d{4})"
)
_SHORT = re.compile(r"(?<!\d)(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def first_day(text: str) -> dt.date | None:
    """Return the first day written in ``text``, or ``None``. Two-digit years are of this century."""
    for pattern in (_ISO, _LONG, _FORMAL, _SHORT):
        match = pattern.search(text)
        if match is None:
            continue
        month = match["month"].casefold()[:3]
        year = int(match["year"])
        try:
            return dt.date(
                year + 2000 if year < 100 else year,
                _MONTHS.index(month) + 1 if month in _MONTHS else int(month),
                int(match["day"]),
            )
        except ValueError:
            continue
    return None

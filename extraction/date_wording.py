"""Days and EDTF values in the words that lawyers print: "Mar. 2, 2026", "about May 2026", "Spring 2025".

Months are shortened as in Bluebook table T12.
"""

import datetime as dt
import re

__all__ = ["day_words", "expression_words", "value_words"]

_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_SEASONS = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}
# One end of an EDTF value: "2026", "2026-03", "2026-03-02", "2026-03~", "2026-21" (spring),
# "2026-03-02T18:00".
_END = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}):(\d{2})(?::\d{2})?)?[~?%]?\Z")
_APPROXIMATE = re.compile(r"[~?%]\Z")
_OPEN = ("", "..")


def day_words(day: dt.date) -> str:
    """Return a day: "Mar. 2, 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def value_words(value: str) -> str | None:
    """Return an EDTF value in words, or ``None`` for forms that are better shown as printed."""
    if "/" not in value:
        words = _end_words(value)
        return f"about {words}" if words and _APPROXIMATE.search(value) else words
    first, _, last = value.partition("/")
    if first in _OPEN or last in _OPEN:
        known = _end_words(last if first in _OPEN else first)
        if known is None:
            return None
        return f"until {known}" if first in _OPEN else f"from {known}"
    start, end = _end_words(first), _end_words(last)
    return f"{start} – {end}" if start and end else None


def expression_words(text: str, value: str | None, operator: str | None) -> str:
    """Return a date expression in words: "before Mar. 2, 2026"; as printed where its value has no words."""
    words = value_words(value) if value else None
    if words is None:
        return text
    if operator == "around":
        return words if words.startswith("about ") else f"about {words}"
    return f"{operator} {words}" if operator else words


def _end_words(value: str) -> str | None:
    matched = _END.match(value)
    if matched is None:
        return None
    year, month, day, hour, minute = matched.groups()
    if month is None:
        return year
    if int(month) in _SEASONS:
        return f"{_SEASONS[int(month)]} {year}"
    if not 1 <= int(month) <= len(_MONTHS):
        return None
    name = _MONTHS[int(month) - 1]
    words = f"{name} {int(day)}, {year}" if day else f"{name} {year}"
    return f"{words}, {_clock(int(hour), minute)}" if hour else words


def _clock(hour: int, minute: str) -> str:
    return f"{hour % 12 or 12}:{minute} {'a.m.' if hour < 12 else 'p.m.'}"

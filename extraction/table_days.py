"""Days as a table tells them: a cell's words as an EDTF value, or why they are none.

Read are EDTF, whatever ``extraction.date_wording`` prints, CaseMap's days with unknown parts ("03/??/2017"),
days in figures in the order of the whole column, and what ``extraction.dates`` reads in running text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extraction.date_values import bounds, interval
from extraction.dates import find_dates
from extraction.reading import read
from extraction.typed_dates import parse_typed
from importers.source_text import Paragraph, SourceText, Span

__all__ = ["TableDay", "day_first", "is_two_days", "table_day"]

_FIGURES = re.compile(
    r"(?<![\d-])(?P<first>\d{1,2})(?P<dash>[/.-])(?P<second>\d{1,2})(?P=dash)(?P<year>\d{4}|\d\d)(?!\d)"
)
_CLOSED_UP = re.compile(r"((?:1[89]|20)\d\d)([01]\d)([0-3]\d)")  # 20260307, as databases write
_UNKNOWN = re.compile(r"(?P<month>\d\d?|\?\?)/\?\?/(?P<year>\d{4})")
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
# A day in figures with a time of day, as spreadsheets write both into one cell.
_STAMPED = re.compile(
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)) +(?P<time>\d{1,2}[: ]?.*[\dmM.])"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?::[0-5]\d)?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.I
)
# "(or July 3, 2017?)": another reading, as reports tell it
_OTHER_READING = re.compile(r"\s*\(or [^)]*\?\)$")
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|through|thru)\s+", re.I)
_NO_DAY = re.compile(
    r"no date\b|tbd\b|to be determined\b|unknown\b|undated\b|n/?a\b|\?+$|-+$", re.I
)
# What may stand around a date without saying more than the date does.
_AROUND = re.compile(
    r"\b(?:on|in|or|about|around|circa|ca?|approximately|approx|the|of|at|from|since|until|through|before|after"
    r"|by|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|est|e\.?d\.?t|\w{1,2}t)\b|[^\w]",
    re.I,
)
_PIVOT = 40  # years of two figures below it are of this century, as in running text
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TableDay:
    """What a cell tells: an EDTF value, or ``None`` with the reason as a sentence; "" for an empty cell."""

    value: str | None
    reason: str = ""


def day_first(cells: Iterable[str]) -> bool | None:
    """Tell whether days in figures have the day before the month; ``None`` where that is open."""
    firsts = seconds = False
    for cell in cells:
        for found in _FIGURES.finditer(cell):
            firsts = firsts or int(found["first"]) > _MONTHS
            seconds = seconds or int(found["second"]) > _MONTHS
    return firsts if firsts is not seconds else None


def is_two_days(cell: str) -> bool:
    """Tell whether a cell has a day in figures that is another day in the other order."""
    return any(
        found["first"] != found["second"]
        and max(int(found["first"]), int(found["second"])) <= _MONTHS
        for found in _FIGURES.finditer(cell)
    )


def table_day(cell: str, time: str = "", *, day_before_month: bool = False) -> TableDay:
    """Return what a cell, and one with a time of day beside it, mean."""
    words = _OTHER_READING.sub("", " ".join(cell.split()))
    if not words:
        return TableDay(None)
    stamped = _STAMPED.fullmatch(words)
    if stamped and not time.strip():
        words, time = stamped["day"], stamped["time"]
    if _NO_DAY.match(words):
        return TableDay(None, f"“{words}” is no day.")
    value = _value(words, day_before_month=day_before_month)
    if value is None:
        return TableDay(None, f"“{words}” could not be read as a date.")
    return _at(value, time)


def _at(value: str, time: str) -> TableDay:
    """Return a day with a time of day, where both are told."""
    words = " ".join(time.split()).casefold()
    if not words or "T" in value or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return TableDay(value)
    found = _CLOCK.fullmatch(words)
    hour = int(found["hour"]) if found else 24
    if found and found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0) if 1 <= hour <= 12 else 24
    elif found and not found["minute"]:
        hour = 24  # "3" alone tells no time
    if found is None or hour > 23:
        return TableDay(value, f"“{words}” could not be read as a time of day.")
    return TableDay(f"{value}T{hour:02d}:{int(found['minute'] or 0):02d}")


def _value(words: str, *, day_before_month: bool) -> str | None:
    if closed := _CLOSED_UP.fullmatch(words):
        return value if bounds(value := "-".join(closed.groups())) else None
    found = _ISO_TIME.fullmatch(words)
    if found:
        return f"{found[1]}T{found[2]}:{found[3]}" if bounds(found[1]) else None
    ends = _BETWEEN.split(words)
    if len(ends) == 2:
        sides = [_plain(end, day_before_month=day_before_month) for end in ends]
        if sides[0] and sides[1] and bounds(both := interval(sides[0], sides[1])):
            return both
    return _plain(words, day_before_month=day_before_month) or _in_words(words)


def _plain(words: str, *, day_before_month: bool) -> str | None:
    """Return a day that stands alone: in figures, as EDTF, or as an attorney types it."""
    if unknown := _UNKNOWN.fullmatch(words):
        month = "" if unknown["month"] == "??" else f"-{int(unknown['month']):02d}"
        return value if bounds(value := f"{unknown['year']}{month}") else None
    if " and " in words.casefold() and not words.casefold().startswith("between "):
        return None  # two days, not the time between them
    words = _FIGURES.sub(lambda found: _ordered(found, day_before_month), words)
    try:
        return parse_typed(words)
    except ValueError:
        return None


def _ordered(found: re.Match[str], day_before_month: bool) -> str:
    """Return a day in figures as ISO 8601; the other order where only that is a day."""
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    if len(found["year"]) == 2:
        year += 2000 if year < _PIVOT else 1900
    orders = [(first, second), (second, first)]
    for month, day in reversed(orders) if day_before_month else orders:
        value = f"{year:04d}-{month:02d}-{day:02d}"
        if month <= _MONTHS and bounds(value):
            return value
    return found.group()


def _in_words(words: str) -> str | None:
    """Return the one date that running text would tell; ``None`` if it says more, or names several."""
    dates = find_dates(read(SourceText(words, (), (Paragraph(Span(0, len(words))),))))
    if len(dates) != 1 or dates[0].value is None:
        return None
    (date,) = dates
    rest = words[: date.span.start] + words[date.span.end :]
    if date.value is None or _AROUND.sub("", rest) or not bounds(date.value):
        return None
    if "/" in date.value:
        return date.value
    if date.operator in ("before", "until"):
        return f"../{date.value}"
    return f"{date.value}/.." if date.operator in ("after", "since") else date.value

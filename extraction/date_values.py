"""What a date means: EDTF values, their earliest and latest day.

Values are written in the Extended Date/Time Format of ISO 8601-2 (levels 0 to 2 as far as papers need
it): ``2017``, ``2017-04``, ``2017-04-07``, ``2017-04-07T15:30``, ``201X``, ``19XX``, seasons 21-24, quarters
33-36, halves 40-41, intervals ``a/b`` with ``..`` for an open end, and ``?``, ``~``, ``%`` for
uncertain, approximate or both. EDTF has no weeks: a week is the interval of its days.
"""

import calendar
import datetime as dt
import re

from resources import words

__all__ = [
    "add_months",
    "bounds",
    "decade",
    "half",
    "holiday",
    "interval",
    "month",
    "nth_weekday",
    "parse_value",
    "quarter",
    "season",
    "week",
    "weekend",
    "year",
    "years_on",
]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUALIFIER = re.compile(r"[?~%]")
_OPEN = ("..", "")

# 2017, 2017-04, 2017-04-07, 2017-04-07T15:30, 2017-04-07T15:30:00Z, 2017-04-07T15:30-05:00
_STAMP = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)
_DECADE = re.compile(r"(\d{3})X")  # 199X
_CENTURY = re.compile(r"(\d{2})XX")  # 19XX

# Codes of ISO 8601-2 for parts of a year: first month and number of months. Seasons are those of the
# northern hemisphere by whole months; winter runs into the next year.
_PARTS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}


_LONGEST_SHOWN = 60  # code points of what was typed, repeated in a sentence about it


def month(number_of_year: int, number: int) -> str:
    """Return the value of a month, ``2017-04``."""
    return f"{number_of_year:04d}-{number:02d}"


def year(number: int) -> str:
    """Return the value of a year."""
    return f"{number:04d}"


def quarter(number_of_year: int, number: int) -> str:
    """Return the value of the quarter 1 to 4 of a year."""
    return f"{number_of_year:04d}-{32 + number}"


def half(number_of_year: int, number: int) -> str:
    """Return the value of the first or second half of a year."""
    return f"{number_of_year:04d}-{39 + number}"


def season(number_of_year: int, name: str) -> str:
    """Return the value of a season by its name in lower case; ``fall`` is ``autumn``."""
    return f"{number_of_year:04d}-{_SEASONS[name]}"


def decade(number_of_year: int) -> str:
    """Return the value of the decade around a year, ``199X``."""
    return f"{number_of_year // 10:03d}X"


def interval(first: str, last: str) -> str:
    """Return the value of a range from the start of one value to the end of another."""
    return f"{first}/{last}"


def years_on(value: str, count: int) -> str:
    """Return a value as it is ``count`` years later; ``2016-02-29`` becomes the last of February."""
    return "/".join(_years_on(end, count) for end in value.split("/"))


def _years_on(value: str, count: int) -> str:
    found = re.match(r"(\d{4})(-02-29)?", value)
    if not found:
        return value
    number = int(found[1]) + count
    leap = f"-02-{29 if calendar.isleap(number) else 28}" if found[2] else ""
    return f"{number:04d}{leap}{value[found.end() :]}"


def week(around: dt.date) -> str:
    """Return the days, Monday to Sunday, of the week around a day."""
    monday = around - dt.timedelta(around.weekday())
    return interval(monday.isoformat(), (monday + dt.timedelta(6)).isoformat())


def weekend(around: dt.date) -> str:
    """Return Saturday and Sunday of the week around a day."""
    saturday = around + dt.timedelta(5 - around.weekday())
    return interval(saturday.isoformat(), (saturday + dt.timedelta(1)).isoformat())


def add_months(start: dt.date, months: int) -> dt.date:
    """Return the day ``months`` later, or the month's last day where it has no such day."""
    at_year, at_month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(at_year, at_month + 1)[1]
    return dt.date(at_year, at_month + 1, min(start.day, last))


def bounds(edtf: str) -> tuple[dt.date, dt.date] | None:
    """Return the earliest and the latest day that an EDTF value covers.

    ``None`` for a value that names no calendar time, has an open end, or is no EDTF at all.
    """
    value = _QUALIFIER.sub("", edtf.strip())
    try:
        if "/" in value:
            first, last = (bounds(part) for part in value.split("/"))
            return (first[0], last[1]) if first and last and first[0] <= last[1] else None
        return _bounds_of_one(value)
    except (ValueError, OverflowError):
        return None


def _bounds_of_one(value: str) -> tuple[dt.date, dt.date] | None:
    if found := _DECADE.fullmatch(value):
        first = int(found[1]) * 10
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)
    if found := _CENTURY.fullmatch(value):
        first = int(found[1]) * 100
        return dt.date(first, 1, 1), dt.date(first + 99, 12, 31)
    found = _STAMP.fullmatch(value)
    if not found:
        return None
    at_year = int(found[1])
    if found[2] is None:
        return dt.date(at_year, 1, 1), dt.date(at_year, 12, 31)
    if found[3] is None:
        first_month, months = _PARTS.get(int(found[2]), (int(found[2]), 1))
        begin = dt.date(at_year, first_month, 1)
        return begin, add_months(begin, months) - dt.timedelta(1)
    at = dt.date(at_year, int(found[2]), int(found[3]))
    return at, at


def parse_value(text: str) -> str:
    """Return what an attorney typed as a tidy EDTF value.

    Raises:
        ValueError: with one sentence for the user, where it is no value that ``bounds`` understands.
    """
    value = re.sub(r"\s*/\s*", "/", text.strip())
    if found := re.fullmatch(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)", value):
        value = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    value = re.sub(r"^(\d{3})x", r"\1X", re.sub(r"^(\d\d)xx", r"\1XX", value))
    sides = value.split("/")
    closed = [_QUALIFIER.sub("", side) for side in sides if side not in _OPEN]
    well_formed = (
        len(sides) <= 2
        and bool(closed)
        and all(re.fullmatch(r"[0-9XT:Z+-]+[?~%]?", side) for side in sides if side not in _OPEN)
    )
    if well_formed and len(sides) == len(closed) and bounds(value):
        return value
    if well_formed and len(sides) == 2 and all(bounds(side) for side in closed):
        if len(closed) == 1:
            return "/".join(side or ".." for side in sides)
        raise ValueError(f"The span “{_shortened(text)}” ends before it begins; swap its two days.")
    raise ValueError(
        f"“{_shortened(text)}” is no date that Pincite understands. Write a day as 2017-04-07, a month as "
        "2017-04, a year as 2017, a span as 2017-03/2017-05."
    )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"


def _easter(at_year: int) -> dt.date:
    """Return Easter Sunday of a year (the anonymous Gregorian algorithm, as Meeus prints it)."""
    a, b, c = at_year % 19, at_year // 100, at_year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(at_year, f // 31, f % 31 + 1)


def holiday(name: str, at_year: int) -> dt.date | None:
    """Return the day on which a holiday of ``words/holidays.txt`` falls in a year."""
    rule = dict(line.split(" = ") for line in words("holidays")).get(name)
    if rule is None:
        return None
    if found := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return dt.date(at_year, int(found[1]), int(found[2]))
    if found := re.fullmatch(r"easter (-?\d+)", rule):
        return _easter(at_year) + dt.timedelta(int(found[1]))
    found = re.fullmatch(r"(-?\d)\w* (\d) of (\d\d)(?: (\d+))?", rule)
    if not found:
        raise ValueError(f"words/holidays.txt: cannot read {rule!r}")
    at = nth_weekday(at_year, int(found[3]), int(found[2]), int(found[1]))
    return at + dt.timedelta(int(found[4] or 0)) if at else None


def nth_weekday(at_year: int, at_month: int, weekday: int, nth: int) -> dt.date | None:
    """Return the nth weekday (0 is Monday) of a month, -1 for the last; ``None`` if it has none."""
    first = dt.date(at_year, at_month, 1)
    days = [
        first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * count)
        for count in range(5)
        if (first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * count)).month == at_month
    ]
    return days[nth - 1] if 0 < nth <= len(days) else days[-1] if nth == -1 else None

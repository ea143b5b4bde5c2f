"""The values of ``date:``, ``before:`` and ``after:`` as days."""

import calendar
import datetime as dt
import re

__all__ = ["DAY", "date_range"]

_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
DAY = (  # March 6, 2017; March 2017; 6 March 2017; 3/6/2017; 2017; 2017-03; 2017-03-06
    rf"(?:(?i:{_MONTH}\s+(?:\d{{1,2}}{_ORDINAL},?\s+)?|\d{{1,2}}{_ORDINAL}\s+{_MONTH},?\s+){_YEAR}"
    rf"|\d{{1,2}}/\d{{1,2}}/{_YEAR}|{_YEAR}(?:-\d{{1,2}}){{0,2}})(?![\w/-]|\.[\w.])"
)
"""A day, month or year as it may be typed in a query; a pattern without groups of its own."""

_WRITTEN = re.compile(
    rf"(?i:(?P<month>{_MONTH})\s+(?:(?P<day>\d{{1,2}}){_ORDINAL},?\s+)?(?P<year>\d{{4}})"
    rf"|(?P<first_day>\d{{1,2}}){_ORDINAL}\s+(?P<last_month>{_MONTH}),?\s+(?P<last_year>\d{{4}}))"
)
_BETWEEN = re.compile(r"\s+(?:to|through|until|-|–)\s+|\.\.")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")  # 2017, 2017-04, 2017-04-06
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")  # 4/6/2017


def date_range(value: str) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and last day that a value admits, ``None`` at an open end; ``None`` for no date.

    Values are ``2017``, ``2017-04``, ``2017-04-06``, ``4/6/2017`` (month first), ``April 6, 2017``,
    ``6 April 2017``, ``April 2017``; ``2017-03..2017-04``, ``March 2017 to April 2017``, ``..2017-04``,
    ``2017-04..``; and a day, month or year after ``<``, ``<=``, ``>`` or ``>=``.
    """
    value = value.strip().replace("…", "..")
    apart = _BETWEEN.split(value, maxsplit=1)
    if len(apart) == 2:
        return _between(apart[0].strip(), apart[1].strip(". "))
    sign = re.match(r"[<>]=?", value)
    bounds = _bounds(value[sign.end() if sign else 0 :].strip())
    if bounds is None:
        return None
    earliest, latest = bounds
    try:
        return {
            None: bounds,
            "<": (None, earliest - dt.timedelta(days=1)) if sign else bounds,
            "<=": (None, latest),
            ">": (latest + dt.timedelta(days=1), None) if sign else bounds,
            ">=": (earliest, None),
        }[sign[0] if sign else None]
    except OverflowError:
        return None


def _between(first: str, last: str) -> tuple[dt.date | None, dt.date | None] | None:
    from_bounds, to_bounds = _bounds(first), _bounds(last)
    if (first and from_bounds is None) or (last and to_bounds is None) or not (first or last):
        return None
    return (
        from_bounds[0] if from_bounds else None,
        to_bounds[1] if to_bounds else None,
    )


def _bounds(text: str) -> tuple[dt.date, dt.date] | None:
    american = _AMERICAN.fullmatch(text)
    if american:
        month, day, year = (int(part) for part in american.groups())
        return _day(year, month, day)
    written = _WRITTEN.fullmatch(text)
    if written:
        name = (written["month"] or written["last_month"]).lower()[:3]
        typed = int(written["day"] or written["first_day"] or 0)
        year, month = int(written["year"] or written["last_year"]), _MONTH_NAMES.index(name) + 1
        return _day(year, month, typed) if typed else _month(year, month)
    iso = _DAY.fullmatch(text)
    if iso is None:
        return None
    year, month, day = (int(part) if part else 0 for part in iso.groups())
    if iso[3]:
        return _day(year, month, day)
    if not 1 <= year <= 9999 or not 0 <= month <= 12 or (iso[2] and month == 0):
        return None
    return _month(year, month) if month else (dt.date(year, 1, 1), dt.date(year, 12, 31))


def _month(year: int, month: int) -> tuple[dt.date, dt.date] | None:
    if not year:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, 1), dt.date(year, month, last)


def _day(year: int, month: int, day: int) -> tuple[dt.date, dt.date] | None:
    try:
        exact = dt.date(year, month, day)
    except ValueError:
        return None
    return exact, exact

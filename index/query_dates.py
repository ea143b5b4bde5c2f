"""The values of ``date:``, ``before:`` and ``after:`` as days."""

import calendar
import datetime as dt
import re

__all__ = ["date_range"]

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")  # 2017, 2017-04, 2017-04-06
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")  # 4/6/2017


def date_range(value: str) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and last day that a value admits, ``None`` at an open end; ``None`` for no date.

    Values are ``2017``, ``2017-04``, ``2017-04-06``, ``4/6/2017`` (month first), ``2017-03..2017-04``,
    ``..2017-04``, ``2017-04..``, and a day, month or year after ``<``, ``<=``, ``>`` or ``>=``.
    """
    value = value.strip().replace("…", "..")
    if ".." in value:
        first, _, last = value.partition("..")
        return _between(first.strip(), last.strip(". "))
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
    iso = _DAY.fullmatch(text)
    if iso is None:
        return None
    year, month, day = (int(part) if part else 0 for part in iso.groups())
    if iso[3]:
        return _day(year, month, day)
    if not 1 <= year <= 9999 or not 0 <= month <= 12 or (iso[2] and month == 0):
        return None
    last_month = month or 12
    return (
        dt.date(year, month or 1, 1),
        dt.date(year, last_month, calendar.monthrange(year, last_month)[1]),
    )


def _day(year: int, month: int, day: int) -> tuple[dt.date, dt.date] | None:
    try:
        exact = dt.date(year, month, day)
    except ValueError:
        return None
    return exact, exact

"""What expressions mean that name their own calendar time, wholly or but for the year."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from extraction import date_values as values
from extraction.date_patterns import Hit
from extraction.date_sense import (
    NOTHING,
    Sense,
    Setting,
    beside,
    nearest_cost,
    opened,
    relative,
    without_year,
)
from extraction.date_words import month_number, ordinal, spelled_year, weekday_number
from extraction.findings import Basis

__all__ = ["ABSOLUTE"]

# Two-digit years up to this many years after the document's count as this century.
_PIVOT_YEARS = 15
_DEFAULT_PIVOT = 40


def _century(digits: str, setting: Setting) -> int:
    year = int(digits.strip("' "))
    if year > 99:
        return year
    if setting.document is None:
        return year + (2000 if year < _DEFAULT_PIVOT else 1900)
    century = setting.document.year // 100 * 100
    return century + year - (100 if century + year > setting.document.year + _PIVOT_YEARS else 0)


def _year_of(text: str, setting: Setting) -> int:
    return _century(text, setting) if text.strip("' ").isdigit() else spelled_year(text)


def _iso(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    at = dt.date(int(said("y")), int(said("m")), int(said("d")))
    value = at.isoformat() + (f"T{said('t')}" if said("t") else "")
    return _checked_weekday(Sense(value, reason="stated", confidence=0.97), at, said("w"))


def _month_day(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    month, day = month_number(said("m")), ordinal(said("d"))
    if said("y"):
        at = dt.date(_year_of(said("y"), setting), month, day)
        return _checked_weekday(
            Sense(at.isoformat(), reason="stated", confidence=0.97), at, said("w")
        )
    if said("r") and not said("w"):
        return beside(month, day, said("r"), setting)
    return without_year(month, day, setting, said("w"))


def _checked_weekday(sense: Sense, at: dt.date, name: str | None) -> Sense:
    if not name or weekday_number(name) == at.weekday():
        return sense
    return replace(sense, reason=f"stated; but that day was a {at:%A}", confidence=0.7)


def _day_mon_year(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    at = dt.date(_century(said("y"), setting), month_number(said("m")), int(said("d")))
    return Sense(at.isoformat(), reason="stated", confidence=0.97)


def _numeric(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    a, b = int(said("a")), int(said("b"))
    given = said("y")
    readings: dict[bool, Sense] = {}
    for day_first in (True, False):
        month, day = (b, a) if day_first else (a, b)
        if month <= 12:
            if given:
                at = dt.date(_century(given, setting), month, day)
                readings[day_first] = _checked_weekday(
                    Sense(at.isoformat(), confidence=0.95), at, said("w")
                )
            elif said("r") and not said("w"):
                readings[day_first] = beside(month, day, said("r"), setting)
            else:
                readings[day_first] = without_year(month, day, setting, said("w"))
    if len(readings) == 1:
        only = next(iter(readings.values()))
        return only if only.reason else replace(only, reason="stated; only one reading is a day")
    if a == b:
        return replace(
            readings[True], reason=readings[True].reason or "stated; both readings are the same day"
        )
    if setting.stamped:
        return replace(readings[False], reason="stated; e-filing stamps put the month first")
    first, second = readings[setting.day_first], readings[not setting.day_first]
    if first.value is None or second.value is None:
        return first
    return Sense(
        first.value, Basis.AMBIGUOUS, first.anchor, (second.value,), setting.day_first_reason, 0.5
    )


def _numeric_range(hit: Hit, setting: Setting) -> Sense:
    """Read "10/1-11/2/2017", whose year stands at its end alone."""
    said = hit.said
    year = _century(said("y") or said("y2"), setting)
    first, last = (int(said("a")), int(said("b"))), (int(said("a2")), int(said("b2")))
    readings: dict[bool, str] = {}
    for day_first in (True, False):
        (month, day), (month2, day2) = (pair[:: -1 if day_first else 1] for pair in (first, last))
        if month <= 12 and month2 <= 12:
            begin, end = dt.date(year, month, day), dt.date(year, month2, day2)
            begin = begin if begin <= end else dt.date(year - 1, month, day)
            readings[day_first] = values.interval(begin.isoformat(), end.isoformat())
    if not readings:
        raise ValueError("no such days")
    if len(readings) == 1:
        return Sense(next(iter(readings.values())), reason="stated; only one reading is a day")
    value, other = readings[setting.day_first], readings[not setting.day_first]
    return Sense(value, Basis.AMBIGUOUS, None, (other,), setting.day_first_reason, 0.5)


def _month_slash_year(hit: Hit, setting: Setting) -> Sense:
    return Sense(values.month(int(hit.said("y")), int(hit.said("m"))), reason="stated")


def _days(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    month = month_number(said("m"))
    first, last = ordinal(said("d")), ordinal(said("d2"))
    if first >= last:
        raise ValueError("the range ends before it begins")
    if said("y"):
        year = _year_of(said("y"), setting)
        begin, end = dt.date(year, month, first), dt.date(year, month, last)
        return Sense(values.interval(begin.isoformat(), end.isoformat()), reason="stated")
    begun = without_year(month, first, setting)
    if begun.value is None:
        return begun
    at = dt.date.fromisoformat(begun.value)
    return replace(begun, value=values.interval(begun.value, at.replace(day=last).isoformat()))


def _month_year(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    year = _year_of(said("y"), setting) if said("y") else _century(said("yy"), setting)
    return Sense(values.month(year, month_number(said("m"))), reason="stated", confidence=0.95)


def _year(hit: Hit, setting: Setting) -> Sense:
    return Sense(values.year(spelled_year(hit.said("y"))), reason="stated", confidence=0.85)


def _years(hit: Hit, setting: Setting) -> Sense:
    first, last = int(hit.said("y")), hit.said("y2")
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return Sense(
        values.interval(values.year(first), values.year(end)), reason="stated", confidence=0.85
    )


def _fiscal_year(hit: Hit, setting: Setting) -> Sense:
    year = _century(hit.said("y").replace("'", ""), setting)
    return Sense(
        values.year(year),
        reason="the year as named; a fiscal year may begin in another month",
        confidence=0.7,
    )


def _season_year(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    return Sense(
        values.season(_year_of(said("y"), setting), said("s")),
        reason="stated; seasons by whole months",
        confidence=0.8,
    )


def _decade(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    if said("y"):
        return Sense(f"{said('y')}X", reason="stated")
    tens = {"twen": 2, "thir": 3, "for": 4, "fif": 5, "six": 6, "seven": 7, "eigh": 8, "nine": 9}
    number = int(said("yy")) if said("yy") else tens[said("yw")]
    return Sense(f"19{number}X", reason="the decade of the last century", confidence=0.7)


def _century_named(hit: Hit, setting: Setting) -> Sense:
    number = ordinal(hit.said("c"))
    return Sense(f"{number - 1:02d}XX", reason="stated") if 11 <= number <= 30 else NOTHING


def _month(hit: Hit, setting: Setting) -> Sense:
    return without_year(month_number(hit.said("m")), None, setting)


def _holiday(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    name, relation = said("h"), said("r")
    if said("y"):
        found = values.holiday(name, int(said("y")))
        value = _with_weekend(found, hit) if found else None
        return Sense(value, reason="the holiday of that year") if value else NOTHING
    base = setting.last if setting.narrative and setting.last else setting.document
    if base is None:
        return opened("the year is not stated, and the document's own date is not known")
    days = [
        at for year in range(base.year - 1, base.year + 2) if (at := values.holiday(name, year))
    ]
    if relation and relation != "this":
        past = relation in ("last", "past", "previous")
        days = [at for at in days if (at < base if past else at > base)]
        chosen = max(days) if past else min(days)
    elif relation:
        chosen = min(days, key=lambda at: abs(at.year - base.year))
    else:
        chosen = min(days, key=lambda at: nearest_cost((at - base).days, True, setting, False))
    return relative(
        _with_weekend(chosen, hit),
        base,
        "the holiday nearest to the date that it is counted from",
        0.7,
    )


def _with_weekend(day: dt.date, hit: Hit) -> str:
    """Return a holiday, or with "weekend" the days off around it: Thursday to Sunday, Saturday to Monday."""
    if not hit.said("k") and not hit.said("k2"):
        return day.isoformat()
    monday = day - dt.timedelta(day.weekday())
    saturday = monday + dt.timedelta(5 if day.weekday() > 1 else -2)
    first, last = min(day, saturday), max(day, saturday + dt.timedelta(1))
    return values.interval(first.isoformat(), last.isoformat())


def _nth_weekday(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    month = month_number(said("m"))
    nth = -1 if said("n") == "last" else ordinal(said("n"))
    sense = (
        Sense(values.month(int(said("y")), month), reason="stated")
        if said("y")
        else without_year(month, None, setting)
    )
    if sense.value is None:
        return sense
    at = values.nth_weekday(int(sense.value[:4]), month, weekday_number(said("w")), nth)
    return replace(sense, value=at.isoformat()) if at else NOTHING


ABSOLUTE: dict[str, Callable[[Hit, Setting], Sense]] = {
    "century": _century_named,
    "day_mon_year": _day_mon_year,
    "day_month": _month_day,
    "days_of_month": _days,
    "decade": _decade,
    "fiscal_year": _fiscal_year,
    "holiday": _holiday,
    "iso": _iso,
    "month": _month,
    "month_day": _month_day,
    "month_days": _days,
    "month_slash_year": _month_slash_year,
    "month_year": _month_year,
    "nth_weekday": _nth_weekday,
    "numeric": _numeric,
    "numeric_range": _numeric_range,
    "numeric_short": _numeric,
    "season_year": _season_year,
    "spelled_year": _year,
    "tax_year": _fiscal_year,
    "year": _year,
    "years": _years,
}

"""What an attorney types for a date ("March 2, 2026", "3/2/2026", "May 1 – June 3, 2026") as an EDTF value.

Reads back whatever ``extraction.date_wording`` prints. Days in figures are month first, as in US courts,
unless only the other order is a day. Dates in running text are the business of ``extraction.dates``.
"""

import datetime as dt
import re

from extraction.date_values import bounds, parse_value
from resources import words

__all__ = ["parse_typed", "typed_day"]

_MONTH_OF = {name: at for at, line in enumerate(words("months"), 1) for name in line.split()}
_MONTHS = 12
_SEASON_OF = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# Years of two figures below this one are of this century, as in running text.
_PIVOT = 40

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<year>\d{4}|\d\d)"
_TWELVE = (
    r"(?P<hour>0?[1-9]|1[0-2])(?::(?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\.?"  # 6:00 p.m., 6pm
)
_TWENTY_FOUR = r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)"  # 18:30
_CLOCK = rf"(?:,? (?:at )?(?:{_TWELVE}|{_TWENTY_FOUR}))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH} {_DAY},? {_YEAR}{_CLOCK}",  # March 2, 2026, 6:00 p.m.
        rf"{_DAY} {_MONTH},? {_YEAR}{_CLOCK}",  # 2 March 2026
        rf"(?P<first>\d{{1,2}})(?P<dash>[/-])(?P<second>\d{{1,2}})(?P=dash){_SHORT_YEAR}{_CLOCK}",  # 3/2/26
        rf"{_MONTH},? (?:of )?{_YEAR}",  # Mar. 2026
        rf"(?P<number>\d{{1,2}})[/-]{_YEAR}",  # 3/2026
        rf"{_YEAR}[/-](?P<number>\d{{1,2}})",  # 2026-3
        rf"(?:the )?(?P<season>{'|'.join(_SEASON_OF)}),? (?:of )?{_YEAR}",  # Spring 2025
        _YEAR,
    )
)
_ABOUT = re.compile(r"(?:about|around|approximately|circa|ca?\.?) ")
_OPEN_START = re.compile(r"(?:until|through|up to) ")
_OPEN_END = re.compile(r"(?:from|since) ")
_BETWEEN = re.compile(r" ?– ?| ?— ?| - | / | (?:to|through|until|and) ")
_LEADS = re.compile(r"(?:from|between) ")


def parse_typed(text: str) -> str:
    """Return what an attorney typed, in words, in figures or as EDTF, as a tidy EDTF value.

    Days in figures are a guess at their order: show the value before it is kept.

    Raises:
        ValueError: with one sentence for the user, as ``parse_value`` raises it.
    """
    return parse_value(_worded(text) or text)


def typed_day(text: str) -> dt.date | None:
    """Return the one day that an attorney typed; ``None`` for a month, a span of days, or no date."""
    try:
        found = bounds(parse_typed(text))
    except ValueError:
        return None
    return found[0] if found and found[0] == found[1] else None


def _worded(text: str) -> str | None:
    typed = " ".join(text.casefold().split()).rstrip(" ,;.")
    return _one(typed) or _span(typed) or _open(typed)


def _one(typed: str) -> str | None:
    about = _ABOUT.match(typed)
    plain = typed[about.end() :] if about else typed
    for form in _FORMS:
        found = form.fullmatch(plain)
        value = _value(found.groupdict()) if found else None
        if value:
            return f"{value}~" if about else value
    return None


def _value(said: dict[str, str | None]) -> str | None:
    year = said["year"] or ""
    if season := said.get("season"):
        return f"{year}-{_SEASON_OF[season]}"
    if said.get("first"):
        first, second, full = int(said["first"] or 0), int(said["second"] or 0), _full(year)
        return _day(full, first, second, said) or _day(full, second, first, said)
    number = said.get("number")
    month = int(number) if number else _MONTH_OF.get(said.get("month") or "")
    if month is None:
        return year
    if day := said.get("day"):
        return _day(int(year), month, int(day), said)
    return f"{year}-{month:02d}" if 1 <= month <= _MONTHS else None


def _full(year: str) -> int:
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) < _PIVOT else 1900)


def _day(year: int, month: int, day: int, said: dict[str, str | None]) -> str | None:
    try:
        value = dt.date(year, month, day).isoformat()
    except ValueError:
        return None
    if said.get("hour24"):
        return f"{value}T{int(said['hour24'] or 0):02d}:{said['minute24']}"
    if not said.get("hour"):
        return value
    hour = int(said["hour"] or 0) % 12 + (12 if said["half"] == "p" else 0)
    return f"{value}T{hour:02d}:{said['minute'] or '00'}"


def _span(typed: str) -> str | None:
    lead = _LEADS.match(typed)
    whole = typed[lead.end() :] if lead else typed
    month = re.match(_MONTH, whole)
    for between in _BETWEEN.finditer(whole):
        before, after = whole[: between.start()], whole[between.end() :]
        last = _one(after) or (_one(f"{month[0]} {after}") if month else None)  # March 2–9, 2026
        first = _one(before) or (_one(f"{before}, {last[:4]}") if last else None)
        if first and last:
            return f"{first}/{last}"
    return None


def _open(typed: str) -> str | None:
    for lead, form in ((_OPEN_START, "../{}"), (_OPEN_END, "{}/..")):
        found = lead.match(typed)
        value = _one(typed[found.end() :]) if found else None
        if value:
            return form.format(value)
    return None

"""Counting from a day: so many days, weeks, months on or back, and the words that say which way."""

import datetime as dt
import re

from extraction import date_values as values
from extraction.date_patterns import Hit
from extraction.date_sense import Setting
from extraction.date_words import number, unit_name

__all__ = [
    "NO_DOCUMENT_DATE",
    "NO_STORY_DATE",
    "OF_STORY",
    "SHIFTS",
    "counted",
    "counted_from",
    "exactly",
    "relation_of",
    "shifted",
    "time_of_day",
]

NO_DOCUMENT_DATE = "the document's own date is not known"
NO_STORY_DATE = "no date stands near enough before it"
SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "upcoming": 1, "following": 1, "ensuing": 1,
}  # fmt: skip
# These point to the day the story has reached, not to the day of writing.
OF_STORY = ("previous", "prior", "preceding", "following", "ensuing", "same", "that")


def relation_of(text: str) -> str:
    """Return the word that decides: "this past" is ``past``, "the very day" speaks of the ``same``."""
    parts = text.removeprefix("the ").split()
    if not parts:
        return ""
    if "same" in parts or parts == ["very"]:
        return "same"
    return "that" if parts[0] == "that" else parts[-1]


def shifted(base: dt.date, count: int, unit: str) -> str | None:
    """Return the day, week, month … that lies ``count`` units from ``base``, as wide as the unit."""
    if unit in ("day", "calendar day", "night"):
        return (base + dt.timedelta(count)).isoformat()
    if unit == "fortnight":
        monday = base - dt.timedelta(base.weekday()) + dt.timedelta(14 * count)
        return values.interval(monday.isoformat(), (monday + dt.timedelta(13)).isoformat())
    if unit == "week":
        return values.week(base + dt.timedelta(7 * count))
    if unit == "weekend":
        return values.weekend(base + dt.timedelta(7 * count))
    if unit == "month":
        at = values.add_months(base.replace(day=1), count)
        return values.month(at.year, at.month)
    if unit == "quarter":
        at = values.add_months(base.replace(day=1), 3 * count)
        return values.quarter(at.year, (at.month + 2) // 3)
    if unit == "year":
        return values.year(base.year + count)
    if unit == "decade":
        return values.decade(base.year + 10 * count)
    if unit == "century":
        return f"{base.year // 100 + count:02d}XX"
    return None


def exactly(base: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the very day that lies ``count`` units from a stated day."""
    if unit in ("day", "calendar day", "night"):
        return base + dt.timedelta(count)
    if unit in ("week", "fortnight"):
        return base + dt.timedelta(7 * count * (2 if unit == "fortnight" else 1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    return values.add_months(base, months * count) if months else None


def counted(hit: Hit, base: dt.date, *, exact: bool) -> str | None:
    """Return the value of an ``offset`` hit counted from ``base``; ``None`` where it cannot be counted.

    ``exact`` gives days, as one counts from a stated day; otherwise the result is as wide as its unit.
    """
    said = hit.said
    sign = -1 if said("k") in ("ago", "earlier", "before", "previously", "prior", "prior to") else 1
    steps = [(said("n"), said("u"))]
    steps += [(said(f"n{i}"), said(f"u{i}")) for i in (2, 3) if said(f"n{i}")]
    at: dt.date | None = base
    value: str | None = None
    for count_words, unit in steps:
        count = 1.0 if count_words == "the" else number(count_words)
        name = unit_name(unit)
        if count is None or at is None:
            return None
        if count != int(count):
            if name != "year":
                return None
            count, name = int(count * 12), "month"
        if name == "decade":
            count, name = count * 10, "year"
        if name == "fortnight":
            count, name = count * 2, "week"
        value = shifted(at, sign * int(count), name)
        at = exactly(at, sign * int(count), name)
    if exact or len(steps) > 1:
        return at.isoformat() if at else None
    return value


def counted_from(base: dt.date, setting: Setting) -> str:
    """Return in words what an expression was counted from."""
    return (
        "counted from the document's date"
        if base is setting.document
        else "counted from the date named before it"
    )


def time_of_day(hit: Hit) -> str | None:
    """Return the time of a ``clock`` hit as ``HH:MM``, ``None`` where it is not one hour and minute."""
    said = hit.said
    clock = said("c")
    if said("h") or said("oc"):
        return None
    if clock.startswith(("noon", "midnight")):
        return "12:00" if clock.startswith("noon") else "00:00"
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)? ?(?:([ap])\.? ?m)?", clock)
    if not found:
        return None
    if not found[2] and not found[3]:
        return f"{clock[:2]}:{clock[2:4]}"
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02d}:{found[2] or '00'}"

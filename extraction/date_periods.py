"""What expressions mean that name a month, season, quarter or week relative to another day."""

import datetime as dt
from collections.abc import Callable

from extraction import date_values as values
from extraction.date_counting import (
    NO_DOCUMENT_DATE,
    NO_STORY_DATE,
    OF_STORY,
    SHIFTS,
    counted_from,
    relation_of,
    shifted,
)
from extraction.date_patterns import Hit
from extraction.date_sense import NOTHING, Sense, Setting, opened, relative, without_year
from extraction.date_words import month_number, number, ordinal, unit_name

__all__ = ["PERIODS"]


def _month_relative(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    month = month_number(said("m") or said("m2"))
    relation = relation_of(said("r") or said("r2"))
    story = relation in OF_STORY
    base = (
        (setting.last if setting.near else None) if story or setting.narrative else setting.document
    )
    if base is None:
        return opened(NO_STORY_DATE if story else NO_DOCUMENT_DATE)
    if said("m2"):
        return relative(
            values.month(base.year + SHIFTS.get(relation, 0), month),
            base,
            counted_from(base, setting),
        )
    year = base.year
    if SHIFTS.get(relation) == -1 and month >= base.month:
        year -= 1
    if SHIFTS.get(relation) == 1 and month <= base.month:
        year += 1
    return relative(values.month(year, month), base, counted_from(base, setting))


def _season_relative(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    name, relation = said("s") or said("s2"), relation_of(said("r") or said("r2"))
    story = relation in OF_STORY or setting.narrative
    base = (setting.last if setting.near else None) if story else setting.document
    if base is None:
        return opened(NO_STORY_DATE if story else NO_DOCUMENT_DATE)
    year, shift = base.year, SHIFTS.get(relation, 0)
    middle = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 12}[name]
    if said("s2"):
        year += shift
    elif shift < 0 and middle >= base.month - 1:
        year -= 1
    elif shift > 0 and middle <= base.month:
        year += 1
    return relative(
        values.season(year, name),
        base,
        counted_from(base, setting) + "; seasons by whole months",
        0.7,
    )


def _quarter(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    word, unit = said("q"), said("u")
    base = (setting.last if setting.near else None) if setting.narrative else setting.document
    if not said("y") and base is None:
        return opened(NO_STORY_DATE if setting.narrative else NO_DOCUMENT_DATE)
    if not said("y") and not said("r") and word == "last" and base:
        return relative(shifted(base, -1, "quarter") or "", base, counted_from(base, setting))
    nth = (4 if unit == "quarter" else 2) if word in ("final", "last") else ordinal(word)
    if unit == "half" and nth > 2:
        return NOTHING
    make = values.quarter if unit == "quarter" else values.half
    if said("y"):
        return Sense(make(int(said("y")), nth), reason="stated; calendar quarters", confidence=0.85)
    if base is None:
        return opened(NO_DOCUMENT_DATE)
    year = base.year + SHIFTS.get(relation_of(said("r")), 0)
    current = (base.month + 2) // 3 if unit == "quarter" else (base.month + 5) // 6
    if not said("r") and nth > current and setting.tense <= 0:
        year -= 1
    return relative(make(year, nth), base, counted_from(base, setting) + "; calendar quarters", 0.7)


def _quarter_code(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    nth, is_half = int(said("q")), said("k") == "h"
    if is_half and nth > 2:
        return NOTHING
    make = values.half if is_half else values.quarter
    if said("y"):
        year = int(said("y"))
        return Sense(
            make(year if year > 99 else 2000 + year, nth),
            reason="stated; calendar quarters",
            confidence=0.85,
        )
    if setting.document is None:
        return opened(NO_DOCUMENT_DATE)
    return relative(make(setting.document.year, nth), setting.document, "the document's year", 0.6)


def _nth_week(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    count, unit, word = number(said("c")) or 1, unit_name(said("u")), said("n")
    within = _surrounding(hit, setting, month_number(said("m")) if said("m") else None)
    limits = values.bounds(within.value) if within.value else None
    if limits is None:
        return within
    nth = 1 if word == "opening" else -1 if word in ("last", "final", "closing") else ordinal(word)
    if unit in ("month", "quarter"):
        return _nth_months(within, limits[0], nth, int(count), 1 if unit == "month" else 3)
    if unit == "day":
        starts = [limits[0] + dt.timedelta(at) for at in range((limits[1] - limits[0]).days + 1)]
    else:  # ISO 8601: a week belongs to the month or year that has its Thursday; a weekend, its Saturday
        decisive = 5 if unit == "weekend" else 3
        first_in = limits[0] + dt.timedelta((decisive - limits[0].weekday()) % 7)
        monday = first_in - dt.timedelta(decisive)
        starts = [
            at
            for week in range(54)
            if (at := monday + dt.timedelta(7 * week)) + dt.timedelta(decisive) <= limits[1]
        ]
    begin = len(starts) - int(count) if nth < 0 else (nth - 1) * int(count)
    if not 0 <= begin <= len(starts) - int(count):
        return NOTHING
    first, last = starts[begin], starts[begin + int(count) - 1]
    if unit == "weekend":
        value = values.weekend(first)
    elif unit == "day":
        value = (
            first.isoformat()
            if first == last
            else values.interval(first.isoformat(), last.isoformat())
        )
    else:
        value = values.interval(first.isoformat(), (last + dt.timedelta(6)).isoformat())
    return Sense(
        value,
        within.basis,
        within.anchor,
        (),
        "weeks run from Monday and belong where their Thursday is (ISO 8601)",
        0.6,
    )


def _nth_months(within: Sense, first: dt.date, nth: int, count: int, width: int) -> Sense:
    """Read "the first six months of 2016", "the ninth month of next year"; ``width`` is in months."""
    limits = values.bounds(within.value or "")
    if limits is None or (limits[1] - limits[0]).days < 300:
        return NOTHING
    parts = 12 // width
    begin = parts - count if nth < 0 else (nth - 1) * count
    if not 0 <= begin <= parts - count:
        return NOTHING
    start = values.add_months(first, begin * width)
    end = values.add_months(first, (begin + count) * width) - dt.timedelta(1)
    value = values.interval(start.isoformat()[:7], end.isoformat()[:7])
    if start.month == end.month:
        value = start.isoformat()[:7]
    return Sense(value, within.basis, within.anchor, (), within.reason or "stated", 0.8)


def _surrounding(hit: Hit, setting: Setting, month: int | None) -> Sense:
    """Return the month or year that "the first week of …" names."""
    said = hit.said
    if month is not None and said("y"):
        return Sense(values.month(int(said("y")), month))
    if month is not None:
        return without_year(month, None, setting)
    if said("y2"):
        return Sense(values.year(int(said("y2"))))
    base = setting.last if setting.narrative and setting.near else setting.document
    if base is None:
        return opened(NO_DOCUMENT_DATE)
    found = shifted(base, SHIFTS.get(relation_of(said("r")), 0), said("ru"))
    return relative(found, base, counted_from(base, setting)) if found else NOTHING


def _week_number(hit: Hit, setting: Setting) -> Sense:
    at = dt.date.fromisocalendar(int(hit.said("y")), int(hit.said("n")), 1)
    return Sense(values.week(at), reason="stated; ISO 8601 weeks", confidence=0.7)


PERIODS: dict[str, Callable[[Hit, Setting], Sense]] = {
    "month_relative": _month_relative,
    "nth_week": _nth_week,
    "quarter": _quarter,
    "quarter_code": _quarter_code,
    "season_relative": _season_relative,
    "week_number": _week_number,
}

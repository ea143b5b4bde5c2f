"""What expressions mean that are counted from another day: Thursday, last month, two days later.

News counts from the document's day; a pleading tells a story and counts from the date it named last.
Where that day is not known the expression stays open.
"""

import datetime as dt
import re
from collections.abc import Callable

from extraction import date_values as values
from extraction.date_counting import (
    NO_DOCUMENT_DATE,
    NO_STORY_DATE,
    OF_STORY,
    SHIFTS,
    counted,
    counted_from,
    exactly,
    relation_of,
    shifted,
    time_of_day,
)
from extraction.date_patterns import Hit
from extraction.date_sense import NOTHING, Sense, Setting, opened, relative
from extraction.date_words import number, ordinal, unit_name, weekday_number

__all__ = ["RELATIVE"]


def _offset(hit: Hit, setting: Setting) -> Sense:
    relation, unit = hit.said("k"), unit_name(hit.said("u"))
    if unit in ("second", "minute", "hour"):
        return NOTHING
    if unit not in ("day", "calendar day") and unit.endswith(" day"):
        return opened(
            "business days are not counted: holidays and local rules decide", setting.event or None
        )
    if relation in ("ago", "hence", "henceforth", "from now", "from today", "from to-day", ""):
        if relation == "" and setting.tense <= 0:
            return NOTHING  # "finished in two weeks" is a length of time
        base, why = setting.document, NO_DOCUMENT_DATE
    elif setting.event:
        return opened("counted from an event whose date is not stated with it", setting.event)
    elif relation == "earlier" and not setting.narrative and setting.document:
        base, why = setting.document, NO_DOCUMENT_DATE
    elif relation in ("from", "since", "subsequent to"):
        return NOTHING
    else:
        base, why = setting.last if setting.near else None, NO_STORY_DATE
    if base is None:
        return opened(why)
    value = counted(hit, base, exact=False)
    if value is None:
        return opened("how many is not stated", base.isoformat())
    return relative(value, base, counted_from(base, setting))


def _deictic(hit: Hit, setting: Setting) -> Sense:
    if setting.document is None:
        return opened(NO_DOCUMENT_DATE)
    word = hit.said("k").replace("-", "")
    days = {
        "yesterday": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "the day before yesterday": -2,
    }.get(word, 0)
    value = (setting.document + dt.timedelta(days)).isoformat()
    return relative(value, setting.document, counted_from(setting.document, setting), 0.85)


def _weekday(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    day, relation = weekday_number(said("w")), relation_of(said("r"))
    if said("pl"):
        return NOTHING
    story = setting.last if setting.near else None
    if said("k"):
        return _second_weekday(day, said("k"), setting)
    if said("rw"):
        week = relation_of(said("rw"))
        base = story if week in OF_STORY else setting.document
        if base is None:
            return opened(NO_STORY_DATE if week in OF_STORY else NO_DOCUMENT_DATE)
        monday = base - dt.timedelta(base.weekday()) + dt.timedelta(7 * SHIFTS.get(week, 0))
        return relative(
            (monday + dt.timedelta(day)).isoformat(), base, counted_from(base, setting), 0.8
        )
    of_story = relation in OF_STORY or setting.narrative
    base = story if of_story else setting.document
    if (
        base is None
        and relation in ("previous", "prior", "preceding", "following")
        and not setting.narrative
    ):
        base = setting.document
    if base is None:
        return opened(NO_STORY_DATE if of_story else NO_DOCUMENT_DATE)
    if relation in ("same", "that") and story is None:
        return opened(NO_STORY_DATE)
    at = _weekday_from(base, day, relation, setting)
    return relative(at.isoformat(), base, counted_from(base, setting), 0.8)


def _second_weekday(day: int, words: str, setting: Setting) -> Sense:
    """Read "the Friday before last" and "the Friday after next", which skip one."""
    base = setting.document
    if base is None:
        return opened(NO_DOCUMENT_DATE)
    relation, week = ("last", -7) if words == "before last" else ("next", 7)
    at = _weekday_from(base, day, relation, setting) + dt.timedelta(week)
    return relative(at.isoformat(), base, counted_from(base, setting), 0.8)


def _weekday_from(base: dt.date, day: int, relation: str, setting: Setting) -> dt.date:
    forward = dt.timedelta((day - base.weekday()) % 7)
    back = dt.timedelta((base.weekday() - day) % 7)
    week = dt.timedelta(7)
    if relation in ("last", "past", "previous", "prior", "preceding"):
        return base - (back or week)
    if relation in ("next", "coming", "upcoming", "following", "ensuing"):
        return base + (forward or week)
    if relation == "same":
        return base + forward if forward <= back else base - back
    if relation == "this":
        return base - back if setting.tense < 0 else base + forward
    if setting.narrative or relation == "that":
        return base + forward
    return base + forward if setting.tense > 0 else base - back


def _unit(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    base = setting.document
    if said("u2") or said("u3"):
        if base is None:
            return opened(NO_DOCUMENT_DATE)
        if said("u3"):
            return relative(
                values.interval(f"{base.year}-01-01", base.isoformat()),
                base,
                "the year up to the document's date",
            )
        found = shifted(base, 2 if said("k") == "after next" else -2, said("u2"))
        return relative(found, base, counted_from(base, setting)) if found else NOTHING
    relation, unit = relation_of(said("r")), unit_name(said("u"))
    words = said("r").strip()
    if re.search(
        r"(?:days|weeks|months|years|decades|hours|nights|quarters|centuries)$", said("u")
    ):
        return NOTHING
    if words == "the last" and unit in ("night", "day", "hour"):
        return NOTHING  # "the last night boat" and "the last day of the fair" are not last night
    story = relation in OF_STORY or (unit == "day" and relation == "next" and words != "next")
    if relation in ("same", "that") and not hit.said("q") and setting.event:
        return opened("the day of an event whose date is not stated with it", setting.event)
    if story:
        base = setting.last if setting.near else None
        if (
            base is None
            and relation in ("previous", "prior", "preceding")
            and not setting.narrative
        ):
            base = setting.document
    if base is None:
        return opened(NO_STORY_DATE if story else NO_DOCUMENT_DATE)
    if unit == "weekend" and not words:
        base -= dt.timedelta(3 if setting.tense <= 0 and base.weekday() < 4 else 0)
    found = shifted(base, SHIFTS.get(relation, 0), unit)
    if found is None:
        return NOTHING
    doubt = (
        "; the fiscal year may begin in another month"
        if said("q") in ("fiscal", "tax", "school", "academic")
        else ""
    )
    return relative(found, base, counted_from(base, setting) + doubt, 0.75)


def _same_of_year(hit: Hit, setting: Setting) -> Sense:
    """Read "the same month a year ago": the story's month, in another year."""
    unit, shift = hit.parts
    base = setting.last if setting.near else None if setting.narrative else setting.document
    if base is None:
        return opened(NO_STORY_DATE)
    later = shift.said("k") == "later" or relation_of(shift.said("r")) in ("next", "following")
    there = values.add_months(base, 12 if later else -12)
    found = shifted(there, 0, unit_name(unit.said("u")))
    return relative(found, base, counted_from(base, setting), 0.7) if found else NOTHING


def _end_of(hit: Hit, setting: Setting) -> Sense:
    base = setting.last if setting.narrative else setting.document
    if base is None or (setting.narrative and not setting.near):
        return opened(NO_STORY_DATE if setting.narrative else NO_DOCUMENT_DATE)
    found = shifted(base, 0, unit_name(hit.said("u")))
    return relative(found, base, "the whole is given", 0.6) if found else NOTHING


def _year_end(hit: Hit, setting: Setting) -> Sense:
    if setting.document is None:
        return opened(NO_DOCUMENT_DATE)
    word, base = hit.said("k"), setting.document
    if word.endswith(("ago", "earlier")):
        return relative(values.year(base.year - 1), base, counted_from(base, setting), 0.6)
    unit = (
        "month" if word.startswith("month") else "quarter" if word.startswith("quarter") else "year"
    )
    found = shifted(base, 0, unit)
    return relative(found, base, "the whole is given", 0.6) if found else NOTHING


def _last_n(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    count, unit = number(said("n")), unit_name(said("u"))
    direction = SHIFTS.get(said("r"), 0)
    if (
        count is None
        or direction == 0
        or count != int(count)
        or unit in ("second", "minute", "hour")
        or unit.endswith(" day")
    ):
        return NOTHING
    base = setting.document
    if base is None or said("r") in ("previous", "prior", "preceding", "following", "ensuing"):
        return opened(NO_DOCUMENT_DATE if base is None else "what it is counted from is not stated")
    far = exactly(base, direction * int(count), unit)
    if far is None:
        return NOTHING
    first, last = (far, base) if direction < 0 else (base, far)
    if direction > 0:
        first += dt.timedelta(1)
    else:
        last -= dt.timedelta(1)
    value = values.interval(first.isoformat(), last.isoformat())
    return relative(
        value,
        base,
        f"up to the document's date, {int(count)} {unit}s"
        if direction < 0
        else "from the document's date on",
        0.6,
    )


def _daypart(hit: Hit, setting: Setting) -> Sense:
    relation = relation_of(hit.said("r"))
    if hit.said("r") in ("every", "each", "the last"):
        return NOTHING  # "the last evening of the fair" is not last evening
    story = relation in OF_STORY or hit.said("r").startswith("the next")
    base = (setting.last if setting.near else None) if story else setting.document
    if base is None:
        return opened(NO_STORY_DATE if story else NO_DOCUMENT_DATE)
    at = base + dt.timedelta(SHIFTS.get(relation, 0))
    return relative(at.isoformat(), base, counted_from(base, setting))


def _clock(hit: Hit, setting: Setting) -> Sense:
    base = setting.last if setting.near else None if setting.narrative else setting.document
    if base is None:
        return opened("a time of day; its day is not stated near it")
    time = time_of_day(hit)
    value = base.isoformat() + (f"T{time}" if time else "")
    return relative(value, base, "a time of day, " + counted_from(base, setting), 0.5)


def _day_only(hit: Hit, setting: Setting) -> Sense:
    said = hit.said
    day, relation = ordinal(said("d") or said("dw")), relation_of(said("r"))
    base = setting.last if setting.near else None
    if base is None or relation in ("this", "last", "next"):
        base = setting.document if not setting.narrative else base
    if base is None:
        return opened("the month is not stated near it")
    if relation in SHIFTS:
        at = values.add_months(base.replace(day=1), SHIFTS[relation]).replace(day=day)
        return relative(at.isoformat(), base, counted_from(base, setting), 0.7)
    at = base.replace(day=day)
    if said("w"):
        starts = [values.add_months(base.replace(day=1), shift) for shift in (0, 1, -1, 2, -2)]
        fitting = [
            month.replace(day=day)
            for month in starts
            if values.add_months(month, 1) - dt.timedelta(1) >= month + dt.timedelta(day - 1)
        ]
        at = next((one for one in fitting if one.weekday() == weekday_number(said("w"))), at)
    return relative(at.isoformat(), base, "the month of the date that it is counted from", 0.6)


RELATIVE: dict[str, Callable[[Hit, Setting], Sense]] = {
    "clock": _clock,
    "day_only": _day_only,
    "daypart": _daypart,
    "deictic": _deictic,
    "end_of": _end_of,
    "last_n": _last_n,
    "offset": _offset,
    "same_of_year": _same_of_year,
    "unit": _unit,
    "weekday": _weekday,
    "year_end": _year_end,
}

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
from extraction.date_sense import NOTHING, Sense, Setting, first_of_news, opened, relative
from extraction.date_words import number, ordinal, unit_name, weekday_number

__all__ = ["RELATIVE"]

_PLURAL = re.compile(r"(?:days|weeks|months|years|decades|hours|nights|quarters|centuries)$")
_REST = re.compile(r"re(?:st|main)")
_SHORT = ("night", "day", "hour")
_A_YEAR_BACK = re.compile(r"(?:an?|one|1) (?:ago|earlier|before)")
_QUARTER = re.compile(r"\d{4}-(?:3[3-6]|4[01])")


def _offset(hit: Hit, setting: Setting) -> Sense:
    relation, unit = hit.said("k"), unit_name(hit.said("u"))
    if unit in ("second", "minute", "hour"):
        return NOTHING
    if unit not in ("day", "calendar day") and unit.endswith(" day"):
        return opened(
            "business days are not counted: holidays and local rules decide", setting.event or None
        )
    if relation in ("ago", "hence", "henceforth", "from now", "from today", "from to-day", ""):
        if relation == "" and setting.tense < (1 if setting.narrative else 0):
            return NOTHING  # "finished in two weeks" is a length of time
        base, why = setting.document, NO_DOCUMENT_DATE
    elif setting.event:
        return opened("counted from an event whose date is not stated with it", setting.event)
    elif relation == "earlier" and not setting.narrative and setting.document:
        base, why = setting.document, NO_DOCUMENT_DATE
    elif relation in ("from", "since", "subsequent to"):
        return NOTHING
    else:
        later = relation not in ("earlier", "before", "prior", "prior to", "previously")
        base = setting.last if setting.near else first_of_news(setting, 1 if later else -1)
        why = NO_STORY_DATE
    of_quarter = setting.period and _QUARTER.fullmatch(setting.period) and base
    if of_quarter and unit == "year" and _A_YEAR_BACK.match(f"{hit.said('n')} {relation}") and base:
        year_before = values.years_on(setting.period or "", -1)
        return relative(year_before, base, "a year before the quarter named before it", 0.6)
    if base is None:
        return opened(why)
    # "respond in two weeks" sets a day; "two weeks ago" and "in two years" name a week, a year
    value = counted(hit, base, exact=not relation and unit == "week")
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
        # on a Monday, "next Friday" is hardly the one four days on, which is "Friday"
        same_week = relation == "next" and base.weekday() < day and not setting.narrative
        return base + (forward or week) + (week if same_week else dt.timedelta())
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
    if _PLURAL.search(said("u")) or (said("r").strip() == "the last" and unit in _SHORT):
        return NOTHING  # "the last night boat" and "the last day of the fair" are not last night
    if relation in ("same", "that") and not said("q") and setting.event:
        return opened("the day of an event whose date is not stated with it", setting.event)
    story = relation in OF_STORY or (unit == "day" and relation == "next" and said("r") != "next")
    base = _base_of_unit(relation, unit, setting) if story else base
    if base is None:
        return opened(NO_STORY_DATE if story else NO_DOCUMENT_DATE)
    if unit == "weekend" and not said("r"):
        base -= dt.timedelta(3 if setting.tense <= 0 and base.weekday() < 4 else 0)
    found = shifted(base, SHIFTS.get(relation, 0), unit)
    if found is None:
        return NOTHING
    if unit == "week" and said("q") in ("work", "working", "business", "school"):
        monday = dt.date.fromisoformat(found.split("/")[0])
        found = values.interval(monday.isoformat(), (monday + dt.timedelta(4)).isoformat())
    fiscal = unit != "week" and said("q") in ("fiscal", "tax", "school", "academic")
    doubt = "; the fiscal year may begin in another month" if fiscal else ""
    return relative(found, base, counted_from(base, setting) + doubt, 0.75)


def _base_of_unit(relation: str, unit: str, setting: Setting) -> dt.date | None:
    """Return what "that week" and "the previous month" point to: what the story named near them."""
    base = setting.last if setting.near else None
    direction = SHIFTS.get(relation, 0)
    if base is None and relation in ("previous", "prior", "preceding") and not setting.narrative:
        return setting.document
    if base is None and direction:
        return first_of_news(setting, direction)
    return base


def _same_of_year(hit: Hit, setting: Setting) -> Sense:
    """Read "the same month a year ago": the story's month, in another year."""
    unit, shift = hit.parts
    if unit.rule == "period":
        return _period_of_year(shift, setting)
    base = setting.last if setting.near else None if setting.narrative else setting.document
    if base is None:
        return opened(NO_STORY_DATE)
    later = shift.said("k") == "later" or relation_of(shift.said("r")) in ("next", "following")
    there = values.add_months(base, 12 if later else -12)
    found = shifted(there, 0, unit_name(unit.said("u")))
    return relative(found, base, counted_from(base, setting), 0.7) if found else NOTHING


def _period_of_year(shift: Hit, setting: Setting) -> Sense:
    """Read "the same period last year": what the story named last, in another year."""
    base = setting.document
    if base is None or not setting.period:
        return _unit(shift, setting) if shift.rule == "unit" else _offset(shift, setting)
    later = shift.said("k") == "later" or relation_of(shift.said("r")) in ("next", "following")
    value = values.years_on(setting.period, 1 if later else -1)
    return relative(value, base, "the period named before it, in that year", 0.6)


def _end_of(hit: Hit, setting: Setting) -> Sense:
    base = setting.last if setting.narrative else setting.document
    if base is None or (setting.narrative and not setting.near):
        return opened(NO_STORY_DATE if setting.narrative else NO_DOCUMENT_DATE)
    found = shifted(base, 0, unit_name(hit.said("u")))
    limits = values.bounds(found or "")
    if limits and base is setting.document and _REST.match(hit.said("k")):
        value = values.interval(base.isoformat(), limits[1].isoformat())
        return relative(value, base, "from the document's date on", 0.6)
    return relative(found, base, "the whole is given", 0.6) if found else NOTHING


def _within(hit: Hit, setting: Setting) -> Sense:
    """Read "later in the day", "a third straight week": the one that the story or the paper stands in."""
    unit = hit.said("u")
    of_story = setting.narrative or (unit == "day" and setting.near)
    base = (setting.last if setting.near else None) if of_story else setting.document
    if base is None:
        return opened(NO_STORY_DATE if of_story else NO_DOCUMENT_DATE)
    found = shifted(base, 0, unit)
    return relative(found, base, counted_from(base, setting), 0.6) if found else NOTHING


def _period(hit: Hit, setting: Setting) -> Sense | None:
    """Read "the year-ago quarter" and "the latest quarter": the quarter that the paper reports on."""
    said, base = hit.said, setting.document
    if said("k").startswith("year-"):
        return _year_ago_period(hit, setting)
    if base is None or not setting.period or not _QUARTER.fullmatch(setting.period):
        return None
    return relative(setting.period, base, "the quarter named before it", 0.6)


def _year_ago_period(hit: Hit, setting: Setting) -> Sense:
    base = setting.document
    if base is None:
        return opened(NO_DOCUMENT_DATE)
    if hit.said("n"):
        nth = ordinal(hit.said("n"))
        make = values.half if hit.said("u") == "half" else values.quarter
        return relative(make(base.year - 1, nth), base, counted_from(base, setting), 0.6)
    if setting.period and (_QUARTER.fullmatch(setting.period) or hit.said("u") == "period"):
        value = values.years_on(setting.period, -1)
        return relative(value, base, "a year before the period named before it", 0.6)
    return relative(values.year(base.year - 1), base, counted_from(base, setting), 0.5)


def _year_end(hit: Hit, setting: Setting) -> Sense:
    if setting.document is None:
        return opened(NO_DOCUMENT_DATE)
    word, base = hit.said("k"), setting.document
    if word.endswith(("ago", "earlier")) and setting.period and _QUARTER.fullmatch(setting.period):
        value = values.years_on(setting.period, -1)
        return relative(value, base, "a year before the quarter named before it", 0.6)
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
    if base is None or (
        said("r") in ("previous", "prior", "preceding", "following", "ensuing")
        and (setting.narrative or unit != "quarter")
    ):
        return opened(NO_DOCUMENT_DATE if base is None else "what it is counted from is not stated")
    if unit == "quarter":
        return _last_quarters(int(count) * direction, base, setting)
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


def _last_quarters(count: int, base: dt.date, setting: Setting) -> Sense:
    """Read "the last two quarters": whole ones, as companies report them."""
    ends = (shifted(base, at, "quarter") for at in sorted((count, 1 if count > 0 else -1)))
    limits = [values.bounds(end or "") for end in ends]
    days = [limit for limit in limits if limit]
    value = values.interval(days[0][0].isoformat(), days[-1][1].isoformat())
    return relative(value, base, counted_from(base, setting) + "; calendar quarters", 0.6)


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
        nearest = sorted(range(-14, 15), key=lambda shift: (abs(shift), -shift))
        starts = [values.add_months(base.replace(day=1), shift) for shift in nearest]
        fitting = [
            month.replace(day=day)
            for month in starts
            if values.add_months(month, 1) - dt.timedelta(1) >= month + dt.timedelta(day - 1)
        ]
        at = next((one for one in fitting if one.weekday() == weekday_number(said("w"))), at)
    return relative(at.isoformat(), base, "the month of the date that it is counted from", 0.6)


RELATIVE: dict[str, Callable[[Hit, Setting], Sense | None]] = {
    "clock": _clock,
    "day_only": _day_only,
    "daypart": _daypart,
    "deictic": _deictic,
    "end_of": _end_of,
    "last_n": _last_n,
    "offset": _offset,
    "period": _period,
    "same_of_year": _same_of_year,
    "unit": _unit,
    "within": _within,
    "weekday": _weekday,
    "year_end": _year_end,
}

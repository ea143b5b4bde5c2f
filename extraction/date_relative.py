"""What expressions mean that are counted from another day: Thursday, last month, two days later.

News counts from the document's day; a pleading tells a story and counts from the date it named last.
Where that day is not known the expression stays open.
"""

import datetime as dt
import re
from collections.abc import Callable

from extraction import date_values as values
from extraction.date_patterns import Hit, month_number, number, ordinal, unit_name, weekday_number
from extraction.date_sense import NOTHING, Sense, Setting, opened, relative, without_year

__all__ = ["RELATIVE", "counted", "time_of_day"]

_NO_DOCUMENT_DATE = "the document's own date is not known"
_NO_STORY_DATE = "no date stands near enough before it"
_SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "upcoming": 1, "following": 1, "ensuing": 1,
}  # fmt: skip
# These point to the day the story has reached, not to the day of writing.
_OF_STORY = ("previous", "prior", "preceding", "following", "ensuing", "same", "that")


def _relation(text: str | None) -> str:
    """Return the word that decides: "the very last" is ``last``, "this past" is ``past``."""
    parts = (text or "").removeprefix("the ").split()
    return (
        ""
        if not parts
        else "same"
        if "same" in parts
        else parts[-1]
        if parts[0] != "that"
        else "that"
    )


def _shifted(base: dt.date, count: int, unit: str) -> str | None:
    """Return the day, week, month … that lies ``count`` units from ``base``, as wide as the unit."""
    if unit in ("day", "calendar day", "night"):
        return (base + dt.timedelta(count)).isoformat()
    if unit in ("week", "fortnight"):
        return values.week(base + dt.timedelta(7 * count * (2 if unit == "fortnight" else 1)))
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


def _exactly(base: dt.date, count: int, unit: str) -> dt.date | None:
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
    g = hit.groups
    sign = -1 if g["k"] in ("ago", "earlier", "before", "previously", "prior", "prior to") else 1
    steps = [(g["n"] or "", g["u"] or "")]
    steps += [(g.get(f"n{i}") or "", g.get(f"u{i}") or "") for i in (2, 3) if g.get(f"n{i}")]
    at: dt.date | None = base
    value: str | None = None
    for said, unit in steps:
        count = 1.0 if said == "the" else number(said)
        name = unit_name(unit)
        if count is None or at is None:
            return None
        if count != int(count):
            if name != "year":
                return None
            count, name = int(count * 12), "month"
        if name == "decade":
            count, name = count * 10, "year"
        value = _shifted(at, sign * int(count), name)
        at = _exactly(at, sign * int(count), name)
    if exact or len(steps) > 1:
        return at.isoformat() if at else None
    return value


def _offset(hit: Hit, setting: Setting) -> Sense:
    relation, unit = hit.groups["k"] or "", unit_name(hit.groups["u"] or "")
    if unit in ("second", "minute", "hour"):
        return NOTHING
    if unit not in ("day", "calendar day") and unit.endswith(" day"):
        return opened(
            "business days are not counted: holidays and local rules decide", setting.event or None
        )
    if relation in ("ago", "hence", "henceforth", "from now", "from today", "from to-day", ""):
        if relation == "" and setting.tense <= 0:
            return NOTHING  # "finished in two weeks" is a length of time
        base, why = setting.document, _NO_DOCUMENT_DATE
    elif setting.event:
        return opened("counted from an event whose date is not stated with it", setting.event)
    elif relation == "earlier" and not setting.narrative and setting.document:
        base, why = setting.document, _NO_DOCUMENT_DATE
    elif relation in ("from", "since", "subsequent to"):
        return NOTHING
    else:
        base, why = setting.last if setting.near else None, _NO_STORY_DATE
    if base is None:
        return opened(why)
    value = counted(hit, base, exact=False)
    if value is None:
        return opened("how many is not stated", base.isoformat())
    return relative(value, base, _counted_from(base, setting))


def _counted_from(base: dt.date, setting: Setting) -> str:
    return (
        "counted from the document's date"
        if base is setting.document
        else "counted from the date named before it"
    )


def _deictic(hit: Hit, setting: Setting) -> Sense:
    if setting.document is None:
        return opened(_NO_DOCUMENT_DATE)
    word = (hit.groups["k"] or "").replace("-", "")
    days = {
        "yesterday": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "the day before yesterday": -2,
    }.get(word, 0)
    value = (setting.document + dt.timedelta(days)).isoformat()
    return relative(value, setting.document, _counted_from(setting.document, setting), 0.85)


def _weekday(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    day, relation = weekday_number(g["w"] or ""), _relation(g["r"])
    if g.get("pl"):
        return NOTHING
    story = setting.last if setting.near else None
    if g["rw"]:
        week = _relation(g["rw"])
        base = story if week in _OF_STORY else setting.document
        if base is None:
            return opened(_NO_STORY_DATE if week in _OF_STORY else _NO_DOCUMENT_DATE)
        monday = base - dt.timedelta(base.weekday()) + dt.timedelta(7 * _SHIFTS.get(week, 0))
        return relative(
            (monday + dt.timedelta(day)).isoformat(), base, _counted_from(base, setting), 0.8
        )
    of_story = relation in _OF_STORY or setting.narrative
    base = story if of_story else setting.document
    if (
        base is None
        and relation in ("previous", "prior", "preceding", "following")
        and not setting.narrative
    ):
        base = setting.document
    if base is None:
        return opened(_NO_STORY_DATE if of_story else _NO_DOCUMENT_DATE)
    if relation in ("same", "that") and story is None:
        return opened(_NO_STORY_DATE)
    at = _weekday_from(base, day, relation, setting)
    return relative(at.isoformat(), base, _counted_from(base, setting), 0.8)


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
    g = hit.groups
    base = setting.document
    if g.get("u2") or g.get("u3"):
        if base is None:
            return opened(_NO_DOCUMENT_DATE)
        if g.get("u3"):
            return relative(
                values.interval(f"{base.year}-01-01", base.isoformat()),
                base,
                "the year up to the document's date",
            )
        found = _shifted(base, 2 if g["k"] == "after next" else -2, g["u2"] or "")
        return relative(found, base, _counted_from(base, setting)) if found else NOTHING
    relation, unit = _relation(g["r"]), unit_name(g["u"] or "")
    said = (g["r"] or "").strip()
    if re.search(
        r"(?:days|weeks|months|years|decades|hours|nights|quarters|centuries)$", g["u"] or ""
    ):
        return NOTHING
    story = relation in _OF_STORY or (unit == "day" and relation == "next" and said != "next")
    if relation in ("same", "that") and hit.groups.get("q") is None and setting.event:
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
        return opened(_NO_STORY_DATE if story else _NO_DOCUMENT_DATE)
    if unit == "weekend" and not said:
        base -= dt.timedelta(3 if setting.tense <= 0 and base.weekday() < 4 else 0)
    found = _shifted(base, _SHIFTS.get(relation, 0), unit)
    if found is None:
        return NOTHING
    doubt = (
        "; the fiscal year may begin in another month"
        if g.get("q") in ("fiscal", "tax", "school", "academic")
        else ""
    )
    return relative(found, base, _counted_from(base, setting) + doubt, 0.75)


def _end_of(hit: Hit, setting: Setting) -> Sense:
    base = setting.last if setting.narrative else setting.document
    if base is None or (setting.narrative and not setting.near):
        return opened(_NO_STORY_DATE if setting.narrative else _NO_DOCUMENT_DATE)
    found = _shifted(base, 0, unit_name(hit.groups["u"] or ""))
    return relative(found, base, "the whole is given", 0.6) if found else NOTHING


def _year_end(hit: Hit, setting: Setting) -> Sense:
    if setting.document is None:
        return opened(_NO_DOCUMENT_DATE)
    word, base = hit.groups["k"] or "", setting.document
    if word.endswith(("ago", "earlier")):
        return relative(values.year(base.year - 1), base, _counted_from(base, setting), 0.6)
    unit = (
        "month" if word.startswith("month") else "quarter" if word.startswith("quarter") else "year"
    )
    found = _shifted(base, 0, unit)
    return relative(found, base, "the whole is given", 0.6) if found else NOTHING


def _last_n(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    count, unit = number(g["n"] or ""), unit_name(g["u"] or "")
    direction = _SHIFTS.get(g["r"] or "", 0)
    if (
        count is None
        or direction == 0
        or count != int(count)
        or unit in ("second", "minute", "hour")
        or unit.endswith(" day")
    ):
        return NOTHING
    base = setting.document
    if base is None or g["r"] in ("previous", "prior", "preceding", "following", "ensuing"):
        return opened(
            _NO_DOCUMENT_DATE if base is None else "what it is counted from is not stated"
        )
    far = _exactly(base, direction * int(count), unit)
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
    relation = _relation(hit.groups["r"])
    if (hit.groups["r"] or "") in ("every", "each"):
        return NOTHING
    story = relation in _OF_STORY or (hit.groups["r"] or "").startswith("the next")
    base = (setting.last if setting.near else None) if story else setting.document
    if base is None:
        return opened(_NO_STORY_DATE if story else _NO_DOCUMENT_DATE)
    at = base + dt.timedelta(_SHIFTS.get(relation, 0))
    return relative(at.isoformat(), base, _counted_from(base, setting))


def _clock(hit: Hit, setting: Setting) -> Sense:
    if setting.last is None or not setting.near:
        return opened("a time of day; its day is not stated near it")
    time = time_of_day(hit)
    value = setting.last.isoformat() + (f"T{time}" if time else "")
    return relative(value, setting.last, "a time on the day named before it", 0.6)


def time_of_day(hit: Hit) -> str | None:
    """Return the time of a ``clock`` hit as ``HH:MM``, ``None`` where it is not one hour and minute."""
    g = hit.groups
    said = g.get("c") or ""
    if g.get("h") or g.get("oc"):
        return None
    if said.startswith(("noon", "midnight")):
        return "12:00" if said.startswith("noon") else "00:00"
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)? ?(?:([ap])\.? ?m)?", said)
    if not found:
        return None
    if not found[2] and not found[3]:
        return f"{said[:2]}:{said[2:4]}"
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02d}:{found[2] or '00'}"


def _month_relative(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    month = month_number(g["m"] or g["m2"] or "")
    relation = _relation(g["r"] or g["r2"])
    story = relation in _OF_STORY
    base = (
        (setting.last if setting.near else None) if story or setting.narrative else setting.document
    )
    if base is None:
        return opened(_NO_STORY_DATE if story else _NO_DOCUMENT_DATE)
    if g["m2"]:
        return relative(
            values.month(base.year + _SHIFTS.get(relation, 0), month),
            base,
            _counted_from(base, setting),
        )
    year = base.year
    if _SHIFTS.get(relation) == -1 and month >= base.month:
        year -= 1
    if _SHIFTS.get(relation) == 1 and month <= base.month:
        year += 1
    return relative(values.month(year, month), base, _counted_from(base, setting))


def _season_relative(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    name, relation = g["s"] or g["s2"] or "", _relation(g["r"] or g["r2"])
    story = relation in _OF_STORY or setting.narrative
    base = (setting.last if setting.near else None) if story else setting.document
    if base is None:
        return opened(_NO_STORY_DATE if story else _NO_DOCUMENT_DATE)
    year, shift = base.year, _SHIFTS.get(relation, 0)
    middle = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 12}[name]
    if g["s2"]:
        year += shift
    elif shift < 0 and middle >= base.month - 1:
        year -= 1
    elif shift > 0 and middle <= base.month:
        year += 1
    return relative(
        values.season(year, name),
        base,
        _counted_from(base, setting) + "; seasons by whole months",
        0.7,
    )


def _quarter(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    word, unit = g["q"] or "", g["u"] or ""
    base = setting.document
    if not g.get("y") and base is None:
        return opened(_NO_DOCUMENT_DATE)
    if not g.get("y") and not g.get("r") and word == "last" and base:
        return relative(_shifted(base, -1, "quarter") or "", base, _counted_from(base, setting))
    nth = (4 if unit == "quarter" else 2) if word in ("final", "last") else ordinal(word)
    if unit == "half" and nth > 2:
        return NOTHING
    make = values.quarter if unit == "quarter" else values.half
    if g.get("y"):
        return Sense(
            make(int(g["y"] or 0), nth), reason="stated; calendar quarters", confidence=0.85
        )
    if base is None:
        return opened(_NO_DOCUMENT_DATE)
    year = base.year + _SHIFTS.get(_relation(g.get("r")), 0)
    current = (base.month + 2) // 3 if unit == "quarter" else (base.month + 5) // 6
    if not g.get("r") and nth > current and setting.tense <= 0:
        year -= 1
    return relative(
        make(year, nth), base, _counted_from(base, setting) + "; calendar quarters", 0.7
    )


def _quarter_code(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    nth, is_half = int(g["q"] or 0), g["k"] == "h"
    if is_half and nth > 2:
        return NOTHING
    make = values.half if is_half else values.quarter
    if g["y"]:
        year = int(g["y"])
        return Sense(
            make(year if year > 99 else 2000 + year, nth),
            reason="stated; calendar quarters",
            confidence=0.85,
        )
    if setting.document is None:
        return opened(_NO_DOCUMENT_DATE)
    return relative(make(setting.document.year, nth), setting.document, "the document's year", 0.6)


def _nth_week(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    count, unit, word = number(g["c"] or "") or 1, unit_name(g["u"] or ""), g["n"] or ""
    within = _surrounding(hit, setting, month_number(g["m"]) if g["m"] else None)
    limits = values.bounds(within.value) if within.value else None
    if limits is None:
        return within
    days = {"day": 1, "week": 7, "weekend": 7}.get(unit)
    if days is None:
        return NOTHING
    length = dt.timedelta(int(count) * days - 1)
    if word in ("last", "final", "closing"):
        first, last = limits[1] - length, limits[1]
    else:
        nth = 1 if word == "opening" else ordinal(word)
        first = limits[0] + dt.timedelta((nth - 1) * days)
        last = min(first + length, limits[1])
    if first > limits[1]:
        return NOTHING
    if unit == "weekend":
        value = values.weekend(first)
    else:
        value = (
            first.isoformat()
            if first == last
            else values.interval(first.isoformat(), last.isoformat())
        )
    return Sense(
        value,
        within.basis,
        within.anchor,
        (),
        "weeks counted from the first or to the last day",
        0.6,
    )


def _surrounding(hit: Hit, setting: Setting, month: int | None) -> Sense:
    """Return the month or year that "the first week of …" names."""
    g = hit.groups
    if month is not None and g["y"]:
        return Sense(values.month(int(g["y"]), month))
    if month is not None:
        return without_year(month, None, setting)
    if g["y2"]:
        return Sense(values.year(int(g["y2"])))
    base = setting.last if setting.narrative and setting.near else setting.document
    if base is None:
        return opened(_NO_DOCUMENT_DATE)
    found = _shifted(base, _SHIFTS.get(_relation(g["r"]), 0), g["ru"] or "")
    return relative(found, base, _counted_from(base, setting)) if found else NOTHING


def _week_number(hit: Hit, setting: Setting) -> Sense:
    at = dt.date.fromisocalendar(int(hit.groups["y"] or 0), int(hit.groups["n"] or 0), 1)
    return Sense(values.week(at), reason="stated; ISO 8601 weeks", confidence=0.7)


def _day_only(hit: Hit, setting: Setting) -> Sense:
    g = hit.groups
    day, relation = ordinal(g["d"] or ""), _relation(g["r"])
    base = setting.last if setting.near else None
    if base is None or relation in ("this", "last", "next"):
        base = setting.document if not setting.narrative else base
    if base is None:
        return opened("the month is not stated near it")
    if relation in _SHIFTS:
        at = values.add_months(base.replace(day=1), _SHIFTS[relation]).replace(day=day)
        return relative(at.isoformat(), base, _counted_from(base, setting), 0.7)
    at = base.replace(day=day)
    if g["w"]:
        starts = [values.add_months(base.replace(day=1), shift) for shift in (0, 1, -1, 2, -2)]
        fitting = [
            month.replace(day=day)
            for month in starts
            if values.add_months(month, 1) - dt.timedelta(1) >= month + dt.timedelta(day - 1)
        ]
        at = next((one for one in fitting if one.weekday() == weekday_number(g["w"] or "")), at)
    return relative(at.isoformat(), base, "the month of the date that it is counted from", 0.6)


RELATIVE: dict[str, Callable[[Hit, Setting], Sense]] = {
    "clock": _clock,
    "day_only": _day_only,
    "daypart": _daypart,
    "deictic": _deictic,
    "end_of": _end_of,
    "last_n": _last_n,
    "month_relative": _month_relative,
    "nth_week": _nth_week,
    "offset": _offset,
    "quarter": _quarter,
    "quarter_code": _quarter_code,
    "season_relative": _season_relative,
    "unit": _unit,
    "week_number": _week_number,
    "weekday": _weekday,
    "year_end": _year_end,
}

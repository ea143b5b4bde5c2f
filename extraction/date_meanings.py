"""What an expression means where it stands; expressions that are joined of others."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from extraction import date_values as values
from extraction.date_absolute import ABSOLUTE
from extraction.date_counting import counted, exactly, time_of_day
from extraction.date_patterns import Hit
from extraction.date_periods import PERIODS
from extraction.date_relative import RELATIVE
from extraction.date_sense import NOTHING, Sense, Setting, opened
from extraction.date_words import number, unit_name
from extraction.findings import Basis

__all__ = ["meaning"]


_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def meaning(hit: Hit, setting: Setting) -> Sense | None:
    """Return what an expression means, or ``None`` where it turns out to be none (February 30)."""
    try:
        reader = _READERS.get(hit.rule)
        return reader(hit, setting) if reader else NOTHING
    except (ValueError, OverflowError):
        return None  # no such day in the calendar


def _day_clock(hit: Hit, setting: Setting) -> Sense | None:
    day, clock = hit.parts
    sense = meaning(day, setting)
    if sense is None or not _ONE_DAY.fullmatch(sense.value or ""):
        return sense
    others = tuple(_at_clock(other, clock) for other in sense.alternatives)
    return replace(sense, value=_at_clock(sense.value or "", clock), alternatives=others)


def _at_clock(day: str, clock: Hit) -> str:
    time = time_of_day(clock)
    return f"{day}T{time}" if time else day


def _range(hit: Hit, setting: Setting) -> Sense | None:
    first, last = hit.parts
    end = meaning(last, setting)
    begin = meaning(first, setting)
    if begin is None or end is None:
        return None
    if _yearless(first) and not _yearless(last) and end.value:
        begin = _with_year_of(first, setting, end.value, later=False)
    elif _yearless(last) and begin.value:
        end = _with_year_of(last, setting, begin.value, later=True)
    if begin is None or end is None or begin.value is None or end.value is None:
        return opened("one end of the range is not known")
    value = values.interval(begin.value.split("/")[0], end.value.split("/")[-1])
    if values.bounds(value) is None:
        return opened("the range ends before it begins")
    weaker = begin if begin.basis != Basis.STATED else end
    return replace(
        weaker,
        value=value,
        alternatives=_other_ranges(begin, end),
        confidence=min(begin.confidence, end.confidence),
    )


def _other_ranges(begin: Sense, end: Sense) -> tuple[str, ...]:
    if not begin.alternatives and not end.alternatives:
        return ()
    other = values.interval(
        (*begin.alternatives, begin.value or "")[0], (*end.alternatives, end.value or "")[0]
    )
    return (other,) if values.bounds(other) else ()


def _yearless(hit: Hit) -> bool:
    hit = hit.parts[0] if hit.rule == "part_of" else hit
    return hit.rule == "month" or (
        hit.rule in ("month_day", "day_month", "numeric_short") and not hit.said("y")
    )


def _with_year_of(hit: Hit, setting: Setting, other: str, *, later: bool) -> Sense | None:
    limits = values.bounds(other)
    if limits is None:
        return meaning(hit, setting)
    edge = limits[0] if later else limits[1]
    sense = meaning(hit, replace(setting, year=edge.year))
    found = values.bounds(sense.value) if sense and sense.value else None
    if found and (found[1] < edge if later else found[0] > edge):
        sense = meaning(hit, replace(setting, year=edge.year + (1 if later else -1)))
    return sense


def _part_of(hit: Hit, setting: Setting) -> Sense | None:
    sense = meaning(hit.parts[0], setting)
    if sense is None or sense.value is None:
        return sense
    part = hit.said("p").strip()
    return replace(
        sense,
        reason=f"{sense.reason}; “{part}” narrows it, the whole is given",
        confidence=min(sense.confidence, 0.8),
    )


def _week_around(hit: Hit, setting: Setting) -> Sense | None:
    lead, date = hit.parts
    ended = lead.said("k") == "ended"
    sense = meaning(date, replace(setting, tense=-1) if ended else setting)
    limits = values.bounds(sense.value) if sense and sense.value else None
    if sense is None or limits is None:
        return sense
    at, unit, how = limits[1], lead.said("u"), lead.said("k")
    if how == "of":
        value = values.weekend(limits[0]) if unit == "weekend" else values.week(limits[0])
    elif unit == "period" or unit == "weekend":
        return sense
    else:
        months = {"month": 1, "quarter": 3}.get(unit, 12)
        if how in ("ending", "ended"):
            begin = (
                at - dt.timedelta(6)
                if unit == "week"
                else values.add_months(at + dt.timedelta(1), -months)
            )
            value = values.interval(begin.isoformat(), at.isoformat())
        else:
            begin = limits[0]
            end = (
                begin + dt.timedelta(6)
                if unit == "week"
                else values.add_months(begin, months) - dt.timedelta(1)
            )
            value = values.interval(begin.isoformat(), end.isoformat())
    return replace(sense, value=value, alternatives=())


def _offset_from(hit: Hit, setting: Setting) -> Sense | None:
    offset, date = hit.parts
    sense = meaning(date, setting)
    limits = values.bounds(sense.value) if sense and sense.value else None
    if sense is None or limits is None:
        return opened("the date that it is counted from is not known")
    after = offset.said("k") not in ("before", "prior to")
    value = counted(offset, limits[1] if after else limits[0], exact=limits[0] == limits[1])
    if value is None:
        return opened("the number of days is not stated", sense.value)
    return Sense(
        value, Basis.RELATIVE, sense.value, (), "counted from the date named with it", 0.85
    )


def _to_present(hit: Hit, setting: Setting) -> Sense | None:
    sense = meaning(hit.parts[0], setting)
    limits = values.bounds(sense.value) if sense and sense.value else None
    if sense is None or sense.value is None or limits is None:
        return sense
    today = setting.document
    if today is None or today < limits[0]:
        return replace(
            sense,
            value=f"{sense.value}/..",
            alternatives=(),
            reason="runs on; its end is not dated",
        )
    value = values.interval(sense.value, today.isoformat())
    return Sense(value, Basis.RELATIVE, today.isoformat(), (), "up to the document's date", 0.8)


def _from_now(hit: Hit, setting: Setting) -> Sense | None:
    """Read "between now and May 1"."""
    sense = meaning(hit.parts[0], replace(setting, tense=1))
    limits = values.bounds(sense.value) if sense and sense.value else None
    today = setting.document
    if sense is None or sense.value is None or limits is None:
        return sense
    if today is None or limits[1] < today:
        return replace(sense, reason="from the document's date on, which is not known or later")
    value = values.interval(today.isoformat(), sense.value.split("/")[-1])
    return Sense(value, Basis.RELATIVE, today.isoformat(), (), "from the document's date on", 0.8)


def _duration_from(hit: Hit, setting: Setting) -> Sense | None:
    """Read "two weeks starting May 20": so many days with the first."""
    length, date = hit.parts
    sense = meaning(date, setting)
    limits = values.bounds(sense.value) if sense and sense.value else None
    count = number(length.said("n"))
    if sense is None or limits is None or limits[0] != limits[1] or not count or count % 1:
        return sense
    end = exactly(limits[0], int(count), unit_name(length.said("u")))
    if end is None:
        return sense
    last = (end - dt.timedelta(1)).isoformat()
    return replace(sense, value=values.interval(limits[0].isoformat(), last), alternatives=())


_JOINED: dict[str, Callable[[Hit, Setting], Sense | None]] = {
    "day_clock": _day_clock,
    "duration_from": _duration_from,
    "from_now": _from_now,
    "offset_from": _offset_from,
    "part_of": _part_of,
    "range": _range,
    "to_present": _to_present,
    "week_around": _week_around,
}

_READERS: dict[str, Callable[[Hit, Setting], Sense | None]] = {
    **ABSOLUTE,
    **PERIODS,
    **RELATIVE,
    **_JOINED,
}

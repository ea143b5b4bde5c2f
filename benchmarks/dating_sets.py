"""The texts of ``benchmarks.dating``: two public sets where they lie beside the project, else our own.

Gold is what names a calendar time: a day, month, year or period. What else is marked in a set (durations,
"now") counts neither for nor against anybody.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.timing import SHARED
from extraction import date_values as values

__all__ = ["Days", "Gold", "Item", "sets"]

Days = tuple[dt.date, dt.date]
"""The earliest and the latest day."""

_FOLDER = SHARED / "gold" / "dates"

# Sentences with the day they were written on and what they hold, as EDTF.
_OWN: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "On April 6, 2017, Osei filed suit against Lund.",
        "2017-04-07",
        {"April 6, 2017": "2017-04-06"},
    ),
    ("The ferry sank in May 2016.", "2017-04-07", {"May 2016": "2016-05"}),
    (
        "She signed on the 6th day of June, 2014.",
        "2017-04-07",
        {"the 6th day of June, 2014": "2014-06-06"},
    ),
    ("Lund called on Thursday.", "2017-04-07", {"Thursday": "2017-04-06"}),
    ("The pier burned last month.", "2017-04-07", {"last month": "2017-03"}),
    (
        "Sales fell in the third quarter of 2015.",
        "2017-04-07",
        {"the third quarter of 2015": "2015-35"},
    ),
    ("Rule 2004 and § 1983 do not apply; he may march on Salem.", "2017-04-07", {}),
    ("Tr. 14:22; Bates 2015; No. 2:17-cv-02016; $1,999.", "2017-04-07", {}),
)


@dataclass(frozen=True, slots=True)
class Gold:
    """An expression; ``ways`` are the days that count as right, empty for what names no calendar time."""

    start: int
    end: int
    ways: frozenset[Days]


@dataclass(frozen=True, slots=True)
class Item:
    """A text, the day it was written on and what stands in it."""

    text: str
    day: dt.date
    gold: tuple[Gold, ...]


def sets() -> dict[str, list[Item]]:
    """Return the sets at hand by name."""
    found = {
        name: [_item(json.loads(line), days) for line in path.read_text("utf-8").splitlines()]
        for name, days in (("meantime", _timex_days), ("recognizers", _resolution_days))
        if (path := _FOLDER / f"{name}.jsonl").exists()
    }
    return found or {"our own": own()}


def own() -> list[Item]:
    """Return a few sentences of our own, for where no public set is at hand."""
    items = []
    for text, day, dates in _OWN:
        gold = tuple(
            Gold(text.index(words), text.index(words) + len(words), _bounds(value))
            for words, value in dates.items()
        )
        items.append(Item(text, dt.date.fromisoformat(day), gold))
    return items


def _item(row: Mapping[str, Any], days: Any) -> Item:  # noqa: ANN401 - one of the two readers below
    marked = row.get("timexes", row.get("results"))
    gold = tuple(
        Gold(each["start"], each["end"], days(each))
        for each in marked or ()
        if each["start"] is not None and each["end"] is not None
    )
    return Item(row["text"], dt.date.fromisoformat((row["date"] or "2017-01-01")[:10]), gold)


def _bounds(value: str) -> frozenset[Days]:
    limits = values.bounds(value)
    return frozenset([limits] if limits else [])


def _timex_days(marked: Mapping[str, Any]) -> frozenset[Days]:
    """Read a value of TimeML."""
    if marked["type"] not in ("DATE", "TIME"):
        return frozenset()
    value = str(marked["value"]).split("T")[0]
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = dt.date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return frozenset([(first, first + dt.timedelta(1 if found[3] else 6))])
    value = re.sub(r"-Q(\d)$", lambda quarter: f"-{32 + int(quarter[1])}", value)
    value = re.sub(r"-H(\d)$", lambda half: f"-{39 + int(half[1])}", value)
    return _bounds(f"{value}X" if re.fullmatch(r"\d{3}", value) else value)


def _resolution_days(marked: Mapping[str, Any]) -> frozenset[Days]:
    """Read the values of Recognizers-Text; the end of a range may be meant with its day or without."""
    ways: set[Days] = set()
    if marked["type"] not in ("datetimeV2.date", "datetimeV2.daterange"):
        return frozenset()
    for each in marked["values"] or ():
        if each.get("value", "not resolved") != "not resolved":
            ways |= _bounds(each["value"][:10])
        elif each.get("start") and each.get("end"):
            first, end = (dt.date.fromisoformat(each[side][:10]) for side in ("start", "end"))
            ways |= {(first, end - dt.timedelta(1)), (first, end)}
            if end.day == 1:
                named = values.add_months(end, 12 if end.month == 1 else 1) - dt.timedelta(1)
                ways.add((first, named))
    return frozenset(ways)

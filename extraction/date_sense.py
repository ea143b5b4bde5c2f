"""What the meaning of an expression rests on, and the missing year.

A ``Setting`` holds all that a meaning may depend on: the document's day, the day the story has reached,
the tense of the clause, the order of day and month. Nothing is guessed: what lacks its anchor keeps no
value and says why.
"""

import datetime as dt
from dataclasses import dataclass

from extraction import date_values as values
from extraction.date_words import weekday_number
from extraction.findings import Basis

__all__ = [
    "NOTHING",
    "Sense",
    "Setting",
    "beside",
    "first_of_news",
    "nearest_cost",
    "opened",
    "relative",
    "without_year",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds an expression.

    ``document`` is the day that news counts from, ``last`` the latest day that the story has named and
    ``near`` whether it stands in this paragraph or the one before. ``tense`` is 1 for the future, -1 for
    the past. ``story_year`` is the year that the story named after that day, if it named one ("In 2015
    …"). ``event`` is the words after "two days after …". ``year`` is given where the date beside it
    names one, ``given_year`` where the paper states elsewhere which year this day of a month was in.
    ``period`` is the value of the quarter that the story speaks of, or else of its last month or day.
    """

    document: dt.date | None = None
    last: dt.date | None = None
    story_year: int | None = None
    near: bool = False
    narrative: bool = False
    day_first: bool = False
    day_first_reason: str = ""
    stamped: bool = False
    tense: int = 0
    event: str = ""
    year: int | None = None
    given_year: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """A value and how it came about; see ``DateExpression`` for the fields."""

    value: str | None
    basis: Basis = Basis.STATED
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()
    reason: str = ""
    confidence: float = 0.9


_PLANNED = 400
NOTHING = Sense(None, reason="names no calendar time", confidence=0.5)


def relative(value: str, anchor: dt.date, reason: str, confidence: float = 0.8) -> Sense:
    """Return a value that was counted from a day."""
    return Sense(value, Basis.RELATIVE, anchor.isoformat(), (), reason, confidence)


def opened(reason: str, anchor: str | None = None) -> Sense:
    """Return the sense of a relative expression whose anchor is not known: no value."""
    return Sense(None, Basis.RELATIVE, anchor, (), reason, 0.5)


def first_of_news(setting: Setting, direction: int) -> dt.date | None:
    """Return the day from which "the day before" counts in news that has named no day yet.

    ``direction`` is 1 for later, -1 for earlier. What has happened cannot lie after the document's day.
    """
    if setting.narrative or setting.last is not None or setting.tense == -direction:
        return None
    return setting.document


def without_year(
    month: int, day: int | None, setting: Setting, weekday: str | None = None
) -> Sense:
    """Choose the year of "April 6" or "April": the date beside it, the weekday, the story, the tense.

    Raises:
        ValueError: if no year has such a day.
    """

    def at(year: int) -> dt.date:
        return dt.date(year, month, day or 15)

    def value(year: int) -> str:
        return at(year).isoformat() if day else values.month(year, month)

    dt.date(2000, month, day or 1)  # no such day in any year: ValueError
    if setting.year is not None:
        return Sense(
            value(setting.year), reason="the year stands with the date beside it", confidence=0.9
        )
    follows_story = setting.narrative or setting.document is None
    if follows_story and setting.given_year is not None and not weekday:
        anchor = at(setting.given_year)
        return relative(value(anchor.year), anchor, "the paper states the year of this day", 0.85)
    if follows_story and setting.story_year is not None:
        anchor = dt.date(setting.story_year, 1, 1)
        return relative(value(setting.story_year), anchor, "the year named before it", 0.75)
    base = setting.last if follows_story and setting.last else setting.document
    if base is None:
        return opened("the year is not stated, and the document's own date is not known")
    years = [year for year in range(base.year - 6, base.year + 7) if _exists(year, month, day)]
    if weekday and day:
        fitting = [year for year in years if at(year).weekday() == weekday_number(weekday)]
        if setting.tense > 0:  # no plan is for a day two years ago: rather a slip of the weekday
            fitting = [year for year in fitting if -30 < (at(year) - base).days < _PLANNED]
        if fitting:
            best = min(fitting, key=lambda year: abs((at(year) - base).days))
            return relative(
                value(best), base, "the nearest year in which it falls on that weekday", 0.85
            )
    in_story = base is setting.last and base is not setting.document
    near = [
        year for year in years if abs(year - base.year) <= (1 if day != 29 or month != 2 else 4)
    ]
    best = min(
        near,
        key=lambda year: nearest_cost((at(year) - base).days, day is not None, setting, in_story),
    )
    story = (
        f"the year nearest to the document’s date; but that day is a {at(best):%A}"
        if weekday and day
        else "the year of the dates around it"
        if in_story
        else "the year nearest to the document's date"
    )
    return relative(value(best), base, story, 0.75)


def beside(month: int, day: int, relation: str, setting: Setting) -> Sense:
    """Choose the year of "last June 5" and "next 5/12".

    Raises:
        ValueError: if no year has such a day.
    """
    base = setting.document
    if base is None or not relation.startswith(("last", "next", "this past", "this coming")):
        return without_year(month, day, setting)
    days = [
        dt.date(year, month, day)
        for year in range(base.year - 9, base.year + 10)
        if _exists(year, month, day)
    ]
    past = relation.endswith(("last", "past"))
    at = max(one for one in days if one < base) if past else min(one for one in days if one > base)
    return relative(at.isoformat(), base, "counted from the document's date", 0.8)


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return False
    return True


def nearest_cost(days: int, exact: bool, setting: Setting, in_story: bool) -> float:
    """Return how unlikely it is that a date lies ``days`` after its base (weights by trial)."""
    if in_story:
        return days if days >= 0 else -1.5 * days
    slack, weight = (10, 330 if setting.narrative else 150) if exact else (20, 330)
    cost = float(abs(days))
    if setting.tense < 0 and days > slack:
        cost += weight
    if setting.tense > 0 and days < (-3 if exact else -slack):
        cost += weight
    if setting.tense == 0 and not exact and days > 45:
        cost += 60
    return cost

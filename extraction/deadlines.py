"""The last day to answer, counted as FRCP 6(a) counts, with every step in words.

A proposal to verify, never an answer: local rules, orders, waivers and the rules of a state's own courts
may say otherwise. Where the rule leaves doubt the earlier day is given and the later one told.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extraction.date_wording import day_words

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["Deadline", "deadline_after", "deadline_before"]

VERIFY = (
    "Verify: an order, a waiver of service, a local rule or a state court’s own rule may set another "
    "day."
)

# Until then FRCP 6(a) left weekends and holidays out of periods of fewer than eleven days.
_EVERY_DAY_COUNTS_SINCE = dt.date(2009, 12, 1)
_SHORT = 11
_LATEST = dt.date.max - dt.timedelta(days=366)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to act by, with the steps that led to it and what may move it, each a sentence."""

    day: dt.date
    days: int
    steps: tuple[str, ...]
    cautions: tuple[str, ...]


def deadline_after(event: dt.date, days: int, state: str | None = None) -> Deadline:
    """Return the last day of a period of ``days`` days after ``event``, such as service of a summons.

    FRCP 6(a)(1): the day of the event is not counted, every other day is, and a last day that is a
    Saturday, Sunday or legal holiday gives way to the next day that is none. ``state`` is the postal
    code of the state of the district court: its holidays count too, FRCP 6(a)(6)(C); since states keep
    days that courts do not, they are told and not counted.

    Raises:
        ValueError: if ``days`` is below 1, or no calendar reaches that far.
    """
    last = _counted(event, days, 1)
    steps = [
        f"{day_words(event)} itself is not counted; day 1 is {_named(event + dt.timedelta(days=1))} "
        "(FRCP 6(a)(1)(A)).",
        f"Every day counts; day {days} is {_named(last)} (FRCP 6(a)(1)(B)).",
    ]
    day = _settled(last, 1, steps)
    cautions = [*_state_cautions(day, state), *_old_rule(event, days), VERIFY]
    return Deadline(day, days, tuple(steps), tuple(cautions))


def deadline_before(event: dt.date, days: int) -> Deadline:
    """Return the last day to act at least ``days`` days before ``event``, such as a hearing.

    FRCP 6(a)(5): the count goes on backward where the last day is a Saturday, Sunday or legal holiday.
    Holidays of states do not move such a day, since FRCP 6(a)(6)(C) is for periods after an event.

    Raises:
        ValueError: if ``days`` is below 1, or no calendar reaches that far.
    """
    last = _counted(event, days, -1)
    steps = [
        f"{day_words(event)} itself is not counted; day 1 is {_named(event - dt.timedelta(days=1))} "
        "(FRCP 6(a)(1)(A)).",
        f"Counted backward, day {days} is {_named(last)} (FRCP 6(a)(1)(B)).",
    ]
    day = _settled(last, -1, steps)
    return Deadline(day, days, tuple(steps), (*_old_rule(event, days), VERIFY))


def _counted(event: dt.date, days: int, direction: int) -> dt.date:
    if days < 1:
        raise ValueError(f"a period of {days} days")
    try:
        last = event + direction * dt.timedelta(days=days)
    except OverflowError as error:
        raise ValueError("no calendar reaches that far") from error
    if not dt.date(1900, 1, 1) <= last <= _LATEST:
        raise ValueError("no calendar reaches that far")
    return last


def _settled(last: dt.date, direction: int, steps: list[str]) -> dt.date:
    """Return the first day from ``last`` on that is no weekend and no holiday, telling each step."""
    day = last
    while (reason := _closed(day)) is not None:
        following = day + direction * dt.timedelta(days=1)
        ending = (
            f"the period runs to {_named(following)} (FRCP 6(a)(1)(C))"
            if direction > 0
            else f"the count goes on to {_named(following)} (FRCP 6(a)(5))"
        )
        steps.append(f"{day_words(day)} is {reason}: {ending}.")
        day = following
    return day


def _closed(day: dt.date) -> str | None:
    """Return why a day cannot be a period's last, ``None`` where it can."""
    holiday = _federal().get(day)
    if holiday is not None:
        name = holiday.removesuffix(" (observed)")
        kept = "a legal holiday" if name == holiday else "kept on this day"
        return f"{name}, {kept} (FRCP 6(a)(6))"
    if day.weekday() >= _SATURDAY:
        return "a Saturday" if day.weekday() == _SATURDAY else "a Sunday"
    return None


def _state_cautions(day: dt.date, state: str | None) -> list[str]:
    holiday = _of_state(state).get(day) if state and _knows(state) else None
    if holiday is None:
        return []
    later = day
    while _closed(later) is not None or _of_state(state or "").get(later) is not None:
        later += dt.timedelta(days=1)
    return [
        f"{_named(day)} is {holiday} in {state}: if the state has declared it a holiday, the period runs "
        f"to {_named(later)} (FRCP 6(a)(6)(C)). The earlier day is given."
    ]


def _old_rule(event: dt.date, days: int) -> list[str]:
    if event >= _EVERY_DAY_COUNTS_SINCE or days >= _SHORT:
        return []
    return [
        "Before December 1, 2009, weekends and holidays were not counted in periods of fewer than 11 days."
    ]


def _named(day: dt.date) -> str:
    return f"{day:%A}, {day_words(day)}"


@cache
def _federal() -> "HolidayBase":
    """Return the days of FRCP 6(a)(6)(A), with the days on which 5 U.S.C. 6103 has them kept."""
    import holidays

    return holidays.country_holidays("US", observed=True)


@cache
def _of_state(state: str) -> "HolidayBase":
    import holidays

    return holidays.country_holidays("US", subdiv=state, observed=True)


def _knows(state: str) -> bool:
    import holidays

    return state in holidays.country_holidays("US").subdivisions

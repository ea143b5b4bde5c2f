"""The state in which a court sits, from its name: its holidays count under FRCP 6(a)(6)(C)."""

import re
from functools import cache

__all__ = ["is_federal", "state_of_court"]

_FEDERAL = re.compile(r"(?i)\b(?:united\s+states|u\.?\s?s\.?)\s+(?:district|bankruptcy|court)\b")


def is_federal(court: str) -> bool:
    """Tell whether a court is one of the United States."""
    return _FEDERAL.search(court) is not None


def state_of_court(court: str) -> str | None:
    """Return the postal code of the state or territory that a court's name tells, ``None`` if it tells none.

    >>> state_of_court("United States District Court for the Western District of Virginia")
    'VA'
    """
    words = " ".join(court.split())
    # "Washington County, Oregon": the state stands last.
    found = [
        (match.end(), len(name), code)
        for name, code in _states()
        for match in re.finditer(rf"(?i)(?<!\w){re.escape(name)}(?!\w|\s+county\b(?!\s+of))", words)
    ]
    return max(found)[2] if found else None


@cache
def _states() -> tuple[tuple[str, str], ...]:
    """Return states and territories with their codes, by the names that courts use."""
    import holidays

    named = dict(holidays.country_holidays("US").subdivisions_aliases)
    named["Virgin Islands"] = named.pop("Virgin Islands, U.S.", "VI")
    return tuple(named.items())

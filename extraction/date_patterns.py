"""Where date expressions may stand: every match of the grammar in the folded text (see ``date_words``).

Which matches are dates is decided in ``date_filters``, what they mean in ``date_meanings``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extraction.date_grammar_absolute import ABSOLUTE_RULES
from extraction.date_grammar_relative import RELATIVE_RULES
from extraction.date_rules import Rule
from extraction.date_words import (
    DAYPART,
    HOLIDAY,
    MONTH,
    SEASON,
    WEEKDAY,
)

__all__ = ["Hit", "spot"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of the rule ``rule`` at ``[start, end)`` with its named groups.

    A hit that joins others (a range, "two days after April 3") holds them as ``parts``.
    """

    start: int
    end: int
    rule: str
    groups: Mapping[str, str | None]
    parts: tuple["Hit", ...] = ()

    def said(self, group: str) -> str:
        """Return what a named group matched, ``""`` if nothing or if the rule has no such group."""
        return self.groups.get(group) or ""


# What a passage must hold for a rule to be tried at all: one cheap search each.
_NEEDS = {
    "month": re.compile(rf"\b{MONTH}(?![a-z])"),
    "weekday": re.compile(rf"\b{WEEKDAY}(?:s?\b|')"),
    "year": re.compile(r"(?:1[5-9]|20)\d\d"),
    "numeric": re.compile(r"\d[-./]\d"),
    "clock": re.compile(
        r"\d ?[ap]\.? ?m\b|\d[:.]\d\d|\bnoon\b|midnight|o'clock|hours\b|\d{4}(?: (?:hrs|utc|gmt|local)|z)\b"
    ),
    "unit": re.compile(
        r"\b(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur|weekend|night|time"
        r"|period|daily|annual|quarterly)"
    ),
    "deictic": re.compile(
        r"\b(?:to-?day|to-?night|to-?morrow|yesterday|now|current|recent|present|overnight|soon"
        r"|previous|former|then)"
        r"|day (?:before|after)|the (?:past|future)|so far|once"
    ),
    "daypart": re.compile(DAYPART),
    "season": re.compile(SEASON),
    "holiday": re.compile(HOLIDAY),
    "decade": re.compile(r"\d0'? ?s\b|ties\b|centur|year 0?\d\d"),
    "ordinal": re.compile(r"\b\d\d?(?:st|nd|rd|th)\b|day of\b"),
    "fiscal": re.compile(r"fiscal|\bfy|\bcy ?\d|quarter|half|\b[qh][1-4]\b"),
    "spelled": re.compile(r"\b(?:two thousand|(?:seven|eigh|nine)teen|twenty)\b"),
}


@cache
def _by_need() -> tuple[tuple[re.Pattern[str], tuple[tuple[int, Rule], ...]], ...]:
    numbered = tuple(enumerate(ABSOLUTE_RULES + RELATIVE_RULES))
    return tuple(
        (gate, tuple((at, rule) for at, rule in numbered if rule.needs == need))
        for need, gate in _NEEDS.items()
    )


def spot(folded: str, start: int, end: int) -> Iterator[tuple[int, Hit]]:
    """Yield every match of every rule inside ``[start, end)`` with its rule's rank (low wins)."""
    for gate, rules in _by_need():
        if not gate.search(folded, start, end):
            continue
        for rank, rule in rules:
            for match in rule.pattern.finditer(folded, start, end):
                if match.end() > match.start():
                    yield rank, Hit(match.start(), match.end(), rule.name, match.groupdict())

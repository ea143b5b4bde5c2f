"""Courts named in a text, by the forms that federal and state courts' names have.

"United States District Court, Southern District of New York" and "U.S. District Court for the Southern
District of New York" are one court: names meet under ``court_key``. A bare "the court" is none.
"""

import re
from dataclasses import dataclass
from functools import cache

import resources
from extraction import names

__all__ = ["CourtName", "court_key", "find_courts", "same_court"]


@dataclass(frozen=True, slots=True)
class CourtName:
    """A stretch that names a court, and its name in the letter case of prose."""

    start: int
    end: int
    name: str


_ORDINAL = (
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|"
    r"D\.\s?C\.|District\s+of\s+Columbia)"
)
_US = r"(?:United\s+States|U\.\s?S\.|US)"
_FILLER = r"(?:,|\s|\b(?:for|in|of|the|and)\b)+"
_TRIAL = r"(?:Superior|Circuit|District|County|Family|Probate|Municipal|Chancery|Juvenile|Surrogate['’]s)"


@cache
def _pattern() -> re.Pattern[str]:
    places = "|".join(
        re.escape(line.partition(" = ")[0].strip()).replace(r"\ ", r"\s+")
        for line in sorted(resources.words("court_places"), key=len, reverse=True)
    )
    state = rf"(?:(?:the\s+)?(?:State|Commonwealth)\s+of\s+)?(?:{places})"
    word = r"(?-i:[A-Z][\w.’'-]*)"
    county = (
        rf"(?:{word}\s+){{1,3}}?(?:County|Parish)|"
        rf"(?:County|Parish|City)\s+of\s+{word}(?:\s+{word})?"
    )
    part = r"(?:(?:Northern|Southern|Eastern|Western|Middle|Central)\s+)?"
    district = rf"{part}District\s+of\s+(?:the\s+)?(?:{places})"
    forms = (
        rf"{_US}\s+(?:District|Bankruptcy)\s+Court{_FILLER}{district}",
        rf"{_US}\s+Court\s+of\s+Appeals{_FILLER}{_ORDINAL}\s+Circuit",
        rf"{_ORDINAL}\s+Circuit(?:\s+Court\s+of\s+Appeals)?(?!\s+(?:Rule|Judge|Justice|Court|L\.R\.))",
        rf"(?:{_US}\s+)?Judicial\s+Panel\s+(?:on|for)\s+Multi-?district\s+Litigation",
        rf"Supreme\s+Court\s+of\s+the\s+{_US}",
        rf"{_US}\s+(?:Supreme\s+Court|Court\s+of\s+(?:Federal\s+Claims|International\s+Trade))",
        rf"(?:Supreme|Superior|Appellate)\s+(?:Judicial\s+)?Court\s+(?:of|for)\s+{state}(?:,?\s+(?:{county}))?",
        rf"(?:Intermediate\s+)?Court\s+of\s+(?:Criminal\s+)?Appeals?\s+(?:of|for)\s+{state}",
        rf"{state}\s+(?:Supreme|Superior|Appellate)\s+(?:Judicial\s+)?Court",
        rf"{state}\s+(?:(?:Intermediate\s+)?Court\s+of\s+(?:Criminal\s+)?Appeals?|Court\s+of\s+Chancery)",
        rf"{_TRIAL}\s+Court\s+(?:of|for|in)\s+(?:the\s+)?(?:{county})",
        rf"(?:{county})\s+{_TRIAL}\s+Court",
        rf"Court\s+of\s+(?:Common\s+Pleas|Chancery)\s+(?:of|for)\s+(?:the\s+)?(?:{county}|{state})",
    )
    return re.compile(rf"(?<![\w.@])(?i:{'|'.join(forms)})(?!\w)")


_HAS_COURT = re.compile(r"(?i)\b(?:court|circuit|panel)\b")


def find_courts(text: str, start: int = 0, end: int | None = None) -> list[CourtName]:
    """Return every stretch of ``text`` that names a court, in order."""
    end = len(text) if end is None else end
    if not _HAS_COURT.search(text, start, end):
        return []
    found = []
    for match in _pattern().finditer(text, start, end):
        if not match.group()[0].isupper():
            continue
        found.append(CourtName(match.start(), match.end(), _prose(match.group())))
    return found


def _prose(printed: str) -> str:
    name = re.sub(r"\s+", " ", printed).strip()
    name = re.sub(r"^(?:U\.\s?S\.|US)\s", "United States ", name)
    circuit = re.fullmatch(
        rf"(?i:(?P<which>{_ORDINAL})\s+Circuit(?:\s+Court\s+of\s+Appeals)?)", name
    )
    if circuit:
        return f"United States Court of Appeals for the {circuit['which'].title()} Circuit"
    return names.proper_case(name)


_SMALL = frozenset({"for", "in", "of", "the", "and", "at"})
_WORD = re.compile(r"[a-z0-9']+")


@cache
def court_key(name: str) -> str:
    """Return the key under which two forms of one court's name meet."""
    plain = re.sub(r"\bu\.?\s?s\.?(?=\s)", "united states", names.fold(name))
    plain = re.sub(r"\bd\.\s?c\.(?=\s)", "district of columbia", plain)
    circuit = re.search(rf"({_ORDINAL.casefold()})\s+circuit\b", plain)
    if circuit and "county" not in plain:
        return f"{circuit[1]} circuit"
    return " ".join(word for word in _WORD.findall(plain) if word not in _SMALL)


def same_court(a: str, b: str) -> bool:
    """Tell whether two names are one court's; a federal court's division or seat does not count."""
    first, second = sorted((court_key(a), court_key(b)), key=len)
    if first == second:
        return True
    if re.search(r"\bcourt appeals?$", first):  # "Missouri Court of Appeals Eastern District"
        return bool(re.match(rf"{re.escape(first)} (?:\w+ )?(?:district|division)\b", second))
    is_whole = re.fullmatch(r"united states (?:district|bankruptcy) court .*district \w.*", first)
    return bool(is_whole) and second.startswith(f"{first} ")

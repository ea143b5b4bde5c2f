"""Public bodies: the listed federal agencies under all their names, and the shapes that others have."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import resources
from extraction import names

__all__ = [
    "GOVERNMENT",
    "AgencyName",
    "canonical_agency",
    "find_agencies",
    "find_public_bodies",
    "is_country",
    "is_government",
    "is_place",
]


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A stretch that names a listed agency; ``doubtful`` acronyms need the full name in the same paper."""

    start: int
    end: int
    name: str
    doubtful: bool = False


_COUNTRY = r"(?:(?:U\.\s?S\.|US|USA|United\s+States|American|[Ff]ederal)\s+)"
GOVERNMENT = re.compile(
    rf"(?<![\w@-])(?:{_COUNTRY}[Gg]overnment|[Gg]overnment\s+of\s+the\s+United\s+States)(?![\w-])"
)
# "City of Alder Bay", "State of Ohio", "United States of America"
_GOVERNMENT_NAME = re.compile(
    r"(?i)^(?:the\s+)?(?:(?:city|county|town|village|borough|township|state|commonwealth|parish|people|republic|kingdom)(?:\s+and\s+county)?\s+of\s+(?:the\s+)?\w|"
    r"united\s+states(?:\s+of\s+america)?$|u\.?s\.?\s+government$|\w+\s+county$|district\s+of\s+columbia$)"
)
# A capitalised word; a full stop only inside or after a single capital ("U.S.", "St." is not met here).
_WORD = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*|[A-Z][\w'’-]*)"
_BODIES = (
    r"(?:Department|Agency|Commission|Bureau|Authority|Board|Council|Police\s+Department|Sheriff['’]s\s+(?:Office|Department)|"
    r"(?:District\s+)?Attorney['’]s\s+Office|School\s+District|Water\s+District|Legislature|Inspectorate|Constabulary)"
)
# "Alder Bay Port Commission", "Michigan Department of Natural Resources", "Office of the State Engineer"
_PUBLIC_BODY = re.compile(
    rf"(?<![\w@-])(?:(?:{_WORD}\s+){{1,5}}?{_BODIES}(?:\s+of\s+(?:the\s+)?{_WORD}(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+){_WORD})*)?"
    rf"|(?:{_WORD}\s+){{0,3}}?(?:Department|Board|Office|Bureau|Division|Commission|Ministry|Secretary)\s+of\s+(?:the\s+)?{_WORD}(?:(?:,\s+and\s+|\s+and\s+|\s+){_WORD}){{0,4}}"
    rf"|(?:City|County|Town|Village|Borough|Township|State|Commonwealth|Port)\s+of\s+{_WORD}(?:\s+{_WORD}){{0,2}}"
    rf"|(?<=for\s)(?:{_WORD}\s+){{1,2}}County"
    rf"|(?:{_WORD}\s+){{1,2}}County(?=\s+(?:defendants|officials|employees|commissioners)))(?![\w-])"
)
_LEADING = re.compile(
    r"^(?:(?:The|A|An|This|That|Its|In|On|At|By|Of|And|Plaintiffs?|Defendants?|Respondents?|Petitioners?|When|While|After|Before|If|Since)\s+)+"
)


@cache
def _listed() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return (canonical name, full names, acronyms with "?" kept) of each listed agency."""
    rows = []
    for entry in resources.words("agencies"):
        name, *others = (part.strip() for part in entry.split("|"))
        acronyms = tuple(o for o in others if names.is_acronym(o.rstrip("?")))
        full = [name, *(o for o in others if o not in acronyms)]
        core = _core(name)
        department = re.match(r"Department of (?:the )?(.+)$", core)
        if department and department[1] != "State":
            full.append(f"{department[1]} Department")
        rows.append((name, tuple(full), acronyms))
    return tuple(rows)


def _core(name: str) -> str:
    return re.sub(r"^U\.S\. ", "", name)


@cache
def _by_key() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, full, acronyms in _listed():
        for form in full:
            table[_agency_key(form)] = name
        for acronym in acronyms:
            if not acronym.endswith("?"):
                table[acronym.casefold()] = name
    return table


def _agency_key(name: str) -> str:
    key = names.name_key(name)
    key = re.sub(r"\bof the\b", "of", re.sub(r"\bservices\b", "service", key))
    return re.sub(r"^(?:the|federal government s) ", "", key)


@cache
def _pattern() -> re.Pattern[str]:
    forms: list[str] = []
    for _, full, _ in _listed():
        for form in full:
            words = [re.escape(word) for word in _core(form).split()]
            joined = r"\s+".join("(?:and|&)" if word == "and" else word for word in words)
            forms.append(re.sub(r"Services?$", "Services?", joined))
    body = "|".join(sorted(forms, key=len, reverse=True))
    acronyms = [a.rstrip("?") for _, _, row in _listed() for a in row]
    short = "|".join(sorted(acronyms, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w@#/-])(?:(?P<full>{_COUNTRY}?(?:{body}))|{_COUNTRY}?(?P<short>{short}))(?![\w@]|-[a-z]|\.\s*(?i:codes?|cas)\b)"
    )


@cache
def _acronyms() -> dict[str, tuple[str, bool]]:
    return {a.rstrip("?"): (name, a.endswith("?")) for name, _, row in _listed() for a in row}


@lru_cache(4096)
def canonical_agency(name: str) -> str | None:
    """Return the canonical name of a listed agency, or ``None``.

    >>> canonical_agency("US Labor Department")
    'U.S. Department of Labor'
    """
    found = _by_key().get(_agency_key(name))
    if found is None:
        found = _by_key().get(re.sub(r"\s+", " ", names.fold(name)))
    return found


def find_agencies(text: str) -> list[AgencyName]:
    """Return every stretch that names a listed agency, in order.

    "Michigan Department of Education" is another body, so a place before a name keeps it out.
    """
    out: list[AgencyName] = []
    for match in _pattern().finditer(text):
        if match["short"]:
            name, doubtful = _acronyms()[match["short"]]
            out.append(AgencyName(match.start(), match.end(), name, doubtful))
            continue
        if not re.match(_COUNTRY, match.group()) and _place_before(text, match.start()):
            continue
        known = canonical_agency(match.group())
        if known is not None:
            out.append(AgencyName(match.start(), match.end(), known))
    return out


# Capitalised words before an agency's name that name no place: "In Justice Department filings", "the
# Reagan Justice Department"; the second row only where they begin a sentence.
_NO_PLACE = frozenset(
    {
        "The",
        "That",
        "This",
        "Both",
        "When",
        "In",
        "At",
        "Secretary",
        "Respondent",
        "Defendant",
        "Defendants",
    }
) | frozenset(resources.words("presidents"))
_NO_PLACE_AT_START = frozenset(
    {"A", "An", "As", "But", "And", "Former", "Since", "While", "After", "Before", "If"}
)
_SENTENCE_START = re.compile(r"(?:^|[.!?“\"]\s*|\n)$")


def _place_before(text: str, at: int) -> bool:
    """Tell whether a place stands before a name: "Michigan Department of Education"."""
    lead = text[max(0, at - 30) : at]
    before = re.search(r"(\w[\w.’']*)\s$", lead)
    if before is None or not before[1][0].isupper() or before[1] in _NO_PLACE:
        return False
    starts = _SENTENCE_START.search(lead[: before.start()]) is not None
    return not (starts and before[1] in _NO_PLACE_AT_START)


# "State of Emergency" is no state, and a council of churches no agency.
_NO_BODY = re.compile(
    r"(?i)^state\s+of\s+(?:emergency|mind|war|affairs|art|being|origin|incorporation|residence|nature)\b"
    r"|\b(?:church(?:es)?|christ|synagogues?|rabbis|bankers|realtors|manufacturers|teachers)\b"
)


def find_public_bodies(text: str) -> list[tuple[int, int]]:
    """Return stretches that have the shape of a public body's name, listed or not."""
    out: list[tuple[int, int]] = []
    for match in _PUBLIC_BODY.finditer(text):
        start, end = match.span()
        lead = _LEADING.match(match.group())
        start += lead.end() if lead else 0
        words = text[start:end].split()
        if _NO_BODY.search(text[start:end]):
            continue
        if len(words) >= 2 and not re.fullmatch(rf"{_BODIES}", text[start:end]):
            out.append((start, end))
    return out


# "lives in the State of Ohio", "citizen of the United States": a place, and nobody who acts.
_PLACE_BEFORE = re.compile(
    r"\b(?:in|within|throughout|across|outside|into|near|continental|entered|entering|leaving|around)\s+(?:the\s+)?$"
)
_REALM_BEFORE = re.compile(
    r"\b(?:of|to|from|and)\s+the\s+$|\b(?:citizens?|residents?|laws?|Constitution|courts?)\s+of\s+$"
)
_REALM = re.compile(
    r"(?i)^(?:the\s+)?(?:state|commonwealth|united\s+states|district\s+of\s+columbia)\b"
)
# "United States Constitution", "Alder County Courthouse", "United States mail"
_GOES_ON = re.compile(
    r"\s+(?:[A-Z]|(?:citizens?|residents?|mails?|soil|currency|dollars)\b)|\s+\(excluding\b"
)


def is_place(text: str, start: int, end: int) -> bool:
    """Tell whether a government's name at ``text[start:end]`` means its territory, or a longer name."""
    before = text[max(0, start - 40) : start]
    if _PLACE_BEFORE.search(before) or _GOES_ON.match(text, end):
        return True
    return bool(_REALM.match(text[start:end]) and _REALM_BEFORE.search(before))


def is_country(name: str) -> bool:
    """Tell whether a name is that of the United States or their government as a whole."""
    return bool(
        re.fullmatch(
            r"(?i)(?:the\s+)?(?:united\s+states(?:\s+of\s+america)?|u\.?\s?s\.?(?:a\.?)?(?:\s+government)?)",
            name.strip(),
        )
    )


def is_government(name: str) -> bool:
    """Tell whether a name is a government's as a whole ("City of Alder Bay", "United States of America")."""
    return bool(_GOVERNMENT_NAME.match(name.strip()))

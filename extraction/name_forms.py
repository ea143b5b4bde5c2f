"""Names that their form gives away: companies, listed agencies, public and private bodies, handles.

What the language model proposes gives way to them, see ``extraction.entities``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import resources
from extraction import agencies
from extraction.findings import PartyKind
from extraction.overlaps import without_overlaps
from extraction.reading import Passage
from importers.source_text import Zone

__all__ = [
    "CASE_NAME",
    "Candidate",
    "best",
    "by_form",
    "calendar",
    "generic_words",
    "is_generic",
    "trimmed",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the reading copy that names a being. ``canonical`` is a listed agency's full name."""

    start: int
    end: int
    text: str
    kind: PartyKind
    canonical: str | None = None
    certain: bool = False


# "@everyone" calls whoever is there, and is nobody's account.
_HANDLE = re.compile(
    r"(?<![\w@./])@(?!(?:everyone|here|channel|all)\b)[A-Za-z]\w{1,29}\b(?!\.\w|@)"
)
# A capitalised word of a name; a full stop only after initials and the usual abbreviations, lest a
# name should begin in the sentence before.
_CAPITAL = (
    r"(?:(?:[A-Z]\.)+|(?:St|Mt|Ft|Bros|Inc|Co|Corp|Wm|Chas|Jr|Sr)\.|"
    r"[A-Z0-9][\w&'’-]*(?:\.\w[\w&'’-]*)*)"
)
_JOINED = rf"\s+(?:(?:&|of|and|the|for|de)\s+){{0,2}}{_CAPITAL}"
_LEGAL_FORM = (
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Company|LLC|L\.L\.C|LLP|L\.L\.P|LP|L\.P|Ltd|Limited|PLC|plc|PLLC|"
    r"P\.C|P\.L\.L\.C|N\.A|GmbH|S\.A|N\.V)\b\.?(?![-–‑]\w)"
)
_COMPANY = re.compile(
    rf"(?<![\w@./])(?!\d+\b){_CAPITAL}(?:{_JOINED}){{0,6}}?(?:,\s*|\s+){_LEGAL_FORM}(?:,?\s+(?:Inc|LLC|L\.P|LP|Ltd|N\.A)\b\.?)?"
)
# "Ortega v. Port Commission, 512 F.3d 9": the names of a cited case are no parties here.
CASE_NAME = re.compile(
    rf"(?:{_CAPITAL}|In\s+re)(?:[,]?\s+(?:{_CAPITAL}|of|the|and|&|for|ex|rel\.|et|al\.)){{0,8}}\s+v\.?s?\.\s+{_CAPITAL}(?:[,]?\s+(?:{_CAPITAL}|of|the|and|&|for|et|al\.)){{0,8}}"
)
_EDGES = " \t\n,;:“”\"‘’'()[]–—-"
_LEAD = re.compile(
    r"^(?:(?:\d+[.)]|the|a|an|by|and|of|against|between|dear|(?:plaintiffs?|defendants?|petitioners?|respondents?|appellants?|appellees?)(?:[-–](?:in[-–])?\w+)?|see|cf|id|but|also|compl?|when|while|so)\.?\s+)+",
    re.I,
)
# "Harbor Master for Defendant Halyard Press": the name begins behind the side.
_SIDE_INSIDE = re.compile(
    r"(?:^|.*\s)(?:for|of|by|against|and)\s+(?:the\s+)?"
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee)s?,?\s+(?=[A-Z])",
    re.S,
)
_TRAIL = re.compile(r"(?:['’]s?|\s+(?:and|of|the|by|in|v\.|on|to|at))$")


@cache
def generic_words() -> frozenset[str]:
    """Return the words that papers capitalise without naming anybody, in small letters."""
    return frozenset(word.casefold() for word in resources.words("generic_terms"))


@cache
def calendar() -> frozenset[str]:
    """Return the names of months and weekdays, in small letters."""
    return frozenset(
        w.split("=")[0].split()[0].casefold()
        for name in ("months", "weekdays")
        for w in resources.words(name)
    )


def by_form(text: str, passage: Passage) -> list[Candidate]:
    """Return the names in one passage that their form gives away, without overlaps."""
    start, end = passage.span.start, passage.span.end
    stretch = text[start:end]
    out = [
        Candidate(start + m.start(), start + m.end(), m.group(), PartyKind.ACCOUNT, certain=True)
        for m in _HANDLE.finditer(stretch)
    ]
    out += [
        _candidate(
            text, start + m.start(), start + m.end(), PartyKind.ORGANIZATION, "U.S. government"
        )
        for m in agencies.GOVERNMENT.finditer(stretch)
    ]
    out += [
        _candidate(text, start + agency.start, start + agency.end, PartyKind.AGENCY, agency.name)
        for agency in agencies.find_agencies(stretch)
        if not agency.doubtful
    ]
    out += _companies(text, passage)
    out += _private_bodies(text, start, end)
    out += _public_bodies(text, start, stretch)
    return best(out)


def _companies(text: str, passage: Passage) -> Iterator[Candidate]:
    for match in _COMPANY.finditer(text, passage.span.start, passage.span.end):
        a, b = trimmed(text, *match.span())
        if b - a <= 4 or len(text[a:b].split()) < 2 or _broken_off(text, a, passage):
            continue
        # "Northern Trust Company" is made of common words, yet no heading: it stands in a sentence
        in_prose = len(text[a:b].split()) > 2 and text[max(0, a - 4) : a] == "The "
        if in_prose or not is_generic(text[a:b]):
            yield _candidate(text, a, b, PartyKind.ORGANIZATION)


def _private_bodies(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in _PARTNERS.finditer(text, start, end):
        a, b = trimmed(text, *match.span())
        words = [w.casefold().strip(".,") for w in re.split(r"[\s+&]+", text[a:b])]
        if not any(w in generic_words() or w in calendar() for w in words):
            yield _candidate(text, a, b, PartyKind.ORGANIZATION)
    for match in _EMPLOYER.finditer(text, start, end):
        a, b = match.span("name")
        if not is_generic(text[a:b]) and text[a:b].casefold() not in calendar():
            yield _candidate(text, a, b, PartyKind.ORGANIZATION)
    for match in _private_body().finditer(text, start, end):
        a, b = trimmed(text, *match.span())
        if _BELONGS.search(text[a:b]):
            continue
        if len(text[a:b].split()) > 1 and not is_generic(text[a:b]) and not text[a:b].isupper():
            yield _candidate(text, a, b, PartyKind.ORGANIZATION)


# A country that sues and is sued; where it is only a place, ``agencies.is_place`` says so.
_COUNTRY = re.compile(
    r"(?<![\w@])(?:the|The)\s+(?P<name>United\s+States(?:\s+of\s+America)?)(?!\s+[A-Z]|\w)"
)


def _public_bodies(text: str, start: int, stretch: str) -> Iterator[Candidate]:
    for match in _COUNTRY.finditer(stretch):
        a, b = start + match.start("name"), start + match.end("name")
        if not agencies.is_place(text, a, b):
            yield Candidate(a, b, text[a:b], PartyKind.ORGANIZATION)
    for a, b in agencies.find_public_bodies(stretch):
        a, b = trimmed(text, start + a, start + b)
        if re.search(r"['’]s\s(?!Office|Department|Compensation|Association|Union)", text[a:b]):
            continue
        if agencies.is_government(text[a:b]) and agencies.is_place(text, a, b):
            continue
        if not is_generic(text[a:b]) and len(text[a:b].split()) >= 2:
            kind = PartyKind.ORGANIZATION if agencies.is_government(text[a:b]) else PartyKind.AGENCY
            yield _candidate(text, a, b, kind)


# One word after what only an employer or an owner of companies has: "her employer Saltgrass"
_EMPLOYER = re.compile(
    r"\b(?:(?:current|former|previous|new)\s+employer,?|employment\s+(?:with|at)|subsidiary\s+of)\s+"
    r"(?P<name>[A-Z][\w’-]{2,})(?!\s+[A-Z]|[\w&]|['’]s\s)"
)
# "Marsh + Quist", "Rowe & Holm"
_PARTNERS = re.compile(
    r"(?<![\w@./&+])[A-Z][a-z][\w’'-]+\s[&+]\s[A-Z][a-z][\w’'-]+(?![\w&]|\s[&+]|\s+[A-Z])"
)
# "Quist's Estate", "Marsh's Union": something of a person's, and no name
_BELONGS = re.compile(r"\w['’]s\s+\w+$")


@cache
def _private_body() -> re.Pattern[str]:
    """Return the form of a private body's name: "Alder Bay Yacht Club", "Guild of Harbor Pilots"."""
    endings = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in resources.words("body_endings")
    )
    word = r"(?:[A-Z][\w’'-]*|St\.|[A-Z]\.)"
    return re.compile(
        rf"(?<![\w@./])(?:{word}\s+){{1,5}}(?:{endings})\b(?:\s+(?:of|for)\s+(?:the\s+)?{word}(?:\s+{word}){{0,3}})?"
    )


def _broken_off(text: str, start: int, passage: Passage) -> bool:
    """Tell whether a name begins a line of a caption whose line before ends in the middle of a name."""
    if passage.zone is not Zone.CAPTION or start != passage.span.start:
        return False
    return text[:start].rstrip()[-1:].isalnum()


def _candidate(
    text: str, start: int, end: int, kind: PartyKind, canonical: str | None = None
) -> Candidate:
    return Candidate(start, end, text[start:end], kind, canonical, certain=True)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without articles, sides and signals before a name and small words after it.

    No name runs over a blank line.
    """
    blank = text.rfind("\n\n", start, end)
    start = blank + 2 if blank >= 0 else start
    side = _SIDE_INSIDE.match(text[start:end])
    start += side.end() if side else 0
    for _ in range(3):
        lead = _LEAD.match(text[start:end])
        start += lead.end() if lead else 0
        while start < end and text[start] in _EDGES:
            start += 1
        trail = _TRAIL.search(text[start:end])
        end = start + trail.start() if trail else end
        while end > start and text[end - 1] in _EDGES:
            end -= 1
    if text[start:end].endswith(".") and not re.search(
        r"(?:\b[A-Z]|Inc|Corp|Co|Ltd|Jr|Sr)\.$", text[start:end]
    ):
        end -= 1
    return start, end


def is_generic(words: str) -> bool:
    """Tell whether words are all common ones, or numbers and months: headings and defined terms."""
    parts = [w.casefold().strip(".,'’") for w in re.findall(r"[\w’'.]+", words)]
    small = {
        "of",
        "the",
        "and",
        "for",
        "a",
        "an",
        "in",
        "to",
        "no",
        "s",
        "inc",
        "llc",
        "first",
        "second",
        "third",
        "amended",
    }
    return not parts or all(
        p in generic_words() or p in small or p.isdigit() or p in calendar() for p in parts
    )


def best(found: list[Candidate]) -> list[Candidate]:
    """Keep what rules of form found before the model's, longer before shorter."""
    rank = sorted(
        found,
        key=lambda c: (not c.certain, c.kind is not PartyKind.ACCOUNT, c.start - c.end, c.start),
    )
    return sorted(without_overlaps(rank, lambda c: (c.start, c.end)), key=lambda c: c.start)

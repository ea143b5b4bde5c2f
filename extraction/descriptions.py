"""Words that stand for one party without naming it: "the company", "the social network", "the agency"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import resources
from extraction.findings import PartyKind
from extraction.reading import Reading

__all__ = ["Described", "describing_mentions"]


@dataclass(frozen=True, slots=True)
class Described:
    """A party as far as descriptions need it: its key, kind, name, and how often it is named."""

    key: str
    kind: PartyKind
    name: str
    count: int


_ORGANIZATION = re.compile(
    r"(?<![\w-])(?P<article>[Tt]he)\s+(?P<noun>"
    + "|".join(
        re.escape(n).replace(r"\ ", r"\s+")
        for n in sorted(resources.words("descriptive_organizations"), key=len, reverse=True)
    )
    + r")(?![\w-])(?!\s+(?:of|that|which|industry|community|records?)\b)"
)
_AGENCY = re.compile(
    r"(?<![\w-])(?P<article>[Tt]he)\s+(?P<noun>agency|bureau|commission|department)(?![\w-])(?!\s+of\b)"
)
_GOVERNMENT = re.compile(r"(?<![\w-])(?P<article>[Tt]he)\s+(?P<noun>government)(?![\w-])")
# "the State" in a paper with one State of something among its parties
_REALMS = ("State", "Commonwealth", "City", "County", "Town", "Village", "Township", "Borough")
# Bodies that nobody calls a company or a firm.
_NO_BUSINESS = re.compile(
    r"(?i)\b(?:union|association|university|college|church|school|foundation|society|council|committee|party|coalition|league|government|city|county|state|news|times|post)\b"
)
_DOMINANT = 3


def describing_mentions(
    reading: Reading,
    parties: Sequence[Described],
    government: str | None,
    named: Sequence[tuple[int, int, str]] = (),
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, key) for descriptions that can stand for one party only.

    "The company" is the only business that the paper names, or one that it names three times as often
    as any other; else the only one that its own paragraph has named so far. ``named`` are the mentions
    of all parties, in order. An article in capitals at the start of a sentence is left out of the mention.
    """
    businesses = [
        p for p in parties if p.kind is PartyKind.ORGANIZATION and not _NO_BUSINESS.search(p.name)
    ]
    agencies = [p for p in parties if p.kind is PartyKind.AGENCY]
    rules = (
        (_ORGANIZATION, _single(businesses), {p.key for p in businesses}),
        (_AGENCY, _single(agencies, dominant=False), {p.key for p in agencies}),
        (_GOVERNMENT, government, set[str]()),
        *((_realm(noun), _only_realm(noun, parties), set[str]()) for noun in _REALMS),
    )
    starts = [start for start, _, _ in named]
    for pattern, key, several in rules:
        if key is None and not several:
            continue
        for passage in reading.passages:
            if passage.zone.is_furniture:
                continue
            for match in pattern.finditer(reading.text, passage.span.start, passage.span.end):
                first = bisect_left(starts, passage.span.start)
                before = named[first : bisect_left(starts, match.start())]
                meant = key or _only_near(before, several, reading.text, match)
                if meant is not None:
                    start = match.start() if match["article"] == "the" else match.start("noun")
                    yield start, match.end(), meant


# How far back in its paragraph the name stands that a description takes up. Code points.
_NEAR = 500
_STEM = 5


def _only_near(
    before: Sequence[tuple[int, int, str]], several: set[str], text: str, match: re.Match[str]
) -> str | None:
    """Return the only party of a kind that a paragraph names before a description, not far back.

    "The commission" is not taken up from a body whose name has another noun of that sort.
    """
    fit = [row for row in before if row[2] in several]
    if not fit or len({key for _, _, key in fit}) != 1 or match.start() - fit[-1][1] > _NEAR:
        return None
    if _ANOTHER.search(text, fit[-1][1], match.start()):
        return None
    noun = match["noun"].split()[-1].casefold()[:_STEM]
    names = " ".join(text[start:end] for start, end, _ in fit).casefold()
    others = {sort for sort in _SORTS if sort[:_STEM] in names}
    if noun in {sort[:_STEM] for sort in _SORTS} and others and noun not in names:
        return None
    return fit[-1][2]


# One that has no name: "another company", "a federal agency".
_ANOTHER = re.compile(
    r"(?i)\b(?:an?|another|other|any|each|every|some)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:compan(?:y|ies)|firm|business|bank|agency|agencies|bureau|commission|department|corporation|employer|insurer)\b"
)
# Nouns that bodies have in their names: "the bank" is not the Harbor Department.
_SORTS = (
    "agency",
    "bureau",
    "commission",
    "department",
    "bank",
    "airline",
    "hospital",
    "newspaper",
    "university",
)


def _realm(noun: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<article>[Tt]he)\s+(?P<noun>{noun})(?![\w-])(?!\s+(?:of\b|[A-Z]))"
    )


def _only_realm(noun: str, parties: Sequence[Described]) -> str | None:
    """Return the only party that is a State of something, a City of something and so on."""
    named = re.compile(rf"(?i)^(?:the\s+)?(?:people\s+of\s+the\s+)?{noun}\s+of\s|\s{noun}$")
    bearers = [p.key for p in parties if named.search(p.name) and p.kind is not PartyKind.PERSON]
    return bearers[0] if len(bearers) == 1 else None


def _single(candidates: list[Described], *, dominant: bool = True) -> str | None:
    ranked = sorted(candidates, key=lambda p: -p.count)
    if not ranked:
        return None
    if len(ranked) == 1 or (dominant and ranked[0].count >= _DOMINANT * max(1, ranked[1].count)):
        return ranked[0].key
    return None

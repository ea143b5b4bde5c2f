"""Words that stand for one party without naming it: "the company", "the social network", "the agency"."""

import re
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
    reading: Reading, parties: Sequence[Described], government: str | None
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, key) for descriptions that can stand for one party only.

    "The company" is the only business that the paper names, or one that it names three times as often
    as any other; an article in capitals at the start of a sentence is left out of the mention.
    """
    rules = (
        (
            _ORGANIZATION,
            _single(
                [
                    p
                    for p in parties
                    if p.kind is PartyKind.ORGANIZATION and not _NO_BUSINESS.search(p.name)
                ]
            ),
        ),
        (_AGENCY, _single([p for p in parties if p.kind is PartyKind.AGENCY], dominant=False)),
        (_GOVERNMENT, government),
        *((_realm(noun), _only_realm(noun, parties)) for noun in _REALMS),
    )
    for pattern, key in rules:
        if key is None:
            continue
        for passage in reading.passages:
            if passage.zone.is_furniture:
                continue
            for match in pattern.finditer(reading.text, passage.span.start, passage.span.end):
                start = match.start() if match["article"] == "the" else match.start("noun")
                yield start, match.end(), key


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

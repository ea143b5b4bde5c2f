"""Defined terms: "Harbor Lines, Inc. (“Harbor”)", "Alder Bay Port Commission (ABPC)", "(the Chapel)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.names import initials_begin, is_acronym
from extraction.reading import Reading

__all__ = ["DefinedTerm", "defined_terms", "law_terms"]


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """One short form with the place of its bracket in the reading copy.

    ``long_start`` is where the long form of an acronym begins, found by its letters; ``None`` where the
    name directly before the bracket is meant. ``collective`` terms stand for several names together.
    """

    alias: str
    start: int
    end: int
    long_start: int | None = None
    collective: bool = False


_OPEN, _CLOSE = "“\"‘'", "”\"’'"
_QUOTED = rf"[{_OPEN}](?:the\s+)?(?P<alias>[^“”\"()]{{2,45}}?)[,.]?[{_CLOSE}](?=[\s,;.)]|$)"
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,160})\)")
_QUOTED_TERM = re.compile(_QUOTED)
# A term without quotation marks, as in (the Chapel) or (hereinafter the Port).
_PLAIN_TERM = re.compile(
    r"^(?:(?:hereinafter|hereafter|herein)\s+(?:the\s+)?|the\s+)(?P<alias>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})$"
)
_COLLECTIVE = re.compile(r"(?i)\b(?:collectively|together|jointly|each)\b")


# As in: the Harbor Safety Act, 33 U.S.C. § 1221 (“HSA”).
_LAW = re.compile(
    r"\b(?:Acts?|Code|Rules?|Statutes?|Laws?|Amendments?|Treaty|Agreements?|Orders?|Protocol|Policy|Plan|"
    r"Motion|Complaint|Program|Unit|Area|Period)"
    rf"(?:\s+of\s+\d{{4}})?(?:,[^()\n]{{0,60}})?\s+\((?:the\s+)?[{_OPEN}](?:the\s+)?(?P<term>[A-Z][\w&.-]+)[,.]?[{_CLOSE}]\)"
)


# As in: (hereinafter, “evaporated cane juice” or “ECJ”). Small letters name a thing.
_THING = re.compile(
    rf"\([^()]*[{_OPEN}][a-z][^“”\"()]{{2,60}}[{_CLOSE}]\s+or\s+[{_OPEN}](?P<term>[A-Z]{{2,8}})[{_CLOSE}]"
)


# "the Harbor Safety Act (HSA)"; "subject-matter jurisdiction (SMJ)": small letters name a thing.
_LAW_ACRONYM = re.compile(
    r"\b(?:Act|Code|Rules?|Statute|Amendment)(?:\s+of\s+\d{4})?\s+\((?P<term>[A-Z]{2,8})\)"
)
_ACRONYM = re.compile(rf"(?<=\s)\([{_OPEN}]?(?P<term>[A-Z]{{2,6}})[{_CLOSE}]?\)")
_SMALL_WORDS = re.compile(r"(?:[a-z]+[\s-]+){2,8}$")
# Code points before a bracket in which its long form stands.
_LONG = 90


def _things(text: str) -> frozenset[str]:
    """Return the acronyms of laws, and of things that are spelled in small letters before them."""
    laws = {match["term"] for match in _LAW_ACRONYM.finditer(text)}
    for match in _ACRONYM.finditer(text):
        long = _SMALL_WORDS.search(text, max(0, match.start() - _LONG), match.start())
        if long is not None:
            initials = "".join(word[0] for word in re.split(r"[\s-]+", long.group().strip()))
            if initials.endswith(match["term"].casefold()):
                laws.add(match["term"])
    return frozenset(laws)


def law_terms(reading: Reading) -> frozenset[str]:
    """Return the one-word short forms of statutes, orders, agreements and things: nobody's names."""
    laws = {match["term"] for match in _LAW.finditer(reading.text)}
    things = {match["term"] for match in _THING.finditer(reading.text)}
    return frozenset(laws | things) | _things(reading.text)


def defined_terms(reading: Reading) -> Iterator[DefinedTerm]:
    """Yield the short forms that a paper defines in brackets, in order."""
    text = reading.text
    for passage in reading.passages:
        if passage.zone.is_furniture:
            continue
        for bracket in _BRACKET.finditer(text, passage.span.start, passage.span.end):
            inside = bracket["inside"]
            before = text[max(passage.span.start, bracket.start() - 160) : bracket.start()]
            collective = bool(_COLLECTIVE.search(inside))
            for quoted in _QUOTED_TERM.finditer(inside):
                alias = re.sub(r"\s+", " ", quoted["alias"]).strip()
                if not alias[:1].isupper() and alias[:1] != "@":
                    continue
                yield DefinedTerm(
                    alias,
                    bracket.start(),
                    bracket.end(),
                    _long_form(alias, before, bracket.start()),
                    collective,
                )
            plain = _PLAIN_TERM.match(inside)
            if plain:
                yield DefinedTerm(plain["alias"], bracket.start(), bracket.end())
            if is_acronym(inside.strip()):
                start = _long_form(inside.strip(), before, bracket.start())
                if start is not None:
                    yield DefinedTerm(inside.strip(), bracket.start(), bracket.end(), start)


def _long_form(alias: str, before: str, at: int) -> int | None:
    if not is_acronym(alias):
        return None
    begins = initials_begin(alias, before)
    if begins is not None and alias in before[begins:].split():
        return None
    return None if begins is None else at - len(before) + begins

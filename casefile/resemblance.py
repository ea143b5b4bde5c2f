"""Parties of a case that may be one: pairs of names that resemble each other, each with the reason in words.

Pure functions on names. Extraction joins parties across papers by exact keys alone; all that is less
certain is proposed, never done. Accounts are proposed with accounts only: a handle is not its owner.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from casefile.turns import in_turns
from extraction import names
from extraction.findings import PartyKind

__all__ = ["Named", "Resemblance", "name_key", "pairs"]

_LARGEST_GROUP = 40  # of names that share a key: more are no duplicates but a common word
_SHORTEST_NEAR = 6  # letters of a name that may be misspelled
_MISREAD = 4  # letters of a word that may be: "J." and "K." are two initials
_BODIES = frozenset(
    [PartyKind.ORGANIZATION, PartyKind.AGENCY, PartyKind.COURT, PartyKind.OTHER, PartyKind.PERSON]
)
_ARTICLES = frozenset(["a", "an", "the", "of", "and", "for", "in", "on", "to", "de", "la", "us"])


@dataclass(frozen=True, slots=True)
class Named:
    """A party with what it is compared by."""

    id: int
    name: str
    kind: PartyKind
    office: str | None
    """Its role or capacity, where only one at a time has it: the warden, not counsel."""
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two parties that may be one; ``of_kinds`` tells that papers take them for different kinds."""

    one: int
    other: int
    reason: str
    strength: float
    of_kinds: bool = False


def pairs(
    parties: Sequence[Named], apart: Collection[tuple[int, int]] = ()
) -> tuple[Resemblance, ...]:
    """Return every two parties that may be one, with the strongest reason, those in ``apart`` left out.

    ``apart`` holds pairs of numbers, the smaller first.
    """
    best: dict[tuple[int, int], Resemblance] = {}
    for rule in (_same_names, _persons, _short_names, _acronyms, _longer_names, _near):
        for found in rule(parties):
            pair = (found.one, found.other)
            if pair not in apart and (pair not in best or best[pair].strength < found.strength):
                best[pair] = found
    return tuple(best.values())


def _pair(
    one: Named, other: Named, reason: str, strength: float, *, of_kinds: bool = False
) -> Resemblance:
    first, second = sorted((one.id, other.id))
    return Resemblance(first, second, reason, strength, of_kinds)


def _grouped(
    parties: Iterable[Named], key: Callable[[Named], Iterable[str]]
) -> Iterator[tuple[str, list[Named]]]:
    groups: dict[str, dict[int, Named]] = defaultdict(dict)
    for party in in_turns(parties):
        for each in key(party):
            if each:
                groups[each][party.id] = party
    for each, group in groups.items():
        if 1 < len(group) <= _LARGEST_GROUP:
            yield each, list(group.values())


def _same_names(parties: Sequence[Named]) -> Iterator[Resemblance]:
    """Yield parties of one name: kept apart for their kinds, their legal forms, or for a third one."""
    for key, group in _grouped(parties, lambda party: (name_key(party.name),)):
        for one, other in combinations(group, 2):
            if one.kind is other.kind:
                if names.fold(one.name) == names.fold(other.name):
                    yield _pair(one, other, "same name", 0.95)
                else:
                    yield _pair(one, other, "same name but for the legal form or an article", 0.7)
            elif {one.kind, other.kind} <= _BODIES and _names_enough(key, one, other):
                yield _pair(one, other, _two_kinds(one, other), 0.6, of_kinds=True)


def _two_kinds(one: Named, other: Named) -> str:
    first, second = (
        f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
        for kind in sorted((one.kind, other.kind))
    )
    return f"same name, but one is taken for {first}, the other for {second}"


def _names_enough(key: str, one: Named, other: Named) -> bool:
    """A surname alone is no company of one word."""
    return len(key.split()) > 1 or PartyKind.PERSON not in (one.kind, other.kind)


def _persons(parties: Sequence[Named]) -> Iterator[Resemblance]:
    people = [party for party in parties if party.kind is PartyKind.PERSON]
    for _, group in _grouped(people, lambda party: (names.fold(names.person_surname(party.name)),)):
        for one, other in combinations(group, 2):
            office = one.office if one.office and one.office == other.office else None
            if names.same_person(one.name, other.name) or names.same_person(other.name, one.name):
                lone = min(len(one.name.split()), len(other.name.split())) == 1
                if lone:
                    others = len(group) - 2
                    told = "same last name, one without a first name"
                    yield _pair(one, other, told, 0.75 if not others else 0.45)
                else:
                    yield _pair(one, other, "same last name, and the first names fit", 0.85)
            elif office:
                yield _pair(one, other, f"same last name and office ({office})", 0.5)


def _short_names(parties: Sequence[Named]) -> Iterator[Resemblance]:
    """Yield parties where one's name is what the other is called for short."""
    by_name: dict[tuple[PartyKind, str], list[Named]] = defaultdict(list)
    for party in parties:
        by_name[party.kind, name_key(party.name)].append(party)
    for party in parties:
        for alias in party.aliases:
            key = name_key(alias)
            for other in by_name.get((party.kind, key), ())[:_LARGEST_GROUP] if key else ():
                if other.id != party.id and party.kind is not PartyKind.ACCOUNT:
                    own = len(key.split()) > 1 or names.is_acronym(alias)
                    reason = f"{party.name} is also called “{alias}”"
                    yield _pair(party, other, reason, 0.8 if own else 0.5)


def _acronyms(parties: Sequence[Named]) -> Iterator[Resemblance]:
    bodies = [party for party in parties if party.kind not in (PartyKind.PERSON, PartyKind.ACCOUNT)]
    short: dict[tuple[PartyKind, str], list[Named]] = defaultdict(list)
    for party in bodies:
        if names.is_acronym(party.name):
            short[party.kind, _letters(party.name)].append(party)
    if not short:
        return
    for party in bodies:
        for initials in _initials(party.name):
            for other in short.get((party.kind, initials), ()):
                if other.id != party.id:
                    reason = f"“{other.name}” can be the acronym of {party.name}"
                    yield _pair(party, other, reason, 0.75 if len(initials) > 2 else 0.5)


name_key = lru_cache(maxsize=32_768)(names.name_key)
"""What tells names apart, kept: each rule asks it of all parties."""


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _initials(name: str) -> set[str]:
    """Return the letters that an acronym of a name can have."""
    words = [word for word in re.split(r"[^\w]+", names.fold(names.without_ending(name))) if word]
    if len(words) < 2:
        return set()
    told = [word for word in words if word not in _ARTICLES]
    every = [word for word in words if word not in ("the", "us")]
    return {
        "".join(word[0] for word in some)
        for some in (words, told, every, told[-len(told) + 1 :])
        if len(some) > 1
    }


def _longer_names(parties: Sequence[Named]) -> Iterator[Resemblance]:
    """Yield companies and agencies where one's name begins or ends the other's: "Harbor Lines Holdings"."""
    by_name: dict[tuple[PartyKind, str], list[Named]] = defaultdict(list)
    bodies = [party for party in parties if party.kind not in (PartyKind.PERSON, PartyKind.ACCOUNT)]
    for party in bodies:
        by_name[party.kind, name_key(party.name)].append(party)
    for party in bodies:
        words = name_key(party.name).split()
        for size in range(2, len(words)):
            for part in (words[:size], words[-size:]):
                if all(word in _ARTICLES for word in part[1:]):
                    continue
                for other in by_name.get((party.kind, " ".join(part)), ()):
                    if other.id != party.id:
                        reason = f"“{other.name}” is part of the name {party.name}"
                        yield _pair(party, other, reason, 0.55)


def _near(parties: Sequence[Named]) -> Iterator[Resemblance]:
    """Yield names one letter apart: left out, added, changed, or two that changed places.

    Two such names have a spelling in common once a letter is taken out of each or one of them; this makes
    the work grow with the number of names and not with its square.
    """
    from rapidfuzz.distance import OSA

    for kind in PartyKind:
        by_key: dict[str, list[Named]] = defaultdict(list)
        for party in parties:
            if party.kind is kind:
                by_key[name_key(party.name)].append(party)
        shared: dict[str, list[str]] = defaultdict(list)
        for key in in_turns(by_key):
            if len(key) >= _SHORTEST_NEAR:
                for each in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
                    shared[each].append(key)
        candidates = {
            pair
            for keys in shared.values()
            if 1 < len(keys) <= _LARGEST_GROUP
            for pair in combinations(sorted(keys), 2)
        }
        for first, second in sorted(candidates):
            if OSA.distance(first, second) == 1 and _misread(first, second):
                for one in by_key[first]:
                    for other in by_key[second]:
                        yield _pair(one, other, "one letter apart", 0.8)


def _misread(first: str, second: str) -> bool:
    """Tell whether the one letter can be a slip; another number or initial is another name."""
    if re.sub(r"\D", "", first) != re.sub(r"\D", "", second):
        return False
    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    one, other = first.split(), second.split()
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and all(max(len(a), len(b)) >= _MISREAD for a, b in differing)

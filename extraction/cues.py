"""The words that say that somebody speaks, in every form they take in a text."""

import re
from collections.abc import Iterable
from functools import cache

from resources import words

__all__ = [
    "CUE",
    "DESCRIPTION",
    "NAME",
    "PRONOUN",
    "STRONG_CUE",
    "cue_forms",
    "cue_nouns",
    "cue_phrases",
    "cue_verbs",
    "strong_verbs",
    "thought_verbs",
]

# He, they, who; "It was" is left to the parse.
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|who|it|It)"

_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Rev|Hon|Lt|Col|Sgt|Capt|Det|St)\.? |"
    r"(?:Judge|Justice|President|Senator|Secretary|Officer|Agent|Attorney|Professor) )"
)
_CAPITAL = r"[A-Z@][\w'’.-]*\w|[A-Z]\.?"
# Dr. Ana María de la Cruz; McGraw-Hill; @handle
NAME = rf"(?:{_TITLE}?(?:{_CAPITAL})(?:(?: (?:of|the|for|and|de|van|von|al|bin|&|la|del))* (?:{_CAPITAL}))*)"

# the clerk, their first lawyer, a spokesman for the board; no clause, so no pronoun inside
DESCRIPTION = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Aa]nother)"
    r"(?: (?!(?:he|she|they|it|who|which|that|and)\b)[\w'’-]+){1,6}?)"
)

_IRREGULAR = {
    "begin": ("began", "begun"),
    "feel": ("felt",),
    "find": ("found",),
    "hear": ("heard",),
    "hold": ("held",),
    "know": ("knew", "known"),
    "read": ("read",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "sing": ("sang", "sung"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "tell": ("told",),
    "think": ("thought",),
    "understand": ("understood",),
    "write": ("wrote", "written"),
}


@cache
def cue_verbs() -> frozenset[str]:
    """Return the lemmas of all verbs that can govern a quotation."""
    return frozenset(words("cue_verbs"))


@cache
def strong_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs that hardly mean anything but speech."""
    return frozenset(words("cue_strong_verbs"))


@cache
def thought_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs of thinking, after which the words are only probably somebody's."""
    return frozenset(words("cue_thought_verbs"))


@cache
def cue_phrases() -> frozenset[str]:
    """Return the verbs that say so only with their particle, as "go on"."""
    return frozenset(words("cue_phrases"))


@cache
def cue_nouns() -> frozenset[str]:
    """Return the lemmas of the nouns whose owner speaks."""
    return frozenset(words("cue_nouns"))


def _forms(verb: str) -> set[str]:
    forms = {verb, verb + "s", verb + "ing", *_IRREGULAR.get(verb, ())}
    if verb not in _IRREGULAR:
        forms.add(verb + "ed")
    if verb.endswith("e"):
        forms |= {verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ied", verb[:-1] + "ies"}
    elif verb.endswith(("s", "sh", "ch", "x")):
        forms.add(verb + "es")
    elif verb[-1] not in "aeiouwy":
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


@cache
def cue_forms() -> frozenset[str]:
    """Return every inflected form of the cue verbs, lower case."""
    return frozenset(form for verb in cue_verbs() for form in _forms(verb))


def _either(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f))) + ")"


CUE = _either(cue_forms())
STRONG_CUE = _either(form for verb in strong_verbs() for form in _forms(verb))

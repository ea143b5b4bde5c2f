"""What of a sentence tells the event: its telling words as stems, without dates and without empty words."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import resources

__all__ = ["name_words", "stem", "telling"]

_WORD = re.compile(r"[^\W_]+")  # "Osei’s" is a name and an "s", which is too short to tell anything
_SHORTEST = 3
_LEAST_FIGURE = 32  # figures below are days of a month, or say little
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LEAD = re.compile(r"\s*\d{1,4}[a-z]?\.\s")
# Endings of inflection, the longest first; what is left must stay a word.
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
_CALENDAR = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d+(?:st|nd|rd|th)|spring|summer|autumn|fall|winter|morning|afternoon|evening|noon|midnight|today|yesterday|tomorrow)"
)


@cache
def _empty() -> frozenset[str]:
    return frozenset(map(stem, resources.words("event_empty_words")))


@cache
def _bases() -> dict[str, str]:
    """Return the dictionary form of each irregular form: "took" is "take"."""
    found: dict[str, str] = {}
    for line in resources.words("irregular_forms"):
        base, *others = line.split()
        for other in others:
            found.setdefault(other, base)
    return found


@lru_cache(50_000)
def stem(word: str) -> str:
    """Return a folded word without its ending, good enough to meet its other forms."""
    word = _bases().get(word, word)
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and not word.endswith(("ss", "us", "is")):
            word = rest + "y" if ending in ("ied", "ies") else rest
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def telling(sentence: str) -> frozenset[str]:
    """Return the stems of a sentence's telling words: no dates, no little words, no number of a paragraph."""
    folded = sentence.casefold()
    if sentence[:1].isdigit() or sentence[:1].isspace():
        lead = _LEAD.match(sentence)
        words = _WORD.findall(folded, lead.end() if lead else 0)
    else:
        words = _WORD.findall(folded)
    return frozenset(filter(None, map(_told, words)))


@lru_cache(50_000)
def _told(word: str) -> str:
    """Return the stem of a folded word, "" for one that tells nothing."""
    if word.isdigit():
        return word if int(word) >= _LEAST_FIGURE and not _YEAR.fullmatch(word) else ""
    if len(word) < _SHORTEST or _CALENDAR.fullmatch(word):
        return ""
    found = stem(word)
    return "" if found in _empty() else found


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words of names, which tell who and not what."""
    return frozenset(stem(word) for name in names for word in _WORD.findall(name.casefold()))

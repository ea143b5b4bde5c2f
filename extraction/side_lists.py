"""Names that stand right after the word for a side: "Defendants Marsh, Ida Holm (aka “Mole”) and Rowe".

The word for the side makes even a bare surname a name, which no language model can tell.
"""

import re
from collections import Counter
from collections.abc import Iterable

import resources

__all__ = ["named_with_side"]

_SIDE = (
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee|Claimant|Intervenor|"
    r"Cross-[Dd]efendant|Counter-[Dd]efendant)"
)
_WORD = r"(?:[A-Z][a-z]?['’]?[A-Z]?[a-z]+(?:-[A-Z][a-z]+)?|[A-Z]\.|[A-Z]{3,}|St\.)"
_ITEM = rf"{_WORD}(?:\s+{_WORD}){{0,3}}(?:,?\s+(?:Jr|Sr)\.|\s+I{{2,3}}\b)?"
_ASIDE = r"(?:\s+\([^()]{2,80}\))?"
_LIST = re.compile(
    rf"\b{_SIDE}s,?\s+(?P<names>{_ITEM}{_ASIDE}(?:,\s+(?:and\s+)?{_ITEM}{_ASIDE}|\s+and\s+{_ITEM}{_ASIDE}){{1,30}})"
)
_ONE = re.compile(rf"\b{_SIDE}\s+(?P<names>{_WORD})(?=['’]s\b|[\s,;.)])(?!\s+[A-Z])")
_NAME = re.compile(_ITEM)
_ASIDES = re.compile(r"\([^()]*\)")
_OFTEN = 2


def _no_names() -> frozenset[str]:
    lists = ("generic_terms", "months", "weekdays", "common_words", "titles", "offices")
    return frozenset({"no", "nos", "others", "other"}) | frozenset(
        word.split("=")[0].strip().casefold() for name in lists for word in resources.words(name)
    )


def named_with_side(text: str, runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where names stand in lists after a side, and single words that a side precedes twice."""
    refused = _no_names()
    found: list[tuple[int, int]] = []
    alone: list[tuple[int, int]] = []
    for start, end in runs:
        for match in _LIST.finditer(text, start, end):
            listed = _ASIDES.sub(lambda m: " " * len(m.group()), match["names"])
            spans = [m.span() for m in _NAME.finditer(listed)]
            at = match.start("names")
            items = [(at + a, at + b) for a, b in spans]
            if all(_is_name(text[a:b], refused) for a, b in items):
                found += items
        alone += [m.span("names") for m in _ONE.finditer(text, start, end)]
    times = Counter(text[a:b].casefold() for a, b in alone)
    found += [
        (a, b)
        for a, b in alone
        if times[text[a:b].casefold()] >= _OFTEN and _is_name(text[a:b], refused)
    ]
    return sorted(set(found))


def _is_name(words: str, refused: frozenset[str]) -> bool:
    parts = [word.strip(".,'’").casefold() for word in words.split()]
    return not any(part in refused for part in parts)

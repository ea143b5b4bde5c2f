"""Finds who is described so: "the deputy director" is the only person whom the text calls one.

A person is called something by words right before the name ("landlord Tom Poole"), by words in commas
behind it ("Jo Dale, the mayor of the town"), or by a plain clause ("Jo Dale is the mayor").
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from importers.source_text import Span

__all__ = ["called_so"]

_ARTICLE = r"(?:(?:a|an|the|its|his|her|their|[\w.&’'-]+[’']s?)\s+)?"
_ADJECTIVE = r"(?:(?:former|current|acting|interim|longtime|then-|new|local|chief)\s*)?"


@lru_cache(maxsize=512)
def _behind(words: str) -> re.Pattern[str]:
    """Match what follows a name: ", deputy director of the agency" | " is the deputy director"."""
    called = r"\s+".join(map(re.escape, words.split()))
    verb = r"(?:,\s+who)?\s+(?:is|was|serves\s+as|served\s+as|works\s+as|worked\s+as|became)\s+"
    return re.compile(
        rf"(?:,\s+|\s+\(|{verb}){_ARTICLE}{_ADJECTIVE}(?:[\w.&-]+\s+){{0,3}}?{called}\b(?![’'-])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def _before(words: str) -> re.Pattern[str]:
    """Match what stands before a name: "landlord " | "the agency’s deputy director, "."""
    called = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w’'-]){called},?\s+$", re.IGNORECASE)


def _is_called(text: str, mention: Span, words: str) -> bool:
    """Tell whether a person named at ``mention`` is called ``words`` there ("deputy director")."""
    if _behind(words).match(text, mention.end, mention.end + 160):
        return True
    start = max(0, mention.start - len(words) - 20)
    return bool(_before(words).search(text[start : mention.start]))


def called_so(text: str, mentions: Iterable[tuple[Span, str]], words: str) -> set[str]:
    """Return the keys of all whose name stands beside ``words`` somewhere."""
    return {key for span, key in mentions if _is_called(text, span, words)}

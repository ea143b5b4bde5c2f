"""Finds stories that a web site put in the middle of an article and that have nothing to do with it.

Aggregators paste them in with their headlines. Their names and key words are foreign to the article;
on 181 real pages read as bare text every word marked by this rule was furniture.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import resources
from importers.bylines import is_headline
from importers.plain_paragraphs import is_prose
from importers.source_text import Span, Zone, ZoneSpan

__all__ = ["key_words", "mark_unrelated"]

# A story is small beside the article, and shares at most this part of its words and names with it.
_SHARED_WORDS: Final = 0.08
_SHARED_NAMES: Final = 0.2
_LARGEST_STORY: Final = 0.35
_FEWEST_SENTENCES: Final = 4
_LONGEST_STORY: Final = 8
_REASON: Final = "another story: no names or key words shared"

_WORD: Final = re.compile(r"[A-Za-z@][A-Za-z'’@_-]{2,}")
# A capital that neither a sentence nor a quotation begins with, an account, an acronym.
_NAME: Final = re.compile(r"(?<![.!?:] )(?<!^)(?<![\"“‘])\b[A-Z][A-Za-z]+\b|@\w+|\b[A-Z]{2,}\b")
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Capt|Lt|St)\.\s+")
_COMMON: Final = frozenset(resources.words("story_common_words"))


@dataclass(frozen=True)
class _Article:
    """The paragraphs of a text with the words and names of each, and how many paragraphs have them."""

    rows: tuple[int, ...]
    lengths: dict[int, int]
    prose: frozenset[int]
    headlines: frozenset[int]
    words: dict[int, set[str]]
    names: dict[int, set[str]]
    word_spread: Counter[str]
    name_spread: Counter[str]


def mark_unrelated(
    text: str, paragraphs: Sequence[Span], skip: Iterable[int] = ()
) -> list[ZoneSpan]:
    """Return the stories in between that share neither names nor key words with the article.

    Such a story is a headline in the middle of the text with the sentences under it. A paragraph
    without a headline is never marked: an article may well turn to something else. ``skip`` names
    the paragraphs that are known to be no part of the article.
    """
    article = _article(text, paragraphs, set(skip))
    if len(article.prose) < _FEWEST_SENTENCES:
        return []
    first = min(article.prose)
    marked: list[ZoneSpan] = []
    for place, at in enumerate(article.rows[:-1]):
        if at > first and at in article.headlines:
            story = _story(article, article.rows[place:])
            marked += [ZoneSpan(paragraphs[row], Zone.UNRELATED, _REASON) for row in story]
    return marked


def key_words(lines: Iterable[str]) -> set[str]:
    """Return the words that carry meaning, without the commonest endings."""
    return {
        _stem(word)
        for line in lines
        for word in _WORD.findall(line.lower().replace("’", "'"))
        if word not in _COMMON
    }


def _article(text: str, paragraphs: Sequence[Span], skip: set[int]) -> _Article:
    lines = {at: span.of(text) for at, span in enumerate(paragraphs) if at not in skip}
    words = {at: key_words([line]) for at, line in lines.items()}
    names = {at: _names(line) for at, line in lines.items()}
    prose = frozenset(at for at, line in lines.items() if is_prose(line))
    return _Article(
        tuple(lines),
        {at: len(line.split()) for at, line in lines.items()},
        prose,
        frozenset(at for at, line in lines.items() if at not in prose and is_headline(line)),
        words,
        names,
        Counter(word for found in words.values() for word in found),
        Counter(name for found in names.values() for name in found),
    )


def _story(article: _Article, rows: Sequence[int]) -> list[int]:
    """Return the rows of the longest unrelated story that begins at the first of ``rows``, or none."""
    end = 1
    while end < min(len(rows), _LONGEST_STORY) and rows[end] in article.prose:
        end += 1
    whole = sum(article.lengths.values())
    for last in range(end, 1, -1):
        story = list(rows[:last])
        size = sum(article.lengths[at] for at in story)
        if size <= _LARGEST_STORY * whole and _is_foreign(article, story):
            return story
    return []


def _is_foreign(article: _Article, story: Sequence[int]) -> bool:
    """Tell whether every paragraph of ``story`` belongs to its headline and none to the article."""
    inside = Counter(word for at in story for word in article.words[at])
    outside = {word: article.word_spread[word] - inside[word] for word in inside}
    within = Counter(name for at in story for name in article.names[at])
    elsewhere = {name for name in within if article.name_spread[name] > within[name]}
    head = next(at for at in article.rows if at not in story)
    keys = {word for word, count in outside.items() if count >= 2} | article.words[head]
    if article.words[story[0]] & keys:
        return False
    for place, at in enumerate(story[1:], 1):
        own, named = article.words[at], article.names[at]
        if len(own & keys) > _SHARED_WORDS * len(own):
            return False
        if place == 1:
            if not named or len(named & elsewhere) > _SHARED_NAMES * len(named):
                return False
        elif named & elsewhere or not _is_bound(article, story[:place], at, outside):
            return False
    return True


def _is_bound(article: _Article, before: Sequence[int], at: int, outside: dict[str, int]) -> bool:
    """Tell whether a paragraph goes with a story by its names or words: the article may go on there."""
    if any(article.names[at] & article.names[row] for row in before):
        return True
    own = article.words[at]
    shared = sum(any(word in article.words[row] for row in before) for word in own)
    return shared > sum(outside[word] > 0 for word in own)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _names(line: str) -> set[str]:
    found = _NAME.findall(_TITLE.sub("", line))
    return {name for name in found if name.lower() not in _COMMON}

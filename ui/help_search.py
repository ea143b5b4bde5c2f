"""Looks words up in the help: topics that have all of them, the likeliest first, and the passage to show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ui.help_topics import Topic

__all__ = ["FoundTopic", "found", "plain_words"]

_MOST_LETTERS = 90
"""Letters of the passage that stands under a topic's title."""

_BEFORE = 12
"""Letters before the first of the words in that passage."""

_BEHIND = 100
"""How much less a place counts where things are only listed."""

_MARKUP = re.compile(r"[*`_#]|\\(?=[^\w\s])|\[(?=[^\]]*\]\()|\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic that has the words; ``passage`` is a piece of the line that has most of them, "" for none."""

    topic: Topic
    passage: str = ""


def found(topics: Sequence[Topic], typed: str) -> tuple[FoundTopic, ...]:
    """Return the topics that have every word typed: titles first, then by how often."""
    words = typed.casefold().split()
    if not words:
        return tuple(FoundTopic(topic) for topic in topics)
    ranked: list[tuple[int, int, FoundTopic]] = []
    for topic in topics:
        title, text = topic.title.casefold(), plain_words(topic.text)
        folded = text.casefold()
        if all(word in title or word in folded for word in words):
            named = sum(word in title for word in words)
            often = min(sum(folded.count(word) for word in words), 50)
            often -= _BEHIND * (not topic.is_guide)
            ranked.append((-named, -often, FoundTopic(topic, _passage(text, words))))
    ranked.sort(key=lambda each: each[:2])
    return tuple(each for _, _, each in ranked)


def plain_words(markdown: str) -> str:
    """Return Markdown as it is read: without the signs that only set it."""
    return _MARKUP.sub("", markdown)


def _passage(text: str, words: Sequence[str]) -> str:
    """Return a piece of the paragraph that has the most of the words, around the first of them."""
    lines = [" ".join(line.replace("|", " ").split()) for line in text.split("\n")]
    best = max(lines, key=lambda line: sum(word in line.casefold() for word in words), default="")
    places = [place for word in words if (place := best.casefold().find(word)) >= 0]
    if not places:
        return ""
    start = max(0, min(places) - _BEFORE)
    start = best.rfind(" ", 0, start) + 1 if start else 0
    piece = best[start : start + _MOST_LETTERS]
    return ("… " if start else "") + piece + (" …" if start + len(piece) < len(best) else "")

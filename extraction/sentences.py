"""Splits passages into sentences by rule, at the speed of a regular expression.

Legal prose is full of stops that end nothing (v., Inc., Fed. R. Civ. P., ¶¶ 4., J. Doe), and its
quotations hold sentences of their own; word lists settle the first, closing marks go with the sentence
that they end.
"""

import re
from dataclasses import dataclass
from functools import cache

from extraction.reading import Reading
from importers.source_text import Span, Zone
from resources import words

__all__ = ["Sentence", "find_sentences", "split"]

# A stop with whatever closes after it, white space, and the first character of what follows:
# "said." | "said.”" | "said.)" | "said.12" (a note's number) | "said . . . "
_STOP = re.compile(
    r"(?:\.(?:[ \u00a0]\.){1,3}|[.!?…]+)(?:[\"”’»)\]]|'{1,2})*(?P<note>\d{1,3})?(?=\s)"
)
_LAST_WORD = re.compile(r"(?<![\w.])[(\[\"“‘]?(?P<word>[\w&’'-]+(?:\.[\w’'-]+)*)$")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_OPENS_SENTENCE = re.compile(r"\s+(?:['\"“”‘«(\[]\s?)*(?P<first>\S)")
# "12." or "(a)." at the start of a paragraph is its number, not a sentence.
_NUMBER_ONLY = re.compile(r"\s*(?:¶+\s*)?\(?(?:\d{1,4}|[A-Za-z]|[ivxlc]{1,5})[.)]+")
_IN_PARENTHESIS = re.compile(r"\([^()]{0,60}$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``span`` in the source, ``reading`` in the reading copy, ``zone`` of its passage."""

    span: Span
    reading: Span
    zone: Zone


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("sentence_abbreviations"))


@cache
def _endings() -> frozenset[str]:
    return frozenset(words("sentence_endings"))


def split(text: str) -> list[Span]:
    """Return the sentences of one passage in order; white space between them belongs to none."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            _append(spans, text, start, stop.end())
            start = stop.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _OPENS_SENTENCE.match(text, stop.end())
    if following is None:
        return True
    first = following["first"]
    if first.islower() or first in ",;:–—-":
        return False
    if stop.group()[0] != ".":
        return True
    if first.isdigit() and _IN_PARENTHESIS.search(text, start, stop.start()):
        return False  # (D. Me. 2020)
    if stop.group().startswith(("..", ". ", ".\u00a0")):
        return first.isupper()
    if _NUMBER_ONLY.fullmatch(text, start, stop.end()):
        return False
    return _stop_ends(text[max(start, stop.start() - 30) : stop.start()], first, stop)


def _stop_ends(before: str, first: str, stop: re.Match[str]) -> bool:
    """Tell whether a single full stop after ``before`` ends a sentence that ``first`` would follow."""
    closes = len(stop.group()) > 1 and stop["note"] is None
    last = _LAST_WORD.search(before)
    if last is None:
        return first not in "§¶"
    word = last["word"]
    if word in _endings():
        return first.isupper() or first in '"“'
    if word in _abbreviations():
        return closes and first.isupper() and len(word) > 2
    if _INITIAL.fullmatch(word):
        return closes and first.isupper()
    return first not in "§¶"


def find_sentences(reading: Reading) -> tuple[Sentence, ...]:
    """Return the sentences of a paper in reading order; page furniture and captions have none."""
    found: list[Sentence] = []
    for passage in reading.passages:
        if passage.zone in (Zone.PAGE_FURNITURE, Zone.CAPTION):
            continue
        base = passage.span.start
        for part in split(passage.span.of(reading.text)):
            span = Span(base + part.start, base + part.end)
            found.append(Sentence(reading.to_source(span.start, span.end), span, passage.zone))
    return tuple(found)

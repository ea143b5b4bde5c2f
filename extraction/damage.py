"""Says how damaged words of a quotation were likely printed; the words themselves are never changed.

Scraping a page leaves marks of its templates in the text ("a$3 ll" for "[a]ll"), decoding it wrongly
turns marks into others' letters ("â€™"), and machine reading takes a bracket for a letter ("[t)he").
Only what has one plain reading is listed: a reader decides, with the page beside it.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from importers.source_text import Span
from resources import words

__all__ = ["Damage", "find_damage", "mended"]


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged word at ``span`` of the text looked at, and the word that was likely printed."""

    span: Span
    text: str
    likely: str


# A quotation that begins with somebody else's capital: the altered letter and the rest of its word.
# "P$3 ermitting", "a$3 ll": the place of the brackets in a template that was never filled in; A$3, C$3,
# R$3 and S$3 are sums of money
_TEMPLATE = re.compile(r"(?<!\w)([BD-QT-Za-z])\$\d{1,2} ?(?=[a-z])")
# "[T] witter": the rest of the word parted from its letter; "[a] ll" too, but "[a] man" is two words
_PARTED = re.compile(r"\[([B-HJ-NP-Zb-hj-np-z])\] (?=[a-z]{2})")
# "[t)he", "[T}he", "(t]he": a bracket of another make
_BRACKET = re.compile(r"(?<!\w)(?:\[([A-Za-z])[)}]|[({]([A-Za-z])\])(?=[a-z])")
# "It]he", "l]t": the opening bracket read as a letter
_LETTER = re.compile(r"(?<![\w\[(])[Il|1]([a-z])\](?=[a-z])")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[\da-f]{2,4});", re.IGNORECASE)
# UTF-8 read as Windows-1252: â€™ â€œ â€” Ã© Â§
_MISREAD = re.compile(
    r"â[€‚„†‡ˆ‰][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?!€)"
)
_LETTERS = re.compile(r"[a-z]{2,}")

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _bracketed_rest(found: re.Match[str]) -> str:
    """Put the letter in brackets, unless a whole word follows: "[b] in the list"."""
    rest = _LETTERS.match(found.string, found.end())
    if (
        rest is None
        or rest.group() in words("common_words")
        or rest.group() in words("little_words")
    ):
        return found.group()
    return _bracketed(found)


def _bracketed(found: re.Match[str]) -> str:
    return f"[{next(letter for letter in found.groups() if letter)}]"


def _unescaped(found: re.Match[str]) -> str:
    return html.unescape(found.group())


def _decoded(found: re.Match[str]) -> str:
    """Return the character whose bytes were read as letters, or the letters where they are none."""
    try:
        return found.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found.group()


_RULES: tuple[_Rule, ...] = (
    (_TEMPLATE, _bracketed_rest),
    (_PARTED, _bracketed_rest),
    (_BRACKET, _bracketed),
    (_LETTER, _bracketed),
    (_ENTITY, _unescaped),
    (_MISREAD, _decoded),
)


def find_damage(text: str) -> tuple[Damage, ...]:
    """Return the damaged words of a text in order, each with what was likely printed."""
    changes = sorted(_changes(text), key=lambda change: change[0])
    found: list[Damage] = []
    while changes:
        span, _ = changes[0]
        start, end = _word_around(text, span)
        inside = []
        while changes and changes[0][0].start < end:
            inside.append(changes.pop(0))
            end = max(end, _word_around(text, inside[-1][0])[1])
        whole = Span(start, end)
        found.append(Damage(whole, whole.of(text), _changed(text, whole, inside)))
    return tuple(found)


def mended(text: str) -> str:
    """Return a text with every damaged word as it was likely printed."""
    return _changed(text, Span(0, len(text)), sorted(_changes(text), key=lambda change: change[0]))


def _changes(text: str) -> Iterator[tuple[Span, str]]:
    for pattern, instead in _RULES:
        for found in pattern.finditer(text):
            likely = instead(found)
            if likely != found.group():
                yield Span(*found.span()), likely


def _changed(text: str, within: Span, changes: list[tuple[Span, str]]) -> str:
    parts, at = [], within.start
    for span, likely in changes:
        if span.start >= at:
            parts += [text[at : span.start], likely]
            at = span.end
    return "".join([*parts, text[at : within.end]])


def _word_around(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end

"""A quote's other appearances: the same words in another place, and how they were changed.

Candidates are found by hashed triples of folded words; what they promise is then aligned word by word,
see ``word_steps``. Pure functions on texts; where they are kept is ``appearances``' business.
"""

import re
import unicodedata
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from sys import intern
from typing import Any

from casefile.records import Verdict
from casefile.turns import in_turns
from casefile.word_steps import align
from importers.source_text import Span

__all__ = [
    "ENOUGH",
    "SHORTEST",
    "Match",
    "Text",
    "Words",
    "enough",
    "find",
    "fingerprint",
    "fold_words",
    "is_compared",
    "promises",
    "shared",
    "standing",
    "triples",
]

SHORTEST = 4  # words that a quote needs before the same words elsewhere mean anything
ENOUGH = 0.25
"""Of a quote's triples must occur in a paper before its words are aligned."""
_SLACK = 4  # words that a place may be longer at each end before it is trimmed
_LEFT_OUT = 120  # words that one ellipsis may stand for
_CITATION = 30  # words that one may have
_AROUND = 4  # characters beside the words that are looked at
_MOST_PLACES = 200  # of one triple in a paper: "of the court" has no more to tell
_MOST_TRIED = 40
_AT_ONCE = 5_000
"""Triples that are hashed in one call, which takes half a millisecond."""
_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}

# A word, or what an editor puts for one: "[the city]", "inquir[ing]", "[s]he", "…", ". . .". A hyphen or soft
# hyphen at a line's end joins, as do PDFium's U+FFFE marks; apostrophes are part of their word.
_TOKEN = re.compile(
    r"[^\W_]*\[[^\[\]]{0,80}\][^\W_]*|…|\.(?:\s?\.){2,}"
    r"|[^\W_](?:[^\W_]|['’ʼ‘](?=[^\W_])|[\ufffe\u00ad]\s*|-\s*\n\s*(?=[a-z]))*"
)
_RECASED = re.compile(
    r"\[([^\W\d_])\](?=[^\W_])"
)  # "[n]o": the editor changed the letter's case alone
_DROPPED = dict.fromkeys(map(ord, "\ufffe\u00ad\u2019\u02bc\u2018'-\n\r\t \u00a0"))
_ELLIPSIS = ("…", ".")


@dataclass(frozen=True)
class Words:
    """A text's words, folded for comparing, with where each starts and ends in the text."""

    folded: tuple[str, ...]
    starts: "array[int]"
    ends: "array[int]"

    @cached_property
    def triples(self) -> Any:  # noqa: ANN401 - numpy's own, which is not loaded at start
        """The triples' hashes in order, as an array."""
        import numpy as np

        return np.frombuffer(triples(self.folded), np.uint32)

    @cached_property
    def by_triple(self) -> tuple[Any, Any]:
        """The triples sorted, and the word at which each begins."""
        import numpy as np

        # Each with its place in one number: these are sorted in a fifth of the time, in which no thread runs.
        places = np.arange(len(self.triples), dtype=np.uint64)
        both = np.sort(self.triples.astype(np.uint64) << np.uint64(32) | places)
        return (both >> np.uint64(32)).astype(np.uint32), both & np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Match:
    """A place with a quote's words: its span, the verdict, and how many words differ."""

    span: Span
    verdict: Verdict
    words_changed: int


@dataclass(frozen=True)
class Text:
    """A text to look for quotations in, with its words."""

    text: str
    machine_read: tuple[Span, ...] = ()
    """Pages whose words may be misread."""

    @cached_property
    def words(self) -> Words:
        """The text's words, folded."""
        return fold_words(self.text)


def fold_words(text: str) -> Words:
    """Return a text's words: lower case, without accents, apostrophes and line-end hyphens.

    An editor's brackets and ellipses are words of their own that begin with "[" or "…".
    """
    folded: list[str] = []
    starts, ends = array("L"), array("L")
    known: dict[str, str] = {}  # a paper says most of its words many times
    for match in in_turns(_TOKEN.finditer(text)):
        token = match.group()
        folded.append(known.get(token) or known.setdefault(token, _word(token)))
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Words(tuple(folded), starts, ends)


def _word(token: str) -> str:
    """Return a token as it is compared, without the brackets around a letter whose case was changed."""
    if token[0] == "[" and _RECASED.match(token):
        token = _RECASED.sub(r"\1", token)
    return intern(_fold(token))


def _fold(token: str) -> str:
    if token[0] in _ELLIPSIS:
        return "…"
    if token.isascii():
        token = token.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", token.casefold())
        token = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return f"[{token}" if "[" in token else token.translate(_DROPPED)


def is_compared(text: str) -> bool:
    """Tell whether a quotation has enough words to be looked for in other papers."""
    return next(islice(_TOKEN.finditer(text), SHORTEST - 1, None), None) is not None


def triples(words: Sequence[str]) -> "array[int]":
    """Return the hashes of all triples of neighbouring words, in order."""
    written = [word.encode("utf-8", "surrogatepass") for word in words]
    threes = zip(written, written[1:], written[2:], strict=False)
    hashes, found = map(zlib.crc32, map(b" ".join, threes)), array("I")
    # All in one call would keep every other thread from running: of a thousand pages for 60 ms and more.
    for _ in in_turns(range(0, len(written), _AT_ONCE)):
        found.extend(islice(hashes, _AT_ONCE))
    return found


def fingerprint(text: str) -> bytes:
    """Return a text's set of triples: sorted four-byte hashes, each once."""
    import numpy as np

    hashes = np.frombuffer(triples(fold_words(text).folded), np.uint32)
    return np.unique(hashes).tobytes()


def shared(wanted: Sequence[bytes], fingerprint: bytes) -> list[int]:
    """Return for each row of triples in ``wanted`` how many of them a fingerprint holds."""
    import numpy as np

    theirs = np.frombuffer(fingerprint, np.uint32)
    mine = np.frombuffer(b"".join(wanted), np.uint32)
    if not len(theirs) or not len(mine):
        return [0] * len(wanted)
    at = np.searchsorted(theirs, mine)
    hits = np.append(0, np.cumsum(theirs[np.minimum(at, len(theirs) - 1)] == mine))
    edges = np.cumsum([0, *(len(row) // 4 for row in wanted)])
    return [int(count) for count in hits[edges[1:]] - hits[edges[:-1]]]


def enough(triples: bytes) -> float | None:
    """Return how many of a quote's triples make a paper worth a look; ``None`` for too short a quote."""
    total = len(triples) // 4
    return max(1, ENOUGH * total) if total >= SHORTEST - 2 else None


def promises(triples: bytes, count: int) -> bool:
    """Tell whether ``count`` shared triples of a quote are enough to look closer."""
    least = enough(triples)
    return least is not None and count >= least


def find(
    quote: str, text: Text, *, limit: int = 1, without: Span | None = None, omits: bool = False
) -> tuple[Match, ...]:
    """Return the places in ``text`` that have a quotation's words, best first, at most ``limit`` of them.

    ``without`` is where the quotation itself stands; ``omits`` says that it tells of citations left out.
    One of fewer than four words is not looked for.
    """
    wanted = fold_words(quote)
    if len(wanted.folded) < SHORTEST or not text.words.folded:
        return ()
    found: list[Match] = []
    taken = [without] if without is not None else []
    for diagonal in _diagonals(wanted, text.words)[: 2 * limit + len(taken)]:
        match = _aligned(_Wanted(quote, wanted, omits), text, diagonal, taken)
        if match is not None and not any(match.span.overlaps(span) for span in taken):
            found.append(match)
            taken.append(match.span)
            if len(found) == limit:
                break
    return tuple(sorted(found, key=_best_first))


def _best_first(match: Match) -> tuple[tuple[int, int, int], Span]:
    return standing(match.verdict, match.words_changed), match.span


def standing(verdict: Verdict, words_changed: int) -> tuple[int, int, int]:
    """Return what sorts places with a quotation's words, the best first.

    Before all others come those with all of the words, changed at most as the quotation says; of the rest
    the one with the fewest words that differ: that a part of them stands somewhere unchanged tells less.
    """
    as_quoted = verdict in (Verdict.VERBATIM, Verdict.RESPELLED, Verdict.BRACKETS)
    rank = _RANKS[verdict]
    return (0, rank, words_changed) if as_quoted else (1, words_changed, rank)


def _diagonals(quote: Words, text: Words) -> list[int]:
    """Return the words of ``text`` where the quote would begin if its triples stood in place.

    Those with the most triples first; one that shares few with the quote is left out, unless none has more.
    """
    import numpy as np

    ordered, places = text.by_triple
    first = np.searchsorted(ordered, quote.triples, "left")
    last = np.searchsorted(ordered, quote.triples, "right")
    votes: Counter[int] = Counter()
    for at, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        for place in places[begin : min(end, begin + _MOST_PLACES)].tolist():
            # An insertion shifts what follows it: neighbouring diagonals vote together.
            votes[place - at] += 2
            votes[place - at - 1] += 1
            votes[place - at + 1] += 1
    ranked = sorted(votes, key=lambda diagonal: (-votes[diagonal], diagonal))
    enough = 2 * ENOUGH * len(quote.triples)
    chosen: list[int] = []
    for diagonal in ranked:
        if chosen and (votes[diagonal] < enough or len(chosen) == _MOST_TRIED):
            break
        if all(abs(diagonal - other) > 2 for other in chosen):
            chosen.append(diagonal)
    return chosen


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A quotation that is looked for."""

    text: str
    words: Words
    omits: bool


def _aligned(wanted: _Wanted, text: Text, diagonal: int, taken: Sequence[Span]) -> Match | None:
    """Align a quotation with the words around a place, up to places that were taken before."""
    left_out = _LEFT_OUT * wanted.words.folded.count("…")
    near = None if wanted.omits else _around(wanted, text, diagonal, taken, _SLACK + left_out)
    # More words than that may be left out without a mark, but among more others a small word is mistaken.
    return near or _around(wanted, text, diagonal, taken, _CITATION + left_out)


def _around(
    wanted: _Wanted, text: Text, diagonal: int, taken: Sequence[Span], slack: int
) -> Match | None:
    words = text.words
    first = max(0, diagonal - slack)
    last = min(len(words.folded), diagonal + len(wanted.words.folded) + slack)
    if last <= first:
        return None
    start, end = words.starts[first], words.ends[last - 1]
    middle = words.starts[min(max(diagonal, 0), len(words.folded) - 1)]
    for span in taken:
        if span.start <= middle < span.end:
            return None
        if middle < span.start:
            end = min(end, span.start)
        else:
            start = max(start, span.end)
    if end <= start:
        return None
    at, end = _with_marks(text.text, start, end)
    scanned = any(page.overlaps(Span(start, end)) for page in text.machine_read)
    found = align(wanted.text, text.text[at:end], machine_read=scanned, omits=wanted.omits)
    if found is None:
        return None
    return Match(Span(at + found.start, at + found.end), found.verdict, found.changed)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the marks beside it, which tell whether the other paper quotes the words."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while start > first and not text[start - 1].isalnum():
        start -= 1
    while end < last and not text[end].isalnum():
        end += 1
    return start, end

"""A quote's other appearances: the same words in another place, and how they were changed.

Candidates are found by hashed triples of folded words; what they promise is then aligned word by word.
Pure functions on texts; where they are kept is ``appearances``' business.
"""

import re
import unicodedata
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casefile.records import Verdict
from importers.source_text import Span

__all__ = [
    "Match",
    "Words",
    "compare",
    "find",
    "fingerprint",
    "fold_words",
    "promises",
    "shared",
    "triples",
]

SHORTEST = 4
"""Words that a quote needs before the same words elsewhere mean anything."""

_TRIPLE = 3
_ENOUGH_TRIPLES = 0.25  # of a quote's triples must occur in a paper before its words are aligned
_ENOUGH_WORDS = 0.7  # of a quote's words must stand in the place found
_SLACK = 4  # words that a place may be longer at each end before it is trimmed

# A word, or what an editor puts for one: "[the city]", "[s]he", "…", ". . .". A hyphen or soft hyphen at a
# line's end joins, as do PDFium's U+FFFE marks; apostrophes are part of their word.
_TOKEN = re.compile(
    r"\[[^\[\]]{0,80}\]|…|\.(?:\s?\.){2,}|[^\W_](?:[^\W_]|['’ʼ‘](?=[^\W_])|[\ufffe\u00ad]\s*|-\s*\n\s*(?=[a-z]))*"
)
_DROPPED = dict.fromkeys(map(ord, "\ufffe\u00ad\u2019\u02bc\u2018'-\n\r\t \u00a0"))
_ELLIPSIS = ("…", ".")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, folded for comparing, with the span of each in the text."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A place with a quote's words: its span, the verdict, and how many words differ."""

    span: Span
    verdict: Verdict
    words_changed: int


def fold_words(text: str) -> Words:
    """Return a text's words: lower case, without accents, apostrophes and line-end hyphens.

    An editor's brackets and ellipses are words of their own that begin with "[" or "…".
    """
    folded: list[str] = []
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        folded.append(_fold(match.group()))
        spans.append(Span(match.start(), match.end()))
    return Words(tuple(folded), tuple(spans))


def _fold(token: str) -> str:
    if token[0] in _ELLIPSIS:
        return "…"
    if token.isascii():
        token = token.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", token.casefold())
        token = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return token.translate(_DROPPED) if token[0] != "[" else token


def triples(words: Sequence[str]) -> "array[int]":
    """Return the hashes of all triples of neighbouring words, in order."""
    return array(
        "I",
        (
            zlib.crc32(f"{first} {second} {third}".encode("utf-8", "surrogatepass"))
            for first, second, third in zip(words, words[1:], words[2:], strict=False)
        ),
    )


def fingerprint(text: str) -> bytes:
    """Return a text's set of triples: sorted four-byte hashes, each once."""
    return array("I", sorted(set(triples(fold_words(text).folded)))).tobytes()


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


def promises(triples: bytes, count: int) -> bool:
    """Tell whether ``count`` shared triples of a quote are enough to look closer."""
    total = len(triples) // 4
    return total >= SHORTEST - 2 and count >= max(1, _ENOUGH_TRIPLES * total)


def find(quote: Words, text: Words) -> Match | None:
    """Return the best place in ``text`` for the quote's words, or ``None``.

    A quote of fewer than four words is not looked for.
    """
    if len(quote.folded) < SHORTEST or not text.folded:
        return None
    diagonal = _best_diagonal(quote.folded, text.folded)
    if diagonal is None:
        return None
    start = max(0, diagonal - _SLACK)
    end = min(len(text.folded), diagonal + len(quote.folded) + _SLACK + _gap(quote.folded))
    return compare(quote, Words(text.folded[start:end], text.spans[start:end]))


def _gap(quote: Sequence[str]) -> int:
    """Return how many more words a place may have where the quote leaves some out."""
    return 40 * quote.count("…")


def _best_diagonal(quote: Sequence[str], text: Sequence[str]) -> int | None:
    """Return the word of ``text`` where the quote would begin if most of its triples stood in place."""
    places: dict[int, list[int]] = {}
    for at, triple in enumerate(triples(quote)):
        places.setdefault(triple, []).append(at)
    votes: dict[int, int] = {}
    for at, triple in enumerate(triples(text)):
        for place in places.get(triple, ()):
            # An insertion shifts what follows it: neighbouring diagonals vote together.
            for shift in (-1, 0, 1):
                diagonal = at - place + shift
                votes[diagonal] = votes.get(diagonal, 0) + (2 if shift == 0 else 1)
    if not votes:
        return None
    return max(votes, key=lambda diagonal: (votes[diagonal], -diagonal))


def compare(quote: Words, place: Words) -> Match | None:
    """Align a quote with a place that may hold a few words more on either side.

    Returns ``None`` where fewer than seven words in ten agree. ``words_changed`` counts words put in, left
    out or replaced, brackets and ellipses aside.
    """
    from rapidfuzz.distance import Indel

    equal = [block for block in Indel.opcodes(quote.folded, place.folded) if block.tag == "equal"]
    kept = sum(block.src_end - block.src_start for block in equal)
    plain = sum(not _is_editors(word) for word in quote.folded)
    if kept < SHORTEST - 1 or kept < _ENOUGH_WORDS * plain:
        return None
    gaps = [  # words of the quote and of the place between two stretches that agree
        (quote.folded[one.src_end : two.src_start], place.folded[one.dest_end : two.dest_start])
        for one, two in pairwise(equal)
    ]
    # What stands around the place is no part of it, but a quote's own first and last words are.
    gaps += [(quote.folded[: equal[0].src_start], ()), (quote.folded[equal[-1].src_end :], ())]
    changed, edited = 0, False
    for old, new in gaps:
        words = sum(not _is_editors(word) for word in old)
        if words < len(old) or any(map(_is_editors, new)):
            edited = True
            changed += words
        else:
            changed += max(words, len(new))
    span = Span(place.spans[equal[0].dest_start].start, place.spans[equal[-1].dest_end - 1].end)
    verdict = Verdict.ALTERED if changed else Verdict.BRACKETS if edited else Verdict.VERBATIM
    return Match(span, verdict, changed)


def _is_editors(word: str) -> bool:
    return word.startswith(("[", "…"))

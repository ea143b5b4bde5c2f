"""A quote's other appearances: the same words in another place, and how they were changed.

Candidates are found by hashed triples of folded words; what they promise is then aligned word by word.
Pure functions on texts; where they are kept is ``appearances``' business.
"""

import re
import unicodedata
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from sys import intern
from typing import Any

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
    recased: frozenset[int] = frozenset()
    """The words whose first letter stands in brackets: "[n]o"."""

    def part(self, first: int, last: int) -> "Words":
        """Return the words from ``first`` up to ``last``."""
        recased = frozenset(at - first for at in self.recased if first <= at < last)
        return Words(
            self.folded[first:last], self.starts[first:last], self.ends[first:last], recased
        )

    @cached_property
    def triples(self) -> Any:  # noqa: ANN401 - numpy's own, which is not loaded at start
        """The triples' hashes in order, as an array."""
        import numpy as np

        return np.frombuffer(triples(self.folded), np.uint32)

    @cached_property
    def by_triple(self) -> tuple[Any, Any]:
        """The triples sorted, and the word at which each begins."""
        import numpy as np

        order = np.argsort(self.triples, kind="stable")
        return self.triples[order], order


@dataclass(frozen=True, slots=True)
class Match:
    """A place with a quote's words: its span, the verdict, and how many words differ."""

    span: Span
    verdict: Verdict
    words_changed: int


@dataclass(frozen=True, slots=True)
class _Block:
    """``length`` words that agree, from word ``start`` of the quote and word ``place`` of the text on."""

    start: int
    place: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def place_end(self) -> int:
        return self.place + self.length


def fold_words(text: str) -> Words:
    """Return a text's words: lower case, without accents, apostrophes and line-end hyphens.

    An editor's brackets and ellipses are words of their own that begin with "[" or "…".
    """
    folded: list[str] = []
    starts, ends = array("L"), array("L")
    recased: set[int] = set()
    known: dict[str, str] = {}  # a paper says most of its words many times
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0] == "[" and _RECASED.match(token):
            recased.add(len(folded))
        folded.append(known.get(token) or known.setdefault(token, _word(token)))
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Words(tuple(folded), starts, ends, frozenset(recased))


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


def triples(words: Sequence[str]) -> "array[int]":
    """Return the hashes of all triples of neighbouring words, in order."""
    written = [word.encode("utf-8", "surrogatepass") for word in words]
    threes = zip(written, written[1:], written[2:], strict=False)
    return array("I", map(zlib.crc32, map(b" ".join, threes)))


def fingerprint(text: str) -> bytes:
    """Return a text's set of triples: sorted four-byte hashes, each once."""
    tokens = _TOKEN.findall(text)
    known = {token: _word(token) for token in set(tokens)}
    return array("I", sorted(set(triples([known[token] for token in tokens])))).tobytes()


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
    diagonal = _best_diagonal(quote, text)
    if diagonal is None:
        return None
    start = max(0, diagonal - _SLACK)
    end = min(len(text.folded), diagonal + len(quote.folded) + _SLACK + _gap(quote.folded))
    return compare(quote, text.part(start, end))


def _gap(quote: Sequence[str]) -> int:
    """Return how many more words a place may have where the quote leaves some out."""
    return 40 * quote.count("…")


def _best_diagonal(quote: Words, text: Words) -> int | None:
    """Return the word of ``text`` where the quote would begin if most of its triples stood in place."""
    import numpy as np

    ordered, places = text.by_triple
    first = np.searchsorted(ordered, quote.triples, "left")
    last = np.searchsorted(ordered, quote.triples, "right")
    votes: Counter[int] = Counter()
    for at, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        for place in places[begin:end].tolist():
            # An insertion shifts what follows it: neighbouring diagonals vote together.
            votes[place - at] += 2
            votes[place - at - 1] += 1
            votes[place - at + 1] += 1
    if not votes:
        return None
    return max(votes, key=lambda diagonal: (votes[diagonal], -diagonal))


def compare(quote: Words, place: Words) -> Match | None:
    """Align a quote with a place that may hold a few words more on either side.

    Returns ``None`` where fewer than seven words in ten agree. ``words_changed`` counts words put in, left
    out or replaced, brackets and ellipses aside.
    """
    from rapidfuzz.distance import Indel

    equal = [
        _Block(block.src_start, block.dest_start, block.src_end - block.src_start)
        for block in Indel.opcodes(quote.folded, place.folded)
        if block.tag == "equal"
    ]
    equal = _tightened(equal, quote.folded, place.folded)
    kept = sum(block.length for block in equal)
    plain = sum(not _is_editors(word) for word in quote.folded)
    if kept < SHORTEST - 1 or kept < _ENOUGH_WORDS * plain:
        return None
    gaps = [  # words of the quote and of the place between two stretches that agree
        (quote.folded[one.end : two.start], place.folded[one.place_end : two.place])
        for one, two in pairwise(equal)
    ]
    # What stands around the place is no part of it, but a quote's own first and last words are.
    gaps += [(quote.folded[: equal[0].start], ()), (quote.folded[equal[-1].end :], ())]
    changed, edited = 0, _recased_otherwise(quote, place, equal)
    for old, new in gaps:
        words = sum(not _is_editors(word) for word in old)
        if words < len(old) or any(map(_is_editors, new)):
            edited = True
            changed += words
        else:
            changed += max(words, len(new))
    span = Span(place.starts[equal[0].place], place.ends[equal[-1].place_end - 1])
    verdict = Verdict.ALTERED if changed else Verdict.BRACKETS if edited else Verdict.VERBATIM
    return Match(span, verdict, changed)


def _tightened(equal: list[_Block], quote: Sequence[str], place: Sequence[str]) -> list[_Block]:
    """Let a quote's first and last words be those next to the rest, not the same ones further off.

    Of "the … the landing permit" the alignment may take the first "the"; and a lone "it" four words
    before the rest is more likely another one, so that the quote's own counts as left out.
    """
    for _ in range(2):  # once from the front, once from the back
        while len(equal) > 1 and quote[equal[0].end : equal[1].start] == ():
            one, two = equal[0], equal[1]
            gap = two.place - one.place_end
            nearer = two.place - one.length
            if place[nearer : two.place] == quote[one.start : one.end]:
                equal[:2] = [_Block(one.start, nearer, one.length + two.length)]
            elif one.length < gap:
                del equal[0]
            else:
                break
        quote, place = quote[::-1], place[::-1]
        equal = [
            _Block(len(quote) - block.end, len(place) - block.place_end, block.length)
            for block in reversed(equal)
        ]
    return equal


def _recased_otherwise(quote: Words, place: Words, equal: Sequence[_Block]) -> bool:
    """Tell whether the quote brackets the first letter of a word that the place prints plainly."""
    return any(
        at in quote.recased and at - block.start + block.place not in place.recased
        for block in equal
        for at in range(block.start, block.end)
    )


def _is_editors(word: str) -> bool:
    return word.startswith(("[", "…"))

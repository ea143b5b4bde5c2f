"""A text layer into words with positions and places: what the index keeps of a paper.

All steps but the regular expressions run over whole arrays at once: a page of 400 words takes half a
millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extraction.sentences import split
from importers.source_text import Span, disjoint
from index.spans import Integers
from index.tokens import (
    CONTROLS,
    LINE_HYPHEN,
    MARGIN_GAP,
    PARAGRAPH_MARK,
    SENTENCE_MARK,
    SIGNS,
    TOKEN,
    variants,
)

__all__ = ["Scan", "scan"]

_Pieces = list[tuple[int, int]]

# What joins the word that it breaks: PDFium's mark for a typesetter's hyphen and the soft hyphen, with
# the line end after them; characters without width.
_JOINER = re.compile(r"[\ufffe\u00ad]\s*|[\u200b-\u200d\u2060\ufeff]+")
# A hyphen at a line end between small letters: the typesetter's ("injunc-\ntion") nine times in ten.
_BROKEN = re.compile(r"(?<=[^\W\d_A-Z])-[ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z])")
_HAS_JOINERS = re.compile(r"[\ufffe\u00ad\u200b-\u200d\u2060\ufeff]|-[ \t]*\r?\n")
_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n\s*|\f")
_EMPTY = np.empty(0, np.int64)
_NUMBER = r"\d[\w.]{0,20}(?:\([0-9A-Za-z]{1,5}\)){0,9}"  # 1983, 825.220(c)
# A doubled sign stands before several numbers and is meant before each: §§ 1981, 1983 and 1985; ¶¶ 38-41.
_SEVERAL = re.compile(
    rf"([§¶])\s?\1\s{{0,3}}{_NUMBER}"
    rf"(?:\s{{0,3}}(?:,\s{{0,3}}(?:and|or|&)?|and|or|&|[-–—]|to|through)\s{{0,3}}{_NUMBER})+"
)


@dataclass(frozen=True, eq=False)
class Scan:
    """One document's words.

    ``words`` are its distinct words as printed; word ``words[codes[i]]`` stands at position ``at[i]``, signs
    at that of the word after them. ``starts`` and ``ends`` give each position's span in code points of the
    text layer. The words of page furniture come after a gap that no proximity bridges: the first of
    ``margin_starts`` is that of position ``len(starts) + MARGIN_GAP``. ``sentences`` and ``paragraphs`` are
    the positions of the words that begin one.
    """

    words: tuple[str, ...]
    codes: Integers
    at: Integers
    starts: Integers
    ends: Integers
    margin_starts: Integers
    margin_ends: Integers
    sentences: Integers
    paragraphs: Integers

    @property
    def marks(self) -> tuple[tuple[str, Integers], ...]:
        """The terms of no width that say where sentences and paragraphs begin, with their positions."""
        return (SENTENCE_MARK, self.sentences), (PARAGRAPH_MARK, self.paragraphs)

    def positions(self) -> dict[str, Integers]:
        """Return each term, the marks included, with the ascending positions where it stands."""
        order = np.argsort(self.codes, kind="stable")
        edges = np.searchsorted(self.codes[order], np.arange(1, len(self.words)))
        found: dict[str, list[Integers]] = {}
        for word, at in zip(self.words, np.split(self.at[order], edges), strict=False):
            for term in variants(word):
                found.setdefault(term, []).append(at)
        for mark, at in self.marks:
            if len(at):
                found[mark] = [at]
        return {
            term: np.unique(np.concatenate(parts)) if len(parts) > 1 or term in SIGNS else parts[0]
            for term, parts in found.items()
        }


@dataclass(frozen=True)
class _Words:
    """The words of a stretch: as printed, signs among them; each one's position; the spans of positions."""

    printed: list[str]
    at: Integers
    starts: Integers
    ends: Integers


def scan(
    text: str,
    *,
    paragraphs: Iterable[Span] = (),
    excluded: Iterable[Span] = (),
) -> Scan:
    """Return the words of a text layer with their places.

    The words around an ``excluded`` span are neighbours; its own come last. Without ``paragraphs``
    blank lines part them. Sentences are split as extraction splits them.
    """
    holes = disjoint(excluded)
    copy, ways = _copy(text, holes)
    own = _words(copy)
    starts, ends = own.starts, own.ends
    for pieces in reversed(ways):
        starts, ends = _to_source(pieces, starts, 0), _to_source(pieces, ends, 1)
    margins, margin_marks = _margins(text, holes, len(starts) + MARGIN_GAP)
    paragraph_spans = tuple(paragraphs) or _paragraphs(text)
    edges = [edge for span in paragraph_spans for edge in (span.start, span.end)]
    paragraph_marks = _marks(starts, edges)
    sentence_marks = _sentence_marks(copy, own.starts, paragraph_marks)
    paragraph_marks = np.union1d(paragraph_marks, margin_marks)
    printed = own.printed
    for margin in margins:
        printed = printed + margin.printed
    numbers = dict(zip(dict.fromkeys(printed), range(len(printed)), strict=False))
    return Scan(
        tuple(numbers),
        np.fromiter(map(numbers.__getitem__, printed), np.int64, len(printed)),
        np.concatenate([own.at, *(margin.at for margin in margins)]),
        starts,
        ends,
        np.concatenate([_EMPTY, *(margin.starts for margin in margins)]),
        np.concatenate([_EMPTY, *(margin.ends for margin in margins)]),
        np.union1d(sentence_marks, paragraph_marks),
        paragraph_marks,
    )


def _words(text: str) -> _Words:
    """Return the words of a text; a sign that no word follows is none."""
    parts = TOKEN.split(text)  # what stands between words and the words, in turns
    printed = parts[1::2]
    edges = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    if not any(sign in text for sign in SIGNS):
        return _Words(printed, np.arange(len(printed)), starts, ends)
    is_word = ~np.fromiter(map(SIGNS.__contains__, printed), np.bool_, len(printed))
    at: Integers = np.cumsum(is_word) - is_word
    starts, ends = starts[is_word], ends[is_word]
    last = len(printed)
    while last and not is_word[last - 1]:
        last -= 1
    signs, signed = _repeated_signs(text, starts)
    return _Words(printed[:last] + signs, np.append(at[:last], signed), starts, ends)


def _repeated_signs(text: str, starts: Integers) -> tuple[list[str], Integers]:
    """Return the signs that are printed once for several numbers, and the positions of the later ones."""
    signs: list[str] = []
    positions: list[int] = []
    for several in _SEVERAL.finditer(text):
        first, last = np.searchsorted(starts, several.span()).tolist()
        for position in range(first + 1, last):
            start = int(starts[position])
            if text[start].isdigit() and text[start - 1] != "(":
                signs.append(several[1])
                positions.append(position)
    return signs, np.array(positions, np.int64)


def _margins(text: str, holes: list[Span], first: int) -> tuple[list[_Words], Integers]:
    """Return the words of page furniture, their positions counted from ``first``, and where pieces begin."""
    found: list[_Words] = []
    marks: list[int] = []
    for hole in holes:
        words = _words(hole.of(text))
        if len(words.starts):
            marks.append(first)
            found.append(
                _Words(
                    words.printed,
                    words.at + first,
                    words.starts + hole.start,
                    words.ends + hole.start,
                )
            )
            first += len(words.starts)
    return found, np.array(marks, np.int64)


def _copy(text: str, excluded: list[Span]) -> tuple[str, list[_Pieces]]:
    """Return the copy to be read, and the ways back to the text, outermost copy last."""
    ways: list[_Pieces] = []
    if any(control in text for control in (SENTENCE_MARK, PARAGRAPH_MARK, LINE_HYPHEN)):
        text = text.translate(CONTROLS)
    if excluded:
        text, pieces = _without(text, [(span.start, span.end, "") for span in excluded])
        ways.append(pieces)
    # A word that a joiner parts may have a page's furniture between: joiners go after the furniture.
    if _HAS_JOINERS.search(text):
        cuts = [(*match.span(), "") for match in _JOINER.finditer(text)]
        cuts += [(*match.span(), LINE_HYPHEN) for match in _BROKEN.finditer(text)]
        text, pieces = _without(text, sorted(cuts))
        ways.append(pieces)
    return text, ways


def _without(text: str, cuts: list[tuple[int, int, str]]) -> tuple[str, _Pieces]:
    """Return the text with each cut replaced, and (place in the copy, place in the text) of each piece."""
    parts: list[str] = []
    pieces: _Pieces = []
    at = length = 0
    for start, end, instead in [*cuts, (len(text), len(text), "")]:
        if start > at:
            parts.append(text[at:start])
            pieces.append((length, at))
            length += start - at
        if end > at:
            parts.append(instead)
            length += len(instead)
            at = end
    return "".join(parts), pieces


def _to_source(pieces: _Pieces, offsets: Integers, shift: int) -> Integers:
    """Return where ascending places of a copy stand in its text; ``shift`` 1 for ends, else 0."""
    if not pieces:
        return offsets
    in_copy, in_text = np.array(pieces, np.int64).T
    piece = np.maximum(np.searchsorted(in_copy, offsets - shift, "right") - 1, 0)
    moved: Integers = offsets - in_copy[piece] + in_text[piece]
    return moved


def _marks(starts: Integers, edges: Iterable[int]) -> Integers:
    """Return the positions of the first words at or after the edges."""
    at = np.unique(np.searchsorted(starts, np.fromiter(edges, np.int64)))
    return at[at < len(starts)]


def _sentence_marks(copy: str, starts: Integers, paragraph_marks: Integers) -> Integers:
    """Return where sentences begin. They are split in the copy: furniture amid a sentence parts nothing."""
    begins: list[int] = []
    bounds = (
        starts[np.union1d(paragraph_marks, [0]).astype(np.int64)].tolist() if len(starts) else []
    )
    for base, end in pairwise([*bounds, len(copy)]):
        begins += [base + sentence.start for sentence in split(copy[base:end])]
    return _marks(starts, begins)


def _paragraphs(text: str) -> tuple[Span, ...]:
    edges = [0, *(match.end() for match in _BLANK_LINE.finditer(text)), len(text)]
    return tuple(Span(start, end) for start, end in pairwise(edges) if end > start)

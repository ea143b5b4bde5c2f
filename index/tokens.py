"""Text into words with positions; the one tokenizer of the index, of queries and of the display.

There is no stop list and no stemming: ``"breach of contract"`` must not find "breach the contract",
nor "Exhibit A" find "Exhibit B". Accents, ligatures, typographic apostrophes, dotted acronyms and
grouped numbers are folded, so that ``US`` finds "U.S." and ``filing`` finds "ﬁling".
"""

from __future__ import annotations  # array[int] is a type for checkers only before Python 3.12

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extraction.sentences import split
from importers.source_text import Span, disjoint

__all__ = [
    "ACRONYM_OR_WORD",
    "MARGIN_GAP",
    "PARAGRAPH_MARK",
    "SENTENCE_MARK",
    "TOKENIZER_VERSION",
    "Scan",
    "fold",
    "scan",
    "surfaces",
    "variants",
]

TOKENIZER_VERSION = 1
"""Raised whenever the same text would give other words or positions: indexes are then rebuilt."""

SENTENCE_MARK, PARAGRAPH_MARK = "\x01", "\x02"
"""Terms of no width: at position p they say that a sentence or paragraph begins with word p."""

ACRONYM_OR_WORD = frozenset({"us", "it", "who", "am"})
"""Words that in capitals are most often a name; its term in capitals finds the name alone."""

MARGIN_GAP = 10_000
"""Positions between the paper's own words and those of its page furniture; more than any proximity."""

_LONGEST = 64
_Pieces = list[tuple[int, int]]
_LINE_HYPHEN = "\x1f"

_WORD = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*|['’ʼ‘\x1f][^\W_]+)*"  # fraud, plaintiff’s, O'Brien, W
_ACRONYM = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S., U.S.C, e.g.
_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # 1,250.00
_DECIMAL = r"\d+\.\d+"  # 3.14
_SIGN = r"[§¶]"  # stands at the position of the word after it
_TOKEN = re.compile(f"{_ACRONYM}|{_GROUPED}|{_DECIMAL}|{_WORD}|{_SIGN}")

# What joins the word that it breaks: PDFium's mark for a typesetter's hyphen and the soft hyphen, with
# the line end after them; characters without width.
_JOINER = re.compile(r"[\ufffe\u00ad]\s*|[\u200b-\u200d\u2060\ufeff]+")
# A hyphen at a line end between small letters: the typesetter's ("injunc-\ntion") nine times in ten.
_BROKEN = re.compile(r"(?<=[^\W\d_A-Z])-[ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z])")
_HAS_JOINERS = re.compile(r"[\ufffe\u00ad\u200b-\u200d\u2060\ufeff]|-[ \t]*\r?\n")
_CONTROLS = str.maketrans({SENTENCE_MARK: " ", PARAGRAPH_MARK: " ", _LINE_HYPHEN: " "})
_SUPERSCRIPTS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n\s*|\f")


@dataclass(frozen=True)
class Scan:
    """One document's words.

    ``positions`` maps each term to the ascending positions where it stands, the two marks included;
    ``starts`` and ``ends`` give each position's span in code points of the text layer. The words of
    page furniture come after a gap that no proximity bridges: the first of ``margin_starts`` is that of
    position ``len(starts) + MARGIN_GAP``.
    """

    positions: dict[str, array[int]]
    starts: array[int]
    ends: array[int]
    margin_starts: array[int]
    margin_ends: array[int]


def fold(word: str) -> str:
    """Return a word without case, accents, ligatures and superscript note marks."""
    if word.isascii():
        return word.lower()
    bare = word.translate(_SUPERSCRIPTS) or word
    folded = unicodedata.normalize("NFKD", bare.translate(_APOSTROPHES).casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()


def variants(surface: str) -> tuple[str, ...]:
    """Return the terms under which a word is indexed; a query looks for the first of them."""
    word = fold(surface)
    if word.isalnum() and word[0] != "0" and word not in ACRONYM_OR_WORD:
        return (word[:_LONGEST],)
    forms: tuple[str, ...]
    if word.isalnum():
        forms = (word.lstrip("0") or "0", word) if word[0] == "0" and word.isdigit() else (word,)
    elif _LINE_HYPHEN in word:
        parts = word.split(_LINE_HYPHEN)
        forms = ("".join(parts), *(form for part in parts for form in variants(part)))
    elif "'" in word:
        forms = _with_apostrophe(word)
    elif word[0].isdigit() and ("," in word or "." in word):
        forms = _number(word.replace(",", ""))
    else:
        word = word.replace(".", "")
        forms = (word, word.upper()) if word in ACRONYM_OR_WORD else (word,)
    if surface.isupper() and word in ACRONYM_OR_WORD:
        forms = (word, word.upper())
    return tuple(dict.fromkeys(form[:_LONGEST] for form in forms))


def _with_apostrophe(word: str) -> tuple[str, ...]:
    forms = [word]
    if word.endswith("'s"):
        forms.append(word[:-2])
    forms.extend(form.replace("'", "") for form in tuple(forms) if form.find("'") == 1)
    return tuple(forms)


def _number(word: str) -> tuple[str, ...]:
    whole, _, decimals = word.partition(".")
    if not decimals.strip("0"):
        return (whole.lstrip("0") or "0", word)
    # "in 2017.3 The" is a year with the number of a note.
    return (word, whole) if _YEAR.fullmatch(whole) else (word,)


def surfaces(text: str) -> list[re.Match[str]]:
    """Return the words of a short text as matches, signs included, as a query needs them."""
    return list(_TOKEN.finditer(text.translate(_CONTROLS)))


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
    found: dict[str, list[int]] = {}
    starts, ends = _words(copy, Span(0, len(copy)), found, 0)
    copy_starts = starts
    for pieces in reversed(ways):
        starts, ends = _to_source(pieces, starts, 0), _to_source(pieces, ends, 1)
    margin_starts, margin_ends, margin_marks = _margins(text, holes, found, len(starts))
    positions = _by_term(found)
    paragraph_spans = tuple(paragraphs) or _paragraphs(text)
    paragraph_edges = {edge for span in paragraph_spans for edge in (span.start, span.end)}
    paragraph_marks = _marks(starts, paragraph_edges)
    sentence_marks = _sentence_marks(copy, copy_starts, paragraph_marks)
    paragraph_marks |= margin_marks
    positions[PARAGRAPH_MARK] = array("I", sorted(paragraph_marks))
    positions[SENTENCE_MARK] = array("I", sorted(sentence_marks | paragraph_marks))
    held = {term: at for term, at in positions.items() if at}
    return Scan(held, starts, ends, margin_starts, margin_ends)


def _margins(
    text: str, holes: list[Span], found: dict[str, list[int]], count: int
) -> tuple[array[int], array[int], set[int]]:
    """Add the words of page furniture to ``found``; return their spans, and where each piece begins."""
    starts, ends = array("I"), array("I")
    marks: set[int] = set()
    for hole in holes:
        first = count + MARGIN_GAP + len(starts)
        more_starts, more_ends = _words(text, hole, found, first)
        if more_starts:
            marks.add(first)
        starts.extend(more_starts)
        ends.extend(more_ends)
    return starts, ends, marks


def _copy(text: str, excluded: list[Span]) -> tuple[str, list[_Pieces]]:
    """Return the copy to be read, and the ways back to the text, outermost copy last."""
    ways: list[_Pieces] = []
    if any(control in text for control in (SENTENCE_MARK, PARAGRAPH_MARK, _LINE_HYPHEN)):
        text = text.translate(_CONTROLS)
    if excluded:
        text, pieces = _without(text, [(span.start, span.end, "") for span in excluded])
        ways.append(pieces)
    # A word that a joiner parts may have a page's furniture between: joiners go after the furniture.
    if _HAS_JOINERS.search(text):
        cuts = [(*match.span(), "") for match in _JOINER.finditer(text)]
        cuts += [(*match.span(), _LINE_HYPHEN) for match in _BROKEN.finditer(text)]
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


def _to_source(pieces: _Pieces, offsets: array[int], shift: int) -> array[int]:
    """Return where ascending places of a copy stand in its text; ``shift`` 1 for ends, else 0."""
    moved = array("I")
    at = 0
    last = len(pieces) - 1
    for offset in offsets:
        while at < last and pieces[at + 1][0] <= offset - shift:
            at += 1
        moved.append(offset - pieces[at][0] + pieces[at][1])
    return moved


def _words(
    text: str, within: Span, found: dict[str, list[int]], position: int
) -> tuple[array[int], array[int]]:
    """Add the positions of the words in a stretch to ``found``; return the words' spans."""
    starts, ends = array("I"), array("I")
    add_start, add_end, get = starts.append, ends.append, found.get
    signs: list[list[int]] = []
    for match in _TOKEN.finditer(text, within.start, within.end):
        word = match.group()
        places = get(word)
        if places is None:
            places = found[word] = []
        if word in "§¶":
            if not places or places[-1] != position:
                places.append(position)
                signs.append(places)
            continue
        places.append(position)
        start, end = match.span()
        add_start(start)
        add_end(end)
        position += 1
    for places in signs:
        if places and places[-1] == position:
            places.pop()  # nothing follows the sign
    return starts, ends


def _by_term(found: dict[str, list[int]]) -> dict[str, array[int]]:
    positions: dict[str, array[int]] = {}
    merged: set[str] = set()
    for surface, places in found.items():
        for term in variants(surface):
            before = positions.get(term)
            if before is None:
                positions[term] = array("I", places)
            else:
                before.extend(places)
                merged.add(term)
    for term in merged:
        positions[term] = array("I", sorted(set(positions[term])))
    return positions


def _marks(starts: array[int], edges: set[int]) -> set[int]:
    """Return the positions of the first words at or after the edges."""
    return {bisect_left(starts, edge) for edge in edges} - {len(starts)}


def _sentence_marks(copy: str, starts: array[int], paragraph_marks: set[int]) -> set[int]:
    """Return where sentences begin. They are split in the copy: furniture amid a sentence parts nothing."""
    marks: set[int] = set()
    for first, last in pairwise([*sorted(paragraph_marks | {0}), len(starts)]):
        if first == last:
            continue
        base = starts[first]
        passage = copy[base : starts[last] if last < len(starts) else len(copy)]
        marks |= {bisect_left(starts, base + sentence.start) for sentence in split(passage)}
    return marks - {len(starts)}


def _paragraphs(text: str) -> tuple[Span, ...]:
    edges = [0, *(match.end() for match in _BLANK_LINE.finditer(text)), len(text)]
    return tuple(Span(start, end) for start, end in pairwise(edges) if end > start)

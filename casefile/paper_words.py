"""A paper as it is compared with another one: its paragraphs as keys of words and marks.

Whatever is layout and not content is gone from the keys: furniture, line ends, the printed number of a
paragraph, the shape of quote marks and dashes, the length of blanks and dot leaders. Capitals, figures and
punctuation stay, since a lawyer's changes are often no larger.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern

from extraction.reading import Passage, Reading, read
from importers.source_text import COVERED, SourceText, Span, Zone

__all__ = ["Paper", "PaperParagraph", "paper"]

# A figure with its separators, a short form such as "U.S.C.", a word with its apostrophes and hyphens, a run
# of what only fills space, or any other mark that shows by itself.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:[^\W\d_]+)?"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:['’ʼ‘‑-][^\W_]+)*"
    rf"|{COVERED}+|_+|…|\.(?:\s?\.){{2,}}|[-‐‑‒–—―−]+|``|''|[^\s\w\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]"
)
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_WORD = re.compile(r"\w")
_BREAK = re.compile(r"[-\ufffe\u00ad][^\S\n]*\n?\s*|[\ufffe\u00ad]")
_RULES = re.compile(r"[)(:§|*]+")  # what draws the line between a caption's two columns


@dataclass(frozen=True, slots=True)
class PaperParagraph:
    """One paragraph: its span in the reading copy, and the keys of its words with their ends there.

    ``number`` is the pleaded one; the words that print it have no key.
    """

    span: Span
    zone: Zone
    number: str | None
    keys: tuple[str, ...]
    starts: "array[int]"
    ends: "array[int]"


@dataclass(frozen=True)
class Paper:
    """One side of a comparison. ``joined`` are keys that the other way of undoing a line-end hyphen gives.

    They are told by paragraph and word: "inter-⏎state" may be either of two words.
    """

    reading: Reading
    paragraphs: tuple[PaperParagraph, ...]
    joined: dict[tuple[int, int], str]

    @property
    def source(self) -> SourceText:
        """The text layer that the paper was made of."""
        return self.reading.source

    def all_keys(self) -> list[str]:
        """Return the keys of the whole paper."""
        return [key for paragraph in self.paragraphs for key in paragraph.keys]


def paper(source: SourceText) -> Paper:
    """Return a text layer's paragraphs without its furniture."""
    reading = read(source.as_shown())
    joined: dict[tuple[int, int], str] = {}
    paragraphs: list[PaperParagraph] = []
    seams = [piece.at for piece in reading.mapped.pieces]
    for passage in reading.passages:
        if passage.zone.is_furniture:
            continue
        keys: list[str] = []
        starts, ends = array("L"), array("L")
        for key, start, end in _tokens(reading.text, passage):
            seam = bisect_right(seams, start)
            if seam < len(seams) and seams[seam] < end:
                other = _other_form(reading, key, start, end)
                if other is not None:
                    joined[len(paragraphs), len(keys)] = other
            keys.append(key)
            starts.append(start)
            ends.append(end)
        if keys:
            words = tuple(keys), starts, ends
            paragraphs.append(PaperParagraph(passage.span, passage.zone, passage.number, *words))
    return Paper(reading, tuple(paragraphs), joined)


def is_word(key: str) -> bool:
    """Tell whether a key is a word or a figure, and not a mark."""
    return _WORD.match(key) is not None and key != "_"


def _tokens(text: str, passage: Passage) -> Iterator[tuple[str, int, int]]:
    start = passage.span.start
    if passage.number is not None:
        printed = re.compile(rf"\W*{re.escape(passage.number)}\s?[.):\]]*(?!\w)")
        found = printed.match(text, start, passage.span.end)
        start = found.end() if found else start
    for match in _TOKEN.finditer(text, start, passage.span.end):
        token = match.group()
        if passage.zone is Zone.CAPTION and _RULES.fullmatch(token):
            continue
        yield _key(token), *match.span()


def _key(printed: str) -> str:
    first = printed[0]
    if first in (COVERED, "_"):
        return first
    if first == "…" or (first == "." and len(printed) > 1):
        return "…"
    if printed in ("``", "''"):
        return '"'
    key = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
    key = key.translate(_FOLDED)
    return intern("-" if not key.strip("-") else key)


def _other_form(reading: Reading, key: str, start: int, end: int) -> str | None:
    """Return the key that a word broken at a line's end would have with, or without, its hyphen."""
    span = reading.to_source(start, end)
    if len(span) == end - start:
        return None
    printed = span.of(reading.source.text)
    broken = _BREAK.search(printed)
    if broken is None or ("\n" not in broken.group() and broken.group()[0] == "-"):
        return None
    before, after = printed[: broken.start()], printed[broken.end() :]
    forms = {_key(before + after), _key(f"{before}-{after}")} - {key} if before and after else set()
    return forms.pop() if len(forms) == 1 else None

"""Fonts that give the numbers of their glyphs instead of letters, and the letters behind the numbers.

A PDF made by printing may embed a font without saying which letters its glyphs are. What is left in
the text layer are glyph numbers: 54, 75, 72 for "the". Most fonts keep one of a few orders, though:

* ASCII from glyph 3 on, then the letters and signs of Mac OS Roman: the standard order of TrueType
  (Apple's and OpenType's ``post`` table, format 1). Fonts that come with Windows have no glyph of its
  own for the no-break space, so that from there on all stand one lower; Arimo's stand two lower.
* ASCII from glyph 1 on, as in Adobe's character collections for CID fonts.
* Calibri's own order. Its letters and digits were checked by the widths in an embedded Calibri: 62 of
  62 agree. Times New Roman, Arial, Century Schoolbook and Arimo were checked by the glyph numbers that
  sound papers declare for their letters.

An order is believed only where a font's words read as language with it, and a sign beyond ASCII only
where it stands as such a sign stands: an opening quotation mark before a word, § before a number. All
else becomes U+FFFD, the mark of an unknown character: never a wrong letter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TypeAlias

from importers.page_verdict import common_words

__all__ = ["UNKNOWN", "FontLetters", "NumberedGlyphs", "letters_of_fonts"]

UNKNOWN = "\ufffd"

FontLetters: TypeAlias = Mapping[str, Mapping[int, str]]
"""By the name of a font: the letters of its glyphs. A glyph that is not listed is unknown."""


@dataclass(frozen=True, slots=True)
class NumberedGlyphs:
    """A stretch of a page's text, from ``start`` on, that one font gives as glyph numbers."""

    start: int
    font: str
    numbers: tuple[int, ...]


_ASCII = "".join(map(chr, range(0x20, 0x7F)))
# Mac OS Roman from 0x80 on; 0xF0 is Apple's logo, and no letter.
_MAC_ROMAN = bytes(range(0x80, 0x100)).decode("mac_roman").replace("\uf8ff", UNKNOWN)
_NO_BREAK_SPACE = _MAC_ROMAN.index("\xa0")
_BULLET_OF_WINDOWS = 404, "●"


def _in_order(first: int, letters: str) -> dict[int, str]:
    return dict(enumerate(letters, first))


def _macintosh(lower: int) -> dict[int, str]:
    """Return the standard order, with what follows the no-break space moved ``lower`` by some glyphs."""
    signs = _MAC_ROMAN[:_NO_BREAK_SPACE] + _MAC_ROMAN[_NO_BREAK_SPACE:][lower:]
    letters = _in_order(3, _ASCII + signs)
    if lower == 1:
        letters.update([_BULLET_OF_WINDOWS])
    return letters


_ORDERS = (_macintosh(0), _macintosh(1), _macintosh(2), _in_order(1, _ASCII))

_CALIBRI_CAPITALS = (
    *(4, 17, 18, 24, 28, 38, 39, 44, 47, 58, 60, 62, 68),
    *(69, 75, 87, 89, 90, 94, 100, 104, 115, 116, 121, 122, 127),
)
_CALIBRI_SMALL = (
    *(258, 271, 272, 282, 286, 296, 336, 346, 349, 361, 364, 367, 373),
    *(374, 381, 393, 395, 396, 400, 410, 437, 448, 449, 454, 455, 460),
)
_CALIBRI_SIGNS = (853, 854, 855, 856, 858, 859, 862, 863, 876, 882, 894, 895, 923)
_CALIBRI = {
    **dict(zip(_CALIBRI_CAPITALS, ascii_uppercase, strict=True)),
    **dict(zip(_CALIBRI_SMALL, ascii_lowercase, strict=True)),
    **_in_order(1004, digits),
    **dict(zip(_CALIBRI_SIGNS, ",;:.‘’“”/-()@", strict=True)),
}

# A single letter is a word by chance too often.
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,30}")
_DIFFERENT_WORDS = 8
_COMMON_WORDS = 0.15
"""Least number of different common words, and least share of common ones. The fonts of two real papers
had .26 to .35 by the right order and none by another; of 1,471 texts with their letters exchanged at
random none had both .15 and 6 different ones."""
_GLYPHS_FOR_NAMED_ORDER = 8
_KNOWN_OF_NAMED_ORDER = 0.9
_FITTING = 0.8
"""The part of a sign's places in which it must stand as such a sign does."""

# Where a sign stands, as patterns for what is before and after it.
_START, _END = r"(?:^|[\s(\[“‘—–/-])$", r"^(?:$|[\s)\].,;:!?”’—–/-]|\d)"
_HOLDS = r"^[^\s)\].,;:!?]"
_PLACES: tuple[tuple[str, str, str], ...] = (
    ("“‘«‹", _START, _HOLDS),
    ("”»›", r"\S$", _END),
    ("’", r"[\w.,!?”)]$", r"^(?:$|\W|\w)"),
    ("–—", r"\S$", r"^\S"),
    ("–—", r"\s$", r"^\s"),
    ("§¶", r"(?:^|[\s(\[§¶“])$", r"^(?:[§¶]|\s*\d)"),
    ("•●", r"(?:^|\n)\s*$", r"^\s"),
    ("…", r"(?:^|[\w\s\"“‘”’.,!?])$", r"^(?:$|[\w\s\"“”’‘.,!?)\]])"),
    ("®™©", r"(?:^|[\w\s)])$", r"^(?:$|[\s.,;)])"),
    ("°", r"\d\s?$", r"^\W"),
    ("£¥€", r"(?:^|[\s(])$", r"^\d"),
    ("†‡", r"\S$", r"^(?:$|\s)"),
)
_QUOTATION = "“”‘’"
"""The marks by which orders are told apart: usual ones, and most particular about where they stand."""
_CONTEXT = 3  # characters looked at on either side


def letters_of_fonts(
    pages: Sequence[tuple[str, Sequence[NumberedGlyphs]]],
) -> dict[str, dict[int, str]]:
    """Return the letters of the fonts whose order is found, by the pages' texts with their glyph numbers.

    Styles of one family are judged together, since headings alone hold few words.
    """
    texts: defaultdict[str, list[_FontText]] = defaultdict(list)
    for text, stretches in pages:
        fonts: defaultdict[str, list[NumberedGlyphs]] = defaultdict(list)
        for stretch in stretches:
            fonts[stretch.font].append(stretch)
        for font, own in fonts.items():
            texts[font].append(_FontText.of(text, own))
    families: defaultdict[str, list[str]] = defaultdict(list)
    for font in texts:
        families[_family(font)].append(font)
    found = {}
    for family, fonts_of_family in families.items():
        all_texts = [text for font in fonts_of_family for text in texts[font]]
        letters = _named_letters(family, all_texts) or _found_letters(all_texts)
        if letters:
            found.update(dict.fromkeys(fonts_of_family, letters))
    return found


@dataclass(frozen=True, slots=True)
class _FontText:
    """What one font shows on a page: the page's text with blanks where other fonts stand."""

    blank: str
    glyphs: tuple[tuple[int, int], ...]
    """Offset and glyph number."""

    @classmethod
    def of(cls, text: str, stretches: Sequence[NumberedGlyphs]) -> "_FontText":
        blank = "".join("\n" if char == "\n" else " " for char in text)
        glyphs = [
            (at, number)
            for stretch in stretches
            for at, number in enumerate(stretch.numbers, stretch.start)
        ]
        return cls(blank, tuple(glyphs))

    def shown(self, letters: Mapping[int, str]) -> str:
        chars = list(self.blank)
        for at, number in self.glyphs:
            chars[at] = letters.get(number, UNKNOWN)
        return "".join(chars)


def _family(font: str) -> str:
    """Return a font's name without its subset's tag and its style: "ABCDEF+Arial-BoldMT" is "Arial"."""
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    return re.sub(r"(?:PS)?(?:[-,].*|MT)?$", "", name.replace(" ", ""), count=1)


def _named_letters(family: str, texts: Sequence[_FontText]) -> dict[int, str] | None:
    """Return Calibri's letters for Calibri: its sparse numbers prove its order where few words stand."""
    if family != "Calibri":
        return None
    numbers = [number for text in texts for _, number in text.glyphs]
    known = sum(number in _CALIBRI for number in numbers)
    if len(numbers) < _GLYPHS_FOR_NAMED_ORDER or known < _KNOWN_OF_NAMED_ORDER * len(numbers):
        return None
    return _CALIBRI


def _found_letters(texts: Sequence[_FontText]) -> dict[int, str] | None:
    """Return the order by which the texts read as language, without the signs that stand nowhere right."""
    best: dict[int, str] | None = None
    most = -1
    for order in _ORDERS:
        shown = [text.shown(order) for text in texts]
        if not _is_language(shown):
            continue
        fits = _fits(texts, shown)
        right = sum(
            fit for number, (fit, _) in fits.items() if order.get(number, UNKNOWN) in _QUOTATION
        )
        if right > most:
            best, most = _without(order, fits), right
        elif right == most and best is not None:
            # Two orders explain the marks equally well: what they disagree about is unknown.
            best = {number: char for number, char in best.items() if order.get(number) == char}
    return best


def _is_language(texts: Sequence[str]) -> bool:
    words = [word for text in texts for word in _WORD.findall(text)]
    common = common_words(words)
    return len(set(common)) >= _DIFFERENT_WORDS and len(common) >= _COMMON_WORDS * len(words)


def _fits(texts: Sequence[_FontText], shown: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Count for every glyph number beyond ASCII how often its sign stands in its place, and how often not."""
    fitting: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    for text, words in zip(texts, shown, strict=True):
        for at, number in text.glyphs:
            if words[at].isascii():
                continue
            seen[number] += 1
            before, after = words[max(at - _CONTEXT, 0) : at], words[at + 1 : at + 1 + _CONTEXT]
            fitting[number] += _stands_right(words[at], before, after)
    return {number: (fitting[number], seen[number]) for number in seen}


def _stands_right(char: str, before: str, after: str) -> bool:
    if char.isalpha():
        letters = [near for near in (before[-1:], after[:1]) if near.isalpha()]
        return bool(letters) and (char.islower() or any(near.isupper() for near in letters))
    return any(
        char in signs and re.search(left, before) and re.search(right, after)
        for signs, left, right in _PLACES
    )


def _without(order: Mapping[int, str], fits: Mapping[int, tuple[int, int]]) -> dict[int, str]:
    """Return an order's ASCII and those other signs that were seen in their places."""
    return {
        number: char
        for number, char in order.items()
        if char.isascii() or (number in fits and fits[number][0] >= _FITTING * fits[number][1])
    }

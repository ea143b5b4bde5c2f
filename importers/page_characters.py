"""PDFium's text of one page with one place for each character, also for glyphs that are only numbers.

PDFium gives a glyph whose font does not say which letter it is by its number, and leaves out of its
text those numbers that are control characters elsewhere: 3 most of all, which is the space of most
fonts. Pages with such glyphs are therefore read character by character. Which character has which
offset depends on the page alone; which letter stands there may depend on what is known of its fonts
(importers/glyph_repair.py), so that places stay right whether the letters were found or not.
"""

import ctypes
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, TypeAlias

from importers.glyph_repair import UNKNOWN, FontLetters, NumberedGlyphs

__all__ = ["PageCharacters", "characters_of"]

_Handle: TypeAlias = Any  # pypdfium2 declares no types

# What a page of glyph numbers shows and no other page does, or nearly none: control characters, and
# letters of far-off alphabets, as which the numbers of large fonts come. Others need no closer look.
_SUSPICIOUS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u0100-\u1dff]")

_HYPHENS = (0x02, 0x2D, 0xAD, 0xFFFE)
"""As what PDFium gives a hyphen at a line's end, and what it takes for one."""
_FLAT = 0.01
"""Of its line's height, what a glyph is lower than that paints nothing: measured .001, an em dash .04."""


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """A page's text with line ends as line feeds, and where its glyph numbers stand in it."""

    text: str
    glyphs: tuple[NumberedGlyphs, ...]
    _index_of: Callable[[int], int]
    _chars: tuple[int, ...] | None
    _shifts: tuple[int, ...]

    def char(self, offset: int) -> int:
        """Return PDFium's index of the character at ``offset`` of ``text``; -1 for none."""
        if self._chars is not None:
            return self._chars[offset] if 0 <= offset < len(self._chars) else -1
        ahead = bisect_left(self._shifts, offset + 1)
        return self._index_of(offset + ahead)


def characters_of(text_page: _Handle, letters: FontLetters | None = None) -> PageCharacters:
    """Read a page's characters; ``letters`` are those of the fonts that give glyph numbers."""
    count = text_page.count_chars()
    written = _whole_text(text_page, count)
    is_suspicious = len(written) < count or _SUSPICIOUS.search(written)
    if is_suspicious and _has_numbers(text_page, count):
        return _read_singly(text_page, count, letters or {})
    # Offsets from which PDFium's text is one further ahead: after a "\r" that was left out, and
    # after a character beyond the basic plane where PDFium counts it as two.
    shifts: list[int] = []
    parts = written.split("\r\n")
    at = 0
    for number, part in enumerate(parts):
        shifts.extend(_wide(text_page, part, at, shifts))
        at += len(part)
        if number < len(parts) - 1:
            shifts.append(at + 1)
            at += 1
    index_of = _index_of(text_page)
    if len(written) == count and _is_basic(written) and index_of(count - 1) == count - 1:
        # PDFium's numbers of characters grow with those of its text: where the last are the same, all are.
        index_of = partial(_same, count)
    return PageCharacters("\n".join(parts), (), index_of, None, tuple(shifts))


def _is_basic(text: str) -> bool:
    """Tell a text of which each character is one 16-bit unit."""
    return text.isascii() or max(text) <= "\uffff"


def _same(count: int, index: int) -> int:
    return index if 0 <= index < count else -1


def _index_of(text_page: _Handle) -> Callable[[int], int]:
    """Return PDFium's own way from an index in its text to one of its characters."""
    from pypdfium2 import raw

    return partial(raw.FPDFText_GetCharIndexFromTextIndex, text_page.raw)


def _wide(text_page: _Handle, part: str, start: int, shifts: list[int]) -> Iterator[int]:
    from pypdfium2 import raw

    if _is_basic(part):
        return
    before = len(shifts)
    for at, char in enumerate(part, start):
        if char > "\uffff":
            index = raw.FPDFText_GetCharIndexFromTextIndex(text_page, at + before)
            if 0xD800 <= raw.FPDFText_GetUnicode(text_page, index) < 0xDC00:
                before += 1
                yield at + 1


def _whole_text(text_page: _Handle, count: int) -> str:
    """Return PDFium's text with one code point for each of its characters, whatever they are."""
    from pypdfium2 import raw

    if count <= 0:
        return ""
    # Every character may take two 16-bit units; one more for the closing NUL.
    room = 2 * count + 1
    buffer = (ctypes.c_ushort * room)()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    units = bytes(buffer)[: max(written - 1, 0) * 2]
    return units.decode("utf-16-le", errors="replace")


# -- glyph numbers -----------------------------------------------------------------------------


def _has_numbers(text_page: _Handle, count: int) -> bool:
    from pypdfium2 import raw

    handle = text_page.raw
    return any(raw.FPDFText_HasUnicodeMapError(handle, char) == 1 for char in range(count))


class _Fonts:
    """The names of the fonts of a page's characters, asked for once for each of its text objects."""

    def __init__(self, text_page: _Handle) -> None:
        from pypdfium2 import raw

        self._raw: _Handle = raw
        self._handle: _Handle = text_page.raw
        self._names: dict[int, str] = {}

    def name(self, char: int) -> str:
        text = self._raw.FPDFText_GetTextObject(self._handle, char)
        if not text:
            return ""
        key = ctypes.addressof(text.contents)
        if key not in self._names:
            self._names[key] = self._name(text)
        return self._names[key]

    def _name(self, text: _Handle) -> str:
        font = self._raw.FPDFTextObj_GetFont(text)
        size = self._raw.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
        buffer = ctypes.create_string_buffer(max(size, 1))
        if size:
            self._raw.FPDFFont_GetBaseFontName(font, buffer, size)
        return buffer.value.decode("utf-8", errors="replace")


def _read_singly(text_page: _Handle, count: int, letters: FontLetters) -> PageCharacters:
    from pypdfium2 import raw

    page = _SinglePage(text_page, letters)
    handle = text_page.raw
    for char in range(count):
        if raw.FPDFText_HasUnicodeMapError(handle, char) == 1:
            page.add_glyph(char)
        elif raw.FPDFText_GetTextIndexFromCharIndex(handle, char) >= 0:
            page.add_letter(char)
    chars = tuple(page.chars)
    return PageCharacters("".join(page.text), page.stretches(), _index_of(text_page), chars, ())


class _Last(Enum):
    """What was added last to a page."""

    BLANK = "a glyph that paints nothing"
    MADE_SPACE = "a space that PDFium made for a gap"
    OTHER = "anything else"


class _SinglePage:
    """A page's text as it grows, with PDFium's index of each of its characters."""

    def __init__(self, text_page: _Handle, letters: FontLetters) -> None:
        from pypdfium2 import raw

        self._raw: _Handle = raw
        self._handle: _Handle = text_page.raw
        self.text: list[str] = []
        self.chars: list[int] = []
        self._text_page = text_page
        self._letters = letters
        self._fonts = _Fonts(text_page)
        self._glyphs: list[tuple[int, str, int]] = []
        self._blank: dict[tuple[str, int], bool] = {}
        self._last = _Last.OTHER

    def add_letter(self, char: int) -> None:
        """Add a character that PDFium knows; a line's end as one, and no second space beside a blank."""
        code = self._raw.FPDFText_GetUnicode(self._handle, char)
        is_made = self._raw.FPDFText_IsGenerated(self._handle, char) == 1
        is_space = is_made and code == ord(" ")
        if (is_made and code == ord("\r")) or (is_space and self._last is _Last.BLANK):
            return
        hyphen = self._raw.FPDFText_IsHyphen(self._handle, char) == 1
        self._add("\ufffe" if hyphen else _printable(code), char)
        if is_space:
            self._last = _Last.MADE_SPACE

    def add_glyph(self, char: int) -> None:
        """Add a glyph: a space where it paints nothing, its letter where that is known."""
        font = self._fonts.name(char)
        number = self._raw.FPDFText_GetUnicode(self._handle, char)
        if number in _HYPHENS and self._raw.FPDFText_IsHyphen(self._handle, char) == 1:
            number = ord(
                "-"
            )  # a number that is a hyphen elsewhere, taken for one at the line's end
        if self._is_blank(font, number, char):
            if self._last is _Last.MADE_SPACE:  # by PDFium, for the gap that this blank leaves
                self.text.pop()
                self.chars.pop()
            self._add(" ", char)
            self._last = _Last.BLANK
            return
        self._glyphs.append((len(self.text), font, number))
        known = self._letters.get(font)
        self._add(_printable(number) if known is None else known.get(number, UNKNOWN), char)

    def _add(self, shown: str, char: int) -> None:
        self.text.append(shown)
        self.chars.append(char)
        self._last = _Last.OTHER

    def _is_blank(self, font: str, number: int, char: int) -> bool:
        if (font, number) not in self._blank:
            self._blank[font, number] = self._paints_nothing(char)
        return self._blank[font, number]

    def _paints_nothing(self, char: int) -> bool:
        from pypdfium2 import PdfiumError

        try:
            _, bottom, _, top = self._text_page.get_charbox(char)
            _, lowest, _, highest = self._text_page.get_charbox(char, loose=True)
        except PdfiumError:  # a glyph of a damaged font has no place
            return False
        return bool(top - bottom < _FLAT * (highest - lowest))

    def stretches(self) -> tuple[NumberedGlyphs, ...]:
        """Return the glyph numbers, those together that follow each other in one font."""
        found: list[tuple[int, str, list[int]]] = []
        for at, font, number in self._glyphs:
            if found and found[-1][1] == font and found[-1][0] + len(found[-1][2]) == at:
                found[-1][2].append(number)
            else:
                found.append((at, font, [number]))
        return tuple(NumberedGlyphs(start, font, tuple(own)) for start, font, own in found)


def _printable(code: int) -> str:
    """Return a character as it is, but what would break lines or pages, or is no character, as unknown."""
    char = chr(code) if code <= 0x10FFFF else UNKNOWN
    if char in "\n\t ":
        return char
    return UNKNOWN if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Zl", "Zp") else char

r"""Rich Text as its smallest pieces, and the characters that its bytes stand for in each font.

The signs are those of the Rich Text Format specification 1.9.1: control words ("\par"), control
symbols ("\~"), bytes in hexadecimal ("\'e9"), groups in braces. The tables of character sets are
striprtf's.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, NamedTuple

from importers.charsets import code_page, without_surrogates

__all__ = ["Characters", "Sign", "Token", "tokens"]

_TOKEN: Final = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # \li720
    r"|\\'([0-9a-fA-F]{2})"  # \'e9
    r"|\\([^a-zA-Z])"  # \~
    r"|([{}])"
    r"|[\r\n\x00]+"
    r"|([^\\{}\r\n\x00]+)"
    r"|\\",
    re.S,
)
_SYMBOL_CHARSET: Final = 2
_SYMBOLS: Final = {"\xb7": "•", "\xa7": "▪", "\xa8": "☐", "\xfe": "☒", "\xfc": "✓", "\xd8": "➢"}


class Sign(Enum):
    """What kind of thing a token is."""

    WORD = auto()
    SYMBOL = auto()
    OPEN = auto()
    CLOSE = auto()
    OCTETS = auto()


class Token(NamedTuple):
    r"""One piece: a word with its number, a symbol, a brace, or octets, each as one Latin-1 character.

    ``is_hex`` tells octets written as "\'e9"; of those each counts as one when octets are skipped.
    ``end`` is where the token ends in the file.
    """

    sign: Sign
    text: str
    number: int | None
    end: int


def tokens(content: str) -> Iterator[Token]:
    """Yield the pieces of a file whose bytes were read as Latin-1; binary data is passed over."""
    at = 0
    while at < len(content):
        match = _TOKEN.match(content, at)
        if (
            match is None
        ):  # nothing escapes the pattern; without this line a change to it could hang
            return
        at = match.end()
        word, number, octet, symbol, brace, text = match.groups()
        if word:
            value = int(number) if number else None
            if word == "bin":
                at += max(value or 0, 0)
            else:
                yield Token(Sign.WORD, word, value, at)
        elif octet:
            yield Token(Sign.OCTETS, chr(int(octet, 16)), None, at)
        elif symbol in ("\r", "\n"):  # a backslash before a line's end is a paragraph's end
            yield Token(Sign.WORD, "par", None, at)
        elif symbol:
            yield Token(Sign.SYMBOL, symbol, None, at)
        elif brace:
            yield Token(Sign.OPEN if brace == "{" else Sign.CLOSE, brace, None, at)
        elif text:
            yield Token(Sign.OCTETS, text, None, at)


@dataclass
class Characters:
    """What octets mean: by the font's character set, or by the file's code page."""

    default: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _defining: int | None = None

    def define(self, word: str, number: int | None) -> None:
        """Take in one control word of the table of fonts."""
        if number is None:
            return
        if word == "f":
            self._defining = number
        elif self._defining is not None and word == "fcharset":
            if number == _SYMBOL_CHARSET:
                self._fonts[self._defining] = "symbol"
            elif number not in (0, 1):
                self._name(_charset(number))
            else:
                self._fonts.pop(self._defining, None)
        elif self._defining is not None and word == "cpg" and number:
            self._name(code_page(number))

    def _name(self, encoding: str | None) -> None:
        if encoding and self._defining is not None:
            self._fonts[self._defining] = encoding

    def page(self, word: str, number: int | None) -> None:
        r"""Take in the file's own code page: "\ansicpg1252", "\mac", "\pc", "\pca"."""
        fixed = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word)
        if fixed:
            self.default = fixed
        elif word == "ansicpg" and number:
            self.default = code_page(number) or self.default

    def text(self, octets: str, font: int | None) -> str:
        """Return the characters of octets that were written in a font."""
        encoding = self._fonts.get(-1 if font is None else font, self.default)
        if encoding == "symbol":
            return "".join(_SYMBOLS.get(octet, octet) for octet in octets)
        raw = octets.encode("latin-1", "replace")
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            return without_surrogates(raw.decode(encoding, "replace"))


def _charset(number: int) -> str | None:
    """Return Python's name of a font's character set, or ``None`` for one it does not know."""
    from striprtf.striprtf import charset_map

    try:
        return codecs.lookup(charset_map[number]).name
    except (KeyError, LookupError):
        return None

r"""Bodies that Outlook keeps as compressed Rich Text, often with the HTML they came from inside.

Compression: MS-OXRTFCP. HTML inside Rich Text: MS-OXRTFEX; what stands in "\htmltag" groups and
outside "\htmlrtf … \htmlrtf0" is the HTML.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final

from importers.charsets import without_surrogates
from importers.document import DamagedFile
from importers.outlook_properties import DAMAGED
from importers.rtf_tokens import Characters, Sign, tokens
from importers.rtf_walk import read_rtf

__all__ = ["body_of_rtf", "decompressed"]

_COMPRESSED: Final = b"LZFu"
_PLAIN: Final = b"MELA"
_WINDOW: Final = 4096
# What the window holds at the beginning, by the specification's section 2.1.2.1.
_FIRST_WORDS: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_ENDINGS: Final = {"par": "\n", "line": "\n", "tab": "\t"}
_CHARACTERS: Final = {
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
}
_SYMBOLS: Final = {"~": "\u00a0", "_": "\u00ad", "{": "{", "}": "}", "\\": "\\"}
_HEAD: Final = 4096


def decompressed(content: bytes) -> bytes:
    """Return the Rich Text of a compressed body.

    Raises:
        DamagedFile: if it is not compressed as the specification says.
    """
    if len(content) < 16:
        raise DamagedFile(DAMAGED)
    size, raw_size, kind = struct.unpack_from("<II4s", content)
    body = content[16 : size + 4]
    if kind == _PLAIN:
        return body[:raw_size]
    if kind != _COMPRESSED:
        raise DamagedFile(DAMAGED)
    return _unpacked(body)[:raw_size]


def _unpacked(body: bytes) -> bytes:
    window = bytearray(_FIRST_WORDS.ljust(_WINDOW, b"\x00"))
    write = len(_FIRST_WORDS)
    found = bytearray()
    at = 0
    while at < len(body):
        control = body[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                piece = body[at : at + 1]
                at += 1
            else:
                if at + 2 > len(body):
                    return bytes(found)
                reference = int.from_bytes(body[at : at + 2], "big")
                at += 2
                read = reference >> 4
                if read == write:
                    return bytes(found)
                # A run may overlap what it writes, so it is copied one by one.
                for step in range((reference & 0xF) + 2):
                    window[write] = window[(read + step) % _WINDOW]
                    found.append(window[write])
                    write = (write + 1) % _WINDOW
                continue
            for octet in piece:
                window[write] = octet
                found.append(octet)
                write = (write + 1) % _WINDOW
    return bytes(found)


def body_of_rtf(content: bytes) -> tuple[str, str]:
    """Return a body as plain text and as HTML, one of the two empty.

    Raises:
        TooLargeFile: if its groups are nested too deeply.
    """
    head = content[:_HEAD]
    if b"\\fromhtml1" in head:
        return "", _Body().run(content)
    if b"\\fromtext" in head:
        return _Body().run(content), ""
    found = read_rtf(content)
    rows = [*found.body, *found.notes]
    return "".join("".join(piece.text for piece in row.pieces) + row.end for row in rows), ""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    skipped: bool = False
    in_rtf: bool = False
    in_fonts: bool = False
    font: int | None = None
    fallback: int = 1

    @property
    def is_silent(self) -> bool:
        return self.skipped or self.in_rtf


class _Body:
    """What the Rich Text was made from, while it is put together again."""

    def __init__(self) -> None:
        from striprtf.striprtf import destinations

        self.destinations: frozenset[str] = destinations
        self.parts: list[str] = []
        self.characters = Characters()
        self.state = _State()
        self.stack: list[_State] = []
        self.octets: list[str] = []
        self.to_skip = 0
        self.starred = self.opened = False

    def run(self, content: bytes) -> str:
        """Go through the Rich Text once."""
        for token in tokens(content.decode("latin-1")):
            if token.sign is Sign.OCTETS:
                dropped = min(self.to_skip, len(token.text))
                self.to_skip -= dropped
                self.octets.append(token.text[dropped:])
                self.opened = False
                continue
            self._flush()
            if token.sign is Sign.OPEN:
                self.stack.append(self.state)
                self.opened, self.to_skip = True, 0
            elif token.sign is Sign.CLOSE:
                if not self.stack:
                    break
                self.state, self.to_skip = self.stack.pop(), 0
            elif token.sign is Sign.SYMBOL:
                self._symbol(token.text)
            else:
                self._word(token.text, token.number)
                self.opened = self.starred = False
        self._flush()
        return without_surrogates("".join(self.parts))

    def _flush(self) -> None:
        octets, self.octets = "".join(self.octets), []
        if octets and not self.state.is_silent:
            self.parts.append(self.characters.text(octets, self.state.font))

    def _write(self, text: str) -> None:
        if not self.state.is_silent:
            self.parts.append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int | None) -> None:
        self.characters.page(word, number)
        begins = self.opened or self.starred
        if word == "htmltag" and self.starred:
            self.state = replace(self.state, skipped=False, in_rtf=False)
        elif begins and word == "fonttbl":
            self.state = replace(self.state, skipped=True, in_fonts=True)
        elif begins and not self.state.in_fonts and (self.starred or word in self.destinations):
            self.state = replace(self.state, skipped=True)
        elif self.state.in_fonts:
            self.characters.define(word, number)
        elif word == "htmlrtf":
            self.state = replace(self.state, in_rtf=number != 0)
        elif word == "f":
            self.state = replace(self.state, font=number)
        elif word == "uc":
            self.state = replace(self.state, fallback=max(number or 0, 0))
        elif word == "u" and number is not None:
            self._write(chr(number & 0xFFFF))
            self.to_skip = self.state.fallback
        else:
            self._write(_ENDINGS.get(word) or _CHARACTERS.get(word, ""))

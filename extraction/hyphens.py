"""What a hyphen at a line's end is: the typesetter's, which goes, or the word's own, which stays.

A PDF gives both alike (PDFium's mark U+FFFE, a soft hyphen, or a plain one before a line feed). The
paper itself is the best witness: "interpleader" or "in-interpleader" stands elsewhere in it, unbroken.
"""

import re
from functools import cached_property

__all__ = ["Hyphens"]

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"([^\W\d_]+)-(?=([^\W\d_]+))")
_BEFORE = re.compile(r"\w+$")
_AFTER = re.compile(r"\w+")
# "pre- and post-trial": the hyphen of a word that is finished by a later one.
_SUSPENDED = ("and", "or", "to")
_LONGEST_WORD = 60


class Hyphens:
    """Decides each broken word of one text; the text's words are gathered when first needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def _lines(self) -> list[str]:
        """The text by lines: one search through all of it would let no other thread work meanwhile."""
        return self._text.lower().splitlines()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for line in self._lines for word in _WORD.findall(line))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for line in self._lines for pair in _PAIR.findall(line))

    def instead(self, start: int, end: int) -> str:
        """Return what stands for the break ``[start, end)``: nothing, a hyphen, or hyphen and blank."""
        text = self._text
        marked = text[start] != "-"
        found = _BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        following = _AFTER.match(text, end, end + _LONGEST_WORD)
        if not found or not following:
            return "" if marked else "-"
        before, after = found.group(), following.group()
        if before[-1].isdigit() or after[0].isdigit():
            return "-"
        first, second = before.lower(), after.lower()
        if (first, second) in self._pairs:
            return "-"
        if first + second in self._words:
            return ""
        if not marked and second in _SUSPENDED:
            return "- "
        # "Defendant-in⁃interpleader": a word that already has a hyphen has more of them.
        in_compound = "-" in (text[found.start() - 1 : found.start()], text[following.end() :][:1])
        return "-" if in_compound or not marked else ""

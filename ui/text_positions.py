r"""Code points of a text layer ↔ positions in a Qt text document; the only place that knows UTF-16.

Qt counts UTF-16 units, turns ``\r\n`` into one block end, and gives a few characters meanings of its
own. ``TextPositions`` holds the text as it is shown and converts places both ways.
"""

import re
from bisect import bisect_right

__all__ = ["TextPositions"]

# What Qt would take for a block end or a frame mark of its own, and what is shown in its place; each
# is one character for one, so that only "\r\n" changes the count. PDFium's mark for a typesetter's
# hyphen (U+FFFE) is shown as the hyphen on the paper.
_SHOWN = {
    "\r": "\n",
    "\f": "\n",
    "\u2029": "\n",
    "\ufdd0": " ",
    "\ufdd1": " ",
    "\0": "\u2400",
    "\ufffe": "-",
}
# Characters that take two units or none.
_ODD = re.compile("[\U00010000-\U0010ffff]|\r(?=\n)")


class TextPositions:
    """A text as Qt shows it, with conversions between its code points and Qt's positions."""

    def __init__(self, text: str) -> None:
        # A thousand pages take a few milliseconds this way, and a hundred times as long by the letter.
        # To look for two characters takes forty times as long as to look for the first of them.
        self.shown = text.replace("\r\n", "\n") if "\r" in text else text
        for character, shown in _SHOWN.items():
            self.shown = self.shown.replace(character, shown)
        # Offsets just behind such a character, and the difference from there.
        self._offsets = [0]
        self._shifts = [0]
        shift = 0
        for odd in _ODD.finditer(text) if _is_odd(text) else ():
            shift += -1 if odd.group() == "\r" else 1
            self._offsets.append(odd.end())
            self._shifts.append(shift)
        self._positions = [
            offset + before for offset, before in zip(self._offsets, self._shifts, strict=True)
        ]

    def to_qt(self, offset: int) -> int:
        """Return Qt's position of the code point at ``offset``."""
        return offset + self._shifts[bisect_right(self._offsets, offset) - 1]

    def from_qt(self, position: int) -> int:
        """Return the code point at Qt's ``position``; inside a pair of units, the pair's code point."""
        at = bisect_right(self._positions, position) - 1
        offset = position - self._shifts[at]
        if at + 1 < len(self._offsets):
            offset = min(offset, self._offsets[at + 1] - 1)
        return offset


def _is_odd(text: str) -> bool:
    """Tell whether a text holds a character that takes two units or none, without looking for one."""
    return "\r" in text or len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)

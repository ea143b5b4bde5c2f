"""How wide the labels of a picture are, reckoned from their letters: so that they can be placed by a job.

Fonts are asked on the window's thread alone, once for each letter of the languages that papers are in.
"""

from collections.abc import Mapping

from PySide6.QtGui import QFont, QFontMetricsF

__all__ = ["LabelWidths"]

_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”„†‡•…‹›€™"
_MOST_KNOWN = 20_000


class LabelWidths:
    """The widths of labels in one font, in pixels; each is reckoned once.

    Pairs of letters that a font draws closer together are reckoned apart, and letters that it was not asked
    for as high as a line: a label is rather narrower than told.
    """

    def __init__(self, font: QFont) -> None:
        """Ask the font for its letters; on the window's thread."""
        metrics = QFontMetricsF(font)
        self._letters: Mapping[str, float] = {
            letter: metrics.horizontalAdvance(letter) for letter in _LETTERS
        }
        self._other = metrics.height()
        self._known: dict[str, float] = {}

    def __call__(self, label: str) -> float:
        """Return how wide a label is."""
        known = self._known.get(label)
        if known is None:
            letters, other = self._letters, self._other
            known = sum([letters.get(letter, other) for letter in label])
            if len(self._known) >= _MOST_KNOWN:
                self._known = {}
            self._known[label] = known
        return known

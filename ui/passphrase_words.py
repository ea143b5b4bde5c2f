"""What is said of a passphrase while it is typed: whether it holds against somebody who has the case folder.

No number is shown: how many guesses a thief can pay for nobody knows, and a bar that turns green would
promise what it does not keep.
"""

import re

from ui.language import tr

__all__ = ["said_of"]

_FEWEST_LETTERS = 8
_SHORT = 12
_FEWEST_WORDS = 4
_LEAST_DIFFERENT = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1234567890")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_RUN = 5
_USUAL = ("password", "passwort", "letmein", "welcome", "iloveyou", "pincite", "lawyer", "attorney")


def said_of(typed: str) -> str:
    """Return what to say of a passphrase; "" while nothing is typed."""
    if not typed:
        return ""
    if len(typed) < _FEWEST_LETTERS:
        return tr("Too short: 8 characters at the least.")
    if re.fullmatch(r"[\d\s./-]+", typed):
        return tr("Digits alone are guessed first, days and telephone numbers before all.")
    if _is_usual(typed.casefold()):
        return tr("Guessed soon: this is among what is tried first. Choose words by chance.")
    if len(typed) < _SHORT:
        return tr("Short: whoever has the folder and time finds it. Four words are longer.")
    if len(typed.split()) >= _FEWEST_WORDS:
        return tr("Long enough, if chance chose the words and they stand in no book or song.")
    return tr(
        "Good only if nobody who knows you would guess it. Four words by chance hold longest."
    )


def _is_usual(typed: str) -> bool:
    """Tell whether it is one of the usual ones, few letters over and over, or keys beside one another."""
    if len(set(typed)) < _LEAST_DIFFERENT:
        return True
    letters = "".join(letter for letter in typed if letter.isalnum())
    if any(letters.strip("0123456789") == word for word in _USUAL):
        return True
    rows = [row for each in (*_ROWS, _ALPHABET) for row in (each, each[::-1])]
    beside: set[int] = set()
    for at in range(len(letters) - _RUN + 1):
        if any(letters[at : at + _RUN] in row for row in rows):
            beside.update(range(at, at + _RUN))
    return len(beside) > len(letters) / 2

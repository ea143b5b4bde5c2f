"""How tall the lines of the quote bank are, from the number of their letters alone. Knows no Qt.

Thousands of lines are so measured in some hundredths of a second, off the window's thread; only what is on
screen is broken into lines. A short line may have a little room to spare.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from casefile.quote_records import BankRow, GroupMember
from casefile.records import Pin, ReviewState, Verdict
from ui.messages import speaker_words

__all__ = ["LONGEST", "Letters", "LineSizes", "letters_of", "letters_of_member"]

LONGEST = 700
"""As many letters of a quotation as a row can show."""
_SPARE = 1.06
"""Line ends are ragged, and a text may have wider letters than most."""
_MOST_LINES = 3
_PAD_X, _PAD_Y = 12.0, 6.0
_GUTTER, _INDENT = 32.0, 22.0
_LEAST_ROOM = 60.0
_CITE = 6
"""Letters of a cite around the paper's name and its number: " ¶ ", " at "."""
_DAY = 14
_PAPER_OF = 23
_SEPARATOR = 3
_WITHOUT_MARKS = 27
_SOURCE = 36
_TOLD = {
    Verdict.VERBATIM: 12,
    Verdict.RESPELLED: 33,
    Verdict.BRACKETS: 29,
    Verdict.SHORTER: 27,
    Verdict.ALTERED: 20,
    Verdict.NOT_FOUND: 18,
}
_DECIDED = (ReviewState.ACCEPTED, ReviewState.EDITED)


class Letters(NamedTuple):
    """How many letters a line's words have, its note, and what is told behind it; in which face."""

    words: int
    note: int
    told: int
    is_bold: bool


def letters_of(row: BankRow) -> Letters:
    """Return how many letters a quotation's line has, about: its cites are not put into words for it."""
    quote = row.quote
    words = min(len(quote.reading or quote.text), LONGEST) + 2
    note = len(speaker_words(quote)) + _SEPARATOR + _cite(quote.pin)
    if quote.said is not None:
        note += _SEPARATOR + _DAY
    elif quote.date is not None:
        note += _SEPARATOR + _PAPER_OF
    told = _TOLD[row.verdict] if row.verdict is not None else 0
    if row.source is not None and told:
        told += _cite(row.source.pin)
    return Letters(words, note, told, quote.state in _DECIDED)


def letters_of_member(member: GroupMember, row: BankRow | None, *, is_source: bool) -> Letters:
    """Return how many letters the line of an appearance has, about."""
    if row is not None:
        known = letters_of(row)
    else:
        words = min(len(member.text), LONGEST) + 2
        known = Letters(words, _cite(member.pin) + _PAPER_OF + _WITHOUT_MARKS, 0, is_bold=False)
    told = _SOURCE if is_source else _TOLD[member.verdict] + _cite(member.pin)
    return known._replace(told=told)


def _cite(pin: Pin) -> int:
    number = pin.place.first_paragraph
    return len(pin.short_name) + _CITE + (len(number) if number else 3)


@dataclass(frozen=True, slots=True)
class LineSizes:
    """The faces' measures in pixels: the width of a usual letter, the height of a line."""

    letter: float
    bold_letter: float
    small_letter: float
    words_line: float
    small_line: float
    heading: int

    def room(self, width: float, *, indented: bool) -> float:
        """Return how wide the words of a line are in a list of a width."""
        indent = _INDENT if indented else 0.0
        return max(width - 2 * _PAD_X - _GUTTER - indent, _LEAST_ROOM)

    def words_lines(self, letters: Letters, room: float) -> int:
        """Return how many lines the words take."""
        letter = self.bold_letter if letters.is_bold else self.letter
        return min(_MOST_LINES, int(letters.words * letter * _SPARE / room) + 1)

    def note_lines(self, letters: Letters, room: float) -> int:
        """Return how many lines the note takes with what is told: it goes below where it has no room."""
        if not letters.note or not letters.told:
            return 1
        both = (letters.note + letters.told + _SEPARATOR) * self.small_letter * _SPARE
        return 2 if both > room else 1

    def height(self, letters: Letters | None, width: float, *, indented: bool = False) -> int:
        """Return how tall a line is in a list of a width; without letters it is a heading."""
        return self.heading if letters is None else self.measure(width, indented=indented)(letters)

    def measure(self, width: float, *, indented: bool = False) -> Callable[[Letters], int]:
        """Return what tells how tall lines are in a list of a width; for many of them the quicker way."""
        room = self.room(width, indented=indented)
        words_lines, note_lines = self.words_lines, self.note_lines
        known = {
            (words, notes): round(
                words * self.words_line + 3 + notes * self.small_line + 2 * _PAD_Y + 1
            )
            for words in range(_MOST_LINES + 1)
            for notes in (1, 2)
        }
        return lambda letters: known[words_lines(letters, room), note_lines(letters, room)]

"""How tall the lines of the chronology's list are, from the number of their letters. Knows no Qt.

Tens of thousands of lines are so measured in some tenths of a second, off the window's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from casefile.event_records import EventRow
from casefile.pieces import each_of
from ui.chronology_book import EventBook
from ui.chronology_lines import EventLine, EventLines, Look
from ui.chronology_words import Measure
from ui.language import tr

__all__ = [
    "BELOW_DAY",
    "GAP",
    "INDENT",
    "MARK_ROOM",
    "PAD_X",
    "PAD_Y",
    "WIDE",
    "EventSizes",
    "fold_words",
    "is_month",
    "tops",
]

PAD_X, PAD_Y = 14.0, 6.0
MARK_ROOM = 18.0
INDENT = 20.0
GAP = 6.0
BELOW_DAY = 2.0
WIDE = 560
"""From this width on the day has a column of its own."""
_MOST_LINES = 3
# A line of a serif text ends on average half a word before its edge.
_RAGGED = 1.05
_BADGE = 12.0
"""Room in a badge beside its letters."""


@dataclass(frozen=True)
class EventSizes:
    """The faces' measures in pixels: the height of a line, the width of a usual letter.

    ``width_of`` and ``badge_width`` measure an event's words and those of a badge; without them letters are
    counted, as for lists that are too long to be looked at row by row.
    """

    day_line: float
    small_line: float
    reading_line: float
    letter: float
    small_letter: float
    bold_letter: float
    width_of: Callable[[EventRow], float] | None = None
    badge_width: Callable[[str], float] | None = None

    def counted(self) -> "EventSizes":
        """Return the sizes that count letters only, and can be asked on any thread."""
        return replace(self, width_of=None, badge_width=None)

    def height(self, line: EventLine, book: EventBook, width: int) -> float:
        """Return a line's height in a list of a width."""
        if line.look is Look.DUE:
            lines = 1 if width >= WIDE else 2
            return round(lines * self.day_line + 2 * PAD_Y + 1)
        if line.event is None:
            return self.small_line + (10 if is_month(line) else 14)
        known = book.measure(line.event)
        text = self.text_width(line, width)
        body = 2 + self.lines(known, line, text) * self.reading_line
        body += (self.note_lines(known, text) + line.differs) * self.small_line
        day = self._day_height(known, width)
        tall = max(body, day) if width >= WIDE else body + day + 2
        return round(tall + 2 * PAD_Y + 1)

    def _day_height(self, known: Measure, width: int) -> float:
        if width < WIDE:
            return self.day_line
        room = self.day_width(width) - MARK_ROOM - 8
        lines = 1 if known.title * self.bold_letter <= room else 2
        small = min(2, ceil(known.basis * self.small_letter * _RAGGED / room))
        below = small * self.small_line + BELOW_DAY if small else 0.0
        return lines * self.day_line + below

    def lines(self, known: Measure, line: EventLine, width: float) -> int:
        """Return how many lines an event's words take."""
        room = width - self.fold_width(line) if line.folds else width
        estimate = known.words * self.letter
        if (
            self.width_of is not None
            and 0.85 * room < estimate < 1.15 * room
            and line.event is not None
        ):
            return 1 if self.width_of(line.event) <= room else 2
        return max(1, min(_MOST_LINES, ceil(estimate * _RAGGED / max(room, 60))))

    def note_lines(self, known: Measure, width: float) -> int:
        """Return how many lines the cite takes with the badges behind it."""
        if not known.badges:
            return 1
        taken = (known.note + known.boxed) * self.small_letter + known.badges * (12 + GAP)
        return 2 if taken > width else 1

    @staticmethod
    def day_width(width: int) -> float:
        """Return how wide the column of days is."""
        return 172.0 if width >= 720 else 146.0

    def text_left(self, line: EventLine, width: int) -> float:
        """Return where an event's words begin."""
        indent = INDENT if line.look is Look.MEMBER else 0.0
        left = self.day_width(width) if width >= WIDE else MARK_ROOM
        return PAD_X + left + indent

    def text_width(self, line: EventLine, width: int) -> float:
        """Return how wide an event's words are."""
        return width - self.text_left(line, width) - PAD_X

    def fold_width(self, line: EventLine) -> float:
        """Return how wide the badge is that unfolds the other papers of a row."""
        words = fold_words(line)
        if self.badge_width is not None:
            return self.badge_width(words) + GAP
        return len(words) * self.small_letter + _BADGE + GAP


def fold_words(line: EventLine) -> str:
    """Return what the badge says that unfolds the other papers of a row."""
    number = len(line.members)
    what = tr("{papers} papers", papers=line.papers) if line.papers == number else f"{number}×"
    return f"{what} {'▾' if line.opened else '▸'}"


def is_month(line: EventLine) -> bool:
    """Tell whether a heading is that of a month."""
    return "-" in line.key


def tops(lines: EventLines, sizes: EventSizes, book: EventBook, width: int) -> list[float]:
    """Return where each line begins in a list of a width, and the end of the last.

    Events of the same letters are as tall, so that each kind is reckoned once.
    """
    known: dict[tuple[Measure, bool], float] = {}
    heights: list[float] = []
    measures = book.known.measures
    for place, item in enumerate(each_of(lines.items)):
        if isinstance(item, EventLine):
            heights.append(sizes.height(item, book, width))
            continue
        kind = measures.get(item.date.id) or book.measure(item), bool(item.conflicts)
        height = known.get(kind)
        if height is None:
            height = known[kind] = sizes.height(lines[place], book, width)
        heights.append(height)
    return list(accumulate(heights, initial=0.0))

"""What the quote bank shows: the rows that are asked for, as lines with their heights. Knows no Qt.

For tens of thousands of quotations it takes some tenths of a second, so that it can run as a job.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from casefile.pieces import each_of
from ui.quote_filter import BankFilter, kept
from ui.quote_lines import (
    Grouping,
    Key,
    Lines,
    QuoteBook,
    QuoteLine,
    arrange,
    line_letters,
    place_key,
)
from ui.quote_sizes import LineSizes

__all__ = ["BankWish", "Laid", "ShownBank", "heights", "lay_out", "show_bank", "show_beginning"]

_BEGINNING = 300
"""Quotations of a large case that are shown while the others are measured."""


@dataclass(frozen=True, slots=True)
class BankWish:
    """What is asked for, what the lines are put together by, and how wide the list is."""

    asked: BankFilter = field(default_factory=BankFilter)
    grouping: Grouping = Grouping.PAPER
    width: int = 0


@dataclass(frozen=True)
class Laid:
    """Lines as the list takes them: where each is found by its key, and how tall it is at a width.

    ``tops`` are the places where lines begin, and the end of the last. ``order`` is one number for all keys
    in their order, by which two that show the same lines are known as such at once.
    """

    lines: Lines = field(default_factory=Lines)
    places: Mapping[Key, int] = field(default_factory=dict)
    heights: Sequence[int] = ()
    width: int = 0
    tops: list[int] = field(default_factory=lambda: [0])
    order: int = hash(())

    def shows_lines_of(self, other: "Laid") -> bool:
        """Tell whether the lines of another have the same keys in the same order."""
        return len(self.lines) == len(other.lines) and self.order == other.order

    def place(self, key: str) -> int | None:
        """Return where the line with a key stands, if it is there."""
        return self.places.get(place_key(key))


@dataclass(frozen=True)
class ShownBank:
    """The answer to a wish; ``rows`` says how many quotations it is.

    ``is_beginning`` says that more lines follow once they are measured.
    """

    wish: BankWish = field(default_factory=BankWish)
    rows: int = 0
    laid: Laid = field(default_factory=Laid)
    is_beginning: bool = False


def show_beginning(book: QuoteBook, wish: BankWish, sizes: LineSizes) -> ShownBank:
    """Return what is shown of a book; only how it begins, where all of it takes a time one notices."""
    is_plain = wish.grouping is Grouping.PAPER and wish.asked == BankFilter()
    if not is_plain or len(book.rows) <= _BEGINNING or book.is_measured(sizes, wish.width):
        return show_bank(book, wish, sizes)
    lines = arrange(book.rows[:_BEGINNING], book, wish.grouping)
    return ShownBank(wish, len(book.rows), lay_out(lines, sizes, wish.width), is_beginning=True)


def show_bank(book: QuoteBook, wish: BankWish, sizes: LineSizes) -> ShownBank:
    """Return what is shown of a book."""
    rows = kept(book.rows, wish.asked)
    lines = arrange(rows, book, wish.grouping)
    return ShownBank(wish, len(rows), lay_out(lines, sizes, wish.width))


def lay_out(lines: Lines, sizes: LineSizes, width: int) -> Laid:
    """Return lines with their places and heights."""
    places, tall = _places(lines), heights(lines, sizes, width)
    tops = list(accumulate(tall, initial=0))
    return Laid(lines, places, tall, width, tops, hash(tuple(places)))


def _places(lines: Lines) -> dict[Key, int]:
    return {
        entry.key if isinstance(entry, QuoteLine) else entry: at
        for at, entry in enumerate(each_of(lines.entries))
    }


def heights(lines: Lines, sizes: LineSizes, width: int) -> Sequence[int]:
    """Return how tall each line is in a list of a width."""
    known = lines.book.heights(lines.entries, sizes, width)
    return array(
        "l",
        [
            sizes.height(line_letters(entry), width, indented=entry.is_indented)
            if isinstance(entry, QuoteLine)
            else known[entry]
            for entry in each_of(lines.entries)
        ],
    )

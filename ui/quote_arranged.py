"""What the quote bank shows: the rows that are asked for, as lines with their heights. Knows no Qt.

For tens of thousands of quotations it takes some tenths of a second, so that it can run as a job.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.quote_filter import BankFilter, kept
from ui.quote_lines import Grouping, LineForm, Lines, QuoteBook, arrange, key_of
from ui.quote_sizes import LineSizes

__all__ = ["BankWish", "Laid", "ShownBank", "lay_out", "show_bank"]


@dataclass(frozen=True, slots=True)
class BankWish:
    """What is asked for, what the lines are put together by, and how wide the list is."""

    asked: BankFilter = field(default_factory=BankFilter)
    grouping: Grouping = Grouping.PAPER
    width: int = 0


@dataclass(frozen=True)
class Laid:
    """Lines as the list takes them: where each is found by its key, and how tall it is at a width."""

    lines: Lines = field(default_factory=Lines)
    places: Mapping[str, int] = field(default_factory=dict)
    heights: Sequence[int] = ()
    width: int = 0


@dataclass(frozen=True)
class ShownBank:
    """The answer to a wish; ``rows`` says how many quotations it is."""

    wish: BankWish = field(default_factory=BankWish)
    rows: int = 0
    laid: Laid = field(default_factory=Laid)


def show_bank(book: QuoteBook, wish: BankWish, sizes: LineSizes) -> ShownBank:
    """Return what is shown of a book."""
    rows = kept(book.rows, wish.asked)
    lines = arrange(rows, book, wish.grouping)
    return ShownBank(wish, len(rows), lay_out(lines, sizes, wish.width))


def lay_out(lines: Lines, sizes: LineSizes, width: int) -> Laid:
    """Return lines with their places and heights."""
    places = {key_of(entry): at for at, entry in enumerate(lines.entries)}
    return Laid(lines, places, heights(lines, sizes, width), width)


def heights(lines: Lines, sizes: LineSizes, width: int) -> Sequence[int]:
    """Return how tall each line is in a list of a width."""
    book, height = lines.book, sizes.height
    return array(
        "l",
        (
            height(book.letters(entry), width, indented=lines.form(at) is LineForm.MEMBER)
            for at, entry in enumerate(lines.entries)
        ),
    )

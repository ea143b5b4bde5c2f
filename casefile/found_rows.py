"""What was found in one document, as it is kept in memory: rows of the columns with what links them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from casefile.answer_json import FoundAnswer
from casefile.found_events import FoundEvent
from casefile.records import DateRow, DocumentRow, Pin, QuoteRow
from extraction.findings import PartyKind, PartySource

__all__ = [
    "DocumentImage",
    "FoundAppearance",
    "FoundDate",
    "FoundMention",
    "FoundQuote",
    "Units",
    "some_anew",
]


@dataclass(frozen=True, slots=True)
class Units:
    """The sentences and paragraphs that something touches, as ordinals; -1 where there is none."""

    first_sentence: int
    last_sentence: int
    first_paragraph: int
    last_paragraph: int


@dataclass(frozen=True, slots=True)
class FoundMention:
    """One mention of a party, outside furniture or not; ``added`` if the attorney marked it."""

    party: int
    pin: Pin
    furniture: bool
    units: Units
    text: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class FoundAppearance:
    """A party as the document shows it; ``reasons`` are the names it has here, each with its why.

    ``joined`` says why it was taken for a party of other papers.
    """

    party: int
    name: str
    kind: PartyKind
    role: str | None
    capacity: str | None
    source: PartySource
    aliases: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    joined: str
    post: str | None = None
    post_reason: str = ""
    whole: str | None = None
    whole_reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote as a row, with what links it; ``shown`` tells whether it belongs in the columns."""

    row: QuoteRow
    units: Units
    shown: bool


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as a row, with what links it; ``shown`` tells whether it belongs in the columns.

    ``event`` is there for a row of the chronology.
    """

    row: DateRow
    units: Units
    shown: bool
    event: FoundEvent | None = None


@dataclass(frozen=True, slots=True)
class DocumentImage:
    """Everything found in one document, each kind in the order of its spans."""

    document: DocumentRow
    mentions: tuple[FoundMention, ...]
    quotes: tuple[FoundQuote, ...]
    dates: tuple[FoundDate, ...]
    names: tuple[tuple[int, str], ...]
    """Every name that a party goes by here, with the party."""
    appearances: tuple[FoundAppearance, ...] = ()
    lost: tuple[FoundMention, ...] = ()
    """Mentions that the attorney marked and whose words cannot be found again."""
    answer: FoundAnswer | None = None
    """What it says to a complaint."""


_Found = TypeVar("_Found", FoundQuote, FoundDate)


def some_anew(
    before: tuple[_Found, ...],
    numbers: Collection[int],
    read: Callable[[Collection[int]], tuple[_Found, ...]],
) -> tuple[_Found, ...]:
    """Return findings with those of some numbers as they stand now; one that came or went has all read."""
    if not numbers:
        return before
    if 0 not in numbers:
        now = {each.row.id: each for each in read(numbers)}
        was = {each.row.id for each in before if each.row.id in numbers}
        if now.keys() == was:
            return tuple(now.get(each.row.id, each) for each in before)
    return read(())

"""Rows of the quote bank: every quotation with how its words compare with the papers of the case.

Snapshots like the rows of ``casefile.records``: they do not change when the case does.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from casefile.records import Pin, QuoteRow, SameWords, Verdict

__all__ = [
    "BankRow",
    "CitedPaper",
    "GroupMember",
    "QuoteBank",
    "QuoteGroup",
    "StepKind",
    "WordStep",
]


class StepKind(StrEnum):
    """What became of some words between a quotation and the paper that it is held against."""

    SAME = "same"
    """Nothing differs but line ends, white space, the shape of quotation marks, a footnote's number, or the
    period or comma that American usage puts inside the closing mark."""
    REPLACED = "replaced"
    LEFT_OUT = "left out"
    """The other paper has words here that the quotation lacks, and does not say so."""
    PUT_IN = "put in"
    """The quotation has words that the other paper lacks, and does not bracket them."""
    BRACKETED = "bracketed"
    ELLIPSIS = "ellipsis"
    CASE = "case"
    PUNCTUATION = "punctuation"

    @property
    def is_marked(self) -> bool:
        """Tell whether the quotation says that it changed the words here."""
        return self in (StepKind.BRACKETED, StepKind.ELLIPSIS)


@dataclass(frozen=True, slots=True)
class WordStep:
    """Some words as the quotation has them and as the other paper has them, either of them empty.

    Joined in their order, without anything between, all ``ours`` are the quotation's text and all
    ``theirs`` the other paper's, white space included.
    """

    kind: StepKind
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """The citation that follows a quotation, and the document of the case that it names, if it is there."""

    pin: Pin
    text: str
    document: int | None


@dataclass(frozen=True, slots=True)
class BankRow:
    """One quotation of the bank.

    ``source`` is the place that the quotation is held against, ``None`` where no other paper has the words:
    the best of the paper that it cites, where that has them, else the best of all. ``verdict`` is that of
    the source, ``None`` for fewer than four words, which are not compared. ``mentioned`` are the parties
    named within the quotation. ``group`` is the ``id`` of the group whose words it shares.
    """

    quote: QuoteRow
    verdict: Verdict | None
    source: SameWords | None
    mentioned: tuple[int, ...] = ()
    group: int | None = None
    cited: CitedPaper | None = None


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One appearance of a group's words: a quotation, or plain words of a paper where ``quote`` is ``None``.

    ``day`` is the paper's own. ``verdict`` compares the words with those of the group's source.
    """

    quote: int | None
    pin: Pin
    text: str
    day: dt.date | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """All appearances of the same words in the case. The first member is the source.

    That is the primary paper (a pleading or an exhibit before an article), then the earliest.
    ``id`` is the lowest number of its quotations.
    """

    id: int
    members: tuple[GroupMember, ...]

    @property
    def source(self) -> GroupMember:
        """Return the appearance that the others are held against."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class QuoteBank:
    """All quotations in the order of the documents and their pages, and the groups of same words."""

    rows: tuple[BankRow, ...]
    groups: tuple[QuoteGroup, ...]

"""What a merge of two copies of a case shows: what comes in, what is in conflict."""

import datetime as dt
from dataclasses import dataclass

from casefile.records import Ref

__all__ = ["ComingDecision", "ConflictRow", "MergeOutcome", "MergePreview"]


@dataclass(frozen=True, slots=True)
class ComingDecision:
    """A colleague's decision that this case has not seen."""

    at: dt.datetime | None
    who: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A word that two attorneys gave differently; ``mine`` stands until one of them is chosen.

    ``id`` is 0 for one that a merge would find; ``ref`` is what it is about where that can be shown.
    """

    id: int
    about: str
    word: str
    mine: str
    my_who: str
    my_at: dt.datetime | None
    theirs: str
    their_who: str
    their_at: dt.datetime | None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What bringing a colleague's work in comes to."""

    name: str
    """The case's name in the other copy."""
    people: tuple[str, ...]
    """Whose decisions come in."""
    decisions: tuple[ComingDecision, ...]
    conflicts: tuple[ConflictRow, ...]
    papers: tuple[str, ...]
    """Documents that this case lacks and the other copy brings, by name."""
    absent: tuple[str, ...]
    """Documents that it says something of, which this case lacks and it does not bring."""
    waiting: int
    """Words that cannot be taken yet: their paper, or their place in it, is not here."""
    another_case: bool
    """It is no copy of this case."""

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return not (self.decisions or self.conflicts or self.papers)


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What a merge did."""

    decisions: int
    words: int
    conflicts: int
    papers: int
    waiting: int

"""Rows about the issues of a case, their elements, and the evidence for and against each."""

from dataclasses import dataclass

from casefile.note_records import Side
from casefile.records import Note, Pin, Ref

__all__ = ["EvidenceRow", "IssueDraft", "IssueRow", "Side"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A finding or document (``ref``), a passage (``pin`` alone) or a ``note`` linked to an issue.

    A note comes with the place of what it is on. ``words`` are a passage's or a note's own, else what the
    thing is called. One whose finding was ``rejected`` proves nothing.
    """

    id: int
    issue: int
    side: Side
    ref: Ref | None
    pin: Pin | None
    note: Note | None
    words: str
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue, or an element of one, in the outline; ``number`` is its place there: "2.1".

    ``parent`` is what it stands below, ``depth`` how many those are. ``law`` is the statute or rule that it
    rests on. ``source`` are the words of the paper that it was drafted from. ``is_bare`` if there is no
    evidence, on any side, for it or anything below it.
    """

    id: int
    title: str
    law: str | None
    note: str
    parent: int | None
    depth: int
    number: str
    source: Pin | None
    evidence: tuple[EvidenceRow, ...]
    is_bare: bool

    def on(self, side: Side) -> tuple[EvidenceRow, ...]:
        """Return the evidence on one side, without what was rejected."""
        return tuple(each for each in self.evidence if each.side is side and not each.rejected)


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """A claim as a paper's heading has it, to be made an issue; ``known`` if it was made one already."""

    title: str
    law: str | None
    pin: Pin
    known: bool

"""Two papers side by side, as the window, the reports and the command line are shown them: frozen rows."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from casefile.records import DocumentRow, Pin
from importers.source_text import Span

__all__ = ["ComparedParagraph", "ComparedSide", "Comparison", "DifferenceKind", "Piece"]


class DifferenceKind(StrEnum):
    """What became of a paragraph on the way from the first paper to the second.

    A renumbered one has the same words; a moved one stands elsewhere, with or without other words.
    """

    SAME = "same"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def is_change(self) -> bool:
        """Tell whether words or their order differ."""
        return self not in (DifferenceKind.SAME, DifferenceKind.RENUMBERED)


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """A paragraph in one of the papers. ``text`` has its lines unwrapped and page furniture left out.

    ``number`` is the pleaded one. Where paragraphs were split or joined, several stand here, a line each.
    """

    text: str
    number: str | None
    pin: Pin


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that is the same on both sides, or not.

    ``first`` and ``second`` count code points of the sides' ``text``; ``first_place`` and
    ``second_place`` those of the papers' text layers. A side that has no words for it has ``None``.
    """

    same: bool
    first: Span | None
    second: Span | None
    first_place: Span | None
    second_place: Span | None


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of both papers, or of one alone, with its pieces in order."""

    kind: DifferenceKind
    first: ComparedSide | None
    second: ComparedSide | None
    pieces: tuple[Piece, ...]

    def marks(self, *, second: bool) -> tuple[Span, ...]:
        """Return what differs in one side's text."""
        spans = [piece.second if second else piece.first for piece in self.pieces if not piece.same]
        return tuple(span for span in spans if span is not None)


@dataclass(frozen=True)
class Comparison:
    """What changed from the first paper to the second, in the second one's order.

    ``share`` is how much of both papers' words is the same, from 0 to 1; ``notices`` are sentences on what
    could not be compared.
    """

    first: DocumentRow
    second: DocumentRow
    paragraphs: tuple[ComparedParagraph, ...]
    share: float
    notices: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Counter[DifferenceKind]:
        """How many paragraphs there are of each kind."""
        return Counter(paragraph.kind for paragraph in self.paragraphs)

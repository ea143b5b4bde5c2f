"""The sentence in which a row's relation to what the view asks about stands."""

from dataclasses import dataclass

from casefile.records import Pin, RefType
from importers.source_text import Span

__all__ = ["EvidenceMark", "RowEvidence"]


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """Words of a piece of evidence: those of the row itself (``own``), or of what is asked about.

    ``span`` counts in the evidence's text.
    """

    span: Span
    kind: RefType
    own: bool


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """One row's evidence: its sentence, unwrapped and shortened, and the place that it opens.

    ``others`` is at how many other places the row is linked to what is asked about.
    """

    text: str
    marks: tuple[EvidenceMark, ...]
    pin: Pin
    others: int = 0

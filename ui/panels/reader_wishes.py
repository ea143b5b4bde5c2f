"""What the reader is asked to show: a document, and where to go in it once it is open. Knows no widgets."""

from dataclasses import dataclass

from casefile.records import Ref
from importers.source_text import Span
from ui.reader_places import PaperPlace

__all__ = ["Found", "Wish"]


@dataclass(frozen=True)
class Found:
    """The hits of a search of the case that are to be marked; ``from_end`` goes to the document's last."""

    query: str
    typing: bool
    spans: tuple[Span, ...]
    from_end: bool = False


@dataclass(frozen=True)
class Wish:
    """Where to go in a document once it is open: to a span, to hits, or to where it was left."""

    document: int
    span: Span | None = None
    ref: Ref | None = None
    found: Found | None = None
    place: PaperPlace | None = None

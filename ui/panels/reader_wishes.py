"""What the reader is asked to show: a document, and where to go in it once it is open. Knows no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.records import Pin, Ref
from importers.source_text import Span
from ui.reader_places import PaperPlace

__all__ = ["Found", "Wish", "hits_wish", "pin_wish"]


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


def pin_wish(pin: Pin, ref: Ref | None) -> Wish:
    """Return the wish to see a place; of a lost place its document only."""
    return Wish(pin.document, None if pin.lost else pin.span, ref)


def hits_wish(
    document: int, spans: Sequence[Span], current: int, query: str, *, typing: bool
) -> Wish:
    """Return the wish to see search hits of a document, the one at index ``current`` in view."""
    span = spans[current] if 0 <= current < len(spans) else None
    return Wish(document, span, None, Found(query, typing, tuple(spans)))

"""What a search inside one document found."""

from dataclasses import dataclass

from importers.source_text import Span

__all__ = ["FoundInDocument"]


@dataclass(frozen=True, slots=True)
class FoundInDocument:
    """The hits of a query in one document, in the order of its text; each hit is the spans of its words.

    ``total`` counts all of them, listed or not. ``elsewhere`` is the number of other documents that have a
    hit. Without ``searchable`` the index does not hold the document's present text (yet), and nothing can
    be said about it.
    """

    document: int
    query: str
    understood: str
    warnings: tuple[str, ...]
    hits: tuple[tuple[Span, ...], ...]
    total: int
    elsewhere: int
    searchable: bool = True

"""Rows about searches: facets of an answer, suggestions while typing, searches that are kept."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Facet", "KeptSearch", "SearchOrder", "Suggestion", "SuggestionKind"]


class SearchOrder(StrEnum):
    """The order of the papers of an answer."""

    RELEVANCE = "relevance"
    DATE = "date"
    """The oldest paper first; papers without a date last."""
    DOCUMENT = "document"
    """As the papers came into the case."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow an answer: ``condition`` is added to the query. ``documents`` of the answer fit it."""

    field: str
    label: str
    condition: str
    documents: int


class SuggestionKind(StrEnum):
    """Where a suggestion comes from."""

    WORD = "word"
    PARTY = "party"
    TAG = "tag"
    SAVED = "saved search"
    ASKED = "asked before"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the search field may become: the whole ``query``, and what is shown for it.

    ``told`` says more of it: how many papers hold a word, a party's role, a saved search's query.
    """

    kind: SuggestionKind
    query: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search that was asked before; one with a ``name`` was saved. ``asked`` is when last, in UTC."""

    id: int
    query: str
    name: str | None
    asked: dt.datetime

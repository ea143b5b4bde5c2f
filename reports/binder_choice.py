"""What goes into a binder, and how: which papers, which of their pages, highlights, and Bates numbers."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from importers.page_stamps import Corner
from reports.report import ReportFailure

__all__ = [
    "COLOURS",
    "USUAL_KINDS",
    "Bates",
    "BinderChoice",
    "Corner",
    "MarkKind",
    "choice_from_json",
]

_PRINTABLE = frozenset(string.printable) - frozenset(string.whitespace) | {" "}
_LONGEST_PREFIX = 40
_MOST_DIGITS = 12


class MarkKind(StrEnum):
    """What can be highlighted on the copies."""

    PARTY = "parties"
    QUOTE = "quotes"
    DATE = "dates"
    HIT = "hits"
    TAGGED = "tagged"
    NOTE = "notes"
    """What the attorney wrote a note on: the note's words come with it."""


# The washes of the light theme, which a printer shows as well.
COLOURS = {
    MarkKind.PARTY: (0.77, 0.85, 0.96),
    MarkKind.QUOTE: (0.98, 0.88, 0.67),
    MarkKind.DATE: (0.72, 0.9, 0.86),
    MarkKind.HIT: (0.94, 0.77, 0.96),
    MarkKind.TAGGED: (1.0, 0.95, 0.55),
    MarkKind.NOTE: (1.0, 0.95, 0.55),
}
"""The colour of each kind's highlights, red, green and blue from 0 to 1."""

USUAL_KINDS = frozenset(MarkKind) - {MarkKind.NOTE}
"""All but the attorney's own notes, which are work product: they leave the house only when asked for."""


@dataclass(frozen=True, slots=True)
class Bates:
    """Numbers stamped on the copies: "HV 000123" is prefix "HV ", number 123, six digits."""

    prefix: str = ""
    first: int = 1
    digits: int = 6
    corner: Corner = Corner.BOTTOM_RIGHT

    def __post_init__(self) -> None:
        if not _PRINTABLE.issuperset(self.prefix) or len(self.prefix) > _LONGEST_PREFIX:
            raise ReportFailure(
                f"A Bates prefix has up to {_LONGEST_PREFIX} plain letters, digits and signs."
            )
        if self.first < 0 or not 1 <= self.digits <= _MOST_DIGITS:
            raise ReportFailure(
                f"Bates numbers begin at 0 or above and have 1 to {_MOST_DIGITS} digits."
            )

    def label(self, page: int) -> str:
        """Return the number of a page, counted from 0."""
        return f"{self.prefix}{self.first + page:0{self.digits}d}"


@dataclass(frozen=True, slots=True)
class BinderChoice:
    """What goes in. ``documents`` are numbers in the order wanted, () all papers of the case.

    ``query`` and ``tags`` name passages, which get bookmarks; with ``only_pages`` nothing but the pages
    that they stand on goes in, without either the pages that carry a highlight.
    """

    title: str = ""
    documents: tuple[int, ...] = ()
    query: str = ""
    tags: tuple[str, ...] = ()
    only_pages: bool = False
    highlights: frozenset[MarkKind] = frozenset()
    bates: Bates | None = None
    again: bool = False
    """Pages may get numbers that other pages have."""

    @property
    def names_passages(self) -> bool:
        """Tell whether passages are chosen, not only papers."""
        return bool(self.query.strip() or self.tags)

    def to_json(self) -> dict[str, object]:
        """Return what the case keeps, so that the next binder begins as this one."""
        kept: dict[str, object] = {
            "title": self.title,
            "documents": list(self.documents),
            "query": self.query,
            "tags": list(self.tags),
            "only_pages": self.only_pages,
            "highlights": sorted(self.highlights),
        }
        if self.bates is not None:
            bates = self.bates
            kept["bates"] = [bates.prefix, bates.first, bates.digits, bates.corner]
        return kept


def choice_from_json(kept: Mapping[str, Any]) -> BinderChoice:
    """Return what ``to_json`` wrote; an empty choice for what it did not write."""
    try:
        bates = kept.get("bates")
        return BinderChoice(
            str(kept["title"]),
            tuple(map(int, kept["documents"])),
            str(kept["query"]),
            tuple(map(str, kept["tags"])),
            bool(kept["only_pages"]),
            frozenset(map(MarkKind, kept["highlights"])),
            bates and Bates(str(bates[0]), int(bates[1]), int(bates[2]), Corner(bates[3])),
        )
    except (KeyError, ValueError, TypeError, IndexError, ReportFailure):
        return BinderChoice()

"""What can be chosen of a report: which rows, which columns, in what order and under what headings.

The window, the command line and the tests hand over the same options. What belongs to the page alone is
``reports.report.Layout``.
"""

import datetime as dt
from dataclasses import dataclass

from casefile.questions import Question
from casefile.records import ReviewState
from extraction.findings import DocumentKind

__all__ = ["EVERYTHING", "Facts", "Narrowed", "ReportOptions", "narrow"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Everything that can be chosen; what is empty narrows nothing.

    ``question`` is what the linked view is asked: rows stay that are linked to it, of several constraints to
    all or any. ``only`` are the numbers of the rows that a view of the window shows, ``None`` for all;
    ``shown_by`` says in words what its filters are. ``linked`` are those that the question leaves, which
    whoever makes the report works out. ``party`` is whom a dossier is about, ``query`` what a report of hits
    searches for. ``parties``, ``documents``, ``kinds`` and ``tags`` ask for one of their values each,
    ``days`` for a common day, ``text`` for every one of its words. ``columns`` are keys in the order
    wanted, () the usual ones; ``grouping`` and ``order`` are among those that the report offers.
    ``authority`` takes dates of the law that is cited into a chronology. ``most`` is how many hits of a
    search are told at most, the best papers' first; they are counted all the same.
    """

    title: str = ""
    query: str = ""
    party: int | None = None
    question: Question | None = None
    linked: frozenset[int] | None = None
    only: frozenset[int] | None = None
    shown_by: str = ""
    parties: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    kinds: frozenset[DocumentKind] = frozenset()
    tags: frozenset[str] = frozenset()
    days: tuple[dt.date, dt.date] | None = None
    text: str = ""
    accepted_only: bool = False
    authority: bool = False
    columns: tuple[str, ...] = ()
    grouping: str = ""
    order: str = ""
    most: int | None = None


EVERYTHING = ReportOptions()
"""Nothing is left out, and everything stands as usual."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row can be chosen by. A fact that its report does not know of is ``None`` and hides no row."""

    id: int
    words: str
    state: ReviewState | None = None
    documents: frozenset[int] | None = None
    kind: DocumentKind | None = None
    parties: frozenset[int] | None = None
    tags: frozenset[str] | None = None
    days: tuple[dt.date, dt.date] | None = None
    has_days: bool = False
    """Rows of this report have days, so that one without is left out where days are asked for."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows are kept, by number, and how many were left out: ``unreviewed`` ones, and by the filters."""

    kept: frozenset[int]
    filtered: int = 0
    unreviewed: int = 0


def narrow(rows: "list[Facts]", options: ReportOptions) -> Narrowed:
    """Return which rows the options leave; a suggestion counts as left out once the filters keep it."""
    passed = [row for row in rows if _passes(row, options)]
    kept = [
        row for row in passed if not (options.accepted_only and row.state is ReviewState.SUGGESTED)
    ]
    return Narrowed(
        frozenset(row.id for row in kept), len(rows) - len(passed), len(passed) - len(kept)
    )


def _passes(row: Facts, options: ReportOptions) -> bool:
    return (
        (options.only is None or row.id in options.only)
        and (options.linked is None or row.id in options.linked)
        and _meets(options.documents, row.documents)
        and _meets(options.parties, row.parties)
        and _meets(options.tags, row.tags)
        and (not options.kinds or row.kind is None or row.kind in options.kinds)
        and (options.days is None or _overlaps(row, options.days))
        and _has_words(row.words, options.text)
    )


def _meets(
    asked: frozenset[int] | frozenset[str], own: frozenset[int] | frozenset[str] | None
) -> bool:
    return not asked or own is None or not asked.isdisjoint(own)


def _overlaps(row: Facts, asked: tuple[dt.date, dt.date]) -> bool:
    if row.days is None:
        return not row.has_days
    return row.days[0] <= asked[1] and row.days[1] >= asked[0]


def _has_words(words: str, asked: str) -> bool:
    folded = words.casefold()
    return all(word in folded for word in asked.casefold().split())

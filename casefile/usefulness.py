"""The order in which suggestions are worth a look: first who matters most and what is in doubt.

A suggestion's worth is its use and its doubt added up, in points that compare across the kinds:

- A party that a caption or a form lists has eight points, since it says who is in the case; one with another
  role two. Each doubling of its mentions adds one, so that a witness named thirty times comes before a
  defendant's parent company that is named once. One and a half if it may be another party as well.
- A quote has five points where its words are altered against another paper, three where its speaker was
  inferred, one where nobody is known to have said it, and a third of what its speaker has.
- A date that sets a deadline has fourteen points, as much as a party of the caption that is named sixty
  times, unless an article or a message says so; one that can be read in several ways has ten: 03/04 read
  wrongly is a missed day. Three if it was counted from another day, one otherwise, none without a value.
- What a machine read from a picture, or what was lost from its paper, has one more; so does what the
  extractor itself trusts little, by as much as it distrusts it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nlargest
from math import log2
from operator import itemgetter
from typing import Any

from casefile.links import Image
from casefile.proposals import resembling
from casefile.records import (
    DateRow,
    PartyRow,
    QuoteRow,
    Ref,
    RefType,
    ReviewState,
    Verdict,
)
from casefile.review_records import Doubt, Finding, PaperProgress, ReviewFilter, ReviewQueue
from casefile.snapshot import DocumentImage
from extraction.findings import Basis, Certainty, DocumentKind, PartySource

__all__ = ["PaperCounts", "doubts", "review_queue"]

_IN_CAPTION = 8.0
_WITH_ROLE = 2.0
_MAY_BE_TWO = 1.5
_DEADLINE = 14.0
_SEVERAL_READINGS = 10.0
_REPORTS = (DocumentKind.ARTICLE, DocumentKind.EMAIL)
_OF_BASIS = {Basis.RELATIVE: 3.0}
_OF_CERTAINTY = {Certainty.INFERRED: 3.0, Certainty.UNATTRIBUTED: 1.0}
_ALTERED = 5.0
_HARD_TO_READ = 1.0
_TRUSTED = 0.5  # below it the extractor itself would look twice

_Weight = Callable[[int], float]


def review_queue(
    image: Image,
    asked: ReviewFilter,
    only: Collection[Ref] | None = None,
    limit: int | None = None,
) -> ReviewQueue:
    """Return what a filter leaves, the most useful first: ``limit`` of it at most, among ``only``."""
    doubted = _doubted(image)
    weight = _weight(image, doubted)
    scored: list[tuple[float, int, int, Finding]] = []
    total = decided = 0
    for kind, rows in _columns(image, asked, only).items():
        if asked.doubtful:
            rows = [row for row in rows if _doubts(row, doubted)]
        total += len(rows)
        decided += sum(row.state is not ReviewState.SUGGESTED for row in rows)
        if asked.state is not None:
            rows = [row for row in rows if row.state is asked.state]
        # Kinds and numbers, turned round, decide where the worth is the same.
        worth, place = _WORTH[kind], -_KINDS.index(kind)
        scored += [(worth(row, weight), place, -row.id, row) for row in rows]
    if limit is None:
        scored.sort(key=_order, reverse=True)
        best = scored
    else:
        best = nlargest(limit, scored, _order)
    return ReviewQueue(tuple(row for *_, row in best), len(scored), total, decided)


_KINDS = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
_order = itemgetter(0, 1, 2)


def doubts(image: Image, row: Finding) -> tuple[Doubt, ...]:
    """Return why a finding deserves a look."""
    return _doubts(row, _doubted(image))


class PaperCounts:
    """How many findings of each paper were decided on; only papers that changed are counted anew."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[DocumentImage, int, int]] = {}

    def progress(self, image: Image) -> dict[int, PaperProgress]:
        """Return for every paper how many of its parties, quotes and dates were decided on, of how many.

        A party counts in every paper that names it: whoever has decided on it once has done so everywhere.
        """
        totals, done = dict.fromkeys(image.documents, 0), dict.fromkeys(image.documents, 0)
        for row in image.columns[0]:
            decided = row.state is not ReviewState.SUGGESTED
            for number in image.listed.get(row.id, ()):
                totals[number] += 1
                done[number] += decided
        known = {
            number: self._known[number]
            if number in self._known and self._known[number][0] is document
            else _counted(document)
            for number, document in image.documents.items()
        }
        self._known = known
        return {
            number: PaperProgress(done[number] + decided, totals[number] + total)
            for number, (_, decided, total) in known.items()
        }


def _counted(document: DocumentImage) -> tuple[DocumentImage, int, int]:
    states = [each.row.state for each in document.quotes if each.shown]
    states += [each.row.state for each in document.dates if each.shown]
    decided = len(states) - states.count(ReviewState.SUGGESTED)
    return document, decided, len(states)


def _columns(
    image: Image, asked: ReviewFilter, only: Collection[Ref] | None
) -> dict[RefType, Sequence[Finding]]:
    """Return what is shown of the kinds, the paper and the findings asked for, whatever its state."""
    paper, below = asked.document, asked.below
    columns: dict[RefType, Sequence[Finding]] = dict(zip(_KINDS, image.columns, strict=True))
    found: dict[RefType, Sequence[Finding]] = {}
    for kind, column in columns.items():
        if asked.kind not in (None, kind):
            continue
        rows = column
        if paper is not None and kind is RefType.PARTY:
            rows = [row for row in rows if paper in image.listed.get(row.id, ())]
        elif paper is not None:
            rows = [
                row for row in rows if not isinstance(row, PartyRow) and row.pin.document == paper
            ]
        if below is not None:
            rows = [row for row in rows if row.confidence < below]
        if only is not None:
            wanted = {ref.id for ref in only if ref.type is kind}
            rows = [row for row in rows if row.id in wanted]
        found[kind] = rows
    return found


def _doubted(image: Image) -> frozenset[int]:
    """Return the parties that may be one with another."""
    return frozenset(number for each in resembling(image) for number in (each.one, each.other))


def _weight(image: Image, doubted: Collection[int]) -> _Weight:
    """Return how much a party matters: its place in captions, its mentions, the doubts about it."""
    listed = {
        image.roots[each.party]
        for document in image.documents.values()
        for each in document.appearances
        if each.source in (PartySource.CAPTION, PartySource.FORM)
    }
    known: dict[int, float] = {}

    def weight(number: int) -> float:
        if number not in known:
            row = image.parties.get(number)
            known[number] = 0.0 if row is None else _of_party(row, listed, doubted)
        return known[number]

    return weight


def _of_party(row: PartyRow, listed: Collection[int], doubted: Collection[int]) -> float:
    return (
        (_IN_CAPTION if row.id in listed else _WITH_ROLE if row.role else 0.0)
        + log2(1 + row.mentions)
        + (_MAY_BE_TWO if row.id in doubted else 0.0)
        + (1 - row.confidence)
    )


def _party_worth(row: Any, weight: _Weight) -> float:  # noqa: ANN401 - see _WORTH
    return weight(row.id)


def _quote_worth(row: Any, weight: _Weight) -> float:  # noqa: ANN401 - see _WORTH
    worth: float = 1 - row.confidence + _OF_CERTAINTY.get(row.certainty, 0.0)
    if row.speaker is not None:
        worth += weight(row.speaker) / 3
    if row.same_words and _is_altered(row):
        worth += _ALTERED
    return worth + (_HARD_TO_READ if row.pin.machine_read or row.pin.lost else 0.0)


def _date_worth(row: Any, _weight: _Weight) -> float:  # noqa: ANN401 - see _WORTH
    worth: float = 1 - row.confidence
    if row.value is not None:
        worth += _SEVERAL_READINGS if _has_readings(row) else _OF_BASIS.get(row.basis, 1.0)
        if row.is_deadline and row.pin.kind not in _REPORTS:
            worth += _DEADLINE
    return worth + (_HARD_TO_READ if row.pin.machine_read or row.pin.lost else 0.0)


_WORTH: Mapping[RefType, Callable[[Any, _Weight], float]] = {
    RefType.PARTY: _party_worth,
    RefType.QUOTE: _quote_worth,
    RefType.DATE: _date_worth,
}
"""What a row of each kind is worth; called for each of 200,000, so that none looks which kind it has."""


def _is_altered(row: QuoteRow) -> bool:
    return any(same.verdict is Verdict.ALTERED for same in row.same_words)


def _has_readings(row: DateRow) -> bool:
    return row.basis is Basis.AMBIGUOUS and bool(row.alternatives)


def _doubts(row: Finding, doubted: Collection[int]) -> tuple[Doubt, ...]:
    pin = row.first if isinstance(row, PartyRow) else row.pin
    found = {
        Doubt.MACHINE_READ: pin is not None and pin.machine_read,
        Doubt.LOST: pin is not None and pin.lost,
    }
    if isinstance(row, PartyRow):
        found = {Doubt.MAY_BE_TWO: row.id in doubted, **found}
    elif isinstance(row, QuoteRow):
        found = {
            Doubt.WORDS_ALTERED: _is_altered(row),
            Doubt.SPEAKER_INFERRED: row.certainty is Certainty.INFERRED,
            Doubt.NO_SPEAKER: row.certainty is Certainty.UNATTRIBUTED,
            **found,
        }
    else:
        found = {
            Doubt.SEVERAL_READINGS: _has_readings(row),
            Doubt.COUNTED: row.basis is Basis.RELATIVE and row.value is not None,
            Doubt.NO_DAY: row.value is None,
            **found,
        }
    told = tuple(doubt for doubt, holds in found.items() if holds)
    return told or ((Doubt.UNSURE,) if row.confidence < _TRUSTED else ())

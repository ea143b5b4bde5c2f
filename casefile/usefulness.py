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

from collections.abc import Callable, Collection, Iterable, Iterator
from heapq import nlargest
from math import log2

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
from extraction.findings import Basis, Certainty, DocumentKind, PartySource

__all__ = ["doubts", "progress", "review_queue"]

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
    wanted: list[tuple[float, RefType, int, Finding]] = []
    total = decided = 0
    for row in _rows(image, asked, only):
        if asked.doubtful and not _doubts(row, doubted):
            continue
        total += 1
        decided += row.state is not ReviewState.SUGGESTED
        if asked.state is None or row.state is asked.state:
            kind = row.ref.type
            wanted.append((_worth(row, weight), kind, row.id, row))

    def order(each: tuple[float, RefType, int, Finding]) -> tuple[float, int, int]:
        return each[0], -_KINDS[each[1]], -each[2]

    first = (
        sorted(wanted, key=order, reverse=True) if limit is None else nlargest(limit, wanted, order)
    )
    return ReviewQueue(tuple(row for *_, row in first), len(wanted), total, decided)


_KINDS = {kind: at for at, kind in enumerate(RefType)}


def doubts(image: Image, row: Finding) -> tuple[Doubt, ...]:
    """Return why a finding deserves a look."""
    return _doubts(row, _doubted(image))


def progress(image: Image) -> dict[int, PaperProgress]:
    """Return for every paper how many of its parties, quotes and dates were decided on.

    A party counts in every paper that names it: whoever has decided on it once has done so everywhere.
    """
    totals = dict.fromkeys(image.documents, 0)
    done = dict.fromkeys(image.documents, 0)
    parties, quotes, dates = image.columns
    for row in parties:
        decided = row.state is not ReviewState.SUGGESTED
        for number in image.listed.get(row.id, ()):
            totals[number] += 1
            done[number] += decided
    for found in (quotes, dates):
        for each in found:
            number = each.pin.document
            totals[number] += 1
            done[number] += each.state is not ReviewState.SUGGESTED
    return {number: PaperProgress(done[number], total) for number, total in totals.items()}


def _rows(image: Image, asked: ReviewFilter, only: Collection[Ref] | None) -> Iterator[Finding]:
    """Yield what is shown of the kinds, the paper and the findings asked for, whatever its state."""
    parties, quotes, dates = image.columns
    paper = asked.document
    columns: list[Iterable[Finding]] = []
    if asked.kind in (None, RefType.PARTY):
        columns.append(
            row for row in parties if paper is None or paper in image.listed.get(row.id, ())
        )
    if asked.kind in (None, RefType.QUOTE):
        columns.append(row for row in quotes if paper is None or row.pin.document == paper)
    if asked.kind in (None, RefType.DATE):
        columns.append(row for row in dates if paper is None or row.pin.document == paper)
    for rows in columns:
        for row in rows:
            sure = asked.below is not None and row.confidence >= asked.below
            if not sure and (only is None or row.ref in only):
                yield row


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


def _worth(row: Finding, weight: _Weight) -> float:
    if isinstance(row, PartyRow):
        return weight(row.id)
    worth = _of_quote(row, weight) if isinstance(row, QuoteRow) else _of_date(row)
    hard = row.pin.machine_read or row.pin.lost
    return worth + (_HARD_TO_READ if hard else 0.0) + (1 - row.confidence)


def _of_party(row: PartyRow, listed: Collection[int], doubted: Collection[int]) -> float:
    return (
        (_IN_CAPTION if row.id in listed else _WITH_ROLE if row.role else 0.0)
        + log2(1 + row.mentions)
        + (_MAY_BE_TWO if row.id in doubted else 0.0)
        + (1 - row.confidence)
    )


def _of_quote(row: QuoteRow, weight: _Weight) -> float:
    speaker = weight(row.speaker) / 3 if row.speaker is not None else 0.0
    return speaker + _OF_CERTAINTY.get(row.certainty, 0.0) + (_ALTERED if _is_altered(row) else 0.0)


def _of_date(row: DateRow) -> float:
    if row.value is None:
        return 0.0
    doubt = _SEVERAL_READINGS if _has_readings(row) else _OF_BASIS.get(row.basis, 1.0)
    counts = row.is_deadline and row.pin.kind not in _REPORTS
    return doubt + (_DEADLINE if counts else 0.0)


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

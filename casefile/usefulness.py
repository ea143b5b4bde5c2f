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

from collections.abc import Collection
from math import log2

from casefile.links import Image
from casefile.proposals import resembling
from casefile.records import (
    DateRow,
    PartyRow,
    QuoteRow,
    ReviewState,
    Verdict,
)
from casefile.review_records import Doubt, Finding, PaperProgress
from casefile.snapshot import DocumentImage
from extraction.findings import Basis, Certainty, DocumentKind, PartySource

__all__ = [
    "PaperCounts",
    "date_worth",
    "doubted",
    "doubts",
    "in_captions",
    "is_doubtful",
    "quote_worth",
    "weights",
]

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


def doubts(image: Image, row: Finding) -> tuple[Doubt, ...]:
    """Return why a finding deserves a look."""
    return _doubts(row, doubted(image))


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


def doubted(image: Image) -> frozenset[int]:
    """Return the parties that may be one with another."""
    return frozenset(number for each in resembling(image) for number in (each.one, each.other))


def weights(image: Image, listed: Collection[int], doubted: Collection[int]) -> dict[int, float]:
    """Return how much each party matters: its place in captions, its mentions, the doubts about it.

    ``listed`` are the parties that a caption or a form lists, ``doubted`` those that may be one with another.
    """
    return {number: _of_party(row, listed, doubted) for number, row in image.parties.items()}


def in_captions(document: DocumentImage) -> frozenset[int]:
    """Return the parties, as attached, that a paper's caption or form lists."""
    return frozenset(
        each.party
        for each in document.appearances
        if each.source in (PartySource.CAPTION, PartySource.FORM)
    )


def _of_party(row: PartyRow, listed: Collection[int], doubted: Collection[int]) -> float:
    return (
        (_IN_CAPTION if row.id in listed else _WITH_ROLE if row.role else 0.0)
        + log2(1 + row.mentions)
        + (_MAY_BE_TWO if row.id in doubted else 0.0)
        + (1 - row.confidence)
    )


def quote_worth(row: QuoteRow, speaker: float) -> float:
    """Return what a look at a quote is worth; ``speaker`` is what its speaker weighs, 0 for nobody."""
    worth = 1 - row.confidence + _OF_CERTAINTY.get(row.certainty, 0.0) + speaker / 3
    if row.same_words and _is_altered(row):
        worth += _ALTERED
    return worth + (_HARD_TO_READ if row.pin.machine_read or row.pin.lost else 0.0)


def date_worth(row: DateRow) -> float:
    """Return what a look at a date is worth."""
    worth = 1 - row.confidence
    if row.value is not None:
        worth += _SEVERAL_READINGS if _has_readings(row) else _OF_BASIS.get(row.basis, 1.0)
        if row.is_deadline and row.pin.kind not in _REPORTS:
            worth += _DEADLINE
    return worth + (_HARD_TO_READ if row.pin.machine_read or row.pin.lost else 0.0)


def is_doubtful(row: Finding, doubted: Collection[int]) -> bool:
    """Tell whether there is any doubt about a finding; a good deal quicker than naming them."""
    if row.confidence < _TRUSTED:
        return True
    pin = row.first if isinstance(row, PartyRow) else row.pin
    if pin is not None and (pin.machine_read or pin.lost):
        return True
    if isinstance(row, PartyRow):
        return row.id in doubted
    if isinstance(row, QuoteRow):
        return row.certainty in _OF_CERTAINTY or (bool(row.same_words) and _is_altered(row))
    return row.value is None or row.basis is Basis.RELATIVE or _has_readings(row)


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

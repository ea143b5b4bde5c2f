"""The order in which suggestions are worth a look: first who matters most and what is in doubt."""

from collections.abc import Callable, Iterable
from math import log2
from typing import TypeVar

from casefile.links import Image
from casefile.proposals import resembling
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState, Verdict
from extraction.findings import Basis, Certainty, PartySource

__all__ = ["review_queue"]

_Row = TypeVar("_Row", PartyRow, QuoteRow, DateRow)

_IN_CAPTION = 8.0  # before all that prose alone names: the caption says who is in the case
_WITH_ROLE = 2.0
_MAY_BE_TWO = 1.5


def review_queue(image: Image, kind: RefType | None = None) -> tuple[Ref, ...]:
    """Return what nobody has reviewed, the most useful first; of one kind, or of all three."""
    parties, quotes, dates = image.columns
    weight = _weight(image)
    scored: list[tuple[float, Ref]] = []
    if kind in (None, RefType.PARTY):
        scored += [(weight(row.id), row.ref) for row in _open(parties)]
    if kind in (None, RefType.QUOTE):
        scored += [(_of_quote(row, weight), row.ref) for row in _open(quotes)]
    if kind in (None, RefType.DATE):
        scored += [(_of_date(row), row.ref) for row in _open(dates)]
    return tuple(ref for _, ref in sorted(scored, key=lambda pair: (-pair[0], pair[1])))


def _open(rows: Iterable[_Row]) -> Iterable[_Row]:
    return (row for row in rows if row.state is ReviewState.SUGGESTED)


def _weight(image: Image) -> Callable[[int], float]:
    """Return how much a party matters: its place in captions, its mentions, the doubts about it."""
    listed = {
        image.roots[each.party]
        for document in image.documents.values()
        for each in document.appearances
        if each.source in (PartySource.CAPTION, PartySource.FORM)
    }
    doubted = {number for each in resembling(image) for number in (each.one, each.other)}

    def weight(number: int) -> float:
        row = image.parties.get(number)
        if row is None:
            return 0.0
        return (
            (_IN_CAPTION if row.id in listed else _WITH_ROLE if row.role else 0.0)
            + log2(1 + row.mentions)
            + (_MAY_BE_TWO if row.id in doubted else 0.0)
            + (1 - row.confidence)
        )

    return weight


def _of_quote(row: QuoteRow, weight: Callable[[int], float]) -> float:
    doubt = {Certainty.INFERRED: 3.0, Certainty.UNATTRIBUTED: 1.0}.get(row.certainty, 0.0)
    changed = any(same.verdict is Verdict.ALTERED for same in row.same_words)
    speaker = weight(row.speaker) / 3 if row.speaker is not None else 0.0
    return speaker + doubt + (3.0 if changed else 0.0) + (1 - row.confidence)


def _of_date(row: DateRow) -> float:
    doubt = {Basis.AMBIGUOUS: 6.0, Basis.RELATIVE: 3.0}.get(row.basis, 1.0)
    return doubt + (1 - row.confidence) if row.value is not None else 1 - row.confidence

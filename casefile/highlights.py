"""Every finding's place in one document, with the sentence that explains it on hover."""

from typing import TYPE_CHECKING

from casefile.records import DateRow, Highlight, PartyRow, QuoteRow, Ref, RefType, ReviewState
from extraction.date_wording import value_words
from extraction.findings import Basis, Certainty

if TYPE_CHECKING:
    from casefile.links import Image

__all__ = ["highlights", "in_order"]

_REJECTED = ReviewState.REJECTED


def highlights(image: "Image", document: int) -> tuple[Highlight, ...]:
    """Return what the reader paints in a document, in order; rejected and lost findings are left out."""
    found = image.documents.get(document)
    if found is None:
        return ()
    result: list[Highlight] = []
    roots, told = image.roots, _Parties(image)
    for mention in found.mentions:
        party = told[roots[mention.party]]
        if party is not None and not mention.furniture:
            result.append(Highlight(party[0], mention.pin.span, *party[1:]))
    for quote in found.quotes:
        if quote.shown and not quote.row.pin.lost:
            row = image.quotes[quote.row.id]
            result.append(Highlight(row.ref, row.pin.span, row.state, _of_quote(row)))
    for date in found.dates:
        date_row = date.row
        if date.shown and not date_row.pin.lost:
            result.append(
                Highlight(date_row.ref, date_row.pin.span, date_row.state, _of_date(date_row))
            )
    return tuple(sorted((each for each in result if each.state is not _REJECTED), key=in_order))


def in_order(each: Highlight) -> tuple[int, int, RefType, int]:
    """Return what puts marks in the order of their spans and references, which compare more slowly."""
    span, ref = each.span, each.ref
    return span.start, span.end, ref.type, ref.id


class _Parties(dict[int, tuple[Ref, ReviewState, str] | None]):
    """What is told of a party wherever it is named, by its number."""

    def __init__(self, image: "Image") -> None:
        self._image = image

    def __missing__(self, number: int) -> tuple[Ref, ReviewState, str] | None:
        row = self._image.parties.get(number)
        told = None if row is None else (Ref(RefType.PARTY, row.id), row.state, _of_party(row))
        self[number] = told
        return told


def _of_party(row: PartyRow) -> str:
    return f"{row.name}, {row.role}" if row.role else f"{row.name} ({row.kind})"


def _of_quote(row: QuoteRow) -> str:
    if row.speaker_name is None:
        return "Quote, speaker not named here"
    if row.certainty is Certainty.INFERRED:
        return f"Quote, probably of {row.speaker_name}: {row.evidence}"
    return f"Quote of {row.speaker_name}"


def _of_date(row: DateRow) -> str:
    if row.value is None:
        return f"Date counted from {row.anchor}" if row.anchor else "Date without a day"
    words = value_words(row.value) or row.value
    if row.basis is Basis.AMBIGUOUS and row.alternatives:
        others = " or ".join(value_words(each) or each for each in row.alternatives)
        return f"{words}, or {others}: {row.reason}" if row.reason else f"{words}, or {others}"
    if row.basis is Basis.RELATIVE and row.anchor:
        return f"{words}, counted from {value_words(row.anchor) or row.anchor}"
    return words

"""Every finding's place in one document, with the sentence that explains it on hover."""

from casefile.links import Image
from casefile.records import DateRow, Highlight, PartyRow, QuoteRow, Ref, RefType, ReviewState
from extraction.date_wording import value_words
from extraction.findings import Basis, Certainty

__all__ = ["highlights"]


def highlights(image: Image, document: int) -> tuple[Highlight, ...]:
    """Return what the reader paints in a document, in order; rejected and lost findings are left out."""
    found = image.documents.get(document)
    if found is None:
        return ()
    result: list[Highlight] = []
    for mention in found.mentions:
        party = image.parties.get(image.roots[mention.party])
        if party is not None and not mention.furniture:
            ref = Ref(RefType.PARTY, party.id)
            result.append(Highlight(ref, mention.pin.span, party.state, _of_party(party)))
    for quote in found.quotes:
        if quote.shown and not quote.row.pin.lost:
            row = image.quotes[quote.row.id]
            result.append(Highlight(row.ref, row.pin.span, row.state, _of_quote(row)))
    result += [
        Highlight(date.row.ref, date.row.pin.span, date.row.state, _of_date(date.row))
        for date in found.dates
        if date.shown and not date.row.pin.lost
    ]
    result = [each for each in result if each.state is not ReviewState.REJECTED]
    return tuple(sorted(result, key=_in_order))


def _in_order(each: Highlight) -> tuple[int, int, RefType, int]:
    # The same order as by span and reference, which would compare themselves in Python.
    return each.span.start, each.span.end, each.ref.type, each.ref.id


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

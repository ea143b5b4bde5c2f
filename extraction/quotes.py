"""Makes findings of quotations: spans of the source, kind, speaker, cue and evidence."""

from collections.abc import Sequence

from extraction.findings import Party, Quote, Speaker
from extraction.quotations import Quotation, find_quotations
from extraction.quote_kinds import kind_of
from extraction.reading import Reading
from extraction.speakers import Attribution, attribute
from importers.source_text import Span

__all__ = ["find_quotes"]


def find_quotes(reading: Reading, parties: Sequence[Party]) -> tuple[Quote, ...]:
    """Return every marked stretch and block quotation of a paper, in the order of the text."""
    quotations = find_quotations(reading)
    attributions = attribute(reading, quotations)
    return tuple(
        _quote(reading, quotations, quotation, attribution)
        for quotation, attribution in zip(quotations, attributions, strict=True)
    )


def _quote(
    reading: Reading, quotations: Sequence[Quotation], quotation: Quotation, said: Attribution
) -> Quote:
    span = _source(reading, quotation.span)
    return Quote(
        span=span,
        text=span.of(reading.source.text),
        kind=kind_of(reading.text, quotation, said.way, floats=said.floats),
        certainty=said.certainty,
        speaker=Speaker(_source(reading, said.speaker), None) if said.speaker else None,
        cue=_source(reading, said.cue) if said.cue else None,
        zone=reading.source.zone_at(span.start),
        reading=quotation.span.of(reading.text),
        nested_in=_source(reading, quotations[quotation.nested_in].span)
        if quotation.nested_in is not None
        else None,
        evidence=said.evidence,
        confidence=said.confidence,
    )


def _source(reading: Reading, span: Span) -> Span:
    return reading.to_source(span.start, span.end)

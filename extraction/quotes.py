"""Makes findings of quotations: spans of the source, kind, speaker, cue and evidence."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.citations import CitedPlace
from extraction.findings import (
    Certainty,
    DocumentKind,
    Party,
    PartyKind,
    Quote,
    Speaker,
)
from extraction.quotations import Quotation, find_quotations
from extraction.quote_kinds import kind_of, with_distance
from extraction.quote_parties import Cast, Resolved
from extraction.quote_sources import Cited, citations_of
from extraction.quote_turns import outside, quotes_of
from extraction.reading import Reading
from extraction.speakers import Attribution, attribute
from extraction.transcripts import find_turns
from importers.source_text import Span

__all__ = ["find_quotes"]

# Code points between the two stretches of a quotation that its cue interrupts.
_LONGEST_INTERRUPTION = 150

# Confidence that the author of a paper speaks where the text says only what the paper says.
_OF_PAPER = 0.65

_COURT_PAPERS = frozenset(
    {
        DocumentKind.COMPLAINT,
        DocumentKind.SUMMONS,
        DocumentKind.ANSWER,
        DocumentKind.MOTION,
        DocumentKind.ORDER,
        DocumentKind.OPINION,
    }
)


def find_quotes(
    reading: Reading,
    parties: Sequence[Party],
    kind: DocumentKind = DocumentKind.OTHER,
    citations: Sequence[CitedPlace] = (),
) -> tuple[Quote, ...]:
    """Return every marked stretch, block quotation and turn of a transcript, in the order of the text.

    A quotation inside another one, or inside a turn, is part of its words and no finding of its own.
    """
    turns = find_turns(reading.source)
    quotations = outside(reading, find_quotations(reading), turns)
    court_paper = kind in _COURT_PAPERS
    sources = citations_of(reading, quotations, citations, works=court_paper)
    attributions = attribute(reading, quotations, sources, court_paper=court_paper)
    cast = Cast(reading.source.text, tuple(parties))
    court = _deciding(parties, kind)
    found: list[Quote] = []
    last: str | None = None
    for n, (quotation, said) in enumerate(zip(quotations, attributions, strict=True)):
        if quotation.nested_in is not None:
            continue
        if quotation.credit is not None:
            said = _credited(reading, quotation.credit)
        span = _source(reading, said.speaker) if said.speaker else None
        cue = said.cue.of(reading.text) if said.cue else ""
        resolved = cast.resolve(span, last, cue) if span else Resolved(None)
        if court is not None and span and span.of(reading.source.text).casefold() == "we":
            resolved = Resolved(court.id, f"“we” in an opinion is {court.name}", sure=False)
        if resolved.party and not resolved.sure and said.certainty is Certainty.STATED:
            lower = min(said.confidence, _OF_PAPER)
            said = replace(said, certainty=Certainty.INFERRED, confidence=lower)
        quote = _quote(reading, quotation, said, span, resolved, cited=n in sources)
        found.append(_with_citation(reading, quote, sources.get(n)))
        last = resolved.party or last
    found = [*with_distance(found), *quotes_of(reading, turns, cast)]
    return _with_parts(sorted(found, key=lambda quote: quote.span))


def _credited(reading: Reading, who: Span) -> Attribution:
    reason = f"“{who.of(reading.text)}” stands under the words, inside their marks"
    return Attribution(who, None, Certainty.STATED, None, True, reason, 0.75)


def _deciding(parties: Sequence[Party], kind: DocumentKind) -> Party | None:
    """Return the court that an opinion or order is of, if the paper names only one."""
    if kind not in (DocumentKind.OPINION, DocumentKind.ORDER):
        return None
    courts = [party for party in parties if party.kind is PartyKind.COURT]
    return courts[0] if len(courts) == 1 else None


def _with_parts(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Tell the stretches of an interrupted quotation of each other: "The roof," she said, "has leaked."."""
    chains: list[list[Quote]] = []
    for quote in quotes:
        if chains and _goes_on(chains[-1][-1], quote):
            chains[-1].append(quote)
        else:
            chains.append([quote])
    return tuple(
        replace(quote, parts=tuple(part.span for part in chain)) if len(chain) > 1 else quote
        for chain in chains
        for quote in chain
    )


def _goes_on(quote: Quote, following: Quote) -> bool:
    if not (quote.kind.is_quotation and following.kind.is_quotation) or following.cue is None:
        return False
    between = quote.span.end <= following.cue.start and following.cue.end <= following.span.start
    return (
        between
        and quote.cue == following.cue
        and following.span.start - quote.span.end < _LONGEST_INTERRUPTION
        and quote.text.rstrip()[-1:] in ",—–-"
        and following.text.lstrip(" [")[:1].islower()
    )


def _quote(
    reading: Reading,
    quotation: Quotation,
    said: Attribution,
    speaker: Span | None,
    resolved: Resolved,
    *,
    cited: bool,
) -> Quote:
    span = _source(reading, quotation.span)
    kind = kind_of(reading.text, quotation, said.way, floats=said.floats, cited=cited)
    if not kind.is_quotation:
        said, speaker = Attribution(evidence="not anybody's words"), None
    return Quote(
        span=span,
        text=span.of(reading.source.text),
        kind=kind,
        certainty=said.certainty,
        speaker=Speaker(speaker, resolved.party) if speaker else None,
        cue=_source(reading, said.cue) if said.cue else None,
        zone=reading.source.zone_at(span.start),
        reading=quotation.words(reading.text),
        evidence="; ".join(filter(None, (said.evidence, resolved.reason if speaker else ""))),
        confidence=said.confidence,
    )


def _with_citation(reading: Reading, quote: Quote, cited: Cited | None) -> Quote:
    if cited is None or not quote.kind.is_quotation:
        return quote
    authority = _source(reading, cited.authority.span) if cited.authority else None
    return replace(quote, citation=_source(reading, cited.cite.span), authority=authority)


def _source(reading: Reading, span: Span) -> Span:
    return reading.to_source(span.start, span.end)

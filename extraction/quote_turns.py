"""Makes quotes of a transcript's turns, and keeps what is quoted inside a turn a part of its words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.findings import Certainty, Quote, QuoteKind, Speaker
from extraction.quotations import Quotation
from extraction.quote_parties import Cast, Resolved
from extraction.reading import Reading
from extraction.transcripts import Turn
from importers.source_text import Zone

__all__ = ["outside", "quotes_of"]

# Confidence that whoever the label before a turn names is the speaker.
_CONFIDENCE = 0.85


def outside(
    reading: Reading, quotations: Sequence[Quotation], turns: Sequence[Turn]
) -> tuple[Quotation, ...]:
    """Return the quotations that are in no turn; the numbers of those around others stay right."""
    if not turns:
        return tuple(quotations)
    kept: list[Quotation] = []
    numbers: dict[int, int] = {}
    starts = [turn.span.start for turn in turns]
    for number, quotation in enumerate(quotations):
        span = reading.to_source(quotation.span.start, quotation.span.end)
        at = bisect_left(starts, span.end) - 1
        around = quotation.nested_in
        inside = at >= 0 and span.overlaps(turns[at].span)
        if inside or (around is not None and around not in numbers):
            continue
        numbers[number] = len(kept)
        kept.append(replace(quotation, nested_in=None if around is None else numbers[around]))
    return tuple(kept)


def quotes_of(reading: Reading, turns: Sequence[Turn], cast: Cast) -> list[Quote]:
    """Return a quote for each turn.

    An importer may take a transcript's first pages for more of its caption: a turn is body all the same.
    """
    return [_quote(reading, turn, cast) for turn in turns]


def _quote(reading: Reading, turn: Turn, cast: Cast) -> Quote:
    resolved = cast.resolve(turn.speaker, None) if turn.speaker else Resolved(None)
    zone = reading.source.zone_at(turn.span.start)
    return Quote(
        span=turn.span,
        text=turn.span.of(reading.source.text),
        kind=QuoteKind.DIRECT,
        certainty=Certainty.STATED if turn.speaker else Certainty.UNATTRIBUTED,
        speaker=Speaker(turn.speaker, resolved.party) if turn.speaker else None,
        zone=Zone.BODY if zone in (Zone.CAPTION, Zone.HEADING) else zone,
        reading=turn.reading,
        evidence="; ".join(filter(None, (turn.reason, resolved.reason))),
        confidence=_CONFIDENCE,
    )

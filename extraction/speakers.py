"""Who says each quotation of a paper: first by its own sentence, then by what stands around it.

What the sentence itself states is "stated". What follows from the neighbourhood (the quotation before,
the paragraph that introduces it) is "inferred" and says why. Anything else stays unattributed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from extraction import language
from extraction.findings import Certainty
from extraction.quotations import Quotation
from extraction.quote_masks import Mask, mask
from extraction.reading import Reading
from extraction.sentences import split
from extraction.speaker_parse import (
    Said,
    Way,
    last_reporter,
    reporter_before,
    said_by,
    stands_alone,
)
from importers.source_text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Attribution", "attribute"]

# How far back, in passages, a quotation that stands by itself may look for its speaker.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation's speaker and cue as spans of the reading copy, with the reason.

    ``way`` is set where the quotation's own sentence gives the speaker; ``floats`` where only a
    neighbouring quotation does.
    """

    speaker: Span | None = None
    cue: Span | None = None
    certainty: Certainty = Certainty.UNATTRIBUTED
    way: Way | None = None
    floats: bool = False
    evidence: str = ""
    confidence: float = 0.3


NOBODY = Attribution()

_STATED = {
    Way.GOVERNED: (Certainty.STATED, 0.9),
    Way.ADJACENT: (Certainty.STATED, 0.85),
    Way.ACCORDING: (Certainty.STATED, 0.85),
    Way.LABEL: (Certainty.STATED, 0.8),
    Way.NOUN: (Certainty.STATED, 0.75),
    Way.THOUGHT: (Certainty.INFERRED, 0.65),
    Way.NEAR: (Certainty.INFERRED, 0.6),
    Way.COLON: (Certainty.INFERRED, 0.6),
    Way.SUBJECT: (Certainty.INFERRED, 0.4),
}


@dataclass(frozen=True)
class _Parsed:
    """One passage with quotations: its mask, its parse and the speakers its own sentences give."""

    mask: Mask
    doc: "Doc"
    said: tuple[Said | None, ...]


def attribute(reading: Reading, quotations: Sequence[Quotation]) -> list[Attribution]:
    """Return an attribution for each quotation; nested and unattributed ones get an empty one."""
    outer = [n for n, q in enumerate(quotations) if q.nested_in is None]
    groups = {at: list(g) for at, g in groupby(outer, key=lambda n: quotations[n].passage)}
    parsed = _parse(reading, quotations, groups)
    found = [NOBODY] * len(quotations)
    last: int | None = None
    for at, members in groups.items():
        for place, n in enumerate(members):
            found[n] = _of_sentence(reading, parsed[at], place)
        for place, n in enumerate(members):
            found[n] = _settle(reading, quotations, groups, parsed, found, at, place, last)
            if found[n].speaker is not None and found[n].way is not Way.SUBJECT:
                last = n
    return found


def _parse(
    reading: Reading, quotations: Sequence[Quotation], groups: dict[int, list[int]]
) -> dict[int, _Parsed]:
    wanted = dict(groups)
    for at in groups:
        introducing = _introduction(reading, at)
        if introducing is not None:
            wanted.setdefault(introducing, [])
    order = sorted(wanted)
    masks = [
        mask(
            reading.text,
            reading.passages[at].span,
            [quotations[n] for n in wanted[at] if not quotations[n].is_block],
        )
        for at in order
    ]
    parsed: dict[int, _Parsed] = {}
    breaks = [[sentence.start for sentence in split(m.text)] for m in masks]
    docs = language.parse([m.text for m in masks], breaks)
    for at, masked, doc in zip(order, masks, docs, strict=True):
        said = tuple(said_by(doc, place) for place in masked.places)
        parsed[at] = _Parsed(masked, doc, said or (None,) * len(wanted[at]))
    return parsed


def _introduction(reading: Reading, at: int) -> int | None:
    """Return the passage before ``at`` that ends in a colon, looking past furniture."""
    for before in range(at - 1, max(-1, at - 4), -1):
        passage = reading.passages[before]
        if passage.zone.is_furniture:
            continue
        return before if passage.span.of(reading.text).rstrip().endswith(":") else None
    return None


def _of_sentence(reading: Reading, parsed: _Parsed, place: int) -> Attribution:
    said = parsed.said[place]
    if said is None:
        return NOBODY
    certainty, confidence = _STATED[said.way]
    speaker = parsed.mask.to_reading(said.speaker.start, said.speaker.end)
    cue = parsed.mask.to_reading(said.cue.start, said.cue.end) if said.cue else None
    return Attribution(
        speaker,
        cue,
        certainty,
        said.way,
        False,
        _reason(reading, speaker, cue, said.way),
        confidence,
    )


def _reason(reading: Reading, speaker: Span, cue: Span | None, way: Way) -> str:
    who = speaker.of(reading.text)
    if way is Way.LABEL:
        return f"“{who}” stands beside the quotation as its speaker"
    if way is Way.COLON:
        return f"the colon after a clause about “{who}” brings the quotation"
    if cue is None:
        return f"the sentence is about “{who}”, but no verb of saying stands in it"
    verb = cue.of(reading.text)
    if way is Way.NEAR:
        return f"the same sentence has “{verb}” with “{who}”"
    return f"“{who}” with “{verb}” in the same sentence"


def _settle(
    reading: Reading,
    quotations: Sequence[Quotation],
    groups: dict[int, list[int]],
    parsed: dict[int, _Parsed],
    found: list[Attribution],
    at: int,
    place: int,
    last: int | None,
) -> Attribution:
    """Return the attribution of one quotation with its neighbourhood taken into account."""
    members = groups[at]
    n = members[place]
    own, quotation = found[n], quotations[n]
    if quotation.continues and last is not None and own.way not in (Way.GOVERNED, Way.ADJACENT):
        return replace(
            found[last],
            way=None,
            floats=True,
            evidence="the quotation goes on from the paragraph before",
        )
    if own.way not in (None, Way.SUBJECT):
        return own
    alone = quotation.is_block or stands_alone(parsed[at].doc, parsed[at].mask.places[place])
    if not alone and quotation.span.of(reading.text).rstrip()[-1:] not in ".,!?…—":
        return _from_report(parsed[at], place) or own
    return (
        _from_next(reading, quotations, members, found, place)
        or _from_previous(members, found, place)
        or _from_introduction(reading, quotations, parsed, at, place)
        or _from_earlier(quotations, found, at, last)
        or own
    )


def _from_report(parsed: _Parsed, place: int) -> Attribution | None:
    """Read a sentence that goes on with what the one before it reports."""
    said = reporter_before(parsed.doc, parsed.mask.places[place])
    if said is None or said.cue is None:
        return None
    return Attribution(
        parsed.mask.to_reading(said.speaker.start, said.speaker.end),
        parsed.mask.to_reading(said.cue.start, said.cue.end),
        Certainty.INFERRED,
        Way.SUBJECT,
        False,
        "a sentence before it in the paragraph reports what somebody says",
        0.45,
    )


def _inferred(source: Attribution, evidence: str, confidence: float) -> Attribution:
    return Attribution(
        source.speaker, source.cue, Certainty.INFERRED, None, True, evidence, confidence
    )


def _from_next(
    reading: Reading,
    quotations: Sequence[Quotation],
    members: list[int],
    found: list[Attribution],
    place: int,
) -> Attribution | None:
    """Read ``"A." "B," she said.``: the first of a paragraph goes with the one that has a speaker."""
    if place or len(members) < 2:
        return None
    n, following = members[0], members[1]
    gap = reading.text[quotations[n].outer.end : quotations[following].outer.start]
    if (
        found[following].way in (Way.GOVERNED, Way.ADJACENT)
        and len(gap) < 160
        and gap.count(".") <= 1
    ):
        return _inferred(
            found[following], "the next quotation of the paragraph names the speaker", 0.6
        )
    return None


def _from_previous(members: list[int], found: list[Attribution], place: int) -> Attribution | None:
    if place and found[members[place - 1]].speaker is not None:
        return _inferred(
            found[members[place - 1]],
            "the quotation before it in the paragraph names the speaker",
            0.7,
        )
    return None


def _from_introduction(
    reading: Reading,
    quotations: Sequence[Quotation],
    parsed: dict[int, _Parsed],
    at: int,
    place: int,
) -> Attribution | None:
    introducing = _introduction(reading, at)
    if place or introducing is None:
        return None
    passage = parsed[introducing]
    said = last_reporter(passage.doc, len(passage.mask.text))
    if said is None or said.cue is None:
        return None
    return Attribution(
        passage.mask.to_reading(said.speaker.start, said.speaker.end),
        passage.mask.to_reading(said.cue.start, said.cue.end),
        Certainty.STATED,
        None,
        True,
        "the paragraph before introduces it",
        0.75,
    )


def _from_earlier(
    quotations: Sequence[Quotation], found: list[Attribution], at: int, last: int | None
) -> Attribution | None:
    if last is None or at - quotations[last].passage > _REACH:
        return None
    return _inferred(found[last], "the last speaker before it; the text does not say who", 0.4)

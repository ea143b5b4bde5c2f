"""Who says each quotation of a paper: first by its own sentence, then by what stands around it.

What the sentence itself states is "stated". What follows from the neighbourhood (the quotation before,
the paragraph that introduces it, the work cited behind it) is "inferred" and says why. Anything else
stays unattributed.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from extraction import language
from extraction.findings import Certainty
from extraction.quotations import Quotation
from extraction.quote_masks import Mask, mask
from extraction.quote_sources import Cited
from extraction.reading import Reading
from extraction.sentences import split
from extraction.speaker_context import (
    ANSWERED,
    NOBODY,
    Attribution,
    Scene,
    Setting,
    introduction,
    settle,
)
from extraction.speaker_parse import Said, Way, is_doubtful, is_only_owed, said_by
from extraction.speaker_phrases import cannot_speak, trimmed
from importers.source_text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Attribution", "attribute"]

# How far before a quotation the parenthesis of a citation may begin, in code points.
_LONGEST_CITATION = 400

# A passage with more quotations than this is a table or a data dump; nobody speaks in it.
_MOST = 200

# Who denies in a pleading that he "planned the march", or admits it, repeats the other side's words.
_ANSWERING = re.compile(
    r"(?:den(?:y|ies|ied|ying)|admit(?:s|ted|ting)?|refus(?:e[sd]?|ing))\b.*", re.IGNORECASE
)
_SOME = re.compile(r"one|two|some|several|many|most|another|others|none|neither|each", re.I)
_OF_WHOM = re.compile(r" of (?:them|us|those|these|(?:the|his|her|its|their) [\w’'-]+)")
# "(emphasis added)" names no speaker.
_EDITORIAL = re.compile(
    r"(?:some |all )?(?:emphas[ie]s|alterations?|citations?|(?:internal )?quotations?(?: marks)?|brackets?"
    r"|footnotes?)",
    re.IGNORECASE,
)

# Mending a roof, see Hill v. Dale, "surely serves" all.
_SIGNAL = re.compile(r"see|compare|cite", re.IGNORECASE)
# … (Tex. 2012) (“…”   … (1905) (noting that “…”
_IN_CITATION = re.compile(r"\b(?:1[6-9]|20)\d\d\)\s*\((?:[^()]|\([^()]*\))*$")

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


def attribute(
    reading: Reading,
    quotations: Sequence[Quotation],
    sources: Mapping[int, Cited] | None = None,
    *,
    court_paper: bool = False,
) -> list[Attribution]:
    """Return an attribution for each quotation; nested and unattributed ones get an empty one.

    ``sources`` are the citations of quotations by their numbers: in a ``court_paper`` they tell where
    words are from, and no speaker carries over from one paragraph to the next.
    """
    outer = [n for n, q in enumerate(quotations) if q.nested_in is None]
    grouped = groupby(outer, key=lambda n: quotations[n].passage)
    groups = {
        at: members for at, members in ((at, list(g)) for at, g in grouped) if len(members) <= _MOST
    }
    parsed = _parse(reading, quotations, groups)
    scene = Scene(reading, quotations, groups, parsed, sources or {}, court_paper=court_paper)
    found = [NOBODY] * len(quotations)
    last: int | None = None
    for at, members in groups.items():
        for place, n in enumerate(members):
            found[n] = _of_sentence(reading, scene.parsed[at], place, court_paper=court_paper)
        for place, n in enumerate(members):
            found[n] = settle(scene, found, at, place, last)
            if found[n].speaker is not None and found[n].way is not Way.SUBJECT:
                last = n
    return found


def _parse(
    reading: Reading, quotations: Sequence[Quotation], groups: dict[int, list[int]]
) -> dict[int, Setting]:
    wanted = dict(groups)
    for at in groups:
        introducing = introduction(reading, at)
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
    breaks = [[sentence.start for sentence in split(m.text)] for m in masks]
    docs = language.parse([m.text for m in masks], breaks)
    parsed: dict[int, Setting] = {}
    for at, masked, doc in zip(order, masks, docs, strict=True):
        parsed[at] = Setting(masked, doc, _said(doc, masked) or (None,) * len(wanted[at]))
    return parsed


def _said(doc: "Doc", masked: Mask) -> tuple[Said | None, ...]:
    return tuple(said_by(doc, masked.text, place) for place in masked.places)


def _of_sentence(
    reading: Reading, setting: Setting, place: int, *, court_paper: bool
) -> Attribution:
    said, words = setting.said[place], setting.mask.text
    if court_paper and _is_quoted_law(setting, said, place):
        return ANSWERED
    if said is None:
        return NOBODY
    who = trimmed(words, Span(said.speaker.start, _end(words, said)))
    if who is None or _EDITORIAL.fullmatch(who.of(words)):
        return NOBODY
    if said.way is Way.NEAR and "§" in who.of(words):
        return NOBODY  # the law that a sentence cites beside its quotation
    if cannot_speak(words, who):
        return ANSWERED
    if court_paper and said.cue is not None and _ANSWERING.fullmatch(said.cue.of(words)):
        return ANSWERED
    certainty, confidence = _STATED[said.way]
    if said.cue is not None and is_doubtful(setting.doc, said.cue):
        certainty, confidence = Certainty.INFERRED, min(confidence, 0.5)
    speaker = setting.mask.to_reading(who.start, who.end)
    cue = setting.mask.to_reading(said.cue.start, said.cue.end) if said.cue else None
    reason = _reason(reading, speaker, cue, said.way)
    return Attribution(speaker, cue, certainty, said.way, False, reason, confidence)


def _is_quoted_law(setting: Setting, said: Said | None, place: int) -> bool:
    """Tell whether the words are a cited case's or a legal test's, whoever else the sentence names."""
    if place >= len(setting.mask.places):
        return False  # a block has no place in the mask
    at, words = setting.mask.places[place], setting.mask.text
    if _IN_CITATION.search(words, max(0, at - _LONGEST_CITATION), at):
        return True
    if said is None or said.way in (Way.NEAR, Way.SUBJECT):
        cue = said.cue.of(words) if said is not None and said.cue is not None else ""
        return bool(_SIGNAL.fullmatch(cue)) or is_only_owed(setting.doc, at)
    return False


def _end(text: str, said: Said) -> int:
    """Return where the words for a speaker end: "one" alone says nothing, "one of them" does."""
    some = _SOME.fullmatch(said.speaker.of(text)) and _OF_WHOM.match(text, said.speaker.end)
    return some.end() if some else said.speaker.end


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

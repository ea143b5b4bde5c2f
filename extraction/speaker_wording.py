"""Reads who says a quotation from the words right beside it, where no parse is needed or to be trusted.

Like ``speaker_parse`` it reads a masked passage, in which one word stands for each quotation.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from extraction.cues import (
    CUE,
    DESCRIPTION,
    NAME,
    PRONOUN,
    STRONG_CUE,
    cue_forms,
    cue_verbs,
)
from extraction.quote_masks import PLACEHOLDER
from importers.source_text import Span
from resources import words

__all__ = ["Beside", "Said", "Way", "adjacent", "labelled", "quoted", "section"]


class Way(StrEnum):
    """How a speaker was found, surest first."""

    GOVERNED = "governed"
    """A verb of saying governs the quotation, and this is its subject."""
    ADJACENT = "adjacent"
    """The words right beside the quotation are a name and a verb of saying."""
    ACCORDING = "according"
    LABEL = "label"
    """A name with a colon stands before the quotation, or with a dash after it."""
    NOUN = "noun"
    """A noun of saying governs the quotation: his claim that …"""
    THOUGHT = "thought"
    """A verb of thinking or wanting governs the quotation, and this is its subject."""
    NEAR = "near"
    """The sentence has a verb of saying elsewhere."""
    COLON = "colon"
    """The subject of a clause whose colon brings the quotation."""
    SUBJECT = "subject"
    """The sentence has no verb of saying; this is what it is about."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a quotation, in offsets of the mask."""

    speaker: Span
    cue: Span | None
    way: Way


@dataclass(frozen=True, slots=True)
class Beside:
    """A masked passage around one placeholder: what of its sentence stands from ``floor`` on.

    ``leads`` says that the sentence begins with it.
    """

    text: str
    floor: int
    start: int
    end: int
    leads: bool


_ADVERBS = (
    r"(?:(?:has|have|had|also|later|then|recently|once|was|further|again|previously|\w+ly) )*"
)
_SUBJECT_THEN_CUE = re.compile(
    rf"[\s,—–-]*(?P<who>{PRONOUN}|{NAME})(?:,[^,.]{{1,90}},)? {_ADVERBS}(?P<cue>{CUE})\b(?! (?:that|to be)\b)"
)
# "…," their lawyer, Jo Dale, wrote
_DESCRIBED_THEN_CUE = re.compile(
    rf",\s*(?P<who>{DESCRIPTION})(?:,[^,.]{{1,90}},)? {_ADVERBS}(?P<cue>{STRONG_CUE})\b(?! (?:that|to be)\b)"
)
# The lease, the company said, "…"
_SAID_BETWEEN = re.compile(
    rf",\s*(?P<who>{PRONOUN}|{NAME}|[Tt]he(?: [\w'’-]+){{1,4}}) {_ADVERBS}(?P<cue>{CUE}),\s*$"
)
# The lease, Ruiz was quoted as saying, "…"
_QUOTED_BETWEEN = re.compile(
    rf",\s*(?P<who>{PRONOUN}|{NAME}) (?:is|was|were) (?:later )?(?:quoted|cited) as (?P<cue>saying),\s*$"
)
# Ruiz—with her lawyer, her clerk and a dog—explained: "…"
_EXPLAINED = re.compile(
    rf"(?P<who>{NAME})\s?(?:—|–|--)[^—–.;:]{{3,160}}(?:—|–|--)\s?(?P<cue>{STRONG_CUE})[:,]?\s*$"
)
# To quote Ana Ruiz, "…"
_TO_QUOTE = re.compile(rf"\b(?P<cue>[Tt]o quote|[Ii]n the words of) (?P<who>{NAME}),?:?\s*$")
# said Orchard Pipe | spokesman Tom Poole
_TITLED = re.compile(rf"(?: [a-z][\w-]+){{0,3}} (?P<title>[a-z][\w-]+) {NAME}")
_DAYS = "|".join(day.split()[0].capitalize() for day in words("weekdays"))
_DAY = rf"(?:(?:{_DAYS})(?: \w+(?:ing|noon|ight))?,? )?"
# …," said Thursday morning Jo Dale
_CUE_THEN_SUBJECT = re.compile(
    rf"[\s,—–-]*{_ADVERBS}(?P<cue>{CUE}) {_DAY}(?P<who>{PRONOUN}|{NAME})"
)
# Section 4 of the lease states that tenants "…"
_SECTION_STATES = re.compile(
    r"(?P<who>\b(?:Section|Rule|Article|Paragraph|Clause|Exhibit|Part|Regulation) [\dA-Z][\w.()-]*"
    r"(?: of (?:the|this|that|its|their)(?: [\w-]+){1,4}?)?) "
    r"(?P<cue>states|provides|reads|requires|says)(?: that\b|[:,])?(?:(?![.;:] )[^()]){0,120}$"
)
# WALLACE: "…"   Ana Ruiz, the clerk: "…"   From Jones: "…"
_LABEL = re.compile(
    rf"(?:^|[.;!?–—-]\s+)(?:[^.:;!?]{{0,40}}\b[Ff]rom )?"
    rf"(?P<who>{NAME}(?: and {NAME})?)(?: \([^()]{{1,40}}\))?(?:,(?:(?! [-–—])[^.:;!?]){{1,60}})?:\s*$"
)
# "…" — Ana Ruiz
_SIGNED = re.compile(rf"[.,]?\s*[―—–~-]{{1,2}}\s*(?P<who>{NAME})(?=\s*(?:$|[,.;(\[]))")
_PREPOSITIONS = frozenset(
    (
        "In",
        "On",
        "At",
        "By",
        "For",
        "After",
        "Before",
        "During",
        "Under",
        "With",
        "To",
        "When",
        "While",
        "If",
    )
)
_LAST_WORD = re.compile(r"[\s,]([a-z]+)(?: (?:that|as follows))?:\s*$")
_CUED = re.compile(rf"\b{CUE}\b")
_NOT_NAMES = frozenset(words("cue_not_names"))


def labelled(beside: Beside) -> Said | None:
    """Read a name with a colon before the quotation, or after a dash behind it."""
    start = beside.floor
    match = _LABEL.search(beside.text[start : beside.start])
    if match is None:
        start = beside.end
        match = _SIGNED.match(beside.text[start : start + 200]) if beside.leads else None
    if match is None or match["who"] in _NOT_NAMES or PLACEHOLDER in match["who"].lower():
        return None
    if match["who"].split()[0] in _PREPOSITIONS:
        return None  # In May, Ruiz told them: “…”
    if match["who"].endswith("ly") and _CUED.search(match.group()):
        return None  # Specifically, the court stated: “…”
    last = _LAST_WORD.search(match.group())
    if last is not None and last[1] in cue_forms() - cue_verbs():
        return None  # Indeed, the lease provides: “…”
    return Said(Span(start + match.start("who"), start + match.end("who")), None, Way.LABEL)


def adjacent(beside: Beside) -> Said | None:
    """Read a name and a verb of saying right behind the quotation, or in commas before it."""
    start = beside.end
    match = (
        _SUBJECT_THEN_CUE.match(beside.text, start)
        or _CUE_THEN_SUBJECT.match(beside.text, start)
        or _DESCRIBED_THEN_CUE.match(beside.text, start)
        or _before(beside, _SAID_BETWEEN)
    )
    if match is None or match["who"] in _NOT_NAMES or _is_owner(beside.text, match):
        return None
    who = Span(*match.span("who"))
    titled = _TITLED.match(beside.text, who.end)
    if titled is not None and titled["title"] in words("cue_representatives"):
        who = Span(who.start, titled.end())
    return Said(who, Span(*match.span("cue")), Way.ADJACENT)


def quoted(beside: Beside) -> Said | None:
    """Read what only words tell: Ruiz was quoted as saying, "…"; in the words of Ruiz, "…"."""
    match = _before(beside, _QUOTED_BETWEEN, _TO_QUOTE, _EXPLAINED)
    if match is None or match["who"] in _NOT_NAMES:
        return None
    return Said(Span(*match.span("who")), Span(*match.span("cue")), Way.ADJACENT)


def _before(beside: Beside, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    start = beside.floor
    found = (pattern.search(beside.text, start, beside.start) for pattern in patterns)
    return next((match for match in found if match is not None), None)


def _is_owner(text: str, match: re.Match[str]) -> bool:
    """Tell whether a name only says whose somebody is: said Tom Poole’s | lawyer."""
    end = match.end("who")
    return match["who"].endswith(("'s", "’s")) and text[end : end + 2].strip().islower()


def section(beside: Beside) -> Said | None:
    """Read a numbered part of a paper as a subject, which the parse often takes for something else."""
    match = _SECTION_STATES.search(beside.text, beside.floor, beside.start)
    if match is None:
        return None
    return Said(Span(*match.span("who")), Span(*match.span("cue")), Way.ADJACENT)

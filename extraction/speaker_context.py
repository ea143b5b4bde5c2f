"""Settles a quotation's speaker by its neighbourhood where its own sentence does not name one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extraction.cues import NAME
from extraction.findings import Certainty
from extraction.quotations import Quotation
from extraction.quote_citations import Cite, CiteKind
from extraction.quote_masks import Mask
from extraction.quote_papers import heads_paper
from extraction.quote_sources import Cited
from extraction.reading import Reading
from extraction.speaker_parse import (
    Said,
    Way,
    introducer,
    reporter_before,
    sentence_before,
    stands_alone,
)
from importers.source_text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ANSWERED", "NOBODY", "Attribution", "Scene", "Setting", "introduction", "settle"]

# How far back, in passages, a quotation that stands by itself may look for its speaker.
_REACH = 2

# The most passages of furniture between two of a text: a page's stamp and the numbers of its lines.
_FURNITURE = 50

_INTRODUCED = "the paragraph before introduces it"
_LISTED = "the paragraph before the list introduces it"
_BULLET = re.compile(r"\s*(?:[^\w\s\"“‘']{1,2}|\(\w{1,3}\)|[a-z]{1,2}[.)])?\s*")

_SIGNATURE = re.compile(rf"[-–—―~]+ ?(?P<who>{NAME})(?:,[^.!?]{{1,60}})?\.?")

# comments such as "…" by Defendant Vance
_BY = re.compile(rf",?\s{{1,2}}by (?P<who>{NAME})(?=[\s,.;)])")

# Vale Decl. ¶ 4; Singer Compl. ¶ 2 | Compl. ¶ 38; Second Amended Complaint at 4
_OF_RECORD = re.compile(
    r"(?P<who>(?!First|Second|Third|Fourth|Am\b|Amended|Verified)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) "
    r"(?:Decl|Aff|Dep|Compl|Test)(?:\.|aration|idavit|osition|aint|imony)"
    r"|(?P<paper>(?:(?:First|Second|Third|Fourth|Am\.|Amended|Verified) )*(?:Compl\.|Complaint|Answer|Ans\.))"
)

# The Court; the Second Circuit; a unanimous panel
_COURT = re.compile(r"(?i)\b(?:court|circuit|panel|judge|justice)$")

_SURE = (Way.GOVERNED, Way.ADJACENT)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation's speaker and cue as spans of the reading copy, with the reason.

    ``way`` is set where the quotation's own sentence gives the speaker; ``floats`` where only something
    beside the sentence does.
    """

    speaker: Span | None = None
    cue: Span | None = None
    certainty: Certainty = Certainty.UNATTRIBUTED
    way: Way | None = None
    floats: bool = False
    evidence: str = ""
    confidence: float = 0.3


NOBODY = Attribution()

ANSWERED = Attribution(
    floats=True, evidence="the sentence answers these words, it does not say them"
)
"""Nobody, and the neighbourhood does not tell either."""


@dataclass(frozen=True)
class Setting:
    """One passage with quotations: its mask, its parse and the speakers its own sentences give."""

    mask: Mask
    doc: "Doc"
    said: tuple[Said | None, ...]


@dataclass(frozen=True)
class Scene:
    """All passages with quotations; ``groups`` lists each one's outer quotations by their numbers."""

    reading: Reading
    quotations: Sequence[Quotation]
    groups: Mapping[int, Sequence[int]]
    parsed: Mapping[int, Setting]
    sources: Mapping[int, Cited]
    court_paper: bool


def introduction(reading: Reading, at: int) -> int | None:
    """Return the passage before ``at`` that ends in a colon, looking past furniture."""
    for before in range(at - 1, max(-1, at - _FURNITURE), -1):
        passage = reading.passages[before]
        if passage.zone.is_furniture:
            continue
        return before if passage.span.of(reading.text).rstrip().endswith(":") else None
    return None


def settle(
    scene: Scene, found: Sequence[Attribution], at: int, place: int, last: int | None
) -> Attribution:
    """Return the attribution of one quotation with its neighbourhood taken into account.

    ``found`` holds what is known so far by quotation number; ``last`` is the last quotation with a
    speaker; ``place`` counts the outer quotations of passage ``at``.
    """
    n = scene.groups[at][place]
    own, quotation = found[n], scene.quotations[n]
    if quotation.continues and last is not None and own.way not in _SURE:
        reason = "the quotation goes on from the paragraph before"
        return replace(found[last], way=None, floats=True, evidence=reason)
    setting = scene.parsed[at]
    if quotation.is_block:
        introduced = _from_introduction(scene, at, place) or _from_block(scene, found, n)
        if introduced is not None:
            return introduced
    if scene.court_paper and own.certainty is not Certainty.STATED:
        cited = _from_citation(scene, own, n)
        if cited is not None:
            return cited
    if own.way not in (None, Way.SUBJECT) or own == ANSWERED:
        return own
    if scene.court_paper and own.way is Way.SUBJECT:
        own = NOBODY  # what an argument is about says nothing of whom it quotes
    if quotation.is_block:
        return own
    listed = _from_list(scene, found, at, place)
    if listed is not None:
        return listed
    ends = not scene.court_paper and quotation.span.of(scene.reading.text).rstrip()[-1:] in ".,!?…—"
    if not ends and not stands_alone(setting.doc, setting.mask.places[place]):
        # a court paper changes from one side's words to the other's within a paragraph
        return own if scene.court_paper else _from_report(setting, place) or own
    return (
        _from_next(scene, found, at, place)
        or _from_previous(scene, found, at, place)
        or _from_introduction(scene, at, place)
        or _from_signature(scene, at, place)
        or _from_sentence_before(scene, at, place)
        or _from_earlier(scene, found, at, last)
        or own
    )


def _inferred(source: Attribution, evidence: str, confidence: float) -> Attribution:
    return Attribution(
        source.speaker, source.cue, Certainty.INFERRED, None, True, evidence, confidence
    )


def _from_citation(scene: Scene, own: Attribution, n: int) -> Attribution | None:
    quotation, text = scene.quotations[n], scene.reading.text
    end = scene.reading.passages[quotation.passage].span.end
    by = _BY.match(text, quotation.outer.end, end)
    if by is not None:
        reason = f"“by {by['who']}” follows it"
        return Attribution(
            Span(*by.span("who")), None, Certainty.INFERRED, None, True, reason, 0.65
        )
    cited = scene.sources.get(n)
    if cited is None or (own.way is not Way.SUBJECT and _speaks_itself(scene, own)):
        return None
    if cited.source.author is not None:
        if own.speaker is not None and not cited.direct:
            return None
        reason = "the work cited behind it is by them"
        return Attribution(cited.source.author, None, Certainty.INFERRED, None, True, reason, 0.65)
    if cited.source.kind is CiteKind.RECORD:
        return None if own.speaker is not None else _from_record(text, cited.source)
    return replace(NOBODY, floats=True, evidence="the citation behind it is its source")


def _speaks_itself(scene: Scene, own: Attribution) -> bool:
    """Tell whether a sentence's own speaker is a court or a paper, whose words a citation bears out."""
    if own.speaker is None:
        return False
    words = own.speaker.of(scene.reading.text)
    return bool(_COURT.search(words)) or heads_paper(words)


def _from_record(text: str, cite: Cite) -> Attribution:
    """Read whose paper of the record is cited: Vale Decl. ¶ 4 is Vale's, Compl. ¶ 4 the plaintiff's."""
    of = _OF_RECORD.match(text, cite.span.start, cite.span.end)
    if of is None:
        return replace(NOBODY, floats=True, evidence="the paper cited behind it is its source")
    group = "who" if of["who"] else "paper"
    who = Span(*of.span(group))
    reason = f"the paper cited behind it is “{cite.span.of(text)}”"
    return Attribution(who, None, Certainty.INFERRED, None, True, reason, 0.55)


def _from_report(setting: Setting, place: int) -> Attribution | None:
    """Read a sentence that goes on with what the one before it reports."""
    said = reporter_before(setting.doc, setting.mask.places[place])
    if said is None:
        return None
    reason = "a sentence before it in the paragraph reports what somebody says"
    return _of(setting, said, Certainty.INFERRED, reason, 0.45, way=Way.SUBJECT)


def _of(
    setting: Setting,
    said: Said,
    certainty: Certainty,
    reason: str,
    confidence: float,
    *,
    way: Way | None = None,
) -> Attribution:
    speaker = setting.mask.to_reading(said.speaker.start, said.speaker.end)
    cue = setting.mask.to_reading(said.cue.start, said.cue.end) if said.cue else None
    return Attribution(speaker, cue, certainty, way, way is None, reason, confidence)


def _from_next(
    scene: Scene, found: Sequence[Attribution], at: int, place: int
) -> Attribution | None:
    """Read ``"A." "B," she said.``: the first of a paragraph goes with the one that has a speaker."""
    members = scene.groups[at]
    if place or len(members) < 2:
        return None
    first, following = scene.quotations[members[0]], scene.quotations[members[1]]
    gap = scene.reading.text[first.outer.end : following.outer.start]
    if found[members[1]].way in _SURE and len(gap) < 160 and gap.count(".") <= 1:
        reason = "the next quotation of the paragraph names the speaker"
        return _inferred(found[members[1]], reason, 0.6)
    return None


def _from_previous(
    scene: Scene, found: Sequence[Attribution], at: int, place: int
) -> Attribution | None:
    if not place:
        return None
    before = found[scene.groups[at][place - 1]]
    if before.speaker is None:
        return None
    return _inferred(before, "the quotation before it in the paragraph names the speaker", 0.7)


def _from_introduction(scene: Scene, at: int, place: int) -> Attribution | None:
    introducing = introduction(scene.reading, at)
    if place or introducing is None:
        return None
    setting = scene.parsed[introducing]
    said = introducer(setting.doc)
    if said is None or (scene.court_paper and said.cue is None):
        return None
    stated = said.way is Way.GOVERNED
    certainty, confidence = (Certainty.STATED, 0.75) if stated else (Certainty.INFERRED, 0.5)
    return _of(setting, said, certainty, _INTRODUCED, confidence)


def _from_block(scene: Scene, found: Sequence[Attribution], n: int) -> Attribution | None:
    """Read the block right before a block, as the paragraphs of one long quotation."""
    before = scene.quotations[n - 1] if n else None
    if before is None or not before.is_block or found[n - 1].speaker is None:
        return None
    end, start = before.span.end, scene.quotations[n].outer.start
    passages = scene.reading.passages[before.passage : scene.quotations[n].passage]
    if any(end <= p.span.start < start and not p.zone.is_furniture for p in passages):
        return None
    return replace(found[n - 1], floats=True, evidence="it goes on from the block before")


def _from_list(
    scene: Scene, found: Sequence[Attribution], at: int, place: int
) -> Attribution | None:
    """Read an item of a list of quotations: what introduces the first introduces them all."""
    n = scene.groups[at][place]
    if place or not n or not _is_item(scene, n) or not _is_item(scene, n - 1):
        return None
    before, first = found[n - 1], scene.quotations[n - 1].passage
    between = scene.reading.passages[first + 1 : at]
    if before.evidence not in (_INTRODUCED, _LISTED) or any(
        not passage.zone.is_furniture for passage in between
    ):
        return None
    return replace(before, evidence=_LISTED)


def _is_item(scene: Scene, n: int) -> bool:
    """Tell whether a quotation fills its passage but for a bullet or a number."""
    passage, outer = (
        scene.reading.passages[scene.quotations[n].passage].span,
        scene.quotations[n].outer,
    )
    text = scene.reading.text
    return bool(_BULLET.fullmatch(text, passage.start, outer.start)) and not any(
        c.isalnum() for c in text[outer.end : passage.end]
    )


def _from_signature(scene: Scene, at: int, place: int) -> Attribution | None:
    """Read the name with a dash in the next paragraph, as under a letter or a motto."""
    reading = scene.reading
    if place != len(scene.groups[at]) - 1 or at + 1 >= len(reading.passages):
        return None
    following = reading.passages[at + 1].span
    signed = _SIGNATURE.fullmatch(following.of(reading.text).strip())
    if signed is None:
        return None
    start = following.start + following.of(reading.text).index(signed["who"])
    who = Span(start, start + len(signed["who"]))
    reason = f"“{signed['who']}” stands under it with a dash"
    return Attribution(who, None, Certainty.STATED, None, True, reason, 0.7)


def _from_sentence_before(scene: Scene, at: int, place: int) -> Attribution | None:
    setting = scene.parsed[at]
    said = None
    if not scene.court_paper and place < len(setting.mask.places):
        said = sentence_before(setting.doc, setting.mask.places[place])
    if said is None:
        return None
    reason = "the sentence before it is about them; the text does not say who"
    return _of(setting, said, Certainty.INFERRED, reason, 0.4)


def _from_earlier(
    scene: Scene, found: Sequence[Attribution], at: int, last: int | None
) -> Attribution | None:
    if last is None or scene.court_paper or at - scene.quotations[last].passage > _REACH:
        return None
    here = scene.reading.passages[at].zone.is_furniture
    if here != scene.reading.passages[scene.quotations[last].passage].zone.is_furniture:
        return None
    return _inferred(found[last], "the last speaker before it; the text does not say who", 0.4)

"""Finds the party behind the words that name a speaker: a name, a pronoun, a description or a paper.

A paper speaks for its maker: what "the complaint said" was said by the side that filed it, what "the
summons" demanded, by whoever issued it. Where two parties would do, none is chosen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from extraction import names
from extraction.cues import cue_nouns
from extraction.findings import Party, PartyKind
from extraction.quote_papers import heads_paper, maker_of, owned_by_another, papers_before, sending
from extraction.speaker_titles import called_so
from importers.source_text import Span
from resources import words

__all__ = ["Cast", "Resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The party that some words stand for, and why in words ("" for its own name).

    ``sure`` is false where the words name a paper, or may, and the party is only its author.
    """

    party: str | None
    reason: str = ""
    sure: bool = True


_UNKNOWN = Resolved(None)

_PERSONAL = frozenset({"he", "she", "him", "her", "who"})
_IMPERSONAL = frozenset({"it", "they", "them", "which"})
_BODIES = (PartyKind.ORGANIZATION, PartyKind.AGENCY, PartyKind.COURT, PartyKind.ACCOUNT)
# How far back a pronoun or a description looks for its party, in code points of the source.
_REACH = 1500

_FILING = r"(?:law)?suit|complaint|petition|legal action|court action|filing"
_FILES = re.compile(
    r"['’s]{0,2}[^.;!?]{0,40}?\b(?:(?:files?|filed|filing|brings?|brought|lodged?|launch(?:es|ed)) "
    rf"[^.;!?]{{0,30}}?\b(?:{_FILING})|sues|sued|is suing|was suing)\b"
)
_ISSUES = re.compile(
    r"[^.;!?]{0,40}?\b(?:issue[sd]?|sen[dt]s?|serve[sd]?|signs?|signed|deliver(?:s|ed)) "
    r"[^.;!?]{0,30}?\b(?:summons|subpoena|citation)"
)
_BRINGERS = ("plaintiff", "petitioner", "claimant", "relator", "complainant", "movant")
_ANSWERERS = ("defendant", "respondent")


# "the director, Jo Dale, wrote", and no list: "the director, Jo Dale, and others wrote"
_APPOSED = re.compile(r",\s+")
_APPOSED_END = re.compile(r",(?!\s+(?:and|or)\b)")

# the *20 Court: where a page of another print begins
_STAR_PAGE = re.compile(r"\*\d+\s")
_VERSUS = re.compile(r"\bvs?\. ")
# Where a sentence ends, for the nearest antecedent; a semicolon parts the items of a list.
_STOP = re.compile(r"[.!?;][\"”’)]?\s+")

# her letter, its lawyers
_OWNER = re.compile(r"(his|her|its|their)\s+\w")
_OWNERS = {"his": "he", "her": "she"}

_SEX_OF_PRONOUN = {"he": "m", "him": "m", "she": "f", "her": "f"}
_TITLE = re.compile(r"\b(Mr|Ms|Mrs|Miss)\b")


@cache
def _kinds_by_noun() -> dict[str, tuple[PartyKind, ...]]:
    return {
        noun: tuple(PartyKind(kind) for kind in kinds.split())
        for noun, kinds in (line.split(" = ") for line in words("cue_descriptions"))
    }


@dataclass(frozen=True)
class _Named:
    span: Span
    party: Party


@dataclass(frozen=True)
class Cast:
    """The parties of one document with every place where each is named."""

    text: str
    parties: tuple[Party, ...]

    @cached_property
    def _named(self) -> list[_Named]:
        named = [
            _Named(mention.span, party)
            for party in self.parties
            for mention in party.mentions
            if not mention.pronoun
        ]
        return sorted(named, key=lambda n: n.span)

    @cached_property
    def _sexes(self) -> dict[str, str | None]:
        return {
            p.id: names.sex_of_name((p.name, *p.aliases)) or self._titled(p) for p in self.parties
        }

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        """Who is called so, by description: each is looked up in the whole paper once."""
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [named.span.start for named in self._named]

    def resolve(self, span: Span, last: str | None, cue: str = "") -> Resolved:
        """Return the party that the words at ``span`` stand for.

        ``last`` is the speaker before, ``cue`` the verb of saying: only a paper "reads".
        """
        phrase = " ".join(_STAR_PAGE.sub("", span.of(self.text)).split())
        if _VERSUS.search(phrase):
            return _UNKNOWN  # a case: its court speaks, and neither side
        named = self._overlapping(span)
        bare = re.sub(r"^(?:the|that|this|his|her|its|their|a|an)\s+", "", phrase.casefold())
        maker = maker_of(bare)
        if maker and not named:
            return _UNKNOWN if owned_by_another(self.text, span) else self._maker(maker, phrase)
        apposed = self._apposed(span)
        if apposed is not None:
            return Resolved(apposed.id, f"{phrase} is {apposed.name}")
        if named is not None:
            sure = len(named.span) + 4 >= len(span) or not heads_paper(phrase)
            speaks = self._speaks(named, span)
            return Resolved(named.party.id, sure=sure) if speaks else _UNKNOWN
        if bare in _PERSONAL:
            return self._person(span, bare, last, phrase)
        if bare in _IMPERSONAL:
            found = self._recent(span, _BODIES, last, phrase)
            return self._not_a_paper(span, cue, found) if bare == "it" else found
        return self._described(span, bare, last, phrase)

    def _not_a_paper(self, span: Span, cue: str, found: Resolved) -> Resolved:
        """Keep the party found for "it" unless a paper is as near: "The rule is short. It reads"."""
        if found.party is None or cue.casefold() in ("read", "reads"):
            return _UNKNOWN
        end = span.start
        floor = max(0, end - _REACH)
        named = [n.span.start for n in self._before(span)]
        while end > floor:
            stops = [m.end() for m in _STOP.finditer(self.text, floor, end - 1)]
            start = stops[-1] if stops else floor
            papers = papers_before(self.text, start, end)
            inside = [at for at in named if start <= at < end]
            subjects = [at for at, is_subject in papers if is_subject]
            if inside or subjects:
                if subjects and (not inside or subjects[0] < min(inside)):
                    return _UNKNOWN
                return replace(found, sure=found.sure and not papers)
            end = start
        return found

    def _apposed(self, span: Span) -> Party | None:
        """Return the person named right behind a description: "the agency's director, Jo Dale, wrote"."""
        behind = _APPOSED.match(self.text, span.end)
        if behind is None or not self.text[span.start : span.end].split()[-1].islower():
            return None
        at = bisect_left(self._starts, behind.end())
        for named in self._named[at : at + 3]:
            if named.span.start != behind.end():
                break
            if named.party.kind is PartyKind.PERSON and _APPOSED_END.match(
                self.text, named.span.end
            ):
                return named.party
        return None

    def _overlapping(self, span: Span) -> _Named | None:
        first = bisect_left(self._starts, span.start - 200)
        found: list[_Named] = []
        for named in self._named[first:]:
            if named.span.start >= span.end:
                break
            if named.span.overlaps(span):
                found.append(named)
        # the head of a phrase stands at its end, before any "of" and "for"; a longer name is surer
        return max(found, key=lambda n: (n.span.end, len(n.span))) if found else None

    def _speaks(self, named: _Named, span: Span) -> bool:
        """Tell whether a party named within a phrase is who the phrase is about, or who stands behind it.

        Ana Ruiz; clerk Ana Ruiz; two agency inspectors; a spokesman for the bank; Ruiz's letter. Not:
        Ruiz's lawyer; supporters of Ruiz.
        """
        before = self.text[span.start : named.span.start].casefold()
        after = self.text[named.span.end : span.end]
        behind = re.search(r"(\w+) (?:of|for|from|at|with|by)\b[^,]*$", before)
        if behind is not None:
            return self._stands_for(behind[1], named.party)
        if not after.strip() or not re.search(r"(?<![’'])\b[a-z]{2,}", after):
            return True
        behind_name = re.split(r" (?:of|for|from|at|with|by|on|to|in)\b", after.casefold())[
            0
        ].split()
        return not behind_name or self._stands_for(behind_name[-1], named.party)

    @staticmethod
    def _stands_for(noun: str, party: Party) -> bool:
        singular = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
        if singular in cue_nouns() or maker_of(singular):
            return True
        return party.kind is not PartyKind.PERSON and singular in words("cue_representatives")

    def _before(self, span: Span) -> Iterable[_Named]:
        for named in reversed(self._named[: bisect_left(self._starts, span.start)]):
            if named.span.start < span.start - _REACH:
                return
            yield named

    def _recent(
        self, span: Span, kinds: Sequence[PartyKind], last: str | None, phrase: str
    ) -> Resolved:
        """Take the first fitting party of the nearest sentence that names one, or the speaker before."""
        fitting = [named for named in self._before(span) if named.party.kind in kinds]
        return self._chosen(fitting, last, phrase)

    def _chosen(self, fitting: list[_Named], last: str | None, phrase: str) -> Resolved:
        """Choose among the places before a pronoun that name a fitting party, nearest first."""
        if not fitting:
            return _UNKNOWN
        nearest = self._first_of_sentence(fitting)
        before = next((n for n in fitting if n.party.id == last), None)
        if before is not None and not self._named_after_last(fitting, before):
            nearest = before
        return Resolved(nearest.party.id, f"“{phrase}” is taken to be {nearest.party.name}")

    def _person(self, span: Span, pronoun: str, last: str | None, phrase: str) -> Resolved:
        """Like ``_recent``, but a woman is not "he", and one known to be a woman is best for "she"."""
        people = [named for named in self._before(span) if named.party.kind is PartyKind.PERSON]
        sex = _SEX_OF_PRONOUN.get(pronoun)
        if sex is not None:
            people = [named for named in people if self._sexes[named.party.id] in (sex, None)]
        return self._chosen(people, last, phrase)

    def _titled(self, party: Party) -> str | None:
        for mention in party.mentions:
            title = _TITLE.search(
                self.text[max(0, mention.span.start - 6) : mention.span.start + 5]
            )
            if title:
                return "m" if title[1] == "Mr" else "f"
        return None

    def _first_of_sentence(self, fitting: list[_Named]) -> _Named:
        chosen = fitting[0]
        for named in fitting[1:]:
            if _STOP.search(self.text, named.span.end, chosen.span.start):
                break
            chosen = named
        return chosen

    def _named_after_last(self, fitting: list[_Named], before: _Named) -> bool:
        later = [n for n in fitting if n.span.start > before.span.start]
        return any(n.party.id != before.party.id for n in later)

    def _described(self, span: Span, bare: str, last: str | None, phrase: str) -> Resolved:
        by_role = self._in_role(bare)
        if by_role is not None:
            return by_role
        owned = self._owned(span, bare, last, phrase)
        if owned is not None:
            return owned
        titled = self._titled_so(span, bare, phrase)
        if titled is not None:
            return titled
        head = re.split(r"\s(?:of|for|in|at|from|with)\s", bare)[0].split()
        kinds = _kinds_by_noun().get(head[-1] if head else "")
        if kinds is None:
            return self._sender(span, bare, phrase) if heads_paper(bare) else _UNKNOWN
        for kind in kinds:
            found = self._recent(span, (kind,), last, phrase)
            if found.party is not None:
                return found
        return _UNKNOWN

    def _owned(self, span: Span, bare: str, last: str | None, phrase: str) -> Resolved | None:
        """Read "her letter" and "its lawyers": who is meant by the first word speaks, or is spoken for."""
        owner = _OWNER.match(phrase.casefold())
        if owner is None:
            return None
        noun = bare.split()[-1]
        if owner[1] in _OWNERS:
            if noun not in cue_nouns() and not heads_paper(bare):
                return None
            found = self._person(span, _OWNERS[owner[1]], last, phrase)
        else:
            singular = noun[:-1] if noun.endswith("s") else noun
            if singular not in cue_nouns() and singular not in words("cue_representatives"):
                return None
            found = self._recent(span, _BODIES, last, phrase)
        return replace(found, sure=False)

    def _titled_so(self, span: Span, bare: str, phrase: str) -> Resolved | None:
        """Read "the deputy director" where the text calls one person so, and one only."""
        kinds = _kinds_by_noun().get(bare.split()[-1], (PartyKind.PERSON,))
        if PartyKind.PERSON not in kinds or heads_paper(bare):
            return None
        listed = _APPOSED.match(self.text, span.end)  # the clerk, Jo Dale, and others
        if not phrase.casefold().startswith("the ") or (
            listed is not None and listed.end() in self._starts
        ):
            return None
        found = self._called.get(bare)
        if found is None:
            people = ((n.span, n.party.id) for n in self._named if n.party.kind is PartyKind.PERSON)
            found = self._called[bare] = called_so(self.text, people, bare)
        if not found:
            return None
        if len(found) > 1:
            return _UNKNOWN
        party = next(p for p in self.parties if p.id in found)
        return Resolved(party.id, f"{phrase} is {party.name}")

    def _sender(self, span: Span, bare: str, phrase: str) -> Resolved:
        """Return the only party near before a paper of which the text says that it sent such a one."""
        deed = sending(bare)
        senders = {
            named.party.id: named.party
            for named in self._before(span)
            if deed.match(self.text, named.span.end, span.start)
        }
        if len(senders) != 1:
            return _UNKNOWN
        party = next(iter(senders.values()))
        return Resolved(party.id, f"{phrase}: {party.name} is said to have sent it", sure=False)

    def _in_role(self, bare: str) -> Resolved | None:
        role = bare.rstrip("s")
        fitting = [
            p for p in self.parties if p.role and role and role in re.split(r"[^a-z]+", p.role)
        ]
        if len(fitting) == 1:
            return Resolved(fitting[0].id, f"{fitting[0].name} is the {role}")
        return _UNKNOWN if fitting else None

    def _maker(self, maker: str, phrase: str) -> Resolved:
        found = {
            "filer": self._filer,
            "issuer": self._issuer,
            "other": self._answerer,
            "court": self._court,
        }[maker]()
        if found is None:
            return _UNKNOWN
        verb = {"filer": "filed", "issuer": "issued", "other": "filed", "court": "made"}[maker]
        return Resolved(found.id, f"{phrase}: {found.name} {verb} it", sure=False)

    def _filer(self) -> Party | None:
        return self._with_role(_BRINGERS) or self._acting(_FILES)

    def _answerer(self) -> Party | None:
        return self._with_role(_ANSWERERS)

    def _issuer(self) -> Party | None:
        return self._acting(_ISSUES)

    def _court(self) -> Party | None:
        courts = [p for p in self.parties if p.kind is PartyKind.COURT]
        return courts[0] if len(courts) == 1 else None

    def _with_role(self, roles: Sequence[str]) -> Party | None:
        """Return the first party on a side: a paper that several filed speaks for each of them."""
        return next(
            (p for p in self.parties if p.role and any(role in p.role for role in roles)), None
        )

    def _acting(self, deed: re.Pattern[str]) -> Party | None:
        """Return the only party of which the text says that it did the deed."""
        doers = {
            named.party.id: named.party
            for named in self._named
            if deed.match(self.text, named.span.end)
        }
        return next(iter(doers.values())) if len(doers) == 1 else None

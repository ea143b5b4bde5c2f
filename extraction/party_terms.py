"""Defined terms of a paper, given to the parties that they stand for."""

import re
from collections.abc import Sequence

from extraction import names
from extraction.defined_terms import DefinedTerm, defined_terms
from extraction.entities import Candidate
from extraction.findings import PartyKind, PartySource
from extraction.party_reasons import place_words
from extraction.reading import Reading
from extraction.roles import line_role
from extraction.roster import Draft, Roster, kind_of_name

__all__ = ["add_defined_terms", "join_other_names"]


def add_defined_terms(roster: Roster, reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Make aliases of the short forms that a paper defines, each with the place that defines it."""
    for term in defined_terms(reading):
        owner = _owner(roster, reading, term, candidates)
        if owner is None or line_role(term.alias) is not None or _NO_PARTY.search(term.alias):
            continue
        other = next((d for d in roster.drafts if d is not owner and term.alias in d.forms()), None)
        where = place_words(reading.source, reading.to_source(term.start, term.end))
        reason = f"defined {where}"
        if other is None:
            owner.add_alias(term.alias, reason)
        elif _are_two_companies(owner, other):
            if term.alias in other.aliases:
                other.aliases.remove(term.alias)
                owner.add_alias(term.alias, reason)
        elif (
            other.source is PartySource.BODY
            and owner.kind is not PartyKind.ACCOUNT
            and other.kind is not PartyKind.ACCOUNT
        ):
            roster.merge(owner, other, reason)


# A term that ends so stands for a paper or a thing that somebody made, and not for its maker.
_NO_PARTY = re.compile(
    r"\b(?:Acts?|Agreements?|Decrees?|Orders?|Motions?|Complaint|Actions?|Litigation|Products?|Claims?|Period|"
    r"Rules?|Plans?|Policy|Policies|Program|Property|Premises|Patents?|Marks?|Incident|Event|Report|Letter|Notice)$"
)


def _are_two_companies(a: Draft, b: Draft) -> bool:
    """Tell whether two parties have companies' full names, and different ones."""
    whole = names.has_company_ending(a.name) and names.has_company_ending(b.name)
    return whole and names.name_key(a.name) != names.name_key(b.name)


# "Halyard Press, Inc. d/b/a Tidewater Books"
_OTHERWISE = re.compile(
    r"['’]?,?\s+\(?(?P<how>\b(?:d\.?/?b\.?/?a\.?|doing\s+business\s+as|a\.?/?k\.?/?a\.?|also\s+known\s+as|f\.?/?k\.?/?a\.?|"
    r"formerly(?:\s+known\s+as)?|n\.?/?k\.?/?a\.?|now\s+known\s+as))[,:]?\s+[“\"]?(?:the\s+)?",
    re.I,
)
_OTHER_NAME = re.compile(r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|the|and|&)\s+)?[A-Z][\w’'&-]*){0,5}")


def join_other_names(roster: Roster, reading: Reading) -> None:
    """Give parties the other names that the text joins to theirs: "d/b/a", "a/k/a", "formerly"."""
    text = reading.text
    for how in _OTHERWISE.finditer(text):
        other = _OTHER_NAME.match(text, how.end())
        owner = _named_before(roster, text, how.start())
        if owner is None or other is None:
            continue
        name = " ".join(other.group().split())
        if owner.kind is PartyKind.ACCOUNT or line_role(name) is not None:
            continue
        known = roster.find(name, owner.kind)
        where = place_words(reading.source, reading.to_source(how.start(), other.end()))
        reason = f"joined by “{' '.join(how['how'].split())}” {where}"
        if known is None:
            owner.add_alias(name, reason)
        elif known is not owner and known.source is PartySource.BODY:
            roster.merge(owner, known, reason)


# Words of the longest name that is looked for before "d/b/a".
_WORDS_BEFORE = 7


def _named_before(roster: Roster, text: str, at: int) -> Draft | None:
    """Return the party whose name ends at a place, by the longest name that fits."""
    words = text[max(0, at - 120) : at].rsplit("\n\n", 1)[-1].split()
    for count in range(min(_WORDS_BEFORE, len(words)), 0, -1):
        name = " ".join(words[-count:]).strip(' ,(“”"')
        if name[:1].isupper():
            found = roster.find(name, PartyKind.OTHER)
            if found is not None:
                return found
    return None


def _draft_of(roster: Roster, candidate: Candidate) -> Draft | None:
    name = names.without_titles(candidate.text)[0]
    return roster.find(candidate.canonical or " ".join(name.split()), candidate.kind)


# Code points between a name and the bracket that defines its short form.
_BEFORE_BRACKET = 2


def _placed_before(roster: Roster, reading: Reading, term: DefinedTerm) -> Draft | None:
    """Return the court, judge or firm that is known to stand directly before a bracket."""
    if term.collective:
        return None
    at = reading.to_source(term.start, term.end).start
    for draft in roster.drafts:
        if any(0 <= at - place.end <= _BEFORE_BRACKET for place in draft.places):
            return draft
    return None


def _owner(
    roster: Roster, reading: Reading, term: DefinedTerm, candidates: Sequence[Candidate]
) -> Draft | None:
    """Return the party that a defined term stands for: by its letters, or the name directly before it."""
    text = reading.text
    if term.long_start is not None:
        long_form = " ".join(text[term.long_start : term.start].split())
        kind = kind_of_name(long_form)
        known = roster.find(long_form, kind)
        if known is not None:
            return known
        inner = next(
            (
                c
                for c in candidates
                if c.start >= term.long_start - 40
                and c.end <= term.start
                and c.end > term.long_start
            ),
            None,
        )
        if inner is not None:
            return roster.find(inner.canonical or " ".join(inner.text.split()), inner.kind)
        if kind in (PartyKind.AGENCY, PartyKind.ORGANIZATION) and (
            names.has_organization_word(long_form) or names.has_company_ending(long_form)
        ):
            return roster.put(long_form, kind, PartySource.BODY, certain=True)
        return None
    placed = _placed_before(roster, reading, term)
    if placed is not None:
        return placed
    before = [
        c
        for c in candidates
        if c.end <= term.start
        and term.start - c.end <= 120
        and "\n\n" not in text[c.end : term.start]
    ]
    if not before:
        return None
    near = before[-1]
    sharing = [
        c
        for c in before
        if set(names.name_key(term.alias).split()) & set(names.name_key(c.text).split())
    ]
    if sharing and term.collective:
        # "… (together with the parent company “Halyard”)": the first of the paragraph that has the word
        floor = text.rfind("\n\n", 0, term.start)
        first = (
            _draft_of(roster, c)
            for c in candidates
            if floor < c.start < term.start
            and names.name_key(c.text).split()[:1] == names.name_key(term.alias).split()[:1]
        )
        return next((draft for draft in first if draft is not None), None)
    if sharing:
        near = sharing[-1]
    elif term.collective or text[near.end : term.start].strip(" ,"):
        return None
    if near.kind is PartyKind.ACCOUNT:
        return None
    return _draft_of(roster, near)

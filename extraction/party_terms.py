"""Defined terms of a paper, given to the parties that they stand for."""

from collections.abc import Sequence

from extraction import names
from extraction.defined_terms import DefinedTerm, defined_terms
from extraction.entities import Candidate
from extraction.findings import PartyKind, PartySource
from extraction.reading import Reading
from extraction.roles import line_role
from extraction.roster import Draft, Roster, kind_of_name

__all__ = ["add_defined_terms"]


def add_defined_terms(roster: Roster, reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Make aliases of the short forms that a paper defines, each with the place that defines it."""
    text = reading.text
    for term in defined_terms(reading):
        owner = _owner(roster, text, term, candidates)
        if owner is None or line_role(term.alias) is not None:
            continue
        other = next((d for d in roster.drafts if d is not owner and term.alias in d.forms()), None)
        if other is None:
            owner.add_alias(term.alias)
        elif (
            other.source is PartySource.BODY
            and owner.kind is not PartyKind.ACCOUNT
            and other.kind is not PartyKind.ACCOUNT
        ):
            roster.merge(owner, other)


def _owner(
    roster: Roster, text: str, term: DefinedTerm, candidates: Sequence[Candidate]
) -> Draft | None:
    """Return the party that a defined term stands for: by its letters, or the name directly before it."""
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
    if sharing:
        near = sharing[-1] if not term.collective else sharing[0]
    elif term.collective or text[near.end : term.start].strip(" ,"):
        return None
    if near.kind is PartyKind.ACCOUNT:
        return None
    return roster.find(
        near.canonical or " ".join(names.without_titles(near.text)[0].split()), near.kind
    )

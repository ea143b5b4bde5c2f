"""Parties that a paper names in a place of their own: caption, form, byline, signature block."""

import re

from extraction import names
from extraction.captions import Caption
from extraction.findings import DocumentKind, PartyKind, PartySource
from extraction.roster import Draft, Roster, kind_of_name
from extraction.signatures import find_counsel
from extraction.summons import read_summons
from importers.document import ImportedDocument

__all__ = ["from_byline", "from_caption", "from_form", "from_signatures"]


def from_caption(roster: Roster, document: ImportedDocument, caption: Caption | None) -> None:
    """Add the parties of a caption with their sides, the judge and the court."""
    if caption is None:
        return
    text = document.source.text
    for party in caption.parties:
        kind = (
            kind_of_name(party.name, text)
            if party.role != "in re"
            else _kind_of_matter(party.name, text)
        )
        draft = Draft(
            party.name,
            kind,
            PartySource.CAPTION,
            party.role,
            party.capacity,
            places=[party.span],
            certain=True,
        )
        for alias in party.aliases:
            draft.add_alias(alias)
        roster.drafts.append(draft)
    if caption.judge and not names.is_acronym(caption.judge):
        roster.put(caption.judge, PartyKind.PERSON, PartySource.BODY, role="judge", certain=True)
    if caption.court:
        roster.put(caption.court, PartyKind.COURT, PartySource.BODY, role="court", certain=True)


def _kind_of_matter(name: str, text: str) -> PartyKind:
    kind = kind_of_name(name, text)
    if re.search(r"(?i)\b(?:litigation|cases|proceedings?|actions?)$", name):
        return PartyKind.OTHER
    is_being = kind in (PartyKind.PERSON, PartyKind.AGENCY) or names.has_company_ending(name)
    return kind if is_being else PartyKind.OTHER


def from_form(
    roster: Roster, document: ImportedDocument, kind: DocumentKind, caption: Caption | None
) -> None:
    """Add the names of a summons's form."""
    if kind is not DocumentKind.SUMMONS:
        return
    summons = read_summons(document)
    if summons is None:
        return
    for party in summons.parties:
        known = roster.find(party.name, kind_of_name(party.name, document.source.text))
        draft = roster.put(
            party.name, kind_of_name(party.name), PartySource.FORM, role=party.role, certain=True
        )
        if party.span is not None and known is None:
            draft.places.append(party.span)
        draft.role = draft.role or party.role


def from_byline(roster: Roster, document: ImportedDocument, caption: Caption | None) -> None:
    """Add the author named by a byline."""
    if caption is not None:
        return
    for value in document.metadata.all("author"):
        if "propert" in value.origin.casefold():
            continue
        draft = roster.put(
            value.value, kind_of_name(value.value), PartySource.BYLINE, role="author", certain=True
        )
        if value.span is not None:
            draft.places.append(value.span)
        if draft.kind is PartyKind.OTHER:
            draft.kind = PartyKind.PERSON


def from_signatures(roster: Roster, document: ImportedDocument, caption: Caption | None) -> None:
    """Add the lawyers and firms that sign a paper, unless the caption names them."""
    for counsel in find_counsel(document.source):
        kind = PartyKind.ORGANIZATION if counsel.is_firm else PartyKind.PERSON
        if (
            caption is not None
            and roster.find(counsel.name, kind) in roster.drafts[: len(caption.parties)]
        ):
            continue
        role = f"counsel for {counsel.side}" if counsel.side else "counsel"
        draft = roster.put(counsel.name, kind, PartySource.SIGNATURE, role=role, certain=True)
        draft.places.append(counsel.span)

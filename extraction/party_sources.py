"""Parties that a paper names in a place of their own: caption, form, byline, signature block."""

import re
from collections.abc import Sequence

from extraction import names
from extraction.benches import find_judges
from extraction.brief_lists import find_listed
from extraction.captions import Caption
from extraction.courts import find_courts, same_court
from extraction.filled_summons import filled_lines
from extraction.findings import DocumentKind, PartyKind, PartySource
from extraction.flowing import Flow
from extraction.name_forms import is_generic
from extraction.process import ProcessKind
from extraction.process_parties import process_parties
from extraction.process_reading import find_process
from extraction.reading import Reading
from extraction.roster import Draft, Roster, kind_of_name
from extraction.signatures import find_counsel
from extraction.summons import read_summons, typed_sides
from importers.document import ImportedDocument
from importers.source_text import Span, Zone

__all__ = [
    "from_addressees",
    "from_brief_lists",
    "from_byline",
    "from_caption",
    "from_courts",
    "from_form",
    "from_judges",
    "from_oaths",
    "from_signatures",
]

_HIGHER_COURT = re.compile(r"\b(?:Appeals?|Supreme|Appellate|Circuit$)")


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
            draft.add_alias(alias, "named so in the caption")
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
    """Add the names of the form of a summons or subpoena."""
    summons = read_summons(document) if kind is DocumentKind.SUMMONS else None
    process = find_process(document, kind)
    is_process = kind in (DocumentKind.SUMMONS, DocumentKind.SUBPOENA)
    named = typed_sides(document) if is_process else ()
    named = summons.parties if summons is not None else named
    if process is not None:
        typed = bool(document.form_fields) or filled_lines(document.source.text) is not None
        of_agency = process.kind is ProcessKind.ADMINISTRATIVE
        named = (*(named if typed and not of_agency else ()), *process_parties(process))
    for party in named:
        kind_of = kind_of_name(party.name, document.source.text)
        known = roster.find(party.name, kind_of)
        draft = roster.put(
            names.proper_case(party.name),
            kind_of_name(party.name),
            PartySource.FORM,
            role=party.role,
            certain=True,
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
        # "Nora Quist (Tracker)": what a mail program adds is no part of the name
        name = re.sub(r"\s*\([^()]*\)$", "", value.value) or value.value
        if is_generic(name):
            continue  # a heading that looks like a byline: "Civil Procedure"
        draft = roster.put(
            name, kind_of_name(name), PartySource.BYLINE, role="author", certain=True
        )
        if value.span is not None:
            draft.places.append(value.span)
        if draft.kind is PartyKind.OTHER:
            draft.kind = PartyKind.PERSON


_ADDRESSEES = re.compile(
    r"(?m)^(?P<line>To|Cc|CC|Bcc|Attendees|Organizer|Owner):[ \t]*(?P<value>[^\n]+)$"
)
_ADDRESSEE = re.compile(r"[“\"]?(?P<name>[^<>;“”\"]+?)[”\"]?\s*(?:<[^<>\n]*>|;|$)[;,]?\s*")
# The headers of a message stand at its top. Code points.
_HEADERS = 6_000


def from_addressees(roster: Roster, document: ImportedDocument, kind: DocumentKind) -> None:
    """Add the people whom a message is addressed to, as its header lines name them."""
    if kind is not DocumentKind.EMAIL:
        return
    text = document.source.text
    head = text[: min(_HEADERS, text.find("\n\n") if "\n\n" in text else len(text))]
    for line in _ADDRESSEES.finditer(head):
        for match in _ADDRESSEE.finditer(line["value"]):
            name = match["name"].strip(" ,'")
            last_first = re.fullmatch(r"([A-Z][\w’'-]+),\s+([A-Z][\w’'. -]+)", name)
            said = f"{last_first[2]} {last_first[1]}" if last_first else name
            sort = kind_of_name(said)
            if "@" in name or sort in (PartyKind.OTHER, PartyKind.ACCOUNT):
                continue
            if sort is PartyKind.PERSON and not names.looks_like_person(said):
                continue
            draft = roster.put(said, sort, PartySource.BODY, role="recipient", certain=True)
            start = line.start("value") + match.start("name") + match["name"].index(name)
            draft.places.append(Span(start, start + len(name)))


# "I, Nora Quist, declare", "Deposition of Nora Quist", "NORA QUIST, having been duly sworn,"
_NAME = r"[A-Z](?:\.|[\w’'-]+)(?:\s+[A-Z](?:\.|[\w’'-]+)){1,3}"
_WITNESS = re.compile(
    rf"\bI,\s+(?P<a>{_NAME}),\s+(?:(?:hereby|do|being|am|a|an|of|over|first|duly|[\w-]+,)\s+){{0,6}}?(?:declare|depose|state|swear|aver|sworn|affirm)\b"
    rf"|\b(?i:deposition|(?:sworn\s+)?(?:declaration|affidavit|testimony))\s+(?i:of)\s+(?:(?:Mr|Ms|Mrs|Dr)\.\s+)?(?P<b>{_NAME})"
    rf"|(?P<c>{_NAME}),\s+(?:having\s+been\s+|being\s+)?(?:first\s+)?duly\s+sworn\b"
)


def from_oaths(roster: Roster, reading: Reading) -> None:
    """Add those who declare, depose or swear, as witnesses; a party of the case keeps its role."""
    for passage in reading.passages:
        if passage.zone.is_furniture:
            continue
        for match in _WITNESS.finditer(reading.text, passage.span.start, passage.span.end):
            group = match.lastgroup or "a"
            name = names.proper_case(" ".join(match[group].split()).rstrip("."))
            if not names.looks_like_person(name) or is_generic(name):
                continue
            draft = roster.put(name, PartyKind.PERSON, PartySource.BODY, certain=True)
            draft.role = draft.role or "witness"


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


Stretch = tuple[int, int]
"""A place in the reading copy."""


def from_brief_lists(roster: Roster, reading: Reading, flow: Flow) -> list[Stretch]:
    """Add the lawyers, firms and friends of the court listed above an opinion; return where they stand."""
    taken: list[Stretch] = []
    for start, end in flow.runs:
        for listed in find_listed(flow.text, start, end):
            kind = PartyKind.ORGANIZATION if listed.is_body else kind_of_name(listed.name)
            if kind in (PartyKind.OTHER, PartyKind.COURT):
                continue
            name = names.proper_case(listed.name)
            draft = roster.put(name, kind, PartySource.BODY, role=listed.role, certain=True)
            draft.places.append(reading.to_source(listed.start, listed.end))
            taken.append((listed.start, listed.end))
    return taken


def from_judges(
    roster: Roster, reading: Reading, flow: Flow, taken: Sequence[Stretch]
) -> list[Stretch]:
    """Add the judges whom the paper names with their office; return where they stand.

    A judge known by the surname alone is nobody else of that name.
    """
    found: list[Stretch] = []
    for start, end in flow.runs:
        for judge in find_judges(flow.text, start, end):
            if any(a < judge.end and judge.start < b for a, b in taken):
                continue
            draft = roster.find(judge.name, PartyKind.PERSON)
            if draft is None or draft.role not in (None, "judge"):
                draft = Draft(names.proper_case(judge.name), PartyKind.PERSON, PartySource.BODY)
                roster.drafts.append(draft)
            elif len(judge.name.split()) > len(draft.name.split()):
                draft = roster.put(names.proper_case(judge.name), draft.kind, PartySource.BODY)
            draft.role, draft.certain = "judge", True
            draft.places.append(reading.to_source(judge.start, judge.end))
            found.append((judge.start, judge.end))
    return found


def from_courts(
    roster: Roster, reading: Reading, flow: Flow, caption: Caption | None
) -> list[Stretch]:
    """Add the courts that the paper names; return where they stand.

    In a court's own papers a higher court is named as an authority: it is listed only where the caption
    has it, as the court of the paper or the one appealed from.
    """
    found: list[Stretch] = []
    for start, end in flow.runs:
        for court in find_courts(flow.text, start, end):
            found.append((court.start, court.end))
            known = next(
                (
                    d
                    for d in roster.drafts
                    if d.kind is PartyKind.COURT and same_court(d.name, court.name)
                ),
                None,
            )
            in_caption = (
                caption is None
                or reading.source.zone_at(reading.to_source(court.start, court.end).start)
                is Zone.CAPTION
            )
            if known is None:
                if not in_caption and _HIGHER_COURT.search(court.name):
                    continue
                known = Draft(court.name, PartyKind.COURT, PartySource.BODY, certain=True)
                roster.drafts.append(known)
            known.places.append(reading.to_source(court.start, court.end))
    return found

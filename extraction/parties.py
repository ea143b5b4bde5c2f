"""Parties: every being that a paper names, with its role, its aliases and all places that name it.

Caption and form come first and give roles; then bylines, counsel and the judge; then names in running
text. One party per being: names are joined by key, by defined terms and by the list of agencies.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

import resources
from extraction import agencies, names
from extraction.captions import Caption
from extraction.cited_names import CitedNames, cited_names
from extraction.defined_terms import law_terms
from extraction.descriptions import Described, describing_mentions
from extraction.entities import INITIALISM, Candidate, find_candidates
from extraction.findings import Citation, DocumentKind, PartOf, Party, PartyKind, PartySource
from extraction.flowing import flowing
from extraction.party_facts import add_posts, add_wholes
from extraction.party_mentions import Found, exact_occurrences, to_mentions
from extraction.party_pronouns import Person, pronoun_mentions, sex_of
from extraction.party_reasons import reasons_for
from extraction.party_sides import give_sides
from extraction.party_sources import (
    from_addressees,
    from_brief_lists,
    from_byline,
    from_caption,
    from_courts,
    from_form,
    from_judges,
    from_oaths,
    from_signatures,
)
from extraction.party_terms import add_defined_terms, join_other_names
from extraction.reading import Reading
from extraction.roles import line_role
from extraction.roster import Draft, Roster, kind_of_name
from extraction.side_lists import named_with_side
from importers.document import ImportedDocument

__all__ = ["find_parties"]

_CONFIDENCE = {
    PartySource.CAPTION: 0.95,
    PartySource.FORM: 0.95,
    PartySource.BYLINE: 0.9,
    PartySource.SIGNATURE: 0.8,
    PartySource.BODY: 0.5,
}


def find_parties(
    document: ImportedDocument,
    reading: Reading,
    kind: DocumentKind,
    caption: Caption | None,
    citations: Sequence[Citation] = (),
) -> tuple[Party, ...]:
    """Return the parties of one paper: those of the caption first, then by how often they are named.

    The names of the cases that ``citations`` cite are no parties.
    """
    roster = Roster()
    from_caption(roster, document, caption)
    from_form(roster, document, kind, caption)
    from_byline(roster, document, caption)
    from_addressees(roster, document, kind)
    flow = flowing(reading)
    taken = from_courts(roster, reading, flow, caption)
    if caption is not None or kind is not DocumentKind.ARTICLE:
        from_signatures(roster, document, caption)
        taken += from_brief_lists(roster, reading, flow)
        taken += from_judges(roster, reading, flow, taken)
        from_oaths(roster, reading)
    cited = cited_names(document.source.text, citations)
    candidates = _within_fields(document, reading, find_candidates(reading, cited, taken))
    _from_text(roster, reading, candidates, cited, is_article=kind is DocumentKind.ARTICLE)
    _from_sides(roster, reading)
    _name_agencies(roster)
    add_defined_terms(roster, reading, candidates)
    join_other_names(roster, reading)
    found = [
        (start, end, number)
        for start, end, number in exact_occurrences(reading, roster.drafts)
        if not cited.covers(reading.to_source(start, end))
    ]
    give_sides(roster, reading, found, has_caption=caption is not None)
    add_posts(roster, reading, found)
    add_wholes(roster, reading, found)
    pronouns = _pronouns(roster, reading, found)
    found += _described(roster, reading, found)
    return _finished(roster, reading, found, pronouns)


def _within_fields(
    document: ImportedDocument, reading: Reading, candidates: list[Candidate]
) -> list[Candidate]:
    """Return the names without those that run from one field of a form into the next."""
    starts = {field.span.start for field in document.form_fields if field.span is not None}
    if not starts:
        return candidates
    spans = (reading.to_source(c.start, c.end) for c in candidates)
    return [
        c
        for c, span in zip(candidates, spans, strict=True)
        if not any(span.start < at < span.end for at in starts)
    ]


def _from_text(
    roster: Roster,
    reading: Reading,
    candidates: Sequence[Candidate],
    cited: CitedNames,
    *,
    is_article: bool,
) -> None:
    """Join the names in running text to the roster, full names before short ones."""
    counts = Counter((c.canonical or names.name_key(c.text)) for c in candidates)
    laws = law_terms(reading)
    ranked = sorted(candidates, key=lambda c: (not c.certain, -len(c.text.split()), c.start))
    met: set[tuple[str, PartyKind, str | None]] = set()
    for candidate in ranked:
        same = (" ".join(candidate.text.split()), candidate.kind, candidate.canonical)
        if same in met:
            continue  # the certain ones come first
        met.add(same)
        if candidate.text.split()[-1] in laws or _NUMBERED.match(candidate.text):
            continue
        bare = (
            names.without_titles(candidate.text)[0]
            if candidate.kind is PartyKind.PERSON
            else candidate.text
        )
        name = candidate.canonical or _without_person(
            roster, " ".join(bare.split()), candidate.kind
        )
        known = (
            _surname_of(roster, candidate)
            or roster.find(name, candidate.kind)
            or _short_form(roster, name, candidate.kind)
        )
        if known is not None:
            alias = " ".join(candidate.text.split()) if candidate.canonical else name
            if not (names.is_all_capitals(alias) and len(alias.split()) > 1):
                known.add_alias(alias)
            known.certain = known.certain or candidate.certain
            if name != known.name and roster.find(name, candidate.kind) is known:
                roster.put(name, candidate.kind, PartySource.BODY)
            continue
        count = counts[candidate.canonical or names.name_key(candidate.text)]
        if not _worth_listing(candidate, count, is_article=is_article):
            continue
        if line_role(name) is not None or _is_cited(candidate, count, cited):
            continue
        if (
            known is None
            and candidate.kind is PartyKind.PERSON
            and len(name.split()) == 1
            and _many_share(roster, name)
        ):
            continue
        draft = roster.put(name, candidate.kind, PartySource.BODY)
        draft.certain = draft.certain or candidate.certain
        if candidate.canonical:
            draft.add_alias(" ".join(candidate.text.split()))


def _without_person(roster: Roster, name: str, kind: PartyKind) -> str:
    """Return a company's name without the person of the case whom "and" joins to it."""
    person, joint, company = name.partition(" and ")
    if not joint or kind is not PartyKind.ORGANIZATION or not names.has_company_ending(company):
        return name
    known = roster.find(person, PartyKind.PERSON)
    is_person = known is not None and known.kind is PartyKind.PERSON and len(person.split()) > 1
    return company if is_person else name


def _from_sides(roster: Roster, reading: Reading) -> None:
    """Add the names that stand after the word for a side and were not met otherwise."""
    runs = [(p.span.start, p.span.end) for p in reading.passages if not p.zone.is_furniture]
    places = named_with_side(reading.text, runs)
    printed = dict.fromkeys(" ".join(reading.text[start:end].split()) for start, end in places)
    for words in printed:
        name = names.proper_case(words)
        known = roster.find(name, PartyKind.OTHER) or roster.find(name, PartyKind.PERSON)
        if known is None and len(name.split()) == 1:
            known = _misspelled(roster, name)
            if known is not None:
                known.add_alias(words, "a letter apart from the last name of a party")
        if known is not None or _short_form(roster, name, PartyKind.ORGANIZATION) is not None:
            continue
        if len(name.split()) == 1 and _many_share(roster, name):
            continue
        if all(names.stands_small(reading.text, word) for word in name.split()):
            continue  # "Defendants Promoted Violence": a heading
        kind = kind_of_name(name)
        kind = PartyKind.PERSON if kind is PartyKind.OTHER else kind
        roster.put(name, kind, PartySource.BODY, certain=True)


# Letters that a surname must have for one letter too many or too few to be a slip of the pen.
_LONG_NAME = 8


def _misspelled(roster: Roster, surname: str) -> Draft | None:
    """Return the party of the caption whose long surname a side's name misses by one letter."""
    if len(surname) < _LONG_NAME:
        return None
    near = [
        d
        for d in roster.drafts
        if d.kind is PartyKind.PERSON
        and d.source is PartySource.CAPTION
        and Levenshtein.distance(names.person_surname(d.name).casefold(), surname.casefold()) == 1
    ]
    return near[0] if len(near) == 1 else None


# "Doe Nos. 1-18": the caption's unknown persons, counted.
_NUMBERED = re.compile(r"(?i)^(?:(?:john|jane)\s+)?(?:does?|roes?)\s+nos?\b")


def _surname_of(roster: Roster, candidate: Candidate) -> Draft | None:
    """Return the person of the caption whose surname a bare word is, whatever the model takes it for."""
    if candidate.kind is not PartyKind.ORGANIZATION or len(candidate.text.split()) > 1:
        return None
    word = candidate.text.casefold()
    if any(names.name_key(d.name).split()[:1] == [word] for d in roster.drafts):
        return None
    bearers = [
        d
        for d in roster.drafts
        if d.kind is PartyKind.PERSON
        and d.source is PartySource.CAPTION
        and names.person_surname(d.name).casefold() == word
    ]
    return bearers[0] if len(bearers) == 1 else None


def _is_cited(candidate: Candidate, count: int, cited: CitedNames) -> bool:
    """Tell whether a name is a cited case's, said again in short: no oftener than twice a citation."""
    if candidate.canonical or candidate.kind in (PartyKind.ACCOUNT, PartyKind.COURT):
        return False
    return count <= 2 * cited.times(candidate.text)


def _short_form(roster: Roster, name: str, kind: PartyKind) -> Draft | None:
    """Return the only party that a shortened name can stand for.

    A person's given name, the first word of a company's name, or the first or last words of a body's
    ("the Sheriff's Office").
    """
    words = names.fold(name).split()
    if kind is PartyKind.ACCOUNT or names.has_company_ending(name) or agencies.is_government(name):
        return None
    found = [draft for draft in roster.drafts if _may_stand_for(words, kind, draft)]
    return found[0] if len(found) == 1 else None


def _may_stand_for(words: list[str], kind: PartyKind, draft: Draft) -> bool:
    full = names.fold(draft.name).split()
    if len(full) <= len(words):
        return False
    begins = full[: len(words)] == words
    if kind is PartyKind.PERSON and draft.kind is not PartyKind.PERSON:
        return False
    if len(words) == 1 and words[0] in _places():
        return False
    if len(words) == 1:
        if draft.kind is PartyKind.PERSON:
            return begins
        is_company = kind is draft.kind is PartyKind.ORGANIZATION
        return begins and is_company and not agencies.is_government(draft.name)
    if draft.kind is PartyKind.PERSON:
        return begins and words[-1] in ("doe", "does", "roe", "roes")
    if draft.kind in (PartyKind.ACCOUNT, PartyKind.COURT):
        return False
    return begins or full[-len(words) :] == words


@cache
def _places() -> frozenset[str]:
    """Return the states, in small letters: "Ohio" is no short form of "Ohio Harbor Coalition"."""
    lines = resources.words("court_places")
    return frozenset(line.partition(" = ")[0].strip().casefold() for line in lines)


def _many_share(roster: Roster, surname: str) -> bool:
    """Tell whether a surname alone could be one of several listed persons."""
    return any(
        d.kind is PartyKind.PERSON and names.person_surname(d.name).casefold() == surname.casefold()
        for d in roster.drafts
    )


def _worth_listing(candidate: Candidate, count: int, *, is_article: bool) -> bool:
    """Tell whether a name that only the text mentions is a party: certain by form, or named often enough."""
    if candidate.certain or candidate.kind is PartyKind.ACCOUNT:
        return True
    words = len(candidate.text.split())
    if words > 1 and names.is_all_capitals(candidate.text):
        return False  # a heading, or a piece of a caption
    if words == 1:
        return count >= 2
    if candidate.kind is PartyKind.PERSON or INITIALISM.match(candidate.text):
        return True
    if "," not in candidate.text and names.has_organization_word(candidate.text.split()[-1]):
        return True
    return is_article or count >= 2


def _name_agencies(roster: Roster) -> None:
    """Give listed agencies their full name; what the paper calls them becomes an alias."""
    for draft in roster.drafts:
        canonical = agencies.canonical_agency(draft.name)
        if canonical and draft.kind in (PartyKind.AGENCY, PartyKind.ORGANIZATION):
            printed = draft.name
            draft.kind = PartyKind.AGENCY
            in_full = re.match(r"(?i)(?:the\s+)?united\s+states\s", printed)
            if draft.source is PartySource.CAPTION and in_full:
                continue  # as the caption prints it
            draft.name = canonical
            draft.aliases = [a for a in draft.aliases if a != canonical]
            if printed != canonical:
                draft.add_alias(printed)


def _described(roster: Roster, reading: Reading, found: Sequence[Found]) -> list[Found]:
    counts = Counter(number for _, _, number in found)
    described = [
        Described(str(i), d.kind, d.name, counts[i])
        for i, d in enumerate(roster.drafts)
        if counts[i] or d.places
    ]
    government = next(
        (
            str(i)
            for i, d in enumerate(roster.drafts)
            if d.name in ("U.S. government", "United States of America", "United States")
        ),
        None,
    )
    named = sorted((start, end, str(number)) for start, end, number in found)
    return [
        (start, end, int(key))
        for start, end, key in describing_mentions(reading, described, government, named)
    ]


def _pronouns(roster: Roster, reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Return the pronouns that only one person can be meant by."""
    text = reading.text
    said: dict[int, list[str]] = {}
    named = sorted(row for row in found if roster.drafts[row[2]].kind is PartyKind.PERSON)
    for start, end, number in named:
        said.setdefault(number, []).append(text[start:end])
    people = [
        Person(number, sex_of(tuple(roster.drafts[number].forms()), mentions))
        for number, mentions in said.items()
    ]
    return list(pronoun_mentions(reading, people, named))


def _finished(
    roster: Roster, reading: Reading, found: Sequence[Found], pronouns: Sequence[Found]
) -> tuple[Party, ...]:
    mentions = to_mentions(reading, found, pronouns, roster.drafts)
    order = {PartySource.CAPTION: 0, PartySource.FORM: 1, PartySource.BYLINE: 2}
    kept = [
        i
        for i, d in enumerate(roster.drafts)
        if mentions.get(i) or d.source is not PartySource.BODY or d.role
    ]
    kept.sort(
        key=lambda i: (
            order.get(roster.drafts[i].source, 3),
            0 if roster.drafts[i].source is PartySource.CAPTION else -len(mentions.get(i, ())),
            i,
        )
    )
    out = []
    ids = {roster.drafts[number].name: f"p{rank}" for rank, number in enumerate(kept, start=1)}
    for rank, number in enumerate(kept, start=1):
        draft = roster.drafts[number]
        confidence = max(_CONFIDENCE[draft.source], 0.7 if draft.certain else 0.0)
        if not draft.certain and len(mentions.get(number, ())) > 2:
            confidence = max(confidence, 0.6)
        out.append(
            Party(
                id=f"p{rank}",
                name=draft.name,
                kind=draft.kind,
                role=draft.role,
                source=draft.source,
                aliases=tuple(draft.aliases),
                mentions=mentions.get(number, ()),
                capacity=draft.capacity,
                confidence=confidence,
                reasons=reasons_for(draft, mentions.get(number, ())),
                post=draft.post,
                post_reason=draft.post_reason,
                part_of=PartOf(draft.whole, ids.get(draft.whole), draft.whole_reason)
                if draft.whole
                else None,
            )
        )
    return tuple(out)

"""Parties: every being that a paper names, with its role, its aliases and all places that name it.

Caption and form come first and give roles; then bylines, counsel and the judge; then names in running
text. One party per being: names are joined by key, by defined terms and by the list of agencies.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extraction import agencies, names
from extraction.captions import Caption
from extraction.cited_names import CitedNames, cited_names
from extraction.defined_terms import DefinedTerm, defined_terms
from extraction.descriptions import Described, describing_mentions
from extraction.entities import Candidate, find_candidates
from extraction.findings import Citation, DocumentKind, Party, PartyKind, PartySource
from extraction.party_mentions import Found, exact_occurrences, to_mentions
from extraction.party_roles import role_before, sides_in_prose
from extraction.party_sources import from_byline, from_caption, from_form, from_signatures
from extraction.reading import Reading
from extraction.roles import line_role, normal_role
from extraction.roster import Draft, Roster, kind_of_name
from importers.document import ImportedDocument

__all__ = ["find_parties"]

# What stands between the names of a list: ", ", " and ", ", and the ".
_LIST = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?")

# A mention that begins with a judge's title makes its person one.
_JUDGE = re.compile(
    r"(?:(?:Chief|Senior|Presiding|District|Circuit|Magistrate|U\.S\.)\s+)*(?:Judge|Justice|Hon\.|Honorable)\s"
)

# "Defendants " before a name, "Parties, the " too.
_PLURAL_SIDE = re.compile(r"s\s*,?\s+(?:the\s+)?$")
# How many mentions a name may have for one "Defendants X" to give it a side.
_SELDOM = 8

# The list of counsel above an opinion: "… were on brief for appellant."
_ON_BRIEF = re.compile(r"\bon\s+(?:the\s+)?briefs?\b")
_FOR_SIDE = re.compile(
    r"\bfor\s+(?:the\s+)?(?P<side>(?i:appell(?:ants?|ees?)|plaintiffs?|defendants?|petitioners?|respondents?))\b"
)
_LONGEST_LIST = 1_500

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
    if caption is not None or kind is not DocumentKind.ARTICLE:
        from_signatures(roster, document, caption)
    cited = cited_names(document.source.text, citations)
    candidates = find_candidates(reading, cited)
    _from_text(roster, candidates, cited, is_article=kind is DocumentKind.ARTICLE)
    _name_agencies(roster)
    _add_defined_terms(roster, reading, candidates)
    found = exact_occurrences(reading, roster.drafts)
    _give_sides(roster, reading, found, has_caption=caption is not None)
    found += _described(roster, reading, found)
    return _finished(roster, reading, found)


def _from_text(
    roster: Roster, candidates: Sequence[Candidate], cited: CitedNames, *, is_article: bool
) -> None:
    """Join the names in running text to the roster, full names before short ones."""
    counts = Counter((c.canonical or names.name_key(c.text)) for c in candidates)
    ranked = sorted(candidates, key=lambda c: (not c.certain, -len(c.text.split()), c.start))
    for candidate in ranked:
        bare = (
            names.without_titles(candidate.text)[0]
            if candidate.kind is PartyKind.PERSON
            else candidate.text
        )
        name = candidate.canonical or " ".join(bare.split())
        known = roster.find(name, candidate.kind) or _short_form(roster, name, candidate.kind)
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
    if kind is PartyKind.ACCOUNT or names.has_company_ending(name):
        return None
    found = [draft for draft in roster.drafts if _may_stand_for(words, kind, draft)]
    return found[0] if len(found) == 1 else None


def _may_stand_for(words: list[str], kind: PartyKind, draft: Draft) -> bool:
    full = names.fold(draft.name).split()
    if len(full) <= len(words):
        return False
    begins = full[: len(words)] == words
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
    return is_article or count >= 2 or candidate.kind is PartyKind.PERSON


def _name_agencies(roster: Roster) -> None:
    """Give listed agencies their full name; what the paper calls them becomes an alias."""
    for draft in roster.drafts:
        canonical = agencies.canonical_agency(draft.name)
        if canonical and draft.kind in (PartyKind.AGENCY, PartyKind.ORGANIZATION):
            printed, draft.name = draft.name, canonical
            draft.kind = PartyKind.AGENCY
            draft.aliases = [a for a in draft.aliases if a != canonical]
            if printed != canonical:
                draft.add_alias(printed)


def _add_defined_terms(roster: Roster, reading: Reading, candidates: Sequence[Candidate]) -> None:
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


def _give_sides(
    roster: Roster, reading: Reading, found: Sequence[Found], *, has_caption: bool
) -> None:
    """Give roles from the text: "Plaintiff X" in court papers, "X is suing Y" in others."""
    text = reading.text
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    first: int | None = None
    shared: tuple[int, str | None] = (
        0,
        None,
    )  # the end of a list so far ("Defendants A, B") and its side
    for start, end, number in sorted(found):
        draft = roster.drafts[number]
        if draft.kind in (PartyKind.ACCOUNT, PartyKind.COURT):
            continue
        side = role_before(text, start)
        listed = side is None and bool(_LIST.fullmatch(text[shared[0] : start]))
        if listed:
            side = shared[1]
        if side is None and draft.kind is PartyKind.PERSON and _JUDGE.match(text, start):
            side = "judge"
        if side is not None:
            # "Defendants Anglin" alone may be a sentence; "Defendant X" and "Defendants X and Y" are not.
            alone = not listed and bool(_PLURAL_SIDE.search(text[max(0, start - 60) : start]))
            votes[number][side] += 1 if alone else 2
            if listed and first is not None:
                votes[first][side] += 1
        shared, first = (end, side), number
    counts = Counter(number for _, _, number in found)
    for number, said in votes.items():
        side, times = said.most_common(1)[0]
        if times >= 2 or counts[number] <= _SELDOM or side == "judge":
            roster.drafts[number].role = roster.drafts[number].role or side
    _give_counsel(roster, reading, found)
    if has_caption:
        return
    named = sorted(
        (start, end, str(number))
        for start, end, number in found
        if roster.drafts[number].kind not in (PartyKind.ACCOUNT, PartyKind.COURT)
    )
    for key, side in sides_in_prose(text, named).items():
        draft = roster.drafts[int(key)]
        draft.role = draft.role or side


def _give_counsel(roster: Roster, reading: Reading, found: Sequence[Found]) -> None:
    """Make counsel of the persons in an appeal's list: "Ida Holm, with whom Lena Marsh was on brief"."""
    for passage in reading.passages:
        span = passage.span
        listed = reading.text[span.start : span.end]
        if len(listed) > _LONGEST_LIST or not _ON_BRIEF.search(listed):
            continue
        for start, end, number in found:
            draft = roster.drafts[number]
            if start < span.start or end > span.end or draft.role is not None:
                continue
            if draft.kind is PartyKind.PERSON:
                side = _FOR_SIDE.search(reading.text, end, span.end)
                draft.role = f"counsel for {normal_role(side['side'])}" if side else "counsel"


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
    return [
        (start, end, int(key))
        for start, end, key in describing_mentions(reading, described, government)
    ]


def _finished(roster: Roster, reading: Reading, found: Sequence[Found]) -> tuple[Party, ...]:
    mentions = to_mentions(reading, found, roster.drafts)
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
            )
        )
    return tuple(out)

"""The beings of one paper while they are being gathered: which names are one party's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extraction import agencies, names
from extraction.courts import same_court
from extraction.findings import PartyKind, PartySource
from importers.source_text import Span

__all__ = ["Draft", "Roster", "kind_of_name"]

# Two spellings of one organization's name: measured on the seeds, "… Service" and "… Services" score 98.
_SAME_SPELLING = 94
_LENGTH_APART = 12

_BODIES = frozenset({PartyKind.ORGANIZATION, PartyKind.AGENCY, PartyKind.COURT})


@dataclass
class Draft:
    """One party so far. ``places`` are spans of the text layer known to name it."""

    name: str
    kind: PartyKind
    source: PartySource
    role: str | None = None
    capacity: str | None = None
    aliases: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    confidence: float = 0.5
    certain: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    post: str | None = None
    post_reason: str = ""
    whole: str | None = None
    whole_reason: str = ""

    def add_alias(self, alias: str, reason: str = "") -> None:
        """Note another form of the name, with the reason if the paper gives one.

        The name itself and repetitions are left out.
        """
        alias = re.sub(r"\s+", " ", alias).strip()
        known = {form.casefold().rstrip(".") for form in self.forms()}
        if (
            alias
            and alias.casefold().rstrip(".") not in known
            and not re.match(r"[A-Z]\.\s", alias)
        ):
            self.aliases.append(alias)
        if reason:
            self.reasons.setdefault(alias, reason)

    def forms(self) -> Iterator[str]:
        """Yield the name and its aliases."""
        yield self.name
        yield from self.aliases


@dataclass
class Roster:
    """The drafts of one paper, in the order in which they were met."""

    drafts: list[Draft] = field(default_factory=list)

    def find(self, name: str, kind: PartyKind) -> Draft | None:
        """Return the draft that ``name`` belongs to; ``None`` where it is nobody's or could be several's."""
        if kind is PartyKind.ACCOUNT:
            return next(
                (d for d in self.drafts if d.kind is kind and d.name.casefold() == name.casefold()),
                None,
            )
        if kind is PartyKind.COURT:
            courts = (d for d in self.drafts if d.kind is kind)
            return next((d for d in courts if any(same_court(f, name) for f in d.forms())), None)
        canonical = agencies.canonical_agency(name)
        key = names.name_key(name)
        if kind is PartyKind.PERSON and len(key.split()) == 1:
            bearers = [d for d in self.drafts if d.kind is kind and _bears(d, name)]
            if bearers:
                return bearers[0] if len(bearers) == 1 else None
        if len(key.split()) > 1:
            exact = [
                d
                for d in self.drafts
                if d.kind is not PartyKind.ACCOUNT and names.name_key(d.name) == key
            ]
            if exact:
                return exact[0]
        for draft in self.drafts:
            if draft.kind is PartyKind.ACCOUNT or not _compatible(draft.kind, kind):
                continue
            if key and any(names.name_key(form) == key for form in _comparable(draft, name)):
                return draft
            if canonical and agencies.canonical_agency(draft.name) == canonical:
                return draft
        if kind in (PartyKind.PERSON, PartyKind.OTHER):
            same = [
                d
                for d in self.drafts
                if d.kind in (PartyKind.PERSON, PartyKind.OTHER) and names.same_person(d.name, name)
            ]
            return same[0] if len(same) == 1 else None
        return self._by_spelling(key, kind) if canonical is None else None

    def merge(self, kept: Draft, other: Draft, reason: str) -> None:
        """Make one party of two: ``other`` is found to be ``kept`` under another name, and why."""
        for form in other.forms():
            kept.add_alias(form, other.reasons.get(form, "") or reason)
        kept.places += other.places
        kept.role = kept.role or other.role
        kept.certain = kept.certain or other.certain
        self.drafts.remove(other)

    def _by_spelling(self, key: str, kind: PartyKind) -> Draft | None:
        for draft in self.drafts:
            other = names.name_key(draft.name)
            if (
                _compatible(draft.kind, kind)
                and draft.kind not in (PartyKind.ACCOUNT, PartyKind.PERSON)
                and len(key.split()) > 2
                and abs(len(key) - len(other)) < _LENGTH_APART
                and fuzz.ratio(key, other) >= _SAME_SPELLING
                and key.split()[0] == other.split()[0]
            ):
                return draft
        return None

    def put(self, name: str, kind: PartyKind, source: PartySource, **more: object) -> Draft:
        """Return the draft of ``name``, making one if there is none; a fuller name replaces a shorter."""
        draft = self.find(name, kind)
        if draft is None:
            draft = Draft(name, kind, source)
            self.drafts.append(draft)
        elif draft.kind is PartyKind.OTHER and kind is not PartyKind.OTHER:
            draft.kind = kind
        if name != draft.name:
            if draft.source is not PartySource.CAPTION and _is_fuller(name, draft.name, draft.kind):
                short, draft.name = draft.name, name
                draft.aliases = [a for a in draft.aliases if a != name]
                draft.add_alias(short)
            else:
                draft.add_alias(name)
        for attribute, value in more.items():
            if value and not getattr(draft, attribute):
                setattr(draft, attribute, value)
        return draft


def _comparable(draft: Draft, name: str) -> list[str]:
    """Return the forms of a draft that a name may equal.

    A short form stands for one company: "Halyard Corporation" is not "Halyard Press, Inc. (“Halyard”)".
    """
    forms = list(draft.forms())
    if not names.has_company_ending(name) or not names.has_company_ending(draft.name):
        return forms
    return [form for form in forms if names.has_company_ending(form)]


def _bears(draft: Draft, surname: str) -> bool:
    """Tell whether a surname is that of a person's name, or of another full name of the person."""
    return any(
        names.same_person(form, surname)
        for form in draft.forms()
        if form == draft.name or " " in form
    )


def _compatible(a: PartyKind, b: PartyKind) -> bool:
    return a is b or PartyKind.OTHER in (a, b) or {a, b} <= _BODIES


def _is_fuller(name: str, old: str, kind: PartyKind) -> bool:
    if kind is PartyKind.AGENCY and agencies.canonical_agency(old) == old:
        return False
    if names.is_all_capitals(name) and not names.is_all_capitals(old):
        return False
    return len(name.split()) > len(old.split()) or (
        len(name) > len(old) + 3 and len(name.split()) == len(old.split())
    )


# As in: Halyard, Inc. (“Halyard”) is a Maine corporation; Nora Quist, an individual, …
_IS = r",?\s+(?:\([^)]*\),?\s+)?(?:(?:is|was|are|being)\s+)?(?:now\s+)?"
_IS_A_BODY = (
    rf"{_IS}(?:an?|the|one\s+of)\s+(?:[\w-]+\s+){{0,6}}?(?:corporation|company|business|partnership|firm|association|organi[sz]ation|"
    r"non-?profit|enterprise|gallery|school|entity|bank|insurer|charity|church|municipality|carrier|operator)\b"
)
_IS_A_PERSON = (
    rf"{_IS}(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?"
    r"(?:individual|citizen|resident|natural\s+person|adult|man|woman)\b"
)


_TOLD_BODY = re.compile(_IS_A_BODY)
_TOLD_PERSON = re.compile(_IS_A_PERSON)


def _told(name: str, text: str) -> PartyKind | None:
    """Return what a paper says that a name's bearer is ("is a Maine corporation"), if it does."""
    if not text:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in name.split()), re.I)
    ends = [match.end() for match in pattern.finditer(text)]
    if any(_TOLD_BODY.match(text, end) for end in ends):
        return PartyKind.ORGANIZATION
    return PartyKind.PERSON if any(_TOLD_PERSON.match(text, end) for end in ends) else None


def kind_of_name(name: str, text: str = "") -> PartyKind:
    """Return what sort of being bears a name, by its form and by what ``text`` says it is."""
    if name.startswith("@"):
        return PartyKind.ACCOUNT
    if agencies.canonical_agency(name):
        return PartyKind.AGENCY
    if agencies.is_government(name):
        return PartyKind.ORGANIZATION
    if re.search(r"\b(?:Court|Tribunal)\b(?!\s+(?:Reporters?|Street))", name):
        return PartyKind.COURT
    if any(start == 0 for start, _ in agencies.find_public_bodies(name)):
        return PartyKind.AGENCY
    if names.has_company_ending(name) or names.has_organization_word(name):
        return PartyKind.ORGANIZATION
    told = _told(name, text)
    if told is not None:
        return told
    if re.search(
        r"(?i)\b(?:litigation|estate|proceedings?|matter|products|vessel|premises|property|account)\b",
        name,
    ):
        return PartyKind.OTHER
    bare, titles = names.without_titles(name)
    if titles and len(bare.split()) == 1:
        return PartyKind.PERSON
    if re.match(r"(?i)(?:(?:john|jane)\s+)?(?:does?|roes?)\b", name) or names.looks_like_person(
        name
    ):
        return PartyKind.PERSON
    return PartyKind.ORGANIZATION if len(name.split()) > 1 else PartyKind.OTHER

"""Why a name is a party's: a few words that an attorney can check, for every alias and description.

What the paper itself says comes first ("defined in ¶ 3"); otherwise the reason is told from the form of
the two names. A name without a reason that holds is not joined to begin with.
"""

from extraction import agencies, names
from extraction.findings import Mention, PartyKind
from extraction.roster import Draft
from importers.source_text import SourceText, Span

__all__ = ["place_words", "reasons_for"]


# How much longer than the name a form of it may be, titles before it counted. Code points.
_TITLES = 30


def place_words(source: SourceText, span: Span) -> str:
    """Return where a place is: "in ¶ 3", "on page 2", or "in this paper" where it has no pages."""
    paragraph = source.paragraph_at(span.start)
    if paragraph is not None and paragraph.number:
        return f"in ¶ {paragraph.number}"
    page = source.page_at(span.start)
    return f"on page {page.label or page.number}" if page is not None else "in this paper"


def reasons_for(draft: Draft, mentions: tuple[Mention, ...]) -> tuple[tuple[str, str], ...]:
    """Return (name, why) for the aliases of a party and for words that only describe it, once each."""
    told = {
        alias: draft.reasons.get(alias) or _why(draft.name, alias, draft.kind)
        for alias in draft.aliases
    }
    known = {names.fold(form) for form in draft.forms()}
    for mention in mentions:
        words = " ".join(mention.text.split())
        if mention.pronoun or names.fold(words) in known or len(words) > len(draft.name) + _TITLES:
            continue  # a mention that runs over the foot of a page has the footer in its text
        known.add(names.fold(words))
        told[words] = draft.reasons.get(names.fold(words)) or _why(draft.name, words, draft.kind)
    return tuple(told.items())


def _why(name: str, other: str, kind: PartyKind) -> str:
    """Tell from the form of two names why one stands for the other."""
    for tell in (_person_why, _body_why):
        reason = tell(name, other, kind)
        if reason:
            return reason
    if names.name_key(other) == names.name_key(name):
        return "the same name, written another way"
    if set(names.name_key(other).split()) < set(names.name_key(name).split()):
        return "part of the full name"
    return "names the same party in this paper"


def _person_why(name: str, other: str, kind: PartyKind) -> str:
    if kind is not PartyKind.PERSON:
        return ""
    bare, titles = names.without_titles(other)
    if names.fold(bare) == names.fold(name):
        return "the name with a title" if titles else "the same name, written another way"
    if names.fold(bare) == names.fold(names.person_surname(name)):
        return "last name, borne by nobody else here" + (", with a title" if titles else "")
    if names.same_person(name, bare) or names.same_person(bare, name):
        return "the same last name, and given names that fit"
    return ""


def _body_why(name: str, other: str, kind: PartyKind) -> str:
    if kind is PartyKind.COURT:
        return "the same court, written another way"
    listed = agencies.canonical_agency(other)
    if listed is not None and listed == agencies.canonical_agency(name):
        return f"listed name of {name}"
    if names.is_acronym(other) and names.initials_begin(other, name) == 0:
        return f"acronym of {name}"
    if names.name_key(other) == names.name_key(name):
        return "the same name, written another way"
    if not other[:1].isupper():
        return "the only party that it can mean in this paper"
    return ""

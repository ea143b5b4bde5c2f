"""Names in running text: what the language model proposes, put right by rules for legal papers.

The model splits company names, takes one-word companies for persons or places, and offers headings and
defined terms. Rules of form (endings, listed agencies, handles) override it; for one-word names the
words around every occurrence decide together.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

import resources
from extraction import language, names
from extraction.cited_names import CitedNames
from extraction.findings import PartyKind
from extraction.name_forms import (
    CASE_NAME,
    Candidate,
    best,
    by_form,
    calendar,
    generic_words,
    is_generic,
    trimmed,
)
from extraction.reading import Passage, Reading

__all__ = ["INITIALISM", "Candidate", "find_candidates"]


_VERSUS = re.compile(r"\sv\.?s?\.\s")

# Code points; the language model looks no further into one text than 20,000.
_LONGEST = 15_000

_LABELS = {"PERSON": PartyKind.PERSON, "ORG": PartyKind.ORGANIZATION}
_SOLO_LABELS = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "FAC", "WORK_OF_ART", "LOC"})

# Words around a one-word name that only an organization, or only a person, has.
_ORGANIZATION_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:accounts?|users?|user-base|community|customers?|subscribers?|employees?|executives?|shares?|stock|shareholders?|spokes(?:man|woman|person)|officials?|"
    r"lawyers?|agents?|platform|website|app|Inc\b|Corp\b|headquarters|board|lawsuit|data|tickets?|vessels?|ferr(?:y|ies)|bank|store|stores|subsidiar(?:y|ies)|products?)"
    r"|^,\s+(?:which|whose\s+(?:parent|headquarters))\b|^\s+(?:itself|announced|operates|sells|acquired|manufactures|employs|filed\s+for\s+bankruptcy)\b"
)
_ORGANIZATION_BEFORE = re.compile(
    r"(?i)(?:shares\s+of|employees\s+of|spokes(?:man|woman|person)\s+for|users\s+of|owned\s+by|acquired\s+by|works?\s+(?:for|at)|force[sd]?|on)\s+$"
)
_PERSON_AFTER = re.compile(
    r"^,\s+(?:who\b|whom\b|\d{2},|(?:his|her)\s+\w+|an?\s+(?:lawyer|resident|professor|spokes|former|attorney|deckhand|captain))|^['’]s\s+(?:wife|husband|son|daughter|lawyer|attorney|inauguration|administration|testimony|deposition|mother|father)"
    r"|^\s+(?:is|was)\s+(?:an?|the)\s+(?:\w+\s+){0,3}?(?:resident|citizen|individual|adult)\b|^\s+(?:administration|himself|herself|testified|recalled|resigned|was\s+born|died|married)\b"
)
_OFFICES = "|".join(re.escape(word.casefold()) for word in resources.words("offices"))
_PERSON_BEFORE = re.compile(
    rf"(?:{names.TITLES})$|\b(?:{_OFFICES}|founder|owner|captain|spokes\w+),\s+$"
)


# "Fourth Circuit" is a court; "Amended Motion", "Lexington Ave" and "Harbor Park" are no beings.
_CIRCUIT = re.compile(
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|D\.C\.)\s+Circuit$"
)
_PAPER_OR_PLACE = re.compile(
    r"\b(?:Motions?|Complaint|Injunction|Brief|Br|Memorandum|Affidavit|Declaration|Petition|Stipulation|Judgment|Statement|"
    r"Appendix|Compl|Decl|Aff|Mot|Mem|Opp|Reply|Opposition|Discovery|Record|Waiver|Ave|Blvd|Box|Park|Plaza|Weekend|weekend|Br\.)\b(?!\s+(?:of|and)\b)"
)


@cache
def _offices() -> frozenset[str]:
    return frozenset(
        word.casefold() for name in ("offices", "titles") for word in resources.words(name)
    )


def find_candidates(
    reading: Reading,
    cited_names: CitedNames | None = None,
    reserved: Sequence[tuple[int, int]] = (),
) -> list[Candidate]:
    """Return the names in the text of a paper, in order and without overlaps.

    Furniture yields none, nor do the names of cited cases; ``reserved`` stretches are known already.
    """
    text = reading.text
    passages = [p for p in reading.passages if not p.zone.is_furniture]
    taken: list[Candidate] = []
    for passage in passages:
        taken += by_form(text, passage)
    counted = {c.text for c in taken if _is_by_words(c) and _is_counted(text, c.text)}
    taken = [c for c in taken if c.text not in counted]
    cited = [
        m.span()
        for p in passages
        if _VERSUS.search(text, p.span.start, p.span.end)
        for m in CASE_NAME.finditer(text, p.span.start, p.span.end)
    ]
    cited += reserved
    taken = [c for c in taken if c.kind is PartyKind.ACCOUNT or not _inside(c.start, c.end, cited)]
    labelled = list(_labelled(text, passages))
    free = [
        (s, e, label)
        for s, e, label in labelled
        if not _inside(s, e, cited)
        and not _inside(s, e, [(c.start, c.end) for c in _near(taken, s)])
    ]
    taken += _majority(text, [row for row in free if " " in text[row[0] : row[1]]])
    heads = {
        c.text.split()[0]
        for c in taken
        if c.kind is PartyKind.ORGANIZATION and c.certain and not c.canonical
    }
    taken += _one_word(text, [row for row in free if " " not in text[row[0] : row[1]]], heads)
    found = best(taken)
    if cited_names is None:
        return found
    return [
        c
        for c in found
        if c.kind is PartyKind.ACCOUNT or not cited_names.covers(reading.to_source(c.start, c.end))
    ]


def _near(taken: Sequence[Candidate], at: int) -> Iterable[Candidate]:
    return (c for c in taken if c.start <= at + 200 and c.end >= at - 200)


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def _labelled(text: str, passages: Sequence[Passage]) -> Iterable[tuple[int, int, str]]:
    """Yield the model's entities, trimmed; those that are defined terms or headings are left out."""
    wanted = [piece for p in passages for piece in _pieces(text, p.span.start, p.span.end)]
    found = language.entities([_calmed(text[a:b]) for a, b in wanted])
    for (begin, _), entities in zip(wanted, found, strict=True):
        for a, b, label in entities:
            if label not in _SOLO_LABELS:
                continue
            start, end = trimmed(text, begin + a, begin + b)
            words = text[start:end]
            if (
                end - start < 2
                or not re.search(r"[A-Za-z]{2}", words)
                or not words[0].isupper()
                or "\n" in words
                or is_generic(words)
            ):
                continue
            yield start, end, label


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield a passage in pieces that the model takes; one without capitals holds no name."""
    while start < end:
        cut = end if end - start <= _LONGEST else text.rfind(". ", start, start + _LONGEST) + 1
        cut = cut if cut > start else min(end, start + _LONGEST)
        if any(c.isupper() for c in text[start:cut]):
            yield start, cut
        start = cut


def _calmed(text: str) -> str:
    """Return a text of the same length in which words in capitals are as in ordinary prose, for the model."""
    if len(re.findall(r"\b[A-Z]{4,}\b", text)) < 2:
        return text
    return re.sub(
        r"\b([A-Z])([A-Z]{3,})\b",
        lambda m: m[1] + m[2].lower() if len(m.group().lower()) == len(m.group()) else m.group(),
        text,
    )


def _majority(text: str, found: list[tuple[int, int, str]]) -> list[Candidate]:
    """Give each name of several words the kind that most of its occurrences and its form say."""
    votes: dict[str, Counter[PartyKind]] = defaultdict(Counter)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, label in found:
        words = re.sub(r"\s+", " ", text[start:end])
        places[words].append((start, end))
        if label in _LABELS:
            votes[words][_LABELS[label]] += 1
    surnames = {
        names.person_surname(words)
        for words in places
        if votes[words].most_common(1)[:1] and votes[words].most_common(1)[0][0] is PartyKind.PERSON
    }
    out: list[Candidate] = []
    for words, spans in places.items():
        kind = _settled(text, words, votes[words], surnames)
        if kind is None or kind is PartyKind.OTHER:
            continue
        if kind is PartyKind.ORGANIZATION and not re.search(r"\s[A-Z]", words):
            continue
        out += [Candidate(start, end, text[start:end], kind) for start, end in spans]
    return out


def _settled(
    text: str, words: str, votes: Counter[PartyKind], surnames: set[str]
) -> PartyKind | None:
    """Return the kind of a name of several words: its form, what stands around it, the model's labels."""
    if _NOBODY.search(words) or _is_possession(text, words) or _is_counted(text, words):
        return None
    if _is_place_of_office(text, words) or _is_event(text, words):
        return None
    kind = _kind_by_form(words)
    if kind is not None:
        return kind
    if _is_common_phrase(text, words):
        return None
    if any(_in_state().match(text, end) for _, end in islice(_occurrences(text, words), _READ)):
        return None  # a town: "Alder Bay, Maine"
    kind = votes.most_common(1)[0][0] if votes else None
    bare = names.without_titles(words)[0]
    if not names.looks_like_person(words):
        return (
            None if kind is PartyKind.PERSON or "," in words or re.search(r"\d{4}", words) else kind
        )
    if kind is not PartyKind.PERSON:
        organization, person = _votes(text, words)
        if person > organization or (kind is not None and names.person_surname(words) in surnames):
            kind = PartyKind.PERSON
    if kind is PartyKind.PERSON and words.split()[0].casefold() in _first_words():
        return PartyKind.ORGANIZATION  # "Southwestern Bell"
    if kind is PartyKind.PERSON:
        is_common = any(word.casefold().strip(".") in generic_words() for word in bare.split())
        initial_only = re.fullmatch(r"[A-Z]\.\s\S+", bare)
        return None if is_common or initial_only or _is_phrase(text, bare) else kind
    return kind


# "Quist's Estate", "Harbor Review Officials", "E.D. Ky", "Associate Warden of Custody"
_NOBODY = re.compile(
    r"['’]s\s+Estate$|\b(?:Officials?|Officers?|Inmates|Detainees|Staff|Products?|Claims?|Labels?|Patents?|Sess|Vol|Laws)$|\band/or\b|/(?:Vol|No)\b|^[NSEWMC]\.\s?D\.\s"
    rf"|^{names.TITLES}of\b"
)


def _is_possession(text: str, words: str) -> bool:
    """Tell whether words are somebody's thing ("Halyard's Ledger"): the owner is named alone elsewhere."""
    owner, mark, thing = re.sub("’", "'", words).partition("'s ")
    if not mark or names.has_organization_word(thing) or names.has_company_ending(words):
        return False
    alone = (end for _, end in _occurrences(text, owner) if text[end : end + 1] not in ("'", "’"))
    return len(list(islice(alone, 2))) == 2


def _is_common_phrase(text: str, words: str) -> bool:
    """Tell whether the paper has the same words in small letters ("Unlawful Assembly"): no name then."""
    return next(_occurrences(text, words.lower()), None) is not None


def _is_phrase(text: str, words: str) -> bool:
    """Tell whether the paper uses every word of a supposed person's name in small letters too."""
    parts = words.split()
    if names.is_given_name(parts[0]):
        return False
    return all(part.isalpha() and names.stands_small(text, part) for part in parts)


def _is_by_words(candidate: Candidate) -> bool:
    """Tell whether only ordinary words make a name one ("Harbor Assembly"), no list and no legal form."""
    return candidate.kind is PartyKind.ORGANIZATION and candidate.canonical is None


def _is_counted(text: str, words: str) -> bool:
    """Tell whether the paper speaks of one of several in small letters: "an unlawful assembly"."""
    if names.has_company_ending(words):
        return False
    return any(
        _ONE_OF_SEVERAL.search(text[max(0, start - 8) : start])
        for start, _ in _occurrences(text, words.lower())
    )


_ONE_OF_SEVERAL = re.compile(r"(?i)\b(?:an?|any|every|each|such)\s+$")


def _is_place_of_office(text: str, words: str) -> bool:
    """Tell whether an office always follows: "Tarrow County District" is only ever its Clerk's."""
    after = [_OFFICE_AFTER.match(text, end) for _, end in islice(_occurrences(text, words), _READ)]
    return bool(after) and all(after)


def _is_event(text: str, words: str) -> bool:
    """Tell whether a name is that of a rally, a march or a festival, as the word behind it says thrice."""
    after = (_EVENT_AFTER.match(text, end) for _, end in islice(_occurrences(text, words), _READ))
    return sum(match is not None for match in after) >= _THRICE


_THRICE = 3
_EVENT_AFTER = re.compile(
    r"[”\"]?\s+[“\"]?(?:rall(?:y|ies)|marches|march|events?|protests?|festivals?|conferences?|concerts?|weekends?)\b"
)
_OFFICE_AFTER = re.compile(r"\s+(?:Clerk|Attorney|Judge|Commissioners?|Recorder|Registrar)\b")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in resources.words("common_first_words"))


@cache
def _in_state() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{_states()})\b")


@cache
def _states() -> str:
    lines = resources.words("court_places")
    return "|".join(re.escape(line.partition(" = ")[0].strip()) for line in lines)


def _kind_by_form(words: str) -> PartyKind | None:
    if re.search(r"\b(?:Court|Tribunal)\b", words):
        return PartyKind.COURT
    if re.search(
        r"\b(?:Act|Amendments?|Constitution|Code|Rules?|Clause|Treaty|Procedure|Statutes?|Street|Avenue|Road|Drive|Lane|Floor|Suite|Boulevard|Detention|Islands?|Courthouse|Building|Isles?|Cove|Creek|Beach|Mountains?|Valley|Bridge|Highway|River|Lake|Airport|War|Emergency|Policy|Agreement|Law|Article|Section|Exhibit)\b",
        words,
    ):
        return PartyKind.OTHER
    if names.has_company_ending(words) or INITIALISM.match(words):
        return PartyKind.ORGANIZATION
    if _CIRCUIT.search(words):
        return PartyKind.COURT
    if _PAPER_OR_PLACE.search(words):
        return PartyKind.OTHER
    return PartyKind.ORGANIZATION if names.has_organization_word(words) else None


# "SBQ Western": capitals without a vowel before ordinary words are a company's, unless they are a title.
INITIALISM = re.compile(
    r"(?!(?:MR|MRS|DR|ST|LT|SGT|CPT|CPL)\b)[B-DF-HJ-NP-TV-XZ]{3,5}\s+[A-Z][a-z]"
)


def _one_word(text: str, found: list[tuple[int, int, str]], heads: set[str]) -> list[Candidate]:
    """Decide about names of one word by what stands around every occurrence of the word."""
    surfaces = {text[s:e] for s, e, _ in found}
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in found:
        labels[text[start:end]][label] += 1
    out: list[Candidate] = []
    for surface in surfaces:
        if len(surface) < 3 or surface.casefold() in calendar():
            continue
        if surface.casefold() in names.organization_words() | _offices():
            continue
        if names.has_company_ending(f"X {surface}"):
            continue  # "Inc" of a name that was cut in two
        organization, person = _votes(text, surface)
        if person == 0 and surface not in heads and _is_common_noun(text, surface):
            continue
        label = labels[surface].most_common(1)[0][0]
        if surface in heads and len(surface) > 3 and person == 0:
            organization += 2
        if max(organization, person) < 1 or (
            label in ("GPE", "NORP", "LOC", "FAC") and organization < 2
        ):
            continue
        organization += (label == "ORG") * 1.0
        person += (label == "PERSON") * 1.0
        kind = PartyKind.ORGANIZATION if organization >= person else PartyKind.PERSON
        if kind is PartyKind.ORGANIZATION and re.fullmatch(_states(), surface):
            continue
        out += [Candidate(s, e, surface, kind) for s, e, _ in found if text[s:e] == surface]
    return out


def _is_common_noun(text: str, surface: str) -> bool:
    """Tell whether a capitalised word is used as an ordinary noun in the same paper ("Milk", "milk")."""
    if not surface.istitle():
        return False
    small = (end for _, end in _occurrences(text, surface.lower()) if text[end : end + 1] in " ,;")
    return len(list(islice(small, 2))) == 2


_JOINS = frozenset("_-@#")
# Occurrences of a name whose surroundings are read: more of them tell no more. Code points around each.
_READ = 40


def _votes(text: str, surface: str) -> tuple[float, float]:
    organization = person = 0.0
    for start, end in islice(_occurrences(text, surface), _READ):
        after, before = text[end : end + 40], text[max(0, start - 30) : start]
        organization += bool(_ORGANIZATION_AFTER.search(after))
        organization += 0.5 * bool(_ORGANIZATION_BEFORE.search(before))
        person += bool(_PERSON_AFTER.search(after)) + bool(_PERSON_BEFORE.search(before))
    return organization, person


def _occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands as words of its own; plain search is ten times as fast as a pattern."""
    at = text.find(surface)
    while at >= 0:
        end = at + len(surface)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in _JOINS) and not (after.isalnum() or after in _JOINS):
            yield at, end
        at = text.find(surface, end)

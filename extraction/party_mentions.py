"""Where a paper names its parties: every exact occurrence of a name or an alias."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

import resources
from extraction import agencies, names
from extraction.findings import Mention, PartyKind
from extraction.overlaps import without_overlaps
from extraction.reading import Reading
from extraction.roles import line_role
from extraction.roster import Draft
from importers.source_text import Span

__all__ = ["Found", "exact_occurrences", "to_mentions"]

Found = tuple[int, int, int]
"""A place in the reading copy and the number of the draft it names."""

_BEFORE = r"(?<![\w@#/])(?<![A-Za-z0-9]-)(?<!\w\.)"
_AFTER = r"(?![\w@])(?!-[A-Za-z])(?!\.(?:com|org|net|gov|edu|io)\b)"
_TITLES_BEFORE = re.compile(rf"(?:(?<=\W)|^)(?:{names.TITLES})$")


def exact_occurrences(reading: Reading, drafts: Sequence[Draft]) -> list[Found]:
    """Return where the drafts are named, in order; where names overlap, the longer one stands.

    A name that two parties share names neither. Furniture is left out.
    """
    owners: dict[str, int | None] = {}
    said: dict[str, int | None] = {}
    for number, draft in enumerate(drafts):
        for form in draft.forms():
            said[form] = number if said.get(form, number) == number else None
        for form in _searched(draft, drafts, reading.text):
            owners[form] = number if owners.get(form, number) == number else None
    owners |= said  # what the paper says outranks what is derived from another name
    known = {form: number for form, number in owners.items() if number is not None}
    if not known:
        return []
    pattern = _alternation(known)
    found: list[Found] = []
    for passage in reading.passages:
        if passage.zone.is_furniture:
            continue
        for match in pattern.finditer(reading.text, passage.span.start, passage.span.end):
            form = _form_of(match.group(), known)
            number = known[form]
            if not _fits(reading.text, match, form, drafts[number]):
                continue
            start = (
                _with_titles(reading.text, match.start(), passage.span.start)
                if drafts[number].kind is PartyKind.PERSON
                else match.start()
            )
            found.append((start, match.end(), number))
    return found


@cache
def _endings() -> frozenset[str]:
    return frozenset(resources.words("body_endings"))


@cache
def _common() -> frozenset[str]:
    lists = ("generic_terms", "organization_words", "common_first_words")
    return frozenset(word.casefold() for name in lists for word in resources.words(name))


_NEXT = re.compile(r"\s+([A-Z][\w’'-]*)")
_LAST = re.compile(r"([A-Z][\w’'.-]*)\s+$")


def _fits(text: str, match: re.Match[str], form: str, draft: Draft) -> bool:
    """Tell whether words in the text name the party, and are no piece of a longer name.

    "Ida Holm" is not meant in "Ida Holm Gallery", "Chapel" not in "Grace Chapel" where the paper calls
    another chapel so, the United States not in "entered the United States".
    """
    if agencies.is_government(form):
        return not agencies.is_place(text, match.start(), match.end())
    following = _NEXT.match(text, match.end())
    if draft.kind is PartyKind.PERSON:
        return following is None or following[1] not in _endings()
    if len(form.split()) > 1 or form.casefold() not in _common():
        return True
    before = _LAST.search(text, max(0, match.start() - 30), match.start())
    if before is not None and not _opens(text, match.start() - len(before.group())):
        word = before[1].rstrip(".,").casefold()
        if word not in ("the", "a", "this") and line_role(before[1]) is None:
            return False
    return following is None or following[1].casefold() in _common()


def _opens(text: str, at: int) -> bool:
    """Tell whether a word begins a sentence or a passage."""
    before = text[max(0, at - 4) : at].rstrip(' “"(')
    return not before or before[-1] in ".!?:;\n"


def _form_of(words: str, known: dict[str, int]) -> str:
    plain = re.sub(r"\s+", " ", words)
    if plain in known:
        return plain
    return next(form for form in known if form.casefold() == plain.casefold())


def _searched(draft: Draft, drafts: Sequence[Draft], text: str) -> set[str]:
    """Return the forms of a name to look for: also in capitals, a person's surname, a firm's bare name."""
    forms: set[str] = set(draft.forms())
    for form in tuple(forms):
        if draft.kind is PartyKind.PERSON:
            bare = names.without_titles(form)[0]
            surname = names.person_surname(bare)
            words = bare.split()
            forms.add(bare)
            if len(words) > 2:
                forms.add(f"{words[0]} {surname}")
            if (
                len(surname) > 2
                and surname[0].isupper()
                and not _shared_surname(surname, draft, drafts)
            ):
                forms.add(surname)
        elif draft.kind in (PartyKind.ORGANIZATION, PartyKind.OTHER):
            short = names.without_ending(form)
            if short and (len(short.split()) > 1 or len(short) > 3):
                forms.add(short)
            if names.has_company_ending(form) and _stands_alone(
                short.split()[0], draft, drafts, text
            ):
                forms.add(short.split()[0])
    forms |= {
        form.upper() for form in forms if len(form.split()) > 1 or draft.kind is PartyKind.PERSON
    }
    return {form for form in forms if len(form) > 1}


def _stands_alone(word: str, draft: Draft, drafts: Sequence[Draft], text: str) -> bool:
    """Tell whether the first word of a company's name can stand for it ("Saltgrass").

    It must be no common first word, belong to no other party's name, never occur in small letters, and
    occur without another capitalised word beside it.
    """
    common = {w.casefold() for w in resources.words("common_first_words")}
    if len(word) < 4 or not word.isalpha() or word.casefold() in common:
        return False
    if any(
        word in form.split() for other in drafts if other is not draft for form in other.forms()
    ):
        return False
    if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text):
        return False
    return bool(re.search(rf"[a-z,]\s{re.escape(word)}(?!\w|\s[A-Z])", text))


def _shared_surname(surname: str, draft: Draft, drafts: Sequence[Draft]) -> bool:
    return any(
        other is not draft
        and other.kind is PartyKind.PERSON
        and names.person_surname(other.name).casefold() == surname.casefold()
        for other in drafts
    )


def _alternation(known: dict[str, int]) -> re.Pattern[str]:
    forms = sorted(known, key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in forms)
    return re.compile(rf"{_BEFORE}(?:{body}){_AFTER}")


def _with_titles(text: str, start: int, floor: int) -> int:
    before = text[max(floor, start - 60) : start]
    match = _TITLES_BEFORE.search(before)
    if match is None or "\n\n" in match.group() or not match.group()[0].isupper():
        return start
    return start - len(before) + match.start()


class _Way(IntEnum):
    """How a mention was found, the surest first."""

    KNOWN = 0
    FOUND = 1
    PRONOUN = 2


def to_mentions(
    reading: Reading,
    found: Sequence[Found],
    pronouns: Sequence[Found],
    drafts: Sequence[Draft],
) -> dict[int, tuple[Mention, ...]]:
    """Return each draft's mentions in the text layer: the places found and those known beforehand."""
    source = reading.source
    spans: list[tuple[Span, int, _Way]] = [
        (reading.to_source(start, end), number, way)
        for rows, way in ((found, _Way.FOUND), (pronouns, _Way.PRONOUN))
        for start, end, number in rows
    ]
    spans += [
        (place, number, _Way.KNOWN) for number, draft in enumerate(drafts) for place in draft.places
    ]
    ranked = sorted(spans, key=lambda row: (row[2], -len(row[0]), row[0].start))
    kept = without_overlaps(ranked, lambda row: (row[0].start, row[0].end))
    out: dict[int, list[Mention]] = {}
    for span, number, way in sorted(kept, key=lambda row: row[0].start):
        mention = Mention(
            span, span.of(source.text), source.zone_at(span.start), way is _Way.PRONOUN
        )
        out.setdefault(number, []).append(mention)
    return {number: tuple(mentions) for number, mentions in out.items()}

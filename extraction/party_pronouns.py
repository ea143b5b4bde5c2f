"""Pronouns that can stand for one person only: "he" where the paragraph names one man before it.

Better none than a wrong one: a second person of that sex, a person without a name ("an officer"), a name
that follows in the same sentence ("In her letter, Ida Holm …") or words between quotation marks, and the
pronoun is left alone.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction import names
from extraction.reading import Passage, Reading
from extraction.sentences import split
from importers.source_text import Zone

__all__ = ["Person", "pronoun_mentions", "sex_of"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person as far as pronouns need it: a key, and "f", "m" or ``None`` where the sex is unknown."""

    key: int
    sex: str | None


Named = tuple[int, int, int]
"""A mention of a person in the reading copy: start, end, and the person's key."""

_PRONOUN = re.compile(
    r"(?<![\w’'/-])(?:(?P<m>[Hh]e|[Hh]im|[Hh]is|himself)|(?P<f>[Ss]he|[Hh]er|[Hh]ers|herself))(?![\w’'/-])"
)
# "in his official capacity": the words of a caption
_CAPACITY = re.compile(
    r"\s+(?:(?:and\s+)?(?:official|individual|personal|representative|own)\s+)+capacit"
)
# "he or she", "his or her", "him/her"
_EITHER = re.compile(r"\s+(?:or|and|/)\s+(?:he|she|her|him|his|hers)\b|\s+\(or\b")
_EITHER_BEFORE = re.compile(r"\b(?:he|she|her|him|his)\s+(?:or|and)\s+$", re.I)
# People without a name, who may be meant as well.
_PEOPLE = (
    r"(?:man|woman|person|individual|officer|agent|guard|doctor|physician|nurse|judge|justice|attorney|lawyer|counsel|"
    r"employee|supervisor|manager|director|president|official|user|member|customer|client|patient|inmate|detainee|"
    r"prisoner|driver|victim|witness|friend|wife|husband|spouse|son|daughter|child|boy|girl|mother|father|parent|"
    r"brother|sister|artist|author|reporter|owner|buyer|seller|plaintiff|defendant|petitioner|respondent|appellant|"
    r"appellee|claimant|juror|expert|student|teacher|professor|suspect|applicant|beneficiary|insured|alien|citizen|"
    r"speaker|employer|landlord|tenant|spokesman|spokeswoman|secretary|governor|mayor|sheriff|warden|captain|"
    r"lieutenant|caller|participant|conspirator|colleague|neighbor|stranger|passenger|pilot|inspector)\b"
)
# Between the name and the pronoun even one who is known by what he is: "the officer", "Holm's father".
_NOUN = re.compile(
    r"(?:\b(?:an?|the|this|that|another|one|each|every|any|some|no|his|her|whose|first|second|other)|[\w]*['’]s)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?(?:[\w]+-)?{_PEOPLE}|\b(?:nobody|anyone|someone|everyone|somebody|whoever)\b",
    re.I,
)
# Anywhere before it one who is new to the story: "another individual agreed with Quist that he".
_NEW = re.compile(
    rf"(?<!is\s)(?<!was\s)\b(?:an|a|another|one|some|unidentified|unknown|unnamed)\s+(?:[\w-]+\s+){{0,2}}?(?:[\w]+-)?{_PEOPLE}"
    rf"|\bthe\s+same\s+(?:[A-Z][\w-]+|[\w-]+)\s+who\b|\bone\s+of\s+(?:the|them)\b",
    re.I,
)
_MARKS = re.compile(r"[“”\"]")
# A person of unknown sex is "he" or "she" throughout; of both, what is said four times in five holds.
_MOSTLY = 1.25
# How far back the name may stand that a pronoun takes up. Code points.
_REACH = 400


def sex_of(forms: Sequence[str], mentions: Sequence[str]) -> str | None:
    """Return "f" or "m" where a given name or a title tells it, else ``None``."""
    for mention in mentions:
        title = re.match(r"(Mr|Mrs|Ms|Miss)\b", mention)
        if title:
            return "m" if title[1] == "Mr" else "f"
    return names.sex_of_name(forms)


def pronoun_mentions(
    reading: Reading, people: Sequence[Person], named: Sequence[Named]
) -> Iterator[Named]:
    """Yield (start, end, key) of pronouns that only one person can be meant by.

    ``named`` are the mentions of persons, in order.
    """
    text = reading.text
    known = {person.key: person for person in people}
    starts = [start for start, _, _ in named]
    found: list[tuple[Named, str]] = []
    for passage in reading.passages:
        if passage.zone.is_furniture:
            continue
        first = bisect_left(starts, passage.span.start)
        last = bisect_left(starts, passage.span.end)
        here = tuple(named[first:last])
        if passage.zone not in (Zone.BLOCK_QUOTE, Zone.CAPTION, Zone.SIGNATURE):
            found += _in_passage(text, passage, here, known)
    votes: dict[int, Counter[str]] = {}
    for (_, _, key), sex in found:
        votes.setdefault(key, Counter())[sex] += 1
    yield from (row for row, sex in found if _MOSTLY * votes[row[2]][sex] > votes[row[2]].total())


def _in_passage(
    text: str,
    passage: Passage,
    here: tuple[Named, ...],
    known: dict[int, Person],
) -> Iterator[tuple[Named, str]]:
    start, end = passage.span.start, passage.span.end
    taken: list[Named] = list(here)
    sentences: list[int] | None = None
    for match in _PRONOUN.finditer(text, start, end):
        if not here or _is_either(text, match) or _is_quoted(text, start, match.start()):
            continue
        sentences = sentences or [start + s.start for s in split(text[start:end])]
        sex = "m" if match["m"] else "f"
        if _NEW.search(text, start, match.start()):
            break
        found = _only(text, match, sex, taken, known, sentences)
        if found is not None:
            taken.append((match.start(), match.end(), found))
            yield (match.start(), match.end(), found), sex


def _only(
    text: str,
    pronoun: re.Match[str],
    sex: str,
    taken: Sequence[Named],
    known: dict[int, Person],
    sentences: Sequence[int],
) -> int | None:
    """Return the only person of a passage whom a pronoun can mean."""
    at = pronoun.start()
    fit = [row for row in taken if known[row[2]].sex in (sex, None)]
    earlier = [row for row in fit if row[1] <= at]
    keys = {key for _, _, key in fit}
    if not earlier or len({key for _, _, key in earlier}) != 1:
        return None
    start, end, key = max(earlier)
    sentence = bisect_left(sentences, at + 1) - 1
    its = bisect_left(sentences, start + 1) - 1
    if _is_quoted(text, sentences[0], start):
        return None  # whoever is named in a quotation does not speak it
    if sentence - its > 1 or at - end > _REACH:
        return None
    stop = sentences[sentence + 1] if sentence + 1 < len(sentences) else len(text)
    if its != sentence and any(at < row[0] < stop and row[2] != key for row in fit):
        return None  # "In her letter, Ida Holm": the name may follow
    if known[key].sex is None and len(keys) > 1:
        return None
    if _NOUN.search(text, end, at) or _is_anothers(text, end, at, taken):
        return None
    return key


# "Brant alleges she": whoever stands before the verb, though nobody's name that is known.
_SUBJECT = re.compile(r"(?P<who>[A-Z][\w’-]+)(?:['’]s\s+\w+)?\s+[a-z]+(?:\s+that)?\s+$")


def _is_anothers(text: str, end: int, at: int, taken: Sequence[Named]) -> bool:
    """Tell whether a capitalised word that names no known person stands before the pronoun's verb."""
    subject = _SUBJECT.search(text, end, at)
    if subject is None or re.search(r"(?:[.!?]\s|^\s*)$", text[end : subject.start()]):
        return False
    return not any(a <= subject.start() < b for a, b, _ in taken)


def _is_either(text: str, pronoun: re.Match[str]) -> bool:
    around = text[max(0, pronoun.start() - 12) : pronoun.start()]
    either = _EITHER.match(text, pronoun.end()) or _EITHER_BEFORE.search(around)
    return bool(either or _CAPACITY.match(text, pronoun.end()))


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Tell whether a place stands between quotation marks of its passage."""
    depth = straight = 0
    for mark in _MARKS.finditer(text, start, at):
        if mark.group() == '"':
            straight += 1
        else:
            depth = depth + 1 if mark.group() == "“" else max(0, depth - 1)
    return depth > 0 or straight % 2 == 1

"""An answer's responses to the numbered paragraphs of the complaint (FRCP 8(b)).

An answer numbers its responses like the complaint, or names the paragraphs that it answers ("Answering
paragraphs 3–7, …"); which of the two rules is settled once for a paper. Some repeat each allegation
before the word ANSWER.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.answer_words import denies_the_rest, response_of
from extraction.reading import Passage, Reading
from extraction.responses import Answer, Response, Said
from extraction.sentences import split
from importers.source_text import Span, Zone

__all__ = ["read_answer"]

_LONGEST_GAP = 40  # paragraphs that the numbers of responses may leap over; a year leaps further
_MOST_NUMBERS = 400
_AGREE = 0.6  # of the responses that name a paragraph: from there on their own numbers rule
_LONGEST_REASON = 90

_NUMBER = r"\d{1,4}[a-z]?"
_LINK = r"(?:\.?\s*(?:-|–|—|through|thru|to)\s*|\s*(?:,\s*and|,|and|&)\s*)"
_LEAD = re.compile(
    rf"\s*(?:(?:in\s+)?(?:answer|respon[sd]e?)(?:ing)?\s+to\s+|as\s+to\s+)?(?P<sign>¶+|paragraphs?|nos?\.)?\s*"
    rf"(?P<numbers>{_NUMBER}(?:{_LINK}(?:¶+\s*)?{_NUMBER})*)(?P<stop>\s*[.):]|\s*[-–—](?=\s)|(?=\s+[A-Z\"“]))",
    re.IGNORECASE,
)
_QUOTED = rf"[\"“”]?{_NUMBER}[\"“”]?"  # paragraphs "1" through "3"
_CITED = re.compile(
    rf"(?:\bparagraphs?|\bpars?\.|¶+)\s*(?P<numbers>{_QUOTED}(?:{_LINK}(?:¶+\s*|paragraphs?\s+)?{_QUOTED})*)(?!\w)"
    r"(?!\s*(?:of|in)\s+(?:this|the|its|their|his|her)\s+answer\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"({_NUMBER})[\"“”]?\.?\s*(?:-|–|—|through|thru|to)\s*(?:¶+\s*|paragraphs?\s+)?[\"“”]?({_NUMBER})"
)
_ANSWER_WORD = re.compile(
    r"(?:^|(?<=\s))(?:ANSWER|RESPONSE|Answer|Response)(?:\s+(?:TO|to)\s+(?:(?:PARAGRAPH|Paragraph|paragraph|¶|NO\.|No\.)\s*)*"
    r"\d{1,4})?\s*[:.–—-]\s*"
)
# A response to a heading of the complaint, or to its prayer, is none to a paragraph.
_TO_HEADING = re.compile(
    r"\W*(?:captions?|(?:un-?numbered\s+)?headings?|sub-?headings?|titles?|section\s+headings?|introductory"
    r"|the\s+(?:un-?numbered|introductory|wherefore)|wherefore)\b",
    re.IGNORECASE,
)
_INCORPORATES = re.compile(
    r"\b(?:incorporat|re-?alleg|re-?assert|re-?stat|repeat)\w*\b", re.IGNORECASE
)
_LEFT_OUT = (Zone.CAPTION, Zone.SIGNATURE)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Passages that belong to one response: its own numbers, its words in the reading copy."""

    numbers: tuple[str, ...]
    passages: tuple[Passage, ...]


def read_answer(reading: Reading) -> Answer:
    """Return what an answer says, paragraph by paragraph of the complaint that it answers."""
    units = list(_units(reading))
    marked = sum(_ANSWER_WORD.search(_words(reading, unit)) is not None for unit in units) >= 2
    named = [unit for unit in units if unit.numbers]
    if _numbers_rule(reading, named):
        said = [_said(reading, unit, unit.numbers, marked) for unit in _best_run(reading, named)]
    else:
        said = [each for unit in units for each in _named_in(reading, unit, marked)]
    return Answer(tuple(each for each in said if each is not None), _general(reading, units))


# ------------------------------------------------------------------------------- parts


def _units(reading: Reading) -> Iterator[_Unit]:
    """Yield the responses: a passage that begins with a number takes along those after it without one."""
    numbers: tuple[str, ...] = ()
    passages: list[Passage] = []
    for passage in reading.passages:
        if passage.zone.is_furniture or passage.zone in _LEFT_OUT:
            continue
        words = passage.span.of(reading.text)
        leads = _leading(passage, words)
        if leads == numbers and _ANSWER_WORD.match(words):
            leads = ()  # "ANSWER TO PARAGRAPH 12:" below the allegation of paragraph 12
        apart = passage.zone is Zone.HEADING or _TO_HEADING.match(words)
        if leads or apart or not numbers:
            if passages:
                yield _Unit(numbers, tuple(passages))
            numbers, passages = leads, [passage]
            if apart and not leads:
                numbers = ()
        else:
            passages.append(passage)
    if passages:
        yield _Unit(numbers, tuple(passages))


def _leading(passage: Passage, words: str) -> tuple[str, ...]:
    """Return the numbers that a passage begins with: "12.", "357 through 363.", "¶¶ 3–5"."""
    if passage.zone is Zone.HEADING and not words.lstrip()[:1].isdigit():
        return ()
    found = _LEAD.match(words)
    if found is None:
        return ()
    plain = not found["stop"].strip() and not found["sign"]
    if plain and passage.number is None:  # "12 Defendants deny": only where the importer counted it
        return ()
    return _listed(found["numbers"])


def _listed(words: str) -> tuple[str, ...]:
    """Return the single numbers of "3, 5–7 and 9"."""
    found: dict[str, None] = {}
    at = 0
    for match in _RANGE.finditer(words):
        found.update(dict.fromkeys(_singles(words[at : match.start()])))
        found.update(dict.fromkeys(_between(match[1], match[2])))
        at = match.end()
    found.update(dict.fromkeys(_singles(words[at:])))
    return tuple(found)


def _singles(words: str) -> list[str]:
    return re.findall(_NUMBER, words.casefold())


def _between(first: str, last: str) -> list[str]:
    low, high = _value(first), _value(last)
    if not low < high <= low + _MOST_NUMBERS:
        return [first, last]
    return [str(number) for number in range(low, high + 1)]


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _words(reading: Reading, unit: _Unit) -> str:
    return " ".join(passage.span.of(reading.text) for passage in unit.passages)


def _body(reading: Reading, unit: _Unit, marked: bool) -> str:
    """Return a response's own words: without its number, and without the allegation that it repeats."""
    words = _words(reading, unit)
    if marked:
        answer = _ANSWER_WORD.search(words)
        return words[answer.end() :] if answer else ""
    lead = _LEAD.match(words) if unit.numbers else None
    return words[lead.end() :] if lead else words


# ------------------------------------------------------------------------------- which number rules


def _numbers_rule(reading: Reading, units: Sequence[_Unit]) -> bool:
    """Tell whether the responses' own numbers are the complaint's.

    They are where most responses that name a paragraph name the one of their own number, and where none
    names any: "12. Denied."
    """
    agree = differ = bare = 0
    for unit in units:
        words = _body(reading, unit, marked=False)
        if response_of(words) is None:
            continue
        cited = [] if _INCORPORATES.search(words) else _cited(words)
        if not cited:
            bare += 1
        elif set(unit.numbers) & set(cited):
            agree += 1
        else:
            differ += 1
    if agree + differ == 0:
        return bare > 0
    return agree >= _AGREE * (agree + differ)


def _cited(words: str) -> list[str]:
    return [number for match in _CITED.finditer(words) for number in _listed(match["numbers"])]


def _best_run(reading: Reading, units: Sequence[_Unit]) -> list[_Unit]:
    """Return the longest stretch of responses whose numbers rise: defenses and counterclaims count anew."""
    runs: list[list[_Unit]] = []
    reached = 0
    for unit in units:
        first, last = _value(unit.numbers[0]), _value(unit.numbers[-1])
        if not runs or first <= reached - 1 or (first == reached and len(unit.numbers) == 1):
            runs.append([])
        elif first > reached + _LONGEST_GAP:
            continue  # a year, a statute: no number of a paragraph
        runs[-1].append(unit)
        reached = max(last, first)
    if not runs:
        return []
    return max(runs, key=lambda run: _responses_in(reading, run))


def _responses_in(reading: Reading, run: Iterable[_Unit]) -> int:
    return sum(response_of(_words(reading, unit)) is not None for unit in run)


# ------------------------------------------------------------------------------- what is said


def _said(reading: Reading, unit: _Unit, numbers: tuple[str, ...], marked: bool) -> Said | None:
    body = _body(reading, unit, marked)
    if not re.search(r"[^\W\d_]{2}", body):
        return None
    return Said(numbers, response_of(body), _span(reading, unit), _reason(body))


def _named_in(reading: Reading, unit: _Unit, marked: bool) -> Iterator[Said]:
    """Yield what a response says to the paragraphs that it names.

    "Answering paragraph 12, …" sets them for all that follows; "admits paragraphs 1 and 2 and denies
    paragraph 3" names them behind each verb.
    """
    body = _body(reading, unit, marked)
    cited = list(_CITED.finditer(body))
    if not cited or _TO_HEADING.match(body):
        return
    span = _span(reading, unit)
    for numbers, words in _clauses(body, cited):
        response = response_of(words)
        if response is not None or len(cited) == 1:
            yield Said(numbers, response, span, _reason(words))


_VERB = re.compile(
    r"\b(?:admits?|den(?:y|ies)|lacks?|(?:is|are)\s+without|neither)\b", re.IGNORECASE
)


def _clauses(body: str, cited: Sequence[re.Match[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the paragraphs named in a response with the words that answer them."""
    first_verb = _VERB.search(body)
    if first_verb is None or cited[0].start() < first_verb.start():
        yield _listed(cited[0]["numbers"]), body
        return
    verbs = list(_VERB.finditer(body))
    starts = [0]
    for before, verb in pairwise(verbs):
        between = [each for each in cited if before.start() < each.start() < verb.start()]
        if between:  # a verb after paragraphs were named begins another clause
            starts.append(between[-1].end())
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        numbers = [
            number
            for each in cited
            if start <= each.start() < end
            for number in _listed(each["numbers"])
        ]
        if numbers:
            yield tuple(dict.fromkeys(numbers)), body[start:end].strip(" ,;")


def _span(reading: Reading, unit: _Unit) -> Span:
    spans = [reading.to_source(passage.span.start, passage.span.end) for passage in unit.passages]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _reason(body: str) -> str:
    """Return the sentence of a response that decides, cut to a length for a list."""
    sentences = [span.of(body) for span in split(body)] or [body]
    whole = response_of(body)
    deciding = next((each for each in sentences if response_of(each) is whole), sentences[0])
    words = " ".join(deciding.split())
    if len(words) > _LONGEST_REASON:
        words = words[: _LONGEST_REASON - 1].rsplit(" ", 1)[0] + "…"
    return f"“{words}”"


def _general(reading: Reading, units: Iterable[_Unit]) -> Said | None:
    """Return the denial of whatever is not admitted, wherever the answer has it."""
    for unit in units:
        for passage in unit.passages:
            words = passage.span.of(reading.text)
            for sentence in split(words):
                if denies_the_rest(sentence.of(words)):
                    start = passage.span.start
                    span = reading.to_source(start + sentence.start, start + sentence.end)
                    return Said((), Response.DENIED, span, _reason(sentence.of(words)))
    return None

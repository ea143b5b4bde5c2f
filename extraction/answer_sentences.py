"""What an answer says to one sentence of a paragraph: "admits the first and third, denies the remaining"."""

import re

from extraction.answer_words import response_of
from extraction.date_words import ORDINALS
from extraction.responses import Response
from extraction.sentences import split

__all__ = ["response_to_sentence"]

_COUNTED = ORDINALS[:10]
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NAMED = re.compile(
    rf"\b(?:(?P<end>first|last|final)\s+(?P<many>{'|'.join(_NUMBERS)})|(?P<nth>{'|'.join(_COUNTED)})|(?P<last>last|final)"
    r"|(?P<digit>\d)(?:st|nd|rd|th))\b(?=[^.;]{0,60}?\bsentences?\b)|\bsentences?\s+(?:nos?\.\s*)?(?P<after>\d)\b"
)
_REST = re.compile(r"\b(?:remaining|remainder|rest|other|all\s+else|balance)\b")
_HELD_BACK = re.compile(
    r"\b(?:only|so\s+much|insofar|to\s+the\s+extent|portions?|parts?|except|that|den(?:y|ies)|lacks?)\b"
)
# Of the sentences that the statement before it names.
_SAID = re.compile(r"\b(?:said|such|those|these|the\s+same)\b")
# Where another verb begins another statement: "admits the first sentence and denies the rest".
_CLAUSE = re.compile(
    r"(?:;|,\s*(?:and|but)|\band|\bbut)\s+(?=(?:\w+\s+){0,3}?(?:admits?|den(?:y|ies)|lacks?|otherwise)\b)"
)


def response_to_sentence(words: str, sentence: int, count: int) -> tuple[Response, str] | None:
    """Return what a response says to one sentence of a paragraph, and the words that say it.

    ``sentence`` is counted from 1, ``count`` how many the paragraph has. ``None`` where the response
    does not tell sentences apart, or passes this one over.
    """
    own: list[tuple[Response, str]] = []
    rest: list[tuple[Response, str]] = []
    places: set[int] = set()
    named = False
    for clause in _clauses(words):
        folded = clause.casefold()
        response = response_of(clause)
        if response is Response.PARTLY and not _HELD_BACK.search(folded):
            response = Response.ADMITTED  # a part of the paragraph, but all of these sentences
        found = _places(folded, count)
        if found or not _SAID.search(folded):
            places = found
        named = named or bool(places)
        if response is None:
            continue
        if sentence in places:
            own.append((response, clause))
        elif _REST.search(folded) and not places:
            rest.append((response, clause))
    return _together(own or rest) if named else None


def _together(said: list[tuple[Response, str]]) -> tuple[Response, str] | None:
    """Return what several statements to one sentence come to: "not required, and in addition denied"."""
    answers = [each for each in said if each[0] is not Response.NO_ANSWER] or said
    if not answers:
        return None
    kinds = {response for response, _ in answers}
    if len(kinds) > 1 and kinds & {Response.ADMITTED, Response.PARTLY}:
        return Response.PARTLY, answers[0][1]
    return answers[0]


def _clauses(words: str) -> list[str]:
    """Return the statements of a response: its sentences, and their parts that have verbs of their own."""
    text = " ".join(words.split())
    found: list[str] = []
    for sentence in split(text):
        found += [
            part.strip(" ,;") for part in _CLAUSE.split(sentence.of(text)) if part.strip(" ,;")
        ]
    return found


def _places(clause: str, count: int) -> set[int]:
    """Return which sentences a clause names, counted from 1."""
    found: set[int] = set()
    for match in _NAMED.finditer(clause):
        if match["end"]:
            many = min(count, _NUMBERS[match["many"]])
            found |= set(
                range(1, many + 1)
                if match["end"] == "first"
                else range(count - many + 1, count + 1)
            )
        elif match["nth"]:
            found.add(_COUNTED.index(match["nth"]) + 1)
        elif match["last"]:
            found.add(count)
        else:
            found.add(int(match["digit"] or match["after"]))
    return found

"""An answer's responses as JSON, as the case keeps them beside the run of extraction that found them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casefile import layers
from casefile.records import Pin
from extraction.responses import Answer, Response, Said
from importers.source_text import SourceText, Span

__all__ = ["FoundAnswer", "FoundResponse", "answer_from_json", "answer_to_json", "moved"]

_Stored = list[Any]  # numbers, response, start, end, place, words, reason


@dataclass(frozen=True, slots=True)
class FoundResponse:
    """What an answer says to the paragraphs ``numbers`` of a complaint, and where.

    ``response`` is ``None`` where its words are none that we know.
    """

    numbers: tuple[str, ...]
    response: Response | None
    pin: Pin
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer's responses in their order, and its denial of whatever it does not admit."""

    said: tuple[FoundResponse, ...]
    general: FoundResponse | None


def answer_to_json(
    answer: Answer | None, source: SourceText, words_of: Callable[[Span], str]
) -> str | None:
    """Return responses as JSON text; ``words_of`` gives a span's words for the eye."""
    if answer is None:
        return None

    def stored(said: Said) -> _Stored:
        place = layers.place_to_json(source, said.span)
        return [
            said.numbers, said.response, said.span.start, said.span.end, place,
            words_of(said.span), said.reason,
        ]  # fmt: skip

    general = None if answer.general is None else stored(answer.general)
    return json.dumps([[stored(said) for said in answer.said], general], ensure_ascii=False)


def answer_from_json(text: str | None, pin: Callable[[Span, str], Pin]) -> FoundAnswer | None:
    """Return what ``answer_to_json`` wrote; ``pin`` makes a pin of a span and a stored place."""
    if text is None:
        return None

    def found(row: _Stored) -> FoundResponse:
        numbers, response, start, end, place, words, reason = row
        return FoundResponse(
            tuple(numbers),
            None if response is None else Response(response),
            pin(Span(start, end), place),
            words,
            reason,
        )

    said, general = json.loads(text)
    return FoundAnswer(tuple(map(found, said)), None if general is None else found(general))


def moved(text: str, place: Callable[[Span], Span | None], source: SourceText) -> str:
    """Return responses with their places in a new layer; one that has none there is left out."""
    said, general = json.loads(text)
    return json.dumps(
        [
            [each for each in said if _placed(each, place, source)],
            general if general and _placed(general, place, source) else None,
        ],
        ensure_ascii=False,
    )


def _placed(row: _Stored, place: Callable[[Span], Span | None], source: SourceText) -> bool:
    span = place(Span(row[2], row[3]))
    if span is not None:
        row[2:5] = [span.start, span.end, layers.place_to_json(source, span)]
    return span is not None

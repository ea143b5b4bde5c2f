"""Events: each date of the story with the sentence it governs, a row of the chronology."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from extraction.event_kinds import event_kind
from extraction.findings import Basis, DateExpression, Event
from extraction.reading import Reading
from importers.source_text import SourceText, Span, Zone

__all__ = ["find_events"]

_STORY = (Zone.BODY, Zone.BLOCK_QUOTE, Zone.FOOTNOTE)
# A sentence tells something if it has this many words besides the date.
_LEAST_WORDS = 3
_WEEKDAY = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)days?")
_WHEN = re.compile(r"(?i)\b(?:on|by|until|till|before|after|since|from)\s+$")
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_events(
    reading: Reading, dates: Sequence[DateExpression], sentences: Sequence[Span]
) -> tuple[Event, ...]:
    """Pair every dated expression of the story with its sentence, in the order of the dates.

    Furniture, captions, headings and signatures tell no events, nor do durations, sets and expressions
    without a day; what is counted from a day that is not known ("the day after the vote") does. What
    belongs to a work that is cited has the kind for it. ``sentences`` count the text layer and stand in
    order.
    """
    starts = [sentence.start for sentence in sentences]
    text = _without_furniture(reading.source)
    found: list[Event] = []
    for number, date in enumerate(dates):
        if date.zone not in _STORY or not (date.earliest or _is_undated(date, text)):
            continue
        sentence = _around(date.span, sentences, starts)
        if sentence is not None and _tells(text, sentence, date.span):
            kind = event_kind(
                _unwrapped(text[sentence.start : date.span.start]),
                date,
                _unwrapped(text[date.span.end : sentence.end]),
            )
            found.append(Event(number, sentence, kind))
    return tuple(found)


def _is_undated(date: DateExpression, text: str) -> bool:
    """Tell whether a date without a day tells when something was: "Friday prayers" does not."""
    if date.basis is not Basis.RELATIVE:
        return False
    if not _WEEKDAY.fullmatch(date.text):
        return True
    return bool(_WHEN.search(text, max(0, date.span.start - 12), date.span.start))


def _around(span: Span, sentences: Sequence[Span], starts: Sequence[int]) -> Span | None:
    """Return the sentence that holds the whole date; one cut by a wrong sentence end is no event."""
    at = bisect_right(starts, span.start) - 1
    if at < 0 or sentences[at].end < span.end:
        return None
    return sentences[at]


def _without_furniture(source: SourceText) -> str:
    """Return the text with court stamps and page numbers blanked; every place stays where it is."""
    pieces: list[str] = []
    at = 0
    for zone in source.zones:
        if zone.zone.is_furniture and zone.span.end > at:
            start = max(at, zone.span.start)
            pieces += [source.text[at:start], " " * (zone.span.end - start)]
            at = zone.span.end
    return "".join([*pieces, source.text[at:]])


def _unwrapped(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _tells(text: str, sentence: Span, date: Span) -> bool:
    rest = text[sentence.start : date.start] + " " + text[date.end : sentence.end]
    return len(_WORD.findall(rest)) >= _LEAST_WORDS

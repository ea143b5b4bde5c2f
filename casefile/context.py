"""Places of findings with the sentences around them, as lists of evidence show them."""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from casefile.party_network import Evidence
from casefile.records import HitRow, Pin
from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from index.hits import Snippet

__all__ = ["Beside", "beside", "in_context", "in_sentences"]

Sentences = Sequence[int]
"""The first and the one-past-last code point of each sentence, one after the other."""


Beside = tuple[str, str]
"""The sentence before a place's own, and the one after it; "" where there is none."""


def in_context(
    connection: sqlite3.Connection,
    source: Callable[[int], SourceText],
    places: Iterable[Evidence],
) -> tuple[HitRow, ...]:
    """Return each place with its sentence, lines unwrapped, and the marked words in it; lost ones alone."""
    held = tuple(places)
    rows: list[HitRow] = []
    for place, shown in zip(held, in_sentences(connection, source, held), strict=True):
        if shown is None:
            rows.append(HitRow(place.pin, "", (), ()))
        else:
            rows.append(
                HitRow(place.pin, shown.text, shown.marks, place.marks or (place.pin.span,))
            )
    return tuple(rows)


def in_sentences(
    connection: sqlite3.Connection,
    source: Callable[[int], SourceText],
    places: Iterable[Evidence],
) -> tuple["Snippet | None", ...]:
    """Return the sentences around each place and its marks; ``None`` for a lost one."""
    from index.hits import snippet

    known: dict[int, Sentences] = {}
    found: list[Snippet | None] = []
    for place in places:
        pin, marks = place.pin, place.marks or (place.pin.span,)
        if pin.lost:
            found.append(None)
            continue
        if pin.document not in known:
            known[pin.document] = _sentences(connection, pin.document)
        text = source(pin.document)
        ends = (pin.span, *marks)
        whole = Span(min(each.start for each in ends), max(each.end for each in ends))
        found.append(snippet(text, _bounds(known[pin.document], text.text, whole), marks))
    return tuple(found)


def beside(
    connection: sqlite3.Connection, source: Callable[[int], SourceText], pins: Iterable[Pin]
) -> tuple[Beside, ...]:
    """Return the sentence before and after each place; nothing for one that is lost or in no sentence."""
    known: dict[int, list[Span]] = {}
    found: list[Beside] = []
    for pin in pins:
        if pin.lost:
            found.append(("", ""))
            continue
        if pin.document not in known:
            edges = _sentences(connection, pin.document)
            whole = (Span(*each) for each in zip(edges[::2], edges[1::2], strict=True))
            known[pin.document] = [each for each in whole if len(each)]
        sentences, text = known[pin.document], source(pin.document)
        last = bisect_right(sentences, pin.span.start, key=lambda each: each.end)
        first = bisect_left(sentences, pin.span.end, key=lambda each: each.start)
        stands_in_one = last < first  # a caption's lines, say, do not
        before = sentences[last - 1 : last] if stands_in_one and last else ()
        after = sentences[first : first + 1] if stands_in_one else ()
        found.append((_joined(text, before), _joined(text, after)))
    return tuple(found)


def _joined(source: SourceText, spans: Sequence[Span]) -> str:
    from index.hits import snippet

    return " ".join(snippet(source, span, ()).text for span in spans)


def _sentences(connection: sqlite3.Connection, document: int) -> Sentences:
    row = connection.execute(
        "SELECT sentences FROM extraction WHERE document = ?", (document,)
    ).fetchone()
    return [] if row is None else json.loads(row["sentences"])


def _bounds(edges: Sentences, text: str, span: Span) -> Span:
    """Return the sentences that a span touches; outside of sentences, as in captions, its lines."""
    start, end = _sentence_at(edges, span.start), _sentence_at(edges, max(span.start, span.end - 1))
    first = start.start if start else text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    last = end.end if end else line_end if line_end >= 0 else len(text)
    return Span(first, max(last, span.end))


def _sentence_at(edges: Sentences, offset: int) -> Span | None:
    starts = edges[::2]
    at = bisect_right(starts, offset) - 1
    while at >= 0 and edges[2 * at + 1] == edges[2 * at]:  # one without a place is left empty
        at -= 1
    return (
        Span(edges[2 * at], edges[2 * at + 1]) if at >= 0 and offset < edges[2 * at + 1] else None
    )

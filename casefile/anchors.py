"""Anchors: a span with its words and their surroundings, and the way to find them in a new text layer.

An anchor is re-placed only where that is unique. Otherwise it is lost, and shown as lost: an attorney
never gets a silently wrong pin cite.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from importers.source_text import Span

__all__ = ["CONTEXT", "Anchor", "anchor", "place"]

CONTEXT = 32
"""Characters kept before and after."""

LONG = 40
"""Characters from which on words are taken to be themselves wherever they stand."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of one text layer with its exact text and what stood around it."""

    span: Span
    text: str
    before: str
    after: str


def anchor(text: str, span: Span) -> Anchor:
    """Return the anchor of ``span`` in ``text``."""
    return Anchor(
        span,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


def place(anchor: Anchor, text: str) -> Span | None:
    """Return the one place of an anchor in ``text``, or ``None`` where there is none or more than one.

    The words must be found exactly. Where they occur once, that is the place if they are long or stand
    in the same surroundings on one side at least: "May 1" may be another one. Where they occur more
    often, the surroundings must single one out. White space in surroundings does not count.
    """
    if not anchor.text:
        return None
    found = list(_occurrences(anchor.text, text))
    if len(found) == 1 and len(anchor.text) >= LONG:
        return found[0]
    both = [
        span
        for span in found
        if _ends_alike(anchor, span, text) and _goes_on_alike(anchor, span, text)
    ]
    if len(both) == 1:
        return both[0]
    if both:
        return None
    either = [
        span
        for span in found
        if _ends_alike(anchor, span, text) or _goes_on_alike(anchor, span, text)
    ]
    return either[0] if len(either) == 1 else None


def _occurrences(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _ends_alike(anchor: Anchor, span: Span, text: str) -> bool:
    wanted = "".join(anchor.before.split())
    found = "".join(text[max(0, span.start - 2 * CONTEXT) : span.start].split())
    return bool(wanted) and found.endswith(wanted)


def _goes_on_alike(anchor: Anchor, span: Span, text: str) -> bool:
    wanted = "".join(anchor.after.split())
    found = "".join(text[span.end : span.end + 2 * CONTEXT].split())
    return bool(wanted) and found.startswith(wanted)

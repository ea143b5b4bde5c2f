"""Links from a report back into the case: ``pincite:CASE/DOCUMENT?start=12&end=40``.

A link names a case by its own number, a document by its number in the case, and a stretch of its text
layer in code points; it holds no path, no words of a paper and nothing that could be run. Whoever gets a
link from a stranger can at worst be shown a passage of a case that he has opened before.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.source_text import Span

if TYPE_CHECKING:
    from casefile.records import Pin

__all__ = ["SCHEME", "BadLink", "Link", "is_link", "link_to", "read_link"]

SCHEME = "pincite:"

_FORM = re.compile(
    r"(?ai)pincite:/{0,2}(?P<case>[0-9a-f]{32})/(?P<document>[0-9]{1,9})"
    r"(?:\?start=(?P<start>[0-9]{1,12})&end=(?P<end>[0-9]{1,12}))?"
)


class BadLink(ValueError):  # noqa: N818 - the user's word for it
    """The words are no link of this program; the message says so to the user."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a case; ``span`` is ``None`` for a document as a whole."""

    case_id: str
    document: int
    span: Span | None = None


def link_to(case_id: str, pin: "Pin") -> str:
    """Return the link to a place; a place that was lost links to its paper."""
    link = f"{SCHEME}{case_id}/{pin.document}"
    return link if pin.lost else f"{link}?start={pin.span.start}&end={pin.span.end}"


def is_link(words: str) -> bool:
    """Tell whether words claim to be a link of this program."""
    return words[: len(SCHEME)].lower() == SCHEME


def read_link(words: str) -> Link:
    """Return what a link says. Some programs write "//" after the colon, which is no harm.

    Raises:
        BadLink: if it is no link of this program, or a wrong one.
    """
    found = _FORM.fullmatch(words)
    if found is None:
        raise BadLink("This is no link to a passage that Pincite knows how to open.")
    start, end = found["start"], found["end"]
    if start is not None and int(start) > int(end):
        raise BadLink("This link to a passage is damaged: it ends before it begins.")
    span = Span(int(start), int(end)) if start is not None else None
    return Link(found["case"].lower(), int(found["document"]), span)

"""What an answer says to the paragraphs of a complaint: plain values with spans of the answer's text."""

from dataclasses import dataclass
from enum import StrEnum

from importers.source_text import Span

__all__ = ["Answer", "Response", "Said"]


class Response(StrEnum):
    """What an answer says to a numbered paragraph of a complaint (FRCP 8(b))."""

    ADMITTED = "admitted"
    DENIED = "denied"
    PARTLY = "admitted in part"
    NO_KNOWLEDGE = "lacks knowledge"
    """It has the effect of a denial (FRCP 8(b)(5))."""
    NO_ANSWER = "no response required"
    """A conclusion of law, or a document that is said to speak for itself."""
    NOT_DENIED = "not denied"
    """The answer passes it over, which admits it where a response is required (FRCP 8(b)(6))."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says to some paragraphs of a complaint; ``span`` counts the answer's text layer.

    ``response`` is ``None`` where its words are none that we know. ``reason`` is the sentence that decides.
    """

    numbers: tuple[str, ...]
    response: Response | None
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The responses of an answer in their order, and its general denial, if it has one."""

    said: tuple[Said, ...] = ()
    general: Said | None = None

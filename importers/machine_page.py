"""Pages read by a machine: words with their boxes and how sure the engine was of each.

Plain data, without an engine: the case stores it page by page, so that a page is read once only, and
the readers turn it into text whenever they read the document.
"""

from dataclasses import dataclass

from importers.source_text import Span

__all__ = ["MachinePage", "MachineWord", "PlacedWord", "Rectangle"]

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in PDF points from the top left corner of the page as displayed."""


@dataclass(frozen=True, slots=True)
class MachineWord:
    """One word as an engine read it; ``confidence`` runs from 0 to 1."""

    text: str
    box: Rectangle
    confidence: float


@dataclass(frozen=True, slots=True)
class MachinePage:
    """A 1-based page as an engine read it: its printed lines, in reading order, of words from left to right.

    ``engine`` names it with its version ("rapidocr 3.10.0").
    """

    number: int
    engine: str
    lines: tuple[tuple[MachineWord, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A machine-read word in a text layer: its span there, its box on its page, and its confidence."""

    span: Span
    box: Rectangle
    confidence: float

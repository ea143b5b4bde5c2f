"""A changed copy of a text, and the way back to the original.

Algorithms want text without line breaks in sentences, soft hyphens or page numbers; evidence wants
the exact characters. A ``MappedText`` is such a copy in which every span still knows its source.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from importers.source_text import Span

__all__ = ["MappedText", "MappedTextBuilder"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """``length`` characters of the copy from ``at`` on, standing for ``source`` of the original.

    Kept pieces have as many characters as their source span; replaced ones may have any number.
    """

    at: int
    length: int
    source: Span

    @property
    def is_kept(self) -> bool:
        return self.length == len(self.source)


@dataclass(frozen=True)
class MappedText:
    """A copy of a text whose spans map back to the original.

    Pieces stand in the copy's order; their sources need not be in order, so a copy may also move text.
    """

    text: str
    pieces: tuple[_Piece, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.at for piece in self.pieces]

    def to_source(self, start: int, end: int) -> Span:
        """Return the source span that the copy's ``[start, end)`` came from.

        The result runs from the first character's source to the last character's; what the copy left
        out between them is inside. An empty span maps to an empty span.

        Raises:
            ValueError: if the copy is empty or the span lies outside it.
        """
        if not 0 <= start <= end <= len(self.text) or not self.pieces:
            raise ValueError(f"[{start}, {end}) is not in a copy of {len(self.text)} characters")
        if start == end:
            first = self._source_of(min(start, len(self.text) - 1))
            offset = first.start if start < len(self.text) else first.end
            return Span(offset, offset)
        first, last = self._source_of(start), self._source_of(end - 1)
        return Span(min(first.start, last.start), max(first.end, last.end))

    def _source_of(self, offset: int) -> Span:
        piece = self.pieces[bisect_right(self._starts, offset) - 1]
        if not piece.is_kept:
            return piece.source
        start = piece.source.start + offset - piece.at
        return Span(start, start + 1)


@dataclass
class MappedTextBuilder:
    """Builds a ``MappedText`` piece by piece, left to right in the copy."""

    original: str
    _parts: list[str] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _length: int = 0

    def __len__(self) -> int:
        return self._length

    def keep(self, start: int, end: int) -> None:
        """Copy the original's ``[start, end)`` unchanged."""
        self.replace(start, end, self.original[start:end])

    def replace(self, start: int, end: int, text: str) -> None:
        """Let ``text`` stand for the original's ``[start, end)``; an empty text leaves it out."""
        if not text:
            return
        source = Span(start, end)
        last = self._pieces[-1] if self._pieces else None
        if last and last.is_kept and len(text) == len(source) and last.source.end == start:
            self._pieces[-1] = _Piece(
                last.at, last.length + len(text), Span(last.source.start, end)
            )
        else:
            self._pieces.append(_Piece(self._length, len(text), source))
        self._parts.append(text)
        self._length += len(text)

    def build(self) -> MappedText:
        """Return the finished copy."""
        return MappedText("".join(self._parts), tuple(self._pieces))

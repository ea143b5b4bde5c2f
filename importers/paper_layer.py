"""The text layer of a paper that is written paragraph by paragraph: rich text, OpenDocument, old Word.

The body comes first, then notes, comments, headers and footers. What is deleted or hidden keeps its
place and is marked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from importers.charsets import without_surrogates
from importers.document import Notice
from importers.plain_paragraphs import zoned
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from importers.word_walk import Kind, Piece

__all__ = ["PaperLayer", "is_block_quote"]

# Twips: an indent of .4 inch on the left and .3 on the right makes a block quote.
_QUOTE_LEFT: Final = 576
_QUOTE_RIGHT: Final = 432
_QUOTE_WORDS: Final = 8

_SET_ASIDE: Final = {Kind.DELETED: "tracked deletion", Kind.HIDDEN: "hidden text"}


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield characters in runs of one kind, so that both halves of a character come together."""
    for kind, run in groupby(pieces, lambda piece: piece.kind):
        if kind in (Kind.FOOTNOTE, Kind.ENDNOTE):
            yield from run
        else:
            yield Piece("".join(piece.text for piece in run), kind)


def is_block_quote(left: float, right: float, words: int) -> bool:
    """Tell whether indents in twips (1/1440 inch) on both sides make a paragraph a block quote."""
    return left >= _QUOTE_LEFT and right >= _QUOTE_RIGHT and words >= _QUOTE_WORDS


@dataclass
class PaperLayer:
    """The text layer while it is written."""

    _spans: list[Span] = field(default_factory=list)
    _zones_of: list[Zone | None] = field(default_factory=list)
    _marked: list[ZoneSpan] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _body: int | None = None
    _counts: Counter[Kind] = field(default_factory=Counter)

    def paragraph(
        self,
        pieces: Sequence[Piece],
        *,
        zone: Zone | None = None,
        reason: str = "",
        end: str = "\n",
    ) -> None:
        """Write a paragraph; of a note's reference, the piece's text is the mark as printed.

        ``zone`` is set where style or place decide it; with ``reason`` all of it is set aside for that.
        """
        start, before = self._length, len(self._marked)
        for piece in _joined(pieces):
            self._piece(piece)
        span = Span(start, self._length)
        self._write(end)
        if not any(piece.text.strip() for piece in pieces):
            return
        self._spans.append(span)
        self._zones_of.append(zone)
        if zone and reason:
            # Set aside whole for one reason, whatever else is marked inside.
            del self._marked[before:]
            self._marked.append(ZoneSpan(span, zone, reason))

    def end_body(self) -> None:
        """Say that what follows is no part of the paper's own run of paragraphs."""
        if self._body is None:
            self._body = len(self._spans)

    def source(self) -> SourceText:
        """Return the finished layer."""
        text = "".join(self._parts)
        body = len(self._spans) if self._body is None else self._body
        paragraphs = [
            replace(row, zone=zone) if zone and row.zone is Zone.BODY else row
            for row, zone in zip(zoned(text, self._spans[:body]), self._zones_of, strict=False)
        ]
        paragraphs += [
            Paragraph(span, None, zone or Zone.BODY)
            for span, zone in zip(self._spans[body:], self._zones_of[body:], strict=True)
        ]
        return SourceText(text, (), tuple(paragraphs), tuple(self._marked))

    def notices(self, called: str) -> Iterator[Notice]:
        """Yield what the attorney should know of what was read; ``called`` names the kind of file."""
        inserted, deleted = self._counts[Kind.INSERTED], self._counts[Kind.DELETED]
        if inserted or deleted:
            yield Notice(
                "tracked-changes",
                "This paper contains tracked changes"
                f"{'; deletions are left out of findings' if deleted else ', insertions only'}.",
            )
        if self._counts[Kind.HIDDEN]:
            yield Notice(
                "hidden-text", "This paper contains hidden text; it is left out of findings."
            )
        if self._counts[Kind.COMMENT]:
            yield Notice(
                "comments",
                "This paper contains comments; they stand after its text and are left out of findings.",
            )
        if not self._spans:
            yield Notice(
                "no-text",
                f"This {called} holds no words, perhaps only pictures. Save it as PDF and import that.",
            )

    def comment(self, pieces: Sequence[Piece], author: str) -> None:
        """Write a paragraph of a comment: no part of the paper, but it may matter."""
        self._counts[Kind.COMMENT] += 1
        self.paragraph(pieces, zone=Zone.UNRELATED, reason=f"comment by {author or 'somebody'}")

    def _piece(self, piece: Piece) -> None:
        if piece.kind in (Kind.FOOTNOTE, Kind.ENDNOTE):
            span = self._write(piece.text)
            self._marked.append(ZoneSpan(span, Zone.PAGE_FURNITURE, f"{piece.kind} mark"))
            return
        span = self._write(without_surrogates(piece.text).replace("\x00", ""))
        if piece.kind is not Kind.TEXT and piece.text.strip():
            self._counts[piece.kind] += 1
        if piece.kind in _SET_ASIDE and len(span):
            self._set_aside(span, _SET_ASIDE[piece.kind])

    def _set_aside(self, span: Span, reason: str) -> None:
        last = self._marked[-1] if self._marked else None
        if last and last.reason == reason and last.span.end == span.start:
            span = Span(last.span.start, span.end)
            self._marked.pop()
        self._marked.append(ZoneSpan(span, Zone.UNRELATED, reason))

    def _write(self, text: str) -> Span:
        self._parts.append(text)
        self._length += len(text)
        return Span(self._length - len(text), self._length)

"""What a search finds: documents with counts, and hits with exact spans and a snippet."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from importers.source_text import SourceText, Span, Zone
from index.corrections import Correction

__all__ = ["Found", "FoundDocument", "FoundDocuments", "FoundPlaces", "Hit", "Snippet", "snippet"]

_MOST_CHARACTERS = 360
_AROUND = 90  # characters on either side of a word where its sentence is too long to show
_MOST_WINDOWS = 4
_ELLIPSIS = " … "
# White space but single spaces, which stay as they are.
_LINE_END = re.compile(r"[\ufffe\u00ad][ \t]*\r?\n?[ \t]*| \s+|[^\S ]\s*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text to show, lines unwrapped and page furniture left out; ``marks`` are spans of ``text``.

    ``marked`` are the spans of the document that the marks show, in the same order.
    """

    text: str
    marks: tuple[Span, ...]
    marked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit: the spans of the words that matched, in code points of the document, and its snippet."""

    document: int
    spans: tuple[Span, ...]
    snippet: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that matches. ``count`` is 0 if it matches as a whole, by its kind or what it lacks."""

    id: int
    layer: str
    count: int
    hits: tuple[Hit, ...]


class FoundDocuments(Sequence[FoundDocument]):
    """The documents of an answer, best first; each is made when it is looked at.

    A common word has thousands, of which twenty are shown.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        layers: Mapping[int, str],
        counts: Sequence[int],
        hits: Mapping[int, tuple[Hit, ...]],
    ) -> None:
        """Take over documents by their numbers in the case; those without built ``hits`` have none."""
        self._numbers, self._layers, self._counts, self._hits = numbers, layers, counts, hits

    @property
    def total(self) -> int:
        """How many hits they have, built or not."""
        return sum(self._counts)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> FoundDocument: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[FoundDocument]: ...
    def __getitem__(self, at: int | slice) -> FoundDocument | Sequence[FoundDocument]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        number = self._numbers[at]
        return FoundDocument(
            number, self._layers[number], self._counts[at], self._hits.get(number, ())
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that match, best first; ``total`` counts all their hits, built or not."""

    documents: Sequence[FoundDocument]
    total: int
    warnings: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """All hits of one document in the order of its text, each the spans of its words, without snippets.

    ``total`` counts those that were not built, too; ``elsewhere`` the other documents that have a hit.
    ``known`` tells whether the index holds the document as it is.
    """

    hits: tuple[tuple[Span, ...], ...]
    total: int
    elsewhere: int
    known: bool
    warnings: tuple[str, ...] = ()


def snippet(source: SourceText, bounds: Span, spans: Sequence[Span]) -> Snippet:
    """Return the words of ``bounds`` (whole sentences) around the matched ``spans``, shortened if long."""
    text = source.text
    bounds = Span(_left(text, bounds.start), _right(text, bounds.end))
    hidden = sum(len(hole) for hole in _hidden(source, bounds, spans))
    is_short = len(bounds) - hidden <= _MOST_CHARACTERS
    windows = [bounds] if is_short else _windows(text, bounds, spans)
    parts: list[str] = []
    origins: list[tuple[int, int, int]] = []  # place in the snippet, place in the text, length
    length = 0
    for at, window in enumerate(windows):
        if at or window.start > bounds.start:
            length -= _strip_last(parts)
            gap = _ELLIPSIS if at else _ELLIPSIS.lstrip()
            parts.append(gap)
            length += len(gap)
        for piece, instead in _pieces(text, window, _hidden(source, window, spans)):
            shown = piece.of(text) if instead is None else instead
            if instead == " " and parts and parts[-1].endswith(" "):
                continue  # line ends on both sides of furniture
            if instead is None:
                origins.append((length, piece.start, len(piece)))
            parts.append(shown)
            length += len(shown)
    if windows and windows[-1].end < bounds.end:
        _strip_last(parts)
        parts.append(_ELLIPSIS.rstrip())
    shown_spans = [span for span in spans if any(window.overlaps(span) for window in windows)]
    moved = [(mark, span) for span in shown_spans if (mark := _moved(origins, span)) is not None]
    return Snippet(
        "".join(parts), tuple(mark for mark, _ in moved), tuple(span for _, span in moved)
    )


def _strip_last(parts: list[str]) -> int:
    """Take the white space off the end of the last part; return how much it was."""
    if not parts:
        return 0
    before = len(parts[-1])
    parts[-1] = parts[-1].rstrip()
    return before - len(parts[-1])


def _left(text: str, start: int) -> int:
    """Take in what stands directly before the first word: “ ( $ @."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _right(text: str, end: int) -> int:
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _windows(text: str, bounds: Span, spans: Sequence[Span]) -> list[Span]:
    windows: list[Span] = []
    for span in spans:
        start, end = max(bounds.start, span.start - _AROUND), min(bounds.end, span.end + _AROUND)
        if len(span) > _MOST_CHARACTERS:
            end = span.start + _MOST_CHARACTERS
        if start > bounds.start:
            start = _word_edge(text, start, span.start)
        if end < bounds.end:
            space = max(text.rfind(" ", span.start, end), text.rfind("\n", span.start, end))
            end = space if space > min(span.end, end - 30) - 1 else end
        if windows and start <= windows[-1].end + 20:
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        elif len(windows) == _MOST_WINDOWS:
            break
        else:
            windows.append(Span(start, end))
    return windows


def _word_edge(text: str, start: int, limit: int) -> int:
    found = re.compile(r"\s").search(text, start, limit)
    return found.end() if found else start


def _hidden(source: SourceText, window: Span, spans: Sequence[Span]) -> list[Span]:
    """Return the page furniture in a window, but for that in which a word matched."""
    holes: list[Span] = []
    for row in (source.zones, source.paragraphs):
        # Both rows are in order and do not overlap.
        at = bisect_right(row, window.start, key=lambda each: each.span.end)
        while at < len(row) and row[at].span.start < window.end:
            hole = row[at].span
            if row[at].zone is Zone.PAGE_FURNITURE and not any(map(hole.contains, spans)):
                holes.append(hole)
            at += 1
    return sorted(holes)


def _pieces(text: str, window: Span, holes: list[Span]) -> list[tuple[Span, str | None]]:
    """Return the window cut into stretches to keep (``None``) and stretches with what stands for them."""
    pieces: list[tuple[Span, str | None]] = []
    at = window.start
    for hole in [*holes, Span(window.end, window.end)]:
        end = max(at, min(hole.start, window.end))
        for found in _LINE_END.finditer(text, at, end):
            pieces.append((Span(at, found.start()), None))
            pieces.append((Span(*found.span()), "" if _joins(text, found) else " "))
            at = found.end()
        pieces.append((Span(at, end), None))
        at = max(at, min(hole.end, window.end))
    return [(piece, instead) for piece, instead in pieces if len(piece) and instead != ""]


def _joins(text: str, gap: re.Match[str]) -> bool:
    """Tell whether a line end parts a word: at a typesetter's hyphen, soft or printed."""
    if gap.group()[0] in "\ufffe\u00ad":
        return True
    around = text[max(0, gap.start() - 2) : gap.start()] + text[gap.end() : gap.end() + 1]
    is_broken = (
        len(around) == 3 and around[1] == "-" and around[0].islower() and around[2].islower()
    )
    return is_broken and "\n" in gap.group()


def _moved(origins: list[tuple[int, int, int]], span: Span) -> Span | None:
    """Return where a span of the text stands in the snippet, clipped to what is shown."""
    starts = [source for _, source, _ in origins]
    at = bisect_right(starts, span.start) - 1
    if at >= 0 and span.start < origins[at][1] + origins[at][2]:
        start = origins[at][0] + span.start - origins[at][1]
    elif at + 1 < len(origins) and origins[at + 1][1] < span.end:
        start = origins[at + 1][0]
    else:
        return None
    last = bisect_right(starts, span.end - 1) - 1
    place, source, length = origins[last]
    return Span(start, max(start, place + min(span.end - source, length)))

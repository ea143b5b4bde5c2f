"""The text layer: exactly what a source says, and where everything in it stands.

Nothing here is normalised or cleaned. Every position is a half-open span ``[start, end)`` in code
points of ``SourceText.text``; page furniture and site furniture are marked, never deleted.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.cited_units import Units

__all__ = [
    "COVERED",
    "NumberedLine",
    "Page",
    "PageSource",
    "PageVerdict",
    "Paragraph",
    "Place",
    "Repeated",
    "SourceText",
    "Span",
    "Zone",
    "ZoneSpan",
    "disjoint",
]


COVERED = "█"
"""Stands for each character that a redaction covers, so that offsets stay as they are."""

_COVERABLE = re.compile(r"[^\r\n\f]")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A half-open range ``[start, end)`` in code points of one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap made one, empty ones left out."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start < made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        elif len(span):
            made.append(span)
    return made


class Zone(StrEnum):
    """What part of a paper a stretch of text belongs to."""

    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    BLOCK_QUOTE = "block quote"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    PAGE_FURNITURE = "page furniture"
    SITE_FURNITURE = "site furniture"
    UNRELATED = "unrelated"

    @property
    def is_furniture(self) -> bool:
        """Tell whether the text is not the author's own, and so no source of findings."""
        return self in (Zone.PAGE_FURNITURE, Zone.SITE_FURNITURE, Zone.UNRELATED)


class PageSource(StrEnum):
    """How a page's characters came about.

    Repaired ones stand in the file under the wrong letters, and were put right by a rule.
    """

    DIGITAL = "digital"
    OCR = "ocr"
    REPAIRED = "repaired"


class PageVerdict(StrEnum):
    """What a page's text layer is worth."""

    TEXT = "text"
    SCAN = "scan"
    STAMPED_SCAN = "scan with stamp"
    GARBLED = "garbled"
    OCR_LAYER = "ocr layer"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its 1-based number, its label as printed ("iv", "12"), and its stretch of the text."""

    number: int
    label: str
    span: Span
    source: PageSource = PageSource.DIGITAL
    verdict: PageVerdict = PageVerdict.TEXT


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, in reading order.

    ``number`` is its pleaded number as printed without the stop ("12", "12a"), if it has one. A
    paragraph that runs over a page break is one paragraph: furniture inside its span is listed in
    ``SourceText.zones``.
    """

    span: Span
    number: str | None = None
    zone: Zone = Zone.BODY


@dataclass(frozen=True, slots=True)
class ZoneSpan:
    """A stretch whose zone differs from the paragraph around it, with the reason it was marked."""

    span: Span
    zone: Zone
    reason: str


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of pleading paper: its printed number and the span of the line's own text."""

    number: int
    span: Span


class Repeated(StrEnum):
    """A unit that names more than one place of its paper, so that a cite needs another one."""

    NUMBER = "number"
    """The number of a paragraph: an answer with counterclaims counts from 1 twice."""
    NUMBER_ON_PAGE = "number on page"
    """The same, and twice on one page."""
    LABEL = "label"
    """The label of a page: a brief with exhibits behind it, each with a page 1."""
    LINE = "line"
    """The number of a line on its page: a transcript with four pages on a sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span starts and ends, in the units that lawyers cite.

    A unit that the paper does not have there is ``None``.
    """

    first_page: Page | None
    last_page: Page | None
    first_paragraph: str | None
    last_paragraph: str | None
    first_line: int | None
    last_line: int | None
    first_ordinal: int | None = None
    """Which paragraph of the running text it is, counted from 1: for papers that number nothing."""
    last_ordinal: int | None = None
    part: Zone | None = None
    """What it stands in, where that is not the running text: the caption, a footnote, the signature."""
    repeated: frozenset[Repeated] = frozenset()
    """Those of its units that stand for another place of the paper as well."""

    @property
    def is_machine_read(self) -> bool:
        """Tell whether one of its ends stands on a page that a machine read."""
        return any(
            page is not None and page.source is PageSource.OCR
            for page in (self.first_page, self.last_page)
        )


@dataclass(frozen=True)
class SourceText:
    """One document's exact text and its places.

    ``redactions`` are what the paper covers and its file still holds: evidence to be kept as it is,
    and words that nobody may search, propose or show. Work with ``as_shown()``.

    Invariants, checked by ``validate``: pages cover the text without gaps or overlaps (or there are
    none); paragraphs, zones, lines and redactions are in order, lie inside the text and do not overlap
    among themselves.
    """

    text: str
    pages: tuple[Page, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    zones: tuple[ZoneSpan, ...] = ()
    lines: tuple[NumberedLine, ...] = ()
    redactions: tuple[Span, ...] = ()

    def as_shown(self) -> "SourceText":
        """Return the same layer with ``COVERED`` for every character under a redaction but line ends."""
        if not self.redactions:
            return self
        parts: list[str] = []
        at = 0
        for span in self.redactions:
            parts += self.text[at : span.start], _COVERABLE.sub(COVERED, span.of(self.text))
            at = span.end
        return replace(self, text="".join(parts) + self.text[at:])

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.span.start for page in self.pages]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self.paragraphs]

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [marked.span.start for marked in self.zones]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    def page_at(self, offset: int) -> Page | None:
        """Return the page that holds the character at ``offset``; ``None`` in a source without pages."""
        at = bisect_right(self._page_starts, offset) - 1
        return self.pages[at] if at >= 0 else None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph around ``offset``, or ``None`` between paragraphs."""
        at = self._paragraph_index(offset)
        return None if at is None else self.paragraphs[at]

    def _paragraph_index(self, offset: int) -> int | None:
        at = bisect_right(self._paragraph_starts, offset) - 1
        return at if at >= 0 and offset < self.paragraphs[at].span.end else None

    @cached_property
    def units(self) -> "Units":
        """The units that lawyers cite, each with its passages."""
        from importers.cited_units import Units

        return Units(self.pages, self.paragraphs, self.zones, self.lines)

    def zone_at(self, offset: int) -> Zone:
        """Return the zone of the character at ``offset``: a marked stretch wins over its paragraph."""
        at = bisect_right(self._zone_starts, offset) - 1
        if at >= 0 and offset < self.zones[at].span.end:
            return self.zones[at].zone
        paragraph = self.paragraph_at(offset)
        return paragraph.zone if paragraph else Zone.BODY

    def line_at(self, offset: int) -> int | None:
        """Return the printed line number at ``offset``; ``None`` off pleading paper."""
        at = bisect_right(self._line_starts, offset) - 1
        if at < 0 or offset >= self.lines[at].span.end:
            return None
        return self.lines[at].number

    def locate(self, span: Span) -> Place:
        """Return where ``span`` stands: pages, paragraphs and printed lines of both its ends."""
        last = max(span.start, span.end - 1)
        pages = self.page_at(span.start), self.page_at(last)
        numbers = self.units.number_at(span.start), self.units.number_at(last)
        lines = self.line_at(span.start), self.line_at(last)
        zone, first, end = self.units.part_at(self.zone_at(span.start), span)
        if zone is None:
            first, end = self.units.counted_around(span)
        return Place(
            first_page=pages[0],
            last_page=pages[1],
            first_paragraph=numbers[0],
            last_paragraph=numbers[1],
            first_line=lines[0],
            last_line=lines[1],
            first_ordinal=first,
            last_ordinal=end,
            part=zone,
            repeated=self.units.repeated(pages, numbers, lines),
        )

    def validate(self) -> None:
        """Raise ``ValueError`` where an invariant of the text layer is broken."""
        end = len(self.text)
        if self.pages:
            edges = [0, *(page.span.end for page in self.pages)]
            if edges[-1] != end or any(
                page.span.start != edge for page, edge in zip(self.pages, edges, strict=False)
            ):
                raise ValueError("pages do not cover the text exactly")
        spans: Sequence[Sequence[Span]] = (
            [paragraph.span for paragraph in self.paragraphs],
            [marked.span for marked in self.zones],
            [line.span for line in self.lines],
            self.redactions,
        )
        for row in spans:
            if any(before.end > after.start for before, after in pairwise(row)):
                raise ValueError("spans overlap or are out of order")
            if row and row[-1].end > end:
                raise ValueError("a span runs past the text")

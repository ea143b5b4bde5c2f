"""The units that lawyers cite a paper by, each with the passages that it names.

A passage is what a reader finds who follows a cite: the pleaded paragraph with the block quotations that it
leads to, the printed line, the page. A unit that names several passages is repeated, and a cite by it needs
another one beside it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from importers.source_text import (
    NumberedLine,
    Page,
    Paragraph,
    Repeated,
    Span,
    Zone,
    ZoneSpan,
)

__all__ = ["Units"]

# What a reader counts who counts paragraphs: not the caption, headings, notes or signatures.
_RUNNING = (Zone.BODY, Zone.BLOCK_QUOTE)
# Parts that are one, however many paragraphs they have.
_WHOLE_PARTS = (Zone.CAPTION, Zone.SIGNATURE)


class Units:
    """What of one text can be cited, and where it stands."""

    def __init__(
        self,
        pages: Sequence[Page],
        paragraphs: Sequence[Paragraph],
        zones: Sequence[ZoneSpan],
        lines: Sequence[NumberedLine],
    ) -> None:
        """Take the parts of a text; what is found in them is worked out when it is asked for."""
        self._pages = pages
        self._paragraphs = paragraphs
        self._zones = zones
        self._lines = lines
        self._starts = [paragraph.span.start for paragraph in paragraphs]

    # -- the way there: a span's units

    def number_at(self, offset: int) -> str | None:
        """Return the pleaded number around ``offset``; a block quotation has that of its paragraph."""
        at = self._index_before(offset)
        return self._pleaded[at] if at >= 0 and offset < self._paragraphs[at].span.end else None

    def counted_around(self, span: Span) -> tuple[int | None, int | None]:
        """Return the first and last running paragraph, counted from 1, between which ``span`` stands."""
        if not self._paragraphs:
            return None, None
        last = max(span.start, span.end - 1)
        before = self._index_before(span.start)
        first = self._counts[before] if before >= 0 else 0
        if not first:
            return None, None
        at = self._index_before(last)
        inside = last < self._paragraphs[at].span.end
        end = self._counts[at]
        if not (inside and self._paragraphs[at].zone in _RUNNING):
            end += 1
        total = self._counts[-1]
        return (first, end) if end <= total else (None, None)

    def part_at(self, zone: Zone, span: Span) -> tuple[Zone | None, int | None, int | None]:
        """Return the part of a zone that holds ``span``, with its number if there are several of them.

        None of all for the running text, and for what runs over the end of a part.
        """
        parts = [] if zone in _RUNNING else self._parts.get(zone, [])
        at = bisect_right(parts, span.start, key=lambda part: part.start) - 1
        if at < 0 or not parts[at].contains(span):
            return None, None, None
        number = at + 1 if len(parts) > 1 else None
        return zone, number, number

    def repeated(
        self,
        pages: Sequence[Page | None],
        numbers: Sequence[str | None],
        lines: Sequence[int | None],
    ) -> frozenset[Repeated]:
        """Return which of a place's units stand for another place as well."""
        found: set[Repeated] = set()
        for page, number, line in zip(pages, numbers, lines, strict=True):
            runs = self._runs.get(number.casefold(), []) if number else []
            if len(runs) > 1:
                found.add(Repeated.NUMBER)
                if page is None or len([run for run in runs if run.overlaps(page.span)]) > 1:
                    found.add(Repeated.NUMBER_ON_PAGE)
            if page is not None and self._labels[page.label.casefold()] > 1:
                found.add(Repeated.LABEL)
            if page is not None and line is not None and len(self.line(page, line)) > 1:
                found.add(Repeated.LINE)
        return frozenset(found)

    # -- the way back: a unit's passages

    def numbered(self, number: str) -> tuple[Span, ...]:
        """Return the paragraphs of a pleaded number, each with its block quotations; "12a" is "12A"."""
        return tuple(self._runs.get(number.casefold(), ()))

    def labelled(self, label: str) -> tuple[Page, ...]:
        """Return the pages of a label, its letters large or small."""
        folded = label.casefold()
        return tuple(page for page in self._pages if page.label.casefold() == folded)

    def page(self, number: int) -> Page | None:
        """Return a page of the file by its number from 1."""
        return self._pages[number - 1] if 1 <= number <= len(self._pages) else None

    def line(self, page: Page, number: int) -> tuple[Span, ...]:
        """Return the lines of a page that have a number printed beside them."""
        return tuple(self._numbered_lines.get((page.number, number), ()))

    def counted(self, number: int) -> Span | None:
        """Return a paragraph of the running text, counted from 1."""
        running = self._running
        return running[number - 1] if 1 <= number <= len(running) else None

    @property
    def running_count(self) -> int:
        """How many paragraphs of running text there are."""
        return len(self._running)

    def part(self, zone: Zone, number: int | None) -> tuple[Span, ...]:
        """Return the stretches of a zone outside the running text, or one of them, counted from 1."""
        parts = self._parts.get(zone, [])
        if number is None:
            return tuple(parts)
        return (parts[number - 1],) if 1 <= number <= len(parts) else ()

    # -- inside

    def _index_before(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _pleaded(self) -> list[str | None]:
        numbers: list[str | None] = []
        carried: str | None = None
        for paragraph in self._paragraphs:
            if paragraph.zone.is_furniture:
                numbers.append(paragraph.number)
            elif paragraph.number is None and paragraph.zone is Zone.BLOCK_QUOTE:
                numbers.append(carried)
            else:
                carried = paragraph.number
                numbers.append(carried)
        return numbers

    @cached_property
    def _runs(self) -> dict[str, list[Span]]:
        runs: dict[str, list[Span]] = {}
        for paragraph, number in zip(self._paragraphs, self._pleaded, strict=True):
            if number is None:
                continue
            known = runs.setdefault(number.casefold(), [])
            if paragraph.number is None and known:
                known[-1] = Span(known[-1].start, paragraph.span.end)
            else:
                known.append(paragraph.span)
        return runs

    @cached_property
    def _counts(self) -> list[int]:
        """For each paragraph, how many paragraphs of running text end with it."""
        return list(accumulate(int(each.zone in _RUNNING) for each in self._paragraphs))

    @cached_property
    def _running(self) -> list[Span]:
        return [each.span for each in self._paragraphs if each.zone in _RUNNING]

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(page.label.casefold() for page in self._pages)

    @cached_property
    def _numbered_lines(self) -> dict[tuple[int, int], list[Span]]:
        starts = [page.span.start for page in self._pages]
        found: dict[tuple[int, int], list[Span]] = {}
        for line in self._lines:
            page = bisect_right(starts, line.span.start)
            found.setdefault((page, line.number), []).append(line.span)
        return found

    @cached_property
    def _parts(self) -> dict[Zone, list[Span]]:
        """The stretches of each zone outside the running text, in order and apart."""
        parts: dict[Zone, list[Span]] = {}
        latest: Zone | None = None
        stretches = [(each.span, each.zone) for each in self._paragraphs]
        stretches += [(each.span, each.zone) for each in self._zones]
        for span, zone in sorted(stretches):
            if zone.is_furniture:
                continue
            known = parts.setdefault(zone, [])
            goes_on = zone is latest and zone in _WHOLE_PARTS
            if known and (goes_on or span.start < known[-1].end):
                known[-1] = Span(known[-1].start, max(known[-1].end, span.end))
            elif len(span):
                known.append(span)
            latest = zone
        return parts

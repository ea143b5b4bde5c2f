"""From pages to the text layer: pages judged, unreadable ones taken from elsewhere, all put in order.

The same for PDF files and for pictures of papers.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.document import MetadataValue
from importers.furniture import PAGE_NUMBER, Furniture, find_furniture, printed_number
from importers.machine_page import MachinePage, PlacedWord
from importers.machine_text import UNREADABLE, is_hard_to_read, read_by_machine
from importers.page_lines import PageLayout, gaps
from importers.page_paragraphs import page_paragraphs
from importers.page_verdict import is_poorly_read, judge
from importers.pdf_pages import PageReading
from importers.source_text import (
    Page,
    PageSource,
    PageVerdict,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
)

__all__ = ["PAGE_END", "PageLayer", "layer_of"]

PAGE_END = "\f"
"""Ends every page of the text layer but the last, and belongs to the page it ends."""


@dataclass(frozen=True)
class PageLayer:
    """A text layer of pages, with the pages as they were taken into it and where each starts.

    ``metadata`` is what stamps say; ``hard`` are the 1-based pages that a machine read badly.
    """

    source: SourceText
    readings: tuple[PageReading, ...]
    starts: tuple[int, ...]
    metadata: tuple[MetadataValue, ...]
    machine_words: tuple[PlacedWord, ...]
    hard: tuple[int, ...]


@dataclass(frozen=True)
class _Joined:
    """Pages in a row: the text of all, where each starts, what is covered, lines and furniture."""

    text: str
    shown: str
    starts: list[int]
    covered: tuple[Span, ...]
    layouts: list[PageLayout]
    furniture: Furniture


@dataclass(frozen=True)
class _Taken:
    """Pages with the text that they are read by, how each came about, and a machine's words on each."""

    readings: list[PageReading]
    sources: list[PageSource]
    words: list[tuple[PlacedWord, ...]]


def layer_of(
    readings: Sequence[PageReading],
    labels: Sequence[str],
    machine_pages: Sequence[MachinePage],
) -> PageLayer:
    """Return the text layer of pages.

    ``labels`` are the pages' labels as printed, or none at all. Unreadable pages take their words from
    their machine page where there is one.
    """
    joined = _joined(readings)
    verdicts = list(_verdicts(joined, readings))
    taken = _taken(readings, verdicts, machine_pages)
    if taken.readings != list(readings):
        joined = _joined(taken.readings)
    pages = tuple(
        Page(number, label, span, source, verdict)
        for number, (label, span, source, verdict) in enumerate(
            zip(_labels(labels, joined), _spans(joined), taken.sources, verdicts, strict=True),
            1,
        )
    )
    furniture = joined.furniture
    unreadable = _unreadable_zones(joined.shown, pages, furniture.zones)
    marked = sorted([*furniture.zones, *unreadable], key=lambda zone: zone.span)
    readable = [
        layout
        for layout, page in zip(joined.layouts, pages, strict=True)
        if not _is_gibberish(page)
    ]
    paragraphs, notes = page_paragraphs(joined.shown, readable, marked)
    zones = tuple(sorted([*marked, *notes], key=lambda zone: zone.span))
    return PageLayer(
        SourceText(joined.text, pages, paragraphs, zones, furniture.lines, joined.covered),
        tuple(taken.readings),
        tuple(joined.starts),
        furniture.metadata,
        tuple(_moved(taken.words, joined.starts)),
        tuple(
            machine.number
            for machine in machine_pages
            if 0 < machine.number <= len(pages)
            and taken.words[machine.number - 1]
            and is_hard_to_read(machine)
        ),
    )


def _joined(readings: Sequence[PageReading]) -> _Joined:
    """Join pages, each but the last ended by a form feed, and mark their furniture."""
    starts, at = [], 0
    for page in readings:
        starts.append(at)
        at += len(page.text) + len(PAGE_END)
    text = PAGE_END.join(page.text for page in readings)
    covered = tuple(_covered(readings, starts))
    # Nothing is told from words that the paper covers, not even what part of it they are.
    shown = SourceText(text, redactions=covered).as_shown().text
    layouts = [
        PageLayout(number, page.width, page.height, tuple(line.moved(start) for line in page.lines))
        for number, (page, start) in enumerate(zip(readings, starts, strict=True), 1)
    ]
    return _Joined(text, shown, starts, covered, layouts, find_furniture(shown, layouts))


def _covered(readings: Sequence[PageReading], starts: Sequence[int]) -> Iterator[Span]:
    """Yield what redactions cover, in order, by the offsets of the whole text."""
    for page, start in zip(readings, starts, strict=True):
        spans = [span for redaction in page.redactions for span in redaction.spans]
        for span in sorted(spans):
            yield Span(start + span.start, start + span.end)


def _spans(joined: _Joined) -> Iterator[Span]:
    ends = [*joined.starts[1:], len(joined.text)]
    return (Span(start, end) for start, end in zip(joined.starts, ends, strict=True))


def _labels(labels: Sequence[str], joined: _Joined) -> list[str]:
    if len(labels) != len(joined.starts) or _is_contradicted(labels, joined):
        labels = [""] * len(joined.starts)
    return [label.strip() or str(number) for number, label in enumerate(labels, 1)]


def _is_contradicted(labels: Sequence[str], joined: _Joined) -> bool:
    """Tell labels that name other pages than the numbers printed there: what a reader cites is in print."""
    agree = differ = 0
    for zone in joined.furniture.zones:
        printed = printed_number(zone.span.of(joined.shown)) if zone.reason == PAGE_NUMBER else None
        if printed is not None:
            label = labels[bisect_right(joined.starts, zone.span.start) - 1]
            same = printed_number(label.rpartition("-")[2]) == printed
            agree, differ = agree + same, differ + (not same)
    return differ > max(agree, 1)


def _verdicts(joined: _Joined, readings: Sequence[PageReading]) -> Iterator[PageVerdict]:
    """Yield what each page's own text is worth; stamps and the like are no text of its own."""
    marked = [zone.span for zone in joined.furniture.zones]
    at = 0
    for reading, span in zip(readings, _spans(joined), strict=True):
        inside = []
        while at < len(marked) and marked[at].start < span.end:
            inside.append(marked[at])
            at += 1
        own = "".join(gap.of(joined.shown) for gap in gaps(span, inside))
        yield judge(span.of(joined.shown), own, reading.image_cover)


def _taken(
    readings: Sequence[PageReading],
    verdicts: Sequence[PageVerdict],
    machine_pages: Sequence[MachinePage],
) -> _Taken:
    """Choose for each page the text that it is read by."""
    by_number = {page.number: page for page in machine_pages}
    taken = _Taken([], [], [])
    for number, (reading, verdict) in enumerate(zip(readings, verdicts, strict=True), 1):
        source = PageSource.DIGITAL
        words: tuple[PlacedWord, ...] = ()
        repaired = _repaired(reading, verdict)
        if repaired:
            source = PageSource.REPAIRED
            reading = repaired
        elif _is_better(by_number.get(number), reading, verdict):
            source = PageSource.OCR
            machine = read_by_machine(reading, verdict, by_number[number])
            reading, words = machine.page, machine.words
        elif verdict is PageVerdict.OCR_LAYER:
            source = PageSource.OCR
        taken.readings.append(reading)
        taken.sources.append(source)
        taken.words.append(words)
    return taken


def _repaired(reading: PageReading, verdict: PageVerdict) -> PageReading | None:
    """Return a page with the letters found for its glyph numbers, if it reads as text with them."""
    repaired = reading.repaired
    if repaired is None or verdict not in (PageVerdict.GARBLED, PageVerdict.TEXT):
        return None
    reads = judge(repaired.text, repaired.text, 0.0) is PageVerdict.TEXT
    return repaired if reads else None


def _is_better(machine: MachinePage | None, reading: PageReading, verdict: PageVerdict) -> bool:
    """Tell whether a page's machine page is worth more than what the file holds."""
    if machine is None:
        return False
    if verdict is PageVerdict.OCR_LAYER:
        return bool(machine.lines) and is_poorly_read(reading.text)
    return verdict in UNREADABLE


def _moved(words: Sequence[Sequence[PlacedWord]], starts: Sequence[int]) -> Iterator[PlacedWord]:
    for row, start in zip(words, starts, strict=True):
        for word in row:
            span = Span(start + word.span.start, start + word.span.end)
            yield PlacedWord(span, word.box, word.confidence)


def _is_gibberish(page: Page) -> bool:
    """Tell a page whose fonts hide their letters and which nothing has read or repaired."""
    return page.verdict is PageVerdict.GARBLED and page.source is PageSource.DIGITAL


def _unreadable_zones(
    text: str, pages: Sequence[Page], marked: Sequence[ZoneSpan]
) -> Iterator[ZoneSpan]:
    """Keep gibberish out of the findings: mark what stands on pages whose fonts hide their letters."""
    for page in pages:
        if not _is_gibberish(page):
            continue
        holes = [zone.span for zone in marked if page.span.contains(zone.span)]
        for gap in gaps(page.span, holes):
            if gap.of(text).strip():
                yield ZoneSpan(gap, Zone.PAGE_FURNITURE, "unreadable characters")

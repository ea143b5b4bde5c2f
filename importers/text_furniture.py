"""Page furniture of papers that were saved as text: page numbers and the stamps of electronic filing.

Without a layout only what stands on a line of its own can be told: a number at a page's first or last
line, and a federal court's stamp anywhere.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from importers.document import MetadataValue
from importers.plain_paragraphs import lines_of
from importers.source_text import Span, Zone, ZoneSpan

__all__ = ["page_furniture"]

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:page\s+)?(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—])?(?:\s+of\s+\d+)?\s*", re.I
)
# For example "Case 2:26-cv-00381-LMS Document 1 Filed 03/12/26 Page 1 of 7 PageID #: 1"
_STAMP: Final = re.compile(
    r"\s*Case:?\s+(?P<docket>(?:\d:)?\d{2,4}-[\w-]{2,24})\s+(?:Document|Doc\.?|ECF No\.?)\b.{0,60}?"
    r"\b(?:Filed|Date Filed|Entered):?\s+(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})\b.{0,80}",
    re.I,
)


def page_furniture(
    text: str, pages: Sequence[Span]
) -> tuple[tuple[ZoneSpan, ...], tuple[MetadataValue, ...]]:
    """Return the marked lines in order, and what the first stamp says: docket number and filing day."""
    zones = {zone.span: zone for zone in _page_numbers(text, pages)}
    values: list[MetadataValue] = []
    for row in lines_of(text):
        stamp = _STAMP.fullmatch(row.of(text))
        if stamp:
            zones[row] = ZoneSpan(row, Zone.PAGE_FURNITURE, "e-filing stamp")
            values = values or _stamped(stamp, row.start)
    return tuple(zones[span] for span in sorted(zones)), tuple(values)


def _stamped(stamp: re.Match[str], start: int) -> list[MetadataValue]:
    def span(group: str, last: str) -> Span:
        return Span(start + stamp.start(group), start + stamp.end(last))

    origin = "e-filing stamp"
    values = [MetadataValue("docket_number", stamp["docket"], origin, span("docket", "docket"))]
    year = int(stamp["year"])
    try:
        filed = date(year if year > 99 else 2000 + year, int(stamp["month"]), int(stamp["day"]))
    except ValueError:
        return values
    return [*values, MetadataValue("filed", filed.isoformat(), origin, span("month", "year"))]


def _page_numbers(text: str, pages: Sequence[Span]) -> list[ZoneSpan]:
    """Return the printed page numbers that stand alone on the first or last line of a page."""
    found: list[ZoneSpan] = []
    for page in pages:
        rows = [
            Span(page.start + row.start, page.start + row.end)
            for row in lines_of(page.of(text))
            if row.of(page.of(text)).strip()
        ]
        found.extend(
            ZoneSpan(row, Zone.PAGE_FURNITURE, "page number")
            for row in dict.fromkeys((*rows[:1], *rows[-1:]))
            if _PAGE_NUMBER.fullmatch(row.of(text))
        )
    return found

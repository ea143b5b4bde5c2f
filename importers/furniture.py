"""Page furniture: what a court, a clerk or a word processor put on the page, found by its place.

E-filing stamps, the clerk's stamp, pleading paper's line numbers, running heads and feet, page
numbers, and text up the margin. Nothing is removed: each stretch is marked with the reason. Measured
on 267 stamped pages, stamps looked for in the margins only: 242 found, none wrong.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from importers.document import MetadataValue
from importers.page_lines import PageLayout, PageLine
from importers.source_text import NumberedLine, Span, Zone, ZoneSpan

__all__ = ["Furniture", "find_furniture"]

# Parts of the page's height, from the edge, in which stamps, running lines and numbers stand.
_TOP, _BOTTOM = 0.13, 0.15
# The left part of the page's width that holds pleading paper's line numbers.
_NUMBER_COLUMN = 0.2
_FEWEST_NUMBERED_LINES = 10

# For example "1:04-cv-01809-JG-SMG", "20-1507", "5:19-bk-10101", "2021-CV-01234"
_DOCKET = r"(?P<docket>(?:\d{1,2}:)?\d{2,4}-(?:[a-z]{2,4}-)?\d{2,7}(?:-[a-z0-9]{1,6})*)"
# "06/24/16", "10/20/2005"
_SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)}
# "March 16, 2022", "SEP. 3, 2019"
_NAMED_DAY = r"(?P<month>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"

# A district court's: "Case 3:16-cv-05561-KLS Document 1 Filed 06/24/16 Page 9 of 12"; appeals courts':
# first "Case: 20-1507 Document: 00117684624 Page: 1 Date Filed: 12/22/2020 Entry ID: 6390389", or
# then "USCA4 Appeal: 20-1234 Doc: 45 Filed: 03/04/2021 Pg: 1 of 20", "Case: 20-55555, 03/04/2021, ID: …"
_FEDERAL_STAMP = re.compile(
    rf"\s*(?:USCA\s?\d{{0,2}}\s+)?(?:Appellate\s+)?(?:Case|Appeal)\s*(?:No\.?|#|:)?\s*:?\s*{_DOCKET}"
    r"[ ,].*?(?:Doc(?:ument|\.)?\b|DktEntry|Entry ID|(?:Date )?Filed|Pa?ge?\b)",
    re.IGNORECASE,
)
# What else courts and vendors put in the margin; the first letters are enough to know them there.
_OTHER_STAMP = re.compile(
    r"\s*(?:NYSCEF DOC|(?:RECEIVED|FILED):? .{0,60}\d\d/\d\d/\d{4}|INDEX NO\.? \d"
    r"|Filing\s*#\s*\d+\s+E-Filed|(?:Electronically|E-?)\s?Filed\b.{0,80}\d|Dockets\.Justia\.com"
    r"|Page\s?ID\s?[#.:]|Entry ID:|.{3,90}\bDoc\. \d{1,4}\s*$|ENTERED\b.{0,40}\d{4})",
    re.IGNORECASE,
)
# "Filed 06/24/16", "Date Filed: 12/22/2020", the bare date in "Case: 20-55555, 03/04/2021, ID: …"
_FILED = re.compile(rf"(?:Filed:?\s*|[,\s])(?P<date>{_SLASHED})", re.IGNORECASE)
# A clerk's stamp: a few short lines in the corner, one of which says so.
_CLERK = re.compile(r"\s*(?:ELECTRONICALLY |E-?)?(?:FILED|RECEIVED|ENTERED)\b.{0,30}$")

# "3", "- 3 -", "Page 3 of 12", "iv"
_PAGE_NUMBER = re.compile(
    r"[\s\-–—\[(|]*(?P<word>page|pg\.?)?\s*(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?P<of>\s*(?:of|/)\s*\d{1,4})?[\s\-–—\])|]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Furniture:
    """What was found: the marked stretches in order, numbered lines, and what the stamps say."""

    zones: tuple[ZoneSpan, ...]
    lines: tuple[NumberedLine, ...]
    metadata: tuple[MetadataValue, ...]


Marks = dict[Span, str]
"""The lines found to be furniture, by their span, with the reason."""


def find_furniture(text: str, pages: Sequence[PageLayout]) -> Furniture:
    """Mark the page furniture of a document with the given printed lines."""
    marks: Marks = {}
    metadata: list[MetadataValue] = []
    numbered: list[NumberedLine] = []
    for page in pages:
        _mark_stamps(text, page, marks, metadata)
        _mark_clerks_stamp(text, page, marks, metadata)
        _mark_sideways(page, marks)
        numbers = _line_numbers(text, page)
        marks.update({line.span: "line number" for line, _ in numbers})
        numbered.extend(_numbered_lines(page, numbers, marks))
    _mark_running_lines(text, pages, marks, {line.span for line in numbered})
    _mark_page_numbers(text, pages, marks)
    zones = tuple(
        ZoneSpan(span, Zone.PAGE_FURNITURE, reason) for span, reason in sorted(marks.items())
    )
    lines = tuple(sorted((line for line in numbered if line.span not in marks), key=_by_span))
    return Furniture(zones, lines, _distinct(metadata))


def _by_span(line: NumberedLine) -> Span:
    return line.span


def _distinct(values: Iterable[MetadataValue]) -> tuple[MetadataValue, ...]:
    """Keep each field's values once, at their first place."""
    found: dict[tuple[str, str], MetadataValue] = {}
    for value in values:
        found.setdefault((value.field, value.value), value)
    return tuple(found.values())


def _in_margin(page: PageLayout, line: PageLine) -> bool:
    return line.baseline < _TOP * page.height or line.baseline > (1 - _BOTTOM) * page.height


# -- stamps ------------------------------------------------------------------------------------


def _mark_stamps(text: str, page: PageLayout, marks: Marks, metadata: list[MetadataValue]) -> None:
    origin = f"e-filing stamp on page {page.number}"
    for line in page.lines:
        if not _in_margin(page, line):
            continue
        words = line.span.of(text)
        stamp = _FEDERAL_STAMP.match(words)
        if stamp:
            at = line.span.start
            span = Span(at + stamp.start("docket"), at + stamp.end("docket"))
            metadata.append(MetadataValue("docket_number", stamp["docket"], origin, span))
        elif not _OTHER_STAMP.match(words):
            continue
        marks[line.span] = "e-filing stamp"
        metadata.extend(_filed(words, line.span.start, origin))


def _filed(words: str, at: int, origin: str) -> list[MetadataValue]:
    found = _FILED.search(words)
    if not found:
        return []
    month, day, year = (int(part) for part in found["date"].split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _day(year, month, day, Span(at + found.start("date"), at + found.end("date")), origin)


def _day(year: int, month: int, day: int, span: Span, origin: str) -> list[MetadataValue]:
    try:
        return [MetadataValue("filed", dt.date(year, month, day).isoformat(), origin, span)]
    except ValueError:  # a stamp that was read badly, such as 00/41/2016, says nothing
        return []


def _mark_clerks_stamp(
    text: str, page: PageLayout, marks: Marks, metadata: list[MetadataValue]
) -> None:
    """Mark the block of short lines in the upper corner of the first page that says FILED."""
    if page.number != 1:
        return
    corner = [
        line
        for line in page.lines
        if line.upright
        and line.span not in marks
        and line.baseline < 0.35 * page.height
        and line.left > 0.5 * page.width
        and line.right - line.left < 0.4 * page.width
    ]
    for at, line in enumerate(corner):
        if not _CLERK.match(line.span.of(text)):
            continue
        block = _touching(corner, at)
        words = Span(block[0].span.start, block[-1].span.end).of(text)
        day = re.search(_NAMED_DAY, words)
        if len(block) < 2 or not (day or re.search(r"clerk|\d\d/\d\d", words, re.IGNORECASE)):
            continue
        marks.update({part.span: "clerk's stamp" for part in block})
        origin = f"clerk's stamp on page {page.number}"
        month = _MONTH_NUMBERS.get(day["month"].lower()[:3]) if day else None
        if day and month:
            start = block[0].span.start
            span = Span(start + day.start(), start + day.end())
            metadata.extend(_day(int(day["year"]), month, int(day["day"]), span, origin))
        else:
            metadata.extend(_filed(words, block[0].span.start, origin))
        return


def _touching(lines: list[PageLine], at: int) -> list[PageLine]:
    """Return the run of lines around ``at`` that follow closely and stand under each other."""
    first = last = at
    while first > 0 and _stacked(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _stacked(lines[last], lines[last + 1]):
        last += 1
    return lines[first : last + 1]


def _stacked(upper: PageLine, lower: PageLine) -> bool:
    gap = lower.baseline - upper.baseline
    return 0 < gap < 3 * max(upper.size, lower.size) and (
        upper.left < lower.right and lower.left < upper.right
    )


def _mark_sideways(page: PageLayout, marks: Marks) -> None:
    sideways = [line for line in page.lines if not line.upright]
    if len(sideways) > len(page.lines) / 3:
        return  # a page printed sideways, not text in a margin
    for line in sideways:
        if line.right < 0.12 * page.width or line.left > 0.88 * page.width:
            marks.setdefault(line.span, "margin text")


# -- pleading paper ----------------------------------------------------------------------------


def _line_numbers(text: str, page: PageLayout) -> list[tuple[PageLine, int]]:
    """Return the printed line numbers of pleading or transcript paper, from the top; else none."""
    column = [
        (line, int(words))
        for line in page.lines
        if line.upright
        and line.right < _NUMBER_COLUMN * page.width + 20
        and line.left < _NUMBER_COLUMN * page.width
        and (words := line.span.of(text).strip()).isdecimal()
        and len(words) <= 2
    ]
    if len(column) < _FEWEST_NUMBERED_LINES:
        return []
    edge = median(line.right for line, _ in column)
    column = [item for item in column if abs(item[0].right - edge) < item[0].size]
    column.sort(key=lambda item: item[0].baseline)
    steps = [
        (after[0].baseline - before[0].baseline, after[1] - before[1])
        for before, after in pairwise(column)
    ]
    even = [gap for gap, step in steps if step == 1]
    if len(even) + 1 < _FEWEST_NUMBERED_LINES or len(even) < 0.85 * len(steps):
        return []
    pitch = median(even)
    regular = sum(abs(gap - pitch) < 0.25 * pitch for gap in even)
    return column if regular >= 0.8 * len(even) else []


def _numbered_lines(
    page: PageLayout, numbers: list[tuple[PageLine, int]], marks: Marks
) -> list[NumberedLine]:
    """Give each line of text beside the numbers the nearest one; none to what stands off the grid."""
    if not numbers:
        return []
    pitch = (numbers[-1][0].baseline - numbers[0][0].baseline) / max(len(numbers) - 1, 1)
    edge = max(line.right for line, _ in numbers)
    found = []
    for line in page.lines:
        if line.span in marks or not line.upright or line.right < edge:
            continue
        near, number = min(numbers, key=lambda item: abs(item[0].baseline - line.baseline))
        if abs(near.baseline - line.baseline) <= 0.6 * pitch:
            found.append(NumberedLine(number, line.span))
    return found


# -- running lines and page numbers -------------------------------------------------------------


def _mark_running_lines(
    text: str, pages: Sequence[PageLayout], marks: Marks, numbered: set[Span]
) -> None:
    """Mark lines in the margins that come back page after page at the same height, digits aside.

    What has a printed line number is the paper's own text.
    """
    seen: dict[tuple[str, bool], list[tuple[int, float, Span]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            words = " ".join(line.span.of(text).split())
            if line.span in marks or line.span in numbered:
                continue
            if not line.upright or not _in_margin(page, line):
                continue
            if sum(char.isalnum() for char in words) < 3 or _PAGE_NUMBER.fullmatch(words):
                continue
            at_top = line.baseline < page.height / 2
            height = line.baseline if at_top else page.height - line.baseline
            key = re.sub(r"\d+", "#", words), at_top
            seen[key].append((page.number, height, line.span))
    for (_, at_top), places in seen.items():
        usual = median(height for _, height, _ in places)
        alike = [place for place in places if abs(place[1] - usual) < 8]
        if _come_back({number for number, _, _ in alike}, len(pages)):
            reason = "running head" if at_top else "running foot"
            marks.update({span: reason for _, _, span in alike})


def _come_back(numbers: set[int], pages: int) -> bool:
    """Tell whether a line runs: on every page or every other one of a stretch, not here and there."""
    if len(numbers) < (2 if pages <= 5 else 3):
        return False
    stretch = max(numbers) - min(numbers) + 1
    return len(numbers) >= (0.45 if len(numbers) > 2 else 1.0) * stretch


def _mark_page_numbers(text: str, pages: Sequence[PageLayout], marks: Marks) -> None:
    """Mark the printed page number: the outermost line of a margin that counts with the pages."""
    found: list[tuple[PageLine, int, bool]] = []
    for page in pages:
        rest = [line for line in page.lines if line.span not in marks and line.upright]
        if not rest:
            continue
        rows = sorted(rest, key=lambda line: line.baseline)
        for line in {rows[0].span: rows[0], rows[-1].span: rows[-1]}.values():
            match = _PAGE_NUMBER.fullmatch(line.span.of(text))
            if not match or not _in_margin(page, line):
                continue
            centred = abs(line.left + line.right - page.width) < 0.05 * page.width
            dashed = match.group().strip()[0] in "-–—"
            marked = bool(match["word"] or match["of"]) or dashed or centred
            value = _number(match["number"])
            if value is not None and (marked or match["number"] != "I"):
                found.append((line, value - page.number, marked))
    usual = Counter(offset for _, offset, _ in found)
    for line, offset, marked in found:
        if marked or usual[offset] >= 2 or offset == 0 or len(pages) == 1:
            marks[line.span] = "page number"


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _number(printed: str) -> int | None:
    if printed.isdecimal():
        return int(printed)
    values = [_ROMAN[letter] for letter in printed.lower()]
    total = sum(
        -value if at + 1 < len(values) and values[at + 1] > value else value
        for at, value in enumerate(values)
    )
    return total if 0 < total < 100 else None

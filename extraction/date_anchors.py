"""The document's own date: the day that its relative expressions are counted from.

Evidence, best first: what the attorney gave, the date of publication or filing that the importer read,
a dateline near the top, the date beside the signature. Without any of them the date stays unknown.
"""

import datetime as dt
import re
from collections.abc import Iterator

from extraction import date_values as values
from extraction.date_meanings import meaning
from extraction.date_order import day_order
from extraction.date_patterns import Hit
from extraction.date_phrases import phrases
from extraction.date_sense import Setting
from extraction.date_words import fold
from extraction.reading import Passage, Reading, read
from importers.document import ImportedDocument
from importers.source_text import Zone

__all__ = ["document_date"]

# A dateline stands among the first paragraphs, near the top.
_TOP_PASSAGES = 8
_TOP_CHARACTERS = 900
# The date beside a signature stands in the last part of a paper.
_END_CHARACTERS = 4000
_FIRST_PAGE = 2500
_FILED = re.compile(r"\b(?:filed|decided|opinion issued|date filed|date)(?: on)?:? {1,3}$")

_WHOLE_DATE = ("iso", "month_day", "day_month", "day_mon_year", "numeric", "day_clock")
_DATELINE_WORDS = re.compile(
    r"\W*(?:(?:last |first )?(?:published|updated|posted|modified|dated?|sent|issued|released"
    r"|created)(?: (?:on|at))?:?\W*)?"
)
_PLACE = re.compile(r"\W*[A-Z][\w.' ]{1,30}(?:, [A-Z][\w.]{1,20})?(?:, | -{1,2} | ?\()\W*")
_SIGNED = re.compile(
    r"\b(?:dated?(?: this)?|executed(?: on)?|signed(?: on)?|so ordered(?: this)?|entered(?: "
    r"this)?|respectfully submitted|submitted(?: on)?"
    r"|done(?: this)?)\b[:,.]?[^.;]{0,60}$"
)
_WEAK_ORIGIN = re.compile(r"propert|file", re.IGNORECASE)


def document_date(
    document: ImportedDocument, given: dt.date | None = None, *, day_first: bool | None = None
) -> tuple[dt.date | None, str]:
    """Return a document's date, or ``None``, and in words how it is known.

    ``day_first`` settles how numeric dates are read; where it is ``None``, their passage decides.
    """
    if given is not None:
        return given, "given by you"
    weak: tuple[dt.date, str] | None = None
    for field in ("filed", "published"):
        for fact in document.metadata.all(field):
            at = _iso_day(fact.value)
            if at is None:
                continue
            found = at, f"{field} {at.isoformat()}, from the {fact.origin}"
            if not _WEAK_ORIGIN.search(fact.origin):
                return found
            weak = weak or found
    reading = read(document.source)
    folded = fold(reading.text)
    for search in (_dateline, _filing, _signature):
        for reason, found_day in search(reading, folded, day_first):
            return found_day, reason
    return weak or (None, "the paper does not state its own date")


def _iso_day(value: str) -> dt.date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", value)
    try:
        return dt.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _days(
    reading: Reading, folded: str, passage: Passage, day_first: bool | None
) -> Iterator[tuple[Hit, dt.date]]:
    """Yield the whole, stated dates of a passage."""
    start, end = passage.span.start, passage.span.end
    hits = phrases(folded, reading.text, start, end, bytes(len(folded)))
    order = day_order(folded, hits, None, day_first)
    for hit in hits:
        if hit.rule not in _WHOLE_DATE:
            continue
        sense = meaning(hit, Setting(day_first=order.day_first))
        limits = values.bounds(sense.value) if sense and sense.value else None
        if limits and limits[0] == limits[1] and sense and not sense.anchor:
            yield hit, limits[0]


def _dateline(
    reading: Reading, folded: str, day_first: bool | None
) -> Iterator[tuple[str, dt.date]]:
    """Yield the date of a short line near the top that holds little else, or opens with place and date."""
    own = [passage for passage in reading.passages if not passage.zone.is_furniture]
    for passage in own[:_TOP_PASSAGES]:
        if passage.span.start > _TOP_CHARACTERS or passage.zone == Zone.CAPTION:
            return
        for hit, at in _days(reading, folded, passage, day_first):
            before = folded[passage.span.start : hit.start]
            after = folded[hit.end : passage.span.end]
            alone = _DATELINE_WORDS.fullmatch(before) and len(after.strip()) <= 40
            placed = _PLACE.fullmatch(reading.text[passage.span.start : hit.start]) and re.match(
                r"\s*(?:\([a-z .]+\)\s*)?-", after
            )
            byline = (
                len(before) <= 60
                and len(after.strip()) <= 25
                and re.match(r"\W*by\b|[\w. ]+[|·-] ?$", before)
            )
            inside = _after_byline(before, after)
            if alone or placed or byline or inside:
                yield "the dateline near the top", at
                return


def _filing(reading: Reading, folded: str, day_first: bool | None) -> Iterator[tuple[str, dt.date]]:
    """Yield the date of a "Filed:" or "Decided:" line on the first page."""
    for passage in reading.passages:
        if passage.span.start > _FIRST_PAGE:
            return
        for hit, at in _days(reading, folded, passage, day_first):
            if _FILED.search(folded, max(passage.span.start, hit.start - 20), hit.start):
                yield "the filing line on the first page", at
                return


def _after_byline(before: str, after: str) -> bool:
    """Tell whether a date closes a short line of title or names, with nothing after it."""
    return (
        len(before) <= 120
        and not after.strip()
        and not re.search(r"\b(?:on|by|since|until|in|of|before|after|from|to)\W*$", before)
    )


def _signature(
    reading: Reading, folded: str, day_first: bool | None
) -> Iterator[tuple[str, dt.date]]:
    """Yield the date beside the signature: "Dated: April 6, 2017", "this 6th day of April, 2017"."""
    for passage in reversed(reading.passages):
        if passage.span.end < len(folded) - _END_CHARACTERS:
            return
        if passage.zone.is_furniture:
            continue
        for hit, at in reversed(list(_days(reading, folded, passage, day_first))):
            if _SIGNED.search(folded, max(passage.span.start, hit.start - 90), hit.start):
                yield "the date beside the signature", at
                return

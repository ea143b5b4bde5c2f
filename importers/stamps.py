"""What the stamps of courts and their filing systems look like, and the facts that they state.

The federal forms follow what the district, bankruptcy and appeals courts print in the margins of the
papers that they hand out; the others are those of state courts' vendors and of clerks. A stamp begins
its line with a capital letter, so that a sentence about filing, broken across lines, is none.
"""

import datetime as dt
import re
from collections.abc import Iterator

from importers.document import MetadataValue
from importers.source_text import Span

__all__ = ["begins_clerks_stamp", "is_clerks_stamp", "is_stamp", "stamped_facts"]

# For example "1:04-cv-01809-JG-SMG", "20-1507", "5:19-bk-10101", "2021-CV-01234", "MDL No. 2875"
_DOCKET = (
    r"(?P<docket>(?:\d{1,2}:)?\d{2,4}-(?:[A-Za-z]{2,4}-)?\d{2,7}(?:-[A-Za-z0-9]{1,6})*"
    r"|MDL No\. ?\d{1,4})"
)
_SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
# "06/24/16", "March 16, 2022", "SEP. 3 2019", "04 March, 2026", "2026 Mar 04"
_DAYS = (
    re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH}),? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<year>\d{{4}}) (?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b"),
)
_DAY = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in _DAYS)

# A district court's: "Case 3:16-cv-05561-KLS Document 1 Filed 06/24/16 Page 9 of 12", without "Case" in
# some; appeals courts': first "Case: 20-1507 Document: 00117684624 Page: 1 Date Filed: 12/22/2020", or
# then "USCA4 Appeal: 20-1234 Doc: 45 Filed: 03/04/2021", "Case: 20-55555, 03/04/2021, ID: 120, DktEntry: 4"
_FEDERAL = re.compile(
    r"\s*(?:USCA ?\d{0,2} +)?(?:Appellate +)?(?:(?:Case|CASE|Appeal) ?(?:No\.?|#|:)? ?:? *)?"
    rf"{_DOCKET}(?=[ ,])(?:,? +(?:Doc(?:ument)?\b|ECF|DktEntry|Pa?ge?\b|(?:Date +)?[Ff]iled\b|#)"
    rf"|, *{_SLASHED},)(?=.*(?:{_SLASHED}|Pa?ge?:? ?\d))"
)
_BEGINNING = re.compile(r"(?<=\s)(?:USCA|Appellate|Case|CASE|Appeal)\b")
# What other courts and vendors print; the first letters are enough to know it in a margin.
_OTHER = re.compile(
    rf"\s*(?:NYSCEF DOC|INDEX NO\.? \d|(?:RECEIVED|FILED)\b.{{0,60}}?(?:{_DAY})"
    rf"|(?:Received|Filed)\b.{{0,60}}?(?:{_DAY})(?:\s*$|,?\s+(?:at )?\d{{1,2}}:\d\d)"
    r"|Filing ?# ?\d+ +E-Filed|(?:Electronically|ELECTRONICALLY|[Ee]-?) ?(?:Filed|FILED)\b.{0,80}\d"
    rf"|[A-Z]{{3}}-[A-Z]{{1,2}}-\d{{6}}-\d\d +{_SLASHED}"
    r"|Dockets\.Justia\.com|Page ?I[Dd] ?[#.:]|Entry ID:"
    r"|(?:.{1,60} v\. |In [Rr]e\b).{1,60}[^,;(] Doc\. \d{1,4}\s*$|ENTERED\b.{0,40}\d{4})"
)
# How other courts give their numbers: named, "2026L001234", "ATL-L-001234-26"
_NUMBERED = re.compile(
    r"(?:\b(?i:index|case|docket|cause) ?(?i:no\b\.?|number|#):? *(?P<named>(?=\S*\d)[A-Za-z0-9][\w:/-]*)"
    r"|\b(?P<bare>\d{4}[A-Z]{1,4}\d{5,7}|[A-Z]{3}-[A-Z]{1,2}-\d{6}-\d\d)\b)"
)
_FILED = re.compile(r"\b(?:Filed|FILED|filed)\b(?: on| DATE)?:?\s*")
_COURT = re.compile(r"clerk|court|nyscef|\bfor record\b|\bM(?:COA|SC)\b", re.IGNORECASE)

# A clerk's stamp: a few short lines in the corner, one of which says so.
_CLERK = re.compile(
    r"\s*(?:DATE |Date )?(?:ELECTRONICALLY |Electronically |[Ee]-?)?"
    r"(?P<word>FILED|RECEIVED|ENTERED|Filed|Received|Entered)\b.{0,40}$"
)
_TIME = re.compile(r"\d{1,2}:\d\d")
# What a caption's right column holds, and no stamp.
_CAPTION = re.compile(r"\b(?:COMPLAINT|JURY|JUDGE|Judge|MOTION|ANSWER|Plaintiffs?|Defendants?)\b")


def is_stamp(words: str) -> bool:
    """Tell a stamp by a line in a page's margin."""
    return bool(_FEDERAL.match(words) or _OTHER.match(words))


def begins_clerks_stamp(words: str) -> bool:
    """Tell whether a short line may be the one of a clerk's stamp that says what it is."""
    return bool(_CLERK.match(words))


def is_clerks_stamp(words: str) -> bool:
    """Tell a clerk's stamp by the words of all its lines, in which one says that it may be."""
    if _CAPTION.search(words):
        return False
    said = [match for line in words.splitlines() if (match := _CLERK.match(line))]
    capitals = any(match["word"].isupper() for match in said)
    named = re.search(r"clerk", words, re.IGNORECASE)
    return bool(named or _TIME.search(words) or (capitals and re.search(_DAY, words)))


def stamped_facts(words: str, start: int, origin: str) -> Iterator[MetadataValue]:
    """Yield the docket number and the filing date of a stamp that begins at ``start`` of the text.

    A day on which somebody received a paper is a filing date where the stamp names a court or clerk.
    """
    another = _another(words)
    if another:  # two stamps printed over each other, which PDFium reads as one line
        yield from stamped_facts(words[:another], start, origin)
        yield from stamped_facts(words[another:], start + another, origin)
        return
    federal, other = _FEDERAL.match(words), _NUMBERED.search(words)
    if federal:
        span = Span(start + federal.start("docket"), start + federal.end("docket"))
        yield MetadataValue("docket_number", federal["docket"], origin, span)
    elif other:
        group = "named" if other["named"] else "bare"
        span = Span(start + other.start(group), start + other.end(group))
        yield MetadataValue("docket_number", other[group], origin, span)
    received = re.match(r"\s*RECEIVED\b", words, re.IGNORECASE)
    if not received or _COURT.search(words) or _FILED.search(words):
        yield from _filing_day(words, start, origin)


def _another(words: str) -> int | None:
    """Return where a second federal stamp begins in a line, if one does."""
    first = _FEDERAL.match(words)
    starts = (match.start() for match in _BEGINNING.finditer(words, first.end() if first else 0))
    return next((at for at in starts if first and _FEDERAL.match(words, at)), None)


def _filing_day(words: str, start: int, origin: str) -> Iterator[MetadataValue]:
    """Yield the day beside the word "filed", or else the first day of a stamp, where it is one."""
    matches = [match for form in _DAYS for match in form.finditer(words)]
    after = {match.end() for match in _FILED.finditer(words)}
    for match in sorted(matches, key=lambda item: (item.start() not in after, item.start())):
        day = _day(match["year"], match["month"], match["day"])
        if day:
            span = Span(start + match.start(), start + match.end())
            yield MetadataValue("filed", day.isoformat(), origin, span)
            return


def _day(year: str, month: str, day: str) -> dt.date | None:
    """Return a day; none for a stamp that was read badly, such as 00/41/2016, or for no month's name."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    try:
        at = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
        return dt.date(number, at, int(day))
    except ValueError:
        return None

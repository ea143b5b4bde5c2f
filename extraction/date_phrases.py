"""Matches become expressions: the longest of what overlaps, then what belongs together is joined.

"3 p.m." and "on Thursday" are one time; "two days after" and "April 3" are one; "April 3" and "May 5,
2017" with "to" between them are one range.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extraction.date_filters import is_date
from extraction.date_patterns import Hit, spot
from extraction.date_words import DAY_TH, YEAR

__all__ = ["CALENDAR", "phrases"]

CALENDAR = frozenset(
    [
        "iso",
        "month_day",
        "day_month",
        "day_mon_year",
        "numeric",
        "numeric_short",
        "month_slash_year",
        "month_year",
        "month_relative",
        "month",
        "season_year",
        "season_relative",
        "quarter",
        "quarter_code",
        "fiscal_year",
        "tax_year",
        "decade",
        "year",
        "spelled_year",
        "deictic",
        "weekday",
        "nth_weekday",
        "nth_week",
        "unit",
        "holiday",
        "part_of",
        "day_only",
        "offset_from",
        "week_around",
        "day_clock",
        "years",
        "days_of_month",
        "month_days",
        "numeric_range",
        "offset",
    ]
)
_DAYS = frozenset(
    [
        "iso",
        "month_day",
        "day_month",
        "day_mon_year",
        "numeric",
        "numeric_short",
        "deictic",
        "weekday",
        "nth_weekday",
        "holiday",
        "day_only",
        "daypart",
        "unit",
    ]
)
_BEGINNINGS = CALENDAR - {
    "deictic",
    "weekday",
    "unit",
    "offset",
    "years",
    "days_of_month",
    "month_days",
    "numeric_range",
}
_PARTABLE = frozenset(
    [
        "month_year",
        "month",
        "month_relative",
        "season_year",
        "season_relative",
        "quarter",
        "quarter_code",
        "fiscal_year",
        "tax_year",
        "decade",
        "century",
        "year",
        "spelled_year",
        "unit",
        "years",
        "deictic",
        "weekday",
    ]
)
_RANGE_GAP = re.compile(
    r",? {0,3}(?P<by>-|~|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\bup to\b|\band\b)"
    r"(?: and including)?(?: in| on| of| the| about| or about)* {0,3}"
)
_TO_PRESENT = re.compile(
    r",? {0,3}(?:-|to|through|thru|until|till|up to|(?P<joint>and)|and continuing(?: to| through| until)?)"
    r" {0,3}(?:the )?(?:present(?: day| time)?|now|today|current date|date|filing of this \w+"
    r"|date of (?:this|the) (?:complaint|filing|motion|petition|answer))\b(?! \d)"
)
_OPENING = re.compile(r"\b(?P<word>from|between)(?: (?:in|on|or|about|around|the))*(?: ?,)? {1,3}$")
_CLOCK_GAP = re.compile(
    r",? {0,3}(?:at |around |about |at (?:about|around|approximately) |@ ?|by |, at )?"
)
_BARE_CLOCK = re.compile(r"\d\d?:\d\d")
_TESTIMONY = re.compile(r"\b(?:dep|tr|hr'g|hearing|trial|deposition|transcript)\b[^;:]{0,16}$")
_CLOCK_CUE = re.compile(
    r"\b(?:at|around|about|by|until|till|from|to|since|before|after|approximately|between|time:?|@) {1,3}$"
)
_DAY_GAP = re.compile(r" {1,3}(?:on )?(?:the )?|, (?:on )?")
_ANCHOR_GAP = re.compile(r" {1,3}(?:the |on |of )?")
_STARTING = re.compile(
    r",? {1,3}(?:starting|beginning|commencing)(?: from| on| with)? {1,3}|,? {1,3}from {1,3}"
)
_NOW = re.compile(
    r"\b(?P<opening>between|from) {1,3}(?:now|today|the present)(?: {1,3}(?P<by>and|to|until|till|through))"
    r" {1,3}(?:the )?$"
)
_PART = re.compile(
    r"\b(?P<p>(?:in )?(?:the )?(?:very )?(?:early to mid|mid to late|early|late|mid|middle"
    r"|beginning|start|end|close|turn"
    r"|(?:early|latter|later|first|second|last) (?:part|half|days|months|weeks))(?: part)?)"
    r"(?:-| {1,3}(?:in |of )?(?:the )?(?:year )?)$"
)
_MORE_DAYS = re.compile(
    rf"(?P<gap> ?, (?:and )?| and (?:the )?| ?& )(?P<d>{DAY_TH})\b(?![:%/\d]| ?(?:-|am\b|pm\b"
    r"|[ap]\.m|percent|years|days|months))"
)
_LIST_YEAR = re.compile(rf" ?, ?(?P<y>{YEAR})\b|(?P<none>)")


def phrases(folded: str, original: str, start: int, end: int, mask: bytes | bytearray) -> list[Hit]:
    """Return the time expressions of ``[start, end)`` in order.

    ``mask`` holds a non-zero byte for every character that is no date's (citations).
    """
    found = [
        (rank, hit)
        for rank, hit in spot(folded, start, end)
        if not any(mask[hit.start : hit.end]) and is_date(hit, folded, original)
    ]
    if not found:
        return []
    hits = _listed_days(_longest(found, start, end), folded, end)
    for join in (_clocks, _anchored, _parts, _ranges):
        hits = join(hits, folded, start)
    return hits


def _longest(found: Iterable[tuple[int, Hit]], start: int, end: int) -> list[Hit]:
    taken = bytearray(end - start)
    kept: list[Hit] = []
    for _rank, hit in sorted(found, key=lambda row: (row[1].start - row[1].end, row[0])):
        at, stop = hit.start - start, hit.end - start
        if not any(taken[at:stop]):
            taken[at:stop] = b"\1" * (stop - at)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _listed_days(hits: list[Hit], folded: str, end: int) -> list[Hit]:
    """Add the days of "March 3, 5 and 9, 2017", each a hit of its own."""
    result: list[Hit] = []
    for at, hit in enumerate(hits):
        if result and hit.start < result[-1].end:
            continue  # the year at the end of a list
        limit = hits[at + 1].start if at + 1 < len(hits) else end
        result += _with_more_days(hit, folded, limit, end)
    return result


def _with_more_days(hit: Hit, folded: str, limit: int, end: int) -> list[Hit]:
    """Return a hit and the bare days listed after it, up to the next hit at ``limit``."""
    if hit.rule != "month_day" or hit.said("y"):
        return [hit]
    days: list[tuple[int, int, str]] = []
    position = hit.end
    while (more := _MORE_DAYS.match(folded, position, end)) and more.start("d") < limit:
        days.append((more.start("d"), more.end("d"), more["d"]))
        position = more.end()
    listed = _LIST_YEAR.match(folded, position, end)
    year = listed["y"] if listed else None
    joined = year or re.search(r"\band |& ?", folded[hit.end : position])
    if not days or not joined:
        return [hit]
    groups = {**hit.groups, "y": year}
    last = listed.end() if listed and year else position
    rest = [
        Hit(
            start,
            last if start == days[-1][0] else stop,
            "month_day",
            groups | {"d": day, "w": None},
        )
        for start, stop, day in days
    ]
    return [replace(hit, groups=groups), *rest]


def _joined(first: Hit, last: Hit, rule: str, parts: tuple[Hit, ...]) -> Hit:
    return Hit(first.start, last.end, rule, {}, parts)


def _clocks(hits: Sequence[Hit], folded: str, start: int) -> list[Hit]:
    """Join a day and a time of day that stand side by side."""
    result: list[Hit] = []
    for hit in hits:
        before = result[-1] if result else None
        if before is not None:
            gap = folded[before.end : hit.start]
            if _is_testimony(before, hit, folded):
                continue
            if hit.rule == "clock" and before.rule in _DAYS and _CLOCK_GAP.fullmatch(gap):
                result[-1] = _joined(before, hit, "day_clock", (before, hit))
                continue
            if (
                before.rule == hit.rule == "clock"
                and gap.strip() == "("
                and folded.startswith(")", hit.end)
            ):  # 10:35 a.m. (0735 GMT)
                result[-1] = replace(before, end=hit.end + 1)
                continue
            if before.rule == "clock" and hit.rule in _DAYS and _DAY_GAP.fullmatch(gap):
                result[-1] = _joined(before, hit, "day_clock", (hit, before))
                continue
        result.append(hit)
    return [hit for hit in result if not _is_page_and_line(hit, folded)]


def _is_testimony(day: Hit, clock: Hit, folded: str) -> bool:
    """Tell whether "14:22" is page and line: "Lund Dep., May 2, 2016, at 14:22"."""
    return (
        clock.rule == "clock"
        and _BARE_CLOCK.fullmatch(folded, clock.start, clock.end) is not None
        and _TESTIMONY.search(folded, max(0, day.start - 24), day.start) is not None
    )


def _is_page_and_line(hit: Hit, folded: str) -> bool:
    """Tell whether "3:17" alone is no time: testimony and scripture are cited so."""
    return (
        hit.rule == "clock"
        and _BARE_CLOCK.fullmatch(folded, hit.start, hit.end) is not None
        and not _CLOCK_CUE.search(folded, max(0, hit.start - 20), hit.start)
    )


def _anchored(hits: Sequence[Hit], folded: str, start: int) -> list[Hit]:
    """Join "two days after" or "the week of" with the date that follows."""
    result: list[Hit] = []
    for hit in hits:
        before = result[-1] if result else None
        if (
            before is not None
            and hit.rule in CALENDAR
            and _ANCHOR_GAP.fullmatch(folded[before.end : hit.start])
        ):
            if before.rule == "offset" and before.said("k") in (
                "before", "after", "from", "prior to", "following", "since", "subsequent to"
            ):  # fmt: skip
                result[-1] = _joined(before, hit, "offset_from", (before, hit))
                continue
            if _names_same(before) and _names_a_year(hit):
                result[-1] = _joined(before, hit, "same_of_year", (before, hit))
                continue
            if before.rule == "week_of":
                result[-1] = _joined(before, hit, "week_around", (before, hit))
                continue
        if before is not None and _lasts_from(before, hit, folded):
            result[-1] = _joined(before, hit, "duration_from", (before, hit))
            continue
        result.append(hit)
    return [hit for hit in result if hit.rule != "week_of" and not _is_same_period(hit)]


def _lasts_from(length: Hit, day: Hit, folded: str) -> bool:
    """Tell whether two hits are "two weeks" and its first day: "two weeks starting May 20"."""
    return (
        length.rule == "duration"
        and day.rule in _DAYS
        and _STARTING.fullmatch(folded[length.end : day.start]) is not None
    )


def _names_same(hit: Hit) -> bool:
    units = ("day", "week", "month", "quarter")
    return _is_same_period(hit) or (
        hit.rule == "unit" and "same" in hit.said("r") and hit.said("u") in units
    )


def _is_same_period(hit: Hit) -> bool:
    return hit.rule == "period" and hit.said("k") in ("same", "corresponding", "comparable")


def _names_a_year(hit: Hit) -> bool:
    counted = (
        hit.rule == "offset"
        and hit.said("n") in ("a", "one")
        and hit.said("k") in ("ago", "earlier", "later", "before")
    )
    return hit.said("u") == "year" and (counted or hit.rule == "unit")


def _parts(hits: Sequence[Hit], folded: str, start: int) -> list[Hit]:
    """Take "early", "late", "the end of" into the expression they narrow."""
    result: list[Hit] = []
    for hit in hits:
        floor = result[-1].end if result else start
        found = _PART.search(folded, max(floor, hit.start - 40), hit.start)
        if found and hit.rule in _PARTABLE:
            begin = found.start() + (3 if found["p"].startswith("in ") else 0)
            result.append(Hit(begin, hit.end, "part_of", {"p": found["p"]}, (hit,)))
        else:
            result.append(hit)
    return result


def _ranges(hits: Sequence[Hit], folded: str, start: int) -> list[Hit]:
    """Join two ends into one range."""
    result: list[Hit] = []
    for hit in hits:
        before = result[-1] if result else None
        if before is not None and hit.start < before.end:
            continue  # "the present" at the end of a range
        if before is not None and before.rule in CALENDAR and hit.rule in CALENDAR:
            gap = _RANGE_GAP.fullmatch(folded[before.end : hit.start])
            floor = result[-2].end if len(result) > 1 else start
            opening = _OPENING.search(folded, max(floor, before.start - 24), before.start)
            if gap and before.rule == hit.rule == "weekday" and not opening and gap["by"] != "and":
                result[-1] = _joined(before, hit, "weekdays", (before, hit))  # hours of business
                continue
            if gap and _is_range(before, hit, gap["by"], opening["word"] if opening else ""):
                begin = opening.start() if opening else before.start
                result[-1] = Hit(begin, hit.end, "range", {}, (before, hit))
                continue
        result.append(hit)
        if not _from_now(result, folded, start):
            _run_on(result, folded, start)
    return result


def _from_now(result: list[Hit], folded: str, start: int) -> bool:
    """Take "between now and" into the last hit, its end."""
    hit = result[-1]
    floor = result[-2].end if len(result) > 1 and result[-2].rule != "vague" else start
    found = _NOW.search(folded, max(floor, hit.start - 30), hit.start)
    if not found or hit.rule not in _DAYS | _BEGINNINGS:
        return False
    if len(result) > 1 and result[-2].end > found.start():
        del result[-2]
    result[-1] = Hit(found.start(), hit.end, "from_now", {}, (hit,))
    return True


def _run_on(result: list[Hit], folded: str, start: int) -> None:
    """Make "from March 2014 to the present" of its beginning, the last hit."""
    hit = result[-1]
    tail = _TO_PRESENT.match(folded, hit.end) if hit.rule in _BEGINNINGS else None
    if tail:
        floor = result[-2].end if len(result) > 1 else start
        opening = _OPENING.search(folded, max(floor, hit.start - 24), hit.start)
        if tail["joint"] and not (opening and opening["word"] == "between"):
            return
        begin = opening.start() if opening else hit.start
        result[-1] = Hit(begin, tail.end(), "to_present", {}, (hit,))


def _is_range(first: Hit, last: Hit, by: str, opening: str) -> bool:
    if by == "and":
        return opening == "between"
    if opening:
        return True
    loose = {"offset", "unit", "offset_from", "weekday", "holiday", "years"}
    if by in ("until", "till", "up to") or loose & {first.rule, last.rule}:
        return False
    return by in ("through", "thru") or (first.rule == "year") == (last.rule == "year")

"""What looks like a day, a month or a year and is none: sections, counts, names, addresses, versions."""

import re
from collections.abc import Callable
from functools import cache

from extraction.date_patterns import Hit
from extraction.date_words import MONTH
from resources import words

__all__ = ["ABSOLUTE_CHECKS", "Check"]

Check = Callable[[Hit, str, str, str], bool]
"""Takes a hit, the 40 folded characters before it, the folded and the original text."""

_PREPOSITION = re.compile(
    r"\b(?:in|by|since|until|till|of|last|next|this|and|or|to|through|from|early|late|mid|during"
    r"|before|after|for|on"
    r"|between|around|about|circa|throughout|every|each|effective|dated)[ -]\s*$"
)
# Stronger than "and": April May and June Carter are people, "in June Carter" is a month
_MONTH_PREPOSITION = re.compile(
    r"\b(?:in|by|since|until|last|next|from|early|late|mid|during|before|after|between|throughout)[ -]$"
)
_STREET_AFTER = re.compile(
    r" (?:[A-Z][a-z]+ )?(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive|Lane|Way|Court|Ct\.)"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|during|from|until|till|before|after|of|and|or|through|between|circa|c\."
    r"|early|late|mid"
    r"|throughout|on|for|to|than|the|year|years|born|died|season|spring|summer|fall|autumn|winter"
    r"|around|about|back in"
    r"|ca\.|copyright|©|\(c\)|est\.|founded|established|approximately)|[(\[,;/-])\s*$"
)
# A volume and reporter, a street, a bar number: "97 Harv. L. Rev. 4 (1983)"
_JOURNAL = re.compile(
    r"\bcong\.,? [^()]{0,12}\($|\b\d+ (?:[a-z][a-z'.&]*\.? ){1,6}\d+(?:, [\d-]+)? \($"
)
# A page of a reporter: "127 S.Ct. 1955", "550 F.3d 1990"
_REPORTER_BEFORE = re.compile(
    r"\d\s+(?:s\. ?ct\.|l\. ?ed\.(?: ?2d)?|u\. ?s\.|f\. ?(?:2d|3d|4th|supp\.(?: ?[23]d)?))\s*$"
)
_SINCE_AT_LEAST = re.compile(
    r"\b(?:since|from|until|by|in|through|dat(?:es?|ing) (?:back )?to) "
    r"(?:at least|at the latest|about|around|approximately|roughly|some ?time in|only|all of|early|late) $"
)
_RANGE_END = re.compile(r" ?(?:-|to|or|and) ?\d[\d,]*(?= )")
_EACH = re.compile(r" (?:an?|per|each) (?:day|week|month|year|hour|piece|share|acre|unit|head)\b")
# "The PIN was 1999", "the account ending in 2009"
_NUMBERED = re.compile(
    r"\b(?:(?:pin|password|passcode|combination|extension|(?:serial|badge|access|account|case|bar|flight)"
    r" (?:code|number)) (?:is|was|of|:) ?|page \d+ of |term,? (?:of )?"
    r"|(?:account|card|loan|number|policy)s? ending (?:in |with )?)$"
)
_DATE_CUE = re.compile(
    r"\b(?:on|by|since|until|till|from|to|between|and|dated?:?|before|after|next|this|through"
    r"|thru|due|filed|of|received"
    r"|effective|around|about)\s{0,2}$|-\s?$"
)
_DENOMINATORS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 32)
_MONTH_AFTER = re.compile(rf" ?(?:-|to|through) ?{MONTH}\b")
_SURNAME_AFTER = re.compile(r" [A-Z][a-z]+(?:'s|’s)?\b(?! \d)")
_FIRST_NAMES = ("april", "june", "august")
_VERB_BEFORE = re.compile(
    r"\b(?:told|asked|met|saw|called|with|called|hired|sued|fired|paid|gave|sent|owed|hit|struck|that|and"
    r"|thanked|to) $"
)
_MODAL_AFTER = re.compile(
    r" (?:i|we|you|he|she|it|they|be|have|not|also|only|well|need|require|include|result|or may"
    r"|never|still|seek|use)\b"
)


@cache
def _count_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = sorted(words("not_before_year"), key=len, reverse=True)
    after = sorted(words("year_nouns"), key=len, reverse=True)
    return (
        re.compile(rf"(?:^|[\s(\[\"'-])(?:#:?|{'|'.join(map(re.escape, before))})\s*$"),
        re.compile(
            rf" (?:[a-z]+ (?:street|avenue|road|boulevard|drive|lane)\b|(?:{'|'.join(after)})\b)"
        ),
    )


@cache
def _counted_range() -> re.Pattern[str]:
    before = sorted(words("not_before_year"), key=len, reverse=True)
    return re.compile(
        rf"(?:^|[\s(\[\"'-])(?:#|{'|'.join(map(re.escape, before))})\s*\d[\w.()-]*"
        r"(?:, \d[\w.()-]*)*,? ?(?:-|to|through|thru|and|or|,|&) ?$"
    )


def _counts(hit: Hit, before: str, folded: str) -> bool:
    """Tell whether a number of four digits numbers or counts something."""
    counted_before, counted_after = _count_words()
    after = folded[hit.end : hit.end + 40]
    if _SINCE_AT_LEAST.search(before):
        return counted_after.match(after) is not None
    if any(
        pattern.search(before)
        for pattern in (counted_before, _counted_range(), _JOURNAL, _REPORTER_BEFORE, _NUMBERED)
    ):
        return True
    far = _RANGE_END.match(after)  # 1800 to 2000 shares
    beyond = folded[hit.end + far.end() : hit.end + 60] if far else after
    return bool(
        counted_after.match(after)
        or counted_after.match(beyond)
        or _EACH.match(after)
        or re.match(r"(?: ?-\d| no\. ?\d|[a-z]|\([a-z0-9]{1,2}\))", after)
    )


def _year(hit: Hit, before: str, folded: str, original: str) -> bool:
    after = folded[hit.end : hit.end + 40]
    if hit.said("the"):
        return not _count_words()[1].match(after)
    if re.match(r"-[A-Z]", original[hit.end : hit.end + 2]):
        return False  # a neutral citation, "2022-NCSC-1"
    if _counts(hit, before, folded):
        return False
    if _STREET_AFTER.match(original, hit.end):
        return False
    if re.search(r"\b(?:about|around|approximately|to|than|for)\s*$", before) and re.match(
        r" (?!(?:was|is|has|as|his|its|this)\b)[a-z]+s\b(?! (?:and|when|after|before))", after
    ):
        return False
    if _YEAR_CUE.search(before):
        return True
    number, near = int(hit.said("y")), original[hit.end : hit.end + 20]
    if not 1700 <= number <= 2060:
        return False
    # no cue: a year closes its phrase ("Olympics 2012.") or a verb follows, but no plural it could count
    return before[-1:] in ("(", "") or bool(
        re.match(r"\s*(?:[),.;:!?\"'\]\n-]|$)| (?:was|is|has|[a-z]+(?<!s))\b", near)
    )


def _spelled_year(hit: Hit, before: str, folded: str, original: str) -> bool:
    year = hit.said("y")
    if hit.said("the"):
        return True
    counted_before, counted_after = _count_words()
    if counted_after.match(folded[hit.end : hit.end + 30]) or counted_before.search(before):
        return False
    if year.startswith("two"):
        return bool(re.search(r"\b(?:in|year|since|by|of|until),? $", before)) and bool(
            re.match(r"\s*(?:[.,;)]|$)", folded[hit.end :][:4])
        )
    if "hundred" in year or not re.search(r"[- ].", year):
        return bool(re.search(r"\b(?:in|year|since|by|until) $", before))
    # "twenty-one" is a number: a century and a part of at least ten, "twenty seventeen"
    return not re.match(r"twenty[- ](?:ten|eleven|twelve)\b", year) or bool(
        re.search(r"\bin $", before)
    )


def _month(hit: Hit, before: str, folded: str, original: str) -> bool:
    said = original[hit.start : hit.end]
    name = said.rstrip(".").lower()
    if _MONTH_AFTER.match(folded, hit.end) or re.search(
        rf"\b{MONTH}\.? ?(?:-|to|through) ?$", before
    ):
        return said[0].isupper()
    after, near = folded[hit.end : hit.end + 20], original[hit.end : hit.end + 20]
    if after.startswith(" term"):
        return False  # October Term, 2016
    cued = bool(_PREPOSITION.search(before))
    if name in (
        "may",
        "march",
        "mar",
        "dec",
        "sep",
        "jan",
        "jun",
        "jul",
        "aug",
        "oct",
        "nov",
        "feb",
        "apr",
        "sept",
        "febr",
    ):
        if name == "may":
            return (
                said == "May"
                and cued
                and not _MODAL_AFTER.match(after)
                and not _SURNAME_AFTER.match(near)
            )
        if name == "march":
            return (
                said != "march"
                and cued
                and not re.match(r" (?:on|for|to|toward|against|of|madness)\b", after)
            )
        return (
            bool(_MONTH_PREPOSITION.search(before))
            and said[0].isupper()
            and not re.match(r" ?\d", after)
        )
    if not said[0].isupper():
        return cued
    if _STREET_AFTER.match(near) or (
        _SURNAME_AFTER.match(near) and not _MONTH_PREPOSITION.search(before)
    ):
        return False
    if name in _FIRST_NAMES and not cued and _VERB_BEFORE.search(before):
        return False  # "she told April"
    first_name_before = re.search(r"\b[A-Z][a-z]+ $", original[max(0, hit.start - 20) : hit.start])
    return not (name in _FIRST_NAMES and first_name_before and not cued)


def _month_day(hit: Hit, before: str, folded: str, original: str) -> bool:
    month = re.sub(r"[^a-z].*", "", hit.said("m"))
    at = folded.find(month, hit.start, hit.end)
    if (
        month in ("may", "march", "mar", "sun", "dec")
        and original[at].islower()
        and not hit.said("y")
    ):
        return False
    if hit.rule == "day_month" and not hit.said("y"):
        if _STREET_AFTER.match(original, hit.end):
            return False
        return not (
            month in ("may", "march") and _MODAL_AFTER.match(folded[hit.end : hit.end + 20])
        )
    return True


def _days_joined_by_and(hit: Hit, before: str, folded: str, original: str) -> bool:
    matched = folded[hit.start : hit.end]
    joined = re.search(rf"(?:and|&) (?:the )?{hit.said('d2')}", matched)
    return (not joined or matched.startswith("between")) and _month_day(
        hit, before, folded, original
    )


def _month_relative(hit: Hit, before: str, folded: str, original: str) -> bool:
    month = hit.said("m") or hit.said("m2")
    at = folded.find(month, hit.start)
    if month in ("may", "march", "mar", "jan", "dec", "sep") and original[at].islower():
        return False
    if hit.said("m") and month == "may" and hit.said("r").startswith(("th", "same")):
        return not _MODAL_AFTER.match(folded[hit.end : hit.end + 20])
    return True


def _numeric(hit: Hit, before: str, folded: str, original: str) -> bool:
    a, b = int(hit.said("a")), int(hit.said("b"))
    if not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12:
        return False
    counted_before, _ = _count_words()
    if hit.rule == "numeric_short":
        if hit.said("w") or hit.said("r"):
            return True
        after = folded[hit.end : hit.end + 3]
        if before[-1:] in ("", "\n"):  # "11/20: called the carrier" in somebody's notes
            return b not in _DENOMINATORS and bool(re.match(r"(?:$|:? ?[-,:\n])", after))
        return bool(_DATE_CUE.search(before)) and (a, b) not in (
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (9, 11),
            (24, 7),
        )
    if hit.said("s") != "/":
        if re.search(
            r"(?:version|v\.?|release|build|no\.|ip|section|rule|§|ios|windows|to|art\.) ?$", before
        ):
            return False
        if len(hit.said("y")) == 2:
            return bool(
                re.search(r"\b(?:dated?|on|of|by|since|from|to|until|due|filed)[: ]*$", before)
            )
    return not (counted_before.search(before) and hit.said("s") != "/")


def _month_slash_year(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, _ = _count_words()
    if counted_before.search(before):
        return False
    return hit.said("s") == "/" or bool(
        re.search(r"\b(?:in|since|dated?[:?]?|by|until|of|from) $", before)
    )


def _fiscal_year(hit: Hit, before: str, folded: str, original: str) -> bool:
    return len(hit.said("y").strip("'")) == 4 or folded[hit.start : hit.end].startswith(
        ("fy", "cy")
    )


def _years(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, counted_after = _count_words()
    first, last = int(hit.said("y")), hit.said("y2")
    whole = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (
        first < whole <= first + (1 if hit.said("s") else 150)
        and not re.search(r"\btit\. ?\d+[a-z]?, {0,3}(?:§+ ?)?$", before)
        and not counted_before.search(before)
        and not counted_after.match(folded[hit.end : hit.end + 30])
    )


def _iso(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, _ = _count_words()
    return hit.said("s") != "." or not counted_before.search(before)


def _decade(hit: Hit, before: str, folded: str, original: str) -> bool:
    return not re.search(r"[$£€#]\s?$", before)


ABSOLUTE_CHECKS: dict[str, Check] = {
    "day_month": _month_day,
    "days_of_month": _days_joined_by_and,
    "decade": _decade,
    "fiscal_year": _fiscal_year,
    "iso": _iso,
    "month": _month,
    "month_day": _month_day,
    "month_days": _days_joined_by_and,
    "month_relative": _month_relative,
    "month_slash_year": _month_slash_year,
    "numeric": _numeric,
    "numeric_short": _numeric,
    "spelled_year": _spelled_year,
    "year": _year,
    "years": _years,
}

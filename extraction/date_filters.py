"""What looks like a date and is none: sections, dockets, counts, names, addresses.

Each rule of ``date_patterns`` that is easily deceived has a check here; it sees the folded text, for
its neighbours, and the original, for its capitals.
"""

import re
from collections.abc import Callable
from functools import cache

from extraction.date_patterns import Hit
from extraction.date_words import MONTH, unit_name
from resources import words

__all__ = ["is_date"]

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
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"(\n]\s*)$")
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|during|from|until|till|before|after|of|and|or|through|between|circa|c\."
    r"|early|late|mid"
    r"|throughout|on|for|to|than|the|year|years|born|died|season|spring|summer|fall|autumn|winter"
    r"|around|about|back in"
    r"|ca\.|copyright|©|\(c\)|est\.|founded|established|approximately)|[(\[,;/-])\s*$"
)
# A volume and reporter, a street, a bar number: "97 Harv. L. Rev. 4 (1983)"
_JOURNAL = re.compile(r"\b\d+ (?:[a-z][a-z'.&]*\.? ){1,6}\d+(?:, [\d-]+)? \($")
_DATE_CUE = re.compile(
    r"\b(?:on|by|since|until|till|from|to|between|and|dated?:?|before|after|next|this|through"
    r"|thru|due|filed|of|received"
    r"|effective|around|about)\s{0,2}$|-\s?$"
)
_AFTER_DAY = re.compile(
    r"\s*(?:$|[.,;:?!)\]]|(?:and|or|at|in the|to|through|until|instant|inst|of (?:this|last|next"
    r"|the|that|said) )\b)"
)
_MONTH_AFTER = re.compile(rf" ?(?:-|to|through) ?{MONTH}\b")
_SURNAME_AFTER = re.compile(r" [A-Z][a-z]+(?:'s|’s)?\b(?! \d)")
_MODAL_AFTER = re.compile(
    r" (?:i|we|you|he|she|it|they|be|have|not|also|only|well|need|require|include|result|or may"
    r"|never|still|seek|use)\b"
)


# "(D. Me. ", "(4th Cir. ", "(N.D. Cal. Apr. 6, ": a date there is a decision's
_COURT = re.compile(r"\((?:(?:\d{1,2}(?:st|nd|rd|th|d)|[a-z][a-z.']*\.)[ ]?){1,6}(?:\d{1,2}, )?$")


def is_date(hit: Hit, folded: str, original: str) -> bool:
    """Tell whether a match of a rule is a time expression where it stands."""
    before = folded[max(0, hit.start - 40) : hit.start]
    if folded.startswith(")", hit.end) and hit.rule in _DECIDED and _COURT.search(before):
        return False
    check = _CHECKS.get(hit.rule)
    return check is None or check(hit, before, folded, original)


_DECIDED = ("year", "month_day", "month_year", "month")

_Check = Callable[[Hit, str, str, str], bool]


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


def _year(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, counted_after = _count_words()
    after = folded[hit.end : hit.end + 40]
    if hit.said("the"):
        return not counted_after.match(after)
    if re.match(r"-[A-Z]", original[hit.end : hit.end + 2]):
        return False  # a neutral citation, "2022-NCSC-1"
    if counted_before.search(before) or counted_after.match(after) or _JOURNAL.search(before):
        return False
    if re.match(r"(?: ?-\d| no\. ?\d|[a-z])", after):
        return False
    if _STREET_AFTER.match(original, hit.end):
        return False
    if re.search(r"\b(?:about|around|approximately|to|than|for)\s*$", before) and re.match(
        r" [a-z]+s\b(?! (?:and|when|after|before))", after
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
    first_name_before = re.search(r"\b[A-Z][a-z]+ $", original[max(0, hit.start - 20) : hit.start])
    return not (name in ("april", "june", "august") and first_name_before and not cued)


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
    if hit.said("m") and month == "may" and (hit.said("r")).startswith(("th", "same")):
        return not _MODAL_AFTER.match(folded[hit.end : hit.end + 20])
    return True


def _numeric(hit: Hit, before: str, folded: str, original: str) -> bool:
    a, b = int(hit.said("a")), int(hit.said("b"))
    if not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12:
        return False
    counted_before, _ = _count_words()
    if hit.rule == "numeric_short":
        if hit.said("w"):
            return True
        return (
            bool(_DATE_CUE.search(before))
            and (a, b) not in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (9, 11), (24, 7))
            and len(before) > 0
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


def _weekday(hit: Hit, before: str, folded: str, original: str) -> bool:
    if re.search(r"\b(?:black|bloody|cyber|super|fat|holy|maundy|ruby)\s$", before):
        return False
    name = (hit.said("w")).lower()
    at = folded.find(name, hit.start)
    if len(name) <= 4 and not (
        original[at].isupper()
        and (
            hit.said("r") in ("last", "next", "this")
            or hit.said("rw")
            or re.search(r"\b(?:on|by|and|or|until|from|to),? $", before)
        )
    ):
        return False
    if name in ("sun", "sat", "wed") and original[at].islower():
        return False
    return not re.match(
        r" (?:Times|Night Football|Night Live|Mirror|Herald|Express|Mail|Post|Telegraph|Review"
        r"|Club|School)\b",
        original[hit.end : hit.end + 16],
    )


def _duration(hit: Hit, before: str, folded: str, original: str) -> bool:
    unit, count, joint = (
        unit_name(hit.said("u")),
        (hit.said("n")).strip(),
        hit.said("s"),
    )
    if unit == "second" or (unit == "quarter" and count in ("a", "one", "three")):
        return False
    if count in ("a", "an", "another", "some", "many") and (
        joint == "-"
        or unit in ("minute", "night")
        or not re.search(
            r"\b(?:for|over|in|within|than|about|of|by|every|after|once|twice|\d|each) $", before
        )
    ):
        return False
    return not re.search(r"[$£€.\d]\s?$", before)


def _unit(hit: Hit, before: str, folded: str, original: str) -> bool:
    relation, unit = hit.said("r"), unit_name(hit.said("u"))
    if unit in ("second", "minute", "hour") or unit.endswith(" day"):
        return False
    if unit == "quarter" and relation in ("this", "that"):
        return relation == "this"
    if relation in ("the last", "the very last", "the past", "last", "past") and unit in (
        "day",
        "century",
    ):
        return False
    return not (relation in ("these", "the same", "same", "that") and (hit.said("u")).endswith("s"))


def _offset(hit: Hit, before: str, folded: str, original: str) -> bool:
    count, relation = hit.said("n"), hit.said("k")
    unit = unit_name(hit.said("u"))
    if count == "the":
        if hit.said("u").endswith("s"):
            return False  # "the weeks after" says no number
        return (
            relation in ("before", "after", "following", "prior", "prior to", "from")
            and unit in ("day", "week", "month", "year", "night", "weekend")
            and relation != "from"
        )
    if relation in ("from", "since", "following") and count in ("a", "an"):
        return False
    if unit in ("second", "minute") and count in ("a", "an"):
        return False
    # "day after day", "year after year"
    return not re.match(rf"\s*{re.escape(unit)}\b", folded[hit.end : hit.end + 12])


def _day_only(hit: Hit, before: str, folded: str, original: str) -> bool:
    if hit.said("r"):
        return True
    if not (hit.said("d")).strip()[:1].isdigit() and not hit.said("w"):
        return False
    cued = hit.said("w") or re.search(
        r"\b(?:on|by|until|since|from|before|after|through)\s$", before
    )
    return bool(cued and _AFTER_DAY.match(folded[hit.end : hit.end + 20]))


def _clock(hit: Hit, before: str, folded: str, original: str) -> bool:
    said = folded[hit.start : hit.end]
    if re.fullmatch(r"\d{1,2}:\d\d", said):
        # testimony is cited by page and line: "Tr. 14:22"
        return not re.search(
            r"(?:\b(?:tr|dep|id|at|¶|line|lines|see|cf|john|matthew|mark|luke|v)\.?,? ?|\d:|, )$",
            before,
        ) or bool(
            re.search(r"\b(?:time|clock|until|from|around|about|approximately|at) $", before)
            and not re.search(r"\b(?:tr|dep|id)\.?,? at $", before)
        )
    if re.fullmatch(r"\d{1,2}\.\d\d.*", said) and "m" not in said:
        return False
    return not re.search(r"[$#]\s?$|\bhigh $", before)


def _season(hit: Hit, before: str, folded: str, original: str) -> bool:
    relation = hit.said("r")
    return (
        not (
            relation in ("the same", "same", "that")
            and re.search(r"\b(?:fall|spring)\b", folded[hit.start : hit.end])
        )
        or original[hit.end - 1].isupper()
    )


def _quarter(hit: Hit, before: str, folded: str, original: str) -> bool:
    if hit.said("y") or hit.said("r"):
        return True
    if hit.said("u2"):
        return False
    if hit.said("u") == "half":
        return False
    return not re.match(r" (?:of|century|mile|note|back|score)\b", folded[hit.end : hit.end + 10])


def _quarter_code(hit: Hit, before: str, folded: str, original: str) -> bool:
    return bool(hit.said("y")) or bool(
        re.search(r"\b(?:in|for|of|during|by|since) $", before) and original[hit.start].isupper()
    )


def _fiscal_year(hit: Hit, before: str, folded: str, original: str) -> bool:
    return len((hit.said("y")).strip("'")) == 4 or folded[hit.start : hit.end].startswith(
        ("fy", "cy")
    )


def _years(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, counted_after = _count_words()
    first, last = int(hit.said("y")), hit.said("y2")
    whole = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (
        first < whole <= first + 150
        and not counted_before.search(before)
        and not counted_after.match(folded[hit.end : hit.end + 30])
    )


def _week_of(hit: Hit, before: str, folded: str, original: str) -> bool:
    return hit.said("u") in ("week", "weekend") or hit.said("k") != "of"


def _week_number(hit: Hit, before: str, folded: str, original: str) -> bool:
    return bool(hit.said("y"))


def _iso(hit: Hit, before: str, folded: str, original: str) -> bool:
    counted_before, _ = _count_words()
    return hit.said("s") != "." or not counted_before.search(before)


def _vague(hit: Hit, before: str, folded: str, original: str) -> bool:
    said = folded[hit.start : hit.end]
    if said == "soon":
        return not before.endswith("as ")
    return said != "now" or not (
        re.match(r",? (?:therefore|comes?|known)\b", folded[hit.end : hit.end + 14])
        or re.search(r"\b(?:comes?|until|here and) $", before)
    )


def _title_word(hit: Hit, before: str, folded: str, original: str) -> bool:
    """Refuse a capital inside a sentence: "Communications Daily", "Today's News" are names."""
    return (
        not original[hit.start].isupper()
        or bool(_SENTENCE_START.search(before))
        or original[hit.start : hit.end].isupper()
    )


def _deictic(hit: Hit, before: str, folded: str, original: str) -> bool:
    """Refuse the name of a paper: "USA Today", "Today's News"."""
    named = re.match(r" [A-Z]", original[hit.end : hit.end + 2]) or re.search(
        r"\b[A-Z]\w+ $", original[max(0, hit.start - 20) : hit.start]
    )
    return not named or _title_word(hit, before, folded, original)


def _holiday(hit: Hit, before: str, folded: str, original: str) -> bool:
    at = folded.find((hit.said("h"))[:3], hit.start)
    named = (
        original[at].isupper()
        or re.search(r"\b(?:on|by|before|after|since|until|the|at|last|next) $", before)
        or bool(hit.said("y"))
    )
    return bool(named) and not re.match(
        r" (?:Island|Act|Carol|Council)\b", original[hit.end : hit.end + 9]
    )


def _decade(hit: Hit, before: str, folded: str, original: str) -> bool:
    return not re.search(r"[$£€#]\s?$", before)


_CHECKS: dict[str, _Check] = {
    "clock": _clock,
    "day_month": _month_day,
    "day_only": _day_only,
    "days_of_month": _days_joined_by_and,
    "decade": _decade,
    "deictic": _deictic,
    "duration": _duration,
    "fiscal_year": _fiscal_year,
    "holiday": _holiday,
    "iso": _iso,
    "last_n": lambda hit, *_: unit_name(hit.said("u")) != "second",
    "month": _month,
    "month_day": _month_day,
    "month_days": _days_joined_by_and,
    "month_relative": _month_relative,
    "month_slash_year": _month_slash_year,
    "numeric": _numeric,
    "numeric_short": _numeric,
    "offset": _offset,
    "quarter": _quarter,
    "quarter_code": _quarter_code,
    "season_relative": _season,
    "set": _title_word,
    "spelled_year": _spelled_year,
    "unit": _unit,
    "vague": _vague,
    "week_number": _week_number,
    "week_of": _week_of,
    "weekday": _weekday,
    "year": _year,
    "years": _years,
}

"""What looks like a date and is none.

Each rule of the grammar that is easily deceived has a check; it sees the folded text, for its
neighbours, and the original, for its capitals.
"""

import re

from extraction.date_filters_absolute import ABSOLUTE_CHECKS, Check
from extraction.date_patterns import Hit
from extraction.date_words import unit_name

__all__ = ["is_date"]

# "(D. Me. ", "(4th Cir. ", "(N.D. Cal. Apr. 6, ": a date there is a decision's
_COURT = re.compile(r"\((?:(?:\d{1,2}(?:st|nd|rd|th|d)|[a-z][a-z.']*\.)[ ]?){1,6}(?:\d{1,2}, )?$")


_DECIDED = ("year", "month_day", "month_year", "month")


def is_date(hit: Hit, folded: str, original: str) -> bool:
    """Tell whether a match of a rule is a time expression where it stands."""
    before = folded[max(0, hit.start - 40) : hit.start]
    if folded.startswith(")", hit.end) and hit.rule in _DECIDED and _COURT.search(before):
        return False
    check = _CHECKS.get(hit.rule)
    return check is None or check(hit, before, folded, original)


_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"(\n]\s*)$")
# "1500 hours" is a time of day
_HOURS_OF_DAY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_AFTER_DAY = re.compile(
    r"\s*(?:$|[.,;:?!)\]]|- |(?:and|or|at|in the|to|through|until|instant|inst|of (?:this|last|next"
    r"|the|that|said) )\b)"
)


def _weekday(hit: Hit, before: str, folded: str, original: str) -> bool:
    if re.search(r"\b(?:black|bloody|cyber|super|fat|holy|maundy|ruby)\s$", before):
        return False
    name = hit.said("w").lower()
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
        hit.said("n").strip(),
        hit.said("s"),
    )
    if unit == "hour" and _HOURS_OF_DAY.fullmatch(count):
        return not re.search(r"\b(?:at|by|from|until|or) $", before)
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
    return not (relation in ("these", "the same", "same", "that") and hit.said("u").endswith("s"))


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
    if relation in ("from today", "from now") and before.endswith("for "):
        return False  # "for three days from today" lasts so long
    if unit in ("second", "minute") and count in ("a", "an"):
        return False
    # "day after day", "year after year"
    return not re.match(rf"\s*{re.escape(unit)}\b", folded[hit.end : hit.end + 12])


def _day_only(hit: Hit, before: str, folded: str, original: str) -> bool:
    if hit.said("r"):
        return True
    if not hit.said("d")[:1].isdigit() and not hit.said("w"):
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


def _week_of(hit: Hit, before: str, folded: str, original: str) -> bool:
    if hit.said("k") != "of":  # "two weeks starting May 20" is a length of time
        return not re.match(r"(?:the )?\w+s (?:beg|comm|sta)", folded[hit.start : hit.end])
    return hit.said("u") in ("week", "weekend")


def _week_number(hit: Hit, before: str, folded: str, original: str) -> bool:
    return bool(hit.said("y"))


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
    at = folded.find(hit.said("h")[:3], hit.start)
    named = (
        original[at].isupper()
        or re.search(r"\b(?:on|by|before|after|since|until|the|at|last|next) $", before)
        or bool(hit.said("y") or hit.said("r"))
    )
    return bool(named) and not re.match(
        r" (?:Island|Act|Carol|Council)\b", original[hit.end : hit.end + 9]
    )


_CHECKS: dict[str, Check] = {
    **ABSOLUTE_CHECKS,
    "clock": _clock,
    "day_only": _day_only,
    "deictic": _deictic,
    "duration": _duration,
    "holiday": _holiday,
    "last_n": lambda hit, *_: unit_name(hit.said("u")) != "second",
    "offset": _offset,
    "quarter": _quarter,
    "quarter_code": _quarter_code,
    "season_relative": _season,
    "set": _title_word,
    "unit": _unit,
    "vague": _vague,
    "week_number": _week_number,
    "week_of": _week_of,
    "weekday": _weekday,
}

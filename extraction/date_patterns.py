"""Where date expressions may stand: named patterns over the folded text (see ``date_words``).

A blank in a pattern stands for one to three of them. Which matches are dates is decided in
``date_filters``, what they mean in ``date_meanings``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extraction.date_words import (
    ABOUT,
    ANY_YEAR,
    CLOCK,
    DAY,
    DAY_TH,
    DAYPART,
    HOLIDAY,
    LAST_NEXT,
    MONTH,
    NUMBER,
    ORDINAL_WORD,
    SEASON,
    SPELLED_YEAR,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
    ZONE,
)

__all__ = ["Hit", "spot"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of the rule ``rule`` at ``[start, end)`` with its named groups.

    A hit that joins others (a range, "two days after April 3") holds them as ``parts``.
    """

    start: int
    end: int
    rule: str
    groups: Mapping[str, str | None]
    parts: tuple["Hit", ...] = ()

    def said(self, group: str) -> str:
        """Return what a named group matched, ``""`` if nothing or if the rule has no such group."""
        return self.groups.get(group) or ""


_BLANKS = re.compile(r"\[(?:\\.|[^\]])*\]|\\.| \?| ")


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose blanks, outside character classes, stand for one to three of them."""
    wider = {" ": " {1,3}", " ?": " {0,3}"}
    return re.compile(_BLANKS.sub(lambda found: wider.get(found.group(), found.group()), pattern))


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    needs: str
    pattern: re.Pattern[str]


# What a passage must hold for a rule to be tried at all: one cheap search each.
_NEEDS = {
    "month": re.compile(rf"\b{MONTH}(?![a-z])"),
    "weekday": re.compile(rf"\b{WEEKDAY}(?:s?\b|')"),
    "year": re.compile(r"(?:1[5-9]|20)\d\d"),
    "numeric": re.compile(r"\d[-./]\d"),
    "clock": re.compile(r"\d ?[ap]\.? ?m\b|\d[:.]\d\d|\bnoon\b|midnight|o'clock|hours\b"),
    "unit": re.compile(
        r"\b(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur|weekend|night|time"
        r"|daily|annual|quarterly)"
    ),
    "deictic": re.compile(
        r"\b(?:to-?day|to-?night|to-?morrow|yesterday|now|current|recent|present|overnight|soon"
        r"|previous|former|then)"
        r"|day (?:before|after)|the (?:past|future)|so far|once"
    ),
    "daypart": re.compile(DAYPART),
    "season": re.compile(SEASON),
    "holiday": re.compile(HOLIDAY),
    "decade": re.compile(r"\d0'? ?s\b|ties\b|centur|year 0?\d\d"),
    "ordinal": re.compile(r"\b\d\d?(?:st|nd|rd|th)\b|day of\b"),
    "fiscal": re.compile(r"fiscal|\bfy|\bcy ?\d|quarter|half|\b[qh][1-4]\b"),
    "spelled": re.compile(r"\b(?:two thousand|(?:seven|eigh|nine)teen|twenty)\b"),
}


def _rule(name: str, needs: str, pattern: str) -> _Rule:
    return _Rule(name, needs, _compile(pattern))


_TAIL_YEAR = (
    r"(?: ?, ?(?:in the year (?:of our lord )?)?| (?:in the year(?: of our lord)? |of "
    rf"|in |a\.?d\.? )?)(?P<y>{ANY_YEAR}|'\d\d)\b"
)
_WEEKDAY_BEFORE = rf"(?:\b(?P<w>{WEEKDAY})\b\.? ?,? ?(?:the )?)?"

_RULES = (
    # 2017-04-07, 2017/4/7, 2017-04-07T15:30
    _rule(
        "iso",
        "year",
        rf"(?<![\d/.])(?<!\d-)(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>{DAY})"
        r"(?![\d/]|-\d)"
        r"(?:(?:t| )(?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?:z|[+-]\d\d:?\d\d)?)?",
    ),
    # Thursday, April 6th, 2017; March 01 , 2008; Dec31 , 1994; March eighteenth; May 22
    _rule(
        "month_day",
        "month",
        _WEEKDAY_BEFORE
        + rf"\b(?P<m>{MONTH})(?: |/|-|(?=\d))(?:the )?(?P<d>{DAY_TH}|{ORDINAL_WORD})\b(?: day)?"
        rf"(?:{_TAIL_YEAR})?(?![\d:%])",
    ),
    # the 6th day of April, 2017; 13 Sept 1972; 04th Jan 2019; second of Aug
    _rule(
        "day_month",
        "month",
        _WEEKDAY_BEFORE
        + r"(?:\bthe |\bthis )?(?<![\d.,/$-])(?<!\d:)"
        + rf"(?P<d>{DAY_TH} ?(?:day )?(?:of )?|\b{ORDINAL_WORD} (?:day )?of )(?P<m>{MONTH})(?![a-z])"
        rf"(?:{_TAIL_YEAR})?(?!\d)",
    ),
    # 07-Apr-2017, 23/Sep/2020
    _rule(
        "day_mon_year",
        "month",
        rf"(?<![\d/-])(?P<d>{DAY})(?P<s>[-/])(?P<m>{MONTH})(?P=s)(?P<y>{YEAR}|\d\d)(?![\d/])",
    ),
    # 2019/aug/01, 2017-Apr-07
    _rule(
        "day_mon_year",
        "month",
        rf"(?<![\d/-])(?P<y>{YEAR})(?P<s>[-/])(?P<m>{MONTH})(?P=s)(?P<d>{DAY})(?![\d/])",
    ),
    # Sep-23-2020, Sep/23/2020
    _rule(
        "day_mon_year",
        "month",
        rf"\b(?P<m>{MONTH})(?P<s>[-/])(?P<d>{DAY})(?P=s)(?P<y>{YEAR}|\d\d)(?![\d/])",
    ),
    # 07/04/2017, 7.4.17, 10-1-2018
    _rule(
        "numeric",
        "numeric",
        r"(?:(?<![\d/.$-])|(?<=(?:19|20)\d\d-))(?P<a>\d\d?)(?P<s>[/.-])(?P<b>\d\d?)(?P=s)(?P<y>"
        r"(?:19|20)\d\d|\d\d)"
        r"(?!\d|/|\.\d|-(?!\d\d?[/.-]\d\d?[/.-]\d)\w)",
    ),
    # 22/04, Friday 7/6
    _rule(
        "numeric_short",
        "numeric",
        rf"(?:\b(?P<w>{WEEKDAY})\b,? )?(?<![\d/.$-])(?P<a>\d\d?)/(?P<b>\d\d?)(?![\d/%]|\.\d)",
    ),
    # 12/2015, 12-2015
    _rule(
        "month_slash_year",
        "year",
        rf"(?<![\d/.$-])(?P<m>0?[1-9]|1[0-2])(?P<s>[/-])(?P<y>{YEAR})(?![\d/-])",
    ),
    # between 3 and 12 of Sept; 3-5 March 2017
    _rule(
        "days_of_month",
        "month",
        rf"(?:\bbetween |\bfrom )?(?:the )?(?<![\d.,/$-])(?<!\d:)(?P<d>{DAY_TH}|{ORDINAL_WORD}) ?"
        r"(?:-|~|to|and|through|until|till) ?(?:the )?"
        rf"(?P<d2>{DAY_TH}|{ORDINAL_WORD}) ?(?:days? )?(?:of )?(?P<m>{MONTH})(?![a-z])(?:{_TAIL_YEAR})?",
    ),
    # March 3-5, 2017; between April 3 and 7
    _rule(
        "month_days",
        "month",
        rf"(?:\bbetween |\bfrom )?\b(?P<m>{MONTH})(?![a-z]) (?:the )?(?P<d>{DAY_TH}|{ORDINAL_WORD}) ?"
        rf"(?:-|~|to|and|&|through|thru|until|till) ?(?:the )?(?P<d2>{DAY_TH}|{ORDINAL_WORD})\b"
        rf"(?:{_TAIL_YEAR})?(?![\d:%/])(?! [ap]\.?m)",
    ),
    # April 2017, April of 2017, Dec-2018, April, 2017, April of 87
    _rule(
        "month_year",
        "month",
        rf"\b(?:the month of )?(?P<m>{MONTH})(?![a-z])(?:(?: ?, ?| of | in | )(?:the year )?(?:of )?|[-/])"
        rf"(?:(?P<y>{ANY_YEAR}|'\d\d)|(?<=of\x20)(?P<yy>\d\d))\b(?![/\d])",
    ),
    # last March; March of next year; April last year; November of the same year
    _rule(
        "month_relative",
        "month",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<m>{MONTH})(?![a-z])|(?P<m2>{MONTH})(?![a-z]),? (?:of |in )?"
        rf"(?P<r2>{LAST_NEXT}) year\b)",
    ),
    _rule("month", "month", rf"\b(?P<m>{MONTH})(?![a-z])"),
    # summer of 2017; last summer; the winter of 1941-42
    _rule(
        "season_year",
        "season",
        rf"\b(?:the )?(?P<s>{SEASON})(?: of|,)? (?:of )?(?P<y>{YEAR})"
        r"(?:-\d\d)?\b",
    ),
    _rule(
        "season_relative",
        "season",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<s>{SEASON})\b|(?:the )?(?P<s2>{SEASON}) of "
        rf"(?P<r2>{LAST_NEXT}) year\b)",
    ),
    # the first quarter of 2017; third-quarter 2011; first half of last year; the final quarter
    _rule(
        "quarter",
        "fiscal",
        r"\b(?:the )?(?:(?:fiscal|calendar) )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th"
        r"|final|last)[- ](?:fiscal[- ]|calendar[- ])?"
        r"(?P<u>quarter|half)\b(?:,? (?:of |in |for )?(?:the )?(?:fiscal |calendar )?(?:year )?"
        rf"(?:(?P<y>{YEAR})\b|(?P<r>{LAST_NEXT}) (?:fiscal )?year\b"
        r"|(?P<u2>month|week|day|century|decade)\b)?)?",
    ),
    _rule(
        "quarter",
        "fiscal",
        rf"\b(?:(?P<y>{YEAR})'?s?|(?P<r>{LAST_NEXT}) year's)[- ](?P<q>first|second|third|fourth)[- "
        r"](?P<u>quarter|half)\b",
    ),
    # Q3 2017, 2017 Q1, Q1'18, H2 2019, 2019-H2
    _rule(
        "quarter_code",
        "fiscal",
        r"\b(?P<k>[qh])(?P<q>[1-4])(?:(?:,? (?:of )?(?:fy ?)?|[-/'])"
        rf"(?P<y>{YEAR}|(?<=')\d\d)\b|\b)",
    ),
    _rule("quarter_code", "fiscal", rf"\b(?P<y>{YEAR})[- ]?(?P<k>[qh])(?P<q>[1-4])\b"),
    # fiscal 2017, fiscal year 2016-17, FY17, CY 2008, school year 2008
    _rule(
        "fiscal_year",
        "fiscal",
        rf"\b(?:(?:the )?(?:fiscal|calendar|tax|school|academic)(?: year)?|fy|cy)[- ]?(?P<y>{YEAR}"
        r"|'?\d\d)(?:[-/](?:20)?\d\d)?\b",
    ),
    _rule(
        "tax_year",
        "year",
        r"\b(?:the )?(?:tax|calendar|school|academic|model) year "
        rf"(?P<y>{YEAR})(?:[-/](?:20)?\d\d)?\b",
    ),
    # the 1990s, the late '90s, 1990 s, the nineties
    _rule(
        "decade",
        "decade",
        r"(?<![\w$.,/-])(?:the )?(?:(?P<y>1[5-9]\d|20\d)0 ?'? ?s|(?:'|"
        r"(?<=the\x20)|(?<=0s\x20and\x20))(?P<yy>[2-9])0'?s|(?<=the\x20)(?P<yw>twen|thir|for"
        r"|fif|six|seven|eigh|nine)ties)\b",
    ),
    _rule(
        "century",
        "decade",
        rf"\b(?:the )?(?P<c>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})(?:-| "
        r")century\b",
    ),
    # 2014-2018, 1939-45, 2014~2018
    _rule(
        "years",
        "year",
        rf"(?:\bbetween |\bfrom )?(?<![\w$.,/§#:-])(?P<y>{YEAR}) ?(?:-|~) ?"
        rf"(?P<y2>{YEAR}|\d\d)(?![\d/-]|\.\d)",
    ),
    _rule(
        "year",
        "year",
        r"(?:(?<![\w$£€.,/§#:@+-])|(?<=mid-)|(?<=late-)|(?<=early-)|(?<=post-)|(?<=pre-))"
        r"(?:(?P<the>the year (?:of )?|year ))?"
        rf"(?P<y>{YEAR})(?![\w/:%@]|,\d{{3}}|\.\d|-\d{{3}})",
    ),
    _rule("spelled_year", "spelled", rf"\b(?:(?P<the>the year ))?(?P<y>{SPELLED_YEAR})\b"),
    # the 18th; the 26th day of the month
    _rule(
        "day_only",
        "ordinal",
        rf"\b(?:(?P<w>{WEEKDAY}),? )?(?:the )(?P<d>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})\b(?:(?: "
        rf"day)? of (?P<r>{LAST_NEXT}|the|said) month\b)?",
    ),
    # today, the day before yesterday, overnight
    _rule(
        "deictic",
        "deictic",
        r"\b(?P<k>the day after to-?morrow|the day before yesterday|to-?day|to-?night|yesterday"
        r"|to-?morrow|overnight)\b(?:'s\b)?"
        rf"(?: (?:at )?(?P<t>{DAYPART})\b)?",
    ),
    # Thursday, last Thursday, Thursday afternoon, next week Monday, Tuesday of last week
    _rule(
        "weekday",
        "weekday",
        rf"\b(?:(?P<r>{LAST_NEXT}) )?(?P<w>{WEEKDAY})(?P<pl>s)?\b\.?(?: (?P<t>{DAYPART})s?\b)?"
        rf"(?:,? (?:of )?(?P<rw>{LAST_NEXT}) week\b)?",
    ),
    _rule(
        "weekday",
        "weekday",
        rf"\b(?P<rw>{LAST_NEXT}) week,? (?:on )?(?P<w>{WEEKDAY})\b(?: "
        rf"(?P<t>{DAYPART})\b)?",
    ),
    # the first Monday of April 2017, second Tuesday in May
    _rule(
        "nth_weekday",
        "weekday",
        r"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) "
        rf"(?P<w>{WEEKDAY}) (?:of|in) (?P<m>{MONTH})(?![a-z])(?:,? (?:of )?(?P<y>{YEAR}))?",
    ),
    # the week of April 3; week ending 7 April (the date itself is joined to it)
    _rule(
        "week_of",
        "unit",
        r"\b(?:the )?(?:work ?)?(?P<u>week|weekend|month|quarter|year|fiscal "
        r"year|period)s? (?P<k>of|ending|ended|beginning|commencing|starting)(?: on)?(?= )",
    ),
    # first week of January 2015, the last week of 2019, the last two weeks of March
    _rule(
        "nth_week",
        "unit",
        r"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th|opening"
        rf"|closing) (?:(?P<c>{NUMBER}) )?(?P<u>day|week|weekend|month)s? (?:of|in) "
        rf"(?:(?P<m>{MONTH})(?![a-z])(?:,? (?:of )?(?P<y>{YEAR}))?|(?P<y2>{YEAR})\b|(?P<r>{LAST_NEXT}"
        r"|the) (?P<ru>month|year)\b)",
    ),
    _rule(
        "week_number",
        "unit",
        r"\bweek (?P<n>0?[1-9]|[1-4]\d|5[0-3])\b(?! (?:of|and|to|in)\b)"
        rf"(?:,? (?P<y>{YEAR}))?",
    ),
    # two years ago, three days later, the day before, 30 days after, a year from now
    _rule(
        "offset",
        "unit",
        rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|the)(?: |-)(?:(?:or (?:so|more)|full|whole|short"
        rf"|long) )?(?P<u>{UNIT})"
        rf"(?:,? (?:and )?(?P<n2>{NUMBER}) (?P<u2>{UNIT}))?(?:,? (?:and )?(?P<n3>{NUMBER}) "
        rf"(?P<u3>{UNIT}))?,? "
        r"(?P<k>ago|earlier|later|before|after|afterwards?|hence|henceforth|from now|from to-?day"
        r"|from|prior to|prior|previously|thereafter|following|since|subsequent to)\b",
    ),
    _rule(
        "offset",
        "unit",
        rf"\bin (?P<n>{NUMBER}) (?P<u>(?:day|week|month|year)s?)(?P<k>)(?= ?"
        r"(?:[.,;?!)]|$))",
    ),
    # the same day, last month, later this week, the following year, that weekend
    _rule(
        "unit",
        "unit",
        rf"\b(?:(?:earlier|later|early|late) )?(?P<r>{LAST_NEXT}) "
        rf"(?:(?P<q>fiscal|calendar|full|entire|school|academic|business"
        rf"|trading|tax|term) )?(?P<u>{UNIT})\b(?:'s)?(?! old\b|-old\b)",
    ),
    _rule(
        "unit",
        "unit",
        r"\b(?:the )(?P<u>weekend)\b(?P<r>)|\b(?:the )?(?P<u2>week|month|year) "
        r"(?P<k>after next|before last)\b|\bthe (?P<u3>year)[- ]to[- ]date\b",
    ),
    _rule(
        "year_end",
        "unit",
        r"\b(?P<k>year-?end|month-?end|quarter-?end|mid-?year|(?:the "
        r")?year-ago|(?:the )?year-earlier)\b",
    ),
    # the end of the year, end of month, the rest of the week
    _rule(
        "end_of",
        "unit",
        r"\b(?:the )?(?:end|beginning|start|middle|close|rest|remainder) of (?:the )?(?:fiscal "
        r"|calendar )?(?P<u>day|week|month|quarter|year|decade|century)\b",
    ),
    _rule("this_date", "deictic", r"\bthe (?P<k>present day|present time)\b"),
    # the last two years, the past 30 days, the next three months, the first two weeks
    _rule(
        "last_n",
        "unit",
        r"\b(?:(?:the|these|those|his|her|its|their|our|my) )?(?P<r>last|past|next|previous"
        r"|coming|following|first|final|preceding|prior|ensuing|recent|upcoming) "
        rf"(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|couple(?: of)?)(?: |-)(?:full |whole |consecutive )?"
        rf"(?P<u>{UNIT})\b",
    ),
    # the 5 past years, in the 2 next days
    _rule(
        "last_n",
        "unit",
        rf"\bthe (?P<n>{NUMBER}) (?P<r>last|past|next|previous|coming"
        rf"|following|preceding|prior|upcoming) (?P<u>{UNIT})\b",
    ),
    # this morning, last night, the following evening, that afternoon
    _rule(
        "daypart",
        "daypart",
        rf"\b(?:(?:early|late|later|earlier) )?(?P<r>{LAST_NEXT}|every"
        rf"|each) (?:(?:early|late) )?(?P<t>{DAYPART})s?\b",
    ),
    # 3:15 p.m. EST, 15:30, 9 a.m. to 5 p.m., 1500 hours
    _rule(
        "clock",
        "clock",
        rf"(?<![\w$:.,/-])(?P<c>{CLOCK})(?: ?(?:-|to|until|till|and|through) ?"
        rf"(?P<c2>{CLOCK}))?(?![\w:]|-\d)",
    ),
    _rule(
        "clock",
        "clock",
        r"(?<![\w$:.,/-])(?P<h>1[0-2]|[1-9])(?::(?P<mi>[0-5]\d))? ?(?:-|to"
        rf"|until) ?(?P<c2>(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.? ?m\b\.?{ZONE})",
    ),
    _rule(
        "clock",
        "clock",
        r"(?<![\w$:.,/-])(?P<c>(?:[01]\d|2[0-3])[0-5]\d) (?:hours|hrs)\b|\b"
        r"(?P<oc>(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
        r"|twelve) o'clock)",
    ),
    _rule(
        "holiday",
        "holiday",
        rf"\b(?P<h>{HOLIDAY})\b(?! eve| day)(?:,? (?:of |in )?(?:"
        rf"(?P<y>{YEAR})\b|(?P<r>{LAST_NEXT}) year\b))?",
    ),
    _rule("holiday", "holiday", rf"\b(?P<r>last|this|next) (?P<h>{HOLIDAY})\b(?! eve| day)"),
    # every week, each Monday, weekly, twice a year, per month
    _rule("set", "unit", rf"\b(?:every|each) (?:(?:{NUMBER}|other|single) )?(?:{UNIT})\b"),
    _rule("set", "weekday", rf"\b(?:every|each) (?:other )?{WEEKDAY}\b"),
    _rule(
        "set",
        "unit",
        r"\b(?:daily|weekly|bi-?weekly|monthly|quarterly|annually|yearly|every "
        r"?day|(?:once|twice|three times) (?:a|per) (?:day|week|month|quarter|year)|per "
        r"(?:hour|day|week|month|quarter|year|annum))\b",
    ),
    # thirty (30) days, several weeks, three-year, 45 minutes, for years
    _rule(
        "duration",
        "unit",
        rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|decades of|years of)(?P<s> "
        rf"|-)(?:full |whole |consecutive |additional |more )?(?P<u>{UNIT})\b(?![- ](?:old"
        r"|olds)\b)",
    ),
    _rule(
        "duration",
        "unit",
        r"\b(?:for|over|in|within|after|many|early|last|past|took|takes?"
        r"|these|those|recent|coming) (?P<n>)(?P<s>)(?P<u>years|decades|months|weeks|days"
        r"|centuries|hours)\b",
    ),
    # now, recently, at the time
    _rule(
        "vague",
        "deictic",
        r"\b(?:recently|currently|presently|nowadays|(?:right )?now(?! known)|at (?:the )?present"
        r"|formerly|previously|soon|the (?:near |recent |distant )?(?:future|past)(?! "
        r"(?:tense|\d|\w+ (?:day|week|month|year)s?)))\b",
    ),
    _rule(
        "vague",
        "unit",
        r"\b(?:at (?:the|this|that) time|at all (?:relevant |material )?times"
        r"|these days|those days|to this day)\b",
    ),
)


@cache
def _by_need() -> tuple[tuple[re.Pattern[str], tuple[tuple[int, _Rule], ...]], ...]:
    numbered = tuple(enumerate(_RULES))
    return tuple(
        (gate, tuple((at, rule) for at, rule in numbered if rule.needs == need))
        for need, gate in _NEEDS.items()
    )


def spot(folded: str, start: int, end: int) -> Iterator[tuple[int, Hit]]:
    """Yield every match of every rule inside ``[start, end)`` with its rule's rank (low wins)."""
    for gate, rules in _by_need():
        if not gate.search(folded, start, end):
            continue
        for rank, rule in rules:
            for match in rule.pattern.finditer(folded, start, end):
                if match.end() > match.start():
                    yield rank, Hit(match.start(), match.end(), rule.name, match.groupdict())

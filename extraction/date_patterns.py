"""Where date expressions may stand: named patterns over a folded copy of the text.

``fold`` puts text into lower case with plain dashes, quotes and spaces, character for character, so
that the patterns stay simple and every offset stays true. A blank in a pattern stands for one to three
white characters. Which matches are dates is decided in ``date_filters``, what they mean in
``date_meanings``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from resources import words

__all__ = [
    "Hit",
    "fold",
    "month_number",
    "number",
    "ordinal",
    "spelled_year",
    "spot",
    "unit_name",
    "weekday_number",
]


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


_FOLDING = {
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufffe"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\r\n\f\v"), " "),
}


def fold(text: str) -> str:
    """Return ``text`` in lower case with plain dashes, quotes and blanks; its length never changes."""
    return text.translate(_FOLDING)


# ------------------------------------------------------------------------------------------ fragments

_MONTH_OF = {name: at for at, line in enumerate(words("months"), 1) for name in line.split()}
_WEEKDAY_OF = {name: at for at, line in enumerate(words("weekdays")) for name in line.split()}


def _any(names: object) -> str:
    """Return an alternation, longest first."""
    return "|".join(
        sorted((re.sub(r"\.", r"\\.", name) for name in names), key=lambda name: (-len(name), name))
    )  # type: ignore[call-overload]


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBER_OF = {name: at for at, name in enumerate(_SMALL)} | {
    name: 10 * at for at, name in enumerate(_TENS, 2)
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL_OF = (
    {name: at for at, name in enumerate(_ORDINALS, 1)}
    | {f"twenty-{name}": 20 + at for at, name in enumerate(_ORDINALS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)

MONTH = f"(?:{_any(_MONTH_OF)})"  # april, apr, sept
_FULL_MONTH = f"(?:{_any(line.split()[0] for line in words('months'))})"
WEEKDAY = f"(?:{_any(_WEEKDAY_OF)})"  # thursday, thurs
_FULL_WEEKDAY = f"(?:{_any(line.split()[0] for line in words('weekdays'))})"
ORDINAL_WORD = f"(?:{_any(_ORDINAL_OF).replace('-', '[- ]')})"  # twenty-second, sixth
DAY = r"(?:3[01]|[12]\d|0?[1-9])"  # 7, 07, 31
DAY_TH = rf"(?:{DAY}(?: ?(?:st|nd|rd|th))?)"  # 7, 7th
YEAR = r"(?:1[5-9]\d\d|20\d\d)"  # 1950, 2017
_UNITS_WORD = f"(?:{'|'.join(_SMALL[1:10])})"
_TEEN = f"(?:{'|'.join(reversed(_SMALL[10:]))})"
_TENS_WORD = f"(?:{'|'.join(_TENS)})"
_UNDER_100 = rf"(?:{_TENS_WORD}(?:[- ]{_UNITS_WORD})?|{_TEEN}|{_UNITS_WORD})"
# two thousand seventeen, nineteen eighty-four, nineteen hundred, twenty oh five
SPELLED_YEAR = (
    rf"(?:two thousand(?: and)?(?: {_UNDER_100})?"
    rf"|(?:seventeen|eighteen|nineteen|twenty)[- ](?:hundred(?: and)?(?: {_UNDER_100})?"
    rf"|{_TENS_WORD}(?:[- ]{_UNITS_WORD})?|{_TEEN}|(?:oh|o)[- ]{_UNITS_WORD}))"
)
ANY_YEAR = rf"(?:{YEAR}|{SPELLED_YEAR})"
# 30, 1,500, 2.5, thirty (30), twenty-one, a, half a, a couple of
NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?|(?:one )?hundred(?: and)?(?: {u})?|(?:{u}(?: and a half)?"
    r"|an?|half an?|another|a couple(?: of)?)(?: \(\d+\))?)"
).replace("{u}", _UNDER_100)
VAGUE = r"(?:several|a few|few|some|many|a number of|countless|dozens of|hundreds of|numerous|multiple|recent)"
UNIT = (
    r"(?:seconds?|minutes?|hours?|(?:business |calendar |court |working |trading )?days?|weeks?|fortnights?"
    r"|months?|quarters?|years?|decades?|centur(?:y|ies)|weekends?|nights?)"
)
DAYPART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = (
    r"(?: \(?(?:e[sd]?t|c[sd]t|m[sd]t|p[sd]?t|gmt|utc|bst|cet|local time"
    r"|(?:eastern|central|mountain|pacific)(?: (?:standard |daylight )?time)?)\b\)?)?"
)
CLOCK = (  # 3:15 p.m. EST, 15:30, 9 a.m.
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d(?::[0-5]\d)?)? ?[ap]\.? ?m\b\.?|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|noon|midnight)"
    + ZONE
)
ABOUT = r"(?:about|nearly|almost|over|more than|less than|just|only|at least|some|roughly|around|approximately|up to) "
LAST_NEXT = (
    r"(?:(?:the )?(?:very )?(?:last|past|previous|prior|preceding|next|coming|upcoming|following|ensuing"
    r"|current|same|present)|(?:this|that|th[ei]s?) (?:past|coming|upcoming|same|very|last|next)|this|that|these)"
)
HOLIDAY = f"(?:{_any(line.split(' = ')[0] for line in words('holidays'))})"


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
        r"\b(?:to-?day|to-?night|to-?morrow|yesterday|now|current|recent|present|overnight|soon|previous|former|then)"
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


_TAIL_YEAR = rf"(?: ?, ?(?:in the year (?:of our lord )?)?| (?:in the year(?: of our lord)? |of |in |a\.?d\.? )?)(?P<y>{ANY_YEAR}|'\d\d)\b"
_WEEKDAY_BEFORE = rf"(?:\b(?P<w>{WEEKDAY})\b\.? ?,? ?(?:the )?)?"

_RULES = (
    # 2017-04-07, 2017/4/7, 2017-04-07T15:30
    _rule(
        "iso",
        "year",
        rf"(?<![\d/.-])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>{DAY})(?![\d/]|-\d)"
        r"(?:(?:t| )(?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?:z|[+-]\d\d:?\d\d)?)?",
    ),
    # Thursday, April 6th, 2017; March 01 , 2008; Dec31 , 1994; March eighteenth; May 22
    _rule(
        "month_day",
        "month",
        _WEEKDAY_BEFORE
        + rf"\b(?P<m>{MONTH})\.?(?: |/|(?=\d))(?:the )?(?P<d>{DAY_TH}|{ORDINAL_WORD})\b(?: day)?"
        rf"(?:{_TAIL_YEAR})?(?![\d:%])",
    ),
    # the 6th day of April, 2017; 13 Sept 1972; 04th Jan 2019; second of Aug
    _rule(
        "day_month",
        "month",
        _WEEKDAY_BEFORE
        + r"(?:\bthe |\bthis )?(?<![\d.,/$:-])"
        + rf"(?P<d>{DAY_TH} ?(?:day )?(?:of )?|\b{ORDINAL_WORD} (?:day )?of )(?P<m>{MONTH})\b\.?"
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
    # 07/04/2017, 7.4.17, 10-1-2018
    _rule(
        "numeric",
        "numeric",
        r"(?:(?<![\d/.$-])|(?<=(?:19|20)\d\d-))(?P<a>\d\d?)(?P<s>[/.-])(?P<b>\d\d?)(?P=s)(?P<y>(?:19|20)\d\d|\d\d)"
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
    # March 3, 5 and 9, 2017 is several dates; this is a bare day of such a list
    # between 3 and 12 of Sept; 3-5 March 2017
    _rule(
        "days_of_month",
        "month",
        rf"(?:\bbetween |\bfrom )?(?:the )?(?<![\d.,/$:-])(?P<d>{DAY_TH}) ?(?:-|~|to|and|through|until|till) ?(?:the )?"
        rf"(?P<d2>{DAY_TH}) ?(?:days? )?(?:of )?(?P<m>{MONTH})\b\.?(?:{_TAIL_YEAR})?",
    ),
    # March 3-5, 2017; between April 3 and 7
    _rule(
        "month_days",
        "month",
        rf"(?:\bbetween |\bfrom )?\b(?P<m>{MONTH})\b\.? (?:the )?(?P<d>{DAY_TH}) ?"
        rf"(?:-|~|to|and|&|through|thru|until|till) ?(?:the )?(?P<d2>{DAY_TH})\b(?:{_TAIL_YEAR})?(?![\d:%/])(?! [ap]\.?m)",
    ),
    # April 2017, April of 2017, Dec-2018, April, 2017, April of 87
    _rule(
        "month_year",
        "month",
        rf"\b(?:the month of )?(?P<m>{MONTH})\b\.?(?:(?: ?, ?| of | in | )(?:the year )?(?:of )?|[-/])"
        rf"(?:(?P<y>{ANY_YEAR}|'\d\d)|(?<=of\x20)(?P<yy>\d\d))\b(?![/\d])",
    ),
    # last March; March of next year; April last year; November of the same year
    _rule(
        "month_relative",
        "month",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<m>{MONTH})\b\.?|(?P<m2>{MONTH})\b\.?,? (?:of |in )?(?P<r2>{LAST_NEXT}) year\b)",
    ),
    _rule("month", "month", rf"\b(?P<m>{MONTH})\b\.?"),
    # summer of 2017; last summer; the winter of 1941-42
    _rule("season_year", "season", rf"\b(?:the )?(?P<s>{SEASON})(?: of|,)? (?:of )?(?P<y>{YEAR})(?:-\d\d)?\b"),
    _rule(
        "season_relative",
        "season",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<s>{SEASON})\b|(?:the )?(?P<s2>{SEASON}) of (?P<r2>{LAST_NEXT}) year\b)",
    ),
    # the first quarter of 2017; third-quarter 2011; first half of last year; the final quarter
    _rule(
        "quarter",
        "fiscal",
        r"\b(?:the )?(?:(?:fiscal|calendar) )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|final|last)[- ](?:fiscal[- ]|calendar[- ])?"
        rf"(?P<u>quarter|half)\b(?:,? (?:of |in |for )?(?:the )?(?:fiscal |calendar )?(?:year )?(?:(?P<y>{YEAR})\b|(?P<r>{LAST_NEXT}) (?:fiscal )?year\b"
        r"|(?P<u2>month|week|day|century|decade)\b)?)?",
    ),
    _rule(
        "quarter",
        "fiscal",
        rf"\b(?:(?P<y>{YEAR})'?s?|(?P<r>{LAST_NEXT}) year's)[- ](?P<q>first|second|third|fourth)[- ](?P<u>quarter|half)\b",
    ),
    # Q3 2017, 2017 Q1, Q1'18, H2 2019, 2019-H2
    _rule("quarter_code", "fiscal", rf"\b(?P<k>[qh])(?P<q>[1-4])(?:(?:,? (?:of )?(?:fy ?)?|[-/'])(?P<y>{YEAR}|(?<=')\d\d)\b|\b)"),
    _rule("quarter_code", "fiscal", rf"\b(?P<y>{YEAR})[- ]?(?P<k>[qh])(?P<q>[1-4])\b"),
    # fiscal 2017, fiscal year 2016-17, FY17, CY 2008, school year 2008
    _rule(
        "fiscal_year",
        "fiscal",
        rf"\b(?:(?:the )?(?:fiscal|calendar|tax|school|academic)(?: year)?|fy|cy)[- ]?(?P<y>{YEAR}|'?\d\d)(?:[-/](?:20)?\d\d)?\b",
    ),
    _rule("tax_year", "year", rf"\b(?:the )?(?:tax|calendar|school|academic|model) year (?P<y>{YEAR})(?:[-/](?:20)?\d\d)?\b"),
    # the 1990s, the late '90s, 1990 s, the nineties
    _rule("decade", "decade", r"(?<![\w$.,/-])(?:the )?(?:(?P<y>1[5-9]\d|20\d)0 ?'? ?s|'(?P<yy>\d)0'?s|(?<=the\x20)(?P<yw>twen|thir|for|fif|six|seven|eigh|nine)ties)\b"),
    _rule("century", "decade", rf"\b(?:the )?(?P<c>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})[- ]century\b"),
    # 2014-2018, 1939-45, 2014~2018
    _rule("years", "year", rf"(?:\bbetween |\bfrom )?(?<![\w$.,/§#:-])(?P<y>{YEAR}) ?(?:-|~) ?(?P<y2>{YEAR}|\d\d)(?![\d/-]|\.\d)"),
    _rule("year", "year", rf"(?<![\w$£€.,/§#:@+-])(?:(?P<the>the year (?:of )?|year ))?(?P<y>{YEAR})(?![\w/:%@]|,\d{{3}}|\.\d|-\d{{3}})"),
    _rule("spelled_year", "spelled", rf"\b(?:(?P<the>the year ))?(?P<y>{SPELLED_YEAR})\b"),
    # the 18th; the 26th day of the month
    _rule(
        "day_only",
        "ordinal",
        rf"\b(?:(?P<w>{WEEKDAY}),? )?(?:the )(?P<d>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})\b(?:(?: day)? of (?P<r>{LAST_NEXT}|the|said) month\b)?",
    ),
    # today, the day before yesterday, overnight
    _rule(
        "deictic",
        "deictic",
        r"\b(?P<k>the day after to-?morrow|the day before yesterday|to-?day|to-?night|yesterday|to-?morrow|overnight)\b(?:'s\b)?"
        rf"(?: (?:at )?(?P<t>{DAYPART})\b)?",
    ),
    # Thursday, last Thursday, Thursday afternoon, next week Monday, Tuesday of last week
    _rule(
        "weekday",
        "weekday",
        rf"\b(?:(?P<r>{LAST_NEXT}) )?(?P<w>{WEEKDAY})(?P<pl>s)?\b\.?(?: (?P<t>{DAYPART})s?\b)?"
        rf"(?:,? (?:of )?(?P<rw>{LAST_NEXT}) week\b)?",
    ),
    _rule("weekday", "weekday", rf"\b(?P<rw>{LAST_NEXT}) week,? (?:on )?(?P<w>{WEEKDAY})\b(?: (?P<t>{DAYPART})\b)?"),
    # the first Monday of April 2017, second Tuesday in May
    _rule(
        "nth_weekday",
        "weekday",
        rf"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) (?P<w>{WEEKDAY}) (?:of|in) (?P<m>{MONTH})\b\.?(?:,? (?:of )?(?P<y>{YEAR}))?",
    ),
    # the week of April 3; week ending 7 April (the date itself is joined to it)
    _rule("week_of", "unit", r"\b(?:the )?(?:work ?)?(?P<u>week|weekend|month|quarter|year|fiscal year|period)s? (?P<k>of|ending|ended|beginning|commencing|starting)(?: on)?(?= )"),
    # first week of January 2015, the last week of 2019, the last two weeks of March
    _rule(
        "nth_week",
        "unit",
        rf"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th|opening|closing) (?:(?P<c>{NUMBER}) )?(?P<u>day|week|weekend|month)s? (?:of|in) "
        rf"(?:(?P<m>{MONTH})\b\.?(?:,? (?:of )?(?P<y>{YEAR}))?|(?P<y2>{YEAR})\b|(?P<r>{LAST_NEXT}|the) (?P<ru>month|year)\b)",
    ),
    _rule("week_number", "unit", rf"\bweek (?P<n>0?[1-9]|[1-4]\d|5[0-3])\b(?! (?:of|and|to|in)\b)(?:,? (?P<y>{YEAR}))?"),
    # two years ago, three days later, the day before, 30 days after, a year from now
    _rule(
        "offset",
        "unit",
        rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|the)(?: |-)(?:(?:or (?:so|more)|full|whole|short|long) )?(?P<u>{UNIT})"
        rf"(?:,? (?:and )?(?P<n2>{NUMBER}) (?P<u2>{UNIT}))?(?:,? (?:and )?(?P<n3>{NUMBER}) (?P<u3>{UNIT}))?,? "
        r"(?P<k>ago|earlier|later|before|after|afterwards?|hence|henceforth|from now|from to-?day|from|prior to|prior|previously|thereafter|following|since|subsequent to)\b",
    ),
    _rule("offset", "unit", rf"\bin (?P<n>{NUMBER}) (?P<u>(?:day|week|month|year)s?)(?P<k>)(?= ?(?:[.,;?!)]|$))"),
    # the same day, last month, later this week, the following year, that weekend
    _rule(
        "unit",
        "unit",
        rf"\b(?P<r>{LAST_NEXT}) (?:(?P<q>fiscal|calendar|full|entire|school|academic|business|trading|tax|term) )?(?P<u>{UNIT})\b(?:'s)?(?! old\b|-old\b)",
    ),
    _rule("unit", "unit", r"\b(?:the )(?P<u>weekend)\b(?P<r>)|\b(?:the )?(?P<u2>week|month|year) (?P<k>after next|before last)\b|\bthe (?P<u3>year)[- ]to[- ]date\b"),
    _rule("year_end", "unit", r"\b(?P<k>year-?end|month-?end|quarter-?end|mid-?year|(?:the )?year-ago|(?:the )?year-earlier)\b"),
    # the end of the year, end of month, the rest of the week
    _rule(
        "end_of",
        "unit",
        r"\b(?:the )?(?:end|beginning|start|middle|close|rest|remainder) of (?:the )?(?:fiscal |calendar )?(?P<u>day|week|month|quarter|year|decade|century)\b",
    ),
    _rule("this_date", "deictic", r"\bthe (?P<k>present day|present time)\b"),
    # the last two years, the past 30 days, the next three months, the first two weeks
    _rule(
        "last_n",
        "unit",
        rf"\b(?:(?:the|these|those|his|her|its|their|our|my) )?(?P<r>last|past|next|previous|coming|following|first|final|preceding|prior|ensuing|recent|upcoming) "
        rf"(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|couple(?: of)?)(?: |-)(?:full |whole |consecutive )?(?P<u>{UNIT})\b",
    ),
    # the 5 past years, in the 2 next days
    _rule("last_n", "unit", rf"\bthe (?P<n>{NUMBER}) (?P<r>last|past|next|previous|coming|following|preceding|prior|upcoming) (?P<u>{UNIT})\b"),
    # this morning, last night, the following evening, that afternoon
    _rule("daypart", "daypart", rf"\b(?:(?:early|late|later|earlier) )?(?P<r>{LAST_NEXT}|every|each) (?:(?:early|late) )?(?P<t>{DAYPART})s?\b"),
    # 3:15 p.m. EST, 15:30, 9 a.m. to 5 p.m., 1500 hours
    _rule("clock", "clock", rf"(?<![\w$:.,/-])(?P<c>{CLOCK})(?: ?(?:-|to|until|till|and|through) ?(?P<c2>{CLOCK}))?(?![\w:]|-\d)"),
    _rule("clock", "clock", rf"(?<![\w$:.,/-])(?P<h>1[0-2]|[1-9])(?::(?P<mi>[0-5]\d))? ?(?:-|to|until) ?(?P<c2>(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.? ?m\b\.?{ZONE})"),
    _rule("clock", "clock", r"(?<![\w$:.,/-])(?P<c>(?:[01]\d|2[0-3])[0-5]\d) (?:hours|hrs)\b|\b(?P<oc>(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock)"),
    _rule("holiday", "holiday", rf"\b(?P<h>{HOLIDAY})(?! eve| day)(?:,? (?:of |in )?(?:(?P<y>{YEAR})\b|(?P<r>{LAST_NEXT}) year\b))?"),
    _rule("holiday", "holiday", rf"\b(?P<r>last|this|next) (?P<h>{HOLIDAY})(?! eve| day)\b"),
    # every week, each Monday, weekly, twice a year, per month
    _rule("set", "unit", rf"\b(?:every|each) (?:(?:{NUMBER}|other|single) )?(?:{UNIT})\b"),
    _rule("set", "weekday", rf"\b(?:every|each) (?:other )?{WEEKDAY}\b"),
    _rule("set", "unit", r"\b(?:daily|weekly|bi-?weekly|monthly|quarterly|annually|yearly|every ?day|(?:once|twice|three times) (?:a|per) (?:day|week|month|quarter|year)|per (?:hour|day|week|month|quarter|year|annum))\b"),
    # thirty (30) days, several weeks, three-year, 45 minutes, for years
    _rule("duration", "unit", rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|decades of|years of)(?P<s> |-)(?:full |whole |consecutive |additional |more )?(?P<u>{UNIT})\b(?![- ](?:old|olds)\b)"),
    _rule("duration", "unit", r"\b(?:for|over|in|within|after|many|early|last|past|took|takes?|these|those|recent|coming) (?P<n>)(?P<s>)(?P<u>years|decades|months|weeks|days|centuries|hours)\b"),
    # now, recently, at the time
    _rule(
        "vague",
        "deictic",
        r"\b(?:recently|currently|presently|nowadays|(?:right )?now(?! known)|at (?:the )?present|formerly|previously|soon|the (?:near |recent |distant )?(?:future|past)(?! (?:tense|\d|\w+ (?:day|week|month|year)s?)))\b",
    ),
    _rule("vague", "unit", r"\b(?:at (?:the|this|that) time|at all (?:relevant |material )?times|these days|those days|to this day)\b"),
)  # fmt: skip


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


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or short form in lower case."""
    return _MONTH_OF[name.strip(" .")]


def weekday_number(name: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return _WEEKDAY_OF[name.strip(" .")]


def ordinal(text: str) -> int:
    """Return the number of ``7``, ``7th`` or ``twenty-second``, with or without "day of" after it."""
    if digits := re.match(r"\d+", text):
        return int(digits.group())
    found = re.match(ORDINAL_WORD, text)
    return _ORDINAL_OF[re.sub(r"[\s-]+", "-", found.group())] if found else 0


def number(text: str) -> float | None:
    """Return the number that words or digits say, ``None`` for vague ones such as "several"."""
    text = text.strip()
    if digits := re.search(r"\d[\d,]*(?:\.\d+)?", text):
        return float(digits.group().replace(",", ""))
    if text.startswith("half"):
        return 0.5
    if text in ("a", "an", "another"):
        return 1
    if text.startswith(("a couple", "couple")):
        return 2
    total = 0.5 if text.endswith("and a half") else 0.0
    plain = text.removesuffix("and a half")
    if "hundred" in plain:
        total += 100
    for word in re.split(r"[\s-]+", plain.replace("one hundred", "hundred")):
        if word in _NUMBER_OF:
            total += _NUMBER_OF[word]
        elif word not in ("", "and", "hundred"):
            return None
    return total or None


def spelled_year(text: str) -> int:
    """Return the year of ``2017``, ``'17`` (by the pivot 40), ``two thousand seventeen``, ``nineteen oh five``."""
    if digits := re.search(r"\d+", text):
        value = int(digits.group())
        return value if value > 99 else value + (2000 if value < 40 else 1900)
    parts = re.split(r"[\s-]+", text.strip())
    if parts[:2] == ["two", "thousand"]:
        base, rest = 2000, parts[2:]
    else:
        base, rest = 100 * _NUMBER_OF[parts[0]], parts[1:]
    return base + sum(_NUMBER_OF.get(word, 0) for word in rest)


def unit_name(text: str) -> str:
    """Return a unit of time in the singular: ``day``, ``business day``, ``century``."""
    text = re.sub(r"\s+", " ", text)
    return "century" if text == "centuries" else text.removesuffix("s")

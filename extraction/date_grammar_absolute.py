"""The grammar of dates that name their own calendar time: days, months, years, ranges of them."""

from extraction.date_rules import Rule, rule
from extraction.date_words import (
    ANY_YEAR,
    CARDINAL,
    DAY,
    DAY_TH,
    LAST_NEXT,
    MONTH,
    ORDINAL_WORD,
    SEASON,
    SPELLED_YEAR,
    WEEKDAY,
    YEAR,
)

__all__ = ["ABSOLUTE_RULES"]

_TAIL_YEAR = (
    r"(?: ?, ?(?:in the year (?:of our lord )?|a\.?d\.? )?| (?:in the year(?: of our lord)? |of "
    rf"|in |a\.?d\.? )?)(?P<y>{ANY_YEAR}|'\d\d)\b"
)
# Thursday, the 6th; last June 5; this Friday (June 15)
_WEEKDAY_BEFORE = (
    rf"(?:\b(?P<r>last|next|this(?: past| coming)?) )?(?:\b(?P<w>{WEEKDAY})\b\.? ?"
    r"(?:(?P<open>\()|,? ?(?:the )?))?"
)

ABSOLUTE_RULES: tuple[Rule, ...] = (
    # 2017-04-07, 2017/4/7, 2017-04-07T15:30
    rule(
        "iso",
        "year",
        rf"(?:\b(?P<w>{WEEKDAY})\b\.?,? )?"
        rf"(?<![\d/.])(?<!\d-)(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>{DAY})"
        r"(?![\d/]|-\d)"
        r"(?:(?:t| )(?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?:z|[+-]\d\d:?\d\d)?)?",
    ),
    # Thursday, April 6th, 2017; March 01 , 2008; Dec31 , 1994; March eighteenth; May 22
    rule(
        "month_day",
        "month",
        _WEEKDAY_BEFORE
        + rf"\b(?P<m>{MONTH})(?: |/|-|(?=\d))(?:the )?(?P<d>{DAY_TH}|{ORDINAL_WORD})\b(?: day)?"
        rf"(?:{_TAIL_YEAR})?(?![\d%]|:\d)(?(open)\))",
    ),
    # the 6th day of April, 2017; 13 Sept 1972; 04th Jan 2019; second of Aug
    rule(
        "day_month",
        "month",
        _WEEKDAY_BEFORE
        + r"(?:\bthe |\bthis )?(?<![\d.,/$-])(?<!\d:)"
        + rf"(?P<d>{DAY_TH} ?(?:day )?(?:of )?|\b{ORDINAL_WORD} (?:day )?of )(?P<m>{MONTH})(?![a-z])"
        rf"(?:{_TAIL_YEAR})?(?!\d)(?(open)\))",
    ),
    # twenty five January nineteen eighty-six
    rule(
        "day_month",
        "spelled",
        rf"\b(?P<d>(?:(?:twenty|thirty)[- ])?{CARDINAL}) (?:of )?(?P<m>{MONTH})(?![a-z]) (?P<y>{ANY_YEAR})\b",
    ),
    # 07-Apr-2017, 23/Sep/2020
    rule(
        "day_mon_year",
        "month",
        rf"(?<![\d/-])(?P<d>{DAY})(?P<s>[-/])(?P<m>{MONTH})(?P=s)(?P<y>{YEAR}|\d\d)(?![\d/])",
    ),
    # 2019/aug/01, 2017-Apr-07
    rule(
        "day_mon_year",
        "month",
        rf"(?<![\d/-])(?P<y>{YEAR})(?P<s>[-/])(?P<m>{MONTH})(?P=s)(?P<d>{DAY})(?![\d/])",
    ),
    # Sep-23-2020, Sep/23/2020
    rule(
        "day_mon_year",
        "month",
        rf"\b(?P<m>{MONTH})(?P<s>[-/])(?P<d>{DAY})(?P=s)(?P<y>{YEAR}|\d\d)(?![\d/])",
    ),
    # 07/04/2017, 7.4.17, 10-1-2018
    rule(
        "numeric",
        "numeric",
        rf"(?:\b(?P<w>{WEEKDAY})\b\.?,? )?"
        r"(?:(?<![\d/.$-])|(?<=(?:19|20)\d\d-))(?P<a>\d\d?)(?P<s>[/.-])(?P<b>\d\d?)(?P=s)(?P<y>"
        r"(?:19|20)\d\d|\d\d)"
        r"(?!\d|/|\.\d|-(?!\d\d?[/.-]\d\d?[/.-]\d)\w)",
    ),
    # 22/04, Friday 7/6
    rule(
        "numeric_short",
        "numeric",
        rf"(?:\b(?P<r>last|next|this) )?(?:\b(?P<w>{WEEKDAY})\b,? )?"
        r"(?<![\d/.$-])(?P<a>\d\d?)/(?P<b>\d\d?)(?![\d/%]|\.\d)",
    ),
    # 10/1-11/2/2017, 5/1 - 5/7, 2020
    rule(
        "numeric_range",
        "numeric",
        r"(?:\bfrom )?(?<![\d/.$-])(?P<a>\d\d?)/(?P<b>\d\d?) ?(?:-|to|through|thru) ?"
        rf"(?P<a2>\d\d?)/(?P<b2>\d\d?)(?:/(?P<y>{YEAR}|\d\d)|,? (?P<y2>{YEAR}))(?![\d/]|\.\d)",
    ),
    # 12/2015, 12-2015
    rule(
        "month_slash_year",
        "year",
        rf"(?<![\d/.$-])(?P<m>0?[1-9]|1[0-2])(?P<s>[/-])(?P<y>{YEAR})(?![\d/-])",
    ),
    # between 3 and 12 of Sept; 3-5 March 2017
    rule(
        "days_of_month",
        "month",
        rf"(?:\bbetween |\bfrom )?(?:the )?(?<![\d.,/$-])(?<!\d:)(?P<d>{DAY_TH}|{ORDINAL_WORD}) ?"
        r"(?:-|~|to|and|through|until|till) ?(?:the )?"
        rf"(?P<d2>{DAY_TH}|{ORDINAL_WORD}) ?(?:days? )?(?:of )?(?P<m>{MONTH})(?![a-z])(?:{_TAIL_YEAR})?",
    ),
    # March 3-5, 2017; between April 3 and 7
    rule(
        "month_days",
        "month",
        rf"(?:\bbetween |\bfrom )?(?:\b(?P<w>{WEEKDAY})\b\.?,? )?\b(?P<m>{MONTH})(?![a-z]) "
        rf"(?:the )?(?P<d>{DAY_TH}|{ORDINAL_WORD}) ?"
        rf"(?:-|~|to|and|&|through|thru|until|till) ?(?:the )?(?P<d2>{DAY_TH}|{ORDINAL_WORD})\b"
        rf"(?:{_TAIL_YEAR})?(?![\d:%/])(?! [ap]\.?m)",
    ),
    # April 2017, April of 2017, Dec-2018, April, 2017, April of 87
    rule(
        "month_year",
        "month",
        rf"\b(?:the month of )?(?P<m>{MONTH})(?![a-z])(?:(?: ?, ?| of | in | )(?:the year )?(?:of )?|[-/])"
        rf"(?:(?P<y>{ANY_YEAR}|'\d\d)|(?<=of\x20)(?P<yy>\d\d))\b(?![/\d])",
    ),
    # last March; March of next year; April last year; November of the same year
    rule(
        "month_relative",
        "month",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<m>{MONTH})(?![a-z])|(?P<m2>{MONTH})(?![a-z]),? (?:of |in )?"
        rf"(?P<r2>{LAST_NEXT}) year\b)",
    ),
    rule("month", "month", rf"\b(?P<m>{MONTH})(?![a-z])"),
    # summer of 2017; last summer; the winter of 1941-42
    rule(
        "season_year",
        "season",
        rf"\b(?:the )?(?P<s>{SEASON})(?: of|,)? (?:of )?(?P<y>{YEAR}|'\d\d)"
        r"(?:-\d\d)?\b",
    ),
    rule(
        "season_relative",
        "season",
        rf"\b(?:(?P<r>{LAST_NEXT}) (?P<s>{SEASON})\b|(?:the )?(?P<s2>{SEASON}) of "
        rf"(?P<r2>{LAST_NEXT}) year\b)",
    ),
    # the first quarter of 2017; third-quarter 2011; first half of last year; the final quarter
    rule(
        "quarter",
        "fiscal",
        r"\b(?:the )?(?:(?:fiscal|calendar) )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th"
        r"|final|last)[- ](?:fiscal[- ]|calendar[- ])?"
        r"(?P<u>quarter|half)\b(?:,? (?:of |in |for )?(?:the )?(?:fiscal |calendar )?(?:year )?"
        rf"(?:(?P<y>{YEAR})\b|(?P<r>{LAST_NEXT}) (?:fiscal )?year\b"
        r"|(?P<u2>month|week|day|century|decade)\b)?)?",
    ),
    rule(
        "quarter",
        "fiscal",
        rf"\b(?:(?P<y>{YEAR})'?s?|(?P<r>{LAST_NEXT}) year's)[- ](?P<q>first|second|third|fourth)[- "
        r"](?P<u>quarter|half)\b",
    ),
    # Q3 2017, 2017 Q1, Q1'18, H2 2019, 2019-H2
    rule(
        "quarter_code",
        "fiscal",
        r"\b(?P<k>[qh])(?P<q>[1-4])(?:(?:,? (?:of )?(?:fy ?)?|[-/'])"
        rf"(?P<y>{YEAR}|(?<=')\d\d)\b|\b)",
    ),
    rule("quarter_code", "fiscal", rf"\b(?P<y>{YEAR})[- ]?(?P<k>[qh])(?P<q>[1-4])\b"),
    # fiscal 2017, fiscal year 2016-17, FY17, CY 2008, school year 2008
    rule(
        "fiscal_year",
        "fiscal",
        rf"\b(?:(?:the )?(?:fiscal|calendar|tax|school|academic)(?: year)?|fy|cy)[- ]?(?P<y>{YEAR}"
        r"|'?\d\d)(?:[-/](?:20)?\d\d)?\b",
    ),
    rule(
        "tax_year",
        "year",
        r"\b(?:the )?(?:tax|calendar|school|academic|model) year "
        rf"(?P<y>{YEAR})(?:[-/](?:20)?\d\d)?\b",
    ),
    # the 1990s, the late '90s, 1990 s, the nineties
    rule(
        "decade",
        "decade",
        r"(?<![\w$.,/-])(?:the )?(?:(?P<y>1[5-9]\d|20\d)0 ?'? ?s|(?:'|"
        r"(?<=the\x20)|(?<=0s\x20and\x20))(?P<yy>[2-9])0'?s|(?<=the\x20)(?P<yw>twen|thir|for"
        r"|fif|six|seven|eigh|nine)ties)\b",
    ),
    rule(
        "century",
        "decade",
        rf"\b(?:the )?(?P<c>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})(?:-| "
        r")century\b",
    ),
    # 2014-2018, 1939-45, 2014~2018
    rule(
        "years",
        "year",
        rf"(?:\bbetween |\bfrom )?(?<![\w$.,/§#:-])(?P<y>{YEAR})(?: ?(?:-|~) ?|(?P<s>/)(?=\d\d\b))"
        rf"(?P<y2>{YEAR}|\d\d)(?![\d/-]|\.\d)",
    ),
    rule(
        "year",
        "year",
        r"(?:(?<![\w$£€.,/§#:@+-])|(?<=mid-)|(?<=late-)|(?<=early-)|(?<=post-)|(?<=pre-))"
        r"(?:(?P<the>the year (?:of )?|year ))?"
        rf"(?P<y>{YEAR})(?![\w/:%@]|,\d{{3}}|\.\d|-\d{{3}})",
    ),
    rule("spelled_year", "spelled", rf"\b(?:(?P<the>the year ))?(?P<y>{SPELLED_YEAR})\b"),
)

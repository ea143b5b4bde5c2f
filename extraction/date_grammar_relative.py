"""The grammar of dates that are counted from another day, and of durations, sets and times of day."""

from extraction.date_rules import Rule, rule
from extraction.date_words import (
    ABOUT,
    CLOCK,
    DAY,
    DAYPART,
    HOLIDAY,
    LAST_NEXT,
    MONTH,
    NUMBER,
    ORDINAL_WORD,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
    ZONE,
)

__all__ = ["RELATIVE_RULES"]

RELATIVE_RULES: tuple[Rule, ...] = (
    # the 18th; the 26th day of the month
    rule(
        "day_only",
        "ordinal",
        rf"\b(?:(?P<w>{WEEKDAY}),? )?(?:the |(?<=\bon\x20)|(?<=\bby\x20))"
        rf"(?P<d>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORD})\b(?:(?: day)? of (?P<r>{LAST_NEXT}|the|said) month\b)?",
    ),
    # Tuesday the eleventh, Tue 13th
    rule(
        "day_only",
        "weekday",
        rf"\b(?P<w>{WEEKDAY})\.?,? (?:(?:the )?(?P<d>\d\d?(?:st|nd|rd|th))|the (?P<dw>{ORDINAL_WORD}))\b"
        rf"(?! (?:{MONTH}|of)\b)",
    ),
    # Sunday 31.
    rule(
        "day_only",
        "weekday",
        rf"\b(?P<w>{WEEKDAY})\.?,? (?P<d>{DAY})(?=[;:!?)]|[.,](?: |$)|$)(?!:\d)",
    ),
    # today, the day before yesterday, overnight
    rule(
        "deictic",
        "deictic",
        r"\b(?:(?:earlier|later|late|early) )?(?P<k>the day after to-?morrow"
        r"|the day before yesterday|to-?day|to-?night|yesterday|to-?morrow|overnight)\b(?:'s\b)?"
        rf"(?: (?:at )?(?P<t>{DAYPART})\b)?",
    ),
    # Thursday, last Thursday, Thursday afternoon, next week Monday, Tuesday of last week, the Friday
    # before last
    rule(
        "weekday",
        "weekday",
        rf"\b(?:(?P<r>{LAST_NEXT}) )?(?P<w>{WEEKDAY})(?P<pl>s)?\b\.?(?: (?P<t>{DAYPART})s?\b)?"
        rf"(?:,? (?:of )?(?P<rw>{LAST_NEXT}) week\b| (?P<k>before last|after next)\b)?",
    ),
    rule(
        "weekday",
        "weekday",
        rf"\b(?P<rw>{LAST_NEXT}) week,? (?:on )?(?P<w>{WEEKDAY})\b(?: "
        rf"(?P<t>{DAYPART})\b)?",
    ),
    # the first Monday of April 2017, second Tuesday in May
    rule(
        "nth_weekday",
        "weekday",
        r"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) "
        rf"(?P<w>{WEEKDAY}) (?:of|in) (?P<m>{MONTH})(?![a-z])(?:,? (?:of )?(?P<y>{YEAR}))?",
    ),
    # the week of April 3; week ending 7 April (the date itself is joined to it)
    rule(
        "week_of",
        "unit",
        r"\b(?:the )?(?:work ?)?(?P<u>week|weekend|month|quarter|year|fiscal "
        r"year|period)s? (?P<k>of|ending|ended|beginning|commencing|starting)(?: on)?(?= )",
    ),
    # first week of January 2015, the last week of 2019, the last two weeks of March
    rule(
        "nth_week",
        "unit",
        rf"\b(?:the )?(?P<n>{ORDINAL_WORD}|last|final|\d\d?(?:st|nd|rd|th)|opening"
        rf"|closing) (?:(?P<c>{NUMBER}) )?(?P<u>day|week|weekend|month|quarter)s? (?:of|in) "
        rf"(?:(?P<m>{MONTH})(?![a-z])(?:,? (?:of )?(?P<y>{YEAR}))?|(?P<y2>{YEAR})\b|(?P<r>{LAST_NEXT}"
        r"|the) (?P<ru>month|year)\b)",
    ),
    rule(
        "week_number",
        "unit",
        r"\bweek (?P<n>0?[1-9]|[1-4]\d|5[0-3])\b"
        rf"(?:,? (?:of )?(?P<y>{YEAR}))\b",
    ),
    # two years ago, three days later, the day before, 30 days after, a year from now
    rule(
        "offset",
        "unit",
        rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|the)(?: |-)(?:(?:or (?:so|more)|full|whole|short"
        rf"|long) )?(?P<u>{UNIT})"
        rf"(?:,? (?:and )?(?P<n2>{NUMBER}) (?P<u2>{UNIT}))?(?:,? (?:and )?(?P<n3>{NUMBER}) "
        rf"(?P<u3>{UNIT}))?,? "
        r"(?P<k>ago|earlier|later|before|after|afterwards?|hence|henceforth|from now|from to-?day"
        r"|from|prior to|prior|previously|thereafter|following|since|subsequent to)\b",
    ),
    rule(
        "offset",
        "unit",
        rf"\bin (?P<n>{NUMBER}) (?P<u>(?:day|week|month|year)s?)(?P<k>)(?= ?"
        r"(?:[.,;?!)]|$))",
    ),
    # the same day, last month, later this week, the following year, that weekend
    rule(
        "unit",
        "unit",
        rf"\b(?:(?:earlier|later|early|late) )?(?P<r>{LAST_NEXT}) "
        rf"(?:(?P<q>fiscal|calendar|full|entire|school|academic|business|work|working"
        rf"|trading|tax|term) )?(?P<u>{UNIT})\b(?:'s)?(?! old\b|-old\b)",
    ),
    rule(
        "unit",
        "unit",
        r"\b(?:the )(?P<u>weekend)\b(?P<r>)|\b(?:the )?(?P<u2>week|month|year) "
        r"(?P<k>after next|before last)\b|\bthe (?P<u3>year)[- ]to[- ]date\b",
    ),
    rule(
        "year_end",
        "unit",
        r"\b(?P<k>year-?end|month-?end|quarter-?end|mid-?year|(?:the "
        r")?year-ago|(?:the )?year-earlier)\b",
    ),
    # the end of the year, end of month, the rest of the week
    rule(
        "end_of",
        "unit",
        r"\b(?:the )?(?P<k>end|beginning|start|middle|close|rest|remainder|remaining) of (?:the )?(?:fiscal "
        r"|calendar )?(?P<u>day|week|month|quarter|year|decade|century)\b",
    ),
    # later in the day, earlier in the year; a second consecutive day; ended the week
    rule(
        "within",
        "unit",
        r"\b(?:later|earlier|early|late) in (?:the|that|this) (?P<u>day|week|month|quarter|year"
        r"|decade)\b",
    ),
    rule(
        "within",
        "unit",
        rf"\b(?:an?|the|its|his|her|their) (?:{ORDINAL_WORD}|\d\d?(?:st|nd|rd|th)) "
        r"(?:consecutive|straight|successive) (?P<u>day|week|month|quarter|year)\b",
    ),
    rule(
        "within",
        "unit",
        r"(?:(?<=\bend\x20)|(?<=\bends\x20)|(?<=\bended\x20)|(?<=\bending\x20)|(?<=\bclose\x20)|(?<=\bclosed\x20)"
        r"|(?<=\bfinish\x20)|(?<=\bfinished\x20)|(?<=\bstart\x20)|(?<=\bstarted\x20)|(?<=\bbegin\x20)"
        r"|(?<=\bbegan\x20))the (?P<u>day|week|month|quarter|year)\b(?! (?:of|before|after|that|when))",
    ),
    # the same period (last year), the year-ago quarter, the latest quarter, for the quarter
    rule(
        "period", "unit", r"\b(?:the )?(?P<k>same|corresponding|comparable) (?:period|time|point)\b"
    ),
    rule(
        "period",
        "unit",
        r"\b(?:the )?(?:comparable )?(?P<k>year-ago|year-earlier) "
        r"(?:(?P<n>first|second|third|fourth)[ -])?(?P<u>quarter|half|period)\b",
    ),
    rule("period", "unit", r"\bthe (?P<k>latest|most recent) (?:fiscal )?(?P<u>quarter|period)\b"),
    rule(
        "period",
        "unit",
        r"(?:(?<=\bin\x20)|(?<=\bfor\x20)|(?<=\bduring\x20))the (?:full )?(?P<u>quarter)(?P<k>)\b"
        r"(?! (?:of|ending|ended|mile|century))",
    ),
    rule("this_date", "deictic", r"\bthe (?P<k>present day|present time)\b"),
    # the last two years, the past 30 days, the next three months, the first two weeks
    rule(
        "last_n",
        "unit",
        r"\b(?:(?:the|these|those|his|her|its|their|our|my) )?(?P<r>last|past|next|previous"
        r"|coming|following|first|final|preceding|prior|ensuing|recent|upcoming) "
        rf"(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|couple(?: of)?)(?: |-)(?:full |whole |consecutive )?"
        rf"(?P<u>{UNIT})\b",
    ),
    # the 5 past years, in the 2 next days
    rule(
        "last_n",
        "unit",
        rf"\bthe (?P<n>{NUMBER}) (?P<r>last|past|next|previous|coming"
        rf"|following|preceding|prior|upcoming) (?P<u>{UNIT})\b",
    ),
    # this morning, last night, the following evening, that afternoon
    rule(
        "daypart",
        "daypart",
        rf"\b(?:(?:early|late|later|earlier) )?(?P<r>{LAST_NEXT}|every"
        rf"|each) (?:(?:early|late) )?(?P<t>{DAYPART})s?\b",
    ),
    # 3:15 p.m. EST, 15:30, 9 a.m. to 5 p.m., 1500 hours
    rule(
        "clock",
        "clock",
        rf"(?<![\w$:.,/-])(?P<c>{CLOCK})(?: ?(?:-|to|until|till|and|through) ?"
        rf"(?P<c2>{CLOCK}))?(?![\w:]|-\d)",
    ),
    rule(
        "clock",
        "clock",
        r"(?<![\w$:.,/-])(?P<h>1[0-2]|[1-9])(?::(?P<mi>[0-5]\d))? ?(?:-|to"
        rf"|until) ?(?P<c2>(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.? ?m\b\.?{ZONE})",
    ),
    rule(
        "clock",
        "clock",
        r"(?<![\w$:.,/-])(?P<c>(?:[01]\d|2[0-3])[0-5]\d)(?: (?:hours|hrs|utc|gmt|local time)|z)\b|\b"
        r"(?P<oc>(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
        r"|twelve) o'clock)",
    ),
    rule(
        "holiday",
        "holiday",
        rf"\b(?P<h>{HOLIDAY})\b(?! eve| day)(?P<k> weekend\b)?(?:,? (?:of |in )?(?:"
        rf"(?P<y>{YEAR})\b(?P<k2> weekend\b)?|(?P<r>{LAST_NEXT}) year\b))?",
    ),
    rule(
        "holiday",
        "holiday",
        rf"\b(?:the )?(?P<r>last|this|next|past|previous|following|coming|upcoming) (?P<h>{HOLIDAY})\b"
        r"(?! eve| day)(?P<k> weekend\b)?",
    ),
    # every week, each Monday, weekly, twice a year, per month
    rule("set", "unit", rf"\b(?:every|each) (?:(?:{NUMBER}|other|single) )?(?:{UNIT})\b"),
    rule("set", "weekday", rf"\b(?:every|each) (?:other )?{WEEKDAY}\b"),
    rule(
        "set",
        "unit",
        r"\b(?:daily|weekly|bi-?weekly|monthly|quarterly|annually|yearly|every "
        r"?day|(?:once|twice|three times) (?:a|per) (?:day|week|month|quarter|year)|per "
        r"(?:hour|day|week|month|quarter|year|annum))\b",
    ),
    # thirty (30) days, several weeks, three-year, 45 minutes, for years
    rule(
        "duration",
        "unit",
        rf"\b(?:{ABOUT})?(?P<n>{NUMBER}|{VAGUE}|decades of|years of)(?P<s> "
        rf"|-)(?:full |whole |consecutive |additional |more )?(?P<u>{UNIT})\b(?![- ](?:old"
        r"|olds)\b)",
    ),
    rule(
        "duration",
        "unit",
        r"\b(?:for|over|in|within|after|many|early|last|past|took|takes?"
        r"|these|those|recent|coming) (?P<n>)(?P<s>)(?P<u>years|decades|months|weeks|days"
        r"|centuries|hours)\b",
    ),
    # now, recently, at the time
    rule(
        "vague",
        "deictic",
        r"\b(?:recently|currently|presently|nowadays|(?:right )?now(?! known)|at (?:the )?present"
        r"|formerly|previously|soon|the (?:near |recent |distant )?(?:future|past)(?! "
        r"(?:tense|\d|\w+ (?:day|week|month|year)s?)))\b",
    ),
    rule(
        "vague",
        "unit",
        r"\b(?:at (?:the|this|that) time|at all (?:relevant |material )?times"
        r"|these days|those days|to this day)\b",
    ),
)

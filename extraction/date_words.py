"""The words of dates: fragments that the patterns are built from, and the numbers they say.

``fold`` puts text into lower case with plain dashes, quotes and blanks, character for character, so that
the patterns stay simple and every offset stays true. All fragments and readers expect folded text.
"""

import re
from collections.abc import Iterable

from resources import words

__all__ = [
    "ABOUT",
    "ANY_YEAR",
    "CARDINAL",
    "CLOCK",
    "DAY",
    "DAYPART",
    "DAY_TH",
    "HOLIDAY",
    "LAST_NEXT",
    "MONTH",
    "NUMBER",
    "ORDINALS",
    "ORDINAL_WORD",
    "SEASON",
    "SPELLED_YEAR",
    "UNIT",
    "VAGUE",
    "WEEKDAY",
    "YEAR",
    "ZONE",
    "fold",
    "month_number",
    "number",
    "ordinal",
    "spelled_year",
    "unit_name",
    "weekday_number",
]

_FOLDING: dict[int, int | str] = {
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufffe"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\v"), " "),
}


def fold(text: str) -> str:
    """Return ``text`` in lower case with plain dashes, quotes and blanks; its length never changes."""
    return text.translate(_FOLDING)


_MONTH_OF = {name: at for at, line in enumerate(words("months"), 1) for name in line.split()}
_WEEKDAY_OF = {name: at for at, line in enumerate(words("weekdays")) for name in line.split()}


def _any(names: Iterable[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(
        sorted((re.sub(r"\.", r"\\.", name) for name in names), key=lambda name: (-len(name), name))
    )


_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER_OF = {name: at for at, name in enumerate(_SMALL)} | {
    name: 10 * at for at, name in enumerate(_TENS, 2)
}
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
"""From "first" to "twentieth"."""
_ORDINAL_OF = (
    {name: at for at, name in enumerate(ORDINALS, 1)}
    | {f"twenty-{name}": 20 + at for at, name in enumerate(ORDINALS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)

_FULL_MONTHS = [line.split()[0] for line in words("months")]
_SHORT_MONTHS = [name for name in _MONTH_OF if name not in _FULL_MONTHS]
# april, apr., sept, dec31; a stop belongs to a short form alone
MONTH = rf"(?:{_any(_FULL_MONTHS)}|(?:{_any(_SHORT_MONTHS)})(?:\b\.?|(?=\d)))"
WEEKDAY = f"(?:{_any(_WEEKDAY_OF)})"  # thursday, thurs
ORDINAL_WORD = f"(?:{_any(_ORDINAL_OF).replace('-', '[- ]')})"  # twenty-second, sixth
DAY = r"(?:3[01]|[12]\d|0?[1-9])"  # 7, 07, 31
DAY_TH = rf"(?:{DAY}(?: ?(?:st|nd|rd|th)|(?<=[23])d)?)"  # 7, 7th, 22d as lawyers write
YEAR = r"(?:1[5-9]\d\d|20\d\d)"  # 1950, 2017
_UNITS_WORD = f"(?:{'|'.join(_SMALL[1:10])})"
CARDINAL = f"(?:{'|'.join(reversed(_SMALL[1:]))}|twenty|thirty)"
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
VAGUE = (
    r"(?:several|a few|few|some|many|a number of|countless|dozens of|hundreds of|numerous"
    r"|multiple|recent)"
)
UNIT = (
    r"(?:seconds?|minutes?|hours?|(?:business |calendar |court |working |trading )?days?|weeks?"
    r"|fortnights?"
    r"|months?|quarters?|years?|decades?|centur(?:y|ies)|weekends?|nights?)"
)
DAYPART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = (
    r"(?: \(? ?(?:e[sd]?t|c[sd]t|m[sd]t|p[sd]?t|gmt|utc|bst|cet|local time"
    r"|(?:eastern|central|mountain|pacific)(?: (?:standard |daylight )?time)?)\b"
    r"(?: ?[+-]\d\d?(?::?\d\d)?\b)?(?: ?\))?)?"
)
CLOCK = (  # 3:15 p.m. EST, 15:30, 9 a.m.
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d(?::[0-5]\d)?)? ?[ap]\.? ?m\b\.?|(?:[01]?\d"
    r"|2[0-3]):[0-5]\d(?::[0-5]\d)?|noon|midnight)" + ZONE
)
ABOUT = (
    r"(?:about|nearly|almost|over|more than|less than|just|only|at least|some|roughly|around"
    r"|approximately|up to) "
)
LAST_NEXT = (
    r"(?:(?:the )?(?:very )?(?:last|past|previous|prior|preceding|next|coming|upcoming|following|ensuing"
    r"|current|same|present)|(?:this|that|th[ei]s?) (?:past|coming|upcoming|same|very|last|next)"
    r"|this|that|these)"
)
HOLIDAY = f"(?:{_any(line.split(' = ')[0] for line in words('holidays'))})"


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
    if found is None:
        return int(number(text) or 0)
    return _ORDINAL_OF[re.sub(r"[\s-]+", "-", found.group())]


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
    """Return the year that digits or words name: ``2017``, ``'17``, ``two thousand seventeen``."""
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

"""What the head of an article says: its headline, who wrote it and when it was published.

Every value carries the span it was read from, so that the attorney can check it at a glance.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import resources
from importers.document import MetadataValue
from importers.plain_paragraphs import is_prose
from importers.source_text import Span

__all__ = ["article_head", "date_on", "is_date_line", "is_headline", "is_name"]

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# April 7, 2017; 7 April 2017; 2017-04-07; 25/04/2017
_DATES: Final = (
    re.compile(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{_YEAR}\b"),
)
# For example "Mon", "Thurs.,", "wednesday"
_WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
# For example "at 3:15 p.m. EST", "15.04"
_CLOCK: Final = (
    r"(?:at\s+)?\d{1,2}(?:[:.]\d\d){0,2}\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:(?:[ECMP][SD]?T|GMT|UTC|BST|CET)\b)?"
)
# For example "First published:", "Updated on", "Date"
_ISSUED: Final = (
    r"(?:first\s+)?(?:published|posted|updated|edited|modified|dated?|time|last|on|issued)\b:?"
)
_READING_TIME: Final = r"\d+\s+min(?:ute)?s?\s+read"  # "4 min read"
_SEPARATORS: Final = r"[|•·,;:()\[\]/–—-]|\s"
# What may stand around a date on its own line; a day-first list such as "07/04/2017" counts as one too.
_AROUND_DATE: Final = re.compile(
    rf"(?:{_WEEKDAY}|{_CLOCK}|{_ISSUED}|{_READING_TIME}|{_SEPARATORS})*", re.I
)
_DATE_WORDS: Final = re.compile(rf"\b(?:{_WEEKDAY}|published|posted|updated|on|at)\b|[|•·–—]", re.I)
_UPDATED: Final = re.compile(r"\b(?:updated|modified|revised|edited)\b", re.I)
# For example "By Jane Roe", "Written by: …", "Author: …"
_BY: Final = re.compile(
    r"\s*(?:(?:(?:written|posted|reported|story)\s+)?by[:\s]|(?:author|reporter|byline)s?:)\s*(?=\S)",
    re.I,
)
_GIVEN: Final = (
    r"(?:[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*|[A-Z]\.(?:[A-Z]\.)*|[A-Z]{2,})"  # Jane, J.R., ROE
)
_PARTICLE: Final = r"de|del|della|di|da|van|von|der|den|bin|al|la|le|ter|ten"
_GENERATION: Final = r"(?:,?\s+(?:Jr|Sr|II|III)\.?)?"
# "Jane Q. Roe", "Ludwig van der Rohe", "Mary-Ann O’Neil Jr."
_NAME: Final = re.compile(
    rf"{_GIVEN}(?:\s+(?:{_GIVEN}|{_PARTICLE})){{0,3}}\s+{_GIVEN}{_GENERATION}"
)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)")
_HEAD_PARAGRAPHS: Final = 14
_LINES_BEFORE_HEADLINE: Final = 3
# After a name without "By": where the writer was, as in "Jane Roe in London".
_PLACE: Final = re.compile(r"\s+in\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}")


def article_head(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Span] = ()
) -> tuple[MetadataValue, ...]:
    """Return title, author, published and modified of an article, as far as its head says them.

    The head is what stands before the first sentence. ``furniture`` is left out of account.
    """
    skipped = set(furniture)
    head: list[Span] = []
    for span in paragraphs[: 2 * _HEAD_PARAGRAPHS]:
        if span not in skipped:
            if is_prose(span.of(text)) or len(head) == _HEAD_PARAGRAPHS:
                break
            head.append(span)
    title = _title(text, head)
    if title is None:
        return ()
    values = [MetadataValue("title", " ".join(title.of(text).split()), "headline", title)]
    head.remove(title)
    values += _dates(text, head)
    author = _author(text, head, values[0].value)
    if author:
        values.insert(1, author)
    return tuple(values)


def _title(text: str, head: Sequence[Span]) -> Span | None:
    """Return the headline: the first line, or one after the outlet's name or a date."""
    for span in head[:_LINES_BEFORE_HEADLINE]:
        words = span.of(text)
        if is_headline(words) and not is_date_line(words) and not _BY.match(words):
            return span
        if re.search(r"[.;:,]\s*$", words):
            return None
    return None


def is_headline(words: str) -> bool:
    """Tell whether a paragraph could be a headline: short, and no sentence by its end."""
    count = len(words.split())
    return (
        3 <= count <= 30
        and len(words) <= 220
        and not re.search(r"(?<!\.\.)[.;:,]\s*$", words)
        and bool(re.match(r"[\"'“‘]?[A-Z0-9@#$£€]", words))
    )


def is_date_line(words: str) -> bool:
    """Tell whether a line is a date and nothing else but weekday, clock time or "Updated"."""
    return len(words) < 100 and any(
        _AROUND_DATE.fullmatch(words[: match.start()])
        and _AROUND_DATE.fullmatch(words[match.end() :])
        for pattern in _DATES
        if (match := pattern.search(words))
    )


def date_on(words: str) -> tuple[date, Span] | None:
    """Return the first whole date in ``words`` with its span; none where day and month could be swapped."""
    for pattern in _DATES:
        match = pattern.search(words)
        if match:
            value = _calendar(match.groupdict())
            if value:
                return value, Span(match.start(), match.end())
    return None


def _calendar(parts: dict[str, str]) -> date | None:
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    elif "number" in parts:
        day, month = int(parts["day"]), int(parts["number"])
    else:
        month = next(
            at for at, name in enumerate(_MONTHS, 1) if name[:3] == parts["month"][:3].lower()
        )
        day = int(parts["day"])
    try:
        return date(int(parts["year"]), month, day)
    except ValueError:
        return None


def is_name(words: str) -> bool:
    """Tell whether ``words`` could be one personal name and nothing else."""
    sections = set(resources.words("site_sections"))
    return bool(_NAME.fullmatch(words)) and not any(
        part.strip(".,").lower() in sections or part.strip(".,").lower() in _MONTHS
        for part in words.split()
    )


def _dates(text: str, head: Sequence[Span]) -> list[MetadataValue]:
    values: list[MetadataValue] = []
    for span in head:
        words = span.of(text)
        if len(words.split()) > 16:
            continue
        found = date_on(words)
        if not found:
            continue
        value, at = found
        rest = words[: at.start] + " " + words[at.end :]
        if not (_AROUND_DATE.fullmatch(rest) or _names_in(_without_date_words(rest))):
            continue
        field = "modified" if _UPDATED.search(words[: at.start]) else "published"
        where = Span(span.start + at.start, span.start + at.end)
        values.append(MetadataValue(field, value.isoformat(), "date line", where))
    return sorted(values, key=lambda value: value.field != "published")


def _without_date_words(words: str) -> str:
    return _DATE_WORDS.sub(" , ", words).strip(" ,-")


def _author(text: str, head: Sequence[Span], title: str) -> MetadataValue | None:
    for span in head:
        words = span.of(text)
        if len(words.split()) > 14 or words == title:
            continue
        found = date_on(words)
        rest = words[: found[1].start] + " " + words[found[1].end :] if found else words
        names = _names_in(_without_date_words(rest))
        if not names:
            continue
        first, last = words.find(names[0]), words.rfind(names[-1])
        if first < 0 or last < 0:
            continue
        where = Span(span.start + first, span.start + last + len(names[-1]))
        return MetadataValue("author", ", ".join(names), "byline", where)
    return None


def _names_in(words: str) -> list[str]:
    """Return the personal names of a byline; after "By" what follows the names may be anything."""
    marked = _BY.match(words)
    rest = words[marked.end() :] if marked else words.strip()
    names: list[str] = []
    while match := _NAME.match(rest):
        if not is_name(match.group()):
            break
        names.append(match.group())
        rest = rest[match.end() :]
        between = _BETWEEN_NAMES.match(rest)
        if not between:
            break
        rest = rest[between.end() :]
    return names if marked or _may_follow_names(rest) else []


def _may_follow_names(rest: str) -> bool:
    """Tell whether what follows names makes them a byline: nothing, a place, a paper or an office."""
    words = rest.replace(",", " ").split()
    if not words or _PLACE.fullmatch(rest):
        return True
    sections = resources.words("site_sections")
    return len(words) <= 5 and words[-1].strip(".").lower() in sections

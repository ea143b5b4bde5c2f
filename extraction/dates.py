"""Dates: every time expression of a paper with its value, its anchor and the reason.

``find_dates`` is pure: run again with another document date it resolves everything anew.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction import date_values as values
from extraction.date_meanings import meaning
from extraction.date_order import DayOrder, day_order
from extraction.date_patterns import Hit
from extraction.date_phrases import phrases
from extraction.date_sense import Sense, Setting
from extraction.date_words import fold
from extraction.findings import Basis, Citation, DateExpression, DocumentKind
from extraction.reading import Passage, Reading
from importers.source_text import Span, Zone
from resources import words

__all__ = ["find_dates", "tells_a_story"]

_STORIES = (
    DocumentKind.COMPLAINT,
    DocumentKind.ANSWER,
    DocumentKind.MOTION,
    DocumentKind.ORDER,
    DocumentKind.OPINION,
)
_NUMBERED_PASSAGES = 5

# What stands right before an expression and sets it before, after, around … the day; longest first.
_OPERATOR = re.compile(
    r"\b(?:(?P<around>on or (?:about|around)|in or (?:about|around)|at or (?:about|around)|about"
    r"|around|circa|(?<![.\w])ca?\.|approximately|approx\.|roughly)"
    r"|(?P<before>(?:no|not) later than|on or before|earlier than|prior to|before|by|within)"
    r"|(?P<after>on or after|no earlier than|not earlier than|later than|after|following|as early as)"
    r"|(?P<since>ever since|since|starting(?: on| in)?|beginning(?: on| in)?|commencing(?: on| "
    r"in)?|effective(?: as of)?|as of|from)"
    r"|(?P<until>until|till|through|up to|up until|as late as|ending(?: on| in)?|expiring(?: on)?))"
    r"(?: (?:the|the year|in|on|at|about))?[ ]{1,3}$"
)
# the Saturday boat, the 2012 election: a day that tells which, and no day by itself
_ARTICLE = re.compile(r"\b(?:the|a|an|that|this|each|every)\s{1,2}$")
_NAMED = re.compile(r"\s{1,2}([a-z]{2,})\b")

_ABOUT_INSIDE = re.compile(r"(?:about|around|approximately|roughly|nearly|almost) ")
_OR_LATER = re.compile(
    r",? (?:or|and) (?:(?P<since>later|after|thereafter|since|onwards?)|(?P<before>earlier|before"
    r"|prior))\b|,? (?P<on>onwards?)\b"
)
_CLAUSE = re.compile(
    r"[;:]|, (?:and|but|which|who|while|as|when|after|before) |(?<=[a-z0-9)\"'])[.!?]['\")]* {1,3}(?=\S)"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|won't|shall|plans?|planned to|planning|intends?|expects?|expected|scheduled|slated"
    r"|supposed to|due|upcoming|going to|is to|are to|set (?:to|for)|deadline|takes? effect|expires?"
    r"|payable|hopes?|aims?|wants? to|would|should(?! have)|may be)\b"
)
# Right before a date these outweigh the rest of the clause: "as soon as Tuesday", "announced Friday".
_DUE = re.compile(
    r"\b(?:as (?:soon|early|late) as|(?:due|scheduled|slated|expected|planned|set)(?: (?:for|on|by|in))?"
    r"|deadline (?:of|is)|no later than|(?:has|have) until) (?:[a-z]+ )?$"
)
_DID = re.compile(
    r"(?<!\bbe )\b(?:said|told|wrote|met|sent|came|went|took|made|won|lost|fell|rose|[a-z]{3,}ed)"
    r"(?: (?:it|him|her|them|late|early|here|there))?(?: (?:on|in))? $"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|ha(?:s|ve) (?:been|not)|ha(?:s|ve) \w+ed|[a-z]{2,}ed|began"
    r"|came|went|took|gave|made|fell|rose|met|won"
    r"|lost|got|left|held|found|sent|shot|struck|kept|hit|cut|saw|grew|wrote|spoke|became|bought"
    r"|sold|paid|ran|sank|broke|brought|built|caught|chose|drew|drove|fled|flew|fought|heard|knew|led|lay"
    r"|rode|sat|sought|sprang|stole|stood|swore|taught|threw|tore|withdrew|woke|wore)\b"
)
_HAD = re.compile(
    r"\b(?:had|said|told)\b(?!.*\b(?:will|wants? to|plans? to|expects?|should|is to|are to|intends?)\b)"
)
_EVENT = re.compile(
    r" {1,3}(?P<words>[a-z0-9\"'$§](?:[^.;:!?]|(?<=\bmr|\bms|\bdr)\.|(?<=\bmrs)\.){2,80})"
)
# What makes "the same day" the day of an event: "that", "as the hearing"; after "the very day" a clause
_POINTS_ON = re.compile(r" {1,3}(?:that|as|when|of)\b")
_VERY = re.compile(r"the {1,3}very\b")
_YEARS = ("year", "spelled_year", "part_of", "quarter", "season_year")
_SETS_YEAR = re.compile(r"\b(?:in|during|throughout|by)(?: the)? {1,3}$")
_STAMP = re.compile(
    r"\b(?:document|doc\.?|dkt\.?|ecf|page|pageid|entered|filed|usca|case) ?:?#? ?(?:no\.? "
    r"?)?\d.*\bfiled|\bfiled:? .{0,20}(?:page|document|entry)",
    re.DOTALL,
)
# A stop that belongs to a short form: "Sept.", "Thurs.", "p.m."
_SHORT_FORM = re.compile(
    r"\b(?:[ap]\.? ?m|jan|febr?|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?"
    r"|fri|sat|sun)\.$"
)
# So many dates may share the year at the end of their list.
_LONGEST_LIST = 24
# A quarter that is reported on is compared with the year before within so many paragraphs.
_NEAR_QUARTER = 6
_STORY_SPAN = 15
"""How many years from the day it has reached a story goes on "In 2015 …"."""
_KNOWN_DAY = 4
"""How often a paper names a day without its year before its reader is taken to know the year."""
_MAY_LACK_YEAR = frozenset(("month_day", "day_month", "month"))
_LIST_GAP = re.compile(r",? {0,3}(?:and|or|&|,)? {0,3}(?:on |in )?(?:the )?")


def find_dates(
    reading: Reading,
    *,
    citations: Sequence[Citation] = (),
    document_date: dt.date | None = None,
    day_first: bool | None = None,
    narrative: bool | None = None,
) -> tuple[DateExpression, ...]:
    """Find the time expressions of a paper, in order; spans count the text layer.

    ``citations`` are no dates. ``document_date`` is what news counts from. ``day_first`` settles the
    order of numeric dates; ``narrative`` says that the paper tells a story in its own order, as a
    complaint does. Both are inferred where they are ``None``.
    """
    folded = fold(reading.text)
    mask = _mask(reading, citations)
    spotted = [
        (passage, phrases(folded, reading.text, passage.span.start, passage.span.end, mask))
        for passage in reading.passages
    ]
    order = day_order(
        folded, [hit for _, hits in spotted for hit in hits], document_date, day_first
    )
    story = tells_a_story(DocumentKind.OTHER, reading) if narrative is None else narrative
    given = _given_years([hit for _, hits in spotted for hit in hits])
    reader = _Reader(reading, folded, document_date, story, order, given)
    found = [date for passage, hits in spotted for date in reader.read(passage, hits)]
    found.sort(key=lambda date: date.span)
    return tuple(found)


def _day_of(hit: Hit) -> tuple[str, str]:
    """Return month and day as one key for "Aug. 11" and "August 11th"."""
    return hit.said("m")[:3], "".join(c for c in hit.said("d") if c.isdigit())


def _given_years(hits: Sequence[Hit]) -> dict[tuple[str, str], int]:
    """Return the year of each day of a month that a paper states with one year and no other.

    A day that a paper names again and again without its year is one that its reader knows: where the paper
    states no year for it, or two, it is of the year that most of the paper's stated days are of.
    """
    years: dict[tuple[str, str], Counter[int]] = {}
    bare: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        if hit.rule in ("month_day", "day_month") and hit.said("d"):
            if len(hit.said("y")) == 4:
                years.setdefault(_day_of(hit), Counter())[int(hit.said("y"))] += 1
            elif not hit.said("y"):
                bare[_day_of(hit)] += 1
    given = {day: next(iter(found)) for day, found in years.items() if len(found) == 1}
    stated = sum(years.values(), Counter[int]())
    for day, count in bare.items():
        if count >= _KNOWN_DAY and day not in given:
            year, times = max(stated.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
            if 2 * times > stated.total() and (day not in years or year in years[day]):
                given[day] = year
    return {day: year for day, year in given.items() if all(day)}


def tells_a_story(kind: DocumentKind, reading: Reading) -> bool:
    """Tell whether the dates of a paper follow its own story rather than its day of writing.

    Court papers do; so does any other paper that pleads in numbered paragraphs.
    """
    if kind in _STORIES:
        return True
    if kind in (DocumentKind.ARTICLE, DocumentKind.EMAIL):
        return False
    return sum(passage.number is not None for passage in reading.passages) >= _NUMBERED_PASSAGES


def _mask(reading: Reading, citations: Sequence[Citation]) -> bytearray:
    """Return a byte per character of the reading copy that is set inside citations."""
    source_length = len(reading.source.text)
    cited = bytearray(source_length + 1)
    for citation in citations:
        cited[citation.span.start : citation.span.end] = b"\1" * len(citation.span)
    if not citations:
        return bytearray(len(reading.text))
    mask = bytearray()
    for piece in reading.mapped.pieces:
        if piece.is_kept:
            mask += cited[piece.source.start : piece.source.end]
        else:
            mask += cited[piece.source.start : piece.source.start + 1] * piece.length
    return mask


def _tense_of(clause: str) -> int:
    if _FUTURE.search(clause) and not _HAD.search(clause):
        return 1
    return -1 if _PAST.search(clause) else 0


@dataclass
class _Reader:
    """Reads one paper from its beginning, keeping the day that the story has reached."""

    reading: Reading
    folded: str
    document: dt.date | None
    narrative: bool
    order: DayOrder
    given: Mapping[tuple[str, str], int]
    last: dt.date | None = None
    story_year: int | None = None
    last_passage: int = -10
    quarter: str | None = None
    quarter_passage: int = -10
    named: str | None = None
    passages: int = 0

    def read(self, passage: Passage, hits: list[Hit]) -> list[DateExpression]:
        """Return the dates of one passage."""
        found: list[DateExpression] = []
        self.passages += not passage.zone.is_furniture
        stamped = passage.zone == Zone.PAGE_FURNITURE and bool(
            _STAMP.search(self.folded, passage.span.start, passage.span.end)
        )
        for at, hit in enumerate(hits):
            setting = self._setting(passage, hit, stamped)
            sense = self._sense(hits, at, setting)
            if sense is None:
                continue
            found.append(self._date(hit, passage, sense))
            if not passage.zone.is_furniture:
                self._advance(hit, sense)
        return found

    def _setting(self, passage: Passage, hit: Hit, stamped: bool) -> Setting:
        near = self.last is not None and self.passages - self.last_passage <= 1
        return Setting(
            document=self.document,
            last=self.last,
            story_year=self.story_year,
            given_year=self.given.get(_day_of(hit)),
            period=self._period(),
            near=near,
            narrative=self.narrative,
            day_first=self.order.day_first,
            day_first_reason=self.order.reason,
            stamped=stamped,
            tense=self._tense(hit, passage.span),
            event=self._event(hit, passage.span),
        )

    def _period(self) -> str | None:
        """Return the quarter that the story speaks of, else the last month or day it named."""
        is_near = self.passages - self.quarter_passage <= _NEAR_QUARTER
        return self.quarter if is_near else self.named

    def _sense(self, hits: list[Hit], at: int, setting: Setting) -> Sense | None:
        """Read one hit; in "May 1, June 2 and July 3, 2017" the year stands with the last alone."""
        hit = hits[at]
        if hit.rule not in _MAY_LACK_YEAR or hit.said("y"):
            return meaning(hit, setting)
        end = hit.end
        for following in hits[at + 1 : at + 1 + _LONGEST_LIST]:
            if following.rule not in _MAY_LACK_YEAR | {"month_year"} or not _LIST_GAP.fullmatch(
                self.folded, end, following.start
            ):
                break
            if following.said("y"):
                after = meaning(following, setting)
                year = int(after.value[:4]) if after and after.value else None
                return meaning(hit, replace(setting, year=year))
            end = following.end
        return meaning(hit, setting)

    def _tense(self, hit: Hit, inside: Span) -> int:
        """Return 1 where the clause around a hit speaks of the future, -1 of the past, else 0."""
        start, end = max(inside.start, hit.start - 160), min(inside.end, hit.end + 90)
        for boundary in _CLAUSE.finditer(self.folded, start, hit.start):
            start = boundary.end()
        boundary_after = _CLAUSE.search(self.folded, hit.end, end)
        end = boundary_after.start() if boundary_after else end
        nearest = self.folded[max(start, hit.start - 30) : hit.start]
        if _DUE.search(nearest):
            return 1
        if _DID.search(nearest):
            return -1
        before, after = self.folded[start : hit.start], self.folded[hit.end : end]
        return _tense_of(before) or _tense_of(f"{before} | {after}")

    def _event(self, hit: Hit, inside: Span) -> str:
        """Return the words that "two days after …" or "the same day that …" counts from."""
        is_offset = hit.rule == "offset" and hit.said("k") in (
            "after", "before", "following", "prior to", "since", "from", "subsequent to"
        )  # fmt: skip
        points_on = hit.rule == "unit" and (
            _POINTS_ON.match(self.folded, hit.end) or _VERY.match(hit.said("r"))
        )
        if not is_offset and not points_on:
            return ""
        found = _EVENT.match(self.folded, hit.end, inside.end)
        if not found:
            return ""
        words = self.reading.text[found.start("words") : found.end("words")]
        return re.split(r"(?<=\w), ", words)[0].strip()

    def _advance(self, hit: Hit, sense: Sense) -> None:
        """Move the story on to a day or month, or to a year that a clause sets: "In 2015 …"."""
        limits = values.bounds(sense.value) if sense.value else None
        if limits is None or (sense.basis == Basis.RELATIVE and sense.confidence < 0.6):
            return
        days = (limits[1] - limits[0]).days
        if hit.rule in ("quarter", "quarter_code") and sense.value:
            self.quarter, self.quarter_passage = sense.value, self.passages
        if days <= 31:
            self.named = sense.value
            self.last, self.story_year, self.last_passage = limits[0], None, self.passages
            return
        # "… as in 1967, …" in a story of 2017 is an aside, not where the story goes on
        aside = self.last is not None and abs(limits[0].year - self.last.year) > _STORY_SPAN
        sets_year = _SETS_YEAR.search(self.folded, max(0, hit.start - 20), hit.start)
        if hit.rule in _YEARS and sets_year and not aside:
            self.story_year = limits[0].year

    def _date(self, hit: Hit, passage: Passage, sense: Sense) -> DateExpression:
        start, end = hit.start, hit.end
        while end > start and (
            self.folded[end - 1] in " ,"
            or (self.folded[end - 1] == "." and not _SHORT_FORM.search(self.folded, start, end))
        ):
            end -= 1
        span = self.reading.to_source(start, end)
        limits = values.bounds((sense.value or "").removesuffix("/.."))
        operator = self._operator(hit, passage.span)
        return DateExpression(
            span=span,
            text=span.of(self.reading.source.text),
            value=f"{sense.value}~"
            if operator == "around" and sense.value and "/" not in sense.value
            else sense.value,
            earliest=limits[0] if limits else None,
            latest=limits[1] if limits else None,
            basis=sense.basis,
            anchor=sense.anchor,
            alternatives=sense.alternatives,
            operator=operator,
            reason=sense.reason,
            zone=passage.zone,
            confidence=sense.confidence,
        )

    def _names_something(self, hit: Hit, inside: Span) -> bool:
        """Tell whether a date only says which thing is meant: "before the Saturday boat" may be that day."""
        before = _ARTICLE.search(self.folded, max(inside.start, hit.start - 8), hit.start)
        after = _NAMED.match(self.folded, hit.end, inside.end)
        return bool(before and after and after[1] not in words("no_nouns"))

    def _operator(self, hit: Hit, inside: Span) -> str | None:
        after = _OR_LATER.match(self.folded, hit.end, inside.end)
        if after and after.lastgroup:
            return "before" if after.lastgroup == "before" else "since"
        if hit.rule == "range":
            return None
        if self.folded.endswith("post-", inside.start, hit.start):
            return "after"
        if self._names_something(hit, inside):
            return None
        before = _OPERATOR.search(self.folded, max(inside.start, hit.start - 40), hit.start)
        if before is None and _ABOUT_INSIDE.match(self.folded, hit.start):
            return "around"
        return before.lastgroup if before else None

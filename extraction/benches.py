"""Judges whom a paper names by their office: the bench above an opinion, its author, "Rowe, J."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["JudgeName", "find_judges"]


@dataclass(frozen=True, slots=True)
class JudgeName:
    """A stretch that names a judge, without the office."""

    start: int
    end: int
    name: str


_WORD = r"(?:[A-Z]\.|St\.|[A-Z][\w’'-]*|(?:de|van|von|la|O)\b)"
_GENERATION = r"(?:,?\s+(?:Jr|Sr|JR|SR)\.|,?\s+(?:II|III|IV)\b)"
_NAME = rf"(?:St\.\s)?{_WORD}(?:\s+{_WORD}){{0,3}}{_GENERATION}?"
_RANK = (
    r"(?:Chief|Senior|Presiding|Acting|Associate|Administrative|United\s+States|U\.\s?S\.|Circuit|"
    r"District|Magistrate|Bankruptcy|Superior\s+Court|Appellate)"
)
_OFFICE = rf"(?:{_RANK}\s+)*(?:Judges?|Justices?|JUDGES?|JUSTICES?)\b"
_INITIALS = r"(?:(?:C|P|A|S|A\.\s?P|Ch|V\.?\s?C)\.\s?)?JJ?\.(?=[\s,;:.)]|$)"
# "Marsh, J.", "Nora Quist, P.J.", "MARSH, Circuit Judge."
_TITLED = re.compile(
    rf"(?<![\w.])(?P<name>{_NAME}),\s+(?:{_INITIALS}|(?:{_RANK}\s+)+(?:Judge|Justice|JUDGE|JUSTICE)\b)"
)
# As in: before Marsh, Chief Judge, Quist and Rowe, Circuit Judges.
_BENCH = re.compile(
    rf"\b(?i:before|present):?\s+(?P<names>{_NAME}(?:,?\s+(?:and\s+)?(?:{_OFFICE}|{_INITIALS}|{_NAME})){{1,9}}),?\s+"
    rf"(?:{_OFFICE}|JJ\.)"
)
_NO_JUDGE = re.compile(
    rf"(?:{_RANK}|Judges?|Justices?|JUDGES?|JUSTICES?|Honorable|The|Before|Per|Curiam|By|Hon\.|and|[A-Z]\.)"
    r"(?:\s|$)"
)
_SPLIT = re.compile(r",?\s+and\s+|,\s+")
_LEAD = re.compile(
    r"^(?:(?:Before|BEFORE|The|THE|Hon\.|Honorable|HONORABLE|HON\.|Judge|Justice|Chief)\s+)+"
)
# "ORDER Nora Quist": a heading in capitals before a name in ordinary letters
_HEADING = re.compile(r"^(?:[A-Z]{2,}\s+)+(?=[A-Z][a-z])")


def find_judges(text: str, start: int, end: int) -> Iterator[JudgeName]:
    """Yield the names that stand with a judge's office after them, or in the list of a bench."""
    for bench in _BENCH.finditer(text, start, end):
        yield from _listed(text, bench.start("names"), bench.end("names"))
    for match in _TITLED.finditer(text, start, end):
        if text[max(0, match.start() - 1) : match.start()] == "(":
            continue  # (Marsh, J., concurring): the author of a cited opinion
        judge = _judge(text, match.start("name"), match.end("name"))
        if judge is not None:
            yield judge


def _listed(text: str, start: int, end: int) -> Iterator[JudgeName]:
    at = start
    for separator in [*_SPLIT.finditer(text, start, end), None]:
        stop = separator.start() if separator else end
        judge = _judge(text, at, stop)
        if judge is not None:
            yield judge
        at = separator.end() if separator else end


def _judge(text: str, start: int, end: int) -> JudgeName | None:
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    heading = _HEADING.match(text[start:end])
    start += heading.end() if heading else 0
    name = " ".join(text[start:end].split())
    if len(name) < 3 or _NO_JUDGE.match(name) or name.casefold().rstrip(".") in ("jr", "sr"):
        return None
    return JudgeName(start, end, name)

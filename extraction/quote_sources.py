"""Reads the citation that court papers set behind a quotation in place of naming its speaker.

"…" Id. at 4.    "…" Hill v. Dale, 410 U.S. 12, 14 (1999).    "…" Ana Ruiz, The Long Winter, May 2003, p. 2.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from importers.source_text import Span

__all__ = ["Cited", "SourceKind", "cited_after"]

# How far behind the closing mark a citation may run, in code points.
_REACH = 300

# One mark at a time: a group of runs would try every way to part the dots of a table of contents.
_SIGNAL = r"(?:\s*[\"”’)\].,;])*\s*\(?(?:(?:See|see|Accord|Cf\.|quoting|citing)(?: also)?,? )?"
_SAME = re.compile(rf"{_SIGNAL}(?:Id|Ibid|id)\.(?:[ ,;)]|$)")
_CASE_WORD = r"(?:[A-Z][\w.&’',-]*|of|the|and|for|&)"
# A case, a reporter, a code or the record: Hill v. Dale | 410 U.S. 12 | 47 C.F.R. § 3 | Dkt. 12 | Compl. ¶ 4
_LAW = re.compile(
    rf"{_SIGNAL}(?:[A-Z][\w.&’',-]*(?: +{_CASE_WORD}){{0,9}} v\. |\d{{1,4}} +[A-Z][\w.]|§|¶"
    rf"|[A-Z][\w.&’',-]*(?: +{_CASE_WORD}){{0,5}}, \d{{1,4}} +(?:U\.|S\.|F\.|L\.|[A-Z][\w.]+\.[\w. ]*\d)"
    r"|(?:Fed|Dkt|ECF|Doc|Compl|Am|Exh?|Decl|Aff|Tr|Dep|Br|Mot|Opp|J\.A|R)(?:\.|\b) ?(?:[A-Z\d¶§(]|at \d)"
    r"|In re |Ex parte |U\.S\. Const)"
)
# An author and a work: no stop before the comma, a title in capitals, and a page or a year at the end
_WORK = re.compile(
    r"(?:\s*[\"”’)\]])*\s*(?P<who>[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|for|and|de|van)){0,6}), "
    r"(?:[A-Z\d][^\"“”;]{4,220}?)(?:\bpp?\. ?\d|\bpg\. ?\d|\bat \d|\b(?:1[89]|20)\d\d\b)"
)


class SourceKind(StrEnum):
    """What the citation behind a quotation points to."""

    SAME = "same"
    """Whatever the quotation before it was taken from."""
    LAW = "law"
    """An opinion, a statute or the record, whose citation names no speaker."""
    WORK = "work"
    """A work with its author."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The citation behind a quotation; ``author`` counts the same text, and only works have one."""

    kind: SourceKind
    author: Span | None = None


def cited_after(text: str, end: int, limit: int) -> Cited | None:
    """Return the citation that follows right after ``end``, looking no further than ``limit``."""
    limit = min(limit, end + _REACH)
    if _SAME.match(text, end, limit):
        return Cited(SourceKind.SAME)
    if _LAW.match(text, end, limit):
        return Cited(SourceKind.LAW)
    work = _WORK.match(text, end, limit)
    if work is None:
        return None
    return Cited(SourceKind.WORK, Span(*work.span("who")))

"""Finds the citation that court papers set behind a quotation, or around it, to say where it is from.

"…" Id. at 4.    "…" Ana Ruiz, The Long Winter, May 2003, p. 2.    They "…" and "…" in May. Ex. C at 3.
Hill v. Dale, 410 U.S. 12, 14 (1999) (holding that "…").
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.citations import CitedPlace
from extraction.quotations import Quotation
from extraction.quote_citations import Cite, authorities, cites, work_at
from extraction.reading import Reading
from importers.source_text import Span

__all__ = ["Cited", "citations_of"]

# How far behind the closing mark a citation may begin, and how far a work's may run, in code points.
_REACH = 800

# What may stand between a closing mark and the citation: a note's number, "(emphasis added)", "See also".
# One mark at a time: a group of runs would try every way to part the dots of a table of contents.
_CLOSERS = r"(?:\s*[\"”’)\].,;])*"
_EDITED = (
    r"(?:\s*\((?:(?:some |all )?emphasis|internal|citations?|alterations?|quotations?|brackets?|cleaned)"
    r"[^()]{0,60}\)[.,;]?)*"
)
_SIGNAL = (
    r"(?:(?:See|see|Accord|accord|Quoting|quoting|citing)(?: also| generally)?,?(?: e\.g\.,)? )?"
)
_BETWEEN = re.compile(rf"{_CLOSERS}\d{{0,2}}{_EDITED}\s*[(\[]?{_SIGNAL}")
_ABBREVIATION = re.compile(r"\b(?:Mrs?|Ms|Dr|Inc|Co|Corp|Ltd|No|v|vs|St|Jr|Sr|Hon|[A-Z])\.$")
_STOP = re.compile(r"[.!?](?=[\"”’)\]]*\s)")
# id. at 81 n.2 (noting that "…    … (7th Cir. 2006) (per curiam) (noting that "…
_OPENING = re.compile(r"(?: ?n+\. ?\d+)?[.,]?(?: \([^()]{1,40}\))*\s*$")


@dataclass(frozen=True, slots=True)
class Cited:
    """The citation of a quotation: ``cite`` beside it, ``authority`` what that repeats.

    ``direct`` tells that it follows right behind the closing mark; ``within`` that the quotation stands
    in the citation's own parenthesis.
    """

    cite: Cite
    authority: Cite | None = None
    direct: bool = False
    within: bool = False

    @property
    def source(self) -> Cite:
        """The citation in full, as far as the paper gives it."""
        return self.authority or self.cite


def citations_of(
    reading: Reading,
    quotations: Sequence[Quotation],
    citations: Sequence[CitedPlace],
    *,
    works: bool = True,
) -> dict[int, Cited]:
    """Return the citation of each outer quotation that has one, by the quotation's number.

    ``works`` says whether authors and their works are looked for too, as only court papers cite them.
    """
    quoted = [quotation.outer for quotation in quotations if quotation.nested_in is None]
    found = [c for c in cites(reading, citations) if not _is_inside(c.span, quoted)]
    if works:
        found = sorted({c.span: c for c in (*_works(reading, quotations, found), *found)}.values())
    repeated = authorities(reading, found)
    result: dict[int, Cited] = {}
    starts = [c.span.start for c in found]
    for n, quotation in enumerate(quotations):
        if quotation.nested_in is not None:
            continue
        beside = _beside(reading, quotation, found, starts)
        if beside is not None:
            authority = repeated.get(beside.cite.span)
            result[n] = Cited(beside.cite, authority, beside.direct, beside.within)
    return result


def _is_inside(span: Span, quoted: Sequence[Span]) -> bool:
    at = bisect_right(quoted, span.start, key=lambda outer: outer.start) - 1
    return at >= 0 and span.end <= quoted[at].end


def _works(reading: Reading, quotations: Sequence[Quotation], found: Sequence[Cite]) -> list[Cite]:
    text, works = reading.text, []
    starts = [c.span.start for c in found]
    for quotation in quotations:
        if quotation.nested_in is not None:
            continue
        limit = min(reading.passages[quotation.passage].span.end, quotation.outer.end + _REACH)
        for at in _openings(text, quotation, limit):
            n = bisect_left(starts, at)
            if n < len(found) and found[n].span.start == at:
                break
            work = work_at(text, at, limit)
            if work is not None:
                works.append(work)
                break
    return works


def _ends_sentence(text: str, quotation: Quotation) -> bool:
    """Tell whether the sentence ends with the quotation, so that what is cited later is not its source."""
    last = quotation.span.of(text).rstrip()[-1:]
    following = text[quotation.outer.end : quotation.outer.end + 40].lstrip(' "”’)')[:1]
    return bool(last) and last in ".!?" and not following.islower()


def _openings(text: str, quotation: Quotation, limit: int) -> list[int]:
    """Return where a citation may begin: right behind the mark, or behind the sentence's stop."""
    end = quotation.outer.end
    behind = _BETWEEN.match(text, end, limit)
    places = [behind.end()] if behind else []
    stop = None if _ends_sentence(text, quotation) else _sentence_stop(text, end, limit)
    if stop is not None:
        after = _BETWEEN.match(text, stop, limit)
        places += [after.end()] if after else []
    return places


def _sentence_stop(text: str, start: int, limit: int) -> int | None:
    """Return where the sentence that goes on at ``start`` ends, behind its stop."""
    for match in _STOP.finditer(text, start, limit):
        if not _ABBREVIATION.search(text, max(start, match.end() - 6), match.end()):
            return match.end()
    return None


def _beside(
    reading: Reading, quotation: Quotation, found: Sequence[Cite], starts: Sequence[int]
) -> Cited | None:
    passage = reading.passages[quotation.passage].span
    return _around(reading.text, passage, quotation.outer.start, found, starts) or _behind(
        reading, quotation, found, starts
    )


def _around(
    text: str, passage: Span, at: int, found: Sequence[Cite], starts: Sequence[int]
) -> Cited | None:
    """Return the citation whose parenthesis holds the quotation."""
    floor = max(passage.start, at - _REACH)
    opened = _open_parenthesis(text, floor, at)
    n = bisect_left(starts, at) - 1
    if opened is None or n < 0 or found[n].span.end > opened:
        return None
    if found[n].span.end < floor or not _OPENING.fullmatch(text, found[n].span.end, opened):
        return None
    return Cited(found[n], within=True)


def _open_parenthesis(text: str, floor: int, at: int) -> int | None:
    depth = 0
    for place in range(at - 1, floor - 1, -1):
        if text[place] == ")":
            depth += 1
        elif text[place] == "(":
            if depth == 0:
                return place
            depth -= 1
    return None


def _behind(
    reading: Reading, quotation: Quotation, found: Sequence[Cite], starts: Sequence[int]
) -> Cited | None:
    text, end = reading.text, quotation.outer.end
    limit = min(_limit(reading, quotation), end + _REACH)
    n = bisect_left(starts, end)
    if n >= len(found) or found[n].span.start >= limit:
        return None
    direct = _BETWEEN.fullmatch(text, end, found[n].span.start)
    if direct:
        return Cited(found[n], direct=True)
    stop = None if _ends_sentence(text, quotation) else _sentence_stop(text, end, limit)
    if stop is None:
        return None
    n = bisect_left(starts, stop)
    if n < len(found) and _BETWEEN.fullmatch(text, stop, found[n].span.start):
        return Cited(found[n])
    return None


def _limit(reading: Reading, quotation: Quotation) -> int:
    """Return how far a citation is looked for: in the passage, or for a block in the next one."""
    at = quotation.passage
    if quotation.is_block and at + 1 < len(reading.passages):
        return reading.passages[at + 1].span.end
    return reading.passages[at].span.end

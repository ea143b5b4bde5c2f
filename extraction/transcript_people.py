"""Reads from a transcript's heads who is examined, and by whom.

"DEPOSITION OF ANA RUIZ", "ANA RUIZ, having been duly sworn, testified as follows:" and "BY MR. VALE:" say
whom the labels ``A.`` and ``Q.`` stand for until the next head says otherwise.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.printed_lines import PrintedLine
from importers.source_text import Span

__all__ = ["People", "is_head", "people_of"]

_PART = r"(?:(?!(?i:by|on|taken|vol(?:ume)?)\b)[A-Z][\w.'’-]*|de|del|la|van|von)"
_NAME = rf"(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w.'’-]*(?:\s+{_PART}){{1,4}}"

# DEPOSITION OF ANA RUIZ; VIDEOTAPED DEPOSITION OF:  ANA RUIZ; DIRECT EXAMINATION OF ANA RUIZ
_OF = re.compile(
    r"(?:[A-Z0-9(][\w().-]*\s+){0,5}?(?i:deposition|testimony|examination|interview|statement|affirmation)\s+(?i:of):?"
    rf"(?:\s+(?P<name>{_NAME})|$)"
)
_ONLY_NAME = re.compile(rf"(?P<name>{_NAME}),?\s*(?:\[[^\]]*\])?$")
# ANA RUIZ, having been first duly sworn; ANA RUIZ, called as a witness; ANA RUIZ, sworn
_SWORN = (
    r"(?:(?:having\s+been|being|was|after|after\s+being|who\s+was|the\s+witness|a\s+witness|first|called|produced|previously"
    r"|duly|sworn|affirmed|plaintiff['’]s\s+witness|defendant['’]s\s+witness|government['’]s\s+witness)\b)"
)
_SWORN_IN = re.compile(rf"(?P<name>{_NAME}),\s*(?i:{_SWORN})")
_SWORN_LINE = re.compile(rf"(?i:{_SWORN})")
_BY = re.compile(
    r"(?:.*(?:EXAMINATION|Examination).*?\s)?(?:BY|By)\s+(?P<name>(?i:MR|MRS|MS|MISS|DR|THE)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)\s*:?"
    r"(?:\s*\([^)]*\))?$"
)
_EXAMINATION = re.compile(
    r"(?:(?:FURTHER|CONTINUED|DIRECT|CROSS|REDIRECT|RECROSS|VOIR|DIRE|RE-DIRECT|RE-CROSS)[\s-]*){0,3}EXAMINATION\b[^.?!]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class People:
    """Who answers and who asks, from which offset of the source on."""

    witnesses: tuple[Span, ...]
    examiners: tuple[Span, ...]

    def witness(self, at: int) -> Span | None:
        """Return where the witness at ``at`` is named."""
        return _last_before(self.witnesses, at)

    def examiner(self, at: int) -> Span | None:
        """Return where whoever asks at ``at`` is named."""
        return _last_before(self.examiners, at)


def people_of(text: str, lines: Sequence[PrintedLine]) -> People:
    """Return the people that the heads of a transcript name."""
    witnesses: list[Span] = []
    examiners: list[Span] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        by = _BY.match(text, line.start, line.end) if len(line.text) < 80 else None
        if by:
            examiners.append(Span(*by.span("name")))
        name = _witness(text, line, following)
        if name is not None:
            witnesses.append(name)
    return People(tuple(witnesses), tuple(examiners))


def is_head(text: str, line: PrintedLine) -> bool:
    """Tell whether a line stands between turns as a head: BY MR. VALE:, CROSS-EXAMINATION."""
    if _BY.match(text, line.start, line.end) or _EXAMINATION.match(text, line.start, line.end):
        return True
    said = line.text
    return said.isupper() and len(said.split()) > 1 and len(said) < 70 and said[-1:] not in ".?!,-"


def _witness(text: str, line: PrintedLine, following: PrintedLine | None) -> Span | None:
    found = _OF.match(text, line.start, line.end) or _SWORN_IN.match(text, line.start, line.end)
    if found is None and following and _SWORN_LINE.match(following.text):
        found = _ONLY_NAME.match(text, line.start, line.end)
    elif found is not None and found["name"] is None and following:
        found = _ONLY_NAME.match(text, following.start, following.end)
    return Span(*found.span("name")) if found else None


def _last_before(spans: Sequence[Span], at: int) -> Span | None:
    n = bisect_right(spans, Span(at, at))
    return spans[n - 1] if n else None

"""Paragraphs of text that has no layout but its lines: hard-wrapped, double-spaced, or one line each.

A line end inside a block is a paragraph's end only where the writer chose it: where the next line's
first word would still have fitted. Text whose lines are long was never wrapped, and every line end
in it is chosen.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from importers.paragraphs import (
    is_numbered,
    mark_captions,
    mark_headings,
    mark_signatures,
    number_paragraphs,
)
from importers.source_text import Paragraph, Span

__all__ = [
    "FEWEST_PLEADED",
    "is_prose",
    "legal_signs",
    "lines_of",
    "split_paragraphs",
    "zoned",
]

# Nobody wraps by hand beyond this many characters.
_LONGEST_WRAP: Final = 120
_SHORTEST_WRAP: Final = 45
# A wrapped line that leaves more than this part of the width open was ended on purpose.
_CHOSEN_SLACK: Final = 0.25

_LINE: Final = re.compile(r"([^\r\n\f]*)(\r\n|[\r\n\f]|$)")
_SENTENCE_END: Final = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_STARTS_LOW: Final = re.compile(r"\s*[\"'“‘(\[]?[a-z]")
_BULLET: Final = re.compile(r"\s*(?:[•◦▪*·–-]|\([a-z]{1,3}\)|\([ivx]+\))\s+\S")

# "UNITED STATES DISTRICT COURT", "IN THE CIRCUIT COURT OF COOK COUNTY", "COURT OF APPEALS"
_COURT_HEADING: Final = re.compile(
    r"\s*(?:IN THE\s+)?(?=[^a-z]*$)[A-Z0-9 .,'’&-]*\b(?:COURT|TRIBUNAL)\b[^a-z]{0,60}"
)
_VERSUS: Final = re.compile(
    r"\s*(?:-\s*)?(?:v\.?|vs\.?|versus|against)\s*(?:-\s*)?[):|§]*\s*$|.{3,60}\s+v\.\s+[A-Z].{2,60}$",
    re.I,
)
_ROLE: Final = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|claimant|movant)s?\b[.,;]?[\s):|]*$",
    re.I,
)
# Such as: Case No. 2:26-cv-00123; Civil Action No. 5; No. 20-1507
_DOCKET: Final = re.compile(
    r"\b(?:case|civil action|docket|index|cause)\s+(?:no|number|#)\b|\bno\.\s*\d", re.I
)
_PAPER_TITLE: Final = re.compile(
    r"\s*(?=[^a-z]*$).*\b(?:COMPLAINT|PETITION|SUMMONS|ANSWER|MOTION|MEMORANDUM|ORDER|OPINION|JUDGMENT|"
    r"NOTICE|DECLARATION|AFFIDAVIT|BRIEF|STIPULATION|SUBPOENA|REPLY|OPPOSITION|RESPONSE|VERDICT)\b"
)
_LETTER: Final = re.compile(
    r"\s*(?:dear\s+\w|sincerely|very truly yours|yours (?:truly|faithfully|sincerely)|"
    r"(?:to|from|re|subject|memorandum for)\s*:)",
    re.I,
)
_HEAD_LINES: Final = 60
FEWEST_PLEADED: Final = 5
"""So many pleaded numbers make a text a paper of a case, whatever its head says."""


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str

    @property
    def length(self) -> int:
        return len(self.words.rstrip())

    @property
    def indent(self) -> int:
        return len(self.words) - len(self.words.lstrip())

    @property
    def is_blank(self) -> bool:
        return not self.words.strip()


def lines_of(text: str) -> tuple[Span, ...]:
    """Return the lines of a text without their ends: line feeds, carriage returns and form feeds."""
    return tuple(
        Span(match.start(1), match.end(1))
        for match in _LINE.finditer(text)
        if match.end() > match.start() or match.start() < len(text)
    )


def is_prose(words: str) -> bool:
    """Tell whether a paragraph is a sentence of some length, not a heading, a name or a list item."""
    return (
        len(words.split()) >= 12
        and bool(re.search(r"[a-z]{3}", words))
        and (bool(_SENTENCE_END.search(words)) or len(words) > 160)
    )


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text as spans without the white space around them."""
    rows = [_Line(span, span.of(text)) for span in lines_of(text)]
    full = [row for row in rows if not row.is_blank]
    if not full:
        return ()
    wrap = _wrap_width(full)
    gap = 1 if wrap and _is_double_spaced(rows) else 0
    runs: list[list[_Line]] = []
    blanks = 0
    for row in rows:
        if row.is_blank:
            blanks += 1
            continue
        if runs and blanks <= gap and not _ends_paragraph(runs[-1][-1], row, wrap):
            runs[-1].append(row)
        else:
            runs.append([row])
        blanks = 0
    return tuple(_trimmed(text, run[0].span.start, run[-1].span.end) for run in runs)


def _wrap_width(full: Sequence[_Line]) -> int:
    """Return the width at which the writer wrapped lines, or 0 if lines were not wrapped."""
    lengths = sorted(row.length for row in full)
    long = sum(length > _LONGEST_WRAP for length in lengths)
    if long > 0.1 * len(lengths):
        return 0
    usual = lengths[: len(lengths) - long] or lengths
    width = usual[round(0.9 * (len(usual) - 1))]
    return width if width >= _SHORTEST_WRAP else 0


def _is_double_spaced(rows: Sequence[_Line]) -> bool:
    """Tell whether single blank lines stand inside sentences, as in a pleading saved as text."""
    apart = inside = adjacent = 0
    full = [(at, row) for at, row in enumerate(rows) if not row.is_blank]
    for (at, row), (after, following) in pairwise(full):
        if after - at == 1:
            adjacent += 1
        elif after - at == 2:
            apart += 1
            inside += _runs_on(row.words, following.words)
    return apart > 5 and inside > 0.4 * apart and adjacent < apart


def _runs_on(before: str, after: str) -> bool:
    """Tell whether a sentence plainly goes on in the next line."""
    return not _SENTENCE_END.search(before) and bool(_STARTS_LOW.match(after))


def _ends_paragraph(before: _Line, after: _Line, wrap: int) -> bool:
    if not wrap:
        return True
    if _runs_on(before.words, after.words):
        return False
    ended = bool(_SENTENCE_END.search(before.words))
    if (is_numbered(after.words) or _BULLET.match(after.words)) and ended:
        return True
    if after.indent >= before.indent + 3 and ended:
        return True
    first_word = len(after.words.split(maxsplit=1)[0])
    return before.length + 1 + first_word <= (1 - _CHOSEN_SLACK) * wrap


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def legal_signs(paragraphs: Sequence[str]) -> bool:
    """Tell whether the paragraphs are a paper of a case, a letter or a memorandum, and so no article."""
    head = [line for words in paragraphs[:_HEAD_LINES] for line in re.split(r"[\r\n]+", words)]
    head = head[:_HEAD_LINES]
    if any(_COURT_HEADING.fullmatch(line) for line in head):
        return True
    tests: tuple[Callable[[str], object], ...] = (
        _ROLE.search,
        _VERSUS.fullmatch,
        _DOCKET.search,
        _PAPER_TITLE.match,
    )
    short = [line for line in head if len(line) < 90]
    signs = sum(any(test(line) for line in short) for test in tests)
    letter = sum(bool(_LETTER.match(words)) for words in (*paragraphs[:12], *paragraphs[-6:]))
    return signs >= 2 or letter >= 2


def zoned(text: str, spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """Return paragraphs with their pleaded numbers and, in a paper of a case, their zones.

    A paper of a case is told by the signs at its head, or by five or more pleaded numbers.
    """
    bare = tuple(Paragraph(span) for span in spans)
    numbered = number_paragraphs(text, bare)
    count = len({paragraph.number for paragraph in numbered} - {None})
    if not legal_signs([span.of(text) for span in spans]) and count < FEWEST_PLEADED:
        return numbered
    parted = mark_headings(text, mark_captions(text, bare))
    return mark_signatures(text, number_paragraphs(text, parted))

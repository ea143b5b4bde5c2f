"""The lines of a caption: its columns parted, each line told apart by what it holds.

PDFium gives a page in the order it was drawn: the two columns of a caption come whole, one after the
other, or line by line with the rule between them. So a line is cut at the rule, at a wide gap, or where
a docket label begins, and what stands right of the cut is kept as a line of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import resources
from extraction.docket_numbers import LABEL, numbers_in
from extraction.roles import ROLE_LINE
from importers.source_text import SourceText, Span, Zone

__all__ = ["Cell", "Sort", "cells", "paper_kind", "title_word"]

# A caption stands on the first pages; the longest one measured (57-page complaint) fills two.
_REACH = 14_000


class Sort(Enum):
    """What a line of a caption holds."""

    BLANK = "blank"
    RULE = "rule"
    COURT = "court"
    VERSUS = "versus"
    ROLE = "role"
    DOCKET = "docket"
    TITLE = "title"
    JUDGE = "judge"
    APPEAL = "appeal"
    IN_RE = "in re"
    NOISE = "noise"
    PROSE = "prose"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one column; ``text`` is what the text layer holds at ``span``."""

    span: Span
    text: str
    sort: Sort
    right: bool = False


# A column rule: ")", ":", "§", "|", "]", or a lone "x", with white space or a line end around it.
_RULE = re.compile(r"(?:^|(?<=\s))[):§|│┃\]]+(?=\s|$)")
_WIDE_GAP = re.compile(r"(?<=\S)(?:\s{4,}|\t+\s*)(?=\S)")
_ONLY_RULE = re.compile(r"^[\W_]*[xX]?[\W_]*$")
_MARGIN_NUMBER = re.compile(r"^\s*\d{1,2}\s*$")
_STAMP = re.compile(
    r"(?i)^\s*(?:USCA\d*\s+)?Case[:\s]+\S*\d.*\bDoc(?:ument|\.|:|\b)|^\s*Appellate\s+Case|\bDocument:\s*\d+.*\bPage:"
    r"|Dockets\.Justia|Page\s*ID\s*#|^\s*NYSCEF\s+DOC|RECEIVED\s+NYSCEF"
)
_VERSUS = re.compile(r"(?i)^[\s\-–—_]*(?:v|vs|versus|against)[\s.\-–—_,:;\ufffe]*$")
_IN_RE = re.compile(
    r"(?i)^\s*(?:in\s+re\b|in\s+the\s+matter\s+of\b|matter\s+of\b|ex\s+parte\b|in\s+the\s+interest\s+of\b)"
)
_COURT = re.compile(
    r"(?ix)^\s*(?:in\s+the\s+|in\s+|before\s+the\s+)?"
    r"(?:[A-Z\w.’',\s&-]*\b)?(?:u\.?s\.?\s+)?"
    r"(?:court|courts|judicial\s+panel|tribunal|board\s+of\s+(?:immigration|veterans.?)\s+appeals)\b(?!\s*(?:reporter|order|costs))[\w\s,.’'()/-]*$"
)
_COURT_NOT = re.compile(
    r"(?i)\b(?:clerk|filed|appeal\s+from|v\.|judge|hon\.|of\s+record|this\s+court|the\s+court\b(?!\s+of)|attorney|office|hearing|"
    r"court\s+(?:street|st\.)|grant|den(?:y|ied)|honorable|appealed)\b|\d{5}"
)
_COURT_MORE = re.compile(
    r"(?ix)^\s*(?:(?:in\s+and\s+)?for\s+the\s+|at\s+|for\s+)?"
    r"(?:[\w.’'&\s-]*\b(?:district|division|circuit|county|parish|borough|department|part|term|session)\b[\w\s.,:’'-]*"
    r"|(?:state|commonwealth|territory|people)\s+of\s+[\w\s]+|at\s+[A-Z][\w\s]+|(?:for|of)\s+the|of\s+the\s+state\s+of\s+[\w\s]+|[A-Z][\w\s-]+,\s+ss\.?:?|ss\.?:?)\s*[,.]?\s*$"
)
_JUDGE = re.compile(
    r"^\s*(?:(?i:the\s+)?(?:Hon(?:\.|orable\b)|HON(?:\.|ORABLE\b))|(?i:(?:assigned\s+to|before|presiding)?:?\s*(?:(?:chief|district|senior|"
    r"magistrate|circuit)\s+)*judge\b)\s*:?\s*[A-Z]|(?i:assigned\s+(?:to|for)\b))"
)
_APPEAL = re.compile(
    r"(?i)^\s*(?:on\s+)?(?:direct\s+)?(?:appeal(?:s|ed)?\s+(?:from|by)|on\s+appeal|on\s+petition|on\s+writ|petition\s+for\s+(?:review|writ\s+of\s+certiorari)"
    r"|appeal\s+no|(?:usdc|d\.?\s?c\.?|l\.?\s?t\.?|lower|trial|superior|bia|agency|district|circuit)\s+(?:tribunal\s+|court\s+)?(?:case\s+)?(?:ct\.?\s+)?nos?\.)"
)
_NOISE = re.compile(
    r"(?ix)^\s*(?:filed\b.*|e-?filed\b.*|electronically\s+.*|received\b.*|entered\b.*|(?:deputy\s+)?clerk.*|.*\bclerk(?:\s+of\b.*)?|by:?\b.*|ecf\s+case|"
    r"demand\s+for\b.*|jury\s+(?:trial\s+)?demand(?:ed)?\.?|jury\s+trial\b.*|trial\s+by\s+jury.*|hearing\b.*|date:.*|time:.*|dept\.?:?.*|courtroom.*|complaint\s+filed.*|"
    r"argued\b.*|submitted\b.*|decided\b.*|(?:un)?limited\s+(?:civil\s+)?(?:jurisdiction|case).*|civil\s+action|at\s+law|in\s+(?:equity|admiralty|chancery)|chapter\s+\d+|not\s+(?:for\s+publication|precedential).*|unpublished|published|for\s+publication|wo|o|opinion\s+filed.*|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+(?:\d{1,2},\s+\d{4}|term,?\s*\d{4})|\w+\s+term,?\s+\d{4}"
    r"|\(?(?:caption\s+continued|additional\s+(?:parties|counsel)|continued\s+on).*|page\s+\d+.*|class\s+action|judge\s+\w+|section:?.*|mag(?:istrate)?\.?\s.*)\s*$"
)
_PROSE = re.compile(
    r"^\s*(?:\d{1,3}\.\s+[A-Z][a-z]|(?i:comes?\s+now|now\s+comes?|pursuant\s+to|this\s+(?:matter|case|action|is|lawsuit|court|appeal|cause)|upon\s+|whereas|"
    r"the\s+(?:plaintiffs?|defendants?|court|parties|united\s+states\s+of\s+america,?\s+by)\b.*[a-z]{2}\s+[a-z]+|to\s+the\s+(?:honorable|above)|you\s+are\s+hereby|before\s*$|before[:\s]\s*[A-Z][\w.]+\s*,|per\s+curiam"
    r"|(?:plaintiffs?|petitioners?|defendants?|appellants?)\b.*\b(?:alleges?|brings?|complain|states?|by\s+(?:and\s+through|his|her|their|its)|through|hereby|moves?|sues?|aver|appeals?|respectfully|for\s+(?:his|her|their|its)))|"
    r"I\.\s|[A-Z][\w.\s]+,\s+(?:Chief\s+|Senior\s+|Magistrate\s+)?(?:(?:U\.S\.|United States)\s+)?(?:District|Circuit|Magistrate|Bankruptcy)\s+Judges?[.:]?\s*$|[A-Z][\w.\s]+,\s+(?:P\.\s?J|C\.\s?J|J)\.)"
)

_DESCRIBES_PARTY = re.compile(
    r"(?i)\b(?:individual|capacit|behalf|similarly\s+situated|corporation|company|partnership|minor|guardian|friend|trustee|inclusive|fictitious|"
    r"deceased|estate|husband|wife|resident|successor|doing\s+business|known\s+as|representative|association|municipal)"
)


def _title_words() -> dict[str, str]:
    pairs = (entry.split("=") for entry in resources.words("paper_titles"))
    return {word.strip(): kind.strip() for word, kind in pairs}


_TITLES = _title_words()
_TITLE_WORD = re.compile(
    r"(?i)(?<![\w-])(?:"
    + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_TITLES, key=len, reverse=True))
    + r")(?![a-z])"
)
# Words that only qualify a title, so that a line of them alone belongs to it: "SECOND AMENDED".
_TITLE_QUALIFIER = re.compile(
    r"(?i)^\W*(?:(?:first|second|third|fourth|fifth|consolidated|corrected|amended|verified|supplemental|class|collective|action|original|proposed|joint|"
    r"and|jury|trial|demand(?:ed)?|for|civil|redacted|public|version|declaratory|injunctive|relief)\W*)+$"
)


def title_word(line: str) -> re.Match[str] | None:
    """Return the first words of a line that can title a paper ("MEMORANDUM OPINION"), or ``None``."""
    return _TITLE_WORD.search(line)


def paper_kind(words: str) -> str:
    """Return the kind of paper that words found by ``title_word`` stand for."""
    return _TITLES[re.sub(r"\s+", " ", words).casefold()]


def _is_title(text: str) -> bool:
    """Tell whether a line titles the paper: mostly capitals or capitalised words, with a title word in it."""
    words = [w for w in re.findall(r"[A-Za-z’']+", text) if len(w) > 3]
    if not words or len(text) > 140:
        return False
    raised = sum(w[0].isupper() for w in words) / len(words)
    if _TITLE_QUALIFIER.match(text) and raised == 1:
        return True
    found = title_word(text)
    if not found or raised < 0.75 or re.search(r"[a-z]\.\s*$|\bon\s+brief\b", text):
        return False
    return text.isupper() or len(text[: found.start()].split()) <= 6


def classify(text: str) -> Sort:
    """Tell what one line of a caption holds, by the line alone."""
    if not text.strip():
        return Sort.BLANK
    if _ONLY_RULE.match(text):
        return Sort.RULE
    simple: tuple[tuple[re.Pattern[str], Sort], ...] = (
        (_STAMP, Sort.NOISE),
        (_VERSUS, Sort.VERSUS),
        (ROLE_LINE, Sort.ROLE),
        (_APPEAL, Sort.APPEAL),
        (_IN_RE, Sort.IN_RE),
    )
    for pattern, sort in simple:
        if pattern.search(text):
            return sort
    if _is_docket_line(text):
        return Sort.DOCKET
    if _JUDGE.match(text):
        return Sort.JUDGE
    if _COURT.match(text) and not _COURT_NOT.search(text) and len(text) < 110:
        return Sort.COURT
    if _NOISE.match(text):
        return Sort.NOISE
    if _is_title(text):
        return Sort.TITLE
    return Sort.PROSE if _PROSE.match(text) or _runs_on(text) else Sort.NAME


def _is_docket_line(text: str) -> bool:
    if re.fullmatch(r"\s*(?:and\s+|&\s+)?\d{2}[-–]\d{3,6}(?:\s*\(\w+\))?[,;]?\s*", text):
        return True
    found = numbers_in(text)
    return bool(found) and not re.search(r"[A-Za-z]{4,}", re.sub(LABEL, "", text[: found[0][0]]))


def _runs_on(text: str) -> bool:
    """Tell whether a line is a piece of running text: long, and most of its words small."""
    words = re.findall(r"[A-Za-z][\w’']*", text)
    small = sum(word[0].islower() for word in words)
    return (
        len(text) >= 55
        and len(words) >= 8
        and small >= 0.6 * len(words)
        and not _DESCRIBES_PARTY.search(text)
    )


def may_continue_court(text: str) -> bool:
    """Tell whether a line can go on with the heading of a court ("FOR THE DISTRICT OF OREGON")."""
    return bool(_COURT_MORE.match(text)) and not _VERSUS.match(text)


def cells(source: SourceText) -> tuple[Cell, ...]:
    """Return the cells of the first pages in the order of the text, left before right in each line."""
    out: list[Cell] = []
    for span in _lines(source):
        out += _cut(source.text, span)
    return tuple(out)


def _lines(source: SourceText) -> Iterator[Span]:
    text = source.text[:_REACH]
    furniture = [
        z.span for z in source.zones if z.zone is Zone.PAGE_FURNITURE and z.span.start < _REACH
    ]
    for match in re.finditer(r"[^\n\r\f]+", text):
        line = match.group()
        if _MARGIN_NUMBER.match(line):
            continue
        # Some courts' software draws a rule with small letters: "lllllllPlaintiff".
        drawn = re.match(r"\s*l{5,}", line)
        start = match.start() + (drawn.end() if drawn else 0)
        line = line[drawn.end() :] if drawn else line
        for part in _at_versus_break(line):
            span = Span(start, start + len(part))
            start = span.end
            if not any(
                zone.overlaps(span) and not part[zone.end - span.start :].strip()
                for zone in furniture
            ):
                yield span


def _at_versus_break(line: str) -> list[str]:
    """Cut a line where a hyphen at a line's end was taken for the typesetter's: "-against-⏎NAME"."""
    match = re.match(r"(?i)^[\s\-–]*(?:v|vs|against|and)\.?\ufffe", line)
    return [line[: match.end()], line[match.end() :]] if match else [line]


def _cut(text: str, span: Span) -> list[Cell]:
    line = span.of(text)
    rule = _RULE.search(line)
    if rule:
        left, right = (
            Span(span.start, span.start + rule.start()),
            Span(span.start + rule.end(), span.end),
        )
        rest = _RULE.search(right.of(text))
        if rest and not right.of(text)[: rest.start()].strip():
            right = Span(right.start + rest.end(), right.end)
        return [
            _cell(text, left),
            *([_cell(text, right, right=True)] if right.of(text).strip() else []),
        ]
    body = len(line) - len(line.lstrip())
    gap = _WIDE_GAP.search(line, body)
    if gap and classify(line) is not Sort.PROSE:
        at = span.start + gap.end()
        return [
            _cell(text, Span(span.start, span.start + gap.start())),
            _cell(text, Span(at, span.end), right=True),
        ]
    number = next(iter(numbers_in(line)), None)
    label = re.search(rf"{LABEL}$", line[: number[0]]) if number else None
    if (
        label
        and line[: label.start()].strip()
        and classify(line) not in (Sort.PROSE, Sort.APPEAL, Sort.NOISE)
    ):
        at = span.start + label.start()
        return [_cell(text, Span(span.start, at)), _cell(text, Span(at, span.end), right=True)]
    return [_cell(text, span)]


def _cell(text: str, span: Span, *, right: bool = False) -> Cell:
    line = span.of(text)
    return Cell(span, line, classify(line), right)

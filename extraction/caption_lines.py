"""The lines of a caption: its columns parted, each line told apart by what it holds.

PDFium gives a page in the order it was drawn: the two columns of a caption come whole, one after the
other, or line by line with the rule between them. So a line is cut at the rule, at a wide gap, or where
the words of the right column begin, and what stands right of the cut is kept as a cell of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.caption_context import in_context
from extraction.caption_patterns import Cell, Sort, classify
from extraction.docket_numbers import LABEL, numbers_in
from extraction.roles import ROLE, ROLE_LINE
from importers.source_text import SourceText, Span, Zone

__all__ = ["REACH", "Cell", "cells"]

# A caption stands on the first pages; the longest one measured (57-page complaint) fills two.
REACH = 14_000


# A column rule: ")", ":", "§", "|", "]", "*", or a piece of a brace, white space or a line end around it.
_RULE = re.compile(r"(?:^|(?<=\s))[):§|│┃\]*}\u239b-\u23ae\uf8e5-\uf8fe]+(?=\s|$)")
_WIDE_GAP = re.compile(r"(?<=\S)(?:\s{4,}|\t+\s*)(?=\S)")
_COLUMN_GAP = re.compile(r"(?<=\S)\s{6,}(?=\S)")
_MARGIN_NUMBER = re.compile(r"^\s*\d{1,2}\s*$")
# A margin number before the words of its line, as copies of pleading paper have it: "16 UNITED STATES".
_MARGIN = re.compile(r"\s{0,4}\d{1,2}\s+(?=\S)")
_NUMBERED = 5
# Where a right column begins on a line without a rule: "NORA QUIST CIVIL ACTION".
_RIGHT_BEGINS = re.compile(
    r"(?<=\S)\s+(?=(?:CIVIL\s+ACTION\s*$|SECTION:?\s*[\"“(A-Z]|MAG\.|(?i:opinion\s+no\.|by:\s)|Hon\.\s|HON\.\s|Honorable\s|JUDGE\s|(?i:case|civil\s+action|index|docket)\s+(?i:nos?\.?):?[\s_]*$|SUPERIOR\s+COURT\s+DIVISION|"
    r"(?<=,\s)SUPERIOR\s+COURT\s+OF\s+[A-Z ]+$|"
    r"(?<=[,;]\s)(?:(?:CLASS|COLLECTIVE|ACTION|VERIFIED|CIVIL|FIRST|SECOND|AMENDED)\s+)*COMPLAINT(?:\s+AND\s+(?:JURY\s+DEMAND|DEMAND\s+FOR\s+JURY\s+TRIAL))?\s*$|(?i:page\s+\d+\s+of\s+\d+\s*$)|IN\s+THE\s+(?:[A-Z]+\s+){0,3}COURT\b(?:\s+OF)?\s*$|_{2,}\s*JUDICIAL\s+DISTRICT|\d+(?:ST|ND|RD|TH|D)\s+JUDICIAL\s+DISTRICT))"
)
# "Plaintiff: NORA QUIST,": the side before the name, on one line.
_SIDE_FIRST = re.compile(rf"^\s*(?P<role>{ROLE})\s*:\s*(?=[A-Z“\"])")
# "Title NORA QUIST v. HALYARD, INC.", "Re: Quist v. Halyard": a label before the names.
_TITLE_LABEL = re.compile(
    r"^\s*(?:(?i:case\s+)?(?:Title|TITLE):?|(?i:case\s+name|short\s+title|re):)\s+(?=[A-Z“\"].*\sv(?:s?\.|\s))"
)
_FAR_IN = 30
"""Blanks before a line that may stand in the right column."""

_GOVERNMENT = re.compile(r"(?i)^\s*(?:state|commonwealth)\s+of\s+[\w\s]+$")


def cells(source: SourceText) -> tuple[Cell, ...]:
    """Return the cells of the first pages in the order of the text, left before right in each line.

    Each is told apart by its own words and, where those do not tell, by its neighbours.
    """
    out: list[Cell] = []
    columns: set[int] = set()
    for span in _lines(source):
        cut = _cut(source.text, span)
        if len(cut) == 2 and cut[1].right:
            columns.add(_indent(cut[1]) + cut[1].span.start - span.start)
        elif len(cut) == 1 and _stands_in(columns, cut[0]):
            cut = [replace(cut[0], right=True)]
        out += cut
    return in_context(out)


def _indent(cell: Cell) -> int:
    return len(cell.text) - len(cell.text.lstrip())


def _stands_in(columns: set[int], cell: Cell) -> bool:
    """Tell whether a line begins where the right column of lines before began (text laid out by blanks)."""
    at = _indent(cell)
    told = cell.sort in (Sort.ROLE, Sort.VERSUS, Sort.BLANK, Sort.RULE, Sort.PROSE)
    return at >= _FAR_IN and not told and bool(columns & {at - 1, at, at + 1})


def _lines(source: SourceText) -> Iterator[Span]:
    text = source.text[:REACH]
    furniture = [
        z.span for z in source.zones if z.zone is Zone.PAGE_FURNITURE and z.span.start < REACH
    ][::-1]
    numbered = len(re.findall(r"(?m)^ {0,4}\d{1,2} +[A-Z]", text[:4000])) >= _NUMBERED
    for match in re.finditer(r"[^\n\r\f]+", text):
        line = match.group()
        if _MARGIN_NUMBER.match(line):
            continue
        # Some courts' software draws a rule with small letters: "lllllllPlaintiff".
        drawn = re.match(r"\s*l{5,}", line)
        drawn = drawn or (_MARGIN.match(line) if numbered else None)
        start = match.start() + (drawn.end() if drawn else 0)
        for part in _at_versus_break(line[drawn.end() :] if drawn else line):
            span = Span(start, start + len(part))
            start = span.end
            while furniture and furniture[-1].end <= span.start:
                furniture.pop()
            if not _is_furniture(part, span, furniture):
                yield span


def _is_furniture(line: str, span: Span, furniture: list[Span]) -> bool:
    """Tell whether a line ends in page furniture; ``furniture`` has the next stretch last."""
    for stretch in reversed(furniture):
        if stretch.start >= span.end:
            break
        if not line[stretch.end - span.start :].strip():
            return True
    return False


def _at_versus_break(line: str) -> list[str]:
    """Cut a line where a hyphen at a line's end was taken for the typesetter's: "-against-⏎NAME"."""
    match = re.match(r"(?i)^[\s\-–]*(?:v|vs|against|and)\.?\ufffe", line)
    return [line[: match.end()], line[match.end() :]] if match else [line]


def _cut(text: str, span: Span) -> list[Cell]:
    """Part one line into the cells of its columns."""
    line = span.of(text)
    first = _SIDE_FIRST.match(line) or _TITLE_LABEL.match(line)
    if first:
        at = span.start + first.end()
        side = _cell(text, Span(span.start, at))
        label = side if side.sort is Sort.ROLE else replace(side, sort=Sort.NOISE)
        return [label, *_cut(text, Span(at, span.end))]
    rule = _RULE.search(line)
    if rule:
        return _at_rule(text, span, rule)
    sort = classify(line)
    if sort is Sort.PROSE and (gap := _COLUMN_GAP.search(line)):
        sort = classify(line[: gap.start()])  # two columns together are as long as prose
    if sort in (Sort.PROSE, Sort.NOISE, Sort.RULE, Sort.BLANK):
        return [Cell(span, line, sort)]
    begins = _right_begins(line)
    if begins is None or (sort is Sort.APPEAL and "\t" not in line and "    " not in line):
        return [Cell(span, line, sort)]
    return _two(text, Span(span.start, span.start + begins), Span(span.start + begins, span.end))


def _at_rule(text: str, span: Span, rule: re.Match[str]) -> list[Cell]:
    left = Span(span.start, span.start + rule.start())
    right = Span(span.start + rule.end(), span.end)
    again = _RULE.search(right.of(text))
    if again and not right.of(text)[: again.start()].strip():
        right = Span(right.start + again.end(), right.end)
    if not right.of(text).strip():
        return [_cell(text, left)]
    return _two(text, left, right)


def _two(text: str, left: Span, right: Span) -> list[Cell]:
    beside = _cell(text, right, right=True)
    first = _cell(text, left)
    if beside.sort is Sort.COURT and _GOVERNMENT.match(first.text):
        first = Cell(left, first.text, Sort.COURT)
    return [first, beside]


def _right_begins(line: str) -> int | None:
    """Return where the right column begins on a line without a rule, or ``None``."""
    body = len(line) - len(line.lstrip())
    gap = _WIDE_GAP.search(line, body)
    if gap:
        return gap.end()
    number = next(iter(numbers_in(line)), None)
    label = re.search(rf"{LABEL}$", line[: number[0]]) if number else None
    # "(Shield No. 4417)" begins no column.
    if (
        label
        and line[: label.start()].strip()
        and not re.search(r"\([^)]*$", line[: label.start()])
    ):
        return label.start()
    words = _RIGHT_BEGINS.search(line)
    if words is None or re.search(r"(?i)\b(?:in|an?|of|the|this)\s*$", line[: words.end()]):
        return None
    return words.end()


def _cell(text: str, span: Span, *, right: bool = False) -> Cell:
    line = span.of(text)
    stripped = re.sub(r":\s*$", "", line)
    sort = Sort.ROLE if ROLE_LINE.match(stripped) else classify(line)
    return Cell(span, line, sort, right)

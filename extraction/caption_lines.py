"""The lines of a caption: its columns parted, each line told apart by what it holds.

PDFium gives a page in the order it was drawn: the two columns of a caption come whole, one after the
other, or line by line with the rule between them. So a line is cut at the rule, at a wide gap, or where
the words of the right column begin, and what stands right of the cut is kept as a cell of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction.caption_patterns import Sort, classify
from extraction.docket_numbers import LABEL, numbers_in
from extraction.roles import ROLE, ROLE_LINE
from importers.source_text import SourceText, Span, Zone

__all__ = ["REACH", "Cell", "cells"]

# A caption stands on the first pages; the longest one measured (57-page complaint) fills two.
REACH = 14_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one column; ``text`` is what the text layer holds at ``span``."""

    span: Span
    text: str
    sort: Sort
    right: bool = False


# A column rule: ")", ":", "§", "|", "]", "*", with white space or a line end around it.
_RULE = re.compile(r"(?:^|(?<=\s))[):§|│┃\]*]+(?=\s|$)")
_WIDE_GAP = re.compile(r"(?<=\S)(?:\s{4,}|\t+\s*)(?=\S)")
_MARGIN_NUMBER = re.compile(r"^\s*\d{1,2}\s*$")
# A margin number before the words of its line, as copies of pleading paper have it: "16 UNITED STATES".
_MARGIN = re.compile(r"\s{0,4}\d{1,2}\s+(?=\S)")
_NUMBERED = 5
# Where a right column begins on a line without a rule: "NORA QUIST CIVIL ACTION".
_RIGHT_BEGINS = re.compile(
    r"(?<=\S)\s+(?=(?:CIVIL\s+ACTION\s*$|SECTION:?\s*[\"“(A-Z]|MAG\.|(?i:opinion\s+no\.|by:\s)|Hon\.\s|HON\.\s|Honorable\s|JUDGE\s|(?i:case|civil\s+action|index|docket)\s+(?i:nos?\.?):?[\s_]*$|SUPERIOR\s+COURT\s+DIVISION|(?i:page\s+\d+\s+of\s+\d+\s*$)|IN\s+THE\s+(?:[A-Z]+\s+){0,3}COURT\b(?:\s+OF)?\s*$|_{2,}\s*JUDICIAL\s+DISTRICT|\d+(?:ST|ND|RD|TH|D)\s+JUDICIAL\s+DISTRICT))"
)
# "Plaintiff: NORA QUIST,": the side before the name, on one line.
_SIDE_FIRST = re.compile(rf"^\s*(?P<role>{ROLE})\s*:\s*(?=[A-Z“\"])")
# "Title NORA QUIST v. HALYARD, INC.", "Re: Quist v. Halyard": a label before the names.
_TITLE_LABEL = re.compile(
    r"^\s*(?:(?i:case\s+)?(?:Title|TITLE):?|(?i:case\s+name|short\s+title|re):)\s+(?=[A-Z“\"].*\sv(?:s?\.|\s))"
)
# A title that goes on: "ORDER GRANTING MOTION TO".
_UNFINISHED = re.compile(
    r"(?i)\b(?:and|for|of|to|the|in|by|granting|denying|on|re|with|from)[\s:]*$"
)
# "ROWE’S, AND MARSH’S EVIDENCE": what is somebody's is no name.
_OF_SOMEBODY = re.compile(r"(?:[’']S|S[’'])(?=,?\s+\w)")
_FOOTNOTE_MARK = re.compile(r"\s*[*†‡§](?=\s|$|[*†‡\w])")
_LONGEST_FOOTNOTE = 16
_APPEALS = re.compile(r"(?i)\W*(?:appellant|complainant|petitioner|grievant)s?\W*$")
_AGENCY = re.compile(r"\W*(?:[Aa]gency|AGENCY)\W*$")
_GOVERNMENT = re.compile(r"(?i)^\s*(?:state|commonwealth)\s+of\s+[\w\s]+$")


def cells(source: SourceText) -> tuple[Cell, ...]:
    """Return the cells of the first pages in the order of the text, left before right in each line."""
    out: list[Cell] = []
    for span in _lines(source):
        out += _cut(source.text, span)
    return tuple(_with_agency_side(_without_footnotes(_with_whole_titles(out))))


def _with_agency_side(row: list[Cell]) -> list[Cell]:
    """Take "Agency." for the word of a side where an employee's appeal is heard and no other word follows.

    A name that ends in the word on a line of its own ("ENVIRONMENTAL PROTECTION" / "AGENCY,") has a side's
    word below it.
    """
    for at, cell in enumerate(row):
        if cell.sort is Sort.VERSUS and any(
            _APPEALS.match(c.text) for c in row[max(0, at - 8) : at]
        ):
            break
    else:
        return row
    for i in range(at + 1, min(len(row), at + 24)):
        cell = row[i]
        if cell.sort is Sort.ROLE or cell.sort is Sort.PROSE:
            break
        if cell.sort is Sort.NAME and _AGENCY.match(cell.text):
            if not any(c.sort is Sort.ROLE for c in row[i : i + 5]):
                row[i] = replace(cell, sort=Sort.ROLE)
            break
    return row


def _with_whole_titles(row: list[Cell]) -> list[Cell]:
    """Join the further lines of a title to it: "ORDER GRANTING MOTION TO" / "REMAND".

    A line between two lines of a title is the title's as well: "RESPONSE TO ROWE’S" / "AND MARSH’S EVIDENCE".
    """
    out: list[Cell] = []
    for at, cell in enumerate(row):
        before = next(
            (c for c in reversed(out[-3:]) if c.right is cell.right and c.sort is not Sort.RULE),
            None,
        )
        if cell.sort is Sort.NAME and before is not None and before.sort is Sort.TITLE:
            between = _OF_SOMEBODY.search(cell.text) and (
                before.text.rstrip().endswith(",")
                or any(c.sort is Sort.TITLE and c.right is cell.right for c in row[at + 1 : at + 3])
            )
            if between or _UNFINISHED.search(before.text):
                cell = replace(cell, sort=Sort.TITLE)
        out.append(cell)
    return out


def _without_footnotes(row: list[Cell]) -> list[Cell]:
    """Take out a footnote that parts names from their side's word, where a page ends within a caption."""
    out: list[Cell] = []
    at = 0
    while at < len(row):
        side = _side_after_footnote(row, at) if _asks_for_more(out) else None
        if side is None:
            out.append(row[at])
            at += 1
        else:
            at = side
    return out


def _asks_for_more(row: list[Cell]) -> bool:
    """Tell whether the last name so far ends with a comma, so that a side's word or a name must follow."""
    named = next((c for c in reversed(row[-8:]) if c.sort not in (Sort.RULE, Sort.BLANK)), None)
    return (
        named is not None and named.sort is Sort.NAME and named.text.rstrip().endswith((",", ";"))
    )


def _side_after_footnote(row: list[Cell], at: int) -> int | None:
    """Return the side's word that follows the footnote that begins at ``row[at]``, if one does."""
    if row[at].sort not in (Sort.PROSE, Sort.JUDGE) and not _FOOTNOTE_MARK.match(row[at].text):
        return None
    note = row[at : at + _LONGEST_FOOTNOTE]
    side = next((i for i, c in enumerate(note) if c.sort is Sort.ROLE and not c.right), None)
    if side is None or not any(c.sort is Sort.PROSE for c in note[:side]):
        return None
    return at + side


def _lines(source: SourceText) -> Iterator[Span]:
    text = source.text[:REACH]
    furniture = [
        z.span for z in source.zones if z.zone is Zone.PAGE_FURNITURE and z.span.start < REACH
    ]
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
    if label and line[: label.start()].strip():
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

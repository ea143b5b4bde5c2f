"""Lines of a caption that their neighbours tell apart: second lines of titles, footnotes, boards that judge.

``caption_lines`` looks at each line alone; each function here takes the cells in order and returns them
with what a line's neighbours say about it.
"""

import re
from dataclasses import replace

from extraction.caption_patterns import Cell, Sort
from extraction.roles import ROLE
from importers.source_text import Span

__all__ = ["in_context"]

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
# Boards and agencies that hear cases; as parties they are named like any other.
_TRIBUNAL = re.compile(
    r"(?i)^\s*(?:(?:before\s+the|united\s+states|u\.\s?s\.|national|federal|state)\s+)*"
    r"(?:merit\s+systems\s+protection\s+board|(?:labor|employment)\s+relations\s+(?:board|authority|commission)"
    r"|equal\s+employment\s+opportunity\s+commission|(?:trademark|patent)\s+trial\s+and\s+appeal\s+board"
    r"|patent\s+and\s+trademark\s+office|international\s+trade\s+commission|securities\s+and\s+exchange\s+commission"
    r"|federal\s+trade\s+commission|office\s+of\s+(?:federal\s+operations|administrative\s+(?:hearings|law\s+judges))"
    r"|executive\s+office\s+for\s+immigration\s+review|(?:\w+\s+){0,3}review\s+commission|board\s+of\s+contract\s+appeals"
    r"|american\s+arbitration\s+association|(?:\w+\s+){0,2}arbitration\s+tribunal|jams(?:\s+arbitration)?|finra(?:\s+\w+){0,3})\s*$"
)
_PAIR = re.compile(
    r"(?i)\b(?:arbitration|marriage|dissolution|custody|parentage|paternity|support|application)\b.*\b(?:of|between)[\s:]*$"
)
_ONLY_AND = re.compile(r"(?i)^[\s\-–—]*and[\s\-–—,:]*$")
# A side's word within a line, with another name after it, and the one at the end of such a line.
_INNER_SIDE = re.compile(
    rf",\s+(?P<role>(?=[A-Z]){ROLE})\s*[,;.]\s+(?=(?:(?i:and)\s+)?[A-Z“\"])(?!(?i:pro\s))"
)
_LAST_SIDE = re.compile(rf",\s+(?P<role>(?=[A-Z]){ROLE})[\s.,;]*$")
_TITLE_REACH = 5
"""How many lines of capitals may stand between two lines of one title."""

_PASSED_OVER = (Sort.RULE, Sort.BLANK)


def in_context(row: list[Cell]) -> tuple[Cell, ...]:
    """Return the cells with what their neighbours say of them."""
    for look in (
        _with_inner_sides,
        _with_whole_titles,
        _without_footnotes,
        _with_agency_side,
        _with_tribunals,
        _with_courts_as_parties,
        _with_pairs,
    ):
        row = look(row)
    return tuple(row)


def _with_inner_sides(row: list[Cell]) -> list[Cell]:
    """Cut lines that name one side after the other: "ROWE, PLAINTIFF-APPELLANT, AND PELL, PLAINTIFF,"."""
    return [part for cell in row for part in _cut_at_sides(cell)]


def _cut_at_sides(cell: Cell) -> list[Cell]:
    found = list(_INNER_SIDE.finditer(cell.text)) if cell.sort is Sort.NAME else []
    if not found:
        return [cell]
    last = _LAST_SIDE.search(cell.text, found[-1].end())
    out: list[Cell] = []
    at = 0
    for match in [*found, last] if last else found:
        out.append(_part(cell, at, match.start(), Sort.NAME))
        out.append(_part(cell, *match.span("role"), Sort.ROLE))
        at = match.end()
    return [c for c in [*out, _part(cell, at, len(cell.text), Sort.NAME)] if c.text.strip()]


def _part(cell: Cell, start: int, end: int, sort: Sort) -> Cell:
    span = Span(cell.span.start + start, cell.span.start + end)
    return Cell(span, cell.text[start:end], sort, cell.right)


def _following(row: list[Cell], at: int) -> Cell | None:
    """Return the next cell of the left column that holds words."""
    return next(
        (c for c in row[at + 1 : at + 8] if not c.right and c.sort not in _PASSED_OVER), None
    )


def _with_tribunals(row: list[Cell]) -> list[Cell]:
    """Take a board's name above all names for the heading: "MERIT SYSTEMS PROTECTION BOARD"."""
    out = list(row)
    for at, cell in enumerate(row[:30]):
        if cell.sort in (Sort.ROLE, Sort.VERSUS, Sort.PROSE):
            break
        after = _following(row, at)
        if (
            cell.sort is Sort.NAME
            and _TRIBUNAL.match(cell.text)
            and (after is None or after.sort is not Sort.ROLE)
        ):
            out[at] = replace(cell, sort=Sort.COURT)
    return out


def _with_courts_as_parties(row: list[Cell]) -> list[Cell]:
    """Take a court before a side's word for a party: "SUPERIOR COURT OF HARBOR COUNTY," / "Respondent;"."""
    out = list(row)
    named = False
    for at, cell in enumerate(row):
        named = named or cell.sort is Sort.ROLE
        after = _following(row, at)
        if (
            named
            and cell.sort is Sort.COURT
            and not cell.right
            and cell.text.rstrip().endswith(",")
            and after is not None
            and after.sort is Sort.ROLE
        ):
            out[at] = replace(cell, sort=Sort.NAME)
    return out


def _with_pairs(row: list[Cell]) -> list[Cell]:
    """Read "In the Matter of the Marriage of:" as the head of two sides that "and" or "v." parts."""
    out = list(row)
    for at, cell in enumerate(row[:60]):
        if cell.sort is not Sort.IN_RE or not _PAIR.search(cell.text):
            continue
        rest = row[at + 1 : at + 24]
        side = next((i for i, c in enumerate(rest) if c.sort is Sort.ROLE), None)
        if side is None:
            continue
        middle = next((i for i in range(side, len(rest)) if _parts_sides(rest[i])), None)
        if middle is not None and any(c.sort is Sort.ROLE for c in rest[middle:]):
            out[at] = replace(cell, sort=Sort.COURT)
            out[at + 1 + middle] = replace(rest[middle], sort=Sort.VERSUS)
    return out


def _parts_sides(cell: Cell) -> bool:
    return cell.sort is Sort.VERSUS or (cell.sort is Sort.NAME and bool(_ONLY_AND.match(cell.text)))


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
            at_hand = row[at + 1 : at + _TITLE_REACH]
            goes_on = next(
                (i for i, c in enumerate(at_hand) if not _may_be_title(c, cell)), len(at_hand)
            )
            within = any(_ends_title(c) and c.right is cell.right for c in at_hand[:goes_on])
            between = within or (
                _OF_SOMEBODY.search(cell.text)
                and (
                    before.text.rstrip().endswith(",")
                    or any(
                        c.sort is Sort.TITLE and c.right is cell.right for c in row[at + 1 : at + 3]
                    )
                )
            )
            if between or _UNFINISHED.search(before.text):
                cell = replace(cell, sort=Sort.TITLE)
        out.append(cell)
    return out


def _ends_title(cell: Cell) -> bool:
    """Tell whether a cell is a title's line, or the jury demand that stands under a title."""
    return cell.sort is Sort.TITLE or bool(
        re.match(r"(?i)\W*(?:demand\s+for\s+)?jury\s", cell.text)
    )


def _may_be_title(cell: Cell, like: Cell) -> bool:
    """Tell whether a cell can stand within a title over many lines: capitals in one column, nobody's side."""
    if cell.right is not like.right:
        return True
    capitals = cell.text.upper() == cell.text
    return cell.sort in (Sort.TITLE, Sort.NOISE, Sort.RULE) or (cell.sort is Sort.NAME and capitals)


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

"""Where the blocks of names stand in a caption, and which side each is on.

A caption is walked from the heading of the court to the word of the last side: names are gathered
until a line says whose they are ("Plaintiffs,") or "v." parts the sides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.caption_patterns import Cell, Sort, classify, may_continue_court
from extraction.caption_walk import Block, block_start, walk
from extraction.names import is_all_capitals
from extraction.roles import line_role, normal_role, role_at_end
from importers.source_text import Span

__all__ = ["Block", "Blocks", "find_blocks", "says_side", "with_versus"]


_NEAR_MATTER = 40
"""How many lines after "In re" the sides of a suit in that matter may be parted."""


_INLINE_VERSUS = re.compile(
    r"(?:^|(?<=\s))(?:v\.|(?<=,\s)v(?=\s+[A-Z“])|vs\.?|V\.|VS\.?|versus|-against-|-v\.?-|^v(?=\s+(?:Hon|HON|Case|CASE|No|NO)))(?=\s|$)"
)


# "Re: " or "Case Name: " before the names on a line of its own.
_LABEL_OF_NAMES = re.compile(r"(?i)^\s*(?:(?:case\s+)?title:?|case\s+name:|short\s+title:|re:)\s*$")
_RELATES = re.compile(
    r"(?i)^\W*this\s+(?:document|filing|order|pleading|motion)\s+(?:also\s+)?(?:relates|applies|pertains)\s+to"
)
# The right column beside "v." where a court is named line by line: "HARBOR COUNTY, TEXAS".
_COUNTY = re.compile(r"^\s*[A-Z][\w.\s]+\s(?:COUNTY|County),?\s+[A-Z][\w\s]*$")
_OF_DISTRICT = re.compile(
    r"(?i)^\s*(?:(?:in\s+and\s+)?for\s+the\s+(?:[\w]+\s+)?|(?:northern|southern|eastern|western|middle|central)\s+)district\s+of\b"
)
# The bench of a summary order, between the heading of the court and the names.
_PRESENT = re.compile(r"(?i)^\W*(?:present\b\s*:?|before:\s)")


# "In the Matter of a Proceeding under Article 6": what sort of case it is, and nobody's name.
_OF_KIND = re.compile(r"(?i)^\s*(?:an?|the)\s+proceedings?\b")


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a caption, with the numbers of its first and last cell."""

    first: int
    last: int
    blocks: tuple[Block, ...]


def with_versus(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cut lines such as "ROE v. WADE" and "vs. JOHN DOE" at the word between the sides."""
    out: list[Cell] = []
    told = any(cell.sort is Sort.VERSUS for cell in row[:170])  # so that "V." may be an initial
    for cell in row:
        match = None if cell.right else _inline_versus(cell)
        if match is not None and match.group() == "V." and told:
            match = None
        if match is None or re.search(r"\d\s+U\.\s?S\.|F\.\s?(?:2d|3d|Supp)|\(\d{4}\)", cell.text):
            out.append(cell)
            continue
        middle = cell.span.start + match.start(), cell.span.start + match.end()
        for start, end, sort in (
            (cell.span.start, middle[0], Sort.NAME),
            (middle[0], middle[1], Sort.VERSUS),
            (middle[1], cell.span.end, Sort.NAME),
        ):
            text = cell.text[start - cell.span.start : end - cell.span.start]
            if text.strip():
                again = classify(text) if sort is Sort.NAME else sort
                beside = bool(_COUNTY.match(text)) and _court_is_open(out)
                out.append(Cell(Span(start, end), text, again, cell.right or beside))
    return tuple(out)


def _court_is_open(row: Sequence[Cell]) -> bool:
    """Tell whether a court at the right still wants its county: "IN THE DISTRICT COURT OF"."""
    courts = [c.text.rstrip() for c in row if c.right and c.sort is Sort.COURT]
    return bool(courts) and courts[-1].upper().endswith(" OF")


def _inline_versus(cell: Cell) -> re.Match[str] | None:
    match = _INLINE_VERSUS.search(cell.text)
    if match is None or cell.sort is Sort.NAME:
        # "Robert V. Marsh" bears an initial, not a word between sides.
        initial = match is not None and match.group() == "V." and not is_all_capitals(cell.text)
        return None if initial else match
    begins = match.start() <= 1 and cell.sort not in (Sort.VERSUS, Sort.PROSE)
    return match if begins else None


def find_blocks(row: tuple[Cell, ...]) -> Blocks | None:
    """Return the blocks of names of a caption, or ``None`` where there is no caption."""
    versus = _versus(row)
    if versus is not None and _is_blank_form(row, versus):
        return None
    in_re = _in_re(row)
    if in_re is not None and versus is not None:
        if versus < in_re and any(c.sort is Sort.ROLE for c in row[max(0, versus - 60) : versus]):
            in_re = None  # a case that the paper cites
        elif not _is_suit_in_matter(row, in_re, versus):
            versus = None
    if versus is None and in_re is None:
        return _sides_without_versus(row)
    anchor = min(i for i in (versus, in_re) if i is not None)
    start = _after_court(row, anchor)
    blocks: list[Block] = []
    last = anchor
    if in_re is not None:
        block, last = _in_re_block(row, in_re)
        if versus is None or not _OF_KIND.match(" ".join(c.text for c in block.cells)):
            blocks.append(block)
        start = max(start, last + 1)
        if versus is not None and any(c.sort is Sort.COURT for c in row[in_re:versus]):
            start = max(start, _after_court(row, versus))
    if versus is not None and versus >= start:
        sides, last = walk(row, start, versus)
        blocks += sides
    first = next((i for i in range(start - 1, -1, -1) if row[i].sort is Sort.COURT), start)
    return Blocks(min(first, anchor), last, tuple(blocks))


_OF_FORM = re.compile(r"\(\s?s\s?\)")


def _is_blank_form(row: tuple[Cell, ...], versus: int) -> bool:
    """Tell whether a printed form's "Plaintiff(s) v. Defendant(s)" stand with no name at either."""
    above = [c for c in row[max(0, versus - 30) : versus] if _may_name(c)]
    below = next((c for c in row[versus + 1 :] if _may_name(c)), None)
    if not above or below is None or below.sort is not Sort.ROLE or above[-1].sort is not Sort.ROLE:
        return False
    before = above[-2] if len(above) > 1 else None
    named = before is not None and before.sort is Sort.NAME and not may_continue_court(before.text)
    return not named and bool(_OF_FORM.search(above[-1].text) and _OF_FORM.search(below.text))


def _may_name(cell: Cell) -> bool:
    return not cell.right and cell.sort in (
        Sort.NAME,
        Sort.ROLE,
        Sort.COURT,
        Sort.PROSE,
        Sort.TITLE,
    )


def _is_suit_in_matter(row: tuple[Cell, ...], in_re: int, versus: int) -> bool:
    """Tell whether sides parted by "v." belong to the caption of a matter above them.

    Cases named below "This Document Relates To:" do not, nor does what is said far below.
    """
    between = row[in_re:versus] if in_re < versus else ()
    return len(between) <= _NEAR_MATTER and not any(_RELATES.match(c.text) for c in between)


def _versus(row: tuple[Cell, ...]) -> int | None:
    """Return the "v." of the caption: the first with a side's word before it, else the first at all.

    A running head ("Quist v. Rowe") or a line that says how to cite has no such word before it.
    """
    found = [
        i for i, c in enumerate(row[:170]) if c.sort is Sort.VERSUS and not _is_in_prose(row, i)
    ]
    sided = (
        i
        for i in found
        if any(c.sort is Sort.ROLE or role_at_end(c.text) for c in row[max(0, i - 60) : i])
    )
    return next(sided, found[0] if found else None)


def _in_re(row: tuple[Cell, ...]) -> int | None:
    """Return the "In re" of the caption: one below the heading of a court before one in a running head."""
    found = [i for i, c in enumerate(row[:80]) if c.sort is Sort.IN_RE and not c.right]
    below = (i for i in found if any(c.sort is Sort.COURT for c in row[:i]))
    at = next(below, found[0] if found else None)
    return None if at is None or _is_in_prose(row, at) else at


def _is_in_prose(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether running text stands before a cell, so that it belongs to no caption.

    A note above the heading of the court does not count: it precedes slip opinions.
    """
    heading = next(
        (i for i in range(at, -1, -1) if _begins_anew(row[i])),
        0,
    )
    return sum(c.sort is Sort.PROSE for c in row[heading:at]) > 1


def _begins_anew(cell: Cell) -> bool:
    """Tell whether a caption begins here, whatever stands above: a court's heading, the bench present."""
    return bool(_PRESENT.match(cell.text)) or (
        cell.sort is Sort.COURT and is_all_capitals(cell.text)
    )


def _after_court(row: tuple[Cell, ...], anchor: int) -> int:
    """Return the cell after the heading of the court that is nearest before ``anchor``."""
    if anchor >= 2 and _LABEL_OF_NAMES.match(row[anchor - 2].text):
        return anchor - 1
    heading = next(
        (i for i in range(anchor, -1, -1) if row[i].sort is Sort.COURT and not row[i].right), None
    )
    at = block_start(row, anchor) if heading is None else heading + 1
    present = next((i for i in range(at, anchor) if _PRESENT.match(row[i].text)), None)
    if present is not None:
        judges = [i for i in range(present, anchor) if row[i].sort is Sort.JUDGE]
        at = judges[-1] + 1 if judges else at
    while at < anchor and _goes_on(row, at, anchor):
        at += 1
    return at


def _goes_on(row: tuple[Cell, ...], at: int, anchor: int) -> bool:
    """Tell whether a cell still belongs to the court's heading; "STATE OF OHIO" before its side does not."""
    cell = row[at]
    if cell.sort in (Sort.RULE, Sort.BLANK, Sort.COURT) or cell.right:
        return True
    if cell.sort is not Sort.NAME or not may_continue_court(cell.text):
        return False
    if "___" in cell.text or _OF_DISTRICT.match(cell.text):  # even where the name is left blank
        return True
    following = next(
        (
            c
            for c in row[at + 1 : anchor + 1]
            if c.sort not in (Sort.RULE, Sort.BLANK) and not c.right
        ),
        None,
    )
    is_state = re.match(
        r"(?i)^\s*(?:the\s+)?(?:state|commonwealth|people|county|city)\b", cell.text
    )
    if is_state and (
        cell.text.rstrip().endswith(",")
        or following is None
        or following.sort in (Sort.VERSUS, Sort.ROLE)
        or re.match(r"(?i)\s*(?:and|&)\s", following.text)
    ):
        return False
    return following is None or following.sort not in (Sort.VERSUS, Sort.ROLE) or at + 1 >= anchor


def _in_re_block(row: tuple[Cell, ...], at: int) -> tuple[Block, int]:
    cell = row[at]
    word = re.match(
        r"(?i)^\s*(?:in\s+re:?|in\s+the\s+matter\s+of:?|matter\s+of:?|ex\s+parte:?|in\s+the\s+interest\s+of:?|in\s+the(?=\s+(?:estate|guardianship|conservatorship|marriage)\b))(?:\s+the)?\s*(?:application\s+of\s+)?",
        cell.text,
    )
    begin = cell.span.start + (word.end() if word else 0)
    names_in = [Cell(Span(begin, cell.span.end), cell.text[begin - cell.span.start :], Sort.NAME)]
    role, last = "in re", at
    for i in range(at + 1, min(len(row), at + 20)):
        here = row[i]
        if _RELATES.match(here.text):
            break
        if _drawn(here) and "".join(c.text for c in names_in).strip() and not _side_follows(row, i):
            break
        if (
            here.right
            or here.sort in (Sort.RULE, Sort.JUDGE, Sort.NOISE)
            or (here.sort is Sort.DOCKET and not names_in[0].text.strip())
        ):
            continue
        if here.sort is Sort.ROLE:
            role = line_role(here.text) or role
            last = i
            break
        if here.sort is Sort.BLANK and (
            not "".join(c.text for c in names_in).strip()
            or names_in[-1].text.upper().rstrip(" :").endswith(" OF")
            or _side_follows(row, i)
        ):
            continue
        if here.sort is not Sort.NAME:
            break
        ended = role_at_end(here.text)
        if ended:
            names_in.append(
                Cell(
                    Span(here.span.start, here.span.start + ended.start()),
                    here.text[: ended.start()],
                    Sort.NAME,
                )
            )
            role, last = normal_role(ended["role"]), i
            break
        names_in.append(here)
        last = i
    return Block(tuple(names_in), role), last


def _side_follows(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether the next words of the left column, after blank lines, say a side."""
    empty = (Sort.BLANK, Sort.RULE)
    after = next((c for c in row[at : at + 10] if not c.right and c.sort not in empty), None)
    return after is not None and after.sort is Sort.ROLE


def _drawn(cell: Cell) -> bool:
    """Tell whether a cell is a line drawn across the page, which ends the matter of an "In re"."""
    return cell.sort is Sort.RULE and bool(re.search(r"[_–—-]{12}", cell.text))


def _sides_without_versus(row: tuple[Cell, ...]) -> Blocks | None:
    """Read a caption that names its sides without "v." between them."""
    role = next((i for i, c in enumerate(row[:60]) if not c.right and says_side(c)), None)
    if role is None or _is_in_prose(row, role):
        return None
    start = _after_court(row, role)
    blocks, last = walk(row, start, role)
    return Blocks(start, last, tuple(blocks)) if blocks else None


def says_side(cell: Cell) -> bool:
    """Tell whether a cell is a side's word or ends in one: "…, and Halyard Lines Inc., Defendants."."""
    ended = role_at_end(cell.text) if cell.sort is Sort.NAME else None
    return cell.sort is Sort.ROLE or bool(
        ended and cell.text[: ended.start() + 1].rstrip().endswith(",") and len(cell.text) < 110
    )

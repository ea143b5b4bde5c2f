"""Where the blocks of names stand in a caption, and which side each is on.

A caption is walked from the heading of the court to the word of the last side: names are gathered
until a line says whose they are ("Plaintiffs,") or "v." parts the sides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.caption_lines import Cell
from extraction.caption_patterns import Sort, classify, may_continue_court
from extraction.names import is_all_capitals
from extraction.roles import line_role, normal_role, role_at_end
from importers.source_text import Span

__all__ = ["Block", "Blocks", "find_blocks", "says_side", "with_versus"]

_NEAR = 14
"""How many lines after one side's word another block's may stand (an intervenor's, say)."""

_NEXT_CAPTION = 26
"""How many lines of titles, dates and numbers may part two captions of joined cases."""

_INLINE_VERSUS = re.compile(
    r"(?:^|(?<=\s))(?:v\.|vs\.?|V\.|VS\.?|versus|-against-|-v\.?-|^v(?=\s+(?:Hon|HON|Case|CASE|No|NO)))(?=\s|$)"
)


# "Re: " or "Case Name: " before the names on a line of its own.
_LABEL_OF_NAMES = re.compile(r"(?i)^\s*(?:(?:case\s+)?title:?|case\s+name:|short\s+title:|re:)\s*$")
# The right column beside "v." where a court is named line by line: "HARBOR COUNTY, TEXAS".
_COUNTY = re.compile(r"^\s*[A-Z][\w.\s]+\s(?:COUNTY|County),?\s+[A-Z][\w\s]*$")
_OF_DISTRICT = re.compile(r"(?i)^\s*(?:in\s+and\s+)?for\s+the\s+(?:[\w]+\s+)?district\s+of\b")
# The bench of a summary order, between the heading of the court and the names.
_PRESENT = re.compile(r"(?i)^\W*(?:present\b\s*:?|before:\s)")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines that hold the names of one side."""

    cells: tuple[Cell, ...]
    role: str


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
    in_re = _in_re(row)
    if versus is None and in_re is None:
        return _sides_without_versus(row)
    anchor = min(i for i in (versus, in_re) if i is not None)
    start = _after_court(row, anchor)
    blocks: list[Block] = []
    last = anchor
    if in_re is not None:
        block, last = _in_re_block(row, in_re)
        blocks.append(block)
        start = max(start, last + 1)
        if versus is not None and any(c.sort is Sort.COURT for c in row[in_re:versus]):
            start = max(start, _after_court(row, versus))
    if versus is not None and versus >= start:
        sides, last = _walk(row, start, versus)
        blocks += sides
    first = next((i for i in range(start - 1, -1, -1) if row[i].sort is Sort.COURT), start)
    return Blocks(min(first, anchor), last, tuple(blocks))


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
    at = _block_start(row, anchor) if heading is None else heading + 1
    present = next((i for i in range(at, anchor) if _PRESENT.match(row[i].text)), None)
    if present is not None:
        judges = [i for i in range(present, anchor) if row[i].sort is Sort.JUDGE]
        at = judges[-1] + 1 if judges else at
    while at < anchor and _goes_on(row, at, anchor):
        at += 1
    return at


def _block_start(row: tuple[Cell, ...], anchor: int) -> int:
    """Return where names begin before ``anchor`` where no heading of a court stands above them."""
    at = anchor
    kept = (Sort.NAME, Sort.ROLE, Sort.RULE, Sort.BLANK)
    while at > 0 and anchor - at < 16 and (row[at - 1].sort in kept or row[at - 1].right):
        at -= 1
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
    ):
        return False
    return following is None or following.sort not in (Sort.VERSUS, Sort.ROLE) or at + 1 >= anchor


def _in_re_block(row: tuple[Cell, ...], at: int) -> tuple[Block, int]:
    cell = row[at]
    word = re.match(
        r"(?i)^\s*(?:in\s+re:?|in\s+the\s+matter\s+of:?|matter\s+of:?|ex\s+parte:?|in\s+the\s+interest\s+of:?)(?:\s+the)?\s*(?:application\s+of\s+)?",
        cell.text,
    )
    begin = cell.span.start + (word.end() if word else 0)
    names_in = [Cell(Span(begin, cell.span.end), cell.text[begin - cell.span.start :], Sort.NAME)]
    role, last = "in re", at
    for i in range(at + 1, min(len(row), at + 20)):
        here = row[i]
        if _parts_captions(row, i) and names_in[0].text.strip():
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
        if here.sort is Sort.BLANK and not "".join(c.text for c in names_in).strip():
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


def _parts_captions(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether a drawn line parts the matter of an "In re" from the sides of a suit in it."""
    drawn = row[at].sort is Sort.RULE and re.search(r"[_–—-]{12}", row[at].text)
    return bool(drawn) and any(c.sort is Sort.VERSUS for c in row[at : at + 25])


def _sides_without_versus(row: tuple[Cell, ...]) -> Blocks | None:
    """Read a caption that names its sides without "v." between them."""
    role = next((i for i, c in enumerate(row[:60]) if not c.right and says_side(c)), None)
    if role is None or _is_in_prose(row, role):
        return None
    start = _after_court(row, role)
    blocks, last = _walk(row, start, role)
    return Blocks(start, last, tuple(blocks)) if blocks else None


def says_side(cell: Cell) -> bool:
    """Tell whether a cell is a side's word or ends in one: "…, and Halyard Lines Inc., Defendants."."""
    ended = role_at_end(cell.text) if cell.sort is Sort.NAME else None
    return cell.sort is Sort.ROLE or bool(
        ended and cell.text[: ended.start() + 1].rstrip().endswith(",") and len(cell.text) < 110
    )


def _walk(row: tuple[Cell, ...], start: int, versus: int) -> tuple[list[Block], int]:
    """Collect blocks of names with their sides from ``start`` until the caption ends."""
    blocks: list[Block] = []
    pending: list[Cell] = []
    leading: str | None = None
    last, at, opened = versus, start, 0
    closed = False  # whether the side after "v." has had its word
    while at < len(row):
        cell = row[at]
        after = at > versus
        if after and _ends(row, at, pending, closed=closed):
            again = _another_caption(row, at) if closed and not pending else None
            if again is None:
                break
            at, closed, opened = again, False, len(blocks)
            continue
        if cell.sort is Sort.ROLE:
            role = line_role(cell.text) or cell.text.strip(" \t\r\n.,;:)").casefold()
            if pending:
                blocks.append(Block(tuple(pending), leading or role))
                leading = role if leading else None
                pending, closed = [], after
            elif blocks and at - last <= 2 and row[last].sort is Sort.ROLE:
                blocks[-1] = replace(blocks[-1], role=f"{blocks[-1].role}-{role}")
            else:
                leading = role
            last = at
        elif cell.sort is Sort.VERSUS:
            if pending and not any(b.role for b in blocks[opened:]):
                blocks.append(Block(tuple(pending), leading or _first_side(row, at)))
            pending, opened = [], len(blocks)
            leading, closed, last = None, False, at
        elif cell.sort is Sort.NAME and not cell.right:
            ended = role_at_end(cell.text)
            if ended and ended.start() > 0:
                head = Cell(
                    Span(cell.span.start, cell.span.start + ended.start()),
                    cell.text[: ended.start()],
                    Sort.NAME,
                )
                blocks.append(Block((*pending, head), normal_role(ended["role"])))
                pending, closed, last = [], after, at
            else:
                pending.append(cell)
        at += 1
    if pending and not closed and any(b for b in blocks):
        blocks.append(Block(tuple(pending), leading or _opposite(blocks[0].role)))
        last = max(last, at - 1)
    return blocks, last


def _another_caption(row: tuple[Cell, ...], at: int) -> int | None:
    """Return where the names of a second caption begin, below the first and its titles, if one follows.

    Cases that were joined have each their own block of names with their own "v.".
    """
    following = row[at : at + _NEXT_CAPTION]
    if not any(c.sort in (Sort.DOCKET, Sort.RULE) or c.right for c in following[:8]):
        return None
    for i, cell in enumerate(following):
        if cell.sort in (Sort.PROSE, Sort.COUNSEL, Sort.COURT, Sort.APPEAL) and not cell.right:
            return None
        if cell.sort is Sort.VERSUS:
            start = max(_block_start(row, at + i), at + 1)
            return start if any(c.sort is Sort.ROLE for c in row[start : at + i]) else None
    return None


def _first_side(row: tuple[Cell, ...], at: int) -> str:
    """Return the side before "v." where the caption leaves it unsaid: the petitioner in the highest court."""
    heading = " ".join(c.text for c in row[:at] if c.sort is Sort.COURT).casefold()
    return "petitioner" if "supreme court of the united states" in heading else "plaintiff"


def _opposite(role: str) -> str:
    """Return the side against ``role``, for a caption that leaves the second side unsaid."""
    pairs = {
        "petitioner": "respondent",
        "appellant": "appellee",
        "plaintiff-appellant": "defendant-appellee",
    }
    return pairs.get(role, "defendant")


def _ends(row: tuple[Cell, ...], at: int, pending: list[Cell], *, closed: bool) -> bool:
    """Tell whether the caption ends before ``row[at]``, which stands after "v."."""
    cell = row[at]
    if cell.sort in (Sort.PROSE, Sort.COUNSEL):
        return True
    if cell.right or cell.sort in (Sort.ROLE, Sort.VERSUS):
        return False
    if closed:
        return not _another_side(row, at, named=bool(pending))
    if cell.sort in (Sort.NAME, Sort.RULE, Sort.NOISE):
        return False
    if cell.sort is Sort.BLANK:
        done = bool(pending) and not re.search(r"(?:[,;]|\band)\s*$", pending[-1].text)
        return done and not _role_ahead(row, at)
    return bool(pending) and not _role_ahead(row, at)


def _another_side(row: tuple[Cell, ...], at: int, *, named: bool) -> bool:
    """Tell whether another block of names with its side's word follows closely."""
    for cell in row[at : at + _NEAR]:
        if cell.sort is Sort.VERSUS or (cell.sort is Sort.ROLE and (named or cell is row[at])):
            return True
        # A number of its own stands above each appeal that was joined to the first.
        if cell.right or cell.sort in (Sort.RULE, Sort.BLANK, Sort.DOCKET):
            continue
        if cell.sort is not Sort.NAME:
            return False
        if (
            role_at_end(cell.text)
            and len(cell.text) < 90
            and not re.search(r"\b(?:for|of|by|the)\s+\w+[\s.,]*$", cell.text)
        ):
            return True
        named = True
    return False


def _role_ahead(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether the word of a side comes before running text does."""
    for cell in row[at : at + 130]:
        if cell.sort is Sort.PROSE:
            return False
        if cell.sort is Sort.ROLE or (
            cell.sort is Sort.NAME
            and not cell.right
            and len(cell.text) < 90
            and role_at_end(cell.text)
        ):
            return True
    return False

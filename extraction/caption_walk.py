"""The walk from a caption's first name to the word of its last side, which makes the blocks of names."""

import re
from dataclasses import dataclass, replace

from extraction.caption_patterns import Cell, Sort, is_address
from extraction.names import is_all_capitals, name_key
from extraction.roles import line_role, normal_role, role_at_end
from importers.source_text import Span

__all__ = ["Block", "block_start", "walk"]

_NEAR = 14
"""How many lines after one side's word another block's may stand (an intervenor's, say)."""

_JOINED_LATER = re.compile(
    r"(?i)third|interven|counter|cross|nominal|claimant|garnishee|interest|amic"
)
_NEXT_CAPTION = 26
"""How many lines of titles, dates and numbers may part two captions of joined cases."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines that hold the names of one side."""

    cells: tuple[Cell, ...]
    role: str


def walk(row: tuple[Cell, ...], start: int, versus: int) -> tuple[list[Block], int]:
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
                blocks += _of_last_side(pending, blocks, role, leading)
                leading = role if leading else None
                pending, closed = [], after
            elif blocks and at - last <= 2 and row[last].sort is Sort.ROLE:
                blocks[-1] = replace(blocks[-1], role=f"{blocks[-1].role}-{role}")
            else:
                said = bool(blocks) and row[last].sort is Sort.VERSUS and role == blocks[-1].role
                leading = leading if said else role  # "v." stood before the first side's word
            last = at
        elif cell.sort is Sort.VERSUS:
            if pending and not any(b.role for b in blocks[opened:]):
                blocks += _of_first_side(pending, blocks, leading or _first_side(row, at))
            pending, opened = [], len(blocks)
            leading, closed, last = None, False, at
        elif not cell.right:
            role = _gather(pending, row, at)
            if role:
                blocks.append(Block(tuple(pending), role))
                pending, closed, last = [], after, at
        at += 1
    if pending and not closed and any(b for b in blocks):
        blocks.append(Block(tuple(pending), leading or _opposite(blocks[0].role)))
        last = max(last, at - 1)
    return blocks, last


def _gather(pending: list[Cell], row: tuple[Cell, ...], at: int) -> str:
    """Add a line of names to those of its block; return the side at the line's end, or ""."""
    if pending and _of_address(row, at, pending[-1]):
        pending[-1] = replace(pending[-1], ends=True)
    elif row[at].sort is Sort.NAME:
        head, role = _before_side(row[at])
        pending.append(head)
        return role
    return ""


# The last line of an address abroad: "Tehran, Iran,"
_ABROAD = re.compile(r"^\s*(?:[A-Z][a-z’'-]+\s?){1,3},\s+(?:[A-Z][a-z]+\s?){1,3}[,;.]?\s*$")


def _of_address(row: tuple[Cell, ...], at: int, name: Cell) -> bool:
    """Tell whether a line is one of the address under a name, which local rules ask for.

    Under a name in capitals, a line in small letters before the street says in whose care ("Ministry of
    Foreign Affairs"), and one after it names the town and the country.
    """
    cell = row[at]
    if cell.sort is Sort.NOISE:
        return is_address(cell.text)
    if cell.sort is not Sort.NAME or is_all_capitals(cell.text) or not is_all_capitals(name.text):
        return False
    if name.ends:
        return bool(_ABROAD.match(cell.text))
    following = row[at + 1 : at + 2]
    return bool(following) and following[0].sort is Sort.NOISE and is_address(following[0].text)


def _before_side(cell: Cell) -> tuple[Cell, str]:
    """Part a name from the side at the end of its line; the side is "" where there is none."""
    ended = role_at_end(cell.text)
    if ended is None or ended.start() == 0:
        return cell, ""
    span = Span(cell.span.start, cell.span.start + ended.start())
    return Cell(span, cell.text[: ended.start()], Sort.NAME), normal_role(ended["role"])


def _of_last_side(
    pending: list[Cell], blocks: list[Block], role: str, leading: str | None
) -> list[Block]:
    """Return the blocks that end at a side's word: one, or two where the party that appeals stands below.

    The appellant's name is told by its small letters under capitals.
    """
    lower = [not is_all_capitals(cell.text) for cell in pending]
    if role in ("appellant", "appellee") and blocks and not lower[0] and lower[-1]:
        at = lower.index(True)
        if all(lower[at:]):
            sued = Block(tuple(pending[:at]), _opposite(blocks[0].role))
            return [sued, Block(tuple(pending[at:]), leading or role)]
    return [Block(tuple(pending), leading or role)]


def _of_first_side(pending: list[Cell], blocks: list[Block], role: str) -> list[Block]:
    """Return the blocks that end at "v.": one, or two where one of those sued sues in turn, named anew."""
    for at in range(1, len(pending) if blocks else 0):
        key = name_key(" ".join(cell.text for cell in pending[at:]))
        before = pending[:at]
        if any(name_key(re.sub(r"(?i)[\s,]+and\s*$", "", cell.text)) == key for cell in before):
            sued = Block(tuple(before), _opposite(blocks[0].role))
            return [sued, Block(tuple(pending[at:]), role)]
    return [Block(tuple(pending), role)]


def _another_caption(row: tuple[Cell, ...], at: int) -> int | None:
    """Return where the names of a second caption begin, below the first and its titles, if one follows.

    Cases that were joined have each their own block of names with their own "v."; those who were drawn
    into a suit later have a side's word that says so.
    """
    following = row[at : at + _NEXT_CAPTION]
    if not any(c.sort in (Sort.DOCKET, Sort.RULE) or c.right for c in following[:8]):
        return None
    for i, cell in enumerate(following):
        if cell.sort in (Sort.PROSE, Sort.COUNSEL, Sort.COURT, Sort.APPEAL) and not cell.right:
            return None
        if cell.sort is Sort.VERSUS:
            start = max(block_start(row, at + i), at + 1)
            return start if any(c.sort is Sort.ROLE for c in row[start : at + i]) else None
        if cell.sort is Sort.ROLE and _JOINED_LATER.search(cell.text):
            return max(block_start(row, at + i), at + 1)
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
    if cell.sort is Sort.RULE and bool(pending) and re.search(r"[_–—-]{12}", cell.text):
        return not _role_ahead(
            row, at
        )  # a line drawn across the page below two sides without words
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


def block_start(row: tuple[Cell, ...], anchor: int) -> int:
    """Return where names begin before ``anchor`` where no heading of a court stands above them."""
    at = anchor
    kept = (Sort.NAME, Sort.ROLE, Sort.RULE, Sort.BLANK)
    while at > 0 and anchor - at < 16 and (row[at - 1].sort in kept or row[at - 1].right):
        at -= 1
    return at

"""The caption of a paper: court, docket number, judge, the parties by side, the title, the day of filing."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction import names
from extraction.caption_lines import Cell, Sort, cells, may_continue_court
from extraction.caption_names import CaptionName, read_names
from extraction.docket_numbers import normal_docket_number, numbers_in, same_docket
from extraction.roles import ROLE_LINE, normal_role, role_at_end
from extraction.written_days import first_day
from importers.document import Metadata
from importers.offset_map import MappedTextBuilder
from importers.source_text import SourceText, Span

__all__ = ["Caption", "CaptionParty", "read_caption"]

_NEAR = 14
"""How many lines after one side's word another block's may stand (an intervenor's, say)."""


@dataclass(frozen=True, slots=True)
class CaptionParty:
    """One party as the caption names it; ``role`` is the side's word in small letters and the singular."""

    name: str
    role: str
    span: Span
    aliases: tuple[str, ...] = ()
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption says. ``span`` reaches from the court's heading to the end of the party block."""

    span: Span
    parties: tuple[CaptionParty, ...] = ()
    court: str | None = None
    docket_number: str | None = None
    docket_numbers: tuple[str, ...] = ()
    judge: str | None = None
    title: str | None = None
    title_span: Span | None = None
    jury_demand: bool = False
    filed: dt.date | None = None
    et_al: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    cells: tuple[Cell, ...]
    role: str


_INLINE_VERSUS = re.compile(r"(?:^|(?<=\s))(?:v\.|vs\.?|V\.|VS\.?|versus|-against-|-v\.?-)(?=\s|$)")
_JURY = re.compile(
    r"(?i)\bjury\s+(?:trial\s+)?(?:is\s+)?(?:hereby\s+)?demand|\bdemands?\s+(?:is\s+hereby\s+made\s+)?(?:for\s+)?(?:an?\s+)?(?:jury|trial\s+by\s+(?:an?\s+)?jury)\b"
    r"|\btrial\s+by\s+jury\s+(?:is\s+)?(?:hereby\s+)?demanded"
)
_FILED = re.compile(
    r"(?i)\b(?:date\s+)?(?:opinion\s+)?(?:e-?)?filed(?:\s+on)?:?\s*(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)"
)
_STAMP_NUMBER = re.compile(r"(?i)\bCase[:\s]+(?:No\.\s*)?(?P<number>(?:\d{1,2}:)?\d{2}-\w[\w-]*)")
_JUDGE_NAME = re.compile(
    r"(?:(?i:(?:the\s+)?hon(?:orable\b|\.)|judge:?|assigned\s+(?:to|for\s+all\s+purposes\s+to):?)\s+)+(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})"
    r"|^\s*(?P<signed>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3}),\s+(?:Chief\s+|Senior\s+|United\s+States\s+|U\.S\.\s+)*(?:District|Magistrate|Bankruptcy)\s+Judge"
)

# The initials of judges at the end of a docket number: "-CCE-LPA", "(JG)(SMG)", " DOC (KESx)".
_INITIALS = re.compile(
    r"(?<=\d[-\s(])\(?([A-Z]{2,4})x?\b|(?<=[A-Z]-)([A-Z]{2,4})\b|\(([A-Z]{2,4})x?\)"
)
_NO_INITIALS = frozenset(["CV", "CR", "CIV", "MD", "MDL", "MC", "MJ", "ML", "BK", "AP", "PHX", "TUC", "PCT", "CA", "SC", "CL"])


def read_caption(source: SourceText, metadata: Metadata) -> Caption | None:
    """Read the caption of a court paper; ``None`` where the paper has none.

    A caption needs the two sides of a case, or an "In re", under the heading of a court or with the
    words for the sides.
    """
    all_cells = tuple(_with_versus(cells(source)))
    found = _find(all_cells)
    if found is None:
        return None
    first, last, blocks = found
    parties = _parties(source, blocks)
    has_court = any(c.sort is Sort.COURT for c in all_cells[: last + 1])
    if not parties or not (
        has_court or any(c.sort is Sort.ROLE for c in all_cells[first : last + 1])
    ):
        return None
    region = [c for c in all_cells[: last + 80] if c.sort not in (Sort.RULE, Sort.BLANK)]
    region = region[: sum(c.span.start <= all_cells[last].span.start for c in region) + 10]
    numbers = _docket_numbers(region, metadata)
    title = _title(all_cells, first, last)
    text = source.text
    whole = Span(all_cells[first].span.start, all_cells[min(last, len(all_cells) - 1)].span.end)
    return Caption(
        span=whole,
        parties=parties,
        court=_court(all_cells, last, metadata),
        docket_number=numbers[0] if numbers else None,
        docket_numbers=numbers,
        judge=_judge(all_cells, last, numbers),
        title=title[0] if title else None,
        title_span=title[1] if title else None,
        jury_demand=bool(_JURY.search(text)),
        filed=_filed(text, metadata),
        et_al=bool(re.search(r"(?i)\bet\.?\s+al\b", whole.of(text))),
    )


def _with_versus(row: Sequence[Cell]) -> list[Cell]:
    """Cut lines such as "ROE v. WADE" and "vs. JOHN DOE" at the word between the sides."""
    out: list[Cell] = []
    for cell in row:
        match = (
            _INLINE_VERSUS.search(cell.text) if cell.sort is Sort.NAME and not cell.right else None
        )
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
                again = Sort.ROLE if sort is Sort.NAME and ROLE_LINE.match(text) else sort
                out.append(Cell(Span(start, end), text, again, cell.right))
    return out


def _find(row: tuple[Cell, ...]) -> tuple[int, int, list[_Block]] | None:
    """Return the first and last cell of the caption and its blocks of names."""
    versus = next((i for i, c in enumerate(row[:170]) if c.sort is Sort.VERSUS), None)
    in_re = next((i for i, c in enumerate(row[:80]) if c.sort is Sort.IN_RE and not c.right), None)
    if versus is not None and _is_in_prose(row, versus):
        versus = None
    if in_re is not None and _is_in_prose(row, in_re):
        in_re = None
    if versus is None and in_re is None:
        return _sides_without_versus(row)
    anchor = min(i for i in (versus, in_re) if i is not None)
    start = _after_court(row, anchor)
    blocks: list[_Block] = []
    last = anchor
    if in_re is not None:
        block, last = _in_re_block(row, in_re)
        blocks.append(block)
        start = max(start, last + 1)
    if versus is not None and versus >= start:
        sides, last = _walk(row, start, versus)
        blocks += sides
    first = next((i for i in range(start - 1, -1, -1) if row[i].sort is Sort.COURT), start)
    return min(first, anchor), last, blocks


def _is_in_prose(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether running text stands before a cell, so that it belongs to no caption."""
    return sum(c.sort is Sort.PROSE for c in row[:at]) > 1


def _after_court(row: tuple[Cell, ...], anchor: int) -> int:
    """Return the cell after the heading of the court that is nearest before ``anchor``."""
    heading = next(
        (i for i in range(anchor, -1, -1) if row[i].sort is Sort.COURT and not row[i].right), None
    )
    if heading is None:
        at = anchor
        while (
            at > 0
            and anchor - at < 16
            and (
                row[at - 1].sort in (Sort.NAME, Sort.ROLE, Sort.RULE, Sort.BLANK)
                or row[at - 1].right
            )
        ):
            at -= 1
        return at
    at = heading + 1
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


def _in_re_block(row: tuple[Cell, ...], at: int) -> tuple[_Block, int]:
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
        if (
            here.right
            or here.sort in (Sort.RULE, Sort.JUDGE, Sort.NOISE)
            or (here.sort is Sort.DOCKET and not names_in[0].text.strip())
        ):
            continue
        if here.sort is Sort.ROLE:
            role = (
                normal_role(ROLE_LINE.match(here.text)["role"])
                if ROLE_LINE.match(here.text)
                else role
            )  # type: ignore[index]
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
    return _Block(tuple(names_in), role), last


def _sides_without_versus(row: tuple[Cell, ...]) -> tuple[int, int, list[_Block]] | None:
    """Read a caption that names its sides without "v." between them."""
    role = next((i for i, c in enumerate(row[:60]) if c.sort is Sort.ROLE and not c.right), None)
    if role is None or _is_in_prose(row, role):
        return None
    start = _after_court(row, role)
    blocks, last = _walk(row, start, role)
    return (start, last, blocks) if blocks else None


def _walk(row: tuple[Cell, ...], start: int, versus: int) -> tuple[list[_Block], int]:
    """Collect blocks of names with their sides from ``start`` until the caption ends."""
    blocks: list[_Block] = []
    pending: list[Cell] = []
    leading: str | None = None
    last, at = versus, start
    closed = False  # whether the side after "v." has had its word
    while at < len(row):
        cell = row[at]
        after = at > versus
        if after and _ends(row, at, pending, closed=closed):
            break
        if cell.sort is Sort.ROLE:
            role = (
                normal_role(ROLE_LINE.match(cell.text)["role"])
                if ROLE_LINE.match(cell.text)
                else ""
            )  # type: ignore[index]
            if pending:
                blocks.append(_Block(tuple(pending), leading or role))
                leading = role if leading else None
                pending, closed = [], after
            elif blocks and at - last <= 2 and row[last].sort is Sort.ROLE:
                blocks[-1] = replace(blocks[-1], role=f"{blocks[-1].role}-{role}")
            else:
                leading = role
            last = at
        elif cell.sort is Sort.VERSUS:
            if pending:
                blocks.append(_Block(tuple(pending), leading or "plaintiff"))
                pending = []
            leading, closed, last = None, False, at
        elif cell.sort is Sort.NAME and not cell.right:
            ended = role_at_end(cell.text)
            if ended and ended.start() > 0:
                head = Cell(
                    Span(cell.span.start, cell.span.start + ended.start()),
                    cell.text[: ended.start()],
                    Sort.NAME,
                )
                blocks.append(_Block((*pending, head), normal_role(ended["role"])))
                pending, closed, last = [], after, at
            else:
                pending.append(cell)
        at += 1
    if pending and not closed and any(b for b in blocks):
        blocks.append(_Block(tuple(pending), leading or "defendant"))
        last = max(last, at - 1)
    return blocks, last


def _ends(row: tuple[Cell, ...], at: int, pending: list[Cell], *, closed: bool) -> bool:
    """Tell whether the caption ends before ``row[at]``, which stands after "v."."""
    cell = row[at]
    if cell.sort is Sort.PROSE:
        return True
    if cell.right or cell.sort in (Sort.ROLE, Sort.VERSUS):
        return False
    if closed:
        return not _another_side(row, at)
    if cell.sort in (Sort.NAME, Sort.RULE, Sort.NOISE):
        return False
    if cell.sort is Sort.BLANK:
        done = bool(pending) and not re.search(r"(?:[,;]|\band)\s*$", pending[-1].text)
        return done and not _role_ahead(row, at)
    return bool(pending) and not _role_ahead(row, at)


def _another_side(row: tuple[Cell, ...], at: int) -> bool:
    """Tell whether another block of names with its side's word follows closely."""
    named = False
    for cell in row[at : at + _NEAR]:
        if cell.sort is Sort.VERSUS or (cell.sort is Sort.ROLE and (named or cell is row[at])):
            return True
        if cell.right or cell.sort in (Sort.RULE, Sort.BLANK):
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


def _parties(source: SourceText, blocks: list[_Block]) -> tuple[CaptionParty, ...]:
    out: list[CaptionParty] = []
    for block in blocks:
        builder = MappedTextBuilder(source.text)
        for cell in block.cells:
            start, end = cell.span.start, cell.span.end
            while start < end and source.text[start].isspace():
                start += 1
            while end > start and source.text[end - 1].isspace():
                end -= 1
            if len(builder) and start < end:
                builder.replace(start, start, "\n")
            builder.keep(start, end)
        role = block.role
        found = read_names(builder.build())
        if role == "in re":
            found = _one_matter(found, builder)
        for name in found:
            side = "relator" if name.relator else role
            better = _better_case(source.text, name.name, name.span.of(source.text))
            party = CaptionParty(better, side, name.span, name.aliases, name.capacity)
            if not any(
                p.role == side and names.name_key(p.name) == names.name_key(better) for p in out
            ):
                out.append(party)
    return tuple(out)


def _one_matter(found: list[CaptionName], builder: MappedTextBuilder) -> list[CaptionName]:
    """Keep the words after "In re" together: "Ferry Fares, Tolls and Dues Litigation" is one matter."""
    mapped = builder.build()
    line = re.sub(r"\s+", " ", mapped.text).strip(" ,.:;")
    if (
        not re.search(
            r"(?i)\b(?:litigation|cases|proceedings?|actions?|estate|guardianship|application|petition|search|arbitration)\b",
            line,
        )
        or not line
    ):
        return found
    start = len(mapped.text) - len(mapped.text.lstrip())
    end = len(mapped.text.rstrip(" ,.:;\n"))
    return [CaptionName(names.proper_case(line), mapped.to_source(start, end))]


def _better_case(text: str, name: str, printed: str) -> str:
    """Return a name that is printed in capitals in the letter case that the body of the paper uses, if it does."""
    if not names.is_all_capitals(printed):
        return name
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    for match in re.finditer(rf"(?i)(?<!\w){pattern}(?!\w)", text):
        words = match.group().split()
        if match.group() == printed:
            continue
        if any(c.islower() for c in match.group()) and all(
            w[0] == n[0] or w.casefold() in {"and", "of", "the", "for"}
            for w, n in zip(words, name.split(), strict=False)
        ):
            return " ".join(words)
    return name


def _docket_numbers(region: Sequence[Cell], metadata: Metadata) -> tuple[str, ...]:
    """Return the case's numbers, the printed one first; numbers of a court below are left out."""
    found: list[str] = []
    below = False
    for cell in region:
        if cell.sort is Sort.PROSE:
            continue
        if cell.sort is Sort.APPEAL:
            below = True
            continue
        if below or cell.sort is Sort.NOISE:
            continue
        for start, end in numbers_in(cell.text):
            found.append(normal_docket_number(cell.text[start:end]))
    found += [normal_docket_number(value.value) for value in metadata.all("docket_number")]
    for cell in region:
        if cell.sort is Sort.NOISE and (stamped := _STAMP_NUMBER.search(cell.text)):
            found.append(normal_docket_number(stamped["number"]))
    out: list[str] = []
    for number in found:
        if number and not any(
            same_docket(number, kept) and len(number) <= len(kept) + 14 for kept in out
        ):
            out.append(number)
    return tuple(out)


def _court(row: tuple[Cell, ...], last: int, metadata: Metadata) -> str | None:
    heading = [i for i, c in enumerate(row[: last + 1]) if c.sort is Sort.COURT]
    if not heading:
        known = metadata.first("court")
        return known.value if known else None
    at = heading[0]
    lines = [row[at].text]
    column = row[at].right
    for cell in row[at + 1 : at + 8]:
        if cell.right is not column or cell.sort is Sort.RULE:
            continue
        if cell.sort is Sort.COURT and re.search(
            r"(?i)\b(?:in\s+the|united\s+states)\b", cell.text
        ):
            break
        if (
            (cell.sort is Sort.COURT or may_continue_court(cell.text))
            and cell.sort in (Sort.COURT, Sort.NAME)
            and not cell.text.rstrip().endswith(",")
        ):
            lines.append(cell.text)
        else:
            break
    words = re.sub(r"\s+", " ", " ".join(line.strip() for line in lines)).strip(" ,.")
    return names.proper_case(re.sub(r"(?i)^in\s+the\s+", "", words))


def _judge(row: tuple[Cell, ...], last: int, numbers: tuple[str, ...]) -> str | None:
    for cell in row[: last + 16]:
        if cell.sort is Sort.APPEAL:
            break
        match = _JUDGE_NAME.search(cell.text)
        if match and (cell.sort in (Sort.JUDGE, Sort.PROSE) or cell.right):
            name = (match["name"] or match["signed"]).strip(" .,")
            if not re.search(r"(?i)court|division|_", name):
                return names.proper_case(name)
    for number in numbers:
        initials = [
            i for groups in _INITIALS.findall(number) for i in groups if i and i not in _NO_INITIALS
        ]
        if initials:
            return initials[0]
    return None


def _title(row: tuple[Cell, ...], first: int, last: int) -> tuple[str, Span] | None:
    """Return the title of the paper, which may stand beside the parties or below them."""
    window = [c for c in row[first : last + 80] if c.sort not in (Sort.RULE, Sort.BLANK)]
    window = window[: sum(c.span.start <= row[last].span.start for c in window) + 12]
    at = next((i for i, c in enumerate(window) if c.sort is Sort.TITLE), None)
    if at is None:
        return None
    column = [c for c in window[at:] if c.right is window[at].right]
    lines = [column[0]]
    for cell in column[1:6]:
        same_case = names.is_all_capitals(cell.text) == names.is_all_capitals(lines[0].text)
        unfinished = lines[-1].text.rstrip().casefold().endswith((" and", " for", " of", " to"))
        if (
            cell.sort not in (Sort.TITLE, Sort.NAME, *((Sort.NOISE,) if unfinished else ()))
            or not same_case
            or not (cell.sort is Sort.TITLE or names.is_all_capitals(cell.text))
        ):
            break
        lines.append(cell)
    words = re.sub(r"\s+", " ", " ".join(c.text for c in lines)).strip(" _-–—*")
    return words, Span(lines[0].span.start, lines[-1].span.end)


def _filed(text: str, metadata: Metadata) -> dt.date | None:
    """Return the day of filing: from the stamp if there is one, else from a "Filed" line near the top."""
    for value in metadata.all("filed"):
        try:
            return dt.date.fromisoformat(value.value[:10])
        except ValueError:
            continue
    match = _FILED.search(text[:6000])
    return first_day(match["day"]) if match else None

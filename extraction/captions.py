"""The caption of a paper: court, docket number, judge, the parties by side, the title, the day of filing."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction import names
from extraction.caption_blocks import Block, find_blocks, says_side, with_versus
from extraction.caption_body import better_case, with_whole_names
from extraction.caption_lines import REACH, cells
from extraction.caption_names import CaptionName, read_names
from extraction.caption_patterns import Cell, Sort, may_continue_court
from extraction.docket_numbers import normal_docket_number, numbers_in, same_docket
from extraction.small_capitals import joined
from extraction.written_days import first_day
from importers.document import Metadata
from importers.offset_map import MappedText, MappedTextBuilder
from importers.source_text import SourceText, Span

__all__ = ["Caption", "CaptionParty", "read_caption"]


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
    jury_demand: bool = False
    filed: dt.date | None = None


_SURNAME_FIRST = re.compile(
    r"\s*(?P<surname>[A-Z][A-Z’'-]+),\s+"
    r"(?P<given>[A-Z][a-z’'-]+(?:\s+[A-Z][a-z’'.-]*){0,2})[\s,.;]*"
)
_DOTTED = 40
"""Raised dots from which on they are drawn blanks and no punctuation."""

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
    r"|^\s*(?P<signed>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3}),\s+(?i:(?:chief\s+|senior\s+|united\s+states\s+|u\.s\.\s+)*(?:district|magistrate|bankruptcy)\s+judge\b)"
)
# The author of an opinion, before its first words: "MARSH, Circuit Judge."
_AUTHOR = re.compile(
    r"(?m)^[ \t]*(?P<name>[A-Z][A-Z’'-]+(?:[ \t]+[A-Z][A-Z.’'-]*){0,3}(?:,[ \t]+JR\.)?),\s+"
    r"(?:(?:Chief|Senior|Presiding)\s+)?(?:Circuit|District)\s+Judge[.:]"
)

# The judge's name above the office, at the end of an order.
_SIGNED = re.compile(
    r"(?m)^[\s_]*(?:/s/\s*)?(?:(?i:hon\.|honorable)\s+)?(?P<name>[A-Z][\w’'-]+(?:[ \t]+[A-Z][\w.’'-]*){1,3})"
    r"[ ,]*\n[\s_]*"
    r"(?i:(?:chief|senior|united\s+states|u\.\s?s\.)\s+)*(?i:district|magistrate|circuit|bankruptcy|superior\s+court)\s+(?i:court\s+)?(?i:judge)\b"
)
# The initials of judges at the end of a docket number: "-CCE-LPA", "(JG)(SMG)", " DOC (KESx)".
_INITIALS = re.compile(
    r"(?<=\d[-\s(])\(?([A-Z]{2,4})x?\b(?!-\d)|(?<=[A-Z]-)([A-Z]{2,4})\b(?!-\d)|\(([A-Z]{2,4})x?\)"
)
_NO_INITIALS = frozenset(
    [
        "CV",
        "CR",
        "CIV",
        "MD",
        "MDL",
        "MC",
        "MJ",
        "ML",
        "BK",
        "AP",
        "PHX",
        "TUC",
        "PCT",
        "CA",
        "SC",
        "CL",
        "SEA",
        "KNT",
    ]
)


def read_caption(source: SourceText, metadata: Metadata) -> Caption | None:
    """Read the caption of a court paper; ``None`` where the paper has none.

    A caption needs the two sides of a case, or an "In re", under the heading of a court or with the
    words for the sides.
    """
    if source.text.count("·", 0, REACH) > _DOTTED:
        # Transcripts draw their blanks as raised dots; a blank for each keeps every place.
        source = replace(source, text=source.text.replace("·", " "))
    parted = joined(source, REACH)
    if parted is None:
        return _read(source, metadata)
    copy, mapped = parted
    caption = _read(copy, metadata)
    return caption and _placed(caption, mapped)


def _placed(caption: Caption, mapped: MappedText) -> Caption:
    """Return a caption that was read from a copy with the spans of the text layer."""

    def back(span: Span) -> Span:
        return mapped.to_source(span.start, span.end)

    return replace(
        caption,
        span=back(caption.span),
        parties=tuple(replace(p, span=back(p.span)) for p in caption.parties),
    )


def _read(source: SourceText, metadata: Metadata) -> Caption | None:
    all_cells = with_versus(cells(source))
    found = find_blocks(all_cells)
    if found is None:
        return None
    first, last = found.first, found.last
    parties = _parties(source, found.blocks)
    has_court = any(c.sort is Sort.COURT for c in all_cells[: last + 1])
    told = has_court or any(says_side(c) for c in all_cells[first : last + 1])
    if not parties or not (told or any(c.sort is Sort.DOCKET for c in all_cells[: last + 8])):
        return None
    region = [c for c in all_cells[: last + 80] if c.sort not in (Sort.RULE, Sort.BLANK)]
    region = region[: sum(c.span.start <= all_cells[last].span.start for c in region) + 10]
    numbers = _docket_numbers(region, metadata)
    named = {cell.span for block in found.blocks for cell in block.cells}
    title = _title([c for c in all_cells if c.span not in named], first, all_cells[last].span.end)
    text = source.text
    whole = Span(all_cells[first].span.start, all_cells[min(last, len(all_cells) - 1)].span.end)
    return Caption(
        span=whole,
        parties=parties,
        court=_court(all_cells, last, metadata),
        docket_number=numbers[0] if numbers else None,
        docket_numbers=numbers,
        judge=_judge(text, all_cells, last, numbers),
        title=title[0] if title else None,
        jury_demand=bool(_JURY.search(text)),
        filed=_filed(text, metadata),
    )


def _parties(source: SourceText, blocks: Sequence[Block]) -> tuple[CaptionParty, ...]:
    out: list[CaptionParty] = []
    for block in blocks:
        builder = MappedTextBuilder(source.text)
        between = "\n"
        for cell in block.cells:
            start, end = cell.span.start, cell.span.end
            while start < end and source.text[start].isspace():
                start += 1
            while end > start and source.text[end - 1].isspace():
                end -= 1
            if len(builder) and start < end:
                builder.replace(start, start, between)
            builder.keep(start, end)
            between = ";\n" if cell.ends else "\n"
        role = block.role
        mapped = builder.build()
        found = _surname_first(mapped) if role in ("in re", "respondent") else []
        found = found or read_names(mapped)
        if role == "in re":
            found = _one_matter(found, builder)
        found = with_whole_names(source.text, found)
        for name in found:
            side = f"{role}-relator" if name.relator and "relator" not in role else role
            better = better_case(source.text, name.name, name.span.of(source.text))
            party = CaptionParty(better, side, name.span, name.aliases, name.capacity)
            # "Harbor Bank Corp." and "Harbor Bank, N.A." are two.
            if not any(p.role == side and _words(p.name) == _words(better) for p in out):
                out.append(party)
    return tuple(out)


def _words(name: str) -> str:
    return re.sub(r"\W+", " ", names.fold(name)).strip()


def _surname_first(mapped: MappedText) -> list[CaptionName]:
    """Read a person whose surname stands first, as immigration courts print it: "ROWE, Abel"."""
    match = _SURNAME_FIRST.fullmatch(mapped.text)
    if (
        match is None
        or names.has_company_ending(mapped.text.strip())
        or names.is_title(match["given"])
    ):
        return []
    name = f"{match['given']} {names.proper_case(match['surname'])}"
    return [CaptionName(name, mapped.to_source(match.start("surname"), match.end("given")))]


def _one_matter(found: list[CaptionName], builder: MappedTextBuilder) -> list[CaptionName]:
    """Keep the words after "In re" together: "Ferry Fares, Tolls and Dues Litigation" is one matter."""
    mapped = builder.build()
    text = re.sub(
        r"(?i),?\s*\b(?:deceased|an?\s+minor|an?\s+child|incapacitated|as\s+(?:more\s+\w+\s+)?described)\b.*$|;.*$",
        "",
        mapped.text,
        flags=re.S,
    )
    line = re.sub(r"\s+", " ", text).strip(" ,.:;")
    if (
        not re.search(
            r"(?i)\b(?:litigation|cases|proceedings?|actions?|estate|guardianship|application|petition|search|arbitration|thereof|same)\b",
            line,
        )
        or not line
    ):
        return found
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip(" ,.:;\n"))
    return [CaptionName(names.proper_case(line), mapped.to_source(start, end))]


def _docket_numbers(region: Sequence[Cell], metadata: Metadata) -> tuple[str, ...]:
    """Return the case's numbers, the printed one first; numbers of a court below are left out."""
    found: list[str] = []
    lower: list[str] = []
    below = False
    for cell in region:
        below = below or cell.sort is Sort.APPEAL
        if cell.sort in (Sort.PROSE, Sort.APPEAL) or (cell.sort is Sort.NOISE and found):
            continue
        for start, end in numbers_in(cell.text):
            (lower if below else found).append(normal_docket_number(cell.text[start:end]))
    found += [normal_docket_number(value.value) for value in metadata.all("docket_number")]
    for cell in region:
        if cell.sort is Sort.NOISE and (stamped := _STAMP_NUMBER.search(cell.text)):
            found.append(normal_docket_number(stamped["number"]))
    out: list[str] = []
    for number in found or lower[:1]:
        if number and not any(
            same_docket(number, kept) and len(number) <= len(kept) + 14 for kept in out
        ):
            out.append(number)
    return tuple(out)


def _court(row: tuple[Cell, ...], last: int, metadata: Metadata) -> str | None:
    heading = [i for i, c in enumerate(row[: last + 1]) if c.sort is Sort.COURT]
    if not heading:
        known = metadata.first("court")
        return known.value if known else _court_below(row[last + 1 : last + 13])
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
    words = re.sub(r"\s+", " ", " ".join(_cased(line) for line in lines)).strip(" ,.")
    words = re.sub(r"(?i)^(?:[a-z]+:\s+)?in\s+the\s+", "", words)
    return words[:1].upper() + words[1:]


def _court_below(row: tuple[Cell, ...]) -> str | None:
    """Return the court where it stands under the names, as reports have it."""
    return next(
        (" ".join(c.text.split()).rstrip(".") for c in row if _FEDERAL_COURT.match(c.text)), None
    )


def _cased(line: str) -> str:
    """Return one line of a heading in the case of prose, as if words stood before it."""
    return names.proper_case(f"X {line.strip()}")[2:]


def _judge(text: str, row: tuple[Cell, ...], last: int, numbers: tuple[str, ...]) -> str | None:
    for cell in row[: last + 16]:
        if cell.sort is Sort.APPEAL:
            break
        match = _JUDGE_NAME.search(cell.text)
        told = cell.sort is Sort.JUDGE or (cell.sort is Sort.PROSE and match and match["signed"])
        # A judge "of the District of Maine" sits by designation, or is only spoken of.
        elsewhere = match and re.match(r"\s+of\s+the\b", cell.text[match.end() :])
        if match and not elsewhere and (told or cell.right):
            name = " ".join(str(match["name"] or match["signed"]).split()).strip(" .,")
            if not re.search(r"(?i)court|division|_", name):
                return names.proper_case(name)
    signed = _AUTHOR.search(text[:20_000]) or _SIGNED.search(text)
    if signed:
        return names.proper_case(" ".join(signed["name"].split()))
    for number in numbers:
        initials = [
            i for groups in _INITIALS.findall(number) for i in groups if i and i not in _NO_INITIALS
        ]
        if initials:
            return str(initials[0])
    return None


_FEDERAL_COURT = re.compile(
    r"^\s*(?:United\s+States\s+(?:District|Bankruptcy)\s+Court|United\s+States\s+Court\s+of\s+Appeals),\s+[A-Z][\w\s.,]{2,60}$"
)
_FIRST_HEADING = re.compile(
    r"(?i)^\W*(?:introduction|preliminary\s+statement|nature\s+of|(?:the\s+)?parties|jurisdiction|background|statement\s+of)\b"
)


def _title(row: Sequence[Cell], first: int, end: int) -> tuple[str, Span] | None:
    """Return the title of the paper, which stands beside the parties or within a few lines below them.

    ``row`` is the caption without the parties' lines; ``end`` is where the parties end.
    """
    window = [c for c in row[first:] if c.sort not in (Sort.RULE, Sort.BLANK)]
    below = sum(c.span.start < end for c in window)
    at = next((i for i, c in enumerate(window[: below + 12]) if c.sort is Sort.TITLE), None)
    if at is None:
        at = _title_under_counsel(window, below)
    if at is None:
        return None
    column = [c for c in window[at:] if c.right is window[at].right]
    lines = [column[0]]
    for cell in column[1:6]:
        if not _continues(lines, cell):
            break
        lines.append(cell)
    words = re.sub(r"\s+", " ", " ".join(c.text for c in lines)).strip(" _-–—*")
    return words, Span(lines[0].span.start, lines[-1].span.end)


def _title_under_counsel(window: Sequence[Cell], below: int) -> int | None:
    """Return a title in capitals that stands under the names and addresses of counsel, if there are any."""
    for at, cell in enumerate(window[below : below + 60], start=below):
        if cell.sort is Sort.PROSE:
            return None
        if cell.sort is Sort.TITLE and names.is_all_capitals(cell.text):
            counsel = any(c.sort is Sort.COUNSEL for c in window[below:at])
            return at if counsel else None
    return None


def _continues(lines: Sequence[Cell], cell: Cell) -> bool:
    """Tell whether a line goes on with a title: capitals like it, or asked for by its last word."""
    if _FIRST_HEADING.match(cell.text):
        return False
    if cell.sort is Sort.NOISE:
        return lines[-1].text.rstrip().casefold().endswith((" and", " for", " of", " to"))
    same = names.is_all_capitals(cell.text) == names.is_all_capitals(lines[0].text)
    return same and (
        cell.sort is Sort.TITLE or (cell.sort is Sort.NAME and names.is_all_capitals(cell.text))
    )


def _filed(text: str, metadata: Metadata) -> dt.date | None:
    """Return the day of filing: from the stamp if there is one, else from a "Filed" line near the top."""
    for value in metadata.all("filed"):
        try:
            return dt.date.fromisoformat(value.value[:10])
        except ValueError:
            continue
    match = _FILED.search(text[:6000])
    return first_day(match["day"]) if match else None

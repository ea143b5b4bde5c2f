"""From a cite back to its passage: what ``reports.cites`` writes, and what a lawyer types who means the same.

Read are all styles, whichever the case has; a hyphen serves for a dash, straight quotation marks for curved
ones, "p. 4" for "at 4". A cite that names two passages gives both; one that names none gives none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casefile.records import DocumentRow
from importers.cited_units import Units
from importers.source_text import Page, SourceText, Span, Zone

__all__ = [
    "PaperNames",
    "Passage",
    "begins_with_paper",
    "paper_names",
    "passages",
    "passages_of",
    "places_in",
]

PaperNames = Sequence[tuple[str, DocumentRow]]
"""What papers are called, tidied as cites are, longer names first."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a cite names: a stretch of one document's text; ``words`` is the cite as it was read."""

    document: DocumentRow
    span: Span
    words: str


_REMARK = re.compile(r"\s*\((?:machine-read|repaired text)\)\s*$")
_PART = re.compile(r"\((caption|heading|footnote|signature)(?: (\d+))?\)")
_COUNTED = re.compile(r"paras?\. ?(.+)|paragraphs? (.+) \(counted\)")
_PARAGRAPHS = re.compile(r"(?:¶+ ?|paragraphs? |rows? )(.+)")
_ON_PAGE = re.compile(
    r"(?:at |pages? )(?P<pages>[^¶]+?),? (?:¶+ ?|paragraphs? |rows? )(?P<numbers>.+)"
)
_FILE_PAGES = re.compile(r"(?:at )?pdf pp?\. ?(.+)")
_PLAIN_LINES = re.compile(
    r"page (?P<page>\S+), lines? (?P<first>\d+)"
    r"(?:[–-](?P<last>\d+)| to page (?P<last_page>\S+), line (?P<last_line>\d+))?(?:,? |$)"
)
_PAGES = re.compile(r"(?:at |(?:at )?pp?\. ?|pages? )?(.+)")
_LINE = re.compile(r"(?P<page>[^\s:]+):(?P<line>\d+)")
_HYPHENED = re.compile(r"((?:[^\s:]+:)?\d+[a-z]?)-((?:[^\s:]+:)?\d+[a-z]?)")
_LIST = re.compile(r"\s*(?:,|&|\band\b)\s*")


def passages(
    cite: str, documents: Sequence[DocumentRow], source_of: Callable[[int], SourceText]
) -> tuple[Passage, ...]:
    """Return what one or several cites name, in their order; () if a paper or place is none of the case.

    ``source_of`` returns the text of a document by its number.
    """
    return passages_of(cite, paper_names(documents), source_of)


def passages_of(
    cite: str, names: PaperNames, source_of: Callable[[int], SourceText]
) -> tuple[Passage, ...]:
    """Do what ``passages`` does, for many cites with the names of the papers worked out once."""
    rest, found = _tidied(cite), list[Passage]()
    while rest:
        named = next(((name, row) for name, row in names if _begins(rest, name)), None)
        if named is None:
            return ()
        name, row = named
        place, _, after = rest[len(name) :].partition(";")
        read = tuple(_places(place, source_of(row.id)))
        if not read:
            return ()
        words = rest[: len(name)] + place
        found += (Passage(row, span, words.strip(" ,")) for span in read)
        rest = after.strip()
    return tuple(found)


def places_in(words: str, source: SourceText) -> tuple[Span, ...]:
    """Return the places of one paper that the part of a cite behind its name tells: "¶ 38", "at 4:17"."""
    return tuple(_places(" ".join(words.split()), source))


def begins_with_paper(typed: str, documents: Sequence[DocumentRow]) -> bool:
    """Tell whether what was typed begins with what a paper is called, and says more."""
    words = _tidied(typed)
    return any(
        _begins(words, name) and len(words) > len(name) + 1 for name, _ in paper_names(documents)
    )


def _tidied(cite: str) -> str:
    words = " ".join(cite.split()).replace("'", "’").replace("`", "’")
    if words.endswith(")."):
        words = words[:-1]
    if words.startswith("(") and words.endswith(")") and words.count("(") == words.count(")"):
        words = words[1:-1]
    return words.strip(" ;")


def paper_names(documents: Sequence[DocumentRow]) -> PaperNames:
    """Return what papers are called, longer names first; a name in this case's cites before others."""
    called: dict[str, DocumentRow] = {}
    for names in (
        [row.cite.name or row.short_name for row in documents],
        [row.short_name for row in documents],
        [row.cite.also for row in documents],
    ):
        for row, name in zip(documents, names, strict=True):
            called.setdefault(_tidied(name).casefold(), row)
    for name, row in list(called.items()):
        called.setdefault(name.removesuffix("."), row)
    return sorted(called.items(), key=lambda item: -len(item[0]))


def _begins(words: str, name: str) -> bool:
    """Tell whether words begin with a paper's name, and not with a longer word."""
    begun = words[: len(name)].casefold() == name
    return bool(name) and begun and not words[len(name) : len(name) + 1].isalnum()


def _places(words: str, source: SourceText) -> Iterator[Span]:
    """Yield the stretches that the words behind a paper's name tell; the whole text if there are none."""
    words = _REMARK.sub("", words).strip(" ,").removesuffix(".").casefold()
    units = source.units
    if not words:
        if source.text:
            yield Span(0, len(source.text))
    elif part := _PART.fullmatch(words):
        number = int(part[2]) if part[2] else None
        yield from units.part(Zone(part[1]), number)
    elif counted := _COUNTED.fullmatch(words):
        for first, last in _ranges(counted[1] or counted[2]):
            yield from _between(_counted(units, first), _counted(units, last))
    elif both := _ON_PAGE.fullmatch(words):
        yield from _on_page(units, both["pages"], both["numbers"])
    elif numbered := _PARAGRAPHS.fullmatch(words):
        yield from _numbered(units, numbered[1])
    elif filed := _FILE_PAGES.fullmatch(words):
        for first, last in _ranges(filed[1]):
            pages = _file_page(units, first), _file_page(units, last)
            yield from _between(*pages)
    elif _PLAIN_LINES.match(words):
        yield from _plain_lines(units, words)
    elif paged := _PAGES.fullmatch(words):
        yield from _paged(units, paged[1])


def _ranges(words: str) -> Iterator[tuple[str, str]]:
    """Yield each item of a list with its two ends, equal for a lone one."""
    for item in _LIST.split(words):
        first, _, last = item.partition("–")
        if not last and (hyphened := _HYPHENED.fullmatch(item)):
            first, last = hyphened.groups()
        yield first.strip(), (last or first).strip()


def _between(firsts: Sequence[Span], lasts: Sequence[Span]) -> Iterator[Span]:
    """Yield for each first passage the stretch up to the nearest last one that does not come before it."""
    for first in firsts:
        last = next((span for span in lasts if span.start >= first.start), None)
        if last is not None:
            yield Span(first.start, max(first.end, last.end))


def _counted(units: Units, number: str) -> tuple[Span, ...]:
    found = units.counted(int(number)) if number.isdecimal() else None
    return (found,) if found else ()


def _file_page(units: Units, number: str) -> tuple[Span, ...]:
    found = units.page(int(number)) if number.isdecimal() else None
    return (found.span,) if found else ()


def _numbered(units: Units, words: str) -> Iterator[Span]:
    for first, last in _ranges(words):
        yield from _between(units.numbered(first), units.numbered(last))


def _on_page(units: Units, pages: str, numbers: str) -> Iterator[Span]:
    """Yield paragraphs by number on a page; of a range the first on the first page, the last on the last."""
    ends = next(_ranges(pages))
    for range_ in _ranges(numbers):
        firsts, lasts = (
            [
                span
                for span in units.numbered(number)
                if any(span.overlaps(page.span) for page in units.labelled(label))
            ]
            for number, label in zip(range_, _whole_range(*ends), strict=True)
        )
        yield from _between(firsts, lasts)


def _whole_range(first: str, last: str) -> tuple[str, str]:
    """Return a range of pages in full; the last one's first digits may be left out ("1024–25")."""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _pages(units: Units, first: str, last: str) -> Iterator[Span]:
    first, last = _whole_range(first, last)
    ends = [page.span for page in units.labelled(last)]
    yield from _between([page.span for page in units.labelled(first)], ends)


def _paged(units: Units, words: str) -> Iterator[Span]:
    for first, last in _ranges(words):
        start = _LINE.fullmatch(first)
        if start is None:
            yield from _pages(units, first, last)
            continue
        end = _LINE.fullmatch(last)
        page, line = (end["page"], end["line"]) if end else (start["page"], last)
        if line.isdecimal():
            firsts = _lines(units, start["page"], start["line"])
            yield from _between(firsts, _lines(units, page, line))


def _lines(units: Units, label: str, line: str) -> tuple[Span, ...]:
    pages: Sequence[Page] = units.labelled(label)
    return tuple(span for page in pages for span in units.line(page, int(line)))


def _plain_lines(units: Units, words: str) -> Iterator[Span]:
    at = 0
    while at < len(words):
        found = _PLAIN_LINES.match(words, at)
        if found is None:
            return
        page = found["last_page"] or found["page"]
        line = found["last_line"] or found["last"] or found["first"]
        firsts = _lines(units, found["page"], found["first"])
        yield from _between(firsts, _lines(units, page, line))
        at = found.end()

"""The cites of a table that comes in, led back to the places of the case that they name.

A cite that names several places, none, or a whole paper is told as it stands: nothing is pinned by a guess.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from casefile.records import DocumentRow, Pin
from casefile.table_records import CitedSources, FindSources, SourcePlace
from casefile.table_words import same_words_key
from importers.source_text import SourceText, Span, Zone
from reports.cite_reading import Passage, paper_names, passages_of
from reports.cites import locator

__all__ = ["source_finder"]

_REMEMBERED = 4096
_LIST = re.compile(r",(?! lines? )|&|\band\b")
_PLACE = re.compile(r"¶.*|\b(?:at|pp?\.|pages?|paragraphs?|paras?\.|rows?|PDF) .*")
_ON_PAGE = re.compile(r"\b(?:at|pages?) [^,]+, (?=¶|paragraph|row)")
_Read = Callable[[str], tuple[Passage, ...]]
_RUNNING = (Zone.BODY, Zone.BLOCK_QUOTE)
_SIGNAL = re.compile(r"^(?:see(?: also)?|cf\.|accord|e\.g\.),? ", re.I)


def source_finder(
    documents: Sequence[DocumentRow], source_of: Callable[[int], SourceText]
) -> FindSources:
    """Return what reads the cites of a table's cells; ``source_of`` gives a document's text by its number."""
    names = paper_names([row for row in documents if row.characters])

    @lru_cache(_REMEMBERED)
    def read(cite: str) -> tuple[Passage, ...]:
        return passages_of(cite, names, source_of)

    def find(cell: str, words: str) -> CitedSources:
        places: list[SourcePlace] = []
        unresolved: list[str] = []
        papers: list[str] = []
        whole = " ".join(cell.split())
        parts = [part for part in re.split(r"[;\n]", cell) if part.strip()]
        for part in parts:
            cite = _SIGNAL.sub("", " ".join(part.split()))
            found = _apart(cite, read) or _one_by_one(cite, read)
            if not found:
                unresolved.append(cite)
                continue
            own = [_place(each, source_of(each.document.id), words) for each in found]
            places += own
            if any(place.pin is None for place in own):
                papers.append(cite)
        kept = whole if len(unresolved) == len(parts) else "; ".join(unresolved)
        return CitedSources(tuple(places), kept if unresolved else "", "; ".join(papers))

    return find


def _apart(cite: str, read: _Read) -> tuple[Passage, ...]:
    """Return what cites name that a comma parts, as in "Compl. ¶ 24, Ex. C at 3"; () unless all do."""
    parts = re.split(r", (?=[A-Z])", cite)
    found = [_one_by_one(part, read) for part in parts] if len(parts) > 1 else []
    return tuple(each for own in found for each in own) if all(found) else ()


def _one_by_one(cite: str, read: _Read) -> tuple[Passage, ...]:
    """Return the places that a cite lists, each one place; () if one of them is none, or several."""
    found = read(cite)
    listed = _PLACE.search(cite)
    items = 1 + len(_LIST.findall(_ON_PAGE.sub("", listed.group()))) if listed else 1
    spans = sorted(each.span for each in found)
    overlap = any(one.overlaps(other) for one, other in pairwise(spans))
    return found if len(found) == items and not overlap else ()


def _place(found: Passage, source: SourceText, words: str) -> SourcePlace:
    row = found.document
    if found.span == Span(0, len(source.text)) and _is_name(found):
        return SourcePlace(row.id, found.span, None)
    return SourcePlace(row.id, found.span, _narrowed(row, source, found.span, words))


def _is_name(found: Passage) -> bool:
    """Tell whether a cite says no more than what a paper is called."""
    row = found.document
    called = {
        same_words_key(each) for each in (row.cite.name, row.cite.also, row.short_name) if each
    }
    return same_words_key(found.words) in called


def _narrowed(row: DocumentRow, source: SourceText, passage: Span, words: str) -> Pin | None:
    """Return the pin of a passage; ``None`` where it is all furniture.

    Of several paragraphs that are told by the same cite it is the one that shares most words with the event.
    """
    whole = row.pin(passage, source.locate(passage))
    inside = [
        paragraph.span
        for paragraph in source.paragraphs
        if passage.contains(paragraph.span) and paragraph.zone in _RUNNING
    ]
    if len(inside) < 2 and not source.zone_at(passage.start).is_furniture:
        return whole
    wanted = set(same_words_key(words).split())
    pins = [row.pin(span, source.locate(span)) for span in inside]
    alike = [pin for pin in pins if locator(pin) == locator(whole)]
    if not alike:
        return None if source.zone_at(passage.start).is_furniture else whole
    return max(
        alike,
        key=lambda pin: len(wanted & set(same_words_key(pin.span.of(source.text)).split())),
    )

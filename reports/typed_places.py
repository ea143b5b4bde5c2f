"""From what an attorney types to go somewhere in an open paper ("38", "p 12", "4:17", "iv") to its place."""

import re
from collections.abc import Sequence

from importers.source_text import Repeated, SourceText, Span
from reports.cite_reading import places_in

__all__ = ["kinds_of_places", "places_typed"]

_OF_FILE = re.compile(
    r"(?:ecf|dkt\.?|docket|doc\.?|file|pdf)?\s*(?:no\.?\s*[\d-]+\s*)?(?:at\s+)?"
    r"(?:pdf\s*)?(?:pages?|pp?\.?)?\s*(?P<page>\d+)(?:\s+of\s+\d+)?"
)
"""A page by its number in the file, as a court's stamp counts: "ECF No. 12 at 4", "Page 4 of 24"."""
_SAYS_FILE = re.compile(r"ecf|dkt|docket|doc\b|file|pdf|\d\s+of\s+\d")
_NOTE = re.compile(r"(?:fn\.?|foot ?notes?|notes?|n\.)\s*(\d+)?")
_PARAGRAPH = re.compile(r"(?:¶+|par\.?|paras?\.?|paragraphs?|no\.)\s*(?P<numbers>\d.*)")
_PAGE = re.compile(r"^(?:pages?|pgs?|pp?)(?:\.\s*|\s+|(?=\d))")
_BARE = re.compile(r"[\divxlcdm]+[a-z]?", re.IGNORECASE)


def places_typed(words: str, source: SourceText) -> tuple[Span, ...]:
    """Return the places of a paper that the words name, in their order; () if there is none.

    A bare number is a printed page first, then a page of the file, then a paragraph.
    """
    typed = " ".join(words.split()).casefold().strip(" .,;")
    if not typed:
        return ()
    for reading in _readings(typed):
        found = places_in(reading, source)
        if found:
            return tuple(sorted(set(found)))
    return ()


def _readings(typed: str) -> Sequence[str]:
    """Return what the words may mean as the place of a cite, likeliest first."""
    file = _OF_FILE.fullmatch(typed)
    if file and _SAYS_FILE.search(typed):
        return (f"pdf p. {file['page']}",)
    if note := _NOTE.fullmatch(typed):
        return (f"(footnote {note[1]})", "(footnote)") if note[1] else ("(footnote)",)
    if numbered := _PARAGRAPH.fullmatch(typed):
        return (f"¶ {numbered['numbers']}", f"para. {numbered['numbers']}")
    readings = [_PAGE.sub("p. ", typed), f"at {typed}"]
    if file:
        readings.append(f"pdf p. {file['page']}")
    if _BARE.fullmatch(typed):
        readings += [f"¶ {typed}", f"para. {typed}"]
    return readings


def kinds_of_places(source: SourceText) -> str:
    """Return what places a paper has: "pages 1–24, ¶¶ 1–112, lines 1–28"; empty if it is undivided."""
    told = []
    if source.pages:
        first, last = source.pages[0].label, source.pages[-1].label
        numbers = "page 1" if len(source.pages) == 1 else f"pages {first}–{last}"
        plain = (first, last) == ("1", str(len(source.pages)))
        told.append(numbers if plain else f"{numbers} ({len(source.pages)} in the file)")
    pleaded = [paragraph.number for paragraph in source.paragraphs if paragraph.number]
    if pleaded:
        both = f"¶¶ {pleaded[0]}–{pleaded[-1]}" if pleaded[0] != pleaded[-1] else f"¶ {pleaded[0]}"
        told.append(f"{both}, counted anew in places" if _restarts(source) else both)
    elif not source.pages:
        count = source.units.running_count
        if count:
            told.append(f"paragraphs 1–{count}")
    if source.lines:
        numbers_of_lines = [line.number for line in source.lines]
        told.append(f"lines {min(numbers_of_lines)}–{max(numbers_of_lines)} on its pages")
    return ", ".join(told)


def _restarts(source: SourceText) -> bool:
    """Tell whether a number of a paragraph stands for more than one."""
    firsts = (paragraph for paragraph in source.paragraphs if paragraph.number)
    first = next(firsts, None)
    return first is not None and Repeated.NUMBER in source.locate(first.span).repeated

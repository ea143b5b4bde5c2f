"""A place in the units that lawyers cite, before any style puts it into words.

Only what names one passage is a unit: a paragraph number that the paper uses twice is told apart by its
page, a page label that stands on two pages gives way to the page of the file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casefile.cite_form import CitedBy
from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import Page, Repeated, Zone

__all__ = ["Mark", "Stretch", "Unit", "cited_by", "joined", "stretch"]

# What can stand in a cite as a page's label without being taken for something else.
_LABEL = re.compile(r"[^\W_][\w.\-]*")
_CITED_BY_PARAGRAPH = (DocumentKind.COMPLAINT, DocumentKind.ANSWER)
_PARTS = (Zone.CAPTION, Zone.HEADING, Zone.FOOTNOTE, Zone.SIGNATURE)


class Unit(StrEnum):
    """What a cite counts by."""

    PARAGRAPH = "paragraph"
    """Paragraphs with the numbers that the paper gives them."""
    PARAGRAPH_ON_PAGE = "paragraph on a page"
    """The same, where the number alone names two paragraphs."""
    LINE = "line"
    PAGE = "page"
    FILE_PAGE = "page of the file"
    COUNTED = "counted paragraph"
    """Paragraphs of a paper that numbers nothing, counted from its first."""
    PART = "part"
    """A part outside the running text: the caption, the second footnote."""
    WHOLE = "whole paper"


@dataclass(frozen=True, slots=True)
class Mark:
    """One end of a cited stretch: ``number`` for what can be counted on, ``label`` as the paper prints it."""

    label: str
    number: int | None = None
    line: int | None = None
    page: str = ""
    """For a paragraph on a page: the label of that page."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A cited stretch, both ends included."""

    unit: Unit
    first: Mark
    last: Mark


_WHOLE = Stretch(Unit.WHOLE, Mark(""), Mark(""))


def cited_by(pin: Pin) -> CitedBy:
    """Return which units come first in cites of a pin's paper."""
    if pin.cite.by is not None:
        return pin.cite.by
    return CitedBy.PARAGRAPH if pin.kind in _CITED_BY_PARAGRAPH else CitedBy.PAGE


def stretch(pin: Pin) -> Stretch:
    """Return a place in the finest units that its paper prints, after Bluebook B17.1.2 and rule 3.2."""
    forms = (_lines, _pages, _paragraphs, _counted)
    if cited_by(pin) in (CitedBy.PARAGRAPH, CitedBy.ROW):
        forms = (_paragraphs, _lines, _pages, _counted)
    return next((found for found in (form(pin) for form in forms) if found), _WHOLE)


def joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches of one unit, in the order of the paper, with neighbours made one (rule 3.2(a))."""
    made: list[Stretch] = []
    for each in stretches:
        if made and _follows(made[-1].last, each.first):
            if not _ends_within(made[-1].last, each.last):
                made[-1] = replace(made[-1], last=each.last)
        elif each not in made:
            made.append(each)
    return made


def _follows(last: Mark, first: Mark) -> bool:
    """Tell whether a stretch that begins with ``first`` goes on where one ended, or within it."""
    if last.page or first.page:
        return False
    if last.line is not None and first.line is not None:
        return last.number == first.number and first.line <= last.line + 1
    if last.number is None or first.number is None:
        return bool(last.label) and last.label == first.label
    return last.number <= first.number <= last.number + 1


def _ends_within(last: Mark, other: Mark) -> bool:
    if last.number is None or other.number is None:
        return False
    return (other.number, other.line or 0) <= (last.number, last.line or 0)


def _paragraphs(pin: Pin) -> Stretch | None:
    place = pin.place
    first, last = place.first_paragraph, place.last_paragraph
    if first is None or last is None or Repeated.NUMBER_ON_PAGE in place.repeated:
        return None
    if Repeated.NUMBER not in place.repeated:
        return Stretch(Unit.PARAGRAPH, _mark(first), _mark(last))
    pages = place.first_page, place.last_page
    if pages[0] is None or pages[1] is None or not _is_citable(pin):
        return None
    return Stretch(
        Unit.PARAGRAPH_ON_PAGE,
        replace(_mark(first), page=pages[0].label),
        replace(_mark(last), page=pages[1].label),
    )


def _mark(number: str) -> Mark:
    return Mark(number, int(number) if number.isdecimal() else None)


def _lines(pin: Pin) -> Stretch | None:
    place = pin.place
    first, last = place.first_page, place.last_page
    if first is None or last is None or place.first_line is None or place.last_line is None:
        return None
    if not _is_citable(pin) or Repeated.LINE in place.repeated:
        return None
    return Stretch(
        Unit.LINE,
        Mark(first.label, first.number, place.first_line),
        Mark(last.label, last.number, place.last_line),
    )


def _pages(pin: Pin) -> Stretch | None:
    first, last = pin.place.first_page, pin.place.last_page
    if first is None or last is None:
        return None
    if _is_citable(pin):
        return Stretch(Unit.PAGE, Mark(first.label, first.number), Mark(last.label, last.number))
    return Stretch(Unit.FILE_PAGE, _file_page(first), _file_page(last))


def _file_page(page: Page) -> Mark:
    return Mark(str(page.number), page.number)


def _is_citable(pin: Pin) -> bool:
    """Tell whether the labels of a place's pages name them, and no other page of the paper."""
    pages = (pin.place.first_page, pin.place.last_page)
    return Repeated.LABEL not in pin.place.repeated and all(
        page is not None and _LABEL.fullmatch(page.label) for page in pages
    )


def _counted(pin: Pin) -> Stretch | None:
    first, last, part = pin.place.first_ordinal, pin.place.last_ordinal, pin.place.part
    if part is Zone.HEADING and pin.kind is DocumentKind.EMAIL:
        return _WHOLE  # the lines of a message's head, which its name tells already
    if part in _PARTS:
        mark = Mark(part.value, first)
        return Stretch(Unit.PART, mark, mark)
    if first is None or last is None:
        return None
    return Stretch(Unit.COUNTED, Mark(str(first), first), Mark(str(last), last))

"""The words of pin cites in the styles that a case can have.

Bluebook: "¶¶ 12, 38–41" (rule 3.3(c)), "at 4" before a page (B17.1.2), digits of a second page number that
repeat dropped but for the last two (rule 3.2(a)). Plain: "paragraphs 12, 38–41", nothing abbreviated.
"""

import re
from collections.abc import Sequence

from casefile.cite_form import CitedBy, CiteStyle
from casefile.records import Pin
from reports.cite_places import Mark, Stretch, Unit, cited_by

__all__ = ["name_in_cite", "place_words", "with_place"]

_EN_DASH = "–"
_ENDS_WITH_DAY = re.compile(r", \d{4}$")


def name_in_cite(pin: Pin) -> str:
    """Return what a pin's paper is called in cites."""
    return pin.cite.name or pin.short_name


def with_place(name: str, place: str, pin: Pin) -> str:
    """Return a paper's name with the words of a place in it, parted by a comma behind a day."""
    if not place:
        return name
    apart = pin.cite.style is CiteStyle.PLAIN or _ENDS_WITH_DAY.search(name)
    return f"{name}, {place}" if apart and not place.startswith("(") else f"{name} {place}"


def place_words(stretches: Sequence[Stretch], pin: Pin) -> str:
    """Return the words for stretches of one unit; empty for the whole paper."""
    plain = pin.cite.style is CiteStyle.PLAIN
    match stretches[0].unit:
        case Unit.WHOLE:
            return ""
        case Unit.PARAGRAPH:
            if cited_by(pin) is CitedBy.ROW:
                return _counted(stretches, "row ", "rows ")
            return _counted(stretches, *(("paragraph ", "paragraphs ") if plain else ("¶ ", "¶¶ ")))
        case Unit.PARAGRAPH_ON_PAGE:
            if cited_by(pin) is CitedBy.ROW:
                return f"at {_page_range(stretches[0])}, {_counted(stretches, 'row ', 'rows ')}"
            return _on_page(stretches[0], plain=plain)
        case Unit.LINE:
            return _plain_lines(stretches) if plain else _at(pin) + _lines(stretches)
        case Unit.PAGE:
            if plain:
                return _counted(stretches, "page ", "pages ")
            return _at(pin) + ", ".join(_pages(each) for each in stretches)
        case Unit.FILE_PAGE:
            return ("" if plain else "at ") + _counted(stretches, "PDF p. ", "PDF pp. ")
        case Unit.COUNTED:
            told = _counted(stretches, "paragraph ", "paragraphs ") if plain else ""
            return f"{told} (counted)" if told else _counted(stretches, "para. ", "paras. ")
        case Unit.PART:
            first = stretches[0].first
            return f"({first.label} {first.number})" if first.number else f"({first.label})"


def _at(pin: Pin) -> str:
    """Return the "at" before a page; a transcript's pages and lines stand without it (B17.1.2)."""
    return "" if cited_by(pin) is CitedBy.TRANSCRIPT else "at "


def _counted(stretches: Sequence[Stretch], one: str, several: str) -> str:
    lone = len(stretches) == 1 and stretches[0].first == stretches[0].last
    return (one if lone else several) + ", ".join(_range(each) for each in stretches)


def _range(each: Stretch) -> str:
    if each.first.label == each.last.label:
        return each.first.label
    return f"{each.first.label}{_EN_DASH}{each.last.label}"


def _pages(each: Stretch) -> str:
    """Return a range of pages: "1024–25" (rule 3.2(a))."""
    first, last = each.first.label, each.last.label
    if first == last:
        return first
    shared = 0
    if first.isdecimal() and last.isdecimal() and len(first) == len(last):
        while shared < len(last) - 2 and first[shared] == last[shared]:
            shared += 1
    return f"{first}{_EN_DASH}{last[shared:]}"


def _lines(stretches: Sequence[Stretch]) -> str:
    return ", ".join(_line_range(each.first, each.last) for each in stretches)


def _line_range(first: Mark, last: Mark) -> str:
    start = f"{first.label}:{first.line}"
    if (first.label, first.line) == (last.label, last.line):
        return start
    if first.label == last.label:
        return f"{start}{_EN_DASH}{last.line}"
    return f"{start}{_EN_DASH}{last.label}:{last.line}"


def _plain_lines(stretches: Sequence[Stretch]) -> str:
    return ", ".join(_plain_line_range(each.first, each.last) for each in stretches)


def _plain_line_range(first: Mark, last: Mark) -> str:
    start = f"page {first.label}"
    if first.label != last.label:
        return f"{start}, line {first.line} to page {last.label}, line {last.line}"
    if first.line == last.line:
        return f"{start}, line {first.line}"
    return f"{start}, lines {first.line}{_EN_DASH}{last.line}"


def _page_range(each: Stretch) -> str:
    if each.first.page == each.last.page:
        return each.first.page
    return f"{each.first.page}{_EN_DASH}{each.last.page}"


def _on_page(each: Stretch, *, plain: bool) -> str:
    """Return "at 5, ¶ 12" for a paragraph whose number the paper uses twice."""
    pages = _page_range(each)
    lone = each.first.label == each.last.label
    if plain:
        page, number = ("pages " if _EN_DASH in pages else "page "), "paragraph"
        return f"{page}{pages}, {number}{'' if lone else 's'} {_range(each)}"
    return f"at {pages}, {'¶' if lone else '¶¶'} {_range(each)}"

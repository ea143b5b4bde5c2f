"""A place becomes the words that a lawyer cites: ``Compl. ¶ 38``, ``Order at 4:17–20``, ``Ex. C at 3``.

The forms follow the record-citation habits of Bluebook B17: short name of the paper, then the finest
unit that the paper itself prints; a paper that numbers neither pages nor paragraphs (a web page, a
Word file) is cited by counting its paragraphs: ``Order para. 7``. A place that could not be kept is
never dressed up as a cite.
"""

from html import escape

from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import PageSource, Zone

__all__ = [
    "LOST",
    "bare_cite",
    "locator",
    "pin_cite",
    "quoted_with_cite",
    "quoted_with_cite_html",
    "with_cite",
    "with_cite_html",
]

LOST = "place lost, look it up"

_EN_DASH = "–"
# Papers whose readers cite numbered paragraphs even where lines are printed too.
_CITED_BY_PARAGRAPH = (DocumentKind.COMPLAINT, DocumentKind.ANSWER)


_PARTS = {
    Zone.CAPTION: "caption",
    Zone.HEADING: "heading",
    Zone.FOOTNOTE: "footnote",
    Zone.SIGNATURE: "signature",
}


def pin_cite(pin: Pin) -> str:
    """Return the pin cite of a place, such as ``Compl. ¶¶ 38–41``.

    Machine-read text says so, since its characters are a program's opinion of a picture; so does text
    whose letters stand wrong in the file and were put right by a rule.
    """
    cite = bare_cite(pin)
    if pin.lost:
        return cite
    if pin.machine_read:
        return f"{cite} (machine-read)"
    return f"{cite} (repaired text)" if _is_repaired(pin) else cite


def bare_cite(pin: Pin) -> str:
    """Return a pin cite that leaves it to a mark beside it to say where its characters come from."""
    if pin.lost:
        return f"{pin.short_name} ({LOST})"
    place = locator(pin)
    return f"{pin.short_name} {place}" if place else pin.short_name


def _is_repaired(pin: Pin) -> bool:
    pages = (pin.place.first_page, pin.place.last_page)
    return any(page is not None and page.source is PageSource.REPAIRED for page in pages)


def quoted_with_cite(text: str, pin: Pin) -> str:
    """Return verbatim words in quotation marks, followed by their pin cite in parentheses."""
    return with_cite(f"“{text}”", pin)


def quoted_with_cite_html(text: str, pin: Pin) -> str:
    """Return what ``quoted_with_cite`` returns as a paragraph of rich text."""
    return with_cite_html(f"“{text}”", pin)


def with_cite(words: str, pin: Pin) -> str:
    """Return words followed by their pin cite in parentheses."""
    return f"{words} ({pin_cite(pin)})"


def with_cite_html(words: str, pin: Pin) -> str:
    """Return what ``with_cite`` returns as a paragraph of rich text.

    Line breaks stay; within the cite nothing breaks, so that no ¶ ends a line of the brief.
    """
    cite = escape(pin_cite(pin), quote=False).replace(" ", "\N{NO-BREAK SPACE}")
    broken = "<br>".join(escape(words, quote=False).splitlines())
    return f"<p>{broken} ({cite})</p>"


def locator(pin: Pin) -> str:
    """Return the part of a cite that names no paper: "¶ 12", "at 4:17"; empty for an undivided one."""
    forms = (_paragraphs, _lines, _pages, _ordinals)
    if pin.kind not in _CITED_BY_PARAGRAPH:
        forms = (_lines, _pages, _paragraphs, _ordinals)
    return next((form for form in (make(pin) for make in forms) if form), "")


def _paragraphs(pin: Pin) -> str:
    first, last = pin.place.first_paragraph, pin.place.last_paragraph
    if first is None and last is None:
        return ""
    if first is None or last is None or first == last:
        return f"¶ {first or last}"
    return f"¶¶ {first}{_EN_DASH}{last}"


def _lines(pin: Pin) -> str:
    place = pin.place
    if place.first_page is None or place.last_page is None or place.first_line is None:
        return ""
    start = f"at {place.first_page.label}:{place.first_line}"
    if place.last_line is None or (place.last_page, place.last_line) == (
        place.first_page,
        place.first_line,
    ):
        return start
    if place.last_page == place.first_page:
        return f"{start}{_EN_DASH}{place.last_line}"
    return f"{start}{_EN_DASH}{place.last_page.label}:{place.last_line}"


def _pages(pin: Pin) -> str:
    first, last = pin.place.first_page, pin.place.last_page
    if first is None or last is None:
        return ""
    if first == last:
        return f"at {first.label}"
    return f"at {first.label}{_EN_DASH}{last.label}"


def _ordinals(pin: Pin) -> str:
    first, last = pin.place.first_ordinal, pin.place.last_ordinal
    if first is None:
        return f"({_PARTS[pin.place.part]})" if pin.place.part in _PARTS else ""
    if last is None or last == first:
        return f"para. {first}"
    return f"paras. {first}{_EN_DASH}{last}"

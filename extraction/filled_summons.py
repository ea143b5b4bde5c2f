"""A summons whose form was filled in and then made part of the page, as courts' filing systems do.

The layer then holds the printed words of the form first and what was filled in after them, in the order
of the form: district, plaintiff, number, defendants, the person summoned with an address, the attorney.
"""

import re
from dataclasses import dataclass

from extraction.docket_numbers import FEDERAL
from extraction.names import looks_like_person
from importers.source_text import Span

__all__ = ["Filled", "filled_lines"]

_LAST_PRINTED = re.compile(r"(?im)^[ \t]*signature\s+of\s+clerk(?:\s+or\s+deputy\s+clerk)?[ \t]*$")
_STAMP = re.compile(r"(?i)^\s*(?:case\s+\S*\d.*\bdocument\b|issued\s+on\b|s/\s)")
_DISTRICT = re.compile(r"(?i)^\s*(?:\w+\s+)?district\s+of\s+[\w\s]+$")
_ADDRESS = re.compile(r"(?i)^\s*(?:\d|p\.?\s?o\.?\s+box|c/o\b|suite\b)")
_CONTACT = re.compile(r"[\d@]")
_DAY = re.compile(
    r"(?i)^\s*(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4})\s*$"
)
_PLACE = re.compile(r"(?:[A-Z]{2}|[A-Z][a-z]+)[.,]?(?:\s+\d{5}(?:-\d{4})?)?\s*$")


@dataclass(frozen=True, slots=True)
class Filled:
    """The lines that were filled in, by what they are for."""

    district: str | None
    number: str
    plaintiffs: tuple[Span, ...]
    defendants: tuple[Span, ...]
    summoned: Span | None
    attorney: Span | None
    to: Span | None
    """Name and address of the person summoned."""
    counsel: Span | None
    """The attorney's name, firm, address and how to reach him."""
    clerk: Span | None
    issued: Span | None


def filled_lines(text: str) -> Filled | None:
    """Return what was filled into a flattened form AO 440; ``None`` where its last page holds none of it."""
    printed = _LAST_PRINTED.search(text)
    if printed is None:
        return None
    lines = _lines_after(text, printed.end())
    at = next((i for i, s in enumerate(lines) if FEDERAL.fullmatch(s.of(text).strip())), None)
    if at is None or at == 0:
        return None
    before = lines[:at]
    district = next((s for s in before if _DISTRICT.match(s.of(text))), None)
    summoned = _summoned(text, lines, at + 1)
    end = summoned if summoned is not None else at + 2
    attorney = _attorney(text, lines, end)
    counsel, clerk, issued = _tail(text, lines, attorney)
    return Filled(
        district=" ".join(district.of(text).split()) if district else None,
        number=lines[at].of(text).strip(),
        plaintiffs=tuple(s for s in before if s is not district),
        defendants=tuple(lines[at + 1 : end]),
        summoned=lines[summoned] if summoned is not None else None,
        attorney=attorney,
        to=_block(text, lines[summoned : lines.index(attorney)])
        if summoned is not None and attorney is not None
        else None,
        counsel=counsel,
        clerk=clerk,
        issued=issued,
    )


def _tail(
    text: str, lines: list[Span], attorney: Span | None
) -> tuple[Span | None, Span | None, Span | None]:
    """Return the attorney's block, the clerk's name and the day: the day stands last, the name before it."""
    if attorney is None:
        return None, None, None
    rest = lines[lines.index(attorney) :]
    day = next((i for i, s in enumerate(rest) if _DAY.match(s.of(text))), None)
    if day is None:
        return _block(text, rest), None, None
    clerk = rest[day - 1] if day > 1 and not _CONTACT.search(rest[day - 1].of(text)) else None
    return _block(text, rest[: day - 1 if clerk else day]), clerk, rest[day]


def _block(text: str, lines: list[Span]) -> Span | None:
    """Return the stretch of some lines, one under the other."""
    if not lines:
        return None
    span = Span(lines[0].start, lines[-1].end)
    return Span(span.start, span.start + len(span.of(text).rstrip()))


def _lines_after(text: str, at: int) -> list[Span]:
    page_end = text.find("\f", at)
    end = len(text) if page_end < 0 else page_end
    found = (
        Span(m.start(), m.end())
        for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text[:end])
        if m.start() >= at
    )
    return [span for span in found if not _STAMP.match(span.of(text))]


def _summoned(text: str, lines: list[Span], first: int) -> int | None:
    """Return the line with which the address of the person summoned begins: a name of the list again."""
    for i in range(first + 1, len(lines)):
        name = lines[i].of(text).strip(" ,")
        listed = " ".join(s.of(text) for s in lines[first:i])
        if _ADDRESS.match(name):
            return i - 1 if i - 1 > first else None
        if name and re.sub(r"\W+", "", name).casefold() in re.sub(r"\W+", "", listed).casefold():
            return i
    return None


def _attorney(text: str, lines: list[Span], start: int) -> Span | None:
    """Return the name under the address of the person summoned."""
    street = next((i for i in range(start, len(lines)) if _ADDRESS.match(lines[i].of(text))), None)
    if street is None:
        return None
    for above, here in zip(lines[street:], lines[street + 1 :], strict=False):
        if _PLACE.search(above.of(text).strip()) and looks_like_person(
            re.split(r"[(,]", here.of(text))[0].strip()
        ):
            return here
    return None

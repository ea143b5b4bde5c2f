"""A place becomes the words that a lawyer cites: ``Compl. ¶ 38``, ``Order at 4:17–20``, ``Ex. C at 3``.

The forms follow the record-citation habits of Bluebook B17: short name of the paper, then the finest
unit that the paper itself prints; a paper that numbers neither pages nor paragraphs (a web page, a
Word file) is cited by counting its paragraphs: ``Order para. 7``. Every pin knows its case's style, so
whoever has a pin has its cite. A place that could not be kept is never dressed up as a cite.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from casefile.records import Pin
from importers.source_text import PageSource
from reports.cite_places import Stretch, Unit, joined, stretch
from reports.cite_wording import name_in_cite, place_words, with_place

__all__ = [
    "ID",
    "LOST",
    "CitePart",
    "bare_cite",
    "cite_parts",
    "cites_in_order",
    "id_cite",
    "joined_cite",
    "locator",
    "pin_cite",
]

LOST = "place lost, look it up"
ID = "Id."


@dataclass(frozen=True, slots=True)
class CitePart:
    """A part of a joined cite: ``pin`` is the first place that it stands for."""

    text: str
    pin: Pin


def pin_cite(pin: Pin) -> str:
    """Return the pin cite of a place, such as ``Compl. ¶¶ 38–41``.

    Machine-read text says so, since its characters are a program's opinion of a picture; so does text
    whose letters stand wrong in the file and were put right by a rule.
    """
    return bare_cite(pin) + _origin([pin])


def bare_cite(pin: Pin) -> str:
    """Return a pin cite that leaves it to a mark beside it to say where its characters come from."""
    name = name_in_cite(pin)
    if pin.lost:
        return f"{name} ({LOST})"
    return with_place(name, locator(pin), pin)


def locator(pin: Pin) -> str:
    """Return the part of a cite that names no paper: "¶ 12", "at 4:17"; empty for an undivided one."""
    return place_words([stretch(pin)], pin)


def cite_parts(pins: Iterable[Pin]) -> tuple[CitePart, ...]:
    """Return one cite for each paper of several places, in the order of the case.

    Places of one paper are joined: ``Compl. ¶¶ 12, 38–41``; what it counts by different units becomes
    two parts, so that "at 2, ¶ 12" is never read as paragraph 12 on page 2.
    """
    parts: list[CitePart] = []
    for _, of_paper in groupby(sorted(dict.fromkeys(pins), key=_in_case), lambda pin: pin.document):
        grouped: dict[Unit | str, list[Pin]] = {}
        for pin in of_paper:
            grouped.setdefault(_joins_with(pin), []).append(pin)
        parts += (CitePart(_joined(group), group[0]) for group in grouped.values())
    return tuple(parts)


def joined_cite(pins: Iterable[Pin]) -> str:
    """Return the cite of several places, papers parted by semicolons (Bluebook rule 1.1)."""
    return "; ".join(part.text for part in cite_parts(pins))


def cites_in_order(groups: Sequence[Sequence[Pin]], *, with_id: bool = False) -> tuple[str, ...]:
    """Return the joined cite of each entry of a list that is read from its first to its last entry.

    With ``with_id`` a cite to the paper that the entry before cites alone becomes ``Id. ¶ 39``, and
    ``Id.`` for the very same place (Bluebook B4, rule 4.1); never after a cite to two papers, a lost
    place or an entry without a cite.
    """
    told: list[str] = []
    before: tuple[CitePart, ...] = ()
    for pins in groups:
        parts = cite_parts(pins)
        short = id_cite(parts, before) if with_id else None
        told.append(short or "; ".join(part.text for part in parts))
        before = parts
    return tuple(told)


def id_cite(parts: Sequence[CitePart], before: Sequence[CitePart]) -> str | None:
    """Return the ``Id.`` form of an entry's cite behind that of another entry; ``None`` where it has none."""
    if len(parts) != 1 or not before or any(part.pin.lost for part in (*parts, *before)):
        return None
    (part,) = parts
    if {each.pin.document for each in before} != {part.pin.document}:
        return None
    if [part.text] == [each.text for each in before]:
        return ID
    # The comma is one behind the day in a paper's name, or plain style's behind any name.
    place = part.text.removeprefix(name_in_cite(part.pin)).removeprefix(",")
    return f"{ID}{place}" if place else None


def _in_case(pin: Pin) -> tuple[int, int, int]:
    return pin.document, pin.span.start, pin.span.end


def _joins_with(pin: Pin) -> Unit | str:
    """Return what is equal for places that one cite can hold."""
    if pin.lost:
        return "lost"
    unit = stretch(pin).unit
    return locator(pin) if unit in (Unit.PARAGRAPH_ON_PAGE, Unit.PART) else unit


def _joined(pins: Sequence[Pin]) -> str:
    if pins[0].lost:
        return pin_cite(pins[0])
    places: list[Stretch] = joined([stretch(pin) for pin in pins])
    return with_place(name_in_cite(pins[0]), place_words(places, pins[0]), pins[0]) + _origin(pins)


def _origin(pins: Sequence[Pin]) -> str:
    """Return what a cite says of characters that do not stand so in the file."""
    if any(pin.lost for pin in pins):
        return ""
    if any(pin.machine_read for pin in pins):
        return " (machine-read)"
    return " (repaired text)" if any(map(_is_repaired, pins)) else ""


def _is_repaired(pin: Pin) -> bool:
    pages = (pin.place.first_page, pin.place.last_page)
    return any(page is not None and page.source is PageSource.REPAIRED for page in pages)

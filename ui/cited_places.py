"""What the command palette offers for a typed cite: the places it may mean, one in each paper that has one.

What may be meant is offered while it is typed; a moment later the case has told which papers have the place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.records import Pin
from importers.source_text import SourceText, Span
from reports.cite_offers import CitedPapers, Offer
from reports.cite_reading import begins_with_paper, passages, places_in
from reports.cites import locator, pin_cite
from reports.typed_places import places_typed
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["CitedPlaces"]

_GUESSED = 6
"""Papers offered before it is known whether they have the place."""
_TOLD = 12
_WORDS_SHOWN = 40
_SAYS_PLACE = re.compile(r"[\d(;]")
_SAYS_PARAGRAPH = re.compile(r"¶|par", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"\s*(?:¶\s*)?\d+[.)]?\s+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that may be meant, and how a paragraph that was asked for begins."""

    pin: Pin
    words: str


class CitedPlaces:
    """The places that somebody may mean who types in one palette."""

    def __init__(
        self,
        desk: Desk,
        show: Callable[[Pin], object],
        say: Callable[[str], object],
        reading: int | None,
    ) -> None:
        """Take how a place is shown, how it is said that there is none, and which paper is being read."""
        self._desk, self._show, self._say, self._reading = desk, show, say, reading
        self._papers = CitedPapers(desk.documents)
        self._palette: CommandPalette | None = None

    def answer(self, palette: CommandPalette) -> None:
        """Tell a palette, as long as it is open, which papers have the place that is typed in it."""
        self._palette = palette
        palette.field.textChanged.connect(self._look)
        palette.finished.connect(self._leave)

    def _leave(self) -> None:
        self._palette = None

    def guessed(self, typed: str) -> Sequence[Entry]:
        """Return what may be meant, at once."""
        offers = self._papers.meant(typed, self._reading)[:_GUESSED]
        if offers:
            return [self._guess(offer) for offer in offers]
        if _SAYS_PLACE.search(typed) and begins_with_paper(typed, self._desk.documents):
            return [Entry(_words(typed), tr("go to"), lambda: self._go_to_cite(typed))]
        return ()

    def _guess(self, offer: Offer) -> Entry:
        cite = f"{offer.document.cite.name or offer.document.short_name} {offer.place}"
        return Entry(cite, tr("go to"), lambda: self._go(cite, lambda case: _first(case, offer)))

    def _look(self, typed: str) -> None:
        """Ask which of the papers that may be meant have the place."""
        offers = self._papers.meant(typed, self._reading)
        if offers:
            self._desk.ask(
                lambda case: _with_place(case, offers),
                lambda found: self._tell(typed, found),
                "places-offered",
            )

    def _tell(self, typed: str, found: Sequence[_Found]) -> None:
        if self._palette is None:
            return
        entries = [
            Entry(
                pin_cite(each.pin), each.words or tr("go to"), lambda pin=each.pin: self._show(pin)
            )
            for each in found
        ]
        nowhere = Entry(_words(typed), tr("in no paper"), lambda: self._say(_in_no_paper(typed)))
        self._palette.offer(typed, entries or [nowhere])

    # -- going there

    def _go_to_cite(self, cite: str) -> None:
        def place(case: "Case") -> _Found | None:
            found = passages(cite, case.documents(), case.source)
            if not found:
                return None
            source = case.source(found[0].document.id)
            return _Found(found[0].document.pin(found[0].span, source.locate(found[0].span)), "")

        self._go(cite, place)

    def _go(self, cite: str, place: "Callable[[Case], _Found | None]") -> None:
        def arrived(found: _Found | None) -> None:
            if found is None:
                self._say(_in_no_paper(cite))
            else:
                self._show(found.pin)

        self._desk.ask(place, arrived, "cite")


def _words(typed: str) -> str:
    return " ".join(typed.split())


def _in_no_paper(cite: str) -> str:
    return tr("No paper of this case has a place “{split}”", split=_words(cite))


def _with_place(case: "Case", offers: Sequence[Offer]) -> tuple[_Found, ...]:
    """Return the places in those papers that have it."""
    found: list[_Found] = []
    for offer in offers:
        if len(found) < _TOLD and (place := _first(case, offer)) is not None:
            found.append(place)
    return tuple(found)


def _first(case: "Case", offer: Offer) -> _Found | None:
    """Return the first place in a paper that the words may mean."""
    source = case.source(offer.document.id)
    spans = places_in(offer.place, source)
    if not spans and not (_SAYS_PARAGRAPH.match(offer.place) and _numbers(source)):
        spans = places_typed(offer.place, source)
    if not spans:
        return None  # where paragraphs are numbered, ¶ 24 is none that a reader would have to count
    pin = offer.document.pin(spans[0], source.locate(spans[0]))
    told = locator(pin)
    is_paragraph = "¶" in told or told.startswith("para")
    return _Found(pin, _beginning(source, spans[0]) if is_paragraph else "")


def _numbers(source: SourceText) -> bool:
    """Tell whether a paper numbers its paragraphs."""
    return any(paragraph.number for paragraph in source.paragraphs)


def _beginning(source: SourceText, span: Span) -> str:
    """Return how a paragraph begins, without its number."""
    words = _words(source.text[span.start : span.end][: 4 * _WORDS_SHOWN])
    words = words[own.end() :] if (own := _OWN_NUMBER.match(words)) else words
    return words if len(words) <= _WORDS_SHOWN else f"{words[:_WORDS_SHOWN].rsplit(' ', 1)[0]} …"

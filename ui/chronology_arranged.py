"""What the chronology shows of its events: those a filter leaves, as lines of the list or as a picture.

Knows no Qt. For thousands of events it takes some hundredths of a second, so that it can run as a job.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ui.chronology_book import EventBook
from ui.chronology_filter import EventFilter, Facet, Picked, pick
from ui.chronology_lines import EventLines, due_lines, event_lines
from ui.chronology_picture import LanesBy, Picture, make_picture
from ui.chronology_sizes import EventSizes, tops
from ui.chronology_words import paper_words

__all__ = ["Arranged", "Choices", "Wish", "arrange"]

_MOST_PARTIES = 200

Choices: TypeAlias = Mapping[Facet, Sequence[tuple[str, object, int]]]
"""Words, value and number of events of what a filter offers."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a filter, the groups that are unfolded, and the lanes, ``None`` for the list.

    ``width`` is that of the list, in pixels.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    opened: frozenset[int] = frozenset()
    lanes: LanesBy | None = None
    width: int = 0


@dataclass(frozen=True)
class Arranged:
    """The answer: ``lines`` for the list, ``picture`` for the timeline; ``events`` are lines of events.

    ``tops`` is where each line begins in a list of the wish's width, empty where nobody asked. ``choices``
    are the values of the filters with their words and numbers, ``laid`` are the marks in their places.
    """

    wish: Wish = field(default_factory=Wish)
    picked: Picked = field(default_factory=Picked)
    lines: EventLines = field(default_factory=EventLines)
    picture: Picture = field(default_factory=Picture)
    tops: Sequence[float] = ()
    choices: Choices = field(default_factory=dict)
    events: int = 0
    undated: int = 0
    laid: object = None


def arrange(
    book: EventBook,
    wish: Wish,
    sizes: EventSizes | None = None,
    lay_out: Callable[[Picture], object] | None = None,
) -> Arranged:
    """Return what is shown of a chronology, measured by ``sizes`` where these are given.

    ``lay_out`` puts the marks of the picture in their places. The last answers are kept with the book.
    """
    asked = wish, sizes
    known: Arranged | None = book.known.arranged.get(asked)
    if known is None:
        known = _arranged(book, wish, sizes)
        book.known.keep(asked, known)
    if lay_out is None or wish.lanes is None:
        return known
    return replace(known, laid=lay_out(known.picture))


def _arranged(book: EventBook, wish: Wish, sizes: EventSizes | None) -> Arranged:
    picked = pick(book, wish.filter)
    choices = _choices(book, picked, wish.filter)
    undated = sum(row.date.id in picked.shown for row in book.undated)
    if wish.lanes is not None:
        picture = make_picture(book, picked.shown, wish.lanes, wish.filter.document)
        return Arranged(wish, picked, picture=picture, choices=choices, undated=undated)
    dues = due_lines(book.documents.values(), wish.filter)
    lines = event_lines(book, picked.shown, wish.opened, dues)
    return Arranged(
        wish,
        picked,
        lines,
        tops=tops(lines, sizes, book, wish.width) if sizes is not None else (),
        choices=choices,
        events=lines.events,
        undated=undated,
    )


def _choices(book: EventBook, picked: Picked, wanted: EventFilter) -> Choices:
    """Return the parties, those of most events first, and the papers, with their numbers."""
    parties = [
        (row.name, row.id, picked.count(Facet.PARTY, row.id)) for row in book.parties.values()
    ]
    parties.sort(key=lambda each: (-each[2], each[0]))
    papers = [
        (paper_words(row), row.id, number)
        for row in book.documents.values()
        if (number := picked.count(Facet.DOCUMENT, row.id)) or row.id == wanted.document
    ]
    return {Facet.PARTY: parties[:_MOST_PARTIES], Facet.DOCUMENT: papers}

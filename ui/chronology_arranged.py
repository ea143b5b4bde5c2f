"""What the chronology shows of its events: those a filter leaves, as lines of the list or as a picture.

Knows no Qt. For thousands of events it takes some hundredths of a second, so that it can run as a job.
"""

from dataclasses import dataclass, field

from ui.chronology_book import EventBook
from ui.chronology_filter import EventFilter, Picked, pick
from ui.chronology_lines import EventLine, due_lines, event_lines
from ui.chronology_picture import LanesBy, Picture, make_picture

__all__ = ["Arranged", "Wish", "arrange"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a filter, the groups that are unfolded, and the lanes, ``None`` for the list."""

    filter: EventFilter = field(default_factory=EventFilter)
    opened: frozenset[int] = frozenset()
    lanes: LanesBy | None = None


@dataclass(frozen=True)
class Arranged:
    """The answer: ``lines`` for the list, ``picture`` for the timeline."""

    wish: Wish = field(default_factory=Wish)
    picked: Picked = field(default_factory=Picked)
    lines: tuple[EventLine, ...] = ()
    picture: Picture = field(default_factory=Picture)


def arrange(book: EventBook, wish: Wish) -> Arranged:
    """Return what is shown of a chronology."""
    picked = pick(book, wish.filter)
    if wish.lanes is None:
        dues = due_lines(book.documents.values(), wish.filter)
        lines = event_lines(book, picked.shown, wish.opened)
        return Arranged(wish, picked, (*dues, *lines))
    picture = make_picture(book, picked.shown, wish.lanes, wish.filter.document)
    return Arranged(wish, picked, picture=picture)

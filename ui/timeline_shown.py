"""What the strip of dates shows: a stretch of time, and where the marks in it go. Knows no Qt.

A step of the zoom lays out what it shows; another answer of the columns is laid out by a job.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casefile.records import Ref
from ui.timeline_entries import Entry, TimelineBook
from ui.timeline_layout import Drawing, Placed, Window, drawing_of, lay_out

__all__ = ["Laid", "Room", "Stand", "lay_out_strip"]

_MOST_SHOWN = 700
"""A strip as wide as a screen has fewer places than this to put a mark."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The stretch of time on screen, and those to go back to.

    ``home`` is what a double click goes back to: the ``whole`` case, or a narrowed view's own stretch.
    """

    window: Window | None = None
    home: Window | None = None
    whole: Window | None = None

    def showing(self, book: TimelineBook, *, whole: bool) -> "Stand":
        """Return how it stands with other dates.

        With the ``whole`` case on screen the stretch of time fits it, unless the user has zoomed; a
        narrowed view keeps the stretch, so that marks stay where they were, unless its dates would
        stand on one another there: then it is shown at its own scale.
        """
        fits = book.whole if whole or self.whole is None else self.whole
        home = fits
        if not whole and fits is not None:
            home = book.near(fits) or fits
        zoomed = self.window != self.home and self.window is not None
        return Stand(self.window if zoomed else home, home, fits)

    def moved_to(self, window: Window | None) -> "Stand":
        """Return how it stands after a step of the zoom."""
        return replace(self, window=window)


@dataclass(frozen=True, slots=True)
class Room:
    """The pixels that marks may stand on, the lanes above the axis, and how wide labels are."""

    width: float
    lanes: int
    label_width: Callable[[str], float]


@dataclass(frozen=True)
class Laid:
    """Marks in their places; ``chosen`` are those of what the view is narrowed to, by their places.

    ``labels`` are the words of those that have room for them, by their places; ``beyond`` is how many
    entries lie before and after the stretch of time. The first four are what it was made of.
    """

    book: TimelineBook = field(default_factory=TimelineBook)
    window: Window | None = None
    room: Room | None = None
    refs: frozenset[Ref] = frozenset()
    shown: Sequence[Entry] = ()
    placed: Sequence[Placed] = ()
    beyond: tuple[int, int] = (0, 0)
    chosen: frozenset[int] = frozenset()
    drawing: Drawing = field(default_factory=Drawing)
    labels: Mapping[int, str] = field(default_factory=dict)

    def holds(
        self, book: TimelineBook, window: Window | None, room: Room, refs: frozenset[Ref]
    ) -> bool:
        """Tell whether it is what these would be laid out to."""
        return self.book is book and (self.window, self.room, self.refs) == (window, room, refs)

    def looks_like(self, other: "Laid") -> bool:
        """Tell whether it is drawn as another is."""
        return self is other or (
            (self.window, self.beyond, self.chosen) == (other.window, other.beyond, other.chosen)
            and self.drawing == other.drawing
            and self.labels == other.labels
        )


def lay_out_strip(
    book: TimelineBook, window: Window | None, room: Room, refs: frozenset[Ref]
) -> Laid:
    """Place the entries that touch a stretch of time: of very many what is chosen and those of most weight.

    Chosen are the entries that stand for ``refs``.
    """
    if window is None:
        return Laid(book, window, room, refs)
    shown, beyond = book.seen(window)
    places = {place for ref in refs if (place := book.place_of(ref)) is not None}
    wanted = {id(book.entries[place]) for place in places}
    if len(shown) > _MOST_SHOWN:
        first = sorted(shown, key=_weight_of, reverse=True)
        if wanted:
            first.sort(key=lambda entry: id(entry) not in wanted)
        shown = first[:_MOST_SHOWN]
    chosen = frozenset(at for at, each in enumerate(shown if wanted else ()) if id(each) in wanted)
    labels: dict[int, str] = {}

    def label_width(at: int) -> float:
        labels[at] = label = shown[at].label
        return room.label_width(label)

    placed = lay_out(shown, window, room.width, room.lanes, label_width)
    drawing = drawing_of(placed, shown, [entry.ref.type for entry in shown], chosen)
    written = {place.item: labels[place.item] for place in drawing.labels}
    return Laid(book, window, room, refs, shown, placed, beyond, chosen, drawing, written)


def _weight_of(entry: Entry) -> float:
    return entry.weight

"""Things of a text, found by their place without a look at each of them. Knows no widgets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from casefile.records import Highlight
from importers.source_text import Span

__all__ = ["BySpan", "Findings"]


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_Thing = TypeVar("_Thing", bound=_Placed)


class BySpan(Generic[_Thing]):
    """Things with a span each; they may reach over one another."""

    def __init__(self, things: Iterable[_Thing] = ()) -> None:
        """Take things in the order of their places."""
        self._things = tuple(things)
        spans = [thing.span for thing in self._things]
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))

    def __iter__(self) -> Iterator[_Thing]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def within(self, area: Span) -> list[_Thing]:
        """Return those that lie in an area or reach into it, in order."""
        first = bisect_right(self._reach, area.start)
        last = bisect_left(self._starts, area.end)
        return [thing for thing in self._things[first:last] if thing.span.end > area.start]

    def starting_at(self, offset: int) -> tuple[_Thing, ...]:
        """Return those that begin at an offset."""
        first, last = bisect_left(self._starts, offset), bisect_right(self._starts, offset)
        return self._things[first:last]

    def next(self, by: int, offset: int) -> _Thing | None:
        """Return the first that begins at an offset or behind it; for ``by`` -1 the last before it."""
        at = bisect_left(self._starts, offset) + (0 if by > 0 else -1)
        return self._things[at] if 0 <= at < len(self._things) else None


class Findings(BySpan[Highlight]):
    """The marks of a document."""

"""Walking through all hits of a search, from paper to paper: in the reader, with the list following."""

from typing import TYPE_CHECKING

from ui.language import tr
from ui.navigator import Navigator
from ui.panels.search import SearchPanel

if TYPE_CHECKING:
    from ui.panels.reader_sides import ReaderSides

__all__ = ["HitWalk"]


class HitWalk:
    """What F3 does while a search is shown."""

    def __init__(self, hits: SearchPanel, navigator: Navigator, reader: "ReaderSides") -> None:
        self._hits, self._navigator, self._reader = hits, navigator, reader

    def step(self, by: int) -> str:
        """Go to the next or previous hit; return what is to be said where there is none.

        In a paper that the reader has open, to every hit, listed or not; after the last to the next paper.
        """
        hits, reader = self._hits, self._reader
        query, typing = hits.asked
        document = reader.document
        if document is None or not reader.marks_hits_of(query, typing=typing):
            return "" if hits.step_hit(by) else _nowhere(by)
        if reader.step_hit(by):
            return ""
        found = hits.next_paper(document, by)
        if found is None:
            return _nowhere(by)
        self._navigator.show_end(found.document.id, query, typing=typing, last=by < 0)
        return ""

    def follow(self, document: int, offset: int) -> None:
        """Have the list stand on the hit that the reader went to, or nowhere if it is not listed."""
        if not self._reader.is_finding:
            self._hits.list.follow(document, offset)


def _nowhere(by: int) -> str:
    return tr("No more hits") if by > 0 else tr("This is the first hit")

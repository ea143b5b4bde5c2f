"""What one paper, a row of papers and two such rows have in common: what they tell and are asked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.records import Pin, Ref
from importers.source_text import Span
from ui.panels.reader_wishes import Found, Wish, hits_wish, pin_wish

__all__ = ["PapersBase", "ReaderBase"]


class ReaderBase(QWidget):
    """Something that shows papers; whoever derives from it says how by ``show_wish``.

    Signals: ``ref_activated(Ref)`` when a marked place was clicked; ``copy_requested(Pin)`` when the
    attorney wants the words of a place with its pin cite; ``menu_wanted(Pin | None, Highlight | None,
    QPoint)`` with the selected words and the finding under the pointer; ``search_wanted(str, bool)`` to
    ask of all papers what was asked of this one, and whether the last word is a beginning;
    ``hit_reached(int, int)`` with the document and offset of the hit that a key went to; ``selected()``
    when other words are selected; ``trouble(Exception)``.
    """

    ref_activated = Signal(object)
    copy_requested = Signal(object)
    menu_wanted = Signal(object, object, QPoint)
    search_wanted = Signal(str, bool)
    hit_reached = Signal(int, int)
    selected = Signal()
    trouble = Signal(object)

    def tell_of(self, inner: "ReaderBase") -> None:
        """Tell what a part of this one tells."""
        for signal in (
            "ref_activated",
            "copy_requested",
            "menu_wanted",
            "search_wanted",
            "hit_reached",
            "selected",
            "trouble",
        ):
            getattr(inner, signal).connect(getattr(self, signal))

    def show_wish(self, wish: Wish) -> None:
        """Show a place in a document, hits in it, or the document where it was left."""
        raise NotImplementedError

    def show_document(self, document: int) -> None:
        """Show a document where it was left, or from its beginning."""
        self.show_wish(Wish(document))

    def show_pin(self, pin: Pin, ref: Ref | None = None) -> None:
        """Show a place and emphasise it; a lost place opens its document only."""
        self.show_wish(pin_wish(pin, ref))

    def show_hits(
        self,
        document: int,
        spans: Sequence[Span],
        current: int,
        query: str = "",
        *,
        typing: bool = False,
    ) -> None:
        """Mark search hits of a document and go to the one at index ``current``.

        With the ``query`` that found them, all of its hits in the document are marked, listed or not.
        """
        self.show_wish(hits_wish(document, spans, current, query, typing=typing))

    def show_end(self, document: int, query: str, *, typing: bool = False, last: bool) -> None:
        """Mark the hits of a query in a document and go to its first or ``last``."""
        self.show_wish(Wish(document, None, None, Found(query, typing, (), last)))


class PapersBase(ReaderBase):
    """Several open papers.

    Further signals: ``reached`` with the ``Highlight`` that a key went to, ``None`` when it is left;
    ``chosen(int)`` with the document whose tab the user went to; ``paper_changed()`` when another paper is on
    top; ``altered()`` when what is remembered of the papers is another.
    """

    reached = Signal(object)
    chosen = Signal(int)
    paper_changed = Signal()
    altered = Signal()

    @override
    def tell_of(self, inner: ReaderBase) -> None:
        """Tell what a part of this one tells."""
        super().tell_of(inner)
        if isinstance(inner, PapersBase):
            inner.reached.connect(self.reached)
            inner.chosen.connect(self.chosen)
            inner.paper_changed.connect(self.paper_changed)
            inner.altered.connect(self.altered)

"""The window's reader: the open papers, and beside them, where it is wanted, a second row of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QRubberBand, QWidget
from typing_extensions import override

from casefile.records import DocumentRow, Pin
from importers.source_text import Span
from ui.bar import give_room, splitter
from ui.jobs import Jobs
from ui.language import tr
from ui.panels.reader import ReaderPanel
from ui.panels.reader_actions import SelectionAct
from ui.panels.reader_base import PapersBase
from ui.panels.reader_drag import carried_paper, drop_area
from ui.panels.reader_tabs import ReaderTabs, TabEntries
from ui.panels.reader_wishes import Wish, pin_wish
from ui.reader_places import KeptPapers, PaperPlace
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ReaderSides"]

_LEAST = 360
"""Pixels that a paper takes across: narrower, its head has no room for its buttons."""


class ReaderSides(PapersBase):
    """One or two rows of papers beside each other; one above the other where there is no room for that.

    Papers are shown where they are open already, else on the side that was used last. Further signals:
    ``shown(Wish)`` with what was asked for; ``leaving()`` before another case takes the place of the one that
    is read.
    """

    shown = Signal(object)
    leaving = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._case: Case | None = None
        self._rows: Sequence[DocumentRow] = ()
        self.sides: list[ReaderTabs] = []
        self._acts: Sequence[SelectionAct] = ()
        self.more: list[TabEntries] = []
        """What other parts of the window add to a tab's menu."""
        self._across = splitter(Qt.Orientation.Horizontal, ())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._across)
        self._hint = QRubberBand(QRubberBand.Shape.Rectangle, self)
        self.setAcceptDrops(True)
        self.setMinimumWidth(_LEAST)  # with two sides, too: the window must not grow for the second
        self._add_side()
        self.tabs = self.sides[0]
        """The side that was used last."""
        self.setFocusProxy(self.tabs)
        self.setAccessibleName(tr("Source reader"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # -- what the window asks for

    def set_case(self, case: "Case | None") -> None:
        """Read from this case from now on; ``None`` empties the reader."""
        self.leaving.emit()
        self._case, self._rows = case, ()
        while len(self.sides) > 1:
            self._remove_side(self.sides[-1])
        self.tabs.set_case(case)

    def name_papers(self, rows: Sequence[DocumentRow]) -> None:
        """Take over what the papers of the case are called."""
        self._rows = rows
        for side in self.sides:
            side.name_papers(rows)

    def offer(self, acts: Sequence[SelectionAct]) -> None:
        """Offer these at selected words."""
        self._acts = acts
        for side in self.sides:
            side.offer(acts)

    @property
    def paper(self) -> ReaderPanel:
        """The paper that keys apply to."""
        return self.tabs.paper

    @property
    def document(self) -> int | None:
        """The open document's number, if one is open."""
        return self.paper.document

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a place in a document, hits in it, or the document where it was left."""
        self._side_of(wish.document).show_wish(wish)
        self.shown.emit(wish)

    def open_tab(self, document: int) -> None:
        """Show a document in a tab that is kept."""
        self._side_of(document).open_tab(document)

    def refresh(self, document: int | None = None) -> None:
        """Show what has changed in a document, or in all for ``None``."""
        for side in self.sides:
            side.refresh(document)

    # -- what keys do to the paper on top

    def find(self) -> None:
        """Open the find bar over the paper."""
        self.paper.find()

    def close_find(self) -> bool:
        """Close the bar over the paper; tell whether one was open."""
        return self.paper.close_find()

    @property
    def is_finding(self) -> bool:
        """Tell whether the find bar is open."""
        return self.paper.is_finding

    def marks_hits_of(self, query: str, *, typing: bool) -> bool:
        """Tell whether all hits of a query in the paper are known and marked."""
        return self.paper.marks_hits_of(query, typing=typing)

    def step_hit(self, by: int, *, around: bool = False) -> bool:
        """Go to the next or previous marked hit of the paper."""
        return self.paper.step_hit(by, around=around)

    def ask_place(self) -> None:
        """Ask for a page, paragraph or line of the paper to go to."""
        self.paper.ask_place()

    def copy_current(self) -> None:
        """Ask for the selected words, or else the place shown last, to be copied with the pin cite."""
        self.paper.copy_current()

    def selected_place(self) -> Pin | None:
        """Return where the selected words stand."""
        return self.paper.selected_place()

    def place_of(self, span: Span) -> Pin | None:
        """Return the place of a span of the paper."""
        return self.paper.place_of(span)

    # -- two sides

    @property
    def is_split(self) -> bool:
        """Tell whether there are two sides."""
        return len(self.sides) > 1

    def open_beside(self, document: int | None = None) -> None:
        """Show a document on the other side; the paper on top, at its place, for ``None``."""
        place = self.paper.place()
        number = document if document is not None else self.tabs.document
        if number is None or self._case is None:
            return
        if not self.is_split:
            self._split()
        other = next(side for side in self.sides if side is not self.tabs)
        if place is not None and place.document == number and not other.has(number):
            other.show_place(place)
        else:
            other.open_tab(number)
        self.use(other)

    def show_both(self, first: Pin, second: Pin) -> None:
        """Show two places beside each other."""
        self.use(self.sides[0])
        self.tabs.show_wish(pin_wish(first, None))
        if not self.is_split:
            self._split()
        other = self.sides[1]
        other.show_wish(pin_wish(second, None))
        self.use(other)

    def _split(self) -> None:
        give_room(self, self._room_for_two)
        self._add_side()
        self._lay_out()
        self._halve()

    @property
    def _room_for_two(self) -> int:
        return 2 * _LEAST + self._across.handleWidth()

    @property
    def is_stacked(self) -> bool:
        """Tell whether the second side lies below the first."""
        return self._across.orientation() is Qt.Orientation.Vertical

    def _lay_out(self) -> None:
        """Lay the sides beside each other, or, where that has no room, one above the other."""
        wide = self.width() >= self._room_for_two
        across = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._across.orientation() is not across:
            self._across.setOrientation(across)
            self._halve()

    def _halve(self) -> None:
        half = max(self._across.width(), self._across.height()) // 2
        self._across.setSizes([half] * len(self.sides))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def close_beside(self) -> None:
        """Close the side that is not used."""
        for side in [side for side in self.sides if side is not self.tabs]:
            self._remove_side(side)
        self.altered.emit()

    def other_side(self) -> None:
        """Give the keyboard to the other side."""
        if self.is_split:
            self.use(next(side for side in self.sides if side is not self.tabs))

    def use(self, side: ReaderTabs) -> None:
        """Have keys apply to a side, and give it the keyboard."""
        self._make_current(side)
        side.setFocus()

    # -- papers that are dragged here

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files that are dropped here are the window's: ignoring them hands them on.
        event.setAccepted(self._case is not None and carried_paper(event.mimeData()) is not None)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _, area = self._drop_area(event)
        self._hint.setGeometry(area)
        self._hint.show()
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.hide()
        place = carried_paper(event.mimeData())
        number, _ = self._drop_area(event)
        event.setAccepted(place is not None and self._take_over(place, number, event.source()))

    def _drop_area(self, event: QDropEvent) -> tuple[int, QRect]:
        stacked = self.is_stacked and self.is_split
        return drop_area(self.rect(), len(self.sides), event.position().toPoint(), stacked=stacked)

    def _take_over(self, place: PaperPlace, number: int, source: QObject | None) -> bool:
        """Show a paper that was dropped on a side; tell whether it is to be closed where it came from."""
        if number < len(self.sides) and self.sides[number] is source:
            return False
        if number == len(self.sides):
            is_last = source is self.sides[0] and len(self.sides[0].documents) == 1
            self._split()
        else:
            is_last = False
        self.sides[number].show_place(place)
        self.use(self.sides[number])
        return not is_last

    # -- what is remembered

    def papers(self) -> tuple[KeptPapers, ...]:
        """Return which papers are open on each side."""
        return tuple(side.papers() for side in self.sides)

    def restore(self, papers: Sequence[KeptPapers]) -> None:
        """Open the papers that were open before."""
        for number, kept in enumerate(papers[:2]):
            if number == len(self.sides):
                self._add_side()
            self.sides[number].restore(kept)

    # -- inside

    def _side_of(self, document: int) -> ReaderTabs:
        """Return the side that shows a document, else one that has it, else the one used last."""
        ranked = sorted(self._ordered(), key=lambda side: side.document != document)
        for side in ranked:
            if side.has(document):
                self._make_current(side)
                return side
        return self.tabs

    def _ordered(self) -> Iterator[ReaderTabs]:
        yield self.tabs
        yield from (side for side in self.sides if side is not self.tabs)

    def _add_side(self) -> None:
        side = ReaderTabs(self._jobs, self._theme, self)
        side.more = self.more
        side.offer(self._acts)
        self.tell_of(side)
        side.emptied.connect(lambda: self._emptied(side))
        side.set_case(self._case)
        side.name_papers(self._rows)
        self.sides.append(side)
        self._across.addWidget(side)

    def _remove_side(self, side: ReaderTabs) -> None:
        self.sides.remove(side)
        if self.tabs is side:
            self._make_current(self.sides[0])
        side.set_case(None)
        side.hide()
        side.setParent(None)
        side.deleteLater()
        self.tabs.bar.set_active(True)

    def _emptied(self, side: ReaderTabs) -> None:
        if self.is_split:
            had_keyboard = side is self.tabs
            self._remove_side(side)
            if had_keyboard:
                self.tabs.setFocus()

    def _make_current(self, side: ReaderTabs) -> None:
        if side is not self.tabs:
            self.tabs = side
            self.setFocusProxy(side)
            self.paper_changed.emit()
        for each in self.sides:
            each.bar.set_active(each is side)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for side in self.sides:
            if now is not None and side.isAncestorOf(now):
                self._make_current(side)

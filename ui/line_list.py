"""A list of lines: arrows and J/K go from line to line past the headings, Return and Space open."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casefile.records import HitRow, Pin
from ui.line_delegate import LineDelegate
from ui.models.lines import LinesModel
from ui.party_lines import Line, spoken
from ui.theme import Theme

__all__ = ["LineList"]

_REVEALED = 3


class LineList(QListView):
    """Lines.

    Signals: ``visited(Line)`` when the keyboard or a click came to a line, and ``place_wanted(Pin, Ref |
    None)`` if it leads to a place; ``opened(Line)`` for Return, a double click, or a click on a line that
    opens more; ``contexts_wanted(tuple[Pin, ...])`` for places whose sentences are to be shown, once each.
    """

    visited = Signal(object)
    place_wanted = Signal(object, object)
    opened = Signal(object)
    contexts_wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(spoken, self)
        self._quiet = False
        self._asked: set[Pin] = set()
        self.lines.rowsInserted.connect(self._ask_contexts)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(theme, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().valueChanged.connect(self._take_more)
        theme.changed.connect(self.viewport().update)

    def show_lines(
        self, lines: Iterable[Line], *, anew: bool = False, contexts: Sequence[HitRow] = ()
    ) -> None:
        """Show other lines, keeping the current one and what is on screen, or ``anew`` from the top.

        ``contexts`` are sentences of their places that are known already.
        """
        if anew:
            self._asked.clear()
            self.lines.forget()
        self.lines.add_contexts(contexts)
        current = self.current()
        at = self.verticalScrollBar().value()
        place = self.currentIndex().row()
        self._quiet = True
        self.lines.set_lines(lines)
        if anew or current is None:
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
        elif self.current() != current:
            index = self.lines.index_of(current.key)
            if not index.isValid():  # it was opened or is gone: the one that took its place
                index = self.lines.beyond(min(place, self.lines.rowCount()) - 1, 1)
            self.setCurrentIndex(index)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(at)
        self._quiet = False
        self._ask_contexts()

    def add_contexts(self, rows: Sequence[HitRow]) -> None:
        """Take sentences of places that were asked for."""
        at = self.verticalScrollBar().value()
        self.lines.add_contexts(rows)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)

    def reveal(self, key: str, after: int) -> None:
        """Scroll so far that a line and some of those ``after`` it can be seen."""
        index = self.lines.index_of(key)
        if index.isValid():
            last = min(index.row() + min(after, _REVEALED), self.lines.rowCount() - 1)
            self.scrollTo(self.lines.index(last))
            self.scrollTo(index)

    def current(self) -> Line | None:
        """Return the line that keys apply to."""
        return self.lines.line_at(self.currentIndex())

    def step(self, by: int) -> None:
        """Go to the next or previous line that is no heading."""
        index = self.lines.beyond(self.currentIndex().row(), by)
        if index.isValid():
            self.setCurrentIndex(index)
            above = index.row() - 1
            if above >= 0 and not self.lines.lines[above].can_be_current:
                self.scrollTo(self.lines.index(above))
            self.scrollTo(index)

    def open_current(self) -> None:
        """Do what Return does."""
        line = self.current()
        if line is not None:
            self.opened.emit(line)

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        line = self.lines.line_at(current)
        if line is not None and line.can_be_current and not self._quiet:
            self.visited.emit(line)
            if line.pin is not None:
                self.place_wanted.emit(line.pin, line.ref)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        line = self.lines.line_at(self.indexAt(event.position().toPoint()))
        if line is not None and line.opens and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(line)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.lines.line_at(self.indexAt(event.position().toPoint()))
        if line is not None and line.can_be_current and not line.opens:
            self.opened.emit(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is not None:
            self.step(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.text().isalnum() or event.key() == Qt.Key.Key_Space:
            event.ignore()  # letters are commands here, not a search by first letter
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _take_more(self, place: int) -> None:
        """Have more lines made before the last ones come into view."""
        is_near = self.verticalScrollBar().maximum() - place < self.viewport().height()
        if is_near and self.lines.canFetchMore():
            self.lines.fetchMore()

    def _ask_contexts(self) -> None:
        wanted = tuple(pin for pin in self.lines.wanted if pin not in self._asked)
        self._asked.update(wanted)
        if wanted:
            self.contexts_wanted.emit(wanted)

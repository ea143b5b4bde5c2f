"""The list of sentences with marked words, by their papers: hits of a search, evidence of two parties."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casefile.records import SearchResults
from ui.hit_delegate import HitDelegate
from ui.models.beside import BesideLine, BesideRow, SectionLine
from ui.models.hits import HitLine, HitsModel, Line
from ui.models.roles import ROW_ROLE
from ui.theme import Theme

__all__ = ["HitList"]


class HitList(QListView):
    """Hits under headings; the keyboard stops at hits, at sections and at the rows in them.

    Signals: ``hit_wanted(HitLine)`` when the keyboard or a click came to a hit; ``opened(HitLine)`` for
    Return on it or a double click; ``row_wanted(BesideRow)`` and ``row_opened(BesideRow)`` the same for a
    party, quote or note.
    """

    hit_wanted = Signal(object)
    opened = Signal(object)
    row_wanted = Signal(object)
    row_opened = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitsModel(self)
        self._quiet = False
        self.setModel(self.hits)
        self._delegate = HitDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self.viewport().update)

    def show_results(
        self, results: SearchResults | None, *, same: bool = False, typing: bool = False
    ) -> None:
        """Show other hits; of the ``same`` question's newer answer the current hit and the place are kept.

        ``typing`` says that the last word stood for its beginning.
        """
        with self._in_place(keep=same):
            self.hits.set_results(results, typing=typing)

    def step(self, by: int) -> bool:
        """Go to the next or previous line; tell whether there was one."""
        return self._go(self.hits.next_line(self.currentIndex().row(), by))

    def step_hit(self, by: int) -> bool:
        """Go to the next or previous hit; tell whether there was one."""
        return self._go(self.hits.next_hit(self.currentIndex().row(), by))

    def follow(self, document: int, offset: int) -> None:
        """Stand on the hit that begins at an offset of a document, or nowhere; nothing is said of it."""
        self._quiet = True
        self.setCurrentIndex(self.hits.index_of_hit(document, offset))
        self._quiet = False

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        line = self._line(self.currentIndex())
        return line if isinstance(line, HitLine) else None

    def current_row(self) -> BesideRow | None:
        """Return the party, quote or note that keys apply to."""
        line = self._line(self.currentIndex())
        return line.row if isinstance(line, BesideLine) else None

    def open_current(self) -> None:
        """Open what the keyboard is on: a hit, a row; of a section, show its rows or hide them."""
        line = self._line(self.currentIndex())
        if isinstance(line, SectionLine):
            if line.folds:
                with self._in_place(keep=True):
                    self.hits.turn(line.section)
        elif isinstance(line, BesideLine):
            self.row_opened.emit(line.row)
        elif line is not None and line.hit is not None:
            self.opened.emit(line)

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        line = self._line(current)
        if self._quiet:
            return
        if isinstance(line, HitLine) and line.hit is not None:
            self.hit_wanted.emit(line)
        elif isinstance(line, BesideLine):
            self.row_wanted.emit(line.row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @contextmanager
    def _in_place(self, *, keep: bool) -> Iterator[None]:
        """Keep the current line and the place while the lines change, and say nothing of it."""
        bar = self.verticalScrollBar()
        line, place = self._line(self.currentIndex()), bar.value()
        self._quiet = True
        yield
        if keep:
            self.setCurrentIndex(self.hits.index_like(line))
            self.doItemsLayout()
            bar.setValue(place)
        self._quiet = False

    def _go(self, index: QModelIndex) -> bool:
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def _line(self, index: QModelIndex) -> Line | None:
        line: Line | None = index.data(ROW_ROLE)
        return line

    def _clicked(self, index: QModelIndex) -> None:
        """Open or close a section; of a paper's heading go to the first hit below it."""
        line = self._line(index)
        if isinstance(line, SectionLine):
            self.open_current()
        elif isinstance(line, HitLine) and line.hit is None and index != self.currentIndex():
            self._go(self.hits.next_hit(index.row(), 1))

    def _double_clicked(self, index: QModelIndex) -> None:
        if not isinstance(self._line(index), SectionLine):  # the first click has opened it
            self.open_current()

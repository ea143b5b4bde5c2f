"""The list of sentences with marked words, by their papers: hits of a search, evidence of two parties."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casefile.records import SearchResults
from ui.hit_delegate import HitDelegate
from ui.models.hits import HitLine, HitsModel
from ui.models.roles import ROW_ROLE
from ui.theme import Theme

__all__ = ["HitList"]


class HitList(QListView):
    """Hits under headings; the keyboard stops at hits alone.

    Signals: ``hit_wanted(HitLine)`` when the keyboard or a click came to a hit; ``opened(HitLine)`` for
    Return on it or a double click.
    """

    hit_wanted = Signal(object)
    opened = Signal(object)

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
        self.doubleClicked.connect(lambda _index: self._open())
        theme.changed.connect(self.viewport().update)

    def show_results(self, results: SearchResults | None, *, same: bool = False) -> None:
        """Show other hits; of the ``same`` question's newer answer the current hit and the place are kept."""
        bar = self.verticalScrollBar()
        line, place = self.current(), bar.value()
        self._quiet = True
        self.hits.set_results(results)
        if same:
            self.setCurrentIndex(self.hits.index_like(line))
            self.doItemsLayout()
            bar.setValue(place)
        self._quiet = False

    def step(self, by: int) -> bool:
        """Go to the next or previous hit; tell whether there was one."""
        index = self.hits.next_hit(self.currentIndex().row(), by)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        line: HitLine | None = self.currentIndex().data(ROW_ROLE)
        return line

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        line: HitLine | None = current.data(ROW_ROLE)
        if not self._quiet and line is not None and line.hit is not None:
            self.hit_wanted.emit(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _open(self) -> None:
        line = self.current()
        if line is not None and line.hit is not None:
            self.opened.emit(line)

    def _clicked(self, index: QModelIndex) -> None:
        """Go to the first hit below a heading that was clicked."""
        line: HitLine | None = index.data(ROW_ROLE)
        if line is not None and line.hit is None and index != self.currentIndex():
            self.setCurrentIndex(self.hits.next_hit(index.row(), 1))

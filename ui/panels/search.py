"""What a search found: by document, each hit with its sentence, the found words marked."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import SearchResults
from ui.hit_delegate import HitDelegate
from ui.messages import count
from ui.models.hits import HitLine, HitsModel
from ui.models.roles import ROW_ROLE
from ui.theme import Theme

__all__ = ["SearchPanel"]


class SearchPanel(QWidget):
    """The answer to the search field.

    Signals: ``hit_wanted(HitLine)`` to show one in the reader; ``leave_wanted()`` to go back to the
    columns.
    """

    hit_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitsModel(self)
        self._quiet = False
        self._query = ""
        self._understood = QLabel("")
        self._understood.setProperty("part", "secondary")
        self._understood.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        leave = QPushButton(self.tr("Back to the columns"))
        leave.setProperty("part", "link")
        leave.setToolTip(self.tr("Leave the search (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(self._count)
        row.addWidget(self._understood, 1)
        row.addWidget(leave)
        self._warnings = QLabel("")
        self._warnings.setProperty("part", "notice")
        self._warnings.setWordWrap(True)
        self._warnings.setMargin(8)
        self._warnings.setTextFormat(Qt.TextFormat.PlainText)
        self._warnings.hide()
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Search hits"))
        self.list.setModel(self.model)
        self._delegate = HitDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._warnings)
        layout.addWidget(self.list, 1)
        theme.changed.connect(self.update)

    def show_waiting(self, query: str) -> None:
        """Say that the case is being asked."""
        self._count.setText(self.tr("Searching…"))
        self._understood.setText(query)

    def show_results(self, results: SearchResults) -> None:
        """Show an answer; the same query's newer answer keeps the current hit and the place in the list."""
        bar = self.list.verticalScrollBar()
        line, place = self.current(), bar.value()
        is_same = results.query == self._query
        self._query = results.query
        self._quiet = True
        self.model.set_results(results)
        if is_same:
            self.list.setCurrentIndex(self.model.index_like(line))
            self.list.doItemsLayout()
            bar.setValue(place)
        self._quiet = False
        listed = sum(len(found.hits) for found in results.documents)
        hits = count(results.total, "hit")
        papers = count(len(results.documents), "paper")
        first = f"first {listed:,} of {hits}" if listed < results.total else hits
        self._count.setText(f"{first} in {papers}")
        self._understood.setText(
            f"· understood as {results.understood}" if results.understood else ""
        )
        self._understood.setToolTip(results.understood)
        self._warnings.setText("\n".join(results.warnings))
        self._warnings.setVisible(bool(results.warnings))
        self.list.setToolTip("")

    def step(self, by: int) -> bool:
        """Go to the next or previous hit; tell whether there was one."""
        index = self.model.next_hit(self.list.currentIndex().row(), by)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        line: HitLine | None = self.list.currentIndex().data(ROW_ROLE)
        return line

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _current_changed(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if not self._quiet and line is not None and line.hit is not None:
            self.hit_wanted.emit(line)

    def _clicked(self, index: QModelIndex) -> None:
        if index == self.list.currentIndex():
            return
        line = index.data(ROW_ROLE)
        if line is not None and line.hit is None:
            self.list.setCurrentIndex(self.model.next_hit(index.row(), 1))

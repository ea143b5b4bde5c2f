"""One column's list: a click narrows, a key visits, Ctrl-click keeps several, dragging merges parties."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget
from typing_extensions import override

from casefile.records import PartyRow, Ref
from ui.models.rows import AnyRow, RowsModel
from ui.panels.linked_delegates import RowDelegate
from ui.panels.linked_drag import carried, start_drag

__all__ = ["RowList"]

# Breaking one text into lines takes about 50 µs; above this many rows heights are estimated.
_MEASURED_EXACTLY = 250
# An estimate takes about 20 µs with all that Qt does around it; above this many rows are equally tall.
_MEASURED_AT_ALL = 800


class RowList(QListView):
    """The rows of one kind.

    Signals: ``clicked_row(row, add)`` for a mouse click, ``add`` with Ctrl; ``visited(row)`` when the
    keyboard moved to another row; ``opened(row)`` for a double click; ``merge_dropped(row, row)`` when the
    first party was dragged onto the second.
    """

    clicked_row = Signal(object, bool)
    visited = Signal(object)
    opened = Signal(object)
    merge_dropped = Signal(object, object)

    def __init__(
        self, model: RowsModel, delegate: RowDelegate, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._delegate = delegate
        self._quiet = False
        self._pressed: QPoint | None = None
        self.setAcceptDrops(True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._double_clicked)

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to."""
        return self._rows.row_at(self.currentIndex())

    def show_rows(
        self, rows: tuple[AnyRow, ...], unlinked: frozenset[Ref], constraints: frozenset[Ref]
    ) -> None:
        """Show other rows, keeping the current one, and what is on screen, where they are still there."""
        kept = self.current_row()
        place = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self._quiet = True
        self._delegate.constraints = constraints
        self._delegate.exact = len(rows) <= _MEASURED_EXACTLY
        self._delegate.uniform = len(rows) > _MEASURED_AT_ALL
        self.setUniformItemSizes(self._delegate.uniform)
        self._rows.set_rows(rows, unlinked)
        index = self._rows.index_of(kept.ref) if kept is not None else QModelIndex()
        gone = kept is not None and not index.isValid()
        if gone and rows and self.hasFocus():
            index = self._rows.index(min(place, len(rows) - 1))
        if index.isValid():
            self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(at)
            self.scrollTo(index)
        self._quiet = False
        self.viewport().update()
        moved_to = self.current_row()
        if gone and moved_to is not None:  # the row was rejected: go on with the next one
            self.visited.emit(moved_to)

    def go_to(self, ref: Ref) -> bool:
        """Make a finding's row the current one without reporting a visit; tell whether it is here."""
        index = self._rows.index_of(ref)
        if not index.isValid():
            return False
        self._quiet = True
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False
        return True

    def forget_current(self) -> None:
        """Have no current row, as another column has it."""
        self._quiet = True
        self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def step(self, by: int) -> None:
        """Move the current row up or down."""
        rows = self._rows.rowCount()
        if rows:
            at = self.currentIndex().row()
            self.setCurrentIndex(self._rows.index(min(max(at + by, 0), rows - 1)))

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row = self._rows.row_at(current)
        if row is not None and not self._quiet:
            self.visited.emit(row)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would make the first row current, as if the user had gone there.
        had_none = not self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        if had_none:
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._quiet = True
        super().mousePressEvent(event)
        self._quiet = False
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():  # no selecting by dragging over rows
            super().mouseMoveEvent(event)
            return
        far = QApplication.startDragDistance()
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < far:
            return
        row = self._rows.row_at(self.indexAt(self._pressed))
        self._pressed = None
        if isinstance(row, PartyRow):
            start_drag(self, row)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files that are dropped here are the window's: ignoring them hands them on.
        event.setAccepted(carried(event.mimeData()) is not None)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        target = self._target(event)
        self._delegate.target = target.ref if target is not None else None
        self.viewport().update()
        event.setAccepted(target is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._delegate.target = None
        self.viewport().update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        target, dragged = self._target(event), self._dragged(event)
        self._delegate.target = None
        self.viewport().update()
        event.setAccepted(target is not None and dragged is not None)
        if event.isAccepted():
            self.merge_dropped.emit(dragged, target)

    def _dragged(self, event: QDropEvent) -> PartyRow | None:
        number = carried(event.mimeData())
        return next(
            (row for row in self._rows.rows if isinstance(row, PartyRow) and row.id == number), None
        )

    def _target(self, event: QDropEvent) -> PartyRow | None:
        """Return the party under the pointer, if another one is carried over it."""
        row = self._rows.row_at(self.indexAt(event.position().toPoint()))
        dragged = carried(event.mimeData())
        is_other = isinstance(row, PartyRow) and dragged is not None and row.id != dragged
        return row if is_other and isinstance(row, PartyRow) else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was_pressed, self._pressed = self._pressed is not None, None
        if event.button() is Qt.MouseButton.LeftButton and was_pressed:
            row = self._rows.row_at(self.indexAt(event.position().toPoint()))
            if row is not None:
                add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.clicked_row.emit(row, add)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalnum():  # letters are commands here, not a search by first letter
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index)
        if row is not None:
            self.opened.emit(row)

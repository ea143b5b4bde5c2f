"""The columns of a report to choose from: checked ones are shown, in the order of the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from reports.arranging import Column
from ui.language import tr

__all__ = ["ColumnList"]

_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ROWS = 11
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnList(QListWidget):
    """Signal: ``chosen()`` after a column was checked, unchecked or moved."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self.setSpacing(1)
        self.setProperty("part", "field")
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setToolTip(tr("Check what the report shows; drag, or Alt+Up and Alt+Down, to order"))
        self.itemChanged.connect(lambda _item: self.chosen.emit())
        self.model().rowsMoved.connect(lambda *_where: self.chosen.emit())

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that are checked, in their order; () where they are the usual ones."""
        items = [self.item(at) for at in range(self.count())]
        keys = tuple(str(item.data(_KEY)) for item in items if item.checkState() is _ON)
        usual = tuple(column.key for column in self._columns if column.usual)
        return () if keys == usual else keys

    def show_columns(self, columns: Sequence[Column], keys: Sequence[str]) -> None:
        """Offer columns; those of ``keys`` are checked and come first, without any the usual ones are."""
        self._columns = tuple(columns)
        known = {column.key: column for column in columns}
        chosen = [key for key in keys if key in known]
        order = [*chosen, *(key for key in known if key not in chosen)]
        self.blockSignals(True)
        self.clear()
        for key in order:
            item = QListWidgetItem(known[key].title)
            item.setData(_KEY, key)
            is_on = key in chosen if chosen else known[key].usual
            item.setCheckState(_ON if is_on else _OFF)
            self.addItem(item)
        self.blockSignals(False)
        row = self.sizeHintForRow(0) + 2 * self.spacing() if order else 0
        self.setFixedHeight(row * min(len(order), _ROWS) + 12)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        at = self.currentRow()
        if 0 <= at + step < self.count():
            self.insertItem(at + step, self.takeItem(at))
            self.setCurrentRow(at + step)
            self.chosen.emit()

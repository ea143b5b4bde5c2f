"""The model of a table that comes in: each row as it would come in, to be taken or left out."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from casefile.table_records import RowPlan, RowState, TableSort
from ui.language import tr
from ui.table_words import column_titles, detail, row_cells

__all__ = ["TableRowsModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ROLE = Qt.ItemDataRole


class TableRowsModel(QAbstractTableModel):
    """Rows of a plan. Signal: ``taken_changed()`` when one was checked or unchecked.

    Nothing is made for a row before it is asked for: a table may have ten thousands.
    """

    taken_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sort = TableSort.CHRONOLOGY
        self._all: Sequence[RowPlan] = ()
        self._rows: Sequence[RowPlan] = ()
        self._state: RowState | None = None
        self._updates = False
        self.without: set[int] = set()

    def show(self, sort: TableSort, rows: Sequence[RowPlan]) -> None:
        """Show the rows of a plan; those that were left out stay so."""
        self.beginResetModel()
        self._sort, self._all = sort, rows
        self._rows = self._wanted()
        self.endResetModel()

    def show_only(self, state: RowState | None) -> None:
        """Show the rows that do one thing only, ``None`` for all."""
        self.beginResetModel()
        self._state = state
        self._rows = self._wanted()
        self.endResetModel()

    def set_updates(self, updates: bool) -> None:
        """Say whether rows that differ come in, too."""
        self._updates = updates
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [_ROLE.CheckStateRole])

    def row_at(self, index: Index) -> RowPlan | None:
        """Return the row behind an index."""
        return (
            self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        )

    def comes_in(self, row: RowPlan) -> bool:
        """Tell whether a row comes in as things are chosen."""
        return self._can_come(row) and row.row.number not in self.without

    def toggle(self, rows: Collection[RowPlan]) -> None:
        """Leave rows out, or take them again if all of them are left out."""
        numbers = {row.row.number for row in rows if self._can_come(row)}
        if numbers <= self.without:
            self.without -= numbers
        else:
            self.without |= numbers
        if numbers and self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [_ROLE.CheckStateRole])
            self.taken_changed.emit()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(column_titles(self._sort))

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == _ROLE.DisplayRole:
            return " ".join(row_cells(row)[index.column()].split())
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return detail(row)
        if role == _ROLE.CheckStateRole and index.column() == 0 and self._can_come(row):
            return Qt.CheckState.Checked if self.comes_in(row) else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != _ROLE.CheckStateRole or not self._can_come(row):
            return False
        self.toggle([row])
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self._can_come(row):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole and section < self.columnCount():
            return column_titles(self._sort)[section]
        if role == _ROLE.ToolTipRole and section == 0:
            return tr("Space takes a row or leaves it out")
        return None

    def _wanted(self) -> Sequence[RowPlan]:
        if self._state is None:
            return self._all
        return [row for row in self._all if row.state is self._state]

    def _can_come(self, row: RowPlan) -> bool:
        return row.state is RowState.NEW or (self._updates and row.state is RowState.CHANGES)

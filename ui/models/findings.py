"""The model behind the list of a review: parties, quotes and dates in one order."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import Ref
from casefile.review_records import Finding
from ui.models.roles import ROW_ROLE

__all__ = ["FindingsModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class FindingsModel(QAbstractListModel):
    """Findings; ``words`` says one for screen readers and tooltips."""

    def __init__(self, words: Callable[[Finding], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: list[Finding] = []

    def set_rows(self, rows: Sequence[Finding]) -> None:
        """Show other findings; where they are the same ones in the same order, nothing moves."""
        fresh = list(rows)
        if fresh and [row.ref for row in fresh] == [row.ref for row in self.rows]:
            self.rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def remove(self, refs: Collection[Ref]) -> None:
        """Take findings out; the others stay where they are."""
        for place in reversed(range(len(self.rows))):
            if self.rows[place].ref in refs:
                self.beginRemoveRows(_TOP, place, place)
                del self.rows[place]
                self.endRemoveRows()

    def insert(self, place: int, row: Finding) -> None:
        """Put a finding in at a place."""
        self.beginInsertRows(_TOP, place, place)
        self.rows.insert(place, row)
        self.endInsertRows()

    def row_at(self, index: Index) -> Finding | None:
        """Return the finding behind an index, or ``None`` for an invalid one."""
        place = index.row() if index.isValid() else -1
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def index_of(self, ref: Ref) -> QModelIndex:
        """Return the index of a finding; an invalid one if it is not here."""
        for place, row in enumerate(self.rows):
            if row.ref == ref:
                return self.index(place)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._words(row)
        return None

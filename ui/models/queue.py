"""The files of an import as a list for the window: all of them, or those that need the attorney.

Rows are told to the list in batches, a few times a second, however fast an import is.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from typing_extensions import override

from ui.enum_words import enum_word
from ui.import_queue import ImportQueue, QueueRow
from ui.models.roles import ROW_ROLE

__all__ = ["QueueModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_BATCH_MS = 150


class QueueModel(QAbstractListModel):
    """A list over an ``ImportQueue``, which is changed from outside and told by ``touch``."""

    def __init__(self, queue: ImportQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._shown: list[QueueRow] = []
        self._needing_only = False
        self._due = QTimer(self, singleShot=True, interval=_BATCH_MS)
        self._due.timeout.connect(self.settle)

    @property
    def needing_only(self) -> bool:
        """Whether only those that need the attorney are shown."""
        return self._needing_only

    def show_needing_only(self, only: bool) -> None:
        """Show only those that need the attorney, or all."""
        self._needing_only = only
        self.settle()

    def look_at(self, queue: ImportQueue) -> None:
        """Show the files of this queue from now on."""
        self._queue = queue
        self.settle()

    def touch(self) -> None:
        """Note that the queue has changed; the list follows a moment later."""
        if not self._due.isActive():
            self._due.start()

    def settle(self) -> None:
        """Bring the list up to date at once; rows that stay keep their places and the selection."""
        self._due.stop()
        fresh = list(self._queue.rows)
        if self._needing_only:
            fresh = [row for row in fresh if row.needs_you]
        before = self._shown
        same = min(len(before), len(fresh))
        changed = [at for at in range(same) if before[at] is not fresh[at]]
        moved = any(before[at].path != fresh[at].path for at in changed)
        if moved or len(fresh) < len(before):
            self.beginResetModel()
            self._shown = fresh
            self.endResetModel()
            return
        if len(fresh) > same:
            self.beginInsertRows(_TOP, same, len(fresh) - 1)
            self._shown = fresh
            self.endInsertRows()
        self._shown = fresh
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row_at(self, index: Index) -> QueueRow | None:
        """Return the file behind an index."""
        row: QueueRow | None = index.data(ROW_ROLE)
        return row

    def index_of(self, path: str) -> QModelIndex:
        """Return the index of a file; an invalid one if it is not shown."""
        for at, row in enumerate(self._shown):
            if row.path == path:
                return self.index(at)
        return QModelIndex()

    def under_way(self) -> QModelIndex:
        """Return the index of the first file in hand."""
        for at, row in enumerate(self._shown):
            if row.under_way:
                return self.index(at)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.path, row.sentence) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (row.name, enum_word(row.standing), row.sentence) if part
            )
        return None

"""The models behind the outline: the tree of issues, and the evidence of one of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from casefile.issue_records import EvidenceRow, IssueRow, Side
from ui.issue_words import aligned, counts_words, evidence_sentence, issue_sentence, titled
from ui.language import tr
from ui.models.roles import ROW_ROLE

__all__ = ["EvidenceModel", "OutlineModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_MIME = "application/x-pincite-issue"
_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class OutlineModel(QAbstractItemModel):
    """Issues with what is below them, in two columns: the issue, and how much evidence it has.

    Signal: ``move_wanted(int, object, object)`` when an issue was dropped elsewhere: its number, that of the
    issue above it and that of the one after it, ``None`` for the top and the end.
    """

    move_wanted = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[IssueRow, ...] = ()
        self._by_id: dict[int, IssueRow] = {}
        self._below: dict[int | None, list[int]] = {}

    def set_rows(self, rows: Sequence[IssueRow]) -> None:
        """Show another outline; where the same issues stand at the same places, nothing moves."""
        fresh = tuple(rows)
        shape = [(row.id, row.parent) for row in fresh]
        if shape == [(row.id, row.parent) for row in self.rows]:
            self._take(fresh)
            for row in fresh:
                index = self.index_of(row.id)
                self.dataChanged.emit(index, index.siblingAtColumn(1))
            return
        self.beginResetModel()
        self._take(fresh)
        self.endResetModel()

    def _take(self, rows: tuple[IssueRow, ...]) -> None:
        self.rows = rows
        self._by_id = {row.id: row for row in rows}
        self._below = {}
        for row in rows:
            self._below.setdefault(row.parent, []).append(row.id)

    def row_at(self, index: Index) -> IssueRow | None:
        """Return the issue behind an index, or ``None`` for an invalid one."""
        return self._by_id.get(index.internalId()) if index.isValid() else None

    def index_of(self, issue: int) -> QModelIndex:
        """Return the index of an issue; an invalid one if it is not in the outline."""
        row = self._by_id.get(issue)
        if row is None:
            return QModelIndex()
        return self.createIndex(self._below[row.parent].index(issue), 0, issue)

    def beside(self, issue: int) -> tuple[list[int], int]:
        """Return the issues of one parent, from top to bottom, and the place of one among them."""
        siblings = self._below[self._by_id[issue].parent]
        return siblings, siblings.index(issue)

    def below(self, issue: int | None) -> tuple[int, ...]:
        """Return the issues right below one, or at the top."""
        return tuple(self._below.get(issue, ()))

    @override
    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        above = self.row_at(parent)
        children = self._below.get(above.id if above else None, [])
        if not 0 <= row < len(children) or not 0 <= column < 2 or parent.column() > 0:
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    @override
    def parent(self, index: Index) -> QModelIndex:
        row = self.row_at(index)
        return QModelIndex() if row is None or row.parent is None else self.index_of(row.parent)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        if parent.column() > 0:
            return 0
        above = self.row_at(parent)
        return len(self._below.get(above.id if above else None, ()))

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (tr("Issue"), tr("Evidence"))[section] if section < 2 else None
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column():
                return counts_words(row)
            last = self._by_id[self._below[row.parent][-1]]
            return f"{aligned(row.number, last.number)}  {titled(row.title, row.law)}"
        if role in _SPOKEN:
            return issue_sentence(row)
        return None

    # -- dragging

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction  # a view removes what was moved; the case does that here

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        if row is not None:
            data.setData(_MIME, str(row.id).encode())
        return data

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        issue = self._carried(data)
        return issue is not None and not self._is_within(parent, issue)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        issue = self._carried(data)
        if issue is None or self._is_within(parent, issue):
            return False
        above = self.row_at(parent)
        children = self.below(above.id if above else None)
        before = children[row] if 0 <= row < len(children) else None
        if before != issue:
            self.move_wanted.emit(issue, above.id if above else None, before)
        return True

    def _carried(self, data: QMimeData) -> int | None:
        words = bytes(data.data(_MIME).data()).decode() if data.hasFormat(_MIME) else ""
        return int(words) if words.isdigit() and int(words) in self._by_id else None

    def _is_within(self, index: Index, issue: int) -> bool:
        """Tell whether an index is an issue's own or stands below it."""
        row = self.row_at(index)
        while row is not None:
            if row.id == issue:
                return True
            row = self._by_id.get(row.parent) if row.parent is not None else None
        return False


class EvidenceModel(QAbstractListModel):
    """The evidence of one issue: what speaks for it, then against it, then what bears on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[EvidenceRow, ...] = ()

    def set_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show other evidence; where it is the same, nothing moves."""
        order = list(Side)
        fresh = tuple(sorted(rows, key=lambda row: order.index(row.side)))
        if [row.id for row in fresh] == [row.id for row in self.rows]:
            self.rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def row_at(self, index: Index) -> EvidenceRow | None:
        """Return the evidence behind an index, or ``None`` for an invalid one."""
        at = index.row() if index.isValid() else -1
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def index_of(self, evidence: int) -> QModelIndex:
        """Return the index of a piece of evidence; an invalid one if it is not here."""
        found = (at for at, row in enumerate(self.rows) if row.id == evidence)
        at = next(found, None)
        return QModelIndex() if at is None else self.index(at)

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
        if role == Qt.ItemDataRole.DisplayRole or role in _SPOKEN:
            return evidence_sentence(row)
        return None

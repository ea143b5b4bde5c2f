"""The model behind each column: a list of plain rows, replaced as a whole when the case answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import DateRow, PartyRow, QuoteRow, Ref
from ui.models.roles import OWN_ROLE, ROW_ROLE, UNLINKED_ROLE

__all__ = ["AnyRow", "RowsModel"]

AnyRow = PartyRow | QuoteRow | DateRow

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class RowsModel(QAbstractListModel):
    """Rows of one kind. ``words`` says a row in one sentence, for screen readers and tooltips."""

    def __init__(self, words: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[AnyRow, ...] = ()
        self._unlinked: frozenset[Ref] = frozenset()
        self._places: dict[Ref, int] = {}
        self._said: Mapping[Ref, str] = {}

    @property
    def rows(self) -> tuple[AnyRow, ...]:
        """The rows in their order."""
        return self._rows

    def set_rows(self, rows: Sequence[AnyRow], unlinked: frozenset[Ref] = frozenset()) -> None:
        """Show other rows; where they are the same findings in the same order, nothing moves."""
        fresh = tuple(rows)
        places = {row.ref: number for number, row in enumerate(fresh)}
        if fresh and list(places) == list(self._places):
            self._rows, self._unlinked = fresh, unlinked
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows, self._unlinked, self._places = fresh, unlinked, places
        self.endResetModel()

    def set_own_words(self, said: Mapping[Ref, str]) -> None:
        """Take what the attorney said of findings, for their marks and tooltips."""
        if said != self._said:
            self._said = said
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_at(self, index: Index) -> AnyRow | None:
        """Return the row behind an index, or ``None`` for an invalid one."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        return self._rows[index.row()]

    def index_of(self, ref: Ref) -> QModelIndex:
        """Return the index of a finding; an invalid one if it is not in this column."""
        place = self._places.get(ref)
        return QModelIndex() if place is None else self.index(place)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == UNLINKED_ROLE:
            return row.ref in self._unlinked
        if role == OWN_ROLE:
            return self._said.get(row.ref, "")
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            said = self._said.get(row.ref, "")
            return f"{self._words(row)}\n{said}" if said else self._words(row)
        return None

"""The model behind lists of lines of several kinds, such as a party's card."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.models.roles import ROW_ROLE
from ui.party_lines import Line

__all__ = ["LinesModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NO_FLAGS = Qt.ItemFlag.NoItemFlags


class LinesModel(QAbstractListModel):
    """Lines; ``words`` says one for screen readers and tooltips. Headings cannot be selected."""

    def __init__(self, words: Callable[[Line], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; where they have the same keys, nothing is laid out from scratch."""
        fresh = tuple(lines)
        same = [line.key for line in fresh] == [line.key for line in self.lines]
        if same and fresh:
            self.lines = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def line_at(self, index: Index) -> Line | None:
        """Return the line behind an index, or ``None`` for an invalid one."""
        place = index.row() if index.isValid() else -1
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the line with a key; an invalid one if there is none."""
        for place, line in enumerate(self.lines):
            if line.key == key:
                return self.index(place)
        return QModelIndex()

    def beyond(self, place: int, by: int) -> QModelIndex:
        """Return the next line from a place on, ``by`` 1 or -1, that the keyboard stops at."""
        at = place + by
        while 0 <= at < len(self.lines):
            if self.lines[at].can_be_current:
                return self.index(at)
            at += by
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index)
        if line is None or not line.can_be_current:
            return _NO_FLAGS
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if line is None:
            return None
        if role == ROW_ROLE:
            return line
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._words(line)
        return None

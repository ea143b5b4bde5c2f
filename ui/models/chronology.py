"""The model behind the chronology's list: its lines, and the attorney's own words for an event."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from casefile.records import Ref, RefType
from ui.chronology_lines import EventLine, EventLines
from ui.models.roles import OWN_ROLE, ROW_ROLE

__all__ = ["EventsModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class EventsModel(QAbstractListModel):
    """Lines; ``words`` says one for screen readers and tooltips.

    Signals: ``words_given(int, str)`` with an event's number when its words were typed over.
    """

    words_given = Signal(int, str)

    def __init__(self, words: Callable[[EventLine], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._said: Mapping[Ref, str] = {}
        self.lines = EventLines()

    def set_lines(self, lines: EventLines) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def set_own_words(self, said: Mapping[Ref, str]) -> None:
        """Take what the attorney said of findings, for their marks and tooltips."""
        if said != self._said:
            self._said = said
            if self.lines:
                self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1), [OWN_ROLE])

    def line_at(self, index: Index) -> EventLine | None:
        """Return the line behind an index, or ``None`` for an invalid one."""
        place = index.row() if index.isValid() else -1
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the line with a key; an invalid one if there is none."""
        place = self.lines.place(key)
        return QModelIndex() if place is None else self.index(place)

    def beyond(self, place: int, by: int) -> QModelIndex:
        """Return the next line from a place on, ``by`` 1 or -1, that is no heading."""
        at = place + by
        while 0 <= at < len(self.lines):
            if self.lines.is_event(at):
                return self.index(at)
            at += by
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index)
        if line is None or line.event is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if line is None:
            return None
        if role == ROW_ROLE:
            return line
        if role == Qt.ItemDataRole.EditRole and line.event is not None:
            return line.event.words
        said = ""
        if self._said and line.event is not None:
            said = self._said.get(Ref(RefType.DATE, line.event.id), "")
        if role == OWN_ROLE:
            return said
        if role not in _SPOKEN:
            return None
        return f"{self._words(line)}\n{said}" if said else self._words(line)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line_at(index)
        if line is None or line.event is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.words_given.emit(line.event.id, str(value))
        return True

"""The model behind the quote bank's list: its lines, with how tall each is at the list's width."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from typing_extensions import override

from ui.models.roles import ROW_ROLE
from ui.quote_lines import QuoteLine, line_sentence

__all__ = ["QuoteLinesModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_LINE_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class QuoteLinesModel(QAbstractListModel):
    """Lines, replaced as a whole. Headings cannot be selected.

    The list asks for every line's size whenever it lays itself out: they are worked out once for a width.
    """

    def __init__(
        self, height_of: Callable[[QuoteLine, int], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._height_of = height_of
        self._width = 0
        self._sizes: list[QSize] = []
        self._places: dict[str, int] = {}
        self.lines: tuple[QuoteLine, ...] = ()

    def set_lines(self, lines: Sequence[QuoteLine]) -> None:
        """Show other lines; where they have the same keys, nothing moves but what changed its height."""
        fresh = tuple(lines)
        places = {line.key: at for at, line in enumerate(fresh)}
        sizes = [QSize(self._width, self._height_of(line, self._width)) for line in fresh]
        if fresh and list(places) == list(self._places):
            self.lines = fresh
            moved = sizes != self._sizes
            self._sizes = sizes
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            if moved:
                self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.lines, self._places, self._sizes = fresh, places, sizes
        self.endResetModel()

    def set_width(self, width: int) -> bool:
        """Take the list's width; tell whether heights are others now."""
        if width == self._width:
            return False
        self._width = width
        self._sizes = [QSize(width, self._height_of(line, width)) for line in self.lines]
        return True

    def line_at(self, index: Index) -> QuoteLine | None:
        """Return the line behind an index, or ``None`` for an invalid one."""
        at = index.row() if index.isValid() else -1
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the line with a key; an invalid one if there is none."""
        at = self._places.get(key)
        return QModelIndex() if at is None else self.index(at)

    def beyond(self, at: int, by: int) -> QModelIndex:
        """Return the next line from a place on, ``by`` 1 or -1, that the keyboard stops at."""
        at += by
        while 0 <= at < len(self.lines):
            if self.lines[at].can_be_current:
                return self.index(at)
            at += by
        return QModelIndex()

    def next_heading(self, at: int, by: int) -> QModelIndex:
        """Return the first line of the next or previous section; an invalid index at the ends."""
        starts = [
            place
            for place, line in enumerate(self.lines)
            if line.can_be_current
            and not line.is_indented
            and (place == 0 or self._starts_section(place))
        ]
        ahead = [place for place in starts if (place > at if by > 0 else place < at)]
        return self.index(ahead[0] if by > 0 else ahead[-1]) if ahead else QModelIndex()

    def _starts_section(self, place: int) -> bool:
        line, before = self.lines[place], self.lines[place - 1]
        return not before.can_be_current or line.form != before.form

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index)
        return _LINE_FLAGS if line is not None and line.can_be_current else _NO_FLAGS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if not 0 <= at < len(self.lines):
            return None
        if role == Qt.ItemDataRole.SizeHintRole:
            return self._sizes[at]
        line = self.lines[at]
        if role == ROW_ROLE:
            return line
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return line_sentence(line)
        return None

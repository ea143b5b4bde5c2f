"""The model behind lists of lines of several kinds, such as a party's card.

Lines are taken from where they come from as the list needs them, and the sentence of a place takes the
place of its bare words when it is known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import HitRow, Pin
from ui.models.roles import ROW_ROLE
from ui.party_lines import Line, context_key, wanted_contexts, with_context

__all__ = ["LINES_AT_ONCE", "LinesModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NO_FLAGS = Qt.ItemFlag.NoItemFlags

LINES_AT_ONCE = 120
"""How many lines are taken in one step: making and measuring them takes some 10 ms."""


class LinesModel(QAbstractListModel):
    """Lines; ``words`` says one for screen readers and tooltips. Headings cannot be selected."""

    def __init__(self, words: Callable[[Line], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rest: Iterator[Line] = iter(())
        self._has_rest = False
        self._wish = LINES_AT_ONCE
        self._contexts: dict[object, HitRow] = {}
        self.lines: list[Line] = []

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines, as many as were taken before; where they have the same keys, in place."""
        self._rest = iter(lines)
        fresh = self._take(self._wish)
        same = [line.key for line in fresh] == [line.key for line in self.lines]
        if same and fresh:
            self.lines = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        # While Qt is told, nothing may be fetched on top of it.
        has_rest, self._has_rest = self._has_rest, False
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()
        self._has_rest = has_rest

    def forget(self) -> None:
        """Forget the sentences of places, and how many lines were taken: others are to come."""
        self._contexts.clear()
        self._wish = LINES_AT_ONCE

    def add_contexts(self, rows: Sequence[HitRow]) -> None:
        """Take sentences of places; lines that show such a place show its sentence from now on."""
        self._contexts.update((context_key(row.pin), row) for row in rows)
        changed = [place for place, line in enumerate(self.lines) if self._context(line)]
        if changed:
            for place in changed:
                self.lines[place] = self._completed(self.lines[place])
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    @property
    def wanted(self) -> tuple[Pin, ...]:
        """The places whose sentence is not known yet, of the lines that would show it."""
        return wanted_contexts(self.lines)

    def _take(self, number: int) -> list[Line]:
        taken = [self._completed(line) for line in islice(self._rest, number)]
        self._has_rest = len(taken) == number
        return taken

    def _context(self, line: Line) -> HitRow | None:
        if line.pin is None or not line.is_faint:
            return None
        return self._contexts.get(context_key(line.pin))

    def _completed(self, line: Line) -> Line:
        row = self._context(line)
        return with_context(line, row) if row is not None else line

    def line_at(self, index: Index) -> Line | None:
        """Return the line behind an index, or ``None`` for an invalid one."""
        place = index.row() if index.isValid() else -1
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the line with a key, of those taken; an invalid one if there is none."""
        for place, line in enumerate(self.lines):
            if line.key == key:
                return self.index(place)
        return QModelIndex()

    def beyond(self, place: int, by: int) -> QModelIndex:
        """Return the next line from a place on, ``by`` 1 or -1, that the keyboard stops at."""
        at = place + by
        while at >= 0:
            if at >= len(self.lines):
                if not self._has_rest:
                    break
                self.fetchMore()
                continue
            if self.lines[at].can_be_current:
                return self.index(at)
            at += by
        return QModelIndex()

    @override
    def canFetchMore(self, parent: Index = _TOP) -> bool:
        return self._has_rest and not parent.isValid()

    @override
    def fetchMore(self, parent: Index = _TOP) -> None:
        if not self._has_rest:
            return
        more = self._take(LINES_AT_ONCE)
        self._wish += LINES_AT_ONCE
        has_rest, self._has_rest = self._has_rest, False
        if more:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self.lines += more
            self.endInsertRows()
        self._has_rest = has_rest

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

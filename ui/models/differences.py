"""The paragraphs of a comparison as rows of a list: all of them, or those that changed."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.compared import ComparedParagraph, Comparison, DifferenceKind
from ui.language import tr
from ui.models.roles import ROW_ROLE
from ui.version_words import kind_words, side_place

__all__ = ["DifferencesModel", "Wanted"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Wanted(StrEnum):
    """Which paragraphs are shown."""

    CHANGES = tr("changes only")
    NUMBERS = tr("changes and new numbers")
    ALL = tr("all paragraphs")

    def shows(self, kind: DifferenceKind) -> bool:
        """Tell whether a paragraph of this kind is shown."""
        if self is Wanted.ALL or kind.is_change:
            return True
        return self is Wanted.NUMBERS and kind is DifferenceKind.RENUMBERED


class DifferencesModel(QAbstractListModel):
    """One row a paragraph; ``ROW_ROLE`` gives the ``ComparedParagraph``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ComparedParagraph, ...] = ()
        self._rows: tuple[ComparedParagraph, ...] = ()

    def show(self, comparison: Comparison, wanted: Wanted) -> None:
        """Show a comparison's paragraphs."""
        self.beginResetModel()
        self._all = comparison.paragraphs
        self._rows = tuple(row for row in self._all if wanted.shows(row.kind))
        self.endResetModel()

    def row_of(self, paragraph: ComparedParagraph | None) -> int:
        """Return the row of a paragraph, of the one shown after it where it is hidden, or -1."""
        if paragraph is None:
            return -1
        shown = {id(row): at for at, row in enumerate(self._rows)}
        reached = False
        for row in self._all:
            reached = reached or row is paragraph
            if reached and id(row) in shown:
                return shown[id(row)]
        return len(self._rows) - 1

    def next_change(self, row: int, by: int) -> int:
        """Return the row of the next changed paragraph after or before ``row``; -1 if there is none."""
        at = row + by
        while 0 <= at < len(self._rows):
            if self._rows[at].kind.is_change:
                return at
            at += by
        return -1

    def change_number(self, row: int) -> int:
        """Return how many changed paragraphs there are up to ``row``."""
        if not 0 <= row < len(self._rows):
            return 0
        number = 0
        for paragraph in self._all:
            number += paragraph.kind.is_change
            if paragraph is self._rows[row]:
                break
        return number

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _told(row)
        if role == Qt.ItemDataRole.DisplayRole:
            side = row.second or row.first
            return side.text if side else ""
        return None


def _told(row: ComparedParagraph) -> str:
    """Return a paragraph as a screen reader tells it, what differs first."""
    parts = [side_place(row, second=row.second is not None), kind_words(row) or tr("the same")]
    if row.first and row.second:
        out = [span.of(row.first.text) for span in row.marks(second=False)]
        came = [span.of(row.second.text) for span in row.marks(second=True)]
        parts += [tr("taken out: {out}", out="; ".join(out))] * bool(out)
        parts += [tr("put in: {came}", came="; ".join(came))] * bool(came)
    if any(side and side.pin.machine_read for side in (row.first, row.second)):
        parts.append("machine-read")
    side = row.second or row.first
    return ". ".join(part for part in (*parts, side.text if side else "") if part)

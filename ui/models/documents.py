"""The documents of the case as a tree of two levels: kind, then document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import DocumentRow
from casefile.review_records import PaperProgress
from ui.language import tr
from ui.messages import document_note, document_tooltip
from ui.models.roles import NOTE_ROLE, PROGRESS_ROLE, ROW_ROLE, UNLINKED_ROLE
from ui.paper_list import Group, PaperList, list_papers, paper_name
from ui.version_words import like_lines

__all__ = ["DocumentsModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_GROUP_ID = 0
_HEADING_FLAGS = Qt.ItemFlag.ItemIsEnabled
_PAPER_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)


class DocumentsModel(QAbstractItemModel):
    """Groups on top, documents below; an index's internal id is 0 for a group, else group number + 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed = PaperList()
        self._groups: tuple[Group, ...] = ()
        self._importing = False
        self._progress: Mapping[int, PaperProgress] = {}
        self._linked: Mapping[int, int] | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in their order."""
        return self._groups

    def set_rows(self, rows: Sequence[DocumentRow], *, importing: bool = False) -> bool:
        """Show a few other documents; return whether the tree was rebuilt (else only words changed)."""
        return self.set_list(list_papers(rows), importing=importing)

    def set_list(self, listed: PaperList, *, importing: bool = False) -> bool:
        """Show other documents; return whether the tree was rebuilt.

        Where documents only came, and under headings that are there, they are put in.
        """
        self._importing = importing
        before, self._listed = self._listed, listed
        if listed.headings == before.headings:
            come = [_come(*pair) for pair in zip(self._groups, listed.groups, strict=True)]
            if all(stretch is not None for stretch in come):
                self._put_in(listed.groups, [stretch for stretch in come if stretch is not None])
                return False
        self.beginResetModel()
        self._groups = listed.groups
        self.endResetModel()
        return True

    def _put_in(self, groups: tuple[Group, ...], come: Sequence[tuple[int, int]]) -> None:
        for number, (first, end) in enumerate(come):
            if end > first:
                self.beginInsertRows(self.index(number, 0), first, end - 1)
            self._groups = (*self._groups[:number], groups[number], *self._groups[number + 1 :])
            if end > first:
                self.endInsertRows()
        for number, group in enumerate(groups):
            parent = self.index(number, 0)
            last = self.index(len(group.rows) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)

    def set_progress(self, progress: Mapping[int, PaperProgress]) -> None:
        """Take how much of each paper was reviewed."""
        self._progress = progress
        for number, group in enumerate(self._groups):
            parent = self.index(number, 0)
            last = self.index(len(group.rows) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last, [PROGRESS_ROLE])

    def set_linked(self, papers: Mapping[int, int] | None) -> None:
        """Tell the papers that hold what the columns are narrowed to; ``None`` stands for all."""
        if papers == self._linked:
            return
        self._linked = papers
        if self._groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._groups) - 1, 0))
            for number, group in enumerate(self._groups):
                parent = self.index(number, 0)
                last = self.index(len(group.rows) - 1, 0, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)

    def group_at(self, index: Index) -> Group | None:
        """Return the group whose heading is behind an index; ``None`` for documents."""
        is_heading = index.isValid() and index.internalId() == _GROUP_ID
        return self._groups[index.row()] if is_heading else None

    def _linked_words(self, row: DocumentRow) -> tuple[str, ...]:
        if self._linked is None:
            return ()
        if row.id not in self._linked:
            return (tr("not in the narrowed view"),)
        number = self._linked[row.id]
        return (tr("{number} rows of the narrowed view", number=f"{number:,}"),) if number else ()

    def _group_count(self, group: Group) -> str:
        """Return how many papers a group has, or "3 of 12" of them in a narrowed view."""
        if self._linked is None:
            return f"{len(group.rows):,}"
        linked = sum(row.id in self._linked for row in group.rows)
        return tr("{linked} of {all}", linked=f"{linked:,}", all=f"{len(group.rows):,}")

    def _heading_data(self, group: Group, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.heading
        if role == NOTE_ROLE:
            return self._group_count(group)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.heading}, {self._group_count(group)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Ctrl-click narrows the view to these papers, or no longer")
        return None

    def document_at(self, index: Index) -> DocumentRow | None:
        """Return the document behind an index; ``None`` for headings."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1].rows[index.row()]

    def index_of(self, document: int) -> QModelIndex:
        """Return the index of a document; an invalid one if it is not here."""
        place = self._listed.places.get(document)
        return QModelIndex() if place is None else self.createIndex(place[1], 0, place[0] + 1)

    @override
    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    @override
    def hasChildren(self, parent: Index = _TOP) -> bool:
        return self.rowCount(parent) > 0

    @override
    def parent(self, index: Index = _TOP) -> Any:
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._groups)
        is_heading = parent.internalId() == _GROUP_ID
        return len(self._groups[parent.row()].rows) if is_heading else 0

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADING_FLAGS if index.internalId() == _GROUP_ID else _PAPER_FLAGS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.document_at(index)
        if row is None:
            return self._heading_data(self._groups[index.row()], role)
        if role == UNLINKED_ROLE:
            return self._linked is not None and row.id not in self._linked
        if role == NOTE_ROLE:
            return document_note(row, importing=self._importing)
        likes = like_lines(row.alike, self._listed.names)
        if role == PROGRESS_ROLE:
            return self._progress.get(row.id)
        reviewed = (*self._linked_words(row), *_reviewed(self._progress.get(row.id)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = document_note(row, importing=self._importing)
            return ", ".join((paper_name(row), note, *likes, *reviewed))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((document_tooltip(row), *likes, *reviewed))
        ask = _ANSWERS.get(role)
        return ask(row) if ask is not None else None


def _reviewed(progress: PaperProgress | None) -> tuple[str, ...]:
    if progress is None or not progress.total:
        return ()
    decided, total = f"{progress.decided:,}", f"{progress.total:,}"
    return (tr("{decided} of {total} reviewed", decided=decided, total=total),)


_ANSWERS: dict[int, Callable[[DocumentRow], object]] = {
    Qt.ItemDataRole.DisplayRole: paper_name,
    ROW_ROLE: lambda row: row,
}


def _come(before: Group, after: Group) -> tuple[int, int] | None:
    """Return which rows of a group came, as a stretch; ``None`` where it is more than that."""
    old, new = [row.id for row in before.rows], [row.id for row in after.rows]
    first = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    end = first + len(new) - len(old)
    return (first, end) if end >= first and old[first:] == new[end:] else None

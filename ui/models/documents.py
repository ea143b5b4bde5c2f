"""The documents of the case as a tree of two levels: kind, then document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.questions import PaperKind
from casefile.records import DocumentRow
from casefile.review_records import PaperProgress
from ui.language import tr
from ui.messages import KIND_HEADINGS, document_note, document_tooltip
from ui.models.roles import NOTE_ROLE, PROGRESS_ROLE, ROW_ROLE, UNLINKED_ROLE
from ui.version_words import like_lines

__all__ = ["DocumentsModel", "Group", "grouped"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_GROUP_ID = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its documents."""

    heading: str
    rows: tuple[DocumentRow, ...]

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """What narrows the view to the group's papers."""
        return tuple(map(PaperKind, dict.fromkeys(row.kind for row in self.rows)))


def grouped(rows: Sequence[DocumentRow]) -> tuple[Group, ...]:
    """Sort documents under the headings of their kinds, by date and then by name; no empty headings."""

    def key(row: DocumentRow) -> tuple[bool, str, str, int]:
        day = row.date.isoformat() if row.date else ""
        return (row.date is None, day, row.short_name.casefold(), row.id)

    made = []
    for heading, kinds in KIND_HEADINGS:
        members = tuple(sorted((row for row in rows if row.kind in kinds), key=key))
        if members:
            made.append(Group(heading, members))
    return tuple(made)


class DocumentsModel(QAbstractItemModel):
    """Groups on top, documents below; an index's internal id is 0 for a group, else group number + 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._names: dict[int, str] = {}
        self._importing = False
        self._progress: Mapping[int, PaperProgress] = {}
        self._linked: Mapping[int, int] | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in their order."""
        return self._groups

    def set_rows(self, rows: Sequence[DocumentRow], *, importing: bool = False) -> bool:
        """Show other documents; return whether the tree was rebuilt (else only words changed)."""
        self._importing = importing
        self._names = {row.id: _name(row) for row in rows}
        fresh = grouped(rows)
        if _shape(fresh) == _shape(self._groups):
            self._groups = fresh
            for number, group in enumerate(fresh):
                parent = self.index(number, 0)
                last = self.index(len(group.rows) - 1, 0, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)
            return False
        self.beginResetModel()
        self._groups = fresh
        self.endResetModel()
        return True

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
        for number, group in enumerate(self._groups):
            for place, row in enumerate(group.rows):
                if row.id == document:
                    return self.createIndex(place, 0, number + 1)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, _GROUP_ID)
        return self.createIndex(row, column, parent.row() + 1)

    @override
    def parent(self, index: Index = _TOP) -> Any:
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _GROUP_ID and parent.column() == 0:
            return len(self._groups[parent.row()].rows)
        return 0

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.document_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

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
        likes = like_lines(row.alike, self._names)
        if role == PROGRESS_ROLE:
            return self._progress.get(row.id)
        reviewed = (*self._linked_words(row), *_reviewed(self._progress.get(row.id)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = document_note(row, importing=self._importing)
            return ", ".join((_name(row), note, *likes, *reviewed))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((document_tooltip(row), *likes, *reviewed))
        ask = _ANSWERS.get(role)
        return ask(row) if ask is not None else None


def _reviewed(progress: PaperProgress | None) -> tuple[str, ...]:
    if progress is None or not progress.total:
        return ()
    decided, total = f"{progress.decided:,}", f"{progress.total:,}"
    return (tr("{decided} of {total} reviewed", decided=decided, total=total),)


def _name(row: DocumentRow) -> str:
    return row.short_name or row.name


_ANSWERS: dict[int, Callable[[DocumentRow], object]] = {
    Qt.ItemDataRole.DisplayRole: _name,
    ROW_ROLE: lambda row: row,
}


def _shape(groups: tuple[Group, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.heading, tuple(row.id for row in group.rows)) for group in groups]

"""The documents of the case as a tree of two levels: kind, then document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from typing_extensions import override

from casefile.records import DocumentRow
from casefile.review_records import PaperProgress
from ui import messages
from ui.language import tr
from ui.models.roles import NOTE_ROLE, ROW_ROLE
from ui.paper_changes import RowChanges, changed_rows
from ui.paper_list import Group, PaperList, list_papers, paper_name
from ui.version_words import like_lines

__all__ = ["DocumentsModel"]

Index = QModelIndex | QPersistentModelIndex
_MOST_STEPS = 60
"""Where more stretches of rows come and go, the tree is built anew."""


class DocumentsModel(QStandardItemModel):
    """Groups on top, documents below.

    Its shape is kept by Qt: a view that lays out thousands of rows asks of each whether it has children and
    what may be done with it, and every such question that Python answers has to wait for Python's lock. So
    only ``data`` is Python's, which is asked for rows on screen. A heading is an item; its papers are rows
    without items, which come by the thousand in one call and never have children; Qt's flags allow to edit
    them, which a view has to forbid. What changed in place is told of the rows in ``seen`` alone: Qt would go
    over thousands of others for nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(1)
        self._listed = PaperList()
        self._groups: tuple[Group, ...] = ()
        self._next: tuple[Group, ...] = ()
        # Connected before anybody else can be, so told first: others find the new groups with the new rows.
        self.rowsInserted.connect(self._take_next)
        self.rowsRemoved.connect(self._take_next)
        self._importing = False
        self._progress: Mapping[int, PaperProgress] = {}
        self._linked: Mapping[int, int] | None = None
        self.seen: Callable[[], Iterable[QModelIndex]] = self._all
        """The lines that somebody sees now."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in their order."""
        return self._groups

    def set_rows(self, rows: Sequence[DocumentRow], *, importing: bool = False) -> None:
        """Show a few other documents."""
        self.set_list(list_papers(rows), importing=importing)

    def set_list(self, listed: PaperList, *, importing: bool = False) -> None:
        """Show other documents: what came is put in, what went is taken out, the others stay."""
        self._importing = importing
        now = {group.heading: group for group in listed.groups}
        changes = {
            group.heading: changed_rows(group.rows, now[group.heading].rows)
            for group in self._groups
            if group.heading in now
        }
        if not self._groups or sum(len(each.steps) for each in changes.values()) > _MOST_STEPS:
            self._build(listed)
            return
        for at in range(len(self._groups) - 1, -1, -1):
            if self._groups[at].heading not in now:
                self._next = (*self._groups[:at], *self._groups[at + 1 :])
                self.removeRow(at)
        for at, group in enumerate(self._groups):
            self._change(at, group, changes[group.heading])
        for at, group in enumerate(listed.groups):
            if group.heading not in changes:
                self._next = (*self._groups[:at], group, *self._groups[at:])
                self.insertRow(at, _heading(group))
        self._groups, self._listed = listed.groups, listed
        self._tell_seen()

    def _build(self, listed: PaperList) -> None:
        """Show other documents in place of all."""
        self.beginResetModel()
        self.blockSignals(True)  # views are told of the whole
        self.removeRows(0, self.rowCount())
        for at, group in enumerate(listed.groups):
            self.insertRow(at, _heading(group))
        self._groups, self._listed = listed.groups, listed
        self.blockSignals(False)
        self.endResetModel()

    def _change(self, at: int, group: Group, changes: RowChanges) -> None:
        """Take out and put in a group's rows, stretch by stretch."""
        parent, rows = self.index(at, 0), list(group.rows)
        for step in changes.steps:
            rows[step.start : step.start if step.come else step.end] = step.come
            changed = Group(group.heading, tuple(rows))
            self._next = (*self._groups[:at], changed, *self._groups[at + 1 :])
            (self.insertRows if step.come else self.removeRows)(
                step.start, step.end - step.start, parent
            )

    def _take_next(self) -> None:
        self._groups = self._next

    def set_progress(self, progress: Mapping[int, PaperProgress]) -> None:
        """Take how much of each paper was reviewed."""
        self._progress = progress
        self._tell_seen()

    def set_linked(self, papers: Mapping[int, int] | None) -> None:
        """Tell the papers that hold what the columns are narrowed to; ``None`` stands for all."""
        if papers != self._linked:
            self._linked = papers
            self._tell_seen()

    def _tell_seen(self) -> None:
        for index in self.seen():
            self.dataChanged.emit(index, index)

    def _all(self) -> Iterator[QModelIndex]:
        for number, group in enumerate(self._groups):
            parent = self.index(number, 0)
            yield parent
            for at in range(len(group.rows)):
                yield self.index(at, 0, parent)

    def group_at(self, index: Index) -> Group | None:
        """Return the group whose heading is behind an index; ``None`` for documents."""
        is_heading = index.isValid() and not index.parent().isValid()
        return self._groups[index.row()] if is_heading else None

    def _linked_words(self, row: DocumentRow) -> tuple[str, ...]:
        if self._linked is None:
            return ()
        if row.id not in self._linked:
            return (tr("not in the narrowed view"),)
        rows = messages.count(self._linked[row.id], tr("row"))
        return (tr("{rows} of the narrowed view", rows=rows),) if self._linked[row.id] else ()

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
        heading = index.parent()
        return self._groups[heading.row()].rows[index.row()] if heading.isValid() else None

    def told_of(
        self, row: DocumentRow
    ) -> tuple[str, str, DocumentRow, bool, PaperProgress | None, bool]:
        """Return what a paper's line shows; its list asks at every paint.

        Name, note, row, whether the view leaves it out, its review, and whether it stands under another.
        """
        unlinked = self._linked is not None and row.id not in self._linked
        note = messages.document_note(row, importing=self._importing)
        progress, attached = self._progress.get(row.id), self._listed.is_attached(row)
        return paper_name(row), note, row, unlinked, progress, attached

    def index_of(self, document: int) -> QModelIndex:
        """Return the index of a document; an invalid one if it is not here."""
        place = self._listed.places.get(document)
        if place is None:
            return QModelIndex()
        return self.index(place[1], 0, self.index(place[0], 0))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.document_at(index)
        if row is None:
            return self._heading_data(self._groups[index.row()], role)
        if role == NOTE_ROLE:
            return messages.document_note(row, importing=self._importing)
        ask = _ANSWERS.get(role)
        if ask is not None:
            return ask(row)
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        likes = like_lines(row.alike, self._listed.names)
        reviewed = (*self._linked_words(row), *_reviewed(self._progress.get(row.id)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = messages.document_note(row, importing=self._importing)
            return ", ".join((paper_name(row), note, *likes, *reviewed))
        return "\n".join((messages.document_tooltip(row), *likes, *reviewed))


def _heading(group: Group) -> QStandardItem:
    """Return a heading with as many rows as the group has papers."""
    item = QStandardItem()
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setColumnCount(1)
    item.setRowCount(len(group.rows))
    return item


def _reviewed(progress: PaperProgress | None) -> tuple[str, ...]:
    if progress is None or not progress.total:
        return ()
    decided, total = f"{progress.decided:,}", f"{progress.total:,}"
    return (tr("{decided} of {total} reviewed", decided=decided, total=total),)


_ANSWERS: dict[int, Callable[[DocumentRow], object]] = {
    Qt.ItemDataRole.DisplayRole: paper_name,
    ROW_ROLE: lambda row: row,
}

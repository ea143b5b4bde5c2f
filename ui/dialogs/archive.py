"""Which files of an archive are to be imported: a tree with check boxes, and what cannot be taken."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import ArchiveMember
from ui import messages
from ui.language import tr
from ui.theme import Theme

__all__ = ["ArchiveDialog"]

Index = QModelIndex | QPersistentModelIndex

_INSIDE = " → "
_NAME, _WHAT, _SIZE = range(3)
_MEMBER = Qt.ItemDataRole.UserRole
_OPEN_UP_TO = 200
_ON = Qt.CheckState.Checked


class _TallRows(QStyledItemDelegate):
    """Gives rows the height that they have in the window's other lists."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), option.fontMetrics.height() + 10)


class ArchiveDialog(QDialog):
    """The files of one or more archives; every one that can be taken is checked at first.

    Signals: ``chosen(dict[Path, tuple[str, ...]])`` with the names chosen from each archive, none of them
    included; ``password_wanted(Path)`` for an archive with locked files.
    """

    chosen = Signal(object)
    password_wanted = Signal(object)

    def __init__(
        self,
        archives: Mapping[Path, Sequence[ArchiveMember]],
        others: bool,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Show these archives; ``others`` tells whether other papers were dropped with them."""
        super().__init__(parent)
        self._theme = theme
        self._others = others
        self._tops: dict[Path, QTreeWidgetItem] = {}
        self._members: dict[Path, tuple[ArchiveMember, ...]] = {}
        self.setWindowTitle(
            tr("Import an archive") if len(archives) == 1 else tr("Import archives")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(740, 500)
        lead = QLabel(_lead(tuple(archives), others))
        lead.setWordWrap(True)
        lead.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = self._make_tree()
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        self._count.setWordWrap(True)
        self._unlock = QPushButton(tr("Enter password…"))
        self._unlock.setAutoDefault(False)
        self._unlock.clicked.connect(self._ask_password)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do_button = buttons.addButton(tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.do_button.setDefault(True)
        buttons.addButton(self._unlock, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._submit)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(lead)
        column.addWidget(self.tree, 1)
        column.addWidget(self._count)
        column.addWidget(buttons)
        self.tree.itemChanged.connect(self._box_changed)
        for path, members in archives.items():
            self.show_members(path, members)
        self.tree.setFocus()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(tr("Files in the archive"))
        tree.setColumnCount(3)
        tree.setHeaderLabels([tr("Name"), tr("What it is"), tr("Size")])
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setItemDelegate(_TallRows(tree))
        tree.headerItem().setTextAlignment(
            _SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for section, width in ((_WHAT, 250), (_SIZE, 84)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, width)
        return tree

    def show_members(self, path: Path, members: Sequence[ArchiveMember]) -> None:
        """Show an archive's files, in the place of those shown for it before."""
        self._members[path] = tuple(members)
        top = QTreeWidgetItem([path.name])
        top.setToolTip(_NAME, str(path))
        folders: dict[tuple[str, ...], QTreeWidgetItem] = {(): top}
        for member in members:
            *above, name = _steps(member.name)
            folder = _folder(folders, tuple(above))
            folder.addChild(self._leaf(member, name))
        for folder in reversed(folders.values()):  # the deepest come last
            _show_state(folder)
        self.tree.blockSignals(True)
        before = self._tops.get(path)
        at = self.tree.indexOfTopLevelItem(before) if before else self.tree.topLevelItemCount()
        if before is not None:
            self.tree.takeTopLevelItem(at)
        self._tops[path] = top
        self.tree.insertTopLevelItem(at, top)
        self.tree.blockSignals(False)
        top.setExpanded(True)
        if len(members) <= _OPEN_UP_TO:
            for folder in folders.values():
                folder.setExpanded(True)
        self.tree.setCurrentItem(top)
        self._tell_count()

    def names(self, path: Path) -> tuple[str, ...]:
        """Return the names that are checked in an archive."""
        return tuple(member.name for member in _checked(self._tops[path]))

    def _leaf(self, member: ArchiveMember, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, member.refusal or member.what, _size(member.size)])
        item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if member.refusal is None:
            item.setData(_NAME, _MEMBER, member)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_NAME, _ON)
            item.setToolTip(_NAME, member.name)
        else:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            grey = self._theme.palette.color("secondary")
            for column in range(3):
                item.setForeground(column, grey)
                item.setToolTip(column, f"{member.name}\n{member.refusal}")
        return item

    def _box_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """Let the boxes below and above follow one that was changed."""
        if column != _NAME:
            return
        self.tree.blockSignals(True)
        state = item.checkState(_NAME)
        for below in _below(item):
            if _has_box(below):
                below.setCheckState(_NAME, state)
        above = item.parent()
        while above is not None:
            _show_state(above)
            above = above.parent()
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._tell_count()

    def _tell_count(self) -> None:
        taken = [member for top in self._tops.values() for member in _checked(top)]
        refused = [
            member for members in self._members.values() for member in members if member.refusal
        ]
        papers = messages.count(len(taken), tr("paper"))
        rest = tr(" and the rest") if self._others else ""
        self.do_button.setText(
            tr("Import {papers}{rest}", papers=papers, rest=rest)
            if taken
            else tr("Import{rest}", rest=rest[4:])
        )
        self.do_button.setEnabled(bool(taken) or self._others)
        words = tr("{taken} chosen", taken=messages.count(len(taken), tr("file")))
        words += tr(", {size} unpacked", size=_size(sum(member.size for member in taken)))
        if refused:
            words += tr(
                " · {refused} cannot be taken, each for its reason",
                refused=messages.count(len(refused), tr("file")),
            )
        self._count.setText(words)
        self._unlock.setVisible(any(member.locked for member in refused))

    def _ask_password(self) -> None:
        for path, members in self._members.items():
            if any(member.locked for member in members):
                self.password_wanted.emit(path)
                return

    def _submit(self) -> None:
        self.chosen.emit({path: self.names(path) for path in self._tops})
        self.accept()


def _has_box(item: QTreeWidgetItem) -> bool:
    return item.data(_NAME, Qt.ItemDataRole.CheckStateRole) is not None


def _show_state(folder: QTreeWidgetItem) -> None:
    """Give a folder the state of what is in it; none where nothing of it can be taken.

    Qt's own way of doing so fails where one file in the folder has no box.
    """
    states = {child.checkState(_NAME) for child in _children(folder) if _has_box(child)}
    if not states:
        folder.setFlags(Qt.ItemFlag.ItemIsEnabled)
        folder.setForeground(_NAME, QApplication.palette().placeholderText())
    else:
        folder.setFlags(folder.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        partly = Qt.CheckState.PartiallyChecked
        folder.setCheckState(_NAME, states.pop() if len(states) == 1 else partly)


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None:
            yield child


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    """Yield everything below an item, in its order."""
    for child in _children(item):
        yield child
        yield from _below(child)


def _folder(
    folders: dict[tuple[str, ...], QTreeWidgetItem], steps: tuple[str, ...]
) -> QTreeWidgetItem:
    """Return the folder at the end of ``steps``, made with those above it if it is new."""
    made = 0
    while steps[: len(steps) - made] not in folders:
        made += 1
    for length in range(len(steps) - made + 1, len(steps) + 1):
        item = QTreeWidgetItem([steps[length - 1]])
        folders[steps[: length - 1]].addChild(item)
        folders[steps[:length]] = item
    return folders[steps]


def _steps(name: str) -> list[str]:
    """Return the folders on the way to a member, and its own name last."""
    return [step for part in name.split(_INSIDE) for step in part.split("/") if step] or [name]


def _checked(item: QTreeWidgetItem) -> list[ArchiveMember]:
    """Return the members below an item whose boxes are checked, in their order."""
    return [
        below.data(_NAME, _MEMBER)
        for below in _below(item)
        if below.data(_NAME, _MEMBER) is not None and below.checkState(_NAME) == _ON
    ]


def _size(size: int) -> str:
    """Return a number of bytes as file managers write it: "1.2 MB"."""
    amount, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    if unit == "bytes":
        return messages.count(size, tr("byte"))
    digits = 1 if amount < 10 else 0
    return f"{amount:,.{digits}f} {unit}"


def _lead(paths: Sequence[Path], others: bool) -> str:
    if len(paths) == 1:
        words = tr(
            "“{name}” is an archive. Choose what of it comes into the case.", name=paths[0].name
        )
    else:
        words = tr(
            "{paths} archives were dropped. Choose what of them comes into the case.",
            paths=len(paths),
        )
    if others:
        words += tr(" Everything else that was dropped is imported as well.")
    return tr("{words} The archive itself is not kept.", words=words)

"""The tags of the case: how many things carry each; called otherwise, made one, taken away."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.note_records import Tag
from ui.language import tr

__all__ = ["TagListDialog"]


class TagListDialog(QDialog):
    """A list beside the work.

    Signals: ``rename_wanted(str, str)``, to a name that another tag may have; ``remove_wanted(str)``;
    ``shown_wanted(str)`` to see what carries a tag.
    """

    rename_wanted = Signal(str, str)
    remove_wanted = Signal(str)
    shown_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tags of the case"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 440)
        self._tags: dict[str, Tag] = {}
        self.list = QTreeWidget()
        self.list.setProperty("part", "field")
        self.list.setAccessibleName(tr("Tags"))
        self.list.setHeaderLabels([tr("Tag"), tr("On")])
        self.list.setRootIsDecorated(False)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self.list.itemActivated.connect(lambda _item, _column: self._show_carriers())
        self.list.installEventFilter(self)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("New name of the tag"))
        self.name.textChanged.connect(lambda _text: self._tell())
        self.name.returnPressed.connect(self._rename)
        self.told = QLabel("")
        self.told.setProperty("part", "secondary")
        self.told.setWordWrap(True)
        self.rename = QPushButton(tr("Rename"))
        self.rename.setToolTip(tr("Call it so wherever it is (F2)"))
        self.rename.clicked.connect(self._rename)
        self.remove = QPushButton(tr("Remove"))
        self.remove.setToolTip(tr("Take it off everything (Del)"))
        self.remove.clicked.connect(self._remove)
        self.carriers = QPushButton(tr("Show what carries it"))
        self.carriers.setToolTip(tr("Search for everything with this tag (Return)"))
        self.carriers.clicked.connect(self._show_carriers)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        self._build(close)

    def _build(self, close: QPushButton) -> None:
        naming, buttons = QHBoxLayout(), QHBoxLayout()
        naming.addWidget(self.name, 1)
        naming.addWidget(self.rename)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.carriers)
        buttons.addStretch(1)
        buttons.addWidget(close)
        for button in (self.rename, self.remove, self.carriers, close):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.list, 1)
        layout.addLayout(naming)
        layout.addWidget(self.told)
        layout.addLayout(buttons)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show the tags; the one that was current, or what took its place, stays so."""
        before, place = self.current(), self.list.currentIndex().row()
        typed = self.name.text().strip().casefold()
        self._tags = {tag.name: tag for tag in tags}
        self.list.clear()
        for tag in tags:
            item = QTreeWidgetItem([tag.name, f"{tag.count:,}"])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        names = [tag.name for tag in tags]
        folded = [name.casefold() for name in names]
        if before in names:
            place = names.index(before)
        elif typed in folded:  # it was renamed, or made one with another
            place = folded.index(typed)
        item_there = self.list.topLevelItem(max(0, min(place, len(names) - 1)))
        if item_there is not None:
            self.list.setCurrentItem(item_there)
        self._show_current()

    def current(self) -> str:
        """Return the tag that the keyboard is on, "" for none."""
        item = self.list.currentItem()
        return item.text(0) if item is not None else ""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F2:
                self.name.setFocus()
                self.name.selectAll()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._remove()
                return True
        return super().eventFilter(watched, event)

    def _show_current(self) -> None:
        name = self.current()
        self.name.setText(name)
        for widget in (self.name, self.remove, self.carriers):
            widget.setEnabled(bool(name))
        self._tell()

    def _tell(self) -> None:
        """Say what the new name comes to: another tag that is called so already takes this one in."""
        now, wanted = self.current(), " ".join(self.name.text().split())
        other = self._other(wanted)
        self.rename.setEnabled(bool(now and wanted and wanted != now))
        self.rename.setText(tr("Make one") if other is not None else tr("Rename"))
        if other is not None:
            words = tr(
                "“{name}” is there already, on {number}: the two become one. Ctrl+Z takes it back.",
                name=other.name,
                number=f"{other.count:,}",
            )
        elif not self._tags:
            words = tr("No tags yet. T puts one on a row, a paper or a passage.")
        else:
            words = ""
        self.told.setText(words)

    def _other(self, name: str) -> Tag | None:
        now = self.current().casefold()
        return next(
            (
                tag
                for tag in self._tags.values()
                if tag.name.casefold() == name.casefold() and tag.name.casefold() != now
            ),
            None,
        )

    def _rename(self) -> None:
        wanted = " ".join(self.name.text().split())
        if self.rename.isEnabled():
            self.rename_wanted.emit(self.current(), wanted)

    def _remove(self) -> None:
        if name := self.current():
            self.remove_wanted.emit(name)

    def _show_carriers(self) -> None:
        if name := self.current():
            self.shown_wanted.emit(name)

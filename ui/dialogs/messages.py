"""Everything that was said since the program started, the newest first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.language import tr

if TYPE_CHECKING:
    from ui.troubles import Message

__all__ = ["MessagesDialog"]

_SENTENCE = 2
_PADDING = 20
"""What the style sheet keeps free at both sides of a cell, which Qt forgets as it counts lines."""


class _Whole(QStyledItemDelegate):
    """Gives a sentence as many lines as it takes: what to do stands at its end."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        rows = self.parent()
        if index.column() == _SENTENCE and isinstance(rows, QTreeWidget):
            option = QStyleOptionViewItem(option)
            width = max(rows.header().sectionSize(_SENTENCE) - _PADDING, 1)
            option.rect = QRect(0, 0, width, 1)
        return super().sizeHint(option, index)


class MessagesDialog(QDialog):
    """A list beside the work. ``details`` shows the report of a fault."""

    def __init__(
        self,
        messages: "Sequence[Message]",
        details: "Callable[[Message], object]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._details = details
        self._shown: list[Message] = []
        self.setWindowTitle(tr("Messages"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Messages of this session, the newest first"))
        self.list.setProperty("part", "field")
        self.list.setHeaderLabels([tr("Time"), "", tr("Message")])
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_Whole(self.list))
        header = self.list.header()
        header.setStretchLastSection(True)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(lambda *_: self.list.scheduleDelayedItemsLayout())
        self.list.itemActivated.connect(lambda _item, _column: self._open())
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.step = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.step.setToolTip(tr("What can be done about it"))
        self.step.clicked.connect(self._open)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.show_lines(messages)

    def show_lines(self, messages: "Sequence[Message]") -> None:
        """Show these messages, and go to the newest."""
        self._shown = list(reversed(messages))
        self.list.clear()
        for message in self._shown:
            mark = tr("trouble") if message.trouble else ""
            item = QTreeWidgetItem([f"{message.at:%H:%M:%S}", mark, message.sentence])
            for column in range(_SENTENCE + 1):
                item.setTextAlignment(
                    column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                )
            item.setToolTip(_SENTENCE, message.sentence)
            item.setData(
                _SENTENCE,
                Qt.ItemDataRole.AccessibleTextRole,
                f"{mark}: {message.sentence}" if mark else message.sentence,
            )
            self.list.addTopLevelItem(item)
        if not self._shown:
            nothing = QTreeWidgetItem(["", "", tr("Nothing was said since the program started.")])
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(nothing)
        newest = self.list.topLevelItem(0)
        if self._shown and newest is not None:
            self.list.setCurrentItem(newest)
        self._offer()

    def _current(self) -> "Message | None":
        at = self.list.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _offer(self) -> None:
        message = self._current()
        words = ""
        if message is not None:
            words = tr("Details") if message.report else message.step.words if message.step else ""
        self.step.setText(words)
        self.step.setVisible(bool(words))

    def _open(self) -> None:
        message = self._current()
        if message is None:
            return
        if message.report:
            self._details(message)
        elif message.step is not None:
            message.step.act()

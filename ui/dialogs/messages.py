"""Everything that was said since the program started, the newest first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.language import tr

if TYPE_CHECKING:
    from ui.troubles import Message

__all__ = ["MessagesDialog"]


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
        header = self.list.header()
        header.setStretchLastSection(True)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(lambda _item, _column: self._open())
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.step = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.step.setToolTip(tr("What can be done about it"))
        self.step.clicked.connect(self._open)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
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
            item.setToolTip(2, message.sentence)
            item.setData(
                2,
                Qt.ItemDataRole.AccessibleTextRole,
                f"{mark}: {message.sentence}" if mark else message.sentence,
            )
            self.list.addTopLevelItem(item)
        newest = self.list.topLevelItem(0)
        if newest is not None:
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

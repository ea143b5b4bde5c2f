"""What stands in the window's place while a case is locked: its name, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.language import tr
from ui.theme import Theme

__all__ = ["LockedPanel"]

_LETTERS = 60


class LockedPanel(QWidget):
    """Signals: ``unlock_wanted()``, ``leave_wanted()`` for the first screen."""

    unlock_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = QLabel()
        self._headline = QLabel()
        self._headline.setProperty("part", "headline")
        self._below = QLabel()
        self._below.setProperty("part", "secondary")
        self._below.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.unlock = QPushButton(tr("Unlock…"))
        self.unlock.setToolTip(tr("Give the passphrase or the recovery key (Enter)"))
        self.unlock.setDefault(True)
        self.unlock.setAutoDefault(True)
        self.unlock.clicked.connect(self.unlock_wanted)
        self.leave = QPushButton(tr("Other cases"))
        self.leave.setToolTip(tr("To the first screen; the case stays locked"))
        self.leave.setAutoDefault(True)
        self.leave.clicked.connect(self.leave_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.unlock)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        for label in (self._mark, self._headline, self._below):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._mark)
            column.addWidget(label)
        column.addLayout(buttons)
        column.addStretch(3)
        theme.changed.connect(self._paint)
        self._paint()

    def show_case(self, name: str) -> None:
        """Say which case is locked."""
        self._headline.setText(tr("“{name}” is locked", name=name))
        self.setAccessibleName(self._headline.text())

    def show_work(self, *, works: bool) -> None:
        """Say whether work for the case goes on behind this."""
        self._below.setText(
            tr(
                "What was under way goes on: papers come in, scans are read. The case is closed when that "
                "is done."
            )
            if works
            else tr("It is closed, and encrypted on the disk.")
        )

    def _paint(self) -> None:
        side = self.fontMetrics().height() * 2
        self._mark.setPixmap(icon("lock", self._theme.palette.secondary).pixmap(side, side))

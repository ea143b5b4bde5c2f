"""A quiet line above the parties: possible duplicates, or what a drop is about to merge."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.language import tr

__all__ = ["PartyBanner"]


class PartyBanner(QWidget):
    """Hidden while there is nothing to say. Signal: ``duplicates_wanted()``."""

    duplicates_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._number = 0
        self.link = QPushButton("")
        self.link.setProperty("part", "link")
        self.link.clicked.connect(self.duplicates_wanted)
        self.question = QLabel("")
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.yes = QPushButton(tr("Merge"))
        self.yes.clicked.connect(self._confirm)
        self.no = QPushButton(tr("Cancel"))
        self.no.clicked.connect(self.drop_question)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        self._asking = QWidget()
        self._asking.setProperty("part", "notice")
        self._asking.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(self._asking)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self.question)
        inner.addLayout(buttons)
        self._quiet = QWidget()
        self._quiet.setProperty("part", "column-head")
        self._quiet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._quiet)
        line.setContentsMargins(9, 2, 2, 2)
        line.addWidget(self.link, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._quiet)
        layout.addWidget(self._asking)
        self._asking.hide()
        self.show_duplicates(0)

    @property
    def is_asking(self) -> bool:
        """Tell whether a question waits for its answer."""
        return self._act is not None

    def show_duplicates(self, number: int) -> None:
        """Say how many pairs of parties may be one; nothing for none."""
        self._number = number
        self.link.setText(
            tr(
                "{number:,} possible duplicate{value}",
                number=number,
                value="" if number == 1 else "s",
            )
        )
        self.link.setToolTip(tr("Parties that may be one and the same, each pair with its reason"))
        self._quiet.setVisible(number > 0)
        self.setVisible(number > 0 or self.is_asking)

    def ask(self, sentence: str, act: Callable[[], object]) -> None:
        """Ask whether to do something; Return does it, Esc does not."""
        self._act = act
        self.question.setText(sentence)
        self._asking.show()
        self.show()
        self.yes.setFocus()

    def drop_question(self) -> None:
        """Take the question away without doing it."""
        self._act = None
        self._asking.hide()
        self.show_duplicates(self._number)

    def _confirm(self) -> None:
        act = self._act
        self.drop_question()
        if act is not None:
            act()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.yes.hasFocus():
            self._confirm()
        else:
            super().keyPressEvent(event)

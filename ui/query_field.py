"""A line in which a query is typed; it says so while somebody types, after a short pause."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

__all__ = ["FEWEST_CHARACTERS", "QueryField"]

_TYPING_PAUSE_MS = 120
FEWEST_CHARACTERS = 3
"""Shorter beginnings stand for half the dictionary; Return asks for them all the same."""


class QueryField(QLineEdit):
    """Signal: ``query_changed(str, bool)`` with whether somebody is still typing it, "" when cleared."""

    query_changed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told: tuple[str, bool] = ("", False)
        """The query that was asked last, and whether it was still being typed."""
        self.setAcceptDrops(False)
        self.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.pause)
        self.textChanged.connect(self._typing.start)
        self.returnPressed.connect(self.enter)

    def name_clear_button(self, name: str, hint: str) -> None:
        """Name the button that clears the field, for those who hear it."""
        clear = self.findChild(QToolButton)
        if clear is not None:
            clear.setAccessibleName(name)
            clear.setToolTip(hint)

    def ask_at_once(self, query: str = "", *, typing: bool = False) -> None:
        """Put in a query, or nothing, and say so without waiting."""
        self.setText(query)
        self.tell(typing=typing)

    def show_query(self, query: str, *, typing: bool) -> None:
        """Put in a query that has been asked for already, and say nothing."""
        self.setText(query)
        self._typing.stop()
        self.told = (query.strip(), typing)

    def pause(self) -> None:
        """Say what is typed if it is long enough, or nothing any more."""
        text = self.text().strip()
        if not text or len(text) >= FEWEST_CHARACTERS:
            self.tell(typing=True)

    def enter(self) -> None:
        """Say what stands there, for Return."""
        self.tell(typing=False)

    def tell(self, *, typing: bool) -> None:
        """Say what stands there unless that was said."""
        self._typing.stop()
        query = self.text().strip()
        if not query:
            typing = False
        if (query, typing) != self.told:
            self.told = (query, typing)
            self.query_changed.emit(query, typing)

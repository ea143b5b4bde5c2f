"""F1 and Shift+F1: the help at what the keyboard is in, in the window and in every dialogue over it."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.help_topics import KEYS_TITLE, Place
from ui.program_commands import ProgramCommands

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["HelpCommands"]


class HelpCommands(QObject):
    """Opens the help. A dialogue takes the key when the keyboard first comes into it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.program = ProgramCommands(window.desk.jobs, window)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._reach)

    def show(self) -> None:
        """Show what the help says of the part that the keyboard is in."""
        from ui.dialogs.help import HelpDialog, show_help

        at = QApplication.focusWidget() or self._window.focusWidget()
        over = at.window() if at is not None else self._window
        if isinstance(over, HelpDialog):
            over.show_title(KEYS_TITLE)
        elif isinstance(over, QDialog) and over.isModal():
            show_help(at, over)  # one beside the window would be out of reach meanwhile
        else:
            show_help(at, self._window, self.ask)

    def show_keys(self) -> None:
        """Show what every key does."""
        from ui.dialogs.help import show_help

        show_help(None, self._window, self.ask).show_place(Place(KEYS_TITLE))

    def ask(self, query: str) -> bool:
        """Search all papers for an example of the help; tell whether there is a case to search."""
        if self._window.desk.case is None:
            return False
        self._window.activateWindow()
        self._window.search.ask(query, typing=False)
        return True

    def _reach(self, _before: QWidget | None, now: QWidget | None) -> None:
        over = now.window() if now is not None else None
        key = self._window.actions_by_key.get("help")
        if isinstance(over, QDialog) and key is not None and key not in over.actions():
            over.addAction(key)

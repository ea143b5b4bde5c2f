"""Asks for the password of locked papers, once for all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui import messages
from ui.dialogs.form import Form

__all__ = ["PasswordForm"]

_MOST_NAMES = 3


class PasswordForm(Form):
    """Which papers are locked, and a field. Signal: ``given(str)`` with the password as it was typed."""

    given = Signal(str)

    def __init__(self, name: str, others: Sequence[str], parent: QWidget | None = None) -> None:
        """Ask for the password of the file ``name``; ``others`` are locked too and are tried as well."""
        super().__init__("Password", _lead(name, others), "Unlock", parent)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.add_field("Password", self.password)
        show = QCheckBox("Show what I type")
        show.toggled.connect(self._show)
        self.fields.addRow("", show)

    def _show(self, wanted: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if wanted else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)

    def submit(self) -> None:
        """Tell the password; an empty one is no password."""
        typed = self.password.text()
        if not typed:
            self.complain("Type the password first.")
            return
        self.given.emit(typed)
        self.accept()


def _lead(name: str, others: Sequence[str]) -> str:
    words = f"“{name}” is locked."
    if others:
        named = ", ".join(f"“{other}”" for other in others[:_MOST_NAMES])
        more = len(others) - _MOST_NAMES
        if more > 0:
            named += f" and {messages.count(more, 'other paper')}"
        words += f" The password is tried on {named} as well."
    return f"{words} It is kept in this case, so that the pages can be drawn."

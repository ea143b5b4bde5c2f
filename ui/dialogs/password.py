"""Asks for the password of locked papers, once for all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui import messages
from ui.dialogs.form import Form
from ui.language import tr

__all__ = ["PasswordForm"]

_MOST_NAMES = 3


class PasswordForm(Form):
    """Which papers are locked, and a field. Signal: ``given(str)`` with the password as it was typed."""

    given = Signal(str)

    def __init__(self, name: str, others: Sequence[str], parent: QWidget | None = None) -> None:
        """Ask for the password of the file ``name``; ``others`` are locked too and are tried as well."""
        super().__init__(tr("Password"), _lead(name, others), tr("Unlock"), parent)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.add_field(tr("Password"), self.password)
        show = QCheckBox(tr("Show what I type"))
        show.toggled.connect(self._show)
        self.fields.addRow("", show)

    def _show(self, wanted: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if wanted else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)

    def submit(self) -> None:
        """Tell the password; an empty one is no password."""
        typed = self.password.text()
        if not typed:
            self.complain(tr("Type the password first."))
            return
        self.given.emit(typed)
        self.accept()


def _lead(name: str, others: Sequence[str]) -> str:
    words = tr("“{name}” is locked.", name=name)
    if others:
        named = ", ".join(f"“{other}”" for other in others[:_MOST_NAMES])
        more = len(others) - _MOST_NAMES
        if more > 0:
            named += tr(" and {more}", more=messages.count(more, tr("other paper")))
        words += tr(" The password is tried on {named} as well.", named=named)
    return tr("{words} It is kept in this case, so that the pages can be drawn.", words=words)

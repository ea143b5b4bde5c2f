"""Fields in which passphrases are typed: unseen, with a note where Caps Lock seems to be on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from typing_extensions import override

from ui.dialogs.form import Form
from ui.language import tr

__all__ = ["SecretField", "add_secret", "show_check"]


class SecretField(QLineEdit):
    """Shows dots. Signal: ``caps_seen(bool)`` when a letter tells whether Caps Lock is on."""

    caps_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    def show_typed(self, wanted: bool) -> None:
        """Show what is typed, or dots again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if wanted else QLineEdit.EchoMode.Password)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(typed.isupper() is not shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_seen.emit(False)  # the next letter will tell
        super().keyPressEvent(event)


def add_secret(form: Form, name: str) -> SecretField:
    """Add a field for a passphrase to a form, with the note on Caps Lock below it."""
    field = SecretField()
    form.add_field(name, field)
    note = QLabel(tr("Caps Lock seems to be on."))
    note.setProperty("part", "warning")
    form.fields.addRow("", note)
    form.fields.setRowVisible(note, False)

    def seen(on: bool) -> None:
        if form.fields.isRowVisible(note) is not on:
            form.fields.setRowVisible(note, on)
            form.fit()

    field.caps_seen.connect(seen)
    return field


def show_check(*fields: SecretField) -> QCheckBox:
    """Return a box by which what is typed in the fields is shown."""
    check = QCheckBox(tr("Show what I type"))
    for field in fields:
        check.toggled.connect(field.show_typed)
    return check

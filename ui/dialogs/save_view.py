"""Asks for the name under which a view is kept, or by which it is called from now on."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ui.language import tr

__all__ = ["ViewNameForm"]


class ViewNameForm(QDialog):
    """What the view asks for, and a field for its name. Signal: ``chosen(str)``."""

    chosen = Signal(str)

    def __init__(
        self, asked: str, parent: QWidget, *, name: str = "", taken: Collection[str] = ()
    ) -> None:
        """Ask for a name; with a ``name`` for another one. Names that are ``taken`` would be replaced."""
        super().__init__(parent)
        self._taken = {each.casefold() for each in taken}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rename this view") if name else tr("Save this view"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(tr("Name"))
        self.name.setPlaceholderText(tr("Name, as in “Before the deposition”"))
        self.name.selectAll()
        told = QLabel(asked)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setProperty("part", "secondary")
        self.note = QLabel("")
        self.note.setProperty("part", "secondary")
        self.note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.name.textChanged.connect(self._typed)
        layout = QFormLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addRow(tr("View"), told)
        layout.addRow(tr("Name"), self.name)
        layout.addRow(self.note)
        layout.addRow(buttons)
        self.accepted.connect(lambda: self.chosen.emit(" ".join(self.name.text().split())))
        self._typed(name)

    def _typed(self, text: str) -> None:
        words = " ".join(text.split())
        self._save.setEnabled(any(map(str.isalnum, words)))
        is_taken = words.casefold() in self._taken
        self.note.setText(
            tr("A view of this name is there: saving takes its place.") if is_taken else ""
        )

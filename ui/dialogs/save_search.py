"""Asks for the name under which a search is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ui.language import tr

__all__ = ["SaveSearchForm"]


class SaveSearchForm(QDialog):
    """A field for the name. Signal: ``chosen(str)``."""

    chosen = Signal(str)

    def __init__(self, query: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Save this search"))
        self.setMinimumWidth(420)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.name.setPlaceholderText(tr("Name, as in “Retaliation”"))
        asked = QLabel(query)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWordWrap(True)
        asked.setProperty("part", "secondary")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setEnabled(False)
        self.name.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        layout = QFormLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addRow(tr("Search"), asked)
        layout.addRow(tr("Name"), self.name)
        layout.addRow(buttons)
        self.accepted.connect(lambda: self.chosen.emit(" ".join(self.name.text().split())))

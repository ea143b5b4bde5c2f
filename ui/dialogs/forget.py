"""Asks before what this computer keeps of a case is removed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.form import Form
from ui.language import tr

__all__ = ["ForgetForm"]


class ForgetForm(Form):
    """Says what goes and what stays. Signal: ``agreed()``."""

    agreed = Signal()

    def __init__(self, name: str, folder: Path, parent: QWidget | None = None) -> None:
        """Ask about the case called ``name`` in a folder, which is there or not."""
        lead = tr(
            "What this computer keeps of “{name}” beside its folder is removed: the search index, which "
            "papers were open, how its lists and reports were put, and its entry among the recent cases.\n\n"
            "The case itself stays as it is, in {folder}. Opened again, it is indexed anew.",
            name=name,
            folder=folder,
        )
        super().__init__(tr("Forget the case on this computer"), lead, tr("Forget"), parent)

    def submit(self) -> None:
        """Tell that it may go."""
        self.agreed.emit()
        self.accept()

"""A dialog that ends in a file: what went wrong, how far the writing is, and a way to break it off."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QWidget,
)
from typing_extensions import override

from ui.language import tr

__all__ = ["SavingDialog"]


class SavingDialog(QDialog):
    """The parts that such dialogs share; ``_save`` says what is to be saved.

    Signals: ``save_wanted(object)`` with what was chosen; ``cancel_wanted()`` while the file is written.
    """

    save_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saving = False
        self.problem = QLabel("")
        self.problem.setProperty("part", "warning")
        self.problem.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self.open_after = QCheckBox(tr("Open after saving"))
        self._buttons = QDialogButtonBox()  # which puts them in the order of the system
        roles = QDialogButtonBox.ButtonRole
        self.close_button = self._buttons.addButton(tr("Close"), roles.RejectRole)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self._leave)
        self.save_button = self._buttons.addButton(tr("Save…"), roles.AcceptRole)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)

    def foot(self) -> QHBoxLayout:
        """Return the last line of the dialog: what went wrong, progress, and the buttons."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.problem, 1)
        for widget in (self.bar, self.open_after, self._buttons):
            row.addWidget(widget)
        return row

    def complain(self, sentence: str) -> None:
        """Say what went wrong; the dialog stays open."""
        self.problem.setText(sentence)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the writing is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_saving(self, saving: bool) -> None:
        """Show that the file is being written, or that it no longer is."""
        self._saving = saving
        self.bar.setRange(0, 0)
        self.bar.setVisible(saving)
        self.save_button.setEnabled(not saving)
        self.close_button.setText(tr("Cancel") if saving else tr("Close"))

    def _save(self) -> None:
        raise NotImplementedError

    def _leave(self) -> None:
        if self._saving:
            self.cancel_wanted.emit()
        else:
            self.reject()

    @override
    def reject(self) -> None:
        if self._saving:
            self.cancel_wanted.emit()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._saving:
            self.cancel_wanted.emit()
        super().closeEvent(event)

"""How far long work is, in a small window beside which the attorney goes on, with Cancel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.import_records import Progress
from ui.elided_label import ElidedLabel
from ui.language import tr

__all__ = ["WorkingDialog"]

_LETTERS = 56  # of the line that says what is under way


class WorkingDialog(QDialog):
    """Signal: ``cancel_wanted()``; ``end`` closes it."""

    cancel_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = False
        self.line = ElidedLabel()
        self.line.setText(title)
        self.line.setAccessibleName(tr("What is being done"))
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setToolTip(tr("Give this up; nothing of it is kept"))
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.cancel_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(14)
        rows.addWidget(self.line)
        rows.addLayout(foot)

    def show_step(self, step: Progress) -> None:
        """Say what is under way and how far the whole is."""
        self.line.setText(step.message)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def end(self) -> None:
        """Close: the work is over."""
        self._over = True
        self.close()
        self.deleteLater()  # it may never have been shown

    @override
    def reject(self) -> None:
        if self._over:
            super().reject()
            return
        self.cancel_button.setEnabled(False)
        self.line.setText(tr("Giving it up…"))
        self.cancel_wanted.emit()

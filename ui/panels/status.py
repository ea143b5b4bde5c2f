"""The status line: what was just done, what is on screen, what is being read, and Cancel."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.elided_label import ElidedLabel

__all__ = ["StatusLine"]

_SAID_FOR_MS = 9000


class StatusLine(QWidget):
    """Signals: ``cancel_wanted()``; ``details_wanted()`` after an import."""

    cancel_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._said = _words(self.tr("Saved"))
        self._said.setAccessibleName(self.tr("Status"))
        self._counts = _words("")
        self._details = QPushButton(self.tr("Details"))
        self._details.setProperty("part", "link")
        self._details.setToolTip(self.tr("One line for each file of the last import"))
        self._details.clicked.connect(self.details_wanted)
        self._details.hide()
        self._work = _words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(self.tr("Import progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setProperty("part", "link")
        self._cancel.setToolTip(self.tr("Stop after the file that is being read"))
        self._cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(16)
        for widget in (self._said, self._details, self._counts):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._work)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(lambda: self._said.setText(self.tr("Saved")))
        self.end_work()

    @property
    def said(self) -> str:
        """What the line says at the left."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """Say something for a while."""
        self._said.setText(sentence)
        self._said.setToolTip(sentence)
        self._quiet.start(_SAID_FOR_MS)

    def show_counts(self, words: str) -> None:
        """Say what is on screen."""
        self._counts.setText(words)

    def show_details(self, visible: bool) -> None:
        """Offer the list of the last import's files."""
        self._details.setVisible(visible)

    def show_work(self, message: str, done: int, total: int) -> None:
        """Show how far an import has come; until the first file is done, only that it moves."""
        self._work.setText(message)
        self._bar.setRange(0, total if done else 0)
        self._bar.setValue(done)
        for widget in (self._work, self._bar, self._cancel):
            widget.show()

    def show_cancelling(self) -> None:
        """Say that the work stops at the end of its current step."""
        self._work.setText(self.tr("Stopping…"))

    def end_work(self) -> None:
        """Hide the progress, at rest."""
        self._bar.setRange(0, 1)
        for widget in (self._work, self._bar, self._cancel):
            widget.hide()


def _words(text: str) -> ElidedLabel:
    label = ElidedLabel()
    label.setText(text)
    label.setProperty("part", "secondary")
    return label

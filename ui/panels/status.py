"""The status line: what was just done, what is on screen, what is being read, with Pause and Cancel."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.elided_label import ElidedLabel
from ui.language import tr

__all__ = ["StatusLine"]

_SAID_FOR_MS = 9000


class StatusLine(QWidget):
    """The line at the foot of the window.

    Signals: ``pause_wanted(bool)``; ``cancel_wanted()``; ``details_wanted()`` for the import's files;
    ``spoke(str)`` after something was said.
    """

    pause_wanted = Signal(bool)
    cancel_wanted = Signal()
    details_wanted = Signal()
    spoke = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = False
        self._still = False
        self.setProperty("part", "status-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = _words(tr("Saved"), least=16)
        self._said.setAccessibleName(tr("Status"))
        self._counts = _words("", least=0)
        self._details = _link("", tr("One line for each file of the import"))
        self._details.clicked.connect(self.details_wanted)
        self._work = _words("")
        self._work.setAccessibleName(tr("Work under way"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(tr("Progress"))
        self._pause = _link(tr("Pause"), tr("Wait after what is in hand"))
        self._pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._cancel = _link(tr("Cancel"), tr("Stop after the file that is being read"))
        self._cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(12)
        row.addWidget(self._said)
        row.addWidget(self._details)
        row.addWidget(self._counts)
        row.addStretch(1)
        for widget in (self._work, self._bar, self._pause, self._cancel):
            row.addWidget(widget)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(lambda: self._said.setText(tr("Saved")))
        self.show_details("")
        self.end_work()

    @property
    def said(self) -> str:
        """What the line says at the left."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """Say something for a while."""
        self._said.setText(sentence)
        self._said.setToolTip(sentence)
        self._said.setAccessibleDescription(sentence)
        self._quiet.start(_SAID_FOR_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self._said, QAccessible.Event.Alert))
        self.spoke.emit(sentence)

    def forget(self) -> None:
        """Take back what was said: it may quote a case that is to be seen no more."""
        self._quiet.stop()
        for tell in (self._said.setToolTip, self._said.setAccessibleDescription):
            tell("")
        self._said.setText(tr("Saved"))
        for words in (self._work, self._counts):
            words.setText("")
            words.setToolTip("")
        self.end_work()

    def show_counts(self, words: str) -> None:
        """Say what is on screen."""
        self._counts.setText(words)

    def show_details(self, words: str) -> None:
        """Offer the list of the import's files under these words; "" takes the offer away."""
        self._details.setText(words)
        self._details.setVisible(bool(words))

    def show_work(
        self,
        message: str,
        done: int,
        total: int,
        *,
        paused: bool = False,
        can_cancel: bool = True,
        can_pause: bool = True,
    ) -> None:
        """Show how far work has come; until the first of its things is done, only that it moves."""
        self._paused = paused
        self._work.setText(message)
        self._work.setToolTip(message)
        self._bar.setRange(0, max(total, 1) if done or paused or self._still else 0)
        self._bar.setValue(done)
        self._pause.setText(tr("Go on") if paused else tr("Pause"))
        for widget in (self._work, self._bar):
            widget.show()
        self._pause.setVisible(can_pause)
        self._cancel.setVisible(can_cancel)

    def show_still(self, still: bool) -> None:
        """Show work whose end is not known as an empty bar instead of a moving one."""
        self._still = still

    def show_cancelling(self) -> None:
        """Say that the work stops at the end of its current step."""
        self._work.setText(tr("Stopping…"))
        self._pause.hide()

    def end_work(self) -> None:
        """Hide the progress, at rest."""
        self._bar.setRange(0, 1)
        for widget in (self._work, self._bar, self._pause, self._cancel):
            widget.hide()


def _words(text: str, *, least: int = 6) -> ElidedLabel:
    label = ElidedLabel(least=least)
    label.setText(text)
    label.setProperty("part", "secondary")
    return label


def _link(words: str, told: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("part", "link")
    button.setToolTip(told)
    return button

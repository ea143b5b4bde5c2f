"""The self-check in a window of its own: a line for each step as it comes, and at last what it means."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.language import tr
from ui.self_check import Outcome

__all__ = ["SelfCheckDialog"]

_LETTERS = 118
_WAITING, _PASSED, _FAILED = "·", "✓", "✗"


class SelfCheckDialog(QDialog):
    """Beside the work. Signal: ``left()`` when it is closed, which before the end gives the check up."""

    left = Signal()

    def __init__(self, titles: Sequence[str], about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Check of the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._about = about
        self._outcomes: list[Outcome] = []
        self.head = QLabel(
            tr(
                "Every part of Pincite is put to work on the sample case, in a place that goes again. "
                "Your cases are not touched, and you can go on working."
            )
        )
        self.head.setWordWrap(True)
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for row, title in enumerate(titles):
            line = QLabel(_WAITING), QLabel(title), QLabel("")
            for column, label in enumerate(line):
                label.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
            line[0].setMinimumWidth(self.fontMetrics().horizontalAdvance(_PASSED))
            line[0].setAccessibleName(tr("waiting"))
            line[1].setProperty("part", "secondary")
            line[2].setWordWrap(True)
            self._lines.append(line)
        grid.setRowStretch(len(titles), 1)
        inside = QWidget()
        inside.setLayout(grid)
        self._around = around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setWidget(inside)
        around.setAccessibleName(tr("Steps of the check"))
        self.bar = QProgressBar()
        self.bar.setRange(0, len(titles))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.rejected.connect(self.close)
        self.copy_button = self.buttons.addButton(
            tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.setToolTip(tr("These lines and the version, without anything of a case"))
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(14)
        layout.addWidget(self.head)
        layout.addWidget(around, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)
        metrics = self.fontMetrics()
        lines = len(titles) * 2 + 6
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()
        self.resize(metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * lines)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of the next step."""
        mark, title, sentence = self._lines[len(self._outcomes)]
        self._outcomes.append(outcome)
        mark.setText(_PASSED if outcome.passed else _FAILED)
        mark.setAccessibleName(tr("in order") if outcome.passed else tr("failed"))
        title.setProperty("part", "")
        title.style().polish(title)
        sentence.setText(outcome.sentence)
        sentence.setProperty("part", "secondary" if outcome.passed else "warning")
        sentence.style().polish(sentence)
        self.bar.setValue(len(self._outcomes))

    def end(self) -> None:
        """Say what it all means."""
        failed = [outcome for outcome in self._outcomes if not outcome.passed]
        for mark, _, sentence in self._lines[len(self._outcomes) :]:
            mark.setAccessibleName(tr("not tried"))
            sentence.setText(tr("not tried"))
        if failed:
            self.head.setText(
                tr(
                    "Pincite does not work as it should on this computer. What failed, and what to do, "
                    "stands beside its step. Your cases are not touched by this."
                )
            )
        else:
            self.head.setText(tr("Pincite works as it should: every step is in order."))
        self.bar.hide()
        self.copy_button.setEnabled(True)
        self.buttons.removeButton(self.buttons.button(QDialogButtonBox.StandardButton.Cancel))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close).setFocus()
        for mark, _, sentence in self._lines:
            if mark.text() == _FAILED:
                self._around.ensureWidgetVisible(sentence)
                break

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.told())

    def told(self) -> str:
        """Return the outcome as text."""
        lines = [
            f"{_PASSED if one.passed else _FAILED} {one.title}: {one.sentence}"
            for one in self._outcomes
        ]
        return "\n".join((self._about, *lines))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)

    @override
    def reject(self) -> None:
        self.close()

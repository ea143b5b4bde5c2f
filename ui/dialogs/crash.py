"""What the user sees when the program itself is at fault.

The report names our own files and lines and the kind of error. It never holds an error's message or
the value of a variable: both may quote a confidential paper.
"""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

__all__ = ["CrashDialog", "crash_report"]


def crash_report(error: BaseException) -> str:
    """Return where an error arose, without anything of a case."""
    lines = [
        f"Pincite on Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines.extend(
            f"  {_known_part(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        )
        seen = seen.__cause__
    return "\n".join(lines)


def _known_part(filename: str) -> str:
    """Return a file's last two parts: the rest names the user's folders."""
    return "/".join(Path(filename).parts[-2:])


class CrashDialog(QDialog):
    """Says that it was the program's fault, that nothing is lost, and offers the report to copy."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong in Pincite")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 380)
        words = QLabel(
            "This is a fault of the program, not yours. Your case is saved up to the last decision. "
            "You can go on; if things look odd, close and open the case again. The report below holds "
            "nothing of your case."
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(crash_report(error))
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.addWidget(words)
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

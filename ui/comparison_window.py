"""A window of its own for what changed between two papers, so that it can stand beside the reader."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import DocumentRow
from ui.icons import application_icon
from ui.language import tr
from ui.panels.difference import DifferencePanel
from ui.theme import Theme

__all__ = ["ComparisonWindow"]


class ComparisonWindow(QWidget):
    """Two papers side by side. Signal: ``closed(ComparisonWindow)``."""

    closed = Signal(object)

    def __init__(self, first: DocumentRow, second: DocumentRow, theme: Theme) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.panel = DifferencePanel(theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # One window more must not keep the program alive when the main one is closed.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowIcon(application_icon())
        self.resize(1180, 820)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        for keys in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self.wait_for(first, second)

    def wait_for(self, first: DocumentRow, second: DocumentRow) -> None:
        """Name two papers that are being compared."""
        self.first, self.second = first, second
        # Titles show in the system's lists of windows, and where a screen is shared: no word of a paper.
        self.setWindowTitle(tr("Two papers compared – Pincite"))
        self.setAccessibleDescription(
            tr(
                "{short_name} → {short_name2}",
                short_name=first.short_name,
                short_name2=second.short_name,
            )
        )
        self.panel.show_waiting(first, second)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self)

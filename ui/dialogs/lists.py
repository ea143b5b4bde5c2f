"""A window with lines of two columns: what an import did, history, problems, keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

__all__ = ["show_lines"]

_MOST_LINES = 5000


def show_lines(
    title: str, lead: str, lines: Sequence[tuple[str, str]], parent: QWidget | None = None
) -> QDialog:
    """Show lines in a window of their own, beside which the work goes on; return the window."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(680, 440)
    words = QLabel(lead)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    shown = lines[:_MOST_LINES]
    table = QTableWidget(len(shown), 2)
    table.setAccessibleName(title)
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    for number, pair in enumerate(shown):
        for column, text in enumerate(pair):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            table.setItem(number, column, item)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    table.setColumnWidth(0, 240)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    if len(shown) <= 300:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 14, 16, 12)
    layout.addWidget(words)
    layout.addWidget(table, 1)
    layout.addWidget(buttons)
    dialog.show()
    return dialog

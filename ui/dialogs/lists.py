"""A window with lines of two columns: what an import did, history, problems, keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

__all__ = ["LineStep", "show_lines"]

_MOST_LINES = 5000
_WIDEST_NAME = 240
_PADDING = 20
"""What the style sheet keeps free at both sides of a cell, which Qt forgets as it counts lines."""


@dataclass(frozen=True)
class LineStep:
    """What can be done about some of the lines: the words of its button, for which lines, and the act."""

    words: str
    applies: Callable[[int], bool]
    act: Callable[[int], object]


class _Roomy(QStyledItemDelegate):
    """Counts the lines of a text in the width that it is painted in."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        narrow = QStyleOptionViewItem(option)
        narrow.rect.setWidth(max(option.rect.width() - _PADDING, 1))
        size = super().sizeHint(narrow, index)
        return QSize(size.width() + _PADDING, size.height())


def show_lines(
    title: str,
    lead: str,
    lines: Sequence[tuple[str, str]],
    parent: QWidget | None = None,
    step: LineStep | None = None,
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
    table.setItemDelegate(_Roomy(table))
    table.resizeColumnToContents(0)
    table.setColumnWidth(0, min(table.columnWidth(0), _WIDEST_NAME))
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    if len(shown) <= 300:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    if step is not None:
        _offer(step, table, buttons)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 14, 16, 12)
    layout.setSpacing(10)
    layout.addWidget(words)
    layout.addWidget(table, 1)
    layout.addWidget(buttons)
    dialog.show()
    return dialog


def _offer(step: LineStep, table: QTableWidget, buttons: QDialogButtonBox) -> None:
    """Put a button below the lines for what can be done about the current one, if it can be for any."""
    fitting = [row for row in range(table.rowCount()) if step.applies(row)]
    if not fitting:
        return
    button = buttons.addButton(step.words, QDialogButtonBox.ButtonRole.ActionRole)
    button.clicked.connect(lambda: step.act(table.currentRow()))
    table.currentCellChanged.connect(
        lambda row, *_: button.setEnabled(row >= 0 and step.applies(row))
    )
    table.setCurrentCell(fitting[0], 0)

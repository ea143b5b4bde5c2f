"""Rows of a plain tree or table with the height that rows have in the window's other lists."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

__all__ = ["TallRows"]

_ROOM = 10  # above and below the letters together


class TallRows(QStyledItemDelegate):
    """Takes its height from the letters."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), option.fontMetrics.height() + _ROOM)

"""A scroll bar whose room is always kept, so that rows never change their width under the reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea

__all__ = ["keep_scroll_bar"]


def keep_scroll_bar(area: QAbstractScrollArea) -> None:
    """Keep room for the vertical scroll bar; its handle is seen only where there is something to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
    bar.setEnabled(bar.maximum() > bar.minimum())

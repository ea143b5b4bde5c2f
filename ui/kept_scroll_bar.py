"""A scroll bar whose room is always kept, so that rows never change their width under the reader."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

__all__ = ["keep_scroll_bar"]


class _Handle(QObject):
    """Lets a bar's handle be seen only where there is something to scroll.

    The bar owns it, and is asked for each time: a bar that is being deleted still tells of its range when
    Python no longer has an object for it.
    """

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        bar.rangeChanged.connect(self._show)
        self._show(bar.minimum(), bar.maximum())

    def _show(self, low: int, high: int) -> None:
        bar = self.parent()
        if isinstance(bar, QScrollBar):
            bar.setEnabled(high > low)


def keep_scroll_bar(area: QAbstractScrollArea) -> None:
    """Keep room for the vertical scroll bar; its handle is seen only where there is something to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    _Handle(area.verticalScrollBar())

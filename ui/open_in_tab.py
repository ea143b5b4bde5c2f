"""Opening what a list shows in a tab of its own, by key or the middle button; a double click keeps it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from casefile.records import DateRow, DocumentRow, PartyRow, QuoteRow
from ui.models.hits import HitLine
from ui.models.roles import ROW_ROLE

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["TabClicks", "open_in_tab"]


def open_in_tab(window: "MainWindow", item: object = None) -> None:
    """Open the paper of a row, hit or document in a tab of its own, at its place.

    Without an ``item`` what is current where the keyboard is.
    """
    if item is None:
        item = _current(window)
    if isinstance(item, HitLine):
        window.reader.open_tab(item.found.document.id)
        window.navigator.show_hit(item)
    elif isinstance(item, DocumentRow):
        window.reader.open_tab(item.id)
        window.navigator.show_document(item.id)
    elif isinstance(item, PartyRow | QuoteRow | DateRow):
        if window.readers.open_in_tab(item) is not None:
            window.navigator.show_row(item)
    else:
        window.readers.open_in_tab(None)


def _current(window: "MainWindow") -> object:
    if window.focusWidget() is window.documents.tree:
        return window.documents.current()
    line = window.hits.current() if window.is_searching else None
    return line if line is not None and line.hit is not None else window.keys.current_row()


class TabClicks(QObject):
    """Has the middle button open rows of lists in tabs, and a double click keep a paper open."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        columns = (column.list for column in window.columns.columns.values())
        self._views: dict[QObject, QAbstractItemView] = {
            view.viewport(): view for view in (window.documents.tree, window.hits.list, *columns)
        }
        for viewport in self._views:
            viewport.installEventFilter(self)
        window.documents.tree.doubleClicked.connect(lambda _index: window.readers.keep_open())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses of the middle button."""
        if event.type() is not QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        view = self._views.get(watched)
        if view is None or event.button() is not Qt.MouseButton.MiddleButton:
            return False
        item = view.indexAt(event.position().toPoint()).data(ROW_ROLE)
        if item is not None:
            open_in_tab(self._window, item)
        return True

"""The menus of rows and documents, under the right mouse button."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from casefile.records import DateRow, DocumentRow, DocumentState, PartyRow, QuoteRow
from ui.import_commands import ImportCommands
from ui.language import tr
from ui.messages import on_button
from ui.models.rows import AnyRow
from ui.narrowing import Narrowing
from ui.navigator import Navigator
from ui.review_commands import ReviewCommands

__all__ = ["DocumentEntries", "DocumentMenu", "show_row_menu"]

DocumentEntries: TypeAlias = Callable[[DocumentRow], tuple[tuple[str, Callable[[], object]], ...]]
"""Adds entries to a document's menu: each with its words and what it does."""


def show_row_menu(
    row: AnyRow,
    at: QPoint,
    actions: Mapping[str, QAction],
    show_with_whom: Callable[[int], object],
    window: QWidget,
) -> None:
    """Show the menu of a party, quote or date at a global place.

    ``show_with_whom`` shows the picture around a party, by its number.
    """
    keys = ["open_source", "open_in_tab", "narrow", "copy", "accept", "reject", "edit"]
    if isinstance(row, PartyRow):
        keys += ["card", "side_by_side", "report_dossier", "merge", "split", "kind"]
    if isinstance(row, QuoteRow):
        keys += ["other_place", "same_speaker"]
    if isinstance(row, DateRow) and row.alternatives:
        keys.append("switch")
    keys += ["note", "tags", "link_issue"]
    menu = _menu(window)
    menu.addActions([actions[key] for key in keys])
    if isinstance(row, PartyRow):
        # Not the window's own command, which goes by what the columns are narrowed to.
        entry = QAction(tr("Who with whom"), menu)
        entry.setToolTip(tr("Show this party and those who are named with it"))
        entry.triggered.connect(lambda _checked=False: show_with_whom(row.id))
        menu.insertAction(actions["merge"], entry)
    menu.popup(at)


class DocumentMenu:
    """The menu of a document. ``more`` holds entries that other parts of the window add."""

    def __init__(
        self,
        navigator: Navigator,
        review: ReviewCommands,
        imports: ImportCommands,
        window: QWidget,
    ) -> None:
        self._navigator = navigator
        self._review = review
        self._imports = imports
        self._window = window
        self.more: list[DocumentEntries] = []

    def show(self, row: DocumentRow, at: QPoint) -> None:
        """Show the menu at a global place."""
        navigator, review, imports = self._navigator, self._review, self._imports
        menu = _menu(self._window)
        menu.addAction(tr("Open"), lambda: navigator.show_document(row.id))
        menu.addAction(tr("Narrow to this paper"), lambda: navigator.narrow(Narrowing.to(row.ref)))
        menu.addAction(tr("Kind, short name, date…"), lambda: review.edit_document(row))
        menu.addAction(tr("Show the original in its folder"), lambda: imports.reveal(row))
        for entries in self.more:
            for words, act in entries(row):
                menu.addAction(on_button(words), act)
        if row.state is DocumentState.FAILED:
            if row.locked:
                menu.addAction(tr("Enter password…"), lambda: imports.ask_password(row))
            else:
                menu.addAction(tr("Read again"), lambda: imports.read_again(row))
        menu.popup(at)


def _menu(window: QWidget) -> QMenu:
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu

"""The tags of the case in a window of their own; every change is one step of undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.dialogs.tag_list import TagListDialog

__all__ = ["TagCommands"]


class TagCommands(QObject):
    """Opens the window and does what it asks for. ``search`` shows what a query finds."""

    def __init__(self, desk: Desk, search: Callable[[str], object], window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._search = search
        self._window = window
        self.dialog: TagListDialog | None = None
        desk.changed.connect(lambda _sentence: self._ask())
        desk.case_hidden.connect(self._closed)

    def open(self) -> None:
        """Show every tag of the case."""
        from ui.dialogs.tag_list import TagListDialog

        if self._desk.case is None:
            return
        if self.dialog is None:
            self.dialog = dialog = TagListDialog(self._window)
            dialog.destroyed.connect(self._forget)
            dialog.rename_wanted.connect(self._rename)
            dialog.remove_wanted.connect(self._remove)
            dialog.shown_wanted.connect(lambda name: self._search(f'tag:"{name}"'))
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.list.setFocus()
        self._ask()

    def _forget(self) -> None:
        self.dialog = None

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _ask(self) -> None:
        if self.dialog is not None:
            self._desk.ask(lambda case: case.tags(), self.dialog.show_tags, "tag list")

    def _rename(self, name: str, new: str) -> None:
        def work(case: "Case") -> str:
            case.rename_tag(name, new)
            return tr("“{name}” is now “{new}” · Ctrl+Z takes it back", name=name, new=new)

        self._desk.change(work)

    def _remove(self, name: str) -> None:
        def work(case: "Case") -> str:
            case.remove_tag(name)
            return tr("Removed the tag “{name}” · Ctrl+Z takes it back", name=name)

        self._desk.change(work)

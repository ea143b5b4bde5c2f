"""A damaged or missing original is put back: asks for the file it came from, and has the case take it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.records import DocumentRow
from ui.desk import Desk
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["PutBackCommands"]


class PutBackCommands(QObject):
    """Signal: ``said(str)`` where there is nothing to put back."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what a paper's menu offers: to put its original back, where that is damaged."""
        if not row.is_original_damaged:
            return ()
        return ((tr("Put the original back…"), lambda: self.ask(row.id)),)

    def ask(self, document: int) -> None:
        """Ask for the file that a document's original was, and put it back."""
        row = next((row for row in self._desk.documents if row.id == document), None)
        if row is None:
            self.said.emit(tr("That paper is no longer in the case"))
            return
        found, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Choose the file that “{name}” was imported from", name=row.name),
            _where(row),
        )
        if found:
            self._put_back(row, Path(found))

    def _put_back(self, row: DocumentRow, file: Path) -> None:
        def work(case: "Case") -> str:
            case.put_back(row.id, file)
            return tr("The original of “{name}” is whole again", name=row.name)

        self._desk.change(work)


def _where(row: DocumentRow) -> str:
    """Return where the file was when it was imported; "" for what came out of another paper."""
    return row.original_path if row.parent is None and "→" not in row.original_path else ""

"""What is done with papers: brought in, dropped, unlocked, read again, and what became of each."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from casefile.records import DocumentRow, FileOutcome
from ui import messages
from ui.desk import Desk
from ui.dialogs.lists import show_lines
from ui.drops import read_drop

__all__ = ["ImportCommands"]


class ImportCommands(QObject):
    """Signals: ``said(str)`` for what a command did; ``explained(str)`` for what must not be missed.

    ``case_wanted(tuple[Path, ...])`` for papers that came while no case was open.
    """

    said = Signal(str)
    explained = Signal(str)
    case_wanted = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._outcomes: list[FileOutcome] = []
        desk.import_ended.connect(self._import_ended)

    # -- papers come in

    def import_files(self) -> None:
        """Ask for files and import them."""
        found, _ = QFileDialog.getOpenFileNames(self._window, "Import papers")
        self.bring_in(Path(name) for name in found)

    def import_folder(self) -> None:
        """Ask for a folder and import everything in it."""
        found = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        self.bring_in((Path(found),) if found else ())

    def drop(self, mime: QMimeData) -> None:
        """Import what was dropped, or say why not."""
        dropped = read_drop(mime)
        if dropped.sentence:
            self.explained.emit(dropped.sentence)
        self.bring_in(dropped.paths)

    def bring_in(self, paths: Iterable[Path]) -> None:
        """Import papers into the open case; without one, ask for a new case."""
        files = tuple(paths)
        if not files:
            return
        if self._desk.case is None:
            self.case_wanted.emit(files)
        else:
            self._desk.import_papers(files)

    # -- one paper

    def try_password(self, row: DocumentRow) -> None:
        """Ask for a locked document's password and read it again."""
        password, given = QInputDialog.getText(
            self._window,
            "Password",
            f"Password for {row.name} (used once, never kept):",
            QLineEdit.EchoMode.Password,
        )
        if given and password:
            self.read_again(row, password)

    def read_again(self, row: DocumentRow, password: str | None = None) -> None:
        """Read a failed document's kept original once more."""

        def again(path: Path) -> None:
            self._desk.import_papers((path,), {str(path): password} if password else None)

        self._desk.ask(lambda case: case.original(row.id), again)

    def reveal(self, row: DocumentRow) -> None:
        """Show the kept original in the file manager."""
        self._desk.ask(
            lambda case: case.original(row.id),
            lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )

    # -- what became of them

    def show_outcomes(self) -> None:
        """Show one line for each file of the last import."""
        if not self._outcomes:
            self.said.emit("Nothing was imported since the case was opened")
            return
        order = {"failed": 0, "cancelled": 1, "duplicate": 2, "imported": 3}
        lines = sorted(self._outcomes, key=lambda one: order.get(one.status, 0))
        show_lines(
            "What the import did",
            messages.outcome_summary(self._outcomes),
            [(Path(one.path).name, one.sentence) for one in lines],
            self._window,
        )

    def _import_ended(self, outcomes: list[FileOutcome]) -> None:
        if not outcomes:
            return
        self._outcomes = outcomes
        self.said.emit(messages.outcome_summary(outcomes))
        if any(outcome.status == "failed" for outcome in outcomes):
            self.show_outcomes()

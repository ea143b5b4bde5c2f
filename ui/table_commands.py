"""A spreadsheet that becomes the chronology or the cast: the file, the dialog, and the rows coming in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.errors import CaseFailure
from casefile.records import DocumentRow
from importers.document import EncryptedFile
from importers.sniff import TABLES
from ui.desk import Desk
from ui.language import tr
from ui.working import Working

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.table_columns import Guess
    from casefile.table_records import ReadTable, TablePlan
    from ui.dialogs.table_import import PlanWish, TableImportDialog

__all__ = ["TableCommands"]


class TableCommands(QObject):
    """Signals: ``said(str)`` for what is being done."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.dialog: TableImportDialog | None = None
        self.working = Working(desk, window)
        self.working.said.connect(self.said)
        desk.case_hidden.connect(self._forget)

    def open(self) -> None:
        """Ask for a file and show its rows."""
        if self._desk.case is None or self.dialog is not None or self.working.busy:
            return
        found, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Import a chronology or cast"),
            "",
            tr("Excel or separated values (*.xlsx *.xlsm *.csv *.tsv)"),
        )
        if found:
            self.look_at(Path(found))

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what the menu of a paper that is a table offers."""
        if row.media_type not in TABLES or not row.characters:
            return ()
        words = tr("Take its rows as chronology or cast…")
        return ((words, lambda: self.look_at(Path(row.stored_name), document=row.id)),)

    def look_at(self, path: Path, password: str | None = None, document: int | None = None) -> None:
        """Read a file, or the original of a paper, and show its rows; nothing of it comes in."""

        def read(case: "Case") -> "tuple[ReadTable, list[Guess]] | EncryptedFile":
            from casefile.table_columns import guess_of

            try:
                table = case.read_table(path, password, document)
                return table, [guess_of(sheet) for sheet in table.sheets]
            except EncryptedFile as locked:
                return locked

        self.said.emit(tr("Reading “{name}”…", name=path.name))
        self._desk.ask(read, lambda found: self._read(path, document, found))

    def _read(
        self,
        path: Path,
        document: int | None,
        found: "tuple[ReadTable, list[Guess]] | EncryptedFile",
    ) -> None:
        from ui.dialogs.password import PasswordForm

        if not isinstance(found, EncryptedFile):
            self._show(*found)
            return
        form = PasswordForm(path.name, (), self._window)
        form.given.connect(lambda password: self.look_at(path, password, document))
        form.open()
        form.complain(str(found))

    def _show(self, table: "ReadTable", guesses: "list[Guess]") -> None:
        from ui.dialogs.table_import import TableImportDialog

        if self.dialog is not None or self._desk.case is None or self.working.busy:
            return
        self.dialog = dialog = TableImportDialog(table, guesses, self._window)
        dialog.plan_wanted.connect(lambda wish: self._plan(table, wish))
        dialog.chosen.connect(self._take)
        dialog.finished.connect(self._closed)
        dialog.open()
        dialog.ask()

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _plan(self, table: "ReadTable", wish: "PlanWish") -> None:
        """Have the rows held against the case; only the newest wish is answered."""

        def plan(case: "Case") -> "TablePlan | CaseFailure":
            from reports.table_sources import source_finder

            try:
                return case.plan_table(
                    table,
                    wish.sheet,
                    wish.sort,
                    source_finder(case.documents(), case.source),
                    columns=wish.columns,
                    heading=wish.heading,
                    day_before_month=wish.day_before_month,
                )
            except CaseFailure as failure:
                return failure

        def show(found: "TablePlan | CaseFailure") -> None:
            if self.dialog is None:
                return
            if isinstance(found, CaseFailure):
                self.dialog.complain(str(found))
            else:
                self.dialog.show_plan(found)

        self._desk.ask(plan, show, "table")

    def _take(self, plan: "TablePlan", updates: bool, without: frozenset[int]) -> None:
        """Take rows in beside what else is done: where papers come in, this may wait for them."""
        case = self._desk.case
        if case is None:
            return
        name = plan.table.path.name

        def ended(counts: str) -> None:
            if self._desk.case is case:
                self._desk.changed.emit(tr("“{name}” is in: {counts}", name=name, counts=counts))
                self._desk.refresh()

        self.said.emit(tr("Taking in “{name}”…", name=name))
        self.working.start(
            tr("Importing “{name}”", name=name),
            lambda case: case.take_table(plan, update=updates, without=without),
            ended,
            tr("No row of “{name}” came in", name=name),
        )

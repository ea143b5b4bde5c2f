"""Binders in the window: the dialog, and the writing of the file off its thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import DocumentRow
from ui.desk import Desk
from ui.file_writing import FileWriting
from ui.language import tr
from ui.saving import ask_binder_file, ask_report_file

if TYPE_CHECKING:
    from casefile.binder_records import BinderRow
    from casefile.case import Case
    from reports.binder import Binder
    from reports.binder_choice import BinderChoice
    from ui.dialogs.binder import BinderDialog

__all__ = ["BinderCommands"]


class BinderCommands(QObject):
    """Signals: ``said(str)`` for what was written."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._writing = FileWriting(desk, tr("The binder was not written"), self)
        self._writing.said.connect(self.said)
        self.dialog: BinderDialog | None = None
        desk.case_closed.connect(self._forget)

    def open(self, documents: tuple[int, ...] = (), query: str = "") -> None:
        """Show the dialog with papers checked, without any all of them."""
        if self._desk.case is not None and self.dialog is None:
            self._desk.ask(_asked, lambda found: self._show(*found, documents, query))

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what a document's menu offers."""
        return ((tr("Binder…"), lambda: self.open((row.id,))),)

    def _show(
        self,
        tags: tuple[str, ...],
        binders: "tuple[BinderRow, ...]",
        documents: tuple[int, ...],
        query: str,
    ) -> None:
        from ui.dialogs.binder import BinderDialog

        if self.dialog is not None:
            return
        rows = self._desk.documents
        self.dialog = dialog = BinderDialog(rows, documents, tags, query, binders, self._window)
        dialog.save_wanted.connect(self._save)
        dialog.cancel_wanted.connect(self._writing.cancel)
        dialog.register_wanted.connect(self._write_register)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def _forget(self) -> None:
        self._writing.cancel()
        if self.dialog is not None:
            self.dialog.close()

    def _write_register(self) -> None:
        """Write which numbers were given as a report of its own."""
        if self.dialog is None:
            return
        path = ask_report_file(self.dialog, tr("Bates numbers"), ".xlsx")
        if path is None:
            return

        def write(case: "Case") -> None:
            from reports.bates_register import register_report
            from reports.export import origin_of, write_report

            write_report(register_report(case), origin_of(case), path)

        self._desk.long_work(write, lambda _: self.said.emit(tr("Wrote {path}", path=path)))

    def _save(self, choice: "BinderChoice") -> None:
        dialog, case = self.dialog, self._desk.case
        if dialog is None or case is None:
            return
        path = ask_binder_file(dialog, choice.title or tr("Binder"))
        if path is None:
            return
        ranges = None
        if choice.bates is not None and dialog.ranges.isChecked():
            ranges = path.with_name(tr("{stem} Bates ranges.csv", stem=path.stem))

        def write(step: Callable[[int, int], None]) -> "Binder":
            from reports.binder import make_binder

            return make_binder(case, path, choice, step, ranges)

        self._writing.start(dialog, path, write, partial(_told, path))


def _told(path: Path, made: "Binder") -> str:
    left = len(made.left_out)
    more = tr("; {left:,} left out, the index says why", left=left) if left else ""
    return tr("Wrote {path}, {pages:,} pages{more}", path=path, pages=made.pages, more=more)


def _asked(case: "Case") -> "tuple[tuple[str, ...], tuple[BinderRow, ...]]":
    """Return the tags of a case, and the binders made of it; asked off the window's thread."""
    return tuple(tag.name for tag in case.tags()), case.binders()

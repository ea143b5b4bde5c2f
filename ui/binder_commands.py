"""Binders in the window: the dialog, and the writing of the file off its thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from casefile.errors import CaseFailure
from casefile.import_records import Progress
from casefile.records import DocumentRow
from ui.desk import Desk
from ui.jobs import Job, Lane
from ui.saving import ask_binder_file

if TYPE_CHECKING:
    from casefile.case import Case
    from reports.binder import Binder
    from reports.binder_choice import BinderChoice
    from ui.dialogs.binder import BinderDialog

__all__ = ["BinderCommands"]


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The attorney has cancelled the writing."""


class BinderCommands(QObject):
    """Signals: ``said(str)`` for what was written."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._writing: Job | None = None
        self.dialog: BinderDialog | None = None
        desk.case_closed.connect(self._forget)

    def open(self, documents: tuple[int, ...] = (), query: str = "") -> None:
        """Show the dialog with papers checked, without any all of them."""
        if self._desk.case is not None and self.dialog is None:
            self._desk.ask(_tags, lambda tags: self._show(tags, documents, query))

    def entries(self, row: DocumentRow) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what a document's menu offers."""
        return (("Binder…", lambda: self.open((row.id,))),)

    def _show(self, tags: tuple[str, ...], documents: tuple[int, ...], query: str) -> None:
        from ui.dialogs.binder import BinderDialog

        if self.dialog is not None:
            return
        rows = self._desk.documents
        self.dialog = dialog = BinderDialog(rows, documents, tags, query, self._window)
        dialog.save_wanted.connect(self._save)
        dialog.cancel_wanted.connect(self._cancel)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def _forget(self) -> None:
        self._cancel()
        if self.dialog is not None:
            self.dialog.close()

    def _save(self, choice: "BinderChoice") -> None:
        dialog, case = self.dialog, self._desk.case
        if dialog is None or case is None:
            return
        path = ask_binder_file(dialog, choice.title or "Binder")
        if path is None:
            return
        ranges = None
        if choice.bates is not None and dialog.ranges.isChecked():
            ranges = path.with_name(f"{path.stem} Bates ranges.csv")
        opens = dialog.open_after.isChecked()
        dialog.set_saving(True)
        jobs: list[Job] = []

        def write() -> "Binder":
            from reports.binder import make_binder

            return make_binder(case, path, choice, partial(_step, jobs), ranges)

        self._writing = job = self._desk.jobs.run(
            write,
            lambda made: self._written(path, made, opens),
            on_error=self._failed,
            lane=Lane.LONG,
        )
        jobs.append(job)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)

    def _progressed(self, step: Progress) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(step.done, step.total)

    def _written(self, path: Path, made: "Binder", opens: bool) -> None:
        left = len(made.left_out)
        more = f"; {left:,} left out, the index says why" if left else ""
        self.said.emit(f"Wrote {path}, {made.pages:,} pages{more}")
        if self.dialog is not None:
            self.dialog.set_saving(False)
            self.dialog.accept()
        if opens:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, error: Exception) -> None:
        from reports.report import ReportFailure

        if self.dialog is not None and isinstance(error, ReportFailure | CaseFailure):
            self.dialog.complain(str(error))
        elif not isinstance(error, _Stopped):
            self._desk.failed.emit(error)

    def _ended(self) -> None:
        self._writing = None
        if self.dialog is not None:
            self.dialog.set_saving(False)

    def _cancel(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self.said.emit("The binder was not written")


def _tags(case: "Case") -> tuple[str, ...]:
    """Return the tags of a case; asked off the window's thread."""
    return tuple(tag.name for tag in case.tags())


def _step(jobs: list[Job], done: int, total: int) -> None:
    """Tell how far the writing is, or end it; called on the worker's thread."""
    if not jobs:
        return  # the first steps may come before the job is known
    (job,) = jobs
    if job.cancelled:
        raise _Stopped
    job.report("progress", Progress(done, total, ""))

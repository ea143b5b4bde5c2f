"""A file that is written off the window's thread while a dialog shows how far it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from casefile.errors import CaseFailure
from casefile.import_records import Progress
from ui.desk import Desk
from ui.jobs import Job, Lane

if TYPE_CHECKING:
    from ui.dialogs.saving_dialog import SavingDialog

__all__ = ["FileWriting"]

T = TypeVar("T")
Step = Callable[[int, int], None]

_STEPS_TOLD = 100
"""How often at most the progress of one file is told."""


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The attorney has cancelled the writing."""


class FileWriting(QObject):
    """Writes one file at a time. Signals: ``said(str)`` for what was written, and that it was not."""

    said = Signal(str)

    def __init__(self, desk: Desk, not_written: str, parent: QObject) -> None:
        """Take the sentence for a file that was given up."""
        super().__init__(parent)
        self._desk = desk
        self._not_written = not_written
        self._job: Job | None = None
        self._dialog: SavingDialog | None = None

    def start(
        self,
        dialog: "SavingDialog",
        path: Path,
        work: Callable[[Step], T],
        told: Callable[[T], str],
    ) -> None:
        """Write a file; ``work`` tells its steps done and in all, ``told`` says what came of it."""
        self._dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.set_saving(True)
        opens = dialog.open_after.isChecked()
        jobs: list[Job] = []
        self._job = job = self._desk.jobs.run(
            lambda: work(partial(_step, jobs)),
            lambda made: self._written(path, told(made), opens),
            on_error=self._failed,
            lane=Lane.LONG,
        )
        jobs.append(job)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)

    def cancel(self) -> None:
        """Give the file up, if one is being written."""
        if self._job is not None:
            self._job.cancel()
            self.said.emit(self._not_written)

    def _forget(self, _result: int) -> None:
        self._dialog = None

    def _progressed(self, step: Progress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(step.done, step.total)

    def _written(self, path: Path, sentence: str, opens: bool) -> None:
        self.said.emit(sentence)
        if self._dialog is not None:
            self._dialog.set_saving(False)
            self._dialog.accept()
        if opens:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, error: Exception) -> None:
        from reports.report import ReportFailure

        if self._dialog is not None and isinstance(error, ReportFailure | CaseFailure):
            self._dialog.complain(str(error))
        elif not isinstance(error, _Stopped):
            self._desk.failed.emit(error)

    def _ended(self) -> None:
        self._job = None
        if self._dialog is not None:
            self._dialog.set_saving(False)


def _step(jobs: list[Job], done: int, total: int) -> None:
    """Tell how far the writing is, or end it; called on the worker's thread."""
    if not jobs:
        return  # the first steps may come before the job is known
    (job,) = jobs
    if job.cancelled:
        raise _Stopped
    if done == total or done % max(1, total // _STEPS_TOLD) == 0:
        job.report("progress", Progress(done, total, ""))

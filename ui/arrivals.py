"""Shows papers arriving: imports and machine reading, in their list and on the status line.

Steps come many a second; the list and the line follow a few times a second.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.import_records import FileOutcome, Progress
from ui import messages
from ui.desk import Desk
from ui.import_queue import ImportQueue
from ui.language import tr
from ui.panels.imports import ImportsPanel
from ui.panels.status import StatusLine

__all__ = ["Arrivals"]

_PAUSE_MS = 150


class Arrivals(QObject):
    """Signals: ``importing_changed(bool)``; ``document_changed(int)`` when a paper's rows have changed."""

    importing_changed = Signal(bool)
    document_changed = Signal(int)

    def __init__(
        self, desk: Desk, queue: ImportQueue, panel: ImportsPanel, status: StatusLine
    ) -> None:
        super().__init__(panel)
        self._desk = desk
        self._queue = queue
        self._panel = panel
        self._status = status
        self._doing = ""
        self._scan: Progress | None = None
        self._stopping = False
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._tell)
        desk.case_hidden.connect(self._hide)
        desk.case_opened.connect(lambda _case: self._show())
        imports, scans = desk.imports, desk.scans
        imports.began_anew.connect(self.forget)
        imports.queued.connect(self._queued)
        imports.progressed.connect(self._import_step)
        imports.paused.connect(self._tell)
        imports.ended.connect(self._batch_ended)
        imports.idle.connect(self._idle)
        scans.progressed.connect(self._scan_step)
        scans.changed.connect(self._tell)
        desk.index.changed.connect(self._index_changed)
        panel.pause_wanted.connect(imports.pause)
        panel.cancel_wanted.connect(self.cancel)
        panel.finish_wanted.connect(desk.finish_import)
        status.pause_wanted.connect(self.pause)
        status.cancel_wanted.connect(self.cancel)

    def pause(self, wanted: bool) -> None:
        """Have what the status line shows wait, or go on: the import, else the reading of scans."""
        imports, scans = self._desk.imports, self._desk.scans
        (imports.pause if imports.busy else scans.pause)(wanted)

    def toggle_pause(self) -> None:
        """Have the work wait, or go on if it waits."""
        imports, scans = self._desk.imports, self._desk.scans
        self.pause(not (imports.is_paused if imports.busy else scans.is_paused))

    def cancel(self) -> None:
        """Stop the import after the step that is under way."""
        if self._desk.imports.busy:
            self._stopping = True
            self._status.show_cancelling()
            self._desk.imports.cancel()

    def forget(self) -> None:
        """Clear the list, as another import begins or another case is opened."""
        self._queue.clear()
        self._panel.settle()
        self._tell()

    def _hide(self) -> None:
        """Show no file, whatever comes in: the list is kept for when the case is shown again."""
        self._due.stop()
        self._doing, self._scan = "", None
        self._panel.look_at(ImportQueue())
        self._status.show_details("")

    def _show(self) -> None:
        self._panel.look_at(self._queue)
        self._tell()

    def _queued(self, paths: tuple[Path, ...]) -> None:
        self._queue.wait(paths)
        self._doing = tr("Getting ready…")
        self.importing_changed.emit(True)
        self._panel.touch()
        self._tell()

    def _import_step(self, step: Progress) -> None:
        if self._queue.take(step):
            self._panel.touch()
        self._doing = "" if self._desk.is_hidden else step.message
        if step.document is not None:
            self.document_changed.emit(step.document)
        if not self._due.isActive():
            self._due.start()

    def _batch_ended(self, outcomes: list[FileOutcome]) -> None:
        if outcomes and not self._desk.is_hidden:
            self._status.say(messages.queue_told(self._queue))

    def _idle(self) -> None:
        self._stopping = False
        self._queue.rest()
        self._panel.settle()
        self._tell()
        self.importing_changed.emit(False)

    def _scan_step(self, step: Progress) -> None:
        self._scan = None if self._desk.is_hidden else step
        if step.document is not None:
            self.document_changed.emit(step.document)
        if not self._due.isActive():
            self._due.start()

    def _index_changed(self) -> None:
        if not self._due.isActive():
            self._due.start()

    def _tell(self) -> None:
        imports, scans = self._desk.imports, self._desk.scans
        self._due.stop()
        if self._desk.is_hidden:
            return
        if not scans.busy:
            self._scan = None
        self._panel.show_state(busy=imports.busy, paused=imports.is_paused)
        self._status.show_details(messages.queue_offer(self._queue))
        if imports.busy:
            if not self._stopping:
                self._show_import()
        elif scans.is_paused and scans.pages_left:
            left = messages.count(scans.pages_left, tr("page"))
            words = tr("Reading of scans is paused · {left} to go", left=left)
            self._status.show_work(words, 0, 1, paused=True, can_cancel=False)
        elif self._scan is not None:
            step = self._scan
            self._status.show_work(step.message, step.done, step.total, can_cancel=False)
        elif self._desk.index.step is not None:
            self._show_index(self._desk.index.step)
        else:
            self._status.end_work()

    def _show_index(self, step: Progress) -> None:
        words = step.message
        if step.total:
            words += tr(
                " · {done:,} of {total}",
                done=step.done,
                total=messages.count(step.total, tr("paper")),
            )
        self._status.show_work(words, step.done, step.total, can_cancel=False, can_pause=False)

    def _show_import(self) -> None:
        queue, paused = self._queue, self._desk.imports.is_paused
        doing = tr("Paused") if paused else self._doing
        self._status.show_work(doing, queue.ended, queue.total, paused=paused)

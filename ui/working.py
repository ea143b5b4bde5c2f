"""Long work that ends in one thing or in nothing: a small window says how far it is and gives it up."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casefile.import_records import Progress
from ui.desk import Desk
from ui.jobs import Job, Lane

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.dialogs.working import WorkingDialog

__all__ = ["Working"]

_AFTER = 400
"""Milliseconds after which the window is shown: what ends before needs none."""


class Working(QObject):
    """One such work at a time. Signal: ``said(str)`` when it was given up.

    Its last step is the only one of which as much is done as there is to do; the work is whole then.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._job: Job | None = None
        self._given_up = ""
        self._steps: list[Progress] = []
        self._failed = False
        self._is_of_case = False
        self._on_error: Callable[[Exception], object] = desk.failed.emit
        self._ended: Callable[[str], object] = lambda _message: None
        self.dialog: WorkingDialog | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._show)
        desk.case_hidden.connect(self._case_hidden)
        desk.case_closed.connect(self._case_closed)

    @property
    def busy(self) -> bool:
        """Tell whether the work is under way."""
        return self._job is not None

    def start(
        self,
        title: str,
        make: Callable[["Case"], Iterator[Progress]],
        ended: Callable[[str], object],
        given_up: str,
    ) -> None:
        """Do it; ``ended`` is told the last step's sentence, ``given_up`` is said if it was cancelled."""
        case = self._desk.case
        if case is not None and self._job is None:
            self.run(title, lambda: make(case), ended, given_up)
            self._is_of_case = True

    def run(
        self,
        title: str,
        make: Callable[[], Iterator[Progress]],
        ended: Callable[[str], object],
        given_up: str,
        *,
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do such work of no open case; it goes on when one is closed."""
        from ui.dialogs.working import WorkingDialog

        if self._job is not None:
            return
        steps: list[Progress] = []
        self._steps, self._ended, self._given_up, self._failed = steps, ended, given_up, False
        self._is_of_case = False
        self._on_error = on_error or self._desk.failed.emit

        def kept() -> Iterator[Progress]:
            for step in make():
                steps[:] = [step]
                yield step

        self.dialog = WorkingDialog(title, self._window)
        self.dialog.cancel_wanted.connect(self.cancel)
        self._job = job = self._desk.jobs.steps(
            kept, self._step, on_error=self._error, lane=Lane.LONG
        )
        job.ended.connect(self._over)
        self._timer.start()

    def cancel(self) -> None:
        """Give the work up after the step that is under way."""
        if self._job is not None:
            self._job.cancel()

    def _case_hidden(self) -> None:
        if self.dialog is not None and self._is_of_case:
            self.dialog.show_step(Progress(0, 0, ""))

    def _case_closed(self) -> None:
        if self._is_of_case:
            self.cancel()

    def _show(self) -> None:
        if self.dialog is not None:
            dialog, job = self.dialog, self._job
            self._desk.telling.do(lambda: dialog.show() if job is self._job else None)

    def _step(self, step: Progress) -> None:
        if self.dialog is not None and not self._desk.is_hidden:
            self.dialog.show_step(step)

    def _error(self, error: Exception) -> None:
        self._failed = True
        self._on_error(error)

    def _over(self) -> None:
        self._timer.stop()
        self._job = None
        if self.dialog is not None:
            self.dialog.end()
            self.dialog = None
        last = self._steps[0] if self._steps else None
        ended, given_up, telling = self._ended, self._given_up, self._desk.telling
        tell = telling.do if self._is_of_case else _at_once
        if (
            last is not None and last.done >= last.total
        ):  # whole, even if somebody cancelled just then
            tell(lambda: ended(last.message))
        elif not self._failed:
            tell(lambda: self.said.emit(given_up))


def _at_once(act: Callable[[], object]) -> None:
    act()

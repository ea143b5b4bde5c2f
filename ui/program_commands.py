"""What concerns the program itself: About, and the check of the program."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casefile.import_records import Progress
from resources.version import VERSION
from ui.jobs import Job, Jobs, Lane
from ui.language import tr
from ui.settings import default_place

if TYPE_CHECKING:
    from ui.about_facts import Facts
    from ui.dialogs.about import AboutDialog
    from ui.dialogs.self_check import SelfCheckDialog
    from ui.self_check import Outcome

__all__ = ["ProgramCommands"]


class ProgramCommands(QObject):
    """Each of its dialogs is there once at most, beside the work."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._job: Job | None = None
        self._dialog: SelfCheckDialog | None = None
        self._about: AboutDialog | None = None

    def about(self) -> None:
        """Show the version, the places and the licences."""
        from ui.about_facts import facts
        from ui.dialogs.about import AboutDialog

        if self._about is None:
            self._about = dialog = AboutDialog(self._window)
            dialog.check_wanted.connect(self.check)
            dialog.left.connect(self._forget_about)
            settings = default_place()
            self._jobs.latest("about", lambda: facts(settings), self._show_facts, lane=Lane.LONG)
        _to_front(self._about)

    def _show_facts(self, told: "Facts") -> None:
        if self._about is not None:
            self._about.show_facts(told)

    def _forget_about(self) -> None:
        self._about = None

    def check(self) -> None:
        """Have the program check itself, and show what comes of it."""
        from ui.dialogs.self_check import SelfCheckDialog
        from ui.self_check import STEPS

        if self._dialog is None:
            titles = [step.title for step in STEPS]
            self._dialog = dialog = SelfCheckDialog(
                titles, tr("Pincite {version}", version=VERSION), self._window
            )
            dialog.left.connect(self._leave)
            outcomes: list[Outcome] = []
            self._job = self._jobs.steps(
                lambda: _steps(outcomes),
                lambda step: self._show(outcomes[step.done - 1]),
                self._end,
                lane=Lane.LONG,
            )
        _to_front(self._dialog)

    def _show(self, outcome: "Outcome") -> None:
        if self._dialog is not None:
            self._dialog.show_outcome(outcome)

    def _end(self, _nothing: None) -> None:
        if self._dialog is not None:
            self._dialog.end()

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()  # harmless at its end
        self._dialog = self._job = None


def _steps(outcomes: "list[Outcome]") -> Iterator[Progress]:
    """Check, keep what comes of each step, and tell how far it is."""
    from ui.self_check import STEPS, self_check

    with closing(self_check()) as checks:
        for done, outcome in enumerate(checks, 1):
            outcomes.append(outcome)
            yield Progress(done, len(STEPS), outcome.title)


def _to_front(dialog: "AboutDialog | SelfCheckDialog") -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()

"""Builds the window: theme, worker processes, case doors, and the tidy end of it all.

The case and its worker processes are loaded by the first job that needs them. The window's modules are loaded
after the language is set (``ui.starting``), since they hold texts in constants.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui.accessibility import name_roles
from ui.collecting import Collecting
from ui.faults import FaultBell, catch_faults
from ui.forget_commands import keep_dialogs_folders
from ui.frame import Frame
from ui.icons import application_icon
from ui.jobs import Jobs, Lane
from ui.lock_order import go_first
from ui.settings import SettingsFile, default_place
from ui.starting import application
from ui.text_size import give_text_size, less_movement_wanted, still
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.import_records import Progress
    from casefile.protection import Protection
    from casefile.workers import Workers
    from ui.case_doors import CaseDoors, ProtectedDoors
    from ui.main_window import MainWindow
    from ui.panels.reader_sides import ReaderSides

__all__ = ["build_application", "build_window", "run"]

# What a step of an import may still take when the window is closed in its midst. After that the
# program leaves as if it had been killed, which the case survives by design, and resumes next time.
_PATIENCE_SECONDS = 4.0


class _Workshop:
    """Makes the worker processes once, when the first case needs them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: Workers | None = None

    def workers(self) -> "Workers":
        """Return the worker processes; called from jobs."""
        from casefile.workers import Workers

        with self._lock:
            if self._workers is None:
                self._workers = Workers()
            return self._workers

    def open(self, folder: Path) -> "Case":
        """Open a case."""
        from casefile.case import Case

        return Case.open(folder, self.workers(), copy=False)

    def protected(self) -> "ProtectedDoors":
        """Return what is done about passphrases of cases."""
        from ui.case_doors import ProtectedDoors

        return ProtectedDoors(
            asks=_asks,
            unlock=self._unlock,
            create=self._create_protected,
            protect=_protect,
            unprotect=_unprotect,
            change=_change,
        )

    def _unlock(self, folder: Path, secret: str) -> "Callable[[], Case]":
        from casefile.case import Case
        from casefile.case_key import named, unlock

        key = unlock(named(folder), secret)
        return lambda: Case.open(folder, self.workers(), secret=key, copy=False)

    def _create_protected(
        self, folder: Path, name: str, protection: "Protection"
    ) -> "Callable[[], Case]":
        from casefile.case import Case
        from casefile.opening import create

        made, key = create(folder, name, protection)
        return lambda: Case.open(made, self.workers(), secret=key, copy=False)

    def create(self, folder: Path, name: str) -> "Case":
        """Make a case."""
        from casefile.case import Case

        return Case.create(folder, self.workers(), name=name)

    def close(self) -> None:
        """End the worker processes."""
        if self._workers is not None:
            self._workers.close()


def _asks(folder: Path) -> bool:
    from casefile.case_key import is_protected

    return is_protected(folder)


def _protect(folder: Path, protection: "Protection") -> "Iterator[Progress]":
    from casefile.protecting import protect

    return protect(folder, protection)


def _unprotect(folder: Path, secret: str) -> "Iterator[Progress]":
    from casefile.protecting import unprotect

    return unprotect(folder, secret)


def _change(folder: Path, secret: str, protection: "Protection") -> None:
    from casefile.case_key import rewrap

    rewrap(folder, secret, protection)


def run(case_folder: Path | None, settings: SettingsFile, frame: Frame, *, link: str = "") -> int:
    """Furnish the frame, with a case if one is named or linked to; return the exit status once it is left."""
    from ui.case_doors import CaseDoors

    app = build_application(())
    keep_dialogs_folders(default_place().parent)
    system_font = QFont(app.font())
    still(less_movement_wanted(settings.value.less_movement))
    workshop = _Workshop()
    doors = CaseDoors(workshop.open, workshop.create, workshop.protected())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    give_text_size(settings.value.text_percent, system_font)
    status, again = _one_window(app, frame, settings, doors, Again(case_folder, link))
    while again is not None:
        give_text_size(settings.value.text_percent, system_font)
        status, again = _one_window(app, Frame(settings.value), settings, doors, again)
    workshop.close()
    return status


@dataclass(frozen=True)
class Again:
    """What a window is to begin with: no case, one to open, by ``door`` if that is known, or a link."""

    folder: Path | None = None
    link: str = ""
    door: "Callable[[], Case] | None" = None


def _one_window(
    app: QApplication, frame: Frame, settings: SettingsFile, doors: "CaseDoors", begin: Again
) -> "tuple[int, Again | None]":
    """Show a window until it is left; return the exit status, and what the next one is to begin with."""
    from ui.callers import Callers
    from ui.link_opening import LinkOpener

    theme = Theme(settings.value.theme)
    jobs = Jobs()
    window = build_window(jobs, theme, settings, doors, frame)
    _catch_faults(window)
    frame.uncover()
    # Loads what opening a case needs while the user still looks at the first screen.
    QTimer.singleShot(0, lambda: jobs.run(_warm_up, lane=Lane.LONG))
    callers = Callers(window, settings)
    caution, settings.caution = settings.caution, ""
    if caution:
        window.show_sentence(caution)
    folder, door = begin.folder, begin.door
    if folder is not None and door is not None:
        QTimer.singleShot(0, lambda: window.desk.opening.open_by(folder, door))
    elif folder is not None:
        QTimer.singleShot(0, lambda: window.desk.open_case(folder))
    if begin.link:
        opener = LinkOpener(window, settings.value)
        QTimer.singleShot(0, lambda: opener.follow(begin.link))
    wanted: list[Again] = []

    def leave_for_another() -> None:
        case = window.desk.case
        folder = case.folder if case is not None else None
        wanted.append(Again(folder, door=window.desk.opening.door))
        window.desk.close_case(frame.close)

    window.text_size.again_wanted.connect(leave_for_another)
    status = app.exec()
    callers.leave()
    jobs.close()
    if not jobs.join(_PATIENCE_SECONDS):
        os._exit(status)
    if window.desk.case is not None:
        window.desk.case.close()
    for thing in (frame, theme, jobs):
        thing.deleteLater()
    return status, next(iter(wanted), None)


def build_application(arguments: Sequence[str]) -> QApplication:
    """Return the one application object, set up as Pincite's."""
    app = application(arguments)
    go_first()
    app.setStyle("Fusion")
    name_roles()
    app.setWindowIcon(application_icon())
    return app


def build_window(
    jobs: Jobs,
    theme: Theme,
    settings: SettingsFile,
    doors: "CaseDoors",
    frame: Frame | None = None,
) -> "MainWindow":
    """Return the window with its reader, not yet shown, in its frame if there is one."""
    from ui.main_window import MainWindow

    with theme.laid_on_last():
        window = MainWindow(jobs, theme, settings, doors, _make_reader)
        if frame is not None:
            frame.furnish(window)
    Collecting(window.desk, window)
    app = QApplication.instance()
    if app is not None:
        jobs.stepping.watch(app)
    return window


def _make_reader(jobs: Jobs, theme: Theme, parent: QWidget) -> "ReaderSides":
    from ui.panels.reader_sides import ReaderSides

    return ReaderSides(jobs, theme, parent)


def _warm_up() -> None:
    import casefile.case  # noqa: F401
    import reports.export  # noqa: F401
    from casefile import leftovers
    from ui import handing_over
    from ui.window_views import load_dialogs, load_views

    load_views()
    load_dialogs()
    leftovers.sweep()
    handing_over.sweep()


def _catch_faults(window: "MainWindow") -> None:
    """Show faults of the program in a dialog of their own, and on the console without case content."""
    bell = FaultBell(window)
    bell.rung.connect(window.show_error)
    catch_faults(bell.ring)

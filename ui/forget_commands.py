"""Has this computer forget a case: its index, its entry among the recent ones, how it was shown last.

The case folder is never touched. File dialogs remember folders, too; that goes with it.
"""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.jobs import Lane
from ui.language import tr
from ui.settings import SettingsFile

__all__ = ["ForgetCommands", "keep_dialogs_folders", "remove_all"]

_OF_DIALOGS = "QtProject"
"""Under which name Qt's file dialogs keep the folders that they showed."""


def keep_dialogs_folders(place: Path) -> None:
    """Have what file dialogs remember lie with this user's settings of Pincite, where Qt writes files."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(place))


class ForgetCommands(QObject):
    """Signals: ``said(str)`` for what was done, ``forgotten()`` when the recent cases are fewer."""

    said = Signal(str)
    forgotten = Signal()

    def __init__(self, desk: Desk, settings: SettingsFile, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window

    def ask_about_open(self) -> None:
        """Ask whether to forget the case on the desk."""
        case = self._desk.case
        if case is not None:
            self._ask(case.folder, case.name)

    def ask_about(self, folder: str) -> None:
        """Ask whether to forget a recent case, by its folder."""
        names = {case.folder: case.name for case in self._settings.value.recent}
        self._ask(Path(folder), names.get(folder, Path(folder).stem))

    def _ask(self, folder: Path, name: str) -> None:
        from ui.dialogs.forget import ForgetForm

        form = ForgetForm(name, folder, self._window)
        form.agreed.connect(lambda: self._forget(folder, name))
        form.open()

    def _forget(self, folder: Path, name: str) -> None:
        case = self._desk.case
        if case is not None and case.folder == folder:
            self._desk.close_case(lambda: self._remove(folder, name))
        else:
            self._remove(folder, name)

    def _remove(self, folder: Path, name: str) -> None:
        # The lane of writes, so that the case has been closed before.
        self._desk.jobs.run(
            lambda: remove_all(folder),
            lambda _: self._removed(folder, name),
            on_error=self._desk.failed.emit,
            lane=Lane.WRITE,
        )

    def _removed(self, folder: Path, name: str) -> None:
        self._settings.save(self._settings.value.without_case(str(folder)))
        self.forgotten.emit()
        self.said.emit(
            tr("This computer has forgotten “{name}”; its folder is untouched", name=name)
        )


def remove_all(folder: Path) -> None:
    """Remove what this computer keeps of a closed case but for the settings, and what file dialogs keep.

    Raises:
        CaseFailure: if it is open somewhere, or something could not be removed.
    """
    from casefile.case import Case

    Case.forget(folder)
    kept = QSettings(QSettings.Scope.UserScope, _OF_DIALOGS)
    kept.remove("FileDialog")
    kept.sync()
    if kept.format() is QSettings.Format.NativeFormat and not kept.allKeys():
        with suppress(OSError):  # the registry has no file
            Path(kept.fileName()).unlink(missing_ok=True)

"""Back up a case to one file, protected or not, and restore one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.errors import PassphraseNeeded
from casefile.import_records import Progress
from ui.desk import Desk
from ui.language import tr
from ui.working import Working

if TYPE_CHECKING:
    from casefile.protection import Protection
    from ui.dialogs.passphrase import BackupForm

__all__ = ["BackupCommands"]

_PLAIN = ".zip"


class BackupCommands(QObject):
    """Signals: ``said(str)`` for what a command did."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.working = Working(desk, window)
        self.working.said.connect(self.said)

    # -- out

    def back_up(self) -> None:
        """Ask whether the backup is protected and where it is to lie, and write it."""
        from ui.dialogs.passphrase import BackupForm

        case = self._desk.case
        if case is None or self.working.busy:
            return
        form = BackupForm(self._window, protected=case.is_protected)
        form.chosen.connect(lambda protection: self._ask_where(form, protection))
        form.open()

    def _ask_where(self, form: "BackupForm", protection: "Protection | None") -> None:
        from casefile.protected_file import SUFFIX

        case = self._desk.case
        if case is None:
            return
        suffix = _PLAIN if protection is None else SUFFIX
        kind = tr("Backup") if protection is None else tr("Protected backup")
        found, _ = QFileDialog.getSaveFileName(
            form,
            tr("Back up the case"),
            str(_documents() / f"{case.name}{suffix}"),
            f"{kind} (*{suffix})",
        )
        if not found:
            return  # the form is still there
        form.accept()
        path = Path(found)
        self.working.start(
            tr("Backing up to {name}", name=path.name),
            lambda case: case.backing_up(path, protection),
            lambda _message: self._written(path, protection),
            tr("No backup was written to {path}", path=path),
        )

    def _written(self, path: Path, protection: "Protection | None") -> None:
        from ui.dialogs.passphrase import RecoveryForm

        self.said.emit(tr("Backed up to {path}", path=path))
        if protection is not None and protection.recovery is not None:
            RecoveryForm(path.name, protection.recovery, self._window).open()

    # -- back

    def restore(self) -> None:
        """Ask for a backup and a place, make a case of it, and open that."""
        from casefile.protected_file import SUFFIX

        if self.working.busy:
            return
        found, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Restore a backup"),
            str(_documents()),
            tr("Backups of cases") + f" (*{_PLAIN} *{SUFFIX})",
        )
        if found:
            file = Path(found)
            self._desk.jobs.run(
                lambda: _needs_secret(file),
                lambda protected: (
                    self._ask_secret(file) if protected else self._ask_place(file, None)
                ),
                on_error=self._desk.failed.emit,
            )

    def _ask_secret(self, file: Path) -> None:
        from ui.dialogs.passphrase import PassphraseForm

        form = PassphraseForm(file.name, self._window)
        form.given.connect(lambda secret: self._ask_place(file, secret))
        form.open()

    def _ask_place(self, file: Path, secret: str | None) -> None:
        from ui.dialogs.forms import NewCaseForm

        form = NewCaseForm(
            file.stem,
            _documents(),
            tr("The backup becomes a case of its own. Where should it lie?"),
            self._window,
            asks_passphrase=False,
            words=(tr("Restore a backup"), tr("Restore")),
        )
        form.chosen.connect(lambda folder, *_more: self._restore(file, folder, secret))
        form.open()

    def _restore(self, file: Path, folder: Path, secret: str | None) -> None:
        self.working.run(
            tr("Restoring {name}", name=file.name),
            lambda: _restoring(file, folder, secret),
            lambda _message: self._desk.open_case(folder),
            tr("Nothing was restored"),
            on_error=lambda error: self._failed(file, folder, error),
        )

    def _failed(self, file: Path, folder: Path, error: Exception) -> None:
        from ui.dialogs.passphrase import PassphraseForm

        self.said.emit(tr("Nothing was restored"))
        if not isinstance(error, PassphraseNeeded):
            self._desk.failed.emit(error)
            return
        form = PassphraseForm(file.name, self._window)
        form.given.connect(lambda secret: self._restore(file, folder, secret))
        form.open()
        form.complain(str(error))


def _documents() -> Path:
    return Path(platformdirs.user_documents_dir())


def _needs_secret(file: Path) -> bool:
    from casefile.backup import needs_secret

    return needs_secret(file)


def _restoring(file: Path, folder: Path, secret: str | None) -> Iterator[Progress]:
    from casefile.case import Case

    return Case.restoring(file, folder, secret)

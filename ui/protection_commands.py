"""A case gets a passphrase, another one, or none again; and one that has one is opened by it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from casefile.import_records import Progress
from ui.case_doors import ProtectedDoors
from ui.desk import Desk
from ui.jobs import Lane
from ui.language import tr
from ui.settings import SettingsFile
from ui.working import Working

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.protection import Protection
    from ui.dialogs.protecting import SecretForm

__all__ = ["ProtectionCommands"]


class ProtectionCommands(QObject):
    """Signal: ``said(str)`` for what a command did."""

    said = Signal(str)

    def __init__(self, desk: Desk, settings: SettingsFile, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        desk.opening.secret_wanted.connect(self.ask)
        self.making = Working(desk, window)
        self.making.said.connect(self.said)

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Offer what can be done: a case is protected, or it can be."""
        case = self._desk.case
        for key in ("change_passphrase", "unprotect", "lock"):
            actions[key].setEnabled(case is not None and case.is_protected)
        actions["protect"].setEnabled(case is not None and not case.is_protected)

    # -- opening

    def ask(self, folder: Path) -> None:
        """Ask for what opens a case, and open it; the case on the desk stays till then."""
        from ui.dialogs.protecting import SecretForm

        names = {case.folder: case.name for case in self._settings.value.recent}
        form = SecretForm.to_open(names.get(str(folder), folder.stem), self._window)
        self._try(form, folder, lambda _secret, door: self._desk.opening.open_by(folder, door))
        form.open()

    def _try(
        self,
        form: "SecretForm",
        folder: Path,
        then: "Callable[[str, Callable[[], Case]], object]",
    ) -> None:
        """Try what is typed into a form until it opens the case."""
        opening = self._desk.opening

        def given(secret: str) -> None:
            def opened(door: "Callable[[], Case]") -> None:
                form.accept()
                then(secret, door)

            opening.try_secret(folder, secret, opened, form.take_refusal)

        form.given.connect(given)
        form.left.connect(opening.drop_secret)

    # -- protecting

    def create(
        self, folder: Path, name: str, protection: "Protection", papers: Iterable[Path]
    ) -> None:
        """Show the recovery key, make a case that is protected from the beginning, and open it."""
        doors = self._desk.opening.doors.protected
        if doors is None:
            return
        made: list[Callable[[], Case]] = []

        def work() -> Iterator[Progress]:
            yield Progress(0, 1, tr("Making “{name}”", name=name))
            made.append(doors.create(folder, name, protection))
            yield Progress(1, 1, "")

        self._with_key(
            name,
            protection,
            lambda: self.making.run(
                tr("Making “{name}”", name=name),
                work,
                lambda _message: self._desk.opening.open_by(folder, made[0], papers),
                tr("“{name}” was not made", name=name),
            ),
        )

    def protect(self) -> None:
        """Ask for a passphrase, show the recovery key, and encrypt the case."""
        from ui.dialogs.protecting import ProtectForm

        case = self._desk.case
        if case is None or case.is_protected:
            return
        folder, name = case.folder, case.name
        form = ProtectForm(name, self._window)
        form.chosen.connect(
            lambda protection: self._with_key(
                name, protection, lambda: self._protect(folder, name, protection)
            )
        )
        form.open()

    def _with_key(self, name: str, protection: "Protection", act: Callable[[], object]) -> None:
        """Show the recovery key, if there is one; go on when it is kept."""
        from ui.dialogs.passphrase import RecoveryForm

        if protection.recovery is None:
            act()
            return
        form = RecoveryForm(name, protection.recovery, self._window, before=True)
        form.kept.connect(act)
        form.open()

    def _protect(self, folder: Path, name: str, protection: "Protection") -> None:
        self._work(
            folder,
            tr("Protecting “{name}”", name=name),
            lambda doors: doors.protect(folder, protection),
            True,
            lambda: self._reopen(folder, protection.passphrase),
            tr("“{name}” is protected now", name=name),
            tr("“{name}” was not protected", name=name),
        )

    def unprotect(self) -> None:
        """Ask for the passphrase and make the case plain."""
        from ui.dialogs.protecting import SecretForm

        case = self._desk.case
        if case is None or not case.is_protected:
            return
        folder, name = case.folder, case.name
        form = SecretForm.to_unprotect(name, self._window)
        self._try(form, folder, lambda secret, _door: self._unprotect(folder, name, secret))
        form.open()

    def _unprotect(self, folder: Path, name: str, secret: str) -> None:
        self._work(
            folder,
            tr("Taking the protection of “{name}” away", name=name),
            lambda doors: doors.unprotect(folder, secret),
            False,
            lambda: self._desk.open_case(folder),
            tr("“{name}” is no longer protected", name=name),
            tr("“{name}” is still protected", name=name),
        )

    def _work(
        self,
        folder: Path,
        title: str,
        make: Callable[[ProtectedDoors], Iterator[Progress]],
        protected: bool,
        whole: Callable[[], object],
        done: str,
        not_done: str,
    ) -> None:
        """Close the case, do long work on it, and open it again; nothing else is done meanwhile."""
        from ui.dialogs.working import WorkingDialog

        doors = self._desk.opening.doors.protected
        if doors is None:
            return
        dialog = WorkingDialog(title, self._window)
        dialog.setModal(True)

        def told(now: bool) -> None:
            dialog.end()
            self.said.emit(done if now is protected else not_done)
            if now is protected:
                whole()
            else:
                self._desk.open_case(folder)

        def over() -> None:
            # Asked, since it may have been given up a moment too late.
            self._desk.jobs.run(
                lambda: doors.asks(folder), told, on_error=self._desk.failed.emit, lane=Lane.WRITE
            )

        def begin() -> None:
            # The lane of writes, so that the case has been closed before.
            job = self._desk.jobs.steps(
                lambda: make(doors),
                dialog.show_step,
                on_error=self._desk.failed.emit,
                lane=Lane.WRITE,
            )
            job.ended.connect(over)
            dialog.cancel_wanted.connect(job.cancel)

        dialog.show()
        self._desk.close_case(begin)

    def _reopen(self, folder: Path, secret: str) -> None:
        opening = self._desk.opening
        opening.try_secret(
            folder, secret, lambda door: opening.open_by(folder, door), self._desk.failed.emit
        )

    # -- another passphrase

    def change(self) -> None:
        """Ask for the passphrase and for another one; the case stays open."""
        from ui.dialogs.protecting import ChangeForm

        case = self._desk.case
        if case is None or not case.is_protected:
            return
        folder, name, opening = case.folder, case.name, self._desk.opening
        form = ChangeForm(name, self._window)

        def given(secret: str, protection: "Protection") -> None:
            def right(_door: object) -> None:
                form.accept()
                self._with_key(name, protection, lambda: self._change(folder, secret, protection))

            opening.try_secret(folder, secret, right, form.take_refusal)

        form.chosen.connect(given)
        form.left.connect(opening.drop_secret)
        form.open()

    def _change(self, folder: Path, secret: str, protection: "Protection") -> None:
        doors = self._desk.opening.doors.protected
        if doors is None:
            return
        self._desk.jobs.run(
            lambda: doors.change(folder, secret, protection),
            lambda _: self.said.emit(tr("The passphrase was changed")),
            on_error=self._desk.failed.emit,
            lane=Lane.LONG,
        )

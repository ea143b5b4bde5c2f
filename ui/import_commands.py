"""What is done with papers: brought in, dropped, chosen from archives, unlocked, read again."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.import_records import FileOutcome
from casefile.records import ArchiveMember, DocumentRow
from importers.document import ImportFailure
from ui import messages
from ui.desk import Desk
from ui.drops import read_drop
from ui.import_queue import QueueRow
from ui.language import tr
from ui.table_commands import TableCommands
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.dialogs.archive import ArchiveDialog

__all__ = ["ImportCommands"]


class ImportCommands(QObject):
    """Signals: ``said(str)`` for what a command did; ``explained(str)`` for what must not be missed.

    ``case_wanted(tuple[Path, ...])`` for papers that came while no case was open.
    """

    said = Signal(str)
    explained = Signal(str)
    case_wanted = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._theme = theme
        self._window = window
        self.tables = TableCommands(desk, window)
        self.tables.said.connect(self.said)
        desk.papers_brought.connect(self.bring_in)

    # -- papers come in

    def import_files(self) -> None:
        """Ask for files and import them."""
        found, _ = QFileDialog.getOpenFileNames(self._window, tr("Import papers"))
        self.bring_in(Path(name) for name in found)

    def import_folder(self) -> None:
        """Ask for a folder and import everything in it."""
        found = QFileDialog.getExistingDirectory(self._window, tr("Import a folder"))
        self.bring_in((Path(found),) if found else ())

    def drop(self, mime: QMimeData) -> None:
        """Import what was dropped, or say why not."""
        dropped = read_drop(mime)
        if dropped.sentence:
            self.explained.emit(dropped.sentence)
        self.bring_in(dropped.paths)

    def bring_in(self, paths: Iterable[Path]) -> None:
        """Import papers into the open case, asking what to take of archives; without a case, ask for one."""
        files = tuple(paths)
        if not files:
            return
        if self._desk.case is None:
            self.case_wanted.emit(files)
            return
        self._desk.ask(
            lambda case: _look_inside(case, files), lambda found: self._ask(files, found)
        )

    def _ask(
        self, files: tuple[Path, ...], archives: Mapping[Path, Sequence[ArchiveMember]]
    ) -> None:
        from ui.dialogs.archive import ArchiveDialog

        if not archives:
            self._desk.import_papers(files)
            return
        others = any(path not in archives for path in files)
        dialog = ArchiveDialog(archives, others, self._theme, self._window)
        dialog.chosen.connect(lambda chosen: self._import_chosen(files, chosen))
        dialog.password_wanted.connect(lambda path: self._unlock_archive(dialog, path))
        dialog.open()

    def _import_chosen(
        self, files: tuple[Path, ...], chosen: Mapping[Path, tuple[str, ...]]
    ) -> None:
        wanted = tuple(path for path in files if chosen.get(path, True))
        if wanted:
            self._desk.import_papers(wanted, members=chosen)

    def _unlock_archive(self, dialog: "ArchiveDialog", path: Path) -> None:
        from ui.dialogs.password import PasswordForm

        form = PasswordForm(path.name, (), dialog)

        def show(members: tuple[ArchiveMember, ...]) -> None:
            dialog.show_members(path, members)
            if any(member.locked for member in members):
                self.explained.emit(tr("That password does not open “{name}”.", name=path.name))

        def given(password: str) -> None:
            self._desk.ask(lambda case: case.archive_contents(path, password), show)

        form.given.connect(given)
        form.open()

    # -- one paper

    def ask_password(self, row: DocumentRow | QueueRow, complaint: str = "") -> None:
        """Ask for a locked paper's password, and try it on the other locked ones too."""
        from ui.dialogs.password import PasswordForm

        document = row.id if isinstance(row, DocumentRow) else row.document
        others = [one.name for one in self._desk.documents if one.locked and one.id != document]
        form = PasswordForm(row.name, others, self._window)

        def tell(outcomes: list[FileOutcome]) -> None:
            self._tell_unlocked(row, outcomes)

        def given(password: str) -> None:
            if document is not None:
                self._desk.unlock(document, password, tell)
            elif isinstance(row, QueueRow):
                path = Path(row.path)
                passwords = {str(path): password}
                self._desk.import_papers((path,), passwords=passwords, anew=False, tell=tell)

        form.given.connect(given)
        form.open()
        if complaint:
            form.complain(complaint)

    def _tell_unlocked(self, row: DocumentRow | QueueRow, outcomes: list[FileOutcome]) -> None:
        still_locked = [outcome for outcome in outcomes if outcome.locked]
        opened = [outcome for outcome in outcomes if outcome.status in ("imported", "unpacked")]
        if opened:
            left = (
                tr(", {still_locked:,} still locked", still_locked=len(still_locked))
                if still_locked
                else ""
            )
            self.said.emit(
                tr(
                    "Opened {opened}{left}",
                    opened=messages.count(len(opened), tr("paper")),
                    left=left,
                )
            )
        elif still_locked:
            self.ask_password(
                row,
                tr("That password does not open “{name}”. Mind capital letters.", name=row.name),
            )

    def read_again(self, row: DocumentRow | QueueRow) -> None:
        """Read a failed paper once more: its kept original, or the file if the case has none."""
        document = row.id if isinstance(row, DocumentRow) else row.document
        if document is not None:
            self._desk.read_again(document)
        elif isinstance(row, QueueRow):
            self._desk.import_papers((row.file,), anew=False)

    def reveal(self, row: DocumentRow | QueueRow) -> None:
        """Show the original in the file manager: the kept one, or the file if the case has none."""
        document = row.id if isinstance(row, DocumentRow) else row.document
        if document is not None:
            self._desk.ask(
                lambda case: (case.readable_original(document), case.is_protected),
                lambda found: self._reveal_kept(*found),
            )
        elif isinstance(row, QueueRow):
            _show_folder(row.file)

    def _reveal_kept(self, file: Path, is_copy: bool) -> None:
        _show_folder(file)
        if is_copy:
            told = tr(
                "“{name}” lies there unencrypted, as a copy that is removed when the case is closed.",
                name=file.name,
            )
            self.said.emit(told)


def _show_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _look_inside(case: "Case", files: Sequence[Path]) -> dict[Path, tuple[ArchiveMember, ...]]:
    """Return what the archives among files and in folders hold. Runs off the window's thread.

    Those that cannot be looked into are left out here: the import says why.
    """
    found = {}
    for path in case.archives(files):
        try:
            found[path] = case.archive_contents(path)
        except ImportFailure:
            continue
    return found

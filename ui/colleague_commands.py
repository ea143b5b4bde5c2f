"""Work with a colleague's copy of the case: hand review work out, bring theirs in, settle what differs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.errors import CaseFailure, PassphraseNeeded
from casefile.import_records import FileOutcome, Progress
from ui import messages
from ui.desk import Desk
from ui.import_runner import Batch
from ui.jobs import Lane
from ui.language import tr
from ui.navigator import Navigator
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.exchange_records import ConflictRow, MergePreview
    from ui.dialogs.colleague import ColleagueDialog
    from ui.dialogs.conflicts import ConflictsDialog

__all__ = ["ColleagueCommands"]


class ColleagueCommands(QObject):
    """Signals: ``said(str)``."""

    said = Signal(str)

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._navigator = navigator
        self._theme = theme
        self._window = window
        self.dialog: ColleagueDialog | None = None
        self.conflicts: ConflictsDialog | None = None
        self._secret: str | None = None  # of the copy that is looked at
        desk.case_opened.connect(lambda _case: self._remind())
        desk.case_hidden.connect(self._closed)
        desk.changed.connect(lambda _sentence: self._ask_conflicts())

    # -- handing out

    def hand_out(self) -> None:
        """Ask for a file and write the review work alone into it."""
        case = self._desk.case
        if case is None:
            return
        from casefile.exchange_file import SUFFIX

        found, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save your review work for a colleague"),
            str(case.folder.parent / f"{case.name}{SUFFIX}"),
            tr("Review work (*{suffix})", suffix=SUFFIX),
        )
        if found:
            path = Path(found)
            self._desk.long_work(
                lambda case: case.export_review(path),
                lambda _: self.said.emit(
                    tr("Wrote your review work, without papers, to {path}", path=path)
                ),
            )

    # -- bringing in

    def bring_in(self) -> None:
        """Ask for a colleague's copy and show what it would bring."""
        from ui.dialogs.colleague import ColleagueDialog

        if self._desk.case is None:
            return
        if self.dialog is None:
            self.dialog = dialog = ColleagueDialog(self._theme, self._window)
            dialog.destroyed.connect(self._forget)
            dialog.folder_wanted.connect(self._choose_folder)
            dialog.file_wanted.connect(self._choose_file)
            dialog.merge_wanted.connect(self._merge)
        self.dialog.open()

    def look_at(self, source: Path, secret: str | None = None) -> None:
        """Show what a copy would bring; ``secret`` opens a protected one."""
        if self.dialog is None or self._desk.case is None:
            return
        case, dialog = self._desk.case, self.dialog
        dialog.show_looking(source)
        self._secret = secret
        self._desk.jobs.latest(
            "colleague",
            lambda: case.preview_merge(source, secret),
            lambda preview: self._show(source, preview),
            on_error=lambda error: self._refused(source, error),
            lane=Lane.LONG,
        )

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self._window, tr("A colleague’s copy (a folder that ends in .pincite)"), self._beside()
        )
        if found:
            self.look_at(Path(found))

    def _choose_file(self) -> None:
        from casefile import exchange_file, protected_file

        found, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("A backup or a file of review work"),
            self._beside(),
            tr(
                "Copies of a case (*{review} *.zip *{protected})",
                review=exchange_file.SUFFIX,
                protected=protected_file.SUFFIX,
            ),
        )
        if found:
            self.look_at(Path(found))

    def _beside(self) -> str:
        case = self._desk.case
        return str(case.folder.parent) if case is not None else ""

    def _show(self, source: Path, preview: "MergePreview") -> None:
        if self.dialog is not None:
            self.dialog.show_preview(source, preview)

    def _refused(self, source: Path, error: Exception) -> None:
        from ui.dialogs.passphrase import PassphraseForm

        if self.dialog is None or not isinstance(error, CaseFailure):
            self._desk.failed.emit(error)
            return
        self.dialog.complain(str(error))
        if isinstance(error, PassphraseNeeded):
            form = PassphraseForm(source.name, self.dialog)
            form.given.connect(lambda secret: self.look_at(source, secret))
            form.open()
            if self._secret is not None:  # what was typed did not open it
                form.complain(str(error))

    def _merge(self, source: Path) -> None:
        """Bring a copy in as an import, which can be seen, paused and stopped like any other."""
        ended: list[str] = []
        secret, self._secret = self._secret, None

        def start(case: "Case") -> Iterator[Progress]:
            sentence = ""
            for step in case.merge(source, secret):
                sentence = step.message
                yield step
            ended.append(sentence)

        def tell(_outcomes: list[FileOutcome]) -> None:
            if ended:  # what was stopped or failed has told so itself
                self._desk.change(lambda _case: ended[0])
                self._desk.ask(lambda case: case.conflicts(), self._open_if_any, "conflicts")

        self._desk.imports.add(Batch((), start, tell))

    # -- what differs

    def settle(self) -> None:
        """Show what two attorneys decided differently."""
        self._desk.ask(lambda case: case.conflicts(), self._open, "conflicts")

    def _remind(self) -> None:
        def tell(rows: "tuple[ConflictRow, ...]") -> None:
            if rows:
                number = messages.count(len(rows), tr("conflict"))
                self.said.emit(tr("{number} with a colleague’s copy to settle", number=number))

        self._desk.ask(lambda case: case.conflicts(), tell, "conflicts")

    def _open_if_any(self, rows: "tuple[ConflictRow, ...]") -> None:
        if rows:
            self._open(rows)

    def _open(self, rows: "tuple[ConflictRow, ...]") -> None:
        from ui.dialogs.conflicts import ConflictsDialog

        if self.conflicts is None:
            self.conflicts = dialog = ConflictsDialog(self._theme, self._window)
            dialog.destroyed.connect(self._forget_conflicts)
            dialog.settle_wanted.connect(self._choose)
            dialog.place_wanted.connect(self._navigator.pass_by_ref)
        self.conflicts.show_conflicts(rows)
        self.conflicts.show()
        self.conflicts.raise_()
        self.conflicts.list.setFocus()

    def _ask_conflicts(self) -> None:
        if self.conflicts is not None:
            self._desk.ask(lambda case: case.conflicts(), self._show_conflicts, "conflicts")

    def _show_conflicts(self, rows: "tuple[ConflictRow, ...]") -> None:
        if self.conflicts is not None:
            self.conflicts.show_conflicts(rows)

    def _choose(self, number: int, theirs: bool) -> None:
        def work(case: "Case") -> str:
            case.settle_conflict(number, theirs=theirs)
            if theirs:
                return tr("Took the colleague’s word · Ctrl+Z takes it back")
            return tr("Kept your word · Ctrl+Z takes it back")

        self._desk.change(work)

    # -- inside

    def _forget(self) -> None:
        self.dialog = self._secret = None

    def _forget_conflicts(self) -> None:
        self.conflicts = None

    def _closed(self) -> None:
        for dialog in (self.dialog, self.conflicts):
            if dialog is not None:
                dialog.close()

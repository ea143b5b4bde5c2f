"""Some papers written as a case of their own: the form, the file, and what was written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import Ref, RefType
from ui import messages
from ui.desk import Desk
from ui.language import tr
from ui.saving import ask_case_file
from ui.working import Working

if TYPE_CHECKING:
    from casefile.protection import Protection
    from ui.dialogs.part import PartForm

__all__ = ["PartCommands"]


class PartCommands(QObject):
    """Signals: ``said(str)`` for what was written."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.working = Working(desk, window)
        self.working.said.connect(self.said)

    def open(self) -> None:
        """Ask which papers; those that the view is narrowed to are checked."""
        from ui.dialogs.part import PartForm

        case = self._desk.case
        if case is None or self.working.busy:
            return
        narrowed = {
            each.id
            for each in self._desk.narrowing.constraints
            if isinstance(each, Ref) and each.type is RefType.DOCUMENT
        }
        name = tr("{name}, part", name=case.name)
        form = PartForm(self._desk.documents, narrowed, name, self._window)
        form.chosen.connect(lambda *given: self._save(form, *given))
        form.open()

    def _save(
        self,
        form: "PartForm",
        documents: tuple[int, ...],
        name: str,
        notes: bool,
        protection: "Protection | None",
    ) -> None:
        from ui.dialogs.passphrase import RecoveryForm

        path = ask_case_file(form, name or tr("Part"), protected=protection is not None)
        if path is None:
            return
        form.accept()
        papers = messages.count(len(documents), tr("paper"))

        def written() -> None:
            self.said.emit(tr("Wrote {papers} to {path}", papers=papers, path=path))
            if protection is not None and protection.recovery is not None:
                RecoveryForm(path.name, protection.recovery, self._window).open()

        self.working.start(
            tr("Writing {papers} to {name}", papers=papers, name=path.name),
            lambda case: case.write_portion(
                documents, path, name=name or None, own_words=notes, protection=protection
            ),
            lambda _: written(),
            tr("Nothing was written to {path}", path=path),
        )

"""Some papers written as a case of their own: the form, the file, and what was written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import Ref, RefType
from ui import messages
from ui.desk import Desk
from ui.dialogs.part import PartForm
from ui.language import tr
from ui.saving import ask_case_file

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["PartCommands"]


class PartCommands(QObject):
    """Signals: ``said(str)`` for what was written."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def open(self) -> None:
        """Ask which papers; those that the view is narrowed to are checked."""
        case = self._desk.case
        if case is None:
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

    def _save(self, form: PartForm, documents: tuple[int, ...], name: str, notes: bool) -> None:
        path = ask_case_file(form, name or tr("Part"))
        if path is None:
            return
        form.accept()
        self.said.emit(tr("Writing {path}…", path=path))

        def write(case: "Case") -> None:
            case.write_portion(documents, path, name=name or None, own_words=notes)

        papers = messages.count(len(documents), tr("paper"))
        self._desk.long_work(
            write,
            lambda _: self.said.emit(tr("Wrote {papers} to {path}", papers=papers, path=path)),
        )

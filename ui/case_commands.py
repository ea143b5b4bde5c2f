"""New, open, sample, check, backup: what is done with the case as a whole."""

from collections.abc import Iterable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

import resources
from casefile.records import Problem
from ui import messages
from ui.actions import COMMANDS
from ui.desk import Desk
from ui.dialogs.forms import NewCaseForm
from ui.dialogs.lists import show_lines
from ui.language import tr
from ui.part_commands import PartCommands

__all__ = ["CaseCommands"]


class CaseCommands(QObject):
    """Signals: ``said(str)`` for what a command did."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.part = PartCommands(desk, window)
        self.part.said.connect(self.said)

    # -- cases

    def new(self) -> None:
        """Ask for a name and a place and make a case there."""
        self._ask_new("", None, ())

    def new_with_papers(self, papers: Iterable[Path]) -> None:
        """Ask where to create a case for papers that were dropped on the first screen."""
        files = tuple(papers)
        first = files[0]
        name = first.name if first.is_dir() else first.parent.name
        if len(files) == 1 and first.suffix.lower() == ".zip":
            name = first.stem
        number = messages.count(len(files), tr("item"))
        self._ask_new(
            name,
            tr("Where should the case for the {number} you dropped lie?", number=number),
            files,
        )

    def sample(self) -> None:
        """Make a case of the sample papers."""
        papers = resources.path("sample/papers")
        self._ask_new(
            tr("Sample case"), tr("A small made-up case. Where should it lie?"), (papers,)
        )

    def open(self) -> None:
        """Ask for a case folder and open it."""
        found = QFileDialog.getExistingDirectory(
            self._window, tr("Open a case (a folder that ends in .pincite)"), str(_documents())
        )
        if found:
            self._desk.open_case(Path(found))

    def _ask_new(self, name: str, lead: str | None, papers: tuple[Path, ...]) -> None:
        form = NewCaseForm(name, _documents(), lead, self._window)
        form.chosen.connect(lambda folder, named: self._create(folder, named, papers))
        form.open()

    def _create(self, folder: Path, name: str, papers: tuple[Path, ...]) -> None:
        self._desk.create_case(folder, name, papers)

    # -- care

    def backup(self) -> None:
        """Ask for a file and write the whole case into it."""
        case = self._desk.case
        if case is None:
            return
        found, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Back up the case"),
            str(_documents() / f"{case.name}.zip"),
            tr("Zip (*.zip)"),
        )
        if found:
            path = Path(found)
            self.said.emit(tr("Backing up…"))
            self._desk.long_work(
                lambda case: case.backup(path),
                lambda _: self.said.emit(tr("Backed up to {path}", path=path)),
            )

    def check(self) -> None:
        """Verify the case and say what was found."""
        self.said.emit(tr("Checking the case…"))
        self._desk.long_work(lambda case: case.check(), self._checked)

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            self.said.emit(tr("The case is sound: originals, database and every pin cite agree"))
            return
        show_lines(
            tr("Check of the case"),
            tr("{problems} found.", problems=messages.count(len(problems), tr("problem"))),
            [(problem.subject, problem.sentence) for problem in problems],
            self._window,
        )

    def keys(self) -> None:
        """Show what every key does."""
        lines = [
            (", ".join(one.keys), f"{one.name.rstrip('…')}: {one.hint}")
            for one in COMMANDS
            if one.keys
        ]
        more = [
            (tr("Ctrl+click"), tr("Keep several chips, or narrow to a document")),
            ("Ctrl+G", tr("Go to a page of the paper in the reader")),
            ("D, U, Y, O", tr("In the chronology: disputed, undisputed, admitted, open")),
            ("+, −, T, 1–4", tr("In the chronology: helps, hurts, tags, kind of event")),
            (tr("Shift+E, Shift+P"), tr("In the chronology: edit the day; date of the paper")),
            (
                tr("V, R, Right, L"),
                tr("In the chronology: other account, answer, other papers, timeline"),
            ),
            (
                tr("Wheel over the timeline"),
                tr("Zoom; dragging moves; a double click shows the whole"),
            ),
        ]
        show_lines(tr("Keys"), tr("What every key does."), lines + more, self._window)


def _documents() -> Path:
    return Path(platformdirs.user_documents_dir())

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

__all__ = ["CaseCommands"]


class CaseCommands(QObject):
    """Signals: ``said(str)`` for what a command did."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

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
        number = messages.count(len(files), "item")
        self._ask_new(name, f"Where should the case for the {number} you dropped lie?", files)

    def sample(self) -> None:
        """Make a case of the sample papers."""
        papers = resources.path("sample/papers")
        self._ask_new("Sample case", "A small made-up case. Where should it lie?", (papers,))

    def open(self) -> None:
        """Ask for a case folder and open it."""
        found = QFileDialog.getExistingDirectory(
            self._window, "Open a case (a folder that ends in .pincite)", str(_documents())
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
            self._window, "Back up the case", str(_documents() / f"{case.name}.zip"), "Zip (*.zip)"
        )
        if found:
            path = Path(found)
            self.said.emit("Backing up…")
            self._desk.long_work(
                lambda case: case.backup(path), lambda _: self.said.emit(f"Backed up to {path}")
            )

    def check(self) -> None:
        """Verify the case and say what was found."""
        self.said.emit("Checking the case…")
        self._desk.long_work(lambda case: case.check(), self._checked)

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            self.said.emit("The case is sound: originals, database and every pin cite agree")
            return
        show_lines(
            "Check of the case",
            f"{messages.count(len(problems), 'problem')} found.",
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
            ("Ctrl+click", "Keep several chips, or narrow to a document"),
            ("Ctrl+G", "Go to a page of the paper in the reader"),
            ("D, U, Y, O", "In the chronology: disputed, undisputed, admitted, open"),
            ("+, −, T, 1–4", "In the chronology: helps, hurts, tags, kind of event"),
            ("Shift+E, Shift+P", "In the chronology: edit the day; date of the paper"),
            ("V, R, Right, L", "In the chronology: other account, answer, other papers, timeline"),
            ("Wheel over the timeline", "Zoom; dragging moves; a double click shows the whole"),
        ]
        show_lines("Keys", "What every key does.", lines + more, self._window)


def _documents() -> Path:
    return Path(platformdirs.user_documents_dir())

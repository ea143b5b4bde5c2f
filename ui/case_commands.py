"""New, open, sample, check, backup: what is done with the case as a whole."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

import resources
from casefile.import_records import Progress
from casefile.records import Problem
from ui import messages
from ui.desk import Desk
from ui.language import tr
from ui.part_commands import PartCommands
from ui.working import Working

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.protection import Protection

__all__ = ["CaseCommands"]


class CaseCommands(QObject):
    """Signals: ``said(str)`` for what a command did; ``original_wanted(int)`` to put a document's back.

    ``protected_wanted(Path, str, Protection, tuple[Path, ...])`` tells of a new case with a passphrase: where
    it is to lie, its name, and the papers for it.
    """

    said = Signal(str)
    original_wanted = Signal(int)
    protected_wanted = Signal(object, str, object, object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.part = PartCommands(desk, window)
        self.part.said.connect(self.said)
        self.checking = Working(desk, window)
        self.checking.said.connect(self.said)

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
        from ui.dialogs.forms import NewCaseForm

        form = NewCaseForm(name, _documents(), lead, self._window)

        def chosen(folder: Path, named: str, protection: "Protection | None") -> None:
            if protection is None:
                self._desk.create_case(folder, named, papers)
            else:
                self.protected_wanted.emit(folder, named, protection, papers)

        form.chosen.connect(chosen)
        form.open()

    # -- care

    def check(self) -> None:
        """Verify the case and say what was found."""
        found: list[Problem] = []

        def work(case: "Case") -> Iterator[Progress]:
            found[:] = yield from case.checking()
            yield Progress(1, 1, "Checked")

        self.checking.start(
            tr("Checking the case"),
            work,
            lambda _message: self._checked(tuple(found)),
            tr("The check was given up"),
        )

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        from ui.dialogs.lists import LineStep, show_lines

        if not problems:
            self.said.emit(tr("The case is sound: originals, database and every pin cite agree"))
            return
        documents = [problem.document for problem in problems]
        show_lines(
            tr("Check of the case"),
            tr("{problems} found.", problems=messages.count(len(problems), tr("problem"))),
            [(problem.subject, problem.sentence) for problem in problems],
            self._window,
            LineStep(
                tr("Put the original back…"),
                lambda row: documents[row] is not None,
                lambda row: self.original_wanted.emit(documents[row]),
            ),
        )


def _documents() -> Path:
    return Path(platformdirs.user_documents_dir())

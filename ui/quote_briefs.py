"""Checks the quotations of a brief that the attorney chooses or drops, off the window's thread."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casefile.import_records import Progress
from casefile.quote_records import WordStep
from casefile.records import CheckedQuote, Pin, SameWords
from ui.desk import Desk
from ui.jobs import Job
from ui.language import tr
from ui.middle_views import MiddleView
from ui.navigator import Navigator
from ui.panels.quote_brief import QuoteBriefPanel
from ui.quote_comparison import Shown
from ui.quote_lines import QuoteLine
from ui.saving import ask_report_file
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["BriefCommands"]

_FILTER = tr("Briefs (*.docx *.doc *.pdf *.rtf *.txt *.html);;All files (*)")


class BriefCommands(MiddleView):
    """The check of a brief in the middle of the window."""

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        panel = QuoteBriefPanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._window = window
        self._job: Job | None = None
        self.panel = panel
        panel.brief_dropped.connect(self.check)
        panel.drop_refused.connect(self.said)
        panel.choose_wanted.connect(self.choose)
        panel.cancel_wanted.connect(self.cancel)
        panel.save_wanted.connect(self.save)
        panel.leave_wanted.connect(self.leave)
        panel.list.visited.connect(lambda line: self._compare(line, line.against))
        panel.list.opened.connect(self._open)
        panel.list.other_wanted.connect(self._open)
        panel.comparison.link_wanted.connect(self._follow_link)
        desk.case_hidden.connect(self._forget)

    # -- coming and going

    def open(self) -> None:
        """Show the place to drop a brief on, or the brief that was checked last."""
        self.show()
        if self.panel.has_result:
            self.panel.list.take_keyboard()
        else:
            self.panel.choose.setFocus()

    def choose(self) -> None:
        """Ask for a brief and check it."""
        found, _ = QFileDialog.getOpenFileName(
            self._window, tr("Check a brief"), platformdirs.user_documents_dir(), _FILTER
        )
        if found:
            self.check(Path(found))

    def check(self, brief: Path) -> None:
        """Read a brief and hold every quotation in it against the case; nothing is kept."""
        case = self._desk.case
        if case is None:
            return
        self.cancel()
        found: list[tuple[CheckedQuote, ...]] = []

        def done(_: object) -> None:
            self._job = None
            if self._desk.case is case and found:
                self.panel.show_checked(brief, found[0])

        def failed(error: Exception) -> None:
            self._job = None
            self.panel.show_waiting()
            if self._desk.case is case:
                self._desk.failed.emit(error)

        self.panel.show_work(tr("Reading {name}…", name=brief.name))
        self._job = self._desk.jobs.steps(
            lambda: _steps(case, brief, found.append),
            lambda step: self.panel.show_work(step.message),
            done,
            on_error=failed,
        )

    def cancel(self) -> None:
        """Stop a check that is under way; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.panel.show_waiting()
            self.panel.choose.setFocus()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.panel.show_waiting()

    # -- what keys do

    @override
    def step(self, by: int) -> None:
        self.panel.list.step(by)

    @override
    def step_back(self) -> None:
        if self._job is not None:
            self.cancel()
        else:
            self.leave()

    @override
    def open_source(self) -> None:
        line = self.panel.list.current_line()
        if line is not None:
            self._open(line)

    @override
    def current_place(self) -> Pin | None:
        """Return the place of the words in the case, which are copied as that paper has them."""
        shown = self.panel.comparison.shown
        return shown.against.pin if shown is not None and shown.against is not None else None

    def _open(self, _line: QuoteLine) -> None:
        pin = self.current_place()
        if pin is None:
            self.said.emit(tr("No paper of the case has these words."))
            return
        self.navigator.show_place(pin)
        self.source_shown.emit()

    # -- comparing

    def _compare(self, line: QuoteLine, against: SameWords | None) -> None:
        same = line.checked.same_words if line.checked is not None else ()
        others = tuple(place for place in same if place != against)
        self.panel.comparison.show_comparison(Shown(line, against, (), others))
        if against is None:
            return
        self.navigator.show_mention(against.pin, None)

        def tell(steps: tuple[WordStep, ...]) -> None:
            if self.panel.list.current_line() == line:
                self.panel.comparison.show_comparison(Shown(line, against, steps, others))

        checked = line.checked
        if checked is not None:
            held = replace(checked, same_words=(against,))
            self._desk.ask(lambda case: case.steps_of(held), tell, "word-steps")

    def _follow_link(self, name: str) -> None:
        shown = self.panel.comparison.shown
        what, _, number = name.partition(":")
        if shown is None:
            return
        if what == "theirs" and shown.against is not None:
            self.navigator.show_place(shown.against.pin)
        elif what == "open":
            self.navigator.show_place(shown.others[int(number)].pin)
        elif what == "compare":
            self._compare(shown.line, shown.others[int(number)])

    # -- saving

    def save(self) -> None:
        """Ask for a file and write the list."""
        checked = self.panel.checked
        path = ask_report_file(self._window, tr("Checked quotations")) if checked else None
        if path is None:
            return

        def write(case: "Case") -> None:
            from reports.checked_quotes import checked_quotes
            from reports.export import origin_of, write_report

            rows = [(row, case.steps_of(row)) for row in checked]
            write_report(checked_quotes(rows), origin_of(case), path)

        self._desk.long_work(write, lambda _: self.said.emit(tr("Wrote {path}", path=path)))


def _steps(
    case: "Case", brief: Path, tell: Callable[[tuple[CheckedQuote, ...]], object]
) -> Iterator[Progress]:
    """Read a brief, then hold its quotations against the case; what was found goes to ``tell``."""
    from importers.document import ImportContext

    yield Progress(0, 2, tr("Reading {name}…", name=brief.name))
    read = case.workers.read(brief, ImportContext(brief.name))
    yield Progress(1, 2, tr("Holding its quotations against the papers of the case…"))
    tell(case.check_quotes(read))
    yield Progress(2, 2, tr("Checked"))

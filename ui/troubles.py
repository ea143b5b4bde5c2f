"""What the window does with failures: a sentence and its next step at the foot of the window, and a list.

A failure that the user can act on is told in the user's words, where it is in nobody's way; a fault of the
program gets a dialogue with a report, once for each place. Everything said is kept for this session.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile import errors
from casefile.errors import CaseFailure
from importers.document import ImportFailure
from ui.desk import Desk
from ui.faults import fault_report
from ui.jobs import Lane
from ui.language import tr
from ui.panels.alert import AlertBar
from ui.put_off import PutOff

if TYPE_CHECKING:
    from ui.dialogs.messages import MessagesDialog

__all__ = ["Message", "Step", "Troubles"]

_MOST_MESSAGES = 400


@dataclass(frozen=True)
class Step:
    """What can be done about a failure: the words of its button, and the act."""

    words: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Message:
    """One thing that was said. ``report`` is set where the program was at fault."""

    at: dt.datetime
    sentence: str
    trouble: bool = False
    step: Step | None = None
    report: str = ""


class Troubles(QObject):
    """Tells of failures, and remembers what was said in this session.

    Signal: ``added()`` after a message came to the list.
    """

    added = Signal()

    def __init__(
        self, desk: Desk, bar: AlertBar, actions: Mapping[str, QAction], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self.bar = bar
        self._actions = actions
        self._window = window
        self._messages: deque[Message] = deque(maxlen=_MOST_MESSAGES)
        self._reports: set[str] = set()
        self._list: MessagesDialog | None = None
        self._telling = PutOff()
        bar.details_wanted.connect(self.show_details)
        bar.list_wanted.connect(self.show_messages)
        bar.closed.connect(window.setFocus)

    def under(self, widget: QWidget) -> QWidget:
        """Return the widget with the bar at its foot."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(widget, 1)
        column.addWidget(self.bar)
        return made

    @property
    def messages(self) -> tuple[Message, ...]:
        """What was said in this session, the newest last."""
        return tuple(self._messages)

    def note(self, sentence: str) -> None:
        """Keep what the line of status says; the same sentence at once again is no news."""
        if self._telling.holds:
            return
        if sentence and not (self._messages and self._messages[-1].sentence == sentence):
            self._keep(Message(_now(), sentence))

    def tell(self, sentence: str, step: Step | None = None) -> None:
        """Show a sentence that must not be missed, until the user takes it away or another comes."""
        message = Message(_now(), sentence, trouble=True, step=step)
        self._telling.do(lambda: self._show(message))

    def fail(self, error: BaseException) -> None:
        """Show a failure: in the user's words where it has them, else as a fault of the program."""
        from reports.report import ReportFailure

        if isinstance(error, CaseFailure | ImportFailure | ReportFailure):
            self.tell(str(error), self._step_for(error))
        else:
            self._telling.do(lambda: self._fault(error))

    def show_messages(self) -> None:
        """Show the list of what was said in this session."""
        from ui.dialogs.messages import MessagesDialog

        if self._list is None:
            self._list = MessagesDialog(self.messages, self._details_of, self._window)
            self._list.destroyed.connect(self._list_gone)
            self.added.connect(self._fill_list)
        self._list.show()
        self._list.raise_()
        self._list.activateWindow()

    def show_details(self) -> None:
        """Show the report of the fault that the bar tells of; of a sentence there is the list."""
        shown = self.bar.message
        if isinstance(shown, Message) and shown.report:
            self._details_of(shown)
        else:
            self.show_messages()

    def hold(self) -> None:
        """Forget what was said, and keep what comes to oneself: the case is to be seen no more."""
        self.forget()
        self._telling.hold()

    def go_on(self) -> None:
        """Tell what came meanwhile: the case is seen again."""
        self._telling.go_on()

    def drop(self) -> None:
        """Forget what was said and what came meanwhile: another case is on the desk, or none."""
        self._telling.drop()
        self.forget()

    def forget(self) -> None:
        """Forget what was said."""
        self._messages.clear()
        self.bar.dismiss()
        if self._list is not None:
            self._list.close()

    # -- inside

    def _fault(self, error: BaseException) -> None:
        from ui.dialogs.crash import CrashDialog

        report = fault_report(error)
        known = report in self._reports
        self._reports.add(report)
        again = tr(
            "The program was at fault again, in the same place. Nothing of your case is lost."
        )
        first = tr("The program was at fault. Nothing of your case is lost.")
        self._show(Message(_now(), again if known else first, trouble=True, report=report))
        dialogs = self._window.findChildren(CrashDialog)
        if not known and not any(dialog.isVisible() for dialog in dialogs):
            CrashDialog(report, self._window).show()

    def _details_of(self, message: Message) -> None:
        from ui.dialogs.crash import CrashDialog

        CrashDialog(message.report, self._window).show()

    def _show(self, message: Message) -> None:
        self._keep(message)
        step = message.step
        self.bar.show_message(
            message,
            message.sentence,
            step=(step.words, step.act) if step is not None else None,
            details=bool(message.report),
        )

    def _keep(self, message: Message) -> None:
        self._messages.append(message)
        self.added.emit()

    def _fill_list(self) -> None:
        if self._list is not None:
            self._list.show_lines(self.messages)

    def _list_gone(self) -> None:
        self._list = None
        self.added.disconnect(self._fill_list)

    def _step_for(self, error: Exception) -> Step | None:
        """Return what can be done about a failure, where a button can do it."""
        wanted, case = self._desk.opening.wanted, self._desk.case
        if isinstance(error, errors.CaseOpenElsewhere) and wanted is not None:
            return Step(tr("Open anyway"), lambda: self._open_anyway(wanted))
        if (
            isinstance(error, errors.CaseDamaged)
            and wanted is not None
            and (case is None or case.folder != wanted)
        ):
            return Step(tr("Put the newest copy in place"), lambda: self._mend(wanted))
        again = isinstance(
            error, errors.CaseInUse | errors.CaseDiskFull | errors.CaseReadOnly | errors.CaseTooNew
        )
        if again and wanted is not None and (case is None or case.folder != wanted):
            return Step(tr("Try again"), lambda: self._desk.open_case(wanted))
        if isinstance(error, errors.CaseDiskFull | errors.CaseReadOnly) and case is not None:
            folder = case.folder
            return Step(
                tr("Open folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.parent))),
            )
        for kinds, key in _COMMANDS:
            if isinstance(error, kinds) and self._actions[key].isEnabled():
                action = self._actions[key]
                return Step(action.text(), action.trigger)
        return None

    def _mend(self, folder: Path) -> None:
        """Put the newest good copy in place of a damaged case file; where it needs one, by a passphrase."""
        protected = self._desk.opening.doors.protected
        if protected is None:
            self._mend_by(folder, None)
            return
        self._desk.jobs.run(
            lambda: protected.asks(folder),
            lambda asked: self._ask_and_mend(folder) if asked else self._mend_by(folder, None),
            on_error=self._desk.failed.emit,
        )

    def _ask_and_mend(self, folder: Path) -> None:
        from ui.dialogs.protecting import SecretForm

        opening = self._desk.opening
        form = SecretForm.to_open(folder.stem, self._window)

        def given(secret: str) -> None:
            def right(_door: object) -> None:
                form.accept()
                self._mend_by(folder, secret)

            opening.try_secret(folder, secret, right, form.take_refusal)

        form.given.connect(given)
        form.left.connect(opening.drop_secret)
        form.open()

    def _mend_by(self, folder: Path, secret: str | None) -> None:
        """Mend a case, open it, and say what is newer."""
        from casefile.case import Case
        from casefile.mending import Mended

        def opened(mended: Mended) -> None:
            self._open_by(folder, secret)
            self.tell(_newer(mended.copy.name, len(mended.papers), mended.decisions))

        self._desk.jobs.run(
            lambda: Case.mend(folder, secret=secret),
            opened,
            on_error=self._desk.failed.emit,
            lane=Lane.LONG,
        )

    def _open_by(self, folder: Path, secret: str | None) -> None:
        opening = self._desk.opening
        if secret is None:
            opening.open(folder)
        else:
            opening.try_secret(
                folder,
                secret,
                lambda door: opening.open_by(folder, door),
                self._desk.failed.emit,
            )

    def _open_anyway(self, folder: Path) -> None:
        """Open a case that another computer's note says is open there."""
        from casefile.lock import disregard

        self._desk.jobs.run(
            lambda: disregard(folder),
            lambda _: self._desk.open_case(folder),
            on_error=self._desk.failed.emit,
            lane=Lane.WRITE,
        )


def _newer(copy: str, papers: int, decisions: tuple[str, ...] | None) -> str:
    """Return what is said after a copy took the place of a damaged case file."""
    told = [tr("“{copy}” was put in place of the damaged case file.", copy=copy)]
    if papers:
        told.append(tr("Newer papers are read again: {count}.", count=papers))
    if decisions is None:
        told.append(tr("Which decisions are newer cannot be read any more."))
    elif decisions:
        told.append(
            tr("Newer decisions, to be taken again: {sentences}.", sentences="; ".join(decisions))
        )
    return " ".join(told)


_COMMANDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((errors.NotACase, errors.CaseExists), "open"),
    (errors.CaseDamaged, "check"),
    (errors.NoEngine, "scans_rapidocr"),
    (errors.NoSuchFinding, "history"),
    (ImportFailure, "outcomes"),
)
"""Failures, and the command that is the next step after one."""


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()

"""Says when and how a summons or subpoena was served, and shows the last day to act with every step."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from casefile.records import DocumentRow
from extraction.date_wording import day_words
from extraction.process import Process, ProcessKind
from extraction.response_deadlines import Manner, Service, ToAnswer
from extraction.typed_dates import typed_day
from ui import messages
from ui.dialogs.form import Choice, Form, Understood
from ui.language import tr

if TYPE_CHECKING:
    from casefile.deadlines import ServedPaper

__all__ = ["ServiceForm", "process_lines"]

_WIDTH, _COLUMN = 640, 470
_SENT = (ProcessKind.WAIVER, ProcessKind.WAIVER_REQUEST)


class ServiceForm(Form):
    """Asks for the day of service.

    Signals: ``asked(Service)`` whenever a day was typed, so that the deadline can be shown;
    ``chosen(Service | None)`` at the end, ``None`` where the day was taken out.
    """

    asked = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, row: DocumentRow, paper: "ServedPaper", parent: QWidget | None = None
    ) -> None:
        sent = paper.process.kind in _SENT
        what = tr("The day the request was sent") if sent else tr("The day it was served")
        super().__init__(
            tr("Service"),
            tr(
                "{short_name}. {what} is yours to say: nothing is counted without it. The last day is a "
                "proposal by the rules of court; verify it before you rely on it.",
                short_name=row.short_name,
                what=what,
            ),
            tr("Save"),
            parent,
        )
        self._paper = paper
        given = paper.service
        self.setMinimumWidth(_WIDTH)
        self.said = said = QLabel("\n".join(process_lines(paper.process)))
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.day = QLineEdit(day_words(given.day) if given else "")
        self.day.setPlaceholderText(tr("March 2, 2026"))
        self.understood = Understood()
        self.manner = Choice(
            [(manner.value.capitalize(), manner) for manner in _manners(paper.process)],
            given.manner if given else _manners(paper.process)[0],
        )
        self.days = Choice(_choices_of_days(paper.process), given.days if given else None)
        self.proposed = QLabel("")
        self.proposed.setWordWrap(True)
        self.proposed.setTextFormat(Qt.TextFormat.RichText)
        self.proposed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.proposed.setAccessibleName(tr("Last day, with each step"))
        self.add_field(tr("The paper"), said)
        self.add_field(tr("Sent on") if sent else tr("Served on"), self.day)
        self.fields.addRow("", self.understood)
        if self.manner.count() > 1:
            self.add_field(tr("How"), self.manner)
        if self.days.count() > 1:
            self.add_field(tr("Days to answer"), self.days)
        self.add_field(tr("Last day"), self.proposed)
        self.day.textChanged.connect(self.understood.show_typed)
        self.day.textChanged.connect(self._ask)
        self.manner.currentIndexChanged.connect(self._ask)
        self.days.currentIndexChanged.connect(self._ask)
        self.understood.show_typed(self.day.text())
        self.show_proposed(())

    def service(self) -> Service | None:
        """Return what the fields say, ``None`` while they say no day."""
        day = typed_day(self.day.text())
        return Service(day, self.manner.value, self.days.value) if day is not None else None

    def show_proposed(self, found: Sequence[ToAnswer]) -> None:
        """Show the last day for each thing to do, its steps and what may move it."""
        lines: list[str] = []
        for each in found:
            when = f"{each.day:%A}, {day_words(each.day)}"
            time = f", {each.time}" if each.time else ""
            mark = tr("named by the paper") if each.stated else "verify"
            lines.append(f"<b>{escape(f'{when}{time}: {each.act}')}</b>")
            lines.append(escape(f"{each.rule}; {mark}"))
            lines += [f"· {escape(sentence)}" for sentence in (*each.steps, *each.cautions)]
        nothing = tr("Say the day, and it is counted here, step by step.")
        self.proposed.setText("<br>".join(lines) or nothing)
        for label in (self.said, self.proposed):  # a form's row squeezes words that wrap
            label.setMinimumHeight(label.heightForWidth(_COLUMN) + 6)
        self.fit()

    def submit(self) -> None:
        """Tell what was said; a day that cannot be read is not guessed."""
        typed = self.day.text().strip()
        service = self.service()
        if typed and service is None:
            self.complain(
                tr("“{typed}” is no day. Write it as March 2, 2026 or 2026-03-02.", typed=typed)
            )
            return
        issued = self._paper.process.issued_on
        if service is not None and issued is not None and service.day < issued:
            self.complain(
                tr(
                    "The paper was issued on {day_words}: check the day.",
                    day_words=day_words(issued),
                )
            )
            return
        self.chosen.emit(service)
        self.accept()

    def _ask(self) -> None:
        self.complain("")
        service = self.service()
        if service is None:
            self.show_proposed(())
        else:
            self.asked.emit(service)


def process_lines(process: Process) -> list[str]:
    """Return what a summons or subpoena says, one fact a line."""
    lines = [process.kind.value.capitalize() + (f" ({process.form})" if process.form else "")]
    lines += [
        tr("To {line}", line=each.name.line)
        + (f", {_one_line(each.address.text)}" if each.address else "")
        for each in process.to
    ]
    if process.issuer is not None:
        title = f", {process.issuer_title.line}" if process.issuer_title else ""
        lines.append(tr("Issued by {line}{title}", line=process.issuer.line, title=title))
    if process.issued_on is not None:
        lines.append(tr("Issued on {day_words}", day_words=day_words(process.issued_on)))
    if process.attorney is not None:
        firm = process.attorney.firm
        lines.append(
            tr("Attorney {line}", line=process.attorney.name.line)
            + (f", {firm.line}" if firm else "")
        )
    if process.demanded is not None:
        lines.append(tr("Demands {short}", short=_short(process.demanded.line)))
    return lines


def _one_line(address: str) -> str:
    return ", ".join(line.strip(" ,") for line in address.splitlines() if line.strip())


def _short(words: str) -> str:
    return words if len(words) <= 160 else words[:159].rsplit(" ", 1)[0] + "…"


def _manners(process: Process) -> tuple[Manner, ...]:
    if process.kind in _SENT:
        return (Manner.WAIVER,)
    if process.kind is ProcessKind.SUMMONS:
        return tuple(Manner)
    return (Manner.IN_PERSON, Manner.OTHER)


def _choices_of_days(process: Process) -> list[tuple[str, int | None]]:
    """Return the periods that the paper gives, after the one that is proposed of itself."""
    made: list[tuple[str, int | None]] = [(tr("As proposed"), None)]
    made += [
        (messages.count(each.days, tr("day")) + (f", {each.who}" if each.who else ""), each.days)
        for each in process.answer
    ]
    return made if len(made) > 2 else made[:1]

"""Service of a summons or subpoena: the entry in a document's menu, the form, and what was said."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import DocumentRow
from extraction.date_wording import day_words
from ui.desk import Desk
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.deadlines import ServedPaper
    from extraction.response_deadlines import Service, ToAnswer
    from ui.dialogs.service import ServiceForm

__all__ = ["ServiceCommands"]

Entries = tuple[tuple[str, Callable[[], object]], ...]


class ServiceCommands(QObject):
    """Signals: ``said(str)`` for why nothing can be counted."""

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def entries(self, row: DocumentRow) -> Entries:
        """Return what a document's menu offers: the day of service of a summons, subpoena or waiver."""
        if not row.is_process:
            return ()
        return ((tr("Service and deadline…"), lambda: self.ask(row)),)

    def ask(self, row: DocumentRow) -> None:
        """Open the form for the day of service."""

        def read(case: "Case") -> "ServedPaper | None":
            return case.served_paper(row.id)

        self._desk.ask(read, lambda paper: self._open(row, paper))

    def _open(self, row: DocumentRow, paper: "ServedPaper | None") -> None:
        if paper is None:
            self.said.emit(
                tr("Nothing of this paper’s form could be read, so no deadline can be counted")
            )
            return
        from ui.dialogs.service import ServiceForm

        form = ServiceForm(row, paper, self._window)
        form.asked.connect(lambda service: self._propose(row, form, service))
        form.chosen.connect(lambda service: self._keep(row, service))
        form.open()
        if paper.service is not None:
            self._propose(row, form, paper.service)

    def _propose(self, row: DocumentRow, form: "ServiceForm", service: "Service") -> None:
        def count(case: "Case") -> "tuple[ToAnswer, ...]":
            return case.proposed_deadlines(row.id, service)

        def show(found: "tuple[ToAnswer, ...]") -> None:
            if form.isVisible() and form.service() == service:
                form.show_proposed(found)

        self._desk.ask(count, show)

    def _keep(self, row: DocumentRow, service: "Service | None") -> None:
        def work(case: "Case") -> str:
            from extraction.response_deadlines import Manner

            manner = service.manner if service else Manner.IN_PERSON
            days = service.days if service else None
            case.served(row.id, service.day if service else None, manner=manner, days=days)
            if service is None:
                return tr("{short_name} has no day of service any more", short_name=row.short_name)
            return tr(
                "{short_name} was served on {day_words}",
                short_name=row.short_name,
                day_words=day_words(service.day),
            )

        self._desk.change(work)

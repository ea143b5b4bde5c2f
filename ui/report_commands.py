"""Reports in the window: the dialog with its preview, and the writing of the file off its thread."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.errors import CaseFailure
from casefile.questions import Question
from casefile.records import PartyRow
from reports.options import EVERYTHING, ReportOptions
from reports.report import Layout
from ui.binder_commands import BinderCommands
from ui.desk import Desk
from ui.file_writing import FileWriting
from ui.language import tr
from ui.models.rows import AnyRow
from ui.question_words import question_words
from ui.report_choices import Offer, Wanted, remembered, restored
from ui.report_sheets import Sheets, draw_sheets
from ui.saving import ask_report_file
from ui.settings import SettingsFile

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.dialogs.report import ReportDialog

__all__ = ["ReportCommands"]

_PREVIEW = "report preview"
_PREVIEWED_ROWS = 200
_PREVIEWED_SHEETS = 12


class ReportCommands(QObject):
    """Signals: ``said(str)`` for what was written."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        settings: SettingsFile,
        current_row: Callable[[], AnyRow | None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current_row = current_row
        self._desk = desk
        self._settings = settings
        self._window = window
        self._writing = FileWriting(desk, tr("The report was not written"), self)
        self._writing.said.connect(self.said)
        self.dialog: ReportDialog | None = None
        self.asked: Callable[[], Question | None] = lambda: None
        """Tells what the linked view is asked, where it is on screen."""
        self.binder = BinderCommands(desk, window)
        desk.case_closed.connect(self._forget)

    def open(
        self,
        key: str | None = None,
        options: ReportOptions = EVERYTHING,
        *,
        only: frozenset[int] | None = None,
        shown_by: str = "",
    ) -> None:
        """Show the dialog on a report, without a key on the one that was made last.

        ``only`` are the numbers of the rows that a view shows, if its filters hide any, and ``shown_by`` is
        what these filters say.
        """
        case = self._desk.case
        if case is None or self.dialog is not None:
            return
        before = self._settings.value.report_of(case.case_id)
        last = before.get("last")
        start = _first(key or (last if isinstance(last, str) else "chronology"))
        start = restored(before, start)
        start = replace(start, options=_joined(start.options, options, only, shown_by))
        question = self.asked() if only is None else None
        self._desk.ask(partial(_offer, start, question), self._show)

    def open_dossier(self, party: int | None = None) -> None:
        """Show the dialog on a party's dossier: without one on that of the party in hand, if it is one."""
        row = self._current_row()
        if party is None and isinstance(row, PartyRow):
            party = row.id
        self.open("dossier", ReportOptions(party=party))

    def _show(self, offer: Offer) -> None:
        from ui.dialogs.report import ReportDialog

        if self.dialog is not None:
            return
        self.dialog = dialog = ReportDialog(offer, self._window)
        dialog.preview_wanted.connect(self._preview)
        dialog.kind_changed.connect(self._change_kind)
        dialog.save_wanted.connect(self._save)
        dialog.cancel_wanted.connect(self._writing.cancel)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _change_kind(self, key: str) -> None:
        """Show another report as it was put last; what narrows the one before is kept where it fits."""
        dialog, case = self.dialog, self._desk.case
        if dialog is None or case is None:
            return
        put = restored(self._settings.value.report_of(case.case_id), _first(key))
        dialog.show_kind(replace(put, options=dialog.narrowing(put.options)))

    def _closed(self, _result: int) -> None:
        self._desk.jobs.drop(_PREVIEW)
        self.dialog = None

    def _forget(self) -> None:
        self._writing.cancel()
        if self.dialog is not None:
            self.dialog.close()

    # -- the preview

    def _preview(self, wanted: Wanted) -> None:
        dialog, case = self.dialog, self._desk.case
        if dialog is None or case is None:
            return
        scale = dialog.scale
        self._desk.jobs.latest(
            _PREVIEW,
            lambda: _sheets(case, wanted, scale),
            dialog.show_sheets,
            on_error=self._not_made,
        )

    def _not_made(self, error: Exception) -> None:
        """Say why there is no preview; a fault of the program is shown as such."""
        from reports.report import ReportFailure

        if self.dialog is not None:
            self.dialog.show_failure(error)
        if not isinstance(error, ReportFailure | CaseFailure):
            self._desk.failed.emit(error)

    # -- the file

    def _save(self, wanted: Wanted) -> None:
        dialog, case = self.dialog, self._desk.case
        if dialog is None or case is None:
            return
        from reports.catalogue import kind_of

        kind = kind_of(wanted.key)
        name = wanted.options.title or kind.title
        path = ask_report_file(dialog, name, wanted.suffix, has_days=kind.has_days)
        if path is None:
            return
        kept = {
            **remembered(self._settings.value.report_of(case.case_id), wanted),
            "last": wanted.key,
        }
        self._settings.save(self._settings.value.with_report(case.case_id, kept))

        def write(step: Callable[[int, int], None]) -> None:
            from reports.export import export

            export(case, wanted.key, path, wanted.options, wanted.layout, step)

        self._writing.start(dialog, path, write, lambda _: tr("Wrote {path}", path=path))


def _first(key: str) -> Wanted:
    """Return a report as it is put when nothing is remembered; one there is no more is the first one."""
    from reports.catalogue import KINDS

    kind = next((kind for kind in KINDS if kind.key == key), KINDS[0])
    return Wanted(kind.key, layout=Layout(landscape=kind.is_wide))


def _joined(
    put: ReportOptions, asked: ReportOptions, only: frozenset[int] | None, shown_by: str
) -> ReportOptions:
    """Return what narrows the report as asked for, put as it was put last unless that is asked for, too."""
    return replace(
        asked,
        columns=asked.columns or put.columns,
        grouping=asked.grouping or put.grouping,
        order=asked.order or put.order,
        only=only,
        shown_by=shown_by,
    )


def _offer(start: Wanted, question: Question | None, case: "Case") -> Offer:
    """Return what the dialog can offer of a case; asked off the window's thread."""
    parties = sorted(case.view().parties, key=lambda row: (-row.mentions, row.name.casefold()))
    return Offer(
        start,
        tuple((row.short_name or row.name, row.id) for row in case.documents()),
        tuple((row.name, row.id) for row in parties),
        tuple(tag.name for tag in case.tags()),
        start.options.only,
        start.options.shown_by,
        question,
        ""
        if question is None
        else question_words(question, case.constraint_names(question.constraints)),
    )


def _sheets(case: "Case", wanted: Wanted, scale: float) -> Sheets:
    """Make a report and draw its first sheets; called on a worker's thread."""
    from reports.arranging import first_rows
    from reports.catalogue import make_report
    from reports.cite_ids import with_ids
    from reports.export import origin_of

    made = make_report(case, wanted.key, wanted.options)
    if wanted.layout.ids:
        made = with_ids(made)
    report, total = first_rows(made, _PREVIEWED_ROWS)
    return draw_sheets(report, origin_of(case), wanted.layout, scale, _PREVIEWED_SHEETS, total)

"""The window: builds the panels and makes every connection between them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.import_records import FileOutcome
from casefile.records import DocumentRow, Problem
from extraction.court_wording import court_words
from ui import messages
from ui.actions import COMMANDS, build_actions
from ui.arrivals import Arrivals
from ui.backup_commands import BackupCommands
from ui.bar import splitter
from ui.case_commands import CaseCommands
from ui.case_doors import CaseDoors
from ui.cite_choice import CiteChoice
from ui.colleague_commands import ColleagueCommands
from ui.column_commands import ColumnCommands
from ui.columns_answered import Answered
from ui.desk import Desk
from ui.drops import is_of_interest
from ui.find_anything import open_palette
from ui.forget_commands import ForgetCommands
from ui.handlers import handlers
from ui.help_commands import HelpCommands
from ui.history_commands import HistoryCommands
from ui.icons import application_icon
from ui.import_commands import ImportCommands
from ui.import_queue import ImportQueue
from ui.jobs import Jobs
from ui.keys import Keys
from ui.language import tr
from ui.locking import Locking
from ui.menus import DocumentMenu, show_row_menu
from ui.middle_views import MadeWhenAsked, MiddleViews
from ui.models.rows import AnyRow
from ui.navigator import Navigator
from ui.note_commands import NoteCommands
from ui.original_care import OriginalCare
from ui.panels.alert import AlertBar
from ui.panels.documents import DocumentsPanel
from ui.panels.imports import ImportsPanel
from ui.panels.linked_view import LinkedViewPanel
from ui.panels.search import SearchPanel
from ui.panels.status import StatusLine
from ui.panels.timeline import TimelineStrip
from ui.panels.top_bar import TopBar
from ui.panels.welcome import WelcomePanel
from ui.party_commands import PartyCommands
from ui.party_views import PartyViews
from ui.protection_commands import ProtectionCommands
from ui.put_back_commands import PutBackCommands
from ui.question_commands import QuestionCommands
from ui.quote_adding import AddCommands
from ui.quote_speakers import QuoteSpeakers
from ui.reader_commands import ReaderCommands
from ui.reader_shape import ReaderShape
from ui.remembered_view import RememberedView
from ui.report_commands import ReportCommands
from ui.review_commands import ReviewCommands
from ui.review_progress import ReviewProgress
from ui.scan_choice import ScanChoice
from ui.search_commands import SearchCommands
from ui.search_walk import HitWalk
from ui.service_commands import ServiceCommands
from ui.settings import SettingsFile
from ui.shape import restore_shape, with_shape
from ui.standing import selected_things
from ui.tag_commands import TagCommands
from ui.text_size import TextSize
from ui.theme import Theme, ThemeMode
from ui.timeline_filling import TimelineFilling
from ui.tour import Tour
from ui.troubles import Troubles
from ui.version_commands import VersionCommands
from ui.window_views import (
    make_bank,
    make_brief,
    make_chronology,
    make_comparison,
    make_network,
    make_outline,
    make_review,
)
from ui.wiring import connect_parts, connect_view

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.panels.reader_sides import ReaderSides

__all__ = ["MainWindow"]


class MainWindow(QMainWindow):
    """First screen and workspace."""

    network = MadeWhenAsked(make_network)
    quotes = MadeWhenAsked(make_bank)
    briefs = MadeWhenAsked(make_brief)
    chronology = MadeWhenAsked(make_chronology)
    outline = MadeWhenAsked(make_outline)
    reviewing = MadeWhenAsked(make_review)
    compared = MadeWhenAsked(make_comparison)

    def __init__(
        self,
        jobs: Jobs,
        theme: Theme,
        settings: SettingsFile,
        doors: CaseDoors,
        make_reader: Callable[[Jobs, Theme, QWidget], "ReaderSides"],
    ) -> None:
        super().__init__()
        self.theme = theme
        self._settings = settings
        self.desk = Desk(jobs, doors, self)
        self.keys = Keys(self)
        self.columns = LinkedViewPanel(theme)
        self.documents = DocumentsPanel(theme)
        self.hits = SearchPanel(theme)
        self.timeline = TimelineStrip(theme)
        TimelineFilling(self.desk, self.timeline)
        self.status = StatusLine()
        queue = ImportQueue()
        self.files = ImportsPanel(queue, theme)
        self.arrivals = Arrivals(self.desk, queue, self.files, self.status)
        self.welcome = WelcomePanel(theme)
        self.reader = make_reader(jobs, theme, self)
        self.readers = ReaderCommands(self.desk, self.reader, make_reader, settings, theme, self)
        self.shape = ReaderShape(self.readers, settings, self)
        self.navigator = Navigator(self.desk, self.columns, self.documents, self.reader)
        self.middle = QStackedWidget()
        self.views = MiddleViews(self.middle, lambda view: connect_view(self, view))
        self.speakers = QuoteSpeakers(
            self.desk,
            self.keys.current_row,
            lambda: self.quotes.quotes() if self.views.shows("quotes") else (),
            self,
        )
        self.adding = AddCommands(
            self.desk, lambda: self.readers.active.selected_place(), self.speakers, self
        )
        self.parties = PartyCommands(self.desk, self.keys.current_row, self)
        self.review = ReviewCommands(
            self.desk, self.keys.current_row, self.keys.selected, self.parties, self
        )
        self.questions = QuestionCommands(self.desk, self.navigator, self.columns.chips, self)
        self.cases = CaseCommands(self.desk, self)
        self.backups = BackupCommands(self.desk, self)
        self.putting_back = PutBackCommands(self.desk, self)
        self.forgetting = ForgetCommands(self.desk, settings, self)
        self.protection = ProtectionCommands(self.desk, settings, self)
        self.orders = ColumnCommands(self.desk, self.columns, settings, self)
        self.reports = ReportCommands(self.desk, settings, self.keys.current_row, self)
        self.imports = ImportCommands(self.desk, theme, self)
        self.document_menu = DocumentMenu(self.navigator, self.review, self.imports, self)
        self.versions = VersionCommands(self.desk, theme, self)
        self.service = ServiceCommands(self.desk, self)
        self.history = HistoryCommands(self.desk, self.navigator, settings, theme, self)
        self.colleagues = ColleagueCommands(self.desk, self.navigator, theme, self)
        self.progress = ReviewProgress(self.desk, lambda: self.reviewing)
        self.notes = NoteCommands(self.desk, lambda: selected_things(self), self)
        self.document_menu.more += [
            self.putting_back.entries,
            self.notes.entries,
            self.service.entries,
            self.versions.entries,
        ]
        lists = [*(column.list for column in self.columns.columns.values()), self.hits.list]
        self.actions_by_key = build_actions(self, lists, handlers(self))
        self.troubles = Troubles(self.desk, AlertBar(), self.actions_by_key, self)
        self.original_care = OriginalCare(self.desk, self)
        self.history.actions = self.actions_by_key
        self.beside = PartyViews(
            self.desk, self.columns, self.navigator, self.parties, self.actions_by_key, theme, self
        )
        self.scan_choice = ScanChoice(self.desk, settings, self.actions_by_key, self)
        self.cite_choice = CiteChoice(self.desk, self.actions_by_key, self)
        self.top = TopBar(self.actions_by_key, theme)
        self.search = SearchCommands(self.desk, self.top.search, self.hits, self)
        self.tags = TagCommands(self.desk, lambda query: self.search.ask(query, False), self)
        self.walk = HitWalk(self.hits, self.navigator, self.reader)
        self.tour = Tour(self, settings)
        self.help = HelpCommands(self)
        self.text_size = TextSize(
            self.desk,
            settings,
            self.actions_by_key["less_movement"],
            self.status.show_still,
            self,
        )
        self._build()
        self.remembered = RememberedView(self, settings)
        self._connect()
        self.locking = Locking(self, settings)
        self.locking.said.connect(self.status.say)
        self.top.lock_wanted.connect(self.locking.lock)
        self._case_closed()

    # -- building

    def _build(self) -> None:
        self.setWindowTitle("Pincite")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.middle.addWidget(self.columns)
        self.middle.addWidget(self.hits)
        self.middle.addWidget(self.files)
        self.across = splitter(
            Qt.Orientation.Horizontal, (self.documents, self.middle, self.reader)
        )
        self.across.setStretchFactor(1, 3)
        self.across.setStretchFactor(2, 2)
        self.across.setSizes([max(200, self.fontMetrics().averageCharWidth() * 26), 740, 500])
        self.down = splitter(Qt.Orientation.Vertical, (self.across, self.timeline))
        self.down.setStretchFactor(0, 1)
        self.down.setStretchFactor(1, 0)
        self.down.setSizes([700, 118])
        workspace = QWidget()
        column = QVBoxLayout(workspace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.down, 1)
        column.addWidget(self.status)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(workspace)
        self.setCentralWidget(self.troubles.under(self.pages))
        restore_shape(self._settings.value, self, self._splitters())

    def _connect(self) -> None:
        desk = self.desk
        desk.case_opened.connect(self._case_opened)
        desk.case_hidden.connect(self._case_hidden)
        desk.case_closed.connect(self._case_closed)
        desk.documents_read.connect(self._documents_read)
        desk.columns_read.connect(self._columns_read)
        desk.changed.connect(self._changed)
        desk.text_changed.connect(self._text_changed)
        desk.failed.connect(self.show_error)
        desk.jobs.error_unhandled.connect(self.show_error)
        desk.scans.at_rest.connect(self._search_again)
        desk.index.mended.connect(self._search_again)
        self.search.answered.connect(self._show_hits)
        self.search.left.connect(self._leave_hits)
        desk.import_ended.connect(self._import_ended)
        desk.import_stopped.connect(lambda left: self.status.say(messages.stopped(left)))
        self.welcome.recent_wanted.connect(self._open_recent)
        self.forgetting.forgotten.connect(
            lambda: self.welcome.show_recent(self._settings.value.recent)
        )
        self.columns.menu_wanted.connect(self._row_menu)
        self.reader.trouble.connect(self._reader_failed)
        self.navigator.columns_needed.connect(self.leave_list)
        self.files.leave_wanted.connect(self.leave_list)
        self.arrivals.importing_changed.connect(self._importing_changed)
        self.status.details_wanted.connect(self.show_imports)
        connect_parts(self)

    # -- the case comes and goes

    def _case_opened(self, case: "Case") -> None:
        self._settings.save(
            self._settings.value.with_recent(
                case.folder, case.name, case.case_id, protected=case.is_protected
            )
        )
        self.navigator.forget()
        self.setWindowTitle(tr("{name} – Pincite", name=case.name))
        self.top.show_case(case.name, "")
        self.top.lock.setVisible(case.is_protected)
        self.reader.set_case(case)
        self.readers.case_opened(case)
        self.pages.setCurrentIndex(1)
        self._enable()
        self.columns.focus_last()
        self.desk.ask(lambda case: case.cautions(), self._beware)

    def _beware(self, cautions: tuple[Problem, ...]) -> None:
        for caution in cautions:
            self.show_sentence(caution.sentence)

    def _case_hidden(self) -> None:
        self.setWindowTitle("Pincite")
        self.navigator.forget()
        self.reader.set_case(None)
        self.middle.setCurrentWidget(self.columns)
        self.actions_by_key["rejected"].setChecked(False)

    def _case_closed(self) -> None:
        self.welcome.show_recent(self._settings.value.recent)
        self.welcome.show_tour_taken(taken=self._settings.value.tour_taken)
        self.pages.setCurrentIndex(0)
        self.arrivals.forget()
        self.actions_by_key[f"theme_{self.theme.mode.value}"].setChecked(True)
        self._enable()

    def _enable(self) -> None:
        open_ = self.desk.case is not None
        for command in COMMANDS:
            if command.needs_case:
                self.actions_by_key[command.key].setEnabled(open_)
        self.protection.enable(self.actions_by_key)

    def toggle_rejected(self) -> None:
        """Show rejected findings, or hide them again."""
        self.desk.show_rejected(self.actions_by_key["rejected"].isChecked())

    def _open_recent(self, folder: str) -> None:
        # Asked off this thread: a network drive that is gone may take its time to say so.
        path = Path(folder)
        self.desk.jobs.run(path.is_dir, lambda there: self._recent_found(path, there))

    def _recent_found(self, folder: Path, there: bool) -> None:
        if there:
            self.desk.open_case(folder)
            return
        self._settings.save(self._settings.value.without_recent(str(folder)))
        self.welcome.show_recent(self._settings.value.recent)
        self.show_sentence(
            tr("“{folder}” is no longer there. Use Open… if it was moved.", folder=folder)
        )

    # -- what the case answers

    def _documents_read(self, rows: tuple[DocumentRow, ...]) -> None:
        self.documents.show_rows(rows, importing=self.desk.importing)
        known = next((row for row in rows if row.docket_number), None)
        facts = (known.docket_number, court_words(known.court or "")) if known else ()
        case = self.desk.case
        if case is not None:
            self.top.show_case(case.name, " · ".join(fact for fact in facts if fact))

    def _columns_read(self, answered: Answered) -> None:
        self.columns.show_columns(
            answered.narrowing, answered.columns, answered.labels, answered.arranged
        )
        self.navigator.find_row_again()
        totals = answered.columns.view.totals
        counts = (
            messages.count(totals.parties, tr("party"), tr("parties")),
            messages.count(totals.quotes, tr("quote")),
            messages.count(totals.dates, tr("date")),
            tr("{unreviewed:,} unreviewed here", unreviewed=self.columns.unreviewed()),
        )
        self.status.show_counts(" · ".join(counts))

    def _changed(self, sentence: str) -> None:
        if sentence:
            self.status.say(sentence)
        self.readers.refresh()
        self._search_again()

    def _reader_failed(self, error: Exception) -> None:
        if self.desk.case is not None:  # else a page was still being drawn when the case was closed
            self.show_error(error)

    def show_error(self, error: BaseException) -> None:
        """Show a failure: in the user's words where it has them, else as a fault of the program."""
        self.troubles.fail(error)

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence that must not be missed."""
        self.troubles.tell(sentence)

    # -- searching

    def _show_hits(self) -> None:
        self.middle.setCurrentWidget(self.hits)
        self._enable()

    def _leave_hits(self) -> None:
        self.middle.setCurrentWidget(self.columns)
        self._enable()

    def _text_changed(self, document: int) -> None:
        self.navigator.text_changed(document)
        self._search_again()

    def _search_again(self) -> None:
        if self.is_searching:
            self.search.again()

    @property
    def is_searching(self) -> bool:
        """Tell whether the middle shows the hits of a search."""
        return self.middle.currentWidget() is self.hits

    @property
    def is_listing(self) -> bool:
        """Tell whether the middle shows the files of the import."""
        return self.middle.currentWidget() is self.files

    def leave_list(self) -> None:
        """Go back to the columns from the hits of a search or the files of an import."""
        if self.is_searching:
            self.search.leave()
        self.middle.setCurrentWidget(self.columns)

    # -- menus and palette

    def _row_menu(self, row: AnyRow, at: QPoint) -> None:
        self.columns.go_to(row.ref)
        show_row_menu(
            row, at, self.actions_by_key, lambda party: self.network.show_party(party), self
        )

    def open_palette(self) -> None:
        """Open the command palette."""
        search, view = self.search.ask, self.questions.open_view
        open_palette(
            self,
            self.desk,
            self.navigator,
            self.actions_by_key,
            search,
            view,
            self._settings.value.recent,
        )

    # -- papers arriving

    def show_imports(self) -> None:
        """Show the files of the import, those that need the attorney first."""
        if self.is_searching:
            self.search.leave()
        self.files.settle()
        self.middle.setCurrentWidget(self.files)
        needing = self.files.needs_you and not self.desk.importing
        self.files.show_needing_only(needing)

    def _importing_changed(self, importing: bool) -> None:
        self.columns.show_importing(importing)
        if importing and not self.desk.documents and not self.is_searching:
            self.show_imports()  # there is nothing else to look at yet
        elif not importing and self.is_listing and self.files.is_done:
            self.middle.setCurrentWidget(self.columns)

    def _import_ended(self, _outcomes: list[FileOutcome]) -> None:
        self.readers.refresh()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_of_interest(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.imports.drop(event.mimeData())

    # -- what the window remembers

    def set_theme(self, mode: ThemeMode) -> None:
        """Change the colours and remember it."""
        self.theme.set_mode(mode)
        self._settings.save(replace(self._settings.value, theme=mode))

    def _splitters(self) -> tuple[QSplitter, ...]:
        return (self.across, self.down, self.columns.splitter)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.beside.close()  # the columns' widths are kept, not the card's
        self._settings.save(with_shape(self._settings.value, self, self._splitters()))
        super().closeEvent(event)

"""The open case as the window sees it: asks it off the window's thread and tells what it answered.

Imports and the reading of scans have runners of their own. Knows no widgets. Every answer carries on
only while the case that was asked is still the open one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from casefile.import_records import FileOutcome, Progress
from casefile.questions import Constraint
from casefile.records import DocumentRow, RefType, SearchResults
from casefile.search_records import SearchOrder
from ui.arranging import Arranger
from ui.case_doors import CaseDoors
from ui.case_opening import CaseOpening
from ui.column_lines import Arranged
from ui.column_order import Orders
from ui.columns_answered import Answered, Asked, answer_columns
from ui.import_runner import Batch, ImportRunner
from ui.index_keeping import IndexKeeping
from ui.jobs import Job, Jobs, Lane
from ui.keeping_up import KeepingUp
from ui.language import tr
from ui.narrowing import Narrowing
from ui.put_off import PutOff
from ui.scan_reading import ScanReading

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["Desk"]

T = TypeVar("T")


class Desk(QObject):
    """The case on the desk.

    Signals: ``case_opened(Case)``, ``case_hidden()`` when nothing of it is to be shown or kept in any widget
    from now on, ``case_closed()`` after that, ``documents_read(tuple[DocumentRow, ...])``,
    ``text_changed(int)`` when a document was read anew, ``columns_read(Answered)``,
    ``found(SearchResults)``, ``changed(str)`` after a decision, with its sentence, ``failed(Exception)``,
    ``papers_brought(tuple[Path, ...])`` when a case was made for papers,
    ``import_ended(list[FileOutcome])``, ``import_stopped(int)`` after a cancel, with the number of papers
    that are not finished.
    """

    case_opened = Signal(object)
    case_hidden = Signal()
    case_closed = Signal()
    documents_read = Signal(object)
    columns_read = Signal(object)
    text_changed = Signal(int)
    found = Signal(object)
    changed = Signal(str)
    failed = Signal(object)
    papers_brought = Signal(object)
    import_ended = Signal(object)
    import_stopped = Signal(int)

    def __init__(self, jobs: Jobs, doors: CaseDoors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.opening = CaseOpening(jobs, doors, self.close_case, self)
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self.failed)
        self.case: Case | None = None
        self.telling = PutOff()
        """Holds what tells of the case while that is hidden; dropped if it is closed before it is shown."""
        self.narrowing = Narrowing()
        self.rejected = False
        self.orders = Orders()
        self._arranger = Arranger()
        self.documents: tuple[DocumentRow, ...] = ()
        self._asked: Narrowing | None = None
        self._ask_again = False
        self._read: Case | None = None
        """The case that has been read whole."""
        self._reading: Case | None = None
        """A large case that is being read, while first rows and what concerns a few papers are shown."""
        self.prepare: Callable[[Mapping[RefType, Arranged]], object] = dict
        """What else is worked out of the columns by the job that arranges them."""
        self._names: dict[Constraint, str] = {}
        self.names_kept: dict[Constraint, str] = {}
        """What the findings of a saved view were called when it was saved; told where they are gone."""
        self._shown: dict[str, object] = {}
        """The answers that are shown, each until the next has taken its place."""
        self._closing = False
        self._then: Callable[[], object] | None = None
        self.imports = ImportRunner(jobs, self)
        self._keeping_up = KeepingUp(jobs, self.imports, self)
        self._keeping_up.papers_came.connect(self._ask_documents)
        self._keeping_up.findings_came.connect(self._ask_columns_again)
        self._keeping_up.failed.connect(self._error)
        self._pace = self._keeping_up.pace
        self.imports.ended.connect(self._import_over)
        self.imports.stopped.connect(self._tell_stopped)
        self.imports.failed.connect(self._error)
        self.scans = ScanReading(jobs, self.imports, self)
        self.scans.progressed.connect(self._keeping_up.note)
        self.scans.at_rest.connect(self._clear_when_at_rest)
        self.scans.failed.connect(self._error)
        self.index = IndexKeeping(jobs, self.imports, self)
        self.index.at_rest.connect(self._clear_when_at_rest)
        self.index.failed.connect(self._error)

    @property
    def is_hidden(self) -> bool:
        """Tell whether the case is locked: what is under way goes on, and nothing of it is told."""
        return self.telling.holds

    # -- opening and closing

    def open_case(self, folder: Path) -> None:
        """Close the case on the desk and open another; if that fails, open the one before again."""
        self.opening.open(folder)

    def create_case(self, folder: Path, name: str, papers: Iterable[Path] = ()) -> None:
        """Close the case on the desk, make a new one, and import papers into it."""
        self.opening.create(folder, name, papers)

    def close_case(self, then: Callable[[], object] | None = None) -> None:
        """Clear the desk, then do ``then``. A running import is stopped first; it resumes next time."""
        self._closing, self._then = True, then
        self.imports.drop()
        self.scans.drop()
        self.index.drop()
        self._clear_when_at_rest()

    def _clear_when_at_rest(self) -> None:
        busy = self.imports.busy or self.scans.busy or self.index.busy
        if self._closing and not busy:
            self._clear()

    def hide_case(self) -> None:
        """Show nothing of the case from now on, whatever work for it goes on; ``show_case`` ends that."""
        if self.case is not None and not self.is_hidden:
            self.telling.hold()
            self._let_go()
            self.case_hidden.emit()

    def show_case(self) -> None:
        """Show the case that was hidden as if it had just been opened."""
        if self.case is not None and self.is_hidden:
            self.telling.holds = False
            self.case_opened.emit(self.case)
            self.refresh()
            self.telling.go_on()

    def _clear(self) -> None:
        then, self._then, self._closing = self._then, None, False
        case, self.case = self.case, None
        was_hidden = self.is_hidden
        self.telling.drop()
        self.opening.forget()
        self._keeping_up.set_case(None)
        self._let_go()
        self.imports.set_case(None)
        self.scans.set_case(None)
        self.index.set_case(None)
        if case is not None:
            if not was_hidden:
                self.case_hidden.emit()
            self.case_closed.emit()
            self.jobs.run(case.close, on_error=self.failed.emit, lane=Lane.WRITE)
        if then is not None:
            then()

    def _let_go(self) -> None:
        """Let go of all that the case answered."""
        self.narrowing, self.documents, self.rejected = Narrowing(), (), False
        self._asked, self._ask_again = None, False
        self._names, self.names_kept = {}, {}
        self.jobs.let_go(*self._shown.values())
        self._shown = {}
        self._arranger, self._read, self._reading = Arranger(), None, None
        for key in ("columns", "documents", "search", "reader"):
            self.jobs.drop(key)

    def _opened(self, case: "Case", papers: tuple[Path, ...]) -> None:
        self.case = case
        self._keeping_up.set_case(case)
        self.imports.set_case(case)
        self.scans.set_case(case)
        self.index.set_case(case)
        self.case_opened.emit(case)
        self.refresh()
        self.jobs.run(case.keep_daily_copy, on_error=self._error, lane=Lane.LONG)
        if papers:
            self.papers_brought.emit(papers)
        else:
            self._resume(case)
            self.scans.look()

    # -- asking

    @property
    def patient_lane(self) -> Lane:
        """Where to ask what a large case tells once it has been read, without holding up others."""
        return Lane.READ if self._read is self.case else Lane.WHOLE

    def narrow(self, narrowing: Narrowing) -> None:
        """Ask for other columns; only the newest question is answered."""
        self.narrowing = narrowing
        self._ask_columns()

    def reorder(self, orders: Orders) -> None:
        """Ask for the columns in other orders."""
        self.orders = orders
        self._ask_columns()

    def show_rejected(self, rejected: bool) -> None:
        """Include findings that were rejected, or leave them out."""
        self.rejected = rejected
        self._ask_columns()

    def refresh(self) -> None:
        """Ask for documents and columns again, as the case has changed."""
        self._ask_documents()
        self._ask_columns_again()

    def _ask_documents(self) -> None:
        case = self.case
        if case is None or self.is_hidden:
            return
        self._pace.begin("documents")
        self.jobs.latest(
            "documents", case.documents, self._documents_arrived, on_error=self._documents_failed
        )

    def _ask_columns_again(self) -> None:
        if self._asked == self.narrowing:
            self._ask_again = True
        else:
            self._ask_columns()

    def search(self, query: str, typing: bool, order: SearchOrder = SearchOrder.RELEVANCE) -> None:
        """Search the papers; the newest query wins."""
        case = self.case
        if case is None or self.is_hidden:
            return
        self.jobs.latest(
            "search",
            lambda: case.search(query, typing=typing, order=order),
            self._found,
            on_error=self._error,
        )

    def drop_search(self) -> None:
        """Forget a query that is under way."""
        self.jobs.drop("search")

    def ask(
        self,
        question: Callable[["Case"], T],
        tell: Callable[[T], object],
        key: str | None = None,
        *,
        lane: Lane = Lane.READ,
    ) -> Job | None:
        """Ask the case anything; with a key, only the newest question under it is answered.

        Returns the job, ``None`` where no case is open, or it is hidden.
        """
        case = self.case
        if case is None or self.is_hidden:
            return None

        def told(result: T) -> None:
            if self.case is case and not self.is_hidden:
                tell(result)
                if key is not None:
                    self._shown_now(key, result)

        def failed(error: Exception) -> None:
            if self.case is case:
                self.failed.emit(error)

        if key is None:
            return self.jobs.run(lambda: question(case), told, on_error=failed, lane=lane)
        return self.jobs.latest(key, lambda: question(case), told, on_error=failed, lane=lane)

    def _shown_now(self, key: str, answer: object) -> None:
        """Have the answer before let go of elsewhere: the one that is shown now has taken its place."""
        self.jobs.let_go(self._shown.get(key))
        self._shown[key] = answer

    def _ask_columns(self) -> None:
        case, arranger = self.case, self._arranger
        if case is None or self.is_hidden:
            return
        self._asked, self._ask_again = self.narrowing, False
        self._pace.begin("columns")
        names, early = dict(self.names_kept), self._read is not case
        asked = Asked(self.narrowing, self.orders, self.rejected, names, early)

        def work() -> Answered | None:
            found = answer_columns(case, asked, arranger)
            if found is not None:
                self.prepare(found.arranged)
            return found

        self.jobs.latest("columns", work, self._columns_arrived, on_error=self._columns_failed)

    def _columns_arrived(self, answered: Answered | None) -> None:
        """Show an answer; ``None`` for one that waits until a large case has been read."""
        self._asked = None
        self._pace.end("columns")
        case = self.case
        if case is not None and (answered is None or answered.is_beginning):
            self._read_all(case)
        if answered is None:
            return
        if vanished := [each for each in answered.columns.lost if each in self._names]:
            self._drop_chips(vanished)
            return
        gone = frozenset(answered.columns.lost)
        self._names = {each: name for each, name in answered.labels.items() if each not in gone}
        self.columns_read.emit(answered)
        self._shown_now("columns", answered)
        if not answered.is_beginning:
            self._read = case
            if case is not None and self._reading is case:
                self._reading = None
                self.jobs.run(case.make_ready, on_error=self._error, lane=Lane.WHOLE)
        if self._ask_again:
            self._ask_columns()

    def _read_all(self, case: "Case") -> None:
        """Have a large case read once, and no question wait for it meanwhile; then ask again."""
        if self._reading is case:
            return

        def was_read(_view: object) -> None:
            if self.case is case:
                self._read = case
                self._ask_columns()

        def failed(error: Exception) -> None:
            self._reading = None
            self._error(error)

        self._reading = case
        self.jobs.run(case.view, was_read, on_error=failed, lane=Lane.WHOLE)

    def _drop_chips(self, gone: Iterable[Constraint]) -> None:
        """Take chips away whose finding was there and is gone: merged away, or its paper read anew."""
        narrowing = self.narrowing
        for each in gone:
            self.changed.emit(tr("{name} is no longer in the case", name=self._names.pop(each)))
            narrowing = narrowing.without(each)
        self.narrow(narrowing)

    def _columns_failed(self, error: Exception) -> None:
        self._asked = None
        self._pace.end("columns")
        self._error(error)

    def _documents_failed(self, error: Exception) -> None:
        self._pace.end("documents")
        self._error(error)

    def _documents_arrived(self, rows: tuple[DocumentRow, ...]) -> None:
        self._pace.end("documents")
        lengths = {row.id: row.characters for row in self.documents if row.characters}
        self.documents = rows
        self.documents_read.emit(rows)
        for row in rows:
            if lengths.get(row.id, row.characters) != row.characters:
                self.text_changed.emit(row.id)

    def _found(self, results: SearchResults) -> None:
        if self.case is not None:
            self.found.emit(results)
            self.index.look_if_wanted()

    def _error(self, error: Exception) -> None:
        if self.case is not None:
            self.failed.emit(error)

    # -- changing

    def change(self, act: Callable[["Case"], str | None]) -> None:
        """Do something to the case, in the order asked for; ``act`` returns what to tell the user."""
        case = self.case
        if case is None:
            return

        def done(sentence: str | None) -> None:
            if self.case is case and not self.is_hidden:
                self.changed.emit(sentence or "")
                self.refresh()

        self.jobs.run(lambda: act(case), done, on_error=self._error, lane=Lane.WRITE)

    def long_work(self, act: Callable[["Case"], T], tell: Callable[[T], object]) -> None:
        """Do something that may take a while (a report, a backup, a check) without holding up reviews."""
        case = self.case
        if case is not None:
            self.jobs.run(
                lambda: act(case),
                lambda result: self.telling.do(lambda: tell(result)),
                on_error=self._error,
                lane=Lane.LONG,
            )

    # -- papers coming in

    @property
    def importing(self) -> bool:
        """Tell whether an import is under way."""
        return self.imports.busy

    def import_papers(
        self,
        paths: Iterable[Path],
        *,
        passwords: Mapping[str, str] | None = None,
        members: Mapping[Path, Collection[str]] | None = None,
        anew: bool = True,
        tell: Callable[[list[FileOutcome]], object] | None = None,
    ) -> None:
        """Import files and folders after those that are already waiting; of archives, these members.

        ``anew`` is false for papers that belong to the import before; ``tell`` is told what became of them.
        """
        files = tuple(paths)

        def start(case: "Case") -> Iterator[Progress]:
            return case.ingest(files, passwords=passwords, members=members)

        self.imports.add(Batch(files, start, tell), anew=anew)

    def unlock(
        self, document: int, password: str, tell: Callable[[list[FileOutcome]], object]
    ) -> None:
        """Try a password on a locked document and on the other locked ones."""
        batch = Batch((), lambda case: case.unlock(document, password), tell)
        self.imports.add(batch, anew=False)

    def read_again(self, document: int) -> None:
        """Read a document's kept original once more."""
        batch = Batch((), lambda case: case.read_again(document))
        self.imports.add(batch, anew=False)

    def finish_import(self) -> None:
        """Go on with what a stopped import left."""
        if self.case is None or self.importing or self.imports.go_on_with_rest():
            return
        self._resume(self.case, tr("Every paper is read already"))

    def _resume(self, case: "Case", nothing: str = "") -> None:
        def unfinished(number: int) -> None:
            if self.case is not case or self.importing:
                return
            if number:
                rest = Batch((), lambda case: case.resume(), gives_way=True)
                self.imports.add(rest, anew=False)
            elif nothing:
                self.changed.emit(nothing)

        self.jobs.run(case.unfinished, unfinished, on_error=self._error)

    def _import_over(self, outcomes: list[FileOutcome]) -> None:
        self.import_ended.emit(outcomes)
        if self._closing:
            self._clear_when_at_rest()
        else:
            self.refresh()

    def _tell_stopped(self) -> None:
        self.ask(lambda case: case.unfinished(), self.import_stopped.emit)

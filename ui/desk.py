"""The open case as the window sees it: asks it off the window's thread and tells what it answered.

Knows no widgets. Every answer carries on only while the case that was asked is still the open one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.errors import NoSuchFinding
from casefile.records import DocumentRow, FileOutcome, Progress, Ref, SearchResults
from ui.jobs import Job, Jobs, Lane
from ui.narrowing import Columns, Narrowing, answer

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["Answered", "CaseDoors", "Desk"]

T = TypeVar("T")

_REFRESH_PAUSE_MS = 350


@dataclass(frozen=True)
class CaseDoors:
    """How cases come to be: opened from a folder, or made in one under a name."""

    open: Callable[[Path], "Case"]
    create: Callable[[Path, str], "Case"]


@dataclass(frozen=True)
class Answered:
    """What the columns show, for which narrowing, and the words of its chips."""

    narrowing: Narrowing
    columns: Columns
    labels: dict[Ref, str]


@dataclass(frozen=True)
class _Batch:
    """Files waiting to be imported."""

    paths: tuple[Path, ...]
    passwords: Mapping[str, str]


class Desk(QObject):
    """The case on the desk.

    Signals: ``case_opened(Case)``, ``case_closed()``, ``documents_read(tuple[DocumentRow, ...])``,
    ``columns_read(Answered)``, ``found(SearchResults)``, ``changed(str)`` after a decision, with its
    sentence, ``failed(Exception)``, ``import_progressed(Progress)``,
    ``import_ended(list[FileOutcome])``, ``import_stopped(int)`` after a cancel, with the number of papers
    that are not finished.
    """

    case_opened = Signal(object)
    case_closed = Signal()
    documents_read = Signal(object)
    columns_read = Signal(object)
    found = Signal(object)
    changed = Signal(str)
    failed = Signal(object)
    import_progressed = Signal(object)
    import_ended = Signal(object)
    import_stopped = Signal(int)

    def __init__(self, jobs: Jobs, doors: CaseDoors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._doors = doors
        self.case: Case | None = None
        self.narrowing = Narrowing()
        self.rejected = False
        self.documents: tuple[DocumentRow, ...] = ()
        self._asked: Narrowing | None = None
        self._ask_again = False
        self._batches: list[_Batch] = []
        self._import: Job | None = None
        self._outcomes: list[FileOutcome] = []
        self._under_way: list[_Batch] = []
        self._stopped: list[_Batch] | None = None
        self._left: list[_Batch] = []
        self._closing = False
        self._then: Callable[[], object] | None = None
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_PAUSE_MS)
        self._refresh.timeout.connect(self.refresh)

    # -- opening and closing

    def open_case(self, folder: Path) -> None:
        """Close the case on the desk and open another; if that fails, open the one before again."""
        before = self.case.folder if self.case is not None else None

        def go_back() -> None:
            if before is not None and before != folder:
                self._take(lambda: self._doors.open(before))

        self.close_case(lambda: self._take(lambda: self._doors.open(folder), otherwise=go_back))

    def create_case(self, folder: Path, name: str, papers: Iterable[Path] = ()) -> None:
        """Close the case on the desk, make a new one, and import papers into it."""
        files = tuple(papers)
        self.close_case(lambda: self._take(lambda: self._doors.create(folder, name), files))

    def close_case(self, then: Callable[[], object] | None = None) -> None:
        """Clear the desk, then do ``then``. A running import is stopped first; it resumes next time."""
        self._closing, self._then = True, then
        self._batches.clear()
        if self._import is not None:
            self._import.cancel()
            return
        self._clear()

    def _clear(self) -> None:
        then, self._then, self._closing = self._then, None, False
        case, self.case = self.case, None
        self._refresh.stop()
        self.narrowing, self.documents, self.rejected = Narrowing(), (), False
        self._asked, self._ask_again = None, False
        self._stopped, self._left = None, []
        for key in ("columns", "documents", "search", "reader"):
            self.jobs.drop(key)
        if case is not None:
            self.case_closed.emit()
            self.jobs.run(case.close, on_error=self.failed.emit, lane=Lane.WRITE)
        if then is not None:
            then()

    def _take(
        self,
        make: Callable[[], "Case"],
        papers: tuple[Path, ...] = (),
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            self.failed.emit(error)
            if otherwise is not None:
                otherwise()

        # The lane of writes, so that the case before has been closed when this one is opened.
        self.jobs.run(
            make,
            lambda case: self._opened(case, papers),
            on_error=failed,
            lane=Lane.WRITE,
        )

    def _opened(self, case: "Case", papers: tuple[Path, ...]) -> None:
        self.case = case
        self.case_opened.emit(case)
        self.refresh()
        if papers:
            self.import_papers(papers)
        else:
            self._resume(case)

    # -- asking

    def narrow(self, narrowing: Narrowing) -> None:
        """Ask for other columns; only the newest question is answered."""
        self.narrowing = narrowing
        self._ask_columns()

    def show_rejected(self, rejected: bool) -> None:
        """Include findings that were rejected, or leave them out."""
        self.rejected = rejected
        self._ask_columns()

    def refresh(self) -> None:
        """Ask for documents and columns again, as the case has changed."""
        case = self.case
        if case is None:
            return
        self.jobs.latest("documents", case.documents, self._documents_arrived, on_error=self._error)
        if self._asked == self.narrowing:
            self._ask_again = True
        else:
            self._ask_columns()

    def search(self, query: str) -> None:
        """Search the papers; the newest query wins."""
        case = self.case
        if case is None:
            return
        self.jobs.latest("search", lambda: case.search(query), self._found, on_error=self._error)

    def drop_search(self) -> None:
        """Forget a query that is under way."""
        self.jobs.drop("search")

    def ask(
        self, question: Callable[["Case"], T], tell: Callable[[T], object], key: str | None = None
    ) -> None:
        """Ask the case anything; with a key, only the newest question under it is answered."""
        case = self.case
        if case is None:
            return

        def told(result: T) -> None:
            if self.case is case:
                tell(result)

        def failed(error: Exception) -> None:
            if self.case is case:
                self.failed.emit(error)

        if key is None:
            self.jobs.run(lambda: question(case), told, on_error=failed)
        else:
            self.jobs.latest(key, lambda: question(case), told, on_error=failed)

    def _ask_columns(self) -> None:
        case, narrowing, rejected = self.case, self.narrowing, self.rejected
        if case is None:
            return
        self._asked, self._ask_again = narrowing, False

        def work() -> Answered:
            columns = answer(narrowing, lambda refs: case.view(refs, include_rejected=rejected))
            chips = {*narrowing.constraints, *narrowing.base}
            return Answered(narrowing, columns, {ref: case.label(ref) for ref in chips})

        self.jobs.latest("columns", work, self._columns_arrived, on_error=self._columns_failed)

    def _columns_arrived(self, answered: Answered) -> None:
        self._asked = None
        self.columns_read.emit(answered)
        if self._ask_again:
            self._ask_columns()

    def _columns_failed(self, error: Exception) -> None:
        self._asked = None
        if isinstance(error, NoSuchFinding) and self.narrowing != Narrowing():
            self.narrow(Narrowing())  # a chip's finding is gone: merged, or its paper re-read
        else:
            self._error(error)

    def _documents_arrived(self, rows: tuple[DocumentRow, ...]) -> None:
        self.documents = rows
        self.documents_read.emit(rows)

    def _found(self, results: SearchResults) -> None:
        if self.case is not None:
            self.found.emit(results)

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
            if self.case is case:
                self.changed.emit(sentence or "")
                self.refresh()

        self.jobs.run(lambda: act(case), done, on_error=self._error, lane=Lane.WRITE)

    def long_work(self, act: Callable[["Case"], T], tell: Callable[[T], object]) -> None:
        """Do something that may take a while (a report, a backup, a check) without holding up reviews."""
        case = self.case
        if case is not None:
            self.jobs.run(lambda: act(case), tell, on_error=self._error, lane=Lane.LONG)

    # -- the import queue

    @property
    def importing(self) -> bool:
        """Tell whether an import is under way."""
        return self._import is not None

    def import_papers(
        self, paths: Iterable[Path], passwords: Mapping[str, str] | None = None
    ) -> None:
        """Import files and folders after those that are already waiting."""
        self._batches.append(_Batch(tuple(paths), dict(passwords or {})))
        if self._import is None:
            self._next_batch()

    def cancel_import(self) -> None:
        """Stop after the step that is under way and forget what is waiting."""
        if self._import is not None:
            self._stopped = [*self._under_way, *self._batches]
            self._import.cancel()
        self._batches.clear()

    def finish_import(self) -> None:
        """Go on with what a stopped import left."""
        if self.case is None or self._import is not None:
            return
        if self._left:
            self._batches, self._left = self._left, []
            self._next_batch()
        else:
            self._resume(self.case, "Every paper is read already")

    def _resume(self, case: "Case", nothing: str = "") -> None:
        def unfinished(number: int) -> None:
            if self.case is not case or self._import is not None:
                return
            if number:
                self._run_import(case.resume)
            elif nothing:
                self.changed.emit(nothing)

        self.jobs.run(case.unfinished, unfinished, on_error=self._error)

    def _next_batch(self) -> None:
        case = self.case
        if case is None or not self._batches:
            return
        batch = self._batches.pop(0)
        self._under_way = [batch]
        self._run_import(lambda: case.ingest(batch.paths, passwords=batch.passwords))

    def _run_import(self, make: Callable[[], Iterable[Progress]]) -> None:
        self._outcomes = []
        job = self.jobs.steps(lambda: iter(make()), self._step, on_error=self._error)
        self._import = job
        job.ended.connect(self._import_over)

    def _step(self, step: Progress) -> None:
        if step.outcome is not None:
            self._outcomes.append(step.outcome)
        self.import_progressed.emit(step)
        if (step.document is not None or step.outcome is not None) and not self._refresh.isActive():
            self._refresh.start()

    def _import_over(self) -> None:
        self._import, self._under_way = None, []
        self.import_ended.emit(list(self._outcomes))
        if self._closing:
            self._clear()
            return
        self.refresh()
        if self._stopped is not None:
            self._left, self._stopped = self._stopped, None
            self.ask(lambda case: case.unfinished(), self.import_stopped.emit)
        self._next_batch()

"""Scans are read by machine: page by page in the background, and taken into their documents' text.

Each page is kept as soon as it is read, so that whatever ends the work loses one page at most; the next
call goes on there. Imports go on meanwhile: only when a document takes in its pages does it wait for them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import closing
from dataclasses import dataclass, field

from casefile import documents, ingest, machine_pages
from casefile.errors import CaseDamaged, NoEngine
from casefile.import_records import FileOutcome, Progress
from casefile.ingest import HEARTBEAT
from casefile.machine_pages import Waiting
from casefile.records import DocumentRow
from casefile.store import Store
from casefile.workers import WorkersClosed
from importers.document import ImportFailure
from importers.machine_page import MachinePage

__all__ = ["ENGINE", "pages_to_read", "read_scans"]

ENGINE = "rapidocr"
"""The engine that comes with the program."""

_TAKEN_IN = (
    20  # pages of a long document after which they can be searched; then twice as many, and so on
)


@dataclass
class _Run:
    """One reading of scans under way; what it failed to do is not tried again in it."""

    store: Store
    engine: str
    retry: bool
    done: int = 0
    total: int = 0
    reader: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "pincite-recognize")
    )
    tried: set[tuple[int, int]] = field(default_factory=set)
    given_up: set[int] = field(default_factory=set)
    """The documents whose original cannot be opened, or that did not take in their pages."""

    def progress(
        self, message: str, document: int | None = None, outcome: FileOutcome | None = None
    ) -> Progress:
        """Return a step; ``done`` and ``total`` count pages."""
        return Progress(self.done, self.total, message, outcome, document)


def pages_to_read(store: Store) -> int:
    """Return how many pages of the case wait for an engine; those that failed once wait no more."""
    with store.database.read() as connection:
        return sum(machine_pages.count_waiting(connection).values())


def read_scans(store: Store, engine: str, *, retry: bool = False) -> Iterator[Progress]:
    """Read every page that is a mere picture; with ``retry``, also those that could not be read before.

    Raises:
        NoEngine: at once, if the engine is not on this computer.
    """
    from importers import ocr

    if engine not in ocr.available():
        raise NoEngine(_no_engine(engine))
    return _reading(_Run(store, engine, retry))


def _no_engine(engine: str) -> str:
    if engine == "tesseract":
        return "Tesseract is not installed on this computer. Install it, or have scans read by rapidocr."
    if engine == ENGINE:
        return (
            "Reading scans is not part of this variant of Pincite. Install the whole Pincite, or "
            "install Tesseract and have scans read by that."
        )
    return f"“{engine}” is not installed on this computer. Install Pincite again."


def _reading(run: _Run) -> Iterator[Progress]:
    """Do all there is to do, one reading at a time, and leave no thread behind however it ends."""
    while not run.store.recognizing.acquire(timeout=HEARTBEAT):
        yield run.progress("Waiting for the scans that are being read")
    try:
        yield from _work(run)
    except WorkersClosed:  # the program is ending: the next call goes on from here
        yield run.progress("Stopped; the other pages are read when the case is opened again")
    finally:
        run.reader.shutdown(wait=False, cancel_futures=True)
        run.store.recognizing.release()


def _work(run: _Run) -> Iterator[Progress]:
    """Take the next step until there is none: the case says what it is, whatever was done before."""
    store, under_way = run.store, 0
    while True:
        with store.database.read() as connection:
            waiting = _untried(run, machine_pages.waiting(connection, retry=run.retry))
            to_take_in = machine_pages.to_take_in(connection)
        run.total = run.done + sum(map(len, waiting.values()))
        ready = _ready(run, waiting, to_take_in)
        if under_way and not (under_way in waiting or under_way in to_take_in):
            if under_way not in run.given_up:
                yield _ended(run, under_way)
            under_way = 0
        elif ready and not (waiting and store.importing.locked()):
            under_way = ready[0]
            yield from _take_in(run, under_way)
        elif waiting:
            under_way, pages = next(iter(waiting.items()))
            yield from _read_page(run, under_way, pages[0])
        else:
            return


def _untried(run: _Run, waiting: Iterable[Waiting]) -> dict[int, list[int]]:
    found = {
        each.document: [page for page in each.pages if (each.document, page) not in run.tried]
        for each in waiting
        if each.document not in run.given_up
    }
    return {document: pages for document, pages in found.items() if pages}


def _ready(
    run: _Run, waiting: Mapping[int, Sequence[int]], to_take_in: Mapping[int, tuple[int, int]]
) -> list[int]:
    """Return the documents that should take in their new pages: all are read, or many."""
    return [
        document
        for document, (new, held) in to_take_in.items()
        if document not in run.given_up and (document not in waiting or new >= max(_TAKEN_IN, held))
    ]


def _read_page(run: _Run, document: int, page: int) -> Iterator[Progress]:
    store = run.store
    run.tried.add((document, page))
    with store.database.read() as connection:
        row = documents.row(connection, document)
        password = documents.password_of(connection, document)
    try:
        path = store.paths.original(row.stored_name)
        path.open("rb").close()
    except (OSError, CaseDamaged):
        yield _given_up(run, row, "Its copy in the case folder cannot be opened. Check the case.")
        return
    message = f"Reading page {page} of {row.pages} of “{row.name}” by machine"
    future = run.reader.submit(
        store.workers.recognize, path, page, run.engine, password, store.paths.key
    )
    yield from _until_done(run, future, message)
    try:
        read = future.result()
    except ImportFailure as failure:
        with store.database.write() as connection:
            machine_pages.keep_failure(connection, document, page, run.engine, str(failure))
    else:
        with store.database.write() as connection:
            machine_pages.keep(connection, document, read)
    run.done += 1
    yield run.progress(message, document)


def _until_done(run: _Run, future: "Future[MachinePage]", message: str) -> Iterator[Progress]:
    """Yield until the page is read, so that the work can be stopped meanwhile."""
    yield run.progress(message)
    while True:
        try:
            future.exception(timeout=HEARTBEAT)
        except NotYet:
            yield run.progress(message)
        else:
            return


def _take_in(run: _Run, document: int) -> Iterator[Progress]:
    """Have a document read anew with its new pages."""
    store, refused = run.store, ""
    with closing(ingest.read_again(store, document)) as steps:
        for step in steps:
            yield run.progress(step.message, step.document)
            if step.outcome is not None and step.outcome.status == "failed":
                refused = step.outcome.sentence
    with store.database.read() as connection:
        row = documents.row(connection, document)
        lacking = document in machine_pages.to_take_in(connection)
    if lacking:  # the pages are kept: the next opening or the next call tries again
        yield _given_up(run, row, refused or "Its text could not be read anew.")


def _given_up(run: _Run, row: DocumentRow, why: str) -> Progress:
    """Leave a document as it is until the next call."""
    run.given_up.add(row.id)
    sentence = f"“{row.name}” could not be read by machine. {why}"
    outcome = FileOutcome(row.original_path, "failed", sentence, row.id)
    return run.progress(sentence, row.id, outcome)


def _ended(run: _Run, document: int) -> Progress:
    """Return the step that ends a document whose last page was read."""
    with run.store.database.read() as connection:
        row = documents.row(connection, document)
        failures = machine_pages.failures(connection, document)
        read = len(machine_pages.of_document(connection, document))
    status = "read" if read else "failed"
    sentence = (
        f"“{row.name}” was read by machine, {_pages(read)}"
        if read
        else f"“{row.name}” could not be read by machine"
    )
    if read and failures:
        sentence += f"; {_pages(len(failures))} could not be read"
    if failures:
        sentence += f". {next(iter(failures.values()))}"
    else:
        sentence += "."
    return run.progress(
        sentence, document, FileOutcome(row.original_path, status, sentence, document)
    )


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"

"""Import: receive → read → searchable → findings → ready, as a generator of progress.

Every step of every document ends in one transaction and can be done again; what an import that died had
begun is finished by ``resume``. While one document's findings are looked for, the next ones are read.
"""

import datetime as dt
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from casefile import (
    appearances,
    documents,
    feeding,
    findings,
    layers,
    likeness,
    machine_pages,
    moving,
    receive,
    versions,
)
from casefile.database import explained
from casefile.receive import Candidate
from casefile.records import DocumentRow, DocumentState, FileOutcome, Progress, Stage
from casefile.store import Store
from casefile.workers import WorkersClosed, WorkerStopped
from extraction.findings import DocumentKind, Findings
from importers.document import (
    EmptyFile,
    EncryptedFile,
    ImportContext,
    ImportFailure,
    UnsupportedFormat,
)

__all__ = ["HEARTBEAT", "extract_again", "ingest", "read_again", "resume"]

_R = TypeVar("_R")

HEARTBEAT = 0.25
"""Seconds between two chances to cancel while a worker works."""

_HALF_DONE = (DocumentState.RECEIVED, DocumentState.READ, DocumentState.SEARCHABLE)
_BATCH = 16  # documents per commit of the index: a commit costs some 45 ms


@dataclass
class _Run:
    """One import under way."""

    store: Store
    total: int = 0
    done: int = 0
    reader: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "pincite-read")
    )
    finder: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "pincite-find")
    )
    to_read: deque[tuple[int, str]] = field(default_factory=deque)
    to_index: list[tuple[int, str]] = field(default_factory=list)
    finding: deque[tuple[int, str, "Future[Findings]"]] = field(default_factory=deque)
    taken: set[int] = field(default_factory=set)
    """The documents that this import takes care of."""

    def progress(
        self,
        message: str,
        document: int | None = None,
        *,
        path: str | None = None,
        stage: Stage | None = None,
        waiting: tuple[str, ...] = (),
    ) -> Progress:
        """Return a step that ends no file."""
        return Progress(self.done, self.total, message, None, document, path, stage, waiting)

    def outcome(
        self,
        path: str,
        status: str,
        sentence: str,
        document: int | None = None,
        *,
        locked: bool = False,
    ) -> Progress:
        """Return the step that ends a file."""
        self.done += 1
        outcome = FileOutcome(path, status, sentence, document, locked)
        return Progress(self.done, self.total, sentence, outcome, document, path)


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    kind: DocumentKind | None = None,
    date: dt.date | None = None,
    passwords: Mapping[str, str] | None = None,
) -> Iterator[Progress]:
    """Import files and folders; closing the generator cancels what has not been received yet."""

    def work(run: _Run) -> Iterator[Progress]:
        candidates = list(receive.walk(paths))
        run.total = len(candidates)
        names = tuple(str(candidate.path) for candidate in candidates)
        yield run.progress("Looking at the files", waiting=names)
        for candidate in candidates:
            yield from _take(run, candidate, kind, date, passwords or {})
            yield from _read_received(run)
        yield from _finish(run)

    return _running(store, work)


def resume(store: Store) -> Iterator[Progress]:
    """Finish what an interrupted import left, feed the index what it lacks, renew what is outdated."""

    def work(run: _Run) -> Iterator[Progress]:
        receive.settle(store)
        with store.database.read() as connection:
            to_read, to_find = versions.outdated(connection)
            numbers = {*documents.unfinished(connection), *to_read, *to_find}
            waiting = [row for row in documents.rows(connection) if row.id in numbers]
            missing = feeding.missing(store, connection)
        run.total = len(waiting)
        yield run.progress("Going on", waiting=tuple(row.original_path for row in waiting))
        left = missing - {row.id for row in waiting}
        if left:
            yield run.progress("Making the search index anew")
            yield from _index(run, sorted(left))
        for row in waiting:
            if row.state is DocumentState.RECEIVED or row.id in to_read:
                run.to_read.append((row.id, row.original_path))
            else:
                run.to_index.append((row.id, row.original_path))
        yield from _read_received(run)
        yield from _finish(run)

    return _running(store, work)


def read_again(store: Store, document: int) -> Generator[Progress, None, None]:
    """Read a document anew with what a machine has read of it meanwhile, as ``ingest`` reads a new one."""

    def work(run: _Run) -> Iterator[Progress]:
        with store.database.read() as connection:
            row = documents.row(connection, document)
        run.total = 1
        run.to_read.append((document, row.original_path))
        yield from _read_received(run)
        yield from _finish(run)

    return _running(store, work)


def extract_again(store: Store, document: int) -> None:
    """Find everything in a document once more, as after its kind or date was corrected.

    Raises:
        ImportFailure: if extraction stopped; what was found before stays.
    """
    _store_findings(store, document, _find(store, document))


def _running(
    store: Store, work: Callable[[_Run], Iterator[Progress]]
) -> Generator[Progress, None, None]:
    """Run one import at a time, and leave no thread behind however it ends."""
    run = _Run(store)
    while not store.importing.acquire(timeout=HEARTBEAT):
        yield run.progress("Waiting for the import under way")
    try:
        yield from work(run)
    except WorkersClosed:  # the program is ending: the next opening goes on from here
        yield run.progress("Stopped; the rest is done when the case is opened again")
    finally:
        run.reader.shutdown(wait=False, cancel_futures=True)
        run.finder.shutdown(wait=False, cancel_futures=True)
        store.importing.release()


def _take(
    run: _Run,
    candidate: Candidate,
    kind: DocumentKind | None,
    date: dt.date | None,
    passwords: Mapping[str, str],
) -> Iterator[Progress]:
    """Receive one file."""
    path, name = candidate.path, candidate.path.name
    if candidate.skipped:
        yield run.outcome(str(path), "skipped", f"“{name}” was left out. {candidate.skipped}")
        return
    yield run.progress(f"Copying “{name}”", path=str(path), stage=Stage.COPYING)
    password = passwords.get(str(path), passwords.get(name))
    try:
        receive.refuse_empty(path)
        received = receive.receive(run.store, path, kind=kind, date=date, password=password)
    except OSError as error:
        failure = explained(error, run.store.paths.folder)
        if failure is not None and not _is_about(error, path):
            raise failure from error
        yield run.outcome(
            str(path),
            "failed",
            f"“{name}” cannot be opened. Check that you may read it, then try again.",
        )
        return
    except EmptyFile as empty:
        yield run.outcome(str(path), "failed", str(empty))
        return
    if received.duplicate:
        with run.store.database.read() as connection:
            known = documents.row(connection, received.document)
        if known.state in _HALF_DONE and known.id not in run.taken:
            _go_on(run, known, str(path))
            return
        yield run.outcome(
            str(path),
            "duplicate",
            f"“{name}” is in the case already, as {known.short_name} (“{known.stored_name}”).",
            received.document,
        )
        return
    run.taken.add(received.document)
    run.to_read.append((received.document, str(path)))
    run.store.memory.changed({received.document})
    yield run.progress(f"Received “{name}”", received.document, path=str(path), stage=Stage.COPIED)


def _go_on(run: _Run, known: DocumentRow, path: str) -> None:
    """Take up a paper that an import which was stopped has left half done."""
    run.taken.add(known.id)
    if known.state is DocumentState.RECEIVED:
        run.to_read.append((known.id, path))
    else:
        run.to_index.append((known.id, path))


def _is_about(error: OSError, path: Path) -> bool:
    return error.filename is not None and str(error.filename) == str(path)


def _read_received(run: _Run) -> Iterator[Progress]:
    """Read what was received, attachments too, and pass it on to the index in batches."""
    while run.to_read:
        document, path = run.to_read.popleft()
        yield from _read(run, document, path)
        if len(run.to_index) >= _BATCH:
            yield from _index_batch(run)
        yield from _collect(run)
    if not run.finding:  # nothing keeps the finder busy: do not make it wait for a full batch
        yield from _index_batch(run)


def _read(run: _Run, document: int, path: str) -> Iterator[Progress]:
    store = run.store
    with store.database.read() as connection:
        row = connection.execute("SELECT * FROM document WHERE id = ?", (document,)).fetchone()
        by_machine = machine_pages.of_document(connection, document)
    name = row["name"]
    context = ImportContext(name, row["password"], by_machine)
    file = store.paths.original(row["stored_name"])
    future = run.reader.submit(store.workers.read, file, context)
    yield from _waiting(run, future, f"Reading “{name}”", path, Stage.READING)
    try:
        read = future.result()
    except (ImportFailure, OSError) as failure:
        yield _not_read(run, row, path, failure)
        return
    with store.database.write() as connection:
        children = [
            receive.keep(store, connection, document, attachment.name, attachment.content)
            for attachment in read.attachments
        ]
        layer = documents.set_layer(connection, document, read)
        touched = moving.follow(connection, document, row["layer"], layer)
        machine_pages.note_layer(connection, document, layer, by_machine)
        documents.set_state(connection, document, DocumentState.READ)
    receive.settle(store)
    for child in children:
        if not child.duplicate:
            run.total += 1
            run.to_read.append((child.document, f"{path} → {child.name}"))
    run.to_index.append((document, path))
    store.memory.changed({document, *touched})
    yield run.progress(f"Read “{name}”", document, path=path, stage=Stage.READ)


def _not_read(run: _Run, row: sqlite3.Row, path: str, failure: ImportFailure | OSError) -> Progress:
    """Keep what could not be read with the reason; where it was read before, that stays."""
    store, document, name = run.store, row["id"], row["name"]
    sentence = str(failure)
    locked = isinstance(failure, EncryptedFile)
    if isinstance(failure, OSError):
        sentence = "Its copy in the case folder cannot be opened. Import it again."
    if row["layer"] is not None:
        return run.outcome(
            path, "failed", f"“{name}” stays as it was read before. {sentence}", document
        )
    if isinstance(failure, UnsupportedFormat) or not row["bytes"]:  # nothing that could be kept
        receive.discard(store, document)
        store.memory.changed({document})
        return run.outcome(path, "failed", f"“{name}” was not imported. {sentence}")
    with store.database.write() as connection:
        documents.fail(connection, document, sentence, DocumentState.FAILED, locked=locked)
    store.memory.changed({document})
    told = f"“{name}” was kept, but not read. {sentence}"
    return run.outcome(path, "failed", told, document, locked=locked)


def _index_batch(run: _Run) -> Iterator[Progress]:
    """Make what was read searchable, then have its findings looked for."""
    batch, run.to_index = run.to_index, []
    if not batch:
        return
    yield from _index(run, [document for document, _ in batch])
    with run.store.database.write() as connection:
        for document, _ in batch:
            documents.set_state(connection, document, DocumentState.SEARCHABLE)
    for document, path in batch:
        run.finding.append((document, path, run.finder.submit(_find, run.store, document)))
        yield run.progress(
            "Looking for parties, quotes and dates", document, path=path, stage=Stage.FINDING
        )


def _index(run: _Run, wanted: list[int]) -> Iterator[Progress]:
    """Feed the index. Where that fails the documents stay to be fed by the next search or opening."""
    for at in range(0, len(wanted), _BATCH):
        future = run.reader.submit(feeding.feed, run.store, wanted[at : at + _BATCH])
        yield from _waiting(run, future, "Making the text searchable")
        try:
            future.result()
        except WorkersClosed:
            raise
        except WorkerStopped as stopped:
            yield run.progress(f"The search index could not be written: {stopped.reason}.")


def _finish(run: _Run) -> Iterator[Progress]:
    yield from _index_batch(run)
    while run.finding:
        yield from _waiting(run, run.finding[0][2], "Looking for parties, quotes and dates")
        yield from _collect(run)


def _collect(run: _Run) -> Iterator[Progress]:
    """Store the findings that have come in."""
    while run.finding and run.finding[0][2].done():
        document, path, future = run.finding.popleft()
        store = run.store
        with store.database.read() as connection:
            name = documents.name_of(connection, document)
        try:
            _store_findings(store, document, future.result())
        except (ImportFailure, findings.Misplaced) as failure:
            with store.database.write() as connection:
                documents.fail(connection, document, str(failure), DocumentState.SEARCHABLE)
            store.memory.changed({document})
            yield run.outcome(path, "imported", f"“{name}” was read. {failure}", document)
            continue
        yield run.outcome(path, "imported", f"“{name}” is ready.", document)


def _find(store: Store, document: int) -> Findings:
    from extraction.options import ExtractionContext

    with store.database.read() as connection:
        row = connection.execute("SELECT * FROM document WHERE id = ?", (document,)).fetchone()
        read = layers.load(connection, row["layer"])
    kind = DocumentKind(row["kind_given"]) if row["kind_given"] else None
    date = dt.date.fromisoformat(row["date_given"]) if row["date_given"] else None
    return store.workers.extract(read, ExtractionContext(kind=kind, date=date))


def _store_findings(store: Store, document: int, found: Findings) -> None:
    with store.database.write() as connection:
        layer = connection.execute(
            "SELECT layer FROM document WHERE id = ?", (document,)
        ).fetchone()["layer"]
        findings.store(connection, document, layer, found)
    store.memory.changed({document})
    with store.database.read() as connection:
        elsewhere = appearances.compute(connection, document, store.texts)
        alike = likeness.compute(connection, document, store.texts)
    with store.database.write() as connection:
        touched = appearances.replace(connection, document, elsewhere)
        touched |= likeness.replace(connection, document, alike)
        documents.set_state(connection, document, DocumentState.READY)
    store.memory.changed({document, *touched})


def _waiting(
    run: _Run,
    future: "Future[_R]",
    message: str,
    path: str | None = None,
    stage: Stage | None = None,
) -> Iterator[Progress]:
    """Yield until a worker is done, so that the import can be cancelled meanwhile."""
    yield run.progress(message, path=path, stage=stage)
    while True:
        try:
            future.exception(timeout=HEARTBEAT)
        except NotYet:
            yield run.progress(message, path=path, stage=stage)
        else:
            return

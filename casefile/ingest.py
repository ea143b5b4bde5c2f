"""Import: receive → read → searchable → findings → ready, as a generator of progress.

Every step of every document ends in one transaction and can be done again; what an import that died had
begun is finished by ``resume``. While one document's findings are looked for, the next ones are read.
"""

import datetime as dt
import sqlite3
import tempfile
import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

from casefile import (
    appearances,
    documents,
    feeding,
    findings,
    layers,
    likeness,
    machine_pages,
    moving,
    passwords,
    receive,
    remembered,
    versions,
)
from casefile.database import explained
from casefile.import_records import Progress, Stage
from casefile.import_run import HEARTBEAT, Run
from casefile.records import DocumentState
from casefile.store import Store
from casefile.taking import Given, close_archives, pass_on, take
from casefile.workers import READERS, WorkersClosed, WorkerStopped
from extraction.findings import DocumentKind, Findings
from importers.document import (
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    SealedFile,
    UnsupportedFormat,
)
from importers.machine_page import MachinePage

__all__ = ["HEARTBEAT", "extract_again", "ingest", "link", "read_again", "resume", "unlock"]

_COPY_FIRST = 5.0  # seconds, before the first paper is read: what was dropped may vanish
# What was read all the same, but not whole, or holds what nobody may have meant to hand over: notices that
# belong into the line that ends a file.
_MISSING = frozenset(
    (
        "attachments-left-out",
        "cut-off",
        "damaged-characters",
        "damaged-contents",
        "damaged-in-part",
        "damaged-pages",
        "damaged-structure",
        "dynamic-form",
        "empty-attachment",
        "layout-lost",
        "linked-attachment",
        "misnamed-file",
        "no-text",
        "readable-redactions",
    )
)
_SEVERAL = (
    4  # files that wait; for fewer a second process takes longer to start than they take to be read
)
_BATCH = 16  # documents per commit of the index: a commit costs some 45 ms


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    kind: DocumentKind | None = None,
    date: dt.date | None = None,
    given_passwords: Mapping[str, str] | None = None,
    members: Mapping[Path, Collection[str]] | None = None,
) -> Iterator[Progress]:
    """Import files, folders and archives; closing the generator cancels what has not been received yet.

    All files are copied before the first is read, as far as that takes some seconds only; those in a folder
    for temporary files whatever it takes, since they may be gone a moment later.
    """
    given = Given(kind, date, {path.expanduser(): names for path, names in (members or {}).items()})

    def work(run: Run) -> Iterator[Progress]:
        run.passwords = given_passwords or {}
        candidates = list(receive.walk(paths))
        fleeting = {each.path for each in candidates if _is_fleeting(each.path)}
        candidates.sort(key=lambda each: each.path not in fleeting)
        run.total = len(candidates)
        names = tuple(str(candidate.path) for candidate in candidates)
        yield run.progress("Looking at the files", waiting=names)
        patient_until = time.monotonic() + _COPY_FIRST
        for candidate in candidates:
            yield from take(run, candidate, given)
            if time.monotonic() > patient_until and candidate.path not in fleeting:
                yield from _read_received(run)
        yield from _read_received(run)
        yield from _finish(run)
        yield from close_archives(run)

    return _running(store, work)


def _is_fleeting(path: Path) -> bool:
    """Tell whether a file lies where programs put what they remove soon, as mail programs do for a drag."""
    return path.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())


def unlock(store: Store, document: int, password: str) -> Iterator[Progress]:
    """Read a locked document with a password; if that opens it, try it on the other locked ones."""

    def work(run: Run) -> Iterator[Progress]:
        with store.database.read() as connection:
            row = documents.row(connection, document)
            rows = store.memory.documents_of(connection).values()
            locked = {row.id: row for row in rows if row.locked}
        run.total = 1
        yield from _read(run, document, row.original_path, password)
        if run.to_index:  # it opened
            locked.pop(document, None)
            run.quiet.update(locked)
            for number, other in locked.items():
                before = len(run.to_index)
                yield from _read(run, number, other.original_path, password)
                run.total += len(run.to_index) - before
        yield from _read_received(run)
        yield from _finish(run)

    return _running(store, work)


def resume(store: Store) -> Iterator[Progress]:
    """Finish what an interrupted import left, and renew what is outdated."""

    def work(run: Run) -> Iterator[Progress]:
        receive.settle(store)
        with store.database.read() as connection:
            to_read, to_find = versions.outdated(connection)
            numbers = {*documents.unfinished(connection), *to_read, *to_find}
            rows = store.memory.documents_of(connection) if numbers else {}
            waiting = [row for row in rows.values() if row.id in numbers]
        run.total = len(waiting)
        yield run.progress("Going on", waiting=tuple(row.original_path for row in waiting))
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

    def work(run: Run) -> Iterator[Progress]:
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
    while not _store_findings(store, document, _find(store, document)):
        pass  # its text or what was said about it changed meanwhile


def _running(
    store: Store, work: Callable[[Run], Iterator[Progress]]
) -> Generator[Progress, None, None]:
    """Run one import at a time, and leave no thread behind however it ends."""
    run = Run(store)
    while not store.importing.acquire(timeout=HEARTBEAT):
        yield run.progress("Waiting for the import under way")
    try:
        with store.memory.importing():
            yield from work(run)
    except WorkersClosed:  # the program is ending: the next opening goes on from here
        yield run.progress("Stopped; the rest is done when the case is opened again")
    except OSError as error:
        raise explained(error, store.paths.folder) or error from error
    finally:
        run.end()
        store.importing.release()


def _read_received(run: Run) -> Iterator[Progress]:
    """Read what was received, attachments too, and pass it on to the index in batches."""
    while run.to_read:
        _read_ahead(run)
        document, path = run.to_read.popleft()
        yield from _read(run, document, path)
        # As with the first paper: nothing keeps the finder busy, so it waits for no others.
        is_idle = not run.finding and run.indexing is None
        if len(run.to_index) >= _BATCH or is_idle:
            yield from _index_batch(run)
        yield from _indexed(run, wait=False)
        yield from _collect(run)
    if not run.finding:  # nothing keeps the finder busy: do not make it wait for a full batch
        yield from _index_batch(run)
        yield from _indexed(run)


def _read_ahead(run: Run) -> None:
    """Have the next files read while one is stored, where several wait: one or two do not repay a process."""
    store = run.store
    if len(run.to_read) < _SEVERAL and not run.ahead:
        return
    for document, path in list(islice(run.to_read, READERS + 1)):
        if document in run.ahead:
            continue
        with store.database.read() as connection:
            row = connection.execute("SELECT * FROM document WHERE id = ?", (document,)).fetchone()
            by_machine = machine_pages.of_document(connection, document)
        context = ImportContext(row["name"], _passwords(run, row, path)[0], by_machine)
        file = store.paths.original(row["stored_name"])
        reading = run.reader.submit(store.workers.read, file, context, store.paths.key)
        run.ahead[document] = context, reading


def _read(run: Run, document: int, path: str, password: str | None = None) -> Iterator[Progress]:
    """Read one document; a ``password`` is the only one that is tried."""
    store = run.store
    with store.database.read() as connection:
        row = connection.execute("SELECT * FROM document WHERE id = ?", (document,)).fetchone()
        by_machine = machine_pages.of_document(connection, document)
    name = row["name"]
    words = (password,) if password else _passwords(run, row, path)
    try:
        read, opened = yield from _opened(run, row, path, words, by_machine)
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
        if opened is not None:
            passwords.opened(connection, document, opened)
    if children:
        receive.settle(store)
    for child in children:
        if (
            row["layer"] is None or not child.duplicate
        ):  # else it came along when this was first read
            run.total += 1
            yield from pass_on(run, child, f"{path} → {child.name}")
    run.to_index.append((document, path))
    store.memory.came({document, *touched})
    yield run.progress(f"Read “{name}”", document, path=path, stage=Stage.READ)


def _passwords(run: Run, row: sqlite3.Row, path: str) -> tuple[str | None, ...]:
    """Return what to try on a document: its own password, those given, and those of the case."""
    own = run.password_for(path) or row["password"]
    with run.store.database.read() as connection:
        return (own, *run.passwords.values(), *passwords.known(connection))


def _opened(
    run: Run,
    row: sqlite3.Row,
    path: str,
    words: Sequence[str | None],
    by_machine: tuple[MachinePage, ...],
) -> Generator[Progress, None, tuple[ImportedDocument, str | None]]:
    """Read a file; where it is locked, with one password after the other. Returns the one that opened it.

    Raises:
        ImportFailure: if it is unusable, or none of them opens it.
    """
    store = run.store
    file = store.paths.original(row["stored_name"])
    locked: EncryptedFile | None = None
    for word in dict.fromkeys(words):
        context = ImportContext(row["name"], word, by_machine)
        begun, future = run.ahead.pop(row["id"], (None, None))
        if future is None or begun != context:  # a page may have been read by machine meanwhile
            future = run.reader.submit(store.workers.read, file, context, store.paths.key)
        yield from run.waiting(future, f"Reading “{row['name']}”", path, Stage.READING)
        try:
            return future.result(), word
        except SealedFile:
            raise
        except EncryptedFile as failure:
            locked = locked or failure
    raise locked or EncryptedFile("It is locked with a password.")


def _not_read(run: Run, row: sqlite3.Row, path: str, failure: ImportFailure | OSError) -> Progress:
    """Keep what could not be read with the reason; where it was read before, that stays."""
    store, document, name = run.store, row["id"], row["name"]
    sentence = str(failure)
    locked = isinstance(failure, EncryptedFile) and not isinstance(failure, SealedFile)
    if document in run.quiet and locked:
        return run.progress(f"“{name}” stays locked")
    if isinstance(failure, OSError):
        sentence = "Its copy in the case folder cannot be opened. Import it again."
    if row["layer"] is not None:
        return run.outcome(
            path, "failed", f"“{name}” stays as it was read before. {sentence}", document
        )
    if isinstance(failure, UnsupportedFormat) or not row["bytes"]:  # nothing that could be kept
        receive.discard(store, document)
        store.memory.came({document})
        return run.outcome(path, "failed", f"“{name}” was not imported. {sentence}")
    with store.database.write() as connection:
        documents.fail(connection, document, sentence, DocumentState.FAILED, locked=locked)
    store.memory.came({document})
    told = f"“{name}” was kept, but not read. {sentence}"
    return run.outcome(path, "failed", told, document, locked=locked)


def _index_batch(run: Run) -> Iterator[Progress]:
    """Begin to make what was read searchable, when the batch before it is."""
    if not run.to_index:
        return
    yield from _indexed(run)
    batch, run.to_index = run.to_index, []
    documents_of_it = [document for document, _ in batch]
    run.indexing = batch, run.indexer.submit(feeding.feed, run.store, documents_of_it)


def _indexed(run: Run, *, wait: bool = True) -> Iterator[Progress]:
    """Have the findings looked for in what has become searchable."""
    if run.indexing is None or not (wait or run.indexing[1].done()):
        return
    batch, future = run.indexing
    yield from _fed(run, future)
    run.indexing = None
    with run.store.database.write() as connection:
        for document, _ in batch:
            documents.set_state(connection, document, DocumentState.SEARCHABLE)
    for document, path in batch:
        run.finding.append((document, path, run.finder.submit(_find, run.store, document)))
        yield run.progress(
            "Looking for parties, quotes and dates", document, path=path, stage=Stage.FINDING
        )


def _fed(run: Run, future: "Future[None]") -> Iterator[Progress]:
    """Wait for the index. Where that fails the documents stay to be fed by the upkeep of the index."""
    yield from run.waiting(future, "Making the text searchable")
    try:
        future.result()
    except WorkersClosed:
        raise
    except WorkerStopped as stopped:
        yield run.progress(f"The search index could not be written: {stopped.reason}.")


def _finish(run: Run) -> Iterator[Progress]:
    yield from _index_batch(run)
    yield from _indexed(run)
    while run.finding:
        yield from run.waiting(run.finding[0][2], "Looking for parties, quotes and dates")
        yield from _collect(run)


def _collect(run: Run) -> Iterator[Progress]:
    """Store the findings that have come in."""
    while run.finding and run.finding[0][2].done():
        document, path, future = run.finding.popleft()
        store = run.store
        with store.database.read() as connection:
            row = connection.execute(
                "SELECT document.name, layer.notices FROM document JOIN layer ON layer.id = document.layer"
                " WHERE document.id = ?",
                (document,),
            ).fetchone()
        name, notices = row["name"], layers.notices_from_json(row["notices"])
        try:
            if not _store_findings(store, document, future.result()):
                again = run.finder.submit(_find, store, document)
                run.finding.append((document, path, again))
                continue
        except (ImportFailure, findings.Misplaced) as failure:
            with store.database.write() as connection:
                documents.fail(connection, document, str(failure), DocumentState.SEARCHABLE)
            store.memory.came({document})
            told = f"“{name}” was read. {failure}"
            yield run.outcome(path, "imported", told, document, doubtful=True)
            continue
        missing = [notice.sentence for notice in notices if notice.code in _MISSING]
        with store.database.read() as connection:
            more = [*missing, *likeness.told(connection, document)]
        ready = f"“{name}” was imported." if missing else f"“{name}” is ready."
        told = " ".join([ready, *more])
        yield run.outcome(path, "imported", told, document, doubtful=bool(missing))


def _find(store: Store, document: int) -> tuple[documents.Basis, Findings]:
    """Return what is found in a document, with what it was found from."""
    from extraction.options import ExtractionContext

    with store.database.read() as connection:
        basis = documents.basis_of(connection, document)
        read = layers.load(connection, basis.layer)
    said = ExtractionContext(kind=basis.kind, date=basis.date, day_first=basis.day_first)
    return basis, store.workers.extract(read, said)


def _store_findings(store: Store, document: int, found: tuple[documents.Basis, Findings]) -> bool:
    """Store findings, unless they rest on what is no longer so; tell whether they were stored.

    A correction by the attorney and a page read by machine may come while a paper is looked through.
    """
    basis, proposed = found
    with store.database.write() as connection:
        if documents.basis_of(connection, document) != basis:
            return False
        findings.store(connection, document, basis.layer, proposed)
        remembered.apply(connection, document)
        documents.to_link_anew(connection, (document,))
    store.memory.came({document})
    link(store, document)
    return True


def link(store: Store, document: int) -> None:
    """Note where the words of a document's quotes stand in others, and those of theirs in it."""
    while not _link(store, document):
        pass  # a paper got another text meanwhile


def _link(store: Store, document: int) -> bool:
    """Note where a document's words stand in others; tell whether these still have the texts compared."""
    with store.database.read() as connection:
        texts = documents.current_layers(connection)
        elsewhere = appearances.compute(connection, document, store.texts)
        alike = likeness.compute(connection, document, store.texts)
    with store.database.write() as connection:
        now = documents.current_layers(connection)
        if any(now.get(other) != layer for other, layer in texts.items()):
            return False
        touched = appearances.replace(connection, document, elsewhere)
        touched |= likeness.replace(connection, document, alike)
        documents.set_state(connection, document, DocumentState.READY)
    store.memory.came({document}, touched)
    return True

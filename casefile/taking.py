"""What is done with each file at the door: told what it is, copied, an archive as the files inside it."""

import datetime as dt
import shutil
import uuid
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casefile import passwords, receive
from casefile.database import explained
from casefile.errors import CaseDiskFull
from casefile.import_records import Progress, Stage
from casefile.import_run import OpenedArchive, Run
from casefile.receive import Candidate, Received
from casefile.records import ArchiveMember, DocumentRow, DocumentState
from casefile.store import Store
from extraction.findings import DocumentKind
from importers.archive import own_name
from importers.archive_formats import INSIDE
from importers.document import ImportFailure

__all__ = ["Given", "archives", "close_archives", "contents", "pass_on", "take"]

_HALF_DONE = (DocumentState.RECEIVED, DocumentState.READ, DocumentState.SEARCHABLE)
_BATCH_BYTES, _BATCH_FILES = 16 * 1024**2, 100  # unpacked at once: what a cancel waits for
_SPARE_BYTES = 256 * 1024**2  # left free on the disk of the case


@dataclass(frozen=True, slots=True)
class Given:
    """What the attorney said about the files of an import; ``members`` are chosen by the archive's path."""

    kind: DocumentKind | None = None
    date: dt.date | None = None
    members: Mapping[Path, Collection[str]] = field(default_factory=dict)

    def chosen(self, archive: Path) -> Collection[str] | None:
        """Return the names chosen from an archive, ``None`` for all of them."""
        return self.members.get(archive)


def archives(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the archives among files and in folders, in the order an import would take them."""
    found = []
    for candidate in receive.walk(paths):
        try:
            if candidate.skipped or receive.refusal(candidate.path) is not None:
                continue  # a file that is kept online only is not even opened
            if receive.may_be_archive(candidate.path):
                found.append(candidate.path)
        except OSError:
            continue  # gone or not to be opened: the import says so
    return tuple(found)


def contents(store: Store, path: Path, password: str | None) -> tuple[ArchiveMember, ...]:
    """Return what an archive holds; nothing for a file that turns out to be none.

    Raises:
        ImportFailure: if it cannot be looked into.
    """
    with store.database.read() as connection:
        words = passwords.known(connection)
    given = (password, *words) if password else words
    try:
        found = store.workers.archive_members(path, given)
    finally:
        store.workers.leave_archive()
    if found is None:
        return ()
    members, opened = found
    if opened:
        with store.database.write() as connection:
            passwords.note(connection, opened)
    return members


def take(run: Run, candidate: Candidate, given: Given) -> Iterator[Progress]:
    """Receive one file, or the files of one archive."""
    path, name = candidate.path, candidate.path.name
    if candidate.skipped:
        yield run.outcome(str(path), "skipped", f"“{name}” was left out. {candidate.skipped}")
        return
    yield run.progress(f"Copying “{name}”", path=str(path), stage=Stage.COPYING)
    try:
        refusal = receive.refusal(path)
        is_archive = refusal is None and receive.may_be_archive(path)
    except OSError:
        yield run.outcome(str(path), "failed", _not_opened(path))
        return
    if refusal is not None:
        yield run.outcome(str(path), "failed", f"“{name}” was not imported. {refusal}")
        return
    if is_archive and (yield from _take_archive(run, path, given)):
        return
    yield from _take_file(run, path, given)


def _take_file(run: Run, path: Path, given: Given) -> Iterator[Progress]:
    password = run.password_for(str(path))
    try:
        received = receive.receive(
            run.store, path, kind=given.kind, date=given.date, password=password
        )
    except OSError as error:
        failure = explained(error, run.store.paths.folder)
        if failure is not None and not _is_about(error, path):
            raise failure from error
        yield run.outcome(str(path), "failed", _not_opened(path))
        return
    yield from pass_on(run, received, str(path))


def _not_opened(path: Path) -> str:
    if not path.exists():
        return (
            f"“{path.name}” is not there any more: it was moved, or the program that held it has removed "
            "it. Save it to a folder of your own and import it from there."
        )
    return f"“{path.name}” cannot be opened. Check that you may read it, then try again."


def _is_about(error: OSError, path: Path) -> bool:
    return error.filename is not None and str(error.filename) == str(path)


def pass_on(run: Run, received: Received, path: str) -> Iterator[Progress]:
    """Pass on what lies in the case now, or tell that it did before."""
    name = received.name
    if received.duplicate:
        with run.store.database.read() as connection:
            known = run.store.memory.documents_of(connection)[received.document]
        if known.state in _HALF_DONE and known.id not in run.taken:
            _go_on(run, known, path)
            return
        yield run.outcome(
            path,
            "duplicate",
            f"“{name}” is in the case already, as {known.short_name} (“{known.stored_name}”).",
            received.document,
        )
        return
    run.taken.add(received.document)
    run.to_read.append((received.document, path))
    run.store.memory.came({received.document})
    yield run.progress(f"Received “{name}”", received.document, path=path, stage=Stage.COPIED)


def _go_on(run: Run, known: DocumentRow, path: str) -> None:
    """Take up a paper that an import which was stopped has left half done."""
    run.taken.add(known.id)
    if known.state is DocumentState.RECEIVED:
        run.to_read.append((known.id, path))
    else:
        run.to_index.append((known.id, path))


# -- archives


def _take_archive(run: Run, path: Path, given: Given) -> Generator[Progress, None, bool]:
    """Receive the files of an archive; returns whether it was one."""
    receive.sweep(run.store)
    try:
        return (yield from _unpacked(run, path, given))
    finally:
        run.store.workers.leave_archive()
        receive.sweep(run.store)


def _unpacked(run: Run, path: Path, given: Given) -> Generator[Progress, None, bool]:
    store, name = run.store, path.name
    words = _passwords(run, path)
    future = run.reader.submit(store.workers.archive_members, path, words)
    yield from run.waiting(future, f"Looking into “{name}”", str(path), Stage.COPYING)
    try:
        found = future.result()
    except ImportFailure as failure:
        yield run.outcome(str(path), "failed", f"“{name}” was not imported. {failure}")
        return True
    if found is None:
        return False
    members, opened = found
    if opened:
        with store.database.write() as connection:
            passwords.note(connection, opened)
    chosen = given.chosen(path)
    wanted = [member for member in members if chosen is None or member.name in chosen]
    locked = any(member.locked for member in wanted)
    if locked and all(member.refusal is not None for member in wanted):
        wrong = run.password_for(str(path)) is not None
        told = "That password does not open it." if wrong else "It is locked with a password."
        yield run.outcome(
            str(path),
            "failed",
            f"“{name}” was not imported. {told} Enter its password, or unpack it yourself and import the "
            "papers inside.",
            locked=True,
        )
        return True
    paths = tuple(f"{path}{INSIDE}{member.name}" for member in wanted)
    run.archives.append(OpenedArchive(path, paths, len(members), locked))
    run.total += len(wanted)
    yield run.progress(f"Unpacking “{name}”", path=str(path), stage=Stage.COPYING, waiting=paths)
    for member in wanted:
        if member.refusal is not None:
            yield _left_out(run, path, member, member.refusal)
    for batch in _batches([member for member in wanted if member.refusal is None]):
        yield from _unpack(run, path, batch, words, given)
    return True


def _passwords(run: Run, archive: Path) -> tuple[str, ...]:
    """Return the passwords to try: the archive's own, the others given, those of the case."""
    own = run.password_for(str(archive))
    with run.store.database.read() as connection:
        words = passwords.known(connection)
    return tuple(dict.fromkeys([*([own] if own else ()), *run.passwords.values(), *words]))


def _batches(members: Sequence[ArchiveMember]) -> Iterator[list[ArchiveMember]]:
    batch: list[ArchiveMember] = []
    size = 0
    for member in members:
        if batch and (size + member.size > _BATCH_BYTES or len(batch) >= _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(member)
        size += member.size
    if batch:
        yield batch


def _unpack(
    run: Run,
    archive: Path,
    batch: Sequence[ArchiveMember],
    words: tuple[str, ...],
    given: Given,
) -> Iterator[Progress]:
    """Unpack some files of an archive into the case under names of our own, and receive them."""
    store = run.store
    size = sum(member.size for member in batch)
    if shutil.disk_usage(store.paths.folder).free < size + _SPARE_BYTES:
        raise CaseDiskFull(
            f"The disk that holds “{store.paths.folder.name}” has no room to unpack “{archive.name}”. "
            "Nothing was lost; make room and import it again."
        )
    targets = [store.paths.documents / f"{receive.UNPACKED}{uuid.uuid4().hex}" for _ in batch]
    wanted = tuple((member.name, target) for member, target in zip(batch, targets, strict=True))
    future = run.reader.submit(store.workers.unpack, archive, words, wanted, size, store.paths.key)
    yield from run.waiting(
        future, f"Unpacking “{archive.name}”", f"{archive}{INSIDE}{batch[0].name}", Stage.COPYING
    )
    try:
        failures: Sequence[str | None] = future.result()
    except ImportFailure as failure:
        failures = [str(failure)] * len(batch)
    for member, target, sentence in zip(batch, targets, failures, strict=True):
        if sentence is not None:
            yield _left_out(run, archive, member, sentence)
            continue
        origin = f"{archive}{INSIDE}{member.name}"
        received = receive.adopt(
            store,
            target,
            name=own_name(member.name),
            origin=origin,
            kind=given.kind,
            date=given.date,
            password=run.password_for(origin),
        )
        yield from pass_on(run, received, origin)


def _left_out(run: Run, archive: Path, member: ArchiveMember, sentence: str) -> Progress:
    name = own_name(member.name)
    return run.outcome(
        f"{archive}{INSIDE}{member.name}",
        "skipped",
        f"“{name}” in “{archive.name}” was left out. {sentence}",
    )


def close_archives(run: Run) -> Iterator[Progress]:
    """Tell of each archive what became of the files it held."""
    for archive in run.archives:
        ends = [run.statuses.get(path, "") for path in archive.taken]
        imported, duplicates = ends.count("imported"), ends.count("duplicate")
        left = archive.held - imported - duplicates
        told = [
            f"{imported:,} {'was' if imported == 1 else 'were'} imported",
            f"{duplicates:,} {'was' if duplicates == 1 else 'were'} in the case already",
            f"{left:,} {'was' if left == 1 else 'were'} left out",
        ]
        numbers = (imported, duplicates, left)
        parts = [words for words, number in zip(told, numbers, strict=True) if number]
        files = f"{archive.held:,} file{'s' * (archive.held != 1)}"
        more = " Some are locked: enter its password to take those." if archive.locked else ""
        yield run.outcome(
            str(archive.path),
            "unpacked",
            f"“{archive.path.name}” held {files}: {', '.join(parts) or 'nothing to import'}.{more}",
            locked=archive.locked,
        )
    run.archives.clear()

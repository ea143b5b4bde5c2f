"""Files at the door: walked, hashed, copied into the case folder, and told apart from what is there.

A file is first copied under a hidden name that carries its hash; then its row is written; then it gets
its own name. Whatever moment the program dies at, ``settle`` finishes or removes what was begun. In a
protected case the copy is sealed from its first byte on, and none of its names tells anything.
"""

import datetime as dt
import hashlib
import itertools
import json
import os
import sqlite3
import stat
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casefile import documents, sealed_files
from casefile.errors import CaseDamaged
from casefile.paths import SUFFIX, CasePaths
from casefile.private import ORIGINAL
from casefile.records import DocumentState
from casefile.store import Store
from extraction.findings import DocumentKind
from importers import archive_formats, door

__all__ = [
    "UNPACKED",
    "Candidate",
    "Received",
    "adopt",
    "discard",
    "keep",
    "may_be_archive",
    "receive",
    "refusal",
    "settle",
    "sweep",
    "walk",
]

_INCOMING = ".incoming-"
UNPACKED = ".unpacked-"
"""How the names begin under which an archive's files are unpacked before they are received."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was handed over; ``skipped`` says why it is none of ours."""

    path: Path
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file in the case: its document, or, where the case had it already, the document that has it."""

    document: int
    name: str
    duplicate: bool


def walk(paths: Iterable[Path]) -> Iterator[Candidate]:
    """Yield the files that were meant, folders walked in the order of their names.

    Hidden and system files, links that lead out of the folder, and other cases are skipped and said so.
    """
    for path in paths:
        path = path.expanduser()
        if path.is_dir():
            yield from _walk_folder(path, path.resolve())
        elif path.is_file():
            yield Candidate(path)
        elif path.exists():
            yield Candidate(path, "It is no ordinary file.")
        else:
            yield Candidate(path, "It is not there any more. Was it moved or renamed?")


def _walk_folder(folder: Path, top: Path) -> Iterator[Candidate]:
    if folder.suffix == SUFFIX and (folder / "case.db").exists():
        yield Candidate(folder, "It is a case. Open it instead of importing it.")
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())
    except OSError:
        yield Candidate(folder, "The folder cannot be opened. Check that you may read it.")
        return
    for entry in entries:
        elsewhere = door.kept_elsewhere(entry.name)
        if elsewhere is not None:
            yield Candidate(entry, elsewhere)
        elif archive_formats.is_system_file(entry.name):
            yield Candidate(entry, "It is a hidden or system file, no paper.")
        elif entry.is_symlink() and not _leads_inside(entry, top):
            yield Candidate(
                entry, "It is a link that leads out of the folder. Import its target itself."
            )
        elif entry.is_dir():
            if not entry.is_symlink():
                yield from _walk_folder(entry, top)
        elif entry.is_file():
            yield Candidate(entry)
        else:
            yield Candidate(entry, "It is no ordinary file.")


def _leads_inside(link: Path, top: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):
        return False


def receive(
    store: Store,
    path: Path,
    *,
    kind: DocumentKind | None = None,
    date: dt.date | None = None,
    password: str | None = None,
) -> Received:
    """Copy a file into the case and give it a row.

    A file that the case has already is not copied again; one that had failed is given another chance.

    Raises:
        OSError: if the file cannot be read or the case not be written.
    """
    incoming, sha256, size = _copy(store.paths, path)
    return _entered(store, incoming, path.name, str(path), sha256, size, kind, date, password)


def adopt(
    store: Store,
    unpacked: Path,
    *,
    name: str,
    origin: str,
    kind: DocumentKind | None = None,
    date: dt.date | None = None,
    password: str | None = None,
) -> Received:
    """Take over a file that was unpacked into the case, sealed as its files are; as ``receive`` copies one.

    Raises:
        OSError: if the case cannot be written.
    """
    sha256, size = sealed_files.hashed(unpacked, store.paths.key)
    incoming = unpacked.replace(_incoming(store.paths, sha256))
    return _entered(store, incoming, name, origin, sha256, size, kind, date, password)


def _entered(
    store: Store,
    incoming: Path,
    name: str,
    origin: str,
    sha256: str,
    size: int,
    kind: DocumentKind | None,
    date: dt.date | None,
    password: str | None,
) -> Received:
    """Give a file that lies in the case under its hash a row and its own name."""
    try:
        with store.database.write() as connection:
            known = _known(connection, sha256, password, kind, date)
            if known is not None and not known[1]:
                return Received(known[0], name, duplicate=True)
            document = (
                known[0]
                if known
                else documents.add(
                    connection,
                    name=name,
                    original_path=origin,
                    sha256=sha256,
                    size=size,
                    parent=None,
                    kind=kind,
                    date=date,
                    password=password,
                )
            )
    finally:
        if incoming.exists():
            _settle(store, {sha256: incoming})
    return Received(document, name, duplicate=False)


def _known(
    connection: sqlite3.Connection,
    sha256: str,
    password: str | None,
    kind: DocumentKind | None,
    date: dt.date | None,
) -> tuple[int, bool] | None:
    """Return the document with these bytes and whether to try it again."""
    known = documents.by_hash(connection, sha256)
    if known is None:
        return None
    document, state = known
    if state is not DocumentState.FAILED:
        return document, False
    connection.execute(
        "UPDATE document SET state = 'received', failure = NULL, password = COALESCE(?, password),"
        " kind_given = COALESCE(?, kind_given), date_given = COALESCE(?, date_given) WHERE id = ?",
        (password, kind, date and date.isoformat(), document),
    )
    return document, True


def keep(
    store: Store, connection: sqlite3.Connection, parent: int, name: str, content: bytes
) -> Received:
    """Make an attachment a child document, inside the transaction that stores its parent's text.

    The file gets its name when ``settle`` is called after the commit.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = documents.by_hash(connection, sha256)
    if known is not None:
        return Received(known[0], name, duplicate=True)
    with sealed_files.written(_incoming(store.paths, sha256), store.paths.key) as target:
        target.write(content)
    origin = connection.execute(
        "SELECT original_path FROM document WHERE id = ?", (parent,)
    ).fetchone()
    document = documents.add(
        connection,
        name=name,
        original_path=f"{origin['original_path']} → {name}",
        sha256=sha256,
        size=len(content),
        parent=parent,
        kind=None,
        date=None,
        password=None,
    )
    return Received(document, name, duplicate=False)


def settle(store: Store) -> None:
    """Give received files their names, and remove copies that no document waits for."""
    folder = store.paths.documents
    waiting = [path for path in folder.iterdir() if path.name.startswith(_INCOMING)]
    if not waiting:
        return
    with store.database.read() as connection:
        hashes = connection.execute("SELECT sha256 FROM document").fetchall()
    known = {_incoming(store.paths, row["sha256"]): row["sha256"] for row in hashes}
    for path in waiting:
        if path not in known:
            path.unlink(missing_ok=True)
    _settle(store, {known[path]: path for path in waiting if path in known})


def _settle(store: Store, waiting: Mapping[str, Path]) -> None:
    """Do that for some files alone, by their hashes: a large case is not looked through for each."""
    with store.database.read() as connection:
        names = dict(
            connection.execute(
                "SELECT sha256, stored_name FROM document"
                " WHERE sha256 IN (SELECT value FROM json_each(?))",
                (json.dumps(list(waiting)),),
            ).fetchall()
        )
    for sha256, path in waiting.items():
        name = names.get(sha256)
        if name is not None and _is_taken(store.paths, name, sha256):
            name = _renamed(store, sha256, name)
        if name is None or store.paths.original(name).exists():
            path.unlink(missing_ok=True)
        else:
            original = path.replace(store.paths.original(name))
            original.chmod(ORIGINAL)


def _incoming(paths: CasePaths, sha256: str) -> Path:
    return paths.documents / f"{_INCOMING}{paths.hidden(sha256)}"


def _is_taken(paths: CasePaths, name: str, sha256: str) -> bool:
    """Tell whether another file lies where an original should, as after an older case file was put back."""
    place = paths.original(name)
    try:
        return place.exists() and sealed_files.hashed(place, paths.key)[0] != sha256
    except CaseDamaged:
        return True


def _renamed(store: Store, sha256: str, name: str) -> str:
    """Give an original a name that no file in the case has, and return it."""
    own = Path(name)
    free = next(
        fresh
        for at in itertools.count(2)
        if not store.paths.original(fresh := f"{own.stem} ({at}){own.suffix}").exists()
    )
    with store.database.write() as connection:
        connection.execute("UPDATE document SET stored_name = ? WHERE sha256 = ?", (free, sha256))
    return free


def sweep(store: Store) -> None:
    """Remove what an import that was stopped had unpacked and not received yet."""
    for path in store.paths.documents.iterdir():
        if path.name.startswith(UNPACKED):
            # Windows refuses while the process that unpacks it still does; what is left goes the next time.
            with suppress(OSError):
                path.unlink(missing_ok=True)


def discard(store: Store, document: int) -> None:
    """Take out a document of a kind that cannot be read at all, with its copy."""
    with store.database.write() as connection:
        row = connection.execute(
            "SELECT stored_name FROM document WHERE id = ? AND layer IS NULL", (document,)
        ).fetchone()
        documents.delete(connection, document)
    if row is None:  # it was read once: it stays
        return
    file = store.paths.original(row["stored_name"])
    with suppress(OSError):  # Windows refuses while a scanner holds it; check() will name it
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
        file.unlink()


def _copy(paths: CasePaths, path: Path) -> tuple[Path, str, int]:
    """Copy a file under a hidden name that carries its hash; returns path, hash and bytes."""
    temporary = paths.documents / f"{_INCOMING}{uuid.uuid4().hex}.part"
    try:
        sha256, size = sealed_files.copied(path, None, temporary, paths.key)
        incoming = temporary.replace(_incoming(paths, sha256))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if paths.key is None:  # the day of its last change tells something of a paper
        about = path.stat()
        os.utime(incoming, ns=(about.st_atime_ns, about.st_mtime_ns))
    return incoming, sha256, size


def may_be_archive(path: Path) -> bool:
    """Tell by a file's first bytes whether it should be opened as an archive.

    Raises:
        OSError: if it cannot be read.
    """
    return archive_formats.may_be_archive(_head(path), path.name)


def refusal(path: Path) -> str | None:
    """Return why a file is not even copied, as a sentence with the next step; ``None`` for most.

    Raises:
        OSError: if it cannot be read.
    """
    about = path.stat()
    if door.is_online_only(getattr(about, "st_file_attributes", 0), getattr(about, "st_flags", 0)):
        return door.ONLINE_ONLY
    return door.refusal(_head(path), path.name, about.st_size)


def _head(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(archive_formats.HEAD)

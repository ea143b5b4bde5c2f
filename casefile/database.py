"""The case's SQLite file: opening, connections, transactions, and errors in the user's words.

Connections are pooled: each transaction borrows one, so that any thread may read at any time. Writers
wait for one another on one lock. What is committed goes into the write-ahead log; from there Pincite
itself has it copied into the file, so that checksums of the file's pages can be kept (``page_sums``).
"""

import errno
import sqlite3
import threading
import uuid
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from casefile import acknowledged, migrations, page_sums, strangers
from casefile.connecting import connect, error_name, trouble
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseFailure,
    CaseInUse,
    CaseReadOnly,
    CaseTooNew,
    CaseUnreachable,
    NotACase,
)

__all__ = [
    "APPLICATION_ID",
    "SCHEMA",
    "SEALS",
    "Database",
    "copy_database",
    "explained",
]

APPLICATION_ID = 0x50434954
"""``PRAGMA application_id`` of a case file: the letters "PCIT"."""

_BUSY_SECONDS = 10.0
_GONE = (
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EHOSTDOWN,
)
_UNLOCKABLE = (errno.ENOLCK, errno.EDEADLK)
_LOG_PAGES = 1000  # some 4 MB, as SQLite has it by itself
SEALS = ("seal", "seal again")
"""What names in ``info`` the moment that checksums of pages belong to."""
SCHEMA = Path(__file__).with_name("schema.sql")
"""The whole current schema of a case file."""


def explained(error: Exception, subject: Path) -> CaseFailure | None:
    """Return the user's sentence for an error of the disk or the database, ``None`` for a bug of ours."""
    code = error_name(error)
    number = getattr(error, "errno", None)
    if code.startswith("SQLITE_FULL") or number in (errno.ENOSPC, errno.EDQUOT):
        return CaseDiskFull(
            f"The disk that holds “{subject.name}” is full. Nothing was lost; make room and try again."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")) or number in (
        errno.EACCES,
        errno.EROFS,
        errno.EPERM,
    ):
        return CaseReadOnly(
            f"“{subject.name}” cannot be written. Copy the case to a folder of your own and open it there."
        )
    if number in _GONE or (code.startswith("SQLITE_IOERR") and code != "SQLITE_IOERR_SHORT_READ"):
        return CaseUnreachable(
            f"The disk that holds “{subject.name}” does not answer. What was saved is not affected: see that "
            "it is plugged in and connected, then open the case again."
        )
    if code.startswith(("SQLITE_BUSY", "SQLITE_PROTOCOL")) or number in _UNLOCKABLE:
        return CaseInUse(
            f"Another program holds the case file of “{subject.name}”, such as a virus scanner or a service "
            "that copies folders, or its drive knows no locks. What was saved is not affected: wait a moment "
            "and try again, or copy the case to a folder of this computer."
        )
    is_garbled = isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error)
    if is_garbled or code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return _damaged(subject)
    return None


def _failures() -> tuple[type[Exception], ...]:
    """Return what a statement raises; SQLCipher calls a damaged page a lack of memory when it commits."""
    return (*trouble(), MemoryError)


def _damaged(subject: Path) -> CaseDamaged:
    return CaseDamaged(
        f"The case file of “{subject.name}” is damaged. Restore the newest copy from its “backups” "
        "folder or a backup of your own; the originals under “documents” are not affected."
    )


class Database:
    """One open ``case.db``, a protected one with its raw ``key``. Close it when the case is closed."""

    def __init__(self, file: Path, key: bytes | None = None) -> None:
        self.file = file
        self.key = key
        self._idle: list[sqlite3.Connection] = []
        self._useless: list[sqlite3.Connection] = []
        """Connections that met an error and could not be closed yet."""
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False
        self._kept: _Kept | None = None
        self._last: acknowledged.Last | None = None
        self._end: weakref.finalize[..., Database] | None = None

    @classmethod
    def create(cls, file: Path, key: bytes | None = None) -> "Database":
        """Make a new, empty case file, with a raw ``key`` a protected one.

        Raises:
            CaseFailure: if it cannot be written there.
        """
        database = cls(file, key)
        with database._explaining():
            connection = _connect(file, key, create=True)
            try:
                connection.executescript(
                    f"BEGIN; {SCHEMA.read_text(encoding='utf-8')}"
                    f"PRAGMA application_id = {APPLICATION_ID};"
                    f"PRAGMA user_version = {migrations.CURRENT}; COMMIT;"
                )
            finally:
                connection.close()
        return database

    @classmethod
    def open(cls, file: Path, *, before_migration: Path, key: bytes | None = None) -> "Database":
        """Open a case file, bringing an older one up to date after copying it to ``before_migration``.

        Raises:
            NotACase: if the file is no case.
            CaseTooNew: if a later version of Pincite wrote it.
            CaseFailure: if it is damaged or cannot be written.
        """
        database = cls(file, key)
        with database._explaining():
            connection = _connect(file, key)
            undo = ExitStack()
            undo.callback(connection.close)
            with undo:
                _check_is_ours(connection, file)
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > migrations.CURRENT:
                    raise CaseTooNew(
                        f"“{file.parent.name}” was written by a later version of Pincite. "
                        "Update Pincite to open it."
                    )
                if version < migrations.CURRENT:
                    if version not in migrations.STEPS:
                        raise CaseDamaged(
                            f"The case file of “{file.parent.name}” is of no version that Pincite wrote. "
                            "Restore the newest copy from its “backups” folder or a backup of your own."
                        )
                    copy_database(file, before_migration, key)
                    migrations.migrate(connection, version)
                strangers.refuse_foreign_schema(connection, SCHEMA, file)
                if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                    database._kept = kept = _Kept(file, connection)
                    database._last = acknowledged.Last(file.with_name(acknowledged.NAME), key)
                    database._last.compare(acknowledged.reached(connection), kept.seals[0])
                    # A program that ends without closing: SQLite would copy the log by itself.
                    database._end = weakref.finalize(database, kept.close, database._idle)
                undo.pop_all()
            database._idle.append(connection)
        return database

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Borrow a connection inside one consistent snapshot of the case."""
        with self._explaining(), self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Borrow a connection inside one transaction: all of it is kept, or nothing."""
        with self._write_lock, self._explaining(), self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            before, now = connection.total_changes, None
            try:
                yield connection
                if self._last is not None and connection.total_changes != before:
                    now = acknowledged.raised(connection)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            if self._kept is not None:
                self._kept.after_commit(connection)
                if self._last is not None and now is not None:
                    self._last.note(now, self._kept.seals)

    def damaged_pages(self) -> tuple[int, ...]:
        """Return the pages of the case file that are not as they were written; reads all of it.

        Page 0 stands for the seal that tells which checksums belong to the file.

        Raises:
            CaseFailure: if the file cannot be read.
        """
        kept = self._kept
        if kept is None:
            return ()
        with self._explaining(), self._borrowed() as connection:
            with self._write_lock:
                kept.before_look(connection)
            return kept.look()

    @property
    def missing(self) -> acknowledged.Missing | None:
        """What was acknowledged and was not in the file when it was opened."""
        return self._last.missing if self._last is not None else None

    def missing_was_told(self) -> None:
        """Note that the attorney has read what is missing: the next opening says nothing of it."""
        with self._write_lock:
            if self._last is not None:
                self._last.told()

    def was_copied(self) -> None:
        """Note that there is a copy: what is written from now on belongs to another moment than it.

        Put in the file's place, by hand, it would else be held against checksums of what came later.
        """
        if self._kept is not None:
            self._kept.begin_anew()

    def close(self) -> None:
        """Close all connections; transactions under way in other threads end first or fail."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            kept, self._kept = self._kept, None
            if self._end is not None:
                self._end.detach()
            if kept is not None:
                if not self._idle:  # all are lent, as to a reader that was left in its midst
                    with suppress(*trouble(), CaseFailure):
                        self._idle.append(_connect(self.file, self.key))
                kept.close(self._idle)
                if self._last is not None:
                    self._last.close(kept.seals)
            for connections in (self._idle, self._useless):
                while connections:
                    connections.pop().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._pool_lock:
            if self._closed:
                raise CaseFailure("The case has been closed.")
            connection = self._idle.pop() if self._idle else None
        connection = connection or _connect(self.file, self.key)
        is_sound = True
        try:
            yield connection
        except _failures():
            is_sound = (
                False  # one that met a damaged page of a protected file reads no other either
            )
            raise
        finally:
            self._take_back(connection, is_sound=is_sound)

    def _take_back(self, connection: sqlite3.Connection, *, is_sound: bool) -> None:
        """Keep a connection for the next who asks, or close one that is no good any more.

        While the case is open it must not be the last: closing that has SQLite copy the log by itself, and
        the checksums would know nothing of it. Where no other can be opened it is kept until the case is
        closed.
        """
        with self._pool_lock:
            if not self._closed and is_sound and not connection.in_transaction:
                self._idle.append(connection)
                return
            if not self._closed and self._kept is not None and not self._idle:
                with suppress(*trouble(), CaseFailure):
                    self._idle.append(_connect(self.file, self.key))
                if not self._idle:
                    self._useless.append(connection)
                    return
            connection.close()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except _failures() as error:
            failure = explained(error, self.file.parent)
            if self._met_damage(error):
                failure = _damaged(self.file.parent)
            if failure is None:
                raise
            raise failure from error

    def _met_damage(self, error: Exception) -> bool:
        """Tell whether an error comes of a damaged page: SQLCipher has other names for it while it writes."""
        if self.key is None or not (
            isinstance(error, MemoryError) or error_name(error) == "SQLITE_READONLY"
        ):
            return False
        with (
            suppress(*trouble()),
            closing(connect(self.file, self.key, read_only=True)) as connection,
        ):
            return connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None
        return False


class _Kept:
    """The checksums of an open case file's pages, and the copying of its log that keeps them true.

    Closing any handle of a file gives up all locks that its process has on it (POSIX), SQLite's too: those
    that are read beside SQLite are opened once, and closed when SQLite has closed its own.
    """

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._log = file.with_name(f"{file.name}-wal")
        self._keeping = threading.Lock()
        self._known: page_sums.Run | None = None
        self._is_whole = False
        self._is_stamped = False
        self._sums = page_sums.PageSums.read(file.with_name(page_sums.NAME))
        page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
        self._sums.page_bytes = int(page_bytes)  # SQLCipher tells it as text
        first, second = _seals(connection)  # makes the log's index
        self.seals = first, ""
        """The moment that the case file names, and the one before while it may name that."""
        self._is_torn = first != second
        if not self._sums.belongs_to(first):
            self._sums.forget()
        self._database: BinaryIO = file.open("rb", buffering=0)
        self._index: BinaryIO = file.with_name(f"{file.name}-shm").open("rb", buffering=0)
        # A session that was killed may have copied half a page: it is copied again before anything else.
        with suppress(*trouble()):
            self._copy_log(connection, 1, stamped=False)
        run = page_sums.Run.read(self._index)
        if run is not None and not run.last:  # all that was ever written is in the file
            self._is_whole = True
            self._sums.settled()

    def after_commit(self, connection: sqlite3.Connection) -> None:
        """Copy the log into the case file when it has grown; no writer may be at work."""
        self._copy(connection, _LOG_PAGES)

    def before_look(self, connection: sqlite3.Connection) -> None:
        """Copy all of the log, so that the case file can be looked at; no writer may be at work."""
        with self._keeping, suppress(OSError):  # they are looked at as they are
            if not self._is_stamped:
                self._stamp(connection)
        self._copy(connection, 0)

    def begin_anew(self) -> None:
        """Have the next copying of the log begin another moment."""
        with self._keeping:
            self._is_stamped = False

    def look(self) -> tuple[int, ...]:
        """Return the pages that are not as they were written."""
        with self._keeping:
            found = tuple(self._sums.look(self._database, whole=self._is_whole))
            with suppress(OSError):  # they are taken anew the next time
                self._sums.write()
            return (0, *found) if self._is_torn else found

    def close(self, idle: list[sqlite3.Connection]) -> None:
        """Copy all of the log; nobody may write any more. SQLite does the same, without the checksums."""
        if not idle or not self._copy(idle[0], 1, wait=True):
            # SQLite copies the log all the same: sums that do not tell of it would call that damage.
            with suppress(OSError):
                self._sums.file.unlink(missing_ok=True)
        while idle:
            idle.pop().close()
        for handle in (self._database, self._index):
            handle.close()

    def _copy(self, connection: sqlite3.Connection, least: int, *, wait: bool = False) -> bool:
        """Copy the log if it has so many new pages; tell whether that went well.

        What was committed stays in the log where it does not, and the next commit tries again.
        """
        if not self._keeping.acquire(blocking=wait):
            return False  # the file is being looked at
        try:
            self._copy_log(connection, least)
        except trouble():
            return False
        finally:
            self._keeping.release()
        return True

    def _copy_log(
        self, connection: sqlite3.Connection, least: int, *, stamped: bool = True
    ) -> None:
        run = page_sums.Run.read(self._index)
        if run is None or run.last - run.since(self._known) < least:
            return
        if stamped and not self._is_stamped:
            self._stamp(connection)
            run = page_sums.Run.read(self._index) or run
        digests = page_sums.committed(run, self._log, run.since(self._known))
        if digests:
            self._sums.take(run, digests, self._database)
            self._sums.write()
            self._known = run
        _, last, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self._is_whole = last == copied
        if self._is_whole:
            self._sums.settled()
            self.seals = self.seals[0], ""

    def _stamp(self, connection: sqlite3.Connection) -> None:
        """Begin another moment, in the sums first: the case file names one that they know at any time."""
        stamp = uuid.uuid4().hex
        self._sums.begin(stamp)
        self._sums.write()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)",
            [(each, stamp) for each in SEALS],
        )
        connection.execute("COMMIT")
        self._sums.begun()
        self.seals = stamp, self.seals[0]
        self._is_stamped = True


def _seals(connection: sqlite3.Connection) -> tuple[str, str]:
    rows = dict(connection.execute("SELECT key, value FROM info WHERE key LIKE 'seal%'").fetchall())
    return rows.get(SEALS[0], ""), rows.get(SEALS[1], "")


def copy_database(file: Path, target: Path, key: bytes | None = None) -> None:
    """Copy a case file as it stands, while it may be in use, with the same key, and flush the copy."""
    target.parent.mkdir(exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    source, copy = _connect(file, key), connect(half, key)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    half.replace(target)


def _connect(file: Path, key: bytes | None, *, create: bool = False) -> sqlite3.Connection:
    if not create and not file.is_file():
        raise NotACase(f"“{file.parent}” is no Pincite case: it has no file “{file.name}”.")
    connection = connect(file, key, waiting=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "PRAGMA synchronous = FULL"
        )  # what was reported as done survives a power cut
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # the checksums of pages come first
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")  # a received case runs no code of its own
    except BaseException:
        connection.close()
        raise
    return connection


def _check_is_ours(connection: sqlite3.Connection, file: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotACase(
            f"“{file.parent}” is no Pincite case: its “{file.name}” is of another program."
        )

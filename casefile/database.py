"""The case's SQLite file: opening, connections, transactions, and errors in the user's words.

Connections are pooled: each transaction borrows one, so that any thread may read at any time. Writers
wait for one another on one lock.
"""

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casefile import migrations
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseFailure,
    CaseReadOnly,
    CaseTooNew,
    NotACase,
)

__all__ = ["APPLICATION_ID", "Database", "copy_database", "explained"]

APPLICATION_ID = 0x50434954
"""``PRAGMA application_id`` of a case file: the letters "PCIT"."""

_BUSY_SECONDS = 10.0
_SCHEMA = Path(__file__).with_name("schema.sql")


def explained(error: OSError | sqlite3.Error, subject: Path) -> CaseFailure | None:
    """Return the user's sentence for an error of the disk or the database, ``None`` for a bug of ours."""
    code = getattr(error, "sqlite_errorname", "") or ""
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
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return CaseDamaged(
            f"The case file of “{subject.name}” is damaged. Restore the newest copy from its “backups” "
            "folder or a backup of your own; the originals under “documents” are not affected."
        )
    return None


class Database:
    """One open ``case.db``. Close it when the case is closed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._idle: list[sqlite3.Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False

    @classmethod
    def create(cls, file: Path) -> "Database":
        """Make a new, empty case file.

        Raises:
            CaseFailure: if it cannot be written there.
        """
        database = cls(file)
        with database._explaining():
            connection = _connect(file, create=True)
            try:
                connection.executescript(
                    f"BEGIN; {_SCHEMA.read_text(encoding='utf-8')}"
                    f"PRAGMA application_id = {APPLICATION_ID};"
                    f"PRAGMA user_version = {migrations.CURRENT}; COMMIT;"
                )
            finally:
                connection.close()
        return database

    @classmethod
    def open(cls, file: Path, *, before_migration: Path) -> "Database":
        """Open a case file, bringing an older one up to date after copying it to ``before_migration``.

        Raises:
            NotACase: if the file is no case.
            CaseTooNew: if a later version of Pincite wrote it.
            CaseFailure: if it is damaged or cannot be written.
        """
        database = cls(file)
        with database._explaining():
            connection = _connect(file)
            try:
                _check_is_ours(connection, file)
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > migrations.CURRENT:
                    raise CaseTooNew(
                        f"“{file.parent.name}” was written by a later version of Pincite. "
                        "Update Pincite to open it."
                    )
                if version < migrations.CURRENT:
                    copy_database(file, before_migration)
                    migrations.migrate(connection, version)
            finally:
                connection.close()
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
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close all connections; transactions under way in other threads end first or fail."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._pool_lock:
            if self._closed:
                raise CaseFailure("The case has been closed.")
            connection = self._idle.pop() if self._idle else None
        connection = connection or _connect(self.file)
        try:
            yield connection
        finally:
            with self._pool_lock:
                if self._closed or connection.in_transaction:
                    connection.close()
                else:
                    self._idle.append(connection)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            failure = explained(error, self.file.parent)
            if failure is None:
                raise
            raise failure from error


def copy_database(file: Path, target: Path) -> None:
    """Copy a case file as it stands, while it may be in use, and flush the copy to the disk."""
    target.parent.mkdir(exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    source, copy = _connect(file), sqlite3.connect(half)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    half.replace(target)


def _connect(file: Path, *, create: bool = False) -> sqlite3.Connection:
    if not create and not file.is_file():
        raise NotACase(f"“{file.parent}” is no Pincite case: it has no file “{file.name}”.")
    connection = sqlite3.connect(
        file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "PRAGMA synchronous = FULL"
        )  # what was reported as done survives a power cut
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

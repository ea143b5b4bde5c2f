"""Connections to case files, plain ones and protected ones: the one module that knows both libraries.

A plain case file is opened by Python's own ``sqlite3``, a protected one by ``sqlcipher3``: the same interface
over SQLCipher, which encrypts and authenticates every page. Its classes are not those of ``sqlite3`` though
they do the same, so connections pass for that module's, and errors are caught by ``trouble`` and ``damage``.

Rows are fetched some hundred at a time. For each row the library gives Python's lock away and takes it back
within microseconds. Whoever waits for the lock is woken each time and comes too late, and as nobody who was
just woken may ask for it, a loop row by row over a large table can keep the window's thread waiting to its
end.
"""

import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from casefile.errors import CaseDamaged
from casefile.turns import in_turns

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["attach", "connect", "damage", "error_name", "trouble"]

_SEALED = "sqlcipher3"
_UNNAMED = {
    "access permission denied": "SQLITE_PERM",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "file is not a database": "SQLITE_NOTADB",
    "locking protocol": "SQLITE_PROTOCOL",
    "unable to open database file": "SQLITE_CANTOPEN",
}
"""What ``sqlite3_errstr`` says of errors: all that is told of one met while encrypted files are copied."""
_AT_ONCE = 200  # rows: half a millisecond


def connect(
    file: Path,
    key: bytes | None = None,
    *,
    read_only: bool = False,
    immutable: bool = False,
    waiting: float = 5.0,
    with_sealed: bool = False,
) -> sqlite3.Connection:
    """Open a file of SQLite, a protected one with its raw ``key``; rows have names.

    Nothing is begun by itself, and any thread may use the connection, one at a time. ``immutable`` says that
    nobody writes the file, ``waiting`` how many seconds to wait for somebody who writes. A plain file
    ``with_sealed`` can have protected ones attached.

    Raises:
        sqlite3.Error: or that of the other library; see ``trouble``.
    """
    mode = "ro&immutable=1" if immutable else ("ro" if read_only else "rwc")
    place = _address(file, mode)
    is_plain = key is None and not with_sealed
    library = sqlite3 if is_plain else _sealing()
    made = library.connect(
        place,
        uri=True,
        timeout=waiting,
        isolation_level=None,
        check_same_thread=False,
        factory=_fetching(library),
    )
    made.row_factory = library.Row
    if not is_plain:
        try:
            if key is not None:
                made.set_key(_raw(key))  # no statement: none could turn up in an error
            made.execute("PRAGMA cipher_log_level = NONE")  # errors are raised, not printed
            made.execute("PRAGMA temp_store = MEMORY")  # what is sorted would lie in plain files
        except BaseException:
            made.close()
            raise
    return cast("sqlite3.Connection", made)


def attach(
    connection: sqlite3.Connection,
    file: Path,
    name: str,
    key: bytes | None,
    *,
    read_only: bool = False,
) -> None:
    """Attach a case file to a connection, which was opened ``with_sealed`` where one of them has a key."""
    secret = "" if key is None else _raw(key)
    place = _address(file, "ro" if read_only else "rwc")
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (place, secret))


def trouble() -> tuple[type[Exception], ...]:
    """Return what the disk or a case file raises when something is amiss; ``database.explained`` tells it.

    Python's own module cannot even decode what SQLite says of a damaged schema.
    """
    return (OSError, UnicodeDecodeError, sqlite3.Error, *_sealed("Error"))


def damage() -> tuple[type[Exception], ...]:
    """Return what reading a damaged case file raises, also where it made others of its letters."""
    return (
        CaseDamaged,
        sqlite3.DatabaseError,
        *_sealed("DatabaseError"),
        LookupError,
        TypeError,
        ValueError,
    )


def error_name(error: Exception) -> str:
    """Return the name that SQLite has for an error, as “SQLITE_FULL”; "" for one that is not SQLite's."""
    name = getattr(error, "sqlite_errorname", None)
    if name is None and isinstance(error, _sealed("Error")):
        name = _UNNAMED.get(str(error))
    return name or ""


@cache
def _fetching(library: "ModuleType") -> type[sqlite3.Connection]:
    """Return the class of a library's connections whose cursors fetch rows some hundred at a time."""

    class Cursor(library.Cursor):  # type: ignore[misc, name-defined]  # one of two classes alike
        def __iter__(self) -> Iterator[Any]:
            return _rows(self)

        def fetchall(self) -> list[Any]:
            return list(self)

    class Connection(library.Connection):  # type: ignore[misc, name-defined]
        def cursor(self, factory: type[Any] = Cursor) -> sqlite3.Cursor:
            return cast("sqlite3.Cursor", super().cursor(factory))

        def execute(
            self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()
        ) -> sqlite3.Cursor:  # Python's own library asks for no cursor of ours
            cursor = self.cursor()
            try:
                return cursor.execute(query, values)
            except BaseException:
                cursor.close()  # its statement would keep the file open for as long as the error is kept
                raise

    return cast("type[sqlite3.Connection]", Connection)


def _rows(cursor: sqlite3.Cursor) -> Iterator[Any]:
    """Yield what a query found; a thread that keeps turns rests between two fetches."""
    for _ in in_turns(repeat(None)):
        try:
            rows = cursor.fetchmany(_AT_ONCE)
        except BaseException:
            cursor.close()
            raise
        yield from rows
        if len(rows) < _AT_ONCE:
            return


def _address(file: Path, mode: str) -> str:
    """Return a file's address as SQLite takes it: a share on a network is no host there."""
    address = file.absolute().as_uri()
    if not address.startswith("file:///"):
        address = address.replace("file://", "file:////", 1)
    return f"{address}?mode={mode}"


def _raw(key: bytes) -> str:
    """Return a key as SQLCipher takes one that no passphrase has to be made into."""
    return f"x'{key.hex()}'"


def _sealing() -> "ModuleType":
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # it has no types

    return cast("ModuleType", dbapi2)


def _sealed(name: str) -> tuple[type[Exception], ...]:
    """Return an error of the other library; nothing raises it before that was loaded."""
    return (getattr(_sealing(), name),) if _SEALED in sys.modules else ()

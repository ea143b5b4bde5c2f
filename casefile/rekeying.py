"""A case file written anew with another key, or none: encrypted pages cannot be copied as they are."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from casefile import strangers
from casefile.connecting import attach, connect
from casefile.database import SCHEMA
from casefile.errors import CaseDamaged

__all__ = ["pour", "pour_content", "rewrite_database"]

_NUMBERS = ("application_id", "user_version")
_SEQUENCE = "sqlite_sequence"


def rewrite_database(file: Path, key: bytes | None, target: Path, new_key: bytes | None) -> None:
    """Write what a case file holds to a new file with another key, or none, and compare the two.

    Nobody may write the file meanwhile. The new one is on the disk then; half of one is nobody's use.

    Raises:
        CaseDamaged: if not all of it could be taken over, or it brings along what would act by itself.
    """
    with closing(connect(target, new_key, with_sealed=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        attach(connection, file, "source", key)
        connection.execute("BEGIN")
        made = _made(connection, "source", file)
        for statement in made.tables.values():
            connection.execute(statement)
        for table in made.tables:
            name = _quoted(table)
            connection.execute(f"INSERT INTO main.{name} SELECT * FROM source.{name}")  # noqa: S608
        connection.execute(f"DELETE FROM main.{_SEQUENCE}")  # noqa: S608 - our own name
        connection.execute(f"INSERT INTO main.{_SEQUENCE} SELECT * FROM source.{_SEQUENCE}")  # noqa: S608
        for statement in made.others:
            connection.execute(statement)
        for number in _NUMBERS:
            value = connection.execute(f"PRAGMA source.{number}").fetchone()[0]
            connection.execute(f"PRAGMA main.{number} = {int(value)}")
        connection.execute("COMMIT")
        is_whole = connection.execute("PRAGMA main.integrity_check(1)").fetchone()[0] == "ok"
        if not is_whole or _counts(connection, "main", made) != _counts(connection, "source", made):
            raise CaseDamaged(
                f"“{file.name}” could not be taken over whole. “Check the case” says what is wrong with it."
            )
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def pour_content(content: bytes, target: Path, key: bytes) -> None:
    """Write down a plain case file that is held in memory alone, with a key; see ``pour``."""
    # One that is kept with a log cannot be opened in memory, where there is none: it is said to have none.
    content = content[:18] + b"\x01\x01" + content[20:]
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as plain,
        closing(connect(target, key)) as copy,
    ):
        plain.deserialize(content)
        plain.execute("PRAGMA trusted_schema = OFF")
        pour(plain, copy, target)


def pour(source: sqlite3.Connection, target: sqlite3.Connection, file: Path) -> None:
    """Copy all that a case file holds, row by row, into an empty one that has another key.

    The source may be a stranger's ``file``; it is only read.

    Raises:
        CaseDamaged: if it brings along what would act by itself.
    """
    source.execute("BEGIN")
    try:
        made = _made(source, "main", file)
        target.execute("PRAGMA foreign_keys = OFF")
        target.execute("BEGIN")
        for statement in made.tables.values():
            target.execute(statement)
        for table in (*made.tables, _SEQUENCE):
            rows = source.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608
            marks = ", ".join("?" * len(rows.description))
            if table == _SEQUENCE:
                target.execute(f"DELETE FROM {_SEQUENCE}")  # noqa: S608 - our own name
            target.executemany(
                f"INSERT INTO {_quoted(table)} VALUES ({marks})",  # noqa: S608
                map(tuple, rows),
            )
        for statement in made.others:
            target.execute(statement)
        for number in _NUMBERS:
            value = source.execute(f"PRAGMA {number}").fetchone()[0]
            target.execute(f"PRAGMA {number} = {int(value)}")
        target.execute("COMMIT")
    finally:
        source.execute("ROLLBACK")


class _Made:
    """The statements that made a case file: its tables by name, and what is made when they are full."""

    def __init__(self) -> None:
        self.tables: dict[str, str] = {}
        self.others: list[str] = []


def _made(connection: sqlite3.Connection, name: str, file: Path) -> _Made:
    strangers.refuse_foreign_schema(connection, SCHEMA, file, name)
    made = _Made()
    for kind, table, statement in connection.execute(
        f"SELECT type, name, sql FROM {name}.sqlite_schema WHERE sql IS NOT NULL"  # noqa: S608
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    ).fetchall():
        if kind == "table":
            made.tables[table] = statement
        else:
            made.others.append(statement)
    return made


def _counts(connection: sqlite3.Connection, name: str, made: _Made) -> list[int]:
    """Return how many rows each table has."""
    return [
        connection.execute(f"SELECT count(*) FROM {name}.{_quoted(table)}").fetchone()[0]  # noqa: S608
        for table in made.tables
    ]


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'

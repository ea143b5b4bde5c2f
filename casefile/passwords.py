"""The passwords of a case: asked once, kept with it, tried by themselves on the next locked paper."""

import datetime as dt
import sqlite3

__all__ = ["known", "note", "opened"]

_TRIED = 20  # a case has a few passwords; trying one takes up to a third of a second


def known(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the passwords that opened something of this case, the newest first."""
    rows = connection.execute("SELECT word FROM password ORDER BY used DESC LIMIT ?", (_TRIED,))
    return tuple(row["word"] for row in rows)


def note(connection: sqlite3.Connection, password: str) -> None:
    """Keep a password that opened a paper or an archive."""
    connection.execute(
        "INSERT INTO password (word, used) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET used = excluded.used",
        (password, dt.datetime.now(dt.UTC).isoformat()),
    )


def opened(connection: sqlite3.Connection, document: int, password: str) -> None:
    """Keep the password that opened a document, so that its pages can be drawn."""
    connection.execute("UPDATE document SET password = ? WHERE id = ?", (password, document))
    note(connection, password)

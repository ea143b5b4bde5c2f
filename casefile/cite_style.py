"""The style of pin cites that a case was given; without one it is Bluebook's."""

import sqlite3

from casefile.cite_form import CiteStyle

__all__ = ["choose", "chosen"]

_KEY = "cite_style"


def chosen(connection: sqlite3.Connection) -> CiteStyle:
    """Return the style in which a case's papers are cited; one of a later version counts as Bluebook's."""
    row = connection.execute("SELECT value FROM info WHERE key = ?", (_KEY,)).fetchone()
    try:
        return CiteStyle(row["value"]) if row else CiteStyle.BLUEBOOK
    except ValueError:
        return CiteStyle.BLUEBOOK


def choose(connection: sqlite3.Connection, style: CiteStyle) -> None:
    """Keep the style in which a case's papers are cited from now on."""
    connection.execute(
        "INSERT INTO info (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_KEY, style),
    )

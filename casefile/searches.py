"""Searches that the case remembers: those saved under a name, and the ones asked last."""

import datetime as dt
import sqlite3

from casefile.errors import NoSuchFinding
from casefile.search_records import KeptSearch

__all__ = ["forget", "history", "note", "save", "saved"]

_MOST_REMEMBERED = 200


def saved(connection: sqlite3.Connection) -> tuple[KeptSearch, ...]:
    """Return the saved searches by name."""
    rows = connection.execute("SELECT * FROM search WHERE name IS NOT NULL")
    return tuple(sorted(map(_kept, rows), key=lambda each: (each.name or "").casefold()))


def history(
    connection: sqlite3.Connection, limit: int = _MOST_REMEMBERED
) -> tuple[KeptSearch, ...]:
    """Return what was asked last, newest first, saved or not."""
    rows = connection.execute("SELECT * FROM search ORDER BY asked DESC, id DESC LIMIT ?", (limit,))
    return tuple(map(_kept, rows))


def note(connection: sqlite3.Connection, query: str) -> None:
    """Remember that a query was asked now; the oldest ones that were not saved are forgotten."""
    query = " ".join(query.split())
    if not query:
        return
    connection.execute(
        "INSERT INTO search (query, asked) VALUES (?, ?)"
        " ON CONFLICT (query) DO UPDATE SET asked = excluded.asked",
        (query, dt.datetime.now(dt.UTC).isoformat()),
    )
    connection.execute(
        "DELETE FROM search WHERE name IS NULL AND id NOT IN"
        " (SELECT id FROM search WHERE name IS NULL ORDER BY asked DESC, id DESC LIMIT ?)",
        (_MOST_REMEMBERED,),
    )


def save(connection: sqlite3.Connection, name: str, query: str) -> int:
    """Keep a query under a name, which may have stood for another one; returns its number."""
    name, query = " ".join(name.split()), " ".join(query.split())
    connection.execute("UPDATE search SET name = NULL WHERE name = ? AND query <> ?", (name, query))
    note(connection, query)
    connection.execute("UPDATE search SET name = ? WHERE query = ?", (name, query))
    row = connection.execute("SELECT id FROM search WHERE query = ?", (query,)).fetchone()
    return int(row["id"])


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Remove a search, saved or not.

    Raises:
        NoSuchFinding: if there is none of that number.
    """
    if not connection.execute("DELETE FROM search WHERE id = ?", (number,)).rowcount:
        raise NoSuchFinding("That search is no longer in the case.")


def _kept(row: sqlite3.Row) -> KeptSearch:
    asked = dt.datetime.fromisoformat(row["asked"])
    return KeptSearch(row["id"], row["query"], row["name"], asked)

"""Who is at the computer, as history, notes and the lock's note name him."""

import getpass
import sqlite3

__all__ = ["author", "set_author", "this_user"]


def this_user() -> str:
    """Return the user's account name, "somebody" for an account without one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def author(connection: sqlite3.Connection) -> str:
    """Return what this case calls the user: the name that he gave himself, else his account's.

    Each account has a name of its own, since one case may be worked on from several.
    """
    row = connection.execute("SELECT value FROM info WHERE key = ?", (_key(),)).fetchone()
    return row["value"] if row is not None else this_user()


def set_author(connection: sqlite3.Connection, name: str) -> None:
    """Have this case call the user so from now on; "" gives back the account's name."""
    name = " ".join(name.split())
    connection.execute("DELETE FROM info WHERE key = ?", (_key(),))
    if name and name != this_user():
        connection.execute("INSERT INTO info (key, value) VALUES (?, ?)", (_key(), name))


def _key() -> str:
    return f"name of {this_user()}"

"""A made-up later Pincite, two schemas further: as a program it opens a case, and may be killed."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from casefile import migrations

__all__ = ["be_later", "first_step"]

_AFTER = "after"


def first_step(connection: sqlite3.Connection) -> None:
    """Add a table that is filled from another."""
    connection.execute(
        "CREATE TABLE shelf (document INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT"
    )
    connection.execute("INSERT INTO shelf (document, mark) SELECT id, name FROM document")


def _second_step(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE note ADD COLUMN colour TEXT")
    connection.execute("UPDATE note SET colour = 'plain'")


def be_later(die: str = "") -> None:
    """Have this process know two steps more; ``die`` names the step before or after which it is killed."""
    begin = migrations.CURRENT

    def dying(name: str, step: Callable[[sqlite3.Connection], None]) -> Callable[..., None]:
        def act(connection: sqlite3.Connection) -> None:
            if die == f"before {name}":
                os.kill(os.getpid(), signal.SIGKILL)
            step(connection)
            if die == f"{_AFTER} {name}":
                os.kill(os.getpid(), signal.SIGKILL)

        return act

    steps = {
        **migrations.STEPS,
        begin: dying("first", first_step),
        begin + 1: dying("second", _second_step),
    }
    vars(migrations).update(STEPS=steps, CURRENT=begin + 2)


if __name__ == "__main__":
    from casefile.database import Database

    case, wanted = Path(sys.argv[1]), sys.argv[2]
    be_later(wanted)
    Database.open(
        case / "case.db", before_migration=case / "backups" / "case before update.db"
    ).close()

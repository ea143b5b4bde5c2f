"""From every released schema to the current one, step by step.

A step is a function of an open connection; it runs in one transaction together with the new
``PRAGMA user_version``. ``database.Database`` copies the case file before the first step.
"""

import sqlite3
from collections.abc import Callable, Mapping

__all__ = ["CURRENT", "STEPS", "migrate"]

CURRENT = 1
"""The schema version that ``schema.sql`` describes."""

STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""The step that leads from each version to the next, by the version it starts from."""


def migrate(
    connection: sqlite3.Connection,
    version: int,
    steps: Mapping[int, Callable[[sqlite3.Connection], None]] = STEPS,
    target: int = CURRENT,
) -> None:
    """Bring a database from ``version`` to ``target``, each step in a transaction of its own."""
    for current in range(version, target):
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps[current](connection)
            connection.execute(f"PRAGMA user_version = {current + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

"""From every released schema to the current one, step by step.

A step is a function of an open connection. All that a case needs run in one transaction, together with the
new ``PRAGMA user_version``: a case that is killed meanwhile is of the schema it had. ``database.Database``
copies the case file before the first. How the schema is changed stands in ``docs/reliability.md``.
"""

import sqlite3
from collections.abc import Callable, Mapping

__all__ = ["CURRENT", "RELEASED", "STEPS", "migrate"]

CURRENT = 1
"""The schema version that ``schema.sql`` describes."""

RELEASED = 0
"""The newest schema version that a released program wrote: from there on only steps lead to another."""

STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""The step that leads from each version to the next, by the version it starts from."""


def migrate(
    connection: sqlite3.Connection,
    version: int,
    steps: Mapping[int, Callable[[sqlite3.Connection], None]] | None = None,
    target: int | None = None,
) -> None:
    """Bring a database from ``version`` to ``target``, all steps in one transaction."""
    known = STEPS if steps is None else steps
    wanted = CURRENT if target is None else target
    connection.execute("BEGIN IMMEDIATE")
    try:
        for current in range(version, wanted):
            known[current](connection)
        connection.execute(f"PRAGMA user_version = {wanted}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")

"""A case folder may come from anybody: opening it runs no code of its maker and writes nowhere but in it.

SQLite runs the triggers of a case file with every change, and a view may stand where a table should; a link
in the folder has Pincite write over what it leads to. None of these is in a case that Pincite made.
"""

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from casefile.errors import CaseDamaged

__all__ = ["refuse_foreign_schema", "refuse_links"]

_LOOKED_AT = tuple(
    f"{place}{name}"
    for place in ("", ".protecting/", ".unprotecting/")
    for name in ("", "documents", "backups")
)


def refuse_links(folder: Path) -> None:
    """See that nothing in a case folder is a link; to be called before anything in it is written.

    Raises:
        CaseDamaged: if something is.
    """
    for name in _LOOKED_AT:
        place = folder / name
        if not place.is_dir():
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise CaseDamaged(
                        f"“{entry.name}” in “{folder.name}” is a link that leads out of the case. Do not "
                        "trust this case; if the link is yours, put what it leads to in its place."
                    )


def refuse_foreign_schema(
    connection: sqlite3.Connection, schema: Path, file: Path, name: str = "main"
) -> None:
    """See that a case file has no trigger, view or virtual table but those of the ``schema``.

    ``name`` is what it is attached as.

    Raises:
        CaseDamaged: if it has.
    """
    known = _acting(schema)
    for kind, called, statement in connection.execute(_ACTING.format(name)).fetchall():
        if (kind, called, statement) not in known:
            raise CaseDamaged(
                f"The case file of “{file.parent.name}” brings along what would act by itself (the {kind} "
                f"“{str(called)[:60]}”). Pincite never wrote that. Do not trust this case; ask where it "
                "comes from, or restore a backup of your own."
            )


_ACTING = (
    "SELECT type, name, sql FROM {}.sqlite_schema WHERE type IN ('trigger', 'view')"
    " OR (type = 'table' AND upper (ltrim (sql)) LIKE 'CREATE VIRTUAL%')"
)


@lru_cache(maxsize=1)
def _acting(schema: Path) -> frozenset[tuple[str, str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(schema.read_text(encoding="utf-8"))
        return frozenset(map(tuple, connection.execute(_ACTING.format("main"))))
    finally:
        connection.close()

"""The register of binders: what was written down when a binder was made, newest first."""

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence

from casefile.binder_records import BinderRow, NumberedPages
from casefile.person import author

__all__ = ["note", "rows"]


def note(
    connection: sqlite3.Connection,
    title: str,
    file: str,
    choice: Mapping[str, object],
    numbers: tuple[str, int] | None,
    pages: Sequence[NumberedPages],
) -> None:
    """Note a binder that was made; ``numbers`` are the prefix and the digits of its Bates numbers."""
    prefix, digits = numbers or (None, 0)
    connection.execute(
        "INSERT INTO binder (made, who, title, file, choice, prefix, digits, pages)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            author(connection),
            title,
            file,
            json.dumps(choice, ensure_ascii=False),
            prefix,
            digits,
            json.dumps(
                [[each.sha256, each.name, each.page, each.number, each.count] for each in pages],
                ensure_ascii=False,
            ),
        ),
    )


def rows(connection: sqlite3.Connection) -> tuple[BinderRow, ...]:
    """Return the binders that were made, the newest first."""
    return tuple(
        BinderRow(
            row["id"],
            dt.datetime.fromisoformat(row["made"]),
            row["who"],
            row["title"],
            row["file"],
            json.loads(row["choice"]),
            row["prefix"],
            row["digits"],
            tuple(NumberedPages(*each) for each in json.loads(row["pages"])),
        )
        for row in connection.execute("SELECT * FROM binder ORDER BY id DESC")
    )

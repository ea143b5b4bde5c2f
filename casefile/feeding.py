"""What the full-text index is fed, and what it lacks.

The index is a cache: the case can feed it anew at any time.
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from casefile import layers
from casefile.store import Store
from importers.source_text import Zone

if TYPE_CHECKING:
    from index.writer import IndexDocument

__all__ = ["feed", "missing", "surplus"]

_BATCH = 50  # documents a commit; one takes some 45 ms, and a batch stands in memory


def missing(store: Store, connection: sqlite3.Connection) -> frozenset[int]:
    """Return the documents whose current text the index does not hold."""
    from index.storage import indexed

    held = indexed(store.local.index)
    rows = connection.execute(
        "SELECT document.id, layer.key FROM document JOIN layer ON layer.id = document.layer"
    )
    return frozenset(row["id"] for row in rows if held.get(row["id"]) != row["key"])


def surplus(store: Store, connection: sqlite3.Connection) -> frozenset[int]:
    """Return the documents that the index alone holds, as after an older backup was restored."""
    from index.storage import indexed

    rows = connection.execute("SELECT id FROM document")
    return frozenset(indexed(store.local.index)).difference(row["id"] for row in rows)


def feed(store: Store, wanted: Iterable[int]) -> None:
    """Write documents into the index, in batches.

    Raises:
        WorkerStopped: if the worker could not.
    """
    numbers = list(wanted)
    for at in range(0, len(numbers), _BATCH):
        with store.database.read() as connection:
            batch = [
                document
                for number in numbers[at : at + _BATCH]
                if (document := _document(connection, number)) is not None
            ]
        if batch:
            store.workers.index(store.local.index, batch)


def _document(connection: sqlite3.Connection, number: int) -> "IndexDocument | None":
    from index.writer import IndexDocument

    row = connection.execute(
        "SELECT layer.id, layer.key FROM document JOIN layer ON layer.id = document.layer"
        " WHERE document.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    source = layers.source(connection, row["id"])
    return IndexDocument(
        id=number,
        layer=row["key"],
        text=source.text,
        paragraphs=tuple(paragraph.span for paragraph in source.paragraphs),
        excluded=tuple(
            marked.span for marked in source.zones if marked.zone is Zone.PAGE_FURNITURE
        ),
    )

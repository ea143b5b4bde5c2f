"""What the full-text index is fed, and what it lacks.

The index is a cache: the case can feed it anew at any time.
"""

import sqlite3
from collections.abc import Iterable

from casefile import layers
from casefile.store import Store
from importers.source_text import Zone

__all__ = ["feed", "missing"]


def missing(store: Store, connection: sqlite3.Connection) -> frozenset[int]:
    """Return the documents whose current text the index does not hold."""
    from index.storage import indexed

    held = indexed(store.local.index)
    rows = connection.execute(
        "SELECT document.id, layer.key FROM document JOIN layer ON layer.id = document.layer"
    )
    return frozenset(row["id"] for row in rows if held.get(row["id"]) != row["key"])


def feed(store: Store, wanted: Iterable[int]) -> None:
    """Write documents into the index.

    Raises:
        WorkerStopped: if the worker could not.
    """
    from index.writer import IndexDocument

    batch = []
    with store.database.read() as connection:
        for number in wanted:
            row = connection.execute(
                "SELECT layer.id, layer.key FROM document JOIN layer ON layer.id = document.layer"
                " WHERE document.id = ?",
                (number,),
            ).fetchone()
            if row is None:
                continue
            source = layers.source(connection, row["id"])
            batch.append(
                IndexDocument(
                    id=number,
                    layer=row["key"],
                    text=source.text,
                    pages=tuple(page.span for page in source.pages),
                    paragraphs=tuple(paragraph.span for paragraph in source.paragraphs),
                    excluded=tuple(
                        marked.span for marked in source.zones if marked.zone is Zone.PAGE_FURNITURE
                    ),
                )
            )
    if batch:
        store.workers.index(store.local.index, batch)

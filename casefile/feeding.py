"""What the full-text index is fed, and what it lacks.

The index is a cache: the case can feed it anew at any time.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from casefile import layers
from casefile.sealed_index import SealedIndex
from casefile.store import Store
from importers.source_text import Zone

if TYPE_CHECKING:
    from index.home import Home
    from index.writer import IndexDocument

__all__ = ["Current", "batches", "current", "feed", "home_of", "is_damaged", "missing", "surplus"]

# What is written with one commit, whichever comes first: it stands in the writer's memory all at once.
_BATCH_CHARACTERS = 2_000_000
_BATCH_DOCUMENTS = 200


class Current(NamedTuple):
    """A document's text layer, by number and key; its length in code points; whether it is coming in.

    A tuple, as a big case has thousands, and every search asks for them all.
    """

    layer: int
    key: str
    characters: int
    is_coming_in: bool
    """It was read and is not searchable yet: an import has it in hand, unless it was broken off."""


def home_of(store: Store) -> "Home":
    """Return where a case's index lies, and how it is sealed if the case is protected."""
    from index.home import Home

    return Home(store.local.index, None if store.key is None else SealedIndex(store.key.index))


def current(connection: sqlite3.Connection) -> dict[int, Current]:
    """Return the current text layer of every document that has one, by the document's number."""
    rows = connection.execute(
        "SELECT document.id, layer.id, layer.key, layer.characters, document.state = 'read'"
        " FROM document JOIN layer ON layer.id = document.layer ORDER BY document.id"
    )
    return {
        number: Current(layer, key, characters, bool(is_coming_in))
        for number, layer, key, characters, is_coming_in in rows
    }


def missing(store: Store, connection: sqlite3.Connection) -> frozenset[int]:
    """Return the documents whose current text the index does not hold."""
    from index.storage import indexed

    held = indexed(home_of(store))
    now = current(connection)
    return frozenset(number for number, each in now.items() if held.get(number) != each.key)


def surplus(store: Store, connection: sqlite3.Connection) -> frozenset[int]:
    """Return the documents that the index alone holds, as after an older backup was restored."""
    from index.storage import indexed

    rows = connection.execute("SELECT id FROM document")
    return frozenset(indexed(home_of(store))).difference(row["id"] for row in rows)


def is_damaged(home: "Home") -> bool:
    """Tell whether an index is not as it was written, by its checksums."""
    from index.storage import IndexMissing, is_healthy, manifest_stamp, read_manifest

    while stamp := manifest_stamp(home.folder):
        try:
            read_manifest(home)
        except IndexMissing:
            return False  # the next writing begins with an empty folder
        if is_healthy(home):
            return False
        if manifest_stamp(home.folder) == stamp:  # else a writer has replaced it meanwhile
            return True
    return False


def feed(store: Store, wanted: Iterable[int]) -> None:
    """Write documents into the index, in batches.

    Raises:
        WorkerStopped: if the worker could not.
    """
    for batch in batches(store, wanted):
        store.workers.index(home_of(store), batch)


def batches(store: Store, wanted: Iterable[int]) -> "Iterator[list[IndexDocument]]":
    """Yield documents with their texts, as many together as one commit should hold."""
    batch: list[IndexDocument] = []
    characters = 0
    for number in wanted:
        with store.database.read() as connection:
            document = _document(connection, number)
        if document is None:
            continue
        length = len(document.text)
        if batch and (characters + length > _BATCH_CHARACTERS or len(batch) == _BATCH_DOCUMENTS):
            yield batch
            batch, characters = [], 0
        batch.append(document)
        characters += length
    if batch:
        yield batch


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

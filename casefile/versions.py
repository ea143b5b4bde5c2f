"""Which documents were read or looked through by an earlier version of this program.

They keep working as they are; ``resume`` reads or looks through them anew, as it does those of which a
machine has read more pages meanwhile. Decisions survive that.
"""

import sqlite3

from casefile import machine_pages

__all__ = ["outdated"]


def outdated(connection: sqlite3.Connection) -> tuple[frozenset[int], frozenset[int]]:
    """Return the documents to read anew, and those to look through anew."""
    from extraction.extract import EXTRACTOR
    from importers.registry import IMPORTERS

    readers = {importer.name for importer in IMPORTERS}
    rows = connection.execute(
        "SELECT document.id, layer.reader, extraction.extractor FROM document"
        " JOIN layer ON layer.id = document.layer"
        " LEFT JOIN extraction ON extraction.document = document.id"
        " WHERE document.state = 'ready'"
    ).fetchall()
    lacking = machine_pages.to_take_in(connection)  # what a machine read when the program was ended
    to_read = frozenset(
        row["id"] for row in rows if row["reader"] not in readers or row["id"] in lacking
    )
    to_find = frozenset(row["id"] for row in rows if row["extractor"] != EXTRACTOR)
    return to_read, to_find - to_read

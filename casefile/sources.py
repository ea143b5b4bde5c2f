"""The texts of documents that were asked for last, kept for the next question about them."""

import sqlite3
import threading
from collections import OrderedDict

from casefile import layers
from casefile.database import Database
from casefile.errors import NoSuchFinding
from importers.source_text import SourceText

__all__ = ["Sources"]

# A search shows hits of some seventy papers, and the next letter typed asks for most of them again.
_KEPT = 100
_KEPT_CHARACTERS = 20_000_000  # the longest that are read have 50 million, usual ones 100,000


class Sources:
    """Texts with their places, read from the store when they are first asked for. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._texts: OrderedDict[tuple[int, int], SourceText] = OrderedDict()

    def get(self, document: int) -> SourceText:
        """Return a document's current text; empty while it was not read.

        Raises:
            NoSuchFinding: if there is no document of that number.
        """
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT layer FROM document WHERE id = ?", (document,)
            ).fetchone()
            if found is None:
                raise NoSuchFinding("That document is no longer in the case.")
            layer = found["layer"]
            if layer is None:
                return SourceText("")
            return self._kept(connection, document, layer)

    def of_layer(self, document: int, layer: int) -> SourceText:
        """Return the text of one of a document's layers; layers never change."""
        with self._database.read() as connection:
            return self._kept(connection, document, layer)

    def _kept(self, connection: sqlite3.Connection, document: int, layer: int) -> SourceText:
        with self._lock:
            source = self._texts.pop((document, layer), None)
        source = source or layers.source(connection, layer)
        with self._lock:
            self._texts[document, layer] = source
            characters = sum(len(each.text) for each in self._texts.values())
            while len(self._texts) > (_KEPT if characters <= _KEPT_CHARACTERS else 1):
                _, dropped = self._texts.popitem(last=False)
                characters -= len(dropped.text)
        return source

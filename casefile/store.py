"""The parts of one open case, handed together to those who work on it; and its findings, kept in memory."""

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from casefile import documents, links, snapshot
from casefile.appearances import Texts
from casefile.database import Database
from casefile.known_parties import all_parties
from casefile.marked import marked
from casefile.paths import CasePaths, LocalPaths
from casefile.records import DocumentRow
from casefile.snapshot import DocumentImage
from casefile.workers import Workers
from importers.source_text import Page

__all__ = ["Memory", "Store"]


class Memory:
    """The case's findings in memory, brought up to date when they are asked for. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._building = threading.Lock()
        self._noting = threading.Lock()
        self._stale: set[int] = set()
        self._version = 0
        self._built = -1
        self._pages: dict[int, tuple[Page, ...]] = {}
        self._images: dict[int, DocumentImage] = {}
        self._image = links.Image({}, {})

    def changed(self, touched: Iterable[int] = ()) -> None:
        """Note that the case changed: ``touched`` are documents whose findings did."""
        with self._noting:
            self._stale.update(touched)
            self._version += 1

    def image(self) -> links.Image:
        """Return everything found, as the case stands now."""
        with self._building:
            with self._noting:
                version, stale = self._version, frozenset(self._stale)
                if version == self._built:
                    return self._image
                self._stale.clear()
            try:
                with self._database.read() as connection:
                    self._image = self._build(connection, stale)
            except BaseException:
                self.changed(stale)
                raise
            self._built = version
            return self._image

    def _build(self, connection: sqlite3.Connection, stale: frozenset[int]) -> links.Image:
        rows = {row.id: row for row in documents.rows(connection)}
        unknown = stale | (rows.keys() - self._pages.keys())
        self._pages |= snapshot.document_pages(connection, unknown)
        renamed = {number for number, row in rows.items() if self._named_otherwise(row)}
        quoting = self._quoting(renamed) if renamed else set()
        unread = stale | quoting
        images: dict[int, DocumentImage] = {}
        for number, row in rows.items():
            image = self._images.get(number)
            if image is not None and image.document == row and number not in unread:
                images[number] = image
        anew = rows.keys() - images.keys()
        marks = marked(connection, anew)
        for number in anew:
            images[number] = snapshot.document_image(
                connection, rows[number], rows, self._pages, marks
            )
        self._images = {number: images[number] for number in rows}
        built = links.build(self._images, all_parties(connection), self._image.papers)
        built.proposals = self._image.proposals
        return built

    def _quoting(self, renamed: set[int]) -> set[int]:
        """Return the documents whose quotes point into one that is now called otherwise."""
        return {
            number
            for number, image in self._images.items()
            for quote in image.quotes
            if any(same.pin.document in renamed for same in quote.row.same_words)
        }

    def _named_otherwise(self, row: DocumentRow) -> bool:
        image = self._images.get(row.id)
        return image is not None and (
            (image.document.short_name, image.document.kind, image.document.cite)
            != (row.short_name, row.kind, row.cite)
        )


@dataclass(frozen=True, slots=True)
class Store:
    """One open case: its file, its folders, the processes that work for it, its findings in memory."""

    database: Database
    paths: CasePaths
    local: LocalPaths
    workers: Workers
    memory: Memory
    importing: threading.Lock
    recognizing: threading.Lock
    texts: Texts

"""The parts of one open case, handed together to those who work on it; and its findings, kept in memory."""

import gc
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from casefile import documents, links, part_views, snapshot, splits
from casefile.appearances import Texts
from casefile.database import Database
from casefile.first_rows import first_rows, is_large
from casefile.known_parties import KnownParty, all_parties, renewed_parties
from casefile.marked import QUIET, marked
from casefile.paths import CasePaths, LocalPaths
from casefile.questions import LinkedView, Question
from casefile.records import DocumentRow, Ref
from casefile.renewing import renewed
from casefile.snapshot import ALL, Part
from casefile.workers import Workers
from importers.source_text import Page

__all__ = ["Memory", "Store"]


_PARTS: dict[str, tuple[str, ...]] = {
    "quote": ("quotes",),
    "date_expression": ("dates",),
    "mention_given": ("mentions",),
    "party": ("mentions",),
    "passage": (),
    "party_apart": (),
    "conflict": (),
    **dict.fromkeys(QUIET, ("quotes", "dates")),
}
"""What of a paper's image a row of a table makes old; of a table that is not here, all of it."""
_ALONE = frozenset({"quote", "date_expression"})
_ONE_BY_ONE = 20  # rows of one change that are read alone; of more, all of a document's kind are
_PARTS_KEPT = 8
_MANY = 500  # papers that are read at once, or of a case that is not gone over for each that comes
_REST = 15.0  # seconds


@dataclass
class _Stale:
    """What changed since the image was put together."""

    papers: dict[int, set[Part]] = field(default_factory=dict)
    """The parts of each document that have to be read anew."""
    documents: bool = True
    """Whether the list of documents may have changed."""
    parties: set[int] | None = None
    """The parties whose own rows changed; ``None`` if any may have."""

    def add(self, touched: Iterable[int], rows: Collection[tuple[str, int]] | None) -> None:
        tables = {table for table, _ in rows or ()}
        wide = rows is None or not tables <= _PARTS.keys()
        parts = ALL if wide else _parts(rows or ())
        for number in touched:
            self.papers.setdefault(number, set()).update(parts)
        self.documents = self.documents or wide
        if wide:
            self.parties = None
        elif self.parties is not None:
            self.parties.update(number for table, number in rows or () if table == "party")

    def also(self, other: "_Stale") -> None:
        for number, parts in other.papers.items():
            self.papers.setdefault(number, set()).update(parts)
        self.documents = self.documents or other.documents
        known = self.parties is not None and other.parties is not None
        self.parties = {*(self.parties or ()), *(other.parties or ())} if known else None


@dataclass(frozen=True, slots=True)
class _Part:
    """An image of the papers that a question concerns, or of the first of them."""

    image: links.Image
    has_more: bool


class Memory:
    """The case's findings in memory, brought up to date when they are asked for. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._building = threading.Lock()
        self._listing = threading.Lock()
        self._first = threading.RLock()
        self._beginning: tuple[int, Mapping[int, KnownParty], LinkedView] | None = None
        self._parts: dict[frozenset[Ref], _Part | None] = {}
        self._noting = threading.Lock()
        self._stale = _Stale()
        self._version = 0
        self._built = -1
        self._rows: dict[int, DocumentRow] = {}
        self._lister = documents.Lister()
        self._listed: tuple[int, dict[int, DocumentRow]] | None = None
        self._pages: dict[int, tuple[Page, ...]] = {}
        self._image = links.Image({}, {})
        self._imports = 0
        self._is_asked_for = False  # what changed has to be seen at once
        self._rests_until = 0.0

    @property
    def stands(self) -> bool:
        """Whether the case has been read whole, so that only what changed since has to be."""
        return self._built >= 0

    def changed(
        self, touched: Iterable[int] = (), rows: Collection[tuple[str, int]] | None = None
    ) -> None:
        """Note that the case changed: ``touched`` are documents whose findings did.

        ``rows`` are what changed, tables with numbers, where the caller knows; else anything may have.
        """
        with self._noting:
            self._is_asked_for = True
            self._stale.add(touched, rows)
            self._version += 1

    def came(self, touched: Iterable[int]) -> None:
        """Note that an import brought these documents, or went on with them.

        While it runs, what is found in a large case is told without them for some seconds: each paper changes
        what hangs on all of them, and to make that anew after each would leave the attorney no time.
        """
        with self._noting:
            self._stale.add(touched, None)
            self._version += 1

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Be told of an import that runs; what it brought is seen when it ends, at the latest."""
        with self._noting:
            self._imports += 1
        try:
            yield
        finally:
            with self._noting:
                self._imports -= 1

    def documents(self) -> dict[int, DocumentRow]:
        """Return all documents in the order they came, as the case stands now."""
        with self._database.read() as connection:
            return self.documents_of(connection)

    def documents_of(self, connection: sqlite3.Connection) -> dict[int, DocumentRow]:
        """Return them as a connection sees them; they are read only where one may have changed.

        Those who ask at the same time, as when a case is opened, wait for one reading instead of each making
        its own.
        """
        with self._listing:
            version = documents.version(connection)
            known = self._listed
            if known is None or known[0] != version:
                known = version, {row.id: row for row in self._lister.rows(connection)}
                self._listed = known
            return known[1]

    def _begin(self) -> None:
        """Have the first rows at hand before a large case is read: whoever asks for them does not wait."""
        version = self._version
        with self.comes_first(), self._database.read() as connection:
            if is_large(connection):
                self._first_view(connection, version)

    def first_view(self) -> LinkedView:
        """Return the first rows of a case that was not read yet, and its totals."""
        version = self._version
        with self.comes_first(), self._database.read() as connection:
            return self._first_view(connection, version)

    def _first_view(self, connection: sqlite3.Connection, version: int) -> LinkedView:
        if self._beginning is None or self._beginning[0] != version:
            known = all_parties(connection)
            first = first_rows(connection, self.documents_of(connection), known=known)
            self._beginning = version, known, first
            self._parts.clear()
        return self._beginning[2]

    def part(self, refs: Iterable[Ref], *, whole: bool = True) -> links.Image | None:
        """Return an image of the papers that some findings stand in, while the case was not read.

        ``None`` where it has been, where one cannot tell these papers, and where the ``whole`` is wanted and
        they are more than is read for one question; see ``part_views``.
        """
        found = self._part(frozenset(refs))
        return None if found is None or (whole and found.has_more) else found.image

    def _part(self, wanted: frozenset[Ref]) -> "_Part | None":
        version = self._version
        if self.stands:
            return None
        with self.comes_first(), self._database.read() as connection:
            if not is_large(connection):
                return None
            self._first_view(connection, version)
            if self._beginning is None:
                return None
            if wanted not in self._parts:
                _, known, _ = self._beginning
                numbers = part_views.papers_of(connection, known, wanted)
                rows = self.documents_of(connection)
                self._parts[wanted] = (
                    None
                    if numbers is None
                    else _Part(
                        part_views.part(connection, rows, known, numbers),
                        len(numbers) > part_views.MOST,
                    )
                )
                while len(self._parts) > _PARTS_KEPT:
                    del self._parts[next(iter(self._parts))]
            return self._parts[wanted]

    def part_view(self, question: Question) -> LinkedView | None:
        """Answer a question from papers that it concerns, while the case was not read.

        ``None`` where it has been, or where any paper may be concerned.
        """
        version = self._version
        found = self._part(frozenset(question.refs)) if part_views.can_be_told(question) else None
        if found is None:
            return None
        with self.comes_first(), self._database.read() as connection:
            totals = self._first_view(connection, version).totals
            rows = self.documents_of(connection)
            view = part_views.view(connection, found.image, rows, question, totals)
            return replace(view, has_more=found.has_more)

    def holding(self, refs: Iterable[Ref]) -> links.Image:
        """Return an image that has all that is linked to some findings: of their papers, else of the case."""
        return self.part(refs) or self.image()

    @contextmanager
    def comes_first(self) -> Iterator[None]:
        """Have the image wait while something quick is answered without it."""
        with self._first:
            yield

    def _give_way(self) -> None:
        with self._first:
            pass

    def image(self, *, now: bool = False) -> links.Image:
        """Return everything found, as the case stands now.

        Of a large case into which papers come, as it stood some seconds ago, unless it has to be ``now``.
        """
        with self._building:
            with self._noting:
                version, stale = self._version, self._stale
                if version == self._built or (not now and self._may_rest()):
                    return self._image
            if not self.stands:
                self._begin()
            with self._noting:
                version, stale = self._version, self._stale
                self._stale = _Stale(documents=False, parties=set())
                self._is_asked_for = False
            try:
                with self._database.read() as connection:
                    self._image = self._renewed(connection, stale)
            except BaseException:
                with self._noting:
                    self._stale.also(stale)
                    self._is_asked_for = True
                    self._version += 1
                raise
            self._built = version
            self._rests_until = time.monotonic() + _REST
            self._beginning = None
            self._parts.clear()
            return self._image

    def _may_rest(self) -> bool:
        return (
            self._imports > 0
            and not self._is_asked_for
            and len(self._image.documents) >= _MANY
            and time.monotonic() < self._rests_until
        )

    def _renewed(self, connection: sqlite3.Connection, stale: _Stale) -> links.Image:
        before = self._image
        rows = self._rows
        if stale.documents:
            rows = self.documents_of(connection)
            anew = {number for number, parts in stale.papers.items() if parts >= ALL}
            unknown = (anew & rows.keys()) | (rows.keys() - self._pages.keys())
            self._pages |= snapshot.document_pages(connection, unknown)
        papers = dict(before.documents)
        unread = self._unread(rows, stale)
        for number in papers.keys() - rows.keys():
            del papers[number]
        marks, rules = marked(connection, unread), splits.load(connection)
        if stale.parties is None:
            known: Mapping[int, KnownParty] = all_parties(connection)
            known = before.known if known == before.known else known
        else:
            known = renewed_parties(connection, before.known, stale.parties)
        with _undisturbed(len(unread) >= _MANY):
            for number, parts in unread.items():
                self._give_way()
                papers[number] = snapshot.document_image(
                    connection,
                    rows[number],
                    rows,
                    self._pages,
                    marks,
                    rules,
                    papers.get(number),
                    parts,
                )
            image = renewed(before, papers, known)
        self._rows = rows
        return image

    def _unread(
        self, rows: Mapping[int, DocumentRow], stale: _Stale
    ) -> dict[int, Collection[Part]]:
        """Return the documents to be read anew, in order, and what of them."""
        unread: dict[int, Collection[Part]] = {
            number: parts for number, parts in stale.papers.items() if parts and number in rows
        }
        if stale.documents:
            renamed = {number for number, row in rows.items() if self._named_otherwise(row)}
            unread |= dict.fromkeys(self._quoting(renamed) & rows.keys() if renamed else (), ALL)
            for number, row in rows.items():
                image = self._image.documents.get(number)
                if image is None or image.document != row:
                    unread[number] = ALL
        return dict(sorted(unread.items()))

    def _quoting(self, renamed: set[int]) -> set[int]:
        """Return the documents whose quotes point into one that is now called otherwise."""
        return {
            number
            for number, image in self._image.documents.items()
            for quote in image.quotes
            if any(same.pin.document in renamed for same in quote.row.same_words)
        }

    def _named_otherwise(self, row: DocumentRow) -> bool:
        image = self._image.documents.get(row.id)
        return image is not None and (
            (image.document.short_name, image.document.kind, image.document.cite)
            != (row.short_name, row.kind, row.cite)
        )


def _parts(rows: Collection[tuple[str, int]]) -> set[Part]:
    """Return what of a document's image is old after changes of some rows."""
    return {
        (part, number if table in _ALONE and len(rows) <= _ONE_BY_ONE else 0)
        for table, number in rows
        for part in _PARTS[table]
    }


@contextmanager
def _undisturbed(is_much: bool) -> Iterator[None]:
    """Keep the collector of cycles away from the rows of a large case, which have none and stay.

    While they are read it would go over all of them again and again, and later, for a second at a time, over
    all that stands.
    """
    if not is_much or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


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

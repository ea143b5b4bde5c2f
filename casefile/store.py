"""The parts of one open case, handed together to those who work on it; and its findings, kept in memory."""

import gc
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from casefile import documents, links, part_views, proposals, snapshot, splits
from casefile.appearances import Texts
from casefile.case_key import CaseKey
from casefile.database import Database
from casefile.first_rows import first_rows, is_large
from casefile.known_parties import KnownParty, all_parties, renewed_parties
from casefile.letting_go import nobodys, take_apart
from casefile.marked import marked
from casefile.paths import CasePaths, LocalPaths
from casefile.questions import LinkedView, Question
from casefile.records import DocumentRow, Ref
from casefile.renewing import renewed
from casefile.snapshot import ALL, Part
from casefile.stale import Stale
from casefile.turns import in_turns
from casefile.workers import Workers
from importers.source_text import Page

__all__ = ["Memory", "Store"]


_PARTS_KEPT = 8
_MANY = 500  # papers that are read at once, or of a case that is not gone over for each that comes
_REST = 15.0  # seconds for which nothing of what came is taken in again


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
        self._taking_in = threading.Lock()  # always locked before the one of building
        self._stale = Stale()
        self._is_asked_for = True  # something but an import made it stale, to be seen at once
        self._is_renewing = False  # what made it stale is being read: until then nobody is told
        self._came = Stale.nothing()
        self._under_way: Stale | None = None
        """What came and is being taken in."""
        self._renewed_meanwhile = Stale.nothing()
        self._version = 0
        self._is_built = False
        self._rows: dict[int, DocumentRow] = {}
        self._lister = documents.Lister()
        self._listed: tuple[int, dict[int, DocumentRow]] | None = None
        self._pages: dict[int, tuple[Page, ...]] = {}
        self._image = links.Image({}, {})
        self._gone: list[links.Image] = []
        """Images that another has taken the place of, to be let go of."""
        self._imports = 0
        self._rests_until = 0.0

    @property
    def stands(self) -> bool:
        """Whether the case has been read whole, so that only what changed since has to be."""
        return self._is_built

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

    def came(self, read: Iterable[int], quoting: Iterable[int] = ()) -> None:
        """Note that an import brought or ``read`` documents, whose words stand in those ``quoting`` them.

        While it runs, what is found in a large case is told without them until they are taken in: each paper
        changes what hangs on all of them, and no click has to wait for that.
        """
        with self._noting:
            self._came.add(read, None)
            self._came.add_quotes(quoting)
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

        Of a large case into which papers come, without those that were not taken in yet, unless it has to be
        ``now``: what the attorney decided is in it at once, and nothing is waited for that an import brought.
        """
        while True:
            with self._noting:
                if self._is_told(now):
                    return self._image
                is_small = not now and (self._is_small() or self._is_renewing)
            if not is_small:
                return self._all(now)
            with self._building:
                with self._noting:
                    if not self._is_small():  # somebody else has seen to it, or more has changed
                        continue
                    stale = self._picked()
                    self._renewed_meanwhile.also(stale)
                found = self._renew(stale)
            self.let_go()
            return found

    def take_in(self) -> bool:
        """Take in what imports brought; tell whether questions are answered otherwise now.

        Whoever asks meanwhile is told of the case without it. For a while after it was done, nothing is. Of a
        small case each question has it at once.
        """
        self.let_go()
        with self._taking_in:
            with self._noting:
                if not self._rests:
                    return True
                if not self._came.documents or self._is_resting():
                    return False
                came, self._came = self._came, Stale.nothing()
                self._under_way, self._renewed_meanwhile = came, Stale.nothing()
                before, rows = self._image, self._rows
            try:
                with self._database.read() as connection:
                    image, rows = self._renewed(connection, came, before, rows)
                _have_at_hand(image, before)
                del before
                with self._building:  # no decision is put in from here on
                    decided = self._renewed_meanwhile
                    if decided.papers or decided.parties:
                        with self._database.read() as connection:
                            image, rows = self._renewed(connection, decided, image, rows)
                    self._put(image, rows)
                self._rests_until = time.monotonic() + _REST
            except BaseException:
                with self._noting:
                    self._came.also(came)
                raise
            finally:
                with self._noting:
                    self._under_way = None
        self.let_go()
        return True

    def _all(self, now: bool) -> links.Image:
        """Return the image with all that changed."""
        with self._taking_in, self._building:
            with self._noting:
                if self._is_told(now):
                    return self._image
            if not self._is_built:
                self._begin()
            with self._noting:
                stale = self._picked()
                stale.also(self._came)
                self._came = Stale.nothing()
            self._rests_until = time.monotonic() + _REST
            found = self._renew(stale)
        self.let_go()
        return found

    @property
    def _rests(self) -> bool:
        """Whether papers that come are told of later."""
        return self._is_built and self._imports > 0 and len(self._image.documents) >= _MANY

    def _is_resting(self) -> bool:
        return time.monotonic() < self._rests_until

    def _is_told(self, now: bool) -> bool:
        """Tell whether the image has all that has to be in it."""
        if not self._is_built or self._is_asked_for or self._is_renewing:
            return False
        is_whole = self._under_way is None and not self._came.documents
        return is_whole or (not now and self._rests)

    def _is_small(self) -> bool:
        """Tell whether what changed can be put into the image without what came."""
        if not (self._rests and self._is_asked_for and self._stale.is_narrow):
            return False
        waiting = (self._came, *([self._under_way] if self._under_way is not None else ()))
        # One that was read anew may name whom the image does not know.
        return not any(
            each.papers.get(number, set()) >= ALL
            for each in waiting
            for number in self._stale.papers
        )

    def _picked(self) -> Stale:
        stale, self._stale = self._stale, Stale.nothing()
        self._is_asked_for, self._is_renewing = False, True
        return stale

    def _renew(self, stale: Stale) -> links.Image:
        """Read anew what was picked, which is what the image lacks until then."""
        try:
            with self._database.read() as connection:
                self._put(*self._renewed(connection, stale, self._image, self._rows))
        except BaseException:
            with self._noting:
                self._stale.also(stale)
                self._is_asked_for = True
                self._version += 1
            raise
        finally:
            self._is_renewing = False
        return self._image

    def _put(self, image: links.Image, rows: dict[int, DocumentRow]) -> None:
        self._gone.append(self._image)
        self._image, self._rows, self._is_built = image, rows, True
        self._beginning = None
        self._parts.clear()

    def let_go(self) -> None:
        """Take apart what was put away and nobody reads any more; not while others wait for a lock."""
        with self._noting:
            gone = nobodys(self._gone)
        take_apart(gone)

    def _renewed(
        self,
        connection: sqlite3.Connection,
        stale: Stale,
        before: links.Image,
        rows: dict[int, DocumentRow],
    ) -> tuple[links.Image, dict[int, DocumentRow]]:
        """Return the image of before, and its list of papers, with what changed read anew."""
        if stale.documents:
            rows = self.documents_of(connection)
            anew = {number for number, parts in stale.papers.items() if parts >= ALL}
            unknown = (anew & rows.keys()) | (rows.keys() - self._pages.keys())
            self._pages |= snapshot.document_pages(connection, unknown)
        papers = dict(before.documents)
        unread = _unread(before, rows, stale)
        for number in papers.keys() - rows.keys():
            del papers[number]
        marks, rules = marked(connection, unread), splits.load(connection)
        known = _known(connection, before, stale)
        with _undisturbed(len(unread) >= _MANY):
            for number, parts in in_turns(unread.items()):
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
            return renewed(before, papers, known), rows


def _have_at_hand(image: links.Image, before: links.Image) -> None:
    """Work out of the whole case what was worked out before: else the next question has to wait for it."""
    if "same_words" in before.__dict__:
        image.same_words  # noqa: B018 - kept once it was asked for
    for at in tuple(before.numbers):
        links.column_numbers(image, at)
    if before.resembling is not None:
        proposals.resembling(image)


def _known(
    connection: sqlite3.Connection, before: links.Image, stale: Stale
) -> Mapping[int, KnownParty]:
    """Return all parties, the very ones of before where nothing changed."""
    if stale.parties is not None:
        found = renewed_parties(connection, before.known, stale.parties)
        into = (found[each].merged_into for each in stale.parties if each in found)
        if all(each is None or each in found for each in into):
            return found  # else it was merged into one that came meanwhile
    known = all_parties(connection, before=before.known)
    return before.known if known == before.known else known


def _unread(
    before: links.Image, rows: Mapping[int, DocumentRow], stale: Stale
) -> dict[int, Collection[Part]]:
    """Return the documents to be read anew, in order, and what of them."""
    unread: dict[int, Collection[Part]] = {
        number: parts for number, parts in stale.papers.items() if parts and number in rows
    }
    if stale.documents:
        renamed = {number for number, row in rows.items() if _named_otherwise(before, row)}
        unread |= dict.fromkeys(_quoting(before, renamed) & rows.keys() if renamed else (), ALL)
        for number, row in rows.items():
            image = before.documents.get(number)
            if image is None or (image.document is not row and image.document != row):
                unread[number] = ALL
    return dict(sorted(unread.items()))


def _quoting(image: links.Image, renamed: set[int]) -> set[int]:
    """Return the documents whose quotes point into one that is now called otherwise."""
    return {
        number
        for number, paper in in_turns(image.documents.items())
        for quote in paper.quotes
        if any(same.pin.document in renamed for same in quote.row.same_words)
    }


def _named_otherwise(image: links.Image, row: DocumentRow) -> bool:
    paper = image.documents.get(row.id)
    if paper is None or paper.document is row:
        return False
    return (paper.document.short_name, paper.document.kind, paper.document.cite) != (
        row.short_name,
        row.kind,
        row.cite,
    )


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
    key: CaseKey | None = None
    """What a protected case is opened with; ``None`` for a plain one."""

"""The one door to a case, for the window, the reports and the command line.

Every method may be called from any thread; the window calls none that may be slow on its own.
"""

import datetime as dt
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from casefile import (
    acknowledged,
    backup,
    check,
    difference,
    documents,
    ingest,
    likeness,
    machine_reading,
    mending,
    opening,
    original_looks,
    pictures,
    putting_back,
    review,
    search,
    synced,
    taking,
    usefulness,
    versions,
)
from casefile.case_cites import CaseCites
from casefile.case_copies import CaseCopies
from casefile.case_deadlines import CaseDeadlines
from casefile.case_evidence import CaseEvidence
from casefile.case_exchange import CaseExchange
from casefile.case_issues import CaseIssues
from casefile.case_key import CaseKey
from casefile.case_notes import CaseNotes
from casefile.case_parties import CaseParties
from casefile.case_quotes import CaseQuotes
from casefile.case_review import CaseReview
from casefile.case_saved_views import CaseSavedViews
from casefile.case_searches import CaseSearches
from casefile.case_tables import CaseTables
from casefile.case_views import CaseViews
from casefile.compared import Comparison
from casefile.errors import NoSuchFinding
from casefile.import_records import Progress, result_of
from casefile.party_network import KeptNetworks
from casefile.protection import Protection
from casefile.quote_bank import KeptBank
from casefile.readable_copies import ReadableCopies
from casefile.records import (
    ArchiveMember,
    Box,
    DocumentRow,
    PageImage,
    Problem,
    VersionRow,
)
from casefile.review_order import ReviewOrder
from casefile.sources import Sources
from casefile.stretches import KeptStretches
from casefile.workers import Workers
from extraction.findings import DocumentKind
from importers.machine_page import PlacedWord
from importers.source_text import SourceText, Span

__all__ = ["Case"]


class Case(
    CaseViews,
    CaseEvidence,
    CaseReview,
    CaseParties,
    CaseTables,
    CaseDeadlines,
    CaseSearches,
    CaseQuotes,
    CaseNotes,
    CaseCites,
    CaseCopies,
    CaseExchange,
    CaseIssues,
    CaseSavedViews,
):
    """One open case. Close it, or use it as a context manager."""

    def __init__(self, opened: opening.OpenedCase) -> None:
        """Take over parts that ``create`` or ``open`` put together."""
        self._store = store = opened.store
        self._lock = opened.lock
        self._sources = Sources(store.database)
        self._paper_counts = usefulness.PaperCounts()
        self._review_order = ReviewOrder()
        self._bank = KeptBank()
        self._networks = KeptNetworks()
        self._stretches = KeptStretches()
        self._search = search.Search(store, self._sources)
        self._readable = ReadableCopies(store.paths)
        self.folder = store.paths.folder
        self.name = opened.name
        self.case_id = opened.case_id

    @property
    def workers(self) -> Workers:
        """The processes that work for this case."""
        return self._store.workers

    @property
    def is_protected(self) -> bool:
        """Whether a passphrase opens the case, and nothing of it lies unencrypted."""
        return self._store.key is not None

    # -- opening and closing

    @classmethod
    def create(
        cls,
        folder: Path,
        workers: Workers,
        *,
        name: str | None = None,
        local: Path | None = None,
        protection: Protection | None = None,
    ) -> Self:
        """Make a new case; a folder without the suffix ".pincite" gets it.

        With ``protection`` that alone opens it again, and no byte of it is ever written unencrypted.

        Raises:
            CaseExists: if the folder is there and not empty.
            CaseFailure: if it cannot be written.
        """
        made, key = opening.create(folder, name, protection)
        return cls.open(made, workers, local=local, secret=key)

    @classmethod
    def open(
        cls,
        folder: Path,
        workers: Workers,
        *,
        local: Path | None = None,
        copy: bool = True,
        secret: str | CaseKey | None = None,
    ) -> Self:
        """Open a case. ``local`` is this user's folder for what can be made again.

        ``copy`` makes the copy of the day at once; who opens without calls ``keep_daily_copy`` soon.
        ``secret`` opens a protected one: its passphrase or recovery key, or what unlocking it returned.

        Raises:
            PassphraseNeeded: if it is protected and the secret is missing or wrong.
            CaseFailure: if it is no case, too new, open elsewhere, damaged or read-only.
            NoLocalFolder: if this user's own folder cannot be written.
        """
        return cls(opening.open_case(folder, workers, local, copy=copy, secret=secret))

    def keep_daily_copy(self) -> None:
        """Copy the case file unless that was done today; the case may be worked with meanwhile.

        Raises:
            CaseFailure: if the copy cannot be written.
        """
        opening.keep_daily_copy(self._store.paths, self._store.database)

    def close(self) -> None:
        """Close the case and give it back; harmless when done twice."""
        self._search.close()
        self._readable.close()
        self._store.database.close()
        if self.is_protected:
            self._store.workers.let_go()
        self._lock.release()

    @staticmethod
    def forget(folder: Path, *, local: Path | None = None) -> None:
        """Remove what this computer alone keeps of a case that is closed; its folder stays whole.

        Raises:
            CaseInUse: if it is open somewhere.
            CaseFailure: if something of it could not be removed.
        """
        opening.forget(folder, local)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    # -- large cases

    def make_ready(self) -> None:
        """Work out ahead what the views of a large case would else wait for; gives way to other questions.

        It takes seconds, and nothing has to wait for it.
        """
        super().make_ready()
        self.quote_bank()
        self.party_network()
        self.review_queue(limit=0)
        self.chronology()
        self._store.memory.let_go()

    # -- import

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        kind: DocumentKind | None = None,
        date: dt.date | None = None,
        passwords: Mapping[str, str] | None = None,
        members: Mapping[Path, Collection[str]] | None = None,
    ) -> Iterator[Progress]:
        """Import files, folders and archives, step by step.

        ``passwords`` are by path or by file name; each is tried on whatever else is locked, as are those
        that opened something of this case before. ``members`` names for an archive's path the files that
        are wanted of it; of an archive without an entry all are taken.

        Stop iterating and close the generator to cancel; kill the program at any moment: what was
        reported as imported stays, and ``resume`` finishes the rest.
        """
        return ingest.ingest(
            self._store, paths, kind=kind, date=date, given_passwords=passwords, members=members
        )

    def archives(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Return the archives (ZIP, tar, gz) among files and inside folders, by their first bytes."""
        return taking.archives(paths)

    def archive_contents(
        self, path: Path, password: str | None = None
    ) -> tuple[ArchiveMember, ...]:
        """Return what an archive holds, archives inside it opened too; () for a file that is none.

        Raises:
            ImportFailure: if it cannot be looked into; the message tells the user the next step.
        """
        return taking.contents(self._store, path, password)

    def unlock(self, document: int, password: str) -> Iterator[Progress]:
        """Read a locked document with a password; if that opens it, the other locked ones are tried too.

        The password is kept in this case, so that the pages can be drawn and the next locked paper is
        tried with it. An outcome is told for this document and for each other that opened.

        Raises:
            NoSuchFinding: if there is no document of that number.
        """
        return ingest.unlock(self._store, document, password)

    def read_again(self, document: int) -> Iterator[Progress]:
        """Read a document's kept original once more, as after a failure.

        Raises:
            NoSuchFinding: if there is no document of that number.
        """
        return ingest.read_again(self._store, document)

    def unfinished(self) -> int:
        """Return how many documents ``resume`` has something to do for.

        Those that an interrupted import left, or that an earlier version of the program read.
        """
        with self._store.database.read() as connection:
            waiting = frozenset(documents.unfinished(connection))
            return len(waiting.union(*versions.outdated(connection)))

    def resume(self) -> Iterator[Progress]:
        """Finish what an interrupted import left, and renew what is outdated."""
        return ingest.resume(self._store)

    def pages_to_read(self) -> int:
        """Return how many pages are mere pictures that ``read_scans`` has yet to read."""
        return machine_reading.pages_to_read(self._store)

    def read_scans(
        self, engine: str = machine_reading.ENGINE, *, retry: bool = False
    ) -> Iterator[Progress]:
        """Have scans read by machine, step by step; ``done`` and ``total`` of a step count pages.

        Every page is kept as soon as it is read, and becomes searchable with its document, a long one in
        parts. Close the generator to stop; the next call goes on there. Papers can be imported meanwhile.
        ``engine`` is one of ``importers.ocr.available()``; ``retry`` tries pages again that failed before.

        Raises:
            NoEngine: at once, if the engine is not on this computer.
        """
        return machine_reading.read_scans(self._store, engine, retry=retry)

    def machine_words(self, document: int, page: int | None = None) -> tuple[PlacedWord, ...]:
        """Return the words of a document, or of one 1-based page, that a machine read, in order.

        Each has its span in the document's text, its box on its page and how sure the engine was of it.
        """
        return pictures.machine_words(self._store, document, page)

    # -- documents

    def documents(self) -> tuple[DocumentRow, ...]:
        """Return all documents in the order they came."""
        return tuple(self._store.memory.documents().values())

    def document(self, document: int) -> DocumentRow:
        """Return one document.

        Raises:
            NoSuchFinding: if there is none of that number.
        """
        row = self._store.memory.documents().get(document)
        if row is None:
            raise NoSuchFinding("That document is no longer in the case.")
        return row

    def source(self, document: int) -> SourceText:
        """Return a document's text with its places; empty while it was not read.

        Raises:
            NoSuchFinding: if there is none of that number.
        """
        return self._sources.get(document)

    def original(self, document: int) -> Path:
        """Return where a document's original lies in the case folder."""
        return self._store.paths.original(self.document(document).stored_name)

    def set_document(
        self,
        document: int,
        *,
        kind: DocumentKind | None = None,
        short_name: str | None = None,
        date: dt.date | None = None,
    ) -> None:
        """Correct a document's kind, its name in cites, or its date; ``None`` leaves a field as it is.

        A new date or kind has the document's findings looked for anew, which may take seconds.
        """
        with self._store.database.write() as connection:
            patches = review.set_document(
                connection, document, kind=kind, short_name=short_name, date=date
            )
            review.settle(connection, patches)
        self._follow(patches)

    def versions(self, document: int) -> tuple[VersionRow, ...]:
        """Return all versions and copies of a paper, itself among them, newest first; () for a lone one."""
        return likeness.versions(self.documents(), document)

    def version_groups(self) -> tuple[tuple[VersionRow, ...], ...]:
        """Return every paper of which the case has versions or copies, each newest first."""
        return likeness.version_groups(self.documents())

    def compare(self, first: int, second: int) -> Comparison:
        """Return what changed from the first document to the second; long papers take a second or two.

        Raises:
            NoSuchFinding: if there is no document of one of these numbers.
            NothingToCompare: if one of them has no words that could be read.
        """
        return difference.compare(
            self.document(first), self.source(first), self.document(second), self.source(second)
        )

    # -- pages as pictures

    def page_image(
        self, document: int, page: int, scale: float, area: Box | None = None
    ) -> PageImage:
        """Draw a 1-based page, or an ``area`` of it; at scale 1.0 one pixel is one PDF point.

        Raises:
            NoPagePicture: if the document's format has no pages to draw.
        """
        return pictures.page_image(self._store, document, page, scale, area)

    def page_sizes(self, document: int) -> tuple[tuple[float, float], ...]:
        """Return each page's width and height in PDF points; () for formats without page pictures."""
        return pictures.page_sizes(self._store, document)

    def boxes(self, document: int, page: int, spans: Sequence[Span]) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of the document the rectangles it covers on a 1-based page."""
        return pictures.boxes(self._store, document, self.source(document), page, spans)

    # -- care

    def check(self) -> tuple[Problem, ...]:
        """Check the originals, the case file, every finding's place and the index; () is clean."""
        return result_of(self.checking())

    def checking(self) -> Generator[Progress, None, tuple[Problem, ...]]:
        """Check as ``check`` does, step by step; what is wrong is what the generator returns.

        Close it to give the check up.
        """
        found = yield from check.checking(self._store)
        return (*found, *synced.conflicts(self.folder))

    def look_at_originals(self, today: dt.date, most: int) -> Iterator[Progress]:
        """Look at originals that were not for thirty days, at ``most`` so many, the longest waiting first.

        A step that names a document tells of an original newly found damaged; ``DocumentRow.notices`` keep
        that in mind. ``done`` and ``total`` count all that are due. Close the generator to stop.
        """
        return original_looks.looking(self._store, today, most)

    def put_back(self, document: int, file: Path) -> None:
        """Have a file be the original of a document again whose own is missing or damaged.

        Raises:
            NoSuchFinding: if there is no document of that number.
            NotTheOriginal: if it is not the very file that was imported.
            CaseFailure: if it cannot be read, or the case cannot be written.
        """
        putting_back.put_back(self._store, document, file)

    def cautions(self) -> tuple[Problem, ...]:
        """Return what to beware of where the folder lies, as in OneDrive, and what the disk lost."""
        missing = self._store.database.missing
        lost = (Problem("case.db", acknowledged.sentence(missing)),) if missing is not None else ()
        self._store.database.missing_was_told()
        return (*lost, *synced.untold(self.folder, self._store.local.folder))

    @staticmethod
    def mend(
        folder: Path, *, local: Path | None = None, secret: str | CaseKey | None = None
    ) -> mending.Mended:
        """Put the newest good copy in place of the damaged case file of a case that is closed.

        Papers that came after the copy are read when it is opened and resumed. The search index goes, since
        it may have been fed from the damaged file. ``secret`` opens a protected case.

        Raises:
            PassphraseNeeded: if it is protected and the secret is missing or wrong.
            CaseFailure: if there is no good copy, the case is open, or cannot be written.
        """
        mended = mending.mend(folder, local, secret=secret)
        opening.forget(folder, local)
        return mended

    def backup(self, file: Path, protection: Protection | None = None) -> None:
        """Write the whole case to a ZIP archive, protected or not, and read it back to be sure."""
        result_of(self.backing_up(file, protection))

    def backing_up(
        self, file: Path, protection: Protection | None = None
    ) -> Generator[Progress, None, None]:
        """Back up as ``backup`` does, step by step; what stood there stays if it is given up."""
        return backup.writing(self._store, file, protection)

    @staticmethod
    def restore(file: Path, folder: Path, secret: str | None = None) -> None:
        """Unpack a backup into a new folder, every original checked.

        ``secret`` is the passphrase, or the recovery key, of a protected one.

        Raises:
            NotACase: if the archive is no backup of a case.
            CaseExists: if the folder is there and not empty.
            PassphraseNeeded: if it is protected and the secret is missing or wrong.
        """
        result_of(backup.restoring(file, folder, secret))

    @staticmethod
    def restoring(
        file: Path, folder: Path, secret: str | None = None
    ) -> Generator[Progress, None, None]:
        """Restore as ``restore`` does, step by step; nothing is left if it is given up."""
        return backup.restoring(file, folder, secret)

"""The part of the one door that hands out copies: of pages for a binder, of papers as a case of its own."""

import tempfile
from abc import ABC
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import binders, portion
from casefile.binder_records import BinderRow, NumberedPages
from casefile.database import explained
from casefile.errors import CaseDamaged, NoSuchFinding
from casefile.import_records import Progress
from casefile.protection import Protection
from casefile.readable_copies import ReadableCopies
from casefile.store import Store

if TYPE_CHECKING:
    from importers.copied_pages import CopiedPages, PageOrder

__all__ = ["CaseCopies"]


class CaseCopies(ABC):
    """What ``Case`` can copy of its papers' pages; the originals are only read."""

    _store: Store
    _readable: ReadableCopies

    def readable_original(self, document: int) -> Path:
        """Return a file of a document's original that other programs can read; nothing may change it.

        Of a plain case that is the original. Of a protected one it is a readable copy, which is removed when
        the case is closed: whoever offers it says so.

        Raises:
            CaseDamaged: if the original is not what was kept.
            CaseFailure: if it cannot be read, or there is no room for a copy.
            NoSuchFinding: if there is no document of that number.
        """
        store = self._store
        row = store.memory.documents().get(document)
        if row is None:
            raise NoSuchFinding("That document is no longer in the case.")
        try:
            return self._readable.of(row.stored_name)
        except FileNotFoundError as error:
            raise CaseDamaged(
                f"The original of “{row.name}” is missing. “Check the case” says what else is wrong."
            ) from error
        except OSError as error:
            raise explained(error, Path(tempfile.gettempdir())) or error from error

    def copy_pages(
        self, document: int, orders: "Sequence[PageOrder]", first: int, tree: int
    ) -> "CopiedPages":
        """Copy pages of a PDF document as objects of another PDF, numbered from ``first`` on.

        ``tree`` is the number of the page tree that they belong to there. A locked paper is opened with
        the password that opened it on import.

        Raises:
            ImportFailure: if they cannot be copied; the message says why.
            NoSuchFinding: if there is no document of that number.
        """
        store = self._store
        with store.database.read() as connection:
            row = connection.execute(
                "SELECT stored_name, password FROM document WHERE id = ?", (document,)
            ).fetchone()
        if row is None:
            raise NoSuchFinding("That document is no longer in the case.")
        return store.workers.copy_pages(
            store.paths.original(row["stored_name"]),
            orders,
            first,
            tree,
            password=row["password"],
            key=store.paths.key,
        )

    def binders(self) -> tuple[BinderRow, ...]:
        """Return the binders that were made, the newest first, with the numbers that their pages got."""
        with self._store.database.read() as connection:
            return binders.rows(connection)

    def note_binder(
        self,
        title: str,
        file: str,
        choice: Mapping[str, object],
        numbers: tuple[str, int] | None,
        pages: Sequence[NumberedPages],
    ) -> None:
        """Note a binder that was made; ``numbers`` are the prefix and the digits of its Bates numbers."""
        with self._store.database.write() as connection:
            binders.note(connection, title, file, choice, numbers, pages)

    def write_portion(
        self,
        documents: Collection[int],
        target: Path,
        *,
        name: str | None = None,
        own_words: bool = True,
        protection: Protection | None = None,
    ) -> Iterator[Progress]:
        """Write some papers as a case of its own, to a folder or an archive (".zip") that ``restore`` opens.

        With ``protection`` it is an archive that nobody reads without its passphrase or recovery key.
        Findings and decisions on them go along, with ``own_words`` notes, tags and issues, too; history,
        searches, passwords, views and whatever is said of other papers do not. What is decided there can be
        brought back here (``merge``). Nothing is left where the steps are not taken to their end.

        Raises:
            CaseExists: if the folder is there and not empty.
            CaseFailure: if an original is missing, or the place cannot be written.
            NoSuchFinding: if one of the papers is not in the case, or none was given.
        """
        yield from portion.write(
            self._store,
            documents,
            target,
            name or target.stem,
            own_words=own_words,
            protection=protection,
        )

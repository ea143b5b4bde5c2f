"""The part of the one door that hands out copies: of pages for a binder, of papers as a case of its own."""

from abc import ABC
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import portion
from casefile.errors import NoSuchFinding
from casefile.store import Store

if TYPE_CHECKING:
    from importers.copied_pages import CopiedPages, PageOrder

__all__ = ["CaseCopies"]


class CaseCopies(ABC):
    """What ``Case`` can copy of its papers' pages; the originals are only read."""

    _store: Store

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
            store.paths.original(row["stored_name"]), orders, first, tree, password=row["password"]
        )

    def write_portion(
        self,
        documents: Collection[int],
        target: Path,
        *,
        name: str | None = None,
        own_words: bool = True,
    ) -> None:
        """Write some papers as a case of its own, to a folder or an archive (".zip") that ``restore`` opens.

        Findings and decisions on them go along, with ``own_words`` notes, tags and issues, too; history,
        searches, passwords, views and whatever is said of other papers do not.

        Raises:
            CaseExists: if the folder is there and not empty.
            CaseFailure: if an original is missing, or the place cannot be written.
            NoSuchFinding: if one of the papers is not in the case, or none was given.
        """
        portion.write(self._store, documents, target, name or target.stem, own_words=own_words)

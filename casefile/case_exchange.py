"""The part of the one door that is about other copies of the case, and what colleagues did on them."""

import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path

from casefile import (
    exchange_conflicts,
    exchange_file,
    exchange_sheet,
    exchange_source,
    ingest,
    merge_apply,
)
from casefile.deciding import Deciding
from casefile.exchange_records import ConflictRow, MergeOutcome, MergePreview
from casefile.exchange_words import Sheet
from casefile.history import Patch
from casefile.import_records import Progress
from casefile.links import Image

__all__ = ["CaseExchange"]


class CaseExchange(Deciding):
    """What ``Case`` can take from another copy of itself, and hand to one."""

    def export_review(self, file: Path) -> None:
        """Write the attorney's work alone, without papers, to a file that another copy can bring in.

        Raises:
            CaseFailure: if it cannot be written.
        """
        with self._store.database.read() as connection:
            sheet = exchange_sheet.read(connection)
        exchange_file.write(sheet, file)

    def preview_merge(self, source: Path, secret: str | None = None) -> MergePreview:
        """Return what bringing in another copy comes to: a case folder, a backup or a file of review work.

        ``secret`` is the passphrase, or the recovery key, of a protected backup or case.

        Raises:
            CaseFailure: if it is none of these, or damaged.
            PassphraseNeeded: if it is protected and the secret is missing or wrong.
        """
        store = self._store
        with exchange_source.opened(source, store, secret) as other, store.database.read() as read:
            return exchange_conflicts.preview(read, other)

    def merge(self, source: Path, secret: str | None = None) -> Iterator[Progress]:
        """Bring in the papers that another copy has and this one lacks, then its attorney's work.

        The work comes in as one decision, which can be undone; papers stay. Where both attorneys gave one
        word differently, this copy's stands and the conflict is listed. The last step tells what was done.

        Raises:
            CaseFailure: if it is no copy of a case, or damaged.
            PassphraseNeeded: if it is protected and the secret is missing or wrong.
        """
        return exchange_source.merge(self._store, source, self.merge_sheet, secret)

    def merge_sheet(self, theirs: Sheet) -> Generator[Progress, None, MergeOutcome]:
        """Bring in the words of another copy whose papers are here; given up on the way, none comes in."""
        found: list[tuple[merge_apply.Compared, frozenset[int]]] = []

        def decide(
            connection: sqlite3.Connection, _: Image
        ) -> Generator[Progress, None, tuple[Patch, ...]]:
            patches, compared, made = yield from merge_apply.bring_in(connection, theirs)
            found.append((compared, exchange_source.to_link(connection, made)))
            return patches

        yield from self._review_in_steps(decide)
        compared, papers = found[0]
        for at, document in enumerate(sorted(papers)):
            yield Progress(at, len(papers), "Looking for the words of new quotes in other papers")
            ingest.link(self._store, document)
        return MergeOutcome(
            compared.plan.decisions if compared.plan.taken or compared.plan.clashes else 0,
            len(compared.plan.taken),
            len(compared.plan.clashes),
            0,
            len(compared.plan.waiting),
        )

    def conflicts(self) -> tuple[ConflictRow, ...]:
        """Return the words that two attorneys gave differently and nobody has chosen from yet."""
        with self._store.database.read() as connection:
            return exchange_conflicts.rows(connection)

    def settle_conflict(self, id: int, *, theirs: bool) -> None:  # noqa: A002 - the door's own word
        """Choose the word of this copy, or the other one, as one decision.

        Raises:
            CaseFailure: if there is no such conflict any more.
        """
        self._review(lambda connection, _: merge_apply.settle(connection, id, theirs=theirs)[0])

"""The part of the one door that takes a chronology or a cast of characters from a table."""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from casefile import ingest, issues, notes, table_apply, table_columns, tags
from casefile.case_events import CaseEvents
from casefile.errors import CaseFailure
from casefile.import_records import Progress
from casefile.links import Image
from casefile.note_records import About
from casefile.records import RefType
from casefile.table_events import Known, event_plans, has_figures, ordered_days
from casefile.table_parties import KnownCast, party_plans
from casefile.table_records import (
    Field,
    FindSources,
    ReadTable,
    RowPlan,
    TablePlan,
    TableSort,
)
from importers.document import ImportContext, UnreadDocument
from importers.sniff import TABLES
from importers.tables import TableSheet, sheets_of

__all__ = ["CaseTables"]


class CaseTables(CaseEvents):
    """What ``Case`` takes from spreadsheets."""

    def read_table(
        self, path: Path, password: str | None = None, document: int | None = None
    ) -> ReadTable:
        """Read a workbook or separated values; nothing of it comes into the case.

        ``document`` is the paper whose original is to be read; ``path`` then only names it.

        Raises:
            CaseFailure: if the file is no table.
            ImportFailure: if it is unusable; the message tells the user the next step.
            OSError: if it cannot be opened.
        """
        try:
            file, key = path, None
            if document is not None:
                stored_name = self._store.memory.documents()[document].stored_name
                file, key = self._store.paths.original(stored_name), self._store.paths.key
            read = self._store.workers.read(file, ImportContext(path.name, password), key)
        except UnreadDocument as failure:
            raise CaseFailure(
                f"Pincite cannot read the rows of “{path.name}”. Open it in Excel or LibreOffice, save it as"
                " .xlsx or .csv and choose that."
            ) from failure
        if read.media_type not in TABLES:
            raise CaseFailure(
                f"“{path.name}” is no table. Choose an Excel workbook (.xlsx) or a file of separated values"
                " (.csv)."
            )
        sheets = sheets_of(read.source, read.media_type)
        return ReadTable(path, read.source, read.media_type, sheets, password, document)

    def plan_table(
        self,
        table: ReadTable,
        sheet: TableSheet,
        sort: TableSort,
        sources: FindSources,
        *,
        columns: Mapping[Field, int] | None = None,
        heading: int | None = None,
        day_before_month: bool | None = None,
    ) -> TablePlan:
        """Return what the rows of a sheet would do to the case as it stands; nothing is changed.

        Without ``columns`` both they and the ``heading``'s row, counted from 0, are guessed. ``sources``
        reads cites, see ``reports.table_sources``. ``day_before_month`` says what 03/04/2017 is, where the
        sheet does not.
        """
        if columns is None:
            guess = table_columns.guessed(sheet, sort)
            columns, heading = guess.fields, guess.heading
        rows = sheet.rows[0 if heading is None else heading + 1 :]
        image, is_open = self._store.memory.image(), False
        with self._store.database.read() as connection:
            about = About.DATE if sort is TableSort.CHRONOLOGY else About.PARTY
            written, linked, tagged = _said(connection, image, about)
        if sort is TableSort.CAST:
            cast = KnownCast(tuple(image.parties.values()), written, tagged, linked)
            plans: Iterator[RowPlan] = party_plans(rows, columns, cast)
        else:
            known = Known(self._chronology(image, include_rejected=True), written, linked)
            told = ordered_days(rows, columns)
            is_open = told is None and has_figures(rows, columns)
            order = bool(day_before_month) if told is None else told
            plans = event_plans(rows, columns, known, sources, day_before_month=order)
        return TablePlan(sort, table, tuple(plans), columns, is_open)

    def take_table(
        self, plan: TablePlan, *, update: bool, without: Collection[int] = ()
    ) -> Iterator[Progress]:
        """Take the rows of a plan in, as one decision; the last step tells what was done.

        Given up before that, no row is in; the table may be, as a paper.

        Where a row has no place in the papers of the case, the table becomes a paper of the case first. With
        ``update`` what differs is changed as the plan shows it, otherwise only new rows come in. ``without``
        are numbers of rows to leave out.

        Raises:
            CaseFailure: if the table cannot come into the case, or changed since it was read.
        """
        rows = table_apply.wanted(plan, update=update, without=without)
        document = None
        if any(row.in_table for row in rows):
            document = self._document_of(plan.table)
            if document is None:
                table = plan.table
                opened = {str(table.path): table.password} if table.password else None
                for step in ingest.ingest(self._store, [table.path], given_passwords=opened):
                    yield replace(step, done=0, total=1)  # its end is not that of the whole
                    if step.outcome is not None and step.outcome.status == "failed":
                        raise CaseFailure(step.outcome.sentence)
                document = self._document_of(plan.table)
            if document is None:
                raise CaseFailure(
                    "The table could not be taken into the case. Import it as a paper, then try again."
                )
        if rows:
            yield from self._review_in_steps(
                lambda connection, image: table_apply.apply(connection, image, plan, rows, document)
            )
        new = sum(row.target is None for row in rows)
        told = f"{new:,} new, {len(rows) - new:,} changed"
        yield Progress(1, 1, told, document=document)

    def _document_of(self, table: ReadTable) -> int | None:
        """Return the document that a table's file is in the case, ``None`` if it is not, or was not read."""
        if table.document is not None:
            rows = self._store.memory.documents()
            return table.document if table.document in rows else None
        try:
            digest = hashlib.sha256(table.path.read_bytes()).hexdigest()
        except OSError as error:
            raise CaseFailure(
                f"“{table.path.name}” cannot be read any more. Choose the file again."
            ) from error
        return next(
            (
                row.id
                for row in self._store.memory.documents().values()
                if row.sha256 == digest and row.characters
            ),
            None,
        )


_Words = dict[int, list[str]]


def _said(
    connection: sqlite3.Connection, image: Image, about: About
) -> tuple[_Words, _Words, _Words]:
    """Return the notes, titles of issues and tags of all dates or parties, those merged as one."""

    def one(number: int) -> int:
        return image.roots.get(number, number) if about is About.PARTY else number

    written: defaultdict[int, list[str]] = defaultdict(list)
    for note in notes.rows(connection, image):
        if note.ref is not None and note.ref.type is RefType(about):
            written[note.ref.id].append(note.text)
    titles = {row.id: row.title for row in issues.rows(connection, image)}
    linked: defaultdict[int, list[str]] = defaultdict(list)
    for issue, thing, _ in issues.links(connection):
        if thing.about is about and issue in titles:
            linked[one(thing.number)].append(titles[issue])
    called = {
        number: tags.name_of(connection, number)
        for number in {tag for tag, _ in tags.standing_uses(connection, image)}
    }
    tagged: defaultdict[int, list[str]] = defaultdict(list)
    for tag, thing in tags.standing_uses(connection, image):
        if thing.about is about and (name := called.get(tag)):
            tagged[one(thing.number)].append(name)
    return written, linked, tagged

"""The list of papers: what each is, how it was read, what is to be known of it, and its fingerprint.

The fingerprint (SHA-256) shows that a file is the one that was imported, byte for byte.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from casefile.records import DocumentRow, DocumentState, Likeness, LikePaper
from extraction.date_wording import day_words
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.own_words import OwnWords
from reports.report import Cell, ColumnSort, Report

__all__ = ["COLUMNS", "GROUPINGS", "ORDERS", "documents", "how_it_was_read"]

COLUMNS = (
    Column("number", "No.", ColumnSort.NUMBER, 5),
    Column("name", "Paper", ColumnSort.TEXT, 22),
    Column("short", "Cited as", ColumnSort.TEXT, 12),
    Column("kind", "Kind", ColumnSort.TEXT, 10),
    Column("day", "Day", ColumnSort.DAY, 11),
    Column("pages", "Pages", ColumnSort.NUMBER, 7, spare=True),
    Column("read", "How it was read", ColumnSort.TEXT, 14),
    Column("notices", "To be known", ColumnSort.TEXT, 20, spare=True),
    Column("like", "Copies and versions", ColumnSort.TEXT, 14, spare=True),
    Column("docket", "Docket entry", ColumnSort.TEXT, 8, usual=False),
    Column("court", "Court", ColumnSort.TEXT, 14, usual=False),
    Column("author", "Author", ColumnSort.TEXT, 12, usual=False),
    Column("file", "File", ColumnSort.TEXT, 18, usual=False),
    Column("added", "Imported", ColumnSort.DAY, 10, usual=False),
    Column("tags", "Tags", ColumnSort.TEXT, 9, usual=False),
    Column("notes", "Notes", ColumnSort.TEXT, 18, usual=False),
    Column("sha256", "SHA-256", ColumnSort.TEXT, 20),
)
GROUPINGS = ("kind",)
ORDERS = ("name", "day")


def documents(
    rows: Sequence[DocumentRow], options: ReportOptions = EVERYTHING, own: OwnWords | None = None
) -> Report:
    """Return the papers in the order in which they came.

    Raises:
        ReportFailure: for a column, grouping or order that there is not.
    """
    own = own or OwnWords()
    narrowed = narrow([_facts(row, own) for row in rows], options)
    named = {row.id: row.short_name or row.name for row in rows}
    kept = [row for row in rows if row.id in narrowed.kept]
    failed = sum(row.state is DocumentState.FAILED for row in kept)
    papers = "paper" if failed == 1 else "papers"
    return Report(
        options.title or "Papers of the case",
        arranged(COLUMNS, [_line(row, named, own) for row in kept], options),
        noted(
            f"{failed} {papers} could not be read." if failed else "",
            *left_out(narrowed, "paper was", "papers were"),
        ),
    )


def how_it_was_read(row: DocumentRow) -> str:
    """Return how sure the characters of a paper are, and what of it nobody has read yet."""
    if row.failure:
        return f"not read: {row.failure}"
    told = []
    if row.pages_waiting:
        told.append(f"{row.pages_waiting} of {row.pages} pages not read yet")
    if row.machine_read:
        told.append("read by machine")
    if row.repaired:
        told.append("letters repaired")
    return "; ".join(told) or "as the file has it"


def _line(row: DocumentRow, named: Mapping[int, str], own: OwnWords) -> Line:
    added = row.added.astimezone().date() if row.added else None
    return Line(
        {
            "number": cells.number(row.id),
            "name": cells.words(row.name),
            "short": cells.words(row.short_name),
            "kind": cells.words(row.kind.value),
            "day": _day(row),
            "pages": cells.number(row.pages) if row.pages else Cell(""),
            "read": cells.words(how_it_was_read(row)),
            "notices": cells.words(" ".join(notice.sentence for notice in row.notices)),
            "like": cells.words(_likeness(row, named)),
            "docket": cells.words(row.docket_entry or ""),
            "court": cells.words(row.court or ""),
            "author": cells.words(row.author or ""),
            "file": cells.words(row.original_path),
            "added": cells.day_cell(day_words(added), added) if added else Cell(""),
            "tags": cells.words(", ".join(own.tags.get(row.ref, ()))),
            "notes": cells.words("; ".join(own.notes.get(row.ref, ()))),
            "sha256": cells.words(row.sha256),
        },
        {"kind": row.kind.value.capitalize()},
        {"name": row.name.casefold(), "day": row.date or dt.date.max},
    )


def _day(row: DocumentRow) -> Cell:
    return cells.day_cell(day_words(row.date), row.date) if row.date else Cell("")


def _likeness(row: DocumentRow, named: Mapping[int, str]) -> str:
    told = [_alike(each, named) for each in row.alike if each.document in named]
    if row.parent is not None and row.parent in named:
        told.insert(0, f"attached to {named[row.parent]}")
    return "; ".join(told)


def _alike(each: LikePaper, named: Mapping[int, str]) -> str:
    between = " as" if each.likeness is Likeness.SAME_WORDS else ""
    return f"{each.likeness.value}{between} {named[each.document]}"


def _facts(row: DocumentRow, own: OwnWords) -> Facts:
    return Facts(
        row.id,
        " ".join((row.name, row.short_name, row.title or "", row.author or "", row.original_path)),
        documents=frozenset({row.id}),
        kind=row.kind,
        tags=frozenset(own.tags.get(row.ref, ())),
        days=(row.date, row.date) if row.date else None,
        has_days=True,
    )

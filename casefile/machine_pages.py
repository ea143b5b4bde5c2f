"""Machine-read pages in the store: kept one by one as they are read, and handed to the readers again.

A page that an engine read, or could not read, has a row; no page is read twice. ``layer`` in it names the
first text layer that holds the page's words: until there is one, the document has to be read anew.
"""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from importers.document import Notice
from importers.machine_page import MachinePage, MachineWord

__all__ = [
    "Waiting",
    "count_waiting",
    "failure_notices",
    "failures",
    "keep",
    "keep_failure",
    "note_layer",
    "of_document",
    "to_take_in",
    "waiting",
]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document and its 1-based pages that wait for an engine."""

    document: int
    pages: tuple[int, ...]


# Pages of current layers that a machine may read, each with what became of it.
_SCANS = """
    SELECT document.id AS document, scan.value AS page
    FROM document JOIN layer ON layer.id = document.layer, json_each(layer.scans) AS scan
    LEFT JOIN machine_page ON machine_page.document = document.id AND machine_page.page = scan.value
"""
_UNTRIED = "machine_page.page IS NULL"
_UNREAD = "(machine_page.page IS NULL OR machine_page.failure IS NOT NULL)"


def waiting(connection: sqlite3.Connection, *, retry: bool = False) -> tuple[Waiting, ...]:
    """Return what waits for an engine, the shortest first: a letter need not wait for a transcript.

    With ``retry``, pages that could not be read before are among it.
    """
    rows = connection.execute(f"{_SCANS} WHERE {_UNREAD if retry else _UNTRIED} ORDER BY 1, 2")
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        pages[row["document"]].append(row["page"])
    found = [Waiting(document, tuple(numbers)) for document, numbers in pages.items()]
    return tuple(sorted(found, key=lambda each: (len(each.pages), each.document)))


def count_waiting(connection: sqlite3.Connection) -> Mapping[int, int]:
    """Return how many pages of each document wait for an engine; documents without any are left out."""
    rows = connection.execute(
        f"SELECT document, count(*) AS pages FROM ({_SCANS} WHERE {_UNTRIED}) GROUP BY document"  # noqa: S608
    )
    return {row["document"]: row["pages"] for row in rows}


def keep(connection: sqlite3.Connection, document: int, page: MachinePage) -> None:
    """Keep a page as an engine read it."""
    lines = [
        [
            [word.text, *(round(edge, 2) for edge in word.box), round(word.confidence, 4)]
            for word in line
        ]
        for line in page.lines
    ]
    _insert(connection, document, page.number, page.engine, lines, None)


def keep_failure(
    connection: sqlite3.Connection, document: int, page: int, engine: str, sentence: str
) -> None:
    """Keep that an engine could not read a page, and why."""
    _insert(connection, document, page, engine, [], sentence)


def of_document(connection: sqlite3.Connection, document: int) -> tuple[MachinePage, ...]:
    """Return the pages of a document that an engine has read, in order."""
    rows = connection.execute(
        "SELECT page, engine, lines FROM machine_page WHERE document = ? AND failure IS NULL"
        " ORDER BY page",
        (document,),
    )
    return tuple(
        MachinePage(
            row["page"],
            row["engine"],
            tuple(
                tuple(
                    MachineWord(text, (left, top, right, bottom), confidence)
                    for text, left, top, right, bottom, confidence in line
                )
                for line in json.loads(row["lines"])
            ),
        )
        for row in rows
    )


def note_layer(
    connection: sqlite3.Connection, document: int, layer: int, pages: Iterable[MachinePage]
) -> None:
    """Note that a layer was read with these pages at hand."""
    connection.executemany(
        "UPDATE machine_page SET layer = ? WHERE document = ? AND page = ? AND layer IS NULL",
        [(layer, document, page.number) for page in pages],
    )


def to_take_in(connection: sqlite3.Connection) -> Mapping[int, tuple[int, int]]:
    """Return the documents with pages that no layer holds yet: how many, and how many a layer holds."""
    rows = connection.execute(
        "SELECT document, count(*) AS new, (SELECT count(layer) FROM machine_page AS held"
        " WHERE held.document = machine_page.document) AS held FROM machine_page"
        " WHERE layer IS NULL AND failure IS NULL GROUP BY document ORDER BY document"
    )
    return {row["document"]: (row["new"], row["held"]) for row in rows}


def failures(connection: sqlite3.Connection, document: int) -> Mapping[int, str]:
    """Return the pages of a document that could not be read, each with the user's sentence."""
    rows = connection.execute(
        "SELECT page, failure FROM machine_page WHERE document = ? AND failure IS NOT NULL ORDER BY page",
        (document,),
    )
    return {row["page"]: row["failure"] for row in rows}


def failure_notices(connection: sqlite3.Connection) -> Mapping[int, tuple[Notice, ...]]:
    """Return for each document what the user should know of pages that could not be read."""
    pages: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for row in connection.execute(
        "SELECT document, page, failure FROM machine_page WHERE failure IS NOT NULL"
        " ORDER BY document, page"
    ):
        pages[row["document"], row["failure"]].append(row["page"])
    notices: defaultdict[int, list[Notice]] = defaultdict(list)
    for (document, sentence), numbers in pages.items():
        notices[document].append(_failure_notice(numbers, sentence))
    return {document: tuple(each) for document, each in notices.items()}


def _failure_notice(pages: list[int], sentence: str) -> Notice:
    from importers.page_notices import page_range

    told = f"{page_range(pages)} could not be read by machine. {sentence}"
    return Notice("unread-pages", told, tuple(pages))


def _insert(
    connection: sqlite3.Connection,
    document: int,
    page: int,
    engine: str,
    lines: object,
    failure: str | None,
) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO machine_page (document, page, engine, made, lines, failure)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            document,
            page,
            engine,
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            json.dumps(lines),
            failure,
        ),
    )

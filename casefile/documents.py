"""The document table: one row a file, with how far it has come and what it is called in cites."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from casefile import cite_style, layers, likeness, machine_pages, originals
from casefile.errors import NoSuchFinding
from casefile.paths import stored_name
from casefile.process_json import process_from_json, service_of
from casefile.records import DocumentRow, DocumentState, Due, LikePaper
from casefile.short_names import Namer
from casefile.turns import in_turns
from extraction.findings import DocumentFacts, DocumentKind
from extraction.response_deadlines import response_deadlines
from importers.document import ImportedDocument, Notice

__all__ = [
    "Basis",
    "Lister",
    "add",
    "basis_of",
    "by_hash",
    "current_layers",
    "delete",
    "fail",
    "password_of",
    "row",
    "rows",
    "set_facts",
    "set_layer",
    "set_state",
    "unfinished",
    "version",
]

_SERVICE = ("served_given", "manner_given", "answer_days_given")

_KINDS = {each.value: each for each in DocumentKind}  # quicker than asking the enumeration
_STATES = {each.value: each for each in DocumentState}

_COLUMNS = """
    SELECT document.*, layer.notices, layer.page_count, layer.characters, layer.machine_read,
        layer.repaired, extraction.process,
        CASE ifnull(document.kind_given, document.kind) WHEN 'e-mail' THEN layer.about END AS about
    FROM document LEFT JOIN layer ON layer.id = document.layer
    LEFT JOIN extraction ON extraction.document = document.id
"""


def add(
    connection: sqlite3.Connection,
    *,
    name: str,
    original_path: str,
    sha256: str,
    size: int,
    parent: int | None,
    kind: DocumentKind | None,
    date: dt.date | None,
    password: str | None,
) -> int:
    """Receive a document, in the state in which nothing has been done with it, and return its number."""
    cursor = connection.execute(
        "INSERT INTO document (parent, name, stored_name, original_path, sha256, bytes, added, state,"
        " kind_given, date_given, password) VALUES (?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?)",
        (
            parent,
            name,
            f"? {sha256}",  # until the number is known
            original_path,
            sha256,
            size,
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            kind,
            date and date.isoformat(),
            password,
        ),
    )
    document = int(cursor.lastrowid or 0)
    connection.execute(
        "UPDATE document SET stored_name = ? WHERE id = ?", (stored_name(document, name), document)
    )
    return document


def by_hash(connection: sqlite3.Connection, sha256: str) -> tuple[int, DocumentState] | None:
    """Return number and state of the document with these bytes, if the case has it."""
    found = connection.execute(
        "SELECT id, state FROM document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return None if found is None else (found["id"], DocumentState(found["state"]))


def set_state(connection: sqlite3.Connection, document: int, state: DocumentState) -> None:
    """Note how far a document has come; an earlier failure is over."""
    connection.execute(
        "UPDATE document SET state = ?, failure = NULL WHERE id = ?", (state, document)
    )


def to_link_anew(connection: sqlite3.Connection, numbers: Iterable[int]) -> frozenset[int]:
    """Note that documents which were ready have words to be linked; returns those that were.

    Until ``ingest.link`` has done that they are not ready, so that it is made up for if the program ends.
    """
    wanted = {each for each in numbers if _is_ready(connection, each)}
    for number in wanted:
        set_state(connection, number, DocumentState.SEARCHABLE)
    return frozenset(wanted)


def _is_ready(connection: sqlite3.Connection, document: int) -> bool:
    row = connection.execute("SELECT state FROM document WHERE id = ?", (document,)).fetchone()
    return row is not None and row["state"] == DocumentState.READY


def to_find_anew(connection: sqlite3.Connection, document: int) -> None:
    """Note that what was found in a document no longer holds, until it is looked through anew."""
    connection.execute("UPDATE extraction SET extractor = '' WHERE document = ?", (document,))


def fail(
    connection: sqlite3.Connection,
    document: int,
    sentence: str,
    state: DocumentState,
    *,
    locked: bool = False,
) -> None:
    """Note why a document came no further than ``state``, and whether a password would help."""
    connection.execute(
        "UPDATE document SET state = ?, failure = ?, locked = ? WHERE id = ?",
        (state, sentence, locked, document),
    )


def set_layer(connection: sqlite3.Connection, document: int, read: ImportedDocument) -> int:
    """Make what was just read the document's current text layer, and return the layer's number."""
    layer = layers.add(connection, document, read)
    connection.execute(
        "UPDATE document SET layer = ?, media_type = ? WHERE id = ?",
        (layer, read.media_type, document),
    )
    return layer


@dataclass(frozen=True, slots=True)
class Basis:
    """What a document's findings rest on: its text layer, and what the attorney said of the paper.

    That is its kind, its day, and whether its numeric dates have the day first.
    """

    layer: int
    kind: DocumentKind | None
    date: dt.date | None
    day_first: bool | None = None


def basis_of(connection: sqlite3.Connection, document: int) -> Basis:
    """Return what findings of a document that was read rest on now."""
    row = connection.execute(
        "SELECT layer, kind_given, date_given, day_first_given FROM document WHERE id = ?",
        (document,),
    ).fetchone()
    kind = DocumentKind(row["kind_given"]) if row["kind_given"] else None
    day_first = None if row["day_first_given"] is None else bool(row["day_first_given"])
    return Basis(row["layer"], kind, _day(row["date_given"]), day_first)


def current_layers(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the current text layer of every document that was read."""
    rows = connection.execute("SELECT id, layer FROM document WHERE layer IS NOT NULL")
    return {row["id"]: row["layer"] for row in in_turns(rows)}


def set_facts(connection: sqlite3.Connection, document: int, facts: DocumentFacts) -> None:
    """Keep what extraction learned about the paper as a whole."""
    connection.execute(
        "UPDATE document SET kind = ?, kind_reason = ?, title = ?, author = ?, court = ?,"
        " docket_number = ?, docket_entry = ?, filed = ?, date = ?, date_reason = ? WHERE id = ?",
        (
            facts.kind,
            facts.kind_reason,
            facts.title,
            facts.author,
            facts.court,
            facts.docket_number,
            facts.docket_entry,
            facts.filed and facts.filed.isoformat(),
            facts.date and facts.date.isoformat(),
            facts.date_reason,
            document,
        ),
    )


def delete(connection: sqlite3.Connection, document: int) -> None:
    """Take out a document that was never read; nothing can point to it."""
    connection.execute("DELETE FROM document WHERE id = ? AND layer IS NULL", (document,))


def unfinished(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the documents that an interrupted import left before their last step, in order."""
    found = connection.execute(
        "SELECT id FROM document WHERE state NOT IN ('ready', 'failed') AND failure IS NULL ORDER BY id"
    )
    return tuple(row["id"] for row in found)


def rows(connection: sqlite3.Connection) -> tuple[DocumentRow, ...]:
    """Return all documents in the order they came, each with a short name of its own."""
    return Lister().rows(connection)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as it was read last: what of, and the row made of it, without its name."""

    stored: tuple[object, ...]
    row: DocumentRow


class Lister:
    """Reads the list of documents again and again; of those that stayed the rows of before are kept.

    In a case of thousands a paper that comes changes one row, and perhaps the names of a few.
    """

    def __init__(self) -> None:
        self._known: dict[int, _Read] = {}
        self._namer = Namer()

    def rows(self, connection: sqlite3.Connection) -> tuple[DocumentRow, ...]:
        """Return all documents in the order they came, each with a short name of its own."""
        found = connection.cursor()
        found.row_factory = None  # plain tuples
        found.execute(f"{_COLUMNS} ORDER BY document.id")
        columns = [each[0] for each in found.description]
        at = columns.index("id")
        waiting = machine_pages.count_waiting(connection)
        unread = machine_pages.failure_notices(connection)
        damaged = originals.notices(connection)
        alike = likeness.alike(connection)
        now: dict[int, _Read] = {}
        for stored in in_turns(found):
            number = stored[at]
            told = damaged.get(number, ()), unread.get(number, ())
            beside = waiting.get(number, 0), *told, alike.get(number, ())
            key = (*stored, *beside)
            known = self._known.get(number)
            if known is None or known.stored != key:
                values = dict(zip(columns, stored, strict=True))
                known = _Read(key, _row(values, *beside))
            now[number] = known
        self._known = now
        return self._namer.named([each.row for each in now.values()], cite_style.chosen(connection))


def version(connection: sqlite3.Connection) -> int:
    """Return what tells whether ``rows`` would return anything else than before."""
    return int(connection.execute("SELECT version FROM listing").fetchone()["version"])


def row(connection: sqlite3.Connection, document: int) -> DocumentRow:
    """Return one document.

    Raises:
        NoSuchFinding: if the case has none of that number.
    """
    found = next((each for each in rows(connection) if each.id == document), None)
    if found is None:
        raise NoSuchFinding("That document is no longer in the case.")
    return found


def password_of(connection: sqlite3.Connection, document: int) -> str | None:
    """Return the password that opened a document's original, if it needed one."""
    found = connection.execute("SELECT password FROM document WHERE id = ?", (document,)).fetchone()
    return None if found is None else found["password"]


def _row(
    found: Mapping[str, Any],
    waiting: int,
    damaged: tuple[Notice, ...],
    unread: tuple[Notice, ...],
    alike: tuple[LikePaper, ...],
) -> DocumentRow:
    kind = _KINDS[found["kind_given"] or found["kind"]]
    given = found["date_given"]
    day = _day(given or found["date"])
    return DocumentRow(
        id=found["id"],
        name=found["name"],
        short_name=found["short_name_given"] or "",
        stored_name=found["stored_name"],
        original_path=found["original_path"],
        sha256=found["sha256"],
        media_type=found["media_type"],
        kind=kind,
        kind_reason="said by you" if found["kind_given"] else found["kind_reason"],
        kind_confirmed=found["kind_given"] is not None,
        state=_STATES[found["state"]],
        failure=found["failure"],
        pages=found["page_count"] or 0,
        characters=found["characters"] or 0,
        title=found["title"],
        author=found["author"],
        court=found["court"],
        docket_number=found["docket_number"],
        docket_entry=found["docket_entry"],
        filed=_day(found["filed"]),
        date=day,
        date_reason="said by you" if given else found["date_reason"],
        machine_read=bool(found["machine_read"]),
        notices=(
            *damaged,
            *(layers.notices_from_json(found["notices"]) if found["notices"] else ()),
            *unread,
        ),
        locked=bool(found["locked"]) and found["state"] == DocumentState.FAILED,
        addressees=layers.values_of(found["about"], "addressee") if found["about"] else (),
        parent=found["parent"],
        added=dt.datetime.fromisoformat(found["added"]),
        repaired=bool(found["repaired"]),
        pages_waiting=waiting,
        is_process=found["process"] is not None,
        served=_day(found["served_given"]),
        due=_due(found["process"], *(found[column] for column in _SERVICE), found["court"])
        if found["process"]
        else (),
        alike=alike,
    )


@lru_cache(maxsize=256)
def _due(
    process: str, day: str | None, manner: str | None, days: int | None, court: str | None
) -> tuple[Due, ...]:
    """Return what a summons or subpoena asks for by when; counted once as long as nothing changes."""
    read = process_from_json(process)
    if read is None:
        return ()
    found = response_deadlines(read, service_of(day, manner, days), court)
    return tuple(Due(each.day, each.act, each.stated) for each in found)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

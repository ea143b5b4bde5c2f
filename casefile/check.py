"""Is the case whole? Originals by their hashes, the case file by its own checks, findings by their words."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from casefile import feeding, layers, marks, saved_views
from casefile.errors import CaseDamaged
from casefile.note_records import About
from casefile.paths import CasePaths
from casefile.records import Problem
from casefile.store import Store
from casefile.workers import WorkerStopped
from importers.machine_page import PlacedWord
from importers.source_text import SourceText

__all__ = ["check", "file_hash"]

_CHUNK = 1024 * 1024


def check(store: Store) -> tuple[Problem, ...]:
    """Return everything that is wrong, () for a clean case. Reads every original."""
    with store.database.read() as connection:
        return (
            *_database(connection),
            *_originals(connection, store.paths),
            *_findings(connection),
            *_own_words(connection),
            *_views(connection),
            *_machine_words(connection),
            *_index(connection, store),
        )


def file_hash(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem(
                "case.db",
                f"The case file is damaged ({row[0]}). Restore the newest copy from “backups”.",
            )
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            "case.db",
            f"A row of “{row['table']}” points to nothing. Restore the newest copy from “backups”.",
        )


def _originals(connection: sqlite3.Connection, paths: CasePaths) -> Iterator[Problem]:
    known: set[str] = set()
    for row in connection.execute(
        "SELECT stored_name, sha256 FROM document ORDER BY id"
    ).fetchall():
        name = row["stored_name"]
        known.add(name)
        try:
            changed = file_hash(paths.original(name)) != row["sha256"]
        except CaseDamaged as failure:
            yield Problem(name, str(failure))
        except FileNotFoundError:
            yield Problem(name, "The original is missing. Put it back from a backup of the case.")
        except OSError:
            yield Problem(name, "The original cannot be opened. Check the disk, then check again.")
        else:
            if changed:
                yield Problem(
                    name,
                    "The original is not what was imported. Put it back from a backup of the case.",
                )
    for path in sorted(paths.documents.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            yield Problem(
                path.name, "This file is not part of the case. Import it, or move it elsewhere."
            )


def _findings(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Compare every finding's text with the text layer at its span."""
    rows = connection.execute("SELECT id, document FROM layer ORDER BY id").fetchall()
    names = dict(connection.execute("SELECT id, stored_name FROM document").fetchall())
    for layer in rows:
        text = layers.source(connection, layer["id"]).text
        wrong = 0
        for table in ("mention", "mention_given", "quote", "date_expression", "passage"):
            lost = "" if table == "mention" else " AND lost = 0"
            for row in connection.execute(
                f'SELECT "start", "end", text FROM {table} WHERE layer = ?{lost}',  # noqa: S608
                (layer["id"],),
            ):
                wrong += text[row["start"] : row["end"]] != row["text"]
        if wrong:
            yield Problem(
                names[layer["document"]],
                f"{wrong} findings do not stand where they should. Restore the newest copy from “backups”.",
            )


def _views(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every saved view can be read."""
    try:
        saved_views.rows(connection)
    except (KeyError, TypeError, ValueError):
        yield Problem(
            "case.db", "A saved view cannot be read. Restore the newest copy from “backups”."
        )


def _own_words(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that all that carries a note, a tag or evidence is in the case."""
    for told, table in (("Notes", "note"), ("Tags", "tagged"), ("Links to issues", "evidence")):
        astray = 0
        for about, carriers in marks.TABLES.items():
            if table == "note" and about is About.NOTE:
                continue
            astray += connection.execute(
                f"SELECT count (*) FROM {table} WHERE about = ?"  # noqa: S608 - our own names
                f" AND number NOT IN (SELECT id FROM {carriers})",
                (about,),
            ).fetchone()[0]
        if astray:
            yield Problem(
                "case.db",
                f"{told} that belong to nothing in the case: {astray}. "
                "Restore the newest copy from “backups”.",
            )


def _machine_words(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every machine-read word stands on its page of the text layer, and is one."""
    layers_read = connection.execute(
        "SELECT DISTINCT layer.id, document.stored_name FROM machine_words"
        " JOIN layer ON layer.id = machine_words.layer"
        " JOIN document ON document.id = layer.document ORDER BY layer.id"
    ).fetchall()
    for layer in layers_read:
        source = layers.source(connection, layer["id"])
        wrong = sum(
            not _stands(source, page["page"], word)
            for page in connection.execute(
                "SELECT page FROM machine_words WHERE layer = ? ORDER BY page", (layer["id"],)
            ).fetchall()
            for word in layers.machine_words(connection, layer["id"], page["page"])
        )
        if wrong:
            yield Problem(
                layer["stored_name"],
                f"{wrong} machine-read words do not stand where they should. Restore the newest copy from "
                "“backups”.",
            )


def _stands(source: SourceText, number: int, word: PlacedWord) -> bool:
    if not 1 <= number <= len(source.pages):
        return False
    page = source.pages[number - 1].span
    return page.contains(word.span) and bool(word.span.of(source.text).strip())


def _index(connection: sqlite3.Connection, store: Store) -> Iterator[Problem]:
    """Make up for what the index lacks, as a case from another computer does, and tell what remains."""
    folder = store.local.index
    try:
        if feeding.is_damaged(folder):
            store.workers.clear_index(folder)
        feeding.feed(store, sorted(feeding.missing(store, connection)))
    except WorkerStopped as stopped:
        yield Problem(
            "search index",
            f"It could not be made whole: {stopped.reason}. Close other programs and check again.",
        )

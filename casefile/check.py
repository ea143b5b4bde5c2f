"""Is the case whole? Originals by their hashes, the case file by its own checks, findings by their words."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import partial

from casefile import acknowledged, case_key, feeding, layers, marks, originals, saved_views
from casefile.connecting import damage as unreadable
from casefile.errors import CaseDamaged, CaseFailure
from casefile.import_records import Progress
from casefile.note_records import About
from casefile.originals import Damage
from casefile.paths import CasePaths
from casefile.records import Problem
from casefile.store import Store
from casefile.workers import WorkerStopped
from importers.machine_page import PlacedWord
from importers.source_text import SourceText

__all__ = ["checking"]

_RESTORE = "Restore the newest copy from “backups”."
_OTHERS = 4
"""Steps beside those of originals and texts."""
_STILL = ""
"""Yielded by a part of the check that is still at what it said last."""

_Part = Iterator[Problem | str]
"""A part of the check: what is wrong, and between that in words what is looked at next."""


def checking(store: Store) -> Generator[Progress, None, tuple[Problem, ...]]:
    """Return everything that is wrong, () for a clean case, step by step; close the generator to give it up.

    Reads every original, and the whole case file.
    """
    found: list[Problem] = []
    looked: dict[int, Damage | None] = {}
    step = Progress(0, _steps(store), "Checking the case file")
    yield step
    found += _pages(store)
    found += _missing(store)
    parts: tuple[Callable[[sqlite3.Connection], _Part], ...] = (
        _database,
        partial(_originals, paths=store.paths, looked=looked),
        _findings,
        _own_words,
        _views,
        _machine_words,
        partial(_index, store=store),
    )
    for part in parts:
        for each in _told(store, part):
            if isinstance(each, Problem):
                found.append(each)
                continue
            if each != _STILL:
                step = Progress(min(step.done + 1, step.total - 1), step.total, each)
            yield step
    today = dt.datetime.now().astimezone().date()
    # Of a disk that is full, say: what was found is told all the same.
    with suppress(CaseFailure), store.database.write() as connection:
        originals.note(connection, looked, today)
    return tuple(dict.fromkeys(found))


def _steps(store: Store) -> int:
    """Return how many steps there are: each original, each text, the case file and what else there is."""
    try:
        with store.database.read() as connection:
            row = connection.execute(
                "SELECT (SELECT count (*) FROM document) + (SELECT count (*) FROM layer)"
            ).fetchone()
    except unreadable():
        return _OTHERS
    return int(row[0]) + _OTHERS


def _told(store: Store, part: Callable[[sqlite3.Connection], _Part]) -> _Part:
    """Yield what is found wrong; what cannot even be looked at is wrong, too.

    Each part has a connection of its own: that of a protected case reads nothing after a damaged page.
    """
    try:
        with store.database.read() as connection:
            yield from part(connection)
    except unreadable():
        yield Problem("case.db", f"A part of the case file cannot be read. {_RESTORE}")


def _pages(store: Store) -> Iterator[Problem]:
    """Compare the case file with the checksums that were kept when it was written, and see to its keys."""
    if store.key is not None and not case_key.well_kept(store.paths.folder):
        yield Problem(
            case_key.KEYS,
            "One of the two copies of the keys is missing or damaged. Close the case and open it again: it "
            "is then made anew from the good one.",
        )
    damaged = store.database.damaged_pages()
    if damaged:
        count = "A page" if len(damaged) == 1 else f"{len(damaged):,} pages"
        yield Problem(
            "case.db",
            f"{count} of the case file changed without Pincite: the disk is failing, or another program "
            f"wrote to it. {_RESTORE}",
        )


def _missing(store: Store) -> Iterator[Problem]:
    """Tell what was acknowledged and was not in the case file when it was opened."""
    if store.database.missing is not None:
        yield Problem("case.db", acknowledged.sentence(store.database.missing))
        store.database.missing_was_told()


def _database(connection: sqlite3.Connection) -> _Part:
    yield "Checking the case file’s structure"
    for row in connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem("case.db", f"The case file is damaged ({row[0]}). {_RESTORE}")
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("case.db", f"A row of “{row['table']}” points to nothing. {_RESTORE}")


def _originals(
    connection: sqlite3.Connection, paths: CasePaths, looked: dict[int, Damage | None]
) -> _Part:
    """Read every original; what was found of each is added to ``looked``."""
    kept = originals.all_of(connection)
    for original in kept:
        name = original.stored_name
        yield f"Reading the original “{name}”"
        looking = originals.damage_of(paths, original)
        try:
            while True:
                next(looking)
                yield _STILL
        except StopIteration as end:
            damage: Damage | None = end.value
            looked[original.document] = damage
            if damage is not None:
                yield Problem(name, originals.sentence(damage), original.document)
        except CaseDamaged as failure:
            yield Problem(name, str(failure))
    known = set()
    for original in kept:
        with suppress(CaseDamaged):  # that was told
            known.add(paths.original(original.stored_name).name)
    for path in sorted(paths.documents.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            yield Problem(
                path.name, "This file is not part of the case. Import it, or move it elsewhere."
            )


def _findings(connection: sqlite3.Connection) -> _Part:
    """Compare every finding's text with the text layer at its span."""
    rows = connection.execute("SELECT id, document FROM layer ORDER BY id").fetchall()
    names = dict(connection.execute("SELECT id, stored_name FROM document").fetchall())
    for layer in rows:
        yield f"Comparing what was found in “{names[layer['document']]}”"
        text = layers.source(connection, layer["id"]).text
        wrong = 0
        for table in ("mention", "mention_given", "quote", "date_expression", "passage"):
            lost = "" if table == "mention" else " AND lost = 0"
            for row in connection.execute(
                f'SELECT "start", "end", text FROM {table}'  # noqa: S608 - our own names
                f" WHERE document = ? AND layer = ?{lost}",
                (layer["document"], layer["id"]),
            ):
                wrong += text[row["start"] : row["end"]] != row["text"]
        if wrong:
            yield Problem(names[layer["document"]], _out_of_place(wrong, "finding"))


def _out_of_place(number: int, what: str) -> str:
    told = (
        f"A {what} does not stand where it should."
        if number == 1
        else f"{number:,} {what}s do not stand where they should."
    )
    return f"{told} {_RESTORE}"


def _views(connection: sqlite3.Connection) -> _Part:
    """See that every saved view can be read."""
    try:
        saved_views.rows(connection)
    except (KeyError, TypeError, ValueError):
        yield Problem("case.db", f"A saved view cannot be read. {_RESTORE}")


def _own_words(connection: sqlite3.Connection) -> _Part:
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
                f"{told} that belong to nothing in the case: {astray}. {_RESTORE}",
            )


def _machine_words(connection: sqlite3.Connection) -> _Part:
    """See that every machine-read word stands on its page of the text layer, and is one."""
    yield "Checking what was read by machine"
    layers_read = connection.execute(
        "SELECT DISTINCT layer.id, document.stored_name FROM machine_words"
        " JOIN layer ON layer.id = machine_words.layer"
        " JOIN document ON document.id = layer.document ORDER BY layer.id"
    ).fetchall()
    for layer in layers_read:
        yield _STILL
        source = layers.source(connection, layer["id"])
        wrong = sum(
            not _stands(source, page["page"], word)
            for page in connection.execute(
                "SELECT page FROM machine_words WHERE layer = ? ORDER BY page", (layer["id"],)
            ).fetchall()
            for word in layers.machine_words(connection, layer["id"], page["page"])
        )
        if wrong:
            yield Problem(layer["stored_name"], _out_of_place(wrong, "machine-read word"))


def _stands(source: SourceText, number: int, word: PlacedWord) -> bool:
    if not 1 <= number <= len(source.pages):
        return False
    page = source.pages[number - 1].span
    return page.contains(word.span) and bool(word.span.of(source.text).strip())


def _index(connection: sqlite3.Connection, store: Store) -> _Part:
    """Make up for what the index lacks, as a case from another computer does, and tell what remains."""
    home = feeding.home_of(store)
    try:
        yield "Checking the search index"
        if feeding.is_damaged(home):
            store.workers.clear_index(home)
        for batch in feeding.batches(store, sorted(feeding.missing(store, connection))):
            store.workers.index(home, batch)
            yield _STILL
    except WorkerStopped as stopped:
        yield Problem(
            "search index",
            f"It could not be made whole: {stopped.reason}. Close other programs and check again.",
        )

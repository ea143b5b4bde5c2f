"""A damaged case file gives way to the newest good copy of it; what is newer than that copy is listed.

Nothing is thrown away: the damaged file goes into “backups”. Papers that came after the copy was made lie
under “documents” and are brought in again; decisions that were taken after it are named, as far as they can
be read.
"""

import datetime as dt
import re
import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from casefile import (
    acknowledged,
    backup,
    case_key,
    documents,
    page_sums,
    private,
    protecting,
    sealed_files,
    strangers,
)
from casefile.case_key import CaseKey
from casefile.connecting import connect, damage, trouble
from casefile.database import SCHEMA, SEALS, explained
from casefile.errors import CaseDamaged
from casefile.lock import CaseLock
from casefile.paths import CasePaths

__all__ = ["Mended", "mend"]

_FRESH = "case.db.new"
_SUFFIXES = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}


@dataclass(frozen=True, slots=True)
class Mended:
    """What was put in place of a damaged case file, and what is newer than it."""

    copy: Path
    aside: Path
    """Where the damaged file is kept."""
    papers: tuple[Path, ...]
    """Originals that the copy does not know, by their stored names; the next opening reads them."""
    decisions: tuple[str, ...] | None
    """The sentences of later decisions, oldest first; ``None`` where they cannot be read any more."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """An original that a copy of the case file does not know."""

    file: Path
    stored_name: str


def mend(
    folder: Path,
    local: Path | None = None,
    now: dt.datetime | None = None,
    *,
    secret: str | CaseKey | None = None,
) -> Mended:
    """Put the newest good copy in place of the case file of a closed case, which ``secret`` opens.

    Killed at any moment it leaves the case file that was there, or the copy; it can be called again.

    Raises:
        PassphraseNeeded: if the case is protected and the secret is missing or wrong.
        CaseInUse: if the case is open somewhere.
        CaseDamaged: if there is no good copy.
        CaseFailure: if the folder cannot be written.
    """
    paths = CasePaths(folder.expanduser().absolute())
    strangers.refuse_links(paths.folder)
    lock = CaseLock(paths.folder)
    try:
        protecting.settle(paths.folder, local or private.application_data())
        key = case_key.of_case(paths.folder, secret)
        raw = key.database if key is not None else None
        paths = CasePaths(paths.folder, key.files if key is not None else None)
        for copy in backup.good_copies(paths, raw):
            return _put_in_place(paths, raw, copy, now or dt.datetime.now().astimezone())
    except trouble() as error:
        raise explained(error, paths.folder) or error from error
    finally:
        lock.release()
    raise CaseDamaged(
        f"“{paths.folder.name}” has no good copy in its “backups”. Restore a backup of your own, or import "
        "the originals under “documents” into a new case."
    )


def _put_in_place(paths: CasePaths, key: bytes | None, copy: Path, now: dt.datetime) -> Mended:
    from index.storage import sync_folder

    aside = paths.backups / f"damaged {now:%Y-%m-%d %H%M%S}.db"
    with suppress(FileNotFoundError):
        shutil.copyfile(paths.database, aside)
    log = paths.database.with_name("case.db-wal")
    with suppress(FileNotFoundError):
        shutil.copyfile(log, aside.with_name(f"{aside.name}-wal"))
    papers = _unknown(paths, key, copy)
    told = tuple(paths.documents / paper.stored_name for paper in papers)
    mended = Mended(copy, aside, told, _later(paths, key, copy))
    fresh = paths.folder / _FRESH
    shutil.copyfile(copy, fresh)
    _enter(paths, key, fresh, papers)
    for old in ("case.db-wal", "case.db-shm"):  # SQLite would take them for the copy's
        (paths.folder / old).unlink(missing_ok=True)
    fresh.replace(paths.database)
    for old in (page_sums.NAME, acknowledged.NAME):  # until now the sums told of the damage
        (paths.folder / old).unlink(missing_ok=True)
    sync_folder(paths.folder)
    return mended


def _enter(paths: CasePaths, key: bytes | None, fresh: Path, papers: Iterable[_Paper]) -> None:
    """Make papers of originals that a case file does not know: the next opening reads them."""
    with closing(connect(fresh, key)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        strangers.refuse_foreign_schema(connection, SCHEMA, paths.database)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("DELETE FROM info WHERE key = ?", [(each,) for each in SEALS])
        for paper in papers:
            try:
                sha256, size = sealed_files.hashed(paper.file, paths.key)
            except CaseDamaged:
                continue  # “Check the case” names it
            if documents.by_hash(connection, sha256) is not None:
                continue
            original = paths.original(paper.stored_name)
            if original != paper.file:
                paper.file.replace(original)
            number = documents.add(
                connection,
                name=re.sub(r"^\d{4,} ", "", paper.stored_name),
                original_path=str(paths.documents / paper.stored_name),
                sha256=sha256,
                size=size,
                parent=None,
                kind=None,
                date=None,
                password=None,
            )
            connection.execute(
                "UPDATE document SET stored_name = ? WHERE id = ?", (paper.stored_name, number)
            )
        connection.execute("COMMIT")


def _unknown(paths: CasePaths, key: bytes | None, copy: Path) -> tuple[_Paper, ...]:
    with closing(backup.looking(copy, key)) as connection:
        known = {
            paths.original(row[0]).name
            for row in connection.execute("SELECT stored_name FROM document")
        }
    files = [
        file
        for file in sorted(paths.documents.iterdir())
        if file.is_file() and file.name not in known and not file.name.startswith(".")
    ]
    names = _names(paths, key) if paths.key is not None and files else {}
    return tuple(_Paper(file, names.get(file.name) or _name(file, paths)) for file in files)


def _names(paths: CasePaths, key: bytes | None) -> dict[str, str]:
    """Return what the damaged file calls its originals, by their files’ names, as far as it can be read."""
    names: dict[str, str] = {}
    with suppress(*damage()), closing(connect(paths.database, key)) as connection:
        connection.execute("PRAGMA query_only = ON")
        for row in connection.execute("SELECT stored_name FROM document"):
            names[paths.original(row[0]).name] = row[0]
    return names


def _name(file: Path, paths: CasePaths) -> str:
    """Return what to call an original; nothing tells the name of a sealed one but what it begins with."""
    if paths.key is None:
        return file.name
    head = b""
    with suppress(CaseDamaged), sealed_files.opened(file, paths.key) as source:
        head = source.read(4)
    return f"Recovered {file.name[:8]}{_SUFFIXES.get(head, '.txt')}"


def _later(paths: CasePaths, key: bytes | None, copy: Path) -> tuple[str, ...] | None:
    with closing(backup.looking(copy, key)) as connection:
        last = connection.execute("SELECT max (id) FROM history").fetchone()[0] or 0
    try:
        with closing(connect(paths.database, key)) as connection:  # with its log
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            rows = connection.execute(
                "SELECT sentence FROM history WHERE id > ? AND state = 'done' ORDER BY id", (last,)
            )
            return tuple(str(row[0]) for row in rows)
    except damage():
        return None

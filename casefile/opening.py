"""A case comes into being, and a case folder becomes an open case: checked, locked, backed up, settled."""

import contextlib
import datetime as dt
import re
import sqlite3
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

from casefile import backup, receive
from casefile.appearances import Texts
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, CaseExists, CaseFailure, NoLocalFolder, NotACase
from casefile.lock import CaseLock
from casefile.paths import SUFFIX, CasePaths, LocalPaths, forget_missing, local_paths
from casefile.store import Memory, Store
from casefile.workers import Workers

__all__ = ["OpenedCase", "create", "open_case"]


@dataclass(frozen=True)
class OpenedCase:
    """The parts of an open case."""

    store: Store
    lock: CaseLock
    name: str
    case_id: str


def create(folder: Path, name: str | None) -> Path:
    """Make a new case and return its folder; one without the suffix ".pincite" gets it.

    Raises:
        CaseExists: if the folder is there and not empty.
        CaseFailure: if it cannot be written.
    """
    if folder.suffix != SUFFIX:
        folder = folder.with_name(folder.name + SUFFIX)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CaseExists(f"“{folder.name}” is there already. Choose another name, or open it.")
        paths = CasePaths(folder)
        folder.mkdir(parents=True, exist_ok=True)
        paths.documents.mkdir()
        paths.backups.mkdir()
        database = Database.create(paths.database)
    except OSError as error:
        raise explained(error, folder) or CaseFailure(
            f"“{folder}” could not be made ({error.strerror or error}). Choose another place."
        ) from error
    info = {
        "case_id": uuid.uuid4().hex,
        "name": name or folder.stem,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    with database.write() as connection:
        connection.executemany("INSERT INTO info (key, value) VALUES (?, ?)", info.items())
    database.close()
    return folder


def open_case(
    folder: Path, workers: Workers, local: Path | None, *, copy: bool = True
) -> OpenedCase:
    """Open a case folder. ``local`` is this user's folder for what can be made again.

    ``copy`` makes the copy of the day; of a large case that takes a while, and ``keep_daily_copy`` makes it.

    Raises:
        CaseFailure: if it is no case, too new, open elsewhere, damaged or read-only.
        NoLocalFolder: if this user's own folder cannot be written.
    """
    folder = _named(folder.expanduser().absolute())
    paths = CasePaths(folder)
    if not paths.database.is_file():
        raise NotACase(f"“{folder}” is no Pincite case. Choose a folder that ends in “{SUFFIX}”.")
    today = dt.datetime.now().astimezone().date()
    with contextlib.ExitStack() as undo:
        lock = CaseLock(folder)
        undo.callback(lock.release)
        try:
            database = Database.open(
                paths.database, before_migration=backup.before_migration(paths, today)
            )
            undo.callback(database.close)
            name, case_id = _name_and_id(database)
            for needed in (paths.documents, paths.backups):
                needed.mkdir(exist_ok=True)
            backup.tidy(paths)
            if copy:
                backup.daily(paths, today)
            root = local if local is not None else _application_data()
            own = _own_place(root, case_id, folder)
            store = Store(
                database,
                paths,
                own,
                workers,
                Memory(database),
                threading.Lock(),
                threading.Lock(),
                Texts(),
            )
            receive.settle(store)
            receive.sweep(store)
        except OSError as error:
            raise explained(error, folder) or error from error
        undo.pop_all()
    return OpenedCase(store, lock, name, case_id)


def keep_daily_copy(paths: CasePaths) -> None:
    """Copy an open case's file unless that was done today, while it is worked with.

    Raises:
        CaseFailure: if the copy cannot be written.
    """
    try:
        backup.daily(paths, dt.datetime.now().astimezone().date())
    except (OSError, sqlite3.Error) as error:
        raise explained(error, paths.folder) or error from error


def _named(folder: Path) -> Path:
    """Return the case folder that is meant: its name may be given without the suffix, as to ``create``."""
    full = folder.with_name(folder.name + SUFFIX) if folder.name else folder
    return full if not CasePaths(folder).database.is_file() and full.is_dir() else folder


def _name_and_id(database: Database) -> tuple[str, str]:
    """Return the case's name and id; the id becomes a folder's name, and the case may be a stranger's."""
    with database.read() as connection:
        info = dict(connection.execute("SELECT key, value FROM info").fetchall())
    case_id = info.get("case_id", "")
    if not re.fullmatch("[0-9a-f]{32}", case_id):
        raise CaseDamaged(
            "The case file has lost its number. Restore the newest copy from “backups”."
        )
    return info.get("name", ""), case_id


def _own_place(root: Path, case_id: str, folder: Path) -> LocalPaths:
    """Return this computer's folder for the case, and clear away those of cases that are gone.

    Raises:
        NoLocalFolder: if it cannot be written, which is not the case's fault.
    """
    try:
        own = local_paths(root, case_id, folder)
        forget_missing(root)
    except OSError as error:
        raise NoLocalFolder(
            f"Pincite cannot write to its own folder on this computer, “{root}” "
            f"({error.strerror or error}). The case is not affected. Make that folder writable, with room "
            "on its disk, then open the case again."
        ) from error
    return own


def _application_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Pincite", appauthor=False)

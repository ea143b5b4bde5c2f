"""A case comes into being, and a case folder becomes an open case: checked, locked, backed up, settled."""

import contextlib
import datetime as dt
import re
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

from casefile import (
    backup,
    case_key,
    leftovers,
    private,
    protecting,
    putting_back,
    receive,
    strangers,
    synced,
)
from casefile.appearances import Texts
from casefile.case_key import KEYS, CaseKey
from casefile.connecting import trouble
from casefile.database import Database, explained
from casefile.errors import (
    CaseDamaged,
    CaseExists,
    CaseFailure,
    CaseOpenElsewhere,
    CaseReadOnly,
    NoLocalFolder,
    NotACase,
)
from casefile.lock import CaseLock
from casefile.paths import SUFFIX, CasePaths, LocalPaths, forget_missing, local_paths
from casefile.paths import forget as forget_local
from casefile.protection import Protection
from casefile.store import Memory, Store
from casefile.workers import Workers

__all__ = ["OpenedCase", "create", "forget", "is_free", "keep_daily_copy", "open_case"]

_FRESH = "case.db.new"
_FOLDERS = ("documents", "backups")


@dataclass(frozen=True)
class OpenedCase:
    """The parts of an open case."""

    store: Store
    lock: CaseLock
    name: str
    case_id: str


def create(
    folder: Path, name: str | None, protection: Protection | None = None
) -> tuple[Path, CaseKey | None]:
    """Make a new case; return its folder, which gets the suffix ".pincite", and the key of a protected one.

    Of a case that is made with ``protection`` nothing is ever written unencrypted. What is left of one whose
    making was broken off is written over by the next of that name.

    Raises:
        CaseExists: if the folder is there and not empty.
        CaseFailure: if it cannot be written.
    """
    if folder.suffix != SUFFIX:
        folder = folder.with_name(folder.name + SUFFIX)
    try:
        if folder.exists() and not is_free(folder):
            raise CaseExists(f"“{folder.name}” is there already. Choose another name, or open it.")
        paths = CasePaths(folder)
        private.new_folder(folder)
        paths.documents.mkdir(exist_ok=True)
        paths.backups.mkdir(exist_ok=True)
        from index.storage import sync_folder

        fresh = paths.folder / _FRESH
        # The keys first: without the file that they were made for nobody would know whose they are.
        for left in (*_keys_in(folder), *paths.folder.glob(f"{_FRESH}*")):
            left.unlink(missing_ok=True)
        key, keys = case_key.made(protection) if protection is not None else (None, b"")
        _fill(Database.create(fresh, key.database if key else None), name or folder.stem)
        if key is not None:
            case_key.put(paths.folder / KEYS, keys)
        fresh.replace(paths.database)  # only now is it a case
        sync_folder(paths.folder)
    except OSError as error:
        raise explained(error, folder) or CaseFailure(
            f"“{folder}” could not be made ({error.strerror or error}). Choose another place."
        ) from error
    return folder, key


def is_free(folder: Path) -> bool:
    """Tell whether a folder holds nothing but what the making of a case leaves that was broken off.

    Wrapped keys alone are somebody's, who may have the case file elsewhere.
    """
    if not folder.is_dir():
        return False
    passed = _keys_in(folder) if (folder / _FRESH).is_file() else ()
    return all(
        entry in passed
        or entry.name.startswith(_FRESH)
        or (entry.name in _FOLDERS and entry.is_dir() and not any(entry.iterdir()))
        for entry in folder.iterdir()
    )


def _keys_in(folder: Path) -> tuple[Path, ...]:
    """Return where the wrapped keys are put while a case is made, and half of them."""
    return folder / KEYS, folder / f"{KEYS}.part"


def _fill(database: Database, name: str) -> None:
    info = {
        "case_id": uuid.uuid4().hex,
        "name": name,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    try:
        with database.write() as connection:
            connection.executemany("INSERT INTO info (key, value) VALUES (?, ?)", info.items())
    finally:
        database.close()


def open_case(
    folder: Path,
    workers: Workers,
    local: Path | None,
    *,
    copy: bool = True,
    secret: str | CaseKey | None = None,
) -> OpenedCase:
    """Open a case folder. ``local`` is this user's folder for what can be made again.

    ``copy`` makes the copy of the day; of a large case that takes a while, and ``keep_daily_copy`` makes it.
    ``secret`` opens a protected case: its passphrase or recovery key, or the key that one unlocked.

    Raises:
        PassphraseNeeded: if it is protected and the secret is missing or wrong.
        CaseFailure: if it is no case, too new, open elsewhere, damaged or read-only.
        NoLocalFolder: if this user's own folder cannot be written.
    """
    folder = case_key.named(folder.expanduser().absolute())
    synced.refuse_unfinished(folder)
    if not CasePaths(folder).database.is_file():
        raise NotACase(f"“{folder}” is no Pincite case. Choose a folder that ends in “{SUFFIX}”.")
    strangers.refuse_links(folder)
    today = dt.datetime.now().astimezone().date()
    leftovers.sweep()
    root = local if local is not None else private.application_data()
    with contextlib.ExitStack() as undo:
        lock = CaseLock(folder)
        undo.callback(lock.release)
        try:
            protecting.settle(folder, root)
            key = case_key.of_case(folder, secret)
            paths = CasePaths(folder, key.files if key is not None else None)
            database = Database.open(
                paths.database,
                before_migration=backup.before_migration(paths, today),
                key=key.database if key is not None else None,
            )
            undo.callback(database.close)
            name, case_id = _name_and_id(database)
            for needed in (paths.documents, paths.backups):
                needed.mkdir(exist_ok=True)
            backup.tidy(paths)
            if copy:
                # Work can go on where that is not possible; “Check the case” says why it is not.
                with contextlib.suppress(CaseDamaged):
                    backup.daily(paths, today, database)
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
                key,
            )
            receive.settle(store)
            receive.sweep(store)
            putting_back.sweep(paths)
        except trouble() as error:
            raise explained(error, folder) or error from error
        undo.pop_all()
    return OpenedCase(store, lock, name, case_id)


def keep_daily_copy(paths: CasePaths, database: Database) -> None:
    """Copy an open case's file unless that was done today, while it is worked with.

    Raises:
        CaseFailure: if the copy cannot be written.
    """
    try:
        backup.daily(paths, dt.datetime.now().astimezone().date(), database)
    except trouble() as error:
        raise explained(error, paths.folder) or error from error


def forget(folder: Path, local: Path | None) -> None:
    """Remove what this computer keeps of a closed case; the case folder may be gone.

    Raises:
        CaseInUse: if it is open somewhere.
        CaseFailure: if something of it could not be removed.
    """
    root = local if local is not None else private.application_data()
    folder = folder.expanduser().absolute()
    with contextlib.ExitStack() as held:
        if CasePaths(folder).database.is_file():
            # What cannot be written nobody has open here, nor what holds links; what another computer has,
            # that one has.
            with contextlib.suppress(CaseReadOnly, CaseOpenElsewhere, CaseDamaged, OSError):
                strangers.refuse_links(folder)
                held.callback(CaseLock(folder).release)
        try:
            forget_local(root, folder)
        except OSError as error:
            raise CaseFailure(
                f"Not everything that this computer keeps of “{folder.stem}” could be removed "
                f"({error.strerror or error}). Close other programs and try again; it lies in “{root}”."
            ) from error


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

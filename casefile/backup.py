"""Copies of the case: of the case file once a day, and of everything in one ZIP archive."""

import datetime as dt
import os
import re
import shutil
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from casefile.check import file_hash
from casefile.database import APPLICATION_ID, copy_database, explained
from casefile.errors import CaseDamaged, CaseExists, NotACase
from casefile.paths import SUFFIX, CasePaths
from casefile.store import Store

__all__ = ["before_migration", "daily", "packed", "restore", "tidy", "write"]

_DAILY_KEPT = 14
_DAILY = re.compile(r"case \d{4}-\d\d-\d\d\.db")
_DATABASE, _DOCUMENTS = "case.db", "documents"
_LARGEST_MEMBER = 4 * 1024**3  # bytes of one file in an archive; an original has 512 MB at most
_CHUNK = 1024 * 1024


def before_migration(paths: CasePaths, today: dt.date) -> Path:
    """Return where the case file is copied to before its schema changes."""
    return paths.backups / f"case {today.isoformat()} before update.db"


def tidy(paths: CasePaths) -> None:
    """Remove what a backup that was broken off left behind."""
    for left in (*paths.backups.glob(".backup-*"), *paths.backups.glob("*.part")):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def daily(paths: CasePaths, today: dt.date) -> None:
    """Copy the case file unless that was done today; the newest fourteen are kept."""
    target = paths.backups / f"case {today.isoformat()}.db"
    if target.exists():
        return
    copy_database(paths.database, target)
    kept = sorted(path for path in paths.backups.iterdir() if _DAILY.fullmatch(path.name))
    for path in kept[:-_DAILY_KEPT]:
        path.unlink()


def write(store: Store, file: Path) -> None:
    """Write the whole case to an archive, then read it back and compare every original's hash.

    An older archive of that name is replaced only when the new one has proved good.

    Raises:
        CaseFailure: if an original is missing or damaged, or the disk is full.
    """
    paths = store.paths
    try:
        with tempfile.TemporaryDirectory(dir=paths.backups, prefix=".backup-") as place:
            database = Path(place) / _DATABASE
            copy_database(paths.database, database)
            names = _documents_of(database)
            originals = {name: paths.original(name) for name in names}
            for name, original in originals.items():
                if not original.is_file():
                    raise CaseDamaged(
                        f"The original “{name}” is missing, so the backup would not be whole. "
                        "Put it back first; “Check case” says what else is wrong."
                    )
            with packed(database, originals, file) as half:
                _verify(half, names)
    except OSError as error:
        raise explained(error, file) or error from error


@contextmanager
def packed(database: Path, originals: Mapping[str, Path], file: Path) -> Iterator[Path]:
    """Write a case file and originals, by their names, to an archive that ``restore`` opens.

    It is yielded under a hidden name, to be looked at; then it takes the place of an older one.
    """
    half = file.with_name(f".{file.name}.part")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(database, _DATABASE)
            for name, original in originals.items():
                archive.write(original, f"{_DOCUMENTS}/{name}")
        yield half
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def restore(file: Path, folder: Path) -> None:
    """Unpack an archive into a new case folder, every original's hash checked.

    Nothing is left behind when it fails.

    Raises:
        NotACase: if the file is no archive of a case.
        CaseExists: if the folder is there and not empty.
        CaseDamaged: if an original is missing or not what was imported.
    """
    if folder.suffix != SUFFIX:
        folder = folder.with_name(folder.name + SUFFIX)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseExists(
            f"“{folder.name}” is there already. Choose another name for the restored case."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as place:
            whole = Path(place) / "case"
            _unpack(file, CasePaths(whole))
            if folder.exists():
                folder.rmdir()
            whole.replace(folder)
    except (zipfile.BadZipFile, FileNotFoundError) as error:
        raise NotACase(f"“{file.name}” is no backup of a case.") from error
    except OSError as error:
        raise explained(error, folder) or error from error


def _unpack(file: Path, paths: CasePaths) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {member.filename: member for member in archive.infolist()}
        if _DATABASE not in members:
            raise NotACase(f"“{file.name}” is no backup of a case.")
        paths.documents.mkdir(parents=True)
        paths.backups.mkdir()
        _extract(archive, members[_DATABASE], paths.database)
        for name, sha256 in _documents_of(paths.database).items():
            member = members.get(f"{_DOCUMENTS}/{name}")
            target = paths.original(name)  # names come from the archive's own case file
            if member is None:
                raise CaseDamaged(f"The backup lacks the original “{name}”. Use another backup.")
            _extract(archive, member, target)
            if file_hash(target) != sha256:
                raise CaseDamaged(
                    f"The original “{name}” in the backup is damaged. Use another backup."
                )
            target.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    if member.file_size > _LARGEST_MEMBER:
        raise CaseDamaged(f"“{member.filename}” in the backup is too large to be real.")
    with archive.open(member) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, _CHUNK)
        copy.flush()
        os.fsync(copy.fileno())


def _documents_of(database: Path) -> dict[str, str]:
    """Return the stored name and hash of every document in a case file.

    Raises:
        NotACase: if it is none.
    """
    try:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotACase("The backup's case file is of another program.")
            return dict(
                connection.execute(
                    "SELECT stored_name, sha256 FROM document ORDER BY id"
                ).fetchall()
            )
    except sqlite3.DatabaseError as error:
        raise NotACase("The backup's case file is damaged. Use another backup.") from error


def _verify(file: Path, names: dict[str, str]) -> None:
    import hashlib

    with zipfile.ZipFile(file) as archive:
        for name, sha256 in names.items():
            digest = hashlib.sha256()
            with archive.open(f"{_DOCUMENTS}/{name}") as member:
                while chunk := member.read(_CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != sha256:
                raise CaseDamaged(
                    f"The original “{name}” is not what was imported, so the backup would not be whole. "
                    "Put the right file back first."
                )
